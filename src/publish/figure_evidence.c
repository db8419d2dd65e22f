/* The spine of a letter: the area's latest figures of an evidence folder beside what the
 * folder holds of its neighbours and England. */
#include "publish/figure_evidence.h"

#include <math.h>
#include <stdlib.h>

#include "measures/limits.h"
#include "profile/figures.h"

/* Fewer neighbours than this have no middle half. */
enum { AREAS_LEAST = 5 };

static double point_of(struct interval range)
{
    return !range.unbounded && interval_is_point(range) ? ratio_double(range.low)
                                                        : (double)NAN;
}

/* "65.25" has two decimals. */
static int decimals_of(const struct measure *measure, struct ratio value)
{
    int decimals = 0;
    if (measure->decimals >= 0)
        return measure->decimals > 6 ? 6 : measure->decimals;
    for (int64_t tens = 1; decimals < 3 && tens % value.den; tens *= 10)
        decimals++;
    return decimals;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Over every authority of the folder that has a point for the period. */
static void take_quantiles(const struct profile *p, const struct measure *measure,
                           struct period period, struct spine_row *row)
{
    const struct evidence *e = p->evidence;
    double *values = arena_make(p->arena, double, e->areas_count);
    size_t count = 0;
    for (size_t i = 0; i < e->areas_count; i++) {
        const struct area *area = &e->areas[i];
        bool authority = !str_equal_fold(area->name, STR("England")) &&
                         !str_equal_fold(area->name, p->area->region);
        struct area_figure figure = {.given = false};
        if (authority)
            figure = figures_at(p, measure, area, period);
        double x = figure.given ? point_of(figure.figure.range) : (double)NAN;
        if (!isnan(x))
            values[count++] = x;
    }
    for (size_t i = 0; i < 5; i++)
        row->quantiles[i] = (double)NAN;
    if (count < AREAS_LEAST)
        return;
    qsort(values, count, sizeof *values, by_size);
    for (size_t i = 0; i < 5; i++)
        row->quantiles[i] = quantile7(values, count, (double)i / 4);
}

static enum chart_says says_of(const struct area_figure *own, struct interval against,
                               const struct measure *measure)
{
    if (measure->polarity != POLARITY_HIGH && measure->polarity != POLARITY_LOW)
        return SAYS_UNTESTED;
    struct comparing how = {.polarity = measure->polarity,
                            .difference = DIFFERENCE_BEYOND_CHANCE,
                            .whole = compare_whole(measure->unit)};
    struct stand stand = compare_figures(&own->figure, against, &how);
    if (!stand_is_known(stand))
        return SAYS_UNTESTED;
    if (stand.below == TRUTH_TRUE)
        return SAYS_WORSE;
    return stand.above == TRUTH_TRUE ? SAYS_BETTER : SAYS_SIMILAR;
}

/* False where the folder has no figure of the area, or none to lay it beside. */
static bool take_row(const struct profile *p, const struct measure *measure,
                     struct spine_row *row)
{
    struct period period;
    if (!figures_latest(p, measure, &period))
        return false;
    struct area_figure own = figures_at(p, measure, p->area, period);
    if (!own.given || isnan(point_of(own.figure.range)))
        return false;
    struct against near = figures_against(p, measure, COMPARATOR_NEIGHBOURS, period);
    struct against all = figures_against(p, measure, COMPARATOR_ENGLAND, period);
    bool percent = str_starts(measure->unit, STR("%"));
    *row = (struct spine_row){
        .label = measure->name,
        .period = figures_period(p, measure, period),
        .form = {decimals_of(measure, own.figure.range.low), percent},
        .own = point_of(own.figure.range),
        .neighbours = point_of(near.range),
        .england = point_of(all.range),
        .says = says_of(&own, near.range, measure),
        .low_is_good = measure->polarity == POLARITY_LOW,
        .no_direction =
            measure->polarity != POLARITY_LOW && measure->polarity != POLARITY_HIGH,
        .ids = {own.ids.at, own.ids.count},
    };
    take_quantiles(p, measure, period, row);
    return !isnan(row->neighbours) || !isnan(row->england);
}

struct doc *figure_spine_of_evidence(struct document *d, struct doc *parent,
                                     const struct profile *profile)
{
    const struct evidence *e = profile->evidence;
    struct arena *a = d->arena;
    struct spine_row *rows = arena_make(a, struct spine_row, FIGURE_INDICATORS_MOST);
    size_t count = 0, more = 0;
    for (size_t i = 0; i < e->measures_count; i++) {
        struct spine_row row;
        if (!take_row(profile, &e->measures[i], &row))
            continue;
        if (count < FIGURE_INDICATORS_MOST)
            rows[count++] = row;
        else
            more++;
    }
    bool median = profile->options.average == AVERAGE_MEDIAN;
    struct str average =
        median ? STR("the median of its neighbours") : STR("the mean of its neighbours");
    struct chart_spine data = {
        .frame = {.title = arena_format(a, "How %.*s stood beside %.*s and England",
                                        STR_ARG(profile->area->name), STR_ARG(average)),
                  .none = STR("No indicator has a figure both of the area and of its "
                              "neighbours or England.")},
        .area = profile->area->name,
        .comparator = average,
        .neighbours = median ? STR("neighbours\xe2\x80\x99 median")
                             : STR("neighbours\xe2\x80\x99 mean"),
        .rows = rows,
        .count = count,
        .near = e->of_store,
    };
    if (more)
        data.frame.note = arena_format(a,
                                       "%d of %zu indicators; the others are in the "
                                       "data annex.",
                                       FIGURE_INDICATORS_MOST, count + more);
    return chart_spine(d, parent, &data);
}
