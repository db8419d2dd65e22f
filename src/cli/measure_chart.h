/* `assay measure ID --format svg`: one measure as a drawing that is read by itself. */
#ifndef ASSAY_CLI_MEASURE_CHART_H
#define ASSAY_CLI_MEASURE_CHART_H

#include "cli/verb.h"

/* The options that only a chart has. */
#define CHART_OPTIONS                                                                    \
    {"chart", "trend|bars|funnel|map", false, "what to draw with --format svg"},         \
        {"area", "A", false, "the authority that is marked; a trend is of one"}

/* True where --format asks for a drawing. */
bool measure_chart_asked(const struct args *args);
/* Prints the drawing of the measure that the only word names, of the latest period or
 * that of --period.  Where there is nothing to draw, a sentence on standard error and
 * ENDING_FINDINGS. */
status measure_chart(struct arena *a, const struct args *args, enum ending *ending,
                     struct fault *why);

#endif
