#include "profile/picture.h"

#include <assert.h>

date picture_day(const struct cube_area *area, date at)
{
    bool ended = !date_is_none(area->live_to) && date_compare(area->live_to, at) < 0;
    return ended ? area->live_to : at;
}

int picture_months(date from, date to)
{
    assert(date_compare(from, to) <= 0 && !date_is_none(from));
    struct date_parts a = date_split(from), b = date_split(to);
    int months = (b.year - a.year) * 12 + b.month - a.month;
    return b.day < a.day ? months - 1 : months;
}

static enum picture_life life_of(const struct cube_area *area, date at)
{
    if (date_compare(area->live_from, at) > 0)
        return LIFE_NOT_YET;
    return survey_is_live(area, at) ? LIFE_CURRENT : LIFE_ENDED;
}

/* A change of code alone is no change of authority. */
static void add_kin(struct arena *a, struct picture *p, const struct batch_succession *s)
{
    const struct cube *cube = p->survey->source.cube;
    struct str code = cube->areas[p->area].code;
    bool after = str_equal(s->old_code, code), before = str_equal(s->new_code, code);
    if (after == before)
        return;
    uint32_t other = cube_area(cube, after ? s->new_code : s->old_code);
    if (other == UINT32_MAX)
        return;
    struct picture_kin kin = {other, s->on, s->kind, s->note,
                              survey_origin(&p->survey->source, s->load, s->row)};
    const struct picture_kin *old = after ? p->after : p->before;
    size_t count = after ? p->after_count : p->before_count;
    for (size_t i = 0; i < count; i++) {
        if (old[i].area == other)
            return;
    }
    struct picture_kin *all = arena_make(a, struct picture_kin, count + 1);
    for (size_t i = 0; i < count; i++)
        all[i] = old[i];
    all[count] = kin;
    *(after ? &p->after : &p->before) = all;
    *(after ? &p->after_count : &p->before_count) = count + 1;
}

static bool all_not_close(const struct survey *survey, uint32_t area)
{
    const uint32_t *neighbours = survey_neighbours(survey, area);
    const struct str *closeness = survey_closeness(survey, area);
    size_t known = 0;
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        if (neighbours[i] == UINT32_MAX)
            continue;
        known++;
        if (!str_equal_fold(closeness[i], STR("not close")))
            return false;
    }
    return known > 0;
}

struct picture *picture_draw(struct arena *a, const struct survey *survey, uint32_t area)
{
    const struct cube *cube = survey->source.cube;
    assert(area < cube->area_count && cube->areas[area].is_authority);
    struct picture *p = arena_make(a, struct picture, 1);
    p->survey = survey;
    p->area = area;
    p->at = survey->options.at;
    p->life = life_of(&cube->areas[area], p->at);
    p->weak_neighbours = all_not_close(survey, area);
    const struct batch *facts = survey->source.facts;
    for (size_t i = 0; i < facts->successions_count; i++)
        add_kin(a, p, &facts->successions[i]);
    if (p->life != LIFE_CURRENT)
        return p;
    picture_figures(a, p);
    picture_services(a, p);
    picture_events(a, p);
    return p;
}
