/* One tree, several forms.  Each writer is pure: same tree, same bytes. */
#ifndef ASSAY_PUBLISH_RENDER_H
#define ASSAY_PUBLISH_RENDER_H

#include "base/buf.h"
#include "publish/document.h"

/* Plain text, 78 columns, tables in aligned columns, the notice at top and bottom. */
void render_text(const struct document *d, struct buf *out);
/* One self-contained HTML page: WCAG 2.2 AA, print style, works without scripts; evidence
 * ids as links to the evidence index at the foot of the page. */
void render_html(const struct document *d, struct buf *out);
/* The tree as it is. */
void render_json(const struct document *d, struct buf *out);

#endif
