/* What several 903 checks and measures ask about one child, worked out once: episodes in
 * order, the first and the last, whether the child was looked after without a break for
 * the year.  Definitions are those of the Department's validation rules as
 * docs/returns.md words them; where a word of it stands in brackets there ([ORDER],
 * [FIRST], [CLA], [POC], [UASC-EVER]), it has a field here. */
#ifndef ASSAY_RECORDS_LOOKED_AFTER_H
#define ASSAY_RECORDS_LOOKED_AFTER_H

#include "base/arena.h"
#include "records/return.h"

/* What is derived from the postcodes of an episode. */
struct placement {
    bool home_known, known; /* HOME_POST, PL_POST stand in the list of postcodes */
    struct str authority;   /* of PL_POST: ONS code of the upper tier; "SCO", "NIR",
                               "WAL"; empty: unknown */
    bool inside_known, inside;
    double miles; /* to one decimal; NaN where unknown */
};

/* What the lists of providers have under the URN of an episode. */
struct registration {
    const struct provider *at; /* in no order */
    size_t count;
};

/* A time during which the child was looked after without a gap between episodes. */
struct care {
    date start, end; /* both included; no end where it goes on or none can be read */
};

struct looked_after {
    const struct child *child;
    date born; /* of the Header's first row that gives one; DATE_NONE where none does */
    /* [ORDER]: this year's (last year's) episodes by DECOM, those without one last, ties
     * in file order. */
    const struct entry *const *order, *const *order_last;
    size_t order_count, order_last_count;
    const struct entry *first;    /* [FIRST], FIRST-EP; NULL where no DECOM can be read */
    const struct entry *last_end; /* LAST-EP: of last year's; NULL */
    bool continuously;            /* [CLA] */
    const struct care *care;      /* [POC]: the periods of care in this year's episodes */
    size_t care_count;
    bool uasc_ever;                               /* [UASC-EVER] */
    const struct placement *places, *places_last; /* by index in the episodes tables; NULL
                                                     without postcodes */
    const struct registration *registered; /* by index in this year's episodes; NULL
                                              without lists of providers */
};

/* Works it out; in the arena. */
const struct looked_after *looked_after_of(struct arena *a, const struct child *child,
                                           const struct return_about *about);
/* Of an episode of this year; there must be postcodes (lists of providers). */
const struct placement *placement_of(const struct looked_after *shared,
                                     const struct entry *episode);
/* Of an episode of last year's. */
const struct placement *placement_of_last(const struct looked_after *shared,
                                          const struct entry *episode);
const struct registration *registration_of(const struct looked_after *shared,
                                           const struct entry *episode);
/* Care has ended for good, or ended and began anew after that day. */
bool care_ended_since(const struct looked_after *shared, date day);
/* The Nth birthday: 29 February becomes 28 February in a year that has none. */
date birthday(date born, int age);

#endif
