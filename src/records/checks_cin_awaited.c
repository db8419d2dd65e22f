/* Rules of the children in need census that are not written yet.  They stand among the
 * checks so that every report says of each that it was not run: a rule that is only
 * missing would look like one that passed.  A rule that is written leaves this list. */
#include "records/census.h"

#include <assert.h>

static void never(const struct checking *c)
{
    (void)c;
    assert(!"a check that no return has what it needs for");
}

#define AWAITED(name, how, when, cells)                                                  \
    {.code = (name),                                                                     \
     .severity = (how),                                                                  \
     .years = (when),                                                                    \
     .needs = NEEDS_WRITING,                                                             \
     .run = never,                                                                       \
     .fields = (cells),                                                                  \
     .message = "This rule is not checked by this version of Assay.",                    \
     .source = "the Department's list of rules"}

static const struct check checks[] = {
    AWAITED("8606", SEVERITY_ERROR, YEARS_CENSUS,
            "CINreferralDate|ExpectedPersonBirthDate|PersonBirthDate"),
    AWAITED("8608", SEVERITY_ERROR, YEARS_CENSUS,
            "AssessmentActualStartDate|AssessmentAuthorisationDate"),
    AWAITED("8610", SEVERITY_ERROR, YEARS_CENSUS, "PrimaryNeedCode|ReferralNFA"),
    AWAITED("8614", SEVERITY_ERROR, YEARS_CENSUS,
            "AssessmentAuthorisationDate|AssessmentFactors"),
    AWAITED("8615", SEVERITY_ERROR, YEARS_CENSUS, "DateOfInitialCPC|S47ActualStartDate"),
    AWAITED("8620", SEVERITY_ERROR, YEARS_CENSUS, "CINclosureDate"),
    AWAITED("8630", SEVERITY_ERROR, YEARS_CENSUS, "CINclosureDate|CINreferralDate"),
    AWAITED("8640", SEVERITY_ERROR, YEARS_CENSUS, "ReasonForClosure"),
    AWAITED("8650", SEVERITY_ERROR, YEARS_CENSUS, "PrimaryNeedCode"),
    AWAITED("8670Q", SEVERITY_QUERY, YEARS_CENSUS, "AssessmentActualStartDate"),
    AWAITED("8675Q", SEVERITY_QUERY, YEARS_CENSUS,
            "DateOfInitialCPC|ICPCnotRequired|S47ActualStartDate"),
    AWAITED("8696", SEVERITY_ERROR, YEARS_CENSUS,
            "AssessmentAuthorisationDate|ReferenceDate"),
    AWAITED("8715", SEVERITY_ERROR, YEARS_CENSUS, "DateOfInitialCPC|ReferenceDate"),
    AWAITED("8720", SEVERITY_ERROR, YEARS_CENSUS, "CPPstartDate|ReferenceDate"),
    AWAITED("8730", SEVERITY_ERROR, YEARS_CENSUS, "NumberOfPreviousCPP"),
    AWAITED("8736", SEVERITY_ERROR, YEARS_CENSUS,
            "AssessmentActualStartDate|AssessmentAuthorisationDate"),
    AWAITED("8740", SEVERITY_ERROR, YEARS_CENSUS,
            "DateOfInitialCPC|ICPCnotRequired|S47ActualStartDate"),
    AWAITED("8750", SEVERITY_ERROR, YEARS_CENSUS,
            "ExpectedPersonBirthDate|PersonBirthDate|Sex"),
    AWAITED("8770Q", SEVERITY_QUERY, YEARS_CENSUS, "UPNunknown|UPNunknown"),
    AWAITED("8772", SEVERITY_ERROR, YEARS_CENSUS, "ReferralNFA|UPNunknown"),
    AWAITED("8775Q", SEVERITY_QUERY, YEARS_CENSUS, "CINclosureDate|PersonBirthDate"),
    AWAITED("8790", SEVERITY_ERROR, YEARS_CENSUS, "Disability"),
    AWAITED("8794", SEVERITY_ERROR, YEARS_CENSUS, "Disability"),
    AWAITED("8805", SEVERITY_ERROR, YEARS_CENSUS, "CINclosureDate|ReasonForClosure"),
    AWAITED("8810", SEVERITY_ERROR, YEARS_CENSUS, "CINclosureDate|ReasonForClosure"),
    AWAITED("8815", SEVERITY_ERROR, YEARS_CENSUS, "CINclosureDate|ReferralNFA"),
    AWAITED("8816", SEVERITY_ERROR, YEARS_CENSUS, "CINreferralDate|ReferralNFA"),
    AWAITED("8820", SEVERITY_ERROR, YEARS_CENSUS, "CINclosureDate|CINreferralDate"),
    AWAITED("8825Q", SEVERITY_QUERY, YEARS_CENSUS, "ReasonForClosure"),
    AWAITED("8831", SEVERITY_ERROR, YEARS_CENSUS,
            "AssessmentActualStartDate|AssessmentAuthorisationDate|DateOfInitialCPC|"
            "S47ActualStartDate"),
    AWAITED("8832", SEVERITY_ERROR, YEARS_CENSUS, "CINdetailsID|ReferralNFA"),
    AWAITED("8839", SEVERITY_ERROR, YEARS_CENSUS, "DateOfInitialCPC"),
    AWAITED("8840", SEVERITY_ERROR, YEARS_CENSUS,
            "CINTable.ChildProtectionPlans|CPPendDate|CPPstartDate"),
    AWAITED("8841", SEVERITY_ERROR, YEARS_CENSUS, "CPPreviewDate|CPPstartDate"),
    AWAITED("8842Q", SEVERITY_QUERY, YEARS_CENSUS, "CPPreviewDate"),
    AWAITED("8863Q", SEVERITY_QUERY, YEARS_CENSUS,
            "AssessmentActualStartDate|AssessmentAuthorisationDate"),
    AWAITED("8866", SEVERITY_ERROR, YEARS_CENSUS, "CINreferralDate|ReferralSource"),
    AWAITED("8867", SEVERITY_ERROR, YEARS_CENSUS,
            "AssessmentAuthorisationDate|CINclosureDate"),
    AWAITED("8868", SEVERITY_ERROR, YEARS_CENSUS,
            "CINclosureDate|DateOfInitialCPC|ICPCnotRequired"),
    AWAITED("8869", SEVERITY_ERROR, YEARS_CENSUS, "AssessmentFactors"),
    AWAITED("8870Q", SEVERITY_QUERY, YEARS_CENSUS, "InitialCPCtarget"),
    AWAITED("8873Q", SEVERITY_QUERY, YEARS_CENSUS, "AssessmentFactors|ReasonForClosure"),
    AWAITED("8875", SEVERITY_ERROR, YEARS_CENSUS, "DateOfInitialCPC"),
    AWAITED("8890", SEVERITY_ERROR, YEARS_CENSUS, "S47ActualStartDate"),
    AWAITED("8896", SEVERITY_ERROR, YEARS_CENSUS, "AssessmentAuthorisationDate"),
    AWAITED("8897Q", SEVERITY_QUERY, YEARS_CENSUS,
            "AssessmentAuthorisationDate|AssessmentFactors"),
    AWAITED("8898", SEVERITY_ERROR, YEARS_CENSUS, "AssessmentFactors"),
    AWAITED("8905", SEVERITY_ERROR, YEARS_CENSUS, "InitialCategoryOfAbuse"),
    AWAITED("8910", SEVERITY_ERROR, YEARS_CENSUS, "LatestCategoryOfAbuse"),
    AWAITED("8915", SEVERITY_ERROR, YEARS_CENSUS, "CPPstartDate|PersonDeathDate"),
    AWAITED("8920", SEVERITY_ERROR, YEARS_CENSUS, "CPPendDate|PersonDeathDate"),
    AWAITED("8925", SEVERITY_ERROR, YEARS_CENSUS, "CPPendDate|CPPstartDate"),
    AWAITED("8930", SEVERITY_ERROR, YEARS_CENSUS, "CPPendDate|ReferenceDate"),
    AWAITED("8935", SEVERITY_ERROR, YEARS_CENSUS, "CPPendDate"),
    AWAITED("8940", SEVERITY_ERROR, YEARS_CENSUS, "CPPendDate|CPPstartDate"),
    AWAITED("8945Q", SEVERITY_QUERY, YEARS_CENSUS_FROM(2025), "AssessmentFactors"),
    AWAITED("8950Q", SEVERITY_QUERY, YEARS_CENSUS_FROM(2025), "AssessmentFactors"),
};
const struct check_list checks_cin_awaited = CHECK_LIST(checks);
