/* The tables of the two returns and their columns, as data: what a file or an XML element
 * is recognised by, and where a check finds a cell.  Column order is the Department's
 * (docs/returns.md); the enums below index it.  A table is named `Episodes` this year and
 * `Episodes_last` where it is last year's. */
#ifndef ASSAY_RECORDS_TABLE_H
#define ASSAY_RECORDS_TABLE_H

#include <stdint.h>

#include "base/str.h"

enum return_kind { RETURN_903, RETURN_CIN };

/* ---- Children looked after (SSDA903) */

enum table_903 {
    T9_HEADER,
    T9_EPISODES,
    T9_REVIEWS,
    T9_UASC,
    T9_OC2,
    T9_OC3,
    T9_AD1,
    T9_PLACED_ADOPTION,
    T9_PREV_PERM,
    T9_MISSING,
    T9_SW_EPISODES, /* from 2023/24 */
    T9_DOLO,        /* from 2026/27: deprivation of liberty orders */
    T9_COUNT
};

/* HEADER_UASC is not in the CSV file: the XML form has it, else it is read off the UASC
 * table (rules_definitions.md, "Data as the rules see it"); blank where unknown. */
enum header_column {
    HEADER_CHILD,
    HEADER_SEX,
    HEADER_DOB,
    HEADER_ETHNIC,
    HEADER_UPN,
    HEADER_MOTHER,
    HEADER_MC_DOB,
    HEADER_UASC
};
enum episodes_column {
    EPISODES_CHILD,
    EPISODES_DECOM,
    EPISODES_RNE,
    EPISODES_LS,
    EPISODES_CIN,
    EPISODES_PLACE,
    EPISODES_PLACE_PROVIDER,
    EPISODES_DEC,
    EPISODES_REC,
    EPISODES_REASON_PLACE_CHANGE,
    EPISODES_HOME_POST,
    EPISODES_PL_POST,
    EPISODES_URN
};
enum reviews_column { REVIEWS_CHILD, REVIEWS_DOB, REVIEWS_REVIEW, REVIEWS_REVIEW_CODE };
enum uasc_column { UASC_CHILD, UASC_SEX, UASC_DOB, UASC_DUC };
enum oc2_column {
    OC2_CHILD,
    OC2_DOB,
    OC2_SDQ_SCORE,
    OC2_SDQ_REASON,
    OC2_CONVICTED,
    OC2_HEALTH_CHECK,
    OC2_IMMUNISATIONS,
    OC2_TEETH_CHECK,
    OC2_HEALTH_ASSESSMENT,
    OC2_SUBSTANCE_MISUSE,
    OC2_INTERVENTION_RECEIVED,
    OC2_INTERVENTION_OFFERED
};
enum oc3_column { OC3_CHILD, OC3_DOB, OC3_IN_TOUCH, OC3_ACTIV, OC3_ACCOM };
enum ad1_column {
    AD1_CHILD,
    AD1_DOB,
    AD1_DATE_INT,
    AD1_DATE_MATCH,
    AD1_FOSTER_CARE,
    AD1_NB_ADOPTR,
    AD1_SEX_ADOPTR,
    AD1_LS_ADOPTR
};
enum placed_adoption_column {
    PLACED_CHILD,
    PLACED_DOB,
    PLACED_DATE_PLACED,
    PLACED_DATE_PLACED_CEASED,
    PLACED_REASON_PLACED_CEASED
};
enum prev_perm_column {
    PREV_CHILD,
    PREV_DOB,
    PREV_PREV_PERM,
    PREV_LA_PERM,
    PREV_DATE_PERM
};
enum missing_column {
    MISSING_CHILD,
    MISSING_DOB,
    MISSING_MISSING,
    MISSING_MIS_START,
    MISSING_MIS_END
};
enum sw_episodes_column {
    SW_CHILD,
    SW_DOB,
    SW_SW_ID,
    SW_SW_DECOM,
    SW_SW_DEC,
    SW_SW_REASON
};
enum dolo_column { DOLO_CHILD, DOLO_DOB, DOLO_DOLO_START, DOLO_DOLO_END };

/* ---- Children in need census */

/* One row a group of the XML, in document order.  A row's parent is the row of the table
 * named in its shape that it stands in. */
enum table_cin {
    TC_CHILD_IDENTIFIERS,
    TC_CHILD_CHARACTERISTICS,
    TC_DISABILITIES, /* one row a code */
    TC_CIN_DETAILS,
    TC_ASSESSMENTS,      /* parent: CINdetails */
    TC_FACTORS,          /* one row a code; parent: Assessments */
    TC_CIN_PLAN_DATES,   /* parent: CINdetails */
    TC_SECTION_47,       /* parent: CINdetails */
    TC_PROTECTION_PLANS, /* parent: CINdetails */
    TC_REVIEWS,          /* parent: ChildProtectionPlans; only with a CPPreviewDate */
    TC_PRE_PROCEEDINGS,  /* parent: CINdetails; from 2026 */
    TC_COUNT
};

enum child_identifiers_column {
    CI_LA_CHILD_ID,
    CI_UPN,
    CI_FORMER_UPN,
    CI_UPN_UNKNOWN,
    CI_PERSON_BIRTH_DATE,
    CI_EXPECTED_PERSON_BIRTH_DATE,
    CI_SEX, /* GenderCurrent up to the census of 2024 */
    CI_PERSON_DEATH_DATE
};
enum child_characteristics_column { CC_ETHNICITY };
enum disabilities_column { CDIS_DISABILITY };
enum cin_details_column {
    CD_CIN_REFERRAL_DATE,
    CD_REFERRAL_SOURCE,
    CD_PRIMARY_NEED_CODE,
    CD_CIN_CLOSURE_DATE,
    CD_REASON_FOR_CLOSURE,
    CD_DATE_OF_INITIAL_CPC,
    CD_REFERRAL_NFA
};
enum assessments_column {
    CA_ASSESSMENT_ACTUAL_START_DATE,
    CA_ASSESSMENT_INTERNAL_REVIEW_DATE,
    CA_ASSESSMENT_AUTHORISATION_DATE
};
enum factors_column { CF_ASSESSMENT_FACTORS };
enum cin_plan_dates_column { CP_CIN_PLAN_START_DATE, CP_CIN_PLAN_END_DATE };
enum section_47_column {
    CS_S47_ACTUAL_START_DATE,
    CS_INITIAL_CPC_TARGET,
    CS_DATE_OF_INITIAL_CPC,
    CS_ICPC_NOT_REQUIRED
};
enum protection_plans_column {
    CPP_CPP_START_DATE,
    CPP_CPP_END_DATE,
    CPP_INITIAL_CATEGORY_OF_ABUSE,
    CPP_LATEST_CATEGORY_OF_ABUSE,
    CPP_NUMBER_OF_PREVIOUS_CPP
};
enum cin_reviews_column { CR_CPP_REVIEW_DATE };
enum pre_proceedings_column {
    PP_START_DATE,
    PP_LBP_SENT_DATE,
    PP_FGDM_MEETING_OFFER,
    PP_FGDM_MEETING_FAC,
    PP_INITIAL_MEETING_DATE,
    PP_REVIEW_MEETINGS_COUNT,
    PP_STEP_DECISION_DATE,
    PP_OUTCOME,
    PP_COURT_APP_DATE,
    PP_LETTER_INIT_CP_DATE
};

/* ---- Shapes */

enum { TABLES_MAX = 12, COLUMNS_MAX = 13, NO_PARENT = -1 };

struct column_shape {
    struct str name; /* as the file or the element has it: "DECOM", "CPPstartDate" */
    bool is_date;
};
struct table_shape {
    struct str name; /* "Episodes"; "CINdetails" */
    const struct column_shape *columns;
    unsigned column_count;
    int parent; /* of CIN: the table its rows stand in; NO_PARENT: the child */
    int from;   /* the first collection (its end year) that has it; 0: all */
};

/* The tables of a kind, by its enum; *count is T9_COUNT or TC_COUNT. */
const struct table_shape *table_shapes(enum return_kind kind, unsigned *count);

#endif
