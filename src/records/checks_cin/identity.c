/* Census checks on who the child is: identifier, dates of birth and death, sex,
 * ethnicity, disability. */
#include "records/census.h"

static const struct date_column birth[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_BIRTH_DATE), DATES_END};
static const struct date_column expected_birth[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_EXPECTED_PERSON_BIRTH_DATE), DATES_END};
static const struct date_column death[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_DEATH_DATE), DATES_END};

static bool says_no(const struct entry *episode)
{
    return cell_is_any_case(entry_cell(episode, CD_REFERRAL_NFA), SAYS_NO);
}

static bool has_no_episode(const struct checking *c)
{
    return c->child->now[TC_CIN_DETAILS].count == 0;
}

static bool died_in_another_year(const struct checking *c, const struct entry *entry)
{
    return !falls_in_census(c, entry_date(entry, CI_PERSON_DEATH_DATE));
}

/* March to December of a year whose reference date is 31 March. */
static bool is_expected_late_or_early(const struct checking *c, const struct entry *entry)
{
    date day = entry_date(entry, CI_EXPECTED_PERSON_BIRTH_DATE);
    date reference = c->about->reference;
    return is_before(day, date_add_days(reference, -30)) ||
           is_before(date_add_months(reference, 9), day);
}

#define ETHNICITIES                                                                      \
    "ABAN", "AIND", "AOTH", "APKN", "BAFR", "BCRB", "BOTH", "CHNE", "MOTH", "MWAS",      \
        "MWBA", "MWBC", "NOBT", "OOTH", "REFU", "WBRI", "WIRI", "WIRT", "WOTH", "WROM"

#define DISABILITIES                                                                     \
    "NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON",       \
        "AUT", "DDA"

static bool is_disability(const struct entry *row)
{
    return cell_is_any(entry_cell(row, CDIS_DISABILITY), DISABILITIES);
}

static bool some_disability_is_bad(const struct child *child)
{
    const struct rows *rows = &child->now[TC_DISABILITIES];
    for (size_t i = 0; i < rows->count; i++)
        if (!is_disability(&rows->at[i]))
            return true;
    return rows->count == 0;
}

/* Only where a referral was followed up is the disability asked for. */
static bool is_followed_up(const struct child *child)
{
    const struct rows *episodes = &child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++)
        if (says_no(&episodes->at[i]))
            return true;
    return false;
}

static bool is_born(const struct child *child)
{
    const struct rows *records = &child->now[TC_CHILD_IDENTIFIERS];
    return records->count > 0 &&
           !date_is_none(entry_date(&records->at[0], CI_PERSON_BIRTH_DATE));
}

static void disability_is_missing(const struct checking *c)
{
    if (!is_born(c->child) || !is_followed_up(c->child) ||
        !some_disability_is_bad(c->child))
        return;
    flag(c, TC_CHILD_IDENTIFIERS, &c->child->now[TC_CHILD_IDENTIFIERS].at[0]);
    flag_where(c, TC_DISABILITIES, TERMS(IS_NOT(CDIS_DISABILITY, DISABILITIES)));
    flag_where(c, TC_CIN_DETAILS, TERMS(IS_ANY_CASE(CD_REFERRAL_NFA, SAYS_NO)));
}

static const struct check checks[] = {
    {.code = "4180",
     .years = YEARS_CENSUS & YEARS_UNTIL(2024),
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(IS_NOT(CI_SEX, "0", "1", "2", "9")),
     .fields = "Sex",
     .message = "The child's gender is missing or is none of 0, 1, 2 and 9.",
     .source = "Department's message for 4180, codes to 2023/24"},
    {.code = "4180",
     .years = YEARS_CENSUS_FROM(2025),
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(IS_NOT(CI_SEX, "M", "F", "U")),
     .fields = "Sex",
     .message = "The child's sex is missing or is none of M, F and U.",
     .source = "Department's message for 4180"},
    {.code = "4220",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_CHARACTERISTICS),
     WHERE(IS_NOT(CC_ETHNICITY, ETHNICITIES)),
     .fields = "Ethnicity",
     .message = "The child's ethnicity is missing or is not a code of the list.",
     .source = "Department's message for 4220"},
    {.code = "8500",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(BLANK(CI_LA_CHILD_ID)),
     .fields = "LAchildID",
     .message = "The child has no identifier of the authority.",
     .source = "Department's message for 8500"},
    {.code = "8520",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .needs = NEEDS_REFERENCE,
     WHERE(BEFORE(REFERENCE_DATE, COLUMN(CI_PERSON_BIRTH_DATE))),
     .dates = birth,
     .fields = "PersonBirthDate|ReferenceDate",
     .message = "The date of birth is after the reference date.",
     .source = "Department's message for 8520"},
    {.code = "8525Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(HAS_DATE(CI_PERSON_BIRTH_DATE), HAS_DATE(CI_EXPECTED_PERSON_BIRTH_DATE), OR,
           NO_DATE(CI_PERSON_BIRTH_DATE), NO_DATE(CI_EXPECTED_PERSON_BIRTH_DATE)),
     .fields = "ExpectedPersonBirthDate|PersonBirthDate",
     .message = "A child has a date of birth or an expected one: here are both, or "
                "neither.",
     .source = "Department's message for 8525Q"},
    {.code = "8530Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .needs = NEEDS_REFERENCE,
     .entry = is_expected_late_or_early,
     .dates = expected_birth,
     .fields = "ExpectedPersonBirthDate",
     .message = "The expected date of birth is not in March to December of the year in "
                "which the census ends.",
     .source = "Department's message for 8530Q; differences, 8530Q"},
    {.code = "8535Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(BEFORE(COLUMN(CI_PERSON_DEATH_DATE), COLUMN(CI_PERSON_BIRTH_DATE)), OR,
           HAS_DATE(CI_PERSON_DEATH_DATE), NO_DATE(CI_PERSON_BIRTH_DATE)),
     .dates = death,
     .fields = "PersonBirthDate|PersonDeathDate",
     .message = "The child died before the date of birth, or has no date of birth.",
     .source = "Department's message for 8535Q; differences, 8535Q"},
    {.code = "8540",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_CHARACTERISTICS),
     .run = disability_is_missing,
     .dates = birth,
     .fields = "Disability|PersonBirthDate|ReferralNFA",
     .message = "A child whose referral was followed up has no disability code (NONE is "
                "one), or one that is not of the list.",
     .source = "Department's message for 8540; differences, 8540"},
    {.code = "8545Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(HAS_DATE(CI_PERSON_DEATH_DATE), OF_ROW(died_in_another_year)),
     .dates = death,
     .fields = "PersonDeathDate",
     .message = "The date of death is not in the year of the census.",
     .source = "Department's message for 8545Q; differences, 8545Q"},
    {.code = "8590",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(OF_CHILD(has_no_episode)),
     .fields = "LAchildID",
     .message = "The child has no CIN episode.",
     .source = "Department's message for 8590; differences, 8590"},
};
const struct check_list checks_cin_identity = CHECK_LIST(checks);
