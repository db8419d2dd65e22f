/* What was known before inspections: who was inspected when with which grade, and where
 * every authority then stood on a measure, as far as had been published.
 *
 * Subjects are the authorities inspected at least once, rows their inspections.  A figure
 * is known before a day where its period had ended `lag` months before it, and not more
 * than `age` months before; the latest period counts in which the authority, live in it,
 * has a figure.  Grades stand among those of inspections begun in the same calendar year,
 * figures among all authorities live in their period: neither is compared across years.
 * Points into the facts and events, which must live as long. */
#ifndef ASSAY_PROFILE_BEFORE_H
#define ASSAY_PROFILE_BEFORE_H

#include "evidence/regime.h"
#include "measures/exchange.h"
#include "measures/rank_correlation.h"
#include "profile/survey.h"

struct before_options {
    const struct regimes *regimes;
    const struct regime *regime;
    const struct regime_judgement *judgement; /* has a scale */
    int lag_months, age_months;
    bool latest_only; /* of each authority the latest inspection */
};

struct before_inspection {
    uint32_t area, subject;
    date start;
    int year;                    /* of the start */
    unsigned position;           /* of the grade on the judgement's scale, 0 best */
    struct survey_origin origin; /* of the grade */
};

struct before {
    const struct cube *cube;
    struct before_options options;
    const struct before_inspection *inspections; /* by area, then day */
    size_t count;
    const uint32_t *subjects; /* their areas */
    size_t subject_count;
    size_t repeated; /* began within four weeks of another of the same authority: files
                        that differ about the day */
    size_t undated;  /* graded, and without a starting day: left out */
    struct exchange_rows rows; /* the same; outcome: the standing of the grade, the
                                  better the higher */
};

struct before *before_build(struct arena *a, const struct survey_source *source,
                            const struct before_options *options);

/* How many inspections, of how many authorities, have a figure of their own. */
struct before_coverage {
    size_t inspections, authorities;
};
/* Fills inspections × subjects with the standings known of one measure, NaN for none; the
 * higher the figure the higher, or where low is good the lower.  `room` serves the
 * cube's areas; scratch is taken from the arena. */
struct before_coverage before_standings(struct arena *a, const struct before *before,
                                        const struct cube_measure *measure,
                                        struct rank_room *room, double *out);

#endif
