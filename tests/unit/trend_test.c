/* Trends over years that can be compared, breaks between those that cannot, and limits
 * beside published ones.  Scores worked out apart, by the formulas of docs/methods.md. */
#include "evidence/breaks.h"
#include "fixture_ring.h"
#include "measures/limits_check.h"
#include "measures/trend.h"

/* All authorities alike: `events` of `of` in each year. */
struct course {
    size_t years;
    const char *const *periods;
    double events[PERIODS_MOST], of[PERIODS_MOST];
    bool counts;
    enum polarity polarity;
    enum measure_kind kind;
    const char *break_from;
};
static const char *const straight[] = {"2020", "2021", "2022", "2023", "2024", "2025"};

static struct england run_course(const struct course *c)
{
    struct scene s = {.about = {.polarity = c->polarity, .kind = c->kind, .per = 100}};
    s.about.break_from = str_of(c->break_from ? c->break_from : "");
    for (size_t p = 0; p < c->years; p++) {
        s.at[p].period = c->periods[p];
        s.at[p].counts = c->counts;
        for (size_t i = 0; i < AREAS; i++) {
            s.at[p].numerator[i] = c->events[p];
            s.at[p].denominator[i] = c->of[p];
            s.at[p].value[i] = c->events[p] / c->of[p] * 100;
        }
    }
    return lay_out(&s);
}

static struct area_trend trend_at_end(const struct england *e)
{
    return trend_of(e->cube, &e->result, 4);
}

static void a_trend_by_counts_is_armitage_s(void **state)
{
    (void)state;
    static const struct {
        struct course course;
        int years, sign;
        double z;
        enum against is;
    } cases[] = {
        {{3,
          straight,
          {10, 20, 30},
          {100, 100, 100},
          .counts = true,
          .polarity = POLARITY_LOW},
         3,
         1,
         3.535534,
         AGAINST_WORSE},
        {{3,
          straight,
          {30, 20, 10},
          {100, 100, 100},
          .counts = true,
          .polarity = POLARITY_LOW},
         3,
         -1,
         -3.535534,
         AGAINST_BETTER},
        {{3,
          straight,
          {18, 20, 22},
          {100, 100, 100},
          .counts = true,
          .polarity = POLARITY_HIGH},
         3,
         0,
         0.707107,
         AGAINST_SIMILAR},
        /* only the last five years count: 20 and then four of 10 */
        {{6,
          straight,
          {90, 20, 10, 10, 10, 10},
          {100, 100, 100, 100, 100, 100},
          .counts = true,
          .polarity = POLARITY_NONE},
         5,
         0,
         -1.732051,
         AGAINST_SIMILAR},
        /* 10, 40, 10, 40: more unlike than chance makes years, which widens the test */
        {{4,
          straight,
          {10, 40, 10, 40},
          {100, 100, 100, 100},
          .counts = true,
          .polarity = POLARITY_LOW},
         4,
         0,
         0.707107,
         AGAINST_SIMILAR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = run_course(&cases[i].course);
        struct area_trend t = trend_at_end(&e);
        assert_int_equal(t.years, cases[i].years);
        assert_int_equal(t.test, TREND_ARMITAGE);
        assert_int_equal(t.sign, cases[i].sign);
        assert_int_equal(t.is, cases[i].is);
        if (fabs(t.z - cases[i].z) > 1e-6)
            fail_msg("case %zu: z is %.6f", i, t.z);
        arena_free(e.a);
    }
}

static void growth_a_year_is_a_fraction_of_the_figure(void **state)
{
    (void)state;
    struct course c = {4,
                       straight,
                       {100, 110, 121, 133.1},
                       {1000, 1000, 1000, 1000},
                       .counts = true,
                       .polarity = POLARITY_NONE,
                       .kind = MEASURE_RATE};
    struct england e = run_course(&c);
    struct area_trend t = trend_at_end(&e);
    assert_int_equal(t.test, TREND_POISSON);
    assert_true(fabs(t.per_year - 0.1) < 1e-9);
    assert_int_equal(t.first, 0);
    arena_free(e.a);
}

static void without_counts_only_five_years_in_order_are_beyond_chance(void **state)
{
    (void)state;
    static const struct {
        struct course course;
        int years, sign;
        double p;
        enum against is;
    } cases[] = {
        {{5,
          straight,
          {10, 11, 12, 14, 20},
          {100, 100, 100, 100, 100},
          .counts = false,
          .polarity = POLARITY_HIGH},
         5,
         1,
         2 / 120.0,
         AGAINST_BETTER},
        {{5,
          straight,
          {10, 12, 11, 14, 20},
          {100, 100, 100, 100, 100},
          .counts = false,
          .polarity = POLARITY_HIGH},
         5,
         0,
         10 / 120.0,
         AGAINST_SIMILAR},
        {{5,
          straight,
          {10, 11, 11, 14, 20},
          {100, 100, 100, 100, 100},
          .counts = false,
          .polarity = POLARITY_HIGH},
         5,
         0,
         10 / 120.0,
         AGAINST_SIMILAR},
        {{5,
          straight,
          {10, 10, 10, 10, 10},
          {100, 100, 100, 100, 100},
          .counts = false,
          .polarity = POLARITY_HIGH},
         5,
         0,
         1,
         AGAINST_SIMILAR},
        {{4,
          straight,
          {20, 14, 12, 11},
          {100, 100, 100, 100},
          .counts = false,
          .polarity = POLARITY_HIGH},
         4,
         0,
         2 / 24.0,
         AGAINST_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = run_course(&cases[i].course);
        struct area_trend t = trend_at_end(&e);
        assert_int_equal(t.test, TREND_KENDALL);
        assert_int_equal(t.years, cases[i].years);
        assert_int_equal(t.sign, cases[i].sign);
        assert_int_equal(t.is, cases[i].is);
        assert_true(fabs(t.p - cases[i].p) < 1e-12);
        arena_free(e.a);
    }
}

static void a_trend_ends_at_a_gap_a_break_and_a_pool(void **state)
{
    (void)state;
    static const char *const gap[] = {"2018", "2019", "2022", "2023", "2024"};
    static const char *const pools[] = {"2018-20", "2019-21", "2020-22", "2021-23"};
    static const struct {
        struct course course;
        int years;
    } cases[] = {
        {{5, gap, {1, 2, 3, 4, 5}, {9, 9, 9, 9, 9}, .counts = true}, 3},
        {{5,
          straight,
          {1, 2, 3, 4, 5},
          {9, 9, 9, 9, 9},
          .counts = true,
          .break_from = "2022"},
         3},
        {{5,
          straight,
          {1, 2, 3, 4, 5},
          {9, 9, 9, 9, 9},
          .counts = true,
          .break_from = "2023"},
         0},
        {{4, pools, {1, 2, 3, 4}, {9, 9, 9, 9}, .counts = true}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = run_course(&cases[i].course);
        assert_int_equal(trend_at_end(&e).years, cases[i].years);
        arena_free(e.a);
    }
}

/* --- breaks --------------------------------------------------------------------------
 */

static void the_table_of_breaks_knows_the_series_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *id, *own;
        int years[4];
    } cases[] = {
        {"FSP_NEW_GOODDEV", "", {2022}},
        {"CIN_Good _Develop", "", {2022}},
        {"NonFSM_AVG_Attain8_Score", "", {2017, 2018, 2020, 2022}},
        {"AVG_Prog8_Score", "", {0}},
        {"EngBacEntries", "", {0}},
        {"EngBacAvgPointScore", "", {2020, 2022, 2023}},
        {"NEW_KS2_RWM_Sen_W/Osta", "", {2016, 2018}},
        {"national_indicators_2007_2014:NI148", "", {2014}},
        {"CIN", "", {0}},
        {"CIN", "2019-20", {2020}},
        {"FSP_NEW_GOODDEV", "2016", {2016, 2022}},
        {"CIN", "no year", {0}},
    };
    struct arena *a = arena_new(MIB);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct batch_measure about = {.id = str_of(cases[i].id),
                                      .break_from = str_of(cases[i].own)};
        size_t count;
        const struct cube_break *breaks = breaks_of(a, &about, &count);
        for (size_t k = 0; k < 4; k++) {
            int year = k < count ? breaks[k].year : 0;
            if (year != cases[i].years[k])
                fail_msg("%s: break %zu is of %d", cases[i].id, k, year);
        }
        for (size_t k = 0; k < count; k++)
            assert_true(breaks[k].why.len > 0);
    }
    arena_free(a);
}

static void a_break_lies_between_the_years_that_end_before_and_in_it(void **state)
{
    (void)state;
    static const struct cube_break breaks[] = {{.year = 2020}, {.year = 2023}};
    static const struct cube_measure measure = {.breaks = breaks, .break_count = 2};
    static const struct {
        const char *before, *after, *type;
        int year;
    } cases[] = {
        {"2019", "2020", "", 2020},
        {"2020", "2021", "", 0},
        {"2018", "2023", "", 2023},
        {"2019-20 (OT)", "2020-21 (OT)", "Financial Year", 0},
        {"2018-19 (OT)", "2019-20 (OT)", "Financial Year", 2020},
        {"202122", "202223", "", 2023},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str type = str_of(cases[i].type);
        struct cube_period before = cube_period_of(str_of(cases[i].before), type);
        struct cube_period after = cube_period_of(str_of(cases[i].after), type);
        const struct cube_break *at = cube_break_between(&measure, &before, &after);
        assert_int_equal(at ? at->year : 0, cases[i].year);
    }
}

static void a_change_that_a_break_forbids_says_so(void **state)
{
    (void)state;
    struct course c = {2,          straight,       {10, 20},
                       {100, 100}, .counts = true, .break_from = "2021"};
    struct england e = run_course(&c);
    assert_true(e.result.before == SIZE_MAX);
    assert_non_null(e.result.broken);
    assert_int_equal(e.result.broken->year, 2021);
    assert_true(isnan(e.result.areas[4].change));
    arena_free(e.a);
}

/* --- limits --------------------------------------------------------------------------
 */

/* 24 of 325: 7.3846%, Wilson 5.0124 to 10.7525. */
static void our_limits_are_laid_beside_those_printed(void **state)
{
    (void)state;
    struct course c = {1, straight, {24}, {325}, .counts = true, .kind = MEASURE_PERCENT};
    struct england e = run_course(&c);
    double low95[AREAS + 2], high95[AREAS + 2];
    for (size_t i = 0; i < AREAS + 2; i++) {
        low95[i] = 5.01;
        high95[i] = i == 3 ? 10.85 : 10.75;
    }
    struct cube_series series = e.result.measure->series[0];
    struct cube_measure measure = *e.result.measure;
    series.low95 = low95;
    series.high95 = high95;
    measure.series = &series;
    e.result.measure = &measure;
    struct limits_checks checks = limits_check(e.cube, &e.result);
    assert_int_equal(checks.decimals, 2);
    assert_int_equal(checks.at95.compared, 2 * AREAS);
    assert_int_equal(checks.at95.same, 2 * AREAS - 1);
    assert_int_equal(checks.at95.worst, 3);
    assert_true(fabs(checks.at95.most - 0.1) < 0.01);
    assert_int_equal(checks.at998.compared, 0);
    arena_free(e.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trend_by_counts_is_armitage_s),
        cmocka_unit_test(growth_a_year_is_a_fraction_of_the_figure),
        cmocka_unit_test(without_counts_only_five_years_in_order_are_beyond_chance),
        cmocka_unit_test(a_trend_ends_at_a_gap_a_break_and_a_pool),
        cmocka_unit_test(the_table_of_breaks_knows_the_series_by_name),
        cmocka_unit_test(a_break_lies_between_the_years_that_end_before_and_in_it),
        cmocka_unit_test(a_change_that_a_break_forbids_says_so),
        cmocka_unit_test(our_limits_are_laid_beside_those_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
