/* Documents as tagged PDF: A4, the notice and the page's number on every page, bookmarks,
 * structure, fonts embedded; same document, same bytes.  What makes them is a module,
 * opened when used; a press holds its fonts and the words it has set, so that one press
 * for many documents is much faster than one each.  A press is not shared between
 * threads. */
#ifndef ASSAY_PUBLISH_PDF_H
#define ASSAY_PUBLISH_PDF_H

#include "base/buf.h"
#include "publish/document.h"

struct pdf_press {
    const struct pdf_module *module; /* NULL: not opened yet */
    struct pdf_fonts *fonts;
};

/* Opens the press if it is not open (zero is a closed one), and adds the document as PDF
 * to `out`.  ERR_IO where the module or a font is missing, ERR_FORMAT where a character
 * cannot be shown; nothing is added then. */
status pdf_render(struct pdf_press *press, const struct document *d, struct buf *out,
                  struct fault *why);
/* Closes it; a closed one is let be. */
void pdf_close(struct pdf_press *press);

#endif
