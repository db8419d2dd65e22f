/* Several grades made one.  Each member brings the set of grades it may still have, and
 * the result is every grade that some choice of theirs leads to.  No choice is tried one
 * by one: counting members on either side of a grade is enough, so the cost grows with
 * members times weights, not with the number of combinations. */
#ifndef ASSAY_JUDGEMENT_ROLLUP_H
#define ASSAY_JUDGEMENT_ROLLUP_H

#include "framework/plan.h"

struct member {
    gradeset possible; /* never empty */
    unsigned weight;   /* 1 or more */
};

struct members {
    struct arena *arena;
    const struct member *at;
    size_t count;    /* 1 or more */
    unsigned grades; /* on their scale */
};

/* The middle grade by weight; between two different middle grades, the worse or better.
 */
gradeset rollup_middle(const struct members *m, enum ties ties);
/* The same where ties go as one judgement's grade, clamped to the two; `as` may be one of
 * the members (its index), else SIZE_MAX. */
gradeset rollup_middle_as(const struct members *m, gradeset as, size_t index);
/* The best grade that at least `need` members reach; `need` from 1 to their number. */
gradeset rollup_at_least(const struct members *m, size_t need);

#endif
