/* The families of queries, one file each, behind profile_answer. */
#ifndef ASSAY_PROFILE_FAMILIES_H
#define ASSAY_PROFILE_FAMILIES_H

#include "profile/answer.h"
#include "profile/say.h"

struct answer answer_share_of_settings(const struct profile *p, const struct query *q);
struct answer answer_count_of_settings(const struct profile *p, const struct query *q);
struct answer answer_share_of_measures(const struct profile *p, const struct query *q);
struct answer answer_coverage_of_measures(const struct profile *p, const struct query *q);
struct answer answer_value_of_measure(const struct profile *p, const struct query *q);
struct answer answer_count_of_findings(const struct profile *p, const struct query *q);
struct answer answer_count_of_inspections(const struct profile *p, const struct query *q);

/* What shares.csv says of the settings a query asks for. */
struct told {
    bool any;
    struct interval range; /* [0%,100%] where nothing is told */
    bool partial;          /* from the services listed */
    struct says ids;
    struct str words; /* the words the rows use, in quotes, or empty */
};
struct told shares_tell(const struct profile *p, const struct query *q);
/* What one row says: a count, a percentage, the band of its word, or anything. */
struct interval shares_range(const struct profile *p, const struct share *row);

#endif
