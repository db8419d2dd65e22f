/* assay measure ID: one measure over all areas, a row an area live in the period, with
 * rank, band, neighbours, region, England and what chance allows. */
#include "cli/measure.h"
#include "base/os.h"
#include "cli/measure_chart.h"
#include "cli/verb.h"
#include "store/store.h"

static const struct option options[] = {
    {"all", NULL, false, "every measure; the CSV then begins with a column `measure`"},
    {"period", "P", false, "a year (a period's first four digits) or a period's text"},
    {"db", "FILE", false, "the store; default assay.db"},
    {"format", "csv|json|svg", false, "default csv; JSON says more, one object a period"},
    {"changes", NULL, false,
     "CSV: columns of change, breaks and trend behind the others"},
    CHART_OPTIONS,
    {"average", "mean|median", false,
     "of the neighbours, for better and worse beside them; default mean"},
    {"model", "YEAR", false, "the neighbour model; default 2025, else what there is"}};
static const struct usage usage = {
    .verb = "measure",
    .synopsis = "measure (ID | --all) [--period P] [--db FILE] [--format csv|json]\n"
                "                [--changes]\n"
                "       assay measure ID --format svg --chart trend|bars|funnel|map\n"
                "                [--area A] [--period P] [--db FILE]",
    .what = "Lays one measure out over all areas: ranks, bands, neighbours, intervals.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay measure CIN --period 2025\n"
               "  assay measure CareLeaverEET --model 2021 --format json\n"};

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
            measure_csv_header(&out, q);
        q->printed++;
        benchmark_period(q->with, measure, p, &q->result);
        (q->json ? measure_json : measure_csv)(&out, q);
    }
    status st = buf_status(&out, why);
    if (!st)
        st = os_print(buf_text(&out), why);
    arena_free(scratch);
    return st;
}

/* A measure by its id; tables of one year are of a series without it, so that
 * "scorecard_2023:x" is "scorecard:x" as well. */
static const struct cube_measure *find_measure(const struct asked *q, struct str id)
{
    const struct cube_measure *found = cube_measure(q->cube, id);
    struct str rest, source = str_cut(id, ':', &rest);
    size_t mark = str_find_last(source, '_');
    if (found || source.len == id.len || mark + 5 != source.len)
        return found;
    struct str series = {source.at, mark};
    return cube_measure(
        q->cube, arena_format(q->arena, "%.*s:%.*s", STR_ARG(series), STR_ARG(rest)));
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
        one = find_measure(q, id);
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
    q.changes = args_flag(args, "changes");
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
