/* A scale of grades, best first.  The label ("4", "2") is what a letter prints and points
 * in either direction from regime to regime; the position from best is the meaning, and a
 * grade never travels without its scale (architecture.md, invariant 1).
 * Scales are immutable once built and live in their maker's arena. */
#ifndef ASSAY_EVIDENCE_SCALE_H
#define ASSAY_EVIDENCE_SCALE_H

#include <stdint.h>

#include "base/arena.h"

enum { SCALE_MAX = 16 }; /* grades on one scale */

struct rung {
    struct str label;         /* "4" */
    struct str words;         /* "Performs excellently" */
    const struct str *others; /* synonyms: "Adequate", "Requires improvement" */
    size_t other_count;
    struct str meaning; /* "significantly exceeds minimum requirements", or empty */
};

struct scale {
    struct str id;
    const struct rung *rungs; /* [0] is best */
    size_t count;             /* 1 to SCALE_MAX */
};

/* A grade: a scale and a position on it, 0 being best.  scale NULL is "no grade". */
struct grade {
    const struct scale *scale;
    unsigned position;
};

/* A set of grades still possible, one bit a position, bit 0 being best. */
typedef struct {
    uint32_t bits;
} gradeset;

/* The scale of regulated and inspected settings: 1 Outstanding, 2 Good, 3 Satisfactory or
 * Adequate or Requires improvement, 4 Inadequate.  It stands wherever a file names none.
 */
const struct scale *scale_setting(void);
/* For a setting of which a list says that it has no overall grade: one rung, no grade. */
const struct scale *scale_ungraded(void);
/* Finds a label, word or synonym in any case; false where the scale has none such. */
bool scale_find(const struct scale *scale, struct str text, unsigned *position);
/* The words of a grade as somebody said them: the synonym they used, else the scale's
 * own. */
struct str scale_said(const struct scale *scale, unsigned position, struct str said);
/* Same id and the same labels in the same order: their grades may be compared. */
bool scale_same(const struct scale *a, const struct scale *b);

gradeset gradeset_all(const struct scale *scale);
gradeset gradeset_one(unsigned position);
gradeset gradeset_union(gradeset a, gradeset b);
bool gradeset_has(gradeset set, unsigned position);
bool gradeset_is_empty(gradeset set);
unsigned gradeset_count(gradeset set);
/* The best and worst position in a set that is not empty. */
unsigned gradeset_best(gradeset set);
unsigned gradeset_worst(gradeset set);

#endif
