/* A document as a PDF, inside the module: the walk over its tree.  What is read out, in
 * what order and in which words is what HTML has from its header to its footer; a list's
 * bullets and numbers are text here.  Nothing is written where something cannot be. */
#ifndef ASSAY_PUBLISH_PDF_RENDER_H
#define ASSAY_PUBLISH_PDF_RENDER_H

#include "base/buf.h"
#include "publish/document.h"
#include "publish/pdf_font.h"

/* Adds the bytes of the PDF to `out`. */
status pdf_render_document(struct pdf_fonts *fonts, const struct document *d,
                           struct buf *out, struct fault *why);

#endif
