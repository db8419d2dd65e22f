#include "judgement/backtest_coverage.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "judgement/trial.h"

struct covering {
    struct arena *arena;
    const struct plan *plan;
    const struct survey_source *source;
    const struct regimes *regimes;
    date at;
    struct held *kinds;
    size_t count, capacity;
    /* Of each kind: which authorities have it, one byte an area of the cube. */
    unsigned char **has;
    size_t has_capacity;
    /* What is asked of events: family, judgement path and kinds of finding. */
    struct ask *asks;
    size_t ask_capacity;
};

struct ask {
    struct str family, path, service, outcome, measure;
    unsigned finding_kinds;
    bool any; /* measures with a direction, of any outcome; settings of other services */
};

/* ---- What is asked for */

static void ask(struct covering *c, enum held_kind kind, struct str what, uint32_t line,
                const struct ask *asked)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->kinds[i].kind == kind && str_equal(c->kinds[i].what, what))
            return;
    c->kinds = arena_grow(c->arena, struct held, c->kinds, c->count, &c->capacity);
    c->has = arena_grow(c->arena, unsigned char *, c->has, c->count, &c->has_capacity);
    c->asks = arena_grow(c->arena, struct ask, c->asks, c->count, &c->ask_capacity);
    c->has[c->count] = arena_make(c->arena, unsigned char, c->source->cube->area_count);
    c->asks[c->count] = *asked;
    c->kinds[c->count++] = (struct held){
        .kind = kind, .what = what, .line = line, .first = DATE_NONE, .last = DATE_NONE};
}

static void ask_service(struct covering *c, struct str service, uint32_t line)
{
    ask(c, HELD_SETTINGS, service, line, &(struct ask){.service = service});
}

/* Where no service is named, all that the vocabulary has, and any other. */
static void ask_settings(struct covering *c, const struct query *query, uint32_t line)
{
    for (size_t i = 0; i < query->service_count; i++)
        ask_service(c, query->services[i], line);
    for (size_t i = 0; query->service_count == 0 && i < vocabulary_service.count; i++) {
        struct str service = vocabulary_word(&vocabulary_service, (int)i);
        if (!str_equal(service, STR("all")))
            ask_service(c, service, line);
    }
    if (query->service_count == 0)
        ask(c, HELD_SETTINGS, STR("other"), line, &(struct ask){.any = true});
}

/* Where no outcome is named, a measure of any counts, and those of each outcome that the
 * framework has are told apart. */
static void ask_measures(struct covering *c, const struct query *query, uint32_t line)
{
    struct str outcome = query->outcome;
    if (query->measure.len) {
        ask(c, HELD_MEASURES, query->measure, line,
            &(struct ask){.measure = query->measure});
        return;
    }
    if (outcome.len)
        ask(c, HELD_MEASURES, outcome, line, &(struct ask){.outcome = outcome});
    else
        ask(c, HELD_MEASURES, STR("any outcome"), line, &(struct ask){.any = true});
    for (size_t i = 0; outcome.len == 0 && i < c->plan->outcome_count; i++)
        ask(c, HELD_MEASURES, c->plan->outcomes[i], line,
            &(struct ask){.outcome = c->plan->outcomes[i]});
}

static void ask_findings(struct covering *c, const struct query *query, uint32_t line)
{
    struct buf what = buf_new(c->arena, KIB);
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++) {
        if (!(query->finding_kinds & 1u << kind))
            continue;
        buf_add(&what, vocabulary_word(&vocabulary_finding_kind, kind));
        buf_char(&what, ' ');
    }
    buf_add(&what, query->inspection);
    ask(c, HELD_FINDINGS, str_trim(buf_text(&what)), line,
        &(struct ask){.family = query->inspection,
                      .finding_kinds = query->finding_kinds});
}

static void ask_inspection(struct covering *c, struct str family, struct str path,
                           uint32_t line)
{
    struct str what =
        path.len ? arena_format(c->arena, "%.*s %.*s", STR_ARG(family), STR_ARG(path))
                 : family;
    ask(c, HELD_INSPECTIONS, what, line, &(struct ask){.family = family, .path = path});
}

static void ask_query(struct covering *c, const struct query *query, uint32_t line)
{
    switch (query->kind) {
    case QUERY_SHARE_OF_SETTINGS:
    case QUERY_COUNT_OF_SETTINGS:
        ask_settings(c, query, line);
        return;
    case QUERY_SHARE_OF_MEASURES:
    case QUERY_COVERAGE_OF_MEASURES:
    case QUERY_VALUE_OF_MEASURE:
        ask_measures(c, query, line);
        return;
    case QUERY_COUNT_OF_FINDINGS:
        ask_findings(c, query, line);
        return;
    case QUERY_COUNT_OF_INSPECTIONS:
        ask_inspection(c, query->inspection, STR(""), line);
        return;
    }
    assert(!"a query outside its enum");
}

static void ask_expr(void *context, const struct expr *expr)
{
    struct covering *c = context;
    if (expr->kind == EXPR_QUERY)
        ask_query(c, &expr->query, expr->place.line);
    if (expr->kind == EXPR_MEASURE)
        ask_measures(c, &expr->query, expr->place.line);
    if (expr->kind == EXPR_INSPECTED)
        ask_inspection(c, expr->inspection, expr->path, expr->place.line);
}

/* What an inspection under this framework itself enters. */
static void ask_entered(struct covering *c)
{
    for (size_t i = 0; i < c->plan->judgement_count; i++) {
        const struct judgement *node = c->plan->judgements[i];
        if (node->entered)
            ask_inspection(c, c->plan->regime.family, node->path, node->place.line);
    }
}

/* ---- What is held */

static bool is_live(const struct covering *c, uint32_t area)
{
    const struct cube_area *row = &c->source->cube->areas[area];
    return row->is_authority && survey_is_live(row, c->at);
}

/* True where it counts: of an authority of the day, and by the day. */
static bool hold(struct covering *c, size_t kind, uint32_t area, date day)
{
    struct held *held = &c->kinds[kind];
    if (area == UINT32_MAX || !is_live(c, area) || date_compare(day, c->at) > 0)
        return false;
    held->authorities += !c->has[kind][area];
    c->has[kind][area] = 1;
    if (date_is_none(held->first) || date_compare(day, held->first) < 0)
        held->first = day;
    if (date_compare(day, held->last) > 0)
        held->last = day;
    return true;
}

/* ---- Events */

static bool has_grade(const struct covering *c, const struct merged_event *event,
                      struct str path)
{
    for (size_t i = 0; i < event->grade_count; i++) {
        const struct batch_event_grade *grade =
            &c->source->facts->event_grades[event->grades[i]];
        if (grade->position >= 0 && str_equal_fold(grade->aspect, path))
            return true;
    }
    return path.len == 0;
}

static bool has_item(const struct covering *c, const struct merged_event *event,
                     unsigned kinds)
{
    for (size_t i = 0; i < event->item_count; i++) {
        const struct batch_item *item = &c->source->facts->items[event->items[i]];
        if (kinds == 0 || kinds & 1u << (unsigned)item->kind)
            return true;
    }
    return false;
}

/* Whether an event is, or holds, what one kind asks for. */
static bool answers_event(const struct covering *c, size_t kind,
                          const struct merged_event *event)
{
    const struct ask *asked = &c->asks[kind];
    date day = merged_event_date(event);
    if (asked->family.len &&
        !regimes_match(c->regimes, event->framework, asked->family, day))
        return false;
    if (c->kinds[kind].kind == HELD_INSPECTIONS)
        return has_grade(c, event, asked->path);
    return c->kinds[kind].kind == HELD_FINDINGS &&
           has_item(c, event, asked->finding_kinds);
}

static void cover_event(struct covering *c, const struct merged_event *event)
{
    date day = merged_event_date(event);
    uint32_t area = cube_area(c->source->cube, event->code);
    for (size_t i = 0; i < c->count && !date_is_none(day); i++)
        if (answers_event(c, i, event))
            c->kinds[i].items += hold(c, i, area, day);
}

/* ---- Settings */

static int by_urn_then_list(const void *left, const void *right)
{
    const struct batch_setting *a = *(const struct batch_setting *const *)left;
    const struct batch_setting *b = *(const struct batch_setting *const *)right;
    int order = str_compare(a->urn, b->urn);
    order = order ? order : date_compare(a->as_at, b->as_at);
    order = order ? order : (a->load > b->load) - (a->load < b->load);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

struct listed {
    const struct batch_setting **at; /* by number, one each */
    uint32_t *area;                  /* of the cube, or UINT32_MAX */
    bool *graded;                    /* a grade of it was seen by the day */
    size_t count;
};

/* Where lists differ about a setting, the first dated one that names its service and
 * authority is believed: it is nearest to the past asked about. */
static struct listed list_settings(const struct covering *c)
{
    const struct batch *facts = c->source->facts;
    struct listed out = {
        .at = arena_make(c->arena, const struct batch_setting *, facts->settings_count)};
    for (size_t i = 0; i < facts->settings_count; i++)
        if (facts->settings[i].urn.len && facts->settings[i].code.len)
            out.at[out.count++] = &facts->settings[i];
    qsort(out.at, out.count, sizeof *out.at, by_urn_then_list);
    size_t kept = 0;
    for (size_t i = 0; i < out.count; i++)
        if (kept == 0 || !str_equal(out.at[kept - 1]->urn, out.at[i]->urn))
            out.at[kept++] = out.at[i];
    out.count = kept;
    out.graded = arena_make(c->arena, bool, kept);
    out.area = arena_make(c->arena, uint32_t, kept);
    for (size_t i = 0; i < kept; i++)
        out.area[i] = i && str_equal(out.at[i]->code, out.at[i - 1]->code)
                          ? out.area[i - 1]
                          : cube_area(c->source->cube, out.at[i]->code);
    return out;
}

static size_t find_setting(const struct listed *listed, struct str urn)
{
    size_t low = 0, high = listed->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(listed->at[middle]->urn, urn) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < listed->count && str_equal(listed->at[low]->urn, urn);
    return found ? low : SIZE_MAX;
}

static bool answers_setting(const struct ask *asked, struct str service)
{
    int known;
    return str_equal(asked->service, service) ||
           (asked->any && !vocabulary_find(&vocabulary_service, service, &known));
}

/* Each setting counts once; all its grades say from when to when. */
static void cover_setting(struct covering *c, struct listed *listed, size_t at, date day)
{
    const struct batch_setting *setting = listed->at[at];
    uint32_t area = listed->area[at];
    for (size_t i = 0; i < c->count; i++) {
        if (c->kinds[i].kind != HELD_SETTINGS ||
            !answers_setting(&c->asks[i], setting->service))
            continue;
        bool held = hold(c, i, area, day);
        c->kinds[i].items += held && !listed->graded[at];
    }
    listed->graded[at] = true;
}

static void cover_settings(struct covering *c)
{
    const struct batch *facts = c->source->facts;
    struct listed listed = list_settings(c);
    for (size_t i = 0; i < facts->setting_grades_count; i++) {
        const struct batch_setting_grade *grade = &facts->setting_grades[i];
        bool overall = grade->aspect.len == 0 || str_equal(grade->aspect, STR("overall"));
        bool by_day =
            !date_is_none(grade->inspected) && date_compare(grade->inspected, c->at) <= 0;
        if (!overall || !by_day || grade->position < 0)
            continue;
        size_t at = find_setting(&listed, grade->urn);
        if (at != SIZE_MAX)
            cover_setting(c, &listed, at, grade->inspected);
    }
}

/* ---- Measures */

enum { FIGURE_YEARS = 3 };

static size_t authorities_with(const struct covering *c, const struct cube_series *series)
{
    size_t count = 0;
    for (uint32_t i = 0; i < c->source->cube->area_count; i++)
        count += is_live(c, i) && !isnan(series->value[i]);
    return count;
}

/* Where a period is not placed in time (the quarter 2009-Q4), the end of the year that it
 * begins with; DATE_NONE where it begins with none. */
static date end_of(const struct cube_period *period)
{
    int year = 0;
    if (!date_is_none(period->span.end))
        return period->span.end;
    for (size_t i = 0; i < period->text.len && i < 4; i++) {
        char c = period->text.at[i];
        if (c < '0' || c > '9')
            return DATE_NONE;
        year = year * 10 + (c - '0');
    }
    return period->text.len < 4 ? DATE_NONE : date_of(year, 12, 31);
}

/* The last period by the day in which some authority has a figure, ended not longer than
 * FIGURE_YEARS ago; SIZE_MAX where there is none. */
static size_t last_period(const struct covering *c, const struct cube_measure *measure,
                          size_t *authorities)
{
    date oldest = date_add_years(c->at, -FIGURE_YEARS);
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < measure->period_count; i++) {
        date end = end_of(&measure->periods[i]);
        bool within = date_compare(end, c->at) <= 0 && date_compare(end, oldest) > 0;
        size_t count = within ? authorities_with(c, &measure->series[i]) : 0;
        bool later =
            last == SIZE_MAX || date_compare(end, end_of(&measure->periods[last])) >= 0;
        if (count == 0 || !later)
            continue;
        last = i;
        *authorities = count;
    }
    return last;
}

/* "national_indicators_2007_2014:NI062" answers to NI062. */
static bool is_named(struct str id, struct str asked)
{
    size_t colon = str_find_last(id, ':');
    struct str tail =
        colon < id.len ? (struct str){id.at + colon + 1, id.len - colon - 1} : id;
    return asked.len && (str_equal_fold(id, asked) || str_equal_fold(tail, asked));
}

static bool answers(const struct ask *asked, const struct batch_measure *measure)
{
    bool of_outcome =
        asked->outcome.len && vocabulary_same(asked->outcome, measure->outcome);
    bool directed =
        measure->polarity == POLARITY_HIGH || measure->polarity == POLARITY_LOW;
    return (asked->any && directed) || of_outcome ||
           is_named(measure->id, asked->measure);
}

static void cover_measure(struct covering *c, const struct cube_measure *measure,
                          size_t period)
{
    date end = end_of(&measure->periods[period]);
    for (size_t i = 0; i < c->count; i++) {
        if (c->kinds[i].kind != HELD_MEASURES || !answers(&c->asks[i], &measure->about))
            continue;
        for (uint32_t k = 0; k < c->source->cube->area_count; k++)
            if (!isnan(measure->series[period].value[k]))
                hold(c, i, k, end);
        c->kinds[i].items++;
    }
}

static void cover_measures(struct covering *c, struct backtest_coverage *out)
{
    const struct cube *cube = c->source->cube;
    struct held_measure *held =
        arena_make(c->arena, struct held_measure, cube->measure_count);
    for (size_t i = 0; i < cube->measure_count; i++) {
        const struct cube_measure *measure = &cube->measures[i];
        size_t authorities = 0, period = last_period(c, measure, &authorities);
        if (period == SIZE_MAX)
            continue;
        cover_measure(c, measure, period);
        held[out->measure_count++] =
            (struct held_measure){measure->about.id, measure->about.label, authorities,
                                  end_of(&measure->periods[period])};
    }
    out->measures = held;
}

/* ---- Ratings */

/* The year of a framework: of its id, else of its first day. */
static int year_of(const struct plan *plan)
{
    struct str id = plan->regime.id;
    int year = 0;
    if (str_equal(regime_family_of(id), id))
        return date_split(plan->regime.valid_from).year;
    for (size_t i = id.len - 4; i < id.len; i++)
        year = year * 10 + (id.at[i] - '0');
    return year;
}

static void cover_ratings(struct covering *c, struct backtest_coverage *out)
{
    const struct batch *facts = c->source->facts;
    struct held_rating *ratings =
        arena_make(c->arena, struct held_rating, facts->ratings_count);
    for (size_t i = 0; i < facts->ratings_count; i++) {
        const struct batch_rating *row = &facts->ratings[i];
        size_t k = 0;
        out->last_rated = row->year > out->last_rated ? row->year : out->last_rated;
        if (row->year != out->year)
            continue;
        while (k < out->rating_count && !str_equal(ratings[k].scheme, row->scheme))
            k++;
        if (k == out->rating_count)
            ratings[out->rating_count++].scheme = row->scheme;
        ratings[k].authorities++;
        ratings[k].with_grade += row->label > 0;
    }
    out->ratings = ratings;
}

/* ---- All of it */

static void sum_up(const struct covering *c, struct backtest_coverage *out)
{
    for (uint32_t area = 0; area < c->source->cube->area_count; area++) {
        bool every = c->count > 0 && is_live(c, area);
        for (size_t i = 0; i < c->count; i++)
            every = every && c->has[i][area];
        out->live += is_live(c, area);
        out->everything += every;
    }
    for (size_t i = 0; i < c->count; i++) {
        bool wide = out->live && 10 * c->kinds[i].authorities >= 9 * out->live;
        out->wide += wide;
        out->some += !wide && c->kinds[i].authorities > 0;
    }
    out->kinds = c->kinds;
    out->kind_count = c->count;
}

struct backtest_coverage *backtest_cover(struct arena *a, const struct plan *plan,
                                         const struct survey_source *source,
                                         const struct regimes *regimes, date at)
{
    struct covering c = {
        .arena = a, .plan = plan, .source = source, .regimes = regimes, .at = at};
    struct backtest_coverage *out = arena_alloc(a, sizeof *out);
    out->at = at;
    out->year = year_of(plan);
    walk_plan(plan, ask_expr, &c);
    ask_entered(&c);
    cover_settings(&c);
    for (size_t i = 0; i < source->events->count; i++)
        cover_event(&c, &source->events->at[i]);
    cover_measures(&c, out);
    cover_ratings(&c, out);
    sum_up(&c, out);
    return out;
}
