/* The synthetic cohort: how a rate becomes a chance, nested stages, letters in common,
 * intervals that hold what they say, and whole babies that add up. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "measures/cohort.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
enum { N = 100 };

static void near(double found, double expected, double within)
{
    if (!(fabs(found - expected) <= within))
        fail_msg("found %.17g; expected %.17g", found, expected);
}

static int open_arena(void **state)
{
    *state = arena_new(512 * MIB);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

/* A stage of its own of one rate. */
static struct cohort_stage stage_of(enum cohort_form form, unsigned years, size_t rate)
{
    return (struct cohort_stage){.form = form,
                                 .years = years,
                                 .rate = rate,
                                 .repeats = COHORT_NOWHERE,
                                 .less = {COHORT_NOWHERE, COHORT_NOWHERE},
                                 .within = COHORT_NOWHERE};
}

/* ---- Chances */

/* England 2025: 632,830 referrals among 12,183,016 children, 142,900 of them repeats;
 * 61,840 plans, 15,130 of them not the first.  Worked out by tests/data/babies.py. */
static const double england[] = {632830 / 12183016.0, 142900 / 632830.0,
                                 41340 / 632830.0,    194620 / 632830.0,
                                 61840 / 12183016.0,  15130 / 61840.0};

static void the_rates_of_england_give_what_another_program_gives(void **state)
{
    (void)state;
    struct cohort_stage referred = stage_of(COHORT_REPEATS, 18, 0);
    referred.repeats = 1;
    near(100 * cohort_chance(&referred, england, 18), 30.75314767, 1e-6);
    near(100 * cohort_chance(&referred, england, 5), 15.82369479, 1e-6);
    near(100 * cohort_chance_most(&referred, england, 18), 52.23190447, 1e-6);
    referred.less[0] = 2;
    near(100 * cohort_chance(&referred, england, 18), 29.91075377, 1e-6);
    referred.less[1] = 3;
    near(100 * cohort_chance(&referred, england, 18), 24.99130148, 1e-6);
    struct cohort_stage plan = stage_of(COHORT_FIRST, 18, 4);
    plan.less[0] = 5;
    near(100 * cohort_chance(&plan, england, 18), 6.9012, 1e-4);
}

static void each_form_follows_its_own_algebra(void **state)
{
    (void)state;
    const double at[] = {0.1, 0.25};
    static const struct {
        enum cohort_form form;
        unsigned years;
        bool less;
        double chance;
    } cases[] = {
        {COHORT_SHARE, 0, false, 0.1},
        {COHORT_SHARE, 0, true, 0.075},
        {COHORT_FIRST, 4, false, 0.4},
        {COHORT_FIRST, 4, true, 0.3},
        {COHORT_FIRST, 18, false, 1}, /* more first events than children */
        {COHORT_EVENTS, 2, false, 0.19},
        {COHORT_EVENTS, 3, true, 1 - 0.925 * 0.925 * 0.925},
        {COHORT_EVENTS, 0, false, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct cohort_stage stage = stage_of(cases[i].form, cases[i].years, 0);
        stage.less[0] = cases[i].less ? 1 : COHORT_NOWHERE;
        near(cohort_chance(&stage, at, cases[i].years), cases[i].chance, 1e-12);
    }
}

static void hazards_compound_to_the_chance(void **state)
{
    (void)state;
    static const enum cohort_form forms[] = {COHORT_FIRST, COHORT_REPEATS, COHORT_EVENTS};
    const double at[] = {0.03, 0.2};
    for (size_t i = 0; i < COUNT(forms); i++) {
        struct cohort_stage stage = stage_of(forms[i], 18, 0);
        stage.repeats = 1;
        double left = 1;
        for (unsigned age = 0; age < 18; age++)
            left *= 1 - cohort_hazard(&stage, at, age);
        near(1 - left, cohort_chance(&stage, at, 18), 1e-12);
    }
    /* f / (1 - a f) where first events are counted among all; flat where all are. */
    struct cohort_stage first = stage_of(COHORT_FIRST, 18, 0);
    near(cohort_hazard(&first, at, 10), 0.03 / (1 - 10 * 0.03), 1e-12);
    struct cohort_stage events = stage_of(COHORT_EVENTS, 18, 0);
    near(cohort_hazard(&events, at, 10), 0.03, 1e-12);
}

static void the_shape_gives_back_the_share_of_repeats(void **state)
{
    (void)state;
    static const double means[] = {0.001, 0.004, 0.02, 0.05, 0.1, 0.3, 0.8, 1.5, 2.9};
    for (size_t c = 0; c < COUNT(means); c++) {
        for (int i = 1; i < 99; i++) {
            double m = means[c], repeats = i / 100.0, k = cohort_shape(m, repeats);
            if (isinf(k)) {
                assert_true(1 - exp(-m) >= repeats - 1e-12);
                continue;
            }
            near(1 - pow(k / (k + m), k + 1), repeats, 1e-9);
        }
    }
    assert_true(isinf(cohort_shape(0.05, 0)));
    assert_true(isinf(cohort_shape(0, 0.5)));
    near(cohort_shape(0.05, 1), 0, 0);
}

/* Drawn by hand: gamma rates, Poisson events, who had any and which followed another. */
static void the_repeats_form_is_what_happens_where_families_differ(void **state)
{
    (void)state;
    const int children = 40000;
    const unsigned years = 18;
    const double k = 0.25, m = 0.05;
    struct random r = random_stream(5, 0);
    double ever = 0, events = 0, repeats = 0;
    for (int child = 0; child < children; child++) {
        /* a gamma variable of shape 1/4: sums of squared normals have shape n/2, so by
         * rejection from the power x^(k-1) below 1 and the exponential above */
        double x;
        do {
            double u = random_uniform(&r),
                   b = (2.718281828459045 + k) / 2.718281828459045;
            double p = b * u, v = random_uniform(&r);
            x = p <= 1 ? pow(p, 1 / k) : -log((b - p) / k);
            if (p <= 1 ? v <= exp(-x) : v <= pow(x, k - 1))
                break;
        } while (true);
        double rate = x * m / k, last = -9, at = 0;
        bool any = false;
        at += -log(random_uniform(&r)) / rate;
        while (at < years) {
            if (at > 1) { /* the year before the first is not seen */
                events++;
                repeats += at - last <= 1;
            }
            last = at;
            at += -log(random_uniform(&r)) / rate;
            any = true;
        }
        ever += any;
    }
    const double rates[] = {m, repeats / events};
    struct cohort_stage stage = stage_of(COHORT_REPEATS, years, 0);
    stage.repeats = 1;
    near(cohort_chance(&stage, rates, years), ever / children, 0.015);
}

/* ---- Runs */

/* referred ⊃ in need ⊃ plan by one letter; care within need by its own; a share alone */
enum { REFERRED, NEED, PLAN, CARE, ALONE, STAGES };
enum { R_REFERRED, R_NEED, R_PLAN, R_CARE, R_ALONE, RATES };

struct life {
    struct cohort_rate rates[RATES];
    struct cohort_stage stages[STAGES];
    struct cohort_plan plan;
};

static void make_life(struct life *life)
{
    static const double p[] = {0.31, 0.25, 0.069, 0.037, 0.66};
    static const size_t within[] = {COHORT_NOWHERE, REFERRED, NEED, NEED, COHORT_NOWHERE};
    static const size_t columns[] = {0, 0, 0, 1, 2};
    for (size_t i = 0; i < STAGES; i++) {
        life->rates[i] = cohort_counted(p[i] * 400, 400, 0, 0, true);
        life->stages[i] = stage_of(COHORT_SHARE, 0, i);
        life->stages[i].within = within[i];
        life->stages[i].column = columns[i];
    }
    life->plan = (struct cohort_plan){life->rates, RATES, life->stages, STAGES};
}

static void nested_stages_are_nested_in_every_run(void **state)
{
    struct arena *a = *state;
    struct life life;
    make_life(&life);
    life.rates[R_PLAN] = cohort_counted(70, 280, 0, 0, true); /* as many as in need */
    struct cohort_letters *letters = cohort_letters_new(a, 1, 1000, 3);
    struct cohort *c = cohort_run(a, letters, &life.plan);
    size_t runs = c->runs, held = 0;
    for (size_t i = 0; i < runs; i++) {
        assert_true(c->babies[NEED * runs + i] <= c->babies[REFERRED * runs + i]);
        assert_true(c->babies[PLAN * runs + i] <= c->babies[NEED * runs + i]);
        assert_true(c->babies[CARE * runs + i] <= c->babies[NEED * runs + i]);
        assert_true(c->chance[PLAN * runs + i] <= c->chance[NEED * runs + i]);
        held += c->chance[PLAN * runs + i] >= c->chance[NEED * runs + i];
    }
    assert_true(held > 0); /* the draws did cross, and were held */
    assert_false(c->held[PLAN]);
    life.rates[R_PLAN] = cohort_fixed(0.3);
    c = cohort_run(a, letters, &life.plan);
    assert_true(c->held[PLAN]);
    assert_false(c->held[CARE]);
}

static void the_expected_number_is_that_of_the_rates(void **state)
{
    struct arena *a = *state;
    struct life life;
    make_life(&life);
    struct cohort *c = cohort_run(a, cohort_letters_new(a, 1, 4000, 3), &life.plan);
    for (size_t s = 0; s < STAGES; s++) {
        double seen = 0;
        for (size_t i = 0; i < c->runs; i++)
            seen += c->babies[s * c->runs + i];
        near(cohort_result(a, c, s).mean, 100 * c->centre[s], 0.15);
        near(seen / (double)c->runs, 100 * c->centre[s], 0.25);
    }
}

static void the_same_seed_gives_the_same_babies_and_another_others(void **state)
{
    struct arena *a = *state;
    struct life life;
    make_life(&life);
    struct cohort *one = cohort_run(a, cohort_letters_new(a, 7, 300, 3), &life.plan);
    struct cohort *two = cohort_run(a, cohort_letters_new(a, 7, 300, 3), &life.plan);
    struct cohort *other = cohort_run(a, cohort_letters_new(a, 8, 300, 3), &life.plan);
    size_t bytes = STAGES * 300;
    assert_memory_equal(one->babies, two->babies, bytes);
    assert_memory_equal(one->chance, two->chance, bytes * sizeof(double));
    assert_int_not_equal(memcmp(one->babies, other->babies, bytes), 0);
}

/* The numbers of one seed, so that a change of the draws is seen. */
static void the_letters_are_these(void **state)
{
    struct arena *a = *state;
    struct life life;
    make_life(&life);
    struct cohort *c = cohort_run(a, cohort_letters_new(a, 1, 6, 3), &life.plan);
    char found[200] = "";
    size_t at = 0;
    for (size_t i = 0; i < STAGES * 6; i++)
        at += (size_t)snprintf(found + at, sizeof found - at, "%u ", c->babies[i]);
    assert_string_equal(found, "18 26 37 29 42 32 18 22 29 22 32 29 1 6 5 5 7 8 "
                               "6 4 7 4 7 3 61 68 68 57 67 65 ");
}

static void a_scenario_that_changes_nothing_differs_by_exactly_nought(void **state)
{
    struct arena *a = *state;
    struct life life, same;
    make_life(&life);
    make_life(&same);
    struct cohort_letters *letters = cohort_letters_new(a, 3, 500, 3);
    struct cohort *from = cohort_run(a, letters, &life.plan);
    struct cohort *to = cohort_run(a, letters, &same.plan);
    for (size_t s = 0; s < STAGES; s++) {
        struct cohort_result d = cohort_difference(a, from, to, s);
        const double all[] = {d.mean,  d.rate_low, d.rate_high, d.low80,
                              d.low95, d.high80,   d.high95};
        for (size_t i = 0; i < COUNT(all); i++)
            assert_true(all[i] <= 0 && all[i] >= 0);
    }
}

static void common_letters_make_a_difference_tight(void **state)
{
    struct arena *a = *state;
    struct life life, changed;
    make_life(&life);
    make_life(&changed);
    changed.rates[R_ALONE] = cohort_fixed(0.70);
    life.rates[R_ALONE] = cohort_fixed(0.66);
    struct cohort_letters *letters = cohort_letters_new(a, 3, 2000, 3);
    struct cohort *from = cohort_run(a, letters, &life.plan);
    struct cohort *to = cohort_run(a, letters, &changed.plan);
    struct cohort_result d = cohort_difference(a, from, to, ALONE);
    near(d.mean, 4, 1e-9);
    assert_true(d.low95 >= 0); /* nobody is worse off at a higher chance */
    assert_true(d.high95 - d.low95 <= 9);
    /* with letters of their own it would be three times as wide */
    struct cohort *apart =
        cohort_run(a, cohort_letters_new(a, 4, 2000, 3), &changed.plan);
    struct cohort_result wide = cohort_difference(a, from, apart, ALONE);
    assert_true(wide.high95 - wide.low95 > 20);
    /* what a stage leads to moves with it, what stands alone does not */
    near(cohort_difference(a, from, to, PLAN).mean, 0, 0);
}

/* Of groups drawn from the truth, so many lie in the interval: binomial counts are
 * discrete, so somewhat more than 80 and 95 of 100 do. */
static void intervals_hold_as_many_groups_as_they_say(void **state)
{
    struct arena *a = *state;
    static const double truths[] = {0.03, 0.1, 0.31, 0.66};
    struct random r = random_stream(11, 1);
    struct cohort_letters *letters = cohort_letters_new(a, 21, 2000, 3);
    for (size_t t = 0; t < COUNT(truths); t++) {
        double within80 = 0, within95 = 0;
        const int trials = 300;
        struct arena *scratch = arena_new(512 * MIB);
        for (int trial = 0; trial < trials; trial++) {
            /* a rate is counted in 300 children, then a group of 100 is drawn */
            struct life life;
            make_life(&life);
            double seen = (double)random_binomial(&r, 300, truths[t]);
            life.rates[R_ALONE] = cohort_counted(seen + 0.5, 301, 0, 0, true);
            life.plan.stages = &life.stages[ALONE];
            life.plan.stage_count = 1;
            struct cohort *c = cohort_run(scratch, letters, &life.plan);
            struct cohort_result result = cohort_result(scratch, c, 0);
            double group = (double)random_binomial(&r, N, truths[t]);
            within80 += group >= result.low80 && group <= result.high80;
            within95 += group >= result.low95 && group <= result.high95;
            arena_reset(scratch);
        }
        arena_free(scratch);
        assert_in_range((int)(1000 * within80 / trials), 760, 950);
        assert_in_range((int)(1000 * within95 / trials), 920, 1000);
    }
}

static void counts_widen_the_expected_number_and_fixed_rates_do_not(void **state)
{
    struct arena *a = *state;
    struct life life;
    make_life(&life);
    life.rates[R_CARE] = cohort_fixed(0.037);
    life.rates[R_REFERRED] = life.rates[R_NEED] = cohort_fixed(0.3);
    struct cohort *c = cohort_run(a, cohort_letters_new(a, 1, 4000, 3), &life.plan);
    struct cohort_result fixed = cohort_result(a, c, CARE);
    near(fixed.rate_low, 3.7, 1e-12);
    near(fixed.rate_high, 3.7, 1e-12);
    /* Beta(264, 136): R's qbeta gives 61.3 and 70.6 */
    struct cohort_result drawn = cohort_result(a, c, ALONE);
    near(drawn.rate_low, 61.3, 0.4);
    near(drawn.rate_high, 70.6, 0.4);
}

static void small_counts_are_pulled_towards_the_whole(void **state)
{
    (void)state;
    near(cohort_counted(0, 10, 0.2, 40, true).value, 0.16, 1e-12);
    near(cohort_counted(500, 1000, 0.2, 40, true).value, 508 / 1040.0, 1e-12);
    near(cohort_counted(3, 10, 0.2, 0, true).value, 0.3, 1e-12);
    near(cohort_counted(3, 10, 0.2, HUGE_VAL, true).value, 0.2, 1e-12);
}

/* ---- Edges */

static void none_and_all_are_none_and_all(void **state)
{
    struct arena *a = *state;
    struct cohort_rate rates[] = {cohort_fixed(0), cohort_fixed(1),
                                  cohort_counted(0, 50, 0, 0, true),
                                  cohort_counted(50, 50, 0, 0, true)};
    struct cohort_stage stages[COUNT(rates)];
    for (size_t i = 0; i < COUNT(rates); i++)
        stages[i] = stage_of(COHORT_SHARE, 0, i);
    struct cohort_plan plan = {rates, COUNT(rates), stages, COUNT(rates)};
    struct cohort *c = cohort_run(a, cohort_letters_new(a, 1, 2000, 1), &plan);
    for (size_t i = 0; i < COUNT(rates); i++) {
        struct cohort_result result = cohort_result(a, c, i);
        near(result.low95, i % 2 ? 100 : 0, 0);
        near(result.high95, i % 2 ? 100 : 0, 0);
        near(result.mean, i % 2 ? 100 : 0, 0);
    }
    struct cohort_plan nothing = {rates, COUNT(rates), stages, 0};
    assert_int_equal(cohort_run(a, cohort_letters_new(a, 1, 10, 1), &nothing)->count, 0);
}

/* ---- Dots */

static void dots_are_whole_nested_and_within_one_of_the_mean(void **state)
{
    struct arena *a = *state;
    struct random r = random_stream(3, 3);
    struct life life;
    make_life(&life);
    struct cohort *c = cohort_run(a, cohort_letters_new(a, 1, 100, 3), &life.plan);
    for (int trial = 0; trial < 20000; trial++) {
        struct cohort_result results[STAGES] = {{0}};
        unsigned dots[STAGES];
        double left = 100;
        for (size_t s = 0; s < CARE; s++)
            left = results[s].mean = left * random_uniform(&r);
        results[CARE].mean = results[NEED].mean * random_uniform(&r);
        results[ALONE].mean = 100 * random_uniform(&r);
        cohort_dots(c, results, dots);
        assert_true(dots[REFERRED] <= 100 && dots[NEED] <= dots[REFERRED]);
        assert_true(dots[PLAN] <= dots[NEED] && dots[CARE] <= dots[NEED]);
        for (size_t s = 0; s < STAGES; s++)
            assert_true(fabs(dots[s] - results[s].mean) < (s == CARE ? 2 : 1.5));
        assert_int_equal(dots[ALONE], (unsigned)floor(results[ALONE].mean + 0.5));
    }
}

static void dots_of_england(void **state)
{
    struct arena *a = *state;
    struct life life;
    make_life(&life);
    struct cohort *c = cohort_run(a, cohort_letters_new(a, 1, 100, 3), &life.plan);
    /* 100 - 30.75, 5.76, 18.09, 6.9: floors 69 5 18 6, two left for .90 and .76 */
    struct cohort_result results[STAGES] = {
        {.mean = 30.75}, {.mean = 24.99}, {.mean = 6.9}, {.mean = 3.65}, {.mean = 66.3}};
    unsigned dots[STAGES];
    cohort_dots(c, results, dots);
    const unsigned expected[] = {31, 25, 7, 4, 66};
    for (size_t s = 0; s < STAGES; s++)
        assert_int_equal(dots[s], expected[s]);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rates_of_england_give_what_another_program_gives),
        cmocka_unit_test(each_form_follows_its_own_algebra),
        cmocka_unit_test(hazards_compound_to_the_chance),
        cmocka_unit_test(the_shape_gives_back_the_share_of_repeats),
        cmocka_unit_test(the_repeats_form_is_what_happens_where_families_differ),
        cmocka_unit_test(small_counts_are_pulled_towards_the_whole),
        cmocka_unit_test_setup_teardown(nested_stages_are_nested_in_every_run, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(the_expected_number_is_that_of_the_rates,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(
            the_same_seed_gives_the_same_babies_and_another_others, open_arena,
            close_arena),
        cmocka_unit_test_setup_teardown(the_letters_are_these, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(
            a_scenario_that_changes_nothing_differs_by_exactly_nought, open_arena,
            close_arena),
        cmocka_unit_test_setup_teardown(common_letters_make_a_difference_tight,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(intervals_hold_as_many_groups_as_they_say,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(
            counts_widen_the_expected_number_and_fixed_rates_do_not, open_arena,
            close_arena),
        cmocka_unit_test_setup_teardown(none_and_all_are_none_and_all, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(dots_are_whole_nested_and_within_one_of_the_mean,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(dots_of_england, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
