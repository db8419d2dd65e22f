/* Makes a cube of what files say, in load order: where two say the same the later counts,
 * whole.  Two texts of a period are the same where they differ in their status only, so
 * that "2025" follows "2025 (prov)". */
#ifndef ASSAY_EVIDENCE_CUBE_BUILD_H
#define ASSAY_EVIDENCE_CUBE_BUILD_H

#include "evidence/cube.h"
#include "evidence/series.h"

/* One load: its lists, and its figures as arrays (series_of_batch, or the store's). */
struct cube_part {
    const struct batch *batch; /* its figures are not looked at */
    const struct series *series;
    size_t series_count;
    struct cube_load load;
};

/* Indexes in the series must be within the batch's lists.  The cube's texts are views of
 * the parts', which must live as long.  O(figures + areas × periods × measures). */
struct cube *cube_build(struct arena *a, const struct cube_part *parts, size_t count);

#endif
