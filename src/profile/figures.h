/* The figures of a measure: an area's at a period, and the comparator's beside it.  Where
 * two rows give the same figure the one of higher assurance counts, then the revised
 * before the final before the provisional; where even these differ, all that either
 * allows. */
#ifndef ASSAY_PROFILE_FIGURES_H
#define ASSAY_PROFILE_FIGURES_H

#include "measures/compare.h"
#include "profile/profile.h"
#include "profile/say.h"

struct area_figure {
    bool given;           /* false: no row, or missing with a reason */
    enum missing missing; /* the reason, where a row gives one */
    struct figure figure;
    struct says ids;
};

/* The measure of that id in any case, or NULL. */
const struct measure *figures_measure(const struct evidence *evidence, struct str id);
/* The latest period for which the area has a row of the measure, the longer of two that
 * end together; false where it has none. */
bool figures_latest(const struct profile *p, const struct measure *measure,
                    struct period *out);
struct area_figure figures_at(const struct profile *p, const struct measure *measure,
                              const struct area *area, struct period period);

/* What an area is compared with. */
struct against {
    struct interval range; /* unbounded where it is not known */
    struct says ids;
    struct str text; /* "70, the mean of 10 of 11 neighbours" */
};
struct against figures_against(const struct profile *p, const struct measure *measure,
                               enum comparator comparator, struct period period);
/* The period as the rows write it: "2008/09". */
struct str figures_period(const struct profile *p, const struct measure *measure,
                          struct period period);
/* "neighbours", "region", "England". */
const char *figures_comparator(enum comparator comparator);

#endif
