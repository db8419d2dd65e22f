/* A return's files, written child by child as they are made: a CSV file a table, or one
 * XML file.  Memory does not grow with the return.  Names of files begin with
 * "synthetic", and the XML says in its first lines that it is made up; the tables have no
 * room for words. */
#ifndef ASSAY_SYNTH_RETURN_FILES_H
#define ASSAY_SYNTH_RETURN_FILES_H

#include "base/buf.h"
#include "base/os_file.h"
#include "synth/made.h"

#define MADE_NOTICE "Synthetic data made by Assay; no real child, family or home."

struct made_file {
    struct os_writer writer;
    struct buf text; /* not written yet */
    uint64_t rows, bytes;
};

struct made_files {
    enum made_form form;
    int year;
    struct made_file tables[TABLES_MAX]; /* of XML the first only; all count rows */
    unsigned table_count;
};

struct made_place {
    struct str folder;
    enum made_form form;
    int year;
};
/* Makes the folder and the files of a collection.  Closed by made_files_close, or
 * dropped, which leaves nothing of what is not closed. */
status made_files_open(struct arena *a, struct made_place place, struct made_files *out,
                       struct fault *why);
/* Writes a child's rows and numbers them. */
status made_files_add(struct made_files *files, struct made_rows *rows,
                      struct fault *why);
status made_files_close(struct made_files *files, struct fault *why);
void made_files_drop(struct made_files *files);
uint64_t made_files_rows(const struct made_files *files);

#endif
