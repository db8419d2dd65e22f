/* assay check FILE…: compiles framework files and prints every error and warning. */
#include "base/os.h"
#include "cli/source.h"

static const struct usage usage = {
    .verb = "check",
    .synopsis = "check FILE.framework…",
    .what = "Compiles framework files and lists every error with its line and column.",
    .example = "  assay check frameworks/annual-rating-2009.framework\n"};

static status read_files(struct arena *a, const struct args *args,
                         struct framework_source **out, struct fault *why)
{
    struct framework_source *files =
        arena_make(a, struct framework_source, args->word_count);
    for (size_t i = 0; i < args->word_count; i++) {
        files[i].file = args->words[i];
        TRY(os_read_file(a, args->words[i], 64 * MIB, &files[i].text, why));
    }
    *out = files;
    return OK;
}

static status report(struct arena *a, const struct args *args, const struct plan **plans,
                     const struct complaints *complaints, struct fault *why)
{
    struct buf out = buf_new(a, 64 * MIB);
    for (size_t i = 0; i < complaints->count; i++) {
        struct str line = complaint_line(a, &complaints->at[i]);
        buf_format(&out, "%.*s\n", STR_ARG(line));
    }
    for (size_t i = 0; i < args->word_count; i++) {
        if (plans[i])
            buf_format(&out, "%.*s: %.*s compiles: %zu judgements, %zu rules\n",
                       STR_ARG(args->words[i]), STR_ARG(plans[i]->regime.id),
                       plans[i]->judgement_count, plans[i]->regime.rule_count);
    }
    size_t warnings = complaints->count - complaints->errors;
    buf_format(&out, "%zu error%s, %zu warning%s\n", complaints->errors,
               complaints->errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    if (args->word_count == 0)
        return fault_set(why, ERR_USAGE, "name at least one framework file to check");
    struct registry registry;
    struct framework_source *files;
    TRY(registry_shipped(a, &registry, why));
    TRY(read_files(a, args, &files, why));
    const struct plan **plans = arena_make(a, const struct plan *, args->word_count);
    struct complaints complaints = {.arena = a};
    framework_compile(a, files, args->word_count, &registry, plans, &complaints);
    *ending = complaints.errors ? ENDING_FINDINGS : ENDING_DONE;
    return report(a, args, plans, &complaints, why);
}

const struct verb verb_check = {&usage, run};
