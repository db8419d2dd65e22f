/* The case engine: children come chunk by chunk from a source, and every check of the
 * year that can run looks at each.  Chunks are read and checked on several threads, each
 * in an arena of its own; what is found leaves in the order of children whatever the
 * threads do, so memory does not grow with the return and the same input gives the same
 * bytes.  A child that cannot be checked (more rows than CHILD_ROWS_MOST) is said to be
 * so and costs nobody else anything. */
#ifndef ASSAY_RECORDS_ENGINE_H
#define ASSAY_RECORDS_ENGINE_H

#include "base/buf.h"
#include "records/check.h"

struct flags; /* records/flags.h */

enum { TOP_CHILDREN = 20 };

/* Where children come from, in parts of chunks.  `prepare` makes a part ready on the
 * calling thread and says how many chunks it has; most sources have one part.  `read`
 * makes the children of a chunk of the part made ready last, on any thread and more than
 * once; what it makes lives in the arena. */
struct child_source {
    void *context;
    size_t parts;
    const struct unread *unread; /* what was found unreadable before */
    size_t unread_count;
    status (*prepare)(void *context, size_t part, size_t *chunks, struct fault *why);
    status (*read)(void *context, struct arena *a, size_t chunk, struct children *out,
                   struct fault *why);
};

/* One flagged row; of a check over the return `entry` and `child` are NULL. */
struct finding {
    const struct check *check;
    const struct child *child;
    const struct entry *entry;
    unsigned table;
};

/* How findings are written, and where to.  The writers may run on any thread and write to
 * `out` only; `emit` gets the text of one chunk after the other on the calling thread. */
struct report {
    void *context;
    void (*write)(const void *context, struct buf *out, const struct finding *finding);
    /* Instead of `write` for what was found on one child; NULL: `write`, row by row. */
    void (*write_child)(const void *context, struct buf *out, const struct child *child,
                        const struct flags *flags);
    void (*write_unread)(const void *context, struct buf *out,
                         const struct unread *unread);
    status (*emit)(void *context, struct str text, struct fault *why);
};

struct tally {
    const struct check *check;
    const char *cannot;      /* why it could not run for the return; or NULL */
    uint64_t rows, children; /* flagged */
    uint64_t not_run;        /* children it could not say anything about */
    const char *reason;      /* why not, of the first of them */
    enum tally_status { TALLY_PASSED, TALLY_FAILED, TALLY_NOT_RUN } status;
};

struct troubled_child {
    struct str id;
    uint32_t number;
    uint64_t findings, errors;
};

struct outcome {
    struct tally *tallies; /* one a check of the year, in the order of codes */
    size_t tally_count;
    uint64_t children, rows, rows_last; /* read */
    uint64_t findings;                  /* rows flagged, over all checks */
    uint64_t severities[4];             /* findings by enum severity */
    uint64_t unread;
    struct troubled_child top[TOP_CHILDREN]; /* those with most findings first */
    size_t top_count;
};

struct engine {
    const struct return_about *about;
    const struct child_source *source;
    const struct report *report;
    unsigned threads; /* as of pool_run */
};

/* Checks a return.  The outcome lives in the arena. */
status engine_check(struct arena *a, const struct engine *engine, struct outcome *out,
                    struct fault *why);

#endif
