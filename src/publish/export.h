/* Tables for people's own tools: CSV, XLSX (xlsx.h) and JSON of the same rows.
 *
 * A table says its columns and gives its rows one at a time, so that England costs no
 * more memory than a row.  Rows are asked for in rising order from 0; a table may be
 * written any number of times, by one thread at a time.  What a cell is its column says:
 * text, a number, a whole number or a day.  A number that is NaN, a day that is none and
 * an empty text are an empty cell, and a column beside it says why.
 *
 * No cell is a formula: see export_text.  Nothing computed from records of children
 * leaves unless it is asked for by name: see export_may_leave. */
#ifndef ASSAY_PUBLISH_EXPORT_H
#define ASSAY_PUBLISH_EXPORT_H

#include "base/buf.h"
#include "base/date.h"
#include "evidence/cube.h"

enum export_kind { EXPORT_TEXT, EXPORT_NUMBER, EXPORT_WHOLE, EXPORT_DAY };

struct export_column {
    const char *name; /* as the header says it, unique in its table */
    enum export_kind kind;
    int width;         /* in a workbook, in characters */
    const char *about; /* what it holds, for the notes */
};

struct export_cell {
    struct str text; /* of a text */
    double number;   /* of a number; NaN where there is none */
    date day;        /* of a day; DATE_NONE where there is none */
    int decimals;    /* a workbook shows this many, -1: as many as there are */
};

struct export_table {
    const char *name; /* "figures": its sheet, part of its file's name */
    struct str title; /* what it is of, for people */
    const struct export_column *columns;
    size_t column_count, row_count;
    /* Fills the cells, which are empty before; texts live in the arena, or longer. */
    void (*row)(void *context, struct arena *a, size_t row, struct export_cell *cells);
    void *context;
};

/* Tables that leave together; the last is their notes (export_notes.h). */
struct export_book {
    struct str title, attribution;
    date at; /* of the evidence: the day it says it was made */
    bool internal;
    const struct export_table *tables;
    size_t table_count;
};

/* A table as CSV: UTF-8, commas, one header row, a line feed after each row. */
void export_csv(const struct export_table *table, struct buf *out);
/* The book as one JSON object on one line: docs/schemas/export.schema.json. */
void export_json(const struct export_book *book, struct buf *out);

/* One row of a table in cells of the arena, as the writers ask for it. */
struct export_cell *export_cells(struct arena *a, const struct export_table *table);
void export_row(const struct export_table *table, struct arena *a, size_t row,
                struct export_cell *cells);

/* The text as a cell may hold it.  What a spreadsheet might take for a formula (it
 * begins, behind blanks, with = + - @ or their full-width forms, or with a tab or another
 * control character) gets an apostrophe before it; bytes that are no UTF-8 and NUL become
 * U+FFFD. The same view where nothing is to be done. */
struct str export_text(struct arena *a, struct str text);
/* True where export_text would put an apostrophe before it. */
bool export_is_formula(struct str text);

/* OK where a table of this measure (NULL: of any of the cube's) may leave the building;
 * else ERR_USAGE, which names a measure whose figures were computed from records of
 * children and have not passed disclosure control. */
status export_may_leave(const struct cube *cube, const struct cube_measure *measure,
                        struct fault *why);

/* Small letters and digits, all else one hyphen: part of a file's name. */
struct str export_slug(struct arena *a, struct str name);

#endif
