/* Checks on the birth of the child of a girl looked after: MC_DOB against what is said of
 * the mother, her age, her care, and last year's return. */
#include "records/looked_after.h"
#include "records/terms.h"

#define OC3_ALL (BIT(OC3_IN_TOUCH) | BIT(OC3_ACTIV) | BIT(OC3_ACCOM))

static date born(const struct entry *header)
{
    return entry_date(header, HEADER_MC_DOB);
}

/* MOTHER is read as a number by the one rule that compares two years. */
static bool says_mother(const struct entry *header, int status)
{
    int said;
    return cell_whole_number(entry_cell(header, HEADER_MOTHER), &said) && said == status;
}

/* ---- Leaving care */

static const struct term leaves_this_year[] = {FILLED(EPISODES_REC),
                                               IS_NOT(EPISODES_REC, "X1"),
                                               IS_NOT(EPISODES_LS, RESPITE),
                                               UP_TO(START_OF_YEAR, COLUMN(EPISODES_DEC)),
                                               UP_TO(COLUMN(EPISODES_DEC), END_OF_YEAR),
                                               {.kind = TERM_END}};

/* The terms that the check is told are of the Header. */
static void left_without_saying(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    const struct rows *header = &c->child->now[T9_HEADER];
    bool says = true;
    for (size_t i = 0; i < header->count; i++)
        says = says && !terms_hold(c, &header->at[i], c->check->with);
    for (size_t i = 0; i < episodes->count && !says; i++) {
        if (!terms_hold(c, &episodes->at[i], leaves_this_year))
            continue;
        flag(c, T9_EPISODES, &episodes->at[i]);
        flag_where(c, T9_HEADER, c->check->with);
    }
}

/* The episode that began last; NULL where none has a first day. */
static const struct entry *last_begun(const struct looked_after *s)
{
    size_t n = s->order_count;
    while (n > 0 && date_is_none(entry_date(s->order[n - 1], EPISODES_DECOM)))
        n--;
    return n > 0 ? s->order[n - 1] : NULL;
}

/* While the last episode goes on the child has not left. */
static void born_too_late(const struct checking *c)
{
    const struct rows *header = &c->child->now[T9_HEADER];
    const struct entry *last = last_begun(c->shared);
    date left = last ? entry_date(last, EPISODES_DEC) : DATE_NONE;
    for (size_t i = 0; i < header->count; i++) {
        date birth = born(&header->at[i]);
        if (!is_before(c->about->end, birth) && !is_before(left, birth))
            continue;
        flag(c, T9_HEADER, &header->at[i]);
        if (!date_is_none(left))
            flag(c, T9_EPISODES, last);
    }
}

/* ---- Last year */

static bool birth_has_changed(const struct checking *c, const struct entry *header)
{
    const struct rows *last = &c->child->last[T9_HEADER];
    for (size_t i = 0; i < last->count; i++) {
        const struct cell *then = entry_cell(&last->at[i], HEADER_MC_DOB);
        if (!cell_is_blank(then) && !cells_equal(then, entry_cell(header, HEADER_MC_DOB)))
            return true;
    }
    return false;
}

static bool is_mother(const struct checking *c, const struct entry *header)
{
    (void)c;
    return says_mother(header, 1);
}

static bool was_no_mother(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_HEADER];
    for (size_t i = 0; i < last->count; i++)
        if (says_mother(&last->at[i], 0))
            return true;
    return false;
}

/* ---- Care leavers */

static bool has_no_episode(const struct checking *c)
{
    return c->child->now[T9_EPISODES].count == 0;
}

static bool has_left_care(const struct checking *c)
{
    return some_filled(c, T9_OC3, OC3_ALL);
}

/* ---- The checks */

#define WITH_EPISODES .tables = (BIT(T9_HEADER) | BIT(T9_EPISODES))
#define AGAINST_LAST .tables = BIT(T9_HEADER), .last = BIT(T9_HEADER), .table = T9_HEADER
#define NOT_A_MOTHER(female)                                                             \
    WHERE(FILLED(HEADER_MC_DOB), IS(HEADER_SEX, female), IS(HEADER_MOTHER, "0"), OR,     \
          FILLED(HEADER_MC_DOB), IS(HEADER_SEX, female), BLANK(HEADER_MOTHER))

static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column births[] = {DATE_OF(T9_HEADER, HEADER_MC_DOB), DATES_END};
static const struct date_column births_and_ends[] = {
    DATE_OF(T9_HEADER, HEADER_MC_DOB), DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column own_births[] = {DATE_OF(T9_HEADER, HEADER_DOB),
                                                DATES_END};

static const struct check checks[] = {
    {.code = "607",
     .years = YEARS_UNTIL(2024),
     WITH_EPISODES,
     .run = left_without_saying,
     .with = TERMS(IS(HEADER_SEX, "2"), BLANK(HEADER_MOTHER)),
     .dates = ends,
     .fields = "DEC|LS|MOTHER|REC|SEX",
     .message = "A girl ceased to be looked after in the year, and whether she is a "
                "mother is blank.",
     .source = "Department's message for 607"},
    {.code = "607",
     .years = YEARS_FROM(2025),
     WITH_EPISODES,
     .run = left_without_saying,
     .with = TERMS(IS(HEADER_SEX, "F"), BLANK(HEADER_MOTHER)),
     .dates = ends,
     .fields = "DEC|LS|MOTHER|REC|SEX",
     .message = "A girl ceased to be looked after in the year, and whether she is a "
                "mother is blank.",
     .source = "Department's message for 607; sex is M or F from 2024/25"},
    {.code = "611",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(IS(HEADER_MOTHER, "1"), BLANK(HEADER_MC_DOB)),
     .fields = "MC_DOB|MOTHER",
     .message = "She is a mother, and when her child was born is blank.",
     .source = "Department's message for 611"},
    {.code = "612",
     .years = YEARS_UNTIL(2024),
     ON(T9_HEADER),
     NOT_A_MOTHER("2"),
     .fields = "MC_DOB|MOTHER|SEX",
     .message = "She is not said to be a mother, and there is a date of her child's "
                "birth.",
     .source = "Department's message for 612; of girls only"},
    {.code = "612",
     .years = YEARS_FROM(2025),
     ON(T9_HEADER),
     NOT_A_MOTHER("F"),
     .fields = "MC_DOB|MOTHER|SEX",
     .message = "She is not said to be a mother, and there is a date of her child's "
                "birth.",
     .source = "Department's message for 612; of girls only; sex is M or F from 2024/25"},
    {.code = "620",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(IS(HEADER_MOTHER, "1"),
           BEFORE(START_OF_YEAR, COLUMN_AND_YEARS(HEADER_DOB, 11))),
     .without = own_births,
     .fields = "DOB|MOTHER",
     .message = "A mother was not yet 11 when the collection year began.",
     .source = "Department's message for 620; on the first day of the year"},
    {.code = "621",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(UP_TO(COLUMN(HEADER_MC_DOB), COLUMN(HEADER_DOB))),
     .dates = births,
     .without = own_births,
     .fields = "DOB|MC_DOB",
     .message = "A mother is not older than her child.",
     .source = "Department's message for 621; the same day is flagged"},
    {.code = "624",
     .years = YEARS_ALL,
     AGAINST_LAST,
     .entry = birth_has_changed,
     .fields = "MC_DOB",
     .message = "Last year's return has another date of birth of the mother's first "
                "child.",
     .source = "Department's message for 624; dates are compared as they are written"},
    {.code = "625",
     .years = YEARS_ALL,
     WITH_EPISODES,
     .run = born_too_late,
     .dates = births_and_ends,
     .without = starts,
     .fields = "DEC|MC_DOB",
     .message = "The mother's first child was born after the collection year or after "
                "she ceased to be looked after.",
     .source = "Department's message for 625; care ends with the last episode"},
    {.code = "626",
     .years = YEARS_ALL,
     AGAINST_LAST,
     WHERE(OF_ROW(is_mother), BEFORE(COLUMN(HEADER_MC_DOB), START_OF_YEAR),
           OF_CHILD(was_no_mother)),
     .dates = births,
     .fields = "MC_DOB|MOTHER",
     .message = "The mother's first child was born before this year, and last year's "
                "return said that she is not a mother.",
     .source = "Department's message for 626"},
    {.code = "628",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_EPISODES) | BIT(T9_OC3),
     .table = T9_HEADER,
     WHERE(FILLED(HEADER_MOTHER), OF_CHILD(has_no_episode), OF_CHILD(has_left_care)),
     .fields = "MOTHER",
     .message = "A care leaver who was not looked after this year has an entry on being "
                "a mother.",
     .source = "Department's message for 628"},
};
const struct check_list checks_903_births = CHECK_LIST(checks);
