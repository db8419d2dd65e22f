#include "records/providers.h"

#include <stdlib.h>
#include <string.h>

struct providers {
    const struct provider *at;
    size_t count;
};

static int by_urn(const void *a, const void *b)
{
    const struct provider *left = a, *right = b;
    return str_compare(left->urn, right->urn);
}

const struct providers *providers_of(struct arena *a, const struct provider *at,
                                     size_t count)
{
    struct provider *sorted = arena_make(a, struct provider, count);
    struct providers *all = arena_alloc(a, sizeof *all);
    if (count)
        memcpy(sorted, at, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_urn);
    *all = (struct providers){sorted, count};
    return all;
}

const struct provider *providers_find(const struct providers *all, struct str urn,
                                      size_t *count)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(all->at[middle].urn, urn) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < all->count && str_equal(all->at[end].urn, urn))
        end++;
    *count = end - low;
    return *count ? &all->at[low] : NULL;
}

bool provider_has_code(struct str codes, struct str code)
{
    while (codes.len > 0)
        if (str_equal(str_cut(codes, ',', &codes), code))
            return true;
    return false;
}
