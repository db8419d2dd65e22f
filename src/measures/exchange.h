/* Chance by exchange: is what happened to subjects associated with their own histories
 * more than with one another's?
 *
 * Each row is something that happened to a subject on a day, with an outcome; `standing`
 * holds for every row the standing of *every* subject as of that day.  A draw gives each
 * subject's rows the standings of one other subject, whole.  So days keep their outcomes,
 * rows of one subject stay together, and so do the standings of one subject: however
 * alike a subject's rows are, that is in the draws too.
 *
 * The draws are made once and serve every measure.  Beside them, as many bootstrap draws
 * of whole subjects give intervals.  Memory: 3 bytes a subject and draw.  A test costs
 * subjects × draws steps, twice.  The same seed gives the same numbers anywhere. */
#ifndef ASSAY_MEASURES_EXCHANGE_H
#define ASSAY_MEASURES_EXCHANGE_H

#include <stdint.h>

#include "base/arena.h"

struct exchange;

struct exchange_rows {
    const uint32_t *subject; /* below the number of subjects */
    const double *outcome;   /* centred; NaN takes no part */
    size_t count;
};

struct exchange_result {
    double r;             /* rank_correlation over the rows that have a standing */
    double p;             /* two-sided: (1 + draws with |r| as large) / (draws + 1) */
    double unit;          /* root of the mean square of r over the draws */
    double low95, high95; /* bootstrap percentiles; NaN where not asked for */
};

/* `subjects` at most 65,535, draws at least 1. */
struct exchange *exchange_new(struct arena *a, size_t subjects, size_t draws,
                              uint64_t seed);
/* One test.  `standing` is rows × subjects, NaN for none; `drawn` has room for the draws
 * and gets |r| of each.  All NaN where nothing varies. */
struct exchange_result exchange_test(struct exchange *e, const struct exchange_rows *rows,
                                     const double *standing, double *drawn);
/* Sets the interval of a result from the same rows and standings. */
void exchange_interval(struct exchange *e, const struct exchange_rows *rows,
                       const double *standing, struct exchange_result *result);

/* All tests of a family at once. */
struct exchange_family {
    double *largest; /* by draw: the largest |r| in units of its own measure */
    double *below;   /* by draw: measures whose |r| is among their own largest 5% */
    size_t draws, tests;
};
struct exchange_family exchange_family_new(struct arena *a, const struct exchange *e);
/* Counts a test in; its `drawn` is put in order. */
void exchange_family_add(struct exchange *e, struct exchange_family *family,
                         double *drawn, const struct exchange_result *result);
/* Single-step p of the maximum (Westfall and Young 1993, 2.3.2): the share of draws whose
 * largest |r|, in its own unit, is as large; call exchange_family_close first. */
void exchange_family_close(struct exchange *e, struct exchange_family *family);
double exchange_family_p(const struct exchange_family *family,
                         const struct exchange_result *result);
/* The |r| in its own units that the family's p of 0.05 asks for. */
double exchange_family_needed(const struct exchange_family *family);
/* The type-7 quantile of how many tests fall among their 5% in a draw. */
double exchange_family_below(const struct exchange_family *family, double share);

#endif
