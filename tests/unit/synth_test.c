#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "evidence/reading.h"
#include "fixture_national.h"
#include "synth/events.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct nation *nation_of(struct arena *a, size_t areas, uint64_t seed)
{
    return nation_new(a, (struct nation_options){areas, seed});
}

static struct str file_of(struct arena *a, const struct nation *nation, size_t file)
{
    struct buf out = buf_new(a, 512 * MIB);
    nation_file(nation, file, &out);
    assert_int_equal(buf_status(&out, NULL), OK);
    return buf_text(&out);
}

static struct str whole_of(struct arena *a, size_t areas, uint64_t seed)
{
    const struct nation *nation = nation_of(a, areas, seed);
    struct buf out = buf_new(a, 512 * MIB);
    for (size_t i = 0; i < nation_file_count(); i++)
        nation_file(nation, i, &out);
    assert_int_equal(buf_status(&out, NULL), OK);
    return buf_text(&out);
}

/* ---- The same bytes */

static void the_same_seed_gives_the_same_bytes(void **state)
{
    struct arena *a = arena_new(1024 * MIB);
    (void)state;
    struct str first = whole_of(a, 23, 4), again = whole_of(a, 23, 4),
               other = whole_of(a, 23, 5);
    assert_true(str_equal(first, again));
    assert_false(str_equal(first, other));
    arena_free(a);
}

/* Of every compiler and machine; it changes where the nation is meant to. */
static void the_bytes_are_the_same_everywhere(void **state)
{
    struct arena *a = arena_new(1024 * MIB);
    (void)state;
    assert_text(sha256_hex(a, whole_of(a, 10, 1)),
                "e71f1310177dc48b052cd8c41996bfb6c1bdd4a544b0eb62f5f52d88dbc67ebe");
    arena_free(a);
}

/* ---- Areas */

static void no_number_or_name_is_given_twice_or_could_be_real(void **state)
{
    struct arena *a = arena_new(256 * MIB);
    struct nation nation = {.arena = a, .area_count = NATION_AREAS_MOST + 3};
    struct batch *seen = batch_new(a);
    (void)state;
    nation.areas = arena_make(a, struct synth_area, nation.area_count);
    nation_name_areas(&nation);
    for (size_t i = 0; i < nation.area_count; i++) {
        const struct synth_area *area = &nation.areas[i];
        assert_true(reading_is_code(area->code));
        assert_false(area->code.at[0] >= '0' && area->code.at[0] <= '9');
        assert_true(area->ons.at[0] == 'Y' && area->ons.len == 9);
        batch_code(seen, area->code);
        batch_code(seen, area->name);
        assert_int_equal(seen->codes_count, 2 * i + 2);
    }
    arena_free(a);
}

static void an_area_has_the_ten_nearest_that_exist(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    (void)state;
    for (size_t areas = 10; areas <= 60; areas += 50) {
        const struct nation *nation = nation_of(a, areas, 3);
        const struct neighbour_list *lists = nation_neighbours(a, nation, 2025);
        for (size_t i = 0; i < areas; i++) {
            assert_int_equal(lists[i].count, areas == 10 ? 9 : 10);
            for (size_t k = 0; k < lists[i].count; k++) {
                assert_true(lists[i].at[k] != i && lists[i].at[k] < areas);
                assert_true(!k || lists[i].distance[k - 1] <= lists[i].distance[k]);
                for (size_t m = 0; m < k; m++)
                    assert_true(lists[i].at[m] != lists[i].at[k]);
            }
        }
        assert_int_equal(lists[areas].count, 0); /* it was merged in 2021 */
        lists = nation_neighbours(a, nation, 2021);
        assert_true(lists[areas].count >= 9 && lists[0].count == 0);
    }
    arena_free(a);
}

static void a_mile_of_deprivation_is_no_neighbour(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    (void)state;
    const struct nation *nation = nation_of(a, 150, 3);
    const struct neighbour_list *lists = nation_neighbours(a, nation, 2025);
    double among = 0, between = 0;
    for (size_t i = 0; i < 148; i++) {
        double own = nation->areas[i].latent.need, sum = 0;
        for (size_t k = 0; k < NEIGHBOURS; k++)
            sum += nation->areas[lists[i].at[k]].latent.need / (double)NEIGHBOURS;
        among += (own - sum) * (own - sum);
        between += own * own;
    }
    assert_true(among < between / 3);
    arena_free(a);
}

/* ---- Sums and what is hidden */

typedef void on_year(const struct nation *nation, size_t measure, int year);

static void each_year(on_year *check)
{
    struct arena *a = arena_new(512 * MIB);
    const struct nation *nation = nation_of(a, 60, 9);
    size_t count;
    synth_measures(&count);
    for (size_t m = 0; m < count; m++) {
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
            check(nation, m, year);
    }
    arena_free(a);
}

static bool is_in_sums(const struct drawn *d)
{
    return d->live && (d->shown == SHOWN || d->shown == SHOWN_SUPPRESSED);
}

static void sums_agree(const struct nation *nation, size_t measure, int year)
{
    size_t last = nation->place_count - 1;
    uint64_t count = 0, of = 0, regions = 0;
    for (size_t place = 0; place < last; place++) {
        const struct drawn *d = nation_drawn(nation, measure, year, place);
        if (place >= nation->area_count) {
            regions += d->count;
        } else if (is_in_sums(d)) {
            count += d->count;
            of += d->of;
        }
    }
    const struct drawn *all = nation_drawn(nation, measure, year, last);
    assert_true(all->count == count && all->of == of && regions == count);
}

static void areas_add_up_to_regions_and_the_nation(void **state)
{
    (void)state;
    each_year(sums_agree);
}

/* The ones hidden of a region, and those of its shown areas that count anybody. */
static void count_hidden(const struct nation *nation, const struct drawn *year,
                         size_t region, size_t *hidden, size_t *others)
{
    *hidden = *others = 0;
    for (size_t i = 0; i < nation->area_count; i++) {
        if (nation->areas[i].region != region || !year[i].live)
            continue;
        *hidden += year[i].shown == SHOWN_SUPPRESSED;
        *others += year[i].shown == SHOWN && year[i].count > 0;
    }
}

static void nothing_small_can_be_told(const struct nation *nation, size_t measure,
                                      int year)
{
    const struct drawn *all = nation_drawn(nation, measure, year, 0);
    for (size_t i = 0; i < nation->area_count; i++) {
        if (!all[i].live || all[i].shown != SHOWN)
            continue;
        assert_true(all[i].count == 0 || all[i].count > 5);
        assert_true(all[i].of == 0 || all[i].of > 5);
        uint64_t boys = all[i].count - all[i].girls;
        assert_true(all[i].of_girls == 0 ||
                    ((all[i].girls == 0 || all[i].girls > 5) && (boys == 0 || boys > 5)));
    }
    for (size_t region = 0; region < nation->region_count; region++) {
        size_t hidden, others;
        count_hidden(nation, all, region, &hidden, &others);
        assert_true(hidden != 1 || others == 0);
    }
}

static void small_counts_are_hidden_and_never_alone(void **state)
{
    (void)state;
    each_year(nothing_small_can_be_told);
}

static void every_reason_to_show_nothing_occurs(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    size_t count, seen[4] = {0}, low = 0;
    const struct nation *nation = nation_of(a, 60, 9);
    const struct synth_measure *measures = synth_measures(&count);
    (void)state;
    for (size_t m = 0; m < count; m++) {
        for (size_t i = 0; i < nation->area_count; i++) {
            const struct drawn *d = nation_drawn(nation, m, LAST_YEAR, i);
            seen[d->shown] += d->live;
            low += d->live && rows_is_low(&measures[m], d->count, d->of);
        }
    }
    assert_true(seen[SHOWN] > 3000 && low > 0);
    assert_true(seen[SHOWN_SUPPRESSED] > 0 && seen[SHOWN_NOT_AVAILABLE] > 0);
    arena_free(a);
}

static void an_area_has_figures_while_it_exists(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    const struct nation *nation = nation_of(a, 20, 2);
    (void)state;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        assert_int_equal(nation_drawn(nation, 0, year, 0)->live, year > 2021);
        assert_int_equal(nation_drawn(nation, 0, year, 20)->live, year <= 2021);
        assert_int_equal(nation_drawn(nation, 0, year, 22)->live, year <= 2023);
        assert_int_equal(nation_drawn(nation, 0, year, 3)->live, true);
    }
    arena_free(a);
}

/* ---- Values */

static void shares_are_rounded_half_up(void **state)
{
    static const struct {
        struct synth_measure measure;
        uint64_t count, of;
        const char *text;
    } cases[] = {
        {{.kind = MEASURE_PERCENT, .per = 100, .decimals = 1}, 1, 8, "12.5"},
        {{.kind = MEASURE_PERCENT, .per = 100, .decimals = 1}, 1, 2000, "0.1"},
        {{.kind = MEASURE_PERCENT, .per = 100, .decimals = 1}, 1, 2001, "0.0"},
        {{.kind = MEASURE_PERCENT, .per = 100, .decimals = 0}, 129, 200, "65"},
        {{.kind = MEASURE_RATE, .per = 10000, .decimals = 1}, 541, 77853, "69.5"},
        {{.kind = MEASURE_MEAN, .per = 100, .decimals = 1}, 4625 * 3, 3, "46.3"},
        {{.kind = MEASURE_COUNT, .per = 1}, 81770, 0, "81770"},
    };
    struct arena *a = arena_new(MIB);
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out = buf_new(a, KIB);
        rows_value(&out, &cases[i].measure, cases[i].count, cases[i].of);
        assert_text(buf_text(&out), cases[i].text);
    }
    arena_free(a);
}

/* ---- Inspections */

static void events_of_an_area_follow_each_other(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    const struct nation *nation = nation_of(a, 60, 9);
    struct synth_events events, again;
    size_t graded = 0, inadequate = 0;
    (void)state;
    for (size_t area = 0; area < nation->area_count; area++) {
        events_of_area(nation, area, &events);
        events_of_area(nation, area, &again);
        assert_int_equal(events.count, again.count);
        for (size_t i = 0; i < events.count; i++) {
            const struct synth_event *e = &events.at[i];
            assert_int_equal(e->start.days, again.at[i].start.days);
            assert_true(nation_is_live(&nation->areas[area], e->start));
            assert_true(date_compare(e->end, e->start) > 0);
            assert_true(!i || date_compare(events.at[i - 1].start, e->start) < 0);
            graded += e->grade_count > 0;
            inadequate += e->grade_count > 0 && e->grades[e->grade_count - 1] == 3;
        }
    }
    assert_true(graded > 120 && inadequate > graded / 20 && inadequate < graded / 3);
    arena_free(a);
}

/* ---- As the readers take it */

static const char *const formats[] = {"area-registry",
                                      "lait-areas",
                                      "area-aliases",
                                      "reorganisations",
                                      "statistical-neighbours",
                                      "statistical-neighbours",
                                      "hexagons",
                                      "boundaries",
                                      "bank-holidays",
                                      "lait-base-data",
                                      "lait-dictionary",
                                      "indicator-counts",
                                      "dfe-tidy",
                                      "dfe-tidy",
                                      "dfe-tidy",
                                      "dfe-tidy",
                                      "dfe-tidy",
                                      "dfe-tidy",
                                      "school-inspections",
                                      "school-list",
                                      "social-care-providers",
                                      "authority-inspections",
                                      "inspection-events",
                                      "improvement-areas",
                                      "area-send",
                                      "jtai"};

static void every_file_is_recognised_and_read_without_a_remark(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    const struct nation *nation = nation_of(a, 60, 9);
    (void)state;
    assert_int_equal(COUNT(formats), nation_file_count());
    for (size_t i = 0; i < COUNT(formats); i++) {
        struct str text = arena_copy(a, file_of(a, nation, i));
        struct reading_test t = read_text(nation_file_name(i), text.at);
        assert_format(&t, formats[i]);
        assert_true(national_is_synthetic(t.book));
        assert_true(t.batch->rows > 0);
        if (t.remarks.count)
            fail_msg("%s: %.*s", nation_file_name(i), STR_ARG(t.remarks.at[0].text));
        end_reading(&t);
    }
    arena_free(a);
}

static void a_tidy_table_keeps_its_counts_and_reasons(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    const struct nation *nation = nation_of(a, 60, 9);
    (void)state;
    struct reading_test t = read_text("synthetic-protection-plans.csv",
                                      arena_copy(a, file_of(a, nation, 14)).at);
    const char *id = "synthetic-protection-plans:plans_rate_per_10000";
    const struct batch_figure *tiny =
        figure_of(t.batch, id, "2025", nation->areas[59].code.at);
    const struct batch_figure *all = figure_of(t.batch, id, "2025", "970");
    assert_non_null(tiny);
    assert_non_null(all);
    assert_true(all->numerator > 1000 && all->denominator > 1000000);
    assert_true(tiny->missing == MISSING_SUPPRESSED || tiny->numerator <= 0);
    end_reading(&t);
    arena_free(a);
}

static void what_says_nothing_is_not_synthetic(void **state)
{
    (void)state;
    struct reading_test t = read_text("x.csv", "la_number,la_name\n301,Barnet\n");
    assert_false(national_is_synthetic(t.book));
    struct batch_source source = national_format(STR("lait-areas"))->source;
    national_attribute_synthetic(t.a, &source);
    assert_text(source.publisher, "Synthetic, made by Assay");
    assert_false(str_contains(source.licence, STR("Open Government")));
    assert_text(source.attribution, NATIONAL_SYNTHETIC ".");
    end_reading(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(the_bytes_are_the_same_everywhere),
        cmocka_unit_test(no_number_or_name_is_given_twice_or_could_be_real),
        cmocka_unit_test(an_area_has_the_ten_nearest_that_exist),
        cmocka_unit_test(a_mile_of_deprivation_is_no_neighbour),
        cmocka_unit_test(areas_add_up_to_regions_and_the_nation),
        cmocka_unit_test(small_counts_are_hidden_and_never_alone),
        cmocka_unit_test(every_reason_to_show_nothing_occurs),
        cmocka_unit_test(an_area_has_figures_while_it_exists),
        cmocka_unit_test(shares_are_rounded_half_up),
        cmocka_unit_test(events_of_an_area_follow_each_other),
        cmocka_unit_test(every_file_is_recognised_and_read_without_a_remark),
        cmocka_unit_test(a_tidy_table_keeps_its_counts_and_reasons),
        cmocka_unit_test(what_says_nothing_is_not_synthetic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
