/* HTML out, escaped by type: text and attribute values are escaped here and nowhere else,
 * names of elements and attributes are literals of this program, and raw markup needs a
 * struct markup, which only this program's own style sheet and charts become.
 * Elements close as they were opened; that is asserted. */
#ifndef ASSAY_PUBLISH_HTML_H
#define ASSAY_PUBLISH_HTML_H

#include "base/buf.h"

enum { HTML_DEPTH_MAX = 64 };

struct html {
    struct buf *out; /* carries the first error: buf_status */
    const char *open[HTML_DEPTH_MAX];
    unsigned depth;
    bool in_tag; /* attributes may still be added */
};

struct markup {
    struct str text;
};

struct html html_new(struct buf *out);
void html_open(struct html *h, const char *element);
/* An element that holds nothing: meta, link. */
void html_void(struct html *h, const char *element);
/* An attribute of the element just opened. */
void html_attribute(struct html *h, const char *name, struct str value);
void html_text(struct html *h, struct str text);
void html_close(struct html *h, const char *element);
/* element, text, close */
void html_put(struct html *h, const char *element, struct str text);
/* A line break in the source, where it changes nothing for the reader. */
void html_line(struct html *h);
/* Markup made by this program, never by evidence or a framework file. */
struct markup markup_own(struct str text);
void html_markup(struct html *h, struct markup markup);

#endif
