/* Figures as they are published: rounding, small numbers, nothing to divide by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/figure_published.h"

static void nothing(const struct measuring *m)
{
    (void)m;
}

#define MEASURE(a_name, a_form, some_decimals, how_small)                                \
    static const struct indicator a_name = {.id = "X",                                   \
                                            .name = "X",                                 \
                                            .count = nothing,                            \
                                            ONE_FIGURE(a_form, some_decimals, NULL),     \
                                            .small = (how_small)};
MEASURE(whole_percent, AS_PERCENT, 0, SMALL_ARE_HIDDEN)
MEASURE(one_decimal, AS_PERCENT, 1, SMALL_ARE_HIDDEN)
MEASURE(of_leavers, AS_PERCENT, 0, SMALL_ARE_SHOWN)
MEASURE(rate, AS_RATE, 0, SMALL_ARE_HIDDEN)
MEASURE(rate_to_one, AS_RATE, 1, SMALL_ARE_HIDDEN)
MEASURE(number, AS_COUNT, 0, SMALL_ARE_HIDDEN)
MEASURE(mean, AS_MEAN, 1, SMALL_ARE_HIDDEN)
static const struct indicator ratio = {
    .id = "X",
    .name = "X",
    .count = nothing,
    FIGURES({"", NULL, AS_RATIO, 2, CONVENTION_LOCAL_EET, NULL})};

static struct figure_published publish(struct arena *a, const struct indicator *indicator,
                                       int64_t num, int64_t den, int64_t population)
{
    struct conventions c = conventions_published();
    struct counted_figure figure = {.numerator = num, .denominator = den};
    struct counted_measure measure = {.indicator = indicator, .figures = &figure};
    struct figure_with with = {&c, population};
    c.set[CONVENTION_LOCAL_EET] = indicator == &ratio ? 80000 : CONVENTION_UNSAID;
    return figure_publish(a, &measure, 0, &with);
}

static const struct {
    const struct indicator *indicator;
    int64_t num, den, population;
    const char *published;
} published_figures[] = {
    /* of the Department's tables */
    {&rate, 325, 325, 36039, "90"},
    {&rate_to_one, 325, 325, 36039, "90.2"},
    {&whole_percent, 24, 325, 0, "7"},
    {&whole_percent, 89, 140, 0, "64"},
    {&whole_percent, 45, 252, 0, "18"},
    {&whole_percent, 51, 506, 0, "10"},
    {&whole_percent, 163, 238, 0, "68"},
    {&whole_percent, 52580, 58530, 0, "90"},
    {&whole_percent, 49160, 58530, 0, "84"},
    {&whole_percent, 47320, 58530, 0, "81"},
    {&whole_percent, 33790, 43220, 0, "78"},
    {&whole_percent, 14320, 33790, 0, "42"},
    {&one_decimal, 240, 1547, 0, "15.5"},
    {&one_decimal, 2569, 8410, 0, "30.5"},
    {&one_decimal, 987, 3764, 0, "26.2"},
    /* a half goes up, whether the digit before is even or odd */
    {&whole_percent, 25, 200, 0, "13"},
    {&whole_percent, 27, 200, 0, "14"},
    {&one_decimal, 2001, 4000, 0, "50.0"},
    {&one_decimal, 2002, 4000, 0, "50.1"},
    {&one_decimal, 9, 2000, 0, "0.5"},
    /* 1 to 5 are hidden, 0 and 6 are not */
    {&whole_percent, 0, 60, 0, "0"},
    {&whole_percent, 1, 60, 0, "c"},
    {&whole_percent, 5, 60, 0, "c"},
    {&whole_percent, 6, 60, 0, "10"},
    {&whole_percent, 0, 5, 0, "c"},
    {&whole_percent, 0, 6, 0, "0"},
    {&whole_percent, 59, 60, 0, "98"},
    {&number, 5, 5, 0, "c"},
    {&number, 6, 6, 0, "6"},
    {&number, 0, 0, 0, "0"},
    {&rate, 5, 5, 36039, "c"},
    {&mean, 60, 5, 0, "c"},
    {&mean, 3, 6, 0, "0.5"},
    {&mean, 89, 6, 0, "14.8"},
    /* of care leavers they are shown */
    {&of_leavers, 1, 3, 0, "33"},
    {&of_leavers, 2, 3, 0, "67"},
    /* not 0, but rounds to it */
    {&whole_percent, 7, 1723, 0, "k"},
    {&whole_percent, 7, 1400, 0, "1"},
    {&of_leavers, 1, 201, 0, "k"},
    /* nobody it could be of */
    {&whole_percent, 0, 0, 0, "z"},
    {&mean, 0, 0, 0, "z"},
    /* not known */
    {&rate, 325, 325, 0, "x"},
    /* 60% against 80% */
    {&ratio, 60, 100, 0, "0.75"},
};

static void figures_are_rounded_and_hidden_as_published(void **state)
{
    struct arena *a = arena_new(MIB);
    (void)state;
    for (size_t i = 0; i < sizeof published_figures / sizeof *published_figures; i++) {
        struct figure_published f =
            publish(a, published_figures[i].indicator, published_figures[i].num,
                    published_figures[i].den, published_figures[i].population);
        struct str published = arena_copy(a, f.published);
        assert_string_equal(published.at, published_figures[i].published);
    }
    arena_free(a);
}

static void the_value_stays_exact(void **state)
{
    struct arena *a = arena_new(MIB);
    struct figure_published f = publish(a, &whole_percent, 1, 3, 0);
    (void)state;
    assert_true(f.has_value);
    assert_int_equal(f.value.num, 100);
    assert_int_equal(f.value.den, 3);
    assert_true(str_equal(f.published, STR("c")));
    f = publish(a, &rate, 325, 325, 36039);
    assert_int_equal(f.denominator, 36039);
    assert_int_equal(ratio_compare(f.value, ratio_of(3250000, 36039)), 0);
    assert_false(publish(a, &whole_percent, 0, 0, 0).has_value);
    assert_non_null(publish(a, &rate, 325, 325, 0).missing);
    assert_false(publish(a, &rate, 325, 325, 0).has_denominator);
    assert_true(publish(a, &rate, 325, 325, 9).has_denominator);
    assert_true(publish(a, &whole_percent, 0, 0, 0).has_denominator);
    assert_false(publish(a, &number, 7, 7, 0).has_denominator);
    arena_free(a);
}

/* Of cases that cannot be told none is left: that is not the same as nobody. */
static void nobody_told_is_not_nobody(void **state)
{
    struct arena *a = arena_new(MIB);
    struct conventions c = conventions_published();
    struct counted_figure figure = {.cases = {[ROLE_MISSING] = 3}};
    struct counted_measure measure = {.indicator = &whole_percent, .figures = &figure};
    struct figure_with with = {&c, 0};
    struct figure_published f = figure_publish(a, &measure, 0, &with);
    (void)state;
    assert_true(str_equal(f.published, STR("x")));
    measure.cannot = "Episodes was not loaded";
    assert_string_equal(figure_publish(a, &measure, 0, &with).missing, measure.cannot);
    arena_free(a);
}

static const struct indicator quantiles = {.id = "X",
                                           .name = "X",
                                           .count = nothing,
                                           FIGURES({"", NULL, AS_QUANTILE, 1, 25, NULL},
                                                   {"", NULL, AS_QUANTILE, 1, 50, NULL},
                                                   {"", NULL, AS_QUANTILE, 1, 75, NULL})};

/* The expected ones are those of Python's statistics.quantiles, inclusive, rounded half
 * up. */
static void quantiles_lie_between_the_two_cases_around_their_place(void **state)
{
    static const struct {
        int count, days[9];
        const char *published[3];
    } cases[] = {
        {7, {1, 2, 3, 4, 5, 6, 7}, {"2.5", "4.0", "5.5"}},
        {6, {6, 5, 4, 3, 2, 1}, {"2.3", "3.5", "4.8"}},
        {9, {0, 0, 0, 45, 45, 45, 45, 46, 90}, {"0.0", "45.0", "45.0"}},
        {6, {0, 10, 10, 10, 10, 61}, {"10.0", "10.0", "10.0"}},
        {6, {1022, 1023, 1024, 2000, 3000, 9000}, {"1023.0", "1023.0", "1023.0"}},
        {5, {1, 2, 3, 4, 5}, {"c", "c", "c"}},
        {0, {0}, {"z", "z", "z"}},
    };
    struct arena *a = arena_new(MIB);
    struct conventions c = conventions_published();
    struct figure_with with = {&c, 0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct said said = {.arena = a};
        struct measuring m = {.indicator = &quantiles, .said = &said};
        struct counted_measure measure = {&quantiles, NULL,
                                          counting_figures(a, &quantiles)};
        for (int k = 0; k < cases[i].count; k++)
            say_amount(&m, EVERY_FIGURE, cases[i].days[k]);
        counting_add(measure.figures, &said);
        for (size_t q = 0; q < 3; q++) {
            struct figure_published f = figure_publish(a, &measure, q, &with);
            assert_string_equal(arena_copy(a, f.published).at, cases[i].published[q]);
        }
    }
    arena_free(a);
}

static const struct indicator bands = {
    .id = "X",
    .name = "X",
    .count = nothing,
    FIGURES({".a", NULL, AS_PERCENT, 1, 0, NULL}, {".b", NULL, AS_PERCENT, 1, 0, NULL},
            {".c", NULL, AS_PERCENT, 1, 0, NULL}, {".d", NULL, AS_COUNT, 0, 0, NULL},
            {".e", NULL, AS_COUNT, 0, 0, NULL}, {".f", NULL, AS_COUNT, 0, 0, NULL},
            {".g", NULL, AS_QUANTILE, 0, 50, NULL}),
    .whole = 3};

static void a_figure_of_a_whole_is_not_hidden_alone(void **state)
{
    static const struct {
        int64_t numerators[6];
        const char *published[6];
    } cases[] = {
        {{50, 30, 20, 50, 30, 20}, {"50.0", "30.0", "20.0", "50", "30", "20"}},
        /* the smallest that is left goes with it, of two alike the first */
        {{65, 5, 30, 5, 65, 30}, {"65.0", "c", "c", "c", "65", "c"}},
        {{1, 49, 50, 20, 20, 4}, {"c", "c", "50.0", "c", "20", "c"}},
        /* two are hidden already */
        {{4, 5, 91, 5, 4, 91}, {"c", "c", "91.0", "c", "c", "91"}},
        /* what is 0 tells nothing and is shown */
        {{97, 3, 0, 0, 3, 97}, {"c", "c", "0.0", "0", "c", "c"}},
    };
    struct arena *a = arena_new(MIB);
    struct conventions c = conventions_published();
    struct figure_with with = {&c, 0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct counted_measure measure = {&bands, NULL, counting_figures(a, &bands)};
        for (size_t p = 0; p < 6; p++) {
            measure.figures[p].numerator = cases[i].numerators[p];
            measure.figures[p].denominator = 100;
        }
        for (size_t p = 0; p < 6; p++) {
            struct figure_published f = figure_publish(a, &measure, p, &with);
            assert_string_equal(arena_copy(a, f.published).at, cases[i].published[p]);
        }
    }
    arena_free(a);
}

static const struct indicator minority = {
    .id = "X",
    .name = "X",
    .count = nothing,
    FIGURES({"", NULL, AS_RATIO, 2, CONVENTION_LOCAL_MINORITY, NULL})};

static void a_ratio_says_what_it_is_divided_by(void **state)
{
    struct arena *a = arena_new(MIB);
    struct conventions c = conventions_published();
    struct counted_figure figure = {.numerator = 30, .denominator = 80};
    struct counted_measure measure = {.indicator = &minority, .figures = &figure};
    struct figure_with with = {&c, 0};
    (void)state;
    struct figure_published f = figure_publish(a, &measure, 0, &with);
    assert_true(str_contains(str_of(f.missing), STR("local-minority=PERCENT")));
    c.set[CONVENTION_LOCAL_MINORITY] = 25000;
    f = figure_publish(a, &measure, 0, &with);
    assert_true(str_equal(f.published, STR("1.50")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_rounded_and_hidden_as_published),
        cmocka_unit_test(the_value_stays_exact),
        cmocka_unit_test(nobody_told_is_not_nobody),
        cmocka_unit_test(quantiles_lie_between_the_two_cases_around_their_place),
        cmocka_unit_test(a_figure_of_a_whole_is_not_hidden_alone),
        cmocka_unit_test(a_ratio_says_what_it_is_divided_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
