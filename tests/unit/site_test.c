#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "evidence/cube_build.h"
#include "site/site.h"

static int open_arena(void **state)
{
    *state = arena_new(64 * MIB);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

/* One load with one figure of a measure in an area. */
static struct cube_part part_of(struct arena *a, const char *measure, const char *area,
                                enum value_status given)
{
    double none = (double)NAN;
    struct batch *batch = batch_new(a);
    uint32_t m = batch_measure_index(batch, str_of(measure));
    uint32_t p = batch_period(batch, STR("2025")), c = batch_code(batch, str_of(area));
    struct batch_figure *figure = batch_add(batch, batch_figure, figures);
    *figure = (struct batch_figure){.measure = m,
                                    .period = p,
                                    .area = c,
                                    .row = 1,
                                    .value = 12,
                                    .numerator = none,
                                    .denominator = none,
                                    .low95 = none,
                                    .high95 = none,
                                    .low998 = none,
                                    .high998 = none,
                                    .status = (uint8_t)given};
    struct cube_part part = {.batch = batch};
    part.series = series_of_batch(a, batch, &part.series_count);
    return part;
}

static void a_path_is_of_letters_and_digits(void **state)
{
    struct arena *a = *state;
    static const struct {
        const char *name, *slug;
    } cases[] = {
        {"Knowsley", "knowsley"},
        {"Bristol, City of", "bristol-city-of"},
        {"St. Helens ", "st-helens"},
        {"King's Lynn & West", "king-s-lynn-west"},
        {"../../etc/passwd", "etc-passwd"},
        {"c:\\windows", "c-windows"},
        {"\xc3\x9c"
         "ber-Stadt",
         "ber-stadt"},
        {"", "unnamed"},
        {"...", "unnamed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str slug = site_slug(a, str_of(cases[i].name));
        if (!str_equal(slug, str_of(cases[i].slug)))
            fail_msg("%s: %.*s", cases[i].name, STR_ARG(slug));
    }
    char longer[5000];
    for (size_t i = 0; i < sizeof longer; i++)
        longer[i] = 'x';
    assert_true(site_slug(a, (struct str){longer, sizeof longer}).len < 255);
}

static void published_figures_may_be_published(void **state)
{
    struct arena *a = *state;
    static const enum value_status all[] = {STATUS_NOT_GIVEN, STATUS_PROVISIONAL,
                                            STATUS_FINAL, STATUS_REVISED};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct cube_part part = part_of(a, "visits", "340", all[i]);
        assert_int_equal(site_may_publish(cube_build(a, &part, 1), NULL), OK);
    }
}

static void a_figure_computed_from_children_is_refused_by_name(void **state)
{
    struct arena *a = *state;
    struct fault why = {0};
    struct cube_part parts[] = {part_of(a, "re-referrals", "340", STATUS_FINAL),
                                part_of(a, "visits", "341", STATUS_INTERNAL)};
    const struct cube *cube = cube_build(a, parts, 2);
    assert_int_equal(site_may_publish(cube, &why), ERR_USAGE);
    assert_true(str_contains(str_of(why.text), STR("'visits' of 2025 is internal")));
}

/* The same measure and period, published before and after. */
static void what_is_published_beside_it_does_not_free_it(void **state)
{
    struct arena *a = *state;
    struct cube_part inner = part_of(a, "visits", "340", STATUS_INTERNAL);
    struct cube_part outer = part_of(a, "visits", "341", STATUS_FINAL);
    struct cube_part orders[2][2] = {{inner, outer}, {outer, inner}};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(site_may_publish(cube_build(a, orders[i], 2), NULL), ERR_USAGE);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(a_path_is_of_letters_and_digits),
        TEST(published_figures_may_be_published),
        TEST(a_figure_computed_from_children_is_refused_by_name),
        TEST(what_is_published_beside_it_does_not_free_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
