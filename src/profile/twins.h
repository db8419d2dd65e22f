/* Twins: one figure published twice, once with a name and a direction in a catalogue, and
 * once in a table with its counts.  Two tables give one measure where enough authorities
 * can be compared in each of two years, and nearly all agree to the decimals shown. */
#ifndef ASSAY_PROFILE_TWINS_H
#define ASSAY_PROFILE_TWINS_H

#include "evidence/cube.h"

/* True where its latest period has numerators and denominators. */
bool twins_has_counts(const struct cube_measure *measure);
/* High or low is good. */
bool twins_has_direction(const struct cube_measure *measure);
/* Measures that may lend their counts: with them, without a topic, no breakdowns. */
const struct cube_measure **twins_lenders(struct arena *a, const struct cube *cube,
                                          size_t *count);
/* The same figures, and no other direction. */
bool twins_are(const struct cube *cube, const struct cube_measure *described,
               const struct cube_measure *counted);
/* The counted figures under the catalogue's name. */
struct cube_measure twins_joined(const struct cube_measure *described,
                                 const struct cube_measure *counted);

#endif
