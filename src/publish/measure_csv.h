/* One measure over all areas as CSV: a row an authority, region and England live in the
 * period, values at full precision.  The columns are promised (docs/command-line.md): the
 * command line and the site write the same bytes. */
#ifndef ASSAY_PUBLISH_MEASURE_CSV_H
#define ASSAY_PUBLISH_MEASURE_CSV_H

#include "base/buf.h"
#include "measures/benchmark.h"

/* The names of the columns, without the line's end. */
struct str measure_csv_columns(void);
/* The cells of one area, without the line's end. */
void measure_csv_cells(struct buf *out, const struct cube *cube,
                       const struct benchmark *b, size_t area);
/* A whole file: the columns, and a line for each area live in the period. */
void measure_csv_file(struct buf *out, const struct cube *cube,
                      const struct benchmark *b);
/* A text as a cell: quoted where it must be (RFC 4180). */
void measure_csv_text(struct buf *out, struct str s);
/* A comma and the shortest decimal that reads back the same; no decimal where there is
 * no number. */
void measure_csv_number(struct buf *out, double x);

#endif
