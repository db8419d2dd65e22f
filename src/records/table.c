#include "records/table.h"

#include <assert.h>
#include <stddef.h>

#define TEXT(name) {{(name), sizeof(name) - 1}, false}
#define DATE(name) {{(name), sizeof(name) - 1}, true}
#define COUNT(list) (sizeof(list) / sizeof *(list))
#define SHAPE(name, columns, parent, from)                                               \
    {{(name), sizeof(name) - 1}, (columns), COUNT(columns), (parent), (from)}

/* ---- Children looked after */

/* The last column is not in the file: see header_column. */
static const struct column_shape header[] = {TEXT("CHILD"),  TEXT("SEX"), DATE("DOB"),
                                             TEXT("ETHNIC"), TEXT("UPN"), TEXT("MOTHER"),
                                             DATE("MC_DOB"), TEXT("UASC")};
static const struct column_shape episodes[] = {TEXT("CHILD"),
                                               DATE("DECOM"),
                                               TEXT("RNE"),
                                               TEXT("LS"),
                                               TEXT("CIN"),
                                               TEXT("PLACE"),
                                               TEXT("PLACE_PROVIDER"),
                                               DATE("DEC"),
                                               TEXT("REC"),
                                               TEXT("REASON_PLACE_CHANGE"),
                                               TEXT("HOME_POST"),
                                               TEXT("PL_POST"),
                                               TEXT("URN")};
static const struct column_shape reviews[] = {TEXT("CHILD"), DATE("DOB"), DATE("REVIEW"),
                                              TEXT("REVIEW_CODE")};
static const struct column_shape uasc[] = {TEXT("CHILD"), TEXT("SEX"), DATE("DOB"),
                                           DATE("DUC")};
static const struct column_shape oc2[] = {TEXT("CHILD"),
                                          DATE("DOB"),
                                          TEXT("SDQ_SCORE"),
                                          TEXT("SDQ_REASON"),
                                          TEXT("CONVICTED"),
                                          TEXT("HEALTH_CHECK"),
                                          TEXT("IMMUNISATIONS"),
                                          TEXT("TEETH_CHECK"),
                                          TEXT("HEALTH_ASSESSMENT"),
                                          TEXT("SUBSTANCE_MISUSE"),
                                          TEXT("INTERVENTION_RECEIVED"),
                                          TEXT("INTERVENTION_OFFERED")};
static const struct column_shape oc3[] = {TEXT("CHILD"), DATE("DOB"), TEXT("IN_TOUCH"),
                                          TEXT("ACTIV"), TEXT("ACCOM")};
static const struct column_shape ad1[] = {
    TEXT("CHILD"),       DATE("DOB"),       DATE("DATE_INT"),   DATE("DATE_MATCH"),
    TEXT("FOSTER_CARE"), TEXT("NB_ADOPTR"), TEXT("SEX_ADOPTR"), TEXT("LS_ADOPTR")};
static const struct column_shape placed_adoption[] = {
    TEXT("CHILD"), DATE("DOB"), DATE("DATE_PLACED"), DATE("DATE_PLACED_CEASED"),
    TEXT("REASON_PLACED_CEASED")};
/* DATE_PERM may hold ZZ for a day, month or year that is not known, so it is text. */
static const struct column_shape prev_perm[] = {
    TEXT("CHILD"), DATE("DOB"), TEXT("PREV_PERM"), TEXT("LA_PERM"), TEXT("DATE_PERM")};
static const struct column_shape missing[] = {TEXT("CHILD"), DATE("DOB"), TEXT("MISSING"),
                                              DATE("MIS_START"), DATE("MIS_END")};
static const struct column_shape sw_episodes[] = {TEXT("CHILD"),  DATE("DOB"),
                                                  TEXT("SW_ID"),  DATE("SW_DECOM"),
                                                  DATE("SW_DEC"), TEXT("SW_REASON")};
static const struct column_shape dolo[] = {TEXT("CHILD"), DATE("DOB"), DATE("DOLO_START"),
                                           DATE("DOLO_END")};

static const struct table_shape tables_903[] = {
    [T9_HEADER] = SHAPE("Header", header, NO_PARENT, 0),
    [T9_EPISODES] = SHAPE("Episodes", episodes, NO_PARENT, 0),
    [T9_REVIEWS] = SHAPE("Reviews", reviews, NO_PARENT, 0),
    [T9_UASC] = SHAPE("UASC", uasc, NO_PARENT, 0),
    [T9_OC2] = SHAPE("OC2", oc2, NO_PARENT, 0),
    [T9_OC3] = SHAPE("OC3", oc3, NO_PARENT, 0),
    [T9_AD1] = SHAPE("AD1", ad1, NO_PARENT, 0),
    [T9_PLACED_ADOPTION] = SHAPE("PlacedAdoption", placed_adoption, NO_PARENT, 0),
    [T9_PREV_PERM] = SHAPE("PrevPerm", prev_perm, NO_PARENT, 0),
    [T9_MISSING] = SHAPE("Missing", missing, NO_PARENT, 0),
    [T9_SW_EPISODES] = SHAPE("SWEpisodes", sw_episodes, NO_PARENT, 2024),
    [T9_DOLO] = SHAPE("DoLo", dolo, NO_PARENT, 2027),
};

/* ---- Children in need census */

static const struct column_shape child_identifiers[] = {TEXT("LAchildID"),
                                                        TEXT("UPN"),
                                                        TEXT("FormerUPN"),
                                                        TEXT("UPNunknown"),
                                                        DATE("PersonBirthDate"),
                                                        DATE("ExpectedPersonBirthDate"),
                                                        TEXT("Sex"),
                                                        DATE("PersonDeathDate")};
static const struct column_shape child_characteristics[] = {TEXT("Ethnicity")};
static const struct column_shape disabilities[] = {TEXT("Disability")};
static const struct column_shape cin_details[] = {
    DATE("CINreferralDate"), TEXT("ReferralSource"),   TEXT("PrimaryNeedCode"),
    DATE("CINclosureDate"),  TEXT("ReasonForClosure"), DATE("DateOfInitialCPC"),
    TEXT("ReferralNFA")};
static const struct column_shape assessments[] = {DATE("AssessmentActualStartDate"),
                                                  DATE("AssessmentInternalReviewDate"),
                                                  DATE("AssessmentAuthorisationDate")};
static const struct column_shape factors[] = {TEXT("AssessmentFactors")};
static const struct column_shape cin_plan_dates[] = {DATE("CINPlanStartDate"),
                                                     DATE("CINPlanEndDate")};
static const struct column_shape section_47[] = {
    DATE("S47ActualStartDate"), DATE("InitialCPCtarget"), DATE("DateOfInitialCPC"),
    TEXT("ICPCnotRequired")};
static const struct column_shape protection_plans[] = {
    DATE("CPPstartDate"), DATE("CPPendDate"), TEXT("InitialCategoryOfAbuse"),
    TEXT("LatestCategoryOfAbuse"), TEXT("NumberOfPreviousCPP")};
static const struct column_shape cin_reviews[] = {DATE("CPPreviewDate")};
static const struct column_shape pre_proceedings[] = {
    DATE("PPStartDate"),          DATE("LBPSentDate"),
    TEXT("FGDMMeetingOffer"),     TEXT("FGDMMeetingFac"),
    DATE("InitialPPMeetingDate"), TEXT("ReviewMeetingsCount"),
    DATE("StepDecisionDate"),     TEXT("PPOutcome"),
    DATE("CourtAppDate"),         DATE("LetterInitCPDate")};

static const struct table_shape tables_cin[] = {
    [TC_CHILD_IDENTIFIERS] = SHAPE("ChildIdentifiers", child_identifiers, NO_PARENT, 0),
    [TC_CHILD_CHARACTERISTICS] =
        SHAPE("ChildCharacteristics", child_characteristics, NO_PARENT, 0),
    [TC_DISABILITIES] = SHAPE("Disabilities", disabilities, NO_PARENT, 0),
    [TC_CIN_DETAILS] = SHAPE("CINdetails", cin_details, NO_PARENT, 0),
    [TC_ASSESSMENTS] = SHAPE("Assessments", assessments, TC_CIN_DETAILS, 0),
    [TC_FACTORS] = SHAPE("AssessmentFactors", factors, TC_ASSESSMENTS, 0),
    [TC_CIN_PLAN_DATES] = SHAPE("CINplanDates", cin_plan_dates, TC_CIN_DETAILS, 0),
    [TC_SECTION_47] = SHAPE("Section47", section_47, TC_CIN_DETAILS, 0),
    [TC_PROTECTION_PLANS] =
        SHAPE("ChildProtectionPlans", protection_plans, TC_CIN_DETAILS, 0),
    [TC_REVIEWS] = SHAPE("Reviews", cin_reviews, TC_PROTECTION_PLANS, 0),
    [TC_PRE_PROCEEDINGS] =
        SHAPE("PreProceedingsandFGDM", pre_proceedings, TC_CIN_DETAILS, 2026),
};

static_assert(COUNT(tables_903) == T9_COUNT && (int)T9_COUNT <= TABLES_MAX,
              "tables of 903");
static_assert(COUNT(tables_cin) == TC_COUNT && (int)TC_COUNT <= TABLES_MAX,
              "tables of CIN");
static_assert(COUNT(episodes) == COLUMNS_MAX, "no table is wider");
static_assert(COUNT(header) == HEADER_UASC + 1, "columns of Header");
static_assert(COUNT(oc2) == OC2_INTERVENTION_OFFERED + 1, "columns of OC2");
static_assert(COUNT(cin_details) == CD_REFERRAL_NFA + 1, "columns of CINdetails");

const struct table_shape *table_shapes(enum return_kind kind, unsigned *count)
{
    *count = kind == RETURN_903 ? (unsigned)T9_COUNT : (unsigned)TC_COUNT;
    return kind == RETURN_903 ? tables_903 : tables_cin;
}
