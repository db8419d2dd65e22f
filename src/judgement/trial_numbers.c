/* Trials on numbers: the least movement of a let over the thresholds it is compared with,
 * and the least change of one block's weight. */
#include "judgement/trial.h"

/* --- lets --- */

/* Thresholds of one let, gathered from every comparison with it. */
struct thresholds {
    const struct let *let;
    struct ratio *at;
    size_t count, capacity;
    struct arena *arena;
};

static void threshold_add(struct thresholds *all, const struct expr *let,
                          const struct expr *literal)
{
    if (let->kind != EXPR_LET || let->let != all->let || literal->kind != EXPR_LITERAL)
        return;
    if (all->count == all->capacity)
        all->at =
            arena_grow(all->arena, struct ratio, all->at, all->count, &all->capacity);
    all->at[all->count++] = literal->literal.low;
}

static void gather(void *context, const struct expr *expr)
{
    if (expr->kind != EXPR_COMPARE)
        return;
    threshold_add(context, expr->left, expr->right);
    threshold_add(context, expr->right, expr->left);
}

static bool try_let(struct trials *t, const struct let *let, struct interval from,
                    struct ratio to)
{
    bool share = let->expr->type == TYPE_SHARE;
    arena_reset(t->scratch);
    struct trial trial = {.id = let->id};
    trial.override = (struct let_override){.let = let, .range = interval_point(to)};
    struct str was = interval_text(t->scratch, from, share);
    struct str now = interval_text(t->scratch, trial.override.range, share);
    trial.what =
        arena_format(t->scratch, "%.*s instead of %.*s", STR_ARG(now), STR_ARG(was));
    return trial_run(t, &trial);
}

/* The least amount by which a number of this type is moved: a tenth of a per cent, one of
 * a count, a tenth of other numbers. */
static struct ratio least_of(enum type type)
{
    if (type == TYPE_SHARE)
        return (struct ratio){1, 1000};
    return type == TYPE_COUNT ? (struct ratio){1, 1} : (struct ratio){1, 10};
}

static bool is_within(enum type type, struct ratio r)
{
    bool low = type == TYPE_NUMBER || ratio_compare(r, (struct ratio){0, 1}) >= 0;
    bool high = type != TYPE_SHARE || ratio_compare(r, (struct ratio){1, 1}) <= 0;
    return low && high;
}

/* The candidate nearest to `from` on one side of it and beyond `than`. */
static bool next(const struct thresholds *all, struct ratio from, int side,
                 struct ratio *than)
{
    enum type type = all->let->expr->type;
    struct ratio step = least_of(type), best = from;
    bool found = false;
    for (size_t i = 0; i < 3 * all->count; i++) {
        struct ratio by = {step.num * ((int64_t)(i % 3) - 1), step.den}, r;
        if (!ratio_add(all->at[i / 3], by, &r) || !is_within(type, r) ||
            side * ratio_compare(r, *than) <= 0)
            continue;
        if (!found || side * ratio_compare(r, best) < 0)
            best = r;
        found = true;
    }
    *than = best;
    return found;
}

static void try_side(struct trials *t, const struct thresholds *all,
                     struct interval range, int side)
{
    struct ratio from = side > 0 ? range.high : range.low, to = from;
    while (next(all, from, side, &to))
        if (try_let(t, all->let, range, to))
            return;
}

static bool is_number(enum type type)
{
    return type == TYPE_SHARE || type == TYPE_COUNT || type == TYPE_NUMBER;
}

void try_lets(struct trials *t)
{
    const struct verdict *base = t->base;
    for (size_t i = 0; i < base->let_count; i++) {
        const struct let *let = base->plan->lets[i];
        struct interval range = base->lets[i].range;
        struct thresholds all = {.let = let, .arena = t->arena};
        if (!is_number(let->expr->type) || range.unbounded)
            continue;
        walk_plan(base->plan, gather, &all);
        try_side(t, &all, range, -1);
        try_side(t, &all, range, 1);
    }
}

/* --- weights --- */

static bool try_weight(struct trials *t, const struct judgement *block, unsigned weight)
{
    arena_reset(t->scratch);
    struct trial trial = {.id = block->path, .tweak = {block, weight}};
    trial.what =
        arena_format(t->scratch, "weight %u instead of %u", weight, block->weight);
    return trial_run(t, &trial);
}

/* A block that outweighs all others together settles the middle alone: no need to go on.
 */
static unsigned heaviest(const struct plan *plan)
{
    unsigned sum = 1;
    for (size_t i = 0; i < plan->judgement_count; i++)
        if (plan->judgements[i]->kind == NODE_BLOCK)
            sum += plan->judgements[i]->weight;
    return sum;
}

static void try_block(struct trials *t, const struct judgement *block, unsigned most)
{
    for (unsigned weight = block->weight - 1; weight > 0; weight--)
        if (try_weight(t, block, weight))
            break;
    for (unsigned weight = block->weight + 1; weight <= most; weight++)
        if (try_weight(t, block, weight))
            break;
}

void try_weights(struct trials *t)
{
    const struct plan *plan = t->base->plan;
    unsigned most = heaviest(plan);
    for (size_t i = 0; i < plan->judgement_count; i++)
        if (plan->judgements[i]->kind == NODE_BLOCK)
            try_block(t, plan->judgements[i], most);
}
