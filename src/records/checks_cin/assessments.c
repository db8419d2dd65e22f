/* Census checks on assessments and the factors found in them. */
#include "records/census.h"
#include "records/working_day.h"

static date started(const struct entry *assessment)
{
    return entry_date(assessment, CA_ASSESSMENT_ACTUAL_START_DATE);
}

static date authorised(const struct entry *assessment)
{
    return entry_date(assessment, CA_ASSESSMENT_AUTHORISATION_DATE);
}

static bool began_outside(const struct checking *c, const struct entry *assessment)
{
    return !falls_in_census(c, started(assessment));
}

/* The check has a reference date. */
static bool is_over_due(const struct checking *c, const struct entry *assessment)
{
    enum { DAYS_GIVEN = 45 };
    date start = started(assessment);
    return !date_is_none(start) &&
           working_days_between(start, c->about->reference) > DAYS_GIVEN;
}

/* ---- Several of an episode */

/* The first begins while the second is under way. */
static bool begins_within(const struct checking *c, const struct entry *later,
                          const struct entry *other)
{
    date end = authorised(other);
    if (!is_on_or_before(started(other), started(later)))
        return false;
    return is_on_or_before(started(later), date_is_none(end) ? c->about->reference : end);
}

static bool both_open(const struct checking *c, const struct entry *a,
                      const struct entry *b)
{
    (void)c;
    return date_is_none(authorised(a)) && date_is_none(authorised(b));
}

/* Rows of one episode stand together. */
static bool is_alone(const struct checking *c, const struct entry *assessment)
{
    const struct rows *all = &c->child->now[TC_ASSESSMENTS];
    const struct entry *end = all->at + all->count;
    bool first = assessment == all->at || assessment[-1].parent != assessment->parent;
    bool last = assessment + 1 == end || assessment[1].parent != assessment->parent;
    return first && last;
}

/* ---- Factors */

static struct rows factors_of(const struct checking *c, const struct entry *assessment)
{
    return rows_within(c->child, TC_FACTORS, assessment);
}

static const struct cell *factor_at(const struct rows *factors, size_t i)
{
    return entry_cell(&factors->at[i], CF_ASSESSMENT_FACTORS);
}

static bool has_factors(const struct checking *c, const struct entry *assessment)
{
    return factors_of(c, assessment).count > 0;
}

static bool has_one_of(const struct checking *c, const struct entry *assessment,
                       const code_text *code)
{
    struct rows factors = factors_of(c, assessment);
    for (size_t i = 0; i < factors.count; i++)
        if (cell_is_of_any_case(factor_at(&factors, i), code, 1))
            return true;
    return false;
}

static bool has_none_identified(const struct checking *c, const struct entry *assessment)
{
    return has_one_of(c, assessment, &(const code_text){"21"});
}

static bool has_18a(const struct checking *c, const struct entry *assessment)
{
    return has_one_of(c, assessment, &(const code_text){"18a"});
}

static bool has_19a(const struct checking *c, const struct entry *assessment)
{
    return has_one_of(c, assessment, &(const code_text){"19a"});
}

static bool has_some_identified(const struct checking *c, const struct entry *assessment)
{
    struct rows factors = factors_of(c, assessment);
    for (size_t i = 0; i < factors.count; i++)
        if (!cell_is_blank(factor_at(&factors, i)) &&
            !cell_is(factor_at(&factors, i), CODE("21")))
            return true;
    return false;
}

static bool lacks_factors(const struct checking *c, const struct entry *assessment)
{
    static const code_text known[] = {
        "1A",  "1B",  "1C",  "2A",  "2B",  "2C",  "3A",  "3B",  "3C",  "4A",  "4B",
        "4C",  "5A",  "5B",  "5C",  "6A",  "6B",  "6C",  "7A",  "8B",  "8C",  "8D",
        "8E",  "8F",  "9A",  "10A", "11A", "12A", "13A", "14A", "15A", "16A", "17A",
        "18A", "18B", "18C", "19A", "19B", "19C", "20",  "21",  "22A", "23A", "24A"};
    struct rows factors = factors_of(c, assessment);
    for (size_t i = 0; i < factors.count; i++)
        if (!cell_is_of(factor_at(&factors, i), known, sizeof known / sizeof *known))
            return true;
    return factors.count == 0;
}

static bool repeats_a_factor(const struct checking *c, const struct entry *assessment)
{
    struct rows factors = factors_of(c, assessment);
    for (size_t i = 0; i < factors.count; i++)
        for (size_t k = 0; k < i && !cell_is_blank(factor_at(&factors, i)); k++)
            if (cells_equal(factor_at(&factors, i), factor_at(&factors, k)))
                return true;
    return false;
}

/* ---- The checks */

#define START CA_ASSESSMENT_ACTUAL_START_DATE
#define END CA_ASSESSMENT_AUTHORISATION_DATE

static const struct date_column start[] = {DATE_OF(TC_ASSESSMENTS, START), DATES_END};
static const struct date_column end[] = {DATE_OF(TC_ASSESSMENTS, END), DATES_END};
static const struct date_column both[] = {DATE_OF(TC_ASSESSMENTS, START),
                                          DATE_OF(TC_ASSESSMENTS, END), DATES_END};
static const struct date_column closure[] = {DATE_OF(TC_CIN_DETAILS, CD_CIN_CLOSURE_DATE),
                                             DATES_END};

static const struct check checks[] = {
    {.code = "8608",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE(BEFORE(COLUMN(END), COLUMN(START))),
     .dates = both,
     .fields = "AssessmentActualStartDate|AssessmentAuthorisationDate",
     .message = "The assessment was authorised before it began.",
     .source = "Department's message for 8608"},
    {.code = "8614",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE(NO_DATE(END), OF_ROW(has_factors)),
     .fields = "AssessmentAuthorisationDate|AssessmentFactors",
     .message = "The assessment has factors, and is not completed.",
     .source = "Department's message for 8614"},
    {.code = "8670Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     ON(TC_ASSESSMENTS),
     WHERE(NO_DATE(END), OF_ROW(is_over_due)),
     .dates = start,
     .fields = "AssessmentActualStartDate",
     .message = "The assessment has been going on for more than 45 working days at the "
                "end of the census year.",
     .source = "Department's message for 8670Q; the day after the start is the first"},
    {.code = "8696",
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     ON(TC_ASSESSMENTS),
     WHERE(BEFORE(COLUMN(END), START_OF_YEAR), OR, BEFORE(END_OF_YEAR, COLUMN(END))),
     .dates = end,
     .fields = "AssessmentAuthorisationDate|ReferenceDate",
     .message = "The assessment was authorised before or after the census year.",
     .source = "Department's message for 8696"},
    {.code = "8736",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE(NO_DATE(END), OF_ROW(began_outside)),
     .fields = "AssessmentActualStartDate|AssessmentAuthorisationDate",
     .message = "An assessment that is not completed has no first day, or one before or "
                "after the census year.",
     .source = "Department's message for 8736; a blank first day is in no year, and "
               "without a reference date none is known to be in it"},
    {.code = "8863Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .needs = USES_REFERENCE,
     .tables = BIT(TC_ASSESSMENTS),
     PAIRS(TC_ASSESSMENTS, TC_ASSESSMENTS, true, begins_within),
     .dates = both,
     .fields = "AssessmentActualStartDate|AssessmentAuthorisationDate",
     .message = "An assessment began while another of the same case was going on.",
     .source = "Department's message for 8863Q; two alike are two"},
    {.code = "8867",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE_WITH_EPISODE(NO_DATE(END), IN_EPISODE(HAS_DATE(CD_CIN_CLOSURE_DATE))),
     .dates = closure,
     .fields = "AssessmentAuthorisationDate|CINclosureDate",
     .message = "The case is closed, and an assessment of it is not completed.",
     .source = "Department's message for 8867"},
    {.code = "8869",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE(OF_ROW(has_none_identified), OF_ROW(has_some_identified)),
     .fields = "AssessmentFactors",
     .message = "The assessment is said to have found no factors (21), and has some.",
     .source = "Department's message for 8869"},
    {.code = "8873Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE_WITH_EPISODE(
         HAS_DATE(END), OF_ROW(is_alone), OF_ROW(has_none_identified),
         IN_EPISODE(SOME_FILLED(BIT(CD_CIN_CLOSURE_DATE) | BIT(CD_REASON_FOR_CLOSURE)),
                    IS_NOT(CD_REASON_FOR_CLOSURE, "RC8", "RC9"))),
     .dates = end,
     .fields = "AssessmentFactors|ReasonForClosure",
     .message =
         "The only assessment of a closed case found no factors (21), and the case "
         "was not closed for that (RC8 or RC9).",
     .source =
         "Department's message for 8873Q; of completed assessments and closed cases"},
    {.code = "8896",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_ASSESSMENTS),
     PAIRS(TC_ASSESSMENTS, TC_ASSESSMENTS, true, both_open),
     .fields = "AssessmentAuthorisationDate",
     .message = "Two or more assessments of one case are not completed.",
     .source = "Department's message for 8896; only those are meant"},
    {.code = "8897Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     ON(TC_ASSESSMENTS),
     WHERE(UP_TO(START_OF_YEAR, COLUMN(END)), OF_ROW(lacks_factors)),
     .dates = end,
     .fields = "AssessmentAuthorisationDate|AssessmentFactors",
     .message =
         "A completed assessment has no factors, or one that is none of the codes.",
     .source = "Department's message for 8897Q"},
    {.code = "8898",
     .years = YEARS_CENSUS,
     ON(TC_ASSESSMENTS),
     WHERE(OF_ROW(repeats_a_factor)),
     .fields = "AssessmentFactors",
     .message = "The assessment has the same factor more than once.",
     .source = "Department's message for 8898"},
    {.code = "8945Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS_FROM(2025),
     ON(TC_ASSESSMENTS),
     WHERE(OF_ROW(has_18a)),
     .fields = "AssessmentFactors",
     .message = "Factor 18A is no longer used; 18B (by a child) or 18C (by an adult) is.",
     .source = "Department's message for 8945Q, from 2024/25"},
    {.code = "8950Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS_FROM(2025),
     ON(TC_ASSESSMENTS),
     WHERE(OF_ROW(has_19a)),
     .fields = "AssessmentFactors",
     .message = "Factor 19A is no longer used; 19B (by a child) or 19C (by an adult) is.",
     .source = "Department's message for 8950Q, from 2024/25"},
};
const struct check_list checks_cin_assessments = CHECK_LIST(checks);
