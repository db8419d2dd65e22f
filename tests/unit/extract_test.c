/* The evidence of an authority as the store holds it: what a folder would say. */
#include "fixture_england.h"
#include "fixture_regimes.h"
#include "profile/extract.h"

static struct fixture_regimes regimes;

/* The evidence of 305 beside its neighbours. */
static const struct evidence *extracted(struct england *e, bool events_only)
{
    draw(e, "305");
    struct extract_options options = {.regimes = fixture_regimes_make(&regimes),
                                      .events_only = events_only};
    const struct survey_source *source = &e->survey->source;
    return extract_area(e->a, source, cube_area(source->cube, STR("305")), &options);
}

static void assert_text(struct str found, const char *expected)
{
    if (!str_equal(found, str_of(expected)))
        fail_msg("found \"%.*s\"; expected \"%s\"", STR_ARG(found), expected);
}

/* ---- Areas */

static void the_area_stands_first_with_its_neighbours_region_and_england(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->areas_count, 1 + CUBE_NEIGHBOURS + 2);
    assert_text(evidence->areas[0].name, "305");
    assert_text(evidence->areas[0].region, "North East");
    assert_int_equal(evidence->neighbours_count, CUBE_NEIGHBOURS);
    assert_text(evidence->neighbours[0].neighbour->name, "306");
    assert_int_equal(evidence->neighbours[9].rank, 10);
    assert_text(evidence->neighbours[0].model, "2025");
    assert_ptr_equal(evidence_area(evidence, STR("North East")), &evidence->areas[11]);
    assert_ptr_equal(evidence_area(evidence, STR("england")), &evidence->areas[12]);
    end(&e);
}

/* ---- Events */

static void an_inspection_is_of_the_regime_of_its_start(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_joint_inspection(&e);
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->inspections_count, 1);
    const struct inspection *inspection = &evidence->inspections[0];
    assert_text(inspection->row.id, "1:2");
    assert_text(inspection->regime->id, "ilacs-2018");
    assert_text(inspection->framework, "ilacs");
    assert_int_equal(inspection->start.days, day("2020-03-06").days);
    assert_int_equal(inspection->assurance, ASSURANCE_REPORT);
    assert_ptr_equal(inspection->area, &evidence->areas[0]);
    assert_null(inspection->setting);
    end(&e);
}

static void grades_stand_on_the_scale_of_the_regime(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_joint_inspection(&e);
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->judgements_count, 3);
    assert_text(evidence->judgements[1].row.id, "1:102/care");
    assert_text(evidence->judgements[1].aspect, "care");
    assert_text(evidence->judgements[1].grade.scale->id, "ilacs");
    assert_int_equal(evidence->judgements[1].grade.position, 2);
    assert_text(evidence->judgements[2].aspect, "overall");
    end(&e);
}

static void a_grade_without_a_place_in_its_regime_is_unread(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_event(&e, "ilacs", "2020-03-06", ASSURANCE_REPORT);
    add_grade(&e, "the school run", "", 1);
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->judgements_count, 0);
    assert_int_equal(evidence->unread_count, 1);
    assert_int_equal(evidence->unread[0].table, TABLE_JUDGEMENTS);
    end(&e);
}

static void what_is_not_judged_is_no_grade_and_hides_none(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_event(&e, "ilacs", "2020-03-06", ASSURANCE_REPORT);
    add_grade(&e, "overall effectiveness", "overall", 1);
    e.facts->event_grades[0].position = -1;
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->judgements_count + evidence->unread_count, 0);
    end(&e);
}

static void a_family_without_a_regime_is_graded_on_the_four(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_event(&e, "laac", "2013-10-06", ASSURANCE_REPORT);
    add_grade(&e, "overall effectiveness", "", 3);
    const struct evidence *evidence = extracted(&e, true);
    assert_null(evidence->inspections[0].regime);
    assert_int_equal(evidence->judgements_count, 1);
    assert_text(evidence->judgements[0].aspect, "overall effectiveness");
    assert_ptr_equal(evidence->judgements[0].grade.scale, scale_setting());
    end(&e);
}

static void an_event_without_days_lies_on_its_publication(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_event(&e, "jtai", "", ASSURANCE_THIRD_PARTY);
    e.facts->events[0].published = day("2018-05-09");
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->inspections[0].start.days, day("2018-05-09").days);
    assert_true(date_is_none(evidence->inspections[0].end));
    end(&e);
}

static void one_event_in_two_files_counts_once(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_joint_inspection(&e);
    add_event(&e, "ilacs", "2020-03-06", ASSURANCE_THIRD_PARTY);
    add_grade(&e, "overall effectiveness", "overall", 3);
    const struct evidence *evidence = extracted(&e, true);
    assert_int_equal(evidence->inspections_count, 1);
    assert_int_equal(evidence->judgements_count, 3);
    assert_int_equal(evidence->judgements[2].grade.position, 2);
    end(&e);
}

static void what_was_asked_for_is_a_finding_with_its_deadline(void **state)
{
    (void)state;
    static const struct {
        const char *heading, *bucket, *aspect;
    } cases[] = {{"within three months", "3 months", ""},
                 {"immediately", "immediately", ""},
                 {"Leaders", "", "leaders"},
                 {"Quality of practice", "", "Quality of practice"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct england e = start("2024-06-01");
        add_joint_inspection(&e);
        e.facts->items[0].heading = str_of(cases[i].heading);
        const struct evidence *evidence = extracted(&e, true);
        assert_int_equal(evidence->findings_count, 1);
        const struct finding *f = &evidence->findings[0];
        assert_text(f->row.id, "1:201");
        assert_text(f->text, "the visits to children");
        assert_int_equal(f->kind, FINDING_AREA_FOR_IMPROVEMENT);
        assert_text(f->bucket, cases[i].bucket);
        assert_text(f->aspect, cases[i].aspect);
        end(&e);
    }
}

static void rows_that_say_two_things_give_two_ids(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_joint_inspection(&e);
    e.facts->items[0].row = e.facts->events[0].row;
    const struct evidence *evidence = extracted(&e, true);
    assert_text(evidence->inspections[0].row.id, "1:2");
    assert_text(evidence->findings[0].row.id, "1:2/area-for-improvement");
    end(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_area_stands_first_with_its_neighbours_region_and_england),
        cmocka_unit_test(an_inspection_is_of_the_regime_of_its_start),
        cmocka_unit_test(grades_stand_on_the_scale_of_the_regime),
        cmocka_unit_test(a_grade_without_a_place_in_its_regime_is_unread),
        cmocka_unit_test(what_is_not_judged_is_no_grade_and_hides_none),
        cmocka_unit_test(a_family_without_a_regime_is_graded_on_the_four),
        cmocka_unit_test(an_event_without_days_lies_on_its_publication),
        cmocka_unit_test(one_event_in_two_files_counts_once),
        cmocka_unit_test(what_was_asked_for_is_a_finding_with_its_deadline),
        cmocka_unit_test(rows_that_say_two_things_give_two_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
