/* Work on several threads: every item once, taken in order, whatever the threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pool.h"

enum { ITEMS = 5000, STOP_AT = 777 };

struct squares {
    uint64_t sum;
    size_t taken;
    size_t stop_at;
};

static void *square(void *context, struct arena *a, size_t item)
{
    (void)context;
    uint64_t *made = arena_alloc(a, sizeof *made);
    /* Uneven work, so that threads overtake each other. */
    for (size_t i = 0; i < (item % 7) * 500; i++)
        *(volatile uint64_t *)made = i;
    *made = (uint64_t)item * item;
    return made;
}

static status add(void *context, size_t item, void *made, struct fault *why)
{
    struct squares *s = context;
    uint64_t *value = made;
    assert_int_equal(item, s->taken);
    assert_int_equal(*value, (uint64_t)item * item);
    s->taken++;
    s->sum += *value;
    if (item == s->stop_at)
        return fault_set(why, ERR_IO, "enough");
    return OK;
}

static void items_are_taken_once_and_in_order(void **state)
{
    (void)state;
    for (unsigned threads = 0; threads <= 5; threads++) {
        struct squares s = {.stop_at = SIZE_MAX};
        struct pool_job job = {&s, ITEMS, MIB, square, add};
        struct fault why = {0};
        assert_int_equal(pool_run(&job, threads, &why), OK);
        assert_int_equal(s.taken, ITEMS);
        assert_int_equal(s.sum, (uint64_t)(ITEMS - 1) * ITEMS * (2 * ITEMS - 1) / 6);
    }
}

static void an_error_ends_the_run_at_its_item(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        struct squares s = {.stop_at = STOP_AT};
        struct pool_job job = {&s, ITEMS, MIB, square, add};
        struct fault why = {0};
        assert_int_equal(pool_run(&job, threads, &why), ERR_IO);
        assert_int_equal(s.taken, STOP_AT + 1);
    }
}

static void no_items_are_no_work(void **state)
{
    (void)state;
    struct squares s = {.stop_at = SIZE_MAX};
    struct pool_job job = {&s, 0, MIB, square, add};
    struct fault why = {0};
    assert_int_equal(pool_run(&job, 2, &why), OK);
    assert_int_equal(s.taken, 0);
    assert_true(pool_threads() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_taken_once_and_in_order),
        cmocka_unit_test(an_error_ends_the_run_at_its_item),
        cmocka_unit_test(no_items_are_no_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
