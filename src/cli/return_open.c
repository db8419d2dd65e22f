/* The return that a command line names. */
#include "base/os.h"
#include "cli/files.h"
#include "cli/returns.h"
#include "records/authorities.h"

status returns_kind(const struct args *args, enum return_kind *kind, int *year,
                    struct fault *why)
{
    struct str said = args_value(args, "kind"), text = args_value(args, "year");
    int number = 0;
    *kind = str_equal(said, STR("cin")) ? RETURN_CIN : RETURN_903;
    if (*kind == RETURN_903 && !str_equal(said, STR("903")))
        return fault_set(why, ERR_USAGE, "--kind: expected 903 or cin");
    for (size_t i = 0; i < text.len && number < 10000; i++)
        number = text.at[i] >= '0' && text.at[i] <= '9' ? number * 10 + text.at[i] - '0'
                                                        : 10000;
    if (number < YEAR_FIRST || number > YEAR_LAST)
        return fault_set(why, ERR_USAGE,
                         "--year: expected the year in which the collection ends, %d to "
                         "%d",
                         YEAR_FIRST, YEAR_LAST);
    if (*kind == RETURN_CIN && number > CENSUS_LAST)
        return fault_set(
            why, ERR_USAGE,
            "--kind cin --year %d: the rules of that census are not known to "
            "this version of Assay; it has those of %d to %d",
            number, YEAR_FIRST, CENSUS_LAST);
    *year = number;
    return OK;
}

/* ---- Files */

struct gathering_files {
    struct arena *arena;
    struct given_file *at;
    size_t count, capacity;
};

static void add_files(struct gathering_files *files, const struct named_files *named,
                      bool last)
{
    for (size_t i = 0; i < named->count; i++) {
        if (files->count == files->capacity)
            files->at = arena_grow(files->arena, struct given_file, files->at,
                                   files->count, &files->capacity);
        files->at[files->count++] =
            (struct given_file){named->at[i].path, last, named->at[i].in_folder};
    }
}

/* A year beside itself would differ in nothing: every check of change would pass. */
static status check_apart(const struct named_files *now, const struct named_files *last,
                          struct fault *why)
{
    for (size_t i = 0; i < now->count; i++)
        for (size_t k = 0; k < last->count; k++)
            if (now->at[i].device == last->at[k].device &&
                now->at[i].number == last->at[k].number)
                return fault_at(why, ERR_USAGE, last->at[k].path, 0, 0,
                                "this file is given as this year's and as last year's; "
                                "--last is the return of the year before");
    return OK;
}

status returns_files(struct arena *a, const struct args *args, struct given_files *out,
                     struct fault *why)
{
    struct gathering_files files = {.arena = a};
    struct named_files now, before;
    size_t count;
    const struct str *last = args_values(a, args, "last", &count);
    if (args->word_count < 2)
        return fault_set(why, ERR_USAGE, "no return was named; give its files or folder");
    TRY(files_named(a, args->words + 1, args->word_count - 1, &now, why));
    if (now.count == 0)
        return fault_set(why, ERR_FORMAT,
                         "no file is in the folder that was named as the return");
    TRY(files_named(a, last, count, &before, why));
    TRY(check_apart(&now, &before, why));
    add_files(&files, &now, false);
    add_files(&files, &before, true);
    *out = (struct given_files){files.at, files.count};
    return OK;
}

/* ---- The whole */

static status set_authority(const struct args *args, struct return_about *about,
                            struct fault *why)
{
    struct str said = args_value(args, "authority");
    if (said.len == 0)
        return OK;
    const struct authority_code *code = authority_of(said);
    if (!code)
        return fault_set(why, ERR_USAGE,
                         "--authority '%.*s': expected the ONS code or the three-digit "
                         "number of an authority in England",
                         STR_ARG(said));
    about->authority = str_of(code->ons);
    about->lea = str_of(code->number);
    return OK;
}

/* Files set aside before, and rows that the first pass could not read. */
static void join_unread(struct arena *a, struct returned *r)
{
    size_t count;
    const struct unread *rows = group_unread(r->group, &count);
    size_t files = r->files.unread_count;
    r->unread = arena_make(a, struct unread, files + count);
    for (size_t i = 0; i < files; i++)
        r->unread[i] = r->files.unread[i];
    for (size_t i = 0; i < count; i++)
        r->unread[files + i] = rows[i];
    r->source.unread = r->unread;
    r->source.unread_count = files + count;
}

/* Of the year in out->about. */
static status open_census(struct arena *a, const struct args *args,
                          struct given_files files, struct returned *out,
                          struct fault *why)
{
    static const char *const others[] = {"providers", "postcodes"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (args_value(args, others[i]).len)
            return fault_set(why, ERR_USAGE, "--%s: no check of the census looks at it",
                             others[i]);
    TRY(return_cin_open(a, out->about.year, files, &out->census, why));
    out->about = out->census.about;
    TRY(set_authority(args, &out->about, why));
    out->source = return_cin_source(&out->census);
    return OK;
}

status returns_open(struct arena *a, const struct args *args, struct returned *out,
                    struct fault *why)
{
    enum return_kind kind = RETURN_903;
    int year = 0;
    struct given_files files = {0};
    size_t count;
    TRY(returns_kind(args, &kind, &year, why));
    TRY(returns_files(a, args, &files, why));
    out->about.year = year;
    if (kind == RETURN_CIN)
        return open_census(a, args, files, out, why);
    TRY(return_903_open(a, year, files, &out->files, why));
    if (args_value(args, "last").len && !out->files.about.has_any_last)
        return fault_set(
            why, ERR_FORMAT,
            "--last: no file of last year's return was given; its tables are "
            "recognised by their columns (docs/returns.md)");
    for (size_t i = 0; i < out->files.file_count; i++)
        out->files.files[i].as_written = out->as_written;
    out->about = out->files.about;
    TRY(set_authority(args, &out->about, why));
    TRY(returns_postcodes(a, args_value(args, "postcodes"), out, why));
    const struct str *lists = args_values(a, args, "providers", &count);
    TRY(returns_providers(a, lists, count, out, why));
    struct group_files rows = {out->files.files, out->files.file_count, GROUP_BUDGET};
    TRY(group_new(&rows, &out->about, &out->group, why));
    out->source = group_source(out->group);
    join_unread(a, out);
    return OK;
}

void returns_close(struct returned *r)
{
    group_free(r->group);
    return_903_close(&r->files);
    return_cin_close(&r->census);
    os_unmap(r->mapped);
}
