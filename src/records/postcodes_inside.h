/* The bytes of a postcode index, for those that write and read it: a head, then outward
 * parts, places, units and authorities, each one array. */
#ifndef ASSAY_RECORDS_POSTCODES_INSIDE_H
#define ASSAY_RECORDS_POSTCODES_INSIDE_H

#include <assert.h>
#include <stdint.h>

#include "base/str.h"

enum { OUTWARD = 4, INWARD = 3, AUTHORITY = 10 };
#define POSTCODES_ORDER 0x01020304u /* another byte order is another file */
extern const char postcodes_mark[16];

struct head {
    char mark[16];
    uint32_t order, outwards, units, authorities;
};
struct outward {
    char name[OUTWARD]; /* padded with zeros */
    uint32_t first;     /* of its units */
};
/* A place: easting 20 bits, northing 21, known 1, authority 12. */
enum { NORTHING_AT = 20, KNOWN_AT = 41, AUTHORITY_AT = 42 };
enum { EASTING_MOST = 0xfffff, NORTHING_MOST = 0x1fffff, AUTHORITIES_MOST = 0xfff };

static_assert(sizeof(struct head) == 32, "the head is 32 bytes");
static_assert(sizeof(struct outward) == 8, "an outward part is 8 bytes");

struct key {
    char outward[OUTWARD];
    uint16_t unit;
};

/* The two parts of a postcode in any case, spaces left out; false where it is none. */
bool postcode_key(struct str text, struct key *out);

#endif
