/* A published file as sheets of rows of text cells, whatever it was saved as: CSV (comma,
 * tab or semicolon; UTF-8, UTF-16 or Windows-1252), XLSX, ODS, plain or gzipped;
 * recognised by content.  A JSON file is one sheet without rows whose text is the file.
 * Rows without any text are passed over.  CSV is read in place; workbooks are opened by a
 * module that is loaded only then (sheets_module.c), since linking it would slow every
 * start. Limits: 1 GiB inflated, ratio 1:200, 1,000 entries of a zip, 256 sheets, 2
 * million rows, 256 columns kept a row, 64 KiB a cell. */
#ifndef ASSAY_EVIDENCE_SHEET_H
#define ASSAY_EVIDENCE_SHEET_H

#include "base/csv.h"

struct sheet {
    struct str name; /* empty for CSV */
    struct str file; /* as the user named it, with its sheet: "x.xlsx#Table 1" */
    enum sheet_kind { SHEET_CSV, SHEET_GRID, SHEET_JSON } kind;
    struct str text; /* of a CSV or JSON file, as UTF-8; a CSV separated by commas */
    /* private: the rows of a grid that hold any text */
    const struct sheet_line *lines;
    size_t line_count;
};
struct sheet_line { /* private */
    const struct str *cells;
    uint32_t count, row;
};

struct workbook {
    const struct sheet *sheets;
    size_t count;
    struct str sha256; /* of the file's bytes as stored (before gunzip) */
    struct str format; /* "csv", "xlsx", "ods", with ".gz" where packed */
};

/* A file's bytes and their digest: enough to tell whether it is known already, before it
 * is read as sheets. */
struct workbook_file {
    struct str name, bytes, sha256;
};
status workbook_fetch(struct arena *a, struct str path, struct workbook_file *out,
                      struct fault *why);
/* Reads it as sheets; the workbook and its cells live in the arena, and view the bytes.
 */
status workbook_parse(struct arena *a, const struct workbook_file *file,
                      struct workbook *out, struct fault *why);
/* Both in one. */
status workbook_open(struct arena *a, struct str path, struct workbook *out,
                     struct fault *why);
/* From memory, as the fuzzer feeds it. */
status workbook_read(struct arena *a, struct str name, struct str bytes,
                     struct workbook *out, struct fault *why);

/* Reading a sheet row by row. */
struct sheet_reader {
    const struct sheet *sheet;
    struct csv csv;
    size_t next;
};
struct sheet_row {
    const struct str *cells; /* trimmed; valid until the next row is read */
    size_t count;
    uint32_t row; /* 1-based, as a spreadsheet numbers it; a CSV's record */
};
void sheet_start(struct sheet_reader *reader, struct arena *a, const struct sheet *sheet);
/* False at the end.  A record that breaks CSV's rules is skipped and counted in *bad. */
bool sheet_next(struct sheet_reader *reader, struct sheet_row *out, uint32_t *bad);

#endif
