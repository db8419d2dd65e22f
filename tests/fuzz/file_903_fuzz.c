/* Whatever the bytes, read as a file of a 903 return: reading ends, rows stand where the
 * scan says, and the same children come with any budget.  A line of '%' divides files;
 * the first byte of each says whether it is last year's. */
#define _GNU_SOURCE

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "records/engine.h"
#include "records/group.h"
#include "records/return_903.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 4 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void tell(const void *context, struct buf *out, const struct finding *finding)
{
    (void)context;
    must(finding->check->code[0] != '\0');
    if (!finding->child)
        return;
    /* The row is one of the child's own. */
    const struct rows *rows = &finding->child->now[finding->table];
    must(finding->entry >= rows->at && finding->entry < rows->at + rows->count);
    buf_char(out, '\n');
}

static void tell_unread(const void *context, struct buf *out, const struct unread *unread)
{
    (void)context, (void)out;
    must(unread->text.len > 0);
}

static struct outcome check(struct arena *a, struct given_files files, size_t budget)
{
    struct return_903 r = {0};
    struct group *g = NULL;
    struct fault why = {0};
    struct outcome outcome = {0};
    status st = return_903_open(a, 2026, files, &r, &why);
    if (!st)
        st = group_new(&(struct group_files){r.files, r.file_count, budget}, &r.about, &g,
                       &why);
    if (!st) {
        struct report report = {NULL, tell, NULL, tell_unread, NULL};
        struct child_source source = group_source(g);
        struct engine engine = {&r.about, &source, &report, 1};
        st = engine_check(a, &engine, &outcome, &why);
    }
    must(!st || why.text[0] != '\0');
    for (size_t i = 0; i < outcome.tally_count; i++)
        must(outcome.tallies[i].status != TALLY_NOT_RUN || outcome.tallies[i].reason);
    group_free(g);
    return_903_close(&r);
    return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(1024 * MIB);
    struct given_file files[FILES];
    int handles[FILES];
    size_t count = 0;
    struct str rest = {(const char *)data, size};
    while (rest.len > 0 && count < FILES) {
        const char *end = memmem(rest.at, rest.len, "\n%\n", 3);
        size_t len = end ? (size_t)(end - rest.at) : rest.len;
        handles[count] = memfd_create("return", 0);
        must(handles[count] >= 0);
        must(write(handles[count], rest.at + 1, len - (len > 0)) >= 0);
        struct str path = arena_format(a, "/proc/self/fd/%d", handles[count]);
        files[count++] = (struct given_file){path, len > 0 && rest.at[0] == 'l', true};
        size_t passed = end ? len + 3 : len;
        rest = (struct str){rest.at + passed, rest.len - passed};
    }
    struct outcome whole = check(a, (struct given_files){files, count}, GROUP_BUDGET);
    struct outcome parts = check(a, (struct given_files){files, count}, 256);
    bool both = whole.tally_count > 0 && parts.tally_count > 0;
    must(!both || (whole.children == parts.children && whole.rows == parts.rows &&
                   whole.findings == parts.findings && whole.unread == parts.unread));
    for (size_t i = 0; i < count; i++)
        close(handles[i]);
    arena_free(a);
    return 0;
}
