/* Sentences of a letter by their ids, and an editor's changes to them (edits.h).
 *
 * The id of a sentence is made of the framework, the area, the headings above it and the
 * rows it stands on, not of its words: it stays while figures change.  Those that share
 * all of these are told apart by "-2", "-3" in their order.  Only the letter proper can
 * be changed: the derivation, the annex and the index are what was computed. */
#ifndef ASSAY_PUBLISH_LETTER_EDITS_H
#define ASSAY_PUBLISH_LETTER_EDITS_H

#include "base/buf.h"
#include "publish/edits.h"
#include "publish/letter.h"

/* letter_build with the changes of an editor, either of which may be NULL: a changed
 * sentence is marked edited, and each number in it must be in the sentence as composed or
 * in its evidence.  A number that is not, and a row whose sentence is now composed
 * otherwise, which is left alone, are told in the letter and become remarks. */
struct document *letter_build_edited(struct arena *a, const struct verdict *verdict,
                                     struct edits *edits, struct remarks *remarks);
/* Every sentence that may be changed, as a file for edits_read, with the changes made. */
void letter_edits_sheet(const struct document *d, const struct edits *edits,
                        struct buf *out);

#endif
