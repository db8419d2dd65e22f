/* What is read as a decimal is written with nine decimals and read back the same; sums,
 * differences, products and quotients undo each other wherever they fit, for any two
 * fractions. */
#include <stdlib.h>
#include <string.h>

#include "base/ratio.h"
#include "fixture_fuzz.h"

static bool same(struct ratio a, struct ratio b)
{
    return a.num == b.num && a.den == b.den;
}

static void check_text(struct arena *a, struct str s)
{
    struct ratio r, again;
    if (!ratio_parse(s, &r))
        return;
    must(r.den > 0 && ratio_compare(r, r) == 0);
    must(ratio_parse(ratio_text(a, r, 9), &again) && same(r, again));
}

static void check_pair(struct arena *a, struct ratio x, struct ratio y)
{
    struct ratio r, back;
    must(ratio_compare(x, y) == -ratio_compare(y, x));
    must((ratio_compare(x, y) == 0) == same(x, y));
    if (ratio_add(x, y, &r) && ratio_subtract(r, y, &back))
        must(same(back, x));
    if (ratio_subtract(x, y, &r)) {
        must(ratio_compare(r, (struct ratio){0, 1}) == ratio_compare(x, y));
        must(ratio_add(r, y, &back) && same(back, x));
    }
    if (y.num != 0 && ratio_multiply(x, y, &r))
        must(ratio_divide(r, y, &back) && same(back, x));
    if (ratio_divide(x, y, &r))
        must(y.num != 0 && ratio_multiply(r, y, &back) && same(back, x));
    for (int decimals = 0; decimals <= 9; decimals++) {
        must(ratio_text(a, x, decimals).len > 0);
        must(str_ends(ratio_percent(a, x, decimals), STR("%")));
    }
    must(ratio_double(x) <= 9.3e18 && ratio_double(x) >= -9.3e18);
}

/* A fraction of any two numbers that ratio_of takes. */
static struct ratio fraction(const uint8_t *data)
{
    int64_t num, den;
    memcpy(&num, data, sizeof num);
    memcpy(&den, data + sizeof num, sizeof den);
    if (den == 0)
        den = 1;
    if (den == INT64_MIN || (num == INT64_MIN && den < 0))
        den = INT64_MAX;
    return ratio_of(num, den);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(1 * MIB);
    char *bytes = malloc(size + !size);
    if (!bytes)
        abort();
    if (size)
        memcpy(bytes, data, size);
    check_text(a, (struct str){bytes, size});
    if (size >= 32)
        check_pair(a, fraction(data), fraction(data + 16));
    free(bytes);
    arena_free(a);
    return 0;
}
