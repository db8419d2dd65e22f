/* What `assay associate` says: a document for people, one JSON object for programs.  No
 * cause is claimed anywhere; conventions and plan: docs/associate.md. */
#ifndef ASSAY_PUBLISH_ASSOCIATE_PAGE_H
#define ASSAY_PUBLISH_ASSOCIATE_PAGE_H

#include "base/buf.h"
#include "framework/plan.h"
#include "profile/associate.h"
#include "publish/document.h"

struct associate_said {
    const struct associate *result;
    const struct survey_source *source;
    const struct plan *plan; /* the framework asked for */
};

/* `top` measures by p, SIZE_MAX for all. */
struct document *associate_page(struct arena *a, const struct associate_said *said,
                                size_t top);
/* Every measure and inspection, on one line, with the line's end. */
void associate_json(struct arena *a, const struct associate_said *said, struct buf *out);

#endif
