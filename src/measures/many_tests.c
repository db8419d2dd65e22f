#include "measures/many_tests.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>

#include "measures/order.h"

/* The tests there are, the least p first. */
static struct ranked *in_order(struct arena *a, const double *p, size_t count,
                               size_t *tests)
{
    struct ranked *at = arena_make(a, struct ranked, order_room(count));
    struct ranked *spare = arena_make(a, struct ranked, order_room(count));
    size_t n = 0;
    assert(count < UINT32_MAX);
    for (size_t i = 0; i < count; i++) {
        assert(isnan(p[i]) || (p[i] >= 0 && p[i] <= 1));
        if (!isnan(p[i]))
            at[n++] = (struct ranked){p[i], (uint32_t)i};
    }
    order_by_value(at, spare, n);
    *tests = n;
    return at;
}

void many_tests_holm(struct arena *a, const double *p, size_t count, double *adjusted)
{
    size_t n;
    const struct ranked *at = in_order(a, p, count, &n);
    for (size_t i = 0; i < count; i++)
        adjusted[i] = (double)NAN;
    double worst = 0;
    for (size_t i = 0; i < n; i++) {
        worst = fmax(worst, fmin(1, at[i].value * (double)(n - i)));
        adjusted[at[i].area] = worst;
    }
}

void many_tests_false_discovery(struct arena *a, const double *p, size_t count,
                                double *adjusted)
{
    size_t n;
    const struct ranked *at = in_order(a, p, count, &n);
    for (size_t i = 0; i < count; i++)
        adjusted[i] = (double)NAN;
    double best = 1;
    for (size_t i = n; i > 0; i--) {
        best = fmin(best, at[i - 1].value * (double)n / (double)i);
        adjusted[at[i - 1].area] = best;
    }
}
