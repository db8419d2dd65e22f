/* assay measure ID: one measure over all areas, a row an area live in the period, with
 * rank, band, neighbours, region, England and what chance allows. */
#include <math.h>

#include "base/json.h"
#include "base/os.h"
#include "cli/measure_chart.h"
#include "cli/verb.h"
#include "measures/benchmark.h"
#include "store/store.h"

static const struct option options[] = {
    {"all", NULL, false, "every measure; the CSV then begins with a column `measure`"},
    {"period", "P", false, "a year (a period's first four digits) or a period's text"},
    {"db", "FILE", false, "the store; default assay.db"},
    {"format", "csv|json|svg", false, "default csv; JSON says more, one object a period"},
    CHART_OPTIONS,
    {"average", "mean|median", false,
     "of the neighbours, for better and worse beside them; default mean"},
    {"model", "YEAR", false, "the neighbour model; default 2025, else what there is"}};
static const struct usage usage = {
    .verb = "measure",
    .synopsis = "measure (ID | --all) [--period P] [--db FILE] [--format csv|json]\n"
                "       assay measure ID --format svg --chart trend|bars|funnel|map\n"
                "                [--area A] [--period P] [--db FILE]",
    .what = "Lays one measure out over all areas: ranks, bands, neighbours, intervals.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay measure CIN --period 2025\n"
               "  assay measure CareLeaverEET --model 2021 --format json\n"
               "  assay measure CIN --format svg --chart funnel --area Knowsley\n"};

/* What is asked for, and what the answers stand on. */
struct asked {
    struct arena *arena;
    const struct cube *cube;
    struct benchmarker *with;
    struct benchmark_options conventions;
    struct benchmark result;
    struct str period; /* empty: all of them */
    bool all, json;
    size_t printed; /* measures and periods */
};

/* --- CSV -----------------------------------------------------------------------------
 */

static const char header[] =
    "area,la_code,period,value,missing,numerator,denominator,low95,high95,low998,"
    "high998,rank,rank_of,quartile,neighbours_mean,neighbours_median,region_value,"
    "england_value,against_england\n";

/* RFC 4180: quotes where the text needs them. */
static void put_text(struct buf *out, struct str s)
{
    bool quoted = str_contains(s, STR(",")) || str_contains(s, STR("\"")) ||
                  str_contains(s, STR("\n")) || str_contains(s, STR("\r"));
    if (!quoted) {
        buf_add(out, s);
        return;
    }
    buf_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            buf_char(out, '"');
        buf_char(out, s.at[i]);
    }
    buf_char(out, '"');
}

/* A comma and the shortest decimal that reads back the same, which is how JSON writes
 * it; nothing where there is no number. */
static void put_number(struct buf *out, double x)
{
    buf_char(out, ',');
    if (!isfinite(x))
        return;
    struct json j = json_new(out, false);
    json_double(&j, x);
}

static double count_at(const double *counts, size_t area)
{
    return counts ? counts[area] : (double)NAN;
}

static struct str missing_word(const struct cube_series *series, size_t area)
{
    return vocabulary_word(&vocabulary_missing, series->missing[area]);
}

static void put_row(struct buf *out, const struct asked *q, size_t area)
{
    const struct benchmark *b = &q->result;
    const struct benchmark_area *at = &b->areas[area];
    const struct cube_series *series = &b->measure->series[b->period];
    if (q->all) {
        put_text(out, b->measure->about.id);
        buf_char(out, ',');
    }
    put_text(out, q->cube->areas[area].name);
    buf_format(out, ",%.*s,", STR_ARG(q->cube->areas[area].code));
    put_text(out, b->measure->periods[b->period].text);
    put_number(out, at->value);
    buf_format(out, ",%.*s", STR_ARG(missing_word(series, area)));
    put_number(out, count_at(series->numerator, area));
    put_number(out, count_at(series->denominator, area));
    put_number(out, at->low95);
    put_number(out, at->high95);
    put_number(out, at->low998);
    put_number(out, at->high998);
    if (at->rank)
        buf_format(out, ",%d,%d,", at->rank, at->rank_of);
    else
        buf_add(out, STR(",,,"));
    if (at->quartile)
        buf_char(out, at->quartile);
    put_number(out, at->neighbours_mean);
    put_number(out, at->neighbours_median);
    put_number(out, at->region);
    put_number(out, at->england);
    buf_format(out, ",%s\n", against_word(at->against_england));
}

static void put_csv(struct buf *out, const struct asked *q)
{
    for (size_t i = 0; i < q->cube->area_count; i++) {
        if (q->result.areas[i].live)
            put_row(out, q, i);
    }
}

/* --- JSON ----------------------------------------------------------------------------
 */

static void number(struct json *j, const char *key, double x)
{
    json_key(j, key);
    json_double(j, x);
}

static void word(struct json *j, const char *key, const char *text)
{
    json_put_text(j, key, str_of(text));
}

static const char *interval_name(const struct benchmark *b)
{
    static const char *const names[] = {
        [CHANCE_NONE] = "none",
        [CHANCE_PROPORTION] = "wilson",
        [CHANCE_RATE] = "byar, exact below 10",
    };
    bool published = b->measure->series[b->period].low95 != NULL;
    return b->chance == CHANCE_NONE && published ? "published" : names[b->chance];
}

/* Named with every result, so that two of them are compared knowingly. */
static void put_conventions(struct json *j, const struct asked *q)
{
    const struct cube *cube = q->cube;
    size_t model = q->conventions.model;
    json_key(j, "conventions");
    json_object(j);
    word(j, "average", q->conventions.average == AVERAGE_MEDIAN ? "median" : "mean");
    json_key(j, "model");
    if (model < cube->model_count)
        json_text(j, cube->models[model]);
    else
        json_null(j);
    word(j, "rank", "ties to the best");
    word(j, "quantiles", "type 7");
    word(j, "bands", "closed at the upper edge");
    word(j, "interval", interval_name(&q->result));
    word(j, "significance", "outside the area's 95% interval");
    word(j, "over_dispersion", "additive, 10% winsorised");
    json_end_object(j);
}

static void put_measure(struct json *j, const struct asked *q)
{
    const struct benchmark *b = &q->result;
    const struct batch_measure *about = &b->measure->about;
    json_put_text(j, "measure", about->id);
    json_put_text(j, "label", about->label);
    json_put_text(j, "unit", about->unit);
    json_put_text(j, "polarity",
                  vocabulary_word(&vocabulary_polarity, (int)about->polarity));
    json_put_text(j, "period", b->measure->periods[b->period].text);
    json_key(j, "change_from");
    if (b->before != SIZE_MAX)
        json_text(j, b->measure->periods[b->before].text);
    else
        json_null(j);
    json_put_integer(j, "live", (int64_t)b->live);
    json_put_integer(j, "with_value", (int64_t)b->with_value);
    json_key(j, "quantiles");
    json_array(j);
    for (size_t i = 0; i < 5; i++)
        json_double(j, b->quantiles[i]);
    json_end_array(j);
    number(j, "centre", b->centre);
    number(j, "phi", b->phi);
    number(j, "tau2", b->tau2);
    number(j, "prior", b->prior);
    put_conventions(j, q);
}

static void put_neighbours(struct json *j, const struct asked *q, size_t area)
{
    const struct cube *cube = q->cube;
    size_t model = q->conventions.model;
    json_key(j, "neighbours");
    json_array(j);
    for (size_t i = 0; model < cube->model_count && i < CUBE_NEIGHBOURS; i++) {
        uint32_t at = cube->neighbours[model][area * CUBE_NEIGHBOURS + i];
        if (at == UINT32_MAX)
            continue;
        json_object(j);
        json_put_text(j, "area", cube->areas[at].name);
        json_put_text(j, "la_code", cube->areas[at].code);
        json_put_text(j, "closeness", cube->closeness[model][area * CUBE_NEIGHBOURS + i]);
        number(j, "value", q->result.areas[at].value);
        json_end_object(j);
    }
    json_end_array(j);
    json_put_integer(j, "neighbours_with", q->result.areas[area].neighbours_with);
    json_put_bool(j, "weak_neighbours", q->result.areas[area].weak_neighbours);
}

static void put_rank(struct json *j, const struct benchmark_area *at,
                     struct rank_range range)
{
    const char quartile[] = {at->quartile, 0};
    if (!at->rank)
        return;
    json_put_integer(j, "rank", at->rank);
    json_put_integer(j, "rank_of", at->rank_of);
    if (range.low) {
        json_put_integer(j, "rank_low", range.low);
        json_put_integer(j, "rank_high", range.high);
    }
    if (at->quartile)
        word(j, "quartile", quartile);
}

static void put_figure(struct json *j, const struct asked *q, size_t area)
{
    const struct benchmark_area *at = &q->result.areas[area];
    const struct cube_series *series = &q->result.measure->series[q->result.period];
    json_put_text(j, "area", q->cube->areas[area].name);
    json_put_text(j, "la_code", q->cube->areas[area].code);
    number(j, "value", at->value);
    if (isnan(at->value))
        json_put_text(j, "missing", missing_word(series, area));
    if (series->numerator && series->denominator) {
        number(j, "numerator", series->numerator[area]);
        number(j, "denominator", series->denominator[area]);
    }
    number(j, "low95", at->low95);
    number(j, "high95", at->high95);
    number(j, "low998", at->low998);
    number(j, "high998", at->high998);
}

static void put_beside(struct json *j, const struct asked *q, size_t area)
{
    const struct benchmark_area *at = &q->result.areas[area];
    number(j, "neighbours_mean", at->neighbours_mean);
    number(j, "neighbours_median", at->neighbours_median);
    put_neighbours(j, q, area);
    number(j, "region_value", at->region);
    number(j, "england_value", at->england);
    word(j, "against_england", against_word(at->against_england));
    word(j, "against_region", against_word(at->against_region));
    word(j, "against_neighbours", against_word(at->against_neighbours));
    number(j, "funnel_z", at->funnel_z);
    number(j, "shrunken", at->shrunken);
    number(j, "change", at->change);
    number(j, "change_z", at->change_z);
    word(j, "change_is", against_word(at->change_is));
}

static void put_json(struct buf *out, const struct asked *q)
{
    struct json j = json_new(out, false);
    struct arena *scratch = arena_new(256 * MIB);
    struct rank_range *ranges =
        arena_make(scratch, struct rank_range, q->cube->area_count);
    rank_ranges(scratch, q->cube, &q->result, (struct rank_options){.draws = 0}, ranges);
    json_object(&j);
    put_measure(&j, q);
    json_key(&j, "areas");
    json_array(&j);
    for (size_t i = 0; i < q->cube->area_count; i++) {
        if (!q->result.areas[i].live)
            continue;
        json_object(&j);
        put_figure(&j, q, i);
        put_rank(&j, &q->result.areas[i], ranges[i]);
        put_beside(&j, q, i);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    buf_char(out, '\n');
    arena_free(scratch);
}

/* --- what is asked -------------------------------------------------------------------
 */

/* A year matches what begins with it: "2016" the period "2016-17 (OT)". */
static bool period_is(struct str text, struct str asked)
{
    return asked.len == 0 || str_equal_fold(text, asked) ||
           (asked.len == 4 && str_starts(text, asked));
}

static status print_measure(struct asked *q, const struct cube_measure *measure,
                            struct fault *why)
{
    struct arena *scratch = arena_new(256 * MIB);
    struct buf out = buf_new(scratch, 128 * MIB);
    for (size_t p = 0; p < measure->period_count; p++) {
        if (!period_is(measure->periods[p].text, q->period))
            continue;
        if (!q->json && !q->printed)
            buf_format(&out, "%s%s", q->all ? "measure," : "", header);
        q->printed++;
        benchmark_period(q->with, measure, p, &q->result);
        (q->json ? put_json : put_csv)(&out, q);
    }
    status st = buf_status(&out, why);
    if (!st)
        st = os_print(buf_text(&out), why);
    arena_free(scratch);
    return st;
}

static status no_measure(const struct asked *q, struct str id, struct fault *why)
{
    struct str *ids = arena_make(q->arena, struct str, q->cube->measure_count);
    for (size_t i = 0; i < q->cube->measure_count; i++)
        ids[i] = q->cube->measures[i].about.id;
    struct str nearest = str_nearest(id, ids, q->cube->measure_count);
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "there is no measure '%.*s'; did you mean '%.*s'?", STR_ARG(id),
                         STR_ARG(nearest));
    return fault_set(why, ERR_USAGE,
                     "there is no measure '%.*s' among the %zu loaded; LAIT's go by "
                     "their short names, others by source:id",
                     STR_ARG(id), q->cube->measure_count);
}

static status no_period(const struct asked *q, const struct cube_measure *measure,
                        struct fault *why)
{
    if (!measure || !measure->period_count)
        return fault_set(why, ERR_USAGE, "nothing is loaded of period '%.*s'",
                         STR_ARG(q->period));
    struct str first = measure->periods[0].text;
    struct str last = measure->periods[measure->period_count - 1].text;
    return fault_set(why, ERR_USAGE,
                     "'%.*s' has no figures of '%.*s'; its periods run from %.*s to %.*s",
                     STR_ARG(measure->about.id), STR_ARG(q->period), STR_ARG(first),
                     STR_ARG(last));
}

static status answer(struct asked *q, struct str id, struct fault *why)
{
    const struct cube_measure *one = NULL;
    if (!q->all) {
        one = cube_measure(q->cube, id);
        if (!one)
            return no_measure(q, id, why);
        TRY(print_measure(q, one, why));
    }
    for (size_t i = 0; q->all && i < q->cube->measure_count; i++)
        TRY(print_measure(q, &q->cube->measures[i], why));
    return q->printed ? OK : no_period(q, one, why);
}

/* --- the options ---------------------------------------------------------------------
 */

static status take_format(const struct args *args, bool *json, struct fault *why)
{
    struct str format = args_value(args, "format");
    *json = str_equal(format, STR("json"));
    if (format.len == 0 || *json || str_equal(format, STR("csv")))
        return OK;
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected csv, json or svg",
                     STR_ARG(format));
}

static status take_average(const struct args *args, enum average *out, struct fault *why)
{
    struct str text = args_value(args, "average");
    *out = str_equal(text, STR("median")) ? AVERAGE_MEDIAN : AVERAGE_MEAN;
    if (text.len == 0 || *out == AVERAGE_MEDIAN || str_equal(text, STR("mean")))
        return OK;
    return fault_set(why, ERR_USAGE, "--average '%.*s': expected mean or median",
                     STR_ARG(text));
}

/* Not said: 2025, else the newest there is; said, it must be there. */
static status take_model(const struct args *args, const struct cube *cube, size_t *out,
                         struct fault *why)
{
    struct str text = args_value(args, "model");
    struct str wanted = text.len ? text : STR("2025");
    *out = 0;
    for (size_t i = 0; i < cube->model_count; i++) {
        if (str_equal(cube->models[i], wanted)) {
            *out = i;
            return OK;
        }
    }
    if (!text.len)
        return OK;
    return fault_set(why, ERR_USAGE,
                     "--model '%.*s': no neighbours of that model are loaded",
                     STR_ARG(text));
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    if (measure_chart_asked(args))
        return measure_chart(a, args, ending, why);
    struct asked q = {.arena = a, .all = args_flag(args, "all")};
    struct str db = args_value(args, "db");
    struct store *store = NULL;
    struct cube *cube = NULL;
    if (args->word_count != (q.all ? 0 : 1))
        return fault_set(why, ERR_USAGE,
                         "say which measure: 'measure ID', or 'measure --all'");
    q.period = args_value(args, "period");
    TRY(take_format(args, &q.json, why));
    TRY(take_average(args, &q.conventions.average, why));
    TRY(store_open(db.len ? db : STR("assay.db"), STORE_READ, &store, why));
    status st = store_cube(store, a, &cube, why);
    store_close(store);
    TRY(st);
    TRY(take_model(args, cube, &q.conventions.model, why));
    q.cube = cube;
    q.with = benchmarker_new(a, cube, &q.conventions);
    q.result = benchmark_room(a, cube);
    return answer(&q, q.all ? STR("") : args->words[0], why);
}

const struct verb verb_measure = {&usage, run};
