/* Drawings inside the site's pages in a third less bytes: the looks that marks share,
 * which are attributes wherever a drawing goes, become classes of the site's style sheet.
 * The rules are made from the table that shortens, so that both say the same. */
#ifndef ASSAY_SITE_SVG_CLASSES_H
#define ASSAY_SITE_SVG_CLASSES_H

#include "base/buf.h"

/* The page with classes in its drawings; text outside of them is left alone. */
void svg_classes_put(struct buf *out, struct str page);
/* The rules, for the end of the style sheet. */
void svg_classes_css(struct buf *out);

#endif
