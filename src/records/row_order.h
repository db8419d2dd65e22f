/* The rows of a child in one table in the order of their days: what a check walks that
 * compares each row with the one before it.  The order is that of first days; rows
 * without one stand last; rows of one first day stand in the order of a second column
 * (those without a day in it last), then of the file.  Episodes have their order worked
 * out already (records/looked_after.h). */
#ifndef ASSAY_RECORDS_ROW_ORDER_H
#define ASSAY_RECORDS_ROW_ORDER_H

#include "base/arena.h"
#include "records/child.h"

struct row_order {
    const struct entry *const *at;
    size_t count; /* all rows */
    size_t dated; /* of them, from the first on, have a first day */
};

/* Which columns the order goes by; `end` may be `start`. */
struct row_order_by {
    unsigned start, end;
};

/* In the arena. */
struct row_order row_order_of(struct arena *a, const struct rows *rows,
                              struct row_order_by by);

#endif
