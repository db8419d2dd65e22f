/* Sorting the figures of some 160 areas: a merge sort without a branch in its inner loop,
 * since figures in the order of areas are as good as random.  Ties keep their order. */
#ifndef ASSAY_MEASURES_ORDER_H
#define ASSAY_MEASURES_ORDER_H

#include <stddef.h>
#include <stdint.h>

struct ranked {
    double value; /* not NaN */
    uint32_t area;
};

/* Sorts by value, least first; `spare` has room for as many.  O(n log n). */
void order_by_value(struct ranked *at, struct ranked *spare, size_t count);

/* Sorts ten numbers, least first. */
enum { ORDER_TEN = 10 };
void order_ten(uint32_t ten[ORDER_TEN]);

#endif
