/* The verdict as `assay rate --json` prints it: a shape other programs may rely on
 * (docs/command-line.md). */
#ifndef ASSAY_PUBLISH_VERDICT_JSON_H
#define ASSAY_PUBLISH_VERDICT_JSON_H

#include "base/buf.h"
#include "judgement/sensitivity.h"

/* One object and a line end; `remarks` are those of the evidence, `sensitivity` may be
 * NULL. With `indent` over several lines, else on one. */
void verdict_json(const struct verdict *verdict, const struct remarks *remarks,
                  const struct sensitivity *sensitivity, bool indent, struct buf *out);

#endif
