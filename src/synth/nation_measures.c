/* The measures as a table, and what is drawn of each.  Levels and spreads are near those
 * of England's areas in 2025, so that a page of the synthetic nation reads like one; the
 * labels are Assay's own words.  What the catalogue of England has too bears its name
 * there, so that questions, stages and rules which name a measure find it; that it is
 * made up is said by its source, never by its name. */
#include <assert.h>

#include "synth/inside.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* ---- The table */

#define CARE "Children Looked After"
#define PROTECT "Child Protection"
#define NEED "Children in Need"
#define HEALTH "Health and Wellbeing"
#define STAFF "Children's Services Workforce"
#define SEN "Children with SEN"
#define TABLE(file, name) .table = "synthetic-" file, .column = name

#define SHARE(of, dp)                                                                    \
    .kind = MEASURE_PERCENT, .per = 100, .decimals = (dp), .base = BASE_##of
#define RATE(n, of, dp)                                                                  \
    .kind = MEASURE_RATE, .per = (n), .decimals = (dp), .base = BASE_##of
#define NUMBER(of) .kind = MEASURE_COUNT, .per = 1, .base = BASE_##of
#define MEAN(of, dp) .kind = MEASURE_MEAN, .per = 100, .decimals = (dp), .base = BASE_##of
#define MODEL(at, deprived, well_led, apart, yearly)                                     \
    .level = (at), .need = (deprived), .led = (well_led), .spread = (apart),             \
    .trend = (yearly)
#define HIGH .polarity = POLARITY_HIGH
#define LOW .polarity = POLARITY_LOW
#define NEITHER .polarity = POLARITY_NONE
#define ACADEMIC .year = YEAR_ACADEMIC
#define SEPTEMBER .year = YEAR_SEPTEMBER
#define CALENDAR .year = YEAR_CALENDAR

static const struct synth_measure measures[] = {
    /* Children in need, and how the door works */
    {"CPP_Total_Rateper10,000", "Referrals, per 10,000 children", PROTECT,
     "Rate per 10,000", NEITHER, RATE(10000, CHILDREN, 1), .parts = BASE_REFERRALS,
     TABLE("children-in-need", "referrals")},
    {"SynReferrals", "Referrals", PROTECT, "Number of referrals", NEITHER,
     NUMBER(REFERRALS)},
    {"ReReferral", "Referrals within 12 months of an earlier one", PROTECT,
     "% of referrals", LOW, SHARE(REFERRALS, 1), MODEL(20.4, 0.05, -0.05, 0.27, -0.01),
     TABLE("children-in-need", "rereferrals")},
    {"CIN_Refferals_NFA", "Referrals closed without action", PROTECT, "% of referrals",
     NEITHER, SHARE(REFERRALS, 1), MODEL(5.2, -0.05, 0, 0.8, -0.03),
     TABLE("children-in-need", "closed_without_action")},
    {"Continue_Assess_Comp", "Assessments completed within 45 working days", PROTECT,
     "% completed in time", HIGH, SHARE(ASSESSMENTS, 1),
     MODEL(86, -0.03, 0.18, 0.6, 0.01),
     TABLE("children-in-need", "assessments_in_45_days")},
    {"SynEnquiryRate", "Enquiries under section 47, per 10,000 children", PROTECT,
     "Rate per 10,000", NEITHER, RATE(10000, CHILDREN, 1), .parts = BASE_ENQUIRIES},
    {"SynInNeedRate", "Children in need, per 10,000 children", NEED, "Rate per 10,000",
     NEITHER, RATE(10000, CHILDREN, 1), .parts = BASE_IN_NEED,
     TABLE("children-in-need", "in_need")},
    {"SynInNeed", "Children in need", NEED, "Number of children", NEITHER,
     NUMBER(IN_NEED)},
    {"SynInNeed2Years", "Children in need for two years or more", NEED, "% of children",
     NEITHER, SHARE(IN_NEED, 1), MODEL(35.5, 0.02, 0, 0.31, 0.01)},
    {"SynInNeedMeals", "Pupils in need eligible for free school meals", NEED,
     "% of children in need", LOW, SHARE(IN_NEED_PUPILS, 1),
     MODEL(61, 0.27, 0, 0.28, 0.04)},
    {"SynInNeedPlan", "Pupils in need with an education, health and care plan", NEED,
     "% of children in need", NEITHER, SHARE(IN_NEED_PUPILS, 1),
     MODEL(30, -0.12, 0, 0.4, 0.03)},
    {"CINPermAbsent_3Term", "Pupils in need who are persistently absent", NEED,
     "% of children in need", LOW, SHARE(IN_NEED_PUPILS, 1), MODEL(45, 0.1, 0, 0.2, 0.03),
     ACADEMIC},
    /* Child protection */
    {"SynPlanRate", "Child protection plans, per 10,000 children", PROTECT,
     "Rate per 10,000", NEITHER, RATE(10000, CHILDREN, 1), .parts = BASE_PLANS,
     TABLE("protection-plans", "plans")},
    {"SynPlans", "Child protection plans", PROTECT, "Number of plans", NEITHER,
     NUMBER(PLANS)},
    {"PrevRegCPR", "Plans that are a second or later one", PROTECT, "% of plans", LOW,
     SHARE(PLANS_STARTED, 1), MODEL(23.5, 0.02, -0.02, 0.3, 0.02),
     TABLE("protection-plans", "second_plans")},
    {"CPPlans2yrsActive", "Plans that have lasted two years or more", PROTECT,
     "% of plans", LOW, SHARE(PLANS_ENDED, 1), MODEL(4.3, 0.02, -0.05, 0.55, 0),
     TABLE("protection-plans", "plans_of_two_years")},
    {"RevCP", "Plans reviewed in time", PROTECT, "% reviewed", HIGH, SHARE(PLANS, 1),
     MODEL(93, -0.05, 0.22, 0.85, -0.01), TABLE("protection-plans", "reviewed")},
    {"CP_conf_15days", "First conferences within 15 working days", PROTECT,
     "% of conferences held", HIGH, SHARE(PLANS_STARTED, 1),
     MODEL(83, -0.05, 0.12, 0.6, 0.02), .break_year = 2020, .shift = -0.35,
     TABLE("protection-plans", "conferences_in_15_days")},
    {"SynPlanNeglect", "Plans for neglect", PROTECT, "% of plans", NEITHER,
     SHARE(PLANS, 1), MODEL(49, 0.05, 0, 0.35, 0.01)},
    /* Looked-after children */
    {"SynInCareRate", "Children looked after, per 10,000 children", CARE,
     "Rate per 10,000", NEITHER, RATE(10000, CHILDREN, 1), .parts = BASE_IN_CARE,
     TABLE("children-looked-after", "looked_after")},
    {"SynInCare", "Children looked after", CARE, "Number of children", NEITHER,
     NUMBER(IN_CARE)},
    {"LAC_Start_Rate", "Children who became looked after, per 10,000 children", CARE,
     "Rate per 10,000", NEITHER, RATE(10000, CHILDREN, 1), .parts = BASE_CARE_STARTED},
    {"LACStable_2016on",
     "Children looked after with three placements or more in the year", CARE,
     "% of children looked after", LOW, SHARE(IN_CARE, 1),
     MODEL(10, -0.02, -0.04, 0.2, 0), TABLE("children-looked-after", "three_placements")},
    {"LAC_LongStable%", "Children looked after long who were two years in one placement",
     CARE, "% of children looked after", HIGH, SHARE(IN_CARE_LONG, 1),
     MODEL(68.5, 0.02, 0.03, 0.17, 0), TABLE("children-looked-after", "stable")},
    {"SynFar", "New placements more than 20 miles from home", CARE, "% of placements",
     LOW, SHARE(PLACEMENTS, 1), MODEL(17, -0.1, 0, 0.42, 0.02),
     TABLE("children-looked-after", "placed_far")},
    {"LAC_Foster_Placements", "Children looked after in foster care", CARE,
     "% of children looked after", HIGH, SHARE(IN_CARE, 1),
     MODEL(67, 0.05, 0.02, 0.26, -0.02)},
    {"SynHomes", "Children looked after in homes and hostels", CARE,
     "% of children looked after", NEITHER, SHARE(IN_CARE, 1),
     MODEL(11.5, 0, 0, 0.33, 0.03)},
    {"SynAlone", "Unaccompanied children among those looked after", CARE,
     "% of children looked after", NEITHER, SHARE(IN_CARE, 1),
     MODEL(7.5, -0.2, 0, 0.55, 0.04)},
    {"SynMissing", "Children looked after who went missing", CARE,
     "% of children looked after", NEITHER, SHARE(IN_CARE, 1),
     MODEL(11, -0.02, 0, 0.3, 0)},
    {"SynWorkers3", "Children looked after with three social workers or more in the year",
     CARE, "% of children looked after", LOW, SHARE(IN_CARE, 1),
     MODEL(26, 0, -0.1, 0.45, 0)},
    {"SynSchoolMoves", "Children looked after who changed school in the year", CARE,
     "% of children looked after", LOW, SHARE(IN_CARE_YEAR, 1),
     MODEL(8.2, -0.05, 0, 0.25, 0), ACADEMIC},
    {"LACHealth%", "Children looked after with their health checked in the year", CARE,
     "% of children looked after", HIGH, SHARE(IN_CARE_YEAR, 1),
     MODEL(90, 0.05, 0.1, 0.65, 0)},
    {"LACDental%", "Children looked after who saw a dentist in the year", CARE,
     "% of children looked after", HIGH, SHARE(IN_CARE_YEAR, 1),
     MODEL(80, 0.08, 0.05, 0.65, -0.01), .break_year = 2021, .shift = -0.5},
    {"LACVaccinations%", "Children looked after whose immunisations were up to date",
     CARE, "% of children looked after", HIGH, SHARE(IN_CARE_YEAR, 1),
     MODEL(83, 0.12, 0.05, 0.6, -0.01)},
    {"SynFeelings", "Difficulties of children looked after: mean score", CARE, "Score",
     LOW, MEAN(IN_CARE_YEAR, 1), MODEL(14.4, -0.2, 0, 0.9, 0.03)},
    {"SynConvicted", "Children looked after who were convicted in the year", CARE,
     "% of children looked after", LOW, SHARE(IN_CARE_YEAR, 1),
     MODEL(2.2, 0, 0, 0.35, -0.08)},
    {"SynAdopted", "Children who left care by adoption", "Adoption",
     "% of those who left", HIGH, SHARE(CARE_ENDED, 1),
     MODEL(9.8, 0.05, 0.02, 0.34, -0.03)},
    {"SynGuardian", "Children who left care by special guardianship", "Adoption",
     "% of those who left", NEITHER, SHARE(CARE_ENDED, 1),
     MODEL(12.6, 0.03, 0, 0.42, 0.01)},
    /* Care leavers */
    {"CareLeaverEET", "Care leavers aged 19 to 21 in education, employment or training",
     CARE, "% of leavers", HIGH, SHARE(LEAVERS_OLDER, 1),
     MODEL(55, -0.06, 0.04, 0.27, 0.01), TABLE("care-leavers", "older_active")},
    {"CareLeaverAcc", "Care leavers aged 19 to 21 in suitable accommodation", CARE,
     "% of leavers", HIGH, SHARE(LEAVERS_OLDER, 1), MODEL(90.5, 0, 0.08, 0.55, 0.02),
     TABLE("care-leavers", "older_suitable")},
    {"SynLeavers17", "Care leavers aged 17 and 18 in education, employment or training",
     CARE, "% of leavers", HIGH, SHARE(LEAVERS_YOUNGER, 1),
     MODEL(66, -0.05, 0.04, 0.25, 0), TABLE("care-leavers", "younger_active")},
    {"SynStaying", "Care leavers who stayed with their foster carers", CARE,
     "% of young people", HIGH, SHARE(LEAVERS_YOUNGER, 1), MODEL(33, 0, 0.03, 0.4, 0.03)},
    {"SynLeavers", "Care leavers aged 19 to 21", CARE, "Number of care leavers", NEITHER,
     NUMBER(LEAVERS_OLDER)},
    /* Learning */
    {"FSP_NEW_GOODDEV", "Good level of development at five", "Foundation Stage",
     "% achieving expected level", HIGH, SHARE(RECEPTION, 1),
     MODEL(68, -0.11, 0, 0.08, 0.008), ACADEMIC, TABLE("early-years", "good_level"),
     .by_sex = true},
    {"KS2RWM_Expected_STD", "Reading, writing and maths at eleven", "Key Stage 2",
     "% achieving expected level", HIGH, SHARE(YEAR_6, 1),
     MODEL(62, -0.13, 0, 0.12, 0.005), ACADEMIC},
    {"EngMaths9-4", "English and maths at sixteen", "Key Stage 4",
     "% achieving expected level", HIGH, SHARE(YEAR_11, 1),
     MODEL(65, -0.18, 0, 0.17, 0.01), ACADEMIC},
    {"SynAttainment", "Attainment at sixteen: mean score", "Key Stage 4",
     "Score per pupil", HIGH, MEAN(YEAR_11, 1), MODEL(46.2, -2.4, 0, 2.3, 0.05),
     ACADEMIC},
    {"TotPerAbNew", "Pupils who are persistently absent", "School Attendance",
     "% of pupils", LOW, SHARE(PUPILS, 1), MODEL(18, 0.12, 0, 0.11, 0.03), ACADEMIC},
    {"SynSuspended", "Pupils suspended in the year", "School Attendance", "% of pupils",
     LOW, SHARE(PUPILS, 1), MODEL(4.2, 0.2, 0, 0.25, 0.04), ACADEMIC},
    {"TotPermEx", "Pupils excluded in the year", "School Attendance", "% of pupils", LOW,
     SHARE(PUPILS, 1), MODEL(0.11, 0.2, 0, 0.5, 0.03), ACADEMIC},
    {"16-17 NEET", "Young people of 16 and 17 not in education, employment or training",
     "Post 16", "% of young people", LOW, SHARE(AGED_16_17, 1),
     MODEL(5.2, 0.16, 0, 0.38, 0.01)},
    {"SEN_EHC_Excpt_20wks", "Education, health and care plans issued within 20 weeks",
     SEN, "% of plans", HIGH, SHARE(PLANS_OF_EDUCATION, 1),
     MODEL(52, -0.05, 0.1, 1.1, -0.05), CALENDAR},
    {"SynPlansIssued", "Education, health and care plans issued", SEN, "Number of plans",
     NEITHER, NUMBER(PLANS_OF_EDUCATION), CALENDAR},
    /* Health */
    {"Low_Birth_Weight_Babies", "Low birth weight", HEALTH, "% of births", LOW,
     SHARE(BIRTHS, 1), MODEL(2.9, 0.15, 0, 0.15, 0), CALENDAR},
    {"ExcessRec", "Overweight at five", HEALTH, "% of children", LOW, SHARE(RECEPTION, 1),
     MODEL(23.4, 0.12, 0, 0.09, 0.005), ACADEMIC},
    {"ExcessYr6", "Overweight at eleven", HEALTH, "% of children", LOW, SHARE(YEAR_6, 1),
     MODEL(36.2, 0.13, 0, 0.08, 0.01), ACADEMIC},
    {"SynTeenBirths", "Conceptions under 18, per 1,000 young people", HEALTH,
     "Rate per 1,000", LOW, RATE(1000, AGED_16_17, 1), MODEL(13.5, 0.24, 0, 0.22, -0.06),
     CALENDAR},
    {"SynAdmissions", "Admissions for mental health, per 100,000 children", HEALTH,
     "Rate per 100,000", LOW, RATE(100000, CHILDREN, 1), MODEL(78, 0.05, 0, 0.4, 0),
     CALENDAR},
    {"SynYouthJustice", "First entrants to youth justice, per 100,000 pupils",
     "Youth Justice", "Rate per 100,000", LOW, RATE(100000, PUPILS, 1),
     MODEL(160, 0.22, 0, 0.32, -0.08), CALENDAR},
    /* Staff */
    {"SynStaff", "Social workers", STAFF, "Number of social workers", NEITHER,
     NUMBER(WORKERS), SEPTEMBER},
    {"Work_Force_Vac_Rate", "Vacancies of social workers", STAFF, "% vacancies", LOW,
     SHARE(WORKERS, 1), MODEL(13.5, 0.02, -0.15, 0.65, 0), SEPTEMBER},
    {"Work_Force_Agecy_Rate", "Agency social workers", STAFF, "% of social workers", LOW,
     SHARE(WORKERS, 1), MODEL(12, 0.03, -0.2, 0.75, 0), SEPTEMBER},
    {"Work_Force_TO_Rate", "Turnover of social workers", STAFF, "% turnover", LOW,
     SHARE(WORKERS, 1), MODEL(12.6, 0.02, -0.12, 0.36, 0), SEPTEMBER},
    {"SynSick", "Absence of social workers", STAFF, "% absent", LOW, SHARE(WORKERS, 1),
     MODEL(3.4, 0.03, -0.05, 0.2, 0), SEPTEMBER},
    {"Work_Force_AvgNumCase_SW", "Cases of a social worker", STAFF, "Average case load",
     LOW, MEAN(WORKERS, 1), MODEL(15.4, 0.1, -0.4, 1.9, -0.1), SEPTEMBER},
};

const struct synth_measure *synth_measures(size_t *count)
{
    *count = COUNT(measures);
    return measures;
}

date synth_year_end(const struct synth_measure *measure, int year)
{
    static const struct {
        int month, day;
    } ends[] = {[YEAR_FINANCIAL] = {3, 31},
                [YEAR_ACADEMIC] = {8, 31},
                [YEAR_CALENDAR] = {12, 31},
                [YEAR_SEPTEMBER] = {9, 30}};
    return date_of(year, ends[measure->year].month, ends[measure->year].day);
}
