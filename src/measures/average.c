#include "measures/average.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The nearest fraction of a power of ten, as fine as 64 bits allow up to nine decimals.
 */
static struct ratio nearest(double x)
{
    double scale = 1e9;
    while (fabs(x) * scale > 9e18)
        scale /= 10;
    assert(scale >= 1);
    return ratio_of(llround(x * scale), (int64_t)scale);
}

static bool mean_exact(const struct ratio *at, size_t count, struct ratio *out)
{
    struct ratio sum = {0, 1};
    for (size_t i = 0; i < count; i++)
        if (!ratio_add(sum, at[i], &sum))
            return false;
    return ratio_divide(sum, (struct ratio){(int64_t)count, 1}, out);
}

static struct ratio mean(const struct ratio *at, size_t count)
{
    struct ratio exact;
    if (mean_exact(at, count, &exact))
        return exact;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += ratio_double(at[i]);
    return nearest(sum / (double)count);
}

static int by_size(const void *a, const void *b)
{
    return ratio_compare(*(const struct ratio *)a, *(const struct ratio *)b);
}

static struct ratio median(struct arena *a, const struct ratio *at, size_t count)
{
    struct ratio *sorted = arena_make(a, struct ratio, count);
    memcpy(sorted, at, count * sizeof *at);
    qsort(sorted, count, sizeof *sorted, by_size);
    size_t middle = (count - 1) / 2;
    return mean(&sorted[middle], count % 2 ? 1 : 2);
}

struct ratio average_of(struct arena *a, enum average kind, const struct ratio *at,
                        size_t count)
{
    assert(count > 0);
    return kind == AVERAGE_MEDIAN ? median(a, at, count) : mean(at, count);
}
