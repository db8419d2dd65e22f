/* What p-values of many tests are worth together.  NaN is no test: it takes no part and
 * stays.  O(n log n); scratch comes from the arena. */
#ifndef ASSAY_MEASURES_MANY_TESTS_H
#define ASSAY_MEASURES_MANY_TESTS_H

#include <stddef.h>

#include "base/arena.h"

/* Adjusted p-values that bound the chance of any false finding (Holm, Scandinavian
 * Journal of Statistics 6, 1979, 65). */
void many_tests_holm(struct arena *a, const double *p, size_t count, double *adjusted);
/* Adjusted p-values that bound the expected share of false findings (Benjamini and
 * Hochberg, JRSS B 57, 1995, 289). */
void many_tests_false_discovery(struct arena *a, const double *p, size_t count,
                                double *adjusted);

#endif
