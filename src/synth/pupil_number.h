/* Pupil numbers that no school ever gave. */
#ifndef ASSAY_SYNTH_PUPIL_NUMBER_H
#define ASSAY_SYNTH_PUPIL_NUMBER_H

#include <stdint.h>

#include "base/arena.h"

/* A number of 13 characters with its right check letter, in the arena.  "001" stands
 * where an authority's number would: it was given to none. */
struct str pupil_number(struct arena *a, uint64_t number);

#endif
