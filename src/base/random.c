#include "base/random.h"

#include <assert.h>
#include <float.h>
#include <math.h>

static_assert(FLT_EVAL_METHOD == 0,
              "doubles are computed as doubles, for the same bytes");
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF /* gcc has it off in standard C */
#endif

#define LN2 0x1.62e42fefa39efp-1
#define HALF_LOG_2PI 0.91893853320467274178

/* ---- Bits */

/* splitmix64's finaliser. */
static uint64_t scatter(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint64_t random_mix(uint64_t a, uint64_t b)
{
    return scatter(scatter(a) ^ b);
}

struct random random_stream(uint64_t seed, uint64_t stream)
{
    struct random r;
    uint64_t x = random_mix(seed, stream);
    for (int i = 0; i < 4; i++) {
        r.state[i] = scatter(x);
        x += UINT64_C(0x9e3779b97f4a7c15);
    }
    return r;
}

static uint64_t rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

uint64_t random_bits(struct random *r)
{
    uint64_t *s = r->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

double random_uniform(struct random *r)
{
    return ((double)(random_bits(r) >> 12) + 0.5) * 0x1p-52;
}

uint64_t random_below(struct random *r, uint64_t count)
{
    assert(count > 0);
    /* The last, incomplete round of counts would favour the small ones. */
    uint64_t most = UINT64_MAX - UINT64_MAX % count, bits;
    do
        bits = random_bits(r);
    while (bits >= most);
    return bits % count;
}

/* ---- Functions with the same bits everywhere */

/* log m = 2 artanh((m - 1) / (m + 1)), m within a factor sqrt 2 of 1: the series' terms
 * fall by 34 and more. */
double random_log(double x)
{
    assert(x > 0);
    int exponent;
    double m = frexp(x, &exponent);
    if (m < 0.70710678118654752440) {
        m *= 2;
        exponent--;
    }
    double s = (m - 1) / (m + 1), square = s * s, sum = 0;
    for (int k = 21; k >= 1; k -= 2)
        sum = sum * square + 1.0 / k;
    return exponent * LN2 + 2 * s * sum;
}

double random_exp(double x)
{
    if (x < -700)
        return 0;
    if (x > 700)
        x = 700;
    double k = floor(x / LN2 + 0.5);
    double r = x - k * LN2, sum = 1;
    for (int i = 16; i >= 1; i--)
        sum = 1 + sum * r / i;
    return ldexp(sum, (int)k);
}

/* x to a whole power. */
static double power(double x, uint64_t n)
{
    double result = 1;
    for (; n; n >>= 1) {
        if (n & 1)
            result *= x;
        x *= x;
    }
    return result;
}

/* What Stirling's formula leaves of log k!: exact for small k, else its series. */
static double stirling_rest(double k)
{
    static const double exact[] = {0.0810614667953272582,  0.0413406959554092941,
                                   0.0276779256849983391,  0.0207906721037650931,
                                   0.0166446911898211921,  0.0138761288230707480,
                                   0.0118967099458917700,  0.0104112652619720964,
                                   0.00925546218271273291, 0.00833056343336287125};
    assert(k >= 0);
    if (k <= 9)
        return exact[(int)k];
    double one = k + 1, square = one * one;
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / one;
}

static double log_factorial(double k)
{
    return (k + 0.5) * random_log(k + 1) - (k + 1) + HALF_LOG_2PI + stirling_rest(k);
}

/* ---- Draws */

/* Marsaglia's polar method; the second of the pair is let go, so that a stream has no
 * state but its bits. */
double random_normal(struct random *r)
{
    double x, y, square;
    do {
        x = 2 * random_uniform(r) - 1;
        y = 2 * random_uniform(r) - 1;
        square = x * x + y * y;
    } while (square >= 1);
    return x * sqrt(-2 * random_log(square) / square);
}

/* By adding up chances; for few expected successes. */
static uint64_t few_of(struct random *r, uint64_t n, double p)
{
    double odds = p / (1 - p), chance = power(1 - p, n);
    double u = random_uniform(r);
    for (uint64_t k = 0; k < n; k++) {
        if (u < chance)
            return k;
        u -= chance;
        chance *= odds * (double)(n - k) / (double)(k + 1);
        if (chance < 1e-300)
            return k;
    }
    return n;
}

/* Hörmann's transformed rejection BTRS (J. Statist. Comput. Simul. 46 (1993) 101); p is
 * at most a half and n p at least 10. */
static uint64_t many_of(struct random *r, uint64_t n, double p)
{
    double size = (double)n, odds = p / (1 - p), spread = sqrt(size * p * (1 - p));
    double b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = size * p + 0.5, sure = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * spread, mode = floor((size + 1) * p);
    for (;;) {
        double u = random_uniform(r) - 0.5, v = random_uniform(r);
        double edge = 0.5 - fabs(u), k = floor((2 * a / edge + b) * u + centre);
        if (k < 0 || k > size)
            continue;
        if (edge >= 0.07 && v <= sure)
            return (uint64_t)k;
        v = random_log(v * alpha / (a / (edge * edge) + b));
        double most = (mode + 0.5) * random_log((mode + 1) / (odds * (size - mode + 1))) +
                      (size + 1) * random_log((size - mode + 1) / (size - k + 1)) +
                      (k + 0.5) * random_log(odds * (size - k + 1) / (k + 1)) +
                      stirling_rest(mode) + stirling_rest(size - mode) -
                      stirling_rest(k) - stirling_rest(size - k);
        if (v <= most)
            return (uint64_t)k;
    }
}

uint64_t random_binomial(struct random *r, uint64_t n, double p)
{
    if (n == 0 || !(p > 0))
        return 0;
    if (p >= 1)
        return n;
    if (p > 0.5)
        return n - random_binomial(r, n, 1 - p);
    return (double)n * p < 10 ? few_of(r, n, p) : many_of(r, n, p);
}

static uint64_t few_events(struct random *r, double mean)
{
    double chance = random_exp(-mean), u = random_uniform(r);
    uint64_t k = 0;
    while (u >= chance && chance > 1e-300) {
        u -= chance;
        k++;
        chance *= mean / (double)k;
    }
    return k;
}

/* Hörmann's PTRS (Insurance: Mathematics and Economics 12 (1993) 39). */
static uint64_t many_events(struct random *r, double mean)
{
    double root = sqrt(mean), b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
    double scale = 1.1239 + 1.1328 / (b - 3.4), sure = 0.9277 - 3.6224 / (b - 2);
    double log_mean = random_log(mean);
    for (;;) {
        double u = random_uniform(r) - 0.5, v = random_uniform(r);
        double edge = 0.5 - fabs(u), k = floor((2 * a / edge + b) * u + mean + 0.43);
        if (edge >= 0.07 && v <= sure)
            return (uint64_t)k;
        if (k < 0 || (edge < 0.013 && v > edge))
            continue;
        if (random_log(v * scale / (a / (edge * edge) + b)) <=
            k * log_mean - mean - log_factorial(k))
            return (uint64_t)k;
    }
}

uint64_t random_poisson(struct random *r, double mean)
{
    assert(mean >= 0 && mean <= 1e9);
    return mean < 10 ? few_events(r, mean) : many_events(r, mean);
}
