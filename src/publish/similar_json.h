/* Who had this problem before, for programs: one object on one line, with the line's end.
 * What is not known is null or left out; ids are LOAD:ROW. */
#ifndef ASSAY_PUBLISH_SIMILAR_JSON_H
#define ASSAY_PUBLISH_SIMILAR_JSON_H

#include "publish/similar_page.h"

void similar_json(const struct similar_report *report, struct buf *out);

#endif
