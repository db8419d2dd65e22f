/* Three-valued logic after Kleene: unknown never counts as false.  The order is the
 * meaning: `and` is the least of its parts, `or` the greatest. */
#ifndef ASSAY_BASE_TRUTH_H
#define ASSAY_BASE_TRUTH_H

typedef enum { TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE } truth;

truth truth_and(truth a, truth b);
truth truth_or(truth a, truth b);
truth truth_not(truth a);
/* At least `need` of `count` conditions, of which `sure` are true and `open` unknown. */
truth truth_at_least(unsigned need, unsigned sure, unsigned open);
/* "true", "false", "unknown". */
const char *truth_word(truth t);

#endif
