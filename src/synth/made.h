/* A child as made-up returns have it: rows of the tables of records/table.h, as texts,
 * this year's and last year's.  Made from a life, perhaps damaged, then written; all of
 * it lives in an arena that is emptied for the next child. */
#ifndef ASSAY_SYNTH_MADE_H
#define ASSAY_SYNTH_MADE_H

#include "base/arena.h"
#include "base/date.h"
#include "records/table.h"

enum { NO_ROW = -1 };
enum made_form { MADE_CSV, MADE_XML };

struct made_row {
    uint8_t table;
    bool gone;       /* taken out again */
    int parent;      /* of the census: the row it stands in; NO_ROW: the child */
    uint32_t number; /* of the file it was written to; 0: not yet */
    struct str cells[COLUMNS_MAX];
};

struct made_rows {
    struct made_row *at; /* of one table in the order of the file */
    size_t count, capacity;
};

struct made_child {
    struct arena *arena;
    enum return_kind kind;
    enum made_form form;
    int year; /* of the collection; last year's is the one before */
    struct str id;
    date born; /* DATE_NONE: not yet born */
    struct made_rows now, last;
    bool again; /* it is in the return twice */
};

/* A new row with blank cells, at the end. */
struct made_row *made_add(struct arena *a, struct made_rows *rows, unsigned table);
/* The row of a table that comes n-th (from 0), or NULL; rows taken out do not count. */
struct made_row *made_row_of(const struct made_rows *rows, unsigned table, size_t n);
size_t made_count(const struct made_rows *rows, unsigned table);
/* A child's identifier, which says that it is made up: SYN00000001. */
struct str made_identifier(struct arena *a, uint64_t number, size_t digits);
/* Blank where there is no day. */
struct str made_date_903(struct arena *a, date day);    /* 31/03/2026 */
struct str made_date_census(struct arena *a, date day); /* 2026-03-31 */
/* Either, or DATE_NONE. */
date made_date_read(enum return_kind kind, struct str text);

#endif
