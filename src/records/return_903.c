#include "records/return_903.h"

#include <assert.h>
#include <stdlib.h>

#include "records/group.h"

struct opening {
    struct arena *arena;
    struct return_903 *r;
    int year;
    size_t unread_capacity;
};

static void set_aside(struct opening *o, struct str path, struct str text)
{
    struct return_903 *r = o->r;
    if (r->unread_count == o->unread_capacity)
        r->unread = arena_grow(o->arena, struct unread, r->unread, r->unread_count,
                               &o->unread_capacity);
    r->unread[r->unread_count++] = (struct unread){.file = path, .text = text};
}

/* ---- One file */

static const struct file_903 *same_table(const struct return_903 *r,
                                         const struct file_903 *file)
{
    for (size_t i = 0; i < r->file_count; i++) {
        const struct file_903 *other = &r->files[i];
        bool same = other->form == FILE_XML || file->form == FILE_XML ||
                    other->table == file->table;
        if (other->last == file->last && same)
            return other;
    }
    return NULL;
}

/* Why a file that is recognised is not read all the same; empty where it is.  A table
 * that is new in the collection may be given of last year: 706 asks what was open then.
 */
static struct str why_not(struct opening *o, const struct file_903 *file)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[file->table];
    if (file->form == FILE_TABLE && shape->from > o->year)
        return arena_format(o->arena,
                            "%.*s is no table of the collection of %d; it is not read",
                            STR_ARG(shape->name), o->year);
    const struct file_903 *other = same_table(o->r, file);
    if (!other)
        return STR("");
    if (other->form == FILE_XML || file->form == FILE_XML)
        return arena_format(o->arena,
                            "the same year is in '%.*s' in another form; this "
                            "file is not read",
                            STR_ARG(other->path));
    return arena_format(o->arena, "%.*s is in '%.*s' already; this file is not read",
                        STR_ARG(shape->name), STR_ARG(other->path));
}

static status take_file(struct opening *o, const struct given_file *given,
                        struct fault *why)
{
    struct return_903 *r = o->r;
    struct file_903 file;
    TRY(file_903_open(o->arena, given->path, given->last, &file, why));
    struct str reason = file.form == FILE_UNKNOWN ? file.doubt : why_not(o, &file);
    if (reason.len == 0 && r->file_count == FILES_MOST)
        reason = STR("there are more files than a return has");
    if (reason.len == 0 && file.form == FILE_XML) {
        status st = returns_module_open(&file.module, why);
        if (st) {
            file_903_close(&file);
            return st;
        }
    }
    if (reason.len == 0) {
        if (file.doubt.len > 0)
            set_aside(o, file.path, file.doubt);
        r->files[r->file_count++] = file;
        return OK;
    }
    file_903_close(&file);
    if (file.form == FILE_UNKNOWN && !given->in_folder)
        return fault_at(why, ERR_FORMAT, given->path, 0, 0, "%.*s", STR_ARG(reason));
    set_aside(o, file.path, reason);
    return OK;
}

/* ---- The whole */

static int by_table(const void *a, const void *b)
{
    const struct file_903 *left = a, *right = b;
    if (left->last != right->last)
        return left->last ? 1 : -1;
    return (left->table > right->table) - (left->table < right->table);
}

/* The XML form has every table, but for those that are there only when it has rows of
 * them: a pass over it will tell (group_new). */
static void say_xml(struct return_about *about, const struct file_903 *file)
{
    for (unsigned t = 0; t < T9_COUNT; t++)
        if (t != T9_SW_EPISODES && t != T9_DOLO)
            (file->last ? about->has_last : about->has)[t] = true;
    if (!file->last)
        about->form = FORM_XML;
}

static void say_about(struct return_903 *r, int year)
{
    struct return_about *about = &r->about;
    *about = (struct return_about){.kind = RETURN_903,
                                   .form = FORM_CSV,
                                   .year = year,
                                   .start = date_of(year - 1, 4, 1),
                                   .end = date_of(year, 3, 31),
                                   .last_start = date_of(year - 2, 4, 1),
                                   .last_end = date_of(year - 1, 3, 31),
                                   .reference = DATE_NONE};
    for (size_t i = 0; i < r->file_count; i++) {
        const struct file_903 *file = &r->files[i];
        about->has_any_last = about->has_any_last || file->last;
        if (file->form == FILE_XML)
            say_xml(about, file);
        else
            (file->last ? about->has_last : about->has)[file->table] = true;
    }
}

status return_903_open(struct arena *a, int year, struct given_files given,
                       struct return_903 *out, struct fault *why)
{
    struct opening o = {.arena = a, .r = out, .year = year};
    assert(year >= YEAR_FIRST && year <= YEAR_LAST);
    *out = (struct return_903){.files = arena_make(a, struct file_903, FILES_MOST)};
    for (size_t i = 0; i < given.count; i++)
        TRY(take_file(&o, &given.at[i], why));
    qsort(out->files, out->file_count, sizeof *out->files, by_table);
    say_about(out, year);
    for (size_t i = 0; i < out->file_count; i++)
        if (!out->files[i].last)
            return OK;
    return fault_set(why, ERR_FORMAT,
                     "no file of this year's return was given; its tables are recognised "
                     "by their columns (docs/returns.md)");
}

void return_903_close(struct return_903 *r)
{
    for (size_t i = 0; i < r->file_count; i++)
        file_903_close(&r->files[i]);
    r->file_count = 0;
}
