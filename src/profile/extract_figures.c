/* An area's figures beside those of its neighbours, region and England. */
#include <assert.h>
#include <math.h>

#include "measures/compare.h"
#include "profile/extract_index.h"
#include "profile/extract_inside.h"

/* ---- Numbers */

enum { DECIMALS_MOST = 9 };

/* The quotient of two whole doubles is rounded as a decimal is when it is read: where it
 * is the number, these were its digits. */
struct ratio extract_number(double number)
{
    static const double exact = 9007199254740992.0; /* 2^53 */
    double scale = 1;
    assert(isfinite(number));
    for (int decimals = 0; decimals <= DECIMALS_MOST; decimals++, scale *= 10) {
        double digits = nearbyint(number * scale);
        if (fabs(digits) <= exact && digits / scale == number)
            return ratio_of((int64_t)digits, (int64_t)scale);
    }
    for (scale = 1e9; fabs(number) * scale > 9e18; scale /= 10)
        continue;
    return ratio_of((int64_t)llround(number * scale), (int64_t)scale);
}

/* ---- Measures */

/* As catalogues print it, unless it does not say what a proportion is of. */
static struct str unit_of(const struct batch_measure *about)
{
    if (compare_whole(about->unit) != 0)
        return about->unit;
    if (about->kind == MEASURE_PERCENT)
        return STR("%");
    if (about->kind != MEASURE_RATE)
        return about->unit;
    return about->per == 10000    ? STR("per 10,000")
           : about->per == 100000 ? STR("per 100,000")
           : about->per == 1000   ? STR("per 1,000")
                                  : about->unit;
}

static struct period break_of(const struct batch_measure *about)
{
    if (!about->break_from.len)
        return (struct period){DATE_NONE, DATE_NONE};
    return cube_period_of(about->break_from, about->year_type).span;
}

static void add_measure(struct extracting *x, const struct batch_measure *about)
{
    struct evidence *e = x->evidence;
    struct str id = extract_id_of(x->arena, about->load, about->row, about->id);
    e->measures[e->measures_count++] =
        (struct measure){.row = {.id = id, .record = about->row},
                         .key = about->id,
                         .name = about->label,
                         .unit = unit_of(about),
                         .polarity = about->polarity,
                         .outcome = about->outcome,
                         .topic = about->topic,
                         .source = about->source,
                         .definition = about->definition,
                         .decimals = about->decimals,
                         .break_from = break_of(about)};
}

/* What a catalogue describes; the breakdowns of tables are asked for one by one. */
static bool is_wanted(const struct extracting *x, size_t m)
{
    const struct cube_measure *measure = &x->source->cube->measures[m];
    if (x->options->wants)
        return x->options->wants(x->options->of, &measure->about);
    bool directed = measure->about.polarity == POLARITY_HIGH ||
                    measure->about.polarity == POLARITY_LOW;
    return (measure->about.topic.len || directed) && !measure->is_twin;
}

/* ---- Values */

/* One row of a table of many columns says several things; LAIT's, whose ids are plain,
 * say one each. */
static struct str column_of(struct str id)
{
    struct str rest;
    struct str source = str_cut(id, ':', &rest);
    return source.len == id.len ? STR("") : str_cut(rest, '|', &source);
}

struct giving {
    struct extracting *x;
    const struct measure *measure;
    struct str column;
    const struct cube_period *period;
    struct str period_text;
    const struct cube_series *series;
};

/* "202425" is read as 2024/25; all else as it was published. */
static struct str period_text(struct arena *a, struct str text)
{
    bool digits = text.len == 6;
    for (size_t i = 0; i < text.len && digits; i++)
        digits = text.at[i] >= '0' && text.at[i] <= '9';
    return digits ? arena_format(a, "%.4s/%.2s", text.at, text.at + 4) : text;
}

static bool has_counts(const struct cube_series *series, uint32_t place)
{
    return series->denominator && !isnan(series->denominator[place]) &&
           !isnan(series->numerator[place]) && series->denominator[place] > 0;
}

static void give_number(const struct cube_series *series, uint32_t place,
                        struct value *out)
{
    out->has_value = true;
    out->value = extract_number(series->value[place]);
    out->has_counts = has_counts(series, place);
    if (!out->has_counts)
        return;
    out->numerator = extract_number(series->numerator[place]);
    out->denominator = extract_number(series->denominator[place]);
}

static void add_value(const struct giving *g, uint32_t place, const struct area *area)
{
    struct extracting *x = g->x;
    struct cube_origin origin = g->series->origin[place];
    if (origin.row == UINT32_MAX || origin.load == UINT32_MAX)
        return;
    int64_t load = x->source->load_ids[origin.load];
    struct value *out = &x->evidence->values[x->evidence->values_count++];
    *out = (struct value){
        .row = {.id = g->column.len ? extract_id_of(x->arena, load, origin.row, g->column)
                                    : extract_id(x->arena, load, origin.row),
                .record = origin.row},
        .measure = g->measure,
        .area = area,
        .period_text = g->period_text,
        .period = g->period->span,
        .status = g->period->status};
    if (!isnan(g->series->value[place]))
        give_number(g->series, place, out);
    else
        out->missing = g->series->missing[place] == MISSING_NOT
                           ? MISSING_UNSPECIFIED
                           : g->series->missing[place];
}

/* Nothing is told of an authority outside its life. */
static void add_period(struct giving *g)
{
    struct extracting *x = g->x;
    if (date_is_none(g->period->span.end))
        return;
    for (size_t i = 0; i < x->evidence->areas_count; i++) {
        const struct cube_area *area = &x->source->cube->areas[x->places[i]];
        if (!area->is_authority || cube_is_live(x->source->cube, x->places[i], g->period))
            add_value(g, x->places[i], &x->evidence->areas[i]);
    }
}

static void add_values(struct extracting *x, size_t m)
{
    const struct cube_measure *measure = &x->source->cube->measures[m];
    struct evidence *e = x->evidence;
    add_measure(x, &measure->about);
    struct giving g = {.x = x,
                       .measure = &e->measures[e->measures_count - 1],
                       .column = column_of(measure->about.id)};
    for (size_t p = 0; p < measure->period_count; p++) {
        g.period = &measure->periods[p];
        g.period_text = period_text(x->arena, g.period->text);
        g.series = &measure->series[p];
        add_period(&g);
    }
}

static size_t most_values(const struct extracting *x, size_t m)
{
    return x->source->cube->measures[m].period_count * x->evidence->areas_count;
}

void extract_figures(struct extracting *x)
{
    const struct cube *cube = x->source->cube;
    struct evidence *e = x->evidence;
    size_t *wanted = arena_make(x->arena, size_t, cube->measure_count);
    size_t count = 0, values = 0;
    for (size_t m = 0; m < cube->measure_count; m++) {
        if (!is_wanted(x, m))
            continue;
        values += most_values(x, m);
        wanted[count++] = m;
    }
    size_t *at = arena_make(x->arena, size_t, count + 1);
    e->measures = arena_make(x->arena, struct measure, count);
    e->values = arena_make(x->arena, struct value, values);
    for (size_t i = 0; i < count; i++) {
        at[i] = e->values_count;
        add_values(x, wanted[i]);
    }
    at[count] = e->values_count;
    assert(e->values_count <= values);
    e->values_at = at;
}
