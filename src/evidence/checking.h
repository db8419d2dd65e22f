/* The checks on the evidence, between their own files only (checks.h is the door).  Each
 * check sorts pointers to rows by what makes rows comparable and walks the groups once:
 * n log n in all, and remarks in an order that only the evidence decides. */
#ifndef ASSAY_EVIDENCE_CHECKING_H
#define ASSAY_EVIDENCE_CHECKING_H

#include "evidence/evidence.h"

struct checking {
    struct arena *arena;
    struct evidence *evidence;
    struct remarks *remarks;
};

/* A remark that stands on these rows; it is filed under the last of them. */
void check_say(struct checking *c, enum remark_kind kind, const struct row *const *rows,
               size_t count, struct str text);
/* The same for two rows. */
void check_say_two(struct checking *c, enum remark_kind kind, const struct row *first,
                   const struct row *second, struct str text);

/* Orders two pointers to pointers to rows. */
typedef int row_order(const void *a, const void *b);
/* Pointers to all rows of a table, sorted.  The order must be total: end it with
 * order_place. */
const void **check_sorted(struct checking *c, const void *rows, size_t count, size_t size,
                          row_order *order);
/* How many of the sorted rows from `at` on are equal under `same`. */
size_t check_run(const void *const *sorted, size_t at, size_t count, row_order *same);
/* By place in the evidence. */
int order_place(const void *a, const void *b);
int order_pointers(const void *a, const void *b);

void check_date_order(struct checking *c);
void check_subsets(struct checking *c);
void check_values_twice(struct checking *c);
void check_shares(struct checking *c);
void check_facts_twice(struct checking *c);
void check_relations(struct checking *c);
void check_judgements_twice(struct checking *c);
void check_decisions_twice(struct checking *c);
void check_events(struct checking *c);

#endif
