/* Our limits beside those a publisher printed, where a file gives both counts and limits:
 * by how much they differ at most, and how many are the same once rounded as printed. */
#ifndef ASSAY_MEASURES_LIMITS_CHECK_H
#define ASSAY_MEASURES_LIMITS_CHECK_H

#include "measures/benchmark.h"

struct limits_check {
    size_t compared, same; /* limits, lower and upper ones apart */
    double most;           /* the greatest difference, in the measure's unit */
    uint32_t worst;        /* the area of that limit; UINT32_MAX: all are alike */
};
struct limits_checks {
    int decimals; /* with which the file prints its limits, at most 6; -1: none printed */
    struct limits_check at95, at998;
};

/* The file's limits; `out` holds NaN where it prints none. */
struct funnel_limits limits_published(const struct cube_series *series, size_t area);
/* Of the authorities of one benchmark whose limits were worked out from counts. */
struct limits_checks limits_check(const struct cube *cube, const struct benchmark *b);

#endif
