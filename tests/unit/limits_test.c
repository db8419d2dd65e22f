/* Intervals, tests, quantiles and rounding against known values: those of the literature
 * where it prints them, else worked out apart from this code. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "measures/distribution.h"
#include "measures/limits.h"
#include "measures/order.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void near(double found, double expected, double within)
{
    if (!(fabs(found - expected) <= within))
        fail_msg("found %.17g; expected %.17g", found, expected);
}

static void wilson_s_interval_is_that_of_newcombe_1998(void **state)
{
    (void)state;
    static const struct {
        double events, n, low, high;
    } cases[] = {
        {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611},
        {1, 29, 0.0061, 0.1718},   {24, 325, 0.0501, 0.1075},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct limits at = limits_wilson(cases[i].events, cases[i].n, Z95);
        near(at.low, cases[i].low, 5.1e-5);
        near(at.high, cases[i].high, 5.1e-5);
        struct limits turned =
            limits_wilson(cases[i].n - cases[i].events, cases[i].n, Z95);
        near(turned.low, 1 - at.high, 1e-12);
    }
    assert_true(isnan(limits_wilson(3, 2, Z95).low));
    assert_true(isnan(limits_wilson(0, 0, Z95).low));
    assert_true(isnan(limits_wilson((double)NAN, 9, Z95).high));
}

static void a_count_below_ten_is_exact_and_byar_s_from_ten(void **state)
{
    (void)state;
    static const struct {
        double events, z, low, high;
    } cases[] = {
        {0, Z95, 0, 3.6888794902562383},
        {1, Z95, 0.025317807057564135, 5.57164343356803},
        {5, Z95, 1.6234863742897778, 11.668332137880554},
        {9, Z95, 4.115373070246025, 17.084803520931978},
        {0, Z998, 0, 6.907754248087631},
        {1, Z998, 0.0010005013655104422, 9.233412333908817},
        {5, Z998, 0.7393719053298723, 16.45474376771227},
        {9, Z998, 2.4524247733788647, 22.657371664451038},
        {10, Z95, 4.787449884048766, 18.39145867798687},
        {24, Z95, 15.372720843611418, 35.71161653002902},
        {24, Z998, 11.614414404176198, 43.36989262691047},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct limits at = limits_count(cases[i].events, cases[i].z);
        near(at.low, cases[i].low, 1e-10);
        near(at.high, cases[i].high, 1e-10);
    }
    assert_true(isnan(limits_count(-1, Z95).low));
}

static void chi_square_s_quantiles_are_those_of_the_tables(void **state)
{
    (void)state;
    static const struct {
        double p, degrees, expected;
    } cases[] = {
        {0.95, 1, 3.841458820694124},  {0.95, 10, 18.307038053275104},
        {0.99, 5, 15.08627246938898},  {0.025, 8, 2.17973074725265},
        {0.975, 2, 7.377758908227851}, {0.05, 100, 77.92946516501725},
        {0.999, 1, 10.82756617066336}, {0.5, 0.2, 0.0011867822089204464},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        near(2 * gamma_quantile(cases[i].p, cases[i].degrees / 2), cases[i].expected,
             cases[i].expected * 1e-11);
}

static void the_normal_quantile_undoes_the_normal_tail(void **state)
{
    (void)state;
    near(normal_quantile(0.975), 1.9599639845400536, 1e-13);
    near(normal_quantile(0.999), 3.090232306167813, 1e-13);
    near(normal_quantile(1e-10), -6.361340902404056, 1e-12);
    near(normal_quantile(0.3), -0.5244005127080407, 1e-14);
    for (double z = 0.01; z < 7; z += 0.37)
        near(normal_quantile(normal_above(z)), -z, 1e-12);
    near(normal_quantile(0.75), -normal_quantile(0.25), 1e-15);
}

static void funnel_limits_of_a_ratio_are_chi_square_s(void **state)
{
    (void)state;
    near(limits_expected(2.5, Z95).low, 0.16624231998011182, 1e-11);
    near(limits_expected(2.5, Z95).high, 3.202552874792707, 1e-11);
    near(limits_expected(20, Z95).low, 0.6108259767951406, 1e-11);
    near(limits_expected(20, Z95).high, 1.5444188997025186, 1e-11);
    assert_true(isnan(limits_expected(0, Z95).low));
}

static void score_limits_are_those_whose_wilson_interval_touches_the_centre(void **state)
{
    (void)state;
    struct limits at = limits_score(0.1, 325, Z95);
    near(at.low, 0.0674, 5e-5);
    near(at.high, 0.1326, 5e-5);
    near(limits_wilson(at.low * 325, 325, Z95).high, 0.1, 1e-12);
    near(limits_wilson(at.high * 325, 325, Z95).low, 0.1, 1e-12);
    near(limits_score(0.01, 20, Z95).low, 0, 0);
}

static void two_samples_are_tested(void **state)
{
    (void)state;
    near(test_proportions(60, 100, 45, 100), 2.1239769762143657, 1e-12);
    near(test_proportions(240, 1547, 300, 1500), -3.242068027899406, 1e-12);
    near(test_proportions(0, 9, 0, 12), 0, 0);
    assert_true(isnan(test_proportions(10, 9, 1, 9)));
    near(test_rates(325, 36039, 290, 36500), 1.5689717871351294, 1e-12);
    /* exact below 30: p is 0.03515625, 1, 0.052 */
    near(test_rates(12, 1000, 3, 1000), 2.1065540881628135, 1e-9);
    near(test_rates(2, 1000, 2, 1000), 0, 0);
    near(test_rates(0, 500, 9, 1000), -1.9429302222912281, 1e-9);
    near(test_rates(0, 500, 0, 400), 0, 0);
    assert_true(isnan(test_rates(1, 0, 2, 5)));
}

static void a_quantile_is_of_type_seven(void **state)
{
    (void)state;
    static const double ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    static const double equal[] = {0.1, 0.1, 0.1, 0.3};
    near(quantile7(ten, 10, 0.25), 3.25, 0);
    near(quantile7(ten, 10, 0.5), 5.5, 0);
    near(quantile7(ten, 10, 1), 10, 0);
    near(quantile7(ten, 1, 0.75), 1, 0);
    near(quantile7(equal, 4, 0.4), 0.1, 0); /* between equals: exactly that */
    assert_true(isnan(quantile7(ten, 0, 0.5)));
}

static void published_figures_are_rounded_half_up_in_integers(void **state)
{
    (void)state;
    static const struct {
        double num, den, multiple;
        int decimals;
        double expected;
    } cases[] = {
        {325, 36039, 10000, 1, 90.2},
        {325, 36039, 10000, 0, 90},
        {1, 8, 100, 0, 13},
        {1, 16, 100, 1, 6.3}, /* 6.25, which printf makes 6.2 */
        {33, 80, 100, 1, 41.3},
        {1, 200, 100, 0, 1},
        {1, 201, 100, 0, 0},
        {0, 7, 100, 1, 0},
        {-1, 8, 100, 0, -12},
        {-3, 8, 100, 0, -37},
        {-7, 16, 100, 0, -44},
        {23.5, 188, 100, 0, 13},
        {2.25, 3, 1, 1, 0.8},
        {5005, 10000, 100, 1, 50.1},
        {640000, 640000, 100, 6, 100},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        near(round_published(cases[i].num, cases[i].den, cases[i].multiple,
                             cases[i].decimals),
             cases[i].expected, 0);
    assert_true(isnan(round_published(1, 0, 100, 1)));
    assert_true(isnan(round_published((double)NAN, 2, 100, 1)));
}

/* --- sorting -------------------------------------------------------------------------
 */

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->value < y->value || x->value > y->value)
        return x->value < y->value ? -1 : 1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static void figures_are_sorted_and_ties_keep_their_order(void **state)
{
    (void)state;
    enum { MOST = 200 };
    struct ranked at[2 * MOST], spare[2 * MOST], expected[MOST];
    for (uint32_t count = 0; count < MOST; count++) {
        for (uint32_t i = 0; i < count; i++)
            at[i] = (struct ranked){floor(drawn_uniform(7, count, i) * 40), i};
        for (size_t i = 0; i < count; i++)
            expected[i] = at[i];
        if (count)
            qsort(expected, count, sizeof *expected, by_value);
        order_by_value(at, spare, count);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(at[i].area, expected[i].area);
    }
}

/* A network that sorts every pattern of zeros and ones sorts everything (Knuth, The Art
 * of Computer Programming 3, 5.3.4). */
static void ten_numbers_are_sorted_whatever_their_order(void **state)
{
    (void)state;
    for (uint32_t pattern = 0; pattern < 1024; pattern++) {
        int32_t ten[ORDER_TEN][ORDER_LANES];
        for (uint32_t i = 0; i < ORDER_TEN; i++) {
            for (uint32_t lane = 0; lane < ORDER_LANES; lane++)
                ten[i][lane] = (int32_t)((pattern + lane) >> i & 1);
        }
        order_ten(ten);
        for (size_t i = 1; i < ORDER_TEN; i++) {
            for (size_t lane = 0; lane < ORDER_LANES; lane++)
                assert_true(ten[i - 1][lane] <= ten[i][lane]);
        }
    }
}

static void drawn_numbers_are_the_same_everywhere_and_lie_evenly(void **state)
{
    (void)state;
    double sum = 0, squares = 0;
    const uint32_t draws = 100000;
    for (uint32_t i = 0; i < draws; i++) {
        double u = drawn_uniform(1, i / 100, i % 100);
        assert_true(u > 0 && u < 1);
        sum += u;
        squares += u * u;
    }
    near(sum / draws, 0.5, 0.004);
    near(squares / draws, 1.0 / 3, 0.004);
    near(drawn_uniform(1, 2, 3), drawn_uniform(1, 2, 3), 0);
    assert_true(fabs(drawn_uniform(1, 2, 3) - drawn_uniform(1, 3, 2)) > 1e-9);
    assert_true(fabs(drawn_uniform(1, 2, 3) - drawn_uniform(2, 2, 3)) > 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_s_interval_is_that_of_newcombe_1998),
        cmocka_unit_test(a_count_below_ten_is_exact_and_byar_s_from_ten),
        cmocka_unit_test(chi_square_s_quantiles_are_those_of_the_tables),
        cmocka_unit_test(the_normal_quantile_undoes_the_normal_tail),
        cmocka_unit_test(funnel_limits_of_a_ratio_are_chi_square_s),
        cmocka_unit_test(score_limits_are_those_whose_wilson_interval_touches_the_centre),
        cmocka_unit_test(two_samples_are_tested),
        cmocka_unit_test(a_quantile_is_of_type_seven),
        cmocka_unit_test(published_figures_are_rounded_half_up_in_integers),
        cmocka_unit_test(figures_are_sorted_and_ties_keep_their_order),
        cmocka_unit_test(ten_numbers_are_sorted_whatever_their_order),
        cmocka_unit_test(drawn_numbers_are_the_same_everywhere_and_lie_evenly),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
