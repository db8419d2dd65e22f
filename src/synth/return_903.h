/* The return on children looked after, as one life is seen in it at the end of a
 * collection year: episodes of the year, and what each table asks about it. */
#ifndef ASSAY_SYNTH_RETURN_903_H
#define ASSAY_SYNTH_RETURN_903_H

#include "synth/life.h"
#include "synth/made.h"

/* Adds the child's rows of the collection of that year, by table; none where the child is
 * in no part of it. */
void return_903_see(struct arena *a, const struct life *life,
                    const struct life_options *options, int year, struct made_rows *out);
/* What the child is called in all tables: "SYN00000042". */
struct str return_903_child(struct arena *a, uint64_t number);

#endif
