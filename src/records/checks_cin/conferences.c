/* Census checks on section 47 enquiries and the first child protection conference that
 * they lead to. */
#include "records/census.h"
#include "records/working_day.h"

static date started(const struct entry *enquiry)
{
    return entry_date(enquiry, CS_S47_ACTUAL_START_DATE);
}

static date conference(const struct entry *enquiry)
{
    return entry_date(enquiry, CS_DATE_OF_INITIAL_CPC);
}

static bool needs_no_conference(const struct entry *enquiry)
{
    return cell_is_any_case(entry_cell(enquiry, CS_ICPC_NOT_REQUIRED), SAYS_YES);
}

static bool needs_conference(const struct checking *c, const struct entry *enquiry)
{
    (void)c;
    return !needs_no_conference(enquiry);
}

/* The check has a reference date. */
static bool is_over_due(const struct checking *c, const struct entry *enquiry)
{
    enum { DAYS_GIVEN = 15 };
    date start = started(enquiry);
    return !date_is_none(start) &&
           working_days_between(start, c->about->reference) > DAYS_GIVEN;
}

static bool is_at_weekend(const struct checking *c, const struct entry *enquiry)
{
    date target = entry_date(enquiry, CS_INITIAL_CPC_TARGET);
    (void)c;
    return !date_is_none(target) && is_weekend(target);
}

/* ---- Days of conferences, which stand in the enquiry, in the episode or in both */

typedef bool day_is(const struct checking *c, date day);
struct conference_rule {
    day_is *wrong;
};

static void flag_days(const struct checking *c, unsigned table, unsigned column)
{
    const struct conference_rule *rule = c->check->with;
    const struct rows *rows = &c->child->now[table];
    for (size_t i = 0; i < rows->count; i++) {
        date day = entry_date(&rows->at[i], column);
        if (!date_is_none(day) && rule->wrong(c, day))
            flag(c, table, &rows->at[i]);
    }
}

static void flag_conferences(const struct checking *c)
{
    flag_days(c, TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC);
    flag_days(c, TC_SECTION_47, CS_DATE_OF_INITIAL_CPC);
}

static bool is_outside(const struct checking *c, date day)
{
    return is_before(day, c->about->start) || is_before(c->about->end, day);
}

static bool falls_on_weekend(const struct checking *c, date day)
{
    (void)c;
    return is_weekend(day);
}

/* ---- Several of an episode */

static bool is_open(const struct entry *enquiry)
{
    return date_is_none(conference(enquiry)) && !needs_no_conference(enquiry);
}

static bool both_open(const struct checking *c, const struct entry *a,
                      const struct entry *b)
{
    (void)c;
    return is_open(a) && is_open(b);
}

/* The first begins while the second is under way. */
static bool begins_within(const struct checking *c, const struct entry *later,
                          const struct entry *other)
{
    if (!is_on_or_before(started(other), started(later)))
        return false;
    if (!date_is_none(conference(other)))
        return is_on_or_before(started(later), conference(other));
    return !needs_no_conference(other) &&
           is_on_or_before(started(later), c->about->reference);
}

/* ---- The checks */

#define START CS_S47_ACTUAL_START_DATE
#define CONFERENCE CS_DATE_OF_INITIAL_CPC

static const struct date_column start[] = {DATE_OF(TC_SECTION_47, START), DATES_END};
static const struct date_column held[] = {DATE_OF(TC_SECTION_47, CONFERENCE), DATES_END};
static const struct date_column both[] = {DATE_OF(TC_SECTION_47, START),
                                          DATE_OF(TC_SECTION_47, CONFERENCE), DATES_END};
static const struct date_column target[] = {DATE_OF(TC_SECTION_47, CS_INITIAL_CPC_TARGET),
                                            DATES_END};
static const struct date_column conferences[] = {
    DATE_OF(TC_SECTION_47, CONFERENCE), DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC),
    DATES_END};
static const struct date_column closing[] = {DATE_OF(TC_SECTION_47, CONFERENCE),
                                             DATE_OF(TC_CIN_DETAILS, CD_CIN_CLOSURE_DATE),
                                             DATES_END};

static const struct check checks[] = {
    {.code = "8615",
     .years = YEARS_CENSUS,
     ON(TC_SECTION_47),
     WHERE(HAS_DATE(CONFERENCE), NO_DATE(START), OR,
           BEFORE(COLUMN(CONFERENCE), COLUMN(START))),
     .dates = held,
     .fields = "DateOfInitialCPC|S47ActualStartDate",
     .message = "The conference is said to be held, and the enquiry has no first day or "
                "began after it.",
     .source = "Department's message for 8615"},
    {.code = "8675Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     ON(TC_SECTION_47),
     WHERE(NO_DATE(CONFERENCE), OF_ROW(needs_conference), OF_ROW(is_over_due)),
     .dates = start,
     .fields = "DateOfInitialCPC|ICPCnotRequired|S47ActualStartDate",
     .message =
         "The enquiry began more than 15 working days before the end of the census "
         "year, and no conference was held.",
     .source =
         "Department's message for 8675Q; the day after the start is the first, and "
         "a blank does not say that no conference was needed"},
    {.code = "8715",
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     .tables = BIT(TC_SECTION_47) | BIT(TC_CIN_DETAILS),
     .run = flag_conferences,
     .with = &(const struct conference_rule){is_outside},
     .dates = conferences,
     .fields = "DateOfInitialCPC|ReferenceDate",
     .message = "The conference was held before or after the census year.",
     .source = "Department's message for 8715; of the enquiry and of the case"},
    {.code = "8740",
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     ON(TC_SECTION_47),
     WHERE(NO_DATE(CONFERENCE), IS_ANY_CASE(CS_ICPC_NOT_REQUIRED, SAYS_NO),
           BEFORE(COLUMN(START), START_OF_YEAR), OR, NO_DATE(CONFERENCE),
           IS_ANY_CASE(CS_ICPC_NOT_REQUIRED, SAYS_NO),
           BEFORE(END_OF_YEAR, COLUMN(START))),
     .dates = start,
     .fields = "DateOfInitialCPC|ICPCnotRequired|S47ActualStartDate",
     .message = "An enquiry whose conference is still to be held began before or after "
                "the census year.",
     .source = "Department's message for 8740; false is 0"},
    {.code = "8839",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_SECTION_47),
     PAIRS(TC_SECTION_47, TC_SECTION_47, true, both_open),
     .fields = "DateOfInitialCPC",
     .message = "Two or more enquiries of one case are open.",
     .source = "Department's message for 8839; only those are meant"},
    {.code = "8868",
     .years = YEARS_CENSUS,
     ON(TC_SECTION_47),
     WHERE_WITH_EPISODE(IN_EPISODE(HAS_DATE(CD_CIN_CLOSURE_DATE)), NO_DATE(CONFERENCE),
                        OF_ROW(needs_conference), OR,
                        IN_EPISODE(HAS_DATE(CD_CIN_CLOSURE_DATE)), HAS_DATE(CONFERENCE),
                        IS_ANY_CASE(CS_ICPC_NOT_REQUIRED, SAYS_YES)),
     .dates = closing,
     .fields = "CINclosureDate|DateOfInitialCPC|ICPCnotRequired",
     .message = "The case is closed, and of an enquiry neither a conference is given nor "
                "that none was needed, or both are.",
     .source = "Department's message for 8868; both given is flagged as well"},
    {.code = "8870Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_SECTION_47),
     WHERE(OF_ROW(is_at_weekend)),
     .dates = target,
     .fields = "InitialCPCtarget",
     .message = "The conference was to be held by a Saturday or a Sunday.",
     .source = "Department's message for 8870Q; bank holidays are not looked at"},
    {.code = "8875",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_SECTION_47) | BIT(TC_CIN_DETAILS),
     .run = flag_conferences,
     .with = &(const struct conference_rule){falls_on_weekend},
     .dates = conferences,
     .fields = "DateOfInitialCPC",
     .message = "The conference is said to have been held on a Saturday or a Sunday.",
     .source = "Department's message for 8875; of the enquiry and of the case"},
    {.code = "8890",
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     .tables = BIT(TC_SECTION_47),
     PAIRS(TC_SECTION_47, TC_SECTION_47, true, begins_within),
     .dates = both,
     .fields = "S47ActualStartDate",
     .message = "An enquiry began while another of the same case was going on.",
     .source = "Department's message for 8890; two alike are two"},
};
const struct check_list checks_cin_conferences = CHECK_LIST(checks);
