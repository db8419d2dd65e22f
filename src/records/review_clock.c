#include "records/review_clock.h"

#include "records/terms.h"

enum {
    FIRST_WORKING_DAYS = 20,
    FIRST_ADOPTIVE_DAYS = 28,
    SECOND_MONTHS = 3,
    LATER_MONTHS = 6
};

/* ---- The reviews */

struct growing_days {
    date *at;
    size_t count;
};

static void add_day(struct growing_days *days, date day)
{
    size_t at = days->count;
    for (; at > 0 && days->at[at - 1].days > day.days; at--)
        ;
    if (at > 0 && days->at[at - 1].days == day.days)
        return;
    for (size_t i = days->count; i > at; i--)
        days->at[i] = days->at[i - 1];
    days->at[at] = day;
    days->count++;
}

struct reviews_held reviews_held_of(struct arena *a, const struct child *child)
{
    const struct rows *tables[] = {&child->last[T9_REVIEWS], &child->now[T9_REVIEWS]};
    struct growing_days days = {arena_make(a, date, tables[0]->count + tables[1]->count),
                                0};
    bool unclear = false;
    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            date day = entry_date(&tables[t]->at[i], REVIEWS_REVIEW);
            if (date_is_none(day))
                unclear = true;
            else
                add_day(&days, day);
        }
    }
    return (struct reviews_held){days.at, days.count, unclear};
}

/* ---- One run of reviews */

/* From one day on, until another: a period of care, or a placement for adoption in it. */
struct run_of_reviews {
    date from, to; /* both included; `to` not after the year */
    bool from_known, adoptive;
};

struct timing {
    const struct return_about *about;
    const struct reviews_held *held;
    const struct conventions *conventions;
    date horizon; /* reviews held since are in the returns */
};

static date first_limit(const struct timing *t, const struct run_of_reviews *run)
{
    return run->adoptive
               ? date_add_days(run->from, FIRST_ADOPTIVE_DAYS)
               : working_days_limit(t->conventions, run->from, FIRST_WORKING_DAYS);
}

/* A review that may be held until `limit` and was held on `day` (or not until then) was
 * overdue on a day of the year. */
static bool is_overdue(const struct timing *t, const struct run_of_reviews *run,
                       date limit, date day)
{
    int tolerance = t->conventions->set[CONVENTION_REVIEW_TOLERANCE];
    date from = date_add_days(limit, tolerance + 1);
    date to = is_before(run->to, day) ? run->to : day;
    return is_on_or_before(from, to) && is_on_or_before(t->about->start, to);
}

/* The first review of the run is in the returns, or should be. */
static bool is_whole(const struct timing *t, const struct run_of_reviews *run)
{
    return run->from_known && (is_on_or_before(t->horizon, run->from) ||
                               is_on_or_before(t->horizon, first_limit(t, run)));
}

/* What came before the first review that is known, which is one of the year: at the
 * latest a review on the day before the horizon. */
static truth before_first(const struct timing *t, const struct run_of_reviews *run,
                          date first)
{
    date latest = date_add_months(date_add_days(t->horizon, -1), LATER_MONTHS);
    if (is_before(first, t->about->start))
        return TRUTH_TRUE;
    return is_overdue(t, run, latest, first) ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static truth run_in_time(const struct timing *t, const struct run_of_reviews *run)
{
    date never = date_add_days(run->to, 1), limit = DATE_NONE;
    truth in_time = TRUTH_TRUE;
    bool whole = is_whole(t, run), any = false;
    int months = whole ? SECOND_MONTHS : LATER_MONTHS;
    if (whole)
        limit = first_limit(t, run);
    for (size_t i = 0; i <= t->held->count; i++) {
        date day = i < t->held->count ? t->held->at[i] : never;
        if (i < t->held->count &&
            (is_before(run->to, day) || (run->from_known && is_before(day, run->from))))
            continue;
        if (!any && !whole)
            in_time = truth_and(in_time, before_first(t, run, day));
        else if (is_overdue(t, run, limit, day))
            return TRUTH_FALSE;
        limit = date_add_months(day, months);
        months = LATER_MONTHS;
        any = true;
    }
    return in_time;
}

/* ---- All of them */

static bool is_adoptive(const struct stay *s)
{
    return cell_is_any(entry_cell(s->entry, EPISODES_PLACE), FOR_ADOPTION);
}

static truth period_in_time(const struct timing *t, const struct care_history *h,
                            const struct care_period *period)
{
    truth in_time = TRUTH_TRUE;
    date last = is_on_or_before(period->end, t->about->end) ? period->end : t->about->end;
    size_t end = period->from + period->count;
    struct run_of_reviews run = {.from = period->start,
                                 .from_known = period->start_known};
    run.adoptive = is_adoptive(&h->stays[period->from]);
    for (size_t i = period->from + 1; i <= end; i++) {
        const struct stay *s = &h->stays[i];
        if (i < end && (s->temporary || is_adoptive(s) == run.adoptive))
            continue;
        run.to = i < end ? date_add_days(s->start, -1) : last;
        if (is_on_or_before(t->about->start, run.to) &&
            is_on_or_before(run.from, t->about->end))
            in_time = truth_and(in_time, run_in_time(t, &run));
        if (i < end)
            run = (struct run_of_reviews){
                .from = s->start, .from_known = true, .adoptive = is_adoptive(s)};
    }
    return in_time;
}

truth reviews_in_time(const struct care_history *h, const struct reviews_held *held,
                      const struct conventions *c)
{
    const struct return_about *about = h->about;
    /* Of a child that last year's return does not have it tells no reviews either. */
    bool has_last =
        about->has_last[T9_REVIEWS] && h->shared->child->last[T9_EPISODES].count > 0;
    struct timing t = {about, held, c, has_last ? about->last_start : about->start};
    truth in_time = TRUTH_TRUE;
    for (size_t i = 0; i < h->period_count; i++)
        in_time = truth_and(in_time, period_in_time(&t, h, &h->periods[i]));
    return in_time;
}
