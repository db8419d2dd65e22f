/* Standings, rank correlation and corrections for many tests: textbook examples and cases
 * worked out by hand; chance by exchange: uniform under chance, and it finds what was
 * planted. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "measures/distribution.h"
#include "measures/exchange.h"
#include "measures/many_tests.h"
#include "measures/order.h"
#include "measures/rank_correlation.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define NONE ((double)NAN)

static void near(double found, double expected, double within)
{
    if (!(fabs(found - expected) <= within))
        fail_msg("found %.17g; expected %.17g", found, expected);
}

/* ---- Ranks */

static void equal_figures_stand_equal_and_the_mean_is_nought(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    struct rank_room *room = rank_room_new(a, 8);
    const double value[] = {30, 10, NONE, 20, 20, 40};
    const double expected[] = {0.2, -0.4, NONE, -0.1, -0.1, 0.4};
    double standing[COUNT(value)];
    assert_int_equal(rank_standings(room, value, COUNT(value), standing), 5);
    for (size_t i = 0; i < COUNT(value); i++) {
        if (isnan(expected[i]))
            assert_true(isnan(standing[i]));
        else
            near(standing[i], expected[i], 1e-15);
    }
    assert_int_equal(rank_standings(room, value, 0, standing), 0);
    arena_free(a);
}

/* Siegel and Castellan, Nonparametric Statistics, chapter 9: authoritarianism and
 * striving for status of twelve students, rho 0.82 and tau 0.67; ties by hand. */
static void rho_and_tau_b_are_those_of_the_textbooks(void **state)
{
    (void)state;
    static const struct {
        size_t n;
        double x[12], y[12], rho, tau_b;
    } cases[] = {
        {12,
         {82, 98, 87, 40, 116, 113, 111, 83, 85, 126, 106, 117},
         {42, 46, 39, 37, 65, 88, 86, 56, 62, 92, 54, 81},
         0.8181818181818182,
         0.6666666666666666},
        /* By hand: ranks 1 2.5 2.5 4 and 1 2 3.5 3.5: d² is 0, .25, 1, .25. */
        {4, {1, 2, 2, 3}, {1, 2, 3, 3}, 0.8333333333333334, 0.8},
        {4, {4, 3, 2, 1}, {1, 2, 3, 4}, -1, -1},
        {5, {1, 1, 2, NONE, 2}, {1, 2, 1, 9, 2}, 0, 0},
    };
    struct arena *a = arena_new(MIB);
    struct rank_room *room = rank_room_new(a, 12);
    for (size_t i = 0; i < COUNT(cases); i++) {
        double x[12], y[12], u[12];
        for (size_t k = 0; k < cases[i].n; k++)
            u[k] = isnan(cases[i].x[k]) ? NONE : cases[i].y[k];
        rank_standings(room, cases[i].x, cases[i].n, x);
        rank_standings(room, u, cases[i].n, y);
        near(rank_correlation(x, y, cases[i].n), cases[i].rho, 1e-12);
        near(rank_tau_b(room, cases[i].x, cases[i].y, cases[i].n), cases[i].tau_b, 1e-12);
    }
    const double same[] = {5, 5, 5};
    assert_true(isnan(rank_tau_b(room, same, same, 3)));
    near(rank_correlation(same, (const double[]){0, 0, 0}, 3), 0, 0);
    arena_free(a);
}

static int sign(double x)
{
    return (x > 0) - (x < 0);
}

static double tau_b_by_pairs(const double *x, const double *y, size_t n)
{
    double score = 0, x_differ = 0, y_differ = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            score += sign(x[i] - x[k]) * sign(y[i] - y[k]);
            x_differ += sign(x[i] - x[k]) != 0;
            y_differ += sign(y[i] - y[k]) != 0;
        }
    }
    return score / sqrt(x_differ * y_differ);
}

static void tau_b_is_what_counting_pairs_gives(void **state)
{
    (void)state;
    enum { MOST = 60 };
    struct arena *a = arena_new(MIB);
    struct rank_room *room = rank_room_new(a, MOST);
    for (uint32_t draw = 0; draw < 200; draw++) {
        double x[MOST], y[MOST];
        size_t n = 3 + draw % (MOST - 2);
        for (uint32_t i = 0; i < n; i++) {
            x[i] = floor(drawn_uniform(5, draw, i) * 9);
            y[i] = floor(drawn_uniform(6, draw, i) * 4);
        }
        double expected = tau_b_by_pairs(x, y, n);
        if (isnan(expected))
            assert_true(isnan(rank_tau_b(room, x, y, n)));
        else
            near(rank_tau_b(room, x, y, n), expected, 1e-12);
    }
    arena_free(a);
}

/* ---- Many tests */

/* By hand.  Holm: .01 × 4, .02 × 3, .03 × 2 (no less than the one before), .5.
 * Benjamini and Hochberg: .01 × 4/1, .02 × 4/2, .03 × 4/3, .5, no more than the next. */
static void holm_and_benjamini_hochberg_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    const double p[] = {0.03, NONE, 0.01, 0.5, 0.02};
    const double holm[] = {0.06, NONE, 0.04, 0.5, 0.06};
    const double discovery[] = {0.04, NONE, 0.04, 0.5, 0.04};
    double found[COUNT(p)];
    many_tests_holm(a, p, COUNT(p), found);
    for (size_t i = 0; i < COUNT(p); i++)
        isnan(holm[i]) ? assert_true(isnan(found[i])) : near(found[i], holm[i], 1e-15);
    many_tests_false_discovery(a, p, COUNT(p), found);
    for (size_t i = 0; i < COUNT(p); i++)
        isnan(discovery[i]) ? assert_true(isnan(found[i]))
                            : near(found[i], discovery[i], 1e-15);
    arena_free(a);
}

/* The fifteen p-values of Benjamini and Hochberg 1995, section 3.2: at 0.05 Bonferroni's
 * way (and Holm's) rejects three, theirs four. */
static void four_are_found_in_the_example_of_benjamini_and_hochberg(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    double found[COUNT(p)];
    size_t holm = 0, discovery = 0;
    many_tests_holm(a, p, COUNT(p), found);
    for (size_t i = 0; i < COUNT(p); i++)
        holm += found[i] <= 0.05;
    many_tests_false_discovery(a, p, COUNT(p), found);
    for (size_t i = 0; i < COUNT(p); i++)
        discovery += found[i] <= 0.05;
    assert_int_equal(holm, 3);
    assert_int_equal(discovery, 4);
    many_tests_holm(a, p, 0, found);
    arena_free(a);
}

/* ---- Exchange */

/* A made England: every subject with two rows, whose outcomes and standings are alike in
 * both, as those of an authority are. */
enum { SUBJECTS = 60, ROWS = 2 * SUBJECTS, DRAWS = 999 };

struct world {
    struct arena *a;
    struct exchange *e;
    struct rank_room *room;
    uint32_t subject[ROWS];
    double outcome[ROWS], standing[ROWS * SUBJECTS], drawn[DRAWS];
};

static struct world *make_world(void)
{
    struct arena *a = arena_new(64 * MIB);
    struct world *w = arena_make(a, struct world, 1);
    w->a = a;
    w->e = exchange_new(a, SUBJECTS, DRAWS, 7);
    w->room = rank_room_new(a, ROWS);
    for (uint32_t i = 0; i < ROWS; i++)
        w->subject[i] = i / 2;
    return w;
}

static double normal(uint64_t seed, uint32_t draw, uint32_t place)
{
    return normal_quantile(drawn_uniform(seed, draw, place));
}

/* Outcomes go with standings by `planted`; without it by chance alone. */
static struct exchange_rows fill(struct world *w, uint32_t trial, double planted)
{
    double history[SUBJECTS], standing[SUBJECTS], score[ROWS];
    for (uint32_t s = 0; s < SUBJECTS; s++)
        history[s] = normal(1, trial, s);
    rank_standings(w->room, history, SUBJECTS, standing);
    for (uint32_t i = 0; i < ROWS; i++) {
        uint32_t s = w->subject[i];
        /* The second row's grade is mostly the first's. */
        score[i] = planted * history[s] + normal(2, trial, s) + 0.3 * normal(3, trial, i);
        for (uint32_t k = 0; k < SUBJECTS; k++)
            w->standing[i * SUBJECTS + k] =
                drawn_uniform(4, trial, k * ROWS + i) < 0.1 ? NONE : standing[k];
    }
    rank_standings(w->room, score, ROWS, w->outcome);
    return (struct exchange_rows){w->subject, w->outcome, ROWS};
}

/* The greatest distance of sorted p-values from a straight line. */
static double kolmogorov(struct ranked *at, size_t count)
{
    struct ranked spare[2048];
    double worst = 0;
    assert_true(order_room(count) <= COUNT(spare));
    order_by_value(at, spare, count);
    for (size_t i = 0; i < count; i++)
        worst = fmax(worst, fmax((double)(i + 1) / (double)count - at[i].value,
                                 at[i].value - (double)i / (double)count));
    return worst;
}

static void under_chance_p_is_uniform_though_grades_repeat_themselves(void **state)
{
    (void)state;
    enum { TRIALS = 400 };
    struct ranked at[2048];
    struct world *w = make_world();
    assert_true(order_room(TRIALS) <= COUNT(at));
    for (uint32_t t = 0; t < TRIALS; t++) {
        struct exchange_rows rows = fill(w, t, 0);
        struct exchange_result found = exchange_test(w->e, &rows, w->standing, w->drawn);
        assert_true(found.p > 0 && found.p <= 1);
        at[t] = (struct ranked){found.p, t};
    }
    /* 1.63 / √n would be exceeded once in a hundred seeds. */
    double distance = kolmogorov(at, TRIALS);
    if (distance > 1.63 / sqrt(TRIALS))
        fail_msg("the p-values lie %.3f from uniform", distance);
    arena_free(w->a);
}

static void what_was_planted_is_found_and_its_interval_holds_r(void **state)
{
    (void)state;
    struct world *w = make_world();
    struct exchange_rows rows = fill(w, 1, 1);
    struct exchange_result found = exchange_test(w->e, &rows, w->standing, w->drawn);
    assert_true(found.r > 0.4);
    near(found.p, 1.0 / (DRAWS + 1), 1e-15);
    exchange_interval(w->e, &rows, w->standing, &found);
    assert_true(found.low95 > 0 && found.low95 < found.r && found.r < found.high95);
    struct exchange_result turned;
    for (size_t i = 0; i < ROWS; i++)
        w->outcome[i] = -w->outcome[i];
    turned = exchange_test(w->e, &rows, w->standing, w->drawn);
    near(turned.r, -found.r, 1e-15);
    near(turned.p, found.p, 0);
    arena_free(w->a);
}

static void r_is_the_correlation_of_the_rows_own_standings(void **state)
{
    (void)state;
    struct world *w = make_world();
    struct exchange_rows rows = fill(w, 3, 0.5);
    double own[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        own[i] = w->standing[i * SUBJECTS + w->subject[i]];
    struct exchange_result found = exchange_test(w->e, &rows, w->standing, w->drawn);
    near(found.r, rank_correlation(own, w->outcome, ROWS), 1e-14);
    arena_free(w->a);
}

/* With four subjects the draws are the 24 ways to exchange them: p can be counted. */
static void p_is_near_what_trying_all_exchanges_gives(void **state)
{
    (void)state;
    enum { FOUR = 4, MANY = 20000 };
    struct arena *a = arena_new(64 * MIB);
    struct exchange *e = exchange_new(a, FOUR, MANY, 1);
    const uint32_t subject[] = {0, 1, 2, 3};
    const double outcome[] = {-0.375, -0.125, 0.125, 0.375};
    /* Ranks 1 2 3 4 against 1 3 2 4: rho is 0.8; 8 of 24 are at least as far from 0. */
    const double history[] = {-0.375, 0.125, -0.125, 0.375};
    double standing[FOUR * FOUR];
    double *drawn = arena_make(a, double, MANY);
    for (size_t i = 0; i < FOUR; i++)
        memcpy(standing + i * FOUR, history, sizeof history);
    struct exchange_rows rows = {subject, outcome, FOUR};
    struct exchange_result found = exchange_test(e, &rows, standing, drawn);
    near(found.r, 0.8, 1e-15);
    near(found.p, 8.0 / 24, 4 * sqrt(1.0 / 3 * 2 / 3 / (double)MANY));
    arena_free(a);
}

static void what_does_not_vary_has_no_p(void **state)
{
    (void)state;
    struct world *w = make_world();
    struct exchange_rows rows = fill(w, 1, 0);
    for (size_t i = 0; i < COUNT(w->standing); i++)
        w->standing[i] = 0;
    struct exchange_result found = exchange_test(w->e, &rows, w->standing, w->drawn);
    assert_true(isnan(found.r) && isnan(found.p));
    for (size_t i = 0; i < COUNT(w->standing); i++)
        w->standing[i] = NONE;
    found = exchange_test(w->e, &rows, w->standing, w->drawn);
    assert_true(isnan(found.r) && isnan(found.p));
    arena_free(w->a);
}

/* Of a family by chance alone the least corrected p is below 0.05 in about one of twenty
 * worlds; and a draw has 5% of the tests among their own largest 5%, on average. */
static void the_largest_of_many_errs_once_in_twenty(void **state)
{
    (void)state;
    enum { WORLDS = 120, TESTS = 12 };
    struct world *w = make_world();
    size_t wrong = 0;
    for (uint32_t world = 0; world < WORLDS; world++) {
        struct exchange_family family = exchange_family_new(w->a, w->e);
        struct exchange_result results[TESTS];
        double least = 1;
        for (uint32_t t = 0; t < TESTS; t++) {
            struct exchange_rows rows = fill(w, 1000 + world * TESTS + t, 0);
            results[t] = exchange_test(w->e, &rows, w->standing, w->drawn);
            exchange_family_add(w->e, &family, w->drawn, &results[t]);
        }
        double below = 0;
        for (size_t d = 0; d < DRAWS; d++)
            below += family.below[d];
        assert_int_equal((int)below, DRAWS / 20 * TESTS);
        exchange_family_close(w->e, &family);
        for (uint32_t t = 0; t < TESTS; t++) {
            double p = exchange_family_p(&family, &results[t]);
            assert_true(p >= results[t].p - 1e-12);
            least = fmin(least, p);
        }
        wrong += least < 0.05;
    }
    /* Six expected; more than 14 once in some hundreds of seeds. */
    assert_true(wrong <= 14);
    arena_free(w->a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_figures_stand_equal_and_the_mean_is_nought),
        cmocka_unit_test(rho_and_tau_b_are_those_of_the_textbooks),
        cmocka_unit_test(tau_b_is_what_counting_pairs_gives),
        cmocka_unit_test(holm_and_benjamini_hochberg_are_those_worked_out_by_hand),
        cmocka_unit_test(four_are_found_in_the_example_of_benjamini_and_hochberg),
        cmocka_unit_test(under_chance_p_is_uniform_though_grades_repeat_themselves),
        cmocka_unit_test(what_was_planted_is_found_and_its_interval_holds_r),
        cmocka_unit_test(r_is_the_correlation_of_the_rows_own_standings),
        cmocka_unit_test(p_is_near_what_trying_all_exchanges_gives),
        cmocka_unit_test(what_does_not_vary_has_no_p),
        cmocka_unit_test(the_largest_of_many_errs_once_in_twenty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
