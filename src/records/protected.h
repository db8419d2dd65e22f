/* What measures of the census share about child protection plans: which one a child is
 * the subject of on the last day of the year, how long one lasted, whether its reviews
 * were held in time.  As in in_need.h, nothing is said here, and what cannot be read is
 * never guessed. */
#ifndef ASSAY_RECORDS_PROTECTED_H
#define ASSAY_RECORDS_PROTECTED_H

#include "records/in_need.h"

/* The plan began, or ended, in the year. */
struct standing plan_started(const struct measuring *m, const struct entry *plan);
struct standing plan_ended(const struct measuring *m, const struct entry *plan);
/* It ended in the year, on a day not before the one that it is known to have begun on. */
struct standing plan_ended_since(const struct measuring *m, const struct entry *plan);

/* The plan on the last day of the year; of several the one that began first.  NULL where
 * there is none, and *standing says why: excluded, or untold. */
const struct entry *plan_at_end(const struct measuring *m, struct standing *standing);

/* More than 729 days, the first and the last counted. */
bool is_two_years(date from, date to);
/* In the bands of the Department's tables of plans, whose last one is two years. */
enum lasted plan_lasted(date from, date to);

/* Of a plan that goes on, on the last day of the year: no review was overdue on any day
 * of it.  The first is due within 3 months of the plan's start, which is the day of the
 * initial conference, each later one within 6 months of the one before; clocks run from
 * the day a review was held.  Unknown where it hangs on reviews held before the year that
 * the census does not have. */
truth plan_reviewed(const struct measuring *m, const struct entry *plan);
/* A review of the plan has no day that can be read. */
bool plan_reviews_unclear(const struct measuring *m, const struct entry *plan);

#endif
