/* Coverage of a block: the facts its lines and rules ask for, each question once, and how
 * many of them are known. */
#include "judgement/run.h"

#include <assert.h>

struct covering {
    struct run *run;
    bool *seen; /* one a let */
    struct outcome *out;
};

static void cover(struct covering *c, const struct expr *expr);

static void cover_outcome(struct covering *c, const struct outcome *part)
{
    c->out->asked += part->asked;
    c->out->known += part->known;
    says_add_all(&c->out->ids, part->ids.at, part->ids.count);
}

static void cover_let(struct covering *c, const struct let *let)
{
    if (c->seen[let->index])
        return;
    c->seen[let->index] = true;
    struct outcome part = outcome_of_let(c->run, let);
    cover_outcome(c, &part);
}

static bool is_composed(enum expr_kind kind)
{
    return kind == EXPR_AND || kind == EXPR_OR || kind == EXPR_NOT ||
           kind == EXPR_AT_LEAST;
}

static void cover(struct covering *c, const struct expr *expr)
{
    if (expr->kind == EXPR_LET) {
        cover_let(c, expr->let);
    } else if (expr->kind == EXPR_COMPARE) {
        cover(c, expr->left);
        cover(c, expr->right);
    } else if (is_composed(expr->kind)) {
        for (size_t i = 0; i < expr->part_count; i++)
            cover(c, expr->parts[i]);
    } else {
        struct outcome part = outcome_of(c->run, expr);
        cover_outcome(c, &part);
    }
}

static void cover_rollup(struct covering *c, const struct rollup *rollup)
{
    for (size_t i = 0; i < rollup->member_count; i++) {
        const struct ruling *ruling = &c->run->rulings[rollup->members[i]->index];
        c->out->asked += ruling->applies;
        c->out->known += ruling->applies && gradeset_count(ruling->possible) == 1;
    }
}

static void cover_proposal(struct covering *c, const struct proposal *proposal)
{
    for (size_t i = 0; i < proposal->line_count; i++)
        if (proposal->lines[i].when)
            cover(c, proposal->lines[i].when);
    cover_rollup(c, &proposal->rollup);
}

static void cover_block(struct covering *c, const struct judgement *block)
{
    for (size_t i = 0; i < block->proposal_count; i++) {
        const struct proposal *proposal = &block->proposals[i];
        if (dates_hold(proposal->from, proposal->until, c->run->dated))
            cover_proposal(c, proposal);
    }
    for (size_t i = 0; i < block->rule_count; i++) {
        const struct rule *rule = &block->rules[i];
        if (dates_hold(rule->from, rule->until, c->run->dated))
            cover(c, rule->when);
    }
}

struct outcome outcome_of_coverage(struct run *run, const struct expr *expr)
{
    assert(expr->judgement_count == 1);
    struct outcome out = outcome_new(run);
    struct covering c = {.run = run, .out = &out};
    c.seen = arena_make(run->arena, bool, run->plan->let_count);
    cover_block(&c, expr->judgements[0]);
    out.has_range = true;
    out.is_share = true;
    out.range = interval_any_share();
    if (out.asked > 0) {
        out.range = interval_point(ratio_of((int64_t)out.known, (int64_t)out.asked));
        out.truth = TRUTH_TRUE;
    }
    out.text =
        arena_format(run->arena, "%zu of %zu facts that block %.*s asks for are known",
                     out.known, out.asked, STR_ARG(expr->judgements[0]->path));
    out.brief = out.text;
    return out;
}
