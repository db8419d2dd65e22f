/* Where one area's figure has been going over the last years that can be compared: those
 * that follow each other without a gap and without a break of the series, three to five
 * of them, up to the period asked for.
 *
 * With counts it is tested as a trend in proportions (Cochran and Armitage) or in rates,
 * allowing for years that jump about more than chance makes them; without counts by the
 * exact test of Mann and Kendall, which five years pass only where every one is above, or
 * every one below, all before it.  Formulas and sources: docs/methods.md. */
#ifndef ASSAY_MEASURES_TREND_H
#define ASSAY_MEASURES_TREND_H

#include "measures/benchmark.h"

enum { TREND_LEAST = 3, TREND_MOST = 5 };

enum trend_test { TREND_UNTESTED, TREND_ARMITAGE, TREND_POISSON, TREND_KENDALL };

struct area_trend {
    int years;    /* how many it is over; 0: fewer than three can be compared */
    size_t first; /* the measure's period in which it begins */
    enum trend_test test;
    double p;        /* two-sided; NaN where untested */
    double z;        /* of the tests by counts; above 0 where it rises; NaN without */
    double per_year; /* growth a year as a fraction of the figure, log-linear, weighted by
                        the counts; NaN without counts */
    int sign;        /* 1 rising, -1 falling beyond chance at 95%; 0 neither */
    enum against is; /* what that means by the measure's direction; similar; unknown */
};

/* The trend up to a benchmark's period; no allocation. */
struct area_trend trend_of(const struct cube *cube, const struct benchmark *b,
                           uint32_t area);
/* "Cochran-Armitage", …; "none". */
const char *trend_test_name(enum trend_test test);

#endif
