/* Referrals: how many, from whom, how often again, and what came of them. */
#include "records/census.h"
#include "records/in_need.h"

/* ---- How many, and what came of them */

static struct standing without_action(const struct measuring *m,
                                      const struct entry *episode)
{
    struct standing s = referral_of_year(m, episode);
    if (s.role != ROLE_NUMERATOR)
        return s;
    switch (referral_without_action(episode)) {
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD("ReferralNFA is blank or none of its codes");
    case TRUTH_FALSE:
        return STANDS_OF("further action was taken");
    case TRUTH_TRUE:
        break;
    }
    return STANDS_IN;
}

static struct standing not_in_need(const struct measuring *m, const struct entry *episode)
{
    struct standing s = referral_of_year(m, episode);
    return s.role == ROLE_NUMERATOR ? episode_not_in_need(m, episode) : s;
}

/* An assessment was begun in the episode by the last day of the year. */
static truth is_assessed(const struct measuring *m, const struct entry *episode)
{
    struct rows rows = rows_within(m->child, TC_ASSESSMENTS, episode);
    truth assessed = TRUTH_FALSE;
    for (size_t i = 0; i < rows.count; i++) {
        date start = entry_date(&rows.at[i], CA_ASSESSMENT_ACTUAL_START_DATE);
        if (is_on_or_before(start, m->about->end))
            return TRUTH_TRUE;
        if (date_is_none(start))
            assessed = TRUTH_UNKNOWN;
    }
    return assessed;
}

#define START_UNTOLD "AssessmentActualStartDate is blank or cannot be read"

static struct standing went_on(const struct measuring *m, const struct entry *episode)
{
    struct standing s = referral_of_year(m, episode);
    if (s.role != ROLE_NUMERATOR)
        return s;
    switch (is_assessed(m, episode)) {
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD(START_UNTOLD);
    case TRUTH_FALSE:
        return STANDS_OF("no assessment was begun");
    case TRUTH_TRUE:
        break;
    }
    return STANDS_IN;
}

/* ---- Waiting for an assessment on the last day */

enum { DECISION_DAYS = 1 };

static struct standing waits(const struct measuring *m, const struct entry *episode)
{
    struct standing s = episode_at_end(m, episode);
    if (s.role != ROLE_NUMERATOR)
        return s;
    switch (is_assessed(m, episode)) {
    case TRUTH_TRUE:
        return STANDS_OF("an assessment was begun");
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD(START_UNTOLD);
    case TRUTH_FALSE:
        break;
    }
    date begun = entry_date(episode, CD_CIN_REFERRAL_DATE);
    if (is_before(begun, m->about->start))
        return STANDS_UNTOLD(
            "referred before the year: its assessment need not be in the "
            "census");
    return working_days_by(m->conventions, begun, m->about->end) > DECISION_DAYS
               ? STANDS_IN
               : STANDS_OF("referred within one working day of the last");
}

/* ---- Again */

/* A second row for the same day is the same referral. */
static bool is_told_twice(const struct measuring *m, const struct entry *episode)
{
    const struct rows *episodes = &m->child->now[TC_CIN_DETAILS];
    date day = entry_date(episode, CD_CIN_REFERRAL_DATE);
    for (const struct entry *e = episodes->at; e < episode; e++)
        if (date_compare(entry_date(e, CD_CIN_REFERRAL_DATE), day) == 0)
            return true;
    return false;
}

static truth was_referred_before(const struct measuring *m, const struct entry *episode)
{
    const struct rows *episodes = &m->child->now[TC_CIN_DETAILS];
    date day = entry_date(episode, CD_CIN_REFERRAL_DATE);
    truth before = TRUTH_FALSE;
    for (size_t i = 0; i < episodes->count; i++) {
        date other = entry_date(&episodes->at[i], CD_CIN_REFERRAL_DATE);
        if (is_before(other, day) && is_on_or_before(day, date_add_months(other, 12)))
            return TRUTH_TRUE;
        if (date_is_none(other))
            before = TRUTH_UNKNOWN;
    }
    return before;
}

static struct standing referred_again(const struct measuring *m,
                                      const struct entry *episode)
{
    struct standing s = referral_of_year(m, episode);
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (is_told_twice(m, episode))
        return STANDS_OUT("the same day as another referral of the child");
    switch (was_referred_before(m, episode)) {
    case TRUTH_UNKNOWN:
        return STANDS_UNTOLD("another CINreferralDate is blank or cannot be read");
    case TRUTH_FALSE:
        return STANDS_OF("no referral in the 12 months before is in the census");
    case TRUTH_TRUE:
        break;
    }
    return STANDS_IN;
}

/* Each child once: by the referral that says most. */
static void count_children_again(const struct measuring *m)
{
    static const uint8_t says[ROLE_COUNT] = {[ROLE_NUMERATOR] = 3,
                                             [ROLE_MISSING] = 2,
                                             [ROLE_DENOMINATOR] = 1,
                                             [ROLE_EXCLUDED] = 0};
    const struct rows *episodes = &m->child->now[TC_CIN_DETAILS];
    struct standing most = STANDS_OUT("not referred in the year");
    for (size_t i = 0; i < episodes->count; i++) {
        struct standing s = referred_again(m, &episodes->at[i]);
        if (says[s.role] > says[most.role])
            most = s;
    }
    if (episodes->count > 0)
        say_standing(m, EVERY_FIGURE, most);
}

/* ---- From whom */

enum source {
    SOURCE_INDIVIDUAL,
    SOURCE_SCHOOL,
    SOURCE_EDUCATION,
    SOURCE_HEALTH,
    SOURCE_HOUSING,
    SOURCE_AUTHORITY,
    SOURCE_POLICE,
    SOURCE_LEGAL,
    SOURCE_OTHER,
    SOURCE_ANONYMOUS,
    SOURCE_UNKNOWN,
    SOURCE_COUNT
};

static enum source source_of(const struct cell *said)
{
    static const code_text codes[SOURCE_COUNT][6] = {
        [SOURCE_INDIVIDUAL] = {"1a", "1b", "1c", "1d"},
        [SOURCE_SCHOOL] = {"2a"},
        [SOURCE_EDUCATION] = {"2b"},
        [SOURCE_HEALTH] = {"3a", "3b", "3c", "3d", "3e", "3f"},
        [SOURCE_HOUSING] = {"4"},
        [SOURCE_AUTHORITY] = {"5a", "5b", "5c", "5d"},
        [SOURCE_POLICE] = {"6"},
        [SOURCE_LEGAL] = {"7"},
        [SOURCE_OTHER] = {"8"},
        [SOURCE_ANONYMOUS] = {"9"},
        [SOURCE_UNKNOWN] = {"10"}};
    enum source source = 0;
    while (source < SOURCE_COUNT &&
           (cell_is_blank(said) || !cell_is_of_any_case(said, codes[source], 6)))
        source++;
    return source;
}

static void count_sources(const struct measuring *m)
{
    const struct rows *episodes = &m->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++) {
        struct standing s = referral_of_year(m, &episodes->at[i]);
        enum source source = source_of(entry_cell(&episodes->at[i], CD_REFERRAL_SOURCE));
        if (s.role == ROLE_NUMERATOR && source == SOURCE_COUNT)
            s = STANDS_UNTOLD("ReferralSource is blank or none of its codes");
        say_standing_band(m, (struct bands){0, SOURCE_COUNT, source}, s);
    }
}

/* ---- The measures */

#define EACH_EPISODE(standing)                                                           \
    .years = YEARS_CENSUS, .tables = BIT(TC_CIN_DETAILS), .needs = NEEDS_REFERENCE,      \
    .count = count_rows, .with = &(const struct of_rows)                                 \
    {                                                                                    \
        TC_CIN_DETAILS, (standing)                                                       \
    }
#define REFERRALS "referrals in the year, each of them"
#define NOT_OPEN "referrals while a case of the child was open"
#define AS_FAR_AS                                                                        \
    "; earlier referrals are those that this census holds, and cases closed before "     \
    "the year are not in it"

static const struct indicator indicators[] = {
    {.id = "CIN_REF",
     .name = "Referrals in the year",
     EACH_EPISODE(referral_of_year),
     ONE_FIGURE(AS_COUNT, 0, "CPP_Total_NumRef"),
     .polarity = POLARITY_NONE,
     .numerator = REFERRALS,
     .denominator = "none",
     .exclusions = NOT_OPEN,
     .source = "LAIT 305"},
    {.id = "CIN_REF_RATE",
     .name = "Referrals in the year per 10,000 children",
     EACH_EPISODE(referral_of_year),
     ONE_FIGURE(AS_RATE, 1, "CPP_Total_Rateper10,000"),
     .polarity = POLARITY_NONE,
     .numerator = REFERRALS,
     .denominator = "children aged 0 to 17 in the area, in the middle of the year before",
     .exclusions = NOT_OPEN,
     .source = "LAIT 305; published figures"},
    {.id = "REREF",
     .name = "Referrals within 12 months of an earlier one",
     EACH_EPISODE(referred_again),
     ONE_FIGURE(AS_PERCENT, 1, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: an earlier referral of the child, up to 12 months "
                  "before" AS_FAR_AS,
     .denominator = REFERRALS,
     .exclusions = NOT_OPEN "; a second one of the same day",
     .source = "LAIT 271; published figures"},
    {.id = "REREF_CHILD",
     .name = "Children referred within 12 months of an earlier referral",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     .needs = NEEDS_REFERENCE,
     .count = count_children_again,
     ONE_FIGURE(AS_PERCENT, 1, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: with such a referral in the year" AS_FAR_AS,
     .denominator = "children referred in the year, once each",
     .exclusions = NOT_OPEN,
     .source = "published figures"},
    {.id = "NFA",
     .name = "Referrals that ended without further action",
     EACH_EPISODE(without_action),
     ONE_FIGURE(AS_PERCENT, 1, "CIN_Refferals_NFA"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: ReferralNFA is yes",
     .denominator = REFERRALS,
     .exclusions = NOT_OPEN,
     .source = "LAIT 290; published figures"},
    {.id = "NOT_IN_NEED",
     .name = "Referrals where the child was assessed and not in need",
     EACH_EPISODE(not_in_need),
     ONE_FIGURE(AS_PERCENT, 1, "Referrals_AssessedNotNeed"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: assessed, closed with RC8 or RC9, and no enquiry, "
                  "conference, plan or proceedings in the episode",
     .denominator = REFERRALS,
     .exclusions = NOT_OPEN,
     .source = "LAIT 290; published figures"},
    {.id = "NI68",
     .name = "Referrals going on to assessment (NI 68)",
     EACH_EPISODE(went_on),
     ONE_FIGURE(AS_PERCENT, 1, NULL),
     .polarity = POLARITY_NONE,
     .numerator =
         "of the denominator: an assessment was begun in the episode (the single "
         "one, which took the place of the initial assessment in 2013)",
     .denominator = REFERRALS,
     .exclusions = NOT_OPEN,
     .source = "common knowledge of the National Indicator Set"},
    {.id = "REF_SOURCE",
     .name = "Referrals by source",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     .needs = NEEDS_REFERENCE,
     .count = count_sources,
     FIGURES(
         {".individual", "Referrals from individuals", AS_PERCENT, 1, 0, NULL},
         {".school", "Referrals from schools", AS_PERCENT, 1, 0, "RefBySource_Schl_%"},
         {".education", "Referrals from other education services", AS_PERCENT, 1, 0,
          NULL},
         {".health", "Referrals from health services", AS_PERCENT, 1, 0,
          "RefBySource_HealthServ_%"},
         {".housing", "Referrals from housing", AS_PERCENT, 1, 0, NULL},
         {".authority", "Referrals from the authority's services", AS_PERCENT, 1, 0,
          NULL},
         {".police", "Referrals from the police", AS_PERCENT, 1, 0,
          "RefBySource_Police_%"},
         {".legal", "Referrals from other legal agencies", AS_PERCENT, 1, 0, NULL},
         {".other", "Referrals from others", AS_PERCENT, 1, 0, NULL},
         {".anonymous", "Anonymous referrals", AS_PERCENT, 1, 0, NULL},
         {".unknown", "Referrals from an unknown source", AS_PERCENT, 1, 0, NULL}),
     .whole = SOURCE_COUNT,
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: ReferralSource 1A to 1D, 2A, 2B, 3A to 3F, 4, 5A "
                  "to 5D, 6, 7, 8, 9, 10",
     .denominator = REFERRALS,
     .exclusions = NOT_OPEN,
     .source = "LAIT 374; the list of codes"},
    {.id = "LOC_BACKLOG",
     .name = "Referrals waiting for an assessment",
     EACH_EPISODE(waits),
     ONE_FIGURE(AS_COUNT, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "episodes open on the last day of the year without an assessment "
                  "begun, referred more than one working day before",
     .denominator = "of the lists: episodes open on the last day",
     .exclusions = "referrals without further action; of those before the year it cannot "
                   "be told",
     .source = "Knowsley's letter of 2009; the rest is our own"}};

const struct indicator_list indicators_cin_referrals = INDICATOR_LIST(indicators);
