/* One area's evidence as it could be seen on a day.  Rows dated after that day are not in
 * it; undated rows are.  A profile only points into the evidence; it lives in its arena.
 */
#ifndef ASSAY_PROFILE_PROFILE_H
#define ASSAY_PROFILE_PROFILE_H

#include "evidence/query.h"
#include "measures/average.h"

struct profile_options {
    enum average average;       /* of neighbours' values */
    struct str neighbour_model; /* empty: 2025, else whatever the rows have */
    const struct bands *bands;  /* the framework's words for shares; may be NULL */
    date previous_rating;       /* of this framework, or what stands for it */
    bool
        previous_rating_known; /* false: nothing in the evidence, the day is a stand-in */
};

struct profile {
    struct arena *arena;
    const struct evidence *evidence;
    const struct area *area;
    date at;
    struct profile_options options;
    /* Some inspection or finding is visible (of any area): only then is the absence of an
     * event a fact. */
    bool holds_events;
#define PROFILE_ROWS(type, name)                                                         \
    const struct type **name;                                                            \
    size_t name##_count
    PROFILE_ROWS(inspection,
                 inspections);       /* of the area itself, by start, then id; events
                                        recorded again (same_as) are left out */
    PROFILE_ROWS(setting, settings); /* open on the day */
    PROFILE_ROWS(finding, findings);
    PROFILE_ROWS(share, shares);
    PROFILE_ROWS(relation, relations);
    PROFILE_ROWS(value, values); /* of the area; comparators' are found when asked */
    PROFILE_ROWS(decision, decisions);
    PROFILE_ROWS(fact, facts);
    PROFILE_ROWS(unread, unread);
#undef PROFILE_ROWS
    const struct str *resolved; /* ids of findings that a visible one says are resolved,
                                   in byte order */
    size_t resolved_count;
};

struct profile *profile_build(struct arena *a, const struct evidence *evidence,
                              const struct area *area, date at,
                              const struct profile_options *options);
/* The latest inspection of the area under this id or family that started on or before the
 * day and is visible; NULL where there is none. */
const struct inspection *profile_latest(const struct profile *profile,
                                        struct str framework);
/* The grade an inspection gave on an aspect (full path); NULL where it gave none. */
const struct judged *profile_judged(const struct profile *profile,
                                    const struct inspection *inspection,
                                    struct str aspect);
/* True where a row that could not be read might be an inspection under this id or family.
 */
bool profile_may_hide_inspection(const struct profile *profile, struct str framework);
/* Closed on or before the day, or followed by a visible finding that says resolved. */
bool profile_is_closed(const struct profile *profile, const struct finding *finding);

#endif
