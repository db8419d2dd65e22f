#include "profile/survey.h"

#include <assert.h>
#include <math.h>

/* ---- Steps back */

struct survey_origin survey_origin(const struct survey_source *source, uint32_t load,
                                   uint32_t row)
{
    size_t low = 0, high = source->cube->load_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->load_ids[middle] < (int64_t)load)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < source->cube->load_count && source->load_ids[low] == (int64_t)load;
    return (struct survey_origin){found ? (uint32_t)low : UINT32_MAX, row};
}

bool survey_origin_is_none(struct survey_origin origin)
{
    return origin.load == UINT32_MAX;
}

/* ---- Days */

static date later(date a, date b)
{
    return date_compare(a, b) < 0 ? b : a;
}

static bool has_figure(const struct cube *cube, const struct cube_series *series)
{
    for (size_t i = 0; i < cube->area_count; i++) {
        if (!isnan(series->value[i]))
            return true;
    }
    return false;
}

/* Periods are in order, so the last one with a figure is nearly always the latest. */
static date latest_figure(const struct cube *cube)
{
    date latest = DATE_NONE;
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        for (size_t p = measure->period_count; p > 0; p--) {
            date end = measure->periods[p - 1].span.end;
            if (date_compare(end, latest) <= 0)
                continue;
            if (has_figure(cube, &measure->series[p - 1]))
                latest = end;
        }
    }
    return latest;
}

date survey_latest(const struct survey_source *source)
{
    date latest = latest_figure(source->cube);
    for (size_t i = 0; i < source->events->count; i++) {
        latest = later(latest, merged_event_date(&source->events->at[i]));
        latest = later(latest, source->events->at[i].published);
    }
    for (size_t i = 0; i < source->facts->settings_count; i++)
        latest = later(latest, source->facts->settings[i].as_at);
    return latest;
}

bool survey_is_live(const struct cube_area *area, date on)
{
    return date_compare(area->live_from, on) <= 0 &&
           (date_is_none(area->live_to) || date_compare(area->live_to, on) >= 0);
}

/* ---- Neighbours */

const uint32_t *survey_neighbours(const struct survey *survey, uint32_t area)
{
    const struct cube *cube = survey->source.cube;
    size_t model = survey->options.benchmark.model;
    assert(area < cube->area_count);
    return model < cube->model_count ? &cube->neighbours[model][area * CUBE_NEIGHBOURS]
                                     : NULL;
}

const struct str *survey_closeness(const struct survey *survey, uint32_t area)
{
    const struct cube *cube = survey->source.cube;
    size_t model = survey->options.benchmark.model;
    assert(area < cube->area_count);
    return model < cube->model_count ? &cube->closeness[model][area * CUBE_NEIGHBOURS]
                                     : NULL;
}

const struct survey_tally *survey_tally(const struct survey *survey, size_t service,
                                        uint32_t area)
{
    assert(service < survey->service_count && area < survey->source.cube->area_count);
    return &survey->tallies[service * survey->source.cube->area_count + area];
}

/* ---- All of it */

static void find_england(struct survey *survey)
{
    const struct cube *cube = survey->source.cube;
    survey->england_area = UINT32_MAX;
    for (size_t i = 0; i < cube->area_count; i++) {
        if (!cube->areas[i].is_england)
            continue;
        survey->england_area = (uint32_t)i;
        survey->england = cube->areas[i].name;
    }
}

struct survey *survey_build(struct arena *a, const struct survey_source *source,
                            const struct survey_options *options)
{
    assert(source->cube && source->facts && source->events);
    assert(!date_is_none(options->at));
    struct survey *survey = arena_make(a, struct survey, 1);
    survey->arena = a;
    survey->source = *source;
    survey->options = *options;
    find_england(survey);
    survey_measures(survey);
    survey_settings(survey);
    return survey;
}
