/* How one measure of the area stands against a comparator: from the figures where both
 * are there, from what reports state, or from both where they agree. */
#ifndef ASSAY_PROFILE_STANDING_H
#define ASSAY_PROFILE_STANDING_H

#include "profile/answer.h"
#include "profile/figures.h"
#include "profile/stated.h"

/* A measure a query is about; `row` is NULL where measures.csv does not list it. */
struct subject {
    struct str id;
    const struct measure *row;
};

struct level {
    bool any; /* the evidence says something of it */
    struct stand stand;
    struct says ids;
    struct str text, wanted;
};

/* As sentences call it: of a store by its name, since catalogues' ids are terse. */
struct str standing_name(const struct profile *p, const struct subject *subject);
/* False for a measure without a direction: nobody can say what performing below means.  A
 * measure that only relations name has one where a relation says better or worse. */
bool standing_has_direction(const struct profile *p, const struct query *q,
                            const struct subject *subject);
/* Now: by the latest figures and statements. */
struct level standing_now(const struct profile *p, const struct query *q,
                          const struct subject *subject);
/* As the query asks: now, for the last years, or ever since. */
struct standing_answer standing_asked(const struct profile *p, const struct query *q,
                                      const struct subject *subject);

#endif
