/* Bytes as a file that has a path, and what the engine must say of a return that is read
 * from it.  Define _GNU_SOURCE before all headers. */
#ifndef ASSAY_TESTS_FIXTURE_STORED_H
#define ASSAY_TESTS_FIXTURE_STORED_H

#include <sys/mman.h>
#include <unistd.h>

#include "fixture_fuzz.h"
#include "records/engine.h"

struct stored {
    struct str path;
    int handle; /* to close() */
};

static inline struct stored store(struct arena *a, struct str bytes)
{
    struct stored s = {.handle = memfd_create("return", 0)};
    must(s.handle >= 0);
    must(write(s.handle, bytes.at, bytes.len) == (ssize_t)bytes.len);
    s.path = arena_format(a, "/proc/self/fd/%d", s.handle);
    return s;
}

/* The row is one of the child's own. */
static inline void tell(const void *context, struct buf *out,
                        const struct finding *finding)
{
    (void)context;
    must(finding->check->code[0] != '\0');
    if (!finding->child)
        return;
    const struct rows *rows = &finding->child->now[finding->table];
    must(finding->entry >= rows->at && finding->entry < rows->at + rows->count);
    buf_char(out, '\n');
}

static inline void tell_unread(const void *context, struct buf *out,
                               const struct unread *unread)
{
    (void)context, (void)out;
    must(unread->text.len > 0);
}

/* Checks all children.  What was not run has a reason, and so has what failed. */
static inline struct outcome check_all(struct arena *a, const struct return_about *about,
                                       struct child_source source)
{
    struct outcome outcome = {0};
    struct fault why = {0};
    struct report report = {NULL, tell, NULL, tell_unread, NULL};
    struct engine engine = {about, &source, &report, 1};
    status st = engine_check(a, &engine, &outcome, &why);
    must(!st || why.text[0] != '\0');
    for (size_t i = 0; i < outcome.tally_count; i++)
        must(outcome.tallies[i].status != TALLY_NOT_RUN || outcome.tallies[i].reason);
    return outcome;
}

#endif
