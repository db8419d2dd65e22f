#include "framework/asked.h"

struct asking {
    struct arena *arena;
    struct asked out;
};

static bool is_of_measures(const struct expr *expr)
{
    if (expr->kind == EXPR_MEASURE)
        return true;
    enum query_kind kind = expr->query.kind;
    return expr->kind == EXPR_QUERY &&
           (kind == QUERY_SHARE_OF_MEASURES || kind == QUERY_COVERAGE_OF_MEASURES ||
            kind == QUERY_VALUE_OF_MEASURE);
}

/* Recursion is bounded by the nesting the framework compiler allows. */
static void ask(struct asking *asking, const struct expr *expr)
{
    struct asked *out = &asking->out;
    if (!expr)
        return;
    if (is_of_measures(expr)) {
        out->at = arena_grow(asking->arena, const struct query *, out->at, out->count,
                             &out->capacity);
        out->at[out->count++] = &expr->query;
    }
    ask(asking, expr->left);
    ask(asking, expr->right);
    for (size_t i = 0; i < expr->part_count; i++)
        ask(asking, expr->parts[i]);
}

static void ask_judgement(struct asking *asking, const struct judgement *node)
{
    for (size_t i = 0; i < node->proposal_count; i++) {
        const struct proposal *proposal = &node->proposals[i];
        for (size_t k = 0; k < proposal->line_count; k++)
            ask(asking, proposal->lines[k].when);
    }
    for (size_t i = 0; i < node->rule_count; i++)
        ask(asking, node->rules[i].when);
}

struct asked asked_of(struct arena *a, const struct plan *plan)
{
    struct asking asking = {.arena = a};
    for (size_t i = 0; i < plan->let_count; i++)
        ask(&asking, plan->lets[i]->expr);
    for (size_t i = 0; i < plan->judgement_count; i++)
        ask_judgement(&asking, plan->judgements[i]);
    for (size_t i = 0; i < plan->question_count; i++)
        ask(&asking, plan->questions[i].when);
    return asking.out;
}

static bool is_within(struct str asked, struct str given)
{
    return str_is_empty(asked) || str_equal_fold(asked, given);
}

bool asked_for(const void *of, const struct batch_measure *measure)
{
    const struct asked *asked = of;
    for (size_t i = 0; i < asked->count; i++) {
        const struct query *query = asked->at[i];
        bool named = !str_is_empty(query->measure);
        if (named && str_equal_fold(query->measure, measure->id))
            return true;
        if (!named && !str_is_empty(measure->topic) &&
            is_within(query->topic, measure->topic) &&
            is_within(query->outcome, measure->outcome))
            return true;
    }
    return false;
}
