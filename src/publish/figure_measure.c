/* One measure over all areas: funnel, ranked bars, map. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "publish/figure_words.h"

enum { LIMIT_POINTS = 64 };

static struct str begin_title(struct arena *a, const struct figure_measure *ask)
{
    struct str period = figure_period(a, ask->measure->periods[ask->period].text);
    return arena_format(a, "%.*s, %.*s", STR_ARG(figure_name(&ask->measure->about)),
                        STR_ARG(period));
}

static struct chart_frame frame_of(struct arena *a, const struct figure_measure *ask,
                                   struct str finding, const char *none)
{
    struct str title = begin_title(a, ask);
    return (struct chart_frame){
        .title = arena_format(a, "%.*s: %.*s", STR_ARG(title), STR_ARG(finding)),
        .none = arena_format(a, "%.*s: %s", STR_ARG(title), none),
        .alone = ask->alone,
        .source = figure_source(a, ask),
        .note = figure_not_shown(a, ask->room, ask->cube),
    };
}

static bool has_figure(const struct figure_measure *ask, size_t area)
{
    return ask->cube->areas[area].is_authority && ask->room->areas[area].live &&
           isfinite(ask->room->areas[area].value);
}

/* ---- Funnel */

static double denominator(const struct figure_measure *ask, size_t area)
{
    const struct cube_series *series = &ask->measure->series[ask->period];
    return series->denominator ? series->denominator[area] : (double)NAN;
}

static enum funnel_band band_of(double value, const struct funnel_limits *l)
{
    if (value < l->low998 || value > l->high998)
        return FUNNEL_BEYOND_998;
    if (value < l->low95 || value > l->high95)
        return FUNNEL_BEYOND_95;
    return FUNNEL_WITHIN;
}

static size_t take_points(struct arena *a, const struct figure_measure *ask,
                          struct chart_funnel *out)
{
    const struct benchmark *b = ask->room;
    struct funnel_point *points =
        arena_make(a, struct funnel_point, ask->cube->area_count);
    for (uint32_t i = 0; i < ask->cube->area_count; i++) {
        double n = denominator(ask, i);
        if (!has_figure(ask, i) || !(n > 0))
            continue;
        double value = b->areas[i].value;
        struct funnel_limits limits = funnel_limits(b, b->centre, n);
        points[out->count++] = (struct funnel_point){
            .name = ask->cube->areas[i].name,
            .n = n,
            .value = value,
            .low95 = limits.low95,
            .high95 = limits.high95,
            .band = band_of(value, &limits),
            .says = figure_says(
                against_sign(ask->measure->about.polarity, value > b->centre ? 1 : -1)),
            .kin = figure_kin(ask, i),
        };
    }
    out->points = points;
    return out->count;
}

/* Closer together where the funnel is narrow at first and then wide: by squares. */
static void take_limits(struct arena *a, const struct figure_measure *ask,
                        struct chart_funnel *out)
{
    double *n = arena_make(a, double, LIMIT_POINTS), greatest = 1;
    struct chart_limits *limits = arena_make(a, struct chart_limits, LIMIT_POINTS);
    for (size_t i = 0; i < out->count; i++)
        greatest = fmax(greatest, out->points[i].n);
    for (size_t i = 0; i < LIMIT_POINTS; i++) {
        double part = (double)(i + 1) / (double)LIMIT_POINTS;
        n[i] = fmax(greatest * part * part, 1);
        struct funnel_limits at = funnel_limits(ask->room, ask->room->centre, n[i]);
        limits[i] = (struct chart_limits){at.low95, at.high95, at.low998, at.high998};
    }
    out->n = n;
    out->limits = limits;
    out->limit_count = LIMIT_POINTS;
}

static struct str funnel_finding(struct arena *a, const struct chart_funnel *f)
{
    static const char *const words[] = {
        [FUNNEL_WITHIN] = "lies where chance alone may put it",
        [FUNNEL_BEYOND_95] = "lies beyond the 95% limits",
        [FUNNEL_BEYOND_998] = "lies beyond the 99.8% limits"};
    size_t far = 0;
    const struct funnel_point *own = NULL;
    for (size_t i = 0; i < f->count; i++) {
        far += f->points[i].band == FUNNEL_BEYOND_998;
        if (f->points[i].kin == PLACE_OWN)
            own = &f->points[i];
    }
    struct str of = arena_format(a, "%zu of %zu authorities lie beyond the 99.8%% limits",
                                 far, f->count);
    if (!own)
        return of;
    return arena_format(a, "%.*s %s; %.*s", STR_ARG(own->name), words[own->band],
                        STR_ARG(of));
}

struct doc *figure_funnel(struct document *d, struct doc *parent,
                          const struct figure_measure *ask)
{
    struct arena *a = d->arena;
    struct chart_funnel f = {.form = figure_form(&ask->measure->about),
                             .unit = figure_unit(&ask->measure->about),
                             .counted = STR("Of how many (square-root scale)"),
                             .centre_name = STR("all authorities together")};
    benchmark_period(ask->with, ask->measure, ask->period, ask->room);
    if (ask->room->chance != CHANCE_NONE && take_points(a, ask, &f))
        take_limits(a, ask, &f);
    f.centre = ask->room->centre;
    f.frame = frame_of(a, ask, funnel_finding(a, &f),
                       "published without counts, so that chance cannot be told from "
                       "a difference.");
    const char *wide = ask->room->tau2 > 0
                           ? "Limits allow for the spread that all authorities share."
                           : "";
    f.frame.note = arena_format(a, "%s%s%.*s", wide, *wide && f.frame.note.len ? " " : "",
                                STR_ARG(f.frame.note));
    return chart_funnel(d, parent, &f);
}

/* ---- Ranked bars */

static int by_figure(const void *a, const void *b)
{
    const struct bar *x = a, *y = b;
    if (x->value < y->value || x->value > y->value)
        return x->value < y->value ? -1 : 1;
    return str_compare(x->name, y->name);
}

static struct str bars_finding(struct arena *a, const struct chart_bars *bars,
                               const struct figure_measure *ask)
{
    for (size_t i = 0; i < bars->count; i++) {
        const struct bar *bar = &bars->bars[i];
        if (bar->kin != PLACE_OWN)
            continue;
        struct str value = number_text(a, bar->value, bars->form);
        if (bar->rank_low == 0)
            return arena_format(a, "%.*s in %.*s", STR_ARG(value), STR_ARG(bar->name));
        return arena_format(a, "%.*s, %.*s, ranks from %d to %d of %zu",
                            STR_ARG(bar->name), STR_ARG(value), bar->rank_low,
                            bar->rank_high, ask->room->with_value);
    }
    const double *q = ask->room->quantiles;
    return arena_format(a, "from %.*s to %.*s, half of authorities between %.*s and %.*s",
                        STR_ARG(number_text(a, q[0], bars->form)),
                        STR_ARG(number_text(a, q[4], bars->form)),
                        STR_ARG(number_text(a, q[1], bars->form)),
                        STR_ARG(number_text(a, q[3], bars->form)));
}

static void take_bars(struct arena *a, const struct figure_measure *ask,
                      struct chart_bars *out)
{
    const struct cube *cube = ask->cube;
    struct arena *scratch = arena_new(256 * MIB);
    struct rank_range *ranks = arena_make(scratch, struct rank_range, cube->area_count);
    struct bar *bars = arena_make(a, struct bar, cube->area_count);
    rank_ranges(scratch, cube, ask->room, (struct rank_options){.draws = 0}, ranks);
    for (uint32_t i = 0; i < cube->area_count; i++) {
        const struct benchmark_area *at = &ask->room->areas[i];
        enum place_kin kin = figure_kin(ask, i);
        if (!has_figure(ask, i) || (ask->near && kin == PLACE_OTHER))
            continue;
        bars[out->count++] = (struct bar){.name = cube->areas[i].name,
                                          .value = at->value,
                                          .low = at->low95,
                                          .high = at->high95,
                                          .rank_low = ranks[i].low,
                                          .rank_high = ranks[i].high,
                                          .kin = kin};
    }
    arena_free(scratch);
    if (out->count)
        qsort(bars, out->count, sizeof *bars, by_figure);
    bool low_first = ask->measure->about.polarity == POLARITY_LOW;
    for (size_t i = 0; !low_first && i < out->count / 2; i++) {
        struct bar swapped = bars[i];
        bars[i] = bars[out->count - 1 - i];
        bars[out->count - 1 - i] = swapped;
    }
    out->bars = bars;
}

/* England's figure, unless it is a total. */
static double england_line(const struct figure_measure *ask)
{
    const struct cube *cube = ask->cube;
    for (size_t i = 0; i < cube->area_count; i++) {
        double x = ask->measure->series[ask->period].value[i];
        bool among = x >= ask->room->quantiles[0] && x <= ask->room->quantiles[4];
        if (cube->areas[i].is_england)
            return among ? x : (double)NAN;
    }
    return (double)NAN;
}

struct doc *figure_bars(struct document *d, struct doc *parent,
                        const struct figure_measure *ask)
{
    struct arena *a = d->arena;
    struct chart_bars bars = {.form = figure_form(&ask->measure->about),
                              .unit = figure_unit(&ask->measure->about),
                              .centre_name = STR("England")};
    benchmark_period(ask->with, ask->measure, ask->period, ask->room);
    take_bars(a, ask, &bars);
    bars.centre = england_line(ask);
    bars.frame =
        frame_of(a, ask, bars_finding(a, &bars, ask), "no authority has a figure.");
    return chart_bars(d, parent, &bars);
}

/* ---- Map */

bool figure_place(struct str text, int *q, int *r)
{
    int *const out[] = {q, r};
    for (size_t k = 0; k < 2; k++) {
        struct str rest, part = str_cut(text, ',', &rest);
        int number = 0;
        for (size_t i = 0; i < part.len; i++) {
            if (part.at[i] < '0' || part.at[i] > '9')
                return false;
            number = number * 10 + (part.at[i] - '0');
        }
        if (part.len == 0 || part.len > 2)
            return false;
        *out[k] = number;
        text = rest;
    }
    return true;
}

static enum map_band band_by_chance(const struct benchmark_area *at)
{
    static const enum map_band bands[] = {
        [AGAINST_UNKNOWN] = MAP_UNTESTED, [AGAINST_BETTER] = MAP_BETTER,
        [AGAINST_SIMILAR] = MAP_SIMILAR,  [AGAINST_WORSE] = MAP_WORSE,
        [AGAINST_HIGHER] = MAP_HIGHER,    [AGAINST_LOWER] = MAP_LOWER};
    return bands[at->against_england];
}

/* A measure without a direction has no quartile: the highest quarter then comes first. */
static enum map_band band_by_quarter(const struct benchmark *b,
                                     const struct benchmark_area *at)
{
    if (at->quartile >= 'A' && at->quartile <= 'D')
        return (enum map_band)(MAP_QUARTER_A + (at->quartile - 'A'));
    for (unsigned k = 0; k < 3; k++) {
        if (at->value > b->quantiles[3 - k])
            return (enum map_band)(MAP_QUARTER_A + k);
    }
    return MAP_QUARTER_D;
}

static enum map_band map_band(const struct figure_measure *ask, uint32_t area)
{
    const struct benchmark *b = ask->room;
    if (!has_figure(ask, area))
        return MAP_NONE;
    return b->chance == CHANCE_NONE ? band_by_quarter(b, &b->areas[area])
                                    : band_by_chance(&b->areas[area]);
}

static uint32_t area_of_code(const struct cube *cube, struct str code)
{
    for (uint32_t i = 0; i < cube->area_count; i++) {
        if (cube->areas[i].is_authority && str_equal(cube->areas[i].code, code))
            return i;
    }
    return UINT32_MAX;
}

static void take_hexagons(struct arena *a, const struct figure_measure *ask,
                          struct chart_hexagons *out)
{
    struct hexagon *hexagons = arena_make(a, struct hexagon, ask->shape_count);
    const struct cube_series *series = &ask->measure->series[ask->period];
    bool *placed = arena_make(a, bool, ask->cube->area_count);
    for (size_t i = 0; i < ask->shape_count; i++) {
        const struct batch_shape *shape = &ask->shapes[i];
        struct hexagon h = {.q = 0};
        if (!shape->hexagon || !figure_place(shape->geometry, &h.q, &h.r))
            continue;
        uint32_t area = area_of_code(ask->cube, shape->code);
        if (area == UINT32_MAX || placed[area])
            continue;
        placed[area] = true;
        h.name = ask->cube->areas[area].name;
        h.region = ask->cube->areas[area].region;
        h.value = ask->room->areas[area].value;
        h.band = map_band(ask, area);
        h.kin = figure_kin(ask, area);
        bool live = ask->room->areas[area].live;
        h.missing = figure_missing(live ? (enum missing)series->missing[area]
                                        : MISSING_OUTSIDE_LIFE);
        hexagons[out->count++] = h;
    }
    out->hexagons = hexagons;
}

/* ", 9 of them in the South East": the region with the most of a band, the first of
 * several in the order of the map. */
static struct str most_in(struct arena *a, const struct chart_hexagons *map,
                          enum map_band band)
{
    struct str region = STR("");
    size_t most = 1; /* one is no finding */
    for (size_t i = 0; i < map->count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < map->count; k++)
            count += map->hexagons[k].band == band &&
                     str_equal(map->hexagons[k].region, map->hexagons[i].region);
        if (count <= most || map->hexagons[i].region.len == 0)
            continue;
        most = count;
        region = map->hexagons[i].region;
    }
    if (region.len == 0)
        return STR("");
    return arena_format(a, ", %zu of them in %.*s", most, STR_ARG(region));
}

static struct str map_finding(struct arena *a, const struct chart_hexagons *map)
{
    size_t with[MAP_BANDS] = {0};
    for (size_t i = 0; i < map->count; i++)
        with[map->hexagons[i].band]++;
    if (!map->comparator.len) {
        enum map_band band = map->direction ? MAP_QUARTER_D : MAP_QUARTER_A;
        return arena_format(a, "%zu authorities in the %s quarter%.*s", with[band],
                            map->direction ? "worst" : "highest",
                            STR_ARG(most_in(a, map, band)));
    }
    bool directed = with[MAP_HIGHER] + with[MAP_LOWER] == 0;
    enum map_band up = directed ? MAP_BETTER : MAP_HIGHER;
    enum map_band down = directed ? MAP_WORSE : MAP_LOWER;
    return arena_format(a, "%zu authorities %s than England, %zu similar, %zu %s%.*s",
                        with[up], directed ? "better" : "higher", with[MAP_SIMILAR],
                        with[down], directed ? "worse" : "lower",
                        STR_ARG(most_in(a, map, down)));
}

struct doc *figure_map(struct document *d, struct doc *parent,
                       const struct figure_measure *ask)
{
    struct arena *a = d->arena;
    enum polarity polarity = ask->measure->about.polarity;
    struct chart_hexagons map = {.form = figure_form(&ask->measure->about)};
    map.direction = polarity == POLARITY_HIGH || polarity == POLARITY_LOW;
    benchmark_period(ask->with, ask->measure, ask->period, ask->room);
    if (ask->room->chance != CHANCE_NONE)
        map.comparator = STR("England");
    take_hexagons(a, ask, &map);
    map.frame = frame_of(a, ask, map_finding(a, &map),
                         ask->shape_count ? "no authority on the map has a figure."
                                          : "no map of hexagons is loaded.");
    return chart_hexagons(d, parent, &map);
}
