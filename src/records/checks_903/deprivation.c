/* Checks on orders that deprive a child of its liberty (DoLo), from 2026/27. */
#include "records/flags.h"
#include "records/looked_after.h"
#include "records/row_order.h"
#include "records/terms.h"

static date start_of(const struct entry *order)
{
    return entry_date(order, DOLO_DOLO_START);
}

static date end_of(const struct entry *order)
{
    return entry_date(order, DOLO_DOLO_END);
}

static struct row_order in_order(const struct checking *c, const struct rows *rows)
{
    const struct row_order_by by = {DOLO_DOLO_START, DOLO_DOLO_END};
    return row_order_of(c->flags->arena, rows, by);
}

/* ---- One order after the other */

static void begins_in_another(const struct checking *c)
{
    struct row_order s = in_order(c, &c->child->now[T9_DOLO]);
    for (size_t i = 1; i < s.dated; i++) {
        date before = end_of(s.at[i - 1]);
        if (date_is_none(before) || is_before(start_of(s.at[i]), before))
            flag(c, T9_DOLO, s.at[i]);
    }
}

/* The order that was open when last year ended; NULL where there was none. */
static const struct entry *open_last(const struct checking *c)
{
    struct row_order s = in_order(c, &c->child->last[T9_DOLO]);
    const struct entry *last = s.dated ? s.at[s.dated - 1] : NULL;
    return last && cell_is_blank(entry_cell(last, DOLO_DOLO_END)) ? last : NULL;
}

/* The child's Header is flagged where it has no order at all this year. */
static void does_not_go_on(const struct checking *c)
{
    const struct entry *open = open_last(c);
    struct row_order s = in_order(c, &c->child->now[T9_DOLO]);
    if (!open)
        return;
    if (s.count == 0 && c->child->now[T9_HEADER].count == 0)
        not_run(c, "the child has no row in this year's return");
    if (s.count == 0)
        flag_all(c, T9_HEADER);
    else if (s.dated > 0 && date_compare(start_of(s.at[0]), start_of(open)) != 0)
        flag(c, T9_DOLO, s.at[0]);
}

/* ---- Orders and episodes */

static bool has_left_care(const struct checking *c, const struct entry *order)
{
    return care_ended_since(c->shared, start_of(order));
}

/* Orders without an end are left out. */
static bool overlap(const struct entry *order, const struct entry *episode)
{
    date end = entry_date(episode, EPISODES_DEC);
    return is_on_or_before(entry_date(episode, EPISODES_DECOM), end_of(order)) &&
           !date_is_none(start_of(order)) && !is_before(end, start_of(order));
}

static bool some_overlaps(const struct rows *orders, const struct entry *episode)
{
    for (size_t i = 0; i < orders->count; i++)
        if (overlap(&orders->at[i], episode))
            return true;
    return false;
}

/* Some episode of which the terms hold. */
static bool is_badly_placed(const struct checking *c, const struct entry *order)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < episodes->count; i++)
        if (overlap(order, &episodes->at[i]) &&
            terms_hold(c, &episodes->at[i], c->check->with))
            return true;
    return false;
}

/* Orders, and the episodes of which the terms hold, that overlap. */
static void orders_are_badly_placed(const struct checking *c)
{
    const struct rows *orders = &c->child->now[T9_DOLO];
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < episodes->count; i++)
        if (terms_hold(c, &episodes->at[i], c->check->with) &&
            some_overlaps(orders, &episodes->at[i]))
            flag(c, T9_EPISODES, &episodes->at[i]);
    for (size_t i = 0; i < orders->count; i++)
        if (is_badly_placed(c, &orders->at[i]))
            flag(c, T9_DOLO, &orders->at[i]);
}

/* ---- The checks */

#define DOLO_AND_EPISODES .tables = (BIT(T9_DOLO) | BIT(T9_EPISODES))

static const struct date_column starts[] = {DATE_OF(T9_DOLO, DOLO_DOLO_START), DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_DOLO, DOLO_DOLO_END), DATES_END};
static const struct date_column births_and_starts[] = {
    DATE_OF(T9_DOLO, DOLO_DOB), DATE_OF(T9_DOLO, DOLO_DOLO_START), DATES_END};
static const struct date_column both_years[] = {
    DATE_OF(T9_DOLO, DOLO_DOLO_START), DATE_OF_LAST(T9_DOLO, DOLO_DOLO_START), DATES_END};
static const struct date_column ends_last[] = {DATE_OF_LAST(T9_DOLO, DOLO_DOLO_END),
                                               DATES_END};
static const struct date_column ends_of_both[] = {
    DATE_OF(T9_DOLO, DOLO_DOLO_END), DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column first_days[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                                DATES_END};
static const struct date_column first_days_of_both[] = {
    DATE_OF(T9_DOLO, DOLO_DOLO_START), DATE_OF(T9_EPISODES, EPISODES_DECOM), DATES_END};

static const struct check checks[] = {
    {.code = "700",
     .years = YEARS_FROM(2027),
     ON(T9_DOLO),
     WHERE(NO_DATE(DOLO_DOLO_START)),
     .fields = "DOLO_START",
     .message = "The first day of an order that deprives the child of liberty is blank "
                "or no date.",
     .source = "Department's message for 700, from 2026/27"},
    {.code = "701",
     .years = YEARS_FROM(2027),
     ON(T9_DOLO),
     WHERE(UNREADABLE(DOLO_DOLO_END)),
     .fields = "DOLO_END",
     .message = "The last day of an order that deprives the child of liberty is no date.",
     .source = "Department's message for 701, from 2026/27"},
    {.code = "702",
     .years = YEARS_FROM(2027),
     ON(T9_DOLO),
     WHERE(BEFORE(COLUMN(DOLO_DOLO_END), COLUMN(DOLO_DOLO_START))),
     .dates = ends,
     .without = starts,
     .fields = "DOLO_END|DOLO_START",
     .message = "An order that deprives the child of liberty ended before it began.",
     .source = "Department's message for 702: an order of one day passes, as in 567"},
    {.code = "703",
     .years = YEARS_FROM(2027),
     ON(T9_DOLO),
     WHERE(BEFORE(END_OF_YEAR, COLUMN(DOLO_DOLO_START))),
     .without = starts,
     .fields = "DOLO_START",
     .message = "An order that deprives the child of liberty began after the collection "
                "year.",
     .source = "Department's message for 703"},
    {.code = "704",
     .years = YEARS_FROM(2027),
     ON(T9_DOLO),
     WHERE(BEFORE(COLUMN(DOLO_DOLO_END), START_OF_YEAR), OR,
           BEFORE(END_OF_YEAR, COLUMN(DOLO_DOLO_END))),
     .dates = ends,
     .fields = "DOLO_END",
     .message = "An order that deprives the child of liberty ended outside the "
                "collection year.",
     .source = "Department's message for 704"},
    {.code = "705",
     .years = YEARS_FROM(2027),
     .tables = BIT(T9_DOLO),
     .run = begins_in_another,
     .without = starts,
     .fields = "DOLO_END|DOLO_START",
     .message = "An order that deprives the child of liberty began while the one before "
                "it was still open.",
     .source = "Department's message for 705, in the order of first days; an end that "
               "cannot be read is none"},
    {.code = "706",
     .years = YEARS_FROM(2027),
     .tables = BIT(T9_DOLO),
     .last = BIT(T9_DOLO),
     .run = does_not_go_on,
     .dates = ends_last,
     .without = both_years,
     .fields = "DOLO_START",
     .message = "An order that deprives the child of liberty was open at the end of last "
                "year, and this year's first order is another, or there is none.",
     .source = "Department's message for 706: last year's last order and this year's "
               "first"},
    {.code = "707",
     .years = YEARS_FROM(2027),
     DOLO_AND_EPISODES,
     .table = T9_DOLO,
     WHERE(NO_DATE(DOLO_DOLO_END), OF_ROW(has_left_care)),
     .dates = ends_of_both,
     .without = first_days,
     .fields = "DOLO_END",
     .message = "The child has ceased to be looked after, but an order that deprives it "
                "of liberty has no end.",
     .source =
         "Department's message for 707: care has ended for good, or began anew after the "
         "order; as in 577"},
    {.code = "708",
     .years = YEARS_FROM(2027),
     ON(T9_DOLO),
     WHERE(UP_TO(COLUMN(DOLO_DOLO_START), COLUMN(DOLO_DOB))),
     .without = births_and_starts,
     .fields = "DOLO_START",
     .message = "An order that deprives the child of liberty began before the child was "
                "born, or on that day.",
     .source = "Department's message for 708; the day of birth is flagged"},
    {.code = "709",
     .years = YEARS_FROM(2027),
     DOLO_AND_EPISODES,
     .run = orders_are_badly_placed,
     .with = TERMS(IS_NOT(EPISODES_PLACE, "K2", "Z12", "Z13")),
     .dates = ends_of_both,
     .without = first_days_of_both,
     .fields = "DOLO_START|PLACE",
     .message = "A child under an order that deprives it of liberty is in another type "
                "of placement than expected.",
     .source = "Department's message for 709, of PLACE; orders without an end are left "
               "out"},
    {.code = "710",
     .years = YEARS_FROM(2027),
     DOLO_AND_EPISODES,
     .run = orders_are_badly_placed,
     .with = TERMS(IS(EPISODES_PLACE, "K1", "P1", "R5", "K3")),
     .dates = ends_of_both,
     .without = first_days_of_both,
     .fields = "DOLO_START|PLACE",
     .message = "A child under an order that deprives it of liberty is in a secure home, "
                "with parents, in custody or in supported accommodation.",
     .source = "Department's message for 710, of PLACE; orders without an end are left "
               "out"},
};
const struct check_list checks_903_deprivation = CHECK_LIST(checks);
