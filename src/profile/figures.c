#include "profile/figures.h"

#include <assert.h>
#include <limits.h>

const struct measure *figures_measure(const struct evidence *evidence, struct str id)
{
    for (size_t i = 0; i < evidence->measures_count; i++)
        if (str_equal_fold(evidence->measures[i].key, id))
            return &evidence->measures[i];
    return NULL;
}

/* --- periods --- */

static bool same_period(struct period a, struct period b)
{
    return date_compare(a.start, b.start) == 0 && date_compare(a.end, b.end) == 0;
}

static bool is_later(struct period a, struct period b)
{
    int order = date_compare(a.end, b.end);
    return order != 0 ? order > 0 : date_compare(a.start, b.start) < 0;
}

/* Where the values of a measure may stand: all of them, or its own run. */
struct run_of_values {
    const struct value *at, *end;
};

static struct run_of_values run_of(const struct profile *p, const struct measure *measure)
{
    const struct evidence *e = p->evidence;
    if (!e->values_at)
        return (struct run_of_values){e->values, e->values + e->values_count};
    size_t m = (size_t)(measure - e->measures);
    return (struct run_of_values){e->values + e->values_at[m],
                                  e->values + e->values_at[m + 1]};
}

static bool is_own(const struct profile *p, const struct measure *measure,
                   const struct value *row)
{
    return row->measure == measure && row->area == p->area &&
           date_compare(row->period.end, p->at) <= 0;
}

bool figures_latest(const struct profile *p, const struct measure *measure,
                    struct period *out)
{
    bool found = false;
    struct run_of_values run = run_of(p, measure);
    for (const struct value *row = run.at; row < run.end; row++) {
        if (!is_own(p, measure, row) || (found && !is_later(row->period, *out)))
            continue;
        *out = row->period;
        found = true;
    }
    return found;
}

struct str figures_period(const struct profile *p, const struct measure *measure,
                          struct period period)
{
    struct run_of_values run = run_of(p, measure);
    for (const struct value *row = run.at; row < run.end; row++)
        if (is_own(p, measure, row) && same_period(row->period, period))
            return row->period_text;
    struct str start = date_iso(p->arena, period.start),
               end = date_iso(p->arena, period.end);
    return arena_format(p->arena, "%.*s to %.*s", STR_ARG(start), STR_ARG(end));
}

/* --- one area's figure --- */

static int rank(const struct value *row)
{
    static const int by_status[] = {[STATUS_REVISED] = 0,
                                    [STATUS_FINAL] = 1,
                                    [STATUS_NOT_GIVEN] = 1,
                                    [STATUS_PROVISIONAL] = 2,
                                    [STATUS_INTERNAL] = 3};
    int assurance =
        row->assurance == ASSURANCE_NOT_GIVEN ? ASSURANCE_REPORT : (int)row->assurance;
    return 4 * assurance + by_status[row->status];
}

static struct ratio times(struct ratio share, int64_t whole)
{
    return ratio_of(share.num * whole, share.den);
}

/* The band of a word, brought to the measure's unit; of a unit that is no proportion a
 * word says nothing. */
static struct interval range_of(const struct profile *p, const struct value *row)
{
    if (row->has_value)
        return interval_point(row->value);
    struct interval range;
    int64_t whole = compare_whole(row->measure->unit);
    if (!bands_read(p->options.bands, row->word, 0, &range) || whole == 0)
        return interval_unbounded();
    range.low = times(range.low, whole);
    range.high = times(range.high, whole);
    return range;
}

static bool is_missing(const struct value *row)
{
    return !row->has_value && str_is_empty(row->word);
}

struct asked_figure {
    const struct measure *measure;
    const struct area *area;
    struct period period;
};

static bool answers(const struct asked_figure *asked, const struct value *row)
{
    return row->measure == asked->measure && row->area == asked->area &&
           same_period(row->period, asked->period);
}

/* Counts are of one figure: where rows differ there are none to test with. */
static void figure_add(struct area_figure *out, const struct profile *p,
                       const struct value *row)
{
    struct interval range = range_of(p, row);
    if (out->given) {
        out->figure.range = interval_hull(out->figure.range, range);
        out->figure.has_counts =
            out->figure.has_counts && interval_is_point(out->figure.range);
    } else {
        out->figure = (struct figure){.range = range,
                                      .has_counts = row->has_counts,
                                      .numerator = row->numerator,
                                      .denominator = row->denominator};
    }
    out->given = true;
    says_add(&out->ids, row->row.id);
}

/* The lowest rank among the rows that give a figure. */
static int first_rank(const struct profile *p, const struct asked_figure *asked,
                      struct area_figure *out)
{
    int best = INT_MAX;
    struct run_of_values run = run_of(p, asked->measure);
    for (const struct value *row = run.at; row < run.end; row++) {
        if (!answers(asked, row))
            continue;
        if (is_missing(row)) {
            out->missing = row->missing;
            says_add(&out->ids, row->row.id);
        } else if (rank(row) < best) {
            best = rank(row);
        }
    }
    return best;
}

struct area_figure figures_at(const struct profile *p, const struct measure *measure,
                              const struct area *area, struct period period)
{
    struct asked_figure asked = {measure, area, period};
    struct area_figure out = {.figure.range = interval_unbounded(),
                              .ids = says_new(p->arena)};
    int best = first_rank(p, &asked, &out);
    if (best == INT_MAX)
        return out;
    out.ids = says_new(p->arena);
    struct run_of_values run = run_of(p, measure);
    for (const struct value *row = run.at; row < run.end; row++) {
        if (answers(&asked, row) && !is_missing(row) && rank(row) == best)
            figure_add(&out, p, row);
    }
    return out;
}

/* --- the comparator --- */

const char *figures_comparator(enum comparator comparator)
{
    static const char *const names[] = {[COMPARATOR_NEIGHBOURS] = "neighbours",
                                        [COMPARATOR_REGION] = "region",
                                        [COMPARATOR_ENGLAND] = "England"};
    assert(comparator <= COMPARATOR_ENGLAND);
    return names[comparator];
}

static struct against against_area(const struct profile *p, struct area_figure theirs,
                                   const char *name)
{
    struct str figure = interval_text(p->arena, theirs.figure.range, false);
    struct against out = {.range = theirs.figure.range, .ids = theirs.ids};
    out.text = arena_format(p->arena, "%.*s for %s", STR_ARG(figure), name);
    return out;
}

/* Rows of the model asked for, else of 2025, else of the first row's model. */
static struct str model_of(const struct profile *p)
{
    struct str wanted = p->options.neighbour_model, first = {0};
    if (str_is_empty(wanted))
        wanted = STR("2025");
    for (size_t i = p->evidence->neighbours_count; i-- > 0;) {
        const struct neighbour *row = &p->evidence->neighbours[i];
        if (row->area != p->area)
            continue;
        if (str_equal_fold(row->model, wanted))
            return wanted;
        first = row->model;
    }
    return first;
}

static struct against against_neighbours(const struct profile *p,
                                         const struct measure *measure,
                                         struct period period)
{
    struct against out = {.range = interval_unbounded(), .ids = says_new(p->arena)};
    struct ratio *values =
        arena_make(p->arena, struct ratio, p->evidence->neighbours_count);
    size_t known = 0, all = 0;
    struct str model = model_of(p);
    for (size_t i = 0; i < p->evidence->neighbours_count; i++) {
        const struct neighbour *row = &p->evidence->neighbours[i];
        if (row->area != p->area || !str_equal_fold(row->model, model))
            continue;
        struct area_figure theirs = figures_at(p, measure, row->neighbour, period);
        all++;
        if (!interval_is_point(theirs.figure.range))
            continue;
        values[known++] = theirs.figure.range.low;
        says_add_all(&out.ids, theirs.ids.at, theirs.ids.count);
    }
    const char *average = p->options.average == AVERAGE_MEDIAN ? "median" : "mean";
    if (known > 0)
        out.range =
            interval_point(average_of(p->arena, p->options.average, values, known));
    struct str figure = interval_text(p->arena, out.range, false);
    out.text = arena_format(p->arena, "%.*s, the %s of %zu of %zu neighbours",
                            STR_ARG(figure), average, known, all);
    return out;
}

struct against figures_against(const struct profile *p, const struct measure *measure,
                               enum comparator comparator, struct period period)
{
    if (comparator == COMPARATOR_NEIGHBOURS)
        return against_neighbours(p, measure, period);
    struct str name = comparator == COMPARATOR_REGION ? p->area->region : STR("England");
    const struct area *theirs = evidence_area(p->evidence, name);
    return against_area(p, figures_at(p, measure, theirs, period),
                        comparator == COMPARATOR_REGION ? "the region" : "England");
}
