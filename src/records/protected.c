#include "records/protected.h"

#include "records/census.h"

#define START_UNTOLD "CPPstartDate is blank or cannot be read"
#define END_UNTOLD "CPPendDate cannot be read"

/* ---- Beginning and end */

struct standing plan_started(const struct measuring *m, const struct entry *plan)
{
    date start = entry_date(plan, CPP_CPP_START_DATE);
    if (date_is_none(start))
        return STANDS_UNTOLD(START_UNTOLD);
    return in_census_year(m, start) ? STANDS_IN : STANDS_OUT("not begun in the year");
}

struct standing plan_ended(const struct measuring *m, const struct entry *plan)
{
    const struct cell *end = entry_cell(plan, CPP_CPP_END_DATE);
    if (cell_is_blank(end))
        return STANDS_OUT("not ended");
    if (date_is_none(end->on))
        return STANDS_UNTOLD(END_UNTOLD);
    return in_census_year(m, end->on) ? STANDS_IN : STANDS_OUT("not ended in the year");
}

struct standing plan_ended_since(const struct measuring *m, const struct entry *plan)
{
    date start = entry_date(plan, CPP_CPP_START_DATE),
         end = entry_date(plan, CPP_CPP_END_DATE);
    struct standing s = plan_ended(m, plan);
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (date_is_none(start))
        return STANDS_UNTOLD(START_UNTOLD);
    return is_before(end, start) ? STANDS_UNTOLD("ended before it began") : s;
}

static struct standing goes_on(const struct measuring *m, const struct entry *plan)
{
    const struct cell *end = entry_cell(plan, CPP_CPP_END_DATE);
    date start = entry_date(plan, CPP_CPP_START_DATE);
    if (is_before(m->about->end, start))
        return STANDS_OUT("the plan began after the year");
    if (is_on_or_before(end->on, m->about->end))
        return STANDS_OUT("the plan ended by the last day of the year");
    if (cell_is_unreadable(end))
        return STANDS_UNTOLD(END_UNTOLD);
    return date_is_none(start) ? STANDS_UNTOLD(START_UNTOLD) : STANDS_IN;
}

const struct entry *plan_at_end(const struct measuring *m, struct standing *standing)
{
    const struct rows *plans = &m->child->now[TC_PROTECTION_PLANS];
    const struct entry *first = NULL;
    *standing = STANDS_OUT("never the subject of a plan in the census");
    for (size_t i = 0; i < plans->count; i++) {
        const struct entry *plan = &plans->at[i];
        struct standing s = goes_on(m, plan);
        if (s.role == ROLE_NUMERATOR &&
            (!first || is_before(entry_date(plan, CPP_CPP_START_DATE),
                                 entry_date(first, CPP_CPP_START_DATE))))
            first = plan;
        if (standing->role == ROLE_EXCLUDED)
            *standing = s;
    }
    return first;
}

/* ---- How long */

bool is_two_years(date from, date to)
{
    enum { MOST_DAYS = 729 };
    return to.days - from.days + 1 > MOST_DAYS;
}

enum lasted plan_lasted(date from, date to)
{
    return is_two_years(from, to) ? LONGER : lasted_from(from, to);
}

/* ---- Reviews */

enum { FIRST_MONTHS = 3, LATER_MONTHS = 6 };

struct plan_clock {
    const struct measuring *m;
    struct rows reviews;
    date start;
};

/* The first review held after this day, up to the end of the year; DATE_NONE. */
static date review_after(const struct plan_clock *c, date day)
{
    date next = DATE_NONE;
    for (size_t i = 0; i < c->reviews.count; i++) {
        date held = entry_date(&c->reviews.at[i], CR_CPP_REVIEW_DATE);
        if (is_before(day, held) && is_on_or_before(held, c->m->about->end) &&
            (date_is_none(next) || is_before(held, next)))
            next = held;
    }
    return next;
}

/* A review that may be held until `limit` and was held on `day`, or on none, was overdue
 * on a day of the year: one after the limit, up to the day it was held. */
static bool is_overdue(const struct plan_clock *c, date limit, date day)
{
    const struct measuring *m = c->m;
    int tolerance = m->conventions->set[CONVENTION_REVIEW_TOLERANCE];
    date from = date_add_days(limit, tolerance + 1);
    date to = date_is_none(day) ? m->about->end : day;
    return is_on_or_before(from, to) && is_on_or_before(m->about->start, to);
}

/* The first review in the census, where others may have been held before the year. */
static truth first_in_time(const struct plan_clock *c, date first)
{
    date before = date_add_days(c->m->about->start, -1);
    date latest = date_add_months(before, LATER_MONTHS);
    if (!is_overdue(c, date_add_months(c->start, FIRST_MONTHS), first))
        return TRUTH_TRUE;
    bool may_have_been = is_before(c->start, before);
    return may_have_been && !is_overdue(c, latest, first) ? TRUTH_UNKNOWN : TRUTH_FALSE;
}

static struct rows reviews_of(const struct measuring *m, const struct entry *plan)
{
    return rows_within(m->child, TC_REVIEWS, plan);
}

truth plan_reviewed(const struct measuring *m, const struct entry *plan)
{
    struct plan_clock c = {m, reviews_of(m, plan), entry_date(plan, CPP_CPP_START_DATE)};
    date day = review_after(&c, c.start);
    truth in_time = first_in_time(&c, day);
    while (!date_is_none(day)) {
        date limit = date_add_months(day, LATER_MONTHS);
        day = review_after(&c, day);
        if (is_overdue(&c, limit, day))
            return TRUTH_FALSE;
    }
    return in_time;
}

bool plan_reviews_unclear(const struct measuring *m, const struct entry *plan)
{
    struct rows reviews = reviews_of(m, plan);
    for (size_t i = 0; i < reviews.count; i++)
        if (date_is_none(entry_date(&reviews.at[i], CR_CPP_REVIEW_DATE)))
            return true;
    return false;
}
