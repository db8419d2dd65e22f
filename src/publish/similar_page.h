/* Who had this problem before, for people (a document of document.h, rendered as text and
 * HTML) and for programs (JSON, one object).  Every match says what it shares with what
 * was asked, and only what followed it; no cause is given, since none is known.
 *
 * Evidence ids are LOAD:ROW, as in a profile. */
#ifndef ASSAY_PUBLISH_SIMILAR_PAGE_H
#define ASSAY_PUBLISH_SIMILAR_PAGE_H

#include "base/buf.h"
#include "profile/similar.h"
#include "publish/document.h"

/* What was asked and found: of one authority, or of a text. */
struct similar_report {
    const struct similar_index *index;
    const struct cube_area *area;       /* NULL where a text was asked */
    const struct similar_area *of_area; /* NULL where a text was asked */
    struct str text;                    /* what was asked, where no area was */
    struct similar_list of_text;        /* what was found for it */
    theme_set among;                    /* --theme; 0: any */
    struct similar_summaries summaries; /* of the themes of what was asked, then of all */
};

/* The page; in the arena. */
struct document *similar_page(struct arena *a, const struct similar_report *report);

#endif
