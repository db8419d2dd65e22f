/* The areas of a cube, of registries, code lists and whatever figures name; and their
 * neighbours.  (Of cube_build.c.) */
#ifndef ASSAY_EVIDENCE_CUBE_AREAS_H
#define ASSAY_EVIDENCE_CUBE_AREAS_H

#include "evidence/cube_build.h"

/* Fills areas and aliases. */
void cube_build_areas(struct cube *cube, const struct cube_part *parts, size_t count);
/* Fills models, neighbours and closeness; the areas must be there. */
void cube_build_neighbours(struct cube *cube, const struct cube_part *parts,
                           size_t count);
/* The index of a code, or of the ONS code of an area; UINT32_MAX where there is none. */
uint32_t cube_area_of_code(const struct cube *cube, struct str code);

#endif
