/* Safe repairs of the files of a return, proposed, then applied only when asked for, and
 * undone to the byte.  A fix says where in its file some bytes stand and what shall stand
 * there instead; a list of fixes is a CSV file that a person may read, and shorten:
 *
 *     file,table,row,child,field,from,to,repair,at
 *
 * `from` and `to` are the bytes of the cell as they stand in the file, quotes included;
 * `at` is the offset of the first of them.  Fixes of one file stand together, in the
 * order of `at`. */
#ifndef ASSAY_RECORDS_FIXES_H
#define ASSAY_RECORDS_FIXES_H

#include "base/buf.h"
#include "records/file_903.h"
#include "records/repair.h"

struct fix {
    struct str file;  /* its name without folders */
    struct str table; /* "Episodes" */
    uint32_t row;     /* as findings count it; of XML 0 */
    struct str child; /* the identifier as it stands; may be empty */
    struct str field; /* "DECOM" */
    struct str from, to;
    struct str repair; /* "spaces, date" */
    uint64_t at;
};

/* Takes what is found; texts are valid during the call. */
struct fix_taker {
    void *context;
    status (*take)(void *context, const struct fix *fix, struct fault *why);
};

/* The fixes of one file of the 903, table or XML, of a collection year.  ERR_FORMAT where
 * it is in UTF-16, which is not repaired in place. */
status fixes_of_903(const struct file_903 *file, int year, struct fix_taker taker,
                    struct fault *why);
/* The fixes of XML: elements that hold text alone are cells, by their name; `element` is
 * a child's.  An element whose text has entities, comments or CDATA is left alone. */
struct fixes_xml {
    struct str path;
    const struct os_file *file;
    enum return_kind kind;
    int year;
    struct str element;
};
status fixes_of_xml(const struct fixes_xml *xml, struct fix_taker taker,
                    struct fault *why);

/* The list as CSV: the line of column names, and a line a fix. */
void fixes_head(struct buf *out);
void fix_line(struct buf *out, const struct fix *fix);
/* Reads a list; rows are told as the file's lines in faults.  Fixes live in the arena and
 * point into the text. */
struct fix_list {
    struct fix *at;
    size_t count;
};
status fixes_read(struct arena *a, struct str path, struct str text, struct fix_list *out,
                  struct fault *why);

/* The bytes of one file with its fixes applied (undone), piece by piece to `put`; with
 * `diff`, a unified diff without context lines as well.  ERR_FORMAT, before anything of
 * the fix is written, where the file does not have at its place what the fix says. */
struct mending {
    struct str name, bytes;
    const struct fix *fixes; /* of this file */
    size_t count;
    bool undo;
    void *context;
    status (*put)(void *context, struct str bytes, struct fault *why);
    status (*diff)(void *context, struct str bytes, struct fault *why);
};
status fixes_apply(const struct mending *mending, struct fault *why);
/* "header.csv" of "a/b/header.csv". */
struct str file_name(struct str path);

#endif
