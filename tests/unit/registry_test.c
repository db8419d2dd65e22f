/* The frameworks a run knows: those in the program, and a file of the user's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "framework/compile.h"
#include "framework/registry.h"
#include "framework/shipped.h"

static struct arena *arena;
static struct registry shipped;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(64 * MIB);
    struct fault why;
    if (registry_shipped(arena, &shipped, &why)) {
        print_message("%s:%u:%u: %s\n", why.file, why.line, why.column, why.text);
        return 1;
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void every_shipped_framework_compiles_in_order_of_its_id(void **state)
{
    (void)state;
    assert_int_equal(shipped.count, shipped_framework_count);
    assert_int_equal(shipped.regimes.count, shipped.count);
    assert_true(shipped.count >= 12);
    for (size_t i = 0; i < shipped.count; i++) {
        struct str id = shipped.plans[i]->regime.id;
        assert_true(str_equal(shipped.regimes.at[i].id, id));
        assert_true(str_equal(str_of(shipped_frameworks[i].id), id));
        assert_true(i == 0 || str_compare(shipped.plans[i - 1]->regime.id, id) < 0);
    }
}

static void no_shipped_framework_is_warned_about(void **state)
{
    (void)state;
    size_t count = shipped_framework_count;
    struct framework_source *files = arena_make(arena, struct framework_source, count);
    const struct plan **plans = arena_make(arena, const struct plan *, count);
    for (size_t i = 0; i < count; i++) {
        files[i].file = str_of(shipped_frameworks[i].file);
        files[i].text =
            (struct str){shipped_frameworks[i].text, shipped_frameworks[i].len};
    }
    struct complaints complaints = {.arena = arena};
    framework_compile(arena, files, count, NULL, plans, &complaints);
    for (size_t i = 0; i < complaints.count; i++) {
        struct str line = complaint_line(arena, &complaints.at[i]);
        print_message("%.*s\n", STR_ARG(line));
    }
    assert_int_equal(complaints.count, 0);
}

static void a_framework_is_found_by_id_or_by_the_family_valid_on_the_day(void **state)
{
    static const struct {
        const char *id;
        int year, month;
        const char *found, *nearest;
    } cases[] = {
        {"annual-rating-2009", 2020, 1, "annual-rating-2009", ""},
        {"annual-rating", 2020, 1, "annual-rating-2009", ""},
        {"annual-assessment", 2010, 10, "annual-assessment-2010", ""},
        {"annual-assessment", 2011, 9, "annual-assessment-2011", ""},
        {"annual-rating-2008", 2020, 1, NULL, "annual-rating-2009"},
        {"ilacs-2081", 2020, 1, NULL, "ilacs-2018"},
        {"annual-assessment", 2020, 1, NULL, "annual-assessment-2010"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str nearest = STR("");
        const struct plan *plan =
            registry_find(&shipped, str_of(cases[i].id),
                          date_of(cases[i].year, cases[i].month, 1), &nearest);
        assert_int_equal(plan == NULL, cases[i].found == NULL);
        if (plan)
            assert_true(str_equal(plan->regime.id, str_of(cases[i].found)));
        assert_true(str_equal(nearest, str_of(cases[i].nearest)));
    }
}

static const struct plan *with_file(const char *path, struct registry *out,
                                    struct complaints *complaints, status expected)
{
    const struct plan *plan = NULL;
    struct fault why = {0};
    status got = registry_with_file(arena, str_of(path), out, &plan, complaints, &why);
    if (got != expected)
        fail_msg("%s: %s", why.file, why.text);
    return plan;
}

static void a_users_file_joins_the_shipped_ones(void **state)
{
    (void)state;
    struct complaints complaints = {.arena = arena};
    struct registry both = {0};
    const struct plan *plan =
        with_file("tests/cases/framework/design-parts.framework", &both, &complaints, OK);
    assert_int_equal(both.count, shipped.count + 1);
    struct str nearest = STR("");
    assert_ptr_equal(registry_find(&both, STR("parts"), DATE_NONE, &nearest), plan);
}

static void a_users_file_takes_the_place_of_the_shipped_one_with_its_id(void **state)
{
    (void)state;
    struct complaints complaints = {.arena = arena};
    struct registry both = {0};
    const struct plan *plan = with_file(
        "tests/cases/framework/design-annual-rating.framework", &both, &complaints, OK);
    assert_int_equal(both.count, shipped.count);
    assert_ptr_equal(registry_find(&both, STR("annual-rating-2009"), DATE_NONE, NULL),
                     plan);
    /* The families it asks for are shipped; only the let it never uses is warned about.
     */
    assert_int_equal(complaints.count, 1);
}

static void a_users_file_with_errors_is_refused_with_all_of_them(void **state)
{
    (void)state;
    struct complaints complaints = {.arena = arena};
    struct registry both = {0};
    assert_null(with_file("tests/cases/framework/ten-mistakes.framework", &both,
                          &complaints, ERR_FORMAT));
    assert_int_equal(complaints.errors, 10);
    with_file("tests/cases/framework/no-such.framework", &both, &complaints, ERR_IO);
}

#define WITH_REGISTRY(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REGISTRY(every_shipped_framework_compiles_in_order_of_its_id),
        WITH_REGISTRY(no_shipped_framework_is_warned_about),
        WITH_REGISTRY(a_framework_is_found_by_id_or_by_the_family_valid_on_the_day),
        WITH_REGISTRY(a_users_file_joins_the_shipped_ones),
        WITH_REGISTRY(a_users_file_takes_the_place_of_the_shipped_one_with_its_id),
        WITH_REGISTRY(a_users_file_with_errors_is_refused_with_all_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
