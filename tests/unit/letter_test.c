/* The letters of the four examples, and of evidence written here. */
#include "fixture_desk.h"

/* ---- All four */

static void every_example_gives_a_sound_letter_under_its_file_name(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        build_example(d, &examples[i]);
        assert_sound(d);
        struct str name = letter_file_name(d->arena, d->verdict);
        assert_true(str_equal(name, str_of(examples[i].file)));
    }
}

static void
every_letter_says_it_is_a_reconstruction_and_carries_no_signature(void **state)
{
    static const char notice[] =
        "Reconstruction by Assay from published evidence. Not issued "
        "or endorsed by Ofsted.";
    struct desk *d = *state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        build_example(d, &examples[i]);
        struct str text = folded(d, text_of(d));
        assert_true(str_starts(text, STR(notice)));
        assert_true(str_ends(str_trim(text), STR(notice)));
        assert_holds(html_of(d), notice);
        assert_lacks(text, "Dear ");
        assert_lacks(text, "Yours ");
    }
}

static void every_id_used_has_its_place_in_the_index(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        build_example(d, &examples[i]);
        walk(d, d->document->root, assert_ids_indexed, NULL);
    }
}

static void no_sentence_of_a_layout_is_said_twice(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        build_example(d, &examples[i]);
        layout_said_once(d);
    }
}

static void
every_finding_value_share_and_relation_is_somewhere_in_the_letter(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        build_example(d, &examples[i]);
        const struct profile *p = d->verdict->profile;
#define EVERY(rows)                                                                      \
    for (size_t k = 0; k < p->rows##_count; k++) {                                       \
        struct str wanted = p->rows[k]->row.id;                                          \
        walk(d, d->document->root, note_anchor, &wanted);                                \
        if (wanted.len)                                                                  \
            fail_msg("%.*s is not told", STR_ARG(wanted));                               \
    }
        EVERY(findings)
        EVERY(values)
        EVERY(shares)
        EVERY(relations)
    }
}

static void the_same_evidence_gives_the_same_bytes(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        build_example(d, &examples[i]);
        struct str html = html_of(d), text = text_of(d);
        build_example(d, &examples[i]);
        assert_true(str_equal(html, html_of(d)));
        assert_true(str_equal(text, text_of(d)));
    }
}

static void
after_the_layout_come_derivation_basis_judgements_chart_gaps_annex_and_index(void **state)
{
    static const char *const last[] = {"How the grades were reached",
                                       "The basis of each rule",
                                       "Judgements",
                                       "Figures beside other areas",
                                       "What is not known",
                                       "Data annex",
                                       "Evidence index",
                                       "Sources and version"};
    struct desk *d = *state;
    build_example(d, &examples[3]);
    const struct doc *n = section(d, last[0]);
    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++, n = n->next) {
        assert_non_null(n);
        assert_true(str_equal(n->text, str_of(last[i])));
    }
    assert_null(n);
}

/* ---- One by one */

static void the_letter_of_2009_shows_the_limit_and_what_stands_without_it(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[1]);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Without this limit the rules would give Performs well.");
    assert_holds(text, "House of Commons 276-ii, 22 March 2010");
    assert_holds(text, "Before that limit the grade stood at Performs well.");
    assert_holds(text,
                 "School sixth forms were better than the national average but below "
                 "similar areas.");
    assert_holds(text, "repealed on 18 July 2012");
    const struct doc *law = section(d, "Legal basis"), *notes = section(d, "Notes");
    assert_ptr_equal(notes->next, law);
    assert_ptr_equal(law->first, law->last);
    assert_ptr_equal(law->first->first, law->first->last);
}

static void
the_letter_of_2011_shows_what_the_rules_alone_give_and_the_reason(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[3]);
    struct str text = folded(d, text_of(d));
    assert_holds(text,
                 "Children's services in Sefton were judged to perform well: grade 3 on "
                 "a scale on which 4 is best.");
    assert_holds(text, "The rules alone give Performs excellently or Performs well");
    assert_holds(text, "Three of the four children's homes were good or better.");
    assert_holds(text,
                 "The very large majority of services and settings were good or better.");
}

static void
the_report_of_2010_has_its_buckets_owners_and_the_impossible_pair(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[2]);
    struct str text = folded(d, text_of(d));
    assert_holds(
        text, "Nothing was recommended for immediate action in safeguarding services.");
    assert_holds(text, "For: NHS Knowsley; monitored by KSCB.");
    assert_holds(text, "on one cohort that cannot be");
    assert_holds(text, "Of 33 published grades: 6 reproduced, 27 entered");
    assert_holds(text, "stood at 6.9% in 2009, below the national average of 10.7%.");
    assert_holds(text, "in safeguarding services was computed from its parts as good");
    assert_holds(text, "in safeguarding services was graded good");
    assert_lacks(text,
                 "\xe2\x80\x9cOutcomes\xe2\x80\x9d in safeguarding services was graded");
    assert_holds(text, "and increased since 2009, significantly from 1 January 2008");
    section(d, "Record of main findings");
}

static void the_letter_of_2006_sets_strengths_beside_areas_for_improvement(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[0]);
    const struct doc *table =
        section(d, "Key strengths and key areas for improvement")->first;
    assert_int_equal(table->node, DOC_TABLE);
    const struct doc *healthy = table->first->next;
    assert_true(str_equal(healthy->first->text, STR("Being healthy")));
    assert_int_equal(healthy->first->next->first->node, DOC_LIST);
    assert_true(str_equal(healthy->last->text, STR("None listed")));
}

/* ---- Evidence written here */

static void settings_are_counted_in_words_and_homes_are_never_named(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {
        {"settings.csv", "urn,area,service,name\n"
                         "H1,Anywhere,children's-home,Rose Cottage\n"
                         "H2,Anywhere,children's-home,Elm House\n"
                         "H3,Anywhere,children's-home,Oak House\n"
                         "P1,Anywhere,primary-school,St Anne's\n"},
        {"inspections.csv", "id,subject,framework,start\n"
                            "i1,H1,setting,2009-06-01\ni2,H2,setting,2009-06-01\n"
                            "i3,H3,setting,2009-06-01\n"},
        {"judgements.csv",
         "inspection,aspect,grade\n"
         "i1,overall,Good\ni2,overall,Outstanding\ni3,overall,Inadequate\n"},
    };
    build_sheets(d, sheets, 3, false);
    assert_sound(d);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Two of the three children's homes were good or better: one was "
                       "outstanding, one good and one inadequate.");
    assert_holds(text, "One primary school had no grade.");
    assert_lacks(text, "Rose Cottage");
    assert_lacks(text, "Elm House");
}

static void
homes_of_one_grade_are_told_once_and_their_inspections_by_their_number(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {
        {"settings.csv", "urn,area,service,name\n"
                         "H1,Anywhere,children's-home,Rose Cottage\n"
                         "H2,Anywhere,children's-home,Elm House\n"
                         "F1,Anywhere,fostering,\nF2,Anywhere,fostering,\n"},
        {"inspections.csv", "id,subject,framework,start,event\n"
                            "i1,H1,setting,2009-03-01,Full\n"
                            "i2,H2,setting,2009-03-08,Interim\n"
                            "i3,F1,setting,2009-06-01,Monitoring visit\n"
                            "i4,F2,setting,2009-06-01,\n"},
        {"judgements.csv", "inspection,aspect,grade\n"
                           "i1,overall,Good\ni2,overall,Good\n"
                           "i3,overall,Inadequate\ni4,overall,Inadequate\n"},
    };
    build_sheets(d, sheets, 3, false);
    assert_sound(d);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Both children's homes were good. ");
    assert_holds(text, "Both fostering services were inadequate. ");
    struct str html = html_of(d);
    assert_holds(html, ", number H1), overall: Good (2)");
    assert_holds(html, "Full inspection of March 2009 (children");
    assert_holds(html, "Interim inspection of March 2009 (children");
    assert_holds(html, "Monitoring visit of June 2009 (fostering service, number F1)");
    assert_holds(html, "Inspection of a setting of June 2009 (fostering service, number");
    assert_lacks(text, "Rose Cottage");
}

static void only_what_is_whole_and_counted_is_numbered(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {
        {"areas.csv", "name\nAnywhere\nEngland\n"},
        {"measures.csv", "id,name,unit,polarity\n"
                         "gcse,Five good GCSEs,percent,high\n"
                         "cin,Children in need,per 10000,none\n"
                         "lac,Looked after children,children,none\n"
                         "half,Foster carers,carers,none\n"
                         "even,Care leavers,percent,none\n"},
        {"values.csv", "area,measure,period,value\n"
                       "Anywhere,gcse,2009,50.8\nEngland,gcse,2009,49.8\n"
                       "Anywhere,cin,2009,5083.1\nAnywhere,lac,2009,306\n"
                       "Anywhere,half,2009,30.5\nAnywhere,even,2009,50\n"},
    };
    build_sheets(d, sheets, 3, false);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Five good GCSEs stood at 50.8% in 2009 (England: 49.8%).");
    assert_holds(text, "Children in need stood at 5,083.1 per 10000 in 2009.");
    assert_holds(text, "Looked after children numbered 306 in 2009.");
    assert_holds(text, "Foster carers stood at 30.5 carers in 2009.");
    assert_holds(text, "Care leavers stood at 50% in 2009.");
}

/* A neighbour's value may be missing all the same, and a rule may await confirmation. */
static void where_nothing_is_missing_the_letter_claims_no_more_than_that(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {
        {"areas.csv", "name\nAnywhere\nElsewhere\n"},
        {"measures.csv",
         "id,name,unit,polarity\nlac,Looked after children,children,none\n"},
        {"values.csv", "area,measure,period,value\n"
                       "Anywhere,lac,2009,306\nElsewhere,lac,2009,c\n"},
    };
    build_sheets(d, sheets, 3, false);
    judge_area(d, "unannounced-2009", "Anywhere", false);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "No grade above is open, and no figure for the area itself is "
                       "missing.");
    assert_lacks(text, "in doubt");
}

static void a_gap_is_of_the_group_itself(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {
        {"areas.csv", "name\nAnywhere\n"},
        {"relations.csv",
         "area,about,comparator,relation,dimension,group\n"
         "Anywhere,group:looked after children,own-past,narrowing,gap,boys\n"
         "Anywhere,group:travellers,england,below,level,\n"},
    };
    build_sheets(d, sheets, 2, false);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Among boys, for looked after children, the gap was narrowing.");
    assert_holds(text, "Performance for travellers was below the national average.");
}

static void findings_told_elsewhere_are_not_called_others(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {
        {"areas.csv", "name\nAnywhere\n"},
        {"findings.csv", "id,kind,text,area,follows,progress\n"
                         "f1,area-for-development,Plans are late,Anywhere,,\n"
                         "f2,area-for-development,Plans are in time,Anywhere,f1,"
                         "resolved\n"},
    };
    build_sheets(d, sheets, 2, false);
    struct str text = folded(d, text_of(d));
    assert_holds(text,
                 "The areas for development in the evidence stand elsewhere in this "
                 "letter.");
    assert_holds(text, "The evidence records no strengths.");
    assert_lacks(text, "no other");
}

static void an_empty_folder_gives_a_letter_that_says_what_is_missing(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {{"areas.csv", "name\nAnywhere\n"}};
    build_sheets(d, sheets, 1, false);
    assert_sound(d);
    struct str text = folded(d, text_of(d));
    assert_holds(text,
                 "The evidence holds no grades or shares of services and settings.");
    assert_holds(text, "The evidence does not settle a grade");
    assert_holds(text, "The evidence records no strengths.");
}

static void a_what_if_says_that_it_is_none_of_what_happened(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {{"areas.csv", "name\nAnywhere\n"}};
    build_sheets(d, sheets, 1, true);
    assert_true(
        str_starts(text_of(d), STR("What if: computed by Assay from changed evidence.")));
}

static void a_self_assessment_says_whose_it_is_and_claims_no_licence(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {{"areas.csv", "name\nAnywhere\n"}};
    build_sheets(d, sheets, 1, false);
    d->verdict->standing = STANDING_SELF_ASSESSMENT;
    d->document = letter_build(d->arena, d->verdict);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Self-assessment by Anywhere, computed by Assay");
    assert_lacks(text, "Reconstruction by Assay");
    assert_lacks(text, "Open Government Licence");
}

static void a_letter_of_synthetic_evidence_says_so_above_all(void **state)
{
    struct desk *d = *state;
    static const struct sheet sheets[] = {{"areas.csv", "name\nAnywhere\n"}};
    build_sheets(d, sheets, 1, false);
    d->evidence->files[0].attribution =
        STR("Synthetic data made by Assay; no real area, child or inspection.");
    d->document = letter_build(d->arena, d->verdict);
    struct str text = folded(d, text_of(d));
    assert_true(str_starts(text, STR("Synthetic data made by Assay")));
    assert_lacks(text, "Open Government Licence");
    assert_lacks(text, "from published evidence");
}

static void a_letter_of_an_inspection_says_when_it_was_held(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[2]);
    assert_holds(
        folded(d, text_of(d)),
        "The inspection was held from 1 to 12 February 2010 and was published on "
        "12 March 2010.");
    build_example(d, &examples[0]);
    assert_lacks(folded(d, text_of(d)), "and was published on");
}

static void what_is_said_alike_of_several_is_said_once(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[1]);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Primary schools and secondary schools were above other areas.");
    assert_holds(text,
                 "Initial assessments for children's social care carried out within 7 "
                 "working days of referral and core assessments for children's social "
                 "care carried out within 35 working days of commencement were getting "
                 "worse in 2008/09.");
}

static void every_rule_is_listed_with_its_basis(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[1]);
    struct str text = folded(d, text_of(d));
    assert_holds(text, "Of five rules one is in a source named, three are inferred and "
                       "one is remembered and not checked.");
}

static void a_chart_stands_where_the_evidence_has_figures(void **state)
{
    struct desk *d = *state;
    build_example(d, &examples[2]);
    const struct doc *n = section(d, "Figures beside other areas");
    assert_int_equal(n->first->node, DOC_FIGURE);
    build_example(d, &examples[1]);
    for (n = d->document->root->first; n; n = n->next)
        assert_false(str_equal(n->text, STR("Figures beside other areas")));
}

static void an_area_cannot_lead_the_file_out_of_its_folder(void **state)
{
    struct desk *d = *state;
    struct area area = {.name = STR("../..\\Ross & \xc3\x89, \"O'Neill\"/")};
    static const struct sheet sheets[] = {{"areas.csv", "name\nAnywhere\n"}};
    build_sheets(d, sheets, 1, false);
    struct profile profile = *d->verdict->profile;
    struct verdict verdict = *d->verdict;
    profile.area = &area;
    verdict.profile = &profile;
    struct str name = letter_file_name(d->arena, &verdict);
    assert_true(str_starts(name, STR("annual-rating-2009--ross-oneill--")));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        TEST(every_example_gives_a_sound_letter_under_its_file_name),
        TEST(every_letter_says_it_is_a_reconstruction_and_carries_no_signature),
        TEST(every_id_used_has_its_place_in_the_index),
        TEST(no_sentence_of_a_layout_is_said_twice),
        TEST(every_finding_value_share_and_relation_is_somewhere_in_the_letter),
        TEST(the_same_evidence_gives_the_same_bytes),
        TEST(
            after_the_layout_come_derivation_basis_judgements_chart_gaps_annex_and_index),
        TEST(the_letter_of_2009_shows_the_limit_and_what_stands_without_it),
        TEST(the_letter_of_2011_shows_what_the_rules_alone_give_and_the_reason),
        TEST(the_report_of_2010_has_its_buckets_owners_and_the_impossible_pair),
        TEST(the_letter_of_2006_sets_strengths_beside_areas_for_improvement),
        TEST(settings_are_counted_in_words_and_homes_are_never_named),
        TEST(homes_of_one_grade_are_told_once_and_their_inspections_by_their_number),
        TEST(only_what_is_whole_and_counted_is_numbered),
        TEST(where_nothing_is_missing_the_letter_claims_no_more_than_that),
        TEST(a_gap_is_of_the_group_itself),
        TEST(findings_told_elsewhere_are_not_called_others),
        TEST(an_empty_folder_gives_a_letter_that_says_what_is_missing),
        TEST(a_self_assessment_says_whose_it_is_and_claims_no_licence),
        TEST(a_letter_of_synthetic_evidence_says_so_above_all),
        TEST(a_letter_of_an_inspection_says_when_it_was_held),
        TEST(what_is_said_alike_of_several_is_said_once),
        TEST(every_rule_is_listed_with_its_basis),
        TEST(a_chart_stands_where_the_evidence_has_figures),
        TEST(a_what_if_says_that_it_is_none_of_what_happened),
        TEST(an_area_cannot_lead_the_file_out_of_its_folder),
    };
    return cmocka_run_group_tests_name("letter", tests, NULL, NULL);
}
