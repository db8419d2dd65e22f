/* Answers to queries: an interval, the rows it stands on, and how to say it.  An answer
 * never guesses: over nothing a share is [0%,100%], a value unbounded. */
#ifndef ASSAY_PROFILE_ANSWER_H
#define ASSAY_PROFILE_ANSWER_H

#include "profile/profile.h"

struct answer {
    struct interval range;
    bool is_share;
    bool partial;          /* from the services listed, not from all */
    const struct str *ids; /* evidence ids it stands on, in evidence order */
    size_t id_count;
    struct str text; /* "34 of 41 settings with a grade are good or better (83%)" */
    struct str
        apart; /* what was left apart: "2 ungraded; 1 on another scale"; may be empty */
    struct str wanted;   /* what would settle it, where it is not a point; may be empty */
    size_t asked, known; /* facts asked for and known: coverage is known of asked */
};

/* Answers one query.  The query must be well formed (the framework checker sees to it).
 */
struct answer profile_answer(const struct profile *profile, const struct query *query);

/* The grades on a scale that pass a test: "Good or better". */
gradeset answer_passing(const struct scale *scale, unsigned position,
                        enum grade_test test);
/* Whether a row's aspect is the one asked for; an empty text means overall. */
bool answer_same_aspect(struct str given, struct str asked);

/* How one measure stands against its comparator: for "measure NI062 is below neighbours"
 * and each member of a share of measures. */
struct standing_answer {
    truth truth;
    const struct str *ids;
    size_t id_count;
    struct str text, wanted;
};
struct standing_answer profile_standing(const struct profile *profile,
                                        const struct query *query, struct str measure);

/* Two rows that tell the same share, one by a word and one by a number, and cannot both
 * be so: what a word may mean is the framework's to say, so the folder's reader cannot
 * see it. In evidence order, each row with the first that it contradicts. */
struct share_clash {
    const struct share *first, *second;
};
/* True of a row whose own number and word cannot both be so; both then count. */
bool profile_share_contradicts(const struct profile *profile, const struct share *row);
struct share_clash *profile_share_clashes(const struct profile *profile, size_t *count);

#endif
