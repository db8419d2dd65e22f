#include "profile/twins.h"

#include <float.h>
#include <math.h>

/* Two tables give one measure where at least this many authorities can be compared in
 * each of two years, and all but one in twenty agree to the decimals shown. */
enum { TWIN_AREAS = 20, TWIN_YEARS = 2 };

static bool has_authority_figure(const struct cube *cube, const struct cube_series *s)
{
    for (size_t i = 0; i < cube->area_count && cube->areas[i].is_authority; i++) {
        if (!isnan(s->value[i]))
            return true;
    }
    return false;
}

bool twins_has_direction(const struct cube_measure *measure)
{
    return measure->about.polarity == POLARITY_HIGH ||
           measure->about.polarity == POLARITY_LOW;
}

bool twins_has_counts(const struct cube_measure *measure)
{
    return measure->period_count > 0 &&
           measure->series[measure->period_count - 1].denominator != NULL;
}

static double tolerance_of(const struct cube_measure *measure)
{
    int decimals = measure->about.decimals < 0 ? 1 : measure->about.decimals;
    return 0.51 * pow(10, -(decimals > 1 ? 1 : decimals));
}

static bool series_agree(const struct cube *cube, const struct cube_series *a,
                         const struct cube_series *b, double tolerance)
{
    size_t compared = 0, differing = 0;
    double least = DBL_MAX, most = -DBL_MAX;
    for (size_t i = 0; i < cube->area_count && cube->areas[i].is_authority; i++) {
        if (isnan(a->value[i]) || isnan(b->value[i]))
            continue;
        compared++;
        differing += fabs(a->value[i] - b->value[i]) > tolerance;
        if (differing > 8)
            return false;
        least = fmin(least, a->value[i]);
        most = fmax(most, a->value[i]);
    }
    /* Where all figures are nearly one, agreeing says nothing. */
    return compared >= TWIN_AREAS && differing * 20 <= compared &&
           most - least > 10 * tolerance;
}

/* By the day it ends: 2025 of one table may be 202425 of another. */
static const struct cube_series *series_that_ends(const struct cube_measure *measure,
                                                  date end)
{
    for (size_t p = measure->period_count; p > 0; p--) {
        if (measure->periods[p - 1].span.end.days == end.days)
            return &measure->series[p - 1];
    }
    return NULL;
}

static bool figures_agree(const struct cube *cube, const struct cube_measure *described,
                          const struct cube_measure *counted)
{
    double tolerance = tolerance_of(described);
    int agreed = 0;
    for (size_t p = counted->period_count; p > 0 && agreed < TWIN_YEARS; p--) {
        const struct cube_series *theirs =
            series_that_ends(described, counted->periods[p - 1].span.end);
        if (!theirs || !has_authority_figure(cube, theirs))
            continue;
        if (!series_agree(cube, theirs, &counted->series[p - 1], tolerance))
            return false;
        agreed++;
    }
    return agreed == TWIN_YEARS;
}

/* Directions of two tables may differ only where one gives none. */
static bool directions_agree(const struct cube_measure *a, const struct cube_measure *b)
{
    return !twins_has_direction(a) || !twins_has_direction(b) ||
           a->about.polarity == b->about.polarity;
}

struct cube_measure twins_joined(const struct cube_measure *described,
                                 const struct cube_measure *counted)
{
    struct cube_measure both = *counted;
    both.about = described->about;
    both.about.kind = counted->about.kind;
    both.about.per = counted->about.per;
    /* The unit says whether children were counted, or half days of the same children. */
    if (counted->about.unit.len)
        both.about.unit = counted->about.unit;
    if (!twins_has_direction(described))
        both.about.polarity = counted->about.polarity;
    return both;
}

bool twins_are(const struct cube *cube, const struct cube_measure *described,
               const struct cube_measure *counted)
{
    return directions_agree(described, counted) &&
           figures_agree(cube, described, counted);
}

const struct cube_measure **twins_lenders(struct arena *a, const struct cube *cube,
                                          size_t *count)
{
    const struct cube_measure **lenders =
        arena_make(a, const struct cube_measure *, cube->measure_count);
    *count = 0;
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        bool breakdown = str_contains(measure->about.id, STR("|"));
        if (!measure->about.topic.len && !breakdown && twins_has_counts(measure))
            lenders[(*count)++] = measure;
    }
    return lenders;
}
