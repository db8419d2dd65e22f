#include "records/in_need.h"

#include "records/census.h"

bool in_census_year(const struct measuring *m, date day)
{
    return is_on_or_before(m->about->start, day) && is_on_or_before(day, m->about->end);
}

void count_rows(const struct measuring *m)
{
    const struct of_rows *with = m->indicator->with;
    const struct rows *rows = &m->child->now[with->table];
    for (size_t i = 0; i < rows->count; i++)
        say_standing(m, EVERY_FIGURE, with->of(m, &rows->at[i]));
}

/* ---- Referrals */

truth referral_without_action(const struct entry *episode)
{
    const struct cell *said = entry_cell(episode, CD_REFERRAL_NFA);
    if (cell_is_any_case(said, SAYS_YES))
        return TRUTH_TRUE;
    return cell_is_any_case(said, SAYS_NO) ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

/* The case was still open on a day on which it had begun.  One that is closed on the day
 * is not, and a referral without action opens none. */
static truth is_open_on(const struct entry *episode, date day)
{
    const struct cell *closed = entry_cell(episode, CD_CIN_CLOSURE_DATE);
    truth open = TRUTH_TRUE;
    if (cell_is_unreadable(closed))
        open = TRUTH_UNKNOWN;
    else if (!cell_is_blank(closed) && is_on_or_before(closed->on, day))
        open = TRUTH_FALSE;
    return truth_and(open, truth_not(referral_without_action(episode)));
}

/* One episode began before another; of two on a day the first in the census did. */
static truth began_before(const struct entry *a, const struct entry *b)
{
    date first = entry_date(a, CD_CIN_REFERRAL_DATE),
         second = entry_date(b, CD_CIN_REFERRAL_DATE);
    if (date_is_none(first))
        return TRUTH_UNKNOWN;
    if (date_compare(first, second) == 0)
        return a < b ? TRUTH_TRUE : TRUTH_FALSE;
    return is_before(first, second) ? TRUTH_TRUE : TRUTH_FALSE;
}

static truth came_to_open_case(const struct measuring *m, const struct entry *episode)
{
    const struct rows *episodes = &m->child->now[TC_CIN_DETAILS];
    date day = entry_date(episode, CD_CIN_REFERRAL_DATE);
    truth open = TRUTH_FALSE;
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *other = &episodes->at[i];
        if (other != episode)
            open = truth_or(
                open, truth_and(began_before(other, episode), is_open_on(other, day)));
    }
    return open;
}

struct standing referral_of_year(const struct measuring *m, const struct entry *episode)
{
    date day = entry_date(episode, CD_CIN_REFERRAL_DATE);
    if (date_is_none(day))
        return STANDS_UNTOLD("CINreferralDate is blank or cannot be read");
    if (!in_census_year(m, day))
        return STANDS_OUT("not referred in the year");
    truth open = came_to_open_case(m, episode);
    if (open == TRUTH_TRUE)
        return STANDS_OUT("referred while a case of the child was open");
    if (open == TRUTH_UNKNOWN)
        return STANDS_UNTOLD(
            "whether a case of the child was open cannot be told: a "
            "CINreferralDate, CINclosureDate or ReferralNFA is not clear");
    return STANDS_IN;
}

/* ---- Episodes of need */

static struct standing without_action(const struct entry *episode)
{
    switch (referral_without_action(episode)) {
    case TRUTH_TRUE:
        return STANDS_OUT("a referral without further action");
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD("ReferralNFA is blank or none of its codes");
    case TRUTH_FALSE:
        break;
    }
    return STANDS_IN;
}

struct standing episode_at_end(const struct measuring *m, const struct entry *episode)
{
    const struct cell *closed = entry_cell(episode, CD_CIN_CLOSURE_DATE);
    date begun = entry_date(episode, CD_CIN_REFERRAL_DATE), end = m->about->end;
    if (!date_is_none(begun) && is_before(end, begun))
        return STANDS_OUT("referred after the year");
    if (is_on_or_before(closed->on, end))
        return STANDS_OUT("closed by the last day of the year");
    struct standing s = without_action(episode);
    if (s.role == ROLE_EXCLUDED)
        return s;
    if (cell_is_unreadable(closed))
        return STANDS_UNTOLD("CINclosureDate cannot be read");
    if (date_is_none(begun))
        return STANDS_UNTOLD("CINreferralDate is blank or cannot be read");
    return s;
}

static bool has_rows(const struct measuring *m, unsigned table,
                     const struct entry *episode)
{
    return rows_within(m->child, table, episode).count > 0;
}

static bool was_followed_up(const struct measuring *m, const struct entry *episode)
{
    return has_rows(m, TC_SECTION_47, episode) ||
           has_rows(m, TC_PROTECTION_PLANS, episode) ||
           has_rows(m, TC_CIN_PLAN_DATES, episode) ||
           has_rows(m, TC_PRE_PROCEEDINGS, episode) ||
           !cell_is_blank(entry_cell(episode, CD_DATE_OF_INITIAL_CPC));
}

struct standing episode_not_in_need(const struct measuring *m,
                                    const struct entry *episode)
{
    const struct cell *why = entry_cell(episode, CD_REASON_FOR_CLOSURE),
                      *closed = entry_cell(episode, CD_CIN_CLOSURE_DATE);
    bool assessed = cell_is_any_case(why, "rc8", "rc9");
    if (cell_is_blank(why) && cell_is_blank(closed))
        return STANDS_OF("the case is open");
    if (!assessed &&
        !cell_is_any_case(why, "rc1", "rc2", "rc3", "rc4", "rc5", "rc6", "rc7"))
        return STANDS_UNTOLD("ReasonForClosure is blank or none of its codes");
    if (!assessed)
        return STANDS_OF("closed for another reason than RC8 and RC9");
    if (date_is_none(closed->on))
        return STANDS_UNTOLD("a reason for closure without a day that can be read");
    if (!has_rows(m, TC_ASSESSMENTS, episode))
        return STANDS_OF("closed without an assessment");
    if (was_followed_up(m, episode))
        return STANDS_OF("an enquiry, a conference or a plan followed");
    return STANDS_IN;
}

struct standing episode_closed(const struct measuring *m, const struct entry *episode)
{
    const struct cell *closed = entry_cell(episode, CD_CIN_CLOSURE_DATE);
    date begun = entry_date(episode, CD_CIN_REFERRAL_DATE);
    if (cell_is_blank(closed))
        return STANDS_OUT("not closed");
    if (date_is_none(closed->on))
        return STANDS_UNTOLD("CINclosureDate cannot be read");
    if (!in_census_year(m, closed->on))
        return STANDS_OUT("not closed in the year");
    struct standing s = without_action(episode);
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (episode_not_in_need(m, episode).role == ROLE_NUMERATOR)
        return STANDS_OUT("assessed and not in need");
    if (date_is_none(begun))
        return STANDS_UNTOLD("CINreferralDate is blank or cannot be read");
    return is_before(closed->on, begun) ? STANDS_UNTOLD("closed before it was referred")
                                        : STANDS_IN;
}

/* ---- How long */

enum lasted lasted_from(date from, date to)
{
    if (is_on_or_before(to, date_add_months(from, 3)))
        return UP_TO_3_MONTHS;
    if (is_on_or_before(to, date_add_months(from, 6)))
        return UP_TO_6_MONTHS;
    if (is_before(to, date_add_months(from, 12)))
        return UNDER_1_YEAR;
    return is_before(to, date_add_months(from, 24)) ? UNDER_2_YEARS : LONGER;
}
