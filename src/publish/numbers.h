/* The numbers a text says, in figures or in words, and whether other texts say them: an
 * editor's sentence may hold no number that its evidence does not.  "34", "1,204.5",
 * "60%", "twelve", "twenty-one", "two thirds", "half", "both"; signs are passed over.
 * A number is said where the other side has it, has it more exactly ("6.9" of 6.93), or
 * as a share of a hundred ("two thirds" of 66.67%). */
#ifndef ASSAY_PUBLISH_NUMBERS_H
#define ASSAY_PUBLISH_NUMBERS_H

#include "base/arena.h"
#include "base/ratio.h"

struct number {
    struct str text; /* as it stands */
    struct ratio value;
    int decimals;  /* as written */
    bool fraction; /* of a whole: "half", "two thirds" */
};

struct numbers {
    struct arena *arena;
    struct number *at;
    size_t count, capacity;
};

struct numbers numbers_new(struct arena *a);
/* Adds the numbers of a text, in their order; they view it. */
void numbers_read(struct numbers *all, struct str text);
void numbers_add(struct numbers *all, struct ratio value);
/* True where one of `among` says it. */
bool numbers_hold(const struct numbers *among, const struct number *number);

#endif
