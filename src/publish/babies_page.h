/* "100 babies" for people (a document of document.h, rendered as text and HTML) and for
 * programs (JSON, one object): what today's published rates amount to over a childhood,
 * beside the neighbours and England, with every rate, what it was made of, and what is
 * missing.  A synthetic cohort, never a forecast of a child; the page says so first. */
#ifndef ASSAY_PUBLISH_BABIES_PAGE_H
#define ASSAY_PUBLISH_BABIES_PAGE_H

#include "base/buf.h"
#include "profile/babies.h"
#include "publish/document.h"

/* The page; in the arena, which may be reset when it has been rendered. */
struct document *babies_page(struct arena *a, const struct babies *babies);
/* One object on one line, with the line's end. */
void babies_json(const struct babies *babies, struct buf *out);

#endif
