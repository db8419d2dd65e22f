/* The made-up country that made-up children live in: postcodes of an area ZZ that does
 * not exist, and homes and agencies with numbers that Ofsted never gave.  One authority
 * of it bears the code of a real one, for `assay return check --authority` knows no
 * other; those around it have codes that were never given (E06999001).
 *
 * Constant for an authority: the same on every machine, whatever the seed. */
#ifndef ASSAY_SYNTH_WORLD_H
#define ASSAY_SYNTH_WORLD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/random.h"

/* Where a place is, seen from the authority. */
enum spot_kind { SPOT_OWN, SPOT_NEAR, SPOT_FAR, SPOT_WALES, SPOT_REMOTE, SPOT_KINDS };

struct spot {
    struct str postcode; /* "ZZ12 3AB" */
    struct str district;
    int easting, northing; /* metres */
};

enum home_kind {
    HOME_NONE,
    HOME_FOSTERING,
    HOME_ADOPTION,
    HOME_CHILDREN,
    HOME_SECURE,
    HOME_SUPPORTED,
    HOME_FAMILY,
    HOME_SCHOOL,
    HOME_KINDS
};

struct home {
    struct str urn, codes, provider; /* "ZZ20001", "K2", "PR1" */
    const struct spot *at;
    bool closed; /* on WORLD_CLOSED */
};

/* The postcode of the first spot of the authority, one in Wales and one 400 miles away,
 * and the number of the home that was closed: for faults that need them. */
#define WORLD_SPOT_OWN "ZZ1 0AA"
#define WORLD_SPOT_WALES "ZZ5 0PN"
#define WORLD_SPOT_REMOTE "ZZ5 0TN"
#define WORLD_HOME_CLOSED "ZZ20000"
#define WORLD_CLOSED date_of(2015, 6, 30)

struct home_list {
    const struct home *at;
    size_t count;
};

struct world {
    struct str authority; /* ONS code of a real one */
    const struct spot *spots;
    size_t spot_count, first[SPOT_KINDS + 1]; /* of each kind in spots */
    const struct home *homes;
    size_t home_count;
    struct home_list of[HOME_KINDS];
};

const struct world *world_new(struct arena *a, struct str authority);
/* One of the postcodes of a kind. */
const struct spot *world_spot(const struct world *world, struct random *r,
                              enum spot_kind kind);
/* One of the homes of a kind; the kind must not be HOME_NONE. */
const struct home *world_home(const struct world *world, struct random *r,
                              enum home_kind kind);
/* The list of postcodes in the form that `assay postcodes` reads. */
void world_postcodes(const struct world *world, struct buf *out);

#endif
