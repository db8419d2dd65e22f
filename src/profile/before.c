#include "profile/before.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* ---- Inspections */

struct gathering {
    const struct survey_source *source;
    const struct before_options *options;
    struct before_inspection *at;
    size_t count, undated, repeated;
};

/* Inspections last up to four weeks; files that print another first day than the report
 * would make two of one. */
enum { ONE_WITHIN_DAYS = 28 };

static const struct batch_event_grade *grade_of(const struct gathering *g,
                                                const struct merged_event *event)
{
    for (size_t i = 0; i < event->grade_count; i++) {
        const struct batch_event_grade *grade =
            &g->source->facts->event_grades[event->grades[i]];
        if (str_equal(grade->aspect, g->options->judgement->id))
            return grade->position >= 0 ? grade : NULL;
    }
    return NULL;
}

static bool is_of_regime(const struct gathering *g, const struct merged_event *event)
{
    const struct regime *regime = g->options->regime;
    return regimes_match(g->options->regimes, event->framework, regime->id,
                         merged_event_date(event));
}

static void gather(struct gathering *g, const struct merged_event *event)
{
    const struct batch_event_grade *grade = grade_of(g, event);
    if (!grade || !is_of_regime(g, event))
        return;
    uint32_t area = cube_area(g->source->cube, event->code);
    if (area == UINT32_MAX || !g->source->cube->areas[area].is_authority)
        return;
    if (date_is_none(event->start)) {
        g->undated++;
        return;
    }
    g->at[g->count++] = (struct before_inspection){
        .area = area,
        .start = event->start,
        .year = date_split(event->start).year,
        .position = (unsigned)grade->position,
        .origin = survey_origin(g->source, grade->load, grade->row)};
}

static int by_area_and_day(const void *a, const void *b)
{
    const struct before_inspection *x = a, *y = b;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    return date_compare(x->start, y->start);
}

static void drop_repeated(struct gathering *g)
{
    size_t kept = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct before_inspection *last = kept ? &g->at[kept - 1] : NULL;
        if (last && last->area == g->at[i].area &&
            g->at[i].start.days - last->start.days <= ONE_WITHIN_DAYS)
            g->repeated++;
        else
            g->at[kept++] = g->at[i];
    }
    g->count = kept;
}

static bool is_last_of_area(const struct gathering *g, size_t i)
{
    return i + 1 == g->count || g->at[i + 1].area != g->at[i].area;
}

static void keep_latest(struct gathering *g)
{
    size_t kept = 0;
    for (size_t i = 0; i < g->count; i++) {
        if (is_last_of_area(g, i))
            g->at[kept++] = g->at[i];
    }
    g->count = kept;
}

/* ---- Grades as outcomes */

static void rank_year(const struct before *b, struct rank_room *room, int year,
                      double *score, double *outcome)
{
    double *standing = score + b->count;
    for (size_t i = 0; i < b->count; i++) {
        bool of_it = b->inspections[i].year == year;
        score[i] = of_it ? -(double)b->inspections[i].position : (double)NAN;
    }
    rank_standings(room, score, b->count, standing);
    for (size_t i = 0; i < b->count; i++) {
        if (!isnan(standing[i]))
            outcome[i] = standing[i];
    }
}

static void rank_grades(struct arena *a, struct before *b)
{
    struct rank_room *room = rank_room_new(a, b->count);
    double *outcome = arena_make(a, double, b->count);
    double *score = arena_make(a, double, 2 * b->count);
    bool *done = arena_make(a, bool, b->count);
    for (size_t i = 0; i < b->count; i++) {
        if (done[i])
            continue;
        rank_year(b, room, b->inspections[i].year, score, outcome);
        for (size_t k = i; k < b->count; k++)
            done[k] |= b->inspections[k].year == b->inspections[i].year;
    }
    b->rows.outcome = outcome;
}

static void number_subjects(struct arena *a, struct before *b,
                            struct before_inspection *inspections)
{
    uint32_t *subjects = arena_make(a, uint32_t, b->count);
    uint32_t *subject = arena_make(a, uint32_t, b->count);
    for (size_t i = 0; i < b->count; i++) {
        if (i == 0 || inspections[i].area != inspections[i - 1].area)
            subjects[b->subject_count++] = inspections[i].area;
        subject[i] = (uint32_t)(b->subject_count - 1);
        inspections[i].subject = subject[i];
    }
    b->subjects = subjects;
    b->rows.subject = subject;
    b->rows.count = b->count;
}

struct before *before_build(struct arena *a, const struct survey_source *source,
                            const struct before_options *options)
{
    assert(options->judgement->scale);
    const struct merged_events *events = source->events;
    struct gathering g = {.source = source,
                          .options = options,
                          .at = arena_make(a, struct before_inspection, events->count)};
    for (size_t i = 0; i < events->count; i++)
        gather(&g, &events->at[i]);
    if (g.count)
        qsort(g.at, g.count, sizeof *g.at, by_area_and_day);
    drop_repeated(&g);
    if (options->latest_only)
        keep_latest(&g);
    struct before *b = arena_make(a, struct before, 1);
    *b = (struct before){.cube = source->cube,
                         .options = *options,
                         .inspections = g.at,
                         .count = g.count,
                         .undated = g.undated,
                         .repeated = g.repeated};
    number_subjects(a, b, g.at);
    rank_grades(a, b);
    return b;
}

/* ---- Standings */

/* One period of a measure: when it ended and where every area stands. */
struct ended {
    date end;
    const double *standing;
};

struct looking {
    const struct before *before;
    struct ended *periods; /* the latest first */
    size_t period_count;
};

static int later_first(const void *a, const void *b)
{
    const struct ended *x = a, *y = b;
    int order = date_compare(y->end, x->end);
    /* Of two that ended on one day the one published later stands behind. */
    return order ? order : (x->standing < y->standing) - (x->standing > y->standing);
}

/* As benchmarks have it: authorities that exist on the period's last day, and those that
 * ended within it and have a figure all the same. */
static bool takes_part(const struct cube *cube, uint32_t area,
                       const struct cube_period *period)
{
    date to = cube->areas[area].live_to;
    if (!cube->areas[area].is_authority)
        return false;
    return cube_is_live(cube, area, period) ||
           (date_compare(to, period->span.start) >= 0 &&
            date_compare(to, period->span.end) < 0);
}

static void take_live(const struct cube *cube, const struct cube_measure *measure,
                      size_t period, double *figures)
{
    const struct cube_series *series = &measure->series[period];
    double turn = measure->about.polarity == POLARITY_LOW ? -1 : 1;
    for (size_t i = 0; i < cube->area_count; i++) {
        bool counts = takes_part(cube, (uint32_t)i, &measure->periods[period]);
        counts = counts && isfinite(series->value[i]);
        figures[i] = counts ? turn * series->value[i] : (double)NAN;
    }
}

static void stand_periods(struct arena *a, struct looking *l,
                          const struct cube_measure *measure, struct rank_room *room)
{
    const struct cube *cube = l->before->cube;
    double *figures = arena_make(a, double, cube->area_count);
    /* One block, so that a later period's standings lie behind an earlier one's. */
    double *standings = arena_make(a, double, measure->period_count * cube->area_count);
    l->periods = arena_make(a, struct ended, measure->period_count);
    for (size_t p = 0; p < measure->period_count; p++) {
        date end = measure->periods[p].span.end;
        double *standing = standings + p * cube->area_count;
        if (date_is_none(end))
            continue;
        take_live(cube, measure, p, figures);
        rank_standings(room, figures, cube->area_count, standing);
        l->periods[l->period_count++] = (struct ended){end, standing};
    }
    if (l->period_count)
        qsort(l->periods, l->period_count, sizeof *l->periods, later_first);
}

/* One inspection: where each subject stood before that day. */
static void look_back(const struct looking *l, const struct before_inspection *at,
                      double *out)
{
    const struct before *b = l->before;
    date newest = date_add_months(at->start, -b->options.lag_months);
    date oldest = date_add_months(at->start, -b->options.age_months);
    for (size_t s = 0; s < b->subject_count; s++)
        out[s] = (double)NAN;
    for (size_t p = l->period_count; p > 0; p--) {
        const struct ended *period = &l->periods[p - 1];
        if (date_compare(period->end, newest) > 0 ||
            date_compare(period->end, oldest) < 0)
            continue;
        for (size_t s = 0; s < b->subject_count; s++) {
            double standing = period->standing[b->subjects[s]];
            out[s] = isnan(standing) ? out[s] : standing;
        }
    }
}

struct before_coverage before_standings(struct arena *a, const struct before *before,
                                        const struct cube_measure *measure,
                                        struct rank_room *room, double *out)
{
    struct looking l = {.before = before};
    struct before_coverage found = {0, 0};
    uint32_t last = UINT32_MAX;
    stand_periods(a, &l, measure, room);
    for (size_t i = 0; i < before->count; i++) {
        const struct before_inspection *at = &before->inspections[i];
        double *line = out + i * before->subject_count;
        look_back(&l, at, line);
        if (isnan(line[at->subject]))
            continue;
        found.inspections++;
        found.authorities += at->subject != last;
        last = at->subject;
    }
    return found;
}
