/* What the files of `assay measure` share: what is asked for, what the answers stand on,
 * and the two forms of an answer. */
#ifndef ASSAY_CLI_MEASURE_H
#define ASSAY_CLI_MEASURE_H

#include "base/buf.h"
#include "measures/limits_check.h"
#include "measures/trend.h"

struct asked {
    struct arena *arena;
    const struct cube *cube;
    struct benchmarker *with;
    struct benchmark_options conventions;
    struct benchmark result;
    struct str period; /* empty: all of them */
    bool all, json, changes;
    size_t printed; /* measures and periods */
};

/* The line that names the columns. */
void measure_csv_header(struct buf *out, const struct asked *q);
/* The result: a row an area, or one object on a line. */
void measure_csv(struct buf *out, const struct asked *q);
void measure_json(struct buf *out, const struct asked *q);
/* Why an area has no figure. */
struct str measure_missing(const struct cube_series *series, size_t area);

#endif
