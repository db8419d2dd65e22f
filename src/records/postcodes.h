/* Every postcode of the country in a compact index, 9 bytes each (24 MB for 2.7 million),
 * one block of bytes that is built once and then mapped: where a postcode is, in metres
 * of the national grid, and which upper-tier authority it is in.  A lookup looks at three
 * places in memory: the outward part, the sector, the place. */
#ifndef ASSAY_RECORDS_POSTCODES_H
#define ASSAY_RECORDS_POSTCODES_H

#include "base/arena.h"
#include "base/fault.h"

struct postcodes;

struct postcode {
    bool has_place;            /* easting and northing are known */
    int32_t easting, northing; /* metres */
    struct str authority;      /* ONS code of the upper tier ("E09000001"); "SCO", "NIR",
                                  "WAL";      empty where it is in none */
};

/* Finds a postcode, in any case, with or without spaces. */
bool postcodes_find(const struct postcodes *index, struct str text, struct postcode *out);
/* Straight-line miles to one decimal, as the Department's guide computes them: metres /
 * 1,000 / 1.6093; NaN where either has no place. */
double postcodes_miles(const struct postcode *from, const struct postcode *to);

/* The bytes of an index of the published list: CSV with the columns postcode, easting,
 * northing and district_code, in any order.  In the arena; ERR_FORMAT where it is no such
 * list. */
status postcodes_build(struct arena *a, struct str csv, struct str *out,
                       struct fault *why);
/* True where the bytes begin as an index does, whatever follows. */
bool postcodes_is_index(struct str bytes);
/* An index over its bytes, which it points into; ERR_FORMAT where they are none, or are
 * cut short: nothing is read past them, whatever they say. */
status postcodes_open(struct arena *a, struct str bytes, const struct postcodes **out,
                      struct fault *why);

#endif
