/* An area's settings by service, beside those of its neighbours taken together and of
 * England. */
#include <assert.h>
#include <stdlib.h>

#include "profile/picture.h"

static int by_day(const void *a, const void *b)
{
    return date_compare(*(const date *)a, *(const date *)b);
}

/* Of the inspections counted; those that a list gives without their day are left out. */
static void add_ages(struct arena *a, const struct survey *survey,
                     struct picture_settings *s)
{
    date *days = arena_make(a, date, s->own->settings);
    size_t count = 0;
    for (size_t i = 0; i < s->own->settings; i++) {
        const struct survey_setting *setting = &survey->settings[s->own->first + i];
        if (setting->standing == SETTING_COUNTED && !date_is_none(setting->inspected))
            days[count++] = setting->inspected;
    }
    if (count == 0)
        return;
    qsort(days, count, sizeof *days, by_day);
    s->oldest = days[0];
    s->median = days[count / 2];
}

static void add_neighbours(const struct survey *survey, uint32_t area, size_t service,
                           struct picture_settings *s)
{
    const uint32_t *neighbours = survey_neighbours(survey, area);
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        if (neighbours[i] == UINT32_MAX)
            continue;
        const struct survey_tally *tally = survey_tally(survey, service, neighbours[i]);
        s->neighbours_counted += tally->counted;
        s->neighbours_good += tally->good;
    }
}

static void add_england(const struct survey *survey, size_t service,
                        struct picture_settings *s)
{
    const struct cube *cube = survey->source.cube;
    for (size_t i = 0; i < cube->area_count && cube->areas[i].is_authority; i++) {
        const struct survey_tally *tally = survey_tally(survey, service, (uint32_t)i);
        s->england_counted += tally->counted;
        s->england_good += tally->good;
    }
}

void picture_services(struct arena *a, struct picture *p)
{
    const struct survey *survey = p->survey;
    struct picture_settings *out =
        arena_make(a, struct picture_settings, survey->service_count);
    size_t count = 0;
    for (size_t i = 0; i < survey->service_count; i++) {
        const struct survey_tally *own = survey_tally(survey, i, p->area);
        if (own->settings == 0)
            continue;
        struct picture_settings *s = &out[count++];
        *s = (struct picture_settings){.service = &survey->services[i],
                                       .own = own,
                                       .oldest = DATE_NONE,
                                       .median = DATE_NONE};
        add_ages(a, survey, s);
        add_neighbours(survey, p->area, i, s);
        add_england(survey, i, s);
    }
    p->settings = out;
    p->setting_count = count;
}
