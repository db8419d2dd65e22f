/* Change since the year before: of the same series, of consecutive years, tested. */
#include <math.h>

#include "measures/benchmark_inside.h"
#include "measures/limits.h"

/* Each of its days a year after the other's. */
static bool follows(const struct cube_period *after, const struct cube_period *before)
{
    struct period then = before->span, now = after->span;
    if (date_is_none(then.end) || date_is_none(now.end))
        return false;
    return date_compare(date_add_years(then.end, 1), now.end) == 0 &&
           date_compare(date_add_years(then.start, 1), now.start) == 0;
}

size_t benchmark_before(const struct cube_measure *measure, size_t period,
                        const struct cube_break **broken)
{
    const struct cube_period *at = &measure->periods[period];
    *broken = NULL;
    for (size_t i = period; i-- > 0;) {
        const struct cube_period *then = &measure->periods[i];
        if (follows(at, then)) {
            *broken = cube_break_between(measure, then, at);
            return *broken ? SIZE_MAX : i;
        }
        if (then->year + 1 < at->year)
            break;
    }
    return SIZE_MAX;
}

bool benchmark_overlap(const struct cube_period *after, const struct cube_period *before)
{
    return date_compare(after->span.start, before->span.end) <= 0;
}

static double test_of(const struct benchmark *b, const struct cube_series *now,
                      const struct cube_series *then, size_t i)
{
    if (!now->numerator || !then->numerator || !now->denominator || !then->denominator)
        return (double)NAN;
    double a = now->numerator[i], of_a = now->denominator[i];
    double past = then->numerator[i], of_past = then->denominator[i];
    if (b->chance == CHANCE_PROPORTION)
        return test_proportions(a, of_a, past, of_past);
    return test_rates(a, of_a, past, of_past);
}

static int sign_beyond_chance(double z)
{
    return (z > Z95) - (z < -Z95);
}

void benchmark_change(const struct benchmarker *with, struct benchmark *out)
{
    const struct cube_measure *measure = out->measure;
    out->before = benchmark_before(measure, out->period, &out->broken);
    if (out->before == SIZE_MAX)
        return;
    const struct cube_period *then = &measure->periods[out->before];
    const struct cube_series *past = &measure->series[out->before];
    const struct cube_series *now = &measure->series[out->period];
    bool tested = out->chance != CHANCE_NONE &&
                  !benchmark_overlap(&measure->periods[out->period], then);
    for (size_t i = 0; i < with->count; i++) {
        struct benchmark_area *at = &out->areas[i];
        if (!place_is_live(&with->places[i], then, isfinite(past->value[i])))
            continue;
        at->change = at->value - past->value[i];
        if (!tested || isnan(at->change))
            continue;
        at->change_z = test_of(out, now, past, i);
        if (!isnan(at->change_z))
            at->change_is =
                against_sign(measure->about.polarity, sign_beyond_chance(at->change_z));
    }
}
