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

static struct str number_text(struct trials *t, struct interval i, bool share)
{
    enum { DECIMALS = 3 };
    if (!interval_is_point(i))
        return interval_text(t->scratch, i, share);
    return share ? ratio_percent(t->scratch, i.low, DECIMALS)
                 : ratio_text(t->scratch, i.low, DECIMALS);
}

static void try_let(struct trials *t, const struct let *let, struct interval from,
                    struct ratio to, bool *moved)
{
    bool share = let->expr->type == TYPE_SHARE;
    arena_reset(t->scratch);
    struct trial trial = {.id = let->id, .moved = moved};
    trial.override = (struct let_override){.let = let, .range = interval_point(to)};
    struct str was = number_text(t, from, share);
    struct str now = number_text(t, trial.override.range, share);
    trial.what =
        arena_format(t->scratch, "%.*s instead of %.*s", STR_ARG(now), STR_ARG(was));
    trial_run(t, &trial);
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

struct movement {
    const struct thresholds *over;
    struct interval range;
    int side; /* -1 down, 1 up */
};

/* Candidates stand at each threshold and the least step to either side of it. */
static bool candidate(const struct thresholds *all, size_t index, struct ratio *out)
{
    struct ratio step = least_of(all->let->expr->type);
    step.num *= (int64_t)(index % 3) - 1;
    return ratio_add(all->at[index / 3], step, out) &&
           is_within(all->let->expr->type, *out);
}

/* The nearest candidate beyond `than`; `at` allows `than` itself. */
static bool next(const struct movement *m, bool at, struct ratio *than)
{
    struct ratio best = *than, r;
    bool found = false;
    for (size_t i = 0; i < 3 * m->over->count; i++) {
        if (!candidate(m->over, i, &r))
            continue;
        int beyond = m->side * ratio_compare(r, *than);
        if (beyond < 0 || (beyond == 0 && !at))
            continue;
        if (!found || m->side * ratio_compare(r, best) < 0)
            best = r;
        found = true;
    }
    *than = best;
    return found;
}

/* From the end of what is known outwards; an end that is not itself included is the first
 * candidate. */
static void try_side(struct trials *t, const struct movement *m)
{
    bool up = m->side > 0;
    bool open = up ? m->range.high_open : m->range.low_open;
    struct ratio to = up ? m->range.high : m->range.low;
    bool *moved = trial_moves(t);
    for (bool at = open; next(m, at, &to); at = false)
        try_let(t, m->over->let, m->range, to, moved);
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
        try_side(t, &(struct movement){&all, range, -1});
        try_side(t, &(struct movement){&all, range, 1});
    }
}

/* --- weights --- */

static void try_weight(struct trials *t, const struct judgement *block, unsigned weight,
                       bool *moved)
{
    arena_reset(t->scratch);
    struct trial trial = {.id = block->path, .tweak = {block, weight}, .moved = moved};
    trial.what =
        arena_format(t->scratch, "weight %u instead of %u", weight, block->weight);
    trial_run(t, &trial);
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

enum { WEIGHTS_MOST = 50 }; /* by which one weight is moved */

static void try_block(struct trials *t, const struct judgement *block, unsigned most)
{
    bool *down = trial_moves(t), *up = trial_moves(t);
    unsigned weight = block->weight;
    for (unsigned step = 1; step <= WEIGHTS_MOST && step < weight; step++)
        try_weight(t, block, weight - step, down);
    for (unsigned step = 1; step <= WEIGHTS_MOST && weight + step <= most; step++)
        try_weight(t, block, weight + step, up);
}

void try_weights(struct trials *t)
{
    const struct plan *plan = t->base->plan;
    unsigned most = heaviest(plan);
    for (size_t i = 0; i < plan->judgement_count; i++)
        if (plan->judgements[i]->kind == NODE_BLOCK)
            try_block(t, plan->judgements[i], most);
}
