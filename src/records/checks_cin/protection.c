/* Census checks on child protection plans and their reviews. */
#include "records/census.h"

static date started(const struct entry *plan)
{
    return entry_date(plan, CPP_CPP_START_DATE);
}

static date ended(const struct entry *plan)
{
    return entry_date(plan, CPP_CPP_END_DATE);
}

static bool is_no_count(const struct checking *c, const struct entry *plan)
{
    struct str text = entry_cell(plan, CPP_NUMBER_OF_PREVIOUS_CPP)->text;
    (void)c;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return true;
    return text.len == 0;
}

static bool both_open(const struct checking *c, const struct entry *a,
                      const struct entry *b)
{
    (void)c;
    return date_is_none(ended(a)) && date_is_none(ended(b));
}

/* The first begins while the second is in force. */
static bool begins_within(const struct checking *c, const struct entry *later,
                          const struct entry *other)
{
    if (!is_on_or_before(started(other), started(later)))
        return false;
    return is_on_or_before(
        started(later), date_is_none(ended(other)) ? c->about->reference : ended(other));
}

/* ---- The checks */

#define ABUSE "NEG", "PHY", "SAB", "EMO", "MUL"

static const struct date_column end[] = {DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_END_DATE),
                                         DATES_END};
static const struct date_column both[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE),
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_END_DATE), DATES_END};
static const struct date_column reviews[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE),
    DATE_OF(TC_REVIEWS, CR_CPP_REVIEW_DATE), DATES_END};
static const struct date_column start_and_death[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_DEATH_DATE), DATES_END};
static const struct date_column end_and_death[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_END_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_DEATH_DATE), DATES_END};

static const struct check checks[] = {
    {.code = "8720",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     ON(TC_PROTECTION_PLANS),
     WHERE(NO_DATE(CPP_CPP_START_DATE), OR,
           BEFORE(REFERENCE_DATE, COLUMN(CPP_CPP_START_DATE))),
     .fields = "CPPstartDate|ReferenceDate",
     .message = "The child protection plan has no first day, or one after the census "
                "year.",
     .source = "Department's message for 8720; plans of earlier years go on"},
    {.code = "8730",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE(OF_ROW(is_no_count)),
     .fields = "NumberOfPreviousCPP",
     .message = "How many protection plans the child had before is not said in figures.",
     .source = "Department's message for 8730; whatever is no whole number is missing"},
    {.code = "8840",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE(UP_TO(COLUMN(CPP_CPP_START_DATE), COLUMN(CPP_CPP_END_DATE)),
           UP_TO(COLUMN(CPP_CPP_END_DATE), COLUMN(CPP_CPP_START_DATE))),
     .dates = both,
     .fields = "CPPendDate|CPPstartDate",
     .message = "The child protection plan began and ended on one day.",
     .source = "Department's message for 8840"},
    {.code = "8841",
     .years = YEARS_CENSUS,
     ON(TC_REVIEWS),
     WHERE_WITH_PLAN(UP_TO(COLUMN(CR_CPP_REVIEW_DATE), PLAN(CPP_CPP_START_DATE))),
     .dates = reviews,
     .fields = "CPPreviewDate|CPPstartDate",
     .message = "The plan was reviewed before it began, or on that day.",
     .source = "Department's message for 8841"},
    {.code = "8842Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_REVIEWS),
     WHERE(NO_DATE(CR_CPP_REVIEW_DATE)),
     .fields = "CPPreviewDate",
     .message = "A review of the plan has no day.",
     .source = "Department's message for 8842Q; a day that cannot be read is none"},
    {.code = "8905",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE(IS_NOT(CPP_INITIAL_CATEGORY_OF_ABUSE, ABUSE)),
     .fields = "InitialCategoryOfAbuse",
     .message = "The kind of abuse when the plan began is blank or none of the codes.",
     .source = "Department's message for 8905"},
    {.code = "8910",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE(IS_NOT(CPP_LATEST_CATEGORY_OF_ABUSE, ABUSE)),
     .fields = "LatestCategoryOfAbuse",
     .message = "The latest kind of abuse is blank or none of the codes.",
     .source = "Department's message for 8910"},
    {.code = "8915",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE_WITH_CHILD(
         BEFORE(CHILD_RECORD(CI_PERSON_DEATH_DATE), COLUMN(CPP_CPP_START_DATE))),
     .dates = start_and_death,
     .fields = "CPPstartDate|PersonDeathDate",
     .message = "The child protection plan began after the child died.",
     .source = "Department's message for 8915"},
    {.code = "8920",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE_WITH_CHILD(
         BEFORE(CHILD_RECORD(CI_PERSON_DEATH_DATE), COLUMN(CPP_CPP_END_DATE))),
     .dates = end_and_death,
     .fields = "CPPendDate|PersonDeathDate",
     .message = "The child protection plan ended after the child died.",
     .source = "Department's message for 8920"},
    {.code = "8925",
     .years = YEARS_CENSUS,
     ON(TC_PROTECTION_PLANS),
     WHERE(BEFORE(COLUMN(CPP_CPP_END_DATE), COLUMN(CPP_CPP_START_DATE))),
     .dates = both,
     .fields = "CPPendDate|CPPstartDate",
     .message = "The child protection plan ended before it began.",
     .source = "Department's message for 8925"},
    {.code = "8930",
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     ON(TC_PROTECTION_PLANS),
     WHERE(BEFORE(COLUMN(CPP_CPP_END_DATE), START_OF_YEAR), OR,
           BEFORE(END_OF_YEAR, COLUMN(CPP_CPP_END_DATE))),
     .dates = end,
     .fields = "CPPendDate|ReferenceDate",
     .message = "The child protection plan ended before or after the census year.",
     .source = "Department's message for 8930"},
    {.code = "8935",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_PROTECTION_PLANS),
     PAIRS(TC_PROTECTION_PLANS, TC_PROTECTION_PLANS, false, both_open),
     .fields = "CPPendDate",
     .message = "The child has more than one child protection plan that is open.",
     .source = "Department's message for 8935; of all the child's cases"},
    {.code = "8940",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     .tables = BIT(TC_PROTECTION_PLANS),
     PAIRS(TC_PROTECTION_PLANS, TC_PROTECTION_PLANS, false, begins_within),
     .dates = both,
     .fields = "CPPendDate|CPPstartDate",
     .message = "Two child protection plans of the child overlap, or one begins on the "
                "day the other ends.",
     .source = "Department's message for 8940; of all the child's cases"},
};
const struct check_list checks_cin_protection = CHECK_LIST(checks);
