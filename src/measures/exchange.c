#include "measures/exchange.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "measures/distribution.h"
#include "measures/limits.h"
#include "measures/order.h"

/* As many draws at a time as keep their sums near the processor. */
enum { TILE = 512, SUBJECTS_MOST = 65535 };

/* r of some rows is both / sqrt(own × other). */
struct sums {
    double both, own, other;
};

struct exchange {
    size_t subjects, draws;
    uint16_t *mate;     /* subject × draw: whose standings its rows are given */
    uint8_t *times;     /* subject × draw: how often the bootstrap took it */
    struct sums *cells; /* subject × subject: rows of one, standings of the other */
    struct sums *tile;
    struct ranked *order, *spare; /* room to sort the draws */
    double *sorted;
};

/* ---- Draws */

/* Fisher and Yates, from the end. */
static void draw_mates(struct exchange *e, uint16_t *room, uint64_t seed, size_t draw)
{
    for (size_t i = 0; i < e->subjects; i++)
        room[i] = (uint16_t)i;
    for (size_t i = e->subjects; i > 1; i--) {
        double u = drawn_uniform(seed, (uint32_t)draw, (uint32_t)i);
        size_t other = (size_t)(u * (double)i);
        uint16_t kept = room[i - 1];
        room[i - 1] = room[other];
        room[other] = kept;
    }
    for (size_t i = 0; i < e->subjects; i++)
        e->mate[i * e->draws + draw] = room[i];
}

/* A subject is taken more than 255 times in a draw with a probability that no machine
 * can tell from 0, and is then counted as 255. */
static void draw_times(struct exchange *e, uint64_t seed, size_t draw)
{
    for (size_t i = 0; i < e->subjects; i++) {
        double u = drawn_uniform(seed, (uint32_t)draw, (uint32_t)i);
        size_t taken = (size_t)(u * (double)e->subjects);
        uint8_t *times = &e->times[taken * e->draws + draw];
        *times = (uint8_t)(*times < UINT8_MAX ? *times + 1 : UINT8_MAX);
    }
}

struct exchange *exchange_new(struct arena *a, size_t subjects, size_t draws,
                              uint64_t seed)
{
    /* The bootstrap draws apart from the permutations: another seed, spelt "boot". */
    static const uint64_t apart = UINT64_C(0x626f6f74);
    assert(subjects <= SUBJECTS_MOST && draws >= 1 && draws < UINT32_MAX);
    struct exchange *e = arena_make(a, struct exchange, 1);
    *e = (struct exchange){.subjects = subjects,
                           .draws = draws,
                           .mate = arena_make(a, uint16_t, subjects *draws),
                           .times = arena_make(a, uint8_t, subjects *draws),
                           .cells = arena_make(a, struct sums, subjects * subjects),
                           .tile = arena_make(a, struct sums, TILE),
                           .order = arena_make(a, struct ranked, order_room(draws)),
                           .spare = arena_make(a, struct ranked, order_room(draws)),
                           .sorted = arena_make(a, double, draws)};
    uint16_t *room = arena_make(a, uint16_t, subjects);
    for (size_t draw = 0; draw < draws; draw++) {
        draw_mates(e, room, seed, draw);
        draw_times(e, seed ^ apart, draw);
    }
    return e;
}

/* ---- One test */

static void add_row(struct sums *to, double standing, double outcome)
{
    /* Adds nothing where there is no standing, without a branch. */
    double here = isnan(standing) ? 0 : 1;
    double x = isnan(standing) ? 0 : standing;
    to->both += x * outcome;
    to->own += x * x;
    to->other += here * outcome * outcome;
}

/* What the rows of each subject come to with the standings of each. */
static void fill_cells(struct exchange *e, const struct exchange_rows *rows,
                       const double *standing)
{
    size_t n = e->subjects;
    memset(e->cells, 0, n * n * sizeof *e->cells);
    for (size_t i = 0; i < rows->count; i++) {
        assert(rows->subject[i] < n);
        struct sums *line = e->cells + rows->subject[i] * n;
        if (isnan(rows->outcome[i]))
            continue;
        for (size_t s = 0; s < n; s++)
            add_row(&line[s], standing[i * n + s], rows->outcome[i]);
    }
}

static double r_of(const struct sums *s)
{
    double scale = s->own * s->other;
    return scale > 0 ? s->both / sqrt(scale) : 0;
}

static void add_times(struct sums *to, const struct sums *from, double times)
{
    to->both += times * from->both;
    to->own += times * from->own;
    to->other += times * from->other;
}

static struct sums observed(const struct exchange *e)
{
    struct sums all = {0, 0, 0};
    for (size_t s = 0; s < e->subjects; s++)
        add_times(&all, &e->cells[s * e->subjects + s], 1);
    return all;
}

static void draw_tile(struct exchange *e, size_t from, size_t count)
{
    memset(e->tile, 0, count * sizeof *e->tile);
    for (size_t s = 0; s < e->subjects; s++) {
        const uint16_t *mate = e->mate + s * e->draws + from;
        const struct sums *line = e->cells + s * e->subjects;
        for (size_t d = 0; d < count; d++)
            add_times(&e->tile[d], &line[mate[d]], 1);
    }
}

static size_t tile_size(const struct exchange *e, size_t from)
{
    return e->draws - from < TILE ? e->draws - from : TILE;
}

/* A draw that gives everybody their own adds the same numbers in the same order, but one
 * that swaps equals does not: what differs by rounding counts as equal. */
static const double rounding = 1e-12;

struct exchange_result exchange_test(struct exchange *e, const struct exchange_rows *rows,
                                     const double *standing, double *drawn)
{
    fill_cells(e, rows, standing);
    struct sums own = observed(e);
    struct exchange_result out = {
        .r = r_of(&own), (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    size_t as_large = 0;
    double squares = 0;
    for (size_t from = 0; from < e->draws; from += TILE) {
        size_t count = tile_size(e, from);
        draw_tile(e, from, count);
        for (size_t d = 0; d < count; d++) {
            double r = fabs(r_of(&e->tile[d]));
            drawn[from + d] = r;
            squares += r * r;
            as_large += r >= fabs(out.r) - rounding;
        }
    }
    if (!(own.own * own.other > 0) || !(squares > 0)) {
        out.r = (double)NAN;
        return out;
    }
    out.p = (double)(1 + as_large) / (double)(e->draws + 1);
    out.unit = sqrt(squares / (double)e->draws);
    return out;
}

/* ---- The interval */

/* Puts a list of one number a draw in order; e->order still says which draw is where. */
static void sort_draws(struct exchange *e, double *list)
{
    for (size_t d = 0; d < e->draws; d++)
        e->order[d] = (struct ranked){list[d], (uint32_t)d};
    order_by_value(e->order, e->spare, e->draws);
    for (size_t d = 0; d < e->draws; d++)
        list[d] = e->order[d].value;
}

static void boot_tile(struct exchange *e, size_t from, size_t count)
{
    memset(e->tile, 0, count * sizeof *e->tile);
    for (size_t s = 0; s < e->subjects; s++) {
        const uint8_t *times = e->times + s * e->draws + from;
        const struct sums *own = &e->cells[s * e->subjects + s];
        for (size_t d = 0; d < count; d++)
            add_times(&e->tile[d], own, (double)times[d]);
    }
}

void exchange_interval(struct exchange *e, const struct exchange_rows *rows,
                       const double *standing, struct exchange_result *result)
{
    fill_cells(e, rows, standing);
    for (size_t from = 0; from < e->draws; from += TILE) {
        size_t count = tile_size(e, from);
        boot_tile(e, from, count);
        for (size_t d = 0; d < count; d++)
            e->sorted[from + d] = r_of(&e->tile[d]);
    }
    sort_draws(e, e->sorted);
    result->low95 = quantile7(e->sorted, e->draws, 0.025);
    result->high95 = quantile7(e->sorted, e->draws, 0.975);
}

/* ---- Many tests */

struct exchange_family exchange_family_new(struct arena *a, const struct exchange *e)
{
    return (struct exchange_family){arena_make(a, double, e->draws),
                                    arena_make(a, double, e->draws), e->draws, 0};
}

void exchange_family_add(struct exchange *e, struct exchange_family *family,
                         double *drawn, const struct exchange_result *result)
{
    assert(family->draws == e->draws && result->unit > 0);
    family->tests++;
    for (size_t d = 0; d < e->draws; d++)
        family->largest[d] = fmax(family->largest[d], drawn[d] / result->unit);
    sort_draws(e, drawn);
    for (size_t k = 0; k < e->draws / 20; k++)
        family->below[e->order[e->draws - 1 - k].area] += 1;
}

void exchange_family_close(struct exchange *e, struct exchange_family *family)
{
    sort_draws(e, family->largest);
    sort_draws(e, family->below);
}

double exchange_family_p(const struct exchange_family *family,
                         const struct exchange_result *result)
{
    double size = fabs(result->r) / result->unit - rounding;
    size_t low = 0, high = family->draws;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (family->largest[middle] < size)
            low = middle + 1;
        else
            high = middle;
    }
    return (double)(1 + family->draws - low) / (double)(family->draws + 1);
}

double exchange_family_needed(const struct exchange_family *family)
{
    return quantile7(family->largest, family->draws, 0.95);
}

double exchange_family_below(const struct exchange_family *family, double share)
{
    return quantile7(family->below, family->draws, share);
}
