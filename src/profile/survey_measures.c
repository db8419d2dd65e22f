/* The measures of a survey: which of the cube's belong to a profile, in which order, and
 * of which period. */
#include <math.h>
#include <stdlib.h>

#include "profile/survey.h"

/* Figures older than this are told apart as a series that has ended: what stood so long
 * ago says nothing of an area today. */
enum { ENDED_AFTER_MONTHS = 36 };

static bool has_topic(const struct cube_measure *measure)
{
    return measure->about.topic.len > 0;
}

static bool has_direction(const struct cube_measure *measure)
{
    return measure->about.polarity == POLARITY_HIGH ||
           measure->about.polarity == POLARITY_LOW;
}

/* A profile holds what a catalogue describes: measures with a topic or a direction.  The
 * breakdowns of the tidy tables, well over a thousand, are asked for one by one. */
static bool is_wanted(const struct cube_measure *measure)
{
    return has_topic(measure) || has_direction(measure);
}

/* ---- Periods */

static bool has_authority_figure(const struct cube *cube, const struct cube_series *s)
{
    for (size_t i = 0; i < cube->area_count && cube->areas[i].is_authority; i++) {
        if (!isnan(s->value[i]))
            return true;
    }
    return false;
}

/* The latest period that had ended and holds a figure; SIZE_MAX where there is none. */
static size_t period_at(const struct survey *survey, const struct cube_measure *measure)
{
    size_t found = SIZE_MAX;
    for (size_t p = measure->period_count; p > 0; p--) {
        const struct cube_period *period = &measure->periods[p - 1];
        date end = period->span.end;
        bool asked = !survey->options.year || period->year == survey->options.year;
        if (!asked || date_is_none(end) || date_compare(end, survey->options.at) > 0)
            continue;
        bool newer =
            found == SIZE_MAX || date_compare(end, measure->periods[found].span.end) > 0;
        if (newer && has_authority_figure(survey->source.cube, &measure->series[p - 1]))
            found = p - 1;
    }
    return found;
}

/* ---- The list */

struct listing_measures {
    struct survey *survey;
    struct survey_measure *at;
    size_t count;
};

static void list_measures(struct listing_measures *l, bool topic)
{
    const struct cube *cube = l->survey->source.cube;
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        if (!is_wanted(measure) || has_topic(measure) != topic || measure->is_twin)
            continue;
        struct survey_measure entry = {.about = *measure};
        entry.period = period_at(l->survey, measure);
        if (entry.period == SIZE_MAX) {
            l->survey->later_count++;
            continue;
        }
        l->at[l->count++] = entry;
    }
}

/* ---- Order */

/* A topic stands where the catalogue first names it; measures as its rows are. */
struct topic_place {
    struct str topic;
    uint32_t row;
};

static size_t collect_topics(const struct listing_measures *l, struct topic_place *topics)
{
    size_t count = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct batch_measure *about = &l->at[i].about.about;
        size_t t = 0;
        while (t < count && !str_equal(topics[t].topic, about->topic))
            t++;
        if (t == count)
            topics[count++] = (struct topic_place){about->topic, about->row};
        if (about->row < topics[t].row)
            topics[t].row = about->row;
    }
    return count;
}

struct sort_key {
    uint32_t topic_row, row;
    struct str id;
    size_t index;
};

static int by_key(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    if (x->topic_row != y->topic_row)
        return x->topic_row < y->topic_row ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return str_compare(x->id, y->id);
}

static struct sort_key key_of(const struct listing_measures *l,
                              const struct topic_place *topics, size_t topic_count,
                              size_t index)
{
    const struct batch_measure *about = &l->at[index].about.about;
    struct sort_key key = {UINT32_MAX, UINT32_MAX, about->id, index};
    if (!about->topic.len)
        return key;
    for (size_t t = 0; t < topic_count; t++) {
        if (str_equal(topics[t].topic, about->topic))
            key.topic_row = topics[t].row;
    }
    key.row = about->row;
    return key;
}

static struct survey_measure *in_order(const struct listing_measures *l)
{
    struct arena *a = l->survey->arena;
    struct topic_place *topics = arena_make(a, struct topic_place, l->count);
    size_t topic_count = collect_topics(l, topics);
    struct sort_key *keys = arena_make(a, struct sort_key, l->count);
    struct survey_measure *out = arena_make(a, struct survey_measure, l->count);
    for (size_t i = 0; i < l->count; i++)
        keys[i] = key_of(l, topics, topic_count, i);
    if (l->count)
        qsort(keys, l->count, sizeof *keys, by_key);
    for (size_t i = 0; i < l->count; i++)
        out[i] = l->at[keys[i].index];
    return out;
}

/* ---- Benchmarks */

static void run_benchmarks(struct survey *survey, struct survey_measure *measures,
                           size_t count)
{
    const struct cube *cube = survey->source.cube;
    struct arena *a = survey->arena;
    struct benchmarker *with = benchmarker_new(a, cube, &survey->options.benchmark);
    date stale = date_add_months(survey->options.at, -ENDED_AFTER_MONTHS);
    for (size_t i = 0; i < count; i++) {
        struct survey_measure *m = &measures[i];
        m->result = benchmark_room(a, cube);
        benchmark_period(with, &m->about, m->period, &m->result);
        m->ended = date_compare(m->about.periods[m->period].span.end, stale) < 0;
    }
}

void survey_measures(struct survey *survey)
{
    const struct cube *cube = survey->source.cube;
    struct listing_measures l = {.survey = survey};
    l.at = arena_make(survey->arena, struct survey_measure, cube->measure_count);
    list_measures(&l, true);
    list_measures(&l, false);
    struct survey_measure *measures = in_order(&l);
    run_benchmarks(survey, measures, l.count);
    survey->measures = measures;
    survey->measure_count = l.count;
}
