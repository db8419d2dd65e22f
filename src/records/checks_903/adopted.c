/* Checks on children adopted in the year: AD1 must be given of them and of nobody else.
 */
#include "records/terms.h"

#define AD1_ALL                                                                          \
    (BIT(AD1_DATE_INT) | BIT(AD1_DATE_MATCH) | BIT(AD1_FOSTER_CARE) |                    \
     BIT(AD1_NB_ADOPTR) | BIT(AD1_SEX_ADOPTR) | BIT(AD1_LS_ADOPTR))

static const struct term adopted_this_year[] = {
    IS(EPISODES_REC, ADOPTED),
    UP_TO(START_OF_YEAR, COLUMN(EPISODES_DEC)),
    UP_TO(COLUMN(EPISODES_DEC), END_OF_YEAR),
    {.kind = TERM_END}};
static const struct term incomplete[] = {SOME_BLANK(AD1_ALL), {.kind = TERM_END}};

static bool some_hold(const struct checking *c, unsigned table, const struct term *terms)
{
    const struct rows *rows = &c->child->now[table];
    for (size_t i = 0; i < rows->count; i++)
        if (terms_hold(c, &rows->at[i], terms))
            return true;
    return false;
}

static bool was_not_adopted(const struct checking *c)
{
    return !some_hold(c, T9_EPISODES, adopted_this_year);
}

/* Without a row all items are blank. */
static void adopted_without_items(const struct checking *c)
{
    bool lacks = c->child->now[T9_AD1].count == 0 || some_hold(c, T9_AD1, incomplete);
    if (!lacks || was_not_adopted(c))
        return;
    flag_where(c, T9_EPISODES, adopted_this_year);
    flag_where(c, T9_AD1, incomplete);
}

static bool is_day_of_match(const struct checking *c, const struct entry *episode)
{
    const struct rows *rows = &c->child->now[T9_AD1];
    const struct cell *end = entry_cell(episode, EPISODES_DEC);
    for (size_t i = 0; i < rows->count; i++)
        if (cells_equal(entry_cell(&rows->at[i], AD1_DATE_MATCH), end))
            return true;
    return false;
}

/* ---- The checks */

#define ON_BOTH .tables = (BIT(T9_AD1) | BIT(T9_EPISODES))

static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column ends_and_matches[] = {
    DATE_OF(T9_EPISODES, EPISODES_DEC), DATE_OF(T9_AD1, AD1_DATE_MATCH), DATES_END};

static const struct check checks[] = {
    {.code = "582",
     .years = YEARS_ALL,
     ON_BOTH,
     .table = T9_EPISODES,
     WHERE(IS(EPISODES_REC, ADOPTED), FILLED(EPISODES_DEC), OF_ROW(is_day_of_match)),
     .dates = ends_and_matches,
     .fields = "DATE_MATCH|DEC",
     .message = "The child was adopted on the very day that it was matched with the "
                "adopters.",
     .source = "Department's message for 582; dates are compared as they are written"},
    {.code = "601",
     .years = YEARS_ALL,
     ON_BOTH,
     .run = adopted_without_items,
     .dates = ends,
     .fields = "DATE_INT|DATE_MATCH|FOSTER_CARE|LS_ADOPTR|NB_ADOPTR|REC|SEX_ADOPTR",
     .message = "The child was adopted in the year, and an item of its adoption is "
                "blank or all of them are missing.",
     .source = "Department's message for 601"},
    {.code = "602",
     .years = YEARS_ALL,
     ON_BOTH,
     .table = T9_AD1,
     WHERE(SOME_FILLED(AD1_ALL), OF_CHILD(was_not_adopted)),
     .dates = ends,
     .fields = "CHILD",
     .message = "There are items of an adoption, and no episode says that the child was "
                "adopted in the year.",
     .source = "Department's message for 602"},
};
const struct check_list checks_903_adopted = CHECK_LIST(checks);
