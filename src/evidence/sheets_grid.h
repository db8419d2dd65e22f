/* The rows of a workbook being read: a row's cells are gathered, and kept where they hold
 * any text.  Everything sized by the file is asked of the arena with arena_try, so that a
 * hostile workbook is refused and never ends the process.  (Of the module assay-sheets.)
 */
#ifndef ASSAY_EVIDENCE_SHEETS_GRID_H
#define ASSAY_EVIDENCE_SHEETS_GRID_H

#include "evidence/sheet.h"

enum { GRID_COLUMNS = 256, GRID_SHEETS = 256 };
#define GRID_ROWS_MOST ((size_t)2000000)
#define GRID_CELLS_MOST ((size_t)16000000)
#define GRID_TEXT_MOST (64 * KIB)

struct grid {
    struct arena *arena;
    struct str file;
    struct sheet *sheets; /* room for GRID_SHEETS */
    size_t sheet_count;
    /* the sheet being read */
    struct sheet_line *lines;
    size_t line_count, capacity;
    /* the row being read; width is one past its last text */
    struct str cells[GRID_COLUMNS];
    size_t width;
    /* over all sheets */
    size_t rows_kept, cells_kept;
    /* the text being read; what is past the limit is cut */
    char *text;
    size_t text_len;
};

/* An empty grid for the sheets of `file`; about 70 KiB. */
status grid_new(struct arena *a, struct str file, struct grid **out, struct fault *why);
status grid_start_sheet(struct grid *grid, struct str name, struct fault *why);
void grid_end_sheet(struct grid *grid);
/* Puts a text (of the arena) into columns from `column`, 0-based, `times` over; what is
 * right of GRID_COLUMNS is let go. */
void grid_put(struct grid *grid, size_t column, size_t times, struct str text);
/* Ends the row, whose number is `row`, `times` over. */
status grid_end_row(struct grid *grid, size_t row, size_t times, struct fault *why);

void grid_text_add(struct grid *grid, struct str text);
/* What was added, trimmed and kept in the arena; the next text starts. */
status grid_text_take(struct grid *grid, struct str *out, struct fault *why);
/* A growing array that the file's size bounds: room for one more of `size` bytes each. */
struct grid_list {
    void *at;
    size_t count, capacity;
};
status grid_room(struct arena *a, size_t size, struct grid_list *list, struct fault *why);

#endif
