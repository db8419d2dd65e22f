#include "base/ratio.h"

#include <assert.h>

/* A product of two 64-bit numbers, or the sum of two such products, always fits. */
__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

#define DIGITS_MOST 18
#define DECIMALS_MOST 9

static uwide magnitude(wide x)
{
    return x < 0 ? -(uwide)x : (uwide)x;
}

static uwide common_divisor(uwide a, uwide b)
{
    while (b) {
        uwide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* num/den in lowest terms with a positive denominator; false where that does not fit. */
static bool reduce(wide num, wide den, struct ratio *out)
{
    assert(den != 0);
    bool negative = (num < 0) != (den < 0);
    uwide n = magnitude(num), d = magnitude(den), by = common_divisor(n, d);
    n /= by;
    d /= by;
    uwide most = (uwide)INT64_MAX + (negative ? 1 : 0);
    if (n > most || d > (uwide)INT64_MAX)
        return false;
    *out = (struct ratio){(int64_t)(negative ? -(wide)n : (wide)n), (int64_t)d};
    return true;
}

struct ratio ratio_of(int64_t num, int64_t den)
{
    struct ratio r = {0, 1};
    bool fits = reduce(num, den, &r);
    assert(fits);
    (void)fits;
    return r;
}

static bool is_digit(struct str s, size_t at)
{
    return at < s.len && s.at[at] >= '0' && s.at[at] <= '9';
}

static bool has(struct str s, size_t at, char c)
{
    return at < s.len && s.at[at] == c;
}

/* A run of digits being read: how many in all, and their value so far. */
struct number {
    int64_t value;
    int digits;
};

/* Reads digits from *at on; false where there is none or the number grows too long. */
static bool read_digits(struct str s, size_t *at, size_t most, struct number *n)
{
    size_t from = *at;
    while (*at - from < most && is_digit(s, *at)) {
        if (n->digits == DIGITS_MOST)
            return false;
        n->value = n->value * 10 + (s.at[*at] - '0');
        n->digits++;
        ++*at;
    }
    return *at > from;
}

/* Digits, or groups of three after a first of one to three: 1234 and 1,234 but not 12,34.
 */
static bool read_whole(struct str s, size_t *at, struct number *n)
{
    size_t from = *at;
    if (!read_digits(s, at, DIGITS_MOST, n))
        return false;
    if (has(s, *at, ',') && *at - from > 3)
        return false;
    while (has(s, *at, ',')) {
        size_t group = ++*at;
        if (!read_digits(s, at, 3, n) || *at - group != 3)
            return false;
    }
    return true;
}

bool ratio_parse(struct str s, struct ratio *out)
{
    size_t at = has(s, 0, '-') || has(s, 0, '+') ? 1 : 0;
    struct number n = {0, 0};
    int64_t den = 1;
    if (!read_whole(s, &at, &n))
        return false;
    if (has(s, at, '.')) {
        size_t from = ++at;
        if (!read_digits(s, &at, DECIMALS_MOST, &n))
            return false;
        for (; from < at; from++)
            den *= 10;
    }
    if (at != s.len)
        return false;
    *out = ratio_of(has(s, 0, '-') ? -n.value : n.value, den);
    return true;
}

int ratio_compare(struct ratio a, struct ratio b)
{
    assert(a.den > 0 && b.den > 0);
    wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;
    return (left > right) - (left < right);
}

bool ratio_add(struct ratio a, struct ratio b, struct ratio *out)
{
    assert(a.den > 0 && b.den > 0);
    return reduce((wide)a.num * b.den + (wide)b.num * a.den, (wide)a.den * b.den, out);
}

bool ratio_subtract(struct ratio a, struct ratio b, struct ratio *out)
{
    assert(a.den > 0 && b.den > 0);
    return reduce((wide)a.num * b.den - (wide)b.num * a.den, (wide)a.den * b.den, out);
}

bool ratio_multiply(struct ratio a, struct ratio b, struct ratio *out)
{
    assert(a.den > 0 && b.den > 0);
    return reduce((wide)a.num * b.num, (wide)a.den * b.den, out);
}

bool ratio_divide(struct ratio a, struct ratio b, struct ratio *out)
{
    assert(a.den > 0 && b.den > 0);
    return b.num != 0 && reduce((wide)a.num * b.den, (wide)a.den * b.num, out);
}

double ratio_double(struct ratio r)
{
    assert(r.den > 0);
    return (double)r.num / (double)r.den;
}

/* Longest text: a sign, the 22 digits of INT64_MIN times 100, a point, 9 decimals, a
 * percent sign; built from the last character to the first. */
struct digits {
    char at[48];
    size_t from;
};

static void put_front(struct digits *d, char c)
{
    assert(d->from > 0);
    d->at[--d->from] = c;
}

/* Writes count / 10^decimals, without the zeros a decimal part would end with. */
static void put_decimal(struct digits *d, uwide count, int decimals)
{
    for (; decimals > 0 && count % 10 == 0; decimals--)
        count /= 10;
    for (int left = decimals; left > 0; left--) {
        put_front(d, (char)('0' + (int)(count % 10)));
        count /= 10;
    }
    if (decimals > 0)
        put_front(d, '.');
    do {
        put_front(d, (char)('0' + (int)(count % 10)));
        count /= 10;
    } while (count);
}

/* num/den rounded half away from zero, followed by `sign` unless that is NUL. */
static struct str decimal_text(struct arena *a, wide num, int64_t den, int decimals,
                               char sign)
{
    assert(den > 0 && decimals >= 0 && decimals <= DECIMALS_MOST);
    uwide scale = 1, d = (uwide)den;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    uwide count = (2 * magnitude(num) * scale + d) / (2 * d);
    struct digits text = {.from = sizeof text.at};
    if (sign)
        put_front(&text, sign);
    put_decimal(&text, count, decimals);
    if (num < 0 && count)
        put_front(&text, '-');
    return arena_copy(a, (struct str){text.at + text.from, sizeof text.at - text.from});
}

struct str ratio_text(struct arena *a, struct ratio r, int decimals)
{
    return decimal_text(a, r.num, r.den, decimals, '\0');
}

struct str ratio_percent(struct arena *a, struct ratio r, int decimals)
{
    return decimal_text(a, (wide)r.num * 100, r.den, decimals, '%');
}
