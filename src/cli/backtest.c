/* assay backtest: how far a framework's rules agree with what inspections published. */
#include "base/os.h"
#include "cli/england.h"
#include "cli/source.h"
#include "profile/extract.h"
#include "publish/backtest_page.h"
#include "publish/render.h"

static const struct option options[] = {
    {"framework", "ID|FILE", false,
     "a shipped regime, its family, or a framework file; it is run on every inspection"},
    {"rival", "ID|FILE", true,
     "another framework to lay beside it on the same inspections"},
    {"judgement", "PATH", false, "what is compared; default the overall grade"},
    {"split", "DATE", false,
     "divides the inspections in two parts; default the 1 January in their middle"},
    {"at", "DATE", false,
     "the day of a coverage report; default the framework's last day"},
    ENGLAND_OPTIONS,
    {"format", "text|json|html", false, "default text"},
    {"json", NULL, false, "the same as --format json"}};
static const struct usage usage = {
    .verb = "backtest",
    .synopsis = "backtest --framework ID|FILE [--rival ID|FILE]… [--judgement PATH]\n"
                "                 [--split DATE] [--at DATE] [--db FILE]\n"
                "                 [--format text|json|html]",
    .what = "Lays what the rules compute from an inspection's parts beside its published "
            "grade; where there is nothing to compare, says what evidence is held.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay backtest --framework ilacs-2018 --db england.db\n"
               "  assay backtest --framework annual-assessment-2010 --db england.db\n"};

struct backtesting {
    struct arena *arena;
    const struct args *args;
    struct england england;
    struct str judgement;
    date at, split;
    struct registry registry; /* of the framework asked about */
    struct backtest_report report;
};

/* ---- Running one framework */

/* The evidence points into the registry, which must stay where it is. */
static struct backtest *run_plan(struct backtesting *t, const struct registry *registry,
                                 const struct plan *plan,
                                 const struct judgement *judgement)
{
    const struct cube *cube = t->england.source.cube;
    struct extract_options how = {.regimes = &registry->regimes, .events_only = true};
    struct backtest *b = backtest_new(t->arena, plan, judgement);
    for (uint32_t i = 0; i < cube->area_count; i++) {
        if (!cube->areas[i].is_authority)
            continue;
        const struct evidence *evidence =
            extract_area(t->arena, &t->england.source, i, &how);
        backtest_area(b, evidence, &evidence->areas[0]);
    }
    return b;
}

static status no_judgement(const struct backtesting *t, const struct plan *plan,
                           struct fault *why)
{
    return fault_set(why, ERR_USAGE,
                     "%.*s has no judgement '%.*s' that is both entered and computed; "
                     "'assay frameworks %.*s' lists them",
                     STR_ARG(plan->regime.id), STR_ARG(t->judgement),
                     STR_ARG(plan->regime.id));
}

static status run_framework(struct backtesting *t, struct fault *why)
{
    struct backtest_report *r = &t->report;
    r->named = args_value(t->args, "framework");
    if (!r->named.len)
        return fault_set(why, ERR_USAGE,
                         "name the framework: --framework ID or FILE; 'assay frameworks' "
                         "lists them");
    TRY(source_framework(t->arena, r->named, t->at, &t->registry, &r->plan, why));
    const struct judgement *judgement = backtest_judgement(r->plan, t->judgement);
    if (!judgement)
        return t->judgement.len ? no_judgement(t, r->plan, why) : OK;
    r->of = run_plan(t, &t->registry, r->plan, judgement);
    r->tally = backtest_count(t->arena, r->of);
    return OK;
}

static status run_rival(struct backtesting *t, struct str name,
                        struct backtest_rival *out, struct fault *why)
{
    struct registry *registry = arena_make(t->arena, struct registry, 1);
    const struct plan *plan;
    TRY(source_framework(t->arena, name, t->at, registry, &plan, why));
    const struct judgement *judgement = backtest_judgement(plan, t->judgement);
    if (!judgement)
        return no_judgement(t, plan, why);
    const struct backtest *b = run_plan(t, registry, plan, judgement);
    *out = (struct backtest_rival){.named = name,
                                   .of = b,
                                   .tally = backtest_count(t->arena, b),
                                   .pair = backtest_compare(t->report.of, b)};
    return OK;
}

static status run_rivals(struct backtesting *t, struct fault *why)
{
    struct backtest_report *r = &t->report;
    size_t count;
    struct str *names = args_values(t->arena, t->args, "rival", &count);
    struct backtest_rival *rivals = arena_make(t->arena, struct backtest_rival, count);
    r->split = date_is_none(t->split) ? backtest_middle(r->of) : t->split;
    for (size_t i = 0; i < count; i++)
        TRY(run_rival(t, names[i], &rivals[i], why));
    for (size_t i = 0; i < count && !date_is_none(r->split); i++)
        backtest_halves(rivals[i].of, r->split, rivals[i].half);
    if (!date_is_none(r->split))
        backtest_halves(r->of, r->split, r->half);
    r->rivals = rivals;
    r->rival_count = count;
    return OK;
}

/* ---- What is held */

static void cover(struct backtesting *t)
{
    struct backtest_report *r = &t->report;
    date at = date_is_none(t->at) ? r->plan->regime.valid_to : t->at;
    r->coverage =
        backtest_cover(t->arena, r->plan, &t->england.source, &t->registry.regimes, at);
}

/* The loads that events came from; a coverage report stands on all that is loaded. */
static bool *loads_used(const struct backtesting *t)
{
    const struct survey_source *source = &t->england.source;
    size_t loads = source->cube->load_count, at = 0;
    bool *used = arena_make(t->arena, bool, loads);
    for (size_t i = 0; i < loads; i++)
        used[i] = t->report.coverage != NULL;
    for (size_t i = 0; i < source->facts->events_count; i++) {
        int64_t load = source->facts->events[i].load;
        for (at = 0; at < loads && source->load_ids[at] != load;)
            at++;
        if (at < loads)
            used[at] = true;
    }
    return used;
}

static struct str attribution_of(const struct backtesting *t)
{
    const struct cube *cube = t->england.source.cube;
    const bool *used = loads_used(t);
    struct buf out = buf_new(t->arena, 64 * KIB);
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool again = said.len == 0 || !used[i];
        for (size_t k = 0; k < i && !again; k++)
            again = used[k] && str_equal(cube->loads[k].attribution, said);
        if (again)
            continue;
        if (out.len)
            buf_char(&out, ' ');
        buf_add(&out, said);
    }
    return buf_text(&out);
}

/* ---- Output */

enum form { FORM_TEXT, FORM_JSON, FORM_HTML };

static status read_form(const struct args *args, enum form *out, struct fault *why)
{
    static const char *const names[] = {"text", "json", "html"};
    struct str text = args_value(args, "format");
    *out = args_flag(args, "json") ? FORM_JSON : FORM_TEXT;
    for (size_t i = 0; text.len && i < sizeof names / sizeof *names; i++) {
        if (!str_equal(text, str_of(names[i])))
            continue;
        if (args_flag(args, "json") && i != FORM_JSON)
            break;
        *out = (enum form)i;
        return OK;
    }
    if (text.len == 0)
        return OK;
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, json or html%s",
                     STR_ARG(text),
                     args_flag(args, "json") ? ", and not --json beside it" : "");
}

static status read_day(const struct args *args, const char *name, date *out,
                       struct fault *why)
{
    struct str text = args_value(args, name);
    *out = DATE_NONE;
    if (text.len && !date_parse(text, out))
        return fault_set(why, ERR_USAGE, "--%s '%.*s': expected a date as YYYY-MM-DD",
                         name, STR_ARG(text));
    return OK;
}

static status print(struct backtesting *t, enum form form, struct fault *why)
{
    struct buf out = buf_new(t->arena, 64 * MIB);
    if (form == FORM_JSON)
        backtest_json(t->arena, &t->report, &out);
    else if (form == FORM_HTML)
        render_html(backtest_page(t->arena, &t->report), &out);
    else
        render_text(backtest_page(t->arena, &t->report), &out);
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct backtesting *t = arena_make(a, struct backtesting, 1);
    enum form form;
    *t = (struct backtesting){
        .arena = a, .args = args, .judgement = args_value(args, "judgement")};
    t->report.split = DATE_NONE;
    TRY(read_form(args, &form, why));
    TRY(read_day(args, "at", &t->at, why));
    TRY(read_day(args, "split", &t->split, why));
    TRY(england_read(a, args, &t->england, why));
    TRY(run_framework(t, why));
    if (t->report.tally && t->report.tally->compared)
        TRY(run_rivals(t, why));
    else
        cover(t);
    t->report.attribution = attribution_of(t);
    *ending = ENDING_DONE;
    return print(t, form, why);
}

const struct verb verb_backtest = {&usage, run};
