/* Sheets of edited sentences: what is taken, and what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/edits.h"

#define HEAD "sentence,original,text,by,on,reason\n"

static void a_row_is_taken_or_told(void **state)
{
    static const struct {
        const char *rows;
        size_t taken;
        const char *told; /* in the only remark, or NULL */
    } cases[] = {
        {"s-1,Old.,New.,inspector,2010-01-02,plainer\n", 1, NULL},
        {"s-1,Old.,,,,\n", 0, NULL},
        {"s-1,Old.,\"New, and\nlonger.\",inspector,2010-01-02,plainer\n", 1, NULL},
        {",Old.,New.,inspector,2010-01-02,plainer\n", 0, "names no sentence"},
        {"s-1,,New.,inspector,2010-01-02,plainer\n", 0, "as composed is missing"},
        {"s-1,Old.,New.,,2010-01-02,plainer\n", 0, "who changed it is missing"},
        {"s-1,Old.,New.,inspector,2010-01-02,\n", 0, "reason is missing"},
        {"s-1,Old.,New.,inspector,2010-13-02,plainer\n", 0, "no date"},
        {"s-1,Old.,New.,inspector,,plainer\n", 0, "no date"},
        {"s-1,Old.,N\xe9w.,inspector,2010-01-02,plainer\n", 0, "not UTF-8"},
        {"s-1,Old.,New\n", 0, "who changed it is missing"},
        {"s-1,Old.,A.,inspector,2010-01-02,x\ns-1,Old.,B.,inspector,2010-01-02,x\n", 1,
         "changed twice"},
        {"s-1,\"Old,New.\n", 0, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *a = arena_new(64 * MIB);
        struct remarks remarks = remarks_new(a);
        struct edits edits;
        struct fault why = {0};
        struct str text = arena_format(a, HEAD "%s", cases[i].rows);
        assert_int_equal(edits_read(a, STR("e.csv"), text, &edits, &remarks, &why), OK);
        if (edits.count != cases[i].taken || remarks.count != (cases[i].told ? 1U : 0U))
            fail_msg("%s: %zu taken, %zu told", cases[i].rows, edits.count,
                     remarks.count);
        if (cases[i].told) {
            assert_true(str_contains(remarks.at[0].text, str_of(cases[i].told)));
            assert_true(remark_needs_person(remarks.at[0].kind));
        }
        arena_free(a);
    }
}

static void columns_go_by_their_names_and_a_guard_is_taken_away(void **state)
{
    struct arena *a = arena_new(64 * MIB);
    struct remarks remarks = remarks_new(a);
    struct edits edits;
    struct fault why = {0};
    (void)state;
    struct str text = STR("reason,Text,evidence,ON,by,original,sentence\n"
                          "plainer,'-5 is low.,values:2,2010-01-02,editor,'=Old.,s-9\n");
    assert_int_equal(edits_read(a, STR("e.csv"), text, &edits, &remarks, &why), OK);
    const struct edit *edit = edits_find(&edits, STR("s-9"));
    assert_non_null(edit);
    assert_true(str_equal(edit->text, STR("-5 is low.")));
    assert_true(str_equal(edit->original, STR("=Old.")));
    assert_true(str_equal(edit->by, STR("editor")));
    assert_true(str_equal(edit->reason, STR("plainer")));
    assert_null(edits_find(&edits, STR("s-1")));
    arena_free(a);
}

static void a_file_without_the_columns_is_no_sheet_of_edits(void **state)
{
    static const char *const texts[] = {"", "sentence,text\ns-1,New.\n", "\n\n"};
    struct arena *a = arena_new(64 * MIB);
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct remarks remarks = remarks_new(a);
        struct edits edits;
        struct fault why = {0};
        assert_int_equal(
            edits_read(a, STR("e.csv"), str_of(texts[i]), &edits, &remarks, &why),
            ERR_FORMAT);
        assert_true(str_contains(str_of(why.text), STR("e.csv")));
    }
    arena_free(a);
}

static void a_row_that_no_letter_held_is_told(void **state)
{
    struct arena *a = arena_new(64 * MIB);
    struct remarks remarks = remarks_new(a);
    struct edits edits;
    struct fault why = {0};
    (void)state;
    struct str text = STR(HEAD "s-1,Old.,New.,editor,2010-01-02,x\n"
                               "s-2,Old.,New.,editor,2010-01-02,x\n");
    assert_int_equal(edits_read(a, STR("e.csv"), text, &edits, &remarks, &why), OK);
    edits_find(&edits, STR("s-1"))->met = true;
    edits_remark_unmet(a, &edits, &remarks);
    assert_int_equal(remarks.count, 1);
    assert_true(str_contains(remarks.at[0].text, STR("s-2")));
    assert_int_equal(remarks.at[0].line, 3);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_taken_or_told),
        cmocka_unit_test(columns_go_by_their_names_and_a_guard_is_taken_away),
        cmocka_unit_test(a_file_without_the_columns_is_no_sheet_of_edits),
        cmocka_unit_test(a_row_that_no_letter_held_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
