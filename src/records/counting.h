/* Measures of a return: every measure of the year that can be computed looks at each
 * child, chunk by chunk as the case engine reads them (engine.h), on several threads and
 * with the result in the order of children.  What is kept is sums; which child stands
 * where is written as it is met, where a report asks for it, and never kept.  Memory does
 * not grow with the return. */
#ifndef ASSAY_RECORDS_COUNTING_H
#define ASSAY_RECORDS_COUNTING_H

#include "records/engine.h"
#include "records/indicator.h"

/* Of a quantile the cases that add so many days; the last place is for those of more. */
enum { TALLY_PLACES = 1024 };

struct counted_figure {
    int64_t numerator, denominator;
    uint64_t cases[ROLE_COUNT];
    uint32_t *tally; /* of AS_QUANTILE; else NULL */
};

struct counted_measure {
    const struct indicator *indicator;
    const char *cannot;             /* why it was not computed; or NULL */
    struct counted_figure *figures; /* one a figure of it */
};

struct counted {
    struct counted_measure *measures; /* all of the kind */
    size_t count;
    uint64_t children, unread; /* read; files, rows and children that could not be */
};

/* A case of one child, for whoever lists them: private to those who may see it. */
struct listed_case {
    const struct indicator *indicator;
    const struct said_case *said;
    struct str child;
};
struct case_report {
    void *context;
    /* On any thread; writes to `out` only. */
    void (*write)(const void *context, struct buf *out, const struct listed_case *one);
    /* On the calling thread, chunk after chunk. */
    status (*emit)(void *context, struct str text, struct fault *why);
};

struct counting {
    const struct return_about *about;
    const struct child_source *source;
    const struct conventions *conventions;
    const struct case_report *report; /* NULL: sums only */
    unsigned threads;                 /* as of pool_run */
};

/* The result lives in the arena. */
status counting_run(struct arena *a, const struct counting *counting, struct counted *out,
                    struct fault *why);
/* What one measure says of one child, whose episodes are looked at as `conventions` want
 * it; the measure must be able to run. */
void counting_ask(const struct indicator *indicator, const struct child *child,
                  const struct return_about *about, const struct conventions *conventions,
                  struct said *said);
/* Sums of a measure's figures, of nobody yet. */
struct counted_figure *counting_figures(struct arena *a,
                                        const struct indicator *indicator);
/* Adds what was said to the sums of a measure's figures. */
void counting_add(struct counted_figure *figures, const struct said *said);

#endif
