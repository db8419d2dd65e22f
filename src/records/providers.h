/* Ofsted's lists of registered homes and agencies, as the URN checks need them: [PROV] of
 * docs/returns.md.  One row a registration; several rows may have one URN. */
#ifndef ASSAY_RECORDS_PROVIDERS_H
#define ASSAY_RECORDS_PROVIDERS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/fault.h"

struct provider {
    struct str urn;             /* trimmed, upper case */
    struct str placement_codes; /* split on commas, untrimmed: "K2,R1" */
    struct str provider_codes;  /* "PR4" */
    date ended;                 /* DATE_NONE where it is registered still */
    struct str postcode;        /* upper case, no spaces */
    struct str authority;       /* inferred from the postcode; empty where unknown */
};

struct providers;

/* All registrations of a URN; *count 0 where the lists do not have it. */
const struct provider *providers_find(const struct providers *all, struct str urn,
                                      size_t *count);
/* True where one of the codes, split on commas, is this. */
bool provider_has_code(struct str codes, struct str code);
/* Lists of rows made elsewhere; their texts are not copied.  Rows of one URN keep no
 * order. */
const struct providers *providers_of(struct arena *a, const struct provider *at,
                                     size_t count);

#endif
