/* When reviews of a child looked after fall due, and whether each was held in time: the
 * first within 20 working days of becoming looked after, the second within 3 months of
 * the first, each later one within 6 months of the one before (Care Planning, Placement
 * and Case Review Regulations 2010, r. 33); a placement for adoption begins anew with 4
 * weeks.  A clock runs from the day on which the review before was held, so that one late
 * review does not make the next one late. */
#ifndef ASSAY_RECORDS_REVIEW_CLOCK_H
#define ASSAY_RECORDS_REVIEW_CLOCK_H

#include "base/truth.h"
#include "records/care_history.h"

/* Days on which reviews were held, in order, each once; of this year's and last year's
 * return. */
struct reviews_held {
    const date *at;
    size_t count;
    bool unclear; /* a row has no day that can be read */
};
struct reviews_held reviews_held_of(struct arena *a, const struct child *child);

/* No review was overdue on any day of the year while the child was looked after.  Unknown
 * where it hangs on reviews held before those that the returns hold. */
truth reviews_in_time(const struct care_history *h, const struct reviews_held *held,
                      const struct conventions *c);

#endif
