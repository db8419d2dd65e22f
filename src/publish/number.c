#include "publish/number.h"

#include <assert.h>
#include <math.h>

#include "base/buf.h"

/* No count of England comes near; figures beyond it are somebody's mistake. */
static const double largest = 1e12;

/* Half up on what was published: figures carry at most six significant digits, so that
 * what a double lacks of 22.65 is far less than the margin. */
static double half_up(double size, int decimals)
{
    static const double tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    assert(decimals >= 0 && decimals < (int)(sizeof tens / sizeof *tens));
    return floor(size * tens[decimals] + 0.5 + 1e-9) / tens[decimals];
}

static void add_grouped(struct buf *out, struct str digits, size_t whole)
{
    for (size_t i = 0; i < digits.len; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            buf_char(out, ',');
        buf_char(out, digits.at[i]);
    }
}

struct str number_text(struct arena *a, double x, struct number_form form)
{
    if (!isfinite(x))
        return STR("");
    double size = fabs(x);
    struct buf out = buf_new(a, KIB);
    if (size < largest)
        size = half_up(size, form.decimals);
    if (x < 0 && size > 0)
        buf_add(&out, STR("\xe2\x88\x92"));
    if (size < largest) {
        struct str digits = arena_format(a, "%.*f", form.decimals, size);
        size_t behind = form.decimals ? (size_t)form.decimals + 1 : 0;
        add_grouped(&out, digits, digits.len - behind);
    } else {
        buf_format(&out, "%.1e", size);
    }
    if (form.percent)
        buf_char(&out, '%');
    return buf_text(&out);
}

struct str number_range(struct arena *a, double low, double high, struct number_form form)
{
    if (!isfinite(low) || !isfinite(high))
        return STR("");
    struct str from = number_text(a, low, form), to = number_text(a, high, form);
    if (str_equal(from, to))
        return from;
    return arena_format(a, "%.*s to %.*s", STR_ARG(from), STR_ARG(to));
}
