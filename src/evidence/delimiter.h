/* Which character separates the cells of a text file, and the same text separated by
 * commas, which is what the one CSV reader (base/csv.h) reads. */
#ifndef ASSAY_EVIDENCE_DELIMITER_H
#define ASSAY_EVIDENCE_DELIMITER_H

#include "base/arena.h"
#include "base/fault.h"

/* ',', '\t' or ';': the one that cuts most of the first lines into as many cells as the
 * line before; the comma where none does. */
char delimiter_find(struct str text);
/* The text with commas for `delimiter`; cells that hold a comma are quoted.  A view where
 * it is separated by commas already. */
status delimiter_to_commas(struct arena *a, struct str text, char delimiter,
                           struct str *out, struct fault *why);

#endif
