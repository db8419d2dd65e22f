#include "measures/limits.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>

#include "measures/distribution.h"

static const struct limits nowhere = {(double)NAN, (double)NAN};

struct limits limits_wilson(double events, double n, double z)
{
    if (!(n > 0 && events >= 0 && events <= n))
        return nowhere;
    double zz = z * z, root = z * sqrt(zz + 4 * events * (1 - events / n));
    double low = (2 * events + zz - root) / (2 * (n + zz));
    double high = (2 * events + zz + root) / (2 * (n + zz));
    return (struct limits){fmax(low, 0), fmin(high, 1)};
}

/* Garwood 1936: the Poisson means that leave a tail on each side. */
static struct limits exact_count(double events, double z)
{
    double out = normal_above(z);
    double low = events > 0 ? gamma_quantile(out, events) : 0;
    return (struct limits){low, gamma_quantile(1 - out, events + 1)};
}

static double cube(double x)
{
    return x * x * x;
}

/* Breslow and Day, Statistical Methods in Cancer Research II (1987), 2.3. */
static struct limits byar_count(double events, double z)
{
    double up = events + 1;
    return (struct limits){
        events * cube(1 - 1 / (9 * events) - z / (3 * sqrt(events))),
        up * cube(1 - 1 / (9 * up) + z / (3 * sqrt(up))),
    };
}

struct limits limits_count(double events, double z)
{
    if (!(events >= 0))
        return nowhere;
    return events < 10 ? exact_count(events, z) : byar_count(events, z);
}

struct limits limits_score(double centre, double n, double z)
{
    if (!(n > 0 && centre >= 0 && centre <= 1))
        return nowhere;
    double reach = z * sqrt(centre * (1 - centre) / n);
    return (struct limits){fmax(centre - reach, 0), fmin(centre + reach, 1)};
}

struct limits limits_expected(double expected, double z)
{
    if (!(expected > 0))
        return nowhere;
    double out = normal_above(z);
    return (struct limits){gamma_quantile(out, expected) / expected,
                           gamma_quantile(1 - out, expected + 1) / expected};
}

/* --- tests ---------------------------------------------------------------------------
 */

double test_proportions(double a, double n_a, double b, double n_b)
{
    if (!(n_a > 0 && n_b > 0 && a >= 0 && b >= 0 && a <= n_a && b <= n_b))
        return (double)NAN;
    double p = (a + b) / (n_a + n_b), gap = a / n_a - b / n_b;
    double variance = p * (1 - p) * (1 / n_a + 1 / n_b);
    return variance > 0 ? gap / sqrt(variance) : 0;
}

/* `a` of n events fell where a share `expected` would by chance. */
static double exact_share(unsigned a, unsigned n, double expected)
{
    double up_to = binomial_up_to(a, n, expected);
    double from = binomial_up_to(n - a, n, 1 - expected);
    double p = 2 * fmin(up_to, from);
    if (p >= 1)
        return 0;
    double z = -normal_quantile(fmax(p / 2, 1e-300));
    return up_to < from ? -z : z;
}

static int is_whole(double x)
{
    return !(x < floor(x)) && !(x > floor(x));
}

double test_rates(double a, double n_a, double b, double n_b)
{
    if (!(n_a > 0 && n_b > 0 && a >= 0 && b >= 0))
        return (double)NAN;
    double events = a + b, share = n_a / (n_a + n_b);
    if (!(events > 0))
        return 0;
    if (events < 30 && is_whole(a) && is_whole(b))
        return exact_share((unsigned)a, (unsigned)events, share);
    return (a - events * share) / sqrt(events * share * (1 - share));
}

/* --- quantiles and rounding ----------------------------------------------------------
 */

/* Hyndman and Fan 1996.  Between two equal values it is that value exactly, so that a
 * value on a band's edge is found on it. */
double quantile7(const double *sorted, unsigned long count, double p)
{
    assert(p >= 0 && p <= 1);
    if (!count)
        return (double)NAN;
    double place = (double)(count - 1) * p, below = floor(place);
    unsigned long at = (unsigned long)below;
    if (at + 1 >= count)
        return sorted[count - 1];
    return sorted[at] + (place - below) * (sorted[at + 1] - sorted[at]);
}

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/* The least power of ten by which both are whole numbers; counts of full-time equivalents
 * have a decimal. */
static int64_t scale_of(double x, double y)
{
    for (int i = 0; i < 4; i++) {
        double scale = (double)powers[i];
        if (fabs(x * scale - round(x * scale)) < 1e-6 &&
            fabs(y * scale - round(y * scale)) < 1e-6)
            return powers[i];
    }
    return powers[4];
}

double round_published(double num, double den, double multiple, int decimals)
{
    assert(decimals >= 0 && decimals <= 6);
    if (!(den > 0) || !isfinite(num) || !isfinite(den))
        return (double)NAN;
    int64_t scale = scale_of(num, den), power = powers[decimals];
    double times = 2 * multiple * (double)power;
    double most = 4e18;
    assert(times >= 2 && is_whole(times));
    if (fabs(num) * (double)scale * times > most || den * (double)scale * 2 > most)
        return (double)NAN;
    int64_t d = llround(den * (double)scale);
    int64_t n = llround(num * (double)scale) * (int64_t)times + d;
    int64_t whole = n / (2 * d);
    if (n % (2 * d) < 0)
        whole--;
    return (double)whole / (double)power;
}
