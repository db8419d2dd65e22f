/* Whatever the bytes, read as a census of children in need: reading ends, every row
 * stands in a row that is there, rows are numbered the same however the file is cut into
 * chunks, and every check of every year runs.  The first byte says the year. */
#define _GNU_SOURCE

#include "fixture_stored.h"
#include "records/return_cin.h"

static void tell_row(struct buf *out, unsigned table, const struct entry *row,
                     const struct child *child)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_CIN, &count)[table];
    must((shape->parent == NO_PARENT) == (row->parent == UINT32_MAX));
    must(shape->parent == NO_PARENT || row->parent < child->now[shape->parent].count);
    buf_format(out, "%u %u %u", table, row->row, row->parent);
    for (unsigned c = 0; c < shape->column_count; c++) {
        const struct cell *cell = entry_cell(row, c);
        must(cell->text.len > 0 || date_is_none(cell->on));
        buf_format(out, "|%.*s", STR_ARG(cell->text));
    }
    buf_char(out, '\n');
}

static void tell_child(struct buf *out, const struct child *child)
{
    buf_format(out, "child %u\n", child->number);
    must(child->now[TC_CHILD_IDENTIFIERS].count == 1);
    for (unsigned t = 0; t < TC_COUNT; t++)
        for (size_t i = 0; i < child->now[t].count; i++)
            tell_row(out, t, &child->now[t].at[i], child);
}

/* All that is read, where the file is cut into chunks of so many children. */
static struct str read_all(struct arena *a, const struct file_cin *file,
                           unsigned children)
{
    struct file_cin cut = *file;
    struct index_cin *index = NULL;
    struct fault why = {0};
    size_t chunks = 0;
    struct buf out = buf_new(a, 256 * MIB);
    cut.chunk_children = children;
    if (index_cin_new(&cut, NULL, 0, &index, &why))
        return STR("");
    struct child_source source = index_cin_source(index);
    must(source.prepare(source.context, 0, &chunks, &why) == OK);
    for (size_t c = 0; c < chunks; c++) {
        struct children made;
        must(source.read(source.context, a, c, &made, &why) == OK);
        for (size_t i = 0; i < made.unread_count; i++)
            buf_format(&out, "%.*s\n", STR_ARG(made.unread[i].text));
        for (size_t i = 0; i < made.count; i++)
            tell_child(&out, &made.at[i]);
    }
    index_cin_free(index);
    return buf_text(&out);
}

/* The lines in any order, since what is said of a chunk comes before its children: each
 * adds to the sum. */
static uint64_t sum_lines(struct str text)
{
    uint64_t sum = 0;
    while (text.len > 0) {
        struct str line = str_cut(text, '\n', &text);
        uint64_t hash = 14695981039346656037u;
        for (size_t i = 0; i < line.len; i++)
            hash = (hash ^ (unsigned char)line.at[i]) * 1099511628211u;
        sum += hash;
    }
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(1024 * MIB);
    struct return_cin r = {0};
    struct fault why = {0};
    if (size == 0) {
        arena_free(a);
        return 0;
    }
    struct stored stored = store(a, (struct str){(const char *)data + 1, size - 1});
    struct given_file file = {stored.path, false, true};
    int year = YEAR_FIRST + data[0] % (CENSUS_LAST - YEAR_FIRST + 1);
    if (return_cin_open(a, year, (struct given_files){&file, 1}, &r, &why) == OK) {
        struct str one = read_all(a, &r.file, 1), many = read_all(a, &r.file, 128);
        must(one.len == many.len && sum_lines(one) == sum_lines(many));
        check_all(a, &r.about, return_cin_source(&r));
    }
    return_cin_close(&r);
    close(stored.handle);
    arena_free(a);
    return 0;
}
