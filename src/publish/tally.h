/* A verdict against the published grades, counted; and what a result is, in one sentence.
 */
#ifndef ASSAY_PUBLISH_TALLY_H
#define ASSAY_PUBLISH_TALLY_H

#include "judgement/verdict.h"

/* Of the judgements with a published grade: an entered grade is never counted as
 * reproduced (framework-language.md, Standing). */
struct tally {
    size_t compared, reproduced, entered, disagreeing, undetermined;
};

struct tally verdict_tally(const struct verdict *verdict);
/* "Of 33 published grades: 6 reproduced, 27 entered, 0 disagreeing, 0 undetermined." */
struct str tally_sentence(struct arena *a, const struct tally *tally);
/* Shown in the output: it applies on the day and has a grade of its own. */
bool ruling_is_shown(const struct ruling *ruling);
/* What stands on every page and in every output: "Reconstruction by Assay from published
 * evidence. Not issued or endorsed by Ofsted." and the like. */
struct str standing_notice(struct arena *a, const struct verdict *verdict);

#endif
