/* Breaks in series: from which year the figures of a measure count something else than
 * before, as their publishers say.  A table in breaks.c, one row a change, which
 * docs/sources.md tells in words; a file that gives a break of its own (break_from) is
 * believed as well. */
#ifndef ASSAY_EVIDENCE_BREAKS_H
#define ASSAY_EVIDENCE_BREAKS_H

#include "evidence/cube.h"

/* The breaks of a measure, by year; NULL where there is none.  In the arena. */
const struct cube_break *breaks_of(struct arena *a, const struct batch_measure *about,
                                   size_t *count);

#endif
