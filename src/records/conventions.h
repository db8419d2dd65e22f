/* The conventions that a measure is worked out by: where authorities and the Department's
 * documents differ, the choice is a named setting, printed with every result.  The
 * defaults are what the Department publishes by; docs/measures-from-cases.md says why
 * each of them is there. */
#ifndef ASSAY_RECORDS_CONVENTIONS_H
#define ASSAY_RECORDS_CONVENTIONS_H

#include "base/buf.h"
#include "base/date.h"
#include "base/truth.h"
#include "records/table.h"

enum convention_of {
    CONVENTION_PLACEMENTS,       /* enum placements_by */
    CONVENTION_REVIEW_TOLERANCE, /* days */
    CONVENTION_LEAP_BIRTHDAY,    /* enum leap_birthday */
    CONVENTION_WORKING_DAYS,     /* enum working_days_by */
    CONVENTION_ADOPTIONS,        /* enum adoptions_of: PAF C23 */
    CONVENTION_LOCAL_EET,        /* thousandths of a percent; CONVENTION_UNSAID */
    CONVENTION_LOCAL_OFFENDING,  /* the same */
    CONVENTION_MINORITY,         /* enum minority_is: PAF CPR/BME */
    CONVENTION_LOCAL_MINORITY,   /* as CONVENTION_LOCAL_EET */
    CONVENTION_EARLIER_REVIEWS,  /* enum earlier_reviews */
    CONVENTION_COUNT
};
enum { CONVENTION_UNSAID = -1 };

enum placements_by { PLACEMENTS_BY_RNE, PLACEMENTS_BY_ROWS };
enum leap_birthday { LEAP_ON_1_MARCH, LEAP_ON_28_FEBRUARY };
enum working_days_by {
    WORKING_DAYS_PUBLISHED,   /* the day after the start is day 1 */
    WORKING_DAYS_NETWORKDAYS, /* both ends count */
    WORKING_DAYS_VALIDATOR    /* one day fewer is allowed */
};
enum adoptions_of { ADOPTIONS_WITH_GUARDIANSHIP, ADOPTIONS_ALONE };

/* Reviews held before what the returns tell, where the answer hangs on their day. */
enum earlier_reviews { EARLIER_REVIEWS_UNKNOWN, EARLIER_REVIEWS_IN_TIME };

enum minority_is { MINORITY_NOT_WHITE_BRITISH, MINORITY_NOT_WHITE };

struct conventions {
    int set[CONVENTION_COUNT];
};

/* The published ones. */
struct conventions conventions_published(void);
/* Sets what "NAME=VALUE" says; ERR_USAGE names what there is for a kind of return. */
status conventions_set(struct conventions *c, enum return_kind kind, struct str said,
                       struct fault *why);
/* "placements=rne; review-tolerance=0; …": those that a kind of return is worked out by.
 */
void conventions_write(struct buf *out, const struct conventions *c,
                       enum return_kind kind);
/* Every name with its values and what it is about, for help and documents. */
void conventions_list(struct buf *out);

/* Whole years on a day; below 0 where either day is not known. */
int years_on(const struct conventions *c, date born, date on);
/* The day on which somebody becomes so many years old. */
date birthday_by(const struct conventions *c, date born, int years);
/* Whether reviews were in time, where it may hang on one before the returns. */
truth reviews_by(const struct conventions *c, truth in_time);
/* Working days from one day to another by the convention, such that a thing is in time
 * where they are no more than the statute's number. */
int working_days_by(const struct conventions *c, date from, date to);
/* The last day on which a thing that may take so many working days is in time. */
date working_days_limit(const struct conventions *c, date from, int count);

#endif
