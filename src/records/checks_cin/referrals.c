/* Census checks on referrals: the day, whether there was no further action, and what may
 * not come before the referral. */
#include "records/census.h"
#include "records/working_day.h"

static const struct date_column referral[] = {
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column assessments[] = {
    DATE_OF(TC_ASSESSMENTS, CA_ASSESSMENT_ACTUAL_START_DATE),
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column conferences[] = {
    DATE_OF(TC_SECTION_47, CS_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column protection_plans[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE),
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column enquiries[] = {
    DATE_OF(TC_SECTION_47, CS_S47_ACTUAL_START_DATE),
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column plans[] = {
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_START_DATE),
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column death[] = {
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_DEATH_DATE), DATES_END};

/* A conference stands on an enquiry, or on the episode itself. */
static void conference_is_before_referral(const struct checking *c)
{
    run_with_episode(c);
    flag_where(
        c, TC_CIN_DETAILS,
        TERMS(BEFORE(COLUMN(CD_DATE_OF_INITIAL_CPC), COLUMN(CD_CIN_REFERRAL_DATE))));
}

static bool is_neither_yes_nor_no(const struct checking *c, const struct entry *episode)
{
    (void)c;
    return !cell_is_any_case(entry_cell(episode, CD_REFERRAL_NFA), SAYS_YES, SAYS_NO);
}

/* The last working day before the year began is early enough. */
static bool is_of_earlier_year(const struct checking *c, const struct entry *episode)
{
    date last = working_day_back(c->about->start, 1);
    return is_before(entry_date(episode, CD_CIN_REFERRAL_DATE), last);
}

static const struct check checks[] = {
    {.code = "1103",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE_WITH_EPISODE(
         BEFORE(COLUMN(CA_ASSESSMENT_ACTUAL_START_DATE), EPISODE(CD_CIN_REFERRAL_DATE))),
     .without = assessments,
     .fields = "AssessmentActualStartDate|CINreferralDate",
     .message = "The assessment began before the referral.",
     .source = "Department's message for 1103"},
    {.code = "1104",
     .years = YEARS_CENSUS,
     ON(TC_SECTION_47),
     .run = conference_is_before_referral,
     .with = TERMS(BEFORE(COLUMN(CS_DATE_OF_INITIAL_CPC), EPISODE(CD_CIN_REFERRAL_DATE))),
     .dates = conferences,
     .without = referral,
     .fields = "CINreferralDate|DateOfInitialCPC",
     .message = "The initial child protection conference was before the referral.",
     .source = "Department's message for 1104; differences, 1104"},
    {.code = "1105",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE_WITH_EPISODE(
         BEFORE(COLUMN(CPP_CPP_START_DATE), EPISODE(CD_CIN_REFERRAL_DATE))),
     .without = protection_plans,
     .fields = "CINreferralDate|CPPstartDate",
     .message = "The child protection plan began before the referral.",
     .source = "Department's message for 1105"},
    {.code = "2889",
     .years = YEARS_CENSUS,
     ON(TC_SECTION_47),
     WHERE_WITH_EPISODE(
         BEFORE(COLUMN(CS_S47_ACTUAL_START_DATE), EPISODE(CD_CIN_REFERRAL_DATE))),
     .without = enquiries,
     .fields = "CINreferralDate|S47ActualStartDate",
     .message = "The section 47 enquiry began before the referral.",
     .source = "Department's message for 2889"},
    {.code = "4015",
     .years = YEARS_CENSUS,
     ON(TC_CIN_PLAN_DATES),
     WHERE_WITH_EPISODE(
         BEFORE(COLUMN(CP_CIN_PLAN_START_DATE), EPISODE(CD_CIN_REFERRAL_DATE))),
     .without = plans,
     .fields = "CINPlanStartDate|CINreferralDate",
     .message = "The CIN plan began before the referral.",
     .source = "Department's message for 4015"},
    {.code = "8555Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE_WITH_CHILD(
         BEFORE(CHILD_RECORD(CI_PERSON_DEATH_DATE), COLUMN(CD_CIN_REFERRAL_DATE))),
     .dates = death,
     .without = referral,
     .fields = "CINreferralDate|PersonDeathDate",
     .message = "The referral is after the date of death.",
     .source = "Department's message for 8555Q"},
    {.code = "8568",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(OF_ROW(is_neither_yes_nor_no)),
     .fields = "ReferralNFA",
     .message = "Whether there was no further action is not said, or not with true or "
                "false.",
     .source = "Department's message for 8568"},
    {.code = "8569Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     .needs = NEEDS_REFERENCE,
     WHERE(IS_ANY_CASE(CD_REFERRAL_NFA, SAYS_YES), OF_ROW(is_of_earlier_year)),
     .without = referral,
     .fields = "ReferralNFA",
     .message = "A referral without further action is of an earlier year, and no case of "
                "this census.",
     .source = "Department's message for 8569Q; differences, 8569Q"},
    {.code = "8600",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     .needs = USES_REFERENCE,
     WHERE(NO_DATE(CD_CIN_REFERRAL_DATE), OR,
           BEFORE(REFERENCE_DATE, COLUMN(CD_CIN_REFERRAL_DATE))),
     .fields = "CINreferralDate",
     .message = "The date of referral is missing or after the reference date.",
     .source = "Department's message for 8600"},
};
const struct check_list checks_cin_referrals = CHECK_LIST(checks);
