#include "evidence/cube_build.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "evidence/breaks.h"
#include "evidence/cube_areas.h"
#include "evidence/cube_counts.h"

/* The arrays of one period while they are filled. */
struct growing_period {
    struct cube_period about;
    struct str key; /* its text without its status */
    double *columns[SERIES_COLUMNS];
    uint8_t *missing;
    struct cube_origin *origin;
};

struct growing_measure {
    struct batch_measure about;
    struct growing_period *periods;
    size_t period_count, capacity;
};

struct building {
    struct arena *arena;
    struct cube *cube;
    struct batch *ids; /* its measures give each id its place in `measures` */
    struct growing_measure *measures;
    size_t count, capacity;
};

/* --- measures ------------------------------------------------------------------------
 */

static struct growing_measure *measure_of(struct building *b, struct str id)
{
    uint32_t index = batch_measure_index(b->ids, id);
    if (index < b->count)
        return &b->measures[index];
    assert(index == b->count);
    b->measures =
        arena_grow(b->arena, struct growing_measure, b->measures, b->count, &b->capacity);
    struct growing_measure *measure = &b->measures[b->count++];
    *measure = (struct growing_measure){.about = b->ids->measures[index]};
    return measure;
}

/* A dictionary's row counts before the little that a file of figures says of itself. */
static void merge_measure(struct building *b, const struct batch_measure *from)
{
    struct growing_measure *measure = measure_of(b, from->id);
    if (from->described || !measure->about.described)
        measure->about = *from;
}

/* --- periods -------------------------------------------------------------------------
 */

static struct str key_of(struct str text)
{
    struct str bracket = {text.at, str_find_last(text, '(')};
    bool has_status = cube_period_of(text, STR("")).status != STATUS_NOT_GIVEN;
    return has_status && bracket.len < text.len ? str_trim(bracket) : str_trim(text);
}

/* The place of a period's text among a measure's; the later text counts. */
static size_t period_place(struct building *b, struct growing_measure *measure,
                           struct str text)
{
    struct str key = key_of(text);
    size_t i = 0;
    while (i < measure->period_count && !str_equal(measure->periods[i].key, key))
        i++;
    if (i == measure->period_count) {
        measure->periods = arena_grow(b->arena, struct growing_period, measure->periods,
                                      measure->period_count, &measure->capacity);
        measure->periods[measure->period_count++] = (struct growing_period){.key = key};
    }
    struct cube_period *about = &measure->periods[i].about;
    bool internal = about->status == STATUS_INTERNAL;
    *about = cube_period_of(text, measure->about.year_type);
    /* One internal figure makes its period internal, whatever is loaded after it. */
    if (internal)
        about->status = STATUS_INTERNAL;
    return i;
}

static void make_arrays(struct building *b, struct growing_period *period)
{
    size_t areas = b->cube->area_count;
    if (period->missing)
        return;
    period->missing = arena_make(b->arena, uint8_t, areas);
    period->origin = arena_make(b->arena, struct cube_origin, areas);
    memset(period->missing, MISSING_UNSPECIFIED, areas);
    memset(period->origin, 0xff, areas * sizeof *period->origin);
}

static double *make_column(struct building *b)
{
    double *column = arena_make(b->arena, double, b->cube->area_count);
    for (size_t i = 0; i < b->cube->area_count; i++)
        column[i] = (double)NAN;
    return column;
}

/* Columns come in pairs: whoever has the one looks at the other. */
static void make_columns(struct building *b, struct growing_period *period,
                         const struct series *series)
{
    static const enum series_column pairs[][2] = {
        {SERIES_VALUE, SERIES_VALUE},
        {SERIES_NUMERATOR, SERIES_DENOMINATOR},
        {SERIES_LOW95, SERIES_HIGH95},
        {SERIES_LOW998, SERIES_HIGH998},
    };
    make_arrays(b, period);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        enum series_column one = pairs[i][0], other = pairs[i][1];
        bool wanted =
            one == SERIES_VALUE || series->columns[one] || series->columns[other];
        if (wanted && !period->columns[one]) {
            period->columns[one] = make_column(b);
            if (other != one)
                period->columns[other] = make_column(b);
        }
    }
}

/* --- figures -------------------------------------------------------------------------
 */

/* One series being filled in: where its part's periods and areas stand here. */
struct filling {
    struct building *b;
    const struct cube_part *part;
    const struct series *series;
    struct growing_measure *measure;
    const uint32_t *area_of; /* of the part's codes */
    uint32_t *place_of; /* of the part's periods in the measure; UINT32_MAX: none yet */
    uint32_t load;
};

static struct growing_period *period_of(struct filling *f, size_t i)
{
    uint32_t text = f->series->period[i];
    assert(text < f->part->batch->periods_count);
    if (f->place_of[text] == UINT32_MAX) {
        f->place_of[text] =
            (uint32_t)period_place(f->b, f->measure, f->part->batch->periods[text]);
        make_columns(f->b, &f->measure->periods[f->place_of[text]], f->series);
    }
    return &f->measure->periods[f->place_of[text]];
}

static void fill_figure(struct filling *f, size_t i)
{
    const struct series *series = f->series;
    struct growing_period *period = period_of(f, i);
    assert(series->area[i] < f->part->batch->codes_count);
    uint32_t area = f->area_of[series->area[i]];
    assert(area < f->b->cube->area_count);
    for (enum series_column c = 0; c < SERIES_COLUMNS; c++) {
        if (period->columns[c])
            period->columns[c][area] =
                series->columns[c] ? series->columns[c][i] : (double)NAN;
    }
    uint8_t missing =
        series->flags[SERIES_MISSING] ? series->flags[SERIES_MISSING][i] : 0;
    period->missing[area] = missing;
    period->origin[area] = (struct cube_origin){f->load, series->row[i]};
    uint8_t given = series->flags[SERIES_STATUS] ? series->flags[SERIES_STATUS][i] : 0;
    if (given && period->about.status != STATUS_INTERNAL)
        period->about.status = given;
}

static void fill_series(struct filling *f)
{
    size_t periods = f->part->batch->periods_count;
    for (size_t i = 0; i < periods; i++)
        f->place_of[i] = UINT32_MAX;
    for (size_t i = 0; i < f->series->count; i++)
        fill_figure(f, i);
}

static void fill_part(struct building *b, const struct cube_part *part, uint32_t load)
{
    const struct batch *batch = part->batch;
    uint32_t *area_of = arena_make(b->arena, uint32_t, batch->codes_count);
    for (size_t i = 0; i < batch->codes_count; i++)
        area_of[i] = cube_area_of_code(b->cube, batch->codes[i]);
    struct filling f = {.b = b,
                        .part = part,
                        .area_of = area_of,
                        .place_of = arena_make(b->arena, uint32_t, batch->periods_count),
                        .load = load};
    for (size_t i = 0; i < part->series_count; i++) {
        f.series = &part->series[i];
        assert(f.series->measure < batch->measures_count);
        f.measure = measure_of(b, batch->measures[f.series->measure].id);
        fill_series(&f);
    }
}

/* --- the finished cube ---------------------------------------------------------------
 */

static int by_year_and_text(const void *a, const void *b)
{
    const struct growing_period *x = a, *y = b;
    if (x->about.year != y->about.year)
        return x->about.year < y->about.year ? -1 : 1;
    return str_compare(x->about.text, y->about.text);
}

static int by_id(const void *a, const void *b)
{
    const struct growing_measure *x = a, *y = b;
    return str_compare(x->about.id, y->about.id);
}

static struct cube_series finished_series(const struct growing_period *period)
{
    return (struct cube_series){
        .value = period->columns[SERIES_VALUE],
        .numerator = period->columns[SERIES_NUMERATOR],
        .denominator = period->columns[SERIES_DENOMINATOR],
        .low95 = period->columns[SERIES_LOW95],
        .high95 = period->columns[SERIES_HIGH95],
        .low998 = period->columns[SERIES_LOW998],
        .high998 = period->columns[SERIES_HIGH998],
        .missing = period->missing,
        .origin = period->origin,
    };
}

static struct cube_measure finished_measure(struct building *b,
                                            struct growing_measure *measure)
{
    size_t count = measure->period_count;
    struct cube_period *periods = arena_make(b->arena, struct cube_period, count);
    struct cube_series *series = arena_make(b->arena, struct cube_series, count);
    if (count)
        qsort(measure->periods, count, sizeof *measure->periods, by_year_and_text);
    for (size_t i = 0; i < count; i++) {
        periods[i] = measure->periods[i].about;
        series[i] = finished_series(&measure->periods[i]);
    }
    struct cube_measure finished = {.about = measure->about,
                                    .periods = periods,
                                    .series = series,
                                    .period_count = count};
    finished.breaks = breaks_of(b->arena, &measure->about, &finished.break_count);
    return finished;
}

static void finish(struct building *b)
{
    struct cube_measure *measures = arena_make(b->arena, struct cube_measure, b->count);
    if (b->count)
        qsort(b->measures, b->count, sizeof *b->measures, by_id);
    for (size_t i = 0; i < b->count; i++)
        measures[i] = finished_measure(b, &b->measures[i]);
    b->cube->measures = measures;
    b->cube->measure_count = b->count;
    cube_lend_counts(b->cube, measures);
}

struct cube *cube_build(struct arena *a, const struct cube_part *parts, size_t count)
{
    struct cube *cube = arena_make(a, struct cube, 1);
    struct building b = {.arena = a, .cube = cube, .ids = batch_new(a)};
    struct cube_load *loads = arena_make(a, struct cube_load, count);
    cube->arena = a;
    cube_build_areas(cube, parts, count);
    cube_build_neighbours(cube, parts, count);
    for (size_t i = 0; i < count; i++) {
        loads[i] = parts[i].load;
        for (size_t k = 0; k < parts[i].batch->measures_count; k++)
            merge_measure(&b, &parts[i].batch->measures[k]);
    }
    for (size_t i = 0; i < count; i++)
        fill_part(&b, &parts[i], (uint32_t)i);
    finish(&b);
    cube->loads = loads;
    cube->load_count = count;
    return cube;
}
