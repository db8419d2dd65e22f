/* The census of children in need as rows, and its XML. */
#ifndef ASSAY_SYNTH_RETURN_CIN_H
#define ASSAY_SYNTH_RETURN_CIN_H

#include "base/buf.h"
#include "synth/made.h"
#include "synth/need.h"

/* Adds the child's rows, a row behind the one it stands in. */
void return_cin_see(struct arena *a, const struct need *need, int year,
                    struct made_rows *out);

/* Rows written so far, by table. */
struct census_count {
    int year;
    uint64_t rows[TABLES_MAX];
};
/* Everything before the children, each child (whose rows are numbered), everything
 * after. */
void census_begin(struct buf *out, int year, struct str lea);
void census_child(struct buf *out, struct made_rows *rows, struct census_count *count);
void census_end(struct buf *out);

#endif
