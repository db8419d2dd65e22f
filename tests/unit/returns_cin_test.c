/* The children in need census: its elements as rows with their parents and numbers, in
 * the shape of every year, and what its Header says. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fixture_census.h"

#define C1 CENSUS_CHILD("C1", "")
#define C1_LINES "child 0 C1\nChildIdentifiers 1: C1|||||||\nChildCharacteristics 1: \n"
#define EPISODE(rest) "<CINdetails>" rest "</CINdetails>"

static void expect_year(int year, struct str text, const char *lines)
{
    struct fixture_census *f = fixture_census_new(text);
    f->year = year;
    struct str found = fixture_census_read(f);
    if (!str_equal(found, str_of(lines)))
        fail_msg("expected:\n%sfound:\n%.*s", lines, STR_ARG(found));
    fixture_census_free(f);
}

static void expect(struct str text, const char *lines)
{
    expect_year(2026, text, lines);
}

/* ---- What is read */

/* Every element of the census of 2026, once at least. */
static const char every_element[] = CENSUS_HEAD
    "<Child><ChildIdentifiers><LAchildID>C1</LAchildID><UPN>A1</UPN>"
    "<FormerUPN>B2</FormerUPN><UPNunknown>UN1</UPNunknown>"
    "<PersonBirthDate>2010-02-28</PersonBirthDate>"
    "<ExpectedPersonBirthDate>2010-03-01</ExpectedPersonBirthDate><Sex>F</Sex>"
    "<PersonDeathDate>2025-12-31</PersonDeathDate></ChildIdentifiers>"
    "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
    "<Disability>AUT</Disability><Disability/></Disabilities>"
    "</ChildCharacteristics>"
    "<CINdetails><CINreferralDate>2025-04-01</CINreferralDate>"
    "<ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>"
    "<CINclosureDate>2025-05-01</CINclosureDate>"
    "<ReasonForClosure>RC1</ReasonForClosure>"
    "<DateOfInitialCPC>2025-04-20</DateOfInitialCPC>"
    "<ReferralNFA>false</ReferralNFA></CINdetails>"
    "<CINdetails><Assessments>"
    "<AssessmentActualStartDate>2025-06-01</AssessmentActualStartDate>"
    "<AssessmentInternalReviewDate>2025-06-02</AssessmentInternalReviewDate>"
    "<AssessmentAuthorisationDate>2025-06-03</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors>"
    "<AssessmentFactors>2B</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    "</Assessments><Assessments/>"
    "<CINPlanDates><CINPlanStartDate>2025-06-04</CINPlanStartDate>"
    "<CINPlanEndDate>2025-06-05</CINPlanEndDate></CINPlanDates>"
    "<Section47><S47ActualStartDate>2025-06-06</S47ActualStartDate>"
    "<InitialCPCtarget>2025-06-07</InitialCPCtarget>"
    "<DateOfInitialCPC>2025-06-08</DateOfInitialCPC>"
    "<ICPCnotRequired>TRUE</ICPCnotRequired></Section47>"
    "<ChildProtectionPlans><CPPstartDate>2025-06-09</CPPstartDate>"
    "<CPPendDate>2025-06-10</CPPendDate>"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    "<Reviews><CPPreviewDate>2025-06-11</CPPreviewDate></Reviews>"
    "</ChildProtectionPlans>"
    "<PreProceedingsandFGDM><PPStartDate>2025-06-12</PPStartDate>"
    "<LBPSentDate>2025-06-13</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer>"
    "<FGDMMeetingFac>0</FGDMMeetingFac>"
    "<InitialPPMeetingDate>2025-06-14</InitialPPMeetingDate>"
    "<ReviewMeetingsCount>2</ReviewMeetingsCount>"
    "<StepDecisionDate>2025-06-15</StepDecisionDate><PPOutcome>A</PPOutcome>"
    "<CourtAppDate>2025-06-16</CourtAppDate>"
    "<LetterInitCPDate>2025-06-17</LetterInitCPDate></PreProceedingsandFGDM>"
    "</CINdetails></Child>" CENSUS_TAIL;

static void every_group_is_a_row_that_knows_where_it_stands(void **state)
{
    (void)state;
    expect(str_of(every_element),
           "child 0 C1\n"
           "ChildIdentifiers 1: C1|A1|B2|UN1|2010-02-28|2010-03-01|F|2025-12-31\n"
           "ChildCharacteristics 1: WBRI\n"
           "Disabilities 1: AUT\nDisabilities 2: \n"
           "CINdetails 1: 2025-04-01|1A|N1|2025-05-01|RC1|2025-04-20|false\n"
           "CINdetails 2: ||||||\n"
           "Assessments 1 in 1: 2025-06-01|2025-06-02|2025-06-03\n"
           "Assessments 2 in 1: ||\n"
           "AssessmentFactors 1 in 0: 1A\nAssessmentFactors 2 in 0: 2B\n"
           "CINplanDates 1 in 1: 2025-06-04|2025-06-05\n"
           "Section47 1 in 1: 2025-06-06|2025-06-07|2025-06-08|TRUE\n"
           "ChildProtectionPlans 1 in 1: 2025-06-09|2025-06-10|NEG|EMO|0\n"
           "Reviews 1 in 0: 2025-06-11\n"
           "PreProceedingsandFGDM 1 in 1: "
           "2025-06-12|2025-06-13|1|0|2025-06-14|2|2025-06-15|A|2025-06-16|2025-06-17\n");
}

static void reviews_are_one_element_each_or_several_dates_in_one(void **state)
{
    (void)state;
    expect(
        STR(CENSUS_HEAD CENSUS_CHILD(
            "C1", EPISODE("<ChildProtectionPlans>"
                          "<Reviews><CPPreviewDate>2025-05-01</CPPreviewDate>"
                          "<CPPreviewDate>2025-06-01</CPPreviewDate></Reviews><Reviews/>"
                          "<Reviews><CPPreviewDate/></Reviews></ChildProtectionPlans>"))
                CENSUS_CHILD("C2", EPISODE("<ChildProtectionPlans><Reviews></Reviews>"
                                           "<Reviews><CPPreviewDate>x</CPPreviewDate>"
                                           "</Reviews></ChildProtectionPlans>"))
                    CENSUS_TAIL),
        C1_LINES "CINdetails 1: ||||||\nChildProtectionPlans 1 in 0: ||||\n"
                 "Reviews 1 in 0: 2025-05-01\nReviews 1 in 0: 2025-06-01\n"
                 "Reviews 4 in 0: \nReviews 2 in 0: \n"
                 "child 1 C2\nChildIdentifiers 2: C2|||||||\nChildCharacteristics 2: \n"
                 "CINdetails 2: ||||||\nChildProtectionPlans 2 in 0: ||||\n"
                 "Reviews 5 in 0: \nReviews 3 in 0: x!\n");
}

static void dates_are_iso_and_whatever_else_is_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *written, *read;
    } dates[] = {{"2025-04-01", "2025-04-01"},
                 {"2025-04-01T09:30:00", "2025-04-01T09:30:00"},
                 {" \n2025-04-01\t", "2025-04-01"},
                 {"2024-02-29", "2024-02-29"},
                 {"2025-02-29", "2025-02-29!"},
                 {"01/04/2025", "01/04/2025!"},
                 {"2025-4-1", "2025-4-1!"},
                 {"20250401", "20250401!"},
                 {"2025-04-011", "2025-04-011!"},
                 {"", ""},
                 {"  ", ""},
                 {"<![CDATA[2025-04-01]]>", "2025-04-01"},
                 {"2025-04<!-- x -->-01", "2025-04-01"},
                 {"1799-12-31", "1799-12-31!"}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct arena *a = arena_new(MIB);
        struct str text = arena_format(
            a,
            CENSUS_HEAD CENSUS_CHILD("C1", "<CINdetails><CINclosureDate>%s"
                                           "</CINclosureDate></CINdetails>") CENSUS_TAIL,
            dates[i].written);
        expect(text,
               arena_format(a, C1_LINES "CINdetails 1: |||%s|||\n", dates[i].read).at);
        arena_free(a);
    }
    expect(STR(CENSUS_HEAD CENSUS_CHILD(
               " c1&amp;", EPISODE("<ReferralNFA>True </ReferralNFA>")) CENSUS_TAIL),
           "child 0  c1&\nChildIdentifiers 1:  c1&|||||||\nChildCharacteristics 1: \n"
           "CINdetails 1: ||||||True \n");
}

static void the_first_of_an_element_counts_and_others_are_said(void **state)
{
    (void)state;
    expect(STR(CENSUS_HEAD
               "<Child><ChildIdentifiers><LAchildID/><LAchildID>C9</LAchildID>"
               "</ChildIdentifiers><ChildIdentifiers><LAchildID>C8</LAchildID>"
               "</ChildIdentifiers><CINdetails><ReferralSource>1A</ReferralSource>"
               "<ReferralSource>1B</ReferralSource></CINdetails></Child>" CENSUS_TAIL),
           "said [] Child element 1 (line 3): LAchildID stands more than once; the first "
           "is read\n"
           "said [] Child element 1 (line 3): ChildIdentifiers stands more than once; "
           "the first is "
           "read\n"
           "said [] Child element 1 (line 3): ReferralSource stands more than once; the "
           "first is "
           "read\n"
           "child 0 \nChildIdentifiers 1: |||||||\nChildCharacteristics 1: \n"
           "CINdetails 1: |1A|||||\n");
}

static void what_the_census_does_not_have_is_said_once_a_name(void **state)
{
    (void)state;
    expect(STR(CENSUS_HEAD "<Kid><UPN>A</UPN></Kid>" CENSUS_CHILD(
               "C1", EPISODE("<ReferralSauce>1A</ReferralSauce>"
                             "<Box><Assessments/></Box>"))
                   CENSUS_CHILD("C2", EPISODE("<ReferralSauce/>")) CENSUS_TAIL),
           "said [] 'Kid' stands outside of every Child element, once; what is in it is "
           "not read\n"
           "said [] 'UPN' stands outside of every Child element, once; what is in it is "
           "not read\n"
           "said [] 'ReferralSauce' is no element of the census; it stands in the file 2 "
           "times (first in Child element 1), and what is in it is not read\n"
           "said [] 'Box' is no element of the census; it stands in the file once (first "
           "in Child element 1), and what is in it is not read\n" C1_LINES
           "CINdetails 1: ||||||\n"
           "child 1 C2\nChildIdentifiers 2: C2|||||||\nChildCharacteristics 2: \n"
           "CINdetails 2: ||||||\n");
}

static void a_census_of_no_children_is_said_to_be(void **state)
{
    (void)state;
    expect(
        STR(CENSUS_HEAD "<child><UPN/></child>" CENSUS_TAIL),
        "said [] 'child' stands outside of every Child element, once; what is in it is "
        "not read\n"
        "said [] 'UPN' stands outside of every Child element, once; what is in it is "
        "not read\n"
        "said [] there is no Child element in it\n");
}

static void what_stands_in_the_wrong_place_is_said_of_its_child(void **state)
{
    (void)state;
    expect(STR(CENSUS_HEAD CENSUS_CHILD(
               "C1", "<Assessments/><UPN>A</UPN>"
                     "<CINdetails><Reviews/><Disability>AUT</Disability>"
                     "more</CINdetails>") CENSUS_TAIL),
           "said [C1] Child element 1 (line 3): Assessments stands where the census has "
           "none; it is "
           "not read\n"
           "said [C1] Child element 1 (line 3): UPN stands where the census has none; it "
           "is not "
           "read\n"
           "said [C1] Child element 1 (line 3): Reviews stands where the census has "
           "none; it is not "
           "read\n"
           "said [C1] Child element 1 (line 3): Disability stands where the census has "
           "none; it is "
           "not read\n" C1_LINES "CINdetails 1: ||||||\n");
    expect(
        STR(CENSUS_HEAD CENSUS_CHILD("C1", "<CINdetails>none</CINdetails>") CENSUS_TAIL),
        "said [C1] Child element 1 (line 3): CINdetails holds text where the census has "
        "elements; "
        "it is not read\n" C1_LINES "CINdetails 1: ||||||\n");
}

static void sex_and_gender_are_read_in_their_years(void **state)
{
    (void)state;
    const struct str text =
        STR(CENSUS_HEAD "<Child><ChildIdentifiers><LAchildID>C1</LAchildID>"
                        "<GenderCurrent>1</GenderCurrent><Sex>M</Sex></ChildIdentifiers>"
                        "</Child>" CENSUS_TAIL);
    static const char gender[] =
        "said [] 'Sex' is no element of the census of this year; it "
        "stands in the file once (first in Child element 1), and "
        "what is in it is not read\n"
        "child 0 C1\nChildIdentifiers 1: C1||||||1|\n"
        "ChildCharacteristics 1: \n";
    static const char sex[] =
        "said [] 'GenderCurrent' is no element of the census of this "
        "year; it stands in the file once (first in Child element 1), "
        "and what is in it is not read\n"
        "child 0 C1\nChildIdentifiers 1: C1||||||M|\n"
        "ChildCharacteristics 1: \n";
    for (int year = 2023; year <= 2026; year++)
        expect_year(year, text, year < 2025 ? gender : sex);
}

static void pre_proceedings_are_read_from_2026(void **state)
{
    (void)state;
    const struct str text = STR(CENSUS_HEAD CENSUS_CHILD(
        "C1", EPISODE("<PreProceedingsandFGDM><PPOutcome>A"
                      "</PPOutcome></PreProceedingsandFGDM>")) CENSUS_TAIL);
    expect_year(2026, text,
                C1_LINES "CINdetails 1: ||||||\n"
                         "PreProceedingsandFGDM 1 in 0: |||||||A||\n");
    expect_year(
        2025, text,
        "said [] 'PreProceedingsandFGDM' is no element of the census of this year; "
        "it stands in the file once (first in Child element 1), and what is in it is "
        "not read\n" C1_LINES "CINdetails 1: ||||||\n");
}

static void rows_are_numbered_through_the_file_whatever_is_damaged(void **state)
{
    (void)state;
    expect(
        STR(CENSUS_HEAD CENSUS_CHILD(
            "C1", EPISODE("<Assessments/><Assessments/>")) "<Child>"
                                                           "<CINdetails><Assessments/></"
                                                           "CINdetails></Kid></Child>"
                                                           "<Child><CINdetails><"
                                                           "Assessments/>" CENSUS_CHILD(
                                                               "C4",
                                                               EPISODE("<Assessments/>"))
                                                               CENSUS_TAIL),
        "said of a child [] Child element 2 (line 4): it is not well-formed XML\n"
        "said of a child [] Child element 3 (line 4): the child is not closed\n" C1_LINES
        "CINdetails 1: ||||||\nAssessments 1 in 0: ||\nAssessments 2 in 0: ||\n"
        "child 3 C4\nChildIdentifiers 4: C4|||||||\nChildCharacteristics 4: \n"
        "CINdetails 4: ||||||\nAssessments 5 in 0: ||\n");
}

/* ---- The Header */

static void the_header_gives_year_period_and_authority(void **state)
{
    (void)state;
    struct fixture_census *f = fixture_census_new(STR(CENSUS_HEAD C1 CENSUS_TAIL));
    fixture_census_open(f);
    const struct return_about *about = &f->r.about;
    assert_int_equal(f->status, OK);
    assert_int_equal(about->kind, RETURN_CIN);
    assert_int_equal(about->form, FORM_XML);
    assert_int_equal(about->start.days, date_of(2025, 4, 1).days);
    assert_int_equal(about->end.days, date_of(2026, 3, 31).days);
    assert_int_equal(about->reference.days, date_of(2026, 3, 31).days);
    assert_true(str_equal(about->header_year, STR("2026")));
    assert_true(str_equal(about->header_reference, STR("2026-03-31")));
    assert_true(str_equal(about->lea, STR("301")));
    assert_true(str_equal(about->authority, STR("E09000002")));
    assert_true(about->has[TC_REVIEWS] && about->has[TC_PRE_PROCEEDINGS]);
    fixture_census_free(f);
}

static void a_header_that_says_nothing_leaves_the_period_unknown(void **state)
{
    (void)state;
    static const struct {
        const char *header, *said;
    } headers[] = {
        {"<Header/>", NULL},
        {"<Header><ReferenceDate>31/03/2026</ReferenceDate></Header>", NULL},
        {"", "it has no Header"},
        {"<Header><LEA>301</Header>", "its Header cannot be read (it is not well-formed"},
        {"<Header><LEA>301", "its Header cannot be read (it is not closed)"},
        {"<Header><LEA>999</LEA></Header>", "no authority that makes returns"}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct arena *a = arena_new(MIB);
        struct str text =
            arena_format(a, "<Message>%s<Children>" C1 CENSUS_TAIL, headers[i].header);
        struct fixture_census *f = fixture_census_new(text);
        struct str found = fixture_census_read(f);
        const struct return_about *about = &f->r.about;
        assert_true(date_is_none(about->reference) && date_is_none(about->start) &&
                    date_is_none(about->end) && about->authority.len == 0);
        assert_true(str_ends(found, STR(C1_LINES)));
        bool said = found.len > sizeof C1_LINES;
        assert_int_equal(said, headers[i].said != NULL);
        if (headers[i].said)
            assert_true(str_contains(found, str_of(headers[i].said)));
        fixture_census_free(f);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_group_is_a_row_that_knows_where_it_stands),
        cmocka_unit_test(reviews_are_one_element_each_or_several_dates_in_one),
        cmocka_unit_test(dates_are_iso_and_whatever_else_is_as_written),
        cmocka_unit_test(the_first_of_an_element_counts_and_others_are_said),
        cmocka_unit_test(what_the_census_does_not_have_is_said_once_a_name),
        cmocka_unit_test(a_census_of_no_children_is_said_to_be),
        cmocka_unit_test(what_stands_in_the_wrong_place_is_said_of_its_child),
        cmocka_unit_test(sex_and_gender_are_read_in_their_years),
        cmocka_unit_test(pre_proceedings_are_read_from_2026),
        cmocka_unit_test(rows_are_numbered_through_the_file_whatever_is_damaged),
        cmocka_unit_test(the_header_gives_year_period_and_authority),
        cmocka_unit_test(a_header_that_says_nothing_leaves_the_period_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
