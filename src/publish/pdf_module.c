/* The module assay-pdf: a library of its own, so that the program starts without
 * HarfBuzz. */
#include "publish/pdf_module.h"

#include "publish/pdf_render.h"

const struct pdf_module assay_pdf_module = {
    .version = PDF_MODULE_VERSION,
    .document_size = sizeof(struct document),
    .doc_size = sizeof(struct doc),
    .open = pdf_fonts_open,
    .render = pdf_render_document,
    .close = pdf_fonts_close,
};
