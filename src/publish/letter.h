/* A regime's letter or report from a verdict: the layout is the framework's, the building
 * blocks are here, the sentences are composed from evidence through the framework's words
 * (never copied from an old letter).  After the layout come, always, how the grades were
 * reached, the judgements table, the data annex and the evidence index. */
#ifndef ASSAY_PUBLISH_LETTER_H
#define ASSAY_PUBLISH_LETTER_H

#include "judgement/verdict.h"
#include "publish/document.h"

/* Builds the document; owned by the arena. */
struct document *letter_build(struct arena *a, const struct verdict *verdict);
/* "<framework>--<area-slug>--<at>" (cli.md), without the ending. */
struct str letter_file_name(struct arena *a, const struct verdict *verdict);

#endif
