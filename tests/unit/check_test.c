/* Runs tests/cases/framework: each NAME.framework holds mistakes made on purpose, and
 * NAME.expected the complaints, line for line, that compiling it alone must give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/os.h"
#include "framework/compile.h"

static const struct str folder = {"tests/cases/framework", 21};

static struct str read_text(struct arena *a, struct str name)
{
    struct str text = {0};
    struct fault why;
    if (os_read_file(a, os_join(a, folder, name), MIB, &text, &why))
        fail_msg("%s: %s", why.file, why.text);
    return text;
}

static struct str complaints_of(struct arena *a, struct framework_source file)
{
    const struct plan *plan = NULL;
    struct complaints complaints = {.arena = a};
    framework_compile(a, &file, 1, NULL, &plan, &complaints);
    assert_int_equal(plan == NULL, complaints.errors > 0);
    struct buf b = buf_new(a, MIB);
    for (size_t i = 0; i < complaints.count; i++)
        buf_format(&b, "%.*s\n", STR_ARG(complaint_line(a, &complaints.at[i])));
    return buf_text(&b);
}

static bool check_case(struct arena *a, struct str name)
{
    struct str stem = {name.at, name.len - strlen(".framework")};
    struct framework_source file = {name, read_text(a, name)};
    struct str said = complaints_of(a, file);
    struct str expected = read_text(a, arena_format(a, "%.*s.expected", STR_ARG(stem)));
    if (str_equal(said, expected))
        return true;
    print_message("%.*s: expected\n%.*ssaid\n%.*s", STR_ARG(name), STR_ARG(expected),
                  STR_ARG(said));
    return false;
}

static void each_case_gets_the_complaints_written_beside_it(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct str *names = NULL;
    size_t count = 0, cases = 0, failed = 0;
    struct fault why;
    assert_int_equal(os_list_folder(a, folder, &names, &count, &why), OK);
    for (size_t i = 0; i < count; i++)
        if (str_ends(names[i], STR(".framework"))) {
            cases++;
            failed += !check_case(a, names[i]);
        }
    assert_true(cases >= 15);
    assert_int_equal(failed, 0);
    arena_free(a);
}

static void ten_mistakes_are_ten_errors(void **state)
{
    (void)state;
    struct arena *a = arena_new(8 * MIB);
    struct framework_source file = {STR("f"),
                                    read_text(a, STR("ten-mistakes.framework"))};
    const struct plan *plan = NULL;
    struct complaints complaints = {.arena = a};
    framework_compile(a, &file, 1, NULL, &plan, &complaints);
    assert_int_equal(complaints.errors, 10);
    arena_free(a);
}

/* Two files that need each other, in either order. */
static void files_compiled_together_know_each_other(void **state)
{
    static const char first[] = "framework first-2010 { title \"First\" }\n"
                                "scale s { 1 \"Good\" 2 \"Poor\" }\n"
                                "judgement main on s { entered part half { entered } }\n"
                                "question q \"?\" when judgement \"half\" of latest "
                                "inspection \"second\" is \"Low\"\n"
                                "    basis local\n";
    static const char second[] = "framework second-2010 { title \"Second\" }\n"
                                 "scale t { 1 \"High\" 2 \"Low\" }\n"
                                 "judgement main on t { entered part half { entered } }\n"
                                 "question q \"?\" when judgement \"main\" of latest "
                                 "inspection \"first-2010\" is \"Low\"\n"
                                 "    basis local\n";
    (void)state;
    struct arena *a = arena_new(8 * MIB);
    struct framework_source files[] = {{STR("first"), STR(first)},
                                       {STR("second"), STR(second)}};
    const struct plan *plans[2] = {NULL, NULL};
    struct complaints complaints = {.arena = a};
    framework_compile(a, files, 2, NULL, plans, &complaints);
    assert_int_equal(complaints.errors, 1);
    assert_non_null(plans[0]);
    assert_null(plans[1]);
    const struct expr *asked = plans[0]->questions[0].when;
    assert_true(str_equal(asked->path, STR("main/half")));
    assert_true(str_equal(asked->scale->id, STR("t")));
    assert_int_equal(asked->position, 1);
    struct str line = complaint_line(a, &complaints.at[0]);
    if (!str_starts(line, STR("second:4:75: error: there is no grade “Low” on scale s")))
        fail_msg("%.*s", STR_ARG(line));
    arena_free(a);
}

/* The examples of the manual, one after the other, are one file. */
static void the_examples_of_the_manual_compile_without_a_warning(void **state)
{
    static const struct str fence = {"```framework\n", 13};
    (void)state;
    struct arena *a = arena_new(8 * MIB);
    struct str manual = {0};
    struct fault why;
    assert_int_equal(
        os_read_file(a, STR("docs/framework-language.md"), MIB, &manual, &why), OK);
    struct buf b = buf_new(a, MIB);
    bool inside = false;
    while (manual.len > 0) {
        bool opens = str_starts(manual, fence);
        struct str line = str_cut(manual, '\n', &manual);
        bool closes = inside && str_starts(line, STR("```"));
        if (inside && !closes)
            buf_format(&b, "%.*s\n", STR_ARG(line));
        inside = opens || (inside && !closes);
    }
    assert_true(b.len > 2000);
    struct framework_source file = {STR("manual"), buf_text(&b)};
    struct str said = complaints_of(a, file);
    if (said.len > 0)
        fail_msg("%.*s", STR_ARG(said));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_gets_the_complaints_written_beside_it),
        cmocka_unit_test(ten_mistakes_are_ten_errors),
        cmocka_unit_test(files_compiled_together_know_each_other),
        cmocka_unit_test(the_examples_of_the_manual_compile_without_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
