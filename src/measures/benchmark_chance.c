/* What chance does to the figures of one period: intervals, the funnel, and the estimates
 * that allow for it.  Formulas and sources: docs/methods.md. */
#include <assert.h>
#include <math.h>

#include "measures/benchmark_inside.h"
#include "measures/limits.h"

/* --- what the counts are -------------------------------------------------------------
 */

/* The counts of all authorities that have a figure, added up. */
struct pooled {
    size_t count;
    double events, n;
    double weighted; /* figures × n: the events times what one is in the unit */
};

static bool has_counts(const struct cube_series *series, size_t i)
{
    return series->numerator[i] >= 0 && series->denominator[i] > 0 &&
           isfinite(series->numerator[i]) && isfinite(series->denominator[i]);
}

/* True where an authority's counts can be used: a part is not more than the whole. */
static bool is_counted(const struct benchmark *b, const struct cube_series *series,
                       size_t i)
{
    bool whole =
        b->chance != CHANCE_PROPORTION || series->numerator[i] <= series->denominator[i];
    return whole && !isnan(b->areas[i].value) && has_counts(series, i);
}

static struct pooled pool(const struct benchmarker *with, const struct benchmark *b,
                          const struct cube_series *series)
{
    struct pooled all = {0};
    for (size_t i = 0; i < with->count; i++) {
        if (!is_counted(b, series, i))
            continue;
        all.count++;
        all.events += series->numerator[i];
        all.n += series->denominator[i];
        all.weighted += b->areas[i].value * series->denominator[i];
    }
    return all;
}

/* What one is in the unit, by the figures themselves, since dictionaries are mistaken at
 * times; 0 where the counts do not make the figure. */
static double per_of(const struct pooled *all, const struct batch_measure *about)
{
    static const double known[] = {1, 100, 1000, 10000, 100000, 1000000};
    if (!(all->events > 0))
        return about->per;
    double seen = all->weighted / all->events;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (fabs(seen / known[i] - 1) < 0.1)
            return known[i];
    }
    return 0;
}

/* Half days and sessions of one child are anything but independent: taken for so many
 * trials they would make every difference one beyond chance. */
static bool counts_sessions(struct str unit)
{
    return str_contains(unit, STR("session")) || str_contains(unit, STR("half day"));
}

static enum chance chance_of(const struct batch_measure *about, double per)
{
    if (!(per > 0) || about->kind == MEASURE_MEAN || about->kind == MEASURE_COUNT ||
        counts_sessions(about->unit))
        return CHANCE_NONE;
    return about->kind == MEASURE_RATE || per >= 1000 ? CHANCE_RATE : CHANCE_PROPORTION;
}

/* --- intervals -----------------------------------------------------------------------
 */

static struct limits interval(const struct benchmark *b, double events, double n,
                              double z)
{
    if (b->chance == CHANCE_PROPORTION) {
        struct limits part = limits_wilson(events, n, z);
        return (struct limits){part.low * b->per, part.high * b->per};
    }
    struct limits count = limits_count(events, z);
    return (struct limits){count.low / n * b->per, count.high / n * b->per};
}

static void give_intervals(const struct benchmarker *with, const struct benchmark *b,
                           const struct cube_series *series)
{
    for (size_t i = 0; i < with->count; i++) {
        if (!is_counted(b, series, i))
            continue;
        struct benchmark_area *at = &b->areas[i];
        double events = series->numerator[i], n = series->denominator[i];
        struct limits usual = interval(b, events, n, Z95);
        struct limits wide = interval(b, events, n, Z998);
        at->low95 = usual.low;
        at->high95 = usual.high;
        at->low998 = wide.low;
        at->high998 = wide.high;
    }
}

/* Where there are no counts, what the publisher says. */
static void take_published(const struct benchmarker *with, const struct benchmark *b,
                           const struct cube_series *series)
{
    for (size_t i = 0; i < with->count; i++) {
        struct benchmark_area *at = &b->areas[i];
        if (isnan(at->value) || !isnan(at->low95))
            continue;
        if (series->low95 && series->high95) {
            at->low95 = series->low95[i];
            at->high95 = series->high95[i];
        }
        if (series->low998 && series->high998) {
            at->low998 = series->low998[i];
            at->high998 = series->high998[i];
        }
    }
}

/* --- the funnel ----------------------------------------------------------------------
 */

/* On this scale the spread by chance does not hang on the figure: the angle of a
 * proportion, the root of a rate over the whole's. */
static double on_scale(const struct benchmark *b, double part, double centre)
{
    if (b->chance == CHANCE_PROPORTION)
        return asin(sqrt(part));
    return sqrt(part / centre);
}

static double square_error(const struct benchmark *b, double n, double centre)
{
    return b->chance == CHANCE_PROPORTION ? 1 / (4 * n) : 1 / (4 * n * centre);
}

/* Spiegelhalter, Statistics in Medicine 24 (2005) 1185 and Quality and Safety in Health
 * Care 14 (2005) 347: scores beyond the tenth and ninetieth percentile count as those,
 * so that the outliers looked for do not hide themselves. */
static double winsorised_phi(struct benchmarker *with, size_t count)
{
    order_by_value(with->scores, with->spare, count);
    for (size_t i = 0; i < count; i++)
        with->ladder[i] = with->scores[i].value;
    double low = quantile7(with->ladder, count, 0.1);
    double high = quantile7(with->ladder, count, 0.9);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double z = fmin(fmax(with->ladder[i], low), high);
        sum += z * z;
    }
    return sum / (double)count;
}

static void give_funnel(struct benchmarker *with, const struct cube_series *series,
                        struct benchmark *b)
{
    double centre = b->centre / b->per, weights = 0, squares = 0;
    double middle = on_scale(b, centre, centre);
    size_t count = 0;
    for (size_t i = 0; i < with->count; i++) {
        if (!is_counted(b, series, i))
            continue;
        double n = series->denominator[i], square = square_error(b, n, centre);
        double gap = on_scale(b, series->numerator[i] / n, centre) - middle;
        with->square[i] = square;
        b->areas[i].funnel_z = gap / sqrt(square);
        with->scores[count++] = (struct ranked){b->areas[i].funnel_z, (uint32_t)i};
        weights += 1 / square;
        squares += 1 / (square * square);
    }
    if (count < 2)
        return;
    b->phi = winsorised_phi(with, count);
    /* DerSimonian and Laird's moments, never negative. */
    double beyond = (double)count * b->phi - (double)(count - 1);
    b->tau2 = fmax(0, beyond / (weights - squares / weights));
    for (size_t i = 0; i < count; i++) {
        uint32_t at = with->scores[i].area;
        b->areas[at].funnel_z *= sqrt(with->square[at] / (with->square[at] + b->tau2));
    }
}

/* --- shrunken estimates --------------------------------------------------------------
 */

/* Marshall, Applied Statistics 40 (1991) 283, for rates; Martuzzi and Elliott, Statistics
 * in Medicine 15 (1996) 1867, for proportions: what remains of the spread between areas
 * when chance is taken off says how much the whole weighs. */
static double prior_of(const struct benchmarker *with, const struct cube_series *series,
                       const struct benchmark *b, const struct pooled *all)
{
    double m = b->centre / b->per, spread = 0;
    for (size_t i = 0; i < with->count; i++) {
        if (!is_counted(b, series, i))
            continue;
        double n = series->denominator[i], gap = series->numerator[i] / n - m;
        spread += n * gap * gap;
    }
    double by_chance = b->chance == CHANCE_PROPORTION ? m * (1 - m) : m;
    double between = spread / all->n - by_chance / (all->n / (double)all->count);
    if (!(between > 0))
        return (double)INFINITY;
    double prior = by_chance / between;
    return b->chance == CHANCE_PROPORTION ? fmax(prior - 1, 0) : prior;
}

static void give_shrunken(const struct benchmarker *with,
                          const struct cube_series *series, const struct benchmark *b)
{
    double m = b->centre / b->per;
    for (size_t i = 0; i < with->count; i++) {
        if (!is_counted(b, series, i))
            continue;
        double events = series->numerator[i], n = series->denominator[i];
        double part = isinf(b->prior) ? m : (events + m * b->prior) / (n + b->prior);
        b->areas[i].shrunken = part * b->per;
    }
}

void benchmark_chance(struct benchmarker *with, const struct cube_series *series,
                      struct benchmark *b)
{
    if (series->numerator && series->denominator) {
        const struct batch_measure *about = &b->measure->about;
        struct pooled all = pool(with, b, series);
        b->per = per_of(&all, about);
        b->chance = all.count ? chance_of(about, b->per) : CHANCE_NONE;
        if (b->chance == CHANCE_PROPORTION)
            all = pool(with, b, series); /* without parts that are more than the whole */
        if (!all.count)
            b->chance = CHANCE_NONE;
        if (b->chance != CHANCE_NONE) {
            b->centre = all.events / all.n * b->per;
            give_intervals(with, b, series);
            b->prior = prior_of(with, series, b, &all);
            give_shrunken(with, series, b);
            if (all.events > 0)
                give_funnel(with, series, b);
        }
    }
    if (b->chance == CHANCE_NONE)
        b->per = b->measure->about.per;
    take_published(with, b, series);
}

/* --- limits around a centre ----------------------------------------------------------
 */

static struct limits chance_limits(const struct benchmark *b, double centre, double n,
                                   double z)
{
    if (b->chance == CHANCE_PROPORTION)
        return limits_score(centre, n, z);
    struct limits ratio = limits_expected(centre * n, z);
    return (struct limits){ratio.low * centre, ratio.high * centre};
}

static double from_angle(double angle)
{
    double s = sin(fmin(fmax(angle, 0), 1.57079632679489661923));
    return s * s;
}

static double from_root(double root, double centre)
{
    root = fmax(root, 0);
    return root * root * centre;
}

static struct limits dispersed_limits(const struct benchmark *b, double centre, double n,
                                      double z)
{
    if (!(n > 0 && centre > 0))
        return chance_limits(b, centre, n, z);
    double reach = z * sqrt(square_error(b, n, centre) + b->tau2);
    double middle = on_scale(b, centre, centre);
    if (b->chance == CHANCE_PROPORTION)
        return (struct limits){from_angle(middle - reach), from_angle(middle + reach)};
    return (struct limits){from_root(middle - reach, centre),
                           from_root(middle + reach, centre)};
}

static struct funnel_limits in_unit(const struct benchmark *b, struct limits usual,
                                    struct limits wide)
{
    return (struct funnel_limits){usual.low * b->per, usual.high * b->per,
                                  wide.low * b->per, wide.high * b->per};
}

struct funnel_limits funnel_chance(const struct benchmark *b, double centre, double n)
{
    if (b->chance == CHANCE_NONE)
        return (struct funnel_limits){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    double part = centre / b->per;
    return in_unit(b, chance_limits(b, part, n, Z95), chance_limits(b, part, n, Z998));
}

struct funnel_limits funnel_limits(const struct benchmark *b, double centre, double n)
{
    if (b->chance == CHANCE_NONE || !(b->tau2 > 0))
        return funnel_chance(b, centre, n);
    double part = centre / b->per;
    return in_unit(b, dispersed_limits(b, part, n, Z95),
                   dispersed_limits(b, part, n, Z998));
}
