/* How sure a rank is: the ranks that the shrunken estimates would have, were they drawn
 * anew (Marshall and Spiegelhalter, BMJ 316 (1998) 1701). */
#include <assert.h>
#include <math.h>

#include "measures/benchmark.h"
#include "measures/distribution.h"
#include "measures/order.h"

enum { USUAL_DRAWS = 1000 };

/* An area in the draw: its estimate, and how far it may be off. */
struct contender {
    uint32_t area;
    double centre, error;
};

struct drawing {
    struct contender *contenders;
    size_t count;
    unsigned draws;
    uint64_t seed;
    struct ranked *drawn, *spare;
    uint32_t *ranks; /* contender × draw, 0 best */
    uint32_t *tally; /* by rank */
};

/* The standard deviation of the posterior: beta for a proportion, gamma for a rate. */
static double error_of(const struct benchmark *b, double n, double part)
{
    double weight = n + b->prior;
    double variance =
        b->chance == CHANCE_PROPORTION ? part * (1 - part) / (weight + 1) : part / weight;
    return sqrt(fmax(variance, 0));
}

static void enter(struct drawing *d, const struct benchmark *b, size_t areas)
{
    const struct cube_series *series = &b->measure->series[b->period];
    for (size_t i = 0; i < areas; i++) {
        if (isnan(b->areas[i].shrunken))
            continue;
        double part = b->areas[i].shrunken / b->per;
        d->contenders[d->count++] = (struct contender){
            (uint32_t)i, part, error_of(b, series->denominator[i], part)};
    }
}

/* One draw of all: what is drawn is turned round where high is good, so that the least is
 * the best. */
static void draw_once(const struct drawing *d, unsigned draw, double turn)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct contender *c = &d->contenders[i];
        double z = normal_quantile(drawn_uniform(d->seed, draw, c->area));
        d->drawn[i] = (struct ranked){turn * (c->centre + c->error * z), (uint32_t)i};
    }
    order_by_value(d->drawn, d->spare, d->count);
    for (size_t i = 0; i < d->count; i++)
        d->ranks[(size_t)d->drawn[i].area * d->draws + draw] = (uint32_t)i;
}

/* The rank that a share of the draws stay below or at. */
static int rank_at(const struct drawing *d, double share)
{
    double need = share * d->draws, seen = 0;
    for (size_t i = 0; i < d->count; i++) {
        seen += d->tally[i];
        if (seen >= need)
            return (int)i + 1;
    }
    return (int)d->count;
}

static struct rank_range range_of(const struct drawing *d, size_t contender)
{
    for (size_t i = 0; i < d->count; i++)
        d->tally[i] = 0;
    for (unsigned draw = 0; draw < d->draws; draw++)
        d->tally[d->ranks[contender * d->draws + draw]]++;
    return (struct rank_range){rank_at(d, 0.025), rank_at(d, 0.975)};
}

void rank_ranges(struct arena *a, const struct cube *cube, const struct benchmark *b,
                 struct rank_options options, struct rank_range *out)
{
    enum polarity polarity = b->measure->about.polarity;
    size_t areas = cube->area_count;
    struct drawing d = {.contenders = arena_make(a, struct contender, areas),
                        .draws = options.draws ? options.draws : USUAL_DRAWS,
                        .seed = options.seed};
    for (size_t i = 0; i < areas; i++)
        out[i] = (struct rank_range){0, 0};
    if (polarity == POLARITY_HIGH || polarity == POLARITY_LOW)
        enter(&d, b, areas);
    d.drawn = arena_make(a, struct ranked, order_room(d.count));
    d.spare = arena_make(a, struct ranked, order_room(d.count));
    d.tally = arena_make(a, uint32_t, d.count);
    d.ranks = arena_make(a, uint32_t, d.count *d.draws);
    for (unsigned draw = 0; d.count && draw < d.draws; draw++)
        draw_once(&d, draw, polarity == POLARITY_HIGH ? -1 : 1);
    for (size_t i = 0; i < d.count; i++) {
        /* Where chance explains all the spread, nobody's place is known. */
        out[d.contenders[i].area] =
            isinf(b->prior) ? (struct rank_range){1, (int)d.count} : range_of(&d, i);
    }
}
