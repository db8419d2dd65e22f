/* What the module assay-sheets gives the program: the reading of zipped workbooks.  Both
 * are built together; the version refuses a module left over from another build. */
#ifndef ASSAY_EVIDENCE_SHEETS_MODULE_H
#define ASSAY_EVIDENCE_SHEETS_MODULE_H

#include "evidence/sheet.h"

enum { SHEETS_MODULE_VERSION = 1 };

struct sheets_module {
    unsigned version;
    size_t workbook_size, sheet_size; /* of the structs, as the module knows them */
    /* Reads the bytes of an XLSX or ODS file.  Sets the sheets and the format. */
    status (*read)(struct arena *a, struct str name, struct str bytes,
                   struct workbook *out, struct fault *why);
};

#define SHEETS_MODULE_SYMBOL "assay_sheets_module"
extern const struct sheets_module assay_sheets_module;

#endif
