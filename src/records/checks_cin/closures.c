/* Census checks on what may stand in an episode that was closed. */
#include "records/census.h"

static const struct date_column conference[] = {
    DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC), DATES_END};

/* ---- Closed after assessment */

static const uint8_t modules_after[] = {TC_SECTION_47, TC_PROTECTION_PLANS,
                                        TC_CIN_PLAN_DATES};
enum { MODULES_AFTER = sizeof modules_after / sizeof *modules_after };

static void flag_rows(const struct checking *c, unsigned table, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        flag(c, table, &rows->at[i]);
}

static void flag_activity(const struct checking *c, const struct entry *episode)
{
    bool any = !date_is_none(entry_date(episode, CD_DATE_OF_INITIAL_CPC));
    for (size_t m = 0; m < MODULES_AFTER; m++) {
        struct rows rows = rows_within(c->child, modules_after[m], episode);
        flag_rows(c, modules_after[m], &rows);
        any = any || rows.count > 0;
    }
    if (any)
        flag(c, TC_CIN_DETAILS, episode);
}

static void activity_without_further_action(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++)
        if (cell_is_any(entry_cell(&episodes->at[i], CD_REASON_FOR_CLOSURE), "RC8",
                        "RC9"))
            flag_activity(c, &episodes->at[i]);
}

/* ---- After the day of closure */

/* The closure, and what may not come after it. */
static const struct date_column activity_and_closure[] = {
    DATE_OF(TC_CIN_DETAILS, CD_CIN_CLOSURE_DATE),
    DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_ASSESSMENTS, CA_ASSESSMENT_ACTUAL_START_DATE),
    DATE_OF(TC_ASSESSMENTS, CA_ASSESSMENT_AUTHORISATION_DATE),
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_START_DATE),
    DATE_OF(TC_CIN_PLAN_DATES, CP_CIN_PLAN_END_DATE),
    DATE_OF(TC_SECTION_47, CS_S47_ACTUAL_START_DATE),
    DATE_OF(TC_SECTION_47, CS_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_END_DATE),
    DATES_END};

static void flag_if_closed_before(const struct checking *c,
                                  const struct date_column *column,
                                  const struct entry *row)
{
    const struct entry *episode =
        row_around(c->child, column->table, row, TC_CIN_DETAILS);
    if (!is_before(entry_date(episode, CD_CIN_CLOSURE_DATE),
                   entry_date(row, column->column)))
        return;
    flag(c, column->table, row);
    flag(c, TC_CIN_DETAILS, episode);
}

/* No closure is before itself. */
static void activity_after_closure(const struct checking *c)
{
    for (const struct date_column *column = activity_and_closure; !column->end;
         column++) {
        const struct rows *rows = &c->child->now[column->table];
        for (size_t i = 0; i < rows->count; i++)
            flag_if_closed_before(c, column, &rows->at[i]);
    }
}

static const struct check checks[] = {
    {.code = "2990",
     .years = YEARS_CENSUS,
     .run = activity_without_further_action,
     .dates = conference,
     .fields = "ReasonForClosure",
     .message = "The episode was closed after assessment without further action, yet it "
                "has an enquiry, a conference or a plan.",
     .source = "Department's message for 2990; differences, 2990"},
    {.code = "8565",
     .years = YEARS_CENSUS,
     .run = activity_after_closure,
     .dates = activity_and_closure,
     .fields = "AssessmentActualStartDate|AssessmentAuthorisationDate|CINPlanEndDate|"
               "CINPlanStartDate|CINclosureDate|CPPendDate|DateOfInitialCPC|"
               "S47ActualStartDate",
     .message = "Something was done in the episode after it was closed.",
     .source = "Department's message for 8565; differences, 8565"},
    {.code = "8585Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE_WITH_CHILD(IS(CD_REASON_FOR_CLOSURE, "RC2"),
                      IN_CHILD(NO_DATE(CI_PERSON_DEATH_DATE))),
     .fields = "PersonDeathDate|ReasonForClosure",
     .message = "The episode was closed because the child died, yet there is no date of "
                "death.",
     .source = "Department's message for 8585Q"},
};
const struct check_list checks_cin_closures = CHECK_LIST(checks);
