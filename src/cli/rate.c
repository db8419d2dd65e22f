/* assay rate: applies a framework to an area's evidence and prints the verdict. */
#include "base/os.h"
#include "cli/source.h"
#include "publish/verdict_json.h"
#include "publish/verdict_text.h"

static const struct option options[] = {
    SOURCE_OPTIONS,
    JUDGING_OPTIONS,
    {"explain", NULL, false, "every step in plain English, with its evidence and basis"},
    {"sensitivity", NULL, false, "every single change that would change a verdict"},
    {"json", NULL, false, "one JSON object an area"},
    {"quiet", NULL, false, "no findings about the evidence on standard error"}};
static const struct usage usage = {
    .verb = "rate",
    .synopsis =
        "rate --framework ID|FILE (--area A | --all) [--at DATE]\n"
        "             (--evidence DIR… | --db FILE)\n"
        "             [--explain] [--sensitivity] [--what-if KEY=VALUE]… [--json]",
    .what = "Applies a regime to an area's evidence: the grade and how it was reached.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay rate --framework annual-rating-2009 --area Knowsley \\\n"
               "             --evidence examples/knowsley-rating-2009 --explain\n"
               "  assay rate --framework annual-rating-2009 --area Knowsley \\\n"
               "             --evidence examples/knowsley-rating-2009 --what-if "
               "new-priority=0\n"
               "  assay rate --framework ilacs-2018 --area Sefton --db england.db\n"};

static void put_area(struct arena *a, const struct source *source,
                     const struct args *args, const struct verdict *verdict,
                     struct buf *out)
{
    struct sensitivity *sensitivity =
        args_flag(args, "sensitivity") ? judge_sensitivity(a, verdict, &source->options)
                                       : NULL;
    if (args_flag(args, "json")) {
        /* One object a line where there may be several; easier on the eye where not. */
        verdict_json(verdict, &source->remarks, sensitivity, !args_flag(args, "all"),
                     out);
        return;
    }
    struct verdict_text_options how = {.explain = args_flag(args, "explain"),
                                       .sensitivity = sensitivity};
    verdict_text(verdict, &how, out);
}

/* Each area in an arena of its own, so that many areas need no more memory than one. */
static status rate_areas(const struct args *args, const struct source *source,
                         struct buf *out, bool *person, struct fault *why)
{
    bool loud = !args_flag(args, "quiet") && !args_flag(args, "json");
    struct arena *a = arena_new(1024 * MIB);
    status st = OK;
    for (size_t i = 0; i < source->area_count && !st; i++) {
        const struct verdict *verdict = source_judge(a, source, i);
        *person = *person || verdict_needs_person(verdict);
        if (loud)
            source_print_remarks(a, &verdict->remarks);
        put_area(a, source, args, verdict, out);
        st = buf_status(out, why);
        arena_reset(a);
    }
    arena_free(a);
    return st;
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct source source;
    TRY(source_open(a, args, &source, why));
    struct buf out = buf_new(a, 512 * MIB);
    bool person = source_needs_person(&source.remarks);
    if (!args_flag(args, "quiet") && !args_flag(args, "json"))
        source_print_remarks(a, &source.remarks);
    TRY(rate_areas(args, &source, &out, &person, why));
    *ending = person ? ENDING_FINDINGS : ENDING_DONE;
    return os_print(buf_text(&out), why);
}

const struct verb verb_rate = {&usage, run};
