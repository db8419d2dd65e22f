/* Three-valued comparing of what is known of a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/interval.h"

static const struct interval band = {.low = {13, 20}, .high = {4, 5}, .high_open = true};

static void an_interval_compares_in_three_values(void **state)
{
    (void)state;
    /* The examples of framework-language.md, and each bound from both sides. */
    static const struct {
        enum comparison op;
        struct ratio with;
        truth is;
    } cases[] = {
        {COMPARE_GE, {65, 100}, TRUTH_TRUE},    {COMPARE_GE, {80, 100}, TRUTH_FALSE},
        {COMPARE_GE, {70, 100}, TRUTH_UNKNOWN}, {COMPARE_GT, {65, 100}, TRUTH_UNKNOWN},
        {COMPARE_GT, {64, 100}, TRUTH_TRUE},    {COMPARE_GT, {80, 100}, TRUTH_FALSE},
        {COMPARE_LT, {80, 100}, TRUTH_TRUE},    {COMPARE_LT, {65, 100}, TRUTH_FALSE},
        {COMPARE_LE, {65, 100}, TRUTH_UNKNOWN}, {COMPARE_LE, {64, 100}, TRUTH_FALSE},
        {COMPARE_LE, {80, 100}, TRUTH_TRUE},    {COMPARE_EQ, {80, 100}, TRUTH_FALSE},
        {COMPARE_EQ, {65, 100}, TRUTH_UNKNOWN}, {COMPARE_EQ, {64, 100}, TRUTH_FALSE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            interval_compare(band, cases[i].op, interval_point(cases[i].with)),
            cases[i].is);
}

static void points_compare_as_numbers(void **state)
{
    (void)state;
    struct interval a = interval_point((struct ratio){26, 40}),
                    b = interval_point((struct ratio){65, 100});
    assert_int_equal(interval_compare(a, COMPARE_EQ, b), TRUTH_TRUE);
    assert_int_equal(interval_compare(a, COMPARE_GE, b), TRUTH_TRUE);
    assert_int_equal(interval_compare(a, COMPARE_GT, b), TRUTH_FALSE);
    assert_int_equal(interval_compare(a, COMPARE_LE, b), TRUTH_TRUE);
    assert_int_equal(interval_compare(a, COMPARE_LT, b), TRUTH_FALSE);
}

static void nothing_known_compares_as_unknown(void **state)
{
    (void)state;
    for (int op = COMPARE_LT; op <= COMPARE_GT; op++) {
        assert_int_equal(
            interval_compare(interval_unbounded(), (enum comparison)op, band),
            TRUTH_UNKNOWN);
        assert_int_equal(
            interval_compare(band, (enum comparison)op, interval_unbounded()),
            TRUTH_UNKNOWN);
    }
}

static void a_hull_holds_both_and_keeps_a_bound_that_either_includes(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    struct interval point = interval_point((struct ratio){4, 5});
    struct interval hull = interval_hull(band, point);
    assert_string_equal(arena_copy(a, interval_text(a, hull, true)).at, "[65%, 80%]");
    hull = interval_hull(interval_point((struct ratio){1, 10}), band);
    assert_string_equal(arena_copy(a, interval_text(a, hull, true)).at, "[10%, 80%)");
    assert_true(interval_hull(band, interval_unbounded()).unbounded);
    assert_true(interval_hull(interval_unbounded(), band).unbounded);
    arena_free(a);
}

static void a_share_is_not_rounded_onto_a_whole_percentage(void **state)
{
    (void)state;
    static const struct {
        struct ratio share;
        const char *text;
    } cases[] = {
        {{2, 3}, "66.7%"},
        {{4, 5}, "80%"},
        {{7996, 10000}, "79.96%"},
        {{79999, 100000}, "79.999%"},
        {{1, 8}, "12.5%"},
        {{1, 25}, "4%"},
        {{999999999, 1000000000}, "100%"},
        {{0, 1}, "0%"},
    };
    struct arena *a = arena_new(MIB);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = interval_text(a, interval_point(cases[i].share), true);
        assert_string_equal(arena_copy(a, text).at, cases[i].text);
    }
    arena_free(a);
}

static void truth_follows_kleene(void **state)
{
    (void)state;
    for (int x = 0; x < 3; x++) {
        assert_int_equal(truth_not((truth)x), 2 - x);
        for (int y = 0; y < 3; y++) {
            assert_int_equal(truth_and((truth)x, (truth)y), x < y ? x : y);
            assert_int_equal(truth_or((truth)x, (truth)y), x > y ? x : y);
        }
    }
    assert_int_equal(truth_at_least(2, 2, 0), TRUTH_TRUE);
    assert_int_equal(truth_at_least(2, 1, 1), TRUTH_UNKNOWN);
    assert_int_equal(truth_at_least(2, 1, 0), TRUTH_FALSE);
    assert_int_equal(truth_at_least(0, 0, 0), TRUTH_TRUE);
    assert_string_equal(truth_word(TRUTH_UNKNOWN), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interval_compares_in_three_values),
        cmocka_unit_test(points_compare_as_numbers),
        cmocka_unit_test(nothing_known_compares_as_unknown),
        cmocka_unit_test(a_hull_holds_both_and_keeps_a_bound_that_either_includes),
        cmocka_unit_test(a_share_is_not_rounded_onto_a_whole_percentage),
        cmocka_unit_test(truth_follows_kleene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
