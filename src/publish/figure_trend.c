/* Trends of one measure: an area, its neighbours and England, each period compared as the
 * tables compare it. */
#include <assert.h>
#include <math.h>

#include "base/buf.h"
#include "publish/figure_words.h"

struct trend {
    struct arena *arena;
    const struct figure_measure *ask;
    struct chart_trend chart;
    double *own, *average, *england, *neighbours; /* neighbours: one after another */
    struct str *missing;
    struct chart_ids *ids;
    bool *breaks;
    struct benchmark_area last; /* of the area in the period asked for */
};

static size_t neighbour_count(const struct figure_measure *ask)
{
    const uint32_t *at = figure_neighbours_of(ask);
    size_t count = 0;
    for (size_t i = 0; at && i < CUBE_NEIGHBOURS; i++)
        count += at[i] != UINT32_MAX;
    return count;
}

static struct chart_ids cite(const struct trend *t, size_t p)
{
    const struct figure_measure *ask = t->ask;
    struct cube_origin origin = ask->measure->series[p].origin[ask->area];
    if (!ask->citing.cite || origin.load == UINT32_MAX)
        return (struct chart_ids){NULL, 0};
    struct str says = arena_format(
        t->arena, "%.*s, %.*s: %.*s", STR_ARG(ask->measure->about.id),
        STR_ARG(t->chart.periods[p]),
        STR_ARG(number_text(t->arena, t->own[p], figure_form(&ask->measure->about))));
    return ask->citing.cite(ask->citing.with,
                            (struct survey_origin){origin.load, origin.row}, says);
}

static bool begins_anew(const struct cube_measure *m, size_t p)
{
    return p > 0 && cube_break_between(m, &m->periods[p - 1], &m->periods[p]);
}

static void take_period(struct trend *t, size_t p)
{
    const struct figure_measure *ask = t->ask;
    const struct benchmark *b = ask->room;
    const uint32_t *neighbours = figure_neighbours_of(ask);
    bool median = ask->options.average == AVERAGE_MEDIAN;
    benchmark_period(ask->with, ask->measure, p, ask->room);
    const struct benchmark_area *at = &b->areas[ask->area];
    t->own[p] = at->value;
    t->average[p] = median ? at->neighbours_median : at->neighbours_mean;
    t->england[p] = at->england;
    t->breaks[p] = begins_anew(ask->measure, p);
    enum missing missing = (enum missing)ask->measure->series[p].missing[ask->area];
    t->missing[p] = figure_missing(at->live ? missing : MISSING_OUTSIDE_LIFE);
    if (isfinite(at->value))
        t->ids[p] = cite(t, p);
    for (size_t i = 0, k = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        if (neighbours[i] != UINT32_MAX)
            t->neighbours[k++ * t->chart.count + p] = b->areas[neighbours[i]].value;
    }
    if (p == ask->period)
        t->last = *at;
}

static void make_room(struct trend *t)
{
    struct arena *a = t->arena;
    const struct cube_measure *m = t->ask->measure;
    size_t count = t->chart.count;
    struct str *periods = arena_make(a, struct str, count);
    int *years = arena_make(a, int, count);
    for (size_t p = 0; p < count; p++) {
        periods[p] = figure_period(a, m->periods[p].text);
        years[p] = m->periods[p].year;
    }
    t->chart.periods = periods;
    t->chart.years = years;
    t->own = arena_make(a, double, count);
    t->average = arena_make(a, double, count);
    t->england = arena_make(a, double, count);
    t->neighbours = arena_make(a, double, count *CUBE_NEIGHBOURS);
    t->missing = arena_make(a, struct str, count);
    t->ids = arena_make(a, struct chart_ids, count);
    t->breaks = arena_make(a, bool, count);
}

/* "…: 25.3% in 2024/25, worse than the mean of its statistical neighbours (22.1%), up
 * from 23.0% the year before" */
static struct str title_of(struct trend *t)
{
    struct arena *a = t->arena;
    const struct figure_measure *ask = t->ask;
    struct number_form form = t->chart.form;
    size_t last = ask->period;
    double before = t->own[last] - t->last.change;
    struct str beside = figure_beside(a, t->last.against_neighbours,
                                      figure_neighbours(ask->options.average),
                                      number_text(a, t->average[last], form));
    struct buf out = buf_new(a, 4 * KIB);
    if (ask->alone)
        buf_format(&out, "%.*s, ", STR_ARG(ask->cube->areas[ask->area].name));
    buf_format(&out, "%.*s: ", STR_ARG(figure_name(&ask->measure->about)));
    if (!isfinite(t->own[last])) {
        buf_format(&out, "no figure in %.*s", STR_ARG(t->chart.periods[last]));
        return buf_text(&out);
    }
    buf_format(&out, "%.*s in %.*s", STR_ARG(number_text(a, t->own[last], form)),
               STR_ARG(t->chart.periods[last]));
    if (beside.len)
        buf_format(&out, ", %.*s", STR_ARG(beside));
    if (isfinite(before)) {
        struct str was = number_text(a, before, form);
        bool same = str_equal(was, number_text(a, t->own[last], form));
        const char *moved = same                 ? "the same as"
                            : t->last.change > 0 ? "up from"
                                                 : "down from";
        buf_format(&out, "; %s %.*s the year before", moved, STR_ARG(was));
    }
    if (ask->moving.len)
        buf_format(&out, "; %.*s", STR_ARG(ask->moving));
    return buf_text(&out);
}

/* "New definition from 2022: …", of each break once. */
static void say_breaks(const struct trend *t, struct buf *out)
{
    const struct cube_measure *m = t->ask->measure;
    const struct cube_break *said = NULL;
    for (size_t p = 1; p < t->chart.count; p++) {
        const struct cube_break *at =
            cube_break_between(m, &m->periods[p - 1], &m->periods[p]);
        if (!at || at == said)
            continue;
        buf_format(out, "%sNew definition from %.*s", out->len ? " " : "",
                   STR_ARG(t->chart.periods[p]));
        if (at->why.len)
            buf_format(out, ": %.*s", STR_ARG(at->why));
        buf_add(out, str_ends(at->why, STR(".")) ? STR("") : STR("."));
        said = at;
    }
}

/* "Not shown: 2014 (suppressed), 2016 (not available).", of years after the first figure.
 */
static struct str note_of(const struct trend *t)
{
    struct buf out = buf_new(t->arena, 8 * KIB);
    size_t first = 0;
    while (first < t->chart.count && !isfinite(t->own[first]))
        first++;
    for (size_t p = first; p < t->chart.count; p++) {
        if (!isfinite(t->own[p]))
            buf_format(&out, "%s%.*s (%.*s)",
                       out.len ? ", " : "Not shown: ", STR_ARG(t->chart.periods[p]),
                       STR_ARG(t->missing[p]));
    }
    if (out.len)
        buf_char(&out, '.');
    say_breaks(t, &out);
    return buf_text(&out);
}

static void name_lines(struct trend *t)
{
    const struct figure_measure *ask = t->ask;
    const uint32_t *at = figure_neighbours_of(ask);
    bool median = ask->options.average == AVERAGE_MEDIAN;
    size_t count = neighbour_count(ask);
    struct trend_line *lines = arena_make(t->arena, struct trend_line, count);
    for (size_t i = 0, k = 0; at && i < CUBE_NEIGHBOURS; i++) {
        if (at[i] == UINT32_MAX)
            continue;
        lines[k] = (struct trend_line){ask->cube->areas[at[i]].name,
                                       &t->neighbours[k * t->chart.count]};
        k++;
    }
    t->chart.own = (struct trend_line){ask->cube->areas[ask->area].name, t->own};
    if (count)
        t->chart.average =
            (struct trend_line){median ? STR("neighbours\xe2\x80\x99 median")
                                       : STR("neighbours\xe2\x80\x99 mean"),
                                t->average};
    t->chart.england = (struct trend_line){STR("England"), t->england};
    t->chart.neighbours = lines;
    t->chart.neighbour_count = count;
}

static size_t count_own(const struct trend *t)
{
    size_t count = 0;
    for (size_t p = 0; p < t->chart.count; p++)
        count += isfinite(t->own[p]) != 0;
    return count;
}

struct doc *figure_trend(struct document *d, struct doc *parent,
                         const struct figure_measure *ask)
{
    struct trend t = {.arena = d->arena, .ask = ask};
    assert(ask->area != UINT32_MAX && ask->period < ask->measure->period_count);
    t.chart.count = ask->period + 1;
    t.chart.form = figure_form(&ask->measure->about);
    t.chart.unit = figure_unit(&ask->measure->about);
    make_room(&t);
    for (size_t p = 0; p < t.chart.count; p++)
        take_period(&t, p);
    name_lines(&t);
    t.chart.breaks = t.breaks;
    t.chart.missing = t.missing;
    t.chart.ids = t.ids;
    t.chart.frame = (struct chart_frame){
        .title = title_of(&t),
        .note = note_of(&t),
        .none = arena_format(t.arena, "%.*s.", STR_ARG(title_of(&t))),
        .alone = ask->alone,
        .source = figure_source(t.arena, ask),
    };
    if (count_own(&t) < 2) /* no line */
        return doc_say(d, parent, t.chart.frame.none, NULL, 0);
    return chart_trend(d, parent, &t.chart);
}
