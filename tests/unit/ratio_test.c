#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ratio.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int make_arena(void **state)
{
    *state = arena_new(64 * MIB);
    return 0;
}

static int drop_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void assert_ratio(struct ratio r, int64_t num, int64_t den)
{
    assert_int_equal(r.num, num);
    assert_int_equal(r.den, den);
}

static void a_fraction_is_kept_in_lowest_terms_over_a_positive_number(void **state)
{
    (void)state;
    assert_ratio(ratio_of(26, 40), 13, 20);
    assert_ratio(ratio_of(65, 100), 13, 20);
    assert_ratio(ratio_of(-26, 40), -13, 20);
    assert_ratio(ratio_of(26, -40), -13, 20);
    assert_ratio(ratio_of(-26, -40), 13, 20);
    assert_ratio(ratio_of(0, -7), 0, 1);
    assert_ratio(ratio_of(INT64_MIN, 1), INT64_MIN, 1);
    assert_ratio(ratio_of(INT64_MIN, INT64_MIN), 1, 1);
    assert_ratio(ratio_of(INT64_MIN, -2), INT64_MAX / 2 + 1, 1);
    assert_ratio(ratio_of(2, INT64_MIN), -1, INT64_MAX / 2 + 1);
    assert_ratio(ratio_of(INT64_MAX, INT64_MAX), 1, 1);
}

static void decimals_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t num, den;
    } cases[] = {
        {"65", 65, 1},
        {"6.9", 69, 10},
        {"-0.25", -1, 4},
        {"+3", 3, 1},
        {"-0", 0, 1},
        {"0.00", 0, 1},
        {"1,234.5", 2469, 2},
        {"12,345,678", 12345678, 1},
        {"007", 7, 1},
        {"82.90", 829, 10},
        {"0.000000001", 1, 1000000000},
        {"999999999999999999", 999999999999999999, 1},
        {"-999999999.999999999", -999999999999999999, 1000000000},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ratio r;
        if (!ratio_parse(str_of(cases[i].text), &r))
            fail_msg("%s was refused", cases[i].text);
        assert_ratio(r, cases[i].num, cases[i].den);
    }
}

static void what_is_no_decimal_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "-",
        "+",
        ".",
        ".5",
        "5.",
        "1e3",
        "1 000",
        "12,34",
        "1234,567",
        ",123",
        "1,",
        "1,23",
        "1,2345",
        "--1",
        "1.2.3",
        "5%",
        "0x10",
        "1,234,",
        "1.2,345",
        "inf",
        "nan",
        " 1",
        "1 ",
        "0.0000000001",
        "1000000000000000000",
        "0000000000000000000",
        "999999999999999999.5",
        "1,000,000,000,000,000,000",
        "\xef\xbc\x91",
        "1,,234",
        "-+1",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ratio r = {42, 1};
        if (ratio_parse(str_of(cases[i]), &r))
            fail_msg("\"%s\" was read", cases[i]);
        assert_ratio(r, 42, 1);
    }
}

static void comparing_is_exact_at_the_ends_of_the_range(void **state)
{
    (void)state;
    const struct {
        struct ratio a, b;
        int order;
    } cases[] = {
        {ratio_of(26, 40), ratio_of(65, 100), 0},
        {ratio_of(1, 3), ratio_of(333333333, 1000000000), 1},
        {ratio_of(-1, 3), ratio_of(-333333333, 1000000000), -1},
        {{INT64_MAX, INT64_MAX - 1}, {INT64_MAX - 1, INT64_MAX - 2}, -1},
        {{INT64_MIN, 1}, {INT64_MAX, 1}, -1},
        {{INT64_MIN, 1}, {INT64_MIN, INT64_MAX}, -1},
        {{INT64_MIN, INT64_MAX}, {-1, 1}, -1},
        {{1, INT64_MAX}, {0, 1}, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(ratio_compare(cases[i].a, cases[i].b), cases[i].order);
        assert_int_equal(ratio_compare(cases[i].b, cases[i].a), -cases[i].order);
    }
}

static void arithmetic_is_exact(void **state)
{
    (void)state;
    struct ratio r;
    assert_true(ratio_add(ratio_of(1, 3), ratio_of(1, 6), &r));
    assert_ratio(r, 1, 2);
    assert_true(ratio_subtract(ratio_of(1, 3), ratio_of(1, 2), &r));
    assert_ratio(r, -1, 6);
    assert_true(ratio_multiply(ratio_of(-2, 3), ratio_of(3, 4), &r));
    assert_ratio(r, -1, 2);
    assert_true(ratio_divide(ratio_of(-2, 3), ratio_of(-4, 3), &r));
    assert_ratio(r, 1, 2);
    assert_true(
        ratio_add((struct ratio){INT64_MAX, 1}, (struct ratio){INT64_MIN, 1}, &r));
    assert_ratio(r, -1, 1);
    assert_true(ratio_subtract((struct ratio){-1, 1}, (struct ratio){INT64_MAX, 1}, &r));
    assert_ratio(r, INT64_MIN, 1);
    assert_true(ratio_multiply((struct ratio){INT64_MIN, 3}, ratio_of(3, 2), &r));
    assert_ratio(r, INT64_MIN / 2, 1);
    assert_true(ratio_divide(ratio_of(0, 1), (struct ratio){INT64_MIN, 1}, &r));
    assert_ratio(r, 0, 1);
}

static void a_result_that_does_not_fit_leaves_what_was_there(void **state)
{
    (void)state;
    struct ratio low = {INT64_MIN, 1}, high = {INT64_MAX, 1}, one = {1, 1};
    struct ratio small = {1, INT64_MAX}, thirds = {1, 3}, r = {42, 1};
    assert_false(ratio_add(high, one, &r));
    assert_false(ratio_add(low, low, &r));
    assert_false(ratio_subtract(low, one, &r));
    assert_false(ratio_subtract((struct ratio){0, 1}, low, &r));
    assert_false(ratio_multiply(low, (struct ratio){-1, 1}, &r));
    assert_false(ratio_multiply(low, low, &r));
    assert_false(ratio_multiply(small, thirds, &r));
    assert_false(ratio_divide(one, low, &r));
    assert_false(ratio_divide(low, small, &r));
    assert_false(ratio_divide(one, (struct ratio){0, 1}, &r));
    assert_ratio(r, 42, 1);
}

static void a_ratio_as_a_double_is_near(void **state)
{
    (void)state;
    assert_true(ratio_double(ratio_of(1, 4)) >= 0.25);
    assert_true(ratio_double(ratio_of(1, 4)) <= 0.25);
    assert_true(ratio_double((struct ratio){INT64_MIN, 1}) < -9.2e18);
}

static void text_is_rounded_half_away_from_zero_without_trailing_zeros(void **state)
{
    static const struct {
        int64_t num, den;
        int decimals;
        const char *text, *percent;
    } cases[] = {
        {69, 10, 1, "6.9", "690%"},
        {76, 1, 2, "76", "7600%"},
        {-1, 4, 2, "-0.25", "-25%"},
        {-1, 4, 1, "-0.3", "-25%"},
        {1, 4, 1, "0.3", "25%"},
        {1, 4, 0, "0", "25%"},
        {1, 2, 0, "1", "50%"},
        {-1, 2, 0, "-1", "-50%"},
        {-1, 1000, 1, "0", "-0.1%"},
        {-1, 10000, 1, "0", "0%"},
        {829, 1000, 1, "0.8", "82.9%"},
        {13, 20, 1, "0.7", "65%"},
        {999, 1000, 1, "1", "99.9%"},
        {9999, 10000, 1, "1", "100%"},
        {1, 3, 9, "0.333333333", "33.333333333%"},
        {2, 3, 9, "0.666666667", "66.666666667%"},
        {100, 1, 0, "100", "10000%"},
        {0, 1, 9, "0", "0%"},
        {INT64_MIN, 1, 9, "-9223372036854775808", "-922337203685477580800%"},
        {INT64_MAX, 10, 9, "922337203685477580.7", "92233720368547758070%"},
        {INT64_MIN, 1000000007, 9, "-9223371972.291172002", "-922337197229.117200196%"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ratio r = ratio_of(cases[i].num, cases[i].den);
        assert_string_equal(ratio_text(*state, r, cases[i].decimals).at, cases[i].text);
        assert_string_equal(ratio_percent(*state, r, cases[i].decimals).at,
                            cases[i].percent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fraction_is_kept_in_lowest_terms_over_a_positive_number),
        cmocka_unit_test(decimals_are_read_exactly),
        cmocka_unit_test(what_is_no_decimal_is_refused),
        cmocka_unit_test(comparing_is_exact_at_the_ends_of_the_range),
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(a_result_that_does_not_fit_leaves_what_was_there),
        cmocka_unit_test(a_ratio_as_a_double_is_near),
        cmocka_unit_test(text_is_rounded_half_away_from_zero_without_trailing_zeros),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
