/* The two kinds of zipped workbook.  (Of the module assay-sheets.) */
#ifndef ASSAY_EVIDENCE_SHEETS_READ_H
#define ASSAY_EVIDENCE_SHEETS_READ_H

#include "evidence/sheets_grid.h"
#include "evidence/sheets_package.h"

/* Office Open XML (ECMA-376): numbers as written, so that a date is the number of its day
 * and a percentage a fraction; texts from the shared list or in place. */
status sheets_read_xlsx(struct package *package, struct grid *grid, struct fault *why);
/* OpenDocument 1.2: the stored value of numbers, dates as YYYY-MM-DD, the text of the
 * rest; repeated cells and rows are given as often as they repeat. */
status sheets_read_ods(struct package *package, struct grid *grid, struct fault *why);

#endif
