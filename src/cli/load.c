/* assay load PATH…: published files into the store, each recognised by its content, each
 * a load of its own. */
#include "base/os.h"
#include "cli/files.h"
#include "cli/progress.h"
#include "cli/source.h"
#include "evidence/national.h"
#include "store/store.h"

enum { REMARKS_SHOWN = 5 };
#define FILE_MEMORY (2048 * MIB)

static const struct option options[] = {
    {"db", "FILE", false, "the store; default assay.db"},
    {"as", "FORMAT", false, "read the files as this, whatever they look like"},
    {"quiet", NULL, false, "print nothing but what went wrong"}};
static const struct usage usage = {
    .verb = "load",
    .synopsis = "load [--db FILE] [--as FORMAT] [--quiet] PATH…",
    .what = "Loads published files, or all files of folders, into the store.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay load data/lait data/settings\n"
               "  assay load --db england.db --as dfe-tidy table.csv.gz\n"};

struct loading {
    struct arena *arena; /* of the run */
    const struct args *args;
    struct store *store;
    struct registry registry;
    const struct national_format *format; /* of --as, or NULL */
    struct progress_bar bar;
    bool quiet;
    bool holds_published, holds_synthetic; /* the store, by its loads that stand */
    size_t findings;
    struct fault first; /* of a file that was named itself */
};

/* --- what is printed -----------------------------------------------------------------
 */

static status say(struct loading *l, struct str line, struct fault *why)
{
    progress_clear(&l->bar);
    return l->quiet ? OK : os_print(line, why);
}

/* 641070 as "641,070". */
static struct str grouped(struct arena *a, uint64_t n)
{
    if (n < 1000)
        return arena_format(a, "%llu", (unsigned long long)n);
    struct str thousands = grouped(a, n / 1000);
    return arena_format(a, "%.*s,%03llu", STR_ARG(thousands),
                        (unsigned long long)(n % 1000));
}

static void say_remarks(struct loading *l, struct arena *a, const struct remarks *remarks)
{
    progress_clear(&l->bar);
    for (size_t i = 0; i < remarks->count && i < REMARKS_SHOWN; i++) {
        struct str line = remark_line(a, &remarks->at[i]);
        os_print_error(arena_format(a, "%.*s\n", STR_ARG(line)));
    }
    if (remarks->count > REMARKS_SHOWN)
        os_print_error(
            arena_format(a, "and %zu more like these\n", remarks->count - REMARKS_SHOWN));
}

/* A file that was not loaded: of a folder it is a finding, named itself a fault. */
static void not_loaded(struct loading *l, struct arena *a, const struct named_file *file,
                       const struct fault *reason)
{
    progress_clear(&l->bar);
    if (!file->in_folder && !l->first.code) {
        l->first = *reason;
        return;
    }
    l->findings++;
    os_print_error(arena_format(a, "%s: %s\n", reason->file, reason->text));
}

/* --- one file ------------------------------------------------------------------------
 */

static status recognise(const struct loading *l, const struct national_input *input,
                        const struct national_format **out, struct fault *why)
{
    *out = l->format ? l->format : national_recognise(input);
    if (*out)
        return OK;
    return fault_at(why, ERR_FORMAT, input->path, 0, 0,
                    "not recognised as a file that Assay reads; not loaded (--as FORMAT "
                    "names its kind)");
}

static status write_batch(struct loading *l, struct arena *a,
                          const struct workbook_file *file, const struct batch *batch,
                          struct fault *why)
{
    int64_t id;
    bool already;
    TRY(store_load(l->store, file->name, file->sha256, batch, &id, &already, why));
    if (already)
        return say(l, arena_format(a, "%.*s: already loaded\n", STR_ARG(file->name)),
                   why);
    struct str rows = grouped(a, batch->rows);
    return say(l,
               arena_format(a, "%.*s: %.*s, %.*s row%s, load %lld\n", STR_ARG(file->name),
                            STR_ARG(batch->source.title), STR_ARG(rows),
                            batch->rows == 1 ? "" : "s", (long long)id),
               why);
}

/* England and its regions have the same numbers in both: together, either would be taken
 * for the other. */
static status keep_apart(const struct loading *l, const struct workbook_file *file,
                         bool synthetic, struct fault *why)
{
    bool mixes = synthetic ? l->holds_published : l->holds_synthetic;
    if (mixes)
        return fault_at(why, ERR_FORMAT, file->name, 0, 0,
                        synthetic ? "it is synthetic and the store holds published data; "
                                    "not loaded: give it a store of its own with --db"
                                  : "the store holds synthetic data; not loaded: give "
                                    "published data a store of its own with --db");
    return OK;
}

static status read_batch(struct loading *l, struct arena *a,
                         const struct workbook_file *file, struct batch **out,
                         struct fault *why)
{
    struct workbook workbook;
    const struct national_format *format;
    struct remarks remarks = remarks_new(a);
    struct batch *batch = batch_new(a);
    TRY(workbook_parse(a, file, &workbook, why));
    struct national_input input = {&workbook, file->name, &l->registry.regimes};
    TRY(recognise(l, &input, &format, why));
    batch->source = format->source;
    bool synthetic = national_is_synthetic(&workbook);
    TRY(keep_apart(l, file, synthetic, why));
    TRY(format->read(&input, batch, &remarks, why));
    l->holds_synthetic = l->holds_synthetic || synthetic;
    l->holds_published = l->holds_published || !synthetic;
    /* Readers may know better; what they leave out is the format's. */
    if (str_is_empty(batch->source.format))
        batch->source.format = str_of(format->id);
    if (str_is_empty(batch->source.title))
        batch->source.title = str_of(format->what);
    if (synthetic)
        national_attribute_synthetic(a, &batch->source);
    say_remarks(l, a, &remarks);
    l->findings += source_needs_person(&remarks);
    *out = batch;
    return OK;
}

/* What went wrong with the file itself is noted and the next one read; what went wrong
 * with the store or the terminal ends the run. */
static status load_file(struct loading *l, struct arena *a,
                        const struct named_file *named, struct fault *why)
{
    struct workbook_file file;
    struct batch *batch;
    struct fault reason = {0};
    bool known;
    if (workbook_fetch(a, named->path, &file, &reason)) {
        not_loaded(l, a, named, &reason);
        return OK;
    }
    TRY(store_has(l->store, file.sha256, &known, why));
    if (known)
        return say(l, arena_format(a, "%.*s: already loaded\n", STR_ARG(file.name)), why);
    if (read_batch(l, a, &file, &batch, &reason)) {
        not_loaded(l, a, named, &reason);
        return OK;
    }
    return write_batch(l, a, &file, batch, why);
}

/* --- all of them ---------------------------------------------------------------------
 */

static status look_at_store(struct loading *l, struct fault *why)
{
    struct load *loads;
    size_t count;
    TRY(store_loads(l->store, l->arena, &loads, &count, why));
    for (size_t i = 0; i < count; i++) {
        bool synthetic = str_equal(loads[i].attribution, STR(NATIONAL_SYNTHETIC "."));
        l->holds_synthetic = l->holds_synthetic || (!loads[i].undone && synthetic);
        l->holds_published = l->holds_published || (!loads[i].undone && !synthetic);
    }
    return OK;
}

static status load_files(struct loading *l, const struct named_files *files,
                         struct fault *why)
{
    status st = OK;
    for (size_t i = 0; i < files->count && !st; i++) {
        struct arena *a = arena_new(FILE_MEMORY);
        st = load_file(l, a, &files->at[i], why);
        progress_add(&l->bar, files->at[i].size);
        arena_free(a);
    }
    progress_clear(&l->bar);
    if (!st && l->first.code) {
        *why = l->first;
        return l->first.code;
    }
    return st;
}

static status find_format(struct arena *a, struct str id,
                          const struct national_format **out, struct fault *why)
{
    if (str_is_empty(id))
        return OK;
    *out = national_format(id);
    if (*out)
        return OK;
    struct buf list = buf_new(a, 64 * KIB);
    for (size_t i = 0; i < national_format_count; i++)
        buf_format(&list, "%s%s", i ? ", " : "", national_formats[i]->id);
    struct str ids = buf_text(&list);
    return fault_set(why, ERR_USAGE, "there is no format '%.*s'; there are %.*s",
                     STR_ARG(id), STR_ARG(ids));
}

static uint64_t total_size(const struct named_files *files)
{
    uint64_t total = 0;
    for (size_t i = 0; i < files->count; i++)
        total += files->at[i].size;
    return total;
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct loading l = {.arena = a, .args = args, .quiet = args_flag(args, "quiet")};
    struct named_files files;
    struct str db = args_value(args, "db");
    if (args->word_count == 0)
        return fault_set(why, ERR_USAGE, "name at least one file or folder to load");
    TRY(find_format(a, args_value(args, "as"), &l.format, why));
    TRY(files_named(a, args->words, args->word_count, &files, why));
    TRY(registry_shipped(a, &l.registry, why));
    TRY(store_open(db.len ? db : STR("assay.db"), STORE_WRITE, &l.store, why));
    l.bar = progress_new(total_size(&files), l.quiet);
    status st = look_at_store(&l, why);
    if (!st)
        st = load_files(&l, &files, why);
    store_close(l.store);
    *ending = l.findings ? ENDING_FINDINGS : ENDING_DONE;
    return st;
}

const struct verb verb_load = {&usage, run};
