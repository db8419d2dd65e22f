/* Checks on children looked after for the whole year: OC2, health and the strengths and
 * difficulties questionnaire. */
#include "records/looked_after.h"
#include "records/terms.h"

#define FOUR_ITEMS                                                                       \
    (BIT(OC2_IMMUNISATIONS) | BIT(OC2_TEETH_CHECK) | BIT(OC2_HEALTH_ASSESSMENT) |        \
     BIT(OC2_SUBSTANCE_MISUSE))
#define ALL_ITEMS                                                                        \
    (FOUR_ITEMS | BIT(OC2_CONVICTED) | BIT(OC2_HEALTH_CHECK) |                           \
     BIT(OC2_INTERVENTION_RECEIVED) | BIT(OC2_INTERVENTION_OFFERED))
#define ALL_FIELDS                                                                       \
    "CONVICTED|HEALTH_ASSESSMENT|HEALTH_CHECK|IMMUNISATIONS|INTERVENTION_OFFERED|"       \
    "INTERVENTION_RECEIVED|SUBSTANCE_MISUSE|TEETH_CHECK"

static bool all_year(const struct checking *c)
{
    return c->shared->continuously;
}

static bool not_all_year(const struct checking *c)
{
    return !c->shared->continuously;
}

static bool score_is_no_score(const struct checking *c, const struct entry *entry)
{
    enum { SCORE_MOST = 40 };
    int score;
    (void)c;
    return !cell_whole_number(entry_cell(entry, OC2_SDQ_SCORE), &score) ||
           score > SCORE_MOST;
}

static void left_or_adopted(const struct checking *c)
{
    static const struct term adopted[] = {
        SOME_FILLED(BIT(AD1_DATE_INT) | BIT(AD1_DATE_MATCH) | BIT(AD1_FOSTER_CARE) |
                    BIT(AD1_NB_ADOPTR) | BIT(AD1_SEX_ADOPTR) | BIT(AD1_LS_ADOPTR)),
        {.kind = TERM_END}};
    static const struct term left[] = {
        SOME_FILLED(BIT(OC3_IN_TOUCH) | BIT(OC3_ACTIV) | BIT(OC3_ACCOM)),
        {.kind = TERM_END}};
    if (!all_year(c))
        return;
    flag_where(c, T9_OC3, left);
    flag_where(c, T9_AD1, adopted);
}

static void items_are_missing(const struct checking *c)
{
    static const struct term missing[] = {SOME_BLANK(FOUR_ITEMS), {.kind = TERM_END}};
    if (!all_year(c))
        return;
    flag_where(c, T9_OC2, missing);
    if (c->child->now[T9_OC2].count == 0 && c->shared->first)
        flag(c, T9_EPISODES, c->shared->first);
}

/* ---- The checks */

#define FIFTH_BIRTHDAY COLUMN_AND_YEARS(OC2_DOB, 5)
#define TENTH_BIRTHDAY COLUMN_AND_YEARS(OC2_DOB, 10)
#define FOURTH_BIRTHDAY COLUMN_AND_YEARS(OC2_DOB, 4)
#define SEVENTEENTH_BIRTHDAY COLUMN_AND_YEARS(OC2_DOB, 17)
#define OC2_WITH_EPISODES .tables = BIT(T9_OC2) | BIT(T9_EPISODES), .table = T9_OC2

static const struct date_column episodes[] = {
    DATE_OF(T9_EPISODES, EPISODES_DECOM), DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column births[] = {DATE_OF(T9_OC2, OC2_DOB), DATES_END};
static const struct date_column starts_and_births[] = {
    DATE_OF(T9_EPISODES, EPISODES_DECOM), DATE_OF(T9_OC2, OC2_DOB), DATES_END};

static const struct check checks[] = {
    {.code = "157",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(IS(OC2_SDQ_REASON, "SDQ1"), BLANK(OC2_SDQ_SCORE), OF_CHILD(all_year),
           UP_TO(FOURTH_BIRTHDAY, START_OF_YEAR),
           BEFORE(END_OF_YEAR, SEVENTEENTH_BIRTHDAY)),
     .dates = episodes,
     .without = starts_and_births,
     .fields = "DOB|SDQ_REASON",
     .message = "SDQ1 (no questionnaire at this age) stands for a child of 4 to 16.",
     .source = "Department's message for 157: 4 when the year begins, 16 or under when "
               "it ends"},
    {.code = "158",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(IS(OC2_INTERVENTION_RECEIVED, "1"), FILLED(OC2_INTERVENTION_OFFERED)),
     .fields = "INTERVENTION_OFFERED|INTERVENTION_RECEIVED",
     .message = "The child received an intervention for substance misuse; whether one "
                "was offered should be blank.",
     .source = "Department's message for 158"},
    {.code = "159",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(IS(OC2_SUBSTANCE_MISUSE, "1"), IS(OC2_INTERVENTION_RECEIVED, "0"),
           BLANK(OC2_INTERVENTION_OFFERED)),
     .fields = "INTERVENTION_OFFERED|INTERVENTION_RECEIVED|SUBSTANCE_MISUSE",
     .message = "The child received no intervention for substance misuse, and whether "
                "one was offered is blank.",
     .source = "Department's message for 159"},
    {.code = "180",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(FILLED(OC2_SDQ_SCORE), OF_ROW(score_is_no_score)),
     .fields = "SDQ_SCORE",
     .message = "The score of the strengths and difficulties questionnaire is no whole "
                "number from 0 to 40.",
     .source = "Department's message for 180"},
    {.code = "181",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(SOME_BAD(ALL_ITEMS, "0", "1")),
     .fields = ALL_FIELDS,
     .message = "An item for children looked after for twelve months is neither 0 nor 1.",
     .source = "Department's message for 181"},
    {.code = "182",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(SOME_BLANK(FOUR_ITEMS), SOME_FILLED(ALL_ITEMS)),
     .fields = ALL_FIELDS,
     .message = "Immunisations, teeth check, health assessment and substance misuse are "
                "not all given, yet some item is.",
     .source = "Department's message for 182: the four, or nothing at all"},
    {.code = "185",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(FILLED(OC2_SDQ_SCORE), OF_CHILD(not_all_year)),
     .dates = episodes,
     .without = starts,
     .fields = "SDQ_SCORE",
     .message = "There is a score of the questionnaire for a child not looked after for "
                "twelve months at 31 March.",
     .source = "Department's message for 185"},
    {.code = "186",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(BLANK(OC2_SDQ_SCORE), BLANK(OC2_SDQ_REASON), OF_CHILD(all_year),
           UP_TO(FOURTH_BIRTHDAY, START_OF_YEAR),
           BEFORE(END_OF_YEAR, SEVENTEENTH_BIRTHDAY)),
     .dates = episodes,
     .without = starts_and_births,
     .fields = "SDQ_SCORE",
     .message = "A child of 4 to 16, looked after for twelve months, has neither a score "
                "of the questionnaire nor a reason for none.",
     .source = "Department's message for 186; a reason is accepted for a score"},
    {.code = "187",
     .years = YEARS_ALL,
     .tables = BIT(T9_AD1) | BIT(T9_EPISODES) | BIT(T9_OC3),
     .run = left_or_adopted,
     .dates = episodes,
     .without = starts,
     .fields = "ACCOM|ACTIV|DATE_INT|DATE_MATCH|FOSTER_CARE|IN_TOUCH|LS_ADOPTR|NB_ADOPTR|"
               "SEX_ADOPTR",
     .message = "A child looked after for twelve months at 31 March has data of adopted "
                "children or care leavers.",
     .source = "Department's message for 187"},
    {.code = "188",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(SOME_FILLED(BIT(OC2_SDQ_SCORE) | BIT(OC2_SDQ_REASON)),
           BEFORE(END_OF_YEAR, FOURTH_BIRTHDAY)),
     .without = births,
     .fields = "SDQ_REASON|SDQ_SCORE",
     .message = "The child is under 4 when the year ends, but has a score of the "
                "questionnaire or a reason for none.",
     .source = "Department's message for 188"},
    {.code = "189",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(SOME_FILLED(BIT(OC2_SDQ_SCORE) | BIT(OC2_SDQ_REASON)),
           BEFORE(SEVENTEENTH_BIRTHDAY, START_OF_YEAR)),
     .without = births,
     .fields = "DOB|SDQ_REASON|SDQ_SCORE",
     .message = "The child was 17 before the year began, but has a score of the "
                "questionnaire or a reason for none.",
     .source = "Department's message for 189; a birthday on 1 April passes"},
    {.code = "190",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(SOME_FILLED(ALL_ITEMS), OF_CHILD(not_all_year)),
     .dates = episodes,
     .without = starts,
     .fields = ALL_FIELDS,
     .message = "There is data of children looked after for twelve months for a child "
                "who was not, at 31 March.",
     .source = "Department's message for 190"},
    {.code = "191",
     .years = YEARS_ALL,
     .tables = BIT(T9_OC2) | BIT(T9_EPISODES),
     .run = items_are_missing,
     .dates = episodes,
     .without = starts,
     .fields = "CHILD|HEALTH_ASSESSMENT|IMMUNISATIONS|SUBSTANCE_MISUSE|TEETH_CHECK",
     .message = "A child looked after for twelve months at 31 March lacks items on "
                "health, or has no row in OC2.",
     .source = "Department's message for 191"},
    {.code = "192",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(IS(OC2_SUBSTANCE_MISUSE, "1"), BLANK(OC2_INTERVENTION_RECEIVED)),
     .fields = "INTERVENTION_RECEIVED|SUBSTANCE_MISUSE",
     .message = "The child misuses substances, and whether an intervention was received "
                "is blank.",
     .source = "Department's message for 192"},
    {.code = "193",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(IS(OC2_SUBSTANCE_MISUSE, "", "0"),
           SOME_FILLED(BIT(OC2_INTERVENTION_RECEIVED) | BIT(OC2_INTERVENTION_OFFERED))),
     .fields = "INTERVENTION_OFFERED|INTERVENTION_RECEIVED|SUBSTANCE_MISUSE",
     .message = "The child does not misuse substances, but an item on interventions is "
                "given.",
     .source = "Department's message for 193"},
    {.code = "196",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(BAD_CODE(OC2_SDQ_REASON, "SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")),
     .fields = "SDQ_REASON",
     .message = "The reason for no score of the questionnaire is none of the codes.",
     .source = "Department's message for 196"},
    {.code = "197B",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(BLANK(OC2_SDQ_SCORE), BLANK(OC2_SDQ_REASON), OF_CHILD(all_year),
           UP_TO(START_OF_YEAR, FOURTH_BIRTHDAY), UP_TO(FOURTH_BIRTHDAY, END_OF_YEAR), OR,
           BLANK(OC2_SDQ_SCORE), BLANK(OC2_SDQ_REASON), OF_CHILD(all_year),
           UP_TO(START_OF_YEAR, SEVENTEENTH_BIRTHDAY),
           UP_TO(SEVENTEENTH_BIRTHDAY, END_OF_YEAR)),
     .dates = episodes,
     .without = starts_and_births,
     .fields = "DOB|SDQ_REASON",
     .message = "A child who became 4 or 17 in the year has neither a score of the "
                "questionnaire nor a reason for none.",
     .source = "Department's message for 197B"},
    {.code = "197a",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(FILLED(OC2_SDQ_SCORE), FILLED(OC2_SDQ_REASON)),
     .fields = "SDQ_REASON|SDQ_SCORE",
     .message = "There is both a score of the questionnaire and a reason for none.",
     .source = "Department's message for 197a"},
    {.code = "198",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(FILLED(OC2_SDQ_REASON), OF_CHILD(not_all_year)),
     .dates = episodes,
     .without = starts,
     .fields = "SDQ_REASON",
     .message = "There is a reason for no score of the questionnaire for a child not "
                "looked after for twelve months at 31 March.",
     .source = "Department's message for 198"},
    {.code = "542",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(FILLED(OC2_CONVICTED), BEFORE(END_OF_YEAR, TENTH_BIRTHDAY)),
     .without = births,
     .fields = "CONVICTED",
     .message =
         "The child is under 10 when the year ends, but whether it was convicted is "
         "given.",
     .source = "Department's message for 542; a 0 is given too"},
    {.code = "543",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(BLANK(OC2_CONVICTED), OF_CHILD(all_year), UP_TO(TENTH_BIRTHDAY, END_OF_YEAR)),
     .dates = episodes,
     .without = starts_and_births,
     .fields = "CONVICTED|DOB",
     .message = "Whether the child was convicted is blank for one of 10 or over who was "
                "looked after for twelve months.",
     .source = "Department's message for 543: 10 on the birthday"},
    {.code = "544",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(FILLED(OC2_CONVICTED), SOME_BLANK(FOUR_ITEMS)),
     .fields = "CONVICTED|HEALTH_ASSESSMENT|IMMUNISATIONS|SUBSTANCE_MISUSE|TEETH_CHECK",
     .message = "Whether the child was convicted is given, but immunisations, teeth "
                "check, health assessment and substance misuse are not all.",
     .source = "Department's message for 544; a 0 is given too"},
    {.code = "545",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(BLANK(OC2_HEALTH_CHECK), OF_CHILD(all_year),
           BEFORE(END_OF_YEAR, FIFTH_BIRTHDAY)),
     .dates = episodes,
     .without = starts_and_births,
     .fields = "DOB|HEALTH_CHECK",
     .message = "The health check is blank for a child under 5 who was looked after for "
                "twelve months.",
     .source = "Department's message for 545: 5 on the birthday"},
    {.code = "546",
     .years = YEARS_ALL,
     OC2_WITH_EPISODES,
     WHERE(FILLED(OC2_HEALTH_CHECK), OF_CHILD(all_year),
           UP_TO(FIFTH_BIRTHDAY, END_OF_YEAR)),
     .dates = episodes,
     .without = starts_and_births,
     .fields = "DOB|HEALTH_CHECK",
     .message = "The health check is given for a child of 5 or over when the year ends.",
     .source =
         "Department's message for 546, of children looked after for twelve months"},
    {.code = "547",
     .years = YEARS_ALL,
     ON(T9_OC2),
     WHERE(FILLED(OC2_HEALTH_CHECK), SOME_BLANK(FOUR_ITEMS)),
     .fields =
         "HEALTH_ASSESSMENT|HEALTH_CHECK|IMMUNISATIONS|SUBSTANCE_MISUSE|TEETH_CHECK",
     .message = "The health check is given, but immunisations, teeth check, health "
                "assessment and substance misuse are not all.",
     .source = "Department's message for 547; a 0 is given too"},
};
const struct check_list checks_903_health = CHECK_LIST(checks);
