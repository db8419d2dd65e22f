/* assay synth: files of a nation that does not exist, and returns about children who do
 * not, for where the real ones are absent. */
#include "base/os.h"
#include "cli/synth_returns.h"
#include "synth/nation.h"

static const struct option options[] = {
    {"areas", "N", false, "of a nation: authorities, 10 to 5000; default 153"},
    {"children", "N", false, "of a return: children; default 1000"},
    {"year", "YYYY", false, "of a return: the collection that ends on 31 March of it"},
    {"last", NULL, false, "last year's return too"},
    {"damage", "PERCENT", false, "known faults in so many children of 100"},
    {"authority", "CODE", false, "who makes the return; default 420"},
    {"format", "csv|xml", false, "of the 903; default csv"},
    {"seed", "N", false, "another number, other data; default 1"},
    {"out", "DIR", false, "the folder to write to; it is made"},
    {"quiet", NULL, false, "print nothing but what went wrong"}};
static const struct usage usage = {
    .verb = "synth",
    .synopsis = "synth nation [--areas N] [--seed N] --out DIR\n"
                "       assay synth 903 [--children N] [--year YYYY] [--seed N] [--last] "
                "[--format csv|xml]\n"
                "           [--damage PERCENT] [--authority CODE] --out DIR\n"
                "       assay synth cin [--children N] [--year YYYY] [--seed N] "
                "[--damage PERCENT]\n"
                "           [--authority CODE] --out DIR",
    .what = "Writes a synthetic nation as files that `assay load` reads, or a made-up "
            "return that\n`assay return` reads.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay synth nation --out build/nation\n"
               "  assay load --db build/nation.db build/nation\n"
               "  assay synth 903 --children 5000 --year 2026 --last --out build/made\n"};

status synth_whole(const struct args *args, const char *name, uint64_t usual,
                   uint64_t *out, struct fault *why)
{
    struct str text = args_value(args, name);
    uint64_t n = 0;
    bool digits = text.len <= 18;
    *out = usual;
    if (str_is_empty(text))
        return OK;
    for (size_t i = 0; digits && i < text.len; i++) {
        digits = text.at[i] >= '0' && text.at[i] <= '9';
        n = n * 10 + (uint64_t)(text.at[i] - '0');
    }
    if (!digits)
        return fault_set(why, ERR_USAGE, "--%s '%.*s': expected a whole number", name,
                         STR_ARG(text));
    *out = n;
    return OK;
}

/* ---- A nation */

static status read_nation(const struct args *args, struct nation_options *out,
                          struct fault *why)
{
    uint64_t areas, seed;
    if (str_is_empty(args_value(args, "out")))
        return fault_set(why, ERR_USAGE, "--out DIR is needed: the folder to write to");
    TRY(synth_whole(args, "areas", NATION_AREAS_USUAL, &areas, why));
    TRY(synth_whole(args, "seed", 1, &seed, why));
    if (areas < NATION_AREAS_LEAST || areas > NATION_AREAS_MOST)
        return fault_set(why, ERR_USAGE, "--areas %llu: expected %d to %d",
                         (unsigned long long)areas, NATION_AREAS_LEAST,
                         NATION_AREAS_MOST);
    *out = (struct nation_options){(size_t)areas, seed};
    return OK;
}

static status synth_nation(struct arena *a, const struct args *args, struct fault *why)
{
    struct nation_options nation = {0};
    struct str folder = args_value(args, "out");
    uint64_t written;
    TRY(read_nation(args, &nation, why));
    TRY(nation_write(nation, folder, &written, why));
    if (args_flag(args, "quiet"))
        return OK;
    struct str line = arena_format(
        a, "%.*s: %zu files, %.1f MB: %zu areas that do not exist, seed %llu\n",
        STR_ARG(folder), nation_file_count(), (double)written / 1e6, nation.areas,
        (unsigned long long)nation.seed);
    return os_print(line, why);
}

/* ---- The verb */

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    static const struct {
        const char *name;
        status (*run)(struct arena *a, const struct args *args, struct fault *why);
        const char *takes; /* options, of those that the verb has */
    } things[] = {
        {"nation", synth_nation, "areas seed out quiet"},
        {"903", synth_903, "children year last damage authority format seed out quiet"},
        {"cin", synth_cin, "children year damage authority seed out quiet"}};
    struct str name = args->word_count == 1 ? args->words[0] : STR("");
    *ending = ENDING_DONE;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (str_equal(name, str_of(things[i].name))) {
            TRY(args_only(args, things[i].takes, why));
            return things[i].run(a, args, why);
        }
    return fault_set(why, ERR_USAGE,
                     "say what to make: 'assay synth nation', 'assay "
                     "synth 903' or 'assay synth cin'");
}

const struct verb verb_synth = {&usage, run};
