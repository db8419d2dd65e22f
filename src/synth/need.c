/* Who the child is; what happens is in need_course.c. */
#include "synth/need.h"

#include "synth/life_inside.h"
#include "synth/need_inside.h"

struct str need_pick(struct random *r, const struct need_share *from, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += from[i].weight;
    int at = (int)random_below(r, (uint64_t)total);
    size_t i = 0;
    while (at >= from[i].weight)
        at -= from[i++].weight;
    return str_of(from[i].code);
}

static struct str draw_ethnic(struct random *r)
{
    static const struct need_share codes[] = {
        {"WBRI", 640}, {"WIRI", 5},  {"WIRT", 4},  {"WOTH", 60}, {"WROM", 8},
        {"MWBC", 30},  {"MWBA", 12}, {"MWAS", 20}, {"MOTH", 35}, {"AIND", 15},
        {"APKN", 40},  {"ABAN", 17}, {"AOTH", 22}, {"BCRB", 22}, {"BAFR", 40},
        {"BOTH", 12},  {"CHNE", 3},  {"OOTH", 30}, {"REFU", 5},  {"NOBT", 30}};
    return NEED_PICK(r, codes);
}

static bool has_disability(const struct need *need, struct str code)
{
    for (size_t i = 0; i < need->disability_count; i++)
        if (str_equal(need->disabilities[i], code))
            return true;
    return false;
}

static void draw_disabilities(struct need_drawing *d)
{
    static const struct need_share codes[] = {
        {"LD", 30},  {"AUT", 30}, {"BEH", 15}, {"COMM", 15}, {"MOB", 12}, {"PC", 8},
        {"HAND", 4}, {"INC", 6},  {"HEAR", 5}, {"VIS", 5},   {"CON", 4},  {"DDA", 10}};
    struct need *need = d->need;
    if (!chance(&d->r, 0.13)) {
        need->disabilities[need->disability_count++] = STR("NONE");
        return;
    }
    int wanted = chance(&d->r, 0.55) ? 1 : between(&d->r, 2, NEED_DISABILITIES);
    while ((int)need->disability_count < wanted) {
        struct str code = NEED_PICK(&d->r, codes);
        if (!has_disability(need, code))
            need->disabilities[need->disability_count++] = code;
    }
}

/* A pupil number from school age on; else why there is none. */
static void draw_number(struct need_drawing *d)
{
    static const struct need_share reasons[] = {
        {"UN2", 10}, {"UN3", 40}, {"UN4", 10}, {"UN5", 30}, {"UN6", 10}};
    date school = date_of(date_split(d->end).year - 5, 8, 31);
    if (date_is_none(d->need->born))
        return;
    if (is_earlier(school, d->need->born))
        d->need->no_number = STR("UN1");
    else if (chance(&d->r, 0.02))
        d->need->no_number = NEED_PICK(&d->r, reasons);
}

static bool draw_unborn(struct need_drawing *d)
{
    if (!chance(&d->r, 0.018))
        return false;
    /* Between March and December: code 8530Q. */
    d->need->expected = day_after(d->end, between(&d->r, 5, 260));
    d->need->ethnic = STR("NOBT");
    return true;
}

void need_draw(struct need *need, uint64_t seed, int year, uint64_t number)
{
    enum { OLDEST = 17 * 365 + 300 };
    struct need_drawing d = {.need = need,
                             .r = random_stream(random_mix(seed, 8500), number),
                             .start = date_of(year - 1, 4, 1),
                             .end = date_of(year, 3, 31)};
    *need = (struct need){
        .number = number, .born = DATE_NONE, .expected = DATE_NONE, .died = DATE_NONE};
    need->girl = chance(&d.r, 0.47);
    if (!draw_unborn(&d)) {
        need->born = day_after(d.end, -between(&d.r, 3, OLDEST));
        need->ethnic = draw_ethnic(&d.r);
        draw_disabilities(&d);
    }
    draw_number(&d);
    need_draw_course(&d);
}
