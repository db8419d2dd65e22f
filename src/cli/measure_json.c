/* The answers of assay measure as JSON: one object a measure and period. */
#include <math.h>

#include "base/json.h"
#include "cli/measure.h"
#include "evidence/vocabulary.h"

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

static void put_breaks(struct json *j, const struct cube_measure *measure)
{
    json_key(j, "breaks");
    json_array(j);
    for (size_t i = 0; i < measure->break_count; i++) {
        json_object(j);
        json_put_integer(j, "from", measure->breaks[i].year);
        json_put_text(j, "why", measure->breaks[i].why);
        json_put_text(j, "source", measure->breaks[i].source);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_check(struct json *j, const struct asked *q, const char *key,
                      const struct limits_check *check)
{
    if (!check->compared)
        return;
    json_key(j, key);
    json_object(j);
    json_put_integer(j, "compared", (int64_t)check->compared);
    json_put_integer(j, "same_as_printed", (int64_t)check->same);
    number(j, "greatest_difference", check->most);
    if (check->most > 0)
        json_put_text(j, "greatest_at", q->cube->areas[check->worst].name);
    json_end_object(j);
}

/* Where the file gives limits as well as counts: how far ours agree. */
static void put_checks(struct json *j, const struct asked *q)
{
    struct limits_checks checks = limits_check(q->cube, &q->result);
    if (checks.decimals < 0)
        return;
    json_key(j, "published_limits");
    json_object(j);
    json_put_integer(j, "decimals", checks.decimals);
    put_check(j, q, "at95", &checks.at95);
    put_check(j, q, "at998", &checks.at998);
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
    json_put_bool(j, "change_broken", b->broken != NULL);
    put_breaks(j, b->measure);
    if (b->measure->counts_of.len)
        json_put_text(j, "counts_of", b->measure->counts_of);
    put_checks(j, q);
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

static void put_published(struct json *j, const struct cube_series *series, size_t area)
{
    struct funnel_limits at = limits_published(series, area);
    if (isnan(at.low95) && isnan(at.low998))
        return;
    json_key(j, "published");
    json_object(j);
    number(j, "low95", at.low95);
    number(j, "high95", at.high95);
    number(j, "low998", at.low998);
    number(j, "high998", at.high998);
    json_end_object(j);
}

static void put_figure(struct json *j, const struct asked *q, size_t area)
{
    const struct benchmark_area *at = &q->result.areas[area];
    const struct cube_series *series = &q->result.measure->series[q->result.period];
    json_put_text(j, "area", q->cube->areas[area].name);
    json_put_text(j, "la_code", q->cube->areas[area].code);
    number(j, "value", at->value);
    if (isnan(at->value))
        json_put_text(j, "missing", measure_missing(series, area));
    if (series->numerator && series->denominator) {
        number(j, "numerator", series->numerator[area]);
        number(j, "denominator", series->denominator[area]);
    }
    number(j, "low95", at->low95);
    number(j, "high95", at->high95);
    number(j, "low998", at->low998);
    number(j, "high998", at->high998);
    put_published(j, series, area);
}

static void put_trend(struct json *j, const struct asked *q, size_t area)
{
    struct area_trend trend = trend_of(q->cube, &q->result, (uint32_t)area);
    json_key(j, "trend");
    if (!trend.years) {
        json_null(j);
        return;
    }
    json_object(j);
    json_put_integer(j, "years", trend.years);
    json_put_text(j, "from", q->result.measure->periods[trend.first].text);
    word(j, "test", trend_test_name(trend.test));
    number(j, "z", trend.z);
    number(j, "p", trend.p);
    number(j, "per_year", trend.per_year);
    json_put_integer(j, "sign", trend.sign);
    word(j, "is", against_word(trend.is));
    json_end_object(j);
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
    put_trend(j, q, area);
}

void measure_json(struct buf *out, const struct asked *q)
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
