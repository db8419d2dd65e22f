#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "base/random.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The first outputs of the authors' own code for the state 1, 2, 3, 4. */
static void the_bits_are_those_of_xoshiro256(void **state)
{
    static const uint64_t expected[] = {11520, 0, 1509978240, 1215971899390074240};
    struct random r = {{1, 2, 3, 4}};
    (void)state;
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_true(random_bits(&r) == expected[i]);
}

static void a_stream_is_the_same_again_and_another_is_another(void **state)
{
    struct random a = random_stream(7, 1), again = random_stream(7, 1),
                  b = random_stream(7, 2), c = random_stream(8, 1);
    (void)state;
    uint64_t first = random_bits(&a);
    assert_true(first == random_bits(&again));
    assert_true(first != random_bits(&b));
    assert_true(first != random_bits(&c));
    assert_true(random_mix(1, 2) != random_mix(2, 1));
}

static void logarithm_and_exponential_are_those_of_the_library(void **state)
{
    (void)state;
    for (double x = 1e-9; x < 1e12; x *= 1.37) {
        double known = log(x), found = random_log(x);
        assert_true(fabs(found - known) <= 4e-16 * fmax(1, fabs(known)));
    }
    for (double x = -60; x < 60; x += 0.137) {
        double known = exp(x);
        assert_true(fabs(random_exp(x) - known) <= 2e-14 * known);
    }
    assert_true(random_exp(-1000) < 1e-300);
}

struct moments {
    double mean, variance;
};

static const int DRAWS = 200000;

static struct moments moments_of(double (*draw)(struct random *, const double *),
                                 const double *with)
{
    struct random r = random_stream(11, 3);
    double sum = 0, squares = 0, shift = draw(&r, with);
    for (int i = 0; i < DRAWS; i++) {
        double x = draw(&r, with) - shift;
        sum += x;
        squares += x * x;
    }
    double mean = sum / DRAWS;
    return (struct moments){mean + shift, squares / DRAWS - mean * mean};
}

static double one_normal(struct random *r, const double *with)
{
    (void)with;
    return random_normal(r);
}

static double one_binomial(struct random *r, const double *with)
{
    return (double)random_binomial(r, (uint64_t)with[0], with[1]);
}

static double one_poisson(struct random *r, const double *with)
{
    return (double)random_poisson(r, with[0]);
}

/* Five standard errors of the mean, and of the variance of nearly normal draws. */
static void expect(struct moments found, double mean, double variance)
{
    double of_mean = 5 * sqrt(variance / DRAWS);
    double of_variance = 5 * variance * sqrt((2 + 1 / fmax(variance, 1e-9)) / DRAWS);
    assert_true(fabs(found.mean - mean) <= of_mean);
    assert_true(fabs(found.variance - variance) <= of_variance);
}

static void draws_have_their_mean_and_variance(void **state)
{
    static const double tosses[][2] = {{1, 0.3},     {12, 0.04},      {40, 0.5},
                                       {25, 0.9},    {900, 0.011},    {1000, 0.0101},
                                       {5000, 0.77}, {120000, 0.0062}};
    static const double means[] = {0.02, 0.8, 4, 9.99, 10, 27, 640, 81770};
    (void)state;
    expect(moments_of(one_normal, NULL), 0, 1);
    for (size_t i = 0; i < COUNT(tosses); i++) {
        double n = tosses[i][0], p = tosses[i][1];
        expect(moments_of(one_binomial, tosses[i]), n * p, n * p * (1 - p));
    }
    for (size_t i = 0; i < COUNT(means); i++)
        expect(moments_of(one_poisson, &means[i]), means[i], means[i]);
}

/* Chances by the recurrence of the distribution, from its mode outwards. */
static void a_binomial_has_its_whole_shape(void **state)
{
    enum { N = 60 };
    double expected[N + 1], total = 0, p = 0.35, chi = 0;
    int found[N + 1] = {0}, classes = 0;
    struct random r = random_stream(5, 5);
    (void)state;
    expected[0] = 1;
    for (int k = 0; k < N; k++)
        expected[k + 1] = expected[k] * (N - k) / (k + 1) * p / (1 - p);
    for (int k = 0; k <= N; k++)
        total += expected[k];
    for (int i = 0; i < DRAWS; i++)
        found[random_binomial(&r, N, p)]++;
    for (int k = 0; k <= N; k++) {
        double e = expected[k] / total * DRAWS;
        if (e < 10)
            continue;
        chi += (found[k] - e) * (found[k] - e) / e;
        classes++;
    }
    assert_true(chi < classes + 5 * sqrt(2.0 * classes));
}

static void ends_are_ends(void **state)
{
    struct random r = random_stream(1, 1);
    int seen[3] = {0};
    (void)state;
    assert_true(random_binomial(&r, 0, 0.5) == 0);
    assert_true(random_binomial(&r, 10, 0) == 0);
    assert_true(random_binomial(&r, 10, 1) == 10);
    assert_true(random_poisson(&r, 0) == 0);
    for (int i = 0; i < 3000; i++) {
        double u = random_uniform(&r);
        assert_true(u > 0 && u < 1);
        seen[random_below(&r, 3)]++;
    }
    for (int i = 0; i < 3; i++)
        assert_true(seen[i] > 850 && seen[i] < 1150);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bits_are_those_of_xoshiro256),
        cmocka_unit_test(a_stream_is_the_same_again_and_another_is_another),
        cmocka_unit_test(logarithm_and_exponential_are_those_of_the_library),
        cmocka_unit_test(draws_have_their_mean_and_variance),
        cmocka_unit_test(a_binomial_has_its_whole_shape),
        cmocka_unit_test(ends_are_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
