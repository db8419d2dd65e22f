/* assay return fix: safe repairs of a return, proposed as a list and a diff; applied to
 * copies where a person asks for it, and undone to the byte. */
#include "base/os.h"
#include "cli/returns.h"
#include "records/fixes.h"

#define LIST_MOST ((size_t)2048 * MIB)
enum { FIELDS_TOLD = 40 };

/* ---- Proposing */

struct told {
    struct str table, field, repair;
    uint64_t count;
};

struct proposing {
    struct arena *arena;
    struct os_writer list;
    struct arena *line; /* of one fix */
    struct told told[FIELDS_TOLD];
    size_t told_count;
    uint64_t count;
};

static void count_fix(struct proposing *p, const struct fix *fix)
{
    size_t i = 0;
    p->count++;
    while (i < p->told_count && !(str_equal(p->told[i].table, fix->table) &&
                                  str_equal(p->told[i].field, fix->field) &&
                                  str_equal(p->told[i].repair, fix->repair)))
        i++;
    if (i == FIELDS_TOLD)
        return;
    if (i == p->told_count)
        p->told[p->told_count++] = (struct told){arena_copy(p->arena, fix->table),
                                                 arena_copy(p->arena, fix->field),
                                                 arena_copy(p->arena, fix->repair), 0};
    p->told[i].count++;
}

static status take_fix(void *context, const struct fix *fix, struct fault *why)
{
    struct proposing *p = context;
    struct buf line = buf_new(p->line, MIB);
    count_fix(p, fix);
    fix_line(&line, fix);
    TRY(buf_status(&line, why));
    status st = os_writer_add(&p->list, buf_text(&line), why);
    arena_reset(p->line);
    return st;
}

static status propose_cin(struct proposing *p, int year, struct given_files files,
                          struct fault *why)
{
    struct return_cin census;
    status st = return_cin_open(p->arena, year, files, &census, why);
    struct fixes_xml xml = {census.file.path, &census.file.file, RETURN_CIN, year,
                            STR("Child")};
    if (!st && census.file.letters != LETTERS_BYTES)
        st = fault_at(why, ERR_FORMAT, xml.path, 0, 0,
                      "this file is in UTF-16, which is not repaired in place; 'assay "
                      "return convert' and back writes it as UTF-8");
    if (!st)
        st = fixes_of_xml(&xml, (struct fix_taker){p, take_fix}, why);
    return_cin_close(&census);
    return st;
}

static status propose_903(struct proposing *p, int year, struct given_files files,
                          struct fault *why)
{
    struct return_903 r;
    status st = return_903_open(p->arena, year, files, &r, why);
    for (size_t i = 0; !st && i < r.file_count; i++)
        st = fixes_of_903(&r.files[i], year, (struct fix_taker){p, take_fix}, why);
    return_903_close(&r);
    return st;
}

/* ---- The diff, and files with fixes applied */

struct mended {
    struct os_writer file, diff;
};

static status put_file(void *context, struct str bytes, struct fault *why)
{
    struct mended *m = context;
    return os_writer_add(&m->file, bytes, why);
}

static status put_diff(void *context, struct str bytes, struct fault *why)
{
    struct mended *m = context;
    return os_writer_add(&m->diff, bytes, why);
}

/* The bytes of a file, which may have none. */
static status map_file(struct str path, struct str *out, struct fault *why)
{
    struct os_file file;
    TRY(os_file_open(path, &file, why));
    bool is_empty = file.size == 0;
    os_file_close(&file);
    *out = (struct str){NULL, 0};
    return is_empty ? OK : os_map(path, out, why);
}

/* The fixes of a file: they stand together in the list. */
static struct fix_list fixes_for(const struct fix_list *list, struct str name)
{
    size_t first = 0, end;
    while (first < list->count && !str_equal(list->at[first].file, name))
        first++;
    for (end = first; end < list->count && str_equal(list->at[end].file, name);)
        end++;
    return (struct fix_list){list->at + first, end - first};
}

static status diff_file(struct mended *m, const struct fix_list *list, struct str path,
                        struct fault *why)
{
    struct fix_list fixes = fixes_for(list, file_name(path));
    struct str bytes;
    if (fixes.count == 0)
        return OK;
    TRY(map_file(path, &bytes, why));
    struct mending mending = {.name = file_name(path),
                              .bytes = bytes,
                              .fixes = fixes.at,
                              .count = fixes.count,
                              .context = m,
                              .diff = put_diff};
    status st = fixes_apply(&mending, why);
    os_unmap(bytes);
    return st;
}

static status write_diff(struct arena *a, struct str folder, struct given_files files,
                         struct fault *why)
{
    struct fix_list list;
    struct str text, path = os_join(a, folder, STR("fixes.csv"));
    struct mended m = {0};
    TRY(os_read_file(a, path, LIST_MOST, &text, why));
    TRY(fixes_read(a, path, text, &list, why));
    TRY(os_writer_open(a, os_join(a, folder, STR("fixes.diff")), OS_PRIVATE, &m.diff,
                       why));
    status st = OK;
    for (size_t i = 0; !st && i < files.count; i++)
        st = diff_file(&m, &list, files.at[i].path, why);
    if (!st)
        st = os_writer_close(&m.diff, why);
    os_writer_drop(&m.diff);
    return st;
}

static status say_proposed(const struct proposing *p, struct str folder,
                           struct fault *why)
{
    struct buf out = buf_new(p->arena, MIB);
    buf_format(&out, "%llu safe repair%s.\n", (unsigned long long)p->count,
               p->count == 1 ? "" : "s");
    for (size_t i = 0; i < p->told_count; i++)
        buf_format(&out, "  %-24.*s %-24.*s %-14.*s %10llu\n", STR_ARG(p->told[i].table),
                   STR_ARG(p->told[i].field), STR_ARG(p->told[i].repair),
                   (unsigned long long)p->told[i].count);
    if (p->count)
        buf_format(&out,
                   "Nothing was changed. The repairs are in %.*s/fixes.csv, with "
                   "fixes.diff beside it; take out the lines that you do not want, then "
                   "give it with --apply.\n",
                   STR_ARG(folder));
    return os_print(buf_text(&out), why);
}

/* Two files of one name could not be told apart in the list. */
static status check_names(struct given_files files, struct fault *why)
{
    for (size_t i = 0; i < files.count; i++)
        for (size_t k = 0; k < i; k++)
            if (str_equal(file_name(files.at[i].path), file_name(files.at[k].path)))
                return fault_set(why, ERR_USAGE,
                                 "two files are called '%.*s'; give this year's and last "
                                 "year's return one after the other",
                                 STR_ARG(file_name(files.at[i].path)));
    return OK;
}

static status propose(struct arena *a, const struct args *args, struct given_files files,
                      struct fault *why)
{
    enum return_kind kind = RETURN_903;
    int year = 0;
    struct str folder = args_value(args, "out");
    struct proposing p = {.arena = a};
    struct buf head = buf_new(a, KIB);
    TRY(returns_kind(args, &kind, &year, why));
    TRY(os_make_folder(folder, why));
    TRY(os_writer_open(a, os_join(a, folder, STR("fixes.csv")), OS_PRIVATE, &p.list,
                       why));
    p.line = arena_new(4 * MIB);
    fixes_head(&head);
    status st = os_writer_add(&p.list, buf_text(&head), why);
    if (!st)
        st = kind == RETURN_903 ? propose_903(&p, year, files, why)
                                : propose_cin(&p, year, files, why);
    if (!st)
        st = os_writer_close(&p.list, why);
    os_writer_drop(&p.list);
    arena_free(p.line);
    TRY(st);
    TRY(write_diff(a, folder, files, why));
    return args_flag(args, "quiet") ? OK : say_proposed(&p, folder, why);
}

/* ---- Applying and undoing */

struct mend {
    struct fix_list list;
    struct str folder; /* for the copies */
    bool undo;
};

static status mend_file(struct arena *a, const struct mend *mend, struct str path,
                        struct fault *why)
{
    struct str name = file_name(path), target = os_join(a, mend->folder, name), bytes;
    struct fix_list fixes = fixes_for(&mend->list, name);
    struct mended m = {0};
    if (os_exists(target))
        return fault_at(why, ERR_USAGE, target, 0, 0,
                        "this file is there already; nothing is written over, so name "
                        "a folder that is empty");
    TRY(map_file(path, &bytes, why));
    struct mending mending = {.name = path,
                              .bytes = bytes,
                              .fixes = fixes.at,
                              .count = fixes.count,
                              .undo = mend->undo,
                              .context = &m,
                              .put = put_file};
    status st = os_writer_open(a, target, OS_PRIVATE, &m.file, why);
    if (!st)
        st = fixes_apply(&mending, why);
    if (!st)
        st = os_writer_close(&m.file, why);
    os_writer_drop(&m.file);
    os_unmap(bytes);
    return st;
}

/* A list for files that were not given is a mistake, not a success with nothing to do. */
static status check_list(const struct fix_list *list, struct given_files files,
                         struct fault *why)
{
    for (size_t i = 0; i < list->count; i++) {
        bool found = i > 0 && str_equal(list->at[i].file, list->at[i - 1].file);
        for (size_t k = 0; !found && k < files.count; k++)
            found = str_equal(list->at[i].file, file_name(files.at[k].path));
        if (!found)
            return fault_set(why, ERR_USAGE,
                             "the list has fixes of '%.*s', which was not given",
                             STR_ARG(list->at[i].file));
    }
    return OK;
}

static status mend_files(struct arena *a, const struct args *args,
                         struct given_files files, struct fault *why)
{
    struct mend mend = {.folder = args_value(args, "out"),
                        .undo = args_value(args, "undo").len > 0};
    struct str path = args_value(args, mend.undo ? "undo" : "apply"), text;
    TRY(os_read_file(a, path, LIST_MOST, &text, why));
    TRY(fixes_read(a, path, text, &mend.list, why));
    TRY(check_list(&mend.list, files, why));
    TRY(os_make_folder(mend.folder, why));
    for (size_t i = 0; i < files.count; i++)
        TRY(mend_file(a, &mend, files.at[i].path, why));
    if (args_flag(args, "quiet"))
        return OK;
    return os_print(arena_format(a, "%zu repairs %s; %zu files in %.*s.\n",
                                 mend.list.count, mend.undo ? "undone" : "applied",
                                 files.count, STR_ARG(mend.folder)),
                    why);
}

status return_fix(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct given_files files = {0};
    bool applies = args_value(args, "apply").len > 0;
    bool undoes = args_value(args, "undo").len > 0;
    *ending = ENDING_DONE;
    if (args_value(args, "out").len == 0)
        return fault_set(why, ERR_USAGE, "--out: expected the folder to write to");
    if (args_value(args, "last").len > 0 || (applies && undoes))
        return fault_set(why, ERR_USAGE,
                         "give one of --apply and --undo, and each year's return by "
                         "itself");
    TRY(returns_files(a, args, &files, why));
    TRY(check_names(files, why));
    return applies || undoes ? mend_files(a, args, files, why)
                             : propose(a, args, files, why);
}
