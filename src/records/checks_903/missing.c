/* Checks on the times that a child was missing or away from placement: against each
 * other, against the child's care, and against last year's return. */
#include "records/flags.h"
#include "records/looked_after.h"
#include "records/row_order.h"
#include "records/terms.h"

/* Of times missing. */
static const struct term still_missing[] = {
    BLANK(MISSING_MIS_END), HAS_DATE(MISSING_MIS_START), {.kind = TERM_END}};

static date began(const struct entry *missing)
{
    return entry_date(missing, MISSING_MIS_START);
}

static date ended(const struct entry *missing)
{
    return entry_date(missing, MISSING_MIS_END);
}

static bool same_day(date a, date b)
{
    return is_on_or_before(a, b) && is_on_or_before(b, a);
}

/* ---- One after another */

static struct row_order in_order(const struct checking *c)
{
    const struct row_order_by by = {MISSING_MIS_START, MISSING_MIS_END};
    return row_order_of(c->flags->arena, &c->child->now[T9_MISSING], by);
}

static void missing_anew(const struct checking *c)
{
    struct row_order order = in_order(c);
    for (size_t i = 1; i < order.dated; i++) {
        date before = ended(order.at[i - 1]);
        if (date_is_none(before) || is_before(began(order.at[i]), before))
            flag(c, T9_MISSING, order.at[i]);
    }
}

static bool is_there(const struct checking *c, date start)
{
    const struct rows *rows = &c->child->now[T9_MISSING];
    for (size_t i = 0; i < rows->count; i++)
        if (same_day(began(&rows->at[i]), start))
            return true;
    return false;
}

/* A child that has no time missing this year is flagged itself. */
static void flag_lost(const struct checking *c)
{
    struct row_order order = in_order(c);
    if (order.count > 0)
        flag(c, T9_MISSING, order.at[0]);
    else if (c->child->now[T9_HEADER].count > 0)
        flag_all(c, T9_HEADER);
    else
        not_run(c, "the child has no row in this year's return");
}

static void lost_since_last_year(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_MISSING];
    for (size_t i = 0; i < last->count; i++)
        if (terms_hold(c, &last->at[i], still_missing) &&
            !is_there(c, began(&last->at[i])))
            flag_lost(c);
}

/* ---- Against the child's care */

static bool within_ended_episode(const struct checking *c, const struct entry *missing)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *episode = &episodes->at[i];
        if (is_on_or_before(entry_date(episode, EPISODES_DECOM), began(missing)) &&
            is_on_or_before(began(missing), entry_date(episode, EPISODES_DEC)))
            return true;
    }
    return false;
}

static bool ceased_since(const struct checking *c, const struct entry *missing)
{
    return care_ended_since(c->shared, began(missing));
}

static bool is_in_care(const struct looked_after *s, date day)
{
    for (size_t i = 0; i < s->care_count; i++)
        if (is_on_or_before(s->care[i].start, day) && !is_before(s->care[i].end, day))
            return true;
    return false;
}

static bool ceased_before(const struct looked_after *s, date day)
{
    for (size_t i = 0; i < s->care_count; i++)
        if (is_before(s->care[i].end, day))
            return true;
    return false;
}

static bool began_after_care(const struct checking *c, const struct entry *missing)
{
    return ceased_before(c->shared, began(missing)) &&
           !is_in_care(c->shared, began(missing));
}

static bool began_before_care(const struct checking *c, const struct entry *missing)
{
    const struct entry *first = c->shared->first;
    return first && is_before(began(missing), entry_date(first, EPISODES_DECOM));
}

/* The child was missing when the episode ended: until that day, or without an end. */
static bool is_missing_at_end(const struct checking *c, const struct entry *episode)
{
    static const struct term goes_on[] = {BLANK(MISSING_MIS_START),
                                          FILLED(MISSING_MISSING),
                                          BLANK(MISSING_MIS_END),
                                          {.kind = TERM_END}};
    const struct rows *rows = &c->child->now[T9_MISSING];
    date end = entry_date(episode, EPISODES_DEC);
    for (size_t i = 0; i < rows->count; i++) {
        const struct entry *missing = &rows->at[i];
        bool until = cell_is_blank(entry_cell(missing, MISSING_MIS_END))
                         ? is_on_or_before(began(missing), end)
                         : same_day(ended(missing), end);
        if (until || terms_hold(c, missing, goes_on))
            return true;
    }
    return false;
}

/* ---- The checks */

#define WITH_EPISODES .tables = (BIT(T9_EPISODES) | BIT(T9_MISSING)), .table = T9_MISSING

static const struct date_column began_on[] = {DATE_OF(T9_MISSING, MISSING_MIS_START),
                                              DATES_END};
static const struct date_column ended_on[] = {DATE_OF(T9_MISSING, MISSING_MIS_END),
                                              DATES_END};
static const struct date_column both[] = {DATE_OF(T9_MISSING, MISSING_MIS_START),
                                          DATE_OF(T9_MISSING, MISSING_MIS_END),
                                          DATES_END};
static const struct date_column both_years[] = {
    DATE_OF(T9_MISSING, MISSING_MIS_START), DATE_OF_LAST(T9_MISSING, MISSING_MIS_START),
    DATE_OF_LAST(T9_MISSING, MISSING_MIS_END), DATES_END};
static const struct date_column began_last[] = {
    DATE_OF_LAST(T9_MISSING, MISSING_MIS_START), DATES_END};
static const struct date_column start_and_ends[] = {
    DATE_OF(T9_MISSING, MISSING_MIS_START), DATE_OF(T9_EPISODES, EPISODES_DEC),
    DATES_END};
static const struct date_column all[] = {DATE_OF(T9_MISSING, MISSING_MIS_START),
                                         DATE_OF(T9_MISSING, MISSING_MIS_END),
                                         DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column births_and_starts[] = {
    DATE_OF(T9_MISSING, MISSING_DOB), DATE_OF(T9_MISSING, MISSING_MIS_START), DATES_END};
static const struct date_column starts_of_both[] = {
    DATE_OF(T9_EPISODES, EPISODES_DECOM), DATE_OF(T9_MISSING, MISSING_MIS_START),
    DATES_END};

static const struct check checks[] = {
    {.code = "564",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(IS(MISSING_MISSING, "M", "A"), BLANK(MISSING_MIS_START)),
     .fields = "MISSING|MIS_START",
     .message = "The child was missing or away, and since when is blank.",
     .source = "Department's message for 564"},
    {.code = "565",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(FILLED(MISSING_MIS_START), BLANK(MISSING_MISSING)),
     .fields = "MISSING|MIS_START",
     .message = "There is a first day, and whether the child was missing or away is "
                "blank.",
     .source = "Department's message for 565"},
    {.code = "566",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(FILLED(MISSING_MIS_END), BLANK(MISSING_MISSING)),
     .fields = "MISSING|MIS_END",
     .message = "There is a last day, and whether the child was missing or away is "
                "blank.",
     .source = "Department's message for 566"},
    {.code = "567",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(BEFORE(COLUMN(MISSING_MIS_END), COLUMN(MISSING_MIS_START))),
     .dates = both,
     .without = began_on,
     .fields = "MIS_END|MIS_START",
     .message = "The child was back before it was missing or away.",
     .source = "Department's message for 567; the same day passes"},
    {.code = "570",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(BEFORE(END_OF_YEAR, COLUMN(MISSING_MIS_START))),
     .dates = began_on,
     .without = began_on,
     .fields = "MIS_START",
     .message = "The child was missing or away only after the collection year.",
     .source = "Department's message for 570"},
    {.code = "571",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(BEFORE(COLUMN(MISSING_MIS_END), START_OF_YEAR), OR,
           BEFORE(END_OF_YEAR, COLUMN(MISSING_MIS_END))),
     .dates = ended_on,
     .fields = "MIS_END",
     .message = "The day on which the child was back is not in the collection year.",
     .source = "Department's message for 571"},
    {.code = "574",
     .years = YEARS_ALL,
     .tables = BIT(T9_MISSING),
     .run = missing_anew,
     .without = began_on,
     .fields = "MIS_END|MIS_START",
     .message = "The child is missing or away anew while an earlier time goes on.",
     .source =
         "Department's message for 574, in the order of first days; an unknown last "
         "day is none"},
    {.code = "575",
     .years = YEARS_ALL,
     WITH_EPISODES,
     WHERE(BLANK(MISSING_MIS_END), OF_ROW(within_ended_episode)),
     .dates = start_and_ends,
     .without = starts_of_both,
     .fields = "MIS_END",
     .message = "The episode in which the child went missing has ended, and the time "
                "missing has no end.",
     .source = "Department's message for 575; any end of an episode counts"},
    {.code = "576",
     .years = YEARS_ALL,
     .tables = BIT(T9_MISSING),
     .last = BIT(T9_MISSING),
     .run = lost_since_last_year,
     .dates = both_years,
     .without = began_last,
     .fields = "CHILD",
     .message = "The child was missing at the end of last year's return, and this year's "
                "does not say so.",
     .source = "Department's message for 576; without a time missing this year the child "
               "is flagged"},
    {.code = "577",
     .years = YEARS_ALL,
     WITH_EPISODES,
     WHERE(SOME_FILLED(BIT(MISSING_MISSING) | BIT(MISSING_MIS_START)),
           NO_DATE(MISSING_MIS_END), OF_ROW(ceased_since)),
     .dates = start_and_ends,
     .without = starts_of_both,
     .fields = "MIS_END",
     .message = "The child ceased to be looked after, and the time missing has no end.",
     .source = "Department's message for 577"},
    {.code = "578",
     .years = YEARS_ALL,
     WITH_EPISODES,
     .entry = began_after_care,
     .dates = start_and_ends,
     .without = starts_of_both,
     .fields = "MIS_START",
     .message = "The child went missing after it ceased to be looked after.",
     .source = "Department's message for 578; before the first time of care is for 581"},
    {.code = "580",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_MISSING),
     .table = T9_EPISODES,
     WHERE(HAS_DATE(EPISODES_DEC), IS_NOT(EPISODES_REC, "X1", "E8"),
           OF_ROW(is_missing_at_end)),
     .dates = all,
     .fields = "REC",
     .message = "The child was missing when it ceased to be looked after, and the reason "
                "is not E8.",
     .source = "Department's message for 580, at any age"},
    {.code = "581",
     .years = YEARS_ALL,
     WITH_EPISODES,
     .entry = began_before_care,
     .dates = began_on,
     .without = starts_of_both,
     .fields = "MIS_START",
     .message = "The child was missing before it was looked after.",
     .source = "Department's message for 581, by the first episode of the return"},
    {.code = "586",
     .years = YEARS_ALL,
     ON(T9_MISSING),
     WHERE(UP_TO(COLUMN(MISSING_MIS_START), COLUMN(MISSING_DOB))),
     .dates = began_on,
     .without = births_and_starts,
     .fields = "MIS_START",
     .message = "The child was missing before or on the day it was born.",
     .source = "Department's message for 586; the day of birth is flagged"},
};
const struct check_list checks_903_missing = CHECK_LIST(checks);
