/* Checks on the decision that a child should be placed for adoption: its dates against
 * each other, in PlacedAdoption, in AD1 and in the episodes. */
#include "records/terms.h"

#define AD1_ALL                                                                          \
    (BIT(AD1_DATE_INT) | BIT(AD1_DATE_MATCH) | BIT(AD1_FOSTER_CARE) |                    \
     BIT(AD1_NB_ADOPTR) | BIT(AD1_SEX_ADOPTR) | BIT(AD1_LS_ADOPTR))

/* Rows of a table of which the terms hold, against rows of AD1. */
typedef bool pair_fails(const struct entry *row, const struct entry *ad1);
struct ad1_rule {
    unsigned table;
    const struct term *row, *ad1;
    pair_fails *fails;
};

/* Both rows of each pair that fails. */
static void each_pair(const struct checking *c)
{
    const struct ad1_rule *rule = c->check->with;
    const struct rows *rows = &c->child->now[rule->table], *ad1 = &c->child->now[T9_AD1];
    for (size_t i = 0; i < rows->count * ad1->count; i++) {
        const struct entry *one = &rows->at[i / ad1->count];
        const struct entry *other = &ad1->at[i % ad1->count];
        if (!terms_hold(c, one, rule->row) || !terms_hold(c, other, rule->ad1) ||
            !rule->fails(one, other))
            continue;
        flag(c, rule->table, one);
        flag(c, T9_AD1, other);
    }
}

static bool always(const struct entry *row, const struct entry *ad1)
{
    (void)row;
    (void)ad1;
    return true;
}

static bool begins_before_decision(const struct entry *episode, const struct entry *ad1)
{
    return is_before(entry_date(episode, EPISODES_DECOM), entry_date(ad1, AD1_DATE_INT));
}

static bool decisions_differ(const struct entry *placed, const struct entry *ad1)
{
    return date_compare(entry_date(placed, PLACED_DATE_PLACED),
                        entry_date(ad1, AD1_DATE_INT)) != 0;
}

/* ---- The checks */

#define EACH_PAIR(a_table, ...)                                                          \
    .tables = BIT(T9_AD1) | BIT(a_table), .run = each_pair,                              \
    .with = &(const struct ad1_rule)                                                     \
    {                                                                                    \
        (a_table), __VA_ARGS__                                                           \
    }

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column intended[] = {DATE_OF(T9_AD1, AD1_DATE_INT), DATES_END};
static const struct date_column placed[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED), DATES_END};
static const struct date_column ceased[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED_CEASED), DATES_END};
static const struct date_column both[] = {DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED),
                                          DATE_OF(T9_AD1, AD1_DATE_INT), DATES_END};

static const struct check checks[] = {
    {.code = "521",
     .years = YEARS_ALL,
     EACH_PAIR(T9_EPISODES, TERMS(IS(EPISODES_PLACE, FOR_ADOPTION)),
               TERMS(HAS_DATE(AD1_DATE_INT)), begins_before_decision),
     .dates = intended,
     .without = starts,
     .fields = "DATE_INT|DECOM|PLACE",
     .message = "The child was placed for adoption before it was decided that it should "
                "be.",
     .source = "Department's message for 521, of every placement for adoption"},
    {.code = "522",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(BEFORE(COLUMN(PLACED_DATE_PLACED_CEASED), COLUMN(PLACED_DATE_PLACED))),
     .dates = ceased,
     .without = placed,
     .fields = "DATE_PLACED|DATE_PLACED_CEASED",
     .message = "The decision that the child should be placed for adoption was reversed "
                "before it was made.",
     .source = "Department's message for 522"},
    {.code = "523",
     .years = YEARS_ALL,
     EACH_PAIR(T9_PLACED_ADOPTION, TERMS(HAS_DATE(PLACED_DATE_PLACED)),
               TERMS(HAS_DATE(AD1_DATE_INT)), decisions_differ),
     .dates = both,
     .fields = "DATE_INT|DATE_PLACED",
     .message = "The decision that the child should be placed for adoption has two dates "
                "in two tables.",
     .source = "Department's message for 523; of several decisions each is compared"},
    {.code = "525",
     .years = YEARS_ALL,
     EACH_PAIR(T9_PLACED_ADOPTION, TERMS(FILLED(PLACED_DATE_PLACED_CEASED)),
               TERMS(SOME_FILLED(AD1_ALL)), always),
     .fields = "DATE_INT|DATE_MATCH|DATE_PLACED_CEASED|FOSTER_CARE|LS_ADOPTR|NB_ADOPTR|"
               "SEX_ADOPTR",
     .message = "The decision that the child should be placed for adoption was reversed, "
                "but the child has adoption data.",
     .source = "Department's message for 525, of any decision that was reversed"},
};
const struct check_list checks_903_decisions = CHECK_LIST(checks);
