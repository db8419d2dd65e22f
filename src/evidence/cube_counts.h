/* A figure published twice: a catalogue names it and says which direction is good,
 * another table has the counts it was made of.  Where both agree they are one measure,
 * and the catalogue's is lent the counts: period by period and area by area, wherever the
 * two figures are the same to the decimals shown.  (Of cube_build.c.) */
#ifndef ASSAY_EVIDENCE_CUBE_COUNTS_H
#define ASSAY_EVIDENCE_CUBE_COUNTS_H

#include "evidence/cube.h"

/* `measures` are the cube's own, still to be written to.  A pass over pairs of measures,
 * most of which differ within a dozen areas. */
void cube_lend_counts(struct cube *cube, struct cube_measure *measures);

#endif
