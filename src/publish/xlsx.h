/* A book of tables as an XLSX workbook, written by libxlsxwriter in a module that is
 * opened when used.  A sheet a table, the notes first: its title in the first row, below
 * it the columns as a table that screen readers know as one, frozen; no merged cells, no
 * formula, no macro, no link.  Same book, same bytes: the day of the evidence is the day
 * it says it was made. */
#ifndef ASSAY_PUBLISH_XLSX_H
#define ASSAY_PUBLISH_XLSX_H

#include "publish/export.h"

struct xlsx_press {
    const struct xlsx_module *module; /* NULL: not opened yet */
};

/* Opens the press; an open one is let be.  It may then be used on several threads. */
status xlsx_open(struct xlsx_press *press, struct fault *why);
/* Adds the book as a workbook to `out`.  ERR_IO where it cannot be written, ERR_LIMIT
 * where a table has more rows than a sheet; nothing is added then. */
status xlsx_render(const struct xlsx_press *press, const struct export_book *book,
                   struct buf *out, struct fault *why);

#endif
