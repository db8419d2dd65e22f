/* Whatever the bytes, read as a file of a 903 return: reading ends, rows stand where the
 * scan says, and the same children come with any budget.  A line of '%' divides files;
 * the first byte of each says whether it is last year's. */
#define _GNU_SOURCE

#include <string.h>

#include "fixture_stored.h"
#include "records/group.h"
#include "records/return_903.h"

enum { FILES = 4 };

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
    must(!st || why.text[0] != '\0');
    if (!st)
        outcome = check_all(a, &r.about, group_source(g));
    group_free(g);
    return_903_close(&r);
    return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(1024 * MIB);
    struct given_file files[FILES];
    struct stored stored[FILES];
    size_t count = 0;
    struct str rest = {(const char *)data, size};
    while (rest.len > 0 && count < FILES) {
        const char *end = memmem(rest.at, rest.len, "\n%\n", 3);
        size_t len = end ? (size_t)(end - rest.at) : rest.len;
        stored[count] = store(a, (struct str){rest.at + 1, len - (len > 0)});
        bool last = len > 0 && rest.at[0] == 'l';
        files[count] = (struct given_file){stored[count].path, last, true};
        count++;
        size_t passed = end ? len + 3 : len;
        rest = (struct str){rest.at + passed, rest.len - passed};
    }
    struct outcome whole = check(a, (struct given_files){files, count}, GROUP_BUDGET);
    struct outcome parts = check(a, (struct given_files){files, count}, 256);
    bool both = whole.tally_count > 0 && parts.tally_count > 0;
    must(!both || (whole.children == parts.children && whole.rows == parts.rows &&
                   whole.findings == parts.findings && whole.unread == parts.unread));
    for (size_t i = 0; i < count; i++)
        close(stored[i].handle);
    arena_free(a);
    return 0;
}
