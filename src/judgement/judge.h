/* Applies a plan to an area's evidence on a day: pure, values in, values out. */
#ifndef ASSAY_JUDGEMENT_JUDGE_H
#define ASSAY_JUDGEMENT_JUDGE_H

#include "judgement/verdict.h"

/* A let given another value for a what-if run. */
struct let_override {
    const struct let *let;
    bool absent; /* unknown */
    truth truth; /* for a let of type truth */
    struct interval range;
};

struct judge_options {
    enum average average;
    struct str neighbour_model;
    const struct let_override *overrides;
    size_t override_count;
    bool what_if; /* standing what-if, whatever else */
};

/* Judges.  `at` is the assessment date; plan and evidence must outlive the verdict. */
struct verdict *judge(struct arena *a, const struct plan *plan,
                      const struct evidence *evidence, const struct area *area, date at,
                      const struct judge_options *options);
/* The default assessment date: the latest date in the area's evidence, clamped to the
 * framework's `valid`; with no date at all, the last day of `valid`. */
date judge_date(const struct plan *plan, const struct evidence *evidence,
                const struct area *area);

#endif
