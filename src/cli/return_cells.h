/* Cells of the lists that name children, which analysts open in spreadsheets. */
#ifndef ASSAY_CLI_RETURN_CELLS_H
#define ASSAY_CLI_RETURN_CELLS_H

#include "base/buf.h"

/* An identifier as a cell of CSV that no spreadsheet takes for a formula: one that would
 * be gets an apostrophe before it (docs/exports.md). */
void returns_put_child(struct buf *out, struct str id);

#endif
