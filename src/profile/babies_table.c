/* Which published rates make which stage of a life. */
#include <assert.h>

#include "profile/babies.h"

/* Places in the table of rates. */
enum {
    LIGHT_BIRTH,
    BREASTFED,
    REVIEW,
    GOOD_LEVEL,
    HEAVY_AT_5,
    PHONICS,
    ABSENT_PRIMARY,
    EXPECTED_11,
    HEAVY_AT_11,
    ABSENT_SECONDARY,
    SUSPENDED,
    EXCLUDED,
    REFERRALS,
    REREFERRALS,
    NO_ACTION,
    NOT_IN_NEED,
    PLANS,
    PLANS_AGAIN,
    CARE,
    ALONE,
    ENTRANTS,
    PASS_4,
    PASS_5,
    IDLE,
    LEVEL_2,
    LEVEL_3,
    UNIVERSITY,
    RATES
};
static_assert((int)RATES == (int)BABIES_RATES,
              "the table of rates is as long as it says");

/* The catalogue's name (LAIT), then that of the table of counts where the catalogue is
 * not loaded. */
const struct babies_measure babies_measures[BABIES_RATES] = {
    [LIGHT_BIRTH] = {{"Low_Birth_Weight_Babies"},
                     "babies of low birth weight, of those born at term"},
    [BREASTFED] = {{"6wksBreast"}, "infants breastfed at 6 to 8 weeks"},
    [REVIEW] = {{"HCP_PHOF"}, "children offered the ASQ-3 at 2 to 2½"},
    [GOOD_LEVEL] = {{"FSP_NEW_GOODDEV"}, "children with a good level of development"},
    [HEAVY_AT_5] = {{"ExcessRec"}, "children overweight or obese in reception"},
    [PHONICS] = {{"KS1P_all"}, "pupils who meet the phonics standard in year 1"},
    [ABSENT_PRIMARY] = {{"SFPriPerAbNew"}, "primary pupils persistently absent"},
    [EXPECTED_11] = {{"KS2RWM_Expected_STD"}, "pupils at the expected standard at 11"},
    [HEAVY_AT_11] = {{"ExcessYr6"}, "children overweight or obese in year 6"},
    [ABSENT_SECONDARY] = {{"SFSecPerAbNew"}, "secondary pupils persistently absent"},
    [SUSPENDED] = {{"Sec_ Pup_FixedEx"}, "secondary pupils suspended in a year"},
    [EXCLUDED] = {{"SecPermEx"}, "permanent exclusions a year, of secondary pupils"},
    [REFERRALS] = {{"CPP_Total_Rateper10,000", "indicator_counts:referral_rate"},
                   "referrals a year"},
    [REREFERRALS] = {{"ReReferral", "indicator_counts:referral_rereferral"},
                     "referrals within 12 months of an earlier one"},
    [NO_ACTION] = {{"CIN_Refferals_NFA", "indicator_counts:referral_nfa"},
                   "referrals closed without action"},
    [NOT_IN_NEED] = {{"Referrals_AssessedNotNeed",
                      "indicator_counts:referral_not_in_need"},
                     "referrals assessed as not in need"},
    [PLANS] = {{"CPP_Abuse_Rate", "indicator_counts:cpp_start_rate"},
               "child protection plans started a year"},
    [PLANS_AGAIN] = {{"PrevRegCPR", "indicator_counts:cpp_subsequent"},
                     "plans that are a child's second or later one"},
    [CARE] = {{"LAC_Start_Rate", "indicator_counts:cla_start_rate"},
              "children who start to be looked after in a year"},
    [ALONE] = {{"UASC_%_Starting"},
               "of these, children who came to England alone to seek asylum"},
    [ENTRANTS] = {{"FirstYJS"}, "first-time entrants to youth justice a year"},
    [PASS_4] = {{"EngMaths9-4"}, "pupils with grade 4 or better in English and maths"},
    [PASS_5] = {{"EngMaths9-5"}, "pupils with grade 5 or better in English and maths"},
    [IDLE] = {{"16-17 NEET"},
              "young people of 16 and 17 not in education, employment or training"},
    [LEVEL_2] = {{"Level2Age19"}, "young people with a level 2 qualification at 19"},
    [LEVEL_3] = {{"Level3Age19"}, "young people with a level 3 qualification at 19"},
    [UNIVERSITY] = {{"HE_19_All"}, "pupils who enter higher education by 19"},
};

/* ---- Stages */

#define NOWHERE COHORT_NOWHERE
#define SHARE(at, letters)                                                               \
    {.form = COHORT_SHARE,                                                               \
     .rate = (at),                                                                       \
     .repeats = NOWHERE,                                                                 \
     .less = {NOWHERE, NOWHERE},                                                         \
     .within = NOWHERE,                                                                  \
     .column = (letters)}
#define SHARE_WITHIN(at, stage, letters)                                                 \
    {.form = COHORT_SHARE,                                                               \
     .rate = (at),                                                                       \
     .repeats = NOWHERE,                                                                 \
     .less = {NOWHERE, NOWHERE},                                                         \
     .within = (stage),                                                                  \
     .column = (letters)}

/* Columns of letters that several stages read. */
enum { LETTERS_NEED = 12, LETTERS_CARE, LETTERS_ENTRANT, LETTERS_PASS, LETTERS_IDLE };
enum { LETTERS_LEVEL = LETTERS_IDLE + 1, LETTERS_UNIVERSITY, LETTERS_COUNT };
static_assert((int)LETTERS_COUNT == (int)BABIES_COLUMNS, "as many columns as it says");

/* Places in the table of stages that others point to. */
enum {
    REFERRED = 12,
    ASSESSED,
    IN_NEED,
    PLAN,
    LOOKED_AFTER,
    PASSED_4 = 18,
    LEVELLED = 21
};

static const char jay[] = "Jay and others 2025, International Journal of Population Data "
                          "Science, doi 10.23889/ijpds.v10i1.2454";
static const char mcgrath[] = "McGrath-Lone and others 2016, children born 1992 to 1994";

const struct babies_stage babies_stages[BABIES_STAGES] = {
    {"light-birth", "Low birth weight", "would have a low birth weight", NULL,
     SHARE(LIGHT_BIRTH, 0), false, 0, NULL},
    {"breastfed", "Breastfed at 6 to 8 weeks", "would be breastfed at 6 to 8 weeks", NULL,
     SHARE(BREASTFED, 1), false, 0, NULL},
    {"review", "Offered the ASQ-3 at 2 to 2½", "would be offered the ASQ-3 at 2 to 2½",
     "What is published is whom the questionnaire was offered, not how a child did.",
     SHARE(REVIEW, 2), false, 0, NULL},
    {"good-level", "Good level of development at 5",
     "would have a good level of development at 5", NULL, SHARE(GOOD_LEVEL, 3), false, 0,
     NULL},
    {"overweight-5", "Overweight in reception", "would be overweight in reception", NULL,
     SHARE(HEAVY_AT_5, 4), false, 0, NULL},
    {"phonics", "Phonics standard in year 1", "would meet the phonics standard in year 1",
     NULL, SHARE(PHONICS, 5), false, 0, NULL},
    {"absent-primary", "Persistently absent in a primary year",
     "would be persistently absent in any one year of primary school",
     "Of any one year; who is absent in several cannot be told.",
     SHARE(ABSENT_PRIMARY, 6), false, 0, NULL},
    {"expected-11", "Expected standard at 11",
     "would reach the expected standard in reading, writing and maths at 11", NULL,
     SHARE(EXPECTED_11, 7), false, 0, NULL},
    {"overweight-11", "Overweight in year 6", "would be overweight in year 6", NULL,
     SHARE(HEAVY_AT_11, 8), false, 0, NULL},
    {"absent-secondary", "Persistently absent in a secondary year",
     "would be persistently absent in any one year of secondary school",
     "Of any one year; who is absent in several cannot be told.",
     SHARE(ABSENT_SECONDARY, 9), false, 0, NULL},
    {"suspended", "Suspended in a secondary year",
     "would be suspended in any one year of secondary school",
     "Of any one year; who is suspended in several cannot be told.", SHARE(SUSPENDED, 10),
     false, 0, NULL},
    {"excluded",
     "Permanently excluded by 16",
     "would be permanently excluded from a secondary school by 16",
     "Five years of secondary school; a pupil excluded twice counts as two, so this is "
     "the most it can be.",
     {.form = COHORT_EVENTS,
      .years = 5,
      .rate = EXCLUDED,
      .repeats = NOWHERE,
      .less = {NOWHERE, NOWHERE},
      .within = NOWHERE,
      .column = 11},
     false,
     0,
     NULL},
    [REFERRED] = {"referred",
                  "Referred to social care by 18",
                  "would be referred to children's social care by 18",
                  "Repeats are known within 12 months only. Families are taken to differ "
                  "in how often they are referred, for all of 18 years, as much as "
                  "those repeats say.",
                  {.form = COHORT_REPEATS,
                   .years = 18,
                   .rate = REFERRALS,
                   .repeats = REREFERRALS,
                   .less = {NOWHERE, NOWHERE},
                   .within = NOWHERE,
                   .column = LETTERS_NEED},
                  false,
                  35.4,
                  jay},
    [ASSESSED] = {"assessed",
                  "Assessed by 18",
                  "would be assessed by 18",
                  "Referrals closed without action are taken off.",
                  {.form = COHORT_REPEATS,
                   .years = 18,
                   .rate = REFERRALS,
                   .repeats = REREFERRALS,
                   .less = {NO_ACTION, NOWHERE},
                   .within = REFERRED,
                   .column = LETTERS_NEED},
                  false,
                  32.3,
                  jay},
    [IN_NEED] = {"in-need",
                 "Found to be in need by 18",
                 "would be found to be in need by 18",
                 "Referrals closed without action or assessed as not in need are taken "
                 "off.",
                 {.form = COHORT_REPEATS,
                  .years = 18,
                  .rate = REFERRALS,
                  .repeats = REREFERRALS,
                  .less = {NO_ACTION, NOT_IN_NEED},
                  .within = ASSESSED,
                  .column = LETTERS_NEED},
                 false,
                 25.3,
                 jay},
    [PLAN] = {"plan",
              "Child protection plan by 18",
              "would have a child protection plan by 18",
              "First plans only: second and later ones are published and taken off. A "
              "plan in another authority counts as none.",
              {.form = COHORT_FIRST,
               .years = 18,
               .rate = PLANS,
               .repeats = NOWHERE,
               .less = {PLANS_AGAIN, NOWHERE},
               .within = IN_NEED,
               .column = LETTERS_NEED},
              false,
              6.9,
              jay},
    [LOOKED_AFTER] = {"care",
                      "Looked after by 18",
                      "would be looked after by 18",
                      "Children who came alone to seek asylum are taken off. Who returns "
                      "to care in a later year counts again, so this is the most it can "
                      "be.",
                      {.form = COHORT_EVENTS,
                       .years = 18,
                       .rate = CARE,
                       .repeats = NOWHERE,
                       .less = {ALONE, NOWHERE},
                       .within = IN_NEED,
                       .column = LETTERS_CARE},
                      true,
                      3.3,
                      mcgrath},
    {"entrant",
     "First entry to youth justice by 18",
     "would enter the youth justice system by 18",
     "Eight years, from 10 to 17; first entries only.",
     {.form = COHORT_FIRST,
      .years = 8,
      .rate = ENTRANTS,
      .repeats = NOWHERE,
      .less = {NOWHERE, NOWHERE},
      .within = NOWHERE,
      .column = LETTERS_ENTRANT},
     false,
     0,
     NULL},
    [PASSED_4] = {"pass-4", "Grade 4 in English and maths",
                  "would have grade 4 or better in English and maths at 16", NULL,
                  SHARE(PASS_4, LETTERS_PASS), false, 0, NULL},
    {"pass-5", "Grade 5 in English and maths",
     "would have grade 5 or better in English and maths at 16", NULL,
     SHARE_WITHIN(PASS_5, PASSED_4, LETTERS_PASS), false, 0, NULL},
    {"neet", "Not in education or work at 16 to 17",
     "would not be in education, employment or training at 16 or 17",
     "Young people whose activity is not known are not among them.",
     SHARE(IDLE, LETTERS_IDLE), false, 0, NULL},
    [LEVELLED] = {"level-2", "Level 2 at 19", "would have a level 2 qualification at 19",
                  NULL, SHARE(LEVEL_2, LETTERS_LEVEL), false, 0, NULL},
    {"level-3", "Level 3 at 19", "would have a level 3 qualification at 19", NULL,
     SHARE_WITHIN(LEVEL_3, LEVELLED, LETTERS_LEVEL), false, 0, NULL},
    {"university", "Higher education by 19", "would enter higher education by 19", NULL,
     SHARE(UNIVERSITY, LETTERS_UNIVERSITY), false, 0, NULL},
};

const struct babies_part babies_parts[BABIES_PARTS] = {
    {"Before school", 0, 3, {0, 1, 2}},
    {"At school", 3, 12, {3, 7, 9}},
    {"Social care and youth justice", 12, 18, {REFERRED, PLAN, LOOKED_AFTER}},
    {"Turning adult", 18, 24, {PASSED_4, 20, 22}}};
