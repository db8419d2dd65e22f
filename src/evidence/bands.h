/* Words for shares: a framework's list of bands, highest first, each from its lower edge
 * up to, not including, the next band's edge.  A band that is a single point ("all" 100%,
 * "half" 50%) does not end its neighbour, so "almost all" from 97% is [97%,100%] and
 * "minority" from 35% below "majority" above 50% is [35%,50%) (framework-language.md). */
#ifndef ASSAY_EVIDENCE_BANDS_H
#define ASSAY_EVIDENCE_BANDS_H

#include "base/interval.h"

struct band {
    const struct str *words; /* the first is the one letters use */
    size_t word_count;
    struct interval range; /* a fraction, computed by bands_close */
    struct ratio edge;
    bool edge_open; /* "above 50%" */
    bool point;     /* "half" 50% */
};

struct bands {
    const struct band *at; /* highest first; NULL where a framework has no words */
    size_t count;
};

/* Computes each band's range from the edges of its neighbours. */
void bands_close(struct band *bands, size_t count);
/* The band of a word in any case, with or without an article, or NULL. */
const struct band *bands_find(const struct bands *bands, struct str word);
/* The narrowest band that holds a share, points first; NULL where none does. */
const struct band *bands_of(const struct bands *bands, struct ratio share);
/* What a quantity phrase says: a band's word; "three of the four", "3 of 5" (a count);
 * "all but one" or "all but two" of `total` (0 where the total is not known); else false
 * and [0%,100%].  Numbers are figures or the words one to twelve. */
bool bands_read(const struct bands *bands, struct str phrase, int64_t total,
                struct interval *out);

#endif
