/* Where the rows of a CSV file stand, found piece by piece: a file of any size is gone
 * through once in a window of 2 MiB.  Quoted cells may hold commas, doubled quotes and
 * line breaks; CR LF, LF and CR end a row.  Bytes are UTF-8 or Windows-1252, which share
 * all that matters here, or UTF-16 of either order.
 *
 * A row that cannot be read (a quote never closed, text behind a closing quote, a cell of
 * more than 64 KiB) costs itself only: reading goes on at the line after the cell that is
 * wrong.  Lines of nothing but spaces are no rows; a row of nothing but empty cells is
 * one, and blank. */
#ifndef ASSAY_RECORDS_SCAN_H
#define ASSAY_RECORDS_SCAN_H

#include "base/arena.h"
#include "base/os_file.h"

enum letters { LETTERS_BYTES, LETTERS_UTF16_LITTLE, LETTERS_UTF16_BIG };
#define ROW_BYTES_MOST ((size_t)0xfffff) /* a row; its length has 20 bits in an index */
#define CELL_BYTES_MOST (64 * KIB)

struct scan;

struct scanned {
    uint64_t at;       /* of its first byte in the file */
    uint32_t number;   /* 0 is the first row, which is the header */
    struct str bytes;  /* as stored, without the line end; valid until the next row */
    struct str cell;   /* of the wanted column, as stored, with its quotes */
    bool is_blank;     /* nothing but empty cells */
    const char *wrong; /* why it cannot be read: a literal; NULL where it can */
};

/* Starts before the first row, at the byte `from` (a byte-order mark is passed). */
struct scan *scan_new(struct arena *a, const struct os_file *file);
enum letters scan_letters(const struct scan *scan);
/* Which cell of each row is wanted, from the next row on; 0 is the first. */
void scan_want(struct scan *scan, unsigned column);
/* The next row; false at the end, or where the file could not be read (*failed). */
bool scan_next(struct scan *scan, struct scanned *out, bool *failed);

/* The text of a cell or a row as stored: UTF-16 as UTF-8, else a view. */
struct str letters_text(struct arena *a, enum letters letters, struct str bytes);
/* Splits a row of text at commas: the text of the first cell without its quotes, as
 * UTF-8; *rest gets what follows the comma, with .at NULL where there was none. */
struct str row_cell(struct arena *a, struct str row, struct str *rest);

#endif
