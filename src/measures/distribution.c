#include "measures/distribution.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

/* --- normal --------------------------------------------------------------------------
 */

/* A quotient of two polynomials of degree 7, highest power first. */
struct rational {
    double above[8], below[8];
};

/* Wichura, Algorithm AS 241, Applied Statistics 37 (1988) 477-484: the middle, the tails
 * and the far tails. */
static const struct rational middle = {
    {2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
     4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
     1.3314166789178437745e+2, 3.3871328727963666080e+0},
    {5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
     2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
     4.2313330701600911252e+1, 1.0}};
static const struct rational tail = {
    {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
     4.63033784615654529590e+0, 1.42343711074968357734e+0},
    {1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
     2.05319162663775882187e+0, 1.0}};
static const struct rational far_tail = {
    {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
     5.46378491116411436990e+0, 6.65790464350110377720e+0},
    {2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0}};

static double rational_at(const struct rational *r, double x)
{
    double above = r->above[0], below = r->below[0];
    for (size_t i = 1; i < 8; i++) {
        above = above * x + r->above[i];
        below = below * x + r->below[i];
    }
    return above / below;
}

double normal_quantile(double p)
{
    assert(p > 0 && p < 1);
    double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * rational_at(&middle, 0.180625 - q * q);
    double r = sqrt(-log(q < 0 ? p : 1 - p));
    double z = r <= 5 ? rational_at(&tail, r - 1.6) : rational_at(&far_tail, r - 5);
    return q < 0 ? -z : z;
}

double normal_above(double z)
{
    return erfc(z * 0.70710678118654752440) / 2;
}

/* --- gamma ---------------------------------------------------------------------------
 */

/* Stirling's series, moved up to where five terms suffice.  The library's lgamma keeps a
 * sign in a global. */
static double log_gamma(double x)
{
    double shift = 0;
    while (x < 12) {
        shift -= log(x);
        x += 1;
    }
    double y = 1 / (x * x);
    double series =
        (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
    return shift + (x - 0.5) * log(x) - x + 0.91893853320467274178 + series;
}

/* The density times x. */
static double gamma_front(double shape, double x, double log_gamma_of_shape)
{
    return exp(shape * log(x) - x - log_gamma_of_shape);
}

static double series_below(double shape, double x)
{
    double term = 1 / shape, sum = term;
    for (int i = 1; term > sum * 1e-17; i++) {
        term *= x / (shape + i);
        sum += term;
    }
    return sum;
}

/* Lentz's way of working out a continued fraction (Numerical Recipes, 6.2). */
static double fraction_above(double shape, double x)
{
    double b = x + 1 - shape, c = 1e300, d = 1 / b, h = d;
    for (int i = 1; i < 10000; i++) {
        double a = -i * (i - shape);
        b += 2;
        d = 1 / (a * d + b);
        c = b + a / c;
        h *= c * d;
        if (fabs(c * d - 1) < 1e-16)
            break;
    }
    return h;
}

/* How far the distribution function at x is above p; by the tail that is smaller, so that
 * nothing cancels. */
static double gamma_excess(double p, double shape, double x, double front)
{
    if (x < shape + 1)
        return front * series_below(shape, x) - p;
    return (1 - p) - front * fraction_above(shape, x);
}

/* Wilson and Hilferty 1931; for small shapes the first term of the series. */
static double gamma_guess(double p, double shape, double log_gamma_of_shape)
{
    double w = 1 - 1 / (9 * shape) + normal_quantile(p) / (3 * sqrt(shape));
    if (w > 0.2)
        return shape * w * w * w;
    return exp((log(p) + log(shape) + log_gamma_of_shape) / shape);
}

double gamma_quantile(double p, double shape)
{
    assert(p > 0 && p < 1 && shape > 0);
    double g = log_gamma(shape), x = gamma_guess(p, shape, g);
    for (int i = 0; i < 60; i++) {
        double front = gamma_front(shape, x, g);
        if (front <= 0)
            break;
        double step = gamma_excess(p, shape, x, front) * x / front;
        /* Halley's correction, kept within bounds far from the root. */
        double bend = step * ((shape - 1) / x - 1) / 2;
        step /= 1 - fmin(0.5, fmax(-1, bend));
        double next = x - step > 0 ? x - step : x / 2;
        double moved = fabs(next - x);
        x = next;
        if (moved < x * 1e-15)
            break;
    }
    return x;
}

/* --- binomial ------------------------------------------------------------------------
 */

double binomial_up_to(unsigned events, unsigned n, double p)
{
    assert(p >= 0 && p <= 1);
    if (events >= n || p <= 0)
        return 1;
    if (p >= 1)
        return 0;
    double term = exp((double)n * log1p(-p)), sum = term;
    for (unsigned i = 0; i < events; i++) {
        term *= (double)(n - i) / (double)(i + 1) * (p / (1 - p));
        sum += term;
    }
    return fmin(sum, 1);
}

/* --- drawn numbers -------------------------------------------------------------------
 */

/* The finisher of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
static uint64_t scatter(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

double drawn_uniform(uint64_t seed, uint32_t draw, uint32_t place)
{
    uint64_t bits = scatter(scatter(seed) ^ ((uint64_t)draw << 32 | place));
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}
