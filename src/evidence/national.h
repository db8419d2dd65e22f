/* The national files Assay reads, recognised by their content: one row a format in
 * national.c, one reader a file read_*.c.  docs/sources.md says what each is, who
 * publishes it, and how to fetch it. */
#ifndef ASSAY_EVIDENCE_NATIONAL_H
#define ASSAY_EVIDENCE_NATIONAL_H

#include "evidence/batch.h"
#include "evidence/sheet.h"

/* What a reader may look at: the whole workbook and where it came from. */
struct national_input {
    const struct workbook *workbook;
    struct str path; /* as the user named it: some files carry their year only there */
    const struct regimes *regimes;
};

struct national_format {
    const char *id;   /* "lait-base-data": for --as and for messages */
    const char *what; /* "LAIT base data" */
    struct batch_source source;
    /* How surely this is such a file: 0 no, 1 maybe, 2 by its columns, 3 unmistakably. */
    int (*recognise)(const struct national_input *input);
    /* Fills the batch; bad rows become remarks.  ERR_FORMAT where it is not such a file.
     */
    status (*read)(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks, struct fault *why);
};

extern const struct national_format *const national_formats[];
extern const size_t national_format_count;

/* The format with the highest recognition; NULL where none recognises it.  A tie is a bug
 * (asserted in tests over every file of the data folder). */
const struct national_format *national_recognise(const struct national_input *input);
const struct national_format *national_format(struct str id);

/* What figures worked out from a local return say of themselves. */
#define NATIONAL_INTERNAL                                                                \
    "Computed by Assay from a local return; provisional and internal, not to be "        \
    "published"
/* What a synthetic file says of itself in its first row, or in its first member where it
 * is JSON; such a file carries no publisher's name and no licence. */
#define NATIONAL_SYNTHETIC                                                               \
    "Synthetic data made by Assay; no real area, child or inspection"
bool national_is_synthetic(const struct workbook *workbook);
/* Makes the source of a synthetic file say so wherever it is shown. */
void national_attribute_synthetic(struct arena *a, struct batch_source *source);

/* --- for readers
 * -------------------------------------------------------------------------- */

/* A header found somewhere among the first 30 rows of a sheet: the row that holds all the
 * names asked for (any case, spaces folded, footnote digits and marks dropped). */
struct columns {
    uint32_t row; /* of the header */
    const struct str *names;
    size_t count;
};
bool columns_find(struct arena *a, const struct sheet *sheet, const char *const *needed,
                  size_t needed_count, struct columns *out);
/* The column of a name, or -1. */
int columns_index(const struct columns *columns, const char *name);
/* The cell of a column, trimmed; empty where the row is too short or the column -1. */
struct str columns_cell(const struct sheet_row *row, int column);

/* A figure as the Department's files write it: digits with thousands commas, a decimal
 * point, exponents; or a suppression code (c z x u k low ~ : .. - blank).  Sets value
 * (NaN where missing), missing and quality. */
bool national_number(struct str cell, double *value, uint8_t *missing, uint8_t *quality);
/* A date as published: ISO, D/M/YYYY, D Month YYYY, or a spreadsheet's day number. */
bool national_date(struct str cell, date *out);

#endif
