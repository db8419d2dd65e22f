/* What rules of the children in need census share.  Rows of a child stand in one another
 * as its XML has them: an assessment, a CIN plan, a section 47 enquiry and a protection
 * plan in an episode (CINdetails), a review in a protection plan, all of them in the
 * child.  A rule names two rows in one of these ways:
 *
 *     WHERE_WITH_EPISODE(BEFORE(COLUMN(CA_ASSESSMENT_ACTUAL_START_DATE),
 *                               EPISODE(CD_CIN_REFERRAL_DATE)))
 *
 * flags a row of .table and the episode that it stands in; WHERE_WITH_CHILD flags the
 * row and the child's own record; .run = run_pairs flags both rows of each pair of two
 * tables that may not stand together.  Terms about the row around are EPISODE, PLAN and
 * CHILD_RECORD (points) and IN_EPISODE, IN_PLAN and IN_CHILD (terms of records/terms.h).
 *
 * All tables of a census are there: it is one file. */
#ifndef ASSAY_RECORDS_CENSUS_H
#define ASSAY_RECORDS_CENSUS_H

#include "records/terms.h"

/* Collections whose rules are known. */
#define YEARS_CENSUS YEARS_UNTIL(2026)
#define YEARS_CENSUS_FROM(year) (YEARS_CENSUS & YEARS_FROM(year))

/* The row of table `around` that a row of `table` stands in, over any number of steps;
 * the row itself where both are one table; of TC_CHILD_IDENTIFIERS the child's first
 * record, whatever the row, or NULL where it has none.  Other rows always stand in one.
 */
const struct entry *row_around(const struct child *child, unsigned table,
                               const struct entry *row, unsigned around);
/* The rows of a table that stand in this row of its parent table, in order. */
struct rows rows_within(const struct child *child, unsigned table,
                        const struct entry *parent);

/* The rows of a table that stand in this episode, over any number of steps, in order. */
struct rows rows_of_episode(const struct child *child, unsigned table,
                            const struct entry *episode);

/* The day is in the period of the census; false of no day, and of any day where the
 * reference date, and so the period, is not known. */
bool falls_in_census(const struct checking *c, date day);

/* Two rows that may not stand together.  Of a pair within one table both orders are
 * asked, never a row with itself. */
typedef bool pair_clashes(const struct checking *c, const struct entry *a,
                          const struct entry *b);
struct pair_rule_cin {
    uint8_t a, b;      /* tables */
    bool same_episode; /* only pairs that stand in one episode */
    bool plan_of_a;    /* the protection plan that `a` stands in is flagged with it */
    pair_clashes *clashes;
};
/* For .run, .with a struct pair_rule_cin: flags each row that clashes with another, and
 * the other, once each. */
check_child run_pairs;

/* For .run: rows of .table of which the terms of .with hold, and what they stand in. */
check_child run_with_episode, run_with_plan, run_with_child;
#define WHERE_WITH_EPISODE(...) .run = run_with_episode, .with = TERMS(__VA_ARGS__)
#define WHERE_WITH_PLAN(...) .run = run_with_plan, .with = TERMS(__VA_ARGS__)
#define WHERE_WITH_CHILD(...) .run = run_with_child, .with = TERMS(__VA_ARGS__)

#define PAIRS(a_table, b_table, in_one_episode, how)                                     \
    .run = run_pairs, .with = &(const struct pair_rule_cin)                              \
    {                                                                                    \
        (a_table), (b_table), (in_one_episode), false, (how)                             \
    }

/* A cell of the row that this one stands in, as a day. */
#define EPISODE(a_column)                                                                \
    {.of = POINT_AROUND, .table = TC_CIN_DETAILS, .column = (a_column)}
#define PLAN(a_column)                                                                   \
    {.of = POINT_AROUND, .table = TC_PROTECTION_PLANS, .column = (a_column)}
#define CHILD_RECORD(a_column)                                                           \
    {.of = POINT_AROUND, .table = TC_CHILD_IDENTIFIERS, .column = (a_column)}
/* All of these terms hold of the row that this one stands in; false where there is none.
 */
#define IN_EPISODE(...)                                                                  \
    {.kind = TERM_AROUND, .table = TC_CIN_DETAILS, .inside = TERMS(__VA_ARGS__)}
#define IN_PLAN(...)                                                                     \
    {.kind = TERM_AROUND, .table = TC_PROTECTION_PLANS, .inside = TERMS(__VA_ARGS__)}
#define IN_CHILD(...)                                                                    \
    {.kind = TERM_AROUND, .table = TC_CHILD_IDENTIFIERS, .inside = TERMS(__VA_ARGS__)}

/* Yes and no of the schema; to be compared in any case (IS_ANY_CASE). */
#define SAYS_YES "true", "1"
#define SAYS_NO "false", "0"

#endif
