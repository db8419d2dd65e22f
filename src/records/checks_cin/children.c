/* Census checks on the child as a whole: birth and the first referral, pupil number, age,
 * disabilities. */
#include "records/census.h"

static bool goes_on(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++)
        if (cell_is_any_case(entry_cell(&episodes->at[i], CD_REFERRAL_NFA), SAYS_NO))
            return true;
    return false;
}

/* ---- A pupil number that is not there */

static bool has_no_excuse(const struct checking *c, const struct entry *child)
{
    (void)c;
    return !cell_is_any_case(entry_cell(child, CI_UPN_UNKNOWN), "un2", "un3", "un4",
                             "un5", "un6", "un7");
}

/* Five years old by the 31 August of the census year; the check has a reference date. */
static bool is_of_school_age(const struct checking *c, const struct entry *child)
{
    enum { YEARS = 6, MONTH = 8, DAY = 31 };
    int year = date_split(c->about->reference).year - YEARS;
    return is_on_or_before(entry_date(child, CI_PERSON_BIRTH_DATE),
                           date_of(year, MONTH, DAY));
}

/* ---- The child with those of its episodes that are meant */

struct child_rule {
    const struct term *child, *episode;
    bool without; /* a child without any episode is meant too */
};

/* The child is flagged with the episodes that are meant, or alone if the rule says so. */
static void child_with_episodes(const struct checking *c)
{
    const struct child_rule *rule = c->check->with;
    const struct rows *records = &c->child->now[TC_CHILD_IDENTIFIERS];
    const struct rows *episodes = &c->child->now[TC_CIN_DETAILS];
    bool meant = rule->without && episodes->count == 0;
    if (records->count == 0 || !terms_hold(c, &records->at[0], rule->child))
        return;
    for (size_t i = 0; i < episodes->count; i++) {
        if (!terms_hold(c, &episodes->at[i], rule->episode))
            continue;
        flag(c, TC_CIN_DETAILS, &episodes->at[i]);
        meant = true;
    }
    if (meant)
        flag(c, TC_CHILD_IDENTIFIERS, &records->at[0]);
}

static bool is_no_referral_alone(const struct checking *c, const struct entry *episode)
{
    (void)c;
    return !cell_is_any_case(entry_cell(episode, CD_REFERRAL_NFA), SAYS_YES);
}

/* ---- Disabilities */

static bool is_none(const struct entry *disability)
{
    return cell_is_any_case(entry_cell(disability, CDIS_DISABILITY), "none");
}

static bool has_none(const struct checking *c)
{
    const struct rows *disabilities = &c->child->now[TC_DISABILITIES];
    for (size_t i = 0; i < disabilities->count; i++)
        if (is_none(&disabilities->at[i]))
            return true;
    return false;
}

static bool is_some(const struct checking *c, const struct entry *disability)
{
    (void)c;
    return !is_none(disability);
}

static bool same_disability(const struct checking *c, const struct entry *a,
                            const struct entry *b)
{
    const struct cell *code = entry_cell(a, CDIS_DISABILITY);
    (void)c;
    return !cell_is_blank(code) && cells_equal(code, entry_cell(b, CDIS_DISABILITY));
}

/* ---- The checks */

#define YEARS_BEFORE_REFERENCE(some) {.of = POINT_REFERENCE, .years = -(some)}
#define CHILD_BIRTHDAY(some)                                                             \
    {.of = POINT_AROUND,                                                                 \
     .table = TC_CHILD_IDENTIFIERS,                                                      \
     .column = CI_PERSON_BIRTH_DATE,                                                     \
     .years = (some)}
/* The longest time that a child may be known before it is born. */
#define FORTY_WEEKS 280

static const struct date_column birth[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_BIRTH_DATE), DATES_END};
static const struct date_column births[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_BIRTH_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_EXPECTED_PERSON_BIRTH_DATE), DATES_END};
static const struct date_column births_and_referral[] = {
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_PERSON_BIRTH_DATE),
    DATE_OF(TC_CHILD_IDENTIFIERS, CI_EXPECTED_PERSON_BIRTH_DATE),
    DATE_OF(TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE), DATES_END};

static const struct check checks[] = {
    {.code = "8606",
     .years = YEARS_CENSUS,
     ON(TC_CIN_DETAILS),
     WHERE_WITH_CHILD(BEFORE(COLUMN_AND_DAYS(CD_CIN_REFERRAL_DATE, FORTY_WEEKS),
                             CHILD_RECORD(CI_PERSON_BIRTH_DATE)),
                      OR, IN_CHILD(NO_DATE(CI_PERSON_BIRTH_DATE)),
                      BEFORE(COLUMN_AND_DAYS(CD_CIN_REFERRAL_DATE, FORTY_WEEKS),
                             CHILD_RECORD(CI_EXPECTED_PERSON_BIRTH_DATE))),
     .dates = births_and_referral,
     .fields = "CINreferralDate|ExpectedPersonBirthDate|PersonBirthDate",
     .message = "The referral came more than 40 weeks before the child was born or is "
                "expected.",
     .source = "Department's message for 8606; the expected day counts only where there "
               "is no day of birth"},
    {.code = "8750",
     .years = YEARS_UNTIL(2024),
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(BLANK(CI_PERSON_BIRTH_DATE), HAS_DATE(CI_EXPECTED_PERSON_BIRTH_DATE),
           IS_NOT(CI_SEX, "0")),
     .dates = births,
     .fields = "ExpectedPersonBirthDate|PersonBirthDate|Sex",
     .message = "The gender of a child that is not born yet is not 0 (unknown).",
     .source = "Department's message for 8750, as it was to 2023/24; a day of birth that "
               "cannot be read makes no child unborn"},
    {.code = "8750",
     .years = YEARS_CENSUS_FROM(2025),
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(BLANK(CI_PERSON_BIRTH_DATE), HAS_DATE(CI_EXPECTED_PERSON_BIRTH_DATE),
           IS_NOT(CI_SEX, "U")),
     .dates = births,
     .fields = "ExpectedPersonBirthDate|PersonBirthDate|Sex",
     .message = "The sex of a child that is not born yet is not U (unknown).",
     .source = "Department's message for 8750; a day of birth that cannot be read makes "
               "no child unborn"},
    {.code = "8770Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_UNTIL(2024),
     .needs = NEEDS_REFERENCE,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(OF_CHILD(goes_on), BLANK(CI_UPN), OF_ROW(has_no_excuse),
           UP_TO(COLUMN(CI_PERSON_BIRTH_DATE), YEARS_BEFORE_REFERENCE(6))),
     .dates = birth,
     .fields = "UPN|UPNunknown",
     .message = "A child of more than five years has neither a pupil number nor a reason "
                "why not.",
     .source = "Department's message for 8770Q to 2023/24; the sixth birthday itself "
               "counts"},
    {.code = "8770Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS_FROM(2025),
     .needs = NEEDS_REFERENCE,
     ON(TC_CHILD_IDENTIFIERS),
     WHERE(OF_CHILD(goes_on), BLANK(CI_UPN), OF_ROW(has_no_excuse),
           OF_ROW(is_of_school_age)),
     .dates = birth,
     .fields = "UPN|UPNunknown",
     .message = "A child of school age has neither a pupil number nor a reason why not.",
     .source = "Department's message for 8770Q; five by 31 August of the census year"},
    {.code = "8772",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CHILD_IDENTIFIERS),
     .run = child_with_episodes,
     .with =
         &(const struct child_rule){TERMS(IS(CI_UPN_UNKNOWN, "UN7")),
                                    TERMS(OF_ROW(is_no_referral_alone)), .without = true},
     .fields = "ReferralNFA|UPNunknown",
     .message = "The pupil number is left out because nothing followed the referral "
                "(UN7), but something did.",
     .source =
         "Department's message for 8772; a blank does not say that nothing followed"},
    {.code = "8775Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     .needs = NEEDS_REFERENCE,
     .tables = BIT(TC_CHILD_IDENTIFIERS),
     .run = child_with_episodes,
     .with =
         &(const struct child_rule){
             TERMS(BEFORE(COLUMN(CI_PERSON_BIRTH_DATE), YEARS_BEFORE_REFERENCE(25))),
             TERMS(NO_DATE(CD_CIN_CLOSURE_DATE), OR,
                   BEFORE(CHILD_BIRTHDAY(25), COLUMN(CD_CIN_CLOSURE_DATE))),
             .without = false},
     .dates = birth,
     .fields = "CINclosureDate|PersonBirthDate",
     .message = "The child is over 25, and a case went on after the 25th birthday.",
     .source = "Department's message for 8775Q"},
    {.code = "8790",
     .years = YEARS_CENSUS,
     ON(TC_DISABILITIES),
     WHERE(OF_CHILD(has_none), OF_ROW(is_some)),
     .fields = "Disability",
     .message = "The child is said to have no disability, and to have this one.",
     .source = "Department's message for 8790; an empty item is a value too"},
    {.code = "8794",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_DISABILITIES),
     PAIRS(TC_DISABILITIES, TC_DISABILITIES, false, same_disability),
     .fields = "Disability",
     .message = "The same disability is given more than once.",
     .source = "Department's message for 8794"},
};
const struct check_list checks_cin_children = CHECK_LIST(checks);
