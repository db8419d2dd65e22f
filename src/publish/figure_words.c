#include "publish/figure_words.h"

#include <assert.h>
#include <math.h>

#include "base/buf.h"

/* ---- Measures */

static bool is_percent(const struct batch_measure *about)
{
    return str_starts(about->unit, STR("%")) || str_contains(about->unit, STR("ercent"));
}

struct number_form figure_form(const struct batch_measure *about)
{
    int decimals = about->decimals < 0 ? 1 : about->decimals;
    return (struct number_form){decimals > 3 ? 3 : decimals, is_percent(about)};
}

struct str figure_unit(const struct batch_measure *about)
{
    return str_equal(about->unit, STR("%")) ? STR("") : about->unit;
}

struct str figure_name(const struct batch_measure *about)
{
    return about->label.len ? about->label : about->id;
}

struct str figure_period(struct arena *a, struct str text)
{
    bool packed = text.len == 6;
    for (size_t i = 0; i < text.len; i++)
        packed = packed && text.at[i] >= '0' && text.at[i] <= '9';
    if (!packed)
        return text;
    return arena_format(a, "%.4s/%.2s", text.at, text.at + 4);
}

/* ---- Comparisons */

struct str figure_neighbours(enum average average)
{
    return average == AVERAGE_MEDIAN ? STR("the median of its statistical neighbours")
                                     : STR("the mean of its statistical neighbours");
}

struct str figure_beside(struct arena *a, enum against against, struct str comparator,
                         struct str number)
{
    static const char *const links[] = {
        [AGAINST_UNKNOWN] = "beside",     [AGAINST_BETTER] = "better than",
        [AGAINST_SIMILAR] = "similar to", [AGAINST_WORSE] = "worse than",
        [AGAINST_HIGHER] = "higher than", [AGAINST_LOWER] = "lower than"};
    if (number.len == 0)
        return STR("");
    return arena_format(a, "%s %.*s (%.*s)", links[against], STR_ARG(comparator),
                        STR_ARG(number));
}

enum chart_says figure_says(enum against against)
{
    static const enum chart_says says[] = {
        [AGAINST_UNKNOWN] = SAYS_UNTESTED, [AGAINST_BETTER] = SAYS_BETTER,
        [AGAINST_SIMILAR] = SAYS_SIMILAR,  [AGAINST_WORSE] = SAYS_WORSE,
        [AGAINST_HIGHER] = SAYS_HIGHER,    [AGAINST_LOWER] = SAYS_LOWER};
    return says[against];
}

const uint32_t *figure_neighbours_of(const struct figure_measure *ask)
{
    size_t model = ask->options.model;
    if (ask->area == UINT32_MAX || model >= ask->cube->model_count)
        return NULL;
    return &ask->cube->neighbours[model][(size_t)ask->area * CUBE_NEIGHBOURS];
}

enum place_kin figure_kin(const struct figure_measure *ask, uint32_t area)
{
    const uint32_t *neighbours = figure_neighbours_of(ask);
    if (area == ask->area)
        return PLACE_OWN;
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        if (neighbours[i] == area)
            return PLACE_NEIGHBOUR;
    }
    return PLACE_OTHER;
}

/* ---- Missing */

static const struct str reasons[] = {
    [MISSING_NOT] = STR("no figure"),
    [MISSING_SUPPRESSED] = STR("suppressed"),
    [MISSING_NOT_APPLICABLE] = STR("not applicable"),
    [MISSING_NOT_AVAILABLE] = STR("not available"),
    [MISSING_NOT_COLLECTED] = STR("not collected"),
    [MISSING_TOO_FEW] = STR("too few children"),
    [MISSING_OUTSIDE_LIFE] = STR("did not exist then"),
    [MISSING_UNSPECIFIED] = STR("no figure, without a reason"),
};
static const size_t reason_count = sizeof reasons / sizeof *reasons;

struct str figure_missing(enum missing missing)
{
    assert((size_t)missing < reason_count);
    return reasons[missing];
}

struct str figure_not_shown(struct arena *a, const struct benchmark *b,
                            const struct cube *cube)
{
    const struct cube_series *series = &b->measure->series[b->period];
    size_t counts[MISSING_UNSPECIFIED + 1] = {0};
    struct buf out = buf_new(a, 4 * KIB);
    for (size_t i = 0; i < cube->area_count; i++) {
        enum missing missing = (enum missing)series->missing[i];
        if (!cube->areas[i].is_authority || !b->areas[i].live ||
            isfinite(b->areas[i].value))
            continue;
        counts[missing == MISSING_NOT ? MISSING_UNSPECIFIED : missing]++;
    }
    for (size_t i = 1; i < reason_count; i++) {
        if (counts[i])
            buf_format(&out, "%s%zu %.*s", out.len ? ", " : "Not shown: ", counts[i],
                       STR_ARG(reasons[i]));
    }
    if (out.len)
        buf_char(&out, '.');
    return buf_text(&out);
}

/* ---- The source */

struct str figure_source(struct arena *a, const struct figure_measure *ask)
{
    const struct cube_series *series = &ask->measure->series[ask->period];
    for (size_t i = 0; i < ask->cube->area_count; i++) {
        uint32_t load = series->origin[i].load;
        if (load != UINT32_MAX)
            return arena_format(a, "Compiled by Assay. %.*s",
                                STR_ARG(ask->cube->loads[load].attribution));
    }
    return STR("Compiled by Assay.");
}
