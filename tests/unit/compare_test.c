#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "measures/average.h"
#include "measures/compare.h"

static struct ratio decimal(const char *text)
{
    struct ratio r;
    assert_true(ratio_parse(str_of(text), &r));
    return r;
}

static struct figure figure(const char *low, const char *high)
{
    return (struct figure){.range = interval_of(decimal(low), decimal(high))};
}

/* A stand as two letters, below then above: t true, f false, u unknown. */
static void assert_stand(struct stand stand, const char *expected)
{
    static const char letters[] = "fut";
    if (letters[stand.below] != expected[0] || letters[stand.above] != expected[1])
        fail_msg("below %s, above %s; expected %s", truth_word(stand.below),
                 truth_word(stand.above), expected);
}

static void figures_stand_as_performance(void **state)
{
    (void)state;
    static const struct {
        const char *low, *high;
        enum polarity polarity;
        enum difference difference;
        const char *tolerance, *expected;
    } cases[] = {
        {"59", "59", POLARITY_HIGH, DIFFERENCE_ANY, "5", "tf"},
        {"60", "60", POLARITY_HIGH, DIFFERENCE_ANY, "5", "ff"},
        {"61", "61", POLARITY_HIGH, DIFFERENCE_ANY, "5", "ft"},
        {"59", "59", POLARITY_LOW, DIFFERENCE_ANY, "5", "ft"},
        {"61", "61", POLARITY_LOW, DIFFERENCE_ANY, "5", "tf"},
        {"59", "61", POLARITY_HIGH, DIFFERENCE_ANY, "5", "uu"},
        {"60", "61", POLARITY_HIGH, DIFFERENCE_ANY, "5", "fu"},
        {"59", "60", POLARITY_HIGH, DIFFERENCE_ANY, "5", "uf"},
        {"55", "55", POLARITY_HIGH, DIFFERENCE_TOLERANCE, "5", "ff"},
        {"54.9", "54.9", POLARITY_HIGH, DIFFERENCE_TOLERANCE, "5", "tf"},
        {"65", "65", POLARITY_HIGH, DIFFERENCE_TOLERANCE, "5", "ff"},
        {"65.1", "65.1", POLARITY_HIGH, DIFFERENCE_TOLERANCE, "5", "ft"},
        {"65.1", "65.1", POLARITY_LOW, DIFFERENCE_TOLERANCE, "5", "tf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure own = figure(cases[i].low, cases[i].high);
        struct comparing how = {.polarity = cases[i].polarity,
                                .difference = cases[i].difference,
                                .tolerance = decimal(cases[i].tolerance)};
        assert_stand(compare_figures(&own, interval_point(decimal("60")), &how),
                     cases[i].expected);
    }
}

static void nothing_stands_against_what_is_not_known(void **state)
{
    (void)state;
    struct figure own = figure("59", "59");
    struct comparing how = {.polarity = POLARITY_HIGH,
                            .difference = DIFFERENCE_TOLERANCE,
                            .tolerance = decimal("5")};
    assert_stand(compare_figures(&own, interval_unbounded(), &how), "uu");
    own.range = interval_unbounded();
    assert_stand(compare_figures(&own, interval_point(decimal("60")), &how), "uu");
}

static void a_tolerance_that_cannot_be_added_settles_nothing(void **state)
{
    (void)state;
    struct figure own = figure("59", "59");
    struct comparing how = {.polarity = POLARITY_HIGH,
                            .difference = DIFFERENCE_TOLERANCE,
                            .tolerance = {INT64_MAX, 1}};
    struct interval against = interval_point((struct ratio){INT64_MAX, 1});
    assert_stand(compare_figures(&own, against, &how), "fu");
    against = interval_of((struct ratio){0, 1}, (struct ratio){INT64_MAX, 1});
    assert_stand(compare_figures(&own, against, &how), "fu");
    against = interval_point((struct ratio){-INT64_MAX, 1});
    assert_stand(compare_figures(&own, against, &how), "ut");
}

static void beyond_chance_is_the_score_test_at_95_percent(void **state)
{
    (void)state;
    static const struct {
        int64_t numerator, denominator, whole;
        const char *against, *expected;
    } cases[] = {
        /* z = (40/100 - 0.5) / sqrt(0.25/100) = -2.00 */
        {40, 100, 100, "50", "tf"},
        {41, 100, 100, "50", "ff"}, /* -1.80 */
        {59, 100, 100, "50", "ff"},
        {60, 100, 100, "50", "ft"},
        {10, 100, 100, "10", "ff"},
        {4, 100, 100, "10", "tf"}, /* -2.00 */
        {5, 100, 100, "10", "ff"}, /* -1.67 */
        {40, 100, 1, "0.5", "tf"},
        {40, 100, 1000, "500", "tf"},
        /* every one, or none: any difference is more than chance */
        {1, 100, 100, "0", "ft"},
        {0, 100, 100, "0", "ff"},
        {99, 100, 100, "100", "tf"},
        {100, 100, 100, "100", "ff"},
        /* no proportion */
        {40, 100, 0, "50", "uu"},
        {40, 100, 100, "101", "uu"},
        {40, 100, 100, "-1", "uu"},
        {0, 0, 100, "50", "uu"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure own = {.has_counts = true,
                             .numerator = {cases[i].numerator, 1},
                             .denominator = {cases[i].denominator, 1}};
        struct comparing how = {.polarity = POLARITY_HIGH,
                                .difference = DIFFERENCE_BEYOND_CHANCE,
                                .whole = cases[i].whole};
        assert_stand(
            compare_figures(&own, interval_point(decimal(cases[i].against)), &how),
            cases[i].expected);
    }
}

static void chance_needs_counts_and_one_figure_to_compare_with(void **state)
{
    (void)state;
    struct figure own = {.range = interval_point(decimal("40")),
                         .numerator = {40, 1},
                         .denominator = {100, 1}};
    struct comparing how = {
        .polarity = POLARITY_LOW, .difference = DIFFERENCE_BEYOND_CHANCE, .whole = 100};
    struct interval half = interval_point(decimal("50"));
    assert_stand(compare_figures(&own, half, &how), "uu");
    own.has_counts = true;
    assert_stand(compare_figures(&own, half, &how), "ft");
    struct interval wide = interval_of(decimal("50"), decimal("51"));
    assert_stand(compare_figures(&own, wide, &how), "uu");
}

static void statements_stand_as_their_words_mean(void **state)
{
    (void)state;
    static const struct {
        enum relation_kind kind;
        enum polarity polarity;
        const char *any, *beyond; /* NULL: says nothing */
    } cases[] = {
        {RELATION_WELL_ABOVE, POLARITY_HIGH, "ft", "fu"},
        {RELATION_ABOVE, POLARITY_HIGH, "ft", "fu"},
        {RELATION_ABOVE, POLARITY_LOW, "tf", "uf"},
        {RELATION_BELOW, POLARITY_HIGH, "tf", "uf"},
        {RELATION_WELL_BELOW, POLARITY_HIGH, "tf", "uf"},
        {RELATION_WELL_BELOW, POLARITY_LOW, "ft", "fu"},
        {RELATION_IN_LINE, POLARITY_LOW, "ff", "ff"},
        {RELATION_MIXED, POLARITY_HIGH, "uu", "uu"},
        {RELATION_BETTER, POLARITY_LOW, "ft", "fu"},
        {RELATION_BETTER, POLARITY_NONE, "ft", "fu"},
        {RELATION_WORSE, POLARITY_HIGH, "tf", "uf"},
        {RELATION_WORSE, POLARITY_CONTEXT, "tf", "uf"},
        {RELATION_ABOVE, POLARITY_NONE, NULL, NULL},
        {RELATION_IN_LINE, POLARITY_CONTEXT, NULL, NULL},
        {RELATION_MIXED, POLARITY_NONE, NULL, NULL},
        {RELATION_AS_WORDED, POLARITY_HIGH, NULL, NULL},
        {RELATION_IMPROVING, POLARITY_HIGH, NULL, NULL},
        {RELATION_DETERIORATING, POLARITY_HIGH, NULL, NULL},
        {RELATION_NARROWING, POLARITY_HIGH, NULL, NULL},
        {RELATION_NARROWER, POLARITY_HIGH, NULL, NULL},
        {RELATION_SUSTAINED, POLARITY_HIGH, NULL, NULL},
        {RELATION_MET, POLARITY_HIGH, NULL, NULL},
        {RELATION_NOT_MET, POLARITY_HIGH, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct relation row = {.relation = cases[i].kind};
        struct stand any, beyond, tolerance;
        bool says = compare_stated(&row, cases[i].polarity, DIFFERENCE_ANY, &any);
        assert_int_equal(says, cases[i].any != NULL);
        if (!says)
            continue;
        assert_true(
            compare_stated(&row, cases[i].polarity, DIFFERENCE_BEYOND_CHANCE, &beyond));
        assert_true(
            compare_stated(&row, cases[i].polarity, DIFFERENCE_TOLERANCE, &tolerance));
        assert_stand(any, cases[i].any);
        assert_stand(beyond, cases[i].beyond);
        assert_stand(tolerance, cases[i].beyond);
    }
}

static struct stand stand_of(const char *letters)
{
    const char *const order = "fut";
    return (struct stand){(truth)(strchr(order, letters[0]) - order),
                          (truth)(strchr(order, letters[1]) - order)};
}

static void two_sources_speak_together_unless_they_contradict_each_other(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *both;
        bool agree;
    } cases[] = {
        {"tf", "tf", "tf", true},  {"tf", "uu", "tf", true},  {"uu", "ft", "ft", true},
        {"uu", "uu", "uu", true},  {"fu", "uf", "ff", true},  {"fu", "ft", "ft", true},
        {"tf", "ft", "uu", false}, {"ff", "tf", "uu", false}, {"ff", "ft", "uu", false},
        {"tu", "fu", "uu", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stand both;
        assert_int_equal(stand_join(stand_of(cases[i].a), stand_of(cases[i].b), &both),
                         cases[i].agree);
        assert_stand(both, cases[i].both);
    }
}

static void in_line_is_neither_below_nor_above(void **state)
{
    (void)state;
    assert_int_equal(stand_is(stand_of("ff"), STAND_IN_LINE), TRUTH_TRUE);
    assert_int_equal(stand_is(stand_of("tf"), STAND_IN_LINE), TRUTH_FALSE);
    assert_int_equal(stand_is(stand_of("ft"), STAND_IN_LINE), TRUTH_FALSE);
    assert_int_equal(stand_is(stand_of("fu"), STAND_IN_LINE), TRUTH_UNKNOWN);
    assert_int_equal(stand_is(stand_of("tf"), STAND_BELOW), TRUTH_TRUE);
    assert_int_equal(stand_is(stand_of("tf"), STAND_ABOVE), TRUTH_FALSE);
    assert_true(stand_is_known(stand_of("ft")));
    assert_false(stand_is_known(stand_of("fu")));
    assert_false(stand_is_known(stand_of("uf")));
    assert_stand(stand_unknown(), "uu");
}

static void the_unit_says_what_a_proportion_of_one_is_called(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        int64_t whole;
    } cases[] = {
        {"%", 100},
        {"per cent", 100},
        {"Percentage of pupils", 100},
        {"rate per 10,000 children", 10000},
        {"per 100,000", 100000},
        {"per 1000", 1000},
        {"per 1,000 births", 1000},
        {"proportion", 1},
        {"days", 0},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(compare_whole(str_of(cases[i].unit)), cases[i].whole);
}

static void averages_are_exact_where_they_fit(void **state)
{
    (void)state;
    static const struct {
        const char *at[5];
        enum average kind;
        int64_t num, den;
    } cases[] = {
        {{"1", "2", "2"}, AVERAGE_MEAN, 5, 3},
        {{"50", "80"}, AVERAGE_MEAN, 65, 1},
        {{"7"}, AVERAGE_MEAN, 7, 1},
        {{"7"}, AVERAGE_MEDIAN, 7, 1},
        {{"9", "1", "5"}, AVERAGE_MEDIAN, 5, 1},
        {{"9", "1", "5", "2"}, AVERAGE_MEDIAN, 7, 2},
        {{"9", "1"}, AVERAGE_MEDIAN, 5, 1},
        {{"-9", "-1", "-5", "0", "3"}, AVERAGE_MEDIAN, -1, 1},
        {{"0.1", "0.2"}, AVERAGE_MEAN, 3, 20},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *a = arena_new(MIB);
        struct ratio values[5];
        size_t count = 0;
        for (; count < 5 && cases[i].at[count]; count++)
            values[count] = decimal(cases[i].at[count]);
        struct ratio r = average_of(a, cases[i].kind, values, count);
        if (r.num != cases[i].num || r.den != cases[i].den)
            fail_msg("case %zu: %lld/%lld", i, (long long)r.num, (long long)r.den);
        arena_free(a);
    }
}

static void and_to_nine_decimals_where_they_do_not(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    /* Shares of large primes: their common denominator does not fit. */
    struct ratio values[] = {
        {1, 2147483647}, {1, 2147483629}, {1, 2147483587}, {2147483578, 2147483579}};
    struct ratio r = average_of(a, AVERAGE_MEAN, values, 4);
    assert_int_equal(ratio_compare(r, (struct ratio){1, 4}), 0);
    /* As large as a figure may be: 18 digits. */
    struct ratio large[] = {{900000000000000000, 1}, {1, 2147483647}, {1, 2147483629}};
    r = average_of(a, AVERAGE_MEAN, large, 3);
    assert_int_equal(r.num, 300000000000000000);
    assert_int_equal(r.den, 1);
    struct ratio halves[] = {{INT64_MAX, 3}, {INT64_MAX, 5}, {INT64_MAX, 7}};
    r = average_of(a, AVERAGE_MEDIAN, halves, 3);
    assert_int_equal(ratio_compare(r, halves[1]), 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_stand_as_performance),
        cmocka_unit_test(nothing_stands_against_what_is_not_known),
        cmocka_unit_test(a_tolerance_that_cannot_be_added_settles_nothing),
        cmocka_unit_test(beyond_chance_is_the_score_test_at_95_percent),
        cmocka_unit_test(chance_needs_counts_and_one_figure_to_compare_with),
        cmocka_unit_test(statements_stand_as_their_words_mean),
        cmocka_unit_test(two_sources_speak_together_unless_they_contradict_each_other),
        cmocka_unit_test(in_line_is_neither_below_nor_above),
        cmocka_unit_test(the_unit_says_what_a_proportion_of_one_is_called),
        cmocka_unit_test(averages_are_exact_where_they_fit),
        cmocka_unit_test(and_to_nine_decimals_where_they_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
