/* One child's life, from birth to the end of a collection year: when it was in care, each
 * episode with its legal status and placement, and what happened beside.  Returns are
 * seen from it (return_903.h): last year's is the same life a year earlier, so the two
 * never contradict each other.
 *
 * The same seed and number give the same life.  A life follows the rules of the return
 * for every year that it may be asked for: docs/synthetic-returns.md says how.  Days are
 * drawn, then put in order; nothing is drawn twice until it fits. */
#ifndef ASSAY_SYNTH_LIFE_H
#define ASSAY_SYNTH_LIFE_H

#include "base/date.h"
#include "synth/world.h"

enum { EPISODES_MOST = 200, CARES_MOST = 24, AWAY_MOST = 64, REVIEWS_MOST = 64 };
enum { WORKERS_MOST = 64 };

/* What a child's placement is, as the episodes have it. */
struct life_place {
    struct str place, provider, urn, postcode;
};

struct life_episode {
    date start, end;       /* no end: it goes on beyond the year */
    struct str why, legal; /* RNE, LS */
    struct life_place in;
    struct str ended, changed; /* REC, REASON_PLACE_CHANGE */
};

/* A time in care without a break. */
struct life_care {
    size_t first, count; /* of its episodes */
    date start, end;     /* no end: it goes on */
};

struct life_span { /* of a child missing, or deprived of liberty */
    date start, end;
    bool away; /* away without leave, not missing */
};

/* What became of a decision that the child should be placed for adoption. */
struct life_adoption {
    date decided, reversed, matched; /* DATE_NONE where it never came to that */
    bool by_carers;                  /* who fostered the child before */
    unsigned adopters;               /* which of the kinds of couples */
};

struct life_worker {
    date start, end;
    unsigned number, reason;
};

enum life_kind {
    LIFE_ORDINARY,
    LIFE_ADOPTION,
    LIFE_GUARDIAN,
    LIFE_ASYLUM,
    LIFE_REMAND,
    LIFE_POLICE,
    LIFE_BREAKS, /* single short breaks: V3 */
    LIFE_SERIES, /* a series of them under one agreement: V4 */
    LIFE_KINDS
};

struct life {
    uint64_t number;
    enum life_kind kind;
    date born, horizon; /* the last day that is known */
    bool girl;
    struct str ethnic, need, home; /* home: postcode, empty of those seeking asylum */
    date child_born;               /* of a mother; or DATE_NONE */
    bool abroad;                   /* no pupil number: UN2 or UN3 */
    date before;                   /* of a previous permanence order; or DATE_NONE */
    unsigned before_kind;
    struct life_episode episodes[EPISODES_MOST];
    size_t episode_count;
    struct life_care cares[CARES_MOST];
    size_t care_count;
    struct life_adoption adoption;
    struct life_span away[AWAY_MOST];
    size_t away_count;
    date reviews[REVIEWS_MOST];
    size_t review_count;
    struct life_worker workers[WORKERS_MOST];
    size_t worker_count;
    struct life_span deprived; /* of liberty; no start: never */
};

struct life_options {
    const struct world *world;
    uint64_t seed;
    int year; /* the collection that ends on 31 March of it */
};

/* Draws the life of a child; it is in care at some time of the year or the one before. */
void life_draw(struct life *life, const struct life_options *options, uint64_t number);

/* The days of a collection year. */
date year_start(int year);
date year_end(int year);

/* Nobody is a care leaver who became a mother: her details would have to be there and
 * not be there (codes 612, 624 and 628). */
static inline bool life_is_mother(const struct life *life)
{
    return !date_is_none(life->child_born);
}

#endif
