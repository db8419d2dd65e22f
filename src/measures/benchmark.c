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

static void place_neighbours(const struct benchmarker *with, uint32_t area,
                             struct place *place)
{
    const struct cube *cube = with->cube;
    size_t model = with->options.model, known = 0, weak = 0;
    for (size_t i = 0; i < CUBE_NEIGHBOURS; i++) {
        place->neighbours[i] = with->none;
        if (model >= cube->model_count)
            continue;
        size_t at = (size_t)area * CUBE_NEIGHBOURS + i;
        uint32_t neighbour = cube->neighbours[model][at];
        if (neighbour >= with->count)
            continue;
        place->neighbours[i] = neighbour;
        known++;
        weak += str_equal_fold(cube->closeness[model][at], STR("not close"));
    }
    place->weak = known > 0 && weak == known;
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
    place_neighbours(with, area, &place);
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
    with->value = arena_make(a, double, cube->area_count + 1);
    with->live = arena_make(a, bool, with->count);
    with->rank = arena_make(a, int, with->count);
    with->band = arena_make(a, char, with->count);
    with->sorted = arena_make(a, struct ranked, with->count);
    with->spare = arena_make(a, struct ranked, with->count);
    with->scores = arena_make(a, struct ranked, with->count);
    with->ladder = arena_make(a, double, with->count);
    with->rung = arena_make(a, uint32_t, cube->area_count + 1);
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

bool place_is_live(const struct place *place, const struct cube_period *period,
                   bool has_figure)
{
    int32_t start = period->span.start.days, end = period->span.end.days;
    if (date_is_none(period->span.end))
        return true;
    /* The year in which an authority ended is often published for it, not for those that
     * came after it: a school year from September for one that ended in March. */
    bool ended_within = has_figure && start <= place->live_to;
    return place->live_from <= end && (end <= place->live_to || ended_within);
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
    memset(with->rung, 0xff, (with->none + (size_t)1) * sizeof *with->rung);
    for (size_t i = 0; i < count; i++) {
        with->ladder[i] = with->sorted[i].value;
        with->rung[with->sorted[i].area] = (uint32_t)i;
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

/* What the sum of two numbers loses to rounding, exactly (Knuth 4.2.2): a mean of
 * published decimals then prints as short as they do. */
static inline double lost_in(double a, double b)
{
    double sum = a + b, b_kept = sum - a;
    return (a - (sum - b_kept)) + (b - b_kept);
}

/* The middle of up to ten, by their places on the ladder: what was sorted once need not
 * be sorted again. */
static double median_of(const struct benchmarker *with, uint32_t rungs[ORDER_TEN],
                        size_t count)
{
    order_ten(rungs);
    double low = with->ladder[rungs[(count - 1) / 2]];
    double high = with->ladder[rungs[count / 2]];
    return low < high ? (low + high) / 2 : low;
}

static void lay_beside_neighbours(const struct benchmarker *with,
                                  const struct place *place, struct benchmark_area *area)
{
    uint32_t rungs[ORDER_TEN];
    double sum = 0, lost = 0;
    size_t count = 0;
    static_assert(ORDER_TEN == (int)CUBE_NEIGHBOURS, "the median is of all neighbours");
    for (size_t i = 0; i < CUBE_NEIGHBOURS; i++) {
        uint32_t neighbour = place->neighbours[i];
        rungs[i] = with->rung[neighbour];
        bool known = rungs[i] != UINT32_MAX;
        double value = known ? with->value[neighbour] : 0;
        lost += lost_in(sum, value);
        sum += value;
        count += known;
    }
    area->neighbours_with = (int)count;
    if (area->neighbours_with < with->options.need_neighbours)
        return;
    area->neighbours_mean = (sum + lost) / (double)count;
    area->neighbours_median = median_of(with, rungs, count);
}

/* Writes an area's result, once and in order, since all results together are more than
 * the nearest cache holds. */
static void lay_beside(const struct benchmarker *with, struct benchmark *out)
{
    double england = with->value[with->england];
    for (size_t i = 0; i < with->count; i++) {
        struct benchmark_area *area = &out->areas[i];
        const struct place *place = &with->places[i];
        *area = empty;
        if (!with->live[i])
            continue;
        area->live = true;
        area->value = with->value[i];
        area->rank = with->rank[i];
        area->rank_of = with->rank[i] ? (int)out->with_value : 0;
        area->quartile = with->band[i];
        if (out->with_value)
            lay_beside_neighbours(with, place, area);
        double region = with->value[place->region];
        area->region = isnan(region) ? with->value[place->wider] : region;
        area->england = england;
        area->weak_neighbours = place->weak;
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
    lay_beside(with, out);
    benchmark_chance(with, series, out);
    give_significance(with, out);
    benchmark_change(with, out);
}
