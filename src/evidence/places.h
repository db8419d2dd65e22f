/* Which authority a file means.  National files name an authority by the Department's
 * number, by its ONS code, or by one of two hundred spellings of its name; "Dorset" is
 * two authorities, one after the other.  Readers keep what a file says, and this settles
 * it by the registry, the spellings and the day, when facts are read back: so the order
 * in which files were loaded does not matter. Names compare in any case, without
 * punctuation, with "&" as "and". */
#ifndef ASSAY_EVIDENCE_PLACES_H
#define ASSAY_EVIDENCE_PLACES_H

#include "evidence/batch.h"

struct places;

/* Of the areas and aliases of a batch, whose texts it points into.  Building sorts the
 * names; each question is a binary search. */
struct places *places_new(struct arena *a, const struct batch *facts);
/* The number of the area so named or coded that was live on a day (DATE_NONE: the
 * latest); where none was live, the latest of that name; the text itself where none has
 * that name. */
struct str places_code(const struct places *places, struct str text, date on);
/* Settles the codes of settings, events, ratings and shapes of a batch in place; returns
 * how many rows name an area that no registry knows. */
size_t places_settle(struct arena *a, struct batch *facts);

#endif
