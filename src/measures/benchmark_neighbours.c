/* What the neighbours of every authority have: mean and median, of eight authorities at
 * once, which processors do for the price of two. */
#include <assert.h>
#include <math.h>

#include "measures/benchmark_inside.h"

static_assert(ORDER_TEN == (int)CUBE_NEIGHBOURS, "the median is of all neighbours");

/* --- who neighbours whom -------------------------------------------------------------
 */

static uint32_t neighbour_of(const struct benchmarker *with, size_t area, size_t rank)
{
    const struct cube *cube = with->cube;
    if (area >= with->count || with->options.model >= cube->model_count)
        return with->none;
    uint32_t neighbour =
        cube->neighbours[with->options.model][area * CUBE_NEIGHBOURS + rank];
    return neighbour < with->count ? neighbour : with->none;
}

/* True where there are neighbours, and the model calls all of them "not close". */
static bool is_weak(const struct benchmarker *with, size_t area)
{
    size_t known = 0, weak = 0;
    for (size_t i = 0; i < CUBE_NEIGHBOURS; i++) {
        if (neighbour_of(with, area, i) == with->none)
            continue;
        const struct str *closeness = with->cube->closeness[with->options.model];
        known++;
        weak += str_equal_fold(closeness[area * CUBE_NEIGHBOURS + i], STR("not close"));
    }
    return known > 0 && weak == known;
}

void benchmark_place_neighbours(struct arena *a, struct benchmarker *with)
{
    size_t eights = (with->count + ORDER_LANES - 1) / ORDER_LANES;
    with->eights = arena_make(a, struct eight, eights);
    with->averages = arena_make(a, struct eight_averages, eights);
    for (size_t i = 0; i < eights * ORDER_LANES; i++) {
        struct eight *eight = &with->eights[i / ORDER_LANES];
        for (size_t rank = 0; rank < CUBE_NEIGHBOURS; rank++)
            eight->neighbours[rank][i % ORDER_LANES] = neighbour_of(with, i, rank);
    }
    for (size_t i = 0; i < with->count; i++)
        with->places[i].weak = is_weak(with, i);
}

/* --- their averages ------------------------------------------------------------------
 */

/* What the sum of two numbers loses to rounding, exactly (Knuth 4.2.2): a mean of
 * published decimals then prints as short as they do. */
static inline double lost_in(double a, double b)
{
    double sum = a + b, b_kept = sum - a;
    return (a - (sum - b_kept)) + (b - b_kept);
}

/* The middle of up to ten, by their places on the ladder: what was sorted once need not
 * be sorted again. */
static double median_of(const double *ladder, int32_t low_rung, int32_t high_rung)
{
    double low = ladder[low_rung], high = ladder[high_rung];
    return low < high ? (low + high) / 2 : low;
}

static void average_eight(const struct benchmarker *with, const struct eight *eight,
                          struct eight_averages *out)
{
    int32_t rungs[ORDER_TEN][ORDER_LANES];
    double sum[ORDER_LANES] = {0}, lost[ORDER_LANES] = {0};
    int32_t count[ORDER_LANES] = {0};
    for (size_t i = 0; i < CUBE_NEIGHBOURS; i++) {
        for (size_t k = 0; k < ORDER_LANES; k++) {
            uint32_t neighbour = eight->neighbours[i][k];
            double value = with->filled[neighbour];
            rungs[i][k] = with->rung[neighbour];
            count[k] += rungs[i][k] != NO_RUNG;
            lost[k] += lost_in(sum[k], value);
            sum[k] += value;
        }
    }
    order_ten(rungs);
    for (size_t k = 0; k < ORDER_LANES; k++) {
        bool enough = count[k] >= with->options.need_neighbours;
        out->with[k] = count[k];
        out->mean[k] = enough ? (sum[k] + lost[k]) / count[k] : (double)NAN;
        out->median[k] = enough ? median_of(with->ladder, rungs[(count[k] - 1) / 2][k],
                                            rungs[count[k] / 2][k])
                                : (double)NAN;
    }
}

void benchmark_neighbours(struct benchmarker *with)
{
    for (size_t i = 0; i < with->count; i += ORDER_LANES)
        average_eight(with, &with->eights[i / ORDER_LANES],
                      &with->averages[i / ORDER_LANES]);
}
