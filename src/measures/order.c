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

/* --- ten numbers ---------------------------------------------------------------------
 */

/* A few instructions without a branch: of whole numbers, since compilers branch on
 * doubles, which may be no number. */
static inline void exchange(uint32_t *restrict a, uint32_t *restrict b)
{
    uint32_t x = *a, y = *b;
    *a = x < y ? x : y;
    *b = x < y ? y : x;
}

/* A sorting network: 29 comparisons in 8 layers, the fewest there can be (Codish,
 * Cruz-Filipe, Frank and Schneider-Kamp 2014).  Written out, since a loop over a table of
 * them takes several times as long; the test tries all 1,024 patterns. */
void order_ten(uint32_t t[ORDER_TEN])
{
    exchange(&t[0], &t[8]);
    exchange(&t[1], &t[9]);
    exchange(&t[2], &t[7]);
    exchange(&t[3], &t[5]);
    exchange(&t[4], &t[6]);
    exchange(&t[0], &t[2]);
    exchange(&t[1], &t[4]);
    exchange(&t[5], &t[8]);
    exchange(&t[7], &t[9]);
    exchange(&t[0], &t[3]);
    exchange(&t[2], &t[4]);
    exchange(&t[5], &t[7]);
    exchange(&t[6], &t[9]);
    exchange(&t[0], &t[1]);
    exchange(&t[3], &t[6]);
    exchange(&t[8], &t[9]);
    exchange(&t[1], &t[5]);
    exchange(&t[2], &t[3]);
    exchange(&t[4], &t[8]);
    exchange(&t[6], &t[7]);
    exchange(&t[1], &t[2]);
    exchange(&t[3], &t[5]);
    exchange(&t[4], &t[6]);
    exchange(&t[7], &t[8]);
    exchange(&t[2], &t[3]);
    exchange(&t[4], &t[5]);
    exchange(&t[6], &t[7]);
    exchange(&t[3], &t[4]);
    exchange(&t[5], &t[6]);
}
