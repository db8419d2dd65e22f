/* The profile of one area, for people (a document of document.h, rendered as text and
 * HTML) and for programs (JSON, one object an area).  Order of the page: what matters
 * (judgements, exceptions, what changed, settings), then measures by topic, inspections,
 * what they asked for, what is not known, and how it was done.
 *
 * Evidence ids are LOAD:ROW, the number that `assay loads` shows and the row of its file;
 * the index at the end of the page says which file that is. */
#ifndef ASSAY_PUBLISH_PROFILE_PAGE_H
#define ASSAY_PUBLISH_PROFILE_PAGE_H

#include "base/buf.h"
#include "profile/picture.h"
#include "publish/document.h"

/* The page; in the arena, which may be reset when it has been rendered. */
struct document *profile_page(struct arena *a, const struct picture *picture);
/* "profile--knowsley--2026-06-17": no ending. */
struct str profile_file_name(struct arena *a, const struct picture *picture);
/* One object on one line, with the line's end. */
void profile_json(const struct picture *picture, struct buf *out);

#endif
