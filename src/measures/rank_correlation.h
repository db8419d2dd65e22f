/* Association by rank: standings, their correlation, Kendall's tau-b.  Pure functions;
 * formulas and sources: docs/methods.md.
 *
 * A standing is a mid-rank scaled to (2 rank - n - 1) / 2n: from just above -1/2 to just
 * below 1/2, equal figures standing equal, the mean of all being 0.  The correlation of
 * standings of one list is Spearman's, ties included. */
#ifndef ASSAY_MEASURES_RANK_CORRELATION_H
#define ASSAY_MEASURES_RANK_CORRELATION_H

#include <stddef.h>

#include "base/arena.h"

struct rank_room;

/* Room to rank up to `most` numbers; kept by one thread, used again for every list. */
struct rank_room *rank_room_new(struct arena *a, size_t most);
/* The standing of each number among those that are numbers; NaN where there is none.
 * O(n log n).  Returns how many there are. */
size_t rank_standings(struct rank_room *room, const double *value, size_t count,
                      double *standing);
/* Sum of x u over the root of the sums of their squares, over pairs without NaN; 0 where
 * one of them does not vary.  Both are taken as centred: standings are. */
double rank_correlation(const double *x, const double *u, size_t count);
/* Kendall's tau-b over pairs without NaN; NaN where one of them does not vary.
 * O(n log n) (Knight, JASA 61, 1966, 436). */
double rank_tau_b(struct rank_room *room, const double *x, const double *u, size_t count);

#endif
