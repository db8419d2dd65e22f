/* A safe repair of one cell: where what stands in it can only have been meant in one way.
 * Nothing is repaired that a person would have to decide: an order of day and month that
 * could be either, a year of two digits, a code that was split in two, an identifier. */
#ifndef ASSAY_RECORDS_REPAIR_H
#define ASSAY_RECORDS_REPAIR_H

#include "base/arena.h"
#include "records/table.h"

/* What was done to a cell; several at once may be. */
enum {
    REPAIR_SPACES = 1u << 0, /* around the text */
    REPAIR_DATE = 1u << 1,   /* a day in another order or with a time */
    REPAIR_CASE = 1u << 2,
    REPAIR_NUMBER = 1u << 3, /* "1.0", which a spreadsheet made of 1 */
    REPAIR_CODE = 1u << 4    /* a code that another year writes differently */
};

/* Where a cell stands. */
struct cell_place {
    enum return_kind kind;
    int year; /* of the collection */
    unsigned table, column;
};

struct repair {
    struct str to; /* of the arena, or a view of the text */
    unsigned done; /* bits; 0: there is nothing to repair, or nothing that is safe */
};

/* The repair of a cell's text. */
struct repair repair_of(struct arena *a, struct cell_place place, struct str text);
/* "spaces, date"; in the arena. */
struct str repair_words(struct arena *a, unsigned done);

#endif
