#include "synth/life.h"

#include <math.h>

#include "synth/life_inside.h"

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF /* as in random.c */
#endif

/* ---- Chances */

bool chance(struct random *r, double p)
{
    return random_uniform(r) < p;
}

int between(struct random *r, int low, int high)
{
    return high <= low ? low : low + (int)random_below(r, (uint64_t)(high - low) + 1);
}

int days_until(struct random *r, double mean)
{
    double days = -mean * random_log(random_uniform(r));
    return days < 1 ? 1 : days > 20000 ? 20000 : (int)days;
}

date day_after(date day, int days)
{
    return date_add_days(day, days);
}

int days_between(date from, date to)
{
    return to.days - from.days;
}

bool is_earlier(date a, date b)
{
    return !date_is_none(a) && (date_is_none(b) || a.days < b.days);
}

date earlier_of(date a, date b)
{
    return is_earlier(a, b) ? a : b;
}

date later_of(date a, date b)
{
    return is_earlier(a, b) ? b : a;
}

date year_start(int year)
{
    return date_of(year - 1, 4, 1);
}

date year_end(int year)
{
    return date_of(year, 3, 31);
}

/* ---- Who the child is */

static struct str pick_weighted(struct random *r, const char *const *texts,
                                const int *weights, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    int at = (int)random_below(r, (uint64_t)total);
    size_t i = 0;
    while (at >= weights[i])
        at -= weights[i++];
    return str_of(texts[i]);
}

static struct str draw_ethnic(struct random *r, bool asylum)
{
    static const char *const codes[] = {
        "WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND",
        "APKN", "ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"};
    static const int all[] = {680, 6, 40, 5,  8,  35, 10, 15, 35, 6,
                              18,  9, 14, 22, 35, 12, 2,  30, 4,  4};
    static const int seeking[] = {0, 0, 5,   0, 0,   0,  0, 0,   2, 1,
                                  2, 4, 300, 0, 330, 20, 2, 320, 0, 4};
    return pick_weighted(r, codes, asylum ? seeking : all, sizeof all / sizeof *all);
}

static struct str draw_need(struct random *r, enum life_kind kind)
{
    static const char *const codes[] = {"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"};
    static const int all[] = {650, 20, 30, 80, 140, 15, 2, 63};
    static const int breaks[] = {20, 900, 20, 30, 30, 0, 0, 0};
    if (kind == LIFE_ASYLUM)
        return STR("N8");
    bool disabled = kind == LIFE_BREAKS || kind == LIFE_SERIES;
    return pick_weighted(r, codes, disabled ? breaks : all, sizeof all / sizeof *all);
}

static enum life_kind draw_kind(struct random *r)
{
    static const struct {
        enum life_kind kind;
        int weight;
    } shares[] = {{LIFE_ORDINARY, 738}, {LIFE_ADOPTION, 66}, {LIFE_GUARDIAN, 50},
                  {LIFE_ASYLUM, 85},    {LIFE_REMAND, 8},    {LIFE_POLICE, 8},
                  {LIFE_BREAKS, 20},    {LIFE_SERIES, 25}};
    int at = (int)random_below(r, 1000);
    size_t i = 0;
    while (at >= shares[i].weight)
        at -= shares[i++].weight;
    return shares[i].kind;
}

static void draw_person(struct drawing *d)
{
    struct life *life = d->life;
    bool asylum = life->kind == LIFE_ASYLUM;
    life->girl = chance(&d->r, asylum ? 0.05 : 0.44);
    life->ethnic = draw_ethnic(&d->r, asylum);
    life->need = draw_need(&d->r, life->kind);
    if (!asylum)
        life->home = world_spot(d->world, &d->r, SPOT_OWN)->postcode;
    life->abroad = asylum ? chance(&d->r, 0.5) : chance(&d->r, 0.004);
}

void life_draw(struct life *life, const struct life_options *options, uint64_t number)
{
    struct drawing d = {.life = life,
                        .world = options->world,
                        .r = random_stream(random_mix(options->seed, 903), number),
                        .from = year_start(options->year),
                        .to = year_end(options->year)};
    life->number = number;
    life->kind = draw_kind(&d.r);
    life->horizon = d.to;
    life->home = STR("");
    life->child_born = life->before = DATE_NONE;
    life->adoption = (struct life_adoption){
        .decided = DATE_NONE, .reversed = DATE_NONE, .matched = DATE_NONE};
    life->deprived = (struct life_span){DATE_NONE, DATE_NONE, false};
    life->episode_count = life->care_count = life->away_count = 0;
    life->review_count = life->worker_count = 0;
    draw_person(&d);
    life_draw_kind(&d);
    life_draw_beside(&d);
}
