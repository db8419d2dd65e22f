/* Values of one authority worked out from its own return, in the store: as a load of
 * their own, local, provisional and internal, that takes the place of what an earlier
 * return of the same kind and year gave.  Numbers of an area and nothing else: no child
 * comes near here. */
#ifndef ASSAY_CLI_LOCAL_VALUES_H
#define ASSAY_CLI_LOCAL_VALUES_H

#include "base/arena.h"
#include "base/fault.h"
#include "evidence/vocabulary.h"

enum local_form { LOCAL_COUNT, LOCAL_PERCENT, LOCAL_RATE, LOCAL_MEAN, LOCAL_RATIO };

struct local_value {
    struct str id;       /* "CLA_FAMILY" */
    struct str known_as; /* the name under which it is published; or empty */
    struct str label, unit, definition;
    enum local_form form;
    enum polarity polarity;
    int decimals;
    double value, numerator, denominator; /* NaN: there is no such number */
};

struct local_return {
    struct str kind, title; /* "903"; what the return is called */
    int year;
    struct str authority; /* the three-digit number */
    struct str digest;    /* 64 hexadecimal digits of all that was worked out */
    const struct local_value *at;
    size_t count;
};

/* Which population: of an authority, in the middle of a year. */
struct local_living {
    struct str authority;
    int year;
};
/* The number of children aged 0 to 17; 0 where the store has none. */
status local_population(struct arena *a, struct str db, struct local_living of,
                        int64_t *out, struct fault *why);
/* `*said` is a line about the load, in words of the arena. */
status local_load(struct arena *a, struct str db, const struct local_return *values,
                  struct str *said, struct fault *why);

#endif
