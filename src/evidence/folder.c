#include "evidence/folder.h"

#include <assert.h>

#include "base/os.h"
#include "evidence/checks.h"
#include "evidence/reader.h"

#define FILE_CEILING (256 * MIB)

/* Names that may be compared with a misspelt one, over all misspelt names of a run:
 * enough for people's slips, and a bound for files that are nothing but slips. */
#define SUGGESTIONS ((size_t)200000)

/* --- one run over files in memory --- */

static struct reading *reading_new(struct arena *a, const struct folder_options *options,
                                   struct remarks *remarks, size_t file_count)
{
    struct reading *r = arena_make(a, struct reading, 1);
    r->arena = a;
    r->regimes = options->regimes;
    r->remarks = remarks;
    r->suggesting = SUGGESTIONS;
    r->ids = index_new(a);
    r->areas = index_new(a);
    for (size_t t = 0; t < TABLE_COUNT; t++)
        r->keys[t] = index_new(a);
    r->evidence = arena_make(a, struct evidence, 1);
    r->evidence->arena = a;
    r->evidence->regimes = options->regimes;
    r->evidence->files = arena_make(a, struct source_file, file_count);
    return r;
}

/* Each row answers to its id, and to its record where no other row is called that: a row
 * that was not taken keeps its id to itself. */
static void index_ids(struct evidence_index *index, const struct reading *r)
{
    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < r->tables[t].count; i++) {
            const struct raw *raw = &r->tables[t].at[i];
            size_t number = raw->row + t * ROW_LIMIT;
            if (raw->state != RAW_TAKEN)
                continue;
            index_add(&index->ids, STR(""), raw->id, number);
            struct str record = refer_record_id(r->arena, raw);
            if (raw->file->form->key_is_id && refer_id(r, record) == raw)
                index_add(&index->ids, STR(""), record, number);
        }
}

static void index_evidence(struct reading *r)
{
    struct evidence_index *index = arena_make(r->arena, struct evidence_index, 1);
    index->areas = index_new(r->arena);
    index->ids = index_new(r->arena);
    evidence_index_areas(index, r->evidence);
    index_ids(index, r);
    r->evidence->index = index;
}

static bool is_table(struct str name)
{
    int table;
    struct str end = STR(".csv");
    if (name.len <= end.len ||
        !str_equal_fold((struct str){name.at + (name.len - end.len), end.len}, end))
        return false;
    struct str stem = {name.at, name.len - end.len};
    return vocabulary_find(&vocabulary_table, stem, &table);
}

/* Files people keep beside their tables, which no reader looks at. */
static bool is_beside(struct str name)
{
    static const char *const starts[] = {".", "README", "readme", "Readme"};
    static const char *const ends[] = {".md", ".txt", ".MD", ".TXT"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(name, str_of(starts[i])))
            return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(name, str_of(ends[i])))
            return true;
    return false;
}

static void report_stranger(struct reading *r, const struct folder_file *file)
{
    struct str names[TABLE_COUNT];
    for (int t = 0; t < TABLE_COUNT; t++)
        names[t] = arena_format(r->arena, "%.*s.csv",
                                STR_ARG(vocabulary_word(&vocabulary_table, t)));
    struct str near = str_nearest(file->name, names, TABLE_COUNT);
    struct remark remark = {
        .kind = REMARK_UNREADABLE,
        .file = arena_format(r->arena, "%.*s%.*s", STR_ARG(file->prefix),
                             STR_ARG(file->name)),
        .found = file->name,
        .expected = near,
        .text = str_is_empty(near)
                    ? STR("no file of an evidence folder has this name; it is not read: "
                          "move it elsewhere")
                    : arena_format(r->arena,
                                   "no file of an evidence folder has this name; the "
                                   "nearest is %.*s: rename it, else it is not read",
                                   STR_ARG(near))};
    remarks_add(r->remarks, &remark);
}

/* A table is there by name and cannot be read: what it might hold is not known. */
static void report_no_file(struct reading *r, const struct folder_file *file)
{
    struct remark remark = {
        .kind = REMARK_UNREADABLE,
        .file = arena_format(r->arena, "%.*s%.*s", STR_ARG(file->prefix),
                             STR_ARG(file->name)),
        .found = STR("no regular file"),
        .expected = STR("a CSV file"),
        .text =
            STR("this is a folder, a device or a broken link, so its rows are not known; "
                "expected a CSV file: put the table in its place")};
    remarks_add(r->remarks, &remark);
    struct str stem = {file->name.at, file->name.len - 4};
    int table = 0;
    bool known = vocabulary_find(&vocabulary_table, stem, &table);
    assert(known);
    (void)known;
    unread_table(r, (enum table)table, remark.file);
}

static bool seen_before(const struct folder_file *files, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (vocabulary_same(files[i].name, files[at].name) &&
            str_equal(files[i].prefix, files[at].prefix))
            return true;
    return false;
}

static status read_all(struct reading *r, const struct folder_file *files, size_t count,
                       struct fault *why)
{
    for (size_t i = 0; i < count; i++) {
        bool table = is_table(files[i].name) && !seen_before(files, i);
        if (table && files[i].no_file)
            report_no_file(r, &files[i]);
        else if (table)
            TRY(records_read(r, &files[i], why));
        else if (!is_beside(files[i].name))
            report_stranger(r, &files[i]);
    }
    return OK;
}

static status read_files(struct reading *r, const struct folder_file *files, size_t count,
                         const struct folder_options *options, struct fault *why)
{
    TRY(read_all(r, files, count, why));
    refer_name_rows(r);
    amend_rows(r, options->amendments, options->amendment_count);
    refer_collect_keys(r);
    refer_collect_areas(r);
    TRY(build_rows(r, why));
    index_evidence(r);
    evidence_check(r->evidence, r->remarks);
    r->evidence->remarks = r->remarks;
    return OK;
}

status folder_read_files(struct arena *a, const struct folder_file *files, size_t count,
                         const struct folder_options *options, struct evidence **out,
                         struct remarks *remarks, struct fault *why)
{
    assert(options && options->regimes && remarks);
    struct reading *r = reading_new(a, options, remarks, count);
    struct folder_file *own = arena_make(a, struct folder_file, count);
    for (size_t i = 0; i < count; i++) {
        char *text = arena_try(a, files[i].text.len + 1);
        if (!text)
            return fault_at(why, ERR_LIMIT, files[i].name, 0, 0,
                            "the file needs more memory than it may have");
        for (size_t k = 0; k < files[i].text.len; k++)
            text[k] = files[i].text.at[k];
        own[i] = (struct folder_file){arena_copy(a, files[i].prefix),
                                      arena_copy(a, files[i].name),
                                      {text, files[i].text.len},
                                      files[i].no_file};
    }
    TRY(read_files(r, own, count, options, why));
    *out = r->evidence;
    return OK;
}

/* --- folders --- */

struct gathered {
    struct arena *arena;
    struct folder_file *at;
    size_t count, capacity;
};

/* The last part of a path, made fit for evidence ids: no colon, nothing but text. */
static struct str folder_name(struct arena *a, struct str path)
{
    while (path.len > 1 &&
           (path.at[path.len - 1] == '/' || path.at[path.len - 1] == '\\'))
        path.len--;
    size_t start = path.len;
    while (start > 0 && path.at[start - 1] != '/' && path.at[start - 1] != '\\')
        start--;
    struct str name = arena_copy(a, (struct str){path.at + start, path.len - start});
    char *text = arena_alloc(a, name.len + 1);
    size_t bad;
    bool is_text = str_is_utf8(name, &bad);
    for (size_t i = 0; i < name.len; i++) {
        bool odd = (unsigned char)name.at[i] < ' ' || (!is_text && (name.at[i] & 0x80));
        text[i] = name.at[i] == ':' ? '-' : odd ? '_' : name.at[i];
    }
    return (struct str){text, name.len};
}

/* "sefton/", or "sefton-2/" where a folder of that name was read before. */
static struct str folder_prefix(struct arena *a, const struct str *paths, size_t at)
{
    struct str name = folder_name(a, paths[at]);
    size_t same = 1;
    for (size_t i = 0; i < at; i++)
        same += str_equal(folder_name(a, paths[i]), name);
    return same == 1
               ? arena_format(a, "%.*s/", STR_ARG(name))
               : arena_format(a, "%.*s-%llu/", STR_ARG(name), (unsigned long long)same);
}

static status gather_file(struct gathered *all, struct str folder, struct str prefix,
                          struct str name, struct fault *why)
{
    struct str path = os_join(all->arena, folder, name);
    struct folder_file file = {
        .prefix = prefix, .name = name, .no_file = !os_is_file(path)};
    if (file.no_file && !is_table(name))
        return OK;
    if (!file.no_file && is_table(name))
        TRY(os_read_file(all->arena, path, FILE_CEILING, &file.text, why));
    all->at =
        arena_grow(all->arena, struct folder_file, all->at, all->count, &all->capacity);
    all->at[all->count++] = file;
    return OK;
}

static status gather_folder(struct gathered *all, struct str folder, struct str prefix,
                            struct fault *why)
{
    struct str *names = NULL;
    size_t count = 0, tables = 0;
    if (!os_is_folder(folder))
        return fault_at(why, ERR_IO, folder, 0, 0,
                        "this is no folder; name the folder that holds the tables");
    TRY(os_list_folder(all->arena, folder, &names, &count, why));
    for (size_t i = 0; i < count; i++) {
        TRY(gather_file(all, folder, prefix, names[i], why));
        tables += is_table(names[i]);
    }
    if (tables == 0)
        return fault_at(why, ERR_IO, folder, 0, 0,
                        "the folder holds no table of evidence; expected files such as "
                        "inspections.csv (docs/evidence-format.md)");
    return OK;
}

status folder_read(struct arena *a, const struct str *paths, size_t path_count,
                   const struct folder_options *options, struct evidence **out,
                   struct remarks *remarks, struct fault *why)
{
    assert(options && options->regimes && remarks && path_count > 0);
    struct gathered all = {.arena = a};
    for (size_t i = 0; i < path_count; i++)
        TRY(gather_folder(&all, paths[i],
                          path_count == 1 ? STR("") : folder_prefix(a, paths, i), why));
    struct reading *r = reading_new(a, options, remarks, all.count);
    TRY(read_files(r, all.at, all.count, options, why));
    *out = r->evidence;
    return OK;
}
