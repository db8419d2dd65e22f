/* assay check FILE…: compiles framework files and prints every error and warning. */
#include "base/json.h"
#include "base/os.h"
#include "cli/source.h"

static const struct option options[] = {
    {"json", NULL, false, "one JSON object"},
    {"quiet", NULL, false, "errors and warnings alone"}};
static const struct usage usage = {
    .verb = "check",
    .synopsis = "check FILE.framework… [--json] [--quiet]",
    .what = "Compiles framework files and lists every error with its line and column.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
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

static void say(struct arena *a, const struct args *args, const struct plan **plans,
                const struct complaints *complaints, struct buf *out)
{
    for (size_t i = 0; i < complaints->count; i++) {
        struct str line = complaint_line(a, &complaints->at[i]);
        buf_format(out, "%.*s\n", STR_ARG(line));
    }
    if (args_flag(args, "quiet"))
        return;
    for (size_t i = 0; i < args->word_count; i++) {
        if (plans[i])
            buf_format(out, "%.*s: %.*s compiles: %zu judgements, %zu rules\n",
                       STR_ARG(args->words[i]), STR_ARG(plans[i]->regime.id),
                       plans[i]->judgement_count, plans[i]->regime.rule_count);
    }
    size_t warnings = complaints->count - complaints->errors;
    buf_format(out, "%zu error%s, %zu warning%s\n", complaints->errors,
               complaints->errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
}

static void put_complaint(struct json *j, const struct complaint *complaint)
{
    bool error = complaint->severity == SEVERITY_ERROR;
    json_object(j);
    json_put_text(j, "severity", error ? STR("error") : STR("warning"));
    json_put_text(j, "file", complaint->file);
    json_put_integer(j, "line", complaint->place.line);
    json_put_integer(j, "column", complaint->place.column);
    json_put_text(j, "text", complaint->text);
    json_end_object(j);
}

static void put_json(const struct args *args, const struct plan **plans,
                     const struct complaints *complaints, struct buf *out)
{
    struct json j = json_new(out, true);
    json_object(&j);
    json_key(&j, "files");
    json_array(&j);
    for (size_t i = 0; i < args->word_count; i++) {
        json_object(&j);
        json_put_text(&j, "file", args->words[i]);
        json_put_text(&j, "framework", plans[i] ? plans[i]->regime.id : STR(""));
        json_put_bool(&j, "compiles", plans[i] != NULL);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_integer(&j, "errors", (int64_t)complaints->errors);
    json_put_integer(&j, "warnings", (int64_t)(complaints->count - complaints->errors));
    json_key(&j, "complaints");
    json_array(&j);
    for (size_t i = 0; i < complaints->count; i++)
        put_complaint(&j, &complaints->at[i]);
    json_end_array(&j);
    json_end_object(&j);
    buf_char(out, '\n');
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
    struct buf out = buf_new(a, 64 * MIB);
    if (args_flag(args, "json"))
        put_json(args, plans, &complaints, &out);
    else
        say(a, args, plans, &complaints, &out);
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

const struct verb verb_check = {&usage, run};
