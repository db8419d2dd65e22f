/* Census checks on the return as a whole: its reference date, how many conferences there
 * are for the plans, how well sex and disability are recorded.  Each gives one finding.
 */
#include "base/arena.h"
#include "base/date.h"
#include "records/census.h"
#include "records/gathering.h"

static const struct date_column plans_and_conferences[] = {
    DATE_OF(TC_PROTECTION_PLANS, CPP_CPP_START_DATE),
    DATE_OF(TC_SECTION_47, CS_DATE_OF_INITIAL_CPC),
    DATE_OF(TC_CIN_DETAILS, CD_DATE_OF_INITIAL_CPC), DATES_END};
static const struct date_column expected_birth[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_EXPECTED_PERSON_BIRTH_DATE), DATES_END};

static bool reference_is_another_day(const struct return_about *about,
                                     const struct counts *counts)
{
    char said[8];
    (void)counts;
    for (int i = 3, rest = about->year; i >= 0; i--, rest /= 10)
        said[i] = (char)('0' + rest % 10);
    return !str_equal(str_trim(about->header_year), (struct str){said, 4}) ||
           date_compare(about->reference, date_of(about->year, 3, 31)) != 0;
}

/* ---- Plans and conferences */

enum { SUM_PLANS, SUM_CONFERENCES };

static uint64_t count_in_period(const struct checking *c, unsigned table, unsigned column)
{
    const struct rows *rows = &c->child->now[table];
    uint64_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += falls_in_census(c, entry_date(&rows->at[i], column));
    return count;
}

/* A conference that the episode records as well as a section 47 enquiry is one. */
static bool is_of_section_47(const struct child *child, date conference)
{
    const struct rows *enquiries = &child->now[TC_SECTION_47];
    for (size_t i = 0; i < enquiries->count; i++)
        if (date_compare(entry_date(&enquiries->at[i], CS_DATE_OF_INITIAL_CPC),
                         conference) == 0)
            return true;
    return false;
}

static void count_plans_and_conferences(const struct checking *c, struct counts *counts)
{
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    counts->sums[SUM_PLANS] +=
        count_in_period(c, TC_PROTECTION_PLANS, CPP_CPP_START_DATE);
    counts->sums[SUM_CONFERENCES] +=
        count_in_period(c, TC_SECTION_47, CS_DATE_OF_INITIAL_CPC);
    for (size_t i = 0; i < episodes->count; i++) {
        date conference = entry_date(&episodes->at[i], CD_DATE_OF_INITIAL_CPC);
        counts->sums[SUM_CONFERENCES] +=
            falls_in_census(c, conference) && !is_of_section_47(c->child, conference);
    }
}

static bool are_more_plans(const struct return_about *about, const struct counts *counts)
{
    (void)about;
    return counts->sums[SUM_PLANS] > counts->sums[SUM_CONFERENCES];
}

/* ---- Sex */

enum { SUM_RECORDS, SUM_WITHOUT_SEX };

static bool is_sex_unknown(const struct cell *sex, int year)
{
    const uint64_t unknown = year >= 2025 ? CODE("U") : CODE("0");
    return cell_is_blank(sex) || cell_is(sex, unknown);
}

static void count_sex(const struct checking *c, struct counts *counts)
{
    const struct rows *records = &c->child->now[TC_CHILD_IDENTIFIERS];
    for (size_t i = 0; i < records->count; i++) {
        const struct entry *record = &records->at[i];
        bool unborn = !date_is_none(entry_date(record, CI_EXPECTED_PERSON_BIRTH_DATE));
        counts->sums[SUM_RECORDS]++;
        counts->sums[SUM_WITHOUT_SEX] +=
            !unborn && is_sex_unknown(entry_cell(record, CI_SEX), c->about->year);
    }
}

static bool are_many_without_sex(const struct return_about *about,
                                 const struct counts *counts)
{
    enum { ONE_IN = 50 }; /* 2% */
    (void)about;
    return counts->sums[SUM_WITHOUT_SEX] * ONE_IN > counts->sums[SUM_RECORDS];
}

/* ---- Disabilities */

enum { CODES_WANTED = 8, SUM_DISABLED = 0, SUM_OF_SEVERAL };

static bool is_named(const struct cell *disability)
{
    return !cell_is_blank(disability) && !cell_is(disability, CODE("NONE"));
}

static void count_codes(const struct checking *c, struct counts *counts)
{
    const struct rows *rows = &c->child->now[TC_DISABILITIES];
    for (size_t i = 0; i < rows->count; i++) {
        const struct cell *cell = entry_cell(&rows->at[i], CDIS_DISABILITY);
        if (is_named(cell))
            counts_distinct(counts, cell->text);
    }
}

static bool are_few_codes(const struct return_about *about, const struct counts *counts)
{
    (void)about;
    return counts->distinct_count < CODES_WANTED;
}

/* The next row with a code that is not this one; NULL. */
static const struct cell *other_code(const struct rows *rows, const struct cell *than)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct cell *cell = entry_cell(&rows->at[i], CDIS_DISABILITY);
        if (is_named(cell) && (!than || !cells_equal(cell, than)))
            return cell;
    }
    return NULL;
}

static void count_disabled(const struct checking *c, struct counts *counts)
{
    const struct rows *rows = &c->child->now[TC_DISABILITIES];
    const struct cell *first = other_code(rows, NULL);
    counts->sums[SUM_DISABLED] += first != NULL;
    counts->sums[SUM_OF_SEVERAL] += first && other_code(rows, first);
}

static bool is_one_code_each(const struct return_about *about,
                             const struct counts *counts)
{
    (void)about;
    return counts->sums[SUM_DISABLED] > 0 && counts->sums[SUM_OF_SEVERAL] == 0;
}

static const struct check checks[] = {
    {.code = "100",
     .years = YEARS_CENSUS,
     .whole = reference_is_another_day,
     .fields = "ReferenceDate",
     .message =
         "The year and the reference date of the header are not this collection's, "
         "which ends on 31 March.",
     .source = "Department's message for 100; differences, 100"},
    {.code = "2883",
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     .count = count_plans_and_conferences,
     .whole = are_more_plans,
     .dates = plans_and_conferences,
     .fields = "CPPstartDate|DateOfInitialCPC",
     .message = "More child protection plans began in the year than there were initial "
                "conferences.",
     .source = "Department's message for 2883; differences, 2883"},
    {.code = "2886Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .count = count_sex,
     .whole = are_many_without_sex,
     .dates = expected_birth,
     .fields = "ExpectedPersonBirthDate|Sex",
     .message = "The sex of more than 2% of the children is not known; unborn children "
                "are not meant.",
     .source = "Department's message for 2886Q; differences, 2886Q"},
    {.code = "2887Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .count = count_codes,
     .whole = are_few_codes,
     .fields = "Disability",
     .message = "Fewer than 8 different codes of disability are used in the return.",
     .source = "Department's message for 2887Q; differences, 2887Q"},
    {.code = "2888Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .count = count_disabled,
     .whole = is_one_code_each,
     .fields = "Disability",
     .message = "No child has more than one disability; where a child has several, all "
                "are to be recorded.",
     .source = "Department's message for 2888Q; differences, 2888Q"},
};
const struct check_list checks_cin_return = CHECK_LIST(checks);
