/* Hundreds as dots: grids of ten by ten, so many of them filled, side by side.  A grid
 * says its own number in words; filled dots are solid and dark, the others rings, so that
 * nothing is told by colour alone.  Beneath it stands the table of the caller. */
#ifndef ASSAY_PUBLISH_CHART_DOTS_H
#define ASSAY_PUBLISH_CHART_DOTS_H

#include "publish/chart.h"

struct dots_grid {
    struct str name;
    unsigned first, filled; /* dots first … first + filled - 1, of 100, row by row */
};

struct chart_dots {
    struct chart_frame frame;
    const struct dots_grid *grids;
    size_t count;
};

/* The figure without a table, which the caller adds (DOC_TABLE); a sentence where there
 * is no grid. */
struct doc *chart_dots(struct document *d, struct doc *parent,
                       const struct chart_dots *data);

#endif
