/* One judgement from its proposal to its grade, in the order the language fixes. */
#include "judgement/run.h"

#include <assert.h>

void work_wants(struct work *work, const struct outcome *outcome)
{
    if (outcome->truth == TRUTH_UNKNOWN)
        says_add_all(&work->wanted, outcome->wanted.at, outcome->wanted.count);
}

/* --- limits --- */

/* In order of their days, then as they stand in the file. */
static void insert(const struct decision **all, size_t count, const struct decision *row)
{
    size_t at = count;
    for (; at > 0 && date_compare(all[at - 1]->on, row->on) > 0; at--)
        all[at] = all[at - 1];
    all[at] = row;
}

static gradeset capped(const struct scale *scale, gradeset set, unsigned at)
{
    gradeset out = {0};
    for (unsigned i = 0; i < scale->count; i++)
        if (gradeset_has(set, i))
            out = gradeset_union(out, gradeset_one(i > at ? i : at));
    return out;
}

static void apply_limit(struct work *work, const struct decision *decision)
{
    struct arena *a = work->run->arena;
    struct str grade = work->node->scale->rungs[decision->grade.position].words;
    struct str said = decision_text(a, "Limited", decision);
    gradeset after = capped(work->node->scale, work->set, decision->grade.position);
    struct step step = {.kind = STEP_DECISION,
                        .rule = STR("limit"),
                        .truth = TRUTH_TRUE,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = after,
                        .ids = &decision->row.id,
                        .id_count = 1};
    step.text =
        arena_format(a, "No better than “%.*s”: %.*s", STR_ARG(grade), STR_ARG(said));
    if (after.bits != work->set.bits)
        work->run->by_decision[work->node->index] = true;
    work->set = after;
    steps_add(&work->steps, step);
}

void apply_limits(struct work *work)
{
    const struct profile *p = work->run->profile;
    const struct decision **limits =
        arena_make(work->run->arena, const struct decision *, p->decisions_count);
    size_t count = 0;
    for (size_t i = 0; i < p->decisions_count; i++) {
        const struct decision *row = p->decisions[i];
        if (row->kind == DECISION_LIMIT && decision_is_on(work->run, row, work->node))
            insert(limits, count++, row);
    }
    for (size_t i = 0; i < count; i++)
        apply_limit(work, limits[i]);
}

/* --- the entered grade --- */

static const struct judged *entered_row(const struct work *work)
{
    const struct run *run = work->run;
    if (!work->node->entered || !run->inspection)
        return NULL;
    const struct judged *row =
        profile_judged(run->profile, run->inspection, work->node->path);
    bool fits = row && scale_same(row->grade.scale, work->node->scale);
    return fits ? row : NULL;
}

static void show_entered(struct work *work, const struct judged *row)
{
    struct arena *a = work->run->arena;
    struct str said = say_inspection(a, row->inspection);
    struct str grade = work->node->scale->rungs[row->grade.position].words;
    struct str ids = say_ids(a, &row->row.id, 1);
    struct step step = {.kind = STEP_ENTERED,
                        .rule = STR("entered"),
                        .place = work->node->place,
                        .truth = TRUTH_TRUE,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = gradeset_one(row->grade.position),
                        .ids = &row->row.id,
                        .id_count = 1};
    step.text = arena_format(a, "The %.*s gave “%.*s”%.*s.", STR_ARG(said),
                             STR_ARG(grade), STR_ARG(ids));
    steps_add(&work->steps, step);
}

static truth agrees(gradeset computed, unsigned entered)
{
    if (!gradeset_has(computed, entered))
        return TRUTH_FALSE;
    return gradeset_count(computed) == 1 ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

/* What the rules compute stands beside the entered grade as a check. */
static void check_entered(struct work *work, const struct judged *row)
{
    static const char *const words[] = {[TRUTH_FALSE] =
                                            "Check: they differ; the rules give",
                                        [TRUTH_UNKNOWN] = "Check: open; the rules give",
                                        [TRUTH_TRUE] = "Check: the rules give the same,"};
    struct arena *a = work->run->arena;
    truth same = agrees(work->set, row->grade.position);
    struct str grades = step_grades(a, work->node->scale, work->set);
    struct step step = {.kind = STEP_CHECK,
                        .rule = STR("check"),
                        .place = work->node->place,
                        .truth = same,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = gradeset_one(row->grade.position),
                        .ids = &row->row.id,
                        .id_count = 1};
    step.text = arena_format(a, "%s %.*s.", words[same], STR_ARG(grades));
    steps_add(&work->steps, step);
    if (same == TRUTH_FALSE)
        notice(work->run, REMARK_CONTRADICTION, &row->row,
               arena_format(a,
                            "the grade entered for %.*s is not what the rules compute "
                            "(%.*s); the entered grade stands",
                            STR_ARG(work->node->path), STR_ARG(grades)));
}

/* Nothing is wanted where the rules alone come to one grade. */
static void want_entered(struct work *work)
{
    struct arena *a = work->run->arena;
    bool open = gradeset_count(work->set) != 1;
    struct str wanted = open ? arena_format(a, "the grade for %.*s, in judgements.csv",
                                            STR_ARG(work->node->path))
                             : STR("");
    says_add(&work->wanted, wanted);
    struct step step = {.kind = STEP_ENTERED,
                        .rule = STR("entered"),
                        .place = work->node->place,
                        .truth = TRUTH_UNKNOWN,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = work->set};
    step.text = arena_format(a, "%s gives no grade of %.*s.",
                             work->run->inspection
                                 ? "The inspection"
                                 : "The evidence holds no such inspection, so it",
                             STR_ARG(work->node->path));
    step.wanted = wanted;
    steps_add(&work->steps, step);
}

void enter_grade(struct work *work)
{
    const struct judged *row = entered_row(work);
    bool rules = work->node->proposal_count > 0 || work->node->rule_count > 0;
    if (row) {
        show_entered(work, row);
        if (rules)
            check_entered(work, row);
        work->set = gradeset_one(row->grade.position);
        work->ruling->entered = row;
        work->wanted = says_new(work->run->arena);
    } else if (work->node->entered) {
        want_entered(work);
    }
}

/* --- the assessor's decision --- */

static void show_decided(struct work *work, const struct decision *decision)
{
    struct arena *a = work->run->arena;
    struct str grade = work->node->scale->rungs[decision->grade.position].words;
    struct str before = step_grades(a, work->node->scale, work->set);
    gradeset after = gradeset_one(decision->grade.position);
    bool moderated = decision->kind == DECISION_MODERATE;
    struct str said = decision_text(a, moderated ? "Moderated" : "Decided", decision);
    const char *differs = "";
    if (after.bits != work->set.bits)
        differs = arena_format(a, " Without it: %.*s.", STR_ARG(before)).at;
    struct step step = {.kind = STEP_DECISION,
                        .rule = STR("decide"),
                        .truth = TRUTH_TRUE,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = after,
                        .ids = &decision->row.id,
                        .id_count = 1};
    step.text = arena_format(a, "“%.*s”: %.*s%s", STR_ARG(grade), STR_ARG(said), differs);
    steps_add(&work->steps, step);
    work->set = after;
    work->wanted = says_new(a);
    work->ruling->decision = decision;
    work->run->by_decision[work->node->index] = true;
}

/* A row of the decisions that could not be read, and might be the one awaited. */
static const struct unread *unread_decision(const struct work *work)
{
    const struct profile *profile = work->run->profile;
    for (size_t i = 0; i < profile->unread_count; i++) {
        const struct unread *row = profile->unread[i];
        bool may_be = str_is_empty(row->framework) ||
                      regimes_match(profile->evidence->regimes, row->framework,
                                    work->run->plan->regime.id, profile->at);
        if (row->table == TABLE_DECISIONS && may_be)
            return row;
    }
    return NULL;
}

static struct str say_awaited(const struct work *work, struct str role)
{
    struct arena *a = work->run->arena;
    const struct unread *row = unread_decision(work);
    if (!row)
        return arena_format(a, "%.*s decides; no decision is recorded.", STR_ARG(role));
    return arena_format(a, "%.*s decides; a recorded decision could not be read (%.*s).",
                        STR_ARG(role), STR_ARG(row->row.id));
}

static void await_decision(struct work *work)
{
    struct arena *a = work->run->arena;
    struct str role = say_role(a, work->node->decided_by);
    struct str wanted =
        arena_format(a, "the decision of %.*s on %.*s (grade), in decisions.csv",
                     STR_ARG(role), STR_ARG(work->node->path));
    struct step step = {.kind = STEP_DECISION,
                        .rule = STR("decide"),
                        .truth = TRUTH_UNKNOWN,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = work->set,
                        .wanted = wanted};
    step.text = say_capital(a, say_awaited(work, role));
    says_add(&work->wanted, wanted);
    steps_add(&work->steps, step);
}

/* Moderation replaces a grade decided before it. */
static const struct decision *decided(const struct work *work)
{
    const struct decision *grade = decision_latest(work->run, work->node, DECISION_GRADE);
    const struct decision *moderate =
        decision_latest(work->run, work->node, DECISION_MODERATE);
    if (!grade || !moderate)
        return grade ? grade : moderate;
    return date_compare(moderate->on, grade->on) >= 0 ? moderate : grade;
}

void decide_grade(struct work *work)
{
    if (str_is_empty(work->node->decided_by))
        return;
    const struct decision *decision = decided(work);
    if (decision)
        show_decided(work, decision);
    else if (!work->ruling->entered)
        await_decision(work);
}

/* --- sign-off --- */

/* A sign-off changes nothing and is said. */
static void show_sign_off(struct work *work, const struct decision *decision)
{
    struct step step = {.kind = STEP_DECISION,
                        .rule = STR("sign-off"),
                        .truth = TRUTH_TRUE,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = work->set,
                        .ids = &decision->row.id,
                        .id_count = 1};
    step.text = decision_text(work->run->arena, "Signed off", decision);
    steps_add(&work->steps, step);
}

static void sign_off(struct work *work)
{
    const struct profile *p = work->run->profile;
    for (size_t i = 0; i < p->decisions_count; i++) {
        const struct decision *row = p->decisions[i];
        if (row->kind == DECISION_SIGN_OFF && decision_is_on(work->run, row, work->node))
            show_sign_off(work, row);
    }
}

/* --- all of it --- */

void rule_judgement(struct run *run, const struct judgement *node)
{
    struct ruling *ruling = &run->rulings[node->index];
    struct work work = {.run = run,
                        .node = node,
                        .ruling = ruling,
                        .steps = steps_new(run->arena),
                        .wanted = says_new(run->arena)};
    assert(node->scale);
    work.suggested = arena_make(run->arena, struct suggestion, node->rule_count);
    propose(&work);
    for (size_t i = 0; i < node->rule_count; i++)
        if (dates_hold(node->rules[i].from, node->rules[i].until, run->dated))
            apply_rule(&work, &node->rules[i]);
    apply_limits(&work);
    ruling->computed = work.set;
    enter_grade(&work);
    decide_grade(&work);
    sign_off(&work);
    ruling->possible = work.set;
    ruling->suggested = work.suggested;
    ruling->suggested_count = work.suggested_count;
    settle(&work);
    ruling->steps = work.steps.at;
    ruling->step_count = work.steps.count;
    ruling->wanted = work.wanted.at;
    ruling->wanted_count = work.wanted.count;
}
