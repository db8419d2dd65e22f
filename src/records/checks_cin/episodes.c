/* Census checks on episodes of need (CINdetails): their days, codes and closing, several
 * of one child, and activity after a referral that nothing was to follow. */
#include "records/census.h"

static bool goes_on(const struct entry *episode)
{
    return cell_is_any_case(entry_cell(episode, CD_REFERRAL_NFA), SAYS_NO);
}

static bool is_referral_alone(const struct entry *episode)
{
    return cell_is_any_case(entry_cell(episode, CD_REFERRAL_NFA), SAYS_YES);
}

static date referred(const struct entry *episode)
{
    return entry_date(episode, CD_CIN_REFERRAL_DATE);
}

static bool is_open(const struct entry *episode)
{
    return date_is_none(entry_date(episode, CD_CIN_CLOSURE_DATE));
}

static bool closed_outside(const struct checking *c, const struct entry *episode)
{
    return !falls_in_census(c, entry_date(episode, CD_CIN_CLOSURE_DATE));
}

/* ---- Several episodes of a child */

static bool both_go_on(const struct checking *c, const struct entry *a,
                       const struct entry *b)
{
    (void)c;
    return is_open(a) && goes_on(a) && is_open(b) && goes_on(b);
}

/* NULL where no referral has a day; the first of several on the latest day. */
static const struct entry *latest_of(const struct rows *episodes)
{
    const struct entry *latest = NULL;
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *one = &episodes->at[i];
        if (!date_is_none(referred(one)) &&
            (!latest || is_before(referred(latest), referred(one))))
            latest = one;
    }
    return latest;
}

static void open_and_not_latest(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    const struct entry *latest = latest_of(episodes);
    for (size_t i = 0; latest && i < episodes->count; i++) {
        const struct entry *one = &episodes->at[i];
        if (!is_open(one) || !goes_on(one))
            continue;
        if (is_before(referred(one), referred(latest))) {
            flag(c, TC_CIN_DETAILS, one);
            flag(c, TC_CIN_DETAILS, latest);
        }
    }
}

/* The first is referred while the second is open. */
static bool begins_within(const struct checking *c, const struct entry *later,
                          const struct entry *other)
{
    if (!is_on_or_before(referred(other), referred(later)))
        return false;
    if (!is_open(other))
        return is_before(referred(later), entry_date(other, CD_CIN_CLOSURE_DATE));
    return goes_on(other) && is_on_or_before(referred(later), c->about->reference);
}

/* ---- What stands in an episode */

static bool has_no_assessment(const struct checking *c, const struct entry *episode)
{
    return rows_within(c->child, TC_ASSESSMENTS, episode).count == 0;
}

/* Flags the rows of a table in the episode with a day in one of two columns, or all. */
struct activity {
    uint8_t table, columns[2];
};

static bool flag_activity(const struct checking *c, const struct entry *episode,
                          const struct activity *activity, bool all)
{
    struct rows rows = rows_within(c->child, activity->table, episode);
    bool found = false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct entry *row = &rows.at[i];
        if (!all && date_is_none(entry_date(row, activity->columns[0])) &&
            date_is_none(entry_date(row, activity->columns[1])))
            continue;
        flag(c, activity->table, row);
        found = true;
    }
    return found;
}

static void activity_after_nothing(const struct checking *c)
{
    static const struct activity enquiry = {
        TC_SECTION_47, {CS_S47_ACTUAL_START_DATE, CS_DATE_OF_INITIAL_CPC}};
    static const struct activity assessment = {
        TC_ASSESSMENTS,
        {CA_ASSESSMENT_ACTUAL_START_DATE, CA_ASSESSMENT_AUTHORISATION_DATE}};
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *episode = &episodes->at[i];
        if (!is_referral_alone(episode))
            continue;
        bool conference = !date_is_none(entry_date(episode, CD_DATE_OF_INITIAL_CPC));
        bool enquired = flag_activity(c, episode, &enquiry, conference);
        bool assessed = flag_activity(c, episode, &assessment, false);
        if (conference || enquired || assessed)
            flag(c, TC_CIN_DETAILS, episode);
    }
}

/* ---- The checks */

static const struct date_column closure[] = {DATE_OF(TC_CIN_DETAILS, CD_CIN_CLOSURE_DATE),
                                             DATES_END};
static const struct date_column referral[] = {
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};
static const struct date_column both[] = {DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE),
                                          DATE_OF(TC_CIN_DETAILS, CD_CIN_CLOSURE_DATE),
                                          DATES_END};
static const struct date_column activities[] = {
    DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_ASSESSMENTS, CA_ASSESSMENT_ACTUAL_START_DATE),
    DATE_OF(TC_ASSESSMENTS, CA_ASSESSMENT_AUTHORISATION_DATE),
    DATE_OF(TC_SECTION_47, CS_S47_ACTUAL_START_DATE),
    DATE_OF(TC_SECTION_47, CS_DATE_OF_INITIAL_CPC),
    DATES_END};

static const struct check checks[] = {
    {.code = "8610",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(IS_ANY_CASE(CD_REFERRAL_NFA, SAYS_NO), BLANK(CD_PRIMARY_NEED_CODE)),
     .fields = "PrimaryNeedCode|ReferralNFA",
     .message = "The referral led to something, and no primary need is given.",
     .source = "Department's message for 8610; capitals are read as small letters"},
    {.code = "8620",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(HAS_DATE(CD_CIN_CLOSURE_DATE), OF_ROW(closed_outside)),
     .dates = closure,
     .fields = "CINclosureDate",
     .message = "The case was closed before or after the census year.",
     .source = "Department's message for 8620; without a reference date no day is known "
               "to be in it"},
    {.code = "8630",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(BEFORE(COLUMN(CD_CIN_CLOSURE_DATE), COLUMN(CD_CIN_REFERRAL_DATE))),
     .dates = both,
     .fields = "CINclosureDate|CINreferralDate",
     .message = "The case was closed before it was referred.",
     .source = "Department's message for 8630"},
    {.code = "8640",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(BAD_CODE(CD_REASON_FOR_CLOSURE, "RC1", "RC2", "RC3", "RC4", "RC5", "RC6",
                    "RC7", "RC8", "RC9")),
     .fields = "ReasonForClosure",
     .message = "The reason for closing the case is none of the codes.",
     .source = "Department's message for 8640"},
    {.code = "8650",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(BAD_CODE(CD_PRIMARY_NEED_CODE, "N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7",
                    "N8", "N9")),
     .fields = "PrimaryNeedCode",
     .message = "The primary need is none of the codes.",
     .source = "Department's message for 8650"},
    {.code = "8805",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(HAS_DATE(CD_CIN_CLOSURE_DATE), BLANK(CD_REASON_FOR_CLOSURE)),
     .dates = closure,
     .fields = "CINclosureDate|ReasonForClosure",
     .message = "The case is closed without a reason.",
     .source = "Department's message for 8805"},
    {.code = "8810",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(NO_DATE(CD_CIN_CLOSURE_DATE), FILLED(CD_REASON_FOR_CLOSURE)),
     .fields = "CINclosureDate|ReasonForClosure",
     .message = "There is a reason for closing the case, and no day on which it closed.",
     .source = "Department's message for 8810; a day that cannot be read is none"},
    {.code = "8815",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     PAIRS(TC_CIN_DETAILS, TC_CIN_DETAILS, false, both_go_on),
     .fields = "CINclosureDate|ReferralNFA",
     .message = "The child has more than one open case that led to something.",
     .source = "Department's message for 8815; only those cases are meant"},
    {.code = "8816",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     .run = open_and_not_latest,
     .dates = referral,
     .fields = "CINreferralDate|ReferralNFA",
     .message = "A case is open that led to something, and the child was referred again "
                "after it.",
     .source = "Department's message for 8816; several on the latest day are all latest"},
    {.code = "8820",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     .tables = BIT(TC_CIN_DETAILS),
     PAIRS(TC_CIN_DETAILS, TC_CIN_DETAILS, false, begins_within),
     .dates = both,
     .fields = "CINclosureDate|CINreferralDate",
     .message = "Two cases of the child overlap.",
     .source = "Department's message for 8820; a referral on the reference date counts"},
    {.code = "8825Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(IS(CD_REASON_FOR_CLOSURE, "RC8", "RC9"), OF_ROW(has_no_assessment)),
     .fields = "ReasonForClosure",
     .message = "The case was closed after an assessment, and has none.",
     .source = "Department's message for 8825Q"},
    {.code = "8831",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     .run = activity_after_nothing,
     .dates = activities,
     .fields = "AssessmentActualStartDate|AssessmentAuthorisationDate|DateOfInitialCPC|"
               "S47ActualStartDate",
     .message = "Nothing was to follow the referral, but an assessment, an enquiry or a "
                "conference did.",
     .source = "Department's message for 8831; the conference of an enquiry counts too"},
    {.code = "8832",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE_WITH_EPISODE(IN_EPISODE(IS_ANY_CASE(CD_REFERRAL_NFA, SAYS_YES))),
     .fields = "ReferralNFA",
     .message = "Nothing was to follow the referral, but a child protection plan did.",
     .source = "Department's message for 8832"},
    {.code = "8866",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE(UP_TO(DAY(2013, 4, 1), COLUMN(CD_CIN_REFERRAL_DATE)),
           IS_NOT(CD_REFERRAL_SOURCE, "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B",
                  "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8", "9",
                  "10")),
     .dates = referral,
     .fields = "CINreferralDate|ReferralSource",
     .message = "Who referred the child is blank or none of the codes.",
     .source = "Department's message for 8866, for referrals from April 2013"},
};
const struct check_list checks_cin_episodes = CHECK_LIST(checks);
