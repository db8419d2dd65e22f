/* Names, keys and evidence ids over all files, before any row is built: a row may refer
 * to a later one, to another file, or to a row that turns out to be bad. */
#include "evidence/reader.h"

#include <assert.h>

static struct str key_of(const struct raw *raw)
{
    const struct form *form = raw->file->form;
    if (!form->key)
        return STR("");
    return raw->cells[form_column(form, str_of(form->key))];
}

/* --- evidence ids --- */

static struct str stem_of(const struct raw *raw)
{
    return (struct str){raw->file->name.at, raw->file->name.len - 4};
}

static size_t number_of(const struct reading *r, const struct raw *raw)
{
    enum table table = raw->file->form->table;
    return (size_t)(raw - r->tables[table].at) + (size_t)table * ROW_LIMIT;
}

struct str refer_record_id(struct arena *a, const struct raw *raw)
{
    return arena_format(a, "%.*s:%lu", STR_ARG(stem_of(raw)), (unsigned long)raw->record);
}

static bool take_id(struct reading *r, struct raw *raw, struct str id)
{
    if (!index_add(&r->ids, STR(""), id, number_of(r, raw)))
        return false;
    raw->id = id;
    return true;
}

static void name_by_key(struct reading *r, struct raw *raw)
{
    const struct form *form = raw->file->form;
    if (!form->key_is_id)
        return;
    struct str key = key_of(raw);
    if (!str_is_empty(key) && raw->state == RAW_READ)
        take_id(r, raw,
                arena_format(r->arena, "%.*s:%.*s", STR_ARG(stem_of(raw)), STR_ARG(key)));
}

/* A row without a key is called by its record; where another row's key is that very
 * number, the record is marked as one. */
static void name_by_record(struct reading *r, struct raw *raw)
{
    const char *mark = "";
    while (str_is_empty(raw->id)) {
        take_id(r, raw,
                arena_format(r->arena, "%.*s:%s%lu", STR_ARG(stem_of(raw)), mark,
                             (unsigned long)raw->record));
        mark = arena_format(r->arena, "record-%s", mark).at;
    }
}

/* A row with a key of its own answers to file:record too, where no key says otherwise. */
static void answer_to_record(struct reading *r, const struct raw *raw)
{
    if (raw->file->form->key_is_id)
        index_add(&r->ids, STR(""), refer_record_id(r->arena, raw), number_of(r, raw));
}

void refer_name_rows(struct reading *r)
{
    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < r->tables[t].count; i++)
            name_by_key(r, &r->tables[t].at[i]);
    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < r->tables[t].count; i++)
            name_by_record(r, &r->tables[t].at[i]);
    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < r->tables[t].count; i++)
            answer_to_record(r, &r->tables[t].at[i]);
}

static struct raw *raw_of_number(const struct reading *r, size_t number)
{
    return &r->tables[number / ROW_LIMIT].at[number % ROW_LIMIT];
}

struct raw *refer_id(const struct reading *r, struct str id)
{
    size_t number;
    return index_find(&r->ids, STR(""), id, &number) ? raw_of_number(r, number) : NULL;
}

/* --- keys --- */

static bool same_cells(const struct raw *a, const struct raw *b)
{
    assert(a->file->form == b->file->form);
    for (size_t i = 0; i < a->file->form->column_count; i++)
        if (!str_equal(a->cells[i], b->cells[i]))
            return false;
    return true;
}

/* Where folders have names of their own, the folder; else one scope for all.  It is never
 * the empty scope, in which each name stands once, whatever its folder. */
static struct str scope_of(const struct form *form, const struct raw_file *file)
{
    return form->key_is_id && !str_is_empty(file->prefix) ? file->prefix : STR("/");
}

static void report_same_key(struct reading *r, struct raw *raw, const struct raw *first)
{
    const struct form *form = raw->file->form;
    bool same = same_cells(raw, first);
    struct remark remark = {.kind = same ? REMARK_WARNING : REMARK_CONTRADICTION,
                            .file = raw->file->name,
                            .record = raw->record,
                            .field = str_of(form->key),
                            .found = key_of(raw),
                            .ids = (const struct str[]){first->id, raw->id},
                            .id_count = 2};
    raw_place(raw, form_column(form, remark.field), &remark.line, &remark.column);
    remark.text = arena_format(
        r->arena,
        same ? "%s \"%.*s\" stands twice, here and at %.*s; the rows are the same: "
               "remove one"
             : "%s \"%.*s\" stands twice, here and at %.*s, and the rows differ; the "
               "first is taken: correct one of the two",
        form->key, STR_ARG(remark.found), STR_ARG(first->id));
    /* The same row in another folder is what reading several loads is like. */
    if (!same || str_equal(raw->file->name, first->file->name))
        remarks_add(r->remarks, &remark);
    raw->state = same ? RAW_REPEATED : RAW_BAD;
}

static void collect_key(struct reading *r, struct raw *raw)
{
    const struct form *form = raw->file->form;
    struct index *keys = &r->keys[form->table];
    struct str key = key_of(raw), scope = scope_of(form, raw->file);
    size_t first = 0, number = (size_t)(raw - r->tables[form->table].at);
    if (str_is_empty(key))
        return;
    if (index_add(keys, scope, key, number)) {
        index_add(keys, STR(""), key, number);
        return;
    }
    index_find(keys, scope, key, &first);
    if (raw->state == RAW_READ)
        report_same_key(r, raw, &r->tables[form->table].at[first]);
}

void refer_collect_keys(struct reading *r)
{
    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; form_of((enum table)t)->key && i < r->tables[t].count; i++)
            collect_key(r, &r->tables[t].at[i]);
}

struct raw *refer_key(const struct reading *r, enum table table,
                      const struct raw_file *from, struct str key)
{
    size_t number;
    const struct index *keys = &r->keys[table];
    if (index_find(keys, scope_of(form_of(table), from), key, &number) ||
        index_find(keys, STR(""), key, &number))
        return &r->tables[table].at[number];
    return NULL;
}

/* --- suggestions --- */

struct str refer_nearest(struct reading *r, struct str name, const struct str *among,
                         size_t count)
{
    if (count > r->suggesting)
        return STR("");
    r->suggesting -= count;
    return str_nearest(name, among, count);
}

struct str refer_nearest_key(struct reading *r, enum table table, struct str key)
{
    const struct raw_table *rows = &r->tables[table];
    if (rows->count > r->suggesting)
        return STR("");
    struct str *keys = arena_make(r->arena, struct str, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        keys[i] = key_of(&rows->at[i]);
    return refer_nearest(r, key, keys, rows->count);
}
