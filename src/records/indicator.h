/* A measure worked out from cases: one row of a table (what it counts, in what form it is
 * published, what the return must hold for it) and a small function over one child.  The
 * function says of every case, which is a child or one of its occasions, whether it
 * stands in the numerator, in the denominator only, is excluded and why, or cannot be
 * told and why; nobody is left out in silence.  It never sees another child, a file, or
 * what another measure said.
 *
 * Where the return does not hold what a measure needs (`tables`, `last`, `needs`), the
 * measure is not computed, with the reason.  Definitions are those of
 * docs/measures-from-cases.md. */
#ifndef ASSAY_RECORDS_INDICATOR_H
#define ASSAY_RECORDS_INDICATOR_H

#include "evidence/vocabulary.h"
#include "records/check.h"
#include "records/conventions.h"

struct care_history; /* records/care_history.h: of children looked after */

enum figure_form {
    AS_COUNT,   /* how many */
    AS_PERCENT, /* of the denominator */
    AS_RATE,    /* per 10,000 children of the area, aged 0 to 17 */
    AS_MEAN,    /* what cases add, divided by their number */
    AS_RATIO,   /* a percentage divided by that of all local young people */
    AS_QUANTILE /* of what cases add, in days */
};

/* One figure of a measure; most have one. */
struct indicator_part {
    const char *id;   /* what stands behind the measure's own: ".rate"; "" of the first */
    const char *name; /* NULL: the measure's own; ", aged 17" is put behind that */
    enum figure_form form;
    uint8_t decimals; /* as published */
    uint8_t against;  /* of AS_RATIO: enum convention_of; of AS_QUANTILE: 50 the median */
    const char *known_as; /* the name it has in LAIT, where the definitions are one; or
                             NULL */
};

/* The Department's rule for small numbers (docs/measures-from-cases.md). */
enum small_numbers { SMALL_ARE_HIDDEN, SMALL_ARE_SHOWN };

struct measuring;
typedef void indicator_count(const struct measuring *m);

struct indicator {
    const char *id, *name;
    unsigned years;        /* bits: YEAR_BIT */
    uint16_t tables, last; /* bits of tables that must be loaded */
    unsigned needs;        /* as of struct check */
    indicator_count *count;
    const void *with; /* what the function is told of this measure; may be NULL */
    const struct indicator_part *parts;
    size_t part_count;
    uint8_t whole; /* not 0: figures add up to a whole, so many of them each time, and one
                      of those alone cannot be hidden */
    enum small_numbers small;
    enum polarity polarity;
    const char *numerator, *denominator, *exclusions; /* in plain words */
    const char *source;
};

/* .ONE_FIGURE(AS_PERCENT, 0, "LACStable_2016on") or .FIGURES({…}, {…}) */
#define FIGURES(...)                                                                     \
    .parts = (const struct indicator_part[]){__VA_ARGS__},                               \
    .part_count = sizeof((const struct indicator_part[]){__VA_ARGS__}) /                 \
                  sizeof(struct indicator_part)
#define ONE_FIGURE(a_form, some_decimals, lait)                                          \
    FIGURES({"", NULL, (a_form), (some_decimals), 0, (lait)})

/* ---- What is said of cases */

enum role { ROLE_NUMERATOR, ROLE_DENOMINATOR, ROLE_EXCLUDED, ROLE_MISSING, ROLE_COUNT };

struct said_case {
    uint8_t part, role;
    int64_t numerator, denominator; /* what it adds */
    const char *reason;             /* a literal; NULL in the numerator */
};
/* Of one child and measure, in the order said; emptied for the next, room is kept. */
struct said {
    struct arena *arena;
    struct said_case *at;
    size_t count, capacity;
};

struct measuring {
    const struct indicator *indicator;
    const struct child *child;
    const struct return_about *about;
    const struct conventions *conventions;
    const struct care_history *history; /* of the 903; NULL for the census */
    struct said *said;
};

/* `part` is the index of a figure, or EVERY_FIGURE. */
enum { EVERY_FIGURE = 255 };
/* A case of the numerator, which is one of the denominator too. */
void say_in(const struct measuring *m, unsigned part);
/* A case of the denominator only. */
void say_of(const struct measuring *m, unsigned part, const char *reason);
/* A case that adds an amount to a sum whose mean is taken, and one to their number. */
void say_amount(const struct measuring *m, unsigned part, int64_t amount);
/* A case of a numerator that is counted beside the denominator, not among it. */
void say_beside(const struct measuring *m, unsigned part);
void say_excluded(const struct measuring *m, unsigned part, const char *reason);
void say_missing(const struct measuring *m, unsigned part, const char *reason);
/* One of several bands: in the numerator of this figure, in the denominator of all. */
void say_band(const struct measuring *m, unsigned part);

/* Where a case stands, and why, for functions that find it before it is said; `reason` is
 * a literal. */
struct standing {
    enum role role;
    const char *reason;
};
#define STANDS_IN ((struct standing){ROLE_NUMERATOR, NULL})
#define STANDS_OF(why) ((struct standing){ROLE_DENOMINATOR, (why)})
#define STANDS_OUT(why) ((struct standing){ROLE_EXCLUDED, (why)})
#define STANDS_UNTOLD(why) ((struct standing){ROLE_MISSING, (why)})
void say_standing(const struct measuring *m, unsigned part, struct standing standing);
/* The same of `count` figures from the first on; where it stands in, it is in the
 * numerator of number `band` of them and in the denominator of all. */
struct bands {
    unsigned first, count, band;
};
void say_standing_band(const struct measuring *m, struct bands bands,
                       struct standing standing);

/* ---- The measures */

/* All of a kind, in the order of docs/measures-from-cases.md; the array is the arena's.
 */
const struct indicator *const *indicators_of(struct arena *a, enum return_kind kind,
                                             size_t *count);
/* NULL where there is none of that id. */
const struct indicator *indicator_find(enum return_kind kind, struct str id);
/* NULL where the return has what the measure needs; else the reason, in words of the
 * arena. */
const char *indicator_can_run(struct arena *a, const struct indicator *indicator,
                              const struct return_about *about);

/* Private: the lists that indicators_of joins, one a file of indicators_903 and
 * indicators_cin. */
struct indicator_list {
    const struct indicator *at;
    size_t count;
};
#define INDICATOR_LIST(indicators)                                                       \
    {(indicators), sizeof(indicators) / sizeof *(indicators)}
extern const struct indicator_list indicators_903_adoption, indicators_903_health,
    indicators_903_leavers, indicators_903_missing, indicators_903_numbers,
    indicators_903_places, indicators_903_reviews, indicators_903_stability,
    indicators_cin_assessments, indicators_cin_conferences, indicators_cin_need,
    indicators_cin_plan_lengths, indicators_cin_plans, indicators_cin_referrals;

#endif
