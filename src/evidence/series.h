/* The figures of one measure in one file as arrays: what the store keeps and what the
 * cube is filled from.  Order is the file's; each figure keeps its row.  A column that
 * holds nothing is left out. */
#ifndef ASSAY_EVIDENCE_SERIES_H
#define ASSAY_EVIDENCE_SERIES_H

#include "evidence/batch.h"

/* The columns of doubles and of flags, in the order in which they are kept. */
enum series_column {
    SERIES_VALUE,
    SERIES_NUMERATOR,
    SERIES_DENOMINATOR,
    SERIES_LOW95,
    SERIES_HIGH95,
    SERIES_LOW998,
    SERIES_HIGH998,
    SERIES_COLUMNS
};
enum series_flag { SERIES_MISSING, SERIES_STATUS, SERIES_QUALITY, SERIES_FLAGS };

struct series {
    uint32_t measure; /* index in the batch's measures, as period and area in its lists */
    size_t count;
    const uint32_t *period, *area, *row;
    const double *columns[SERIES_COLUMNS]; /* NULL: not a number throughout */
    const uint8_t *flags[SERIES_FLAGS];    /* NULL: zero throughout */
};

/* The figures of a batch by measure, in the order of its measures; measures without
 * figures are left out.  O(figures). */
struct series *series_of_batch(struct arena *a, const struct batch *batch, size_t *count);

#endif
