#include "judgement/rollup.h"
#include "judgement/run.h"

#include <assert.h>

static const struct proposal *active(const struct work *work)
{
    for (size_t i = 0; i < work->node->proposal_count; i++) {
        const struct proposal *proposal = &work->node->proposals[i];
        if (dates_hold(proposal->from, proposal->until, work->run->dated))
            return proposal;
    }
    return NULL;
}

/* --- lines --- */

static struct str line_text(struct work *work, const struct propose_line *line,
                            const struct outcome *outcome)
{
    struct arena *a = work->run->arena;
    struct str grade = work->node->scale->rungs[line->position].words;
    if (!line->when)
        return arena_format(a, "“%.*s” otherwise.", STR_ARG(grade));
    return arena_format(a, "“%.*s” when %.*s: %s, as %.*s.", STR_ARG(grade),
                        STR_ARG(line->when->text), truth_word(outcome->truth),
                        STR_ARG(outcome->brief));
}

/* Evaluates one line, joins its grade to the set unless it is false, and shows it. */
static truth try_line(struct work *work, const struct propose_line *line,
                      struct steps *steps, gradeset *set)
{
    struct outcome outcome = outcome_new(work->run);
    outcome.truth = TRUTH_TRUE;
    if (line->when)
        outcome = outcome_of(work->run, line->when);
    struct step step = {.kind = STEP_LINE,
                        .rule = work->node->scale->rungs[line->position].words,
                        .place = line->place,
                        .truth = outcome.truth,
                        .scale = work->node->scale,
                        .before = *set,
                        .ids = outcome.ids.at,
                        .id_count = outcome.ids.count,
                        .text = line_text(work, line, &outcome),
                        .steps = outcome.steps.at,
                        .step_count = outcome.steps.count};
    if (outcome.truth == TRUTH_UNKNOWN) {
        work_wants(work, &outcome);
        step.wanted =
            say_list(work->run->arena, outcome.wanted.at, outcome.wanted.count, "and");
    }
    if (outcome.truth != TRUTH_FALSE)
        *set = gradeset_union(*set, gradeset_one(line->position));
    step.after = *set;
    steps_add(steps, step);
    return outcome.truth;
}

/* The union of the lines that are not false, down to the first true one.  Without a true
 * one none may hold, and then any grade is possible: the empty set says that. */
static gradeset by_lines(struct work *work, const struct proposal *proposal,
                         struct steps *steps)
{
    gradeset set = {0};
    for (size_t i = 0; i < proposal->line_count; i++)
        if (try_line(work, &proposal->lines[i], steps, &set) == TRUTH_TRUE)
            return set;
    return (gradeset){0};
}

/* --- roll-ups --- */

struct ballot {
    struct member *at;
    const struct judgement **nodes;
    size_t count;
};

static bool is_narrower(const struct run *run, const struct judgement *node)
{
    gradeset all = gradeset_all(node->scale);
    return run->rulings[node->index].possible.bits != all.bits;
}

/* A block whose proposal is only a guide. */
static bool is_guide(const struct run *run, const struct judgement *node)
{
    for (size_t i = 0; i < node->proposal_count; i++)
        if (node->proposals[i].guide &&
            dates_hold(node->proposals[i].from, node->proposals[i].until, run->dated))
            return true;
    return false;
}

/* A guide alone never settles a grade: it takes something firmer beside it. */
static bool has_firm(const struct run *run, const struct rollup *rollup)
{
    for (size_t i = 0; i < rollup->member_count; i++) {
        const struct judgement *node = rollup->members[i];
        if (run->rulings[node->index].applies && !is_guide(run, node) &&
            is_narrower(run, node))
            return true;
    }
    return false;
}

static unsigned weight_of(const struct run *run, const struct rollup *rollup,
                          const struct judgement *node)
{
    if (rollup->kind != ROLLUP_BLOCKS)
        return 1;
    return run->tweak.block == node ? run->tweak.weight : node->weight;
}

static void vote(struct work *work, struct ballot *ballot, const struct rollup *rollup,
                 const struct judgement *node)
{
    struct run *run = work->run;
    const struct ruling *ruling = &run->rulings[node->index];
    struct member member = {ruling->possible, weight_of(run, rollup, node)};
    ballot->nodes[ballot->count] = node;
    ballot->at[ballot->count++] = member;
    run->by_decision[work->node->index] =
        run->by_decision[work->node->index] || run->by_decision[node->index];
}

static struct ballot votes(struct work *work, const struct rollup *rollup)
{
    struct run *run = work->run;
    struct ballot ballot = {
        .at = arena_make(run->arena, struct member, rollup->member_count),
        .nodes = arena_make(run->arena, const struct judgement *, rollup->member_count)};
    for (size_t i = 0; i < rollup->member_count; i++)
        if (run->rulings[rollup->members[i]->index].applies)
            vote(work, &ballot, rollup, rollup->members[i]);
    return ballot;
}

static struct str member_text(struct work *work, const struct ruling *ruling,
                              const struct member *member)
{
    struct arena *a = work->run->arena;
    struct str path = ruling->judgement->path;
    struct str grades = step_grades(a, work->node->scale, member->possible);
    if (member->weight == 1)
        return arena_format(a, "%.*s: %.*s.", STR_ARG(path), STR_ARG(grades));
    return arena_format(a, "%.*s: %.*s, weight %u.", STR_ARG(path), STR_ARG(grades),
                        member->weight);
}

static void show_members(struct work *work, const struct ballot *ballot,
                         struct steps *steps)
{
    for (size_t i = 0; i < ballot->count; i++) {
        const struct ruling *ruling = &work->run->rulings[ballot->nodes[i]->index];
        bool settled = gradeset_count(ruling->possible) == 1;
        struct step step = {.kind = STEP_MEMBER,
                            .rule = ruling->judgement->path,
                            .place = ruling->judgement->place,
                            .truth = settled ? TRUTH_TRUE : TRUTH_UNKNOWN,
                            .scale = work->node->scale,
                            .before = gradeset_all(work->node->scale),
                            .after = ruling->possible,
                            .text = member_text(work, ruling, &ballot->at[i])};
        if (!settled) {
            step.wanted =
                say_list(work->run->arena, ruling->wanted, ruling->wanted_count, "and");
            says_add_all(&work->wanted, ruling->wanted, ruling->wanted_count);
        }
        steps_add(steps, step);
    }
}

static size_t index_in(const struct ballot *ballot, const struct judgement *node)
{
    for (size_t i = 0; i < ballot->count; i++)
        if (ballot->nodes[i] == node)
            return i;
    return SIZE_MAX;
}

/* Ties as a judgement that is outside its dates go to the worse. */
static gradeset middle(const struct work *work, const struct rollup *rollup,
                       const struct ballot *ballot, const struct members *members)
{
    if (rollup->ties != TIES_AS)
        return rollup_middle(members, rollup->ties);
    const struct ruling *as = &work->run->rulings[rollup->ties_as->index];
    if (!as->applies)
        return rollup_middle(members, TIES_WORSE);
    return rollup_middle_as(members, as->possible, index_in(ballot, rollup->ties_as));
}

/* Fewer members than a rule needs to have reach no grade that could be told. */
static gradeset at_least(const struct work *work, const struct members *members,
                         size_t need)
{
    return need <= members->count ? rollup_at_least(members, need)
                                  : gradeset_all(work->node->scale);
}

static gradeset by_members(struct work *work, const struct proposal *proposal,
                           struct steps *steps)
{
    const struct rollup *rollup = &proposal->rollup;
    struct ballot ballot = votes(work, rollup);
    struct members members = {.arena = work->run->arena,
                              .at = ballot.at,
                              .count = ballot.count,
                              .grades = (unsigned)work->node->scale->count};
    show_members(work, &ballot, steps);
    bool firm = rollup->kind != ROLLUP_BLOCKS || has_firm(work->run, rollup);
    if (ballot.count == 0 || !firm)
        return (gradeset){0};
    if (rollup->kind == ROLLUP_WORST)
        return rollup_at_least(&members, members.count);
    if (rollup->kind == ROLLUP_BEST)
        return rollup_at_least(&members, 1);
    if (rollup->kind == ROLLUP_AT_LEAST)
        return at_least(work, &members, rollup->need);
    return middle(work, rollup, &ballot, &members);
}

/* --- the proposal --- */

/* The rollup in words. */
static struct str rollup_text(struct work *work, const struct rollup *rollup)
{
    static const char *const words[] = {
        [ROLLUP_MIDDLE] = "The middle grade of its parts is ",
        [ROLLUP_WORST] = "The worst grade of its parts is ",
        [ROLLUP_BEST] = "The best grade of its parts is ",
        [ROLLUP_BLOCKS] = "The weighted middle of its blocks is "};
    if (rollup->kind != ROLLUP_AT_LEAST)
        return str_of(words[rollup->kind]);
    return arena_format(work->run->arena,
                        "The best grade that at least %u parts reach is ", rollup->need);
}

static struct str proposed_text(struct work *work, const struct proposal *proposal,
                                gradeset set)
{
    struct arena *a = work->run->arena;
    struct str grades = step_grades(a, work->node->scale, set);
    struct str how = STR("The rule proposes ");
    if (gradeset_is_empty(set))
        return proposal->rolls_up ? STR("Nothing that it is made of settles a grade")
                                  : STR("No line of the rule is known to hold, so any "
                                        "grade is possible");
    if (proposal->rolls_up)
        how = rollup_text(work, &proposal->rollup);
    return arena_format(a, "%.*s%.*s%s", STR_ARG(how), STR_ARG(grades),
                        gradeset_count(set) > 1 ? ": which of them, is not known" : "");
}

static void gather_ids(struct says *ids, const struct steps *steps)
{
    for (size_t i = 0; i < steps->count; i++)
        says_add_all(ids, steps->at[i].ids, steps->at[i].id_count);
}

static void propose_by_rule(struct work *work, const struct proposal *proposal)
{
    struct arena *a = work->run->arena;
    struct steps steps = steps_new(a);
    gradeset set = proposal->rolls_up ? by_members(work, proposal, &steps)
                                      : by_lines(work, proposal, &steps);
    struct says ids = says_new(a);
    gather_ids(&ids, &steps);
    struct str text = proposed_text(work, proposal, set);
    struct step step = {.kind = STEP_PROPOSE,
                        .rule = STR("propose"),
                        .place = proposal->place,
                        .truth = gradeset_count(set) == 1 ? TRUTH_TRUE : TRUTH_UNKNOWN,
                        .scale = work->node->scale,
                        .before = work->set,
                        .basis = proposal->basis,
                        .ids = ids.at,
                        .id_count = ids.count,
                        .text = step_sentence(a, text, &proposal->basis),
                        .steps = steps.at,
                        .step_count = steps.count};
    if (!gradeset_is_empty(set))
        work->set = set;
    step.after = work->set;
    steps_add(&work->steps, step);
}

/* A proposal somebody recorded stands in for the rule's. */
static void propose_by_decision(struct work *work, const struct decision *decision)
{
    struct arena *a = work->run->arena;
    struct str grade = work->node->scale->rungs[decision->grade.position].words;
    struct str given = step_grades(a, work->node->scale, work->set);
    struct str said = decision_text(a, "Proposed", decision);
    gradeset set = gradeset_one(decision->grade.position);
    const char *rules = "";
    if (work->steps.count > 0 && set.bits != work->set.bits)
        rules = arena_format(a, " The rule alone gives %.*s.", STR_ARG(given)).at;
    struct step step = {.kind = STEP_DECISION,
                        .rule = STR("propose"),
                        .truth = TRUTH_TRUE,
                        .scale = work->node->scale,
                        .before = work->set,
                        .after = set,
                        .ids = &decision->row.id,
                        .id_count = 1};
    step.text = arena_format(a, "“%.*s”: %.*s%s", STR_ARG(grade), STR_ARG(said), rules);
    work->set = set;
    work->wanted = says_new(a);
    work->ruling->entered_proposal = true;
    work->run->by_decision[work->node->index] = true;
    steps_add(&work->steps, step);
}

void propose(struct work *work)
{
    const struct proposal *proposal = active(work);
    work->set = gradeset_all(work->node->scale);
    if (proposal)
        propose_by_rule(work, proposal);
    const struct decision *decision =
        decision_latest(work->run, work->node, DECISION_PROPOSE);
    if (decision)
        propose_by_decision(work, decision);
    work->ruling->proposed = work->set;
}
