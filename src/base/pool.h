/* Work on several threads, results in order: items are made by whichever thread is free,
 * each with an arena of its own, and taken one by one on the calling thread in the order
 * of their numbers, so that no output depends on how many threads there were.  At most
 * twice as many items as threads exist at once, so memory does not grow with the work. */
#ifndef ASSAY_BASE_POOL_H
#define ASSAY_BASE_POOL_H

#include "base/arena.h"
#include "base/fault.h"

struct pool_job {
    void *context;
    size_t count;   /* of items */
    size_t ceiling; /* of one item's arena, in bytes */
    /* Makes an item on any thread; it may read the context and must not change it.  What
     * it returns lives in the arena. */
    void *(*make)(void *context, struct arena *a, size_t item);
    /* Takes an item on the calling thread; an error ends the run. */
    status (*take)(void *context, size_t item, void *made, struct fault *why);
};

/* Runs the job on `threads` threads beside the calling one; 0 and 1 make and take each
 * item on the calling thread.  ERR_LIMIT where a thread cannot be started. */
status pool_run(const struct pool_job *job, unsigned threads, struct fault *why);
/* How many threads this machine runs at once; 1 where it does not say. */
unsigned pool_threads(void);

#endif
