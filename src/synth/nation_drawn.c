/* What is drawn of each measure: how many of those it is a share of, by area and year;
 * what is not shown, and why; and the sums of regions and of the nation.
 *
 * Nothing is shown where an area did not send its return (nor is it in any sum), where
 * there is nobody to count, and where a count, or what it is a share of, is
 * one to five.  If one area alone of a
 * region would be hidden so, the next smallest is hidden too: else the region's sum would
 * tell.  Sums themselves are always shown. */
#include <assert.h>
#include <math.h>

#include "synth/inside.h"

enum { SMALL = 5 };
/* How often an area does not send its returns on a topic in a year. */
#define LOST 0.004
/* Of what lies between areas, how much measures of one topic share, and how much lasts
 * only a year. */
#define COMMON 0.5
#define LASTING 0.8
#define FLEETING 0.33

const struct drawn *nation_drawn(const struct nation *nation, size_t measure, int year,
                                 size_t place)
{
    assert(year >= FIRST_YEAR && year <= LAST_YEAR && place < nation->place_count);
    return &nation->drawn[measure]
                         [(size_t)(year - FIRST_YEAR) * nation->place_count + place];
}

/* ---- Chance */

/* One measure being drawn. */
struct drawing {
    struct nation *nation;
    const struct synth_measure *measure;
    size_t index;
    uint64_t topic;       /* names the topic's streams */
    double shocks[YEARS]; /* the nation's, each year */
    struct drawn *all;
};

static uint64_t text_number(const char *text)
{
    uint64_t number = 0;
    for (; *text; text++)
        number = random_mix(number, (unsigned char)*text);
    return number;
}

/* What the measure's year, the area and its leadership do to it, in the spread's unit. */
static double effect_of(const struct drawing *d, size_t area, int year, double own)
{
    const struct synth_measure *m = d->measure;
    const struct synth_area *at = &d->nation->areas[area];
    double effect = m->need * at->latent.need + m->led * nation_led(at, year) + own;
    effect += m->trend * (year - LAST_YEAR) + d->shocks[year - FIRST_YEAR];
    /* The level is the last year's: before the break the series stood elsewhere. */
    if (m->break_year && year < m->break_year)
        effect -= m->shift;
    return effect;
}

static double odds_to_share(double odds)
{
    return odds / (1 + odds);
}

/* Scores of single children scatter; their sum is kept in whole parts of a point. */
static uint64_t draw_points(struct random *r, const struct synth_measure *m, uint64_t of,
                            double mean)
{
    double one = 0.42 * m->level, children = (double)of;
    double sum = children * mean + sqrt(children) * one * random_normal(r);
    return sum > 0 ? (uint64_t)(sum * (double)m->per + 0.5) : 0;
}

static uint64_t draw_count(struct random *r, const struct synth_measure *m, uint64_t of,
                           double effect)
{
    if (m->kind == MEASURE_MEAN)
        return of ? draw_points(r, m, of, m->level + effect) : 0;
    double level = m->level / (double)m->per;
    if (m->kind == MEASURE_RATE) {
        uint64_t events = random_poisson(r, (double)of * level * random_exp(effect));
        return events < of ? events : of;
    }
    return random_binomial(r, of,
                           odds_to_share(level / (1 - level) * random_exp(effect)));
}

/* Girls do better by about as much as boys do worse. */
static void draw_sexes(struct random *r, const struct synth_measure *m, uint64_t of,
                       double effect, struct drawn *out)
{
    const double gap = 0.32;
    out->of_girls = random_binomial(r, of, 0.488);
    out->girls = draw_count(r, m, out->of_girls, effect + gap);
    out->of = of;
    out->count = out->girls + draw_count(r, m, of - out->of_girls, effect - gap);
}

static struct drawn draw_year(const struct drawing *d, struct random *r, size_t area,
                              int year, double own)
{
    const struct synth_measure *m = d->measure;
    uint64_t of = nation_base(d->nation, m->base, area, year);
    struct drawn out = {
        .live = nation_is_live(&d->nation->areas[area], synth_year_end(m, year))};
    struct random lost =
        nation_stream(d->nation, "lost",
                      random_mix(d->topic, area * 100 + (size_t)(year - FIRST_YEAR)));
    double effect = effect_of(d, area, year, own);
    if (m->kind == MEASURE_COUNT)
        out.count = of;
    else if (m->by_sex)
        draw_sexes(r, m, of, effect, &out);
    else
        out.count = m->parts ? nation_base(d->nation, m->parts, area, year)
                             : draw_count(r, m, of, effect);
    if (m->kind != MEASURE_COUNT)
        out.of = of;
    if (random_uniform(&lost) < LOST)
        out.shown = SHOWN_NOT_AVAILABLE;
    else if (m->kind != MEASURE_COUNT && of == 0)
        out.shown = SHOWN_NOT_APPLICABLE;
    return out;
}

static void draw_area(const struct drawing *d, size_t area)
{
    struct random r = nation_stream(d->nation, d->measure->id, area);
    struct random topic = nation_stream(d->nation, "topic", random_mix(d->topic, area));
    double spread = d->measure->spread;
    double lasting =
        COMMON * random_normal(&topic) + sqrt(1 - COMMON * COMMON) * random_normal(&r);
    double fleeting = random_normal(&r);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        double own = spread * (0.94 * lasting + FLEETING * fleeting);
        d->all[(size_t)(year - FIRST_YEAR) * d->nation->place_count + area] =
            draw_year(d, &r, area, year, own);
        fleeting = LASTING * fleeting + 0.6 * random_normal(&r);
    }
}

/* ---- What is not shown */

static bool is_small(const struct drawn *d)
{
    bool of_few = d->of > 0 && d->of <= SMALL;
    return of_few || (d->count > 0 && d->count <= SMALL);
}

/* Girls and boys stand beside their total, so that either may tell of a small count. */
static bool has_small_part(const struct synth_measure *m, const struct drawn *d)
{
    struct drawn boys = {.count = d->count - d->girls}, girls = {.count = d->girls};
    return is_small(d) || (m->by_sex && (is_small(&boys) || is_small(&girls)));
}

static bool is_counted(const struct drawn *d)
{
    return d->live && d->shown != SHOWN_NOT_AVAILABLE && d->shown != SHOWN_NOT_APPLICABLE;
}

/* Hides the small counts of a region, and one beside a lone one. */
struct hiding {
    size_t hidden;
    struct drawn *next; /* the smallest that is shown */
};

static void hide(const struct drawing *d, struct drawn *one, struct hiding *h)
{
    if (!is_counted(one))
        return;
    if (has_small_part(d->measure, one)) {
        one->shown = SHOWN_SUPPRESSED;
        h->hidden++;
    } else if (one->count > 0 && (!h->next || one->count < h->next->count)) {
        h->next = one;
    }
}

static void hide_region(const struct drawing *d, struct drawn *year, size_t region)
{
    const struct nation *nation = d->nation;
    const struct synth_region *of = &nation->regions[region];
    struct hiding h = {0, NULL};
    for (size_t i = of->first; i < of->first + of->count; i++)
        hide(d, &year[i], &h);
    for (size_t i = nation->options.areas; i < nation->area_count; i++) {
        if (nation->areas[i].region == region)
            hide(d, &year[i], &h);
    }
    if (h.hidden == 1 && h.next)
        h.next->shown = SHOWN_SUPPRESSED;
}

/* ---- Sums */

static void add(struct drawn *sum, const struct drawn *one)
{
    sum->live = true;
    sum->count += one->count;
    sum->of += one->of;
    sum->girls += one->girls;
    sum->of_girls += one->of_girls;
}

static void sum_up(const struct nation *nation, struct drawn *year)
{
    struct drawn *regions = year + nation->area_count;
    struct drawn *all = regions + nation->region_count;
    for (size_t i = 0; i < nation->area_count; i++) {
        if (!is_counted(&year[i]))
            continue;
        add(&regions[nation->areas[i].region], &year[i]);
        add(all, &year[i]);
    }
}

static void draw_measure(struct drawing *d)
{
    struct random r = nation_stream(d->nation, "shocks", d->index);
    size_t places = d->nation->place_count;
    for (int y = 0; y < YEARS; y++)
        d->shocks[y] = 0.06 * d->measure->spread * random_normal(&r);
    for (size_t area = 0; area < d->nation->area_count; area++)
        draw_area(d, area);
    for (size_t y = 0; y < YEARS; y++) {
        struct drawn *year = &d->all[y * places];
        for (size_t region = 0; region < d->nation->region_count; region++)
            hide_region(d, year, region);
        sum_up(d->nation, year);
    }
}

void nation_draw_measures(struct nation *nation)
{
    size_t count;
    const struct synth_measure *measures = synth_measures(&count);
    nation->drawn = arena_make(nation->arena, struct drawn *, count);
    for (size_t i = 0; i < count; i++) {
        nation->drawn[i] =
            arena_make(nation->arena, struct drawn, YEARS * nation->place_count);
        struct drawing d = {.nation = nation,
                            .measure = &measures[i],
                            .index = i,
                            .topic = text_number(measures[i].topic),
                            .all = nation->drawn[i]};
        draw_measure(&d);
    }
}
