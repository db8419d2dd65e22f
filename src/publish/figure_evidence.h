/* The spine chart of a letter, from an evidence folder. */
#ifndef ASSAY_PUBLISH_FIGURE_EVIDENCE_H
#define ASSAY_PUBLISH_FIGURE_EVIDENCE_H

#include "profile/profile.h"
#include "publish/chart.h"

enum { FIGURE_INDICATORS_MOST = 12 };

/* The latest figures of the profile's area beside what the folder holds of its neighbours
 * and England: the first twelve that can be laid beside either.  A sentence where there
 * are none.  It is compared with the neighbours by chance, where counts allow. */
struct doc *figure_spine_of_evidence(struct document *d, struct doc *parent,
                                     const struct profile *profile);

#endif
