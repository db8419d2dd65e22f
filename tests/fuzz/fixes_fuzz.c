/* Whatever the bytes, read as a file of a return: the fixes proposed can be written as a
 * list, read back, applied, and undone to the same bytes; and a second time there is
 * nothing left to fix.  The first byte says which return it is. */
#define _GNU_SOURCE

#include "fixture_stored.h"
#include "records/census_tables.h"
#include "records/fixes.h"

static status take(void *context, const struct fix *fix, struct fault *why)
{
    (void)why;
    must(fix->field.len > 0 && fix->repair.len > 0 && !str_equal(fix->from, fix->to));
    fix_line(context, fix);
    return OK;
}

static status put(void *context, struct str bytes, struct fault *why)
{
    (void)why;
    buf_add(context, bytes);
    return OK;
}

/* The list of fixes of a file's bytes; false where it is no file of the return. */
static bool propose(struct arena *a, struct str bytes, bool census, struct buf *list)
{
    struct fault why = {0};
    struct stored o = store(a, bytes);
    struct fix_taker taker = {list, take};
    bool known = false;
    fixes_head(list);
    if (census) {
        struct os_file file;
        must(os_file_open(o.path, &file, &why) == OK);
        struct fixes_xml xml = {o.path, &file, RETURN_CIN, 2026, STR("Child")};
        known = fixes_of_xml(&xml, taker, &why) == OK;
        os_file_close(&file);
    } else {
        struct file_903 file;
        must(file_903_open(a, o.path, false, &file, &why) == OK);
        known = file.form != FILE_UNKNOWN && fixes_of_903(&file, 2026, taker, &why) == OK;
        file_903_close(&file);
    }
    close(o.handle);
    return known && buf_status(list, &why) == OK;
}

static struct str mend(struct arena *a, struct str bytes, const struct fix_list *list,
                       bool undo)
{
    struct fault why = {0};
    struct buf out = buf_new(a, 64 * MIB), diff = buf_new(a, 64 * MIB);
    struct mending m = {.name = STR("file"),
                        .bytes = bytes,
                        .fixes = list->at,
                        .count = list->count,
                        .undo = undo,
                        .context = &out,
                        .put = put};
    must(fixes_apply(&m, &why) == OK);
    m.context = &diff;
    m.put = NULL;
    m.diff = put;
    must(fixes_apply(&m, &why) == OK);
    must((list->count > 0) == (diff.len > 0));
    return buf_text(&out);
}

static void read_tables(struct arena *a, struct str bytes)
{
    struct fault why = {0};
    struct stored o = store(a, bytes);
    struct census_tables tables;
    bool more = true;
    status st = census_tables_open(a, &o.path, 1, &tables, &why);
    while (!st && more) {
        struct child child;
        st = census_tables_next(&tables, a, &child, &more, &why);
    }
    must(!st || why.text[0] != '\0');
    census_tables_close(&tables);
    close(o.handle);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(1024 * MIB);
    struct str bytes = {(const char *)data + (size > 0), size - (size > 0)};
    bool census = size > 0 && data[0] == 'c';
    struct buf list = buf_new(a, 64 * MIB), again = buf_new(a, 64 * MIB);
    struct fault why = {0};
    struct fix_list fixes;
    read_tables(a, bytes);
    if (propose(a, bytes, census, &list)) {
        must(fixes_read(a, STR("list"), buf_text(&list), &fixes, &why) == OK);
        struct str mended = mend(a, bytes, &fixes, false);
        struct str undone = mend(a, mended, &fixes, true);
        must(str_equal(undone, bytes));
        must(propose(a, mended, census, &again));
        must(fixes_read(a, STR("list"), buf_text(&again), &fixes, &why) == OK);
        must(fixes.count == 0);
    }
    fixes_read(a, STR("list"), bytes, &fixes, &why);
    arena_free(a);
    return 0;
}
