/* The body of a document as HTML, inside a page of somebody else's: the standalone page
 * of render_html.c, or a page of the static site.  Sections are numbered s-1, s-2 … in
 * the order of the text, tables t-1 …, figures c-1 …; a page holds one document, or these
 * ids are not alone. */
#ifndef ASSAY_PUBLISH_HTML_BODY_H
#define ASSAY_PUBLISH_HTML_BODY_H

#include "publish/document.h"
#include "publish/html.h"

struct html_body_options {
    /* The page on which each piece of evidence has its own anchor: marks lead there, and
     * the index is left out.  Empty: they lead to the index in the document itself. */
    struct str evidence;
};

/* Everything under the document's title; its sections begin with h2. */
void html_body(struct html *h, const struct document *d,
               struct html_body_options options);
/* Its sections as a list of links. */
void html_contents(struct html *h, const struct document *d,
                   struct html_body_options options);
/* The anchor of a piece of evidence on such a page: "47:120" is 47-120, and "60:12-14,20"
 * is 60-12-rows, by the first of its rows. */
struct str html_evidence_anchor(struct arena *a, struct str id);

#endif
