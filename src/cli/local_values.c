/* Values of an authority's own return, in the store. */
#include "cli/local_values.h"

#include "evidence/national.h"

#include <math.h>

#include "store/store.h"

#define FORMAT "local-return"
#define MEASURES "local:"

/* ---- The population */

static const struct cube_measure *population_measure(const struct cube *cube)
{
    const struct str begins = STR("ons_mid-year_population_estimates"),
                     ends = STR(":population_estimate");
    for (size_t i = 0; i < cube->measure_count; i++)
        if (str_starts(cube->measures[i].about.id, begins) &&
            str_ends(cube->measures[i].about.id, ends))
            return &cube->measures[i];
    return NULL;
}

static int64_t population_in(const struct cube *cube, struct str authority, int year)
{
    const struct cube_measure *measure = population_measure(cube);
    uint32_t area = cube_area(cube, authority);
    if (!measure || area == UINT32_MAX)
        return 0;
    for (size_t p = 0; p < measure->period_count; p++) {
        double value = measure->series[p].value[area];
        if (measure->periods[p].year == year && value > 0.0)
            return (int64_t)(value + 0.5);
    }
    return 0;
}

status local_population(struct arena *a, struct str db, struct local_living of,
                        int64_t *out, struct fault *why)
{
    struct store *store;
    struct cube *cube;
    TRY(store_open(db, STORE_READ, &store, why));
    status st = store_cube(store, a, &cube, why);
    store_close(store);
    if (!st)
        *out = population_in(cube, of.authority, of.year);
    return st;
}

/* ---- The batch */

/* A measure that is published goes by its name there, and what the dictionary says of it
 * counts; any other is said to be local. */
static uint32_t add_measure(struct batch *batch, const struct local_value *value)
{
    static const struct {
        enum measure_kind kind;
        double per;
    } forms[] = {[LOCAL_COUNT] = {MEASURE_COUNT, 1.0},
                 [LOCAL_PERCENT] = {MEASURE_PERCENT, 100.0},
                 [LOCAL_RATE] = {MEASURE_RATE, 10000.0},
                 [LOCAL_MEAN] = {MEASURE_MEAN, 1.0},
                 [LOCAL_RATIO] = {MEASURE_OTHER, 1.0}};
    bool known = value->known_as.len > 0;
    struct str id = known
                        ? value->known_as
                        : arena_format(batch->arena, MEASURES "%.*s", STR_ARG(value->id));
    uint32_t index = batch_measure_index(batch, id);
    struct batch_measure *m = &batch->measures[index];
    m->label = value->label;
    m->unit = value->unit;
    m->topic = STR("Computed from returns");
    m->source = STR("local return");
    m->definition = value->definition;
    m->polarity = value->polarity;
    m->kind = forms[value->form].kind;
    m->per = forms[value->form].per;
    m->decimals = value->decimals;
    m->no_quartile = value->polarity == POLARITY_NONE;
    m->described = !known;
    m->year_type = STR("Financial");
    return index;
}

static void add_value(struct batch *batch, const struct local_return *values, size_t i)
{
    const struct local_value *value = &values->at[i];
    struct batch_figure figure = {.row = (uint32_t)i + 1,
                                  .value = value->value,
                                  .numerator = value->numerator,
                                  .denominator = value->denominator,
                                  .low95 = (double)NAN,
                                  .high95 = (double)NAN,
                                  .low998 = (double)NAN,
                                  .high998 = (double)NAN,
                                  .status = STATUS_INTERNAL};
    figure.measure = add_measure(batch, value);
    figure.period = batch_period(batch, arena_format(batch->arena, "%d", values->year));
    figure.area = batch_code(batch, values->authority);
    *batch_add(batch, batch_figure, figures) = figure;
}

static const struct batch *batch_of(struct arena *a, const struct local_return *values)
{
    struct batch *batch = batch_new(a);
    batch->source.format = STR(FORMAT);
    batch->source.publisher = STR("local return");
    batch->source.title =
        arena_format(a, "%.*s, collection of %d: local, provisional, internal",
                     STR_ARG(values->title), values->year);
    batch->source.licence = STR("none: internal");
    batch->source.attribution = STR(NATIONAL_INTERNAL ".");
    for (size_t i = 0; i < values->count; i++)
        add_value(batch, values, i);
    batch->rows = batch->figures_count;
    return batch;
}

/* ---- The load */

/* What an earlier return gave goes once the new figures stand. */
static status undo_earlier(struct arena *a, struct store *store, struct str name,
                           int64_t but, struct fault *why)
{
    struct load *loads;
    size_t count;
    TRY(store_loads(store, a, &loads, &count, why));
    for (size_t i = 0; i < count; i++)
        if (!loads[i].undone && loads[i].id != but &&
            str_equal(loads[i].format, STR(FORMAT)) && str_equal(loads[i].file, name))
            TRY(store_undo(store, loads[i].id, why));
    return OK;
}

static status load_into(struct arena *a, struct store *store,
                        const struct local_return *values, struct str *said,
                        struct fault *why)
{
    struct str name = arena_format(a, "local return %.*s %d %.*s", STR_ARG(values->kind),
                                   values->year, STR_ARG(values->authority));
    const struct batch *batch = batch_of(a, values);
    int64_t id;
    bool already;
    TRY(store_load(store, name, values->digest, batch, &id, &already, why));
    TRY(undo_earlier(a, store, name, id, why));
    *said = already ? arena_format(a, "%.*s: already loaded\n", STR_ARG(name))
                    : arena_format(a, "%.*s: %zu figures, load %lld\n", STR_ARG(name),
                                   batch->figures_count, (long long)id);
    return OK;
}

status local_load(struct arena *a, struct str db, const struct local_return *values,
                  struct str *said, struct fault *why)
{
    struct store *store;
    TRY(store_open(db, STORE_WRITE, &store, why));
    status st = load_into(a, store, values, said, why);
    store_close(store);
    return st;
}
