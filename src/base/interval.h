/* What is known of a number: it lies between two exact bounds, each included or not.  A
 * count or a published figure is a point; a share known only as a word is the band of
 * that word; a number of which nothing is known is not bounded at all.  Shares are
 * fractions (65% is 13/20); counts and values are in their own unit. */
#ifndef ASSAY_BASE_INTERVAL_H
#define ASSAY_BASE_INTERVAL_H

#include "base/ratio.h"
#include "base/truth.h"

struct interval {
    struct ratio low, high;
    bool low_open, high_open; /* the bound itself is not included */
    bool unbounded;           /* nothing is known; low and high mean nothing */
};

enum comparison { COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_GE, COMPARE_GT };

struct interval interval_point(struct ratio r);
struct interval interval_of(struct ratio low, struct ratio high);
struct interval interval_unbounded(void);
/* [0%,100%]: a share of which nothing is known. */
struct interval interval_any_share(void);
bool interval_is_point(struct interval i);
/* The least interval that holds both. */
struct interval interval_hull(struct interval a, struct interval b);
/* True where every pair of members satisfies it, false where none does, else unknown. */
truth interval_compare(struct interval a, enum comparison op, struct interval b);
/* "65%" or "[65%, 80%)"; with `share` false "3" or "[3, 5]"; "unknown" where unbounded.
 */
struct str interval_text(struct arena *a, struct interval i, bool share);

#endif
