/* assay postcodes FILE --out INDEX: the published list of postcodes as a compact index,
 * built once and mapped from then on. */
#include "records/postcodes.h"
#include "base/os.h"
#include "base/os_file.h"
#include "cli/returns.h"
#include "evidence/inflate.h"

static const struct option options[] = {
    {"out", "INDEX", false, "the index to write"},
    {"quiet", NULL, false, "print nothing but what went wrong"}};
static const struct usage usage = {
    .verb = "postcodes",
    .synopsis = "postcodes FILE.csv[.gz] --out INDEX",
    .what = "Builds the compact index of postcodes that `assay return` asks.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay postcodes postcodes.csv.gz --out postcodes.index\n"
               "  assay return check --kind 903 --year 2026 returns --postcodes "
               "postcodes.index\n"};

status postcodes_index(struct arena *a, struct str path, struct str *out,
                       struct fault *why)
{
    struct fault reason = {0};
    struct str bytes;
    TRY(os_read_file(a, path, INFLATE_MOST, &bytes, why));
    status st = OK;
    if (inflate_is_gzip(bytes))
        st = inflate_gzip(a, bytes, &bytes, &reason);
    if (!st)
        st = postcodes_build(a, bytes, out, &reason);
    return st ? fault_at(why, st, path, 0, 0, "%s", reason.text) : OK;
}

/* What is there already may be an index to build anew; anything else is somebody's, and
 * may be the list itself. */
static status check_place(struct str path, struct fault *why)
{
    struct str there = {NULL, 0};
    struct fault none;
    if (!os_exists(path) || os_map(path, &there, &none) != OK)
        return OK;
    bool is_index = postcodes_is_index(there);
    os_unmap(there);
    if (is_index)
        return OK;
    return fault_at(why, ERR_USAGE, path, 0, 0,
                    "this file is there already and is no index of postcodes; it is not "
                    "written over");
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct str path = args_value(args, "out"), index = {0};
    *ending = ENDING_DONE;
    if (args->word_count != 1 || path.len == 0)
        return fault_set(why, ERR_USAGE,
                         "expected one file and where to write: assay postcodes FILE "
                         "--out INDEX");
    TRY(check_place(path, why));
    TRY(postcodes_index(a, args->words[0], &index, why));
    TRY(os_write_file(path, index, why));
    if (args_flag(args, "quiet"))
        return OK;
    return os_print(
        arena_format(a, "%.*s: %.1f MB\n", STR_ARG(path), (double)index.len / 1e6), why);
}

const struct verb verb_postcodes = {&usage, run};
