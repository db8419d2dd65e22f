/* The answers of assay measure as CSV: the columns that are promised, in their order. */
#include <math.h>

#include "base/json.h"
#include "cli/measure.h"
#include "evidence/vocabulary.h"

static const char header[] =
    "area,la_code,period,value,missing,numerator,denominator,low95,high95,low998,"
    "high998,rank,rank_of,quartile,neighbours_mean,neighbours_median,region_value,"
    "england_value,against_england";
static const char more[] = ",change_from,change,change_z,change_is,break_from,trend_from,"
                           "trend_years,trend_test,trend_z,trend_p,trend_is";

void measure_csv_header(struct buf *out, const struct asked *q)
{
    buf_format(out, "%s%s%s\n", q->all ? "measure," : "", header, q->changes ? more : "");
}

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

struct str measure_missing(const struct cube_series *series, size_t area)
{
    return vocabulary_word(&vocabulary_missing, series->missing[area]);
}

/* Of the latest break at or before the period, the year; nothing without one. */
static void put_break(struct buf *out, const struct benchmark *b)
{
    const struct cube_break *at = cube_break_between(b->measure, &b->measure->periods[0],
                                                     &b->measure->periods[b->period]);
    buf_char(out, ',');
    if (at)
        buf_format(out, "%d", at->year);
}

static void put_changes(struct buf *out, const struct asked *q, size_t area)
{
    const struct benchmark *b = &q->result;
    const struct benchmark_area *at = &b->areas[area];
    struct area_trend trend = trend_of(q->cube, b, (uint32_t)area);
    buf_char(out, ',');
    if (b->before != SIZE_MAX)
        put_text(out, b->measure->periods[b->before].text);
    put_number(out, at->change);
    put_number(out, at->change_z);
    buf_format(out, ",%s", against_word(at->change_is));
    put_break(out, b);
    if (trend.years) {
        buf_char(out, ',');
        put_text(out, b->measure->periods[trend.first].text);
        buf_format(out, ",%d,%s", trend.years, trend_test_name(trend.test));
    } else {
        buf_add(out, STR(",,,"));
    }
    put_number(out, trend.z);
    put_number(out, trend.p);
    buf_format(out, ",%s", against_word(trend.is));
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
    buf_format(out, ",%.*s", STR_ARG(measure_missing(series, area)));
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
    buf_format(out, ",%s", against_word(at->against_england));
    if (q->changes)
        put_changes(out, q, area);
    buf_char(out, '\n');
}

void measure_csv(struct buf *out, const struct asked *q)
{
    for (size_t i = 0; i < q->cube->area_count; i++) {
        if (q->result.areas[i].live)
            put_row(out, q, i);
    }
}
