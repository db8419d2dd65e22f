/* Inspections of authorities in small files: each layout, and what is said of bad rows.
 */
#include "fixture_national.h"

#define JUDGED                                                                           \
    "la_code,la_name,ons_code,framework,event_type,start_date,end_date,published_date,"  \
    "judgement,grade,grade_number,source_file\n"

static const struct batch_event_grade *grade_of(const struct batch *b, size_t event,
                                                const char *judgement)
{
    for (size_t i = 0; i < b->event_grades_count; i++) {
        if (b->event_grades[i].event == event &&
            str_equal(b->event_grades[i].judgement, str_of(judgement)))
            return &b->event_grades[i];
    }
    fail_msg("no grade for %s", judgement);
    return NULL;
}

static bool is_remarked(const struct reading_test *t, uint32_t record,
                        enum remark_kind kind)
{
    for (size_t i = 0; i < t->remarks.count; i++) {
        if (t->remarks.at[i].record == record && t->remarks.at[i].kind == kind)
            return true;
    }
    return false;
}

static void rows_of_judgements_are_one_event(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("judged.csv", JUDGED
                  "340,Knowsley,E08000011,sif,single inspection,2014-03-01,2014-03-25,"
                  "2014-05-20,care leavers,good,2,a.pdf\n"
                  "340,Knowsley,E08000011,sif,single inspection,2014-03-01,2014-03-25,"
                  "2014-05-20,adoption performance,not judged,,a.pdf\n"
                  "340,Knowsley,E08000011,ilacs,focused visit,2019-03-01,,2019-04-01,"
                  "none (visit not graded),,,LA_Outcomes.ods\n");
    assert_format(&t, "authority-inspections");
    assert_int_equal(t.batch->events_count, 2);
    assert_int_equal(t.batch->event_grades_count, 2);
    const struct batch_event *sif = &t.batch->events[0], *visit = &t.batch->events[1];
    assert_text(sif->code, "340");
    assert_text(sif->framework, "sif");
    assert_int_equal(sif->end.days, date_of(2014, 3, 25).days);
    assert_int_equal(sif->assurance, ASSURANCE_REPORT);
    assert_text(visit->framework, "focused-visit");
    assert_true(date_is_none(visit->end));
    assert_int_equal(visit->assurance, ASSURANCE_OFFICIAL_STATISTICS);
    assert_int_equal(grade_of(t.batch, 0, "care leavers")->position, 1);
    assert_text(grade_of(t.batch, 0, "care leavers")->aspect,
                "looked-after/care-leavers");
    assert_int_equal(grade_of(t.batch, 0, "adoption performance")->position, -1);
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void bad_rows_are_remarked_on_and_the_rest_is_read(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "judged.csv", JUDGED
        ",,,sif,single inspection,2014-03-01,,2014-05-20,care leavers,good,2,a.pdf\n"
        "340,K,,,single inspection,2014-03-01,,2014-05-20,care leavers,good,2,a.pdf\n"
        "340,K,,sif,single inspection,,,,care leavers,good,2,a.pdf\n"
        "340,K,,sif,single inspection,2014-03-01,,,care leavers,splendid,2,a.pdf\n"
        "340,K,,sif,single inspection,2014-03-01,,,care leavers,adequate,3,a.pdf\n"
        "340,K,,sif,single inspection,2014-03-01,,,care leavers,good,2,a.pdf\n"
        "340,K,,sif,single inspection,2014-03-01,,,care leavers,inadequate,4,a.pdf\n"
        "340,K,,sif,single inspection,2014-03-01,31 Juni,,overall effectiveness,"
        "good,2,b.pdf\n");
    assert_format(&t, "authority-inspections");
    for (uint32_t row = 2; row <= 6; row++)
        assert_true(is_remarked(&t, row, REMARK_BAD_ROW));
    assert_true(is_remarked(&t, 8, REMARK_CONTRADICTION));
    assert_true(is_remarked(&t, 9, REMARK_BAD_ROW));
    assert_int_equal(t.remarks.count, 7);
    assert_int_equal(t.batch->events_count, 2);
    assert_int_equal(t.batch->event_grades_count, 2);
    assert_text(t.batch->event_grades[0].grade, "good");
    assert_int_equal(t.batch->rows, 8);
    end_reading(&t);
}

static void events_have_their_theme_and_nobodys_name(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "events.csv",
        "la_code,la_name,framework,event_type,start_date,end_date,published_date,"
        "lead_inspector,visit_theme,evidence,notes,source_file\n"
        "340,Knowsley,ilacs,focused visit,2019-03-01,2019-03-02,2019-04-01,Jo Example,"
        "Front door,official statistics,visits are not graded,x\n"
        "340,Knowsley,ilacs,focused visit,2019-03-01,2019-03-02,2019-04-01,Jo Example,"
        "Front door,official statistics,visits are not graded,x\n");
    assert_format(&t, "inspection-events");
    assert_int_equal(t.batch->events_count, 1);
    assert_text(t.batch->events[0].theme, "Front door");
    assert_text(t.batch->events[0].note, "visits are not graded");
    assert_true(is_remarked(&t, 3, REMARK_CONTRADICTION));
    end_reading(&t);
}

static void items_keep_their_words_and_kind(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "items.csv",
        "la_code,framework,event_type,start_date,end_date,published_date,item_number,"
        "item_type,heading,text,source_file\n"
        "340,ilacs,short inspection,2019-03-01,,2019-04-01,1,improvement,,"
        "\"The  quality, and pace\",a.pdf\n"
        "340,ilacs,short inspection,2019-03-01,,2019-04-01,2,improvement,,,a.pdf\n"
        "340,sif,single inspection,2014-03-01,,2014-04-01,1,priority and immediate "
        "action,Front door,Do it now,b.pdf\n"
        "340,sif,single inspection,2014-03-01,,2014-04-01,2,wish,,Do it,b.pdf\n"
        "340,sif,single inspection,2014-03-01,,2014-04-01,3,recommendation,,Do "
        "it,b.pdf\n");
    assert_format(&t, "improvement-areas");
    assert_int_equal(t.batch->events_count, 2);
    assert_int_equal(t.batch->items_count, 3);
    assert_int_equal(t.batch->items[0].kind, FINDING_AREA_FOR_IMPROVEMENT);
    assert_text(t.batch->items[0].text, "The  quality, and pace");
    assert_int_equal(t.batch->items[1].kind, FINDING_PRIORITY_ACTION);
    assert_text(t.batch->items[1].heading, "Front door");
    assert_int_equal(t.batch->items[2].kind, FINDING_RECOMMENDATION);
    assert_int_equal(t.batch->items[2].event, 1);
    assert_true(is_remarked(&t, 3, REMARK_BAD_ROW));
    assert_true(is_remarked(&t, 5, REMARK_BAD_ROW));
    end_reading(&t);
}

#define OUTCOMES                                                                         \
    "Local authority area code,Local authority name,Inspection date,Publication date,"   \
    "Inspection type,Overall effectiveness,The impact of leaders on social work "        \
    "practice with children and families,The experiences and progress of children who "  \
    "need help and protection,The experiences and progress of children in care,The "     \
    "experiences and progress of care leavers\n"

static void the_column_in_care_holds_the_joint_grade_until_2023(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("outcomes_2025.csv",
                  "ILACS inspection history,,,,,,,,,\n" OUTCOMES
                  "E08000011,Knowsley,2019-02-18,2019-04-01,ILACS Standard Inspection,"
                  "Good,Good,Good,Outstanding,\n"
                  "E08000011,Knowsley,2023-02-06,2023-04-01,ILACS Short Inspection,"
                  "Good,Good,Good,Outstanding,Inadequate\n");
    assert_format(&t, "authority-outcomes");
    assert_int_equal(t.batch->events_count, 2);
    assert_text(t.batch->events[0].code, "E08000011");
    assert_text(t.batch->events[0].event_type, "standard inspection");
    assert_text(grade_of(t.batch, 0, "children in care and care leavers")->aspect,
                "care");
    assert_text(grade_of(t.batch, 1, "children in care")->aspect, "in-care");
    assert_int_equal(grade_of(t.batch, 1, "care leavers")->position, 3);
    assert_int_equal(t.batch->event_grades_count, 9);
    assert_int_equal(t.batch->events[1].assurance, ASSURANCE_OFFICIAL_STATISTICS);
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void an_authority_without_an_inspection_is_no_event(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("outcomes.csv", OUTCOMES "E06000063,Cumberland,,,,,,,,\n"
                                           "E08000011,Knowsley,2019-02-18,2019-04-01,"
                                           "ILACS Standard Inspection,Splendid,,,,\n");
    assert_format(&t, "authority-outcomes");
    assert_int_equal(t.batch->events_count, 1);
    assert_int_equal(t.batch->event_grades_count, 0);
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

#define OVERVIEW                                                                         \
    "urn,la_code,local_authority,overall_effectiveness_grade,inspection_framework,"      \
    "inspector_name,inspection_start_date,inspection_end_date,publication_date,"         \
    "impact_of_leaders_grade,help_and_protection_grade,in_care_grade,care_leavers_"      \
    "grade\n"

static void an_overview_is_read_with_its_gaps(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "overview.csv", OVERVIEW
        "80426,370,barnsley,good,short,jo example,11/09/2023,15/09/2023,27/10/23,"
        "good,requires improvement,good,good\n"
        "80444,892,nottingham,inadequate,None,None,,,05/09/22,inadequate,"
        "inadequate,requires improvement,inadequate\n"
        "80445,893,shropshire,good,short,None,07/02/2022,11/02/2022,06/04/22,good,"
        "good,good,inspection_pre_dates_judgement\n"
        "80446,894,telford,nan,short,None,,,,good,good,good,good\n");
    assert_format(&t, "inspection-overview");
    assert_int_equal(t.batch->events_count, 3);
    const struct batch_event *barnsley = &t.batch->events[0];
    assert_int_equal(barnsley->start.days, date_of(2023, 9, 11).days);
    assert_int_equal(barnsley->published.days, date_of(2023, 10, 27).days);
    assert_int_equal(barnsley->assurance, ASSURANCE_THIRD_PARTY);
    assert_int_equal(
        grade_of(t.batch, 0, "children who need help and protection")->position, 2);
    assert_true(date_is_none(t.batch->events[1].start));
    assert_text(t.batch->events[1].event_type, "");
    assert_true(is_remarked(&t, 3, REMARK_WARNING));
    assert_true(is_remarked(&t, 3, REMARK_IMPOSSIBLE));
    assert_text(grade_of(t.batch, 1, "care leavers")->aspect, "");
    assert_text(grade_of(t.batch, 2, "children in care and care leavers")->aspect,
                "care");
    assert_true(is_remarked(&t, 5, REMARK_BAD_ROW));
    end_reading(&t);
}

#define SLAC_NAME                                                                        \
    "Safeguarding & Looked After Children (SLAC) Inspection publication date"
#define FIRST "First ILACS framework "
#define SECOND "Second ILACS framework "

static void a_history_has_an_event_a_group_of_columns(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "history_2023.csv",
        "A title\n"
        "Web link,Local authority name," SLAC_NAME
        ",SLAC Safeguarding Overall effectiveness (OE),SLAC Looked After Children "
        "Overall "
        "Effectiveness (OE)," FIRST "inspection type," FIRST "publication date," FIRST
        "overall effectiveness," FIRST
        "experiences and progress of children in care and care leavers," SECOND
        "inspection type," SECOND "publication date," SECOND
        "overall effectiveness," SECOND
        "experiences and progress of children in care," SECOND
        "experiences and progress of care leavers\n"
        "x,Knowsley,2010-02-26,Good,Requires improvement to be good,ILACS Short "
        "Inspection,2023-05-10,Good,Inadequate,ILACS Short "
        "Inspection,2024-01-10,Good,Good,"
        "Outstanding\n"
        "Table 11: authorities that no longer exist\n"
        "Web link,Local authority name," SLAC_NAME
        ",SLAC Safeguarding Overall effectiveness (OE),ILACS framework inspection type,"
        "ILACS framework publication date,ILACS framework overall effectiveness\n"
        "x,Cumbria,2012-05-29,Inadequate,ILACS Standard Inspection,2019-01-10,Good\n");
    assert_format(&t, "authority-outcomes");
    assert_int_equal(t.batch->events_count, 5);
    assert_text(t.batch->events[0].framework, "slac");
    assert_text(grade_of(t.batch, 0, "services for looked after children")->aspect,
                "looked-after/overall");
    assert_int_equal(grade_of(t.batch, 0, "services for looked after children")->position,
                     2);
    /* Published in 2023 but inspected before: the column is the joint one. */
    assert_text(grade_of(t.batch, 1, "children in care and care leavers")->aspect,
                "care");
    assert_text(grade_of(t.batch, 2, "care leavers")->aspect, "care-leavers");
    assert_text(t.batch->events[3].code, "Cumbria");
    assert_text(t.batch->events[4].event_type, "standard inspection");
    assert_int_equal(t.batch->rows, 2);
    end_reading(&t);
}

static void joint_inspections_have_outcomes_or_texts_and_no_grade(void **state)
{
    (void)state;
    struct reading_test send = read_text(
        "send.csv",
        "la_code,la_name,framework,event_type,start_date,end_date,published_date,"
        "outcome_number,outcome,source_file\n"
        "203,Greenwich,area send,full inspection,2023-05-11,2023-05-19,2023-07-11,1,"
        "typically positive experiences and outcomes,o\n"
        "204,Hackney,area send,full inspection,2023-05-11,2023-05-19,2023-07-11,,"
        "outcome not stated in the overview,o\n"
        "205,H,area send,full inspection,2023-05-11,2023-05-19,2023-07-11,3,"
        "inconsistent experiences and outcomes,o\n"
        ",,area send,full inspection,2023-05-11,,,3,inconsistent experiences and "
        "outcomes,o\n");
    assert_format(&send, "area-send");
    assert_int_equal(send.batch->events_count, 3);
    assert_int_equal(send.batch->event_grades_count, 1);
    assert_text(send.batch->event_grades[0].aspect, "outcome");
    assert_true(is_remarked(&send, 4, REMARK_CONTRADICTION));
    assert_true(is_remarked(&send, 5, REMARK_BAD_ROW));
    end_reading(&send);
    struct reading_test jtai = read_text(
        "jtai.csv",
        "la_code,framework,event_type,start_date,published_date,theme,priority_action,"
        "needs_to_improve,source_file\n"
        "340,jtai,joint targeted area inspection,,2019-05-09,Neglect,There are no areas "
        "for "
        "priority action and more,Sharing of information,o\n"
        "341,jtai,joint targeted area inspection,,2019-05-09,Neglect,Act now,,o\n");
    assert_format(&jtai, "jtai");
    assert_int_equal(jtai.batch->items_count, 2);
    assert_int_equal(jtai.batch->items[0].kind, FINDING_AREA_FOR_IMPROVEMENT);
    assert_int_equal(jtai.batch->items[1].kind, FINDING_PRIORITY_ACTION);
    assert_int_equal(jtai.batch->items[1].event, 1);
    assert_text(jtai.batch->events[0].theme, "Neglect");
    end_reading(&jtai);
}

static void a_file_without_the_columns_is_refused(void **state)
{
    (void)state;
    static const char *const ids[] = {
        "authority-inspections",
        "inspection-events",
        "improvement-areas",
        "authority-outcomes",
        "inspection-overview",
        "area-send",
        "jtai",
        "annual-ratings",
        "annual-distribution",
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct reading_test t = read_text("other.csv", "a,b\n1,2\n");
        assert_null(t.format);
        t.input.workbook = t.book;
        const struct national_format *format = national_format(str_of(ids[i]));
        assert_int_equal(format->read(&t.input, t.batch, &t.remarks, &t.why), ERR_FORMAT);
        assert_true(t.why.text[0] != '\0');
        end_reading(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_judgements_are_one_event),
        cmocka_unit_test(bad_rows_are_remarked_on_and_the_rest_is_read),
        cmocka_unit_test(events_have_their_theme_and_nobodys_name),
        cmocka_unit_test(items_keep_their_words_and_kind),
        cmocka_unit_test(the_column_in_care_holds_the_joint_grade_until_2023),
        cmocka_unit_test(an_authority_without_an_inspection_is_no_event),
        cmocka_unit_test(an_overview_is_read_with_its_gaps),
        cmocka_unit_test(a_history_has_an_event_a_group_of_columns),
        cmocka_unit_test(joint_inspections_have_outcomes_or_texts_and_no_grade),
        cmocka_unit_test(a_file_without_the_columns_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
