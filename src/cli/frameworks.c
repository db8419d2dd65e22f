/* assay frameworks [ID]: the regimes shipped, or one regime's judgements, scales and
 * rules. */
#include "base/json.h"
#include "base/os.h"
#include "cli/source.h"

static const struct option options[] = {
    {"json", NULL, false, "one JSON object a regime"},
    {"quiet", NULL, false, "nothing beside the answer; it says no more anyway"}};
static const struct usage usage = {
    .verb = "frameworks",
    .synopsis = "frameworks [ID|FILE] [--json]",
    .what = "Lists the regimes shipped, or one regime's judgements, scales and rules.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay frameworks\n  assay frameworks slac-2010\n"};

static const char *const rule_words[] = {"lower", "cap", "withhold"};

/* --- text
 * -------------------------------------------------------------------------------- */

static void list_regimes(struct arena *a, const struct registry *registry,
                         struct buf *out)
{
    for (size_t i = 0; i < registry->count; i++) {
        const struct plan *plan = registry->plans[i];
        struct str from = date_iso(a, plan->regime.valid_from),
                   to = date_iso(a, plan->regime.valid_to);
        buf_format(out, "%-24.*s %.*s to %.*s  %.*s\n", STR_ARG(plan->regime.id),
                   STR_ARG(from), STR_ARG(to), STR_ARG(plan->regime.title));
    }
}

static void say_scale(const struct scale *scale, struct buf *out)
{
    buf_format(out, "  %.*s (best first)\n", STR_ARG(scale->id));
    for (size_t i = 0; i < scale->count; i++) {
        const struct rung *rung = &scale->rungs[i];
        buf_format(out, "    %.*s  %.*s", STR_ARG(rung->label), STR_ARG(rung->words));
        for (size_t k = 0; k < rung->other_count; k++)
            buf_format(out, " or %.*s", STR_ARG(rung->others[k]));
        buf_char(out, '\n');
    }
}

static void say_judgement(struct arena *a, const struct judgement *j, struct buf *out)
{
    buf_format(out, "  %-44.*s %.*s", STR_ARG(j->path), STR_ARG(j->title));
    if (j->graded)
        buf_format(out, ", on %.*s", STR_ARG(j->scale->id));
    if (j->entered)
        buf_add(out, STR(", entered"));
    if (j->information_only)
        buf_add(out, STR(", for information only"));
    if (!date_is_none(j->from))
        buf_format(out, ", from %.*s", STR_ARG(date_iso(a, j->from)));
    if (!date_is_none(j->until))
        buf_format(out, ", until %.*s", STR_ARG(date_iso(a, j->until)));
    buf_char(out, '\n');
}

static void say_basis(const struct basis *basis, struct buf *out)
{
    buf_format(out, "      basis: %s", basis_word(basis->kind));
    if (basis->cite.len)
        buf_format(out, " — %.*s", STR_ARG(basis->cite));
    buf_char(out, '\n');
}

static void say_rules(const struct judgement *j, struct buf *out)
{
    for (size_t i = 0; i < j->proposal_count; i++) {
        const struct proposal *proposal = &j->proposals[i];
        buf_format(out, "  %.*s: proposed%s (line %u)\n", STR_ARG(j->path),
                   proposal->guide ? " as a guide" : "", proposal->place.line);
        for (size_t k = 0; k < proposal->line_count; k++) {
            const struct propose_line *line = &proposal->lines[k];
            struct str words = j->scale->rungs[line->position].words;
            struct str when = line->when ? line->when->text : STR("otherwise");
            buf_format(out, "      %.*s: %.*s\n", STR_ARG(words), STR_ARG(when));
        }
        say_basis(&proposal->basis, out);
    }
    for (size_t i = 0; i < j->rule_count; i++) {
        const struct rule *rule = &j->rules[i];
        buf_format(out, "  %.*s: %s %.*s (line %u) when %.*s\n", STR_ARG(j->path),
                   rule_words[rule->kind], STR_ARG(rule->id), rule->place.line,
                   STR_ARG(rule->when->text));
        if (rule->confirmed_by.len)
            buf_format(out, "      confirmed by %.*s\n", STR_ARG(rule->confirmed_by));
        say_basis(&rule->basis, out);
    }
}

static void say_regime(struct arena *a, const struct plan *plan, struct buf *out)
{
    struct str from = date_words(a, plan->regime.valid_from),
               to = date_words(a, plan->regime.valid_to);
    buf_format(out, "%.*s: %.*s\nvalid %.*s to %.*s, family %.*s\n",
               STR_ARG(plan->regime.id), STR_ARG(plan->regime.title), STR_ARG(from),
               STR_ARG(to), STR_ARG(plan->regime.family));
    if (plan->statute.text.len)
        buf_format(out, "made under %.*s%s\n", STR_ARG(plan->statute.text),
                   date_is_none(plan->statute.repealed) ? "" : " (repealed)");
    buf_add(out, STR("\nScales\n"));
    for (size_t i = 0; i < plan->scale_count; i++)
        say_scale(plan->scales[i], out);
    buf_add(out, STR("\nJudgements (the path is the aspect in judgements.csv)\n"));
    for (size_t i = 0; i < plan->judgement_count; i++)
        say_judgement(a, plan->judgements[i], out);
    if (plan->judgement_count == 0)
        buf_add(out, STR("  none: this regime gives no grade\n"));
    buf_add(out, STR("\nRules\n"));
    for (size_t i = 0; i < plan->judgement_count; i++)
        say_rules(plan->judgements[i], out);
}

/* --- JSON
 * -------------------------------------------------------------------------------- */

static void put_basis(struct json *j, const struct basis *basis)
{
    json_key(j, "basis");
    json_object(j);
    json_put_text(j, "kind", str_of(basis_word(basis->kind)));
    json_put_text(j, "cite", basis->cite);
    json_end_object(j);
}

static void put_scale(struct json *j, const struct scale *scale)
{
    json_object(j);
    json_put_text(j, "id", scale->id);
    json_key(j, "grades");
    json_array(j);
    for (size_t i = 0; i < scale->count; i++) {
        const struct rung *rung = &scale->rungs[i];
        json_object(j);
        json_put_text(j, "label", rung->label);
        json_put_text(j, "words", rung->words);
        json_key(j, "synonyms");
        json_array(j);
        for (size_t k = 0; k < rung->other_count; k++)
            json_text(j, rung->others[k]);
        json_end_array(j);
        json_put_text(j, "means", rung->meaning);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void put_rule(struct json *j, const struct rule *rule)
{
    json_object(j);
    json_put_text(j, "id", rule->id);
    json_put_text(j, "kind", str_of(rule_words[rule->kind]));
    json_put_integer(j, "line", rule->place.line);
    json_put_text(j, "when", rule->when->text);
    json_put_text(j, "confirmed_by", rule->confirmed_by);
    put_basis(j, &rule->basis);
    json_end_object(j);
}

static void put_judgement(struct arena *a, struct json *j,
                          const struct judgement *judgement)
{
    json_object(j);
    json_put_text(j, "id", judgement->path);
    json_put_text(j, "title", judgement->title);
    if (judgement->graded)
        json_put_text(j, "scale", judgement->scale->id);
    else
        json_put_null(j, "scale");
    json_put_bool(j, "entered", judgement->entered);
    json_put_bool(j, "information_only", judgement->information_only);
    json_put_text(j, "from", date_iso(a, judgement->from));
    json_put_text(j, "until", date_iso(a, judgement->until));
    json_key(j, "rules");
    json_array(j);
    for (size_t i = 0; i < judgement->rule_count; i++)
        put_rule(j, &judgement->rules[i]);
    json_end_array(j);
    json_end_object(j);
}

static void put_regime(struct arena *a, struct json *j, const struct plan *plan)
{
    json_object(j);
    json_put_text(j, "id", plan->regime.id);
    json_put_text(j, "family", plan->regime.family);
    json_put_text(j, "title", plan->regime.title);
    json_put_text(j, "valid_from", date_iso(a, plan->regime.valid_from));
    json_put_text(j, "valid_to", date_iso(a, plan->regime.valid_to));
    json_put_text(j, "statute", plan->statute.text);
    json_put_text(j, "sha256", plan->text_sha256);
    json_key(j, "scales");
    json_array(j);
    for (size_t i = 0; i < plan->scale_count; i++)
        put_scale(j, plan->scales[i]);
    json_end_array(j);
    json_key(j, "judgements");
    json_array(j);
    for (size_t i = 0; i < plan->judgement_count; i++)
        put_judgement(a, j, plan->judgements[i]);
    json_end_array(j);
    json_end_object(j);
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    (void)ending;
    struct registry registry;
    const struct plan *plan = NULL;
    struct buf out = buf_new(a, 64 * MIB);
    if (args->word_count > 1)
        return fault_set(why, ERR_USAGE, "name one framework at most");
    if (args->word_count == 1)
        TRY(source_framework(a, args->words[0], DATE_NONE, &registry, &plan, why));
    else
        TRY(registry_shipped(a, &registry, why));
    bool as_json = args_flag(args, "json");
    if (plan && !as_json)
        say_regime(a, plan, &out);
    else if (!as_json)
        list_regimes(a, &registry, &out);
    for (size_t i = 0; as_json && i < registry.count; i++) {
        if (plan && registry.plans[i] != plan)
            continue;
        struct json j = json_new(&out, false);
        put_regime(a, &j, registry.plans[i]);
        buf_char(&out, '\n');
    }
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

const struct verb verb_frameworks = {&usage, run};
