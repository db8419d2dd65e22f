/* The elements of the children in need census by their names: which are rows of a table,
 * which are cells of one, and which only hold others.  Names are compared exactly, as XML
 * has them; a prefix of a namespace is gone before.  An element of another year's census
 * is known and not read. */
#ifndef ASSAY_RECORDS_ELEMENTS_CIN_H
#define ASSAY_RECORDS_ELEMENTS_CIN_H

#include "base/arena.h"
#include "records/table.h"

enum element_use {
    ELEMENT_GROUP,  /* a row of `table` */
    ELEMENT_CODE,   /* a row of `table` of one cell: Disability, AssessmentFactors */
    ELEMENT_HOLDER, /* what the rows of `table` stand in: Disabilities */
    ELEMENT_CELL    /* a cell of each table whose `columns` is no NO_CELL */
};
enum { NO_CELL = 255 };

struct element_cin {
    struct str name;
    enum element_use use;
    unsigned table;
    /* Group or holder that a row or a holder stands in, by its table; NO_PARENT: the
     * child itself. */
    int within;
    uint8_t columns[TC_COUNT];
    bool of_year; /* it is part of this year's census */
};

struct elements_cin;

/* Of the census of a collection year; in the arena. */
const struct elements_cin *elements_cin_of(struct arena *a, int year);
/* NULL where the census has none of this name. */
const struct element_cin *element_cin_find(const struct elements_cin *elements,
                                           struct str name);

#endif
