#include <assert.h>
#include <math.h>

#include "publish/chart_parts.h"

/* ---- Ranges */

struct range range_none(void)
{
    return (struct range){(double)INFINITY, -(double)INFINITY};
}

void range_add(struct range *range, double x)
{
    if (!(fabs(x) <= 1e300)) /* room for an axis around it */
        return;
    range->low = fmin(range->low, x);
    range->high = fmax(range->high, x);
}

bool range_is_none(const struct range *range)
{
    return range->low > range->high;
}

/* ---- Axes */

/* 1, 2 or 5 times a power of ten, at least `least`; *decimals that tell multiples apart.
 */
static double round_step(double least, int *decimals)
{
    static const int steps[] = {1, 2, 5};
    double power = 1;
    int digits = 0;
    while (power * 10 <= least)
        power *= 10;
    while (power > least && digits < 6) {
        digits++;
        power = 1 / pow(10, digits);
    }
    *decimals = digits;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (power * steps[i] >= least)
            return power * steps[i];
    }
    *decimals = digits ? digits - 1 : 0;
    return power * 10;
}

/* An axis from zero shows sizes as they are; it is kept where the data fill most of it.
 */
static bool begins_at_zero(double low, double high)
{
    return low > 0 && low < high * 0.6;
}

struct axis axis_of(double low, double high, int ticks)
{
    struct axis axis = {.from = 0};
    assert(isfinite(low) && isfinite(high) && low <= high && ticks > 0);
    if (begins_at_zero(low, high))
        low = 0;
    else if (high < 0 && begins_at_zero(-high, -low))
        high = 0;
    double span = high / ticks - low / ticks;
    double size = fmax(fabs(low), fabs(high));
    /* All values equal, or told apart only by digits that a double does not hold. */
    if (span <= size * 1e-9)
        span = size > 0 ? size / 10 : 1;
    axis.step = round_step(span, &axis.decimals);
    double first = floor(low / axis.step), last = ceil(high / axis.step);
    if (first >= last)
        last = first + 1;
    axis.first = (int)fmax(first, -1e9);
    axis.last = (int)fmin(last, 1e9);
    axis.low = axis_tick(&axis, axis.first);
    axis.high = axis_tick(&axis, axis.last);
    return axis;
}

double axis_tick(const struct axis *axis, int i)
{
    return i * axis->step;
}

tenths axis_at(const struct axis *axis, double x)
{
    assert(isfinite(x));
    double part = (x / 2 - axis->low / 2) / (axis->high / 2 - axis->low / 2);
    part = fmin(fmax(part, 0), 1);
    return axis->from + (tenths)floor(part * (axis->to - axis->from) + 0.5);
}

struct str axis_text(struct arena *a, const struct axis *axis, int i,
                     struct number_form form)
{
    double tick = axis_tick(axis, i);
    form.decimals = axis->decimals;
    if (fabs(tick) >= 1e9) /* there is no room beside the plot for more */
        return arena_format(a, "%s%.1e%s", tick < 0 ? "\xe2\x88\x92" : "", fabs(tick),
                            form.percent ? "%" : "");
    return number_text(a, tick, form);
}

tenths axis_text_width(struct arena *a, const struct axis *axis, struct number_form form)
{
    tenths widest = 0;
    for (int i = axis->first; i <= axis->last; i++) {
        tenths width = svg_width(axis_text(a, axis, i, form), 12, false);
        widest = width > widest ? width : widest;
    }
    return widest;
}
