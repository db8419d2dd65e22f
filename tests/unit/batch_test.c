#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "evidence/cube_areas.h"
#include "evidence/cube_build.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- the batch -----------------------------------------------------------------------
 */

static void a_text_has_one_index_however_often_it_is_asked_for(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *batch = batch_new(a);
    char text[16];
    for (int round = 0; round < 3; round++) {
        for (unsigned i = 0; i < 5000; i++) {
            snprintf(text, sizeof text, "%u", i);
            assert_int_equal(batch_code(batch, str_of(text)), i);
            assert_int_equal(batch_period(batch, str_of(text)), i);
            assert_int_equal(batch_measure_index(batch, str_of(text)), i);
        }
    }
    assert_int_equal(batch->codes_count, 5000);
    assert_int_equal(batch->periods_count, 5000);
    assert_int_equal(batch->measures_count, 5000);
    /* The text is the batch's own. */
    assert_true(str_equal(batch->codes[4999], STR("4999")));
    assert_true(str_equal(batch->measures[7].id, STR("7")));
    assert_false(batch->measures[7].described);
    assert_int_equal(batch->measures[7].decimals, -1);
    arena_free(a);
}

static void the_empty_text_is_a_text(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct batch *batch = batch_new(a);
    assert_int_equal(batch_code(batch, STR("")), 0);
    assert_int_equal(batch_code(batch, (struct str){0}), 0);
    assert_int_equal(batch_code(batch, STR("x")), 1);
    assert_int_equal(batch->codes_count, 2);
    arena_free(a);
}

static void expected_figures_need_no_growing_and_cost_nothing_unused(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct batch *batch = batch_new(a);
    batch_expect_figures(batch, 1000);
    struct batch_figure *first = batch_add(batch, batch_figure, figures);
    for (int i = 1; i < 1000; i++)
        batch_add(batch, batch_figure, figures);
    assert_ptr_equal(batch->figures, first);
    batch_expect_figures(batch, 1000000000); /* more than there is: let be */
    assert_ptr_equal(batch->figures, first);
    arena_free(a);
}

/* --- series and cube -----------------------------------------------------------------
 */

static struct batch_figure *add_figure(struct batch *batch, const char *measure,
                                       const char *period, const char *code)
{
    uint32_t m = batch_measure_index(batch, str_of(measure)),
             p = batch_period(batch, str_of(period)), c = batch_code(batch, str_of(code));
    struct batch_figure *figure = batch_add(batch, batch_figure, figures);
    double none = (double)NAN;
    *figure = (struct batch_figure){.measure = m,
                                    .period = p,
                                    .area = c,
                                    .row = (uint32_t)batch->figures_count + 1,
                                    .value = none,
                                    .numerator = none,
                                    .denominator = none,
                                    .low95 = none,
                                    .high95 = none,
                                    .low998 = none,
                                    .high998 = none};
    return figure;
}

static void series_hold_the_figures_of_a_measure_in_file_order(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *batch = batch_new(a);
    size_t count;
    batch_measure_index(batch, STR("without figures"));
    for (int i = 0; i < 6; i++)
        add_figure(batch, i % 2 ? "B" : "A", "2024", "301")->value = i;
    batch->figures[3].missing = MISSING_SUPPRESSED;
    const struct series *all = series_of_batch(a, batch, &count);
    assert_int_equal(count, 2);
    assert_int_equal(all[0].measure, 1);
    assert_int_equal(all[0].count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(all[0].columns[SERIES_VALUE][i] == (double)(2 * i));
        assert_int_equal(all[1].row[i], 3 + 2 * i);
    }
    assert_null(all[0].flags[SERIES_MISSING]);
    assert_int_equal(all[1].flags[SERIES_MISSING][1], MISSING_SUPPRESSED);
    assert_null(all[0].columns[SERIES_NUMERATOR]);
    arena_free(a);
}

static struct batch_area *add_area(struct batch *batch, const char *code,
                                   const char *name, const char *type)
{
    struct batch_area *area = batch_add(batch, batch_area, areas);
    *area = (struct batch_area){.code = str_of(code),
                                .name = str_of(name),
                                .type = str_of(type),
                                .live_from = DATE_NONE,
                                .live_to = DATE_NONE};
    return area;
}

static void an_area_is_found_by_code_name_and_alias(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *batch = batch_new(a);
    add_area(batch, "970", "England", "country");
    add_area(batch, "987", "London (Inner)", "region");
    add_area(batch, "835", "Dorset", "SCTY")->live_to = date_of(2019, 3, 31);
    add_area(batch, "838", "Dorset", "UA")->live_from = date_of(2019, 4, 1);
    add_area(batch, "201", "City of London", "ILB")->region = STR("Inner London");
    batch->areas[4].ons_code = STR("E09000001");
    struct batch_alias *alias = batch_add(batch, batch_alias, aliases);
    *alias = (struct batch_alias){.code = STR("987"), .name = STR("Inner London")};
    struct cube_part part = {.batch = batch};
    const struct cube *cube = cube_build(a, &part, 1);
    static const struct {
        const char *asked, *code;
    } cases[] = {
        {"201", "201"},     {"e09000001", "201"}, {" city of london ", "201"},
        {"dorset", "838"},  {"835", "835"},       {"INNER LONDON", "987"},
        {"England", "970"}, {"", NULL},           {"Atlantis", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t found = cube_area(cube, str_of(cases[i].asked));
        if (!cases[i].code)
            assert_int_equal(found, UINT32_MAX);
        else
            assert_true(str_equal(cube->areas[found].code, str_of(cases[i].code)));
    }
    /* Authorities, then regions, then England; the region through the alias. */
    assert_true(cube->areas[0].is_authority && cube->areas[3].is_region);
    assert_true(cube->areas[4].is_england);
    assert_int_equal(cube->areas[0].region_area, 3);
    assert_int_equal(cube->areas[1].region_area, UINT32_MAX);
    arena_free(a);
}

static void only_authorities_live_on_the_last_day_of_a_period(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *batch = batch_new(a);
    add_area(batch, "835", "Dorset", "SCTY")->live_to = date_of(2019, 3, 31);
    add_area(batch, "838", "Dorset", "UA")->live_from = date_of(2019, 4, 1);
    add_area(batch, "980", "North East", "region");
    struct cube_part part = {.batch = batch};
    const struct cube *cube = cube_build(a, &part, 1);
    static const struct {
        const char *period, *year_type;
        bool old, new;
    } cases[] = {
        {"2019", "", true, false},
        {"2019", "Academic Year", false, true},
        {"2018", "Calendar Year", true, false},
        {"2018-19 (OT)", "Financial Year", true, false},
        {"2019-20", "", false, true},
        {"0", "", true, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cube_period period =
            cube_period_of(str_of(cases[i].period), str_of(cases[i].year_type));
        assert_int_equal(cube_is_live(cube, 0, &period), cases[i].old);
        assert_int_equal(cube_is_live(cube, 1, &period), cases[i].new);
        assert_false(cube_is_live(cube, 2, &period));
    }
    arena_free(a);
}

/* A file without the Department's numbers: today's ONS code, and one of before. */
static void figures_by_ons_code_are_those_of_the_authority(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *batch = batch_new(a);
    add_area(batch, "390", "Gateshead", "MD")->ons_code = STR("E08000037");
    *batch_add(batch, batch_alias, aliases) =
        (struct batch_alias){.code = STR("390"), .name = STR("E08000020")};
    uint32_t unknown = batch_code(batch, STR("E06000999"));
    batch_code(batch, STR("E08000037"));
    batch_code(batch, STR("E08000020"));
    struct cube_part part = {.batch = batch};
    const struct cube *cube = cube_build(a, &part, 1);
    assert_int_equal(unknown, 0);
    assert_int_equal(cube->area_count, 2);
    assert_int_equal(cube_area_of_code(cube, STR("E08000037")), 0);
    assert_int_equal(cube_area_of_code(cube, STR("E08000020")), 0);
    assert_int_equal(cube_area_of_code(cube, STR("E06000999")), 1);
    assert_int_equal(cube_area_of_code(cube, STR("E06000998")), UINT32_MAX);
    arena_free(a);
}

static void a_periods_text_says_when_it_lies(void **state)
{
    (void)state;
    static const struct {
        const char *text, *year_type;
        int year;
        const char *start, *end;
        enum value_status status;
    } cases[] = {
        {"2024", "", 2024, "2023-04-01", "2024-03-31", STATUS_NOT_GIVEN},
        {"2024", "Academic Year", 2024, "2023-09-01", "2024-08-31", STATUS_NOT_GIVEN},
        {"2024", "Calendar Year", 2024, "2024-01-01", "2024-12-31", STATUS_NOT_GIVEN},
        {"2024", "Annual (end of Sept)", 2024, "2023-10-01", "2024-09-30",
         STATUS_NOT_GIVEN},
        {"2024", "Annual - January", 2024, "2023-02-01", "2024-01-31", STATUS_NOT_GIVEN},
        {"202425", "", 2024, "2024-09-01", "2025-08-31", STATUS_NOT_GIVEN},
        {"202425", "Financial Year", 2024, "2024-04-01", "2025-03-31", STATUS_NOT_GIVEN},
        {"2016-17 (OT)", "", 2016, "2016-04-01", "2017-03-31", STATUS_NOT_GIVEN},
        {"2015/16", "", 2015, "2015-04-01", "2016-03-31", STATUS_NOT_GIVEN},
        {"1999/00", "", 1999, "1999-04-01", "2000-03-31", STATUS_NOT_GIVEN},
        {"2014-16", "", 2014, "2014-01-01", "2016-12-31", STATUS_NOT_GIVEN},
        {"2013/14-15/16", "", 2013, "2013-04-01", "2016-03-31", STATUS_NOT_GIVEN},
        {"2018 (Rev)", "", 2018, "2017-04-01", "2018-03-31", STATUS_REVISED},
        {"2020 (Final)", "", 2020, "2019-04-01", "2020-03-31", STATUS_FINAL},
        {"2025 (prov)", "", 2025, "2024-04-01", "2025-03-31", STATUS_PROVISIONAL},
        {"0", "", 0, "", "", STATUS_NOT_GIVEN},
        {"", "", 0, "", "", STATUS_NOT_GIVEN},
        {"20", "", 0, "", "", STATUS_NOT_GIVEN},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *a = arena_new(64 * KIB);
        struct cube_period period =
            cube_period_of(str_of(cases[i].text), str_of(cases[i].year_type));
        assert_int_equal(period.year, cases[i].year);
        assert_int_equal(period.status, cases[i].status);
        assert_string_equal(date_iso(a, period.span.start).at, cases[i].start);
        assert_string_equal(date_iso(a, period.span.end).at, cases[i].end);
        arena_free(a);
    }
}

static void the_later_of_two_loads_counts_whole(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *first = batch_new(a), *second = batch_new(a);
    struct batch_figure *figure = add_figure(first, "A", "2025 (prov)", "301");
    figure->value = 1;
    figure->numerator = 10;
    figure->denominator = 100;
    add_figure(first, "A", "2025 (prov)", "302")->value = 2;
    add_figure(first, "A", "2024", "301")->value = 3;
    add_figure(second, "A", "2025", "301")->value = 4;
    struct cube_part parts[2] = {{.batch = first}, {.batch = second}};
    for (size_t i = 0; i < 2; i++)
        parts[i].series = series_of_batch(a, parts[i].batch, &parts[i].series_count);
    const struct cube *cube = cube_build(a, parts, 2);
    const struct cube_measure *measure = cube_measure(cube, STR("A"));
    assert_non_null(measure);
    assert_null(cube_measure(cube, STR("B")));
    assert_int_equal(measure->period_count, 2);
    assert_int_equal(measure->periods[0].year, 2024);
    assert_true(str_equal(measure->periods[1].text, STR("2025")));
    const struct cube_series *series = &measure->series[1];
    assert_true(series->value[0] == 4.0 && series->value[1] == 2.0);
    assert_true(isnan(series->numerator[0]) && isnan(series->denominator[0]));
    assert_int_equal(series->origin[0].load, 1);
    assert_int_equal(series->origin[1].load, 0);
    assert_int_equal(series->origin[1].row, 3);
    /* 302 has no row in 2024. */
    assert_int_equal(measure->series[0].missing[1], MISSING_UNSPECIFIED);
    assert_int_equal(measure->series[0].origin[1].load, UINT32_MAX);
    assert_null(measure->series[0].low95);
    arena_free(a);
}

static void a_dictionary_describes_what_a_file_of_figures_only_names(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *dictionary = batch_new(a), *figures = batch_new(a);
    struct batch_measure *described = batch_add(dictionary, batch_measure, measures);
    *described = (struct batch_measure){.id = STR("LAC"),
                                        .label = STR("Looked after"),
                                        .polarity = POLARITY_LOW,
                                        .described = true};
    add_figure(figures, "LAC", "2024", "301");
    struct cube_part parts[2] = {{.batch = dictionary}, {.batch = figures}};
    for (int turn = 0; turn < 2; turn++) {
        const struct cube *cube = cube_build(a, parts, 2);
        assert_int_equal(cube->measures[0].about.polarity, POLARITY_LOW);
        struct cube_part swapped = parts[0];
        parts[0] = parts[1];
        parts[1] = swapped;
    }
    arena_free(a);
}

static void neighbours_stand_by_model_and_rank(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct batch *batch = batch_new(a);
    add_area(batch, "301", "A", "UA");
    add_area(batch, "302", "B", "UA");
    static const char *const models[] = {"2021", "2025"};
    for (size_t i = 0; i < 2; i++) {
        struct batch_neighbour *n = batch_add(batch, batch_neighbour, neighbours);
        *n = (struct batch_neighbour){.code = STR("301"),
                                      .neighbour = i ? STR("302") : STR("909"),
                                      .rank = 10,
                                      .closeness = STR("close"),
                                      .model = str_of(models[i])};
    }
    struct cube_part part = {.batch = batch};
    const struct cube *cube = cube_build(a, &part, 1);
    assert_int_equal(cube->model_count, 2);
    assert_true(str_equal(cube->models[0], STR("2025")));
    assert_int_equal(cube->neighbours[0][9], 1);
    assert_int_equal(cube->neighbours[0][0], UINT32_MAX);
    assert_int_equal(cube->neighbours[1][9], UINT32_MAX); /* not an area here */
    assert_true(str_equal(cube->closeness[0][9], STR("close")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_one_index_however_often_it_is_asked_for),
        cmocka_unit_test(the_empty_text_is_a_text),
        cmocka_unit_test(expected_figures_need_no_growing_and_cost_nothing_unused),
        cmocka_unit_test(series_hold_the_figures_of_a_measure_in_file_order),
        cmocka_unit_test(an_area_is_found_by_code_name_and_alias),
        cmocka_unit_test(only_authorities_live_on_the_last_day_of_a_period),
        cmocka_unit_test(figures_by_ons_code_are_those_of_the_authority),
        cmocka_unit_test(a_periods_text_says_when_it_lies),
        cmocka_unit_test(the_later_of_two_loads_counts_whole),
        cmocka_unit_test(a_dictionary_describes_what_a_file_of_figures_only_names),
        cmocka_unit_test(neighbours_stand_by_model_and_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
