/* Census checks on CIN plans: their dates, and that a child has no two plans at once, nor
 * a CIN plan beside a child protection plan. */
#include "records/census.h"

static const struct date_column ends[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_END_DATE), DATES_END};
static const struct date_column starts[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_START_DATE), DATES_END};
static const struct date_column both_plans[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_END_DATE),
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_END_DATE), DATES_END};
static const struct date_column plans_and_reviews[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_END_DATE),
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_END_DATE),
    DATE_OF(TC_REVIEWS, CR_CPP_REVIEW_DATE), DATES_END};
static const struct date_column both_starts[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_START_DATE),
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE), DATES_END};
static const struct date_column start_and_death[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_START_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_DEATH_DATE), DATES_END};
static const struct date_column end_and_death[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_END_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_DEATH_DATE), DATES_END};

/* ---- Two at once */

static bool is_open(const struct entry *plan)
{
    return date_is_none(entry_date(plan, CP_CIN_PLAN_END_DATE));
}

static bool is_open_protection(const struct entry *plan)
{
    return date_is_none(entry_date(plan, CPP_CPP_END_DATE));
}

static bool are_both_open(const struct checking *c, const struct entry *protection,
                          const struct entry *plan)
{
    (void)c;
    return is_open_protection(protection) && is_open(plan);
}

/* A day within a time: from `start` to before `end`, or to the reference date where it
 * has no end. */
static bool is_during(const struct checking *c, date day, date start, date end)
{
    return is_on_or_before(start, day) &&
           (date_is_none(end) ? is_on_or_before(day, c->about->reference)
                              : is_before(day, end));
}

static bool review_is_during_plan(const struct checking *c, const struct entry *review,
                                  const struct entry *plan)
{
    date day = entry_date(review, CR_CPP_REVIEW_DATE);
    const struct entry *protection =
        row_around(c->child, TC_REVIEWS, review, TC_PROTECTION_PLANS);
    bool ends_it = date_compare(day, entry_date(protection, CPP_CPP_END_DATE)) == 0;
    return !ends_it && is_during(c, day, entry_date(plan, CP_CIN_PLAN_START_DATE),
                                 entry_date(plan, CP_CIN_PLAN_END_DATE));
}

/* Here the last day of the other plan belongs to it. */
static bool starts_within_other(const struct checking *c, const struct entry *plan,
                                const struct entry *other)
{
    date start = entry_date(plan, CP_CIN_PLAN_START_DATE);
    date end =
        is_open(other) ? c->about->reference : entry_date(other, CP_CIN_PLAN_END_DATE);
    return is_on_or_before(entry_date(other, CP_CIN_PLAN_START_DATE), start) &&
           is_on_or_before(start, end);
}

static bool plan_starts_in_protection(const struct checking *c, const struct entry *plan,
                                      const struct entry *protection)
{
    return is_during(c, entry_date(plan, CP_CIN_PLAN_START_DATE),
                     entry_date(protection, CPP_CPP_START_DATE),
                     entry_date(protection, CPP_CPP_END_DATE));
}

static bool protection_starts_in_plan(const struct checking *c,
                                      const struct entry *protection,
                                      const struct entry *plan)
{
    return is_during(c, entry_date(protection, CPP_CPP_START_DATE),
                     entry_date(plan, CP_CIN_PLAN_START_DATE),
                     entry_date(plan, CP_CIN_PLAN_END_DATE));
}

static void several_are_open(const struct checking *c)
{
    const struct rows *rows = &c->child->now[TC_CIN_PLAN_DATES];
    size_t open = 0;
    for (size_t i = 0; i < rows->count; i++)
        open += is_open(&rows->at[i]);
    if (open > 1)
        flag_where(c, TC_CIN_PLAN_DATES, TERMS(NO_DATE(CP_CIN_PLAN_END_DATE)));
}

static const struct check checks[] = {
    {.code = "4000",
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     WHERE_WITH_EPISODE(IN_EPISODE(IS_ANY_CASE(CD_REFERRAL_NFA, SAYS_YES))),
     .fields = "ReferralNFA",
     .message = "There is a CIN plan for a referral without further action.",
     .source = "Department's message for 4000; differences, 4000"},
    {.code = "4001",
     .years = YEARS_CENSUS,
     PAIRS(TC_PROTECTION_PLANS, TC_CIN_PLAN_DATES, true, are_both_open),
     .fields = "CINPlanEndDate|CPPendDate",
     .message = "A CIN plan and a child protection plan of one episode are both open.",
     .source = "Department's message for 4001; differences, 4001"},
    {.code = "4003",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     .run = run_pairs,
     .with = &(const struct pair_rule_cin){TC_REVIEWS, TC_CIN_PLAN_DATES, true, true,
                                           review_is_during_plan},
     .dates = plans_and_reviews,
     .without = starts,
     .fields = "CINPlanEndDate|CINPlanStartDate|CPPreviewDate",
     .message = "A child protection plan was reviewed while a CIN plan was open.",
     .source = "Department's message for 4003; differences, 4003"},
    {.code = "4004",
     .years = YEARS_CENSUS,
     .run = several_are_open,
     .fields = "CINPlanEndDate",
     .message = "The child has more than one CIN plan without an end.",
     .source = "Department's message for 4004; differences, 4004"},
    {.code = "4008",
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     WHERE_WITH_CHILD(
         BEFORE(CHILD_RECORD(CI_PERSON_DEATH_DATE), COLUMN(CP_CIN_PLAN_START_DATE))),
     .dates = start_and_death,
     .fields = "CINPlanStartDate|PersonDeathDate",
     .message = "The CIN plan began after the date of death.",
     .source = "Department's message for 4008"},
    {.code = "4009Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     WHERE_WITH_CHILD(
         BEFORE(CHILD_RECORD(CI_PERSON_DEATH_DATE), COLUMN(CP_CIN_PLAN_END_DATE))),
     .dates = end_and_death,
     .fields = "CINPlanEndDate|PersonDeathDate",
     .message = "The CIN plan ended after the date of death.",
     .source = "Department's message for 4009Q; differences, 4009Q"},
    {.code = "4010",
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     .needs = USES_REFERENCE,
     WHERE(NO_DATE(CP_CIN_PLAN_START_DATE), OR,
           BEFORE(REFERENCE_DATE, COLUMN(CP_CIN_PLAN_START_DATE))),
     .fields = "CINPlanStartDate",
     .message = "The start of the CIN plan is missing or after the reference date.",
     .source = "Department's message for 4010"},
    {.code = "4011",
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     WHERE(BEFORE(COLUMN(CP_CIN_PLAN_END_DATE), COLUMN(CP_CIN_PLAN_START_DATE))),
     .dates = ends,
     .without = starts,
     .fields = "CINPlanEndDate|CINPlanStartDate",
     .message = "The CIN plan ends before it begins.",
     .source = "Department's message for 4011"},
    {.code = "4012Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     WHERE(UP_TO(COLUMN(CP_CIN_PLAN_END_DATE), COLUMN(CP_CIN_PLAN_START_DATE)),
           UP_TO(COLUMN(CP_CIN_PLAN_START_DATE), COLUMN(CP_CIN_PLAN_END_DATE))),
     .dates = ends,
     .without = starts,
     .fields = "CINPlanEndDate|CINPlanStartDate",
     .message = "The CIN plan begins and ends on one day.",
     .source = "Department's message for 4012Q"},
    {.code = "4013",
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     .needs = NEEDS_REFERENCE,
     WHERE(BEFORE(COLUMN(CP_CIN_PLAN_END_DATE), START_OF_YEAR), OR,
           BEFORE(END_OF_YEAR, COLUMN(CP_CIN_PLAN_END_DATE))),
     .dates = ends,
     .fields = "CINPlanEndDate|ReferenceDate",
     .message = "The end of the CIN plan is not in the year of the census.",
     .source = "Department's message for 4013"},
    {.code = "4014",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     PAIRS(TC_CIN_PLAN_DATES, TC_CIN_PLAN_DATES, false, starts_within_other),
     .dates = ends,
     .without = starts,
     .fields = "CINPlanEndDate|CINPlanStartDate",
     .message = "Two CIN plans of the child overlap.",
     .source = "Department's message for 4014; differences, 4014"},
    {.code = "4016",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     PAIRS(TC_CIN_PLAN_DATES, TC_PROTECTION_PLANS, false, plan_starts_in_protection),
     .dates = both_plans,
     .without = both_starts,
     .fields = "CINPlanStartDate|CPPendDate|CPPstartDate",
     .message = "A CIN plan began while a child protection plan was open.",
     .source = "Department's message for 4016"},
    {.code = "4017",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     PAIRS(TC_PROTECTION_PLANS, TC_CIN_PLAN_DATES, false, protection_starts_in_plan),
     .dates = both_plans,
     .without = both_starts,
     .fields = "CINPlanEndDate|CINPlanStartDate|CPPstartDate",
     .message = "A child protection plan began while a CIN plan was open.",
     .source = "Department's message for 4017"},
};
const struct check_list checks_cin_plans = CHECK_LIST(checks);
