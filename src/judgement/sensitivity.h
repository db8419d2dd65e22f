/* What it would take: every single change of one step that changes a verdict — a setting
 * one grade, a word one band, a judgement one grade, a finding added or removed, a
 * decision left out — the least movement of each share or measure that does, and, for
 * weighted blocks, the least change of one weight.  Each change is tried by judging again
 * on a copy of the evidence with that one row changed. */
#ifndef ASSAY_JUDGEMENT_SENSITIVITY_H
#define ASSAY_JUDGEMENT_SENSITIVITY_H

#include "judgement/judge.h"

struct change {
    struct str id;                     /* the evidence row, a let, or a block's path */
    struct str what;                   /* "graded Good instead of Satisfactory" */
    const struct judgement *judgement; /* whose verdict changes */
    enum verdict_status status_before, status_after;
    gradeset before, after;
};

struct sensitivity {
    const struct change *changes; /* in evidence order, then by judgement */
    size_t change_count;
    size_t tried;
};

struct sensitivity *judge_sensitivity(struct arena *a, const struct verdict *verdict,
                                      const struct judge_options *options);

#endif
