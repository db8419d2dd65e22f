/* Rules after the proposal: lower, cap, withhold; and the decisions that confirm or
 * decline those that ask for one. */
#include "judgement/run.h"

/* --- what a rule does --- */

static unsigned worse_of(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static unsigned mapped(const struct rule *rule, const struct scale *scale,
                       unsigned position)
{
    unsigned worst = (unsigned)scale->count - 1;
    if (rule->kind == RULE_CAP)
        return worse_of(position, rule->position);
    return rule->by > worst - position ? worst : position + rule->by;
}

/* A rule that withholds moves no grade. */
static gradeset mapped_set(const struct rule *rule, const struct scale *scale,
                           gradeset set)
{
    gradeset out = {0};
    if (rule->kind == RULE_WITHHOLD)
        return set;
    for (unsigned i = 0; i < scale->count; i++)
        if (gradeset_has(set, i))
            out = gradeset_union(out, gradeset_one(mapped(rule, scale, i)));
    return out;
}

/* True maps the set, false leaves it, unknown unites both. */
static gradeset moved(const struct rule *rule, const struct scale *scale, gradeset set,
                      truth holds)
{
    gradeset after = mapped_set(rule, scale, set);
    if (holds == TRUTH_FALSE)
        return set;
    return holds == TRUTH_TRUE ? after : gradeset_union(set, after);
}

/* --- in words --- */

/* "limited by one grade", "capped at “Performs poorly”", "withheld". */
static struct str effect(struct work *work, const struct rule *rule)
{
    struct arena *a = work->run->arena;
    if (rule->kind == RULE_WITHHOLD)
        return STR("withheld");
    if (rule->kind == RULE_CAP)
        return arena_format(a, "capped at “%.*s”",
                            STR_ARG(work->node->scale->rungs[rule->position].words));
    struct str by = say_count(a, rule->by, "grade", "grades");
    return arena_format(a, "limited by %.*s", STR_ARG(by));
}

static struct str plain_text(struct work *work, const struct rule *rule,
                             const struct outcome *when)
{
    static const char *const starts[] = {
        [TRUTH_FALSE] = "not ", [TRUTH_UNKNOWN] = "may be ", [TRUTH_TRUE] = ""};
    struct arena *a = work->run->arena;
    struct str does = effect(work, rule);
    struct str text = arena_format(a, "%s%.*s: %.*s", starts[when->truth], STR_ARG(does),
                                   STR_ARG(when->text));
    return say_capital(a, text);
}

struct str decision_text(struct arena *a, const char *what, const struct decision *d)
{
    struct str on = date_words(a, d->on), ids = say_ids(a, &d->row.id, 1);
    struct str by = say_role(a, d->by), why = d->reason;
    if (str_ends(why, STR(".")))
        why.len--;
    return arena_format(a, "%s by %.*s on %.*s%.*s: %.*s.", what, STR_ARG(by),
                        STR_ARG(on), STR_ARG(ids), STR_ARG(why));
}

/* What the evidence says of a rule that somebody confirmed or declined. */
static struct str evidence_text(struct work *work, const struct outcome *when)
{
    static const char *const starts[] = {
        [TRUTH_FALSE] = "the evidence does not show it: ",
        [TRUTH_UNKNOWN] = "the evidence leaves it open: ",
        [TRUTH_TRUE] = ""};
    return arena_format(work->run->arena, "%s%.*s", starts[when->truth],
                        STR_ARG(when->text));
}

/* A rule that asks for a decision needs it beside its condition: a false condition leaves
 * the set, whoever confirmed it. */
static bool rule_applies(const struct decision *decision, truth holds)
{
    return decision->kind == DECISION_CONFIRM && holds != TRUTH_FALSE;
}

static struct str decided_text(struct work *work, const struct rule *rule,
                               const struct outcome *when,
                               const struct decision *decision)
{
    struct arena *a = work->run->arena;
    bool confirmed = decision->kind == DECISION_CONFIRM;
    bool applies = rule_applies(decision, when->truth);
    struct str does = effect(work, rule), evidence = evidence_text(work, when);
    struct str said = decision_text(a, confirmed ? "Confirmed" : "Declined", decision);
    said.len--;
    struct str text = arena_format(a, "%s%.*s: %.*s. %.*s", applies ? "" : "not ",
                                   STR_ARG(does), STR_ARG(evidence), STR_ARG(said));
    return say_capital(a, text);
}

static struct str suggested_text(struct work *work, const struct rule *rule,
                                 const struct outcome *when, gradeset gives)
{
    struct arena *a = work->run->arena;
    struct str does = effect(work, rule);
    struct str grades = step_grades(a, work->node->scale, gives);
    const char *may = when->truth == TRUTH_TRUE ? "is suggested" : "may be called for";
    struct str role = say_role(a, rule->confirmed_by);
    struct str text = arena_format(
        a,
        "%.*s %s, which would give %.*s: %.*s. No decision of %.*s is "
        "recorded, so nothing changes",
        STR_ARG(does), may, STR_ARG(grades), STR_ARG(when->text), STR_ARG(role));
    return say_capital(a, text);
}

/* --- applying it --- */

static struct step rule_step(struct work *work, const struct rule *rule,
                             const struct outcome *when, struct str text)
{
    struct arena *a = work->run->arena;
    struct step step = {.kind = rule->kind == RULE_WITHHOLD ? STEP_WITHHOLD : STEP_RULE,
                        .rule = rule->id,
                        .place = rule->place,
                        .truth = when->truth,
                        .scale = work->node->scale,
                        .before = work->set,
                        .basis = rule->basis,
                        .ids = when->ids.at,
                        .id_count = when->ids.count,
                        .text = step_sentence(a, text, &rule->basis),
                        .steps = when->steps.at,
                        .step_count = when->steps.count};
    step.wanted = say_list(a, when->wanted.at, when->wanted.count, "and");
    return step;
}

static void suggest(struct work *work, const struct rule *rule,
                    const struct outcome *when, struct step *step)
{
    struct arena *a = work->run->arena;
    gradeset gives = mapped_set(rule, work->node->scale, work->set);
    struct str text = suggested_text(work, rule, when, gives);
    work->suggested[work->suggested_count++] =
        (struct suggestion){.rule = rule, .truth = when->truth, .gives = gives};
    step->text = step_sentence(a, text, &rule->basis);
    work_wants(work, when);
    struct str role = say_role(a, rule->confirmed_by);
    says_add(&work->wanted,
             arena_format(a,
                          "the decision of %.*s on %.*s (confirm or decline), in "
                          "decisions.csv",
                          STR_ARG(role), STR_ARG(rule->id)));
}

static void follow_decision(struct work *work, const struct rule *rule,
                            struct outcome *when, const struct decision *decision)
{
    struct str text = decided_text(work, rule, when, decision);
    says_add(&when->ids, decision->row.id);
    struct step step = rule_step(work, rule, when, text);
    if (rule_applies(decision, when->truth)) {
        work->set = mapped_set(rule, work->node->scale, work->set);
        work->withheld = work->withheld || rule->kind == RULE_WITHHOLD;
    }
    step.after = work->set;
    steps_add(&work->steps, step);
}

static void follow_evidence(struct work *work, const struct rule *rule,
                            const struct outcome *when)
{
    struct step step = rule_step(work, rule, when, plain_text(work, rule, when));
    bool asks = !str_is_empty(rule->confirmed_by);
    if (asks && when->truth != TRUTH_FALSE) {
        suggest(work, rule, when, &step);
    } else {
        work->set = moved(rule, work->node->scale, work->set, when->truth);
        work->withheld =
            work->withheld || (rule->kind == RULE_WITHHOLD && when->truth == TRUTH_TRUE);
        work_wants(work, when);
    }
    step.after = work->set;
    steps_add(&work->steps, step);
}

void apply_rule(struct work *work, const struct rule *rule)
{
    struct outcome when = outcome_of(work->run, rule->when);
    const struct decision *decision = NULL;
    if (!str_is_empty(rule->confirmed_by))
        decision = decision_on_rule(work->run, work->node, rule);
    if (decision)
        follow_decision(work, rule, &when, decision);
    else
        follow_evidence(work, rule, &when);
}
