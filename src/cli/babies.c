/* assay babies: what would happen to 100 babies born in an area today at today's rates.
 */
#include "base/os.h"
#include "cli/england.h"
#include "profile/picture.h"
#include "publish/babies_page.h"
#include "publish/render.h"

static const struct option options[] = {
    {"area", "AREA", false, "an authority's name, alias or code"},
    {"scenario", "NAME=VALUE", true,
     "STAGE=RATE, STAGE=neighbours|england|best-quarter, or one of these three for all "
     "stages; several with commas; may be repeated"},
    {"at", "DATE", false, "rates of periods that had ended by then; default: the latest"},
    {"runs", "N", false, "groups of 100 babies to draw; default 2000"},
    {"seed", "N", false, "of the draws; default 1"},
    AVERAGE_OPTIONS,
    {"format", "text|json|html", false, "default text"},
    ENGLAND_OPTIONS};
static const struct usage usage = {
    .verb = "babies",
    .synopsis = "babies --area A [--scenario NAME=VALUE]… [--at DATE] [--db FILE]\n"
                "               [--runs N] [--seed N] [--average mean|median]\n"
                "               [--model YEAR] [--format text|json|html]",
    .what = "Says what today's rates would mean for 100 babies; not a forecast.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example =
        "  assay babies --area Knowsley --db england.db\n"
        "  assay babies --area Knowsley --scenario plan=40 --scenario neighbours\n"};

enum { RUNS_LEAST = 100, RUNS_MOST = 20000 };

static status read_whole(const struct args *args, const char *name, uint64_t otherwise,
                         uint64_t *out, struct fault *why)
{
    struct str text = args_value(args, name);
    uint64_t n = 0;
    *out = otherwise;
    if (text.len == 0)
        return OK;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(unsigned char)text.at[i] - '0';
        if (digit > 9 || n > ((uint64_t)INT64_MAX - digit) / 10)
            return fault_set(why, ERR_USAGE, "--%s '%.*s': expected a whole number", name,
                             STR_ARG(text));
        n = n * 10 + digit;
    }
    *out = n;
    return OK;
}

/* Of an authority that has ended: its last day, unless another was asked for. */
static status read_options(const struct args *args, const struct england *england,
                           uint32_t area, struct babies_options *out, struct fault *why)
{
    struct str at = args_value(args, "at");
    uint64_t runs;
    TRY(read_whole(args, "runs", 2000, &runs, why));
    TRY(read_whole(args, "seed", 1, &out->seed, why));
    if (runs < RUNS_LEAST || runs > RUNS_MOST)
        return fault_set(why, ERR_USAGE, "--runs: expected %d to %d", RUNS_LEAST,
                         RUNS_MOST);
    out->runs = (size_t)runs;
    TRY(england_average(args_value(args, "average"), &out->benchmark.average, why));
    TRY(england_model(england->source.cube, args_value(args, "model"),
                      &out->benchmark.model, why));
    out->at =
        picture_day(&england->source.cube->areas[area], survey_latest(&england->source));
    if (at.len && !date_parse(at, &out->at))
        return fault_set(why, ERR_USAGE, "--at '%.*s': expected a date as YYYY-MM-DD",
                         STR_ARG(at));
    if (date_is_none(out->at))
        return fault_set(why, ERR_USAGE, "the store holds nothing; see 'assay loads'");
    return OK;
}

static status read_scenarios(struct arena *a, const struct args *args,
                             const struct babies_ground *ground,
                             struct babies_asked *asked, struct fault *why)
{
    size_t count;
    struct str *texts = args_values(a, args, "scenario", &count);
    if (count > BABIES_SCENARIOS)
        return fault_set(why, ERR_USAGE, "--scenario: at most %d of them",
                         BABIES_SCENARIOS);
    struct babies_scenario *scenarios = arena_make(a, struct babies_scenario, count);
    for (size_t i = 0; i < count; i++)
        TRY(babies_scenario_read(a, ground, texts[i], &scenarios[i], why));
    asked->scenarios = scenarios;
    asked->scenario_count = count;
    return OK;
}

static void write_json(struct arena *a, const struct babies *babies, struct buf *out)
{
    (void)a;
    babies_json(babies, out);
}

static void write_text(struct arena *a, const struct babies *babies, struct buf *out)
{
    render_text(babies_page(a, babies), out);
}

static void write_html(struct arena *a, const struct babies *babies, struct buf *out)
{
    render_html(babies_page(a, babies), out);
}

static const struct {
    const char *name;
    void (*write)(struct arena *a, const struct babies *babies, struct buf *out);
} forms[] = {{"text", write_text}, {"json", write_json}, {"html", write_html}};
enum { FORM_COUNT = sizeof forms / sizeof *forms };

static status read_form(struct str text, size_t *out, struct fault *why)
{
    for (*out = 0; *out < FORM_COUNT; (*out)++) {
        if (text.len == 0 || str_equal(text, str_of(forms[*out].name)))
            return OK;
    }
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, json or html",
                     STR_ARG(text));
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct england england;
    struct babies_options o = {.runs = 0};
    struct babies_asked asked = {.area = 0};
    size_t form;
    TRY(read_form(args_value(args, "format"), &form, why));
    if (args_value(args, "area").len == 0)
        return fault_set(why, ERR_USAGE, "name an authority with --area");
    TRY(england_read(a, args, &england, why));
    TRY(england_area(a, england.source.cube, args_value(args, "area"), &asked.area, why));
    TRY(read_options(args, &england, asked.area, &o, why));
    const struct babies_ground *ground = babies_ground_new(a, &england.source, &o);
    TRY(read_scenarios(a, args, ground, &asked, why));
    struct buf out = buf_new(a, 32 * MIB);
    forms[form].write(a, babies_of(a, ground, &asked), &out);
    TRY(buf_status(&out, why));
    *ending = ENDING_DONE;
    return os_print(buf_text(&out), why);
}

const struct verb verb_babies = {&usage, run};
