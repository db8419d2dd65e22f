/* Comparisons that a report states rather than leaves to be computed: relations.csv. */
#ifndef ASSAY_PROFILE_STATED_H
#define ASSAY_PROFILE_STATED_H

#include "measures/compare.h"
#include "profile/profile.h"
#include "profile/say.h"

struct stated {
    bool any;
    bool at_odds; /* two rows contradict each other, or one says mixed */
    struct stand stand;
    date period_end; /* of the period they speak of; DATE_NONE where none is given */
    struct says ids;
    struct str text; /* "said to be below (relations:2)" */
};

/* One measure's question: the comparator, the difference, and the measure's polarity. */
struct stated_query {
    struct str id;
    enum comparator comparator;
    enum polarity polarity;
    enum difference difference;
};

/* What is stated latest: rows of the latest period or day, and rows without either. */
struct stated stated_latest(const struct profile *p, const struct stated_query *q);
/* What is stated of one period, by rows whose period, or whose `since`, covers it. */
struct stated stated_of(const struct profile *p, const struct stated_query *q,
                        struct period period);
/* The last year of which something is stated; false where nothing is dated. */
bool stated_last_year(const struct profile *p, const struct stated_query *q,
                      struct period *out);
/* Does the row compare levels of this measure with anything? */
bool stated_about(const struct relation *row, struct str id);

#endif
