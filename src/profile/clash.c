/* Shares told twice, by a word and by a number that cannot both be so. */
#include <stdlib.h>

#include "profile/families.h"

static int order_of(int a, int b)
{
    return (a > b) - (a < b);
}

/* Rows of the same fact stand together, each fact in the order of its rows. */
static int by_fact(const void *left, const void *right)
{
    const struct share *a = *(const struct share *const *)left;
    const struct share *b = *(const struct share *const *)right;
    const int orders[] = {
        str_compare(a->service, b->service),
        order_of((int)a->at_least.position, (int)b->at_least.position),
        date_compare(a->as_at, b->as_at),
        str_compare(a->aspect, b->aspect),
        order_of(a > b, a < b),
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

static bool same_fact(const struct share *a, const struct share *b)
{
    return str_equal(a->service, b->service) &&
           scale_same(a->at_least.scale, b->at_least.scale) &&
           a->at_least.position == b->at_least.position &&
           date_compare(a->as_at, b->as_at) == 0 && str_equal(a->aspect, b->aspect);
}

static bool is_word(const struct share *row)
{
    return !row->has_count && !row->has_percent;
}

/* Two numbers, and two words, were compared when the folder was read. */
static bool clash(const struct profile *p, const struct share *a, const struct share *b)
{
    if (is_word(a) == is_word(b))
        return false;
    return interval_compare(shares_range(p, a), COMPARE_EQ, shares_range(p, b)) ==
           TRUTH_FALSE;
}

static int by_second(const void *left, const void *right)
{
    const struct share_clash *a = left, *b = right;
    return order_of(a->second > b->second, a->second < b->second);
}

struct share_clash *profile_share_clashes(const struct profile *profile, size_t *count)
{
    size_t rows = profile->shares_count, found = 0, start = 0;
    const struct share **sorted = arena_make(profile->arena, const struct share *, rows);
    struct share_clash *clashes = arena_make(profile->arena, struct share_clash, rows);
    for (size_t i = 0; i < rows; i++)
        sorted[i] = profile->shares[i];
    qsort(sorted, rows, sizeof *sorted, by_fact);
    for (size_t i = 1; i < rows; i++) {
        if (!same_fact(sorted[start], sorted[i]))
            start = i;
        else if (clash(profile, sorted[start], sorted[i]))
            clashes[found++] = (struct share_clash){sorted[start], sorted[i]};
    }
    qsort(clashes, found, sizeof *clashes, by_second);
    *count = found;
    return clashes;
}
