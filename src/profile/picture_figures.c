/* An area's figures, and which of them stand out: worse or better than the comparator
 * beyond chance, changed beyond chance, and the two together. */
#include <math.h>
#include <stdlib.h>

#include "profile/picture.h"

/* ---- One figure */

static double compared_with(const struct survey *survey, const struct benchmark_area *at)
{
    switch (survey->options.against) {
    case COMPARATOR_REGION:
        return at->region;
    case COMPARATOR_ENGLAND:
        return at->england;
    default:
        return survey->options.benchmark.average == AVERAGE_MEDIAN ? at->neighbours_median
                                                                   : at->neighbours_mean;
    }
}

static enum against against_it(const struct survey *survey,
                               const struct benchmark_area *at)
{
    switch (survey->options.against) {
    case COMPARATOR_REGION:
        return at->against_region;
    case COMPARATOR_ENGLAND:
        return at->against_england;
    default:
        return at->against_neighbours;
    }
}

/* A period outside the area's life has no figure of it, whatever the file says. */
static enum missing why_missing(const struct picture_figure *f,
                                const struct cube_series *series, uint32_t area)
{
    if (!f->result->live)
        return MISSING_OUTSIDE_LIFE;
    if (!isnan(f->result->value))
        return MISSING_NOT;
    enum missing said = (enum missing)series->missing[area];
    return said == MISSING_NOT ? MISSING_UNSPECIFIED : said;
}

static struct survey_origin counts_origin(const struct cube_series *series, uint32_t area)
{
    if (!series->counts || isnan(series->denominator[area]))
        return (struct survey_origin){UINT32_MAX, 0};
    return (struct survey_origin){series->counts[area].load, series->counts[area].row};
}

static struct picture_figure figure_of(const struct picture *p,
                                       const struct survey_measure *m)
{
    const struct cube_series *series = &m->about.series[m->period];
    struct cube_origin origin = series->origin[p->area];
    struct picture_figure f = {
        .measure = m,
        .result = &m->result.areas[p->area],
        .origin = {origin.load, origin.row},
        .counts = counts_origin(series, p->area),
    };
    f.missing = why_missing(&f, series, p->area);
    f.against = f.missing ? AGAINST_UNKNOWN : against_it(p->survey, f.result);
    f.compared = compared_with(p->survey, f.result);
    if (!f.missing)
        f.trend = trend_of(p->survey->source.cube, &m->result, p->area);
    return f;
}

/* ---- What stands out */

bool picture_is_worsening(const struct picture_figure *f)
{
    bool since = f->result->change_is == AGAINST_WORSE;
    bool over_years =
        f->trend.is == AGAINST_WORSE && f->result->change_is != AGAINST_BETTER;
    return f->against == AGAINST_WORSE && (since || over_years);
}

static bool is_worse(const struct picture_figure *f)
{
    return f->against == AGAINST_WORSE;
}

static bool is_better(const struct picture_figure *f)
{
    return f->against == AGAINST_BETTER;
}

static bool has_improved(const struct picture_figure *f)
{
    return f->result->change_is == AGAINST_BETTER;
}

static bool has_declined(const struct picture_figure *f)
{
    return f->result->change_is == AGAINST_WORSE;
}

/* How far from the comparator, in half-widths of the figure's own interval: what a reader
 * may take as "how surely". */
static double distance_level(const struct picture_figure *f)
{
    double half = (f->result->high95 - f->result->low95) / 2;
    double gap = fabs(f->result->value - f->compared);
    return half > 0 && !isnan(gap) ? gap / half : 0;
}

static double distance_change(const struct picture_figure *f)
{
    return isnan(f->result->change_z) ? 0 : fabs(f->result->change_z);
}

struct standing_out {
    double distance;
    size_t index;
};

static int by_distance(const void *a, const void *b)
{
    const struct standing_out *x = a, *y = b;
    if (x->distance > y->distance || x->distance < y->distance)
        return x->distance > y->distance ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static struct picture_list
select_figures(struct arena *a, const struct picture *p,
               bool (*wanted)(const struct picture_figure *),
               double (*distance)(const struct picture_figure *))
{
    struct standing_out *found = arena_make(a, struct standing_out, p->figure_count);
    size_t count = 0;
    for (size_t i = 0; i < p->figure_count; i++) {
        const struct picture_figure *f = &p->figures[i];
        if (!f->missing && !f->measure->ended && wanted(f))
            found[count++] = (struct standing_out){distance(f), i};
    }
    if (count)
        qsort(found, count, sizeof *found, by_distance);
    size_t *at = arena_make(a, size_t, count);
    for (size_t i = 0; i < count; i++)
        at[i] = found[i].index;
    return (struct picture_list){at, count};
}

static void count_figures(struct picture *p)
{
    for (size_t i = 0; i < p->figure_count; i++) {
        const struct picture_figure *f = &p->figures[i];
        if (f->missing || f->measure->ended)
            continue;
        p->with_value++;
        p->better += f->against == AGAINST_BETTER;
        p->worse += f->against == AGAINST_WORSE;
        bool directed = f->result->rank > 0;
        p->similar += f->against == AGAINST_SIMILAR && directed;
    }
    p->tested = p->better + p->similar + p->worse;
}

void picture_figures(struct arena *a, struct picture *p)
{
    size_t count = p->survey->measure_count;
    struct picture_figure *figures = arena_make(a, struct picture_figure, count);
    for (size_t i = 0; i < count; i++)
        figures[i] = figure_of(p, &p->survey->measures[i]);
    p->figures = figures;
    p->figure_count = count;
    count_figures(p);
    p->worsening = select_figures(a, p, picture_is_worsening, distance_level);
    p->worst = select_figures(a, p, is_worse, distance_level);
    p->best = select_figures(a, p, is_better, distance_level);
    p->improved = select_figures(a, p, has_improved, distance_change);
    p->declined = select_figures(a, p, has_declined, distance_change);
}
