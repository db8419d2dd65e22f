#include "evidence/series.h"

#include <assert.h>
#include <math.h>

static double column_of(const struct batch_figure *figure, enum series_column column)
{
    switch (column) {
    case SERIES_VALUE:
        return figure->value;
    case SERIES_NUMERATOR:
        return figure->numerator;
    case SERIES_DENOMINATOR:
        return figure->denominator;
    case SERIES_LOW95:
        return figure->low95;
    case SERIES_HIGH95:
        return figure->high95;
    case SERIES_LOW998:
        return figure->low998;
    case SERIES_HIGH998:
        return figure->high998;
    case SERIES_COLUMNS:
        break;
    }
    assert(!"a column outside its enum");
    return (double)NAN;
}

static uint8_t flag_of(const struct batch_figure *figure, enum series_flag flag)
{
    switch (flag) {
    case SERIES_MISSING:
        return figure->missing;
    case SERIES_STATUS:
        return figure->status;
    case SERIES_QUALITY:
        return figure->quality;
    case SERIES_FLAGS:
        break;
    }
    assert(!"a flag outside its enum");
    return 0;
}

/* The figures of one measure: their places in the batch, in order. */
struct picked {
    const struct batch_figure *figures;
    const uint32_t *order;
    size_t count;
};

static const struct batch_figure *at(const struct picked *picked, size_t i)
{
    return &picked->figures[picked->order[i]];
}

static const double *gather_column(struct arena *a, const struct picked *picked,
                                   enum series_column column)
{
    size_t i = 0;
    while (i < picked->count && isnan(column_of(at(picked, i), column)))
        i++;
    if (i == picked->count)
        return NULL;
    double *values = arena_make(a, double, picked->count);
    for (i = 0; i < picked->count; i++)
        values[i] = column_of(at(picked, i), column);
    return values;
}

static const uint8_t *gather_flag(struct arena *a, const struct picked *picked,
                                  enum series_flag flag)
{
    size_t i = 0;
    while (i < picked->count && flag_of(at(picked, i), flag) == 0)
        i++;
    if (i == picked->count)
        return NULL;
    uint8_t *values = arena_make(a, uint8_t, picked->count);
    for (i = 0; i < picked->count; i++)
        values[i] = flag_of(at(picked, i), flag);
    return values;
}

static struct series gather(struct arena *a, uint32_t measure,
                            const struct picked *picked)
{
    struct series series = {.measure = measure, .count = picked->count};
    uint32_t *period = arena_make(a, uint32_t, picked->count),
             *area = arena_make(a, uint32_t, picked->count),
             *row = arena_make(a, uint32_t, picked->count);
    for (size_t i = 0; i < picked->count; i++) {
        period[i] = at(picked, i)->period;
        area[i] = at(picked, i)->area;
        row[i] = at(picked, i)->row;
    }
    series.period = period;
    series.area = area;
    series.row = row;
    for (enum series_column c = 0; c < SERIES_COLUMNS; c++)
        series.columns[c] = gather_column(a, picked, c);
    for (enum series_flag f = 0; f < SERIES_FLAGS; f++)
        series.flags[f] = gather_flag(a, picked, f);
    return series;
}

/* Where the figures of each measure start in an order by measure, file order within. */
static uint32_t *sort_by_measure(struct arena *a, const struct batch *batch,
                                 uint32_t *order)
{
    uint32_t *starts = arena_make(a, uint32_t, batch->measures_count + 2);
    for (size_t i = 0; i < batch->figures_count; i++) {
        assert(batch->figures[i].measure < batch->measures_count);
        starts[batch->figures[i].measure + 2]++;
    }
    for (size_t m = 2; m < batch->measures_count + 2; m++)
        starts[m] += starts[m - 1];
    for (size_t i = 0; i < batch->figures_count; i++)
        order[starts[batch->figures[i].measure + 1]++] = (uint32_t)i;
    return starts;
}

struct series *series_of_batch(struct arena *a, const struct batch *batch, size_t *count)
{
    assert(batch->figures_count < UINT32_MAX);
    uint32_t *order = arena_make(a, uint32_t, batch->figures_count);
    uint32_t *starts = sort_by_measure(a, batch, order);
    struct series *all = arena_make(a, struct series, batch->measures_count);
    *count = 0;
    for (size_t m = 0; m < batch->measures_count; m++) {
        struct picked picked = {batch->figures, order + starts[m],
                                starts[m + 1] - starts[m]};
        if (picked.count)
            all[(*count)++] = gather(a, (uint32_t)m, &picked);
    }
    return all;
}
