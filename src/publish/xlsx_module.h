/* What the module assay-xlsx gives the program.  Both are built together; the version and
 * the sizes refuse a module left over from another build. */
#ifndef ASSAY_PUBLISH_XLSX_MODULE_H
#define ASSAY_PUBLISH_XLSX_MODULE_H

#include "publish/export.h"

enum { XLSX_MODULE_VERSION = 1 };

struct xlsx_module {
    unsigned version;
    size_t book_size, table_size, cell_size; /* as the module knows them */
    status (*render)(const struct export_book *book, struct buf *out, struct fault *why);
};

/* The name of the module's only symbol. */
#define XLSX_MODULE_SYMBOL "assay_xlsx_module"
extern const struct xlsx_module assay_xlsx_module;

#endif
