/* The documents of docs/ as pages: headings, paragraphs, lists of one level, tables, code
 * and, within a line, `code`, *stress*, **stress** and links, whose text alone is kept
 * (they lead to other documents of the source).  What it does not know it prints as it
 * stands; nothing of the text becomes markup. */
#ifndef ASSAY_SITE_MARKDOWN_H
#define ASSAY_SITE_MARKDOWN_H

#include "publish/html.h"

/* The text after its first heading, which is the page's title. */
void markdown_put(struct html *h, struct str text);
/* The text of its first heading. */
struct str markdown_title(struct str text);

#endif
