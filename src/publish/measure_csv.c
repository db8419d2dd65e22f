#include "publish/measure_csv.h"

#include <math.h>

#include "base/json.h"
#include "evidence/vocabulary.h"

struct str measure_csv_columns(void)
{
    return STR("area,la_code,period,value,missing,numerator,denominator,low95,high95,"
               "low998,high998,rank,rank_of,quartile,neighbours_mean,neighbours_median,"
               "region_value,england_value,against_england");
}

void measure_csv_text(struct buf *out, struct str s)
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

void measure_csv_number(struct buf *out, double x)
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

static void put_standing(struct buf *out, const struct benchmark_area *at)
{
    if (at->rank)
        buf_format(out, ",%d,%d,", at->rank, at->rank_of);
    else
        buf_add(out, STR(",,,"));
    if (at->quartile)
        buf_char(out, at->quartile);
    measure_csv_number(out, at->neighbours_mean);
    measure_csv_number(out, at->neighbours_median);
    measure_csv_number(out, at->region);
    measure_csv_number(out, at->england);
    buf_format(out, ",%s", against_word(at->against_england));
}

void measure_csv_cells(struct buf *out, const struct cube *cube,
                       const struct benchmark *b, size_t area)
{
    const struct benchmark_area *at = &b->areas[area];
    const struct cube_series *series = &b->measure->series[b->period];
    struct str missing = vocabulary_word(&vocabulary_missing, series->missing[area]);
    measure_csv_text(out, cube->areas[area].name);
    buf_format(out, ",%.*s,", STR_ARG(cube->areas[area].code));
    measure_csv_text(out, b->measure->periods[b->period].text);
    measure_csv_number(out, at->value);
    buf_format(out, ",%.*s", STR_ARG(missing));
    measure_csv_number(out, count_at(series->numerator, area));
    measure_csv_number(out, count_at(series->denominator, area));
    measure_csv_number(out, at->low95);
    measure_csv_number(out, at->high95);
    measure_csv_number(out, at->low998);
    measure_csv_number(out, at->high998);
    put_standing(out, at);
}

void measure_csv_file(struct buf *out, const struct cube *cube, const struct benchmark *b)
{
    buf_add(out, measure_csv_columns());
    buf_char(out, '\n');
    for (size_t i = 0; i < cube->area_count; i++) {
        if (!b->areas[i].live)
            continue;
        measure_csv_cells(out, cube, b, i);
        buf_char(out, '\n');
    }
}
