#include "measures/order.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { RUN = 8 };

static void sort_run(struct ranked *at, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct ranked one = at[i];
        size_t place = i;
        for (; place > 0 && one.value < at[place - 1].value; place--)
            at[place] = at[place - 1];
        at[place] = one;
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Two sorted runs of `from`, [0, middle) and [middle, count), into one. */
static void merge(const struct ranked *from, size_t middle, size_t count,
                  struct ranked *to)
{
    size_t left = 0, right = middle;
    while (left < middle && right < count) {
        size_t take_right = from[right].value < from[left].value;
        *to++ = from[take_right ? right : left];
        right += take_right;
        left += 1 - take_right;
    }
    memcpy(to, from + left, (middle - left) * sizeof *to);
    memcpy(to + (middle - left), from + right, (count - right) * sizeof *to);
}

void order_by_value(struct ranked *at, struct ranked *spare, size_t count)
{
    struct ranked *from = at, *to = spare;
    for (size_t i = 0; i < count; i += RUN)
        sort_run(at + i, least(RUN, count - i));
    for (size_t width = RUN; width < count; width *= 2) {
        for (size_t i = 0; i < count; i += 2 * width)
            merge(from + i, least(width, count - i), least(2 * width, count - i), to + i);
        struct ranked *was = from;
        from = to;
        to = was;
    }
    if (from != at)
        memcpy(at, from, count * sizeof *at);
}

/* A sorting network for ten: 29 comparisons in 8 layers, the fewest there can be (Codish,
 * Cruz-Filipe, Frank and Schneider-Kamp 2014); the test tries all 1,024 patterns. */
static const uint8_t network[29][2] = {
    {0, 8}, {1, 9}, {2, 7}, {3, 5}, {4, 6}, {0, 2}, {1, 4}, {5, 8}, {7, 9}, {0, 3},
    {2, 4}, {5, 7}, {6, 9}, {0, 1}, {3, 6}, {8, 9}, {1, 5}, {2, 3}, {4, 8}, {6, 7},
    {1, 2}, {3, 5}, {4, 6}, {7, 8}, {2, 3}, {4, 5}, {6, 7}, {3, 4}, {5, 6},
};

double order_median_of_ten(double ten[ORDER_TEN], int with)
{
    assert(with >= 0 && with <= ORDER_TEN);
    if (!with)
        return (double)NAN;
    for (size_t i = 0; i < sizeof network / sizeof *network; i++) {
        double a = ten[network[i][0]], b = ten[network[i][1]];
        ten[network[i][0]] = a < b ? a : b;
        ten[network[i][1]] = a < b ? b : a;
    }
    double low = ten[(with - 1) / 2], high = ten[with / 2];
    return low < high ? (low + high) / 2 : low;
}
