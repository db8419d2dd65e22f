/* Interval estimates and tests: Wilson, Byar, exact Poisson, score and two-sample tests;
 * quantiles; rounding as published.  Pure functions of doubles; NaN in, NaN out.
 * z95 = 1.959964 and z998 = 3.090232 as the public health tools use them.  Sources:
 * docs/methods.md. */
#ifndef ASSAY_MEASURES_LIMITS_H
#define ASSAY_MEASURES_LIMITS_H

#define Z95 1.959964
#define Z998 3.090232

struct limits {
    double low, high;
};

/* Of a proportion: `events` of `n`, as a fraction.  NaN where the events are not within
 * 0 and n, or n is not above 0. */
struct limits limits_wilson(double events, double n, double z);
/* Of a count: exact below 10 events, Byar's approximation from there. */
struct limits limits_count(double events, double z);
/* Where a proportion of n lies by chance around `centre`: the score limits, within 0 and
 * 1. */
struct limits limits_score(double centre, double n, double z);
/* Where a count lies by chance around what is expected, over what is expected; from the
 * chi-square distribution. */
struct limits limits_expected(double expected, double z);
/* Standard score of two proportions, pooled; above 0 where the first is greater; 0 where
 * both are 0 or both 1; NaN where it cannot be had. */
double test_proportions(double a, double n_a, double b, double n_b);
/* Standard score of two rates, given their exposures, conditional on the sum; below 30
 * whole events the score with the p of the exact test (twice the smaller tail). */
double test_rates(double a, double n_a, double b, double n_b);
/* R's quantile type 7 of sorted values; NaN where there are none. */
double quantile7(const double *sorted, unsigned long count, double p);
/* Half-up rounding of 100·num/den and the like in integers: multiple × num / den to
 * `decimals` (0 to 6), as the Department publishes it.  Counts may have up to four
 * decimals of their own.  NaN where den is not above 0. */
double round_published(double num, double den, double multiple, int decimals);

#endif
