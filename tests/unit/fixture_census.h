/* A census for tests: its text written to a file, opened as the program does, and every
 * row that is read of it as a line. */
#ifndef ASSAY_TESTS_FIXTURE_CENSUS_H
#define ASSAY_TESTS_FIXTURE_CENSUS_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/os.h"
#include "records/return_cin.h"

struct fixture_census {
    struct arena *arena;
    char path[200];
    int year;
    bool in_folder;
    status status;
    struct fault why;
    struct return_cin r;
    struct buf lines;
};

#define CENSUS_HEADER                                                                    \
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"           \
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>"                      \
    "<Source><LEA>301</LEA></Source></Header>"
#define CENSUS_HEAD "<?xml version=\"1.0\"?>\n<Message>" CENSUS_HEADER "<Children>\n"
#define CENSUS_TAIL "</Children></Message>\n"
#define CENSUS_CHILD(id, rest)                                                           \
    "<Child><ChildIdentifiers><LAchildID>" id "</LAchildID></ChildIdentifiers>" rest     \
    "</Child>\n"

static inline struct fixture_census *fixture_census_new(struct str text)
{
    struct arena *a = arena_new(2048 * MIB);
    struct fixture_census *f = arena_alloc(a, sizeof *f);
    const char *root = getenv("TMPDIR");
    f->arena = a;
    f->year = 2026;
    snprintf(f->path, sizeof f->path, "%s/assay-census-XXXXXX", root ? root : "/tmp");
    int handle = mkstemp(f->path);
    assert_true(handle >= 0);
    close(handle);
    assert_int_equal(os_write_file(str_of(f->path), text, &f->why), OK);
    f->lines = buf_new(a, 256 * MIB);
    return f;
}

static inline void fixture_census_free(struct fixture_census *f)
{
    return_cin_close(&f->r);
    unlink(f->path);
    arena_free(f->arena);
}

static inline void fixture_census_open(struct fixture_census *f)
{
    struct given_file file = {str_of(f->path), false, f->in_folder};
    f->status = return_cin_open(f->arena, f->year, (struct given_files){&file, 1}, &f->r,
                                &f->why);
}

static inline void fixture_census_say(struct buf *out, const struct unread *unread,
                                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_format(out, "said%s [%.*s] %.*s\n",
                   unread[i].whole_child ? " of a child" : "", STR_ARG(unread[i].child),
                   STR_ARG(unread[i].text));
}

/* "Assessments 3 in 0: 2025-04-01||2025-05-01"; dates that cannot be read with a "!". */
static inline void fixture_census_row(struct buf *out, const struct table_shape *shape,
                                      const struct entry *row)
{
    buf_format(out, "%.*s %u", STR_ARG(shape->name), row->row);
    if (row->parent != UINT32_MAX)
        buf_format(out, " in %u", row->parent);
    for (unsigned c = 0; c < shape->column_count; c++) {
        const struct cell *cell = entry_cell(row, c);
        bool unread = shape->columns[c].is_date && cell_is_unreadable(cell);
        buf_format(out, "%s%.*s%s", c ? "|" : ": ", STR_ARG(cell->text),
                   unread ? "!" : "");
        assert_true(cell->text.len > 0 || date_is_none(cell->on));
        assert_true(cell->code == code_of(cell->text.at, cell->text.len));
    }
    buf_char(out, '\n');
}

static inline void fixture_census_child(struct buf *out, const struct child *child)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    buf_format(out, "child %u %.*s\n", child->number, STR_ARG(child->id));
    for (unsigned t = 0; t < count; t++)
        for (size_t i = 0; i < child->now[t].count; i++) {
            const struct entry *row = &child->now[t].at[i];
            bool has_parent = shapes[t].parent != NO_PARENT;
            assert_true(has_parent == (row->parent != UINT32_MAX));
            if (has_parent)
                assert_true(row->parent < child->now[shapes[t].parent].count);
            fixture_census_row(out, &shapes[t], row);
        }
}

/* Opens it and reads all children into f->lines; what is said comes first. */
static inline struct str fixture_census_read(struct fixture_census *f)
{
    size_t chunks = 0;
    fixture_census_open(f);
    if (f->status)
        return str_of(f->why.text);
    struct child_source source = return_cin_source(&f->r);
    fixture_census_say(&f->lines, source.unread, source.unread_count);
    assert_int_equal(source.prepare(source.context, 0, &chunks, &f->why), OK);
    for (size_t c = 0; c < chunks; c++) {
        struct children children;
        assert_int_equal(source.read(source.context, f->arena, c, &children, &f->why),
                         OK);
        fixture_census_say(&f->lines, children.unread, children.unread_count);
        for (size_t i = 0; i < children.count; i++)
            fixture_census_child(&f->lines, &children.at[i]);
    }
    return buf_text(&f->lines);
}

#endif
