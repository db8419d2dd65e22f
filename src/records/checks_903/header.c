/* Checks on who the child is: sex, birth, ethnicity, pupil number, and what last year's
 * Header said of them. */
#include "records/looked_after.h"
#include "records/terms.h"

#define CELL(column) entry_cell(entry, (column))
#define UNKNOWN_UPN "UN1", "UN2", "UN3", "UN4", "UN5"

/* ---- Pupil numbers */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_check_letter(char c)
{
    return is_capital(c) && c != 'I' && c != 'O' && c != 'S';
}

/* A letter, eleven digits, and a digit or a letter. */
static bool is_pupil_number(struct str upn)
{
    enum { LENGTH = 13 };
    if (upn.len != LENGTH || !is_check_letter(upn.at[0]))
        return false;
    for (size_t i = 1; i < LENGTH - 1; i++)
        if (!is_digit(upn.at[i]))
            return false;
    return is_digit(upn.at[LENGTH - 1]) || is_capital(upn.at[LENGTH - 1]);
}

static bool upn_has_no_form(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return !is_pupil_number(CELL(HEADER_UPN)->text);
}

/* ---- Against last year's Header */

/* NULL where the child was not in it; of several rows the first. */
static const struct entry *header_last(const struct checking *c)
{
    const struct rows *rows = &c->child->last[T9_HEADER];
    return rows->count ? &rows->at[0] : NULL;
}

/* The codes 1 and 2 became M and F in 2024/25. */
static uint64_t letter_of_sex(const struct cell *sex)
{
    if (cell_is(sex, CODE("1")))
        return CODE("M");
    return cell_is(sex, CODE("2")) ? CODE("F") : sex->code;
}

static bool sex_differs(const struct checking *c, const struct entry *entry)
{
    const struct entry *last = header_last(c);
    return last && !cell_is_blank(entry_cell(last, HEADER_SEX)) &&
           letter_of_sex(entry_cell(last, HEADER_SEX)) != letter_of_sex(CELL(HEADER_SEX));
}

/* No date against a date differs, two that are none do not. */
static bool birth_differs(const struct checking *c, const struct entry *entry)
{
    const struct entry *last = header_last(c);
    return last &&
           date_compare(entry_date(last, HEADER_DOB), entry_date(entry, HEADER_DOB)) != 0;
}

static bool ethnicity_differs(const struct checking *c, const struct entry *entry)
{
    const struct entry *last = header_last(c);
    return last && !cells_equal(entry_cell(last, HEADER_ETHNIC), CELL(HEADER_ETHNIC));
}

static bool upn_is_known(const struct cell *upn)
{
    return !cell_is_blank(upn) && !cell_is_any(upn, UNKNOWN_UPN);
}

static bool upn_is_explained(const struct cell *upn)
{
    return cell_is_any(upn, "UN2", "UN3", "UN4", "UN5");
}

/* A number may become known; one not yet known (UN1, blank) may get a reason. */
static bool upn_may_become(const struct cell *before, const struct cell *now)
{
    if (upn_is_known(before))
        return false;
    return upn_is_known(now) || (upn_is_explained(now) && !upn_is_explained(before));
}

static bool upn_differs(const struct checking *c, const struct entry *entry)
{
    const struct entry *last = header_last(c);
    if (!last || cells_equal(entry_cell(last, HEADER_UPN), CELL(HEADER_UPN)))
        return false;
    return !upn_may_become(entry_cell(last, HEADER_UPN), CELL(HEADER_UPN));
}

/* ---- UN4 after a week of care */

static bool goes_on_at_end(const struct checking *c, const struct entry *episode)
{
    const struct cell *end = entry_cell(episode, EPISODES_DEC);
    return cell_is_blank(end) || is_before(c->about->end, end->on);
}

/* The episode that the period of care began with in which the child is at the end of the
 * collection; NULL where it is in none. */
static const struct entry *current_start(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    size_t i = s->order_count;
    while (i > 0 &&
           !is_on_or_before(entry_date(s->order[i - 1], EPISODES_DECOM), c->about->end))
        i--;
    if (i == 0 || !goes_on_at_end(c, s->order[i - 1]))
        return NULL;
    for (i--; i > 0; i--)
        if (cell_is(entry_cell(s->order[i], EPISODES_RNE), CODE("S")))
            break;
    return s->order[i];
}

static void un4_is_too_long(const struct checking *c)
{
    enum { WEEK = 7 };
    const struct rows *header = &c->child->now[T9_HEADER];
    const struct entry *start = current_start(c);
    if (!start || !is_before(entry_date(start, EPISODES_DECOM),
                             date_add_days(c->about->end, -WEEK)))
        return;
    for (size_t i = 0; i < header->count; i++) {
        if (!cell_is(entry_cell(&header->at[i], HEADER_UPN), CODE("UN4")))
            continue;
        flag(c, T9_HEADER, &header->at[i]);
        flag(c, T9_EPISODES, start);
    }
}

/* ---- The checks */

/* Four on the last day of August before the school year that the collection began in. */
#define SCHOOL_YEAR {.of = POINT_START, .years = -1, .days = 152}

static const struct date_column births[] = {DATE_OF(T9_HEADER, HEADER_DOB), DATES_END};
static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};

static const struct check checks[] = {
    {.code = "101",
     .years = YEARS_UNTIL(2024),
     ON(T9_HEADER),
     WHERE(IS_NOT(HEADER_SEX, "1", "2")),
     .fields = "SEX",
     .message = "The sex recorded is not one of the codes of the year (1 or 2).",
     .source = "Department's message for 101"},
    {.code = "101",
     .years = YEARS_FROM(2025),
     ON(T9_HEADER),
     WHERE(IS_NOT(HEADER_SEX, "M", "F", "U")),
     .fields = "SEX",
     .message = "The sex recorded is not one of the codes of the year (M, F or U).",
     .source = "Department's message for 101; codes M, F, U from 2024/25"},
    {.code = "102",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(NO_DATE(HEADER_DOB)),
     .fields = "DOB",
     .message = "The date of birth is blank or no date.",
     .source = "Department's message for 102"},
    {.code = "103",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(IS_NOT(HEADER_ETHNIC, "WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA",
                  "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB", "BAFR", "BOTH",
                  "CHNE", "OOTH", "REFU", "NOBT")),
     .fields = "ETHNIC",
     .message = "The ethnicity is blank or not one of the codes.",
     .source = "Department's message for 103"},
    {.code = "168",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(BAD_CODE(HEADER_UPN, UNKNOWN_UPN), OF_ROW(upn_has_no_form)),
     .fields = "UPN",
     .message = "The pupil number has not the form of one (a letter, twelve more "
                "characters) and is none of UN1 to UN5.",
     .source = "Department's message for 168; the check letter is not recomputed"},
    {.code = "202",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     .last = BIT(T9_HEADER),
     WHERE(FILLED(HEADER_SEX), OF_ROW(sex_differs)),
     .fields = "SEX",
     .message = "The sex is another than last year's return gave for this child.",
     .source = "Department's message for 202; 1 and M, 2 and F are the same"},
    {.code = "203",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     .last = BIT(T9_HEADER),
     WHERE(OF_ROW(birth_differs)),
     .fields = "DOB",
     .message = "The date of birth is another than last year's return gave.",
     .source = "Department's message for 203"},
    {.code = "204",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     .last = BIT(T9_HEADER),
     WHERE(OF_ROW(ethnicity_differs)),
     .fields = "ETHNIC",
     .message = "The ethnicity is another than last year's return gave.",
     .source = "Department's message for 204"},
    {.code = "208",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     .last = BIT(T9_HEADER),
     WHERE(OF_ROW(upn_differs)),
     .fields = "UPN",
     .message = "The pupil number is another than last year's return gave, in a way that "
                "learning it does not explain.",
     .source = "Department's message for 208; blank to UN1 is flagged"},
    {.code = "209",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(IS(HEADER_UPN, "UN1"), UP_TO(COLUMN_AND_YEARS(HEADER_DOB, 4), SCHOOL_YEAR)),
     .without = births,
     .fields = "DOB|UPN",
     .message =
         "UN1 (too young to have a pupil number) stands for a child of school age.",
     .source = "Department's message for 209"},
    {.code = "210",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_EPISODES),
     .run = un4_is_too_long,
     .dates = ends,
     .without = starts,
     .fields = "DECOM|UPN",
     .message = "UN4 stands for a child who had been looked after for more than a week "
                "on 31 March.",
     .source = "Department's message for 210, which the open validator tests reversed"},
    {.code = "232",
     .years = YEARS_FROM(2025),
     ON(T9_HEADER),
     WHERE(IS(HEADER_SEX, "U")),
     .fields = "SEX",
     .message = "The sex is given as unknown.",
     .source = "Department's message for 232, from 2024/25"},
    {.code = "301",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(BEFORE(END_OF_YEAR, COLUMN(HEADER_DOB))),
     .without = births,
     .fields = "DOB",
     .message = "The child was born after the collection year ended.",
     .source = "Department's message for 301"},
    {.code = "351",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(BEFORE(COLUMN_AND_YEARS(HEADER_DOB, 25), START_OF_YEAR)),
     .without = births,
     .fields = "DOB",
     .message = "The child was over 25 when the collection year began.",
     .source = "Department's message for 351"},
};
const struct check_list checks_903_header = CHECK_LIST(checks);
