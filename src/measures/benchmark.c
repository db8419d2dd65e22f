#include "measures/benchmark_inside.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "measures/limits.h"

/* --- what every pass needs -----------------------------------------------------------
 */

static size_t count_authorities(const struct cube *cube)
{
    size_t count = 0;
    while (count < cube->area_count && cube->areas[count].is_authority)
        count++;
    return count;
}

static uint32_t find_england(const struct cube *cube, uint32_t none)
{
    for (size_t i = 0; i < cube->area_count; i++) {
        if (cube->areas[i].is_england)
            return (uint32_t)i;
    }
    return none;
}

/* Inner and Outer London are regions of their own in some tables; others have a figure
 * for London only.  The comparison tool then compares with London, and so do we. */
static uint32_t wider_region(const struct cube *cube, uint32_t region, uint32_t none)
{
    if (region == none || !str_starts(cube->areas[region].name, STR("London (")))
        return none;
    for (size_t i = 0; i < cube->area_count; i++) {
        if (cube->areas[i].is_region && str_equal(cube->areas[i].name, STR("London")))
            return (uint32_t)i;
    }
    return none;
}

static struct place place_of(const struct benchmarker *with, uint32_t area)
{
    const struct cube_area *at = &with->cube->areas[area];
    struct place place = {.live_from = at->live_from.days,
                          .live_to = at->live_to.days,
                          .region = with->none};
    if (date_is_none(at->live_to))
        place.live_to = INT32_MAX;
    if (at->region_area != UINT32_MAX)
        place.region = at->region_area;
    place.wider = wider_region(with->cube, place.region, with->none);
    return place;
}

struct benchmarker *benchmarker_new(struct arena *a, const struct cube *cube,
                                    const struct benchmark_options *options)
{
    struct benchmarker *with = arena_make(a, struct benchmarker, 1);
    *with = (struct benchmarker){.cube = cube,
                                 .options = *options,
                                 .count = count_authorities(cube),
                                 .none = (uint32_t)cube->area_count};
    if (with->options.need_neighbours < 1)
        with->options.need_neighbours = 1;
    with->england = find_england(cube, with->none);
    with->places = arena_make(a, struct place, with->count);
    for (size_t i = 0; i < with->count; i++)
        with->places[i] = place_of(with, (uint32_t)i);
    benchmark_place_neighbours(a, with);
    with->value = arena_make(a, double, cube->area_count + 1);
    with->live = arena_make(a, bool, with->count);
    with->rank = arena_make(a, int, with->count);
    with->band = arena_make(a, char, with->count);
    with->sorted = arena_make(a, struct ranked, order_room(with->count));
    with->spare = arena_make(a, struct ranked, order_room(with->count));
    with->scores = arena_make(a, struct ranked, order_room(with->count));
    with->ladder = arena_make(a, double, with->count);
    with->rung = arena_make(a, int32_t, cube->area_count + 1);
    with->filled = arena_make(a, double, cube->area_count + 1);
    with->square = arena_make(a, double, with->count);
    return with;
}

static const struct benchmark_area empty = {
    .value = (double)NAN,
    .neighbours_mean = (double)NAN,
    .neighbours_median = (double)NAN,
    .region = (double)NAN,
    .england = (double)NAN,
    .low95 = (double)NAN,
    .high95 = (double)NAN,
    .low998 = (double)NAN,
    .high998 = (double)NAN,
    .funnel_z = (double)NAN,
    .shrunken = (double)NAN,
    .change = (double)NAN,
    .change_z = (double)NAN,
};

struct benchmark benchmark_room(struct arena *a, const struct cube *cube)
{
    struct benchmark room = {.areas =
                                 arena_make(a, struct benchmark_area, cube->area_count)};
    for (size_t i = 0; i < cube->area_count; i++)
        room.areas[i] = empty;
    return room;
}

/* --- values, ranks, bands ------------------------------------------------------------
 */

static void take_values(struct benchmarker *with, const struct cube_series *series,
                        struct benchmark *out)
{
    const struct cube_period *period = &out->measure->periods[out->period];
    for (size_t i = 0; i < with->none; i++)
        with->value[i] = isfinite(series->value[i]) ? series->value[i] : (double)NAN;
    with->value[with->none] = (double)NAN;
    for (size_t i = 0; i < with->count; i++) {
        with->live[i] = place_is_live(&with->places[i], period, !isnan(with->value[i]));
        out->live += with->live[i];
        if (!with->live[i])
            with->value[i] = (double)NAN;
    }
}

static void sort_values(struct benchmarker *with, struct benchmark *out)
{
    size_t count = 0;
    for (size_t i = 0; i < with->count; i++) {
        with->sorted[count] = (struct ranked){with->value[i], (uint32_t)i};
        count += isnan(with->value[i]) ? 0 : 1;
    }
    order_by_value(with->sorted, with->spare, count);
    for (size_t i = 0; i <= with->none; i++) {
        with->rung[i] = NO_RUNG;
        with->filled[i] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        const struct ranked *at = &with->sorted[i];
        with->ladder[i] = at->value;
        with->rung[at->area] = (int32_t)i;
        with->filled[at->area] = at->value;
    }
    for (int i = 0; i < 5; i++)
        out->quantiles[i] = quantile7(with->ladder, count, i * 0.25);
    out->with_value = count;
}

/* Best first, which is from the top where high is good; equals share the best place. */
static void give_ranks(struct benchmarker *with, const struct benchmark *out)
{
    enum polarity polarity = out->measure->about.polarity;
    size_t count = out->with_value, first = 0;
    memset(with->rank, 0, with->count * sizeof *with->rank);
    if (polarity != POLARITY_HIGH && polarity != POLARITY_LOW)
        return;
    for (size_t i = 0; i < count; i++) {
        bool high = polarity == POLARITY_HIGH;
        const struct ranked *at = &with->sorted[high ? count - 1 - i : i];
        const struct ranked *best = &with->sorted[high ? count - 1 - first : first];
        if (at->value < best->value || at->value > best->value)
            first = i;
        with->rank[at->area] = (int)first + 1;
    }
}

/* As the comparison tool: a band holds its upper edge, whichever way is better, so that
 * of two measures that mirror each other a value on an edge may be A on one and B, not
 * A, on the other. */
static void give_bands(struct benchmarker *with, const struct benchmark *out)
{
    static const char *const letters[] = {
        [POLARITY_HIGH] = "DCBA", [POLARITY_LOW] = "ABCD"};
    enum polarity polarity = out->measure->about.polarity;
    bool directed = polarity == POLARITY_HIGH || polarity == POLARITY_LOW;
    memset(with->band, 0, with->count);
    if (!directed || out->measure->about.no_quartile)
        return;
    const double *q = out->quantiles;
    for (size_t i = 0; i < out->with_value; i++) {
        const struct ranked *at = &with->sorted[i];
        int band = (at->value > q[1]) + (at->value > q[2]) + (at->value > q[3]);
        with->band[at->area] = letters[polarity][band];
    }
}

/* --- neighbours, region, England -----------------------------------------------------
 */

/* What can be said of a live authority before its counts are looked at.  Field by field,
 * each once and in their order: a whole struct assigned would be cleared before, and all
 * results together are more than the nearest cache holds. */
static void lay_one_beside(const struct benchmarker *with, size_t i, size_t with_value,
                           struct benchmark_area *out)
{
    const struct place *place = &with->places[i];
    const struct eight_averages *averages = &with->averages[i / ORDER_LANES];
    double region = with->value[place->region];
    out->live = true;
    out->rank = with->rank[i];
    out->rank_of = with->rank[i] ? (int)with_value : 0;
    out->quartile = with->band[i];
    out->value = with->value[i];
    out->neighbours_mean = averages->mean[i % ORDER_LANES];
    out->neighbours_median = averages->median[i % ORDER_LANES];
    out->neighbours_with = averages->with[i % ORDER_LANES];
    out->region = isnan(region) ? with->value[place->wider] : region;
    out->england = with->value[with->england];
    out->low95 = out->high95 = out->low998 = out->high998 = (double)NAN;
    out->against_england = out->against_neighbours = out->against_region =
        AGAINST_UNKNOWN;
    out->funnel_z = out->shrunken = out->change = out->change_z = (double)NAN;
    out->change_is = AGAINST_UNKNOWN;
    out->weak_neighbours = place->weak;
}

static void lay_beside(const struct benchmarker *with, struct benchmark *out)
{
    for (size_t i = 0; i < with->count; i++) {
        if (with->live[i])
            lay_one_beside(with, i, out->with_value, &out->areas[i]);
        else
            out->areas[i] = empty;
    }
}

/* --- significance --------------------------------------------------------------------
 */

const char *against_word(enum against against)
{
    static const char *const words[] = {
        [AGAINST_UNKNOWN] = "unknown", [AGAINST_BETTER] = "better",
        [AGAINST_SIMILAR] = "similar", [AGAINST_WORSE] = "worse",
        [AGAINST_HIGHER] = "higher",   [AGAINST_LOWER] = "lower"};
    return words[against];
}

enum against against_sign(enum polarity polarity, int sign)
{
    if (sign == 0)
        return AGAINST_SIMILAR;
    if (polarity != POLARITY_HIGH && polarity != POLARITY_LOW)
        return sign > 0 ? AGAINST_HIGHER : AGAINST_LOWER;
    return (sign > 0) == (polarity == POLARITY_HIGH) ? AGAINST_BETTER : AGAINST_WORSE;
}

/* Beyond chance is outside the area's own 95% interval: for a proportion the same as the
 * score test against a fixed figure (Wilson's interval is that test turned round). */
static enum against stand_against(const struct benchmark_area *area, double figure,
                                  enum polarity polarity)
{
    if (isnan(figure) || isnan(area->value) || isnan(area->low95) || isnan(area->high95))
        return AGAINST_UNKNOWN;
    return against_sign(polarity, (area->low95 > figure) - (area->high95 < figure));
}

static void give_significance(const struct benchmarker *with, struct benchmark *out)
{
    enum polarity polarity = out->measure->about.polarity;
    bool median = with->options.average == AVERAGE_MEDIAN;
    for (size_t i = 0; i < with->count; i++) {
        struct benchmark_area *at = &out->areas[i];
        double neighbours = median ? at->neighbours_median : at->neighbours_mean;
        at->against_england = stand_against(at, at->england, polarity);
        at->against_region = stand_against(at, at->region, polarity);
        at->against_neighbours = stand_against(at, neighbours, polarity);
    }
}

void benchmark_period(struct benchmarker *with, const struct cube_measure *measure,
                      size_t period, struct benchmark *out)
{
    assert(period < measure->period_count);
    const struct cube_series *series = &measure->series[period];
    *out = (struct benchmark){.measure = measure,
                              .period = period,
                              .before = SIZE_MAX,
                              .per = 1,
                              .centre = (double)NAN,
                              .phi = (double)NAN,
                              .prior = (double)NAN,
                              .areas = out->areas};
    take_values(with, series, out);
    sort_values(with, out);
    give_ranks(with, out);
    give_bands(with, out);
    benchmark_neighbours(with);
    lay_beside(with, out);
    benchmark_chance(with, series, out);
    give_significance(with, out);
    benchmark_change(with, out);
}
