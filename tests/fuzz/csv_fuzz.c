/* Whatever the bytes: reading ends, cells keep to the limits and to memory that is
 * theirs, lines and records only go up, and a record written out again is read back the
 * same. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "fixture_fuzz.h"

static const struct csv_limits small = {.cells = 8, .cell_bytes = 64, .records = 200};

/* Aborts in every build: a property that does not hold is what a fuzzer looks for. */
static void write_cell(struct buf *out, struct str cell)
{
    buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '"')
            buf_char(out, '"');
        buf_char(out, cell.at[i]);
    }
    buf_char(out, '"');
}

static void reads_back(struct arena *a, const struct csv_record *r,
                       struct csv_limits limits)
{
    struct buf out = buf_new(a, 16 * MIB);
    for (size_t i = 0; i < r->count; i++) {
        if (i)
            buf_char(&out, ',');
        write_cell(&out, r->cells[i]);
    }
    must(buf_status(&out, NULL) == OK);
    struct csv again;
    struct csv_record got;
    struct fault why;
    csv_open(&again, a, buf_text(&out), limits);
    must(csv_next(&again, &got, &why));
    must(got.count == r->count && got.line == 1 && got.record == 1);
    for (size_t i = 0; i < r->count; i++)
        must(str_equal(got.cells[i], r->cells[i]));
    must(!csv_next(&again, &got, &why) && why.code == OK);
}

static void read_through(struct arena *a, struct str input, struct csv_limits limits)
{
    struct csv csv;
    struct csv_record r;
    struct fault why;
    uint32_t record = 0, line = 0;
    csv_open(&csv, a, input, limits);
    struct arena *aside = arena_new(64 * MIB);
    for (;;) {
        bool got = csv_next(&csv, &r, &why);
        if (!got && !why.code)
            break;
        must(csv.at <= input.len && csv.record <= csv.limits.records);
        must(got || (why.line > 0 && why.column > 0 && why.column <= input.len + 1));
        if (!got)
            continue;
        must(r.record > record && r.line > line && csv.line >= r.line);
        must(r.count > 0 && r.count <= csv.limits.cells);
        for (size_t i = 0; i < r.count; i++)
            must(r.cells[i].len <= csv.limits.cell_bytes);
        record = r.record;
        line = r.line;
        reads_back(aside, &r, limits);
        arena_reset(aside);
    }
    must(csv.at == input.len);
    arena_free(aside);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of exactly this size, so that one byte too far is seen. */
    struct arena *a = arena_new(64 * MIB);
    char *bytes = malloc(size + !size);
    if (!bytes)
        abort();
    if (size)
        memcpy(bytes, data, size);
    read_through(a, (struct str){bytes, size}, (struct csv_limits){0});
    arena_reset(a);
    read_through(a, (struct str){bytes, size}, small);
    free(bytes);
    arena_free(a);
    return 0;
}
