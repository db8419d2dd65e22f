#include "measures/limits_check.h"

#include <math.h>

#include "measures/limits.h"

enum { DECIMALS_MOST = 6 };

static double at(const double *column, size_t area)
{
    return column ? column[area] : (double)NAN;
}

struct funnel_limits limits_published(const struct cube_series *series, size_t area)
{
    return (struct funnel_limits){at(series->low95, area), at(series->high95, area),
                                  at(series->low998, area), at(series->high998, area)};
}

/* How many decimals a number was printed with: the fewest that give it back. */
static int decimals_of(double x)
{
    double power = 1;
    for (int d = 0; d < DECIMALS_MOST; d++, power *= 10) {
        if (fabs(x * power - round(x * power)) < 1e-9 * fmax(1, fabs(x * power)))
            return d;
    }
    return DECIMALS_MOST;
}

static int most_decimals(const struct cube *cube, const double *const columns[4])
{
    int most = -1;
    for (size_t i = 0; i < cube->area_count; i++) {
        for (size_t c = 0; c < 4; c++) {
            double x = at(columns[c], i);
            if (isfinite(x) && decimals_of(x) > most)
                most = decimals_of(x);
        }
    }
    return most;
}

/* One limit: the same where half a unit of the last decimal printed explains the gap. */
static void compare(struct limits_check *check, double ours, double theirs, int decimals,
                    uint32_t area)
{
    if (!isfinite(ours) || !isfinite(theirs))
        return;
    double gap = fabs(ours - theirs), half = 0.5 * pow(10, -decimals);
    check->compared++;
    check->same += gap <= half * (1 + 1e-6);
    if (check->worst == UINT32_MAX || gap > check->most) {
        check->most = gap;
        check->worst = area;
    }
}

static bool from_counts(const struct benchmark *b, const struct cube_series *series,
                        size_t i)
{
    return b->chance != CHANCE_NONE && isfinite(at(series->numerator, i)) &&
           isfinite(at(series->denominator, i));
}

struct limits_checks limits_check(const struct cube *cube, const struct benchmark *b)
{
    const struct cube_series *series = &b->measure->series[b->period];
    const double *const columns[4] = {series->low95, series->high95, series->low998,
                                      series->high998};
    struct limits_checks checks = {.decimals = most_decimals(cube, columns),
                                   .at95 = {.worst = UINT32_MAX},
                                   .at998 = {.worst = UINT32_MAX}};
    for (uint32_t i = 0; i < cube->area_count && checks.decimals >= 0; i++) {
        const struct benchmark_area *area = &b->areas[i];
        struct funnel_limits theirs = limits_published(series, i);
        if (!area->live || !from_counts(b, series, i))
            continue;
        compare(&checks.at95, area->low95, theirs.low95, checks.decimals, i);
        compare(&checks.at95, area->high95, theirs.high95, checks.decimals, i);
        compare(&checks.at998, area->low998, theirs.low998, checks.decimals, i);
        compare(&checks.at998, area->high998, theirs.high998, checks.decimals, i);
    }
    return checks;
}
