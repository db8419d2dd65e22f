/* A figure as it is worked out and as the Department would publish it: the value exact,
 * and beside it the text of the published tables, rounded half up in whole numbers and
 * with small numbers hidden (docs/measures-from-cases.md).  The two are never mixed. */
#ifndef ASSAY_RECORDS_FIGURE_PUBLISHED_H
#define ASSAY_RECORDS_FIGURE_PUBLISHED_H

#include "base/ratio.h"
#include "records/counting.h"

struct figure_published {
    const char *missing; /* why there is no value; or NULL */
    bool has_denominator, has_value;
    int64_t numerator, denominator;
    struct ratio value;
    struct str published; /* "8", "12.3"; c hidden, z not applicable, k not 0 but rounds
                             to it, x not available */
};

/* What the figure hangs on beside the cases. */
struct figure_with {
    const struct conventions *conventions;
    int64_t population; /* children of the area aged 0 to 17; 0 where not known */
};

/* Figure number `part` of a measure; its text is the arena's. */
struct figure_published figure_publish(struct arena *a,
                                       const struct counted_measure *measure, size_t part,
                                       const struct figure_with *with);
/* multiple * num / den with so many decimals, a half rounded up; none is below 0 and den
 * is above. */
struct str figure_round(struct arena *a, struct ratio value, unsigned decimals);

#endif
