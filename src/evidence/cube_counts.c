#include "evidence/cube_counts.h"

#include <float.h>
#include <math.h>

/* Two tables give one measure where at least this many authorities can be compared in
 * each of two years, and all but one in twenty agree to the decimals shown; of one year
 * that is all they share, a hundred authorities must agree without exception. */
enum { TWIN_AREAS = 20, TWIN_YEARS = 2, TWIN_AREAS_OF_ONE = 100 };

/* --- which are twins -----------------------------------------------------------------
 */

static bool has_topic(const struct cube_measure *measure)
{
    return measure->about.topic.len > 0;
}

static bool has_direction(const struct cube_measure *measure)
{
    return measure->about.polarity == POLARITY_HIGH ||
           measure->about.polarity == POLARITY_LOW;
}

static bool is_counted(const struct cube_series *series, size_t area)
{
    return series->numerator && series->denominator && !isnan(series->numerator[area]) &&
           !isnan(series->denominator[area]);
}

/* True where its last period has both counts of some area: a table may give events
 * without what they are out of. */
static bool has_counts(const struct cube *cube, const struct cube_measure *measure)
{
    for (size_t i = 0; measure->period_count && i < cube->area_count; i++) {
        if (is_counted(&measure->series[measure->period_count - 1], i))
            return true;
    }
    return false;
}

/* Half of the last decimal shown, and a hair. */
static double tolerance_of(const struct cube_measure *measure)
{
    int decimals = measure->about.decimals < 0 ? 1 : measure->about.decimals;
    return 0.51 * pow(10, -(decimals > 1 ? 1 : decimals));
}

static bool has_authority_figure(const struct cube *cube, const struct cube_series *s)
{
    for (size_t i = 0; i < cube->area_count && cube->areas[i].is_authority; i++) {
        if (!isnan(s->value[i]))
            return true;
    }
    return false;
}

/* How many years these figures count for: none where they are not the same. */
static int years_agreed(const struct cube *cube, const struct cube_series *a,
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
            return 0;
        least = fmin(least, a->value[i]);
        most = fmax(most, a->value[i]);
    }
    /* Where all figures are nearly one, agreeing says nothing. */
    bool same = compared >= TWIN_AREAS && differing * 20 <= compared &&
                most - least > 10 * tolerance;
    bool surely = compared >= TWIN_AREAS_OF_ONE && differing == 0;
    return same ? (surely ? TWIN_YEARS : 1) : 0;
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

/* Directions of two tables may differ only where one gives none. */
static bool directions_agree(const struct cube_measure *a, const struct cube_measure *b)
{
    return !has_direction(a) || !has_direction(b) ||
           a->about.polarity == b->about.polarity;
}

static bool are_twins(const struct cube *cube, const struct cube_measure *described,
                      const struct cube_measure *counted)
{
    double tolerance = tolerance_of(described);
    int agreed = 0, years = 0;
    if (!directions_agree(described, counted))
        return false;
    for (size_t p = counted->period_count; p > 0 && years < TWIN_YEARS; p--) {
        const struct cube_series *theirs =
            series_that_ends(described, counted->periods[p - 1].span.end);
        if (!theirs || !has_authority_figure(cube, theirs))
            continue;
        int more = years_agreed(cube, theirs, &counted->series[p - 1], tolerance);
        if (more == 0)
            return false;
        agreed += more;
        years++;
    }
    return agreed >= TWIN_YEARS;
}

/* --- lending -------------------------------------------------------------------------
 */

/* Why there is no figure: catalogues often do not say, where the other table does. */
static const uint8_t *with_reasons(const struct cube *cube, const struct cube_series *own,
                                   const struct cube_series *lender)
{
    uint8_t *missing = arena_make(cube->arena, uint8_t, cube->area_count);
    for (size_t i = 0; i < cube->area_count; i++) {
        bool unsaid = own->missing[i] == MISSING_UNSPECIFIED;
        bool said = isnan(lender->value[i]) && lender->missing[i] != MISSING_NOT;
        missing[i] = unsaid && said ? lender->missing[i] : own->missing[i];
    }
    return missing;
}

/* The series with the counts of another wherever the figures are the same. */
static struct cube_series with_counts(const struct cube *cube,
                                      const struct cube_series *own,
                                      const struct cube_series *lender, double tolerance)
{
    double *numerator = arena_make(cube->arena, double, cube->area_count);
    double *denominator = arena_make(cube->arena, double, cube->area_count);
    struct cube_series both = *own;
    for (size_t i = 0; i < cube->area_count; i++) {
        bool same =
            is_counted(lender, i) && fabs(own->value[i] - lender->value[i]) <= tolerance;
        numerator[i] = same ? lender->numerator[i] : (double)NAN;
        denominator[i] = same ? lender->denominator[i] : (double)NAN;
    }
    both.numerator = numerator;
    both.denominator = denominator;
    both.counts = lender->origin;
    both.missing = with_reasons(cube, own, lender);
    return both;
}

/* What kind of figure it is, the table with the counts knows better; its unit may say
 * that half days were counted and not children ("% of sessions").  Which direction is
 * good, the catalogue says, and where it says that none is, none is. */
static void take_kind(struct batch_measure *about, const struct cube_measure *lender)
{
    about->kind = lender->about.kind;
    about->per = lender->about.per;
    if (str_contains(lender->about.unit, STR(" of ")))
        about->unit = lender->about.unit;
}

static void lend(const struct cube *cube, struct cube_measure *to,
                 const struct cube_measure *lender)
{
    double tolerance = tolerance_of(to);
    struct cube_series *series =
        arena_make(cube->arena, struct cube_series, to->period_count);
    for (size_t p = 0; p < to->period_count; p++) {
        const struct cube_series *theirs =
            series_that_ends(lender, to->periods[p].span.end);
        bool counted = theirs && theirs->denominator && !to->series[p].denominator;
        series[p] = counted ? with_counts(cube, &to->series[p], theirs, tolerance)
                            : to->series[p];
    }
    to->series = series;
    to->counts_of = lender->about.id;
    take_kind(&to->about, lender);
}

static date last_end(const struct cube_measure *measure)
{
    return measure->periods[measure->period_count - 1].span.end;
}

/* Better to borrow from: what says which direction is good, then what goes on longest. */
static bool is_better(const struct cube_measure *a, const struct cube_measure *b)
{
    if (has_direction(a) != has_direction(b))
        return has_direction(a);
    return date_compare(last_end(a), last_end(b)) > 0;
}

/* A figure may be published a third time: all its twins are marked, one lends. */
static void find_lender(const struct cube *cube, struct cube_measure *measure,
                        struct cube_measure *const *counted, size_t count)
{
    const struct cube_measure *lender = NULL;
    for (size_t i = 0; i < count; i++) {
        if (counted[i]->is_twin || !are_twins(cube, measure, counted[i]))
            continue;
        counted[i]->is_twin = true;
        if (!lender || is_better(counted[i], lender))
            lender = counted[i];
    }
    if (lender)
        lend(cube, measure, lender);
}

void cube_lend_counts(struct cube *cube, struct cube_measure *measures)
{
    struct cube_measure **counted =
        arena_make(cube->arena, struct cube_measure *, cube->measure_count);
    size_t count = 0;
    for (size_t m = 0; m < cube->measure_count; m++) {
        bool breakdown = str_contains(measures[m].about.id, STR("|"));
        if (!has_topic(&measures[m]) && !breakdown && has_counts(cube, &measures[m]))
            counted[count++] = &measures[m];
    }
    for (size_t m = 0; m < cube->measure_count; m++) {
        if (has_topic(&measures[m]) && !has_counts(cube, &measures[m]))
            find_lender(cube, &measures[m], counted, count);
    }
}
