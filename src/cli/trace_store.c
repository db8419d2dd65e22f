#include "cli/trace_store.h"

#include <math.h>

#include "profile/extract.h"

/* ---- Which rows */

enum { RANGES_MOST = 4096 };

struct range {
    uint32_t from, to;
};

struct tracing {
    struct arena *arena;
    const struct england *england;
    size_t load; /* its place in the cube's loads */
    uint32_t number;
    struct range *ranges;
    size_t range_count;
    struct traced *at;
    size_t count, capacity;
};

static bool read_number(struct str text, uint32_t *out)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || n > UINT32_MAX / 10 - 1)
            return false;
        n = n * 10 + (uint32_t)(text.at[i] - '0');
    }
    *out = n;
    return text.len > 0;
}

static bool read_ranges(struct tracing *t, struct str text)
{
    t->ranges = arena_make(t->arena, struct range, RANGES_MOST);
    while (text.len && t->range_count < RANGES_MOST) {
        struct str last, first = str_cut(str_cut(text, ',', &text), '-', &last);
        struct range *range = &t->ranges[t->range_count++];
        if (!read_number(first, &range->from) ||
            !read_number(last.len ? last : first, &range->to))
            return false;
    }
    return t->range_count > 0;
}

static bool is_asked(const struct tracing *t, uint32_t row)
{
    for (size_t i = 0; i < t->range_count; i++) {
        if (row >= t->ranges[i].from && row <= t->ranges[i].to)
            return true;
    }
    return false;
}

static bool is_fact(const struct tracing *t, uint32_t load, uint32_t row)
{
    return load == t->number && is_asked(t, row);
}

/* ---- What they say */

static void say(struct tracing *t, const char *kind, struct str text)
{
    t->at = arena_grow(t->arena, struct traced, t->at, t->count, &t->capacity);
    t->at[t->count++] = (struct traced){str_of(kind), text};
}

static struct str number_text(struct tracing *t, double number)
{
    return ratio_text(t->arena, extract_number(number), 9);
}

static struct str figure_text(struct tracing *t, const struct cube_series *s,
                              uint32_t place)
{
    struct arena *a = t->arena;
    if (isnan(s->value[place]))
        return vocabulary_word(&vocabulary_missing, s->missing[place]);
    struct str value = number_text(t, s->value[place]);
    bool counts =
        s->denominator && !isnan(s->denominator[place]) && !isnan(s->numerator[place]);
    if (!counts)
        return value;
    return arena_format(a, "%.*s (%.*s of %.*s)", STR_ARG(value),
                        STR_ARG(number_text(t, s->numerator[place])),
                        STR_ARG(number_text(t, s->denominator[place])));
}

static void trace_series(struct tracing *t, const struct cube_measure *measure,
                         size_t period)
{
    const struct cube *cube = t->england->source.cube;
    const struct cube_series *s = &measure->series[period];
    for (uint32_t i = 0; i < cube->area_count; i++) {
        if (s->origin[i].load != t->load || !is_asked(t, s->origin[i].row))
            continue;
        say(t, "figure",
            arena_format(t->arena, "%.*s, %.*s, %.*s: %.*s", STR_ARG(measure->about.id),
                         STR_ARG(cube->areas[i].name),
                         STR_ARG(measure->periods[period].text),
                         STR_ARG(figure_text(t, s, i))));
    }
}

static void trace_figures(struct tracing *t)
{
    const struct cube *cube = t->england->source.cube;
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        if (is_fact(t, measure->about.load, measure->about.row) &&
            measure->about.described)
            say(t, "measure",
                arena_format(t->arena, "%.*s: %.*s", STR_ARG(measure->about.id),
                             STR_ARG(measure->about.label)));
        for (size_t p = 0; p < measure->period_count; p++)
            trace_series(t, measure, p);
    }
}

/* The name of the area of a code, or the code. */
static struct str area_name(const struct tracing *t, struct str code)
{
    const struct cube *cube = t->england->source.cube;
    for (size_t i = 0; i < cube->area_count; i++) {
        if (str_equal(cube->areas[i].code, code))
            return cube->areas[i].name;
    }
    return code;
}

static void trace_areas(struct tracing *t)
{
    const struct batch *facts = t->england->source.facts;
    for (size_t i = 0; i < facts->areas_count; i++) {
        const struct batch_area *row = &facts->areas[i];
        if (is_fact(t, row->load, row->row))
            say(t, "area",
                arena_format(t->arena, "%.*s %.*s", STR_ARG(row->code),
                             STR_ARG(row->name)));
    }
    for (size_t i = 0; i < facts->neighbours_count; i++) {
        const struct batch_neighbour *row = &facts->neighbours[i];
        if (is_fact(t, row->load, row->row))
            say(t, "neighbour",
                arena_format(t->arena, "%.*s is number %d of %.*s (%.*s, model of %.*s)",
                             STR_ARG(area_name(t, row->neighbour)), row->rank,
                             STR_ARG(area_name(t, row->code)), STR_ARG(row->closeness),
                             STR_ARG(row->model)));
    }
}

/* A home goes by its number: its name is never shown. */
static void trace_settings(struct tracing *t)
{
    const struct batch *facts = t->england->source.facts;
    for (size_t i = 0; i < facts->settings_count; i++) {
        const struct batch_setting *row = &facts->settings[i];
        if (is_fact(t, row->load, row->row))
            say(t, "setting",
                arena_format(t->arena, "%.*s %.*s in %.*s", STR_ARG(row->service),
                             STR_ARG(row->urn), STR_ARG(area_name(t, row->code))));
    }
    for (size_t i = 0; i < facts->setting_grades_count; i++) {
        const struct batch_setting_grade *row = &facts->setting_grades[i];
        if (!is_fact(t, row->load, row->row))
            continue;
        struct str day = date_is_none(row->inspected)
                             ? STR("an undated inspection")
                             : date_words(t->arena, row->inspected);
        say(t, "grade",
            arena_format(t->arena, "%.*s, %.*s: %.*s (%.*s)", STR_ARG(row->urn),
                         STR_ARG(row->aspect), STR_ARG(row->grade), STR_ARG(day)));
    }
}

static struct str event_day(struct tracing *t, const struct batch_event *event)
{
    date day = !date_is_none(event->end)     ? event->end
               : !date_is_none(event->start) ? event->start
                                             : event->published;
    return date_is_none(day) ? STR("undated") : date_words(t->arena, day);
}

static void trace_events(struct tracing *t)
{
    const struct batch *facts = t->england->source.facts;
    struct arena *a = t->arena;
    for (size_t i = 0; i < facts->events_count; i++) {
        const struct batch_event *row = &facts->events[i];
        if (is_fact(t, row->load, row->row))
            say(t, "inspection",
                arena_format(a, "%.*s, %.*s %.*s, %.*s", STR_ARG(area_name(t, row->code)),
                             STR_ARG(row->framework), STR_ARG(row->event_type),
                             STR_ARG(event_day(t, row))));
    }
    for (size_t i = 0; i < facts->event_grades_count; i++) {
        const struct batch_event_grade *row = &facts->event_grades[i];
        if (is_fact(t, row->load, row->row))
            say(t, "judgement",
                arena_format(a, "%.*s: %.*s", STR_ARG(row->judgement),
                             STR_ARG(row->grade)));
    }
    for (size_t i = 0; i < facts->items_count; i++) {
        const struct batch_item *row = &facts->items[i];
        if (is_fact(t, row->load, row->row))
            say(t, vocabulary_word(&vocabulary_finding_kind, (int)row->kind).at,
                row->text);
    }
}

/* Ratings, reorganisations, other names. */
static void trace_history(struct tracing *t)
{
    const struct batch *facts = t->england->source.facts;
    struct arena *a = t->arena;
    for (size_t i = 0; i < facts->ratings_count; i++) {
        const struct batch_rating *row = &facts->ratings[i];
        if (is_fact(t, row->load, row->row))
            say(t, "rating",
                arena_format(a, "%.*s, %d: %.*s", STR_ARG(area_name(t, row->code)),
                             row->year, STR_ARG(row->rating)));
    }
    for (size_t i = 0; i < facts->aliases_count; i++) {
        const struct batch_alias *row = &facts->aliases[i];
        if (is_fact(t, row->load, row->row))
            say(t, "name",
                arena_format(a, "%.*s is %.*s", STR_ARG(row->name),
                             STR_ARG(area_name(t, row->code))));
    }
    for (size_t i = 0; i < facts->successions_count; i++) {
        const struct batch_succession *row = &facts->successions[i];
        if (is_fact(t, row->load, row->row))
            say(t, "reorganisation",
                arena_format(a, "%.*s to %.*s, %.*s (%.*s)",
                             STR_ARG(area_name(t, row->old_code)),
                             STR_ARG(area_name(t, row->new_code)),
                             STR_ARG(date_iso(a, row->on)), STR_ARG(row->kind)));
    }
}

/* ---- The id */

static status no_id(struct str id, struct fault *why)
{
    return fault_set(why, ERR_USAGE,
                     "'%.*s' is no evidence id of a store; expected the number of a load "
                     "and a row of its file, such as 12:345; 'assay loads' lists the "
                     "loads",
                     STR_ARG(id));
}

static status find_load(struct tracing *t, struct str id, struct str *rows,
                        struct fault *why)
{
    struct str rest, what;
    struct str number = str_cut(id, ':', &rest);
    *rows = str_cut(rest, '/', &what);
    if (!read_number(number, &t->number) || !read_ranges(t, *rows))
        return no_id(id, why);
    for (size_t i = 0; i < t->england->load_count; i++) {
        if (t->england->loads[i].id == t->number) {
            t->load = i;
            return OK;
        }
    }
    return fault_set(why, ERR_USAGE,
                     "no load has the number %lu; 'assay loads' lists them",
                     (unsigned long)t->number);
}

status trace_store(struct arena *a, const struct england *england, struct str id,
                   struct trace_row *out, struct fault *why)
{
    struct tracing t = {.arena = a, .england = england};
    struct str rows;
    TRY(find_load(&t, id, &rows, why));
    trace_events(&t);
    trace_settings(&t);
    trace_areas(&t);
    trace_history(&t);
    trace_figures(&t);
    const struct load *load = &england->loads[t.load];
    if (t.count == 0)
        return fault_set(why, ERR_USAGE,
                         "nothing is kept of row %.*s of load %lu (%.*s, %llu rows)",
                         STR_ARG(rows), (unsigned long)t.number, STR_ARG(load->file),
                         (unsigned long long)load->rows);
    *out = (struct trace_row){
        .id = id, .load = load, .rows = rows, .says = t.at, .count = t.count};
    return OK;
}
