/* The verdict as `assay rate` prints it: each judgement with its grade, and why. */
#ifndef ASSAY_PUBLISH_VERDICT_TEXT_H
#define ASSAY_PUBLISH_VERDICT_TEXT_H

#include "base/buf.h"
#include "judgement/sensitivity.h"

struct verdict_text_options {
    bool explain; /* every step, its evidence and basis; else the first level */
    const struct sensitivity *sensitivity; /* or NULL */
};

void verdict_text(const struct verdict *verdict,
                  const struct verdict_text_options *options, struct buf *out);

#endif
