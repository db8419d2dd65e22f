/* Every expression of a plan, in file order. */
#include "judgement/trial.h"

static void walk(const struct expr *expr, walk_visit *visit, void *context)
{
    visit(context, expr);
    if (expr->kind == EXPR_COMPARE) {
        walk(expr->left, visit, context);
        walk(expr->right, visit, context);
    }
    for (size_t i = 0; i < expr->part_count; i++)
        walk(expr->parts[i], visit, context);
}

static void walk_proposal(const struct proposal *proposal, walk_visit *visit,
                          void *context)
{
    for (size_t i = 0; i < proposal->line_count; i++)
        if (proposal->lines[i].when)
            walk(proposal->lines[i].when, visit, context);
}

static void walk_judgement(const struct judgement *node, walk_visit *visit, void *context)
{
    for (size_t i = 0; i < node->proposal_count; i++)
        walk_proposal(&node->proposals[i], visit, context);
    for (size_t i = 0; i < node->rule_count; i++)
        walk(node->rules[i].when, visit, context);
}

void walk_plan(const struct plan *plan, walk_visit *visit, void *context)
{
    for (size_t i = 0; i < plan->let_count; i++)
        walk(plan->lets[i]->expr, visit, context);
    for (size_t i = 0; i < plan->judgement_count; i++)
        walk_judgement(plan->judgements[i], visit, context);
}
