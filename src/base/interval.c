#include "base/interval.h"

#include <assert.h>

struct interval interval_point(struct ratio r)
{
    return (struct interval){.low = r, .high = r};
}

struct interval interval_of(struct ratio low, struct ratio high)
{
    assert(ratio_compare(low, high) <= 0);
    return (struct interval){.low = low, .high = high};
}

struct interval interval_unbounded(void)
{
    return (struct interval){.low = {0, 1}, .high = {0, 1}, .unbounded = true};
}

struct interval interval_any_share(void)
{
    return interval_of((struct ratio){0, 1}, (struct ratio){1, 1});
}

bool interval_is_point(struct interval i)
{
    return !i.unbounded && ratio_compare(i.low, i.high) == 0;
}

/* Takes the lower (sign 1) or upper (sign -1) of two bounds; at the same number the bound
 * that includes it reaches further. */
static void hull_bound(struct ratio *bound, bool *open, struct ratio other,
                       bool other_open, int sign)
{
    int order = sign * ratio_compare(other, *bound);
    if (order < 0) {
        *bound = other;
        *open = other_open;
    } else if (order == 0) {
        *open = *open && other_open;
    }
}

struct interval interval_hull(struct interval a, struct interval b)
{
    if (a.unbounded || b.unbounded)
        return interval_unbounded();
    hull_bound(&a.low, &a.low_open, b.low, b.low_open, 1);
    hull_bound(&a.high, &a.high_open, b.high, b.high_open, -1);
    return a;
}

/* Whether every a is less than every b (`strict`), or less or equal. */
static bool all_before(struct interval a, struct interval b, bool strict)
{
    int order = ratio_compare(a.high, b.low);
    return order < 0 || (order == 0 && (!strict || a.high_open || b.low_open));
}

static truth compare_order(struct interval a, struct interval b, bool strict)
{
    if (all_before(a, b, strict))
        return TRUTH_TRUE;
    return all_before(b, a, !strict) ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static truth compare_equal(struct interval a, struct interval b)
{
    if (all_before(a, b, true) || all_before(b, a, true))
        return TRUTH_FALSE;
    bool points = interval_is_point(a) && interval_is_point(b);
    return points ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

truth interval_compare(struct interval a, enum comparison op, struct interval b)
{
    if (a.unbounded || b.unbounded)
        return TRUTH_UNKNOWN;
    switch (op) {
    case COMPARE_LT:
        return compare_order(a, b, true);
    case COMPARE_LE:
        return compare_order(a, b, false);
    case COMPARE_EQ:
        return compare_equal(a, b);
    case COMPARE_GE:
        return compare_order(b, a, false);
    case COMPARE_GT:
        return compare_order(b, a, true);
    }
    assert(false && "a comparison outside its enum");
    return TRUTH_UNKNOWN;
}

/* With one decimal, or as many as it takes not to look like the whole percentage beside
 * it: 79.96% is not "80%" where 80% is the cut-off. */
static struct str share_text(struct arena *a, struct ratio r)
{
    enum { DECIMALS_MOST = 6 };
    bool whole = 100 % r.den == 0;
    int decimals = 1;
    struct str text = ratio_percent(a, r, decimals);
    while (!whole && str_find_last(text, '.') == text.len && decimals < DECIMALS_MOST)
        text = ratio_percent(a, r, ++decimals);
    return text;
}

static struct str bound_text(struct arena *a, struct ratio r, bool share)
{
    return share ? share_text(a, r) : ratio_text(a, r, 3);
}

struct str interval_text(struct arena *a, struct interval i, bool share)
{
    if (i.unbounded)
        return STR("unknown");
    struct str low = bound_text(a, i.low, share);
    if (interval_is_point(i))
        return low;
    struct str high = bound_text(a, i.high, share);
    return arena_format(a, "%c%.*s, %.*s%c", i.low_open ? '(' : '[', STR_ARG(low),
                        STR_ARG(high), i.high_open ? ')' : ']');
}
