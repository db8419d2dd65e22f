#include "cli/measure_chart.h"

#include <stdio.h>

#include "base/os.h"
#include "cli/england.h"
#include "publish/figure.h"

struct charting {
    const char *name;
    struct doc *(*add)(struct document *d, struct doc *parent,
                       const struct figure_measure *ask);
    bool of_one; /* needs --area */
};
static const struct charting charts[] = {{"trend", figure_trend, true},
                                         {"bars", figure_bars, false},
                                         {"funnel", figure_funnel, false},
                                         {"map", figure_map, false}};

bool measure_chart_asked(const struct args *args)
{
    return str_equal(args_value(args, "format"), STR("svg"));
}

static status read_chart(const struct args *args, const struct charting **out,
                         struct fault *why)
{
    struct str name = args_value(args, "chart");
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        if (!str_equal(name, str_of(charts[i].name)))
            continue;
        *out = &charts[i];
        if (charts[i].of_one && args_value(args, "area").len == 0)
            return fault_set(why, ERR_USAGE,
                             "a trend is of one authority: name it with --area");
        return OK;
    }
    return fault_set(why, ERR_USAGE,
                     "--chart '%.*s': expected trend, bars, funnel or map",
                     STR_ARG(name));
}

static status find_measure(struct arena *a, const struct cube *cube, struct str id,
                           const struct cube_measure **out, struct fault *why)
{
    *out = cube_measure(cube, id);
    if (*out)
        return OK;
    struct str *ids = arena_make(a, struct str, cube->measure_count);
    for (size_t i = 0; i < cube->measure_count; i++)
        ids[i] = cube->measures[i].about.id;
    struct str nearest = str_nearest(id, ids, cube->measure_count);
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "there is no measure '%.*s'; did you mean '%.*s'?", STR_ARG(id),
                         STR_ARG(nearest));
    return fault_set(why, ERR_USAGE, "there is no measure '%.*s' among the %zu loaded",
                     STR_ARG(id), cube->measure_count);
}

/* The last period that matches: by its text, or by the year it starts with. */
static status find_period(const struct cube_measure *measure, struct str asked,
                          size_t *out, struct fault *why)
{
    for (size_t i = measure->period_count; i-- > 0;) {
        struct str text = measure->periods[i].text;
        if (asked.len && !str_equal_fold(text, asked) &&
            !(asked.len == 4 && str_starts(text, asked)))
            continue;
        *out = i;
        return OK;
    }
    return fault_set(why, ERR_USAGE, "'%.*s' has no figures of '%.*s'",
                     STR_ARG(measure->about.id), STR_ARG(asked));
}

static status print(struct arena *a, const struct doc *made, enum ending *ending,
                    struct fault *why)
{
    if (made->node == DOC_FIGURE)
        return os_print(arena_format(a, "%.*s\n", STR_ARG(made->svg)), why);
    fprintf(stderr, "%.*s\n", STR_ARG(made->first->text));
    *ending = ENDING_FINDINGS;
    return OK;
}

status measure_chart(struct arena *a, const struct args *args, enum ending *ending,
                     struct fault *why)
{
    const struct charting *chart = &charts[0];
    struct figure_measure ask = {.area = UINT32_MAX, .alone = true};
    struct str area = args_value(args, "area");
    struct england england;
    if (args->word_count != 1)
        return fault_set(why, ERR_USAGE, "say which measure to draw: 'measure ID'");
    TRY(read_chart(args, &chart, why));
    TRY(england_average(args_value(args, "average"), &ask.options.average, why));
    TRY(england_read(a, args, &england, why));
    ask.cube = england.source.cube;
    TRY(england_model(ask.cube, args_value(args, "model"), &ask.options.model, why));
    TRY(find_measure(a, ask.cube, args->words[0], &ask.measure, why));
    TRY(find_period(ask.measure, args_value(args, "period"), &ask.period, why));
    if (area.len)
        TRY(england_area(a, ask.cube, area, &ask.area, why));
    struct benchmark room = benchmark_room(a, ask.cube);
    ask.with = benchmarker_new(a, ask.cube, &ask.options);
    ask.room = &room;
    ask.shapes = england.source.facts->shapes;
    ask.shape_count = england.source.facts->shapes_count;
    struct document *d = document_new(a);
    return print(a, chart->add(d, d->root, &ask), ending, why);
}
