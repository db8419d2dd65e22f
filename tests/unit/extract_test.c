/* The evidence of an authority as the store holds it: what a folder would say. */
#include <stdio.h>

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

static void what_no_report_was_read_for_is_not_nothing(void **state)
{
    (void)state;
    static const struct {
        enum assurance assurance;
        bool item;
        size_t unread;
    } cases[] = {{ASSURANCE_REPORT, false, 0},
                 {ASSURANCE_NOT_GIVEN, false, 0},
                 {ASSURANCE_OFFICIAL_STATISTICS, false, 1},
                 {ASSURANCE_THIRD_PARTY, false, 1},
                 {ASSURANCE_THIRD_PARTY, true, 0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct england e = start("2024-06-01");
        add_event(&e, "focused-visit", "2023-05-05", cases[i].assurance);
        if (cases[i].item)
            add_item(&e, "the visits to children");
        const struct evidence *evidence = extracted(&e, true);
        assert_int_equal(evidence->unread_count, cases[i].unread);
        if (cases[i].unread) {
            assert_int_equal(evidence->unread[0].table, TABLE_FINDINGS);
            assert_ptr_equal(evidence->unread[0].inspection, &evidence->inspections[0]);
            assert_text(evidence->unread[0].framework, "focused-visit");
        }
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

/* ---- Settings */

static void add_listed(struct england *e, uint32_t load, const char *urn,
                       const char *service, const char *as_at)
{
    *batch_add(e->facts, batch_setting, settings) =
        (struct batch_setting){.row = (uint32_t)e->facts->settings_count + 1,
                               .load = load,
                               .urn = str_of(urn),
                               .code = STR("305"),
                               .service = str_of(service),
                               .opened = DATE_NONE,
                               .closed = DATE_NONE,
                               .as_at = day(as_at),
                               .places = -1};
}

static void add_graded(struct england *e, uint32_t load, const char *urn,
                       const char *inspected, int position)
{
    static const char *const words[] = {"Outstanding", "Good", "Requires improvement",
                                        "Inadequate"};
    *batch_add(e->facts, batch_setting_grade, setting_grades) =
        (struct batch_setting_grade){.row = (uint32_t)e->facts->setting_grades_count + 1,
                                     .load = load,
                                     .urn = str_of(urn),
                                     .aspect = STR("overall"),
                                     .inspected = day(inspected),
                                     .published = DATE_NONE,
                                     .grade = position < 0 ? STR("Consistently good")
                                                           : str_of(words[position]),
                                     .position = position};
}

static void an_inspection_in_every_list_is_one(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    for (uint32_t load = 1; load <= 2; load++) {
        add_listed(&e, load, "SC1", "children's-home",
                   load == 1 ? "2023-03-31" : "2024-03-31");
        add_graded(&e, load, "SC1", "2022-05-05", 1);
    }
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->settings_count, 1);
    assert_text(evidence->settings[0].urn, "SC1");
    assert_text(evidence->settings[0].row.id, "2:3");
    assert_true(date_is_none(evidence->settings[0].closed));
    assert_int_equal(evidence->inspections_count, 1);
    assert_text(evidence->inspections[0].row.id, "2:3/inspection");
    assert_ptr_equal(evidence->inspections[0].setting, &evidence->settings[0]);
    assert_text(evidence->judgements[0].row.id, "2:3/overall");
    assert_int_equal(evidence->judgements[0].grade.position, 1);
    assert_ptr_equal(evidence->judgements[0].inspection, &evidence->inspections[0]);
    end(&e);
}

static void what_the_next_list_lacks_is_closed_by_then(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_listed(&e, 1, "SC1", "children's-home", "2023-03-31");
    add_listed(&e, 1, "SC2", "children's-home", "2023-03-31");
    add_listed(&e, 2, "SC2", "children's-home", "2024-03-31");
    add_listed(&e, 3, "100", "primary-school", "2020-01-31");
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->settings_count, 3);
    assert_int_equal(evidence->settings[0].closed.days, day("2024-03-31").days);
    assert_true(date_is_none(evidence->settings[1].closed));
    /* Lists of providers say nothing of schools. */
    assert_true(date_is_none(evidence->settings[2].closed));
    end(&e);
}

static void a_list_of_those_inspected_closes_nobody(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_listed(&e, 1, "100", "primary-school", "2020-01-31");
    add_listed(&e, 2, "101", "primary-school", "2022-01-31");
    add_graded(&e, 2, "101", "2019-01-31", 1);
    add_graded(&e, 2, "101", "2021-01-31", 0);
    const struct evidence *evidence = extracted(&e, false);
    assert_true(date_is_none(evidence->settings[0].closed));
    assert_int_equal(evidence->inspections_count, 2);
    end(&e);
}

static void an_undated_grade_counts_by_the_day_of_its_list(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_listed(&e, 1, "100", "primary-school", "2024-01-31");
    add_graded(&e, 1, "100", "", 2);
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->inspections_count, 1);
    assert_int_equal(evidence->inspections[0].start.days, day("2024-01-31").days);
    end(&e);
}

static void a_list_of_latest_grades_takes_older_ones_away(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_listed(&e, 1, "100", "primary-school", "2020-01-31");
    add_graded(&e, 1, "100", "2019-03-03", 1);
    add_listed(&e, 2, "100", "primary-school", "2024-01-31");
    add_listed(&e, 2, "101", "primary-school", "2024-01-31");
    add_graded(&e, 2, "101", "", 1);
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->judgements_count, 3);
    assert_ptr_equal(evidence->judgements[0].grade.scale, scale_setting());
    assert_ptr_equal(evidence->judgements[1].grade.scale, scale_ungraded());
    assert_int_equal(evidence->judgements[1].inspection->start.days,
                     day("2024-01-31").days);
    end(&e);
}

static void words_of_another_scale_stand_on_their_own(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_listed(&e, 1, "SC1", "supported-accommodation", "2024-03-31");
    add_graded(&e, 1, "SC1", "2024-02-02", -1);
    const struct evidence *evidence = extracted(&e, false);
    assert_text(evidence->judgements[0].said, "Consistently good");
    assert_false(scale_same(evidence->judgements[0].grade.scale, scale_setting()));
    end(&e);
}

static void one_number_may_be_a_school_and_a_provider(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_listed(&e, 1, "100", "special-school", "2024-01-31");
    add_graded(&e, 1, "100", "2019-03-03", 1);
    add_listed(&e, 2, "100", "residential-special-school", "2024-03-31");
    add_graded(&e, 2, "100", "2021-03-03", 3);
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->settings_count, 2);
    assert_int_equal(evidence->judgements_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct judged *judged = &evidence->judgements[i];
        bool school =
            str_equal(judged->inspection->setting->service, STR("special-school"));
        assert_int_equal(judged->grade.position, school ? 1 : 3);
    }
    end(&e);
}

/* ---- Figures */

static void figures_are_of_the_area_and_of_whom_it_is_compared_with(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "CIN", "Children in need", POLARITY_LOW);
    add_year(&e, "2022", "305", 123, 456);
    add_year(&e, "2023", "305", 124, 456);
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->measures_count, 1);
    const struct measure *m = &evidence->measures[0];
    assert_text(m->key, "CIN");
    assert_text(m->topic, "Children in need");
    assert_int_equal(m->polarity, POLARITY_LOW);
    /* 301 had ended before 2022: of thirteen areas twelve. */
    assert_int_equal(evidence->values_count, 24);
    const struct value *v = &evidence->values[0];
    assert_text(v->row.id, "1:5");
    assert_text(v->period_text, "2022");
    assert_int_equal(v->period.end.days, day("2022-03-31").days);
    assert_int_equal(ratio_compare(v->value, ratio_of(123, 10)), 0);
    assert_true(v->has_counts);
    assert_int_equal(ratio_compare(v->numerator, ratio_of(123, 1)), 0);
    assert_int_equal(ratio_compare(v->denominator, ratio_of(1000, 1)), 0);
    assert_int_equal(evidence->values_at[0], 0);
    assert_int_equal(evidence->values_at[1], 24);
    end(&e);
}

static void a_missing_figure_keeps_its_reason(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "CIN", "Children in need", POLARITY_LOW);
    add_year(&e, "2023", "305", NONE, 456);
    const struct evidence *evidence = extracted(&e, false);
    assert_false(evidence->values[0].has_value);
    assert_false(evidence->values[0].has_counts);
    assert_int_equal(evidence->values[0].missing, MISSING_SUPPRESSED);
    end(&e);
}

static void the_columns_of_one_row_have_an_id_each(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "b1:rate|sex=girls", "Children in need", POLARITY_LOW);
    add_year(&e, "2023", "305", 124, 456);
    const struct evidence *evidence = extracted(&e, false);
    assert_true(str_ends(evidence->values[0].row.id, STR("/rate")));
    end(&e);
}

static bool wants_b(const void *of, const struct batch_measure *measure)
{
    return str_equal(measure->id, str_of((const char *)of));
}

static void only_the_measures_asked_for_are_laid_out(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "A", "Children in need", POLARITY_LOW);
    add_year(&e, "2023", "305", 124, 456);
    add_measure(&e, "B", "", POLARITY_NONE);
    add_year(&e, "2023", "305", 124, 456);
    draw(&e, "305");
    const struct survey_source *source = &e.survey->source;
    struct extract_options options = {.regimes = fixture_regimes_make(&regimes)};
    uint32_t area = cube_area(source->cube, STR("305"));
    const struct evidence *all = extract_area(e.a, source, area, &options);
    assert_int_equal(all->measures_count, 1); /* B has neither topic nor direction */
    options.wants = wants_b;
    options.of = "B";
    const struct evidence *some = extract_area(e.a, source, area, &options);
    assert_int_equal(some->measures_count, 1);
    assert_text(some->measures[0].key, "B");
    end(&e);
}

/* Forty authorities whose figures differ, so that agreeing means something. */
static void a_table_with_counts_lends_them_to_the_catalogue(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    static char names[40][4];
    for (int i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "%d", 400 + i);
        add_area(e.figures, names[i], names[i], "", "");
    }
    for (int m = 0; m < 2; m++) {
        add_measure(&e, m ? "table:share" : "Share", m ? "" : "Health",
                    m ? POLARITY_NONE : POLARITY_HIGH);
        for (int y = m; y < 3; y++) {
            static const char *const years[] = {"2021", "2022", "2023"};
            for (int i = 0; i < 40; i++) {
                struct batch_figure *f = add_figure(&e, years[y], names[i], 100 + 20 * i);
                if (m == 0)
                    f->numerator = f->denominator = NONE;
            }
            struct batch_figure *own = add_figure(&e, years[y], "305", 700);
            if (m == 0)
                own->numerator = own->denominator = NONE;
        }
    }
    const struct evidence *evidence = extracted(&e, false);
    assert_int_equal(evidence->measures_count, 1);
    assert_text(evidence->measures[0].key, "Share");
    assert_int_equal(evidence->measures[0].polarity, POLARITY_HIGH);
    size_t with = 0;
    for (size_t i = 0; i < evidence->values_count; i++)
        with += evidence->values[i].has_counts;
    assert_int_equal(with, 2); /* 2022 and 2023; of 2021 the catalogue's own */
    assert_int_equal(evidence->values_count, 3);
    end(&e);
}

static void a_number_is_the_decimal_it_was_written_as(void **state)
{
    (void)state;
    static const struct {
        double number;
        int64_t num, den;
    } cases[] = {{33.3, 333, 10},
                 {0.1, 1, 10},
                 {-0.25, -1, 4},
                 {71.30000001, 7130000001, 100000000},
                 {56286961, 56286961, 1},
                 {1e15, 1000000000000000, 1},
                 {0, 0, 1}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct ratio r = extract_number(cases[i].number);
        assert_int_equal(r.num, cases[i].num);
        assert_int_equal(r.den, cases[i].den);
    }
    /* Worked out by its publisher: the nearest with nine decimals. */
    struct ratio r = extract_number(92.3076923076923);
    assert_int_equal(ratio_compare(r, ratio_of(92307692308, 1000000000)), 0);
}

static void every_decimal_of_six_digits_comes_back(void **state)
{
    (void)state;
    for (int64_t n = 1; n < 1000000; n += 7) {
        for (int64_t den = 1; den <= 1000000; den *= 10) {
            struct ratio r = extract_number((double)n / (double)den);
            assert_int_equal(ratio_compare(r, ratio_of(n, den)), 0);
        }
    }
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
        cmocka_unit_test(what_no_report_was_read_for_is_not_nothing),
        cmocka_unit_test(rows_that_say_two_things_give_two_ids),
        cmocka_unit_test(an_inspection_in_every_list_is_one),
        cmocka_unit_test(what_the_next_list_lacks_is_closed_by_then),
        cmocka_unit_test(a_list_of_those_inspected_closes_nobody),
        cmocka_unit_test(an_undated_grade_counts_by_the_day_of_its_list),
        cmocka_unit_test(a_list_of_latest_grades_takes_older_ones_away),
        cmocka_unit_test(words_of_another_scale_stand_on_their_own),
        cmocka_unit_test(one_number_may_be_a_school_and_a_provider),
        cmocka_unit_test(figures_are_of_the_area_and_of_whom_it_is_compared_with),
        cmocka_unit_test(a_missing_figure_keeps_its_reason),
        cmocka_unit_test(the_columns_of_one_row_have_an_id_each),
        cmocka_unit_test(only_the_measures_asked_for_are_laid_out),
        cmocka_unit_test(a_table_with_counts_lends_them_to_the_catalogue),
        cmocka_unit_test(a_number_is_the_decimal_it_was_written_as),
        cmocka_unit_test(every_decimal_of_six_digits_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
