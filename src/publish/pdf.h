/* Documents as tagged PDF: A4, the notice and the page's number on every page, bookmarks,
 * structure, fonts embedded; same document, same bytes.  What makes them is a module,
 * opened when used.  A press keeps the fonts and the words that have been set, so that
 * one press for many documents is much faster than one each; threads may share one, and
 * it has as many sets of fonts as it had threads at once.  Cost: about 0.4 ms a page. */
#ifndef ASSAY_PUBLISH_PDF_H
#define ASSAY_PUBLISH_PDF_H

#include <stdatomic.h>

#include "base/buf.h"
#include "publish/document.h"

enum { PDF_THREADS_MOST = 64 }; /* more open their fonts anew for each document */

struct pdf_press {
    _Atomic(const struct pdf_module *) module; /* NULL: not opened yet */
    _Atomic(struct pdf_fonts *) idle[PDF_THREADS_MOST];
};

/* Opens the press if it is not open (zero is a closed one), and adds the document as PDF
 * to `out`.  ERR_IO where the module or a font is missing, ERR_FORMAT where a character
 * cannot be shown; nothing is added then. */
status pdf_render(struct pdf_press *press, const struct document *d, struct buf *out,
                  struct fault *why);
/* Closes it, when no thread uses it; a closed one is let be. */
void pdf_close(struct pdf_press *press);

#endif
