/* assay associate: of every measure, whether what was known of it before inspections went
 * with the grades that followed. */
#include <assert.h>

#include "base/os.h"
#include "cli/england.h"
#include "cli/source.h"
#include "publish/associate_page.h"
#include "publish/render.h"

static const struct option options[] = {
    {"framework", "ID|FILE", false, "whose inspections: a regime, its family, or a file"},
    {"judgement", "PATH", false, "the judgement whose grades are taken; default overall"},
    {"lag", "MONTHS", false, "a figure is known so long after its period; default 12"},
    {"age", "MONTHS", false, "and no longer looked at after; default 36"},
    {"least", "N", false, "inspections a measure needs a figure for; default 60"},
    {"control", "ID", false,
     "the measure whose standing is taken out; default Ever6_FSM_Prim"},
    {"draws", "N", false, "permutations; default 10000"},
    {"seed", "N", false, "of the draws; default 1"},
    {"top", "N", false, "how many measures to list; default 20; JSON has all"},
    {"all", NULL, false, "list every measure"},
    {"format", "text|json|html", false, "default text"},
    {"json", NULL, false, "the same as --format json"},
    ENGLAND_OPTIONS};
static const struct usage usage = {
    .verb = "associate",
    .synopsis =
        "associate --framework ID|FILE [--judgement PATH] [--db FILE]\n"
        "                  [--lag MONTHS] [--age MONTHS] [--least N] [--control ID]\n"
        "                  [--draws N] [--seed N] [--top N | --all]\n"
        "                  [--format text|json|html]",
    .what = "Sets what was known of each measure before inspections beside their grades.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example =
        "  assay associate --framework ilacs-2018 --db england.db\n"
        "  assay associate --framework ilacs-2018 --judgement leaders --db england.db\n"};

enum { DRAWS_LEAST = 100, DRAWS_MOST = 100000, MONTHS_MOST = 240 };

struct asking {
    struct arena *arena;
    const struct args *args;
    struct registry registry;
    const struct plan *plan;
    struct associate_options options;
    size_t top;
    struct str format;
};

/* ---- What is asked for */

static const struct {
    const char *name;
    uint64_t otherwise, least, most;
} numbers[] = {{"lag", 12, 0, MONTHS_MOST}, {"age", 36, 0, MONTHS_MOST},
               {"least", 60, 3, 100000},    {"draws", 10000, DRAWS_LEAST, DRAWS_MOST},
               {"seed", 1, 0, INT64_MAX},   {"top", 20, 0, 100000}};
enum { LAG, AGE, LEAST, DRAWS, SEED, TOP, NUMBER_COUNT };

static bool read_whole(struct str text, uint64_t most, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(unsigned char)text.at[i] - '0';
        if (digit > 9 || n > (most - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *out = n;
    return text.len > 0;
}

static status read_numbers(const struct args *args, uint64_t *out, struct fault *why)
{
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        struct str text = args_value(args, numbers[i].name);
        out[i] = numbers[i].otherwise;
        bool good = !text.len || read_whole(text, numbers[i].most, &out[i]);
        if (!good || out[i] < numbers[i].least)
            return fault_set(
                why, ERR_USAGE, "--%s '%.*s': expected a whole number from %llu to %llu",
                numbers[i].name, STR_ARG(text), (unsigned long long)numbers[i].least,
                (unsigned long long)numbers[i].most);
    }
    if (out[AGE] < out[LAG])
        return fault_set(why, ERR_USAGE,
                         "--age %llu is less than --lag %llu: no figure can be both",
                         (unsigned long long)out[AGE], (unsigned long long)out[LAG]);
    return OK;
}

static status read_options(struct asking *q, struct fault *why)
{
    uint64_t n[NUMBER_COUNT] = {0};
    TRY(read_numbers(q->args, n, why));
    /* Inspections of so few authorities that each was inspected often say little. */
    size_t least_authorities = (size_t)n[LEAST] * 2 / 3;
    q->options = (struct associate_options){
        .before = {.lag_months = (int)n[LAG], .age_months = (int)n[AGE]},
        .least_inspections = (size_t)n[LEAST],
        .least_authorities = least_authorities,
        .draws = (size_t)n[DRAWS],
        .seed = n[SEED],
        .control = args_value(q->args, "control")};
    q->top = args_flag(q->args, "all") ? SIZE_MAX : (size_t)n[TOP];
    if (args_flag(q->args, "all") && args_value(q->args, "top").len)
        return fault_set(why, ERR_USAGE, "--all and --top exclude each other");
    return OK;
}

static status read_format(struct asking *q, struct fault *why)
{
    static const char *const formats[] = {"text", "json", "html"};
    struct str text = args_value(q->args, "format");
    if (args_flag(q->args, "json") && text.len && !str_equal(text, STR("json")))
        return fault_set(why, ERR_USAGE, "--json and --format %.*s exclude each other",
                         STR_ARG(text));
    q->format = args_flag(q->args, "json") ? STR("json") : text.len ? text : STR("text");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (str_equal(q->format, str_of(formats[i])))
            return OK;
    }
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, json or html",
                     STR_ARG(text));
}

/* ---- The judgement */

static struct str graded_judgements(struct arena *a, const struct regime *regime)
{
    struct buf out = buf_new(a, 8 * KIB);
    for (size_t i = 0; i < regime->judgement_count; i++) {
        if (!regime->judgements[i].scale)
            continue;
        buf_format(&out, "%s%.*s", out.len ? ", " : "",
                   STR_ARG(regime->judgements[i].id));
    }
    return buf_text(&out);
}

static status read_judgement(struct asking *q, struct fault *why)
{
    struct str framework = args_value(q->args, "framework");
    struct str path = args_value(q->args, "judgement");
    if (framework.len == 0)
        return fault_set(why, ERR_USAGE,
                         "--framework is missing; 'assay frameworks' "
                         "lists them");
    TRY(source_framework(q->arena, framework, DATE_NONE, &q->registry, &q->plan, why));
    struct before_options *before = &q->options.before;
    before->regimes = &q->registry.regimes;
    before->regime = &q->plan->regime;
    if (path.len == 0)
        path = STR("overall");
    before->judgement = regime_judgement(before->regime, path);
    if (before->judgement && before->judgement->scale)
        return OK;
    return fault_set(why, ERR_USAGE,
                     "%.*s grades no judgement '%.*s'; name one with --judgement: %.*s",
                     STR_ARG(before->regime->id), STR_ARG(path),
                     STR_ARG(graded_judgements(q->arena, before->regime)));
}

/* ---- The control */

/* Without --control the usual one, where it is loaded; one that is named must be. */
static status find_control(struct asking *q, const struct cube *cube, struct fault *why)
{
    struct str *control = &q->options.control;
    bool named = control->len > 0;
    if (!named)
        *control = STR("Ever6_FSM_Prim");
    if (cube_measure(cube, *control))
        return OK;
    if (named)
        return fault_set(why, ERR_USAGE, "--control '%.*s': no such measure is loaded",
                         STR_ARG(*control));
    *control = STR("");
    return OK;
}

static status check_inspections(const struct asking *q, const struct associate *result,
                                struct fault *why)
{
    assert(q->options.before.judgement);
    if (result->before->count)
        return OK;
    return fault_set(why, ERR_USAGE,
                     "the store has no inspection of %.*s with a grade for '%.*s' and "
                     "a starting day; see 'assay loads'",
                     STR_ARG(q->plan->regime.id),
                     STR_ARG(q->options.before.judgement->id));
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct asking q = {.arena = a, .args = args};
    struct england england;
    TRY(read_options(&q, why));
    TRY(read_format(&q, why));
    TRY(read_judgement(&q, why));
    TRY(england_read(a, args, &england, why));
    TRY(find_control(&q, england.source.cube, why));
    const struct associate *result = associate_build(a, &england.source, &q.options);
    TRY(check_inspections(&q, result, why));
    struct associate_said said = {result, &england.source, q.plan};
    struct buf out = buf_new(a, 64 * MIB);
    if (str_equal(q.format, STR("json")))
        associate_json(a, &said, &out);
    else if (str_equal(q.format, STR("html")))
        render_html(associate_page(a, &said, q.top), &out);
    else
        render_text(associate_page(a, &said, q.top), &out);
    TRY(buf_status(&out, why));
    *ending = ENDING_DONE;
    return os_print(buf_text(&out), why);
}

const struct verb verb_associate = {&usage, run};
