/* Checks on unaccompanied asylum-seeking children.  The XML form says of each child
 * whether it is one; of the CSV form it is read off the UASC table, so that the checks
 * which compare the two have nothing to compare there. */
#include "records/looked_after.h"
#include "records/terms.h"

/* ---- Status and the date it ceased, in both years */

static bool is_uasc(const struct rows *header)
{
    for (size_t i = 0; i < header->count; i++)
        if (cell_is(entry_cell(&header->at[i], HEADER_UASC), CODE("1")))
            return true;
    return false;
}

static bool is_now(const struct checking *c)
{
    return is_uasc(&c->child->now[T9_HEADER]);
}

static bool was_last(const struct checking *c)
{
    return is_uasc(&c->child->last[T9_HEADER]);
}

static bool is_there_now(const struct checking *c)
{
    return c->child->now[T9_HEADER].count > 0;
}

static bool was_there_last(const struct checking *c)
{
    return c->child->last[T9_HEADER].count > 0;
}

/* Of several rows the first; no cell's date is one where there is none. */
static date ceased_last(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_UASC];
    return last->count ? entry_date(&last->at[0], UASC_DUC) : DATE_NONE;
}

static date grown_up_last(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_UASC];
    return last->count ? birthday(entry_date(&last->at[0], UASC_DOB), 18) : DATE_NONE;
}

static bool is_within(date day, date start, date end)
{
    return is_on_or_before(start, day) && is_on_or_before(day, end);
}

static bool same_day(date a, date b)
{
    return is_on_or_before(a, b) && is_on_or_before(b, a);
}

static void flag_with_header(const struct checking *c, const struct entry *entry)
{
    flag_all(c, T9_HEADER);
    flag(c, T9_UASC, entry);
}

/* ---- 205: this year against last year */

static void uasc_no_longer(const struct checking *c)
{
    bool ceased_in_time =
        is_within(ceased_last(c), c->about->last_start, c->about->last_end);
    bool supported = ceased_in_time && !some_filled(c, T9_UASC, BIT(UASC_DUC));
    if (!was_last(c) || !is_there_now(c) || is_now(c) || supported)
        return;
    flag_all(c, T9_HEADER);
    flag_all(c, T9_UASC);
}

static bool date_goes_on(const struct checking *c, const struct entry *entry)
{
    date ceased = entry_date(entry, UASC_DUC);
    if (!same_day(ceased_last(c), grown_up_last(c)))
        return false;
    return is_within(ceased, c->about->start, c->about->end) ||
           same_day(ceased, ceased_last(c));
}

static void uasc_still(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_UASC];
    if (!is_now(c) || !was_last(c))
        return;
    for (size_t i = 0; i < rows->count; i++)
        if (!date_goes_on(c, &rows->at[i]))
            flag_with_header(c, &rows->at[i]);
}

static bool some_ceased(const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (!date_is_none(entry_date(&rows->at[i], UASC_DUC)))
            return true;
    return false;
}

/* That is said: a status that is no code says nothing (105). */
static bool is_said_to_be_none(const struct rows *header)
{
    for (size_t i = 0; i < header->count; i++)
        if (!cell_is_any(entry_cell(&header->at[i], HEADER_UASC), "0", ""))
            return false;
    return true;
}

static void uasc_never(const struct checking *c)
{
    bool ceased =
        some_ceased(&c->child->now[T9_UASC]) || some_ceased(&c->child->last[T9_UASC]);
    if (!ceased || !is_said_to_be_none(&c->child->now[T9_HEADER]) ||
        !is_said_to_be_none(&c->child->last[T9_HEADER]))
        return;
    flag_all(c, T9_HEADER);
    flag_all(c, T9_UASC);
}

static void uasc_not_before(const struct checking *c)
{
    if (is_now(c) && was_there_last(c) && !was_last(c))
        flag_all(c, T9_HEADER);
}

/* ---- This year alone */

static bool is_number_but(const struct entry *entry, int least, int most)
{
    int status;
    return !cell_whole_number(entry_cell(entry, HEADER_UASC), &status) ||
           status < least || status > most;
}

static bool status_is_no_code(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return is_number_but(entry, 0, 1);
}

static void ceased_but_never_uasc(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_UASC],
                      *header = &c->child->now[T9_HEADER];
    for (size_t h = 0; h < header->count; h++)
        for (size_t i = 0; i < rows->count && is_number_but(&header->at[h], 1, 1); i++) {
            if (cell_is_blank(entry_cell(&rows->at[i], UASC_DUC)))
                continue;
            flag(c, T9_HEADER, &header->at[h]);
            flag(c, T9_UASC, &rows->at[i]);
        }
}

/* ---- The checks */

#define BOTH_YEARS                                                                       \
    .tables = BIT(T9_HEADER) | BIT(T9_UASC), .last = BIT(T9_HEADER) | BIT(T9_UASC)
#define ELEVEN_AT_END {.of = POINT_END, .years = -11}

static const struct date_column births[] = {DATE_OF(T9_HEADER, HEADER_DOB), DATES_END};
static const struct date_column uasc_births[] = {DATE_OF(T9_UASC, UASC_DOB), DATES_END};
static const struct date_column ceased[] = {DATE_OF(T9_UASC, UASC_DUC), DATES_END};
static const struct date_column ceased_either[] = {
    DATE_OF(T9_UASC, UASC_DUC), DATE_OF_LAST(T9_UASC, UASC_DUC), DATES_END};

static const struct check checks[] = {
    {.code = "104",
     .years = YEARS_ALL,
     ON(T9_UASC),
     WHERE(UNREADABLE(UASC_DUC), OR, BEFORE(COLUMN(UASC_DUC), START_OF_YEAR)),
     .fields = "DUC",
     .message = "The date on which UASC status ceased is no date, or lies before the "
                "collection year.",
     .source = "Department's message for 104, and that the date must be of the year"},
    {.code = "105",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     .needs = NEEDS_XML,
     WHERE(OF_ROW(status_is_no_code)),
     .fields = "UASC",
     .message = "Whether the child is a UASC is blank or neither 0 nor 1.",
     .source = "Department's message for 105; a CSV return does not carry the item"},
    {.code = "205A",
     .years = YEARS_ALL,
     BOTH_YEARS,
     .run = uasc_no_longer,
     .fields = "CHILD|UASC",
     .message = "The child was a UASC last year and is none this year, but the dates "
                "given do not say that the status ceased last year.",
     .source = "Department's message for 205A: from all children of last year's return"},
    {.code = "205B",
     .years = YEARS_ALL,
     BOTH_YEARS,
     .run = uasc_still,
     .fields = "DUC|UASC",
     .message = "The child is a UASC this year as last, but the dates given for the end "
                "of the status do not fit (the 18th birthday, or a day of this year).",
     .source = "Department's message for 205B; a blank date last year is flagged"},
    {.code = "205C",
     .years = YEARS_ALL,
     BOTH_YEARS,
     .needs = NEEDS_XML,
     .run = uasc_never,
     .dates = ceased_either,
     .fields = "DUC|UASC",
     .message = "The child is a UASC neither this year nor last, but there is a date on "
                "which the status ceased.",
     .source = "Department's message for 205C; in CSV the status is read off the table"},
    {.code = "205D",
     .years = YEARS_ALL,
     BOTH_YEARS,
     .run = uasc_not_before,
     .fields = "CHILD|UASC",
     .message = "The child is a UASC this year, but was in last year's return without "
                "being one.",
     .source = "Department's message for 205D"},
    {.code = "231",
     .severity = SEVERITY_QUERY,
     .years = YEARS_FROM(2025),
     ON(T9_HEADER),
     .needs = NEEDS_UASC_NOW,
     WHERE(IS(HEADER_UASC, "1"), BEFORE(ELEVEN_AT_END, COLUMN(HEADER_DOB))),
     .without = births,
     .fields = "DOB|UASC",
     .message = "A UASC is under 11 at the end of the year; check the date of birth.",
     .source = "Department's message for 231, from 2024/25"},
    {.code = "303",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_UASC),
     .needs = NEEDS_XML,
     .run = ceased_but_never_uasc,
     .fields = "DUC|UASC",
     .message = "There is a date on which UASC status ceased, but the child is not "
                "recorded as a UASC.",
     .source = "Department's message for 303; in CSV the status is read off the table"},
    {.code = "304",
     .years = YEARS_ALL,
     ON(T9_UASC),
     WHERE(BEFORE(COLUMN_AND_YEARS(UASC_DOB, 18), COLUMN(UASC_DUC))),
     .dates = ceased,
     .without = uasc_births,
     .fields = "DUC",
     .message = "UASC status ceased after the child's 18th birthday.",
     .source = "Department's message for 304"},
};
const struct check_list checks_903_uasc = CHECK_LIST(checks);
