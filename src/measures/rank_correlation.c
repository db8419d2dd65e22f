#include "measures/rank_correlation.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "measures/order.h"

struct rank_room {
    size_t most;
    struct ranked *at, *spare;
    double *sequence, *merged; /* of tau-b */
};

struct rank_room *rank_room_new(struct arena *a, size_t most)
{
    assert(most < UINT32_MAX);
    struct rank_room *room = arena_make(a, struct rank_room, 1);
    *room = (struct rank_room){.most = most,
                               .at = arena_make(a, struct ranked, order_room(most)),
                               .spare = arena_make(a, struct ranked, order_room(most)),
                               .sequence = arena_make(a, double, most),
                               .merged = arena_make(a, double, most)};
    return room;
}

/* Where the run of equal numbers that begins at `from` ends. */
static size_t run_end(const struct ranked *at, size_t from, size_t count)
{
    size_t to = from + 1;
    while (to < count && !(at[to].value > at[from].value))
        to++;
    return to;
}

size_t rank_standings(struct rank_room *room, const double *value, size_t count,
                      double *standing)
{
    assert(count <= room->most);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        standing[i] = (double)NAN;
        if (!isnan(value[i]))
            room->at[n++] = (struct ranked){value[i], (uint32_t)i};
    }
    order_by_value(room->at, room->spare, n);
    for (size_t from = 0; from < n;) {
        size_t to = run_end(room->at, from, n);
        /* Places from + 1 … to share their mean, (from + 1 + to) / 2. */
        double scaled = ((double)(from + to) - (double)n) / (2 * (double)n);
        for (size_t i = from; i < to; i++)
            standing[room->at[i].area] = scaled;
        from = to;
    }
    return n;
}

double rank_correlation(const double *x, const double *u, size_t count)
{
    double both = 0, own = 0, other = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i]) || isnan(u[i]))
            continue;
        both += x[i] * u[i];
        own += x[i] * x[i];
        other += u[i] * u[i];
    }
    return own > 0 && other > 0 ? both / sqrt(own * other) : 0;
}

/* ---- tau-b */

static double pairs_of(size_t n)
{
    return (double)n * ((double)n - 1) / 2;
}

/* Pairs that are tied, of numbers in order. */
static double tied_pairs(const struct ranked *at, size_t count)
{
    double tied = 0;
    for (size_t from = 0; from < count;) {
        size_t to = run_end(at, from, count);
        tied += pairs_of(to - from);
        from = to;
    }
    return tied;
}

/* Pairs tied in both: within runs of equal x the u follow each other in order. */
static double tied_in_both(const struct ranked *by_x, const double *u, size_t count)
{
    double tied = 0;
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && !(by_x[to].value > by_x[from].value) && !(u[to] > u[from]))
            to++;
        tied += pairs_of(to - from);
        from = to;
    }
    return tied;
}

/* Merges two runs in order; returns the pairs in which the later was the lesser. */
static double merge(const double *from, size_t middle, size_t count, double *to)
{
    double inverted = 0;
    size_t left = 0, right = middle;
    for (size_t i = 0; i < count; i++) {
        bool take_right = left == middle || (right < count && from[right] < from[left]);
        if (take_right)
            inverted += (double)(middle - left);
        to[i] = take_right ? from[right++] : from[left++];
    }
    return inverted;
}

/* Pairs in the wrong order; sorts the sequence. */
static double inversions(double *at, double *spare, size_t count)
{
    double inverted = 0;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t i = 0; i < count; i += 2 * width) {
            size_t rest = count - i;
            inverted += merge(at + i, width < rest ? width : rest,
                              2 * width < rest ? 2 * width : rest, spare + i);
        }
        memcpy(at, spare, count * sizeof *at);
    }
    return inverted;
}

double rank_tau_b(struct rank_room *room, const double *x, const double *u, size_t count)
{
    assert(count <= room->most);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(x[i]) && !isnan(u[i]))
            room->at[n++] = (struct ranked){u[i], (uint32_t)i};
    }
    /* By u, then by x, which keeps the order of equals: by x, then u. */
    order_by_value(room->at, room->spare, n);
    double u_tied = tied_pairs(room->at, n);
    for (size_t i = 0; i < n; i++)
        room->at[i].value = x[room->at[i].area];
    order_by_value(room->at, room->spare, n);
    double x_tied = tied_pairs(room->at, n);
    for (size_t i = 0; i < n; i++)
        room->sequence[i] = u[room->at[i].area];
    double both_tied = tied_in_both(room->at, room->sequence, n);
    double discordant = inversions(room->sequence, room->merged, n);
    double all = pairs_of(n);
    double score = all - x_tied - u_tied + both_tied - 2 * discordant;
    double scale = (all - x_tied) * (all - u_tied);
    return scale > 0 ? score / sqrt(scale) : (double)NAN;
}
