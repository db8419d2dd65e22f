/* One area's figure against another's, as performance: a measure of which low is good
 * stands *below* when its figure is higher.  Figures may be intervals and so may the
 * answer be unknown.  Nothing here knows areas or periods; see standing.c of profile. */
#ifndef ASSAY_MEASURES_COMPARE_H
#define ASSAY_MEASURES_COMPARE_H

#include "evidence/query.h"

/* How an area performs against a comparator.  In line is neither below nor above. */
struct stand {
    truth below, above;
};

struct figure {
    struct interval range; /* in the measure's unit */
    bool has_counts;
    struct ratio numerator, denominator;
};

struct comparing {
    enum polarity polarity; /* high or low: a measure without direction has no stand */
    enum difference difference;
    struct ratio tolerance; /* in the measure's unit, for DIFFERENCE_TOLERANCE */
    int64_t whole;          /* what the measure's unit calls a proportion of one: 100 for
                               percent; 0 where its figure is no proportion */
};

/* Nothing is known. */
struct stand stand_unknown(void);
/* True where a stand is the one asked for. */
truth stand_is(struct stand stand, enum standing_against asked);
/* True where both sides are settled. */
bool stand_is_known(struct stand stand);
/* What two sources say together.  A side that only one knows is taken from it; false, and
 * nothing known, where they contradict each other. */
bool stand_join(struct stand a, struct stand b, struct stand *out);

/* Of two figures.  Beyond chance is the score test of the area's proportion against the
 * comparator's, two-sided at 95%; it needs the area's counts (docs/methods.md). */
struct stand compare_figures(const struct figure *own, struct interval against,
                             const struct comparing *how);
/* What a stated relation means for performance; false where it compares no levels
 * ("narrowing") or says nothing of performance (a figure without direction).  "Mixed"
 * does compare levels: its stand is unknown.  A statement does not say whether a
 * difference is beyond chance or a tolerance: such a difference is then unknown. */
bool compare_stated(const struct relation *relation, enum polarity polarity,
                    enum difference difference, struct stand *out);
/* The proportion of one in a unit: 100 for "%", 1,000 for "per 1,000"; 0 for others. */
int64_t compare_whole(struct str unit);

#endif
