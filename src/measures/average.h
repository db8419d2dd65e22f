/* The average of what several areas have: mean or median, exact where the result fits a
 * fraction of 64-bit integers (published decimals always do), else to nine decimals. */
#ifndef ASSAY_MEASURES_AVERAGE_H
#define ASSAY_MEASURES_AVERAGE_H

#include "base/ratio.h"

enum average { AVERAGE_MEAN, AVERAGE_MEDIAN };

/* Of at least one number; the median of an even number of them is the mean of the middle
 * two. */
struct ratio average_of(struct arena *a, enum average kind, const struct ratio *at,
                        size_t count);

#endif
