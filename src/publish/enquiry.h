/* Lines of enquiry in words: what a verdict's questions come to, and how sure that is. */
#ifndef ASSAY_PUBLISH_ENQUIRY_H
#define ASSAY_PUBLISH_ENQUIRY_H

#include "base/buf.h"
#include "judgement/verdict.h"

/* "a difference beyond chance (95%) in each of the last 2 years; counted from the record
 * of inspections"; of an unknown one what would settle it. */
struct str enquiry_sureness(struct arena *a, const struct question_ruling *ruling);
/* How many of the questions came to this. */
size_t enquiry_count(const struct verdict *verdict, truth answer);
/* The whole as text: questions raised, those not answered and why, how many were not. */
void enquiry_text(const struct verdict *verdict, bool explain, struct buf *out);

#endif
