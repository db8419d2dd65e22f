/* Conventions: their names and values, and what follows from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/child.h"
#include "records/conventions.h"

static struct str written(struct arena *a, const struct conventions *c)
{
    struct buf out = buf_new(a, 4 * KIB);
    conventions_write(&out, c, RETURN_903);
    return buf_text(&out);
}

static void what_is_said_is_set_and_printed(void **state)
{
    static const struct {
        const char *said, *printed;
    } cases[] = {{"placements=rows", "placements=rows;"},
                 {"placements=rne", "placements=rne;"},
                 {"review-tolerance=0", "review-tolerance=0;"},
                 {"review-tolerance=60", "review-tolerance=60;"},
                 {"leap-birthday=28-february", "leap-birthday=28-february;"},
                 {"working-days=networkdays", "working-days=networkdays;"},
                 {"working-days=validator", "working-days=validator;"},
                 {"adoptions=alone", "adoptions=alone;"},
                 {"earlier-reviews=in-time", "earlier-reviews=in-time"},
                 {"local-eet=71.5", "local-eet=71.5"},
                 {"local-eet=100", "local-eet=100"},
                 {"local-offending=0.001", "local-offending=0.001"}};
    struct arena *a = arena_new(MIB);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct conventions c = conventions_published();
        assert_int_equal(conventions_set(&c, RETURN_903, str_of(cases[i].said), NULL),
                         OK);
        assert_true(str_contains(written(a, &c), str_of(cases[i].printed)));
    }
    arena_free(a);
}

/* A result names those that it hangs on: of the kind of return, and no others. */
static void each_return_names_its_own(void **state)
{
    struct arena *a = arena_new(MIB);
    struct conventions c = conventions_published();
    struct buf census = buf_new(a, 4 * KIB);
    (void)state;
    conventions_write(&census, &c, RETURN_CIN);
    struct str of_903 = arena_copy(a, written(a, &c)),
               of_census = arena_copy(a, buf_text(&census));
    assert_string_equal(of_903.at,
                        "placements=rne; review-tolerance=0; leap-birthday=1-march; "
                        "working-days=published; adoptions=with-guardianship; "
                        "local-eet=not given; local-offending=not given; "
                        "earlier-reviews=unknown");
    assert_string_equal(of_census.at,
                        "review-tolerance=0; working-days=published; "
                        "minority=not-white-british; local-minority=not given; "
                        "earlier-reviews=unknown");
    arena_free(a);
}

static void what_is_no_convention_is_refused_and_the_others_named(void **state)
{
    static const char *const wrong[] = {"",
                                        "placements",
                                        "placements=",
                                        "placements=often",
                                        "moves=rows",
                                        "=rne",
                                        "review-tolerance=-1",
                                        "review-tolerance=61",
                                        "local-eet=",
                                        "local-eet=100.1",
                                        "review-tolerance=0.5",
                                        "local-eet=0",
                                        "local-eet=x",
                                        "local-eet=1.0001",
                                        "review-tolerance=rne"};
    struct conventions before = conventions_published();
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct conventions c = before;
        struct fault why = {0};
        assert_int_equal(conventions_set(&c, RETURN_903, str_of(wrong[i]), &why),
                         ERR_USAGE);
        assert_true(str_contains(str_of(why.text), STR("placements=rne|rows")));
        assert_memory_equal(&c, &before, sizeof c);
    }
}

/* What would change nothing is not taken in silence. */
static void a_convention_of_the_other_return_is_refused(void **state)
{
    static const struct {
        enum return_kind kind;
        const char *said, *others;
    } cases[] = {{RETURN_CIN, "placements=rows", "--kind cin, one of review-tolerance="},
                 {RETURN_CIN, "leap-birthday=1-march", "--kind cin, one of"},
                 {RETURN_903, "minority=not-white", "--kind 903, one of placements="},
                 {RETURN_903, "local-minority=20", "--kind 903, one of"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct conventions c = conventions_published();
        struct fault why = {0};
        assert_int_equal(conventions_set(&c, cases[i].kind, str_of(cases[i].said), &why),
                         ERR_USAGE);
        assert_true(str_contains(str_of(why.text), str_of(cases[i].others)));
    }
}

static void every_convention_is_listed_with_its_values(void **state)
{
    struct arena *a = arena_new(MIB);
    struct buf out = buf_new(a, 16 * KIB);
    (void)state;
    conventions_list(&out);
    assert_true(str_contains(buf_text(&out), STR("  review-tolerance=DAYS\n")));
    assert_true(str_contains(buf_text(&out),
                             STR("  working-days=published|networkdays|validator\n")));
    arena_free(a);
}

static void a_year_older_on_the_birthday(void **state)
{
    static const struct {
        int y, m, d, on_y, on_m, on_d, march, february;
    } cases[] = {
        {2010, 5, 1, 2026, 4, 30, 15, 15},  {2010, 5, 1, 2026, 5, 1, 16, 16},
        {2008, 2, 29, 2026, 2, 27, 17, 17}, {2008, 2, 29, 2026, 2, 28, 17, 18},
        {2008, 2, 29, 2026, 3, 1, 18, 18},  {2008, 2, 29, 2024, 2, 29, 16, 16},
        {2008, 2, 29, 2024, 2, 28, 15, 15}, {2026, 4, 1, 2026, 3, 31, -1, -1},
    };
    struct conventions march = conventions_published(), february = march;
    (void)state;
    assert_int_equal(
        conventions_set(&february, RETURN_903, STR("leap-birthday=28-february"), NULL),
        OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date born = date_of(cases[i].y, cases[i].m, cases[i].d);
        date on = date_of(cases[i].on_y, cases[i].on_m, cases[i].on_d);
        assert_int_equal(years_on(&march, born, on), cases[i].march);
        assert_int_equal(years_on(&february, born, on), cases[i].february);
    }
    assert_true(years_on(&march, DATE_NONE, date_of(2026, 1, 1)) < 0);
    assert_true(years_on(&march, date_of(2026, 1, 1), DATE_NONE) < 0);
}

/* The limit of a convention is the last day on which its count is in time. */
static void a_limit_is_the_last_day_that_is_in_time(void **state)
{
    static const char *const ways[] = {
        "working-days=published", "working-days=networkdays", "working-days=validator"};
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct conventions c = conventions_published();
        assert_int_equal(conventions_set(&c, RETURN_CIN, str_of(ways[i]), NULL), OK);
        for (int day = 0; day < 400; day++) {
            date from = date_add_days(date_of(2025, 1, 1), day);
            date limit = working_days_limit(&c, from, 20);
            assert_true(working_days_by(&c, from, limit) <= 20);
            assert_true(working_days_by(&c, from, date_add_days(limit, 5)) > 20);
            assert_int_equal(working_days_by(&c, from, limit), 20);
        }
    }
}

static void working_days_of_one_span_by_each_convention(void **state)
{
    /* Tuesday 1 July to Tuesday 29 July 2025 */
    struct conventions c = conventions_published();
    date from = date_of(2025, 7, 1), to = date_of(2025, 7, 29);
    (void)state;
    assert_int_equal(working_days_by(&c, from, to), 20);
    assert_int_equal(
        conventions_set(&c, RETURN_CIN, STR("working-days=networkdays"), NULL), OK);
    assert_int_equal(working_days_by(&c, from, to), 21);
    assert_int_equal(conventions_set(&c, RETURN_CIN, STR("working-days=validator"), NULL),
                     OK);
    assert_int_equal(working_days_by(&c, from, to), 21);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_is_set_and_printed),
        cmocka_unit_test(each_return_names_its_own),
        cmocka_unit_test(what_is_no_convention_is_refused_and_the_others_named),
        cmocka_unit_test(a_convention_of_the_other_return_is_refused),
        cmocka_unit_test(every_convention_is_listed_with_its_values),
        cmocka_unit_test(a_year_older_on_the_birthday),
        cmocka_unit_test(a_limit_is_the_last_day_that_is_in_time),
        cmocka_unit_test(working_days_of_one_span_by_each_convention),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
