#include "judgement/backtest.h"

#include <assert.h>

/* ---- What is compared */

static bool is_both(const struct judgement *node)
{
    return node->entered && (node->proposal_count > 0 || node->rule_count > 0);
}

const struct judgement *backtest_judgement(const struct plan *plan, struct str path)
{
    const struct judgement *named =
        plan_judgement(plan, path.len ? path : STR("overall"));
    if (named && is_both(named))
        return named;
    for (size_t i = 0; i < plan->judgement_count && path.len == 0; i++)
        if (is_both(plan->judgements[i]))
            return plan->judgements[i];
    return NULL;
}

struct parts {
    const struct judgement *whole;
    const struct judgement **at;
    size_t count;
};

static void add_part(struct parts *parts, const struct judgement *node)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i] == node)
            return;
    if (node && node != parts->whole)
        parts->at[parts->count++] = node;
}

/* Depth is bounded by the nesting that the framework's compiler allows. */
static void add_parts_of(struct parts *parts, const struct expr *expr)
{
    for (size_t i = 0; i < expr->judgement_count; i++)
        add_part(parts, expr->judgements[i]);
    for (size_t i = 0; i < expr->part_count; i++)
        add_parts_of(parts, expr->parts[i]);
    if (expr->kind == EXPR_LET)
        add_parts_of(parts, expr->let->expr);
    if (expr->kind == EXPR_COMPARE) {
        add_parts_of(parts, expr->left);
        add_parts_of(parts, expr->right);
    }
}

static void add_proposal(struct parts *parts, const struct proposal *proposal)
{
    for (size_t i = 0; proposal->rolls_up && i < proposal->rollup.member_count; i++)
        add_part(parts, proposal->rollup.members[i]);
    if (proposal->rolls_up && proposal->rollup.ties == TIES_AS)
        add_part(parts, proposal->rollup.ties_as);
    for (size_t i = 0; i < proposal->line_count; i++)
        if (proposal->lines[i].when)
            add_parts_of(parts, proposal->lines[i].when);
}

/* In file order, whatever the order in which rules name them. */
static void order_parts(const struct plan *plan, struct parts *parts)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->judgement_count; i++) {
        for (size_t k = count; k < parts->count; k++) {
            const struct judgement *node = parts->at[k];
            if (node != plan->judgements[i])
                continue;
            parts->at[k] = parts->at[count];
            parts->at[count++] = node;
        }
    }
}

struct backtest *backtest_new(struct arena *a, const struct plan *plan,
                              const struct judgement *judgement)
{
    assert(judgement);
    struct backtest *b = arena_alloc(a, sizeof *b);
    struct parts parts = {
        .whole = judgement,
        .at = arena_make(a, const struct judgement *, plan->judgement_count)};
    for (size_t i = 0; i < judgement->proposal_count; i++)
        add_proposal(&parts, &judgement->proposals[i]);
    for (size_t i = 0; i < judgement->rule_count; i++)
        add_parts_of(&parts, judgement->rules[i].when);
    order_parts(plan, &parts);
    *b = (struct backtest){.arena = a,
                           .plan = plan,
                           .judgement = judgement,
                           .parts = parts.at,
                           .part_count = parts.count};
    return b;
}

bool backtest_is_in_sample(const struct backtest *b)
{
    const struct judgement *node = b->judgement;
    bool inferred = false;
    for (size_t i = 0; i < node->proposal_count; i++)
        inferred = inferred || node->proposals[i].basis.kind == BASIS_INFERENCE;
    for (size_t i = 0; i < node->rule_count; i++)
        inferred = inferred || node->rules[i].basis.kind == BASIS_INFERENCE;
    return inferred;
}

/* ---- Judging */

static date day_of(const struct inspection *row)
{
    if (!date_is_none(row->start))
        return row->start;
    return date_is_none(row->end) ? row->published : row->end;
}

static enum backtest_standing standing_of(const struct backtest_case *c)
{
    if (!c->ruling->applies || !c->ruling->entered)
        return BACKTEST_NO_GRADE;
    if (gradeset_count(c->computed) != 1)
        return BACKTEST_OPEN;
    return gradeset_has(c->computed, c->published) ? BACKTEST_AGREES : BACKTEST_DIFFERS;
}

/* On its last day: nothing of a later one is seen. */
static void run_case(struct backtest *b, const struct evidence *evidence,
                     struct backtest_case *c)
{
    static const struct judge_options options = {0};
    date at = inspection_date(c->inspection);
    if (date_is_none(at))
        at = c->on;
    struct verdict *verdict = judge(b->arena, b->plan, evidence, c->area, at, &options);
    if (verdict->run != c->inspection)
        return;
    c->verdict = verdict;
    c->ruling = &verdict->rulings[b->judgement->index];
    c->computed = c->ruling->computed;
    if (c->ruling->entered)
        c->published = c->ruling->entered->grade.position;
    c->standing = standing_of(c);
}

enum { REPEAT_DAYS = 183 };

static bool has_grade(const struct backtest_case *c)
{
    return c->standing < BACKTEST_REPEATS;
}

static bool are_one(const struct backtest_case *a, const struct backtest_case *b)
{
    return has_grade(a) && has_grade(b) && a->published == b->published &&
           b->on.days - a->on.days <= REPEAT_DAYS;
}

/* Not given counts as a report (vocabulary.h). */
static int rank_of(const struct backtest_case *c)
{
    enum assurance assurance = c->inspection->assurance;
    return assurance == ASSURANCE_NOT_GIVEN ? ASSURANCE_REPORT : (int)assurance;
}

/* Cases of one area, by day. */
static void mark_repeats(struct backtest_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            if (!are_one(&cases[i], &cases[k]))
                continue;
            bool later = rank_of(&cases[k]) >= rank_of(&cases[i]);
            cases[later ? k : i].standing = BACKTEST_REPEATS;
        }
    }
}

static bool is_asked(const struct backtest *b, const struct evidence *evidence,
                     const struct area *area, const struct inspection *row)
{
    return row->area == area && !row->setting && !row->same_as &&
           regimes_match(evidence->regimes, row->framework, b->plan->regime.id,
                         day_of(row));
}

void backtest_area(struct backtest *b, const struct evidence *evidence,
                   const struct area *area)
{
    size_t first = b->count;
    for (size_t i = 0; i < evidence->inspections_count; i++) {
        const struct inspection *row = &evidence->inspections[i];
        if (!is_asked(b, evidence, area, row))
            continue;
        struct backtest_case c = {.area = area,
                                  .inspection = row,
                                  .standing = BACKTEST_NOT_RUN,
                                  .on = day_of(row)};
        if (!date_is_none(c.on))
            run_case(b, evidence, &c);
        b->cases =
            arena_grow(b->arena, struct backtest_case, b->cases, b->count, &b->capacity);
        size_t at = b->count++;
        for (; at > first && date_compare(b->cases[at - 1].on, c.on) > 0; at--)
            b->cases[at] = b->cases[at - 1];
        b->cases[at] = c;
    }
    mark_repeats(&b->cases[first], b->count - first);
}
