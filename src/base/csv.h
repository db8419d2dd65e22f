/* RFC 4180 from memory, one record at a time.  Quoted cells may hold commas, quotes
 * (doubled) and line breaks; CR LF, LF and CR end a record; a UTF-8 byte-order mark is
 * skipped; wholly blank lines are skipped but counted as lines, not as records.
 * Records are numbered from 1, the header being record 1. */
#ifndef ASSAY_BASE_CSV_H
#define ASSAY_BASE_CSV_H

#include "base/buf.h"

struct csv {
    struct arena *arena; /* cells that had to be unescaped; the rest view the input */
    struct str input;
    size_t at;
    uint32_t line;   /* of the next byte, 1-based */
    uint32_t record; /* of the record last read; 0 before the first */
    struct csv_limits {
        size_t cells;      /* per record; 0 means 256 */
        size_t cell_bytes; /* 0 means 64 KiB */
        uint32_t records;  /* 0 means 1,000,000 */
    } limits;
    struct str *cells; /* reused from record to record */
    size_t capacity;
};

struct csv_record {
    const struct str *cells; /* valid until the next record is read */
    size_t count;
    uint32_t record, line; /* line on which the record starts */
};

/* Starts before the first record.  The bytes of `input` must outlive the cells. */
void csv_open(struct csv *csv, struct arena *a, struct str input,
              struct csv_limits limits);
/* Reads one record.  False at the end of the input (why->code is OK) or, with *why set,
 * where a quote is never closed, text follows a closing quote, or a limit is passed.
 * A faulty record has a number like any other; reading may go on with the next call, at
 * the line after the quote that opened the faulty cell: one stray quote costs its own
 * line, not the records behind it.  Past the limit of records reading is over.  `why`
 * must not be NULL; its file is left empty for the caller to name. */
bool csv_next(struct csv *csv, struct csv_record *out, struct fault *why);

/* Writes a cell: in quotes where it holds what separates cells or lines, in whatever
 * settings a reader has, or a space at an end that a reader may take away. */
void csv_put(struct buf *out, struct str cell);
/* Writes a cell in quotes whatever it holds. */
void csv_put_quoted(struct buf *out, struct str cell);

#endif
