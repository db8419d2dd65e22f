#include "judgement/rollup.h"

#include <assert.h>
#include <string.h>

static uint32_t better_than(unsigned position)
{
    return ((uint32_t)1 << position) - 1;
}

static uint32_t worse_than(unsigned position)
{
    return ~(((uint32_t)2 << position) - 1);
}

static size_t weight_of(const struct members *m)
{
    size_t sum = 0;
    for (size_t i = 0; i < m->count; i++)
        sum += m->at[i].weight;
    return sum;
}

/* --- one middle grade -----------------------------------------------------------------
 */

/* Whether each half outside a grade can be lighter than half.  Members that may have the
 * grade itself are best left there: they then weigh on neither side.  `reach[w]` says
 * that the others can bring weight w to the better side. */
static bool may_be_middle(const struct members *m, unsigned position)
{
    size_t all = weight_of(m), outside = 0;
    bool *reach = arena_make(m->arena, bool, all + 1);
    reach[0] = true;
    for (size_t i = 0; i < m->count; i++) {
        const struct member *member = &m->at[i];
        if (gradeset_has(member->possible, position))
            continue;
        bool better = (member->possible.bits & better_than(position)) != 0;
        bool worse = (member->possible.bits & worse_than(position)) != 0;
        outside += member->weight;
        for (size_t w = outside + 1; w-- > 0;) {
            bool moved = better && w >= member->weight && reach[w - member->weight];
            reach[w] = moved || (worse && reach[w]);
        }
    }
    for (size_t w = 0; w <= outside; w++)
        if (reach[w] && 2 * w < all && 2 * (outside - w) < all)
            return true;
    return false;
}

/* --- two middle grades -----------------------------------------------------------------
 */

/* On each side of the gap somebody has the middle grade itself. */
enum { NOBODY = 1, AT_BETTER = 2, AT_WORSE = 4, AT_BOTH = 8 };

/* The states after one member joins the better side, with the middle grade or without. */
static unsigned char joined(unsigned char states, unsigned char own, unsigned char other,
                            bool may_be_inner, bool may_be_outer)
{
    unsigned char next = may_be_outer ? states : 0;
    if (may_be_inner && (states & (NOBODY | own)))
        next |= own;
    if (may_be_inner && (states & (other | AT_BOTH)))
        next |= AT_BOTH;
    return next;
}

/* Whether weight can split into equal halves, one at `better` or better and one at
 * `worse` or worse, with somebody at each.  `reach[w]` holds the states in which the
 * better half weighs w so far. */
static bool may_be_middles(const struct members *m, unsigned better, unsigned worse)
{
    size_t all = weight_of(m), so_far = 0;
    unsigned char *reach = arena_make(m->arena, unsigned char, all + 1);
    reach[0] = NOBODY;
    for (size_t i = 0; i < m->count; i++) {
        gradeset p = m->at[i].possible;
        size_t weight = m->at[i].weight;
        bool outer_better = (p.bits & better_than(better)) != 0;
        bool outer_worse = (p.bits & worse_than(worse)) != 0;
        so_far += weight;
        for (size_t w = so_far + 1; w-- > 0;) {
            unsigned char up = w < weight ? 0
                                          : joined(reach[w - weight], AT_BETTER, AT_WORSE,
                                                   gradeset_has(p, better), outer_better);
            unsigned char down = joined(reach[w], AT_WORSE, AT_BETTER,
                                        gradeset_has(p, worse), outer_worse);
            reach[w] = up | down;
        }
    }
    return all % 2 == 0 && (reach[all / 2] & AT_BOTH) != 0;
}

static bool reaches(const struct members *m, unsigned better, unsigned worse)
{
    return better == worse ? may_be_middle(m, better) : may_be_middles(m, better, worse);
}

gradeset rollup_middle(const struct members *m, enum ties ties)
{
    assert(m->count > 0);
    gradeset result = {0};
    for (unsigned better = 0; better < m->grades; better++)
        for (unsigned worse = better; worse < m->grades; worse++)
            if (reaches(m, better, worse))
                result = gradeset_union(
                    result, gradeset_one(ties == TIES_BETTER ? better : worse));
    return result;
}

/* --- ties as a judgement
 * ---------------------------------------------------------------- */

static unsigned clamped(unsigned position, unsigned better, unsigned worse)
{
    if (position < better)
        return better;
    return position > worse ? worse : position;
}

static gradeset middle_given(const struct members *m, unsigned position)
{
    gradeset result = {0};
    for (unsigned better = 0; better < m->grades; better++)
        for (unsigned worse = better; worse < m->grades; worse++)
            if (reaches(m, better, worse))
                result = gradeset_union(result,
                                        gradeset_one(clamped(position, better, worse)));
    return result;
}

gradeset rollup_middle_as(const struct members *m, gradeset as, size_t index)
{
    assert(index == SIZE_MAX || index < m->count);
    struct member *at = arena_make(m->arena, struct member, m->count);
    memcpy(at, m->at, m->count * sizeof *at);
    struct members given = *m;
    given.at = at;
    gradeset result = {0};
    for (unsigned position = 0; position < m->grades; position++) {
        if (!gradeset_has(as, position))
            continue;
        if (index != SIZE_MAX)
            at[index].possible = gradeset_one(position);
        result = gradeset_union(result, middle_given(&given, position));
    }
    return result;
}

/* --- at least N
 * --------------------------------------------------------------------------- */

/* Whether the need-th best grade can be this one: fewer than `need` members are better
 * and at least `need` reach it.  Members that may have the grade itself are best left
 * there; `free` ones may choose a side. */
static bool may_be_reached(const struct members *m, size_t need, unsigned position)
{
    size_t at = 0, better = 0, free = 0;
    for (size_t i = 0; i < m->count; i++) {
        uint32_t bits = m->at[i].possible.bits;
        bool up = (bits & better_than(position)) != 0;
        bool down = (bits & worse_than(position)) != 0;
        if (gradeset_has(m->at[i].possible, position))
            at++;
        else if (up && down)
            free++;
        else
            better += up;
    }
    return better < need && at > 0 && better + free + at >= need;
}

gradeset rollup_at_least(const struct members *m, size_t need)
{
    assert(need > 0 && need <= m->count);
    gradeset result = {0};
    for (unsigned position = 0; position < m->grades; position++)
        if (may_be_reached(m, need, position))
            result = gradeset_union(result, gradeset_one(position));
    return result;
}
