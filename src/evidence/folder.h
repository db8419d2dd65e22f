/* Reads evidence folders: docs/evidence-format.md is the format.  A bad row becomes a
 * remark and an `unread`; everything else still loads. */
#ifndef ASSAY_EVIDENCE_FOLDER_H
#define ASSAY_EVIDENCE_FOLDER_H

#include "base/fault.h"
#include "evidence/evidence.h"

/* A cell replaced for a what-if run: the row's evidence id, the column, and what stands
 * there instead.  `absent` leaves the cell blank; where the row cannot do without it, the
 * row is left out as if it had never been written (and is not `unread`). */
struct amendment {
    struct str id, column, value;
    bool absent;
    bool used; /* set by the reader: the id and column were found */
};

struct folder_options {
    const struct regimes *regimes; /* never NULL */
    struct amendment *amendments;
    size_t amendment_count;
};

/* Reads one or more folders into one evidence model, checks included (checks.h).  ERR_IO
 * where a folder cannot be opened or holds no file that this format knows. */
status folder_read(struct arena *a, const struct str *paths, size_t path_count,
                   const struct folder_options *options, struct evidence **out,
                   struct remarks *remarks, struct fault *why);

/* One table from memory, as the fuzzer feeds it: `name` is the file's name. */
struct folder_file {
    struct str prefix; /* the folder's name with a slash, or empty */
    struct str name;   /* "shares.csv" */
    struct str text;
    bool no_file; /* a folder, a device or a broken link stands under this name */
};
status folder_read_files(struct arena *a, const struct folder_file *files, size_t count,
                         const struct folder_options *options, struct evidence **out,
                         struct remarks *remarks, struct fault *why);

#endif
