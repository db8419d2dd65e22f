/* What the module assay-pdf gives the program: documents as PDF.  Both are built
 * together; the version and the sizes refuse a module left over from another build. */
#ifndef ASSAY_PUBLISH_PDF_MODULE_H
#define ASSAY_PUBLISH_PDF_MODULE_H

#include "base/buf.h"
#include "publish/document.h"

enum { PDF_MODULE_VERSION = 1 };

struct pdf_fonts;

struct pdf_module {
    unsigned version;
    size_t document_size, doc_size; /* of the structs, as the module knows them */
    status (*open)(struct str folder, struct pdf_fonts **out, struct fault *why);
    status (*render)(struct pdf_fonts *fonts, const struct document *d, struct buf *out,
                     struct fault *why);
    void (*close)(struct pdf_fonts *fonts);
};

#define PDF_MODULE_SYMBOL "assay_pdf_module"
extern const struct pdf_module assay_pdf_module;

#endif
