/* A file of the return on children looked after: which table it is, told by its columns
 * and never by its name, and its rows as entries.  Columns may stand in any order and
 * case. */
#ifndef ASSAY_RECORDS_FILE_903_H
#define ASSAY_RECORDS_FILE_903_H

#include "records/child.h"
#include "records/returns_module.h"
#include "records/scan.h"

enum { FILE_COLUMNS_MOST = 64, NO_COLUMN = 255 };

struct file_903 {
    struct str path; /* as the user named it */
    bool last;       /* of last year's return */
    bool as_written; /* cells are not brought to upper case: for conversion */
    enum file_form { FILE_TABLE, FILE_XML, FILE_UNKNOWN } form;
    unsigned table; /* of FILE_TABLE: enum table_903 */
    struct os_file file;
    enum letters letters;
    unsigned child_column, column_count;
    uint8_t columns[FILE_COLUMNS_MOST]; /* the table's column of each of the file's */
    /* of FILE_XML: */
    const struct returns_module *module;
    struct str encoding;
    bool seen[T9_COUNT];         /* tables that it has rows of, after a first pass */
    uint32_t (*bases)[T9_COUNT]; /* rows of each table before each child; on the heap */
    size_t base_count, base_capacity;
    struct str doubt; /* a sentence on columns that are not known, or on why the file is
                         not; empty where all is well */
};

/* Opens a file and recognises it; a file of unknown columns is FILE_UNKNOWN, with the
 * table it is most like in `doubt`.  ERR_IO where it cannot be opened.  Closed by
 * file_903_close. */
status file_903_open(struct arena *a, struct str path, bool last, struct file_903 *out,
                     struct fault *why);
void file_903_close(struct file_903 *file);
/* A cell as the rules see it: upper case, as a day where the column is one of days. */
struct cell cell_of(struct arena *a, struct str text, bool is_date);
/* A cell of this file, which may be as it is written. */
struct cell file_903_cell(struct arena *a, const struct file_903 *file, struct str text,
                          bool is_date);
/* The cells of a row as stored, one a column of the table, in the arena; *extra counts
 * filled cells right of the columns. */
struct cell *file_903_cells(struct arena *a, const struct file_903 *file,
                            struct str bytes, size_t *extra);
/* The text of the CHILD cell as stored, in upper case. */
struct str file_903_child(struct arena *a, const struct file_903 *file, struct str cell);

#endif
