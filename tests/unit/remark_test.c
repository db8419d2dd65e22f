/* Remarks: kept once, on one line, and always text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/remark.h"

static void the_same_remark_twice_is_kept_once(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct remarks all = remarks_new(a);
    for (uint32_t i = 0; i < 600; i++)
        remarks_add(&all, &(struct remark){.kind = REMARK_WARNING,
                                           .file = STR("shares.csv"),
                                           .record = i % 200,
                                           .text = STR("said")});
    assert_int_equal(all.count, 200);
    assert_int_equal(all.at[199].record, 199);
    arena_free(a);
}

static void a_remark_names_its_place_and_stays_on_one_line(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    static const struct {
        struct remark remark;
        const char *line;
    } cases[] = {
        {{.file = {"a.csv", 5}, .line = 3, .column = 7, .text = {"x\ny", 3}},
         "a.csv:3:7: x y"},
        {{.file = {"a.csv", 5}, .record = 4, .text = {"x", 1}}, "a.csv, record 4: x"},
        {{.file = {"a.csv", 5}, .text = {"x", 1}}, "a.csv: x"},
        {{.text = {"x", 1}}, "x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_equal(remark_line(a, &cases[i].remark), str_of(cases[i].line)));
    arena_free(a);
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    struct remarks all = remarks_new(a);
    remarks_add(&all, &(struct remark){.found = STR("a\xff\xfe z"), .text = STR("t")});
    assert_true(str_equal(all.at[0].found, STR("a\xef\xbf\xbd\xef\xbf\xbd z")));
    arena_free(a);
}

static void only_warnings_and_corroborations_need_nobody(void **state)
{
    (void)state;
    assert_false(remark_needs_person(REMARK_WARNING));
    assert_false(remark_needs_person(REMARK_CORROBORATED));
    assert_true(remark_needs_person(REMARK_BAD_ROW));
    assert_true(remark_needs_person(REMARK_UNREADABLE));
    assert_true(remark_needs_person(REMARK_IMPOSSIBLE));
    assert_true(remark_needs_person(REMARK_CONTRADICTION));
    assert_true(remark_needs_person(REMARK_UNBANDED));
    assert_true(str_equal(remark_kind_name(REMARK_BAD_ROW), STR("bad-row")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_remark_twice_is_kept_once),
        cmocka_unit_test(a_remark_names_its_place_and_stays_on_one_line),
        cmocka_unit_test(bytes_that_are_no_text_are_replaced),
        cmocka_unit_test(only_warnings_and_corroborations_need_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
