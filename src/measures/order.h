/* Sorting the figures of some 160 areas, and tens of places: without branches in the
 * inner loops, since figures in the order of areas are as good as random and every second
 * guess of the processor would be wrong.  Ties keep their order. */
#ifndef ASSAY_MEASURES_ORDER_H
#define ASSAY_MEASURES_ORDER_H

#include <stddef.h>
#include <stdint.h>

struct ranked {
    double value; /* not NaN */
    uint32_t area;
};

/* Sorts by value, least first; both arrays have room for order_room(count), and what lies
 * behind the first count of them is lost.  O(n log n). */
void order_by_value(struct ranked *at, struct ranked *spare, size_t count);
size_t order_room(size_t count);

/* Sorts eight columns of ten numbers at once, least in the first row. */
enum { ORDER_TEN = 10, ORDER_LANES = 8 };
void order_ten(int32_t ten[ORDER_TEN][ORDER_LANES]);

#endif
