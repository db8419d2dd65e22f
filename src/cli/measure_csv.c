/* The answers of assay measure as CSV: the columns that are promised, in their order. */
#include "publish/measure_csv.h"
#include "cli/measure.h"
#include "evidence/vocabulary.h"

static const char more[] = ",change_from,change,change_z,change_is,break_from,trend_from,"
                           "trend_years,trend_test,trend_z,trend_p,trend_is";

void measure_csv_header(struct buf *out, const struct asked *q)
{
    buf_format(out, "%s%.*s%s\n", q->all ? "measure," : "",
               STR_ARG(measure_csv_columns()), q->changes ? more : "");
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
        measure_csv_text(out, b->measure->periods[b->before].text);
    measure_csv_number(out, at->change);
    measure_csv_number(out, at->change_z);
    buf_format(out, ",%s", against_word(at->change_is));
    put_break(out, b);
    if (trend.years) {
        buf_char(out, ',');
        measure_csv_text(out, b->measure->periods[trend.first].text);
        buf_format(out, ",%d,%s", trend.years, trend_test_name(trend.test));
    } else {
        buf_add(out, STR(",,,"));
    }
    measure_csv_number(out, trend.z);
    measure_csv_number(out, trend.p);
    buf_format(out, ",%s", against_word(trend.is));
}

static void put_row(struct buf *out, const struct asked *q, size_t area)
{
    const struct benchmark *b = &q->result;
    if (q->all) {
        measure_csv_text(out, b->measure->about.id);
        buf_char(out, ',');
    }
    measure_csv_cells(out, q->cube, b, area);
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
