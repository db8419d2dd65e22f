#include "measures/trend.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "measures/benchmark_inside.h"
#include "measures/distribution.h"
#include "measures/limits.h"

/* The years of a trend, the last one first. */
struct years {
    size_t count, period[TREND_MOST];
    double value[TREND_MOST], events[TREND_MOST], n[TREND_MOST];
    bool counted;
};

/* --- which years ---------------------------------------------------------------------
 */

static bool has_counts(const struct cube_series *series, uint32_t area,
                       enum chance chance)
{
    if (chance == CHANCE_NONE || !series->numerator || !series->denominator)
        return false;
    double events = series->numerator[area], n = series->denominator[area];
    bool part = chance != CHANCE_PROPORTION || events <= n;
    return events >= 0 && n > 0 && isfinite(events) && isfinite(n) && part;
}

static bool take_year(struct years *years, const struct cube *cube,
                      const struct benchmark *b, size_t period, uint32_t area)
{
    const struct cube_measure *measure = b->measure;
    const struct cube_series *series = &measure->series[period];
    double value = series->value[area];
    if (!isfinite(value) ||
        !cube_takes_part(&cube->areas[area], &measure->periods[period], true))
        return false;
    size_t i = years->count++;
    years->period[i] = period;
    years->value[i] = value;
    years->counted &= has_counts(series, area, b->chance);
    if (years->counted) {
        years->events[i] = series->numerator[area];
        years->n[i] = series->denominator[area];
    }
    return true;
}

static struct years years_of(const struct cube *cube, const struct benchmark *b,
                             uint32_t area)
{
    struct years years = {.counted = true};
    size_t period = b->period;
    while (years.count < TREND_MOST && take_year(&years, cube, b, period, area)) {
        const struct cube_break *broken;
        size_t before = benchmark_before(b->measure, period, &broken);
        if (before == SIZE_MAX ||
            benchmark_overlap(&b->measure->periods[period], &b->measure->periods[before]))
            break;
        period = before;
    }
    return years;
}

/* Years from the middle, which is what the tests and the slope are taken of. */
static double time_of(const struct years *years, size_t i)
{
    return (double)(years->count - 1) / 2 - (double)i;
}

/* --- by counts -----------------------------------------------------------------------
 */

/* Armitage, Biometrics 11 (1955) 375; of rates the same with Poisson's variance, given
 * the sum.  What the years differ by beyond the line, over its degrees of freedom, widens
 * the variance where it is above one. */
static double test_counts(const struct years *years, enum chance chance)
{
    double events = 0, n = 0, first = 0, second = 0, score = 0, unlike = 0;
    for (size_t i = 0; i < years->count; i++) {
        double t = time_of(years, i);
        events += years->events[i];
        n += years->n[i];
        first += years->n[i] * t;
        second += years->n[i] * t * t;
    }
    double p = events / n;
    double one = chance == CHANCE_PROPORTION ? p * (1 - p) : p;
    if (!(one > 0))
        return 0;
    for (size_t i = 0; i < years->count; i++) {
        double gap = years->events[i] - years->n[i] * p;
        score += time_of(years, i) * gap;
        unlike += gap * gap / (years->n[i] * one);
    }
    double z = score / sqrt(one * (second - first * first / n));
    double spread = (unlike - z * z) / (double)(years->count - 2);
    return z / sqrt(fmax(1, spread));
}

/* A line through the logarithms, each weighed by one over its variance; a year without an
 * event counts for half of one. */
static double growth_of(const struct years *years, enum chance chance)
{
    double weights = 0, times = 0, logs = 0, products = 0, squares = 0;
    for (size_t i = 0; i < years->count; i++) {
        double events = fmax(years->events[i], 0.5), t = time_of(years, i);
        double part = events / years->n[i];
        double weight = events;
        if (chance == CHANCE_PROPORTION)
            weight = events / fmax(1 - part, 0.5 / years->n[i]);
        weights += weight;
        times += weight * t;
        logs += weight * log(part);
        products += weight * t * log(part);
        squares += weight * t * t;
    }
    double slope =
        (products - times * logs / weights) / (squares - times * times / weights);
    return exp(slope) - 1;
}

/* --- by order alone ------------------------------------------------------------------
 */

/* How many orders of n have so many pairs the wrong way round (Mahonian numbers). */
static const double inversions[TREND_MOST + 1][11] = {
    [3] = {1, 2, 2, 1},
    [4] = {1, 3, 5, 6, 5, 3, 1},
    [5] = {1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1},
};
static const double orders[TREND_MOST + 1] = {[3] = 6, [4] = 24, [5] = 120};

/* Mann, Econometrica 13 (1945) 245; Kendall, Rank Correlation Methods (1948).  Equal
 * figures count for neither side, so that with them an odd pair is left: it counts as the
 * wrong way round, which makes the test harder to pass. */
static int kendall_of(const struct years *years)
{
    int s = 0;
    for (size_t i = 0; i < years->count; i++) {
        for (size_t k = i + 1; k < years->count; k++)
            s +=
                (years->value[i] > years->value[k]) - (years->value[i] < years->value[k]);
    }
    return s;
}

static double kendall_p(int s, size_t years)
{
    assert(years >= TREND_LEAST && years <= TREND_MOST);
    int most = (int)(years * (years - 1) / 2), wrong = (most - abs(s) + 1) / 2;
    double as_far = 0;
    for (int d = 0; d <= wrong; d++)
        as_far += inversions[years][d];
    return fmin(1, 2 * as_far / orders[years]);
}

/* --- the trend -----------------------------------------------------------------------
 */

static void test_years(struct area_trend *out, const struct years *years,
                       enum chance chance)
{
    if (years->counted) {
        out->test = chance == CHANCE_PROPORTION ? TREND_ARMITAGE : TREND_POISSON;
        out->z = test_counts(years, chance);
        out->p = 2 * normal_above(fabs(out->z));
        out->per_year = growth_of(years, chance);
        out->sign = (out->z > Z95) - (out->z < -Z95);
        return;
    }
    int s = kendall_of(years);
    out->test = TREND_KENDALL;
    out->p = kendall_p(s, years->count);
    out->sign = out->p < 0.05 ? (s > 0) - (s < 0) : 0;
}

struct area_trend trend_of(const struct cube *cube, const struct benchmark *b,
                           uint32_t area)
{
    struct area_trend out = {
        .first = SIZE_MAX, .p = (double)NAN, .z = (double)NAN, .per_year = (double)NAN};
    struct years years = years_of(cube, b, area);
    if (years.count < TREND_LEAST)
        return out;
    out.years = (int)years.count;
    out.first = years.period[years.count - 1];
    test_years(&out, &years, b->chance);
    /* Fewer than five years in order cannot be told from chance without counts. */
    bool could = out.test != TREND_KENDALL || years.count == TREND_MOST;
    out.is = could ? against_sign(b->measure->about.polarity, out.sign) : AGAINST_UNKNOWN;
    return out;
}

const char *trend_test_name(enum trend_test test)
{
    static const char *const names[] = {[TREND_UNTESTED] = "none",
                                        [TREND_ARMITAGE] = "Cochran-Armitage",
                                        [TREND_POISSON] = "Poisson",
                                        [TREND_KENDALL] = "Mann-Kendall"};
    return names[test];
}
