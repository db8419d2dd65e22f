#include "measures/order.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Runs are as long as this at most: as short as pays, since comparing every two of a run
 * needs no branch. */
enum { RUN_MOST = 10 };

size_t order_room(size_t count)
{
    return 2 *
           count; /* fewer than one number is added to each of at most count / 5 runs */
}

/* Puts each of a run where as many lie before it as are less, or equal and stood before.
 */
static void sort_run(const struct ranked *from, size_t count, struct ranked *to)
{
    uint32_t place[RUN_MOST] = {0};
    assert(count <= RUN_MOST);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            uint32_t less = from[k].value < from[i].value;
            place[i] += less;
            place[k] += 1 - less;
        }
    }
    for (size_t i = 0; i < count; i++)
        to[place[i]] = from[i];
}

/* Two sorted runs of the same length, one behind the other, into one: the lesser half
 * from the front, the greater from the back, which are two chains of steps for the
 * processor and never reach the other run's end before the last step. */
static void merge(const struct ranked *from, size_t length, struct ranked *to)
{
    size_t left = 0, right = length;
    size_t left_end = length, right_end = 2 * length;
    for (size_t i = 0; i < length; i++) {
        size_t take_right = from[right].value < from[left].value;
        to[i] = from[take_right ? right : left];
        right += take_right;
        left += 1 - take_right;
        size_t take_left = from[right_end - 1].value < from[left_end - 1].value;
        to[2 * length - 1 - i] = from[(take_left ? left_end : right_end) - 1];
        left_end -= take_left;
        right_end -= 1 - take_left;
    }
}

void order_by_value(struct ranked *at, struct ranked *spare, size_t count)
{
    size_t runs = 1;
    while (count > runs * RUN_MOST)
        runs *= 2;
    size_t length = (count + runs - 1) / runs, padded = length * runs;
    assert(padded <= order_room(count));
    for (size_t i = count; i < padded; i++)
        at[i] = (struct ranked){(double)INFINITY, UINT32_MAX};
    for (size_t i = 0; i < padded; i += length)
        sort_run(at + i, length, spare + i);
    struct ranked *from = spare, *to = at;
    for (; length < padded; length *= 2) {
        for (size_t i = 0; i < padded; i += 2 * length)
            merge(from + i, length, to + i);
        struct ranked *was = from;
        from = to;
        to = was;
    }
    if (from != at)
        memcpy(at, from, count * sizeof *at);
}

/* --- ten numbers ---------------------------------------------------------------------
 */

/* Of two rows the lesser of each column into the first: loops of fixed length over small
 * whole numbers, which compilers turn into vectors. */
static inline void exchange(int32_t *restrict a, int32_t *restrict b)
{
    for (size_t k = 0; k < ORDER_LANES; k++) {
        int32_t x = a[k], y = b[k];
        a[k] = x < y ? x : y;
        b[k] = x < y ? y : x;
    }
}

/* A sorting network: 29 comparisons in 8 layers, the fewest there can be (Codish,
 * Cruz-Filipe, Frank and Schneider-Kamp 2014).  Written out, since a loop over a table of
 * them takes several times as long; the test tries all 1,024 patterns. */
void order_ten(int32_t t[ORDER_TEN][ORDER_LANES])
{
    exchange(t[0], t[8]);
    exchange(t[1], t[9]);
    exchange(t[2], t[7]);
    exchange(t[3], t[5]);
    exchange(t[4], t[6]);
    exchange(t[0], t[2]);
    exchange(t[1], t[4]);
    exchange(t[5], t[8]);
    exchange(t[7], t[9]);
    exchange(t[0], t[3]);
    exchange(t[2], t[4]);
    exchange(t[5], t[7]);
    exchange(t[6], t[9]);
    exchange(t[0], t[1]);
    exchange(t[3], t[6]);
    exchange(t[8], t[9]);
    exchange(t[1], t[5]);
    exchange(t[2], t[3]);
    exchange(t[4], t[8]);
    exchange(t[6], t[7]);
    exchange(t[1], t[2]);
    exchange(t[3], t[5]);
    exchange(t[4], t[6]);
    exchange(t[7], t[8]);
    exchange(t[2], t[3]);
    exchange(t[4], t[5]);
    exchange(t[6], t[7]);
    exchange(t[3], t[4]);
    exchange(t[5], t[6]);
}
