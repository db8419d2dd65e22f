/* An editor's changes to the sentences of letters, as a CSV file: one row a sentence.
 * A sentence goes by its id (letter_edits.h), which holds for one area and framework, so
 * one file may serve any number of letters.  `original` is what Assay composed when the
 * editor read it: where Assay now composes another sentence the evidence has changed, and
 * the row is left alone and told.  Rows without a text are sentences nobody changed. */
#ifndef ASSAY_PUBLISH_EDITS_H
#define ASSAY_PUBLISH_EDITS_H

#include "base/date.h"
#include "base/fault.h"
#include "evidence/remark.h"

struct edit {
    uint32_t record, line; /* in the file */
    struct str sentence;   /* its id */
    struct str original;   /* as composed */
    struct str text;       /* as it is to read */
    struct str by;         /* a role, never a name */
    struct str reason;
    date on;
    bool met; /* a letter held the sentence; set as letters are built */
};

struct edits {
    struct str file; /* as the user named it */
    struct edit *at;
    size_t count;
};

/* Reads the bytes of such a file; bad rows, and a sentence's second row, become remarks.
 * ERR_FORMAT where the head row lacks a column.  `text` must live as long. */
status edits_read(struct arena *a, struct str file, struct str text, struct edits *out,
                  struct remarks *remarks, struct fault *why);
/* The row of a sentence, or NULL. */
struct edit *edits_find(const struct edits *edits, struct str sentence);
/* A remark on a row: what was found, and what to do; it needs a person. */
void edits_remark(const struct edits *edits, const struct edit *edit,
                  enum remark_kind kind, struct str text, struct remarks *remarks);
/* Remarks on the rows whose sentence no letter held. */
void edits_remark_unmet(struct arena *a, const struct edits *edits,
                        struct remarks *remarks);

#endif
