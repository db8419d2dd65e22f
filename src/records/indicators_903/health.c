/* Health and offending of children looked after for twelve months (table OC2). */
#include "records/cared_for.h"
#include "records/terms.h"

enum { SDQ_MOST = 40, SDQ_CONCERN = 17 };

/* What a measure of OC2 looks at. */
struct outcome_of {
    uint8_t column;
    int16_t from, to; /* years of age on the last day */
};
enum { ANY_AGE = -1, OLDEST = 200 };

/* ---- Whom it is about */

static bool of_age(const struct measuring *m, const struct outcome_of *of)
{
    return of->from == ANY_AGE ||
           aged_at_end(m, of->from, of->to, "of another age on the last day of the year");
}

/* The child's row; NULL, and said, where it is not among them, or has none or several. */
static const struct entry *outcomes(const struct measuring *m,
                                    const struct outcome_of *of)
{
    const struct entry *row = only_row(m->child, T9_OC2);
    if (!cared_all_year(m) || !of_age(m, of))
        return NULL;
    if (row && !rows_differ(m->child, T9_OC2, OC2_SDQ_SCORE, OC2_INTERVENTION_OFFERED))
        return row;
    say_missing(m, EVERY_FIGURE,
                row ? "rows of OC2 do not say the same" : "no row of OC2");
    return NULL;
}

/* 1 or 0; -1, and said, where it is neither. */
static int yes_or_no(const struct measuring *m, const struct cell *cell)
{
    if (cell_is(cell, CODE("1")))
        return 1;
    if (cell_is(cell, CODE("0")))
        return 0;
    say_missing(m, EVERY_FIGURE,
                cell_is_blank(cell) ? "the item is blank"
                                    : "the item is neither 0 nor 1");
    return -1;
}

static void say_yes_or_no(const struct measuring *m, int answer)
{
    if (answer == 1)
        say_in(m, EVERY_FIGURE);
    else if (answer == 0)
        say_of(m, EVERY_FIGURE, "not so");
}

/* ---- Yes or no */

static void count_yes(const struct measuring *m)
{
    const struct outcome_of *of = m->indicator->with;
    const struct entry *row = outcomes(m, of);
    if (row)
        say_yes_or_no(m, yes_or_no(m, entry_cell(row, of->column)));
}

/* Half of it is each: two occasions a child. */
static void count_health(const struct measuring *m)
{
    static const struct outcome_of any = {.from = ANY_AGE};
    const struct entry *row = outcomes(m, &any);
    if (!row)
        return;
    say_yes_or_no(m, yes_or_no(m, entry_cell(row, OC2_TEETH_CHECK)));
    say_yes_or_no(m, yes_or_no(m, entry_cell(row, OC2_HEALTH_ASSESSMENT)));
}

/* ---- Strengths and difficulties */

/* NULL of `out` where only whether there is a score is asked.  False, and said, where
 * what stands there is none. */
static bool score_of(const struct measuring *m, const struct entry *row, int *out)
{
    const struct cell *score = entry_cell(row, OC2_SDQ_SCORE);
    if (cell_whole_number(score, out) && *out >= 0 && *out <= SDQ_MOST)
        return true;
    say_missing(m, EVERY_FIGURE, "SDQ_SCORE is no number from 0 to 40");
    return false;
}

static void count_scored(const struct measuring *m)
{
    const struct entry *row = outcomes(m, m->indicator->with);
    int score;
    if (!row)
        return;
    if (cell_is_blank(entry_cell(row, OC2_SDQ_SCORE)))
        say_of(m, EVERY_FIGURE, "no score");
    else if (score_of(m, row, &score))
        say_in(m, EVERY_FIGURE);
}

static bool scored(const struct measuring *m, int *score)
{
    const struct entry *row = outcomes(m, m->indicator->with);
    if (!row)
        return false;
    if (cell_is_blank(entry_cell(row, OC2_SDQ_SCORE))) {
        say_excluded(m, EVERY_FIGURE, "no score");
        return false;
    }
    return score_of(m, row, score);
}

static void count_score(const struct measuring *m)
{
    int score;
    if (scored(m, &score))
        say_amount(m, EVERY_FIGURE, score);
}

static void count_concern(const struct measuring *m)
{
    int score;
    if (!scored(m, &score))
        return;
    if (score >= SDQ_CONCERN)
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "a score under 17");
}

/* ---- Substance misuse */

/* The row of a child with a problem; NULL, and said, of others. */
static const struct entry *with_problem(const struct measuring *m)
{
    static const struct outcome_of any = {.from = ANY_AGE};
    const struct entry *row = outcomes(m, &any);
    int problem = row ? yes_or_no(m, entry_cell(row, OC2_SUBSTANCE_MISUSE)) : -1;
    if (problem == 0)
        say_excluded(m, EVERY_FIGURE, "no substance misuse was identified");
    return problem == 1 ? row : NULL;
}

static void count_received(const struct measuring *m)
{
    const struct entry *row = with_problem(m);
    if (row)
        say_yes_or_no(m, yes_or_no(m, entry_cell(row, OC2_INTERVENTION_RECEIVED)));
}

static void count_refused(const struct measuring *m)
{
    const struct entry *row = with_problem(m);
    int received = row ? yes_or_no(m, entry_cell(row, OC2_INTERVENTION_RECEIVED)) : -1;
    if (received == 1)
        say_of(m, EVERY_FIGURE, "received an intervention");
    else if (received == 0)
        say_yes_or_no(m, yes_or_no(m, entry_cell(row, OC2_INTERVENTION_OFFERED)));
}

#define OF_OC2 .years = YEARS_ALL, .tables = BIT(T9_EPISODES) | BIT(T9_OC2)
#define WITHOUT_BREAK                                                                    \
    "children looked after on 31 March, without a break for twelve months"
#define SEEN(a_column, a_from, a_to)                                                     \
    .with = &(const struct outcome_of)                                                   \
    {                                                                                    \
        .column = (a_column), .from = (a_from), .to = (a_to)                             \
    }
#define BREAKS "short breaks (V3, V4) in the year"

/* Whatever the age: of whom a column of OC2 says 1. */
#define OF_EVERYBODY(item, lait)                                                         \
    OF_OC2, .count = count_yes, SEEN(OC2_##item, ANY_AGE, OLDEST),                       \
        ONE_FIGURE(AS_PERCENT, 0, (lait)), .polarity = POLARITY_HIGH,                    \
        .numerator = "of the denominator: " #item " 1", .denominator = WITHOUT_BREAK,    \
        .exclusions = BREAKS, .source = "LAIT 3; published figures"

static const struct indicator indicators[] = {
    {.id = "NI58",
     .name = "Emotional and behavioural health: mean score (NI 58)",
     OF_OC2,
     .count = count_score,
     SEEN(OC2_SDQ_SCORE, 4, 16),
     ONE_FIGURE(AS_MEAN, 1, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "the sum of SDQ scores",
     .denominator = WITHOUT_BREAK ", aged 4 to 16, with a score",
     .exclusions = BREAKS "; no score",
     .source = "the definition of NI 58; ages of that time"},
    {.id = "PAF_C18",
     .name = "Final warnings, reprimands and convictions (PAF C18, later C81)",
     OF_OC2,
     .count = count_yes,
     SEEN(OC2_CONVICTED, 10, OLDEST),
     FIGURES({"", NULL, AS_RATIO, 2, CONVENTION_LOCAL_OFFENDING, NULL}),
     .polarity = POLARITY_LOW,
     .numerator = "percentage of " WITHOUT_BREAK ", aged 10 and over, with CONVICTED 1",
     .denominator = "the percentage of all local children aged 10 and over who offended",
     .exclusions = BREAKS,
     .source = "common knowledge of the Performance Assessment Framework"},
    {.id = "PAF_C19",
     .name = "Health of children looked after (PAF C19)",
     OF_OC2,
     .count = count_health,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: TEETH_CHECK 1, HEALTH_ASSESSMENT 1, each a half",
     .denominator = WITHOUT_BREAK ", twice each",
     .exclusions = BREAKS,
     .source =
         "common knowledge of the Performance Assessment Framework: the mean of both "
         "percentages"},
    {.id = "CLA_HEALTH",
     .name = "Annual health assessment",
     OF_EVERYBODY(HEALTH_ASSESSMENT, "LACHealth%")},
    {.id = "CLA_DENTAL",
     .name = "Teeth checked by a dentist",
     OF_EVERYBODY(TEETH_CHECK, "LACDental%")},
    {.id = "CLA_IMM",
     .name = "Immunisations up to date",
     OF_EVERYBODY(IMMUNISATIONS, "LACVaccinations%")},
    {.id = "CLA_DEV",
     .name = "Development assessments up to date",
     OF_OC2,
     .count = count_yes,
     SEEN(OC2_HEALTH_CHECK, 0, 4),
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: HEALTH_CHECK 1",
     .denominator = WITHOUT_BREAK ", aged 0 to 4",
     .exclusions = BREAKS,
     .source = "the label of the published table; published figures"},
    {.id = "SDQ_DONE",
     .name = "Strengths and difficulties score received",
     OF_OC2,
     .count = count_scored,
     SEEN(OC2_SDQ_SCORE, 5, 16),
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: SDQ_SCORE is a number from 0 to 40",
     .denominator = WITHOUT_BREAK ", aged 5 to 16",
     .exclusions = BREAKS,
     .source = "the label of the published table; published figures"},
    {.id = "SDQ_MEAN",
     .name = "Strengths and difficulties: mean score",
     OF_OC2,
     .count = count_score,
     SEEN(OC2_SDQ_SCORE, 5, 16),
     ONE_FIGURE(AS_MEAN, 1, "Emotional_LAC"),
     .polarity = POLARITY_LOW,
     .numerator = "the sum of SDQ scores",
     .denominator = WITHOUT_BREAK ", aged 5 to 16, with a score",
     .exclusions = BREAKS "; no score",
     .source = "LAIT 162; England's published mean"},
    {.id = "SDQ_CONCERN",
     .name = "Strengths and difficulties score of 17 to 40",
     OF_OC2,
     .count = count_concern,
     SEEN(OC2_SDQ_SCORE, 5, 16),
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: a score of 17 or more",
     .denominator = WITHOUT_BREAK ", aged 5 to 16, with a score",
     .exclusions = BREAKS "; no score",
     .source = "LAIT's bands; published figures"},
    {.id = "CLA_CONV",
     .name = "Convicted, or subject to a youth caution",
     OF_OC2,
     .count = count_yes,
     SEEN(OC2_CONVICTED, 10, 17),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_Convictions"),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: CONVICTED 1",
     .denominator = WITHOUT_BREAK ", aged 10 to 17",
     .exclusions = BREAKS,
     .source = "LAIT 202; published figures"},
    {.id = "CLA_SUBST",
     .name = "Identified as having a substance misuse problem",
     OF_OC2,
     .count = count_yes,
     SEEN(OC2_SUBSTANCE_MISUSE, ANY_AGE, OLDEST),
     ONE_FIGURE(AS_PERCENT, 0, "LACSubstance"),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: SUBSTANCE_MISUSE 1",
     .denominator = WITHOUT_BREAK,
     .exclusions = BREAKS,
     .source = "LAIT 239; published figures"},
    {.id = "CLA_SUBST_REC",
     .name = "Substance misuse: received an intervention",
     OF_OC2,
     .count = count_received,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: INTERVENTION_RECEIVED 1",
     .denominator = WITHOUT_BREAK ", with SUBSTANCE_MISUSE 1",
     .exclusions = BREAKS,
     .source = "published figures"},
    {.id = "CLA_SUBST_REF",
     .name = "Substance misuse: offered an intervention and refused it",
     OF_OC2,
     .count = count_refused,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator =
         "of the denominator: INTERVENTION_RECEIVED 0 and INTERVENTION_OFFERED 1",
     .denominator = WITHOUT_BREAK ", with SUBSTANCE_MISUSE 1",
     .exclusions = BREAKS,
     .source = "published figures"}};

const struct indicator_list indicators_903_health = INDICATOR_LIST(indicators);
