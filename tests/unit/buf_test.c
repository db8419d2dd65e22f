#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"

static void what_is_added_is_there_in_order(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct buf b = buf_new(a, 100 * KIB);
    assert_int_equal(buf_text(&b).len, 0);
    buf_add(&b, STR("one"));
    buf_add(&b, (struct str){0});
    buf_char(&b, ' ');
    buf_format(&b, "%d%s", 2, "!");
    assert_true(str_equal(buf_text(&b), STR("one 2!")));
    buf_format(&b, "%1000d", 7);
    assert_int_equal(buf_text(&b).len, 1006);
    assert_true(str_ends(buf_text(&b), STR("  7")));
    for (int i = 0; i < 5000; i++)
        buf_char(&b, 'x');
    assert_int_equal(buf_text(&b).len, 6006);
    assert_true(str_starts(buf_text(&b), STR("one 2!")));
    struct fault why;
    assert_int_equal(buf_status(&b, &why), OK);
    arena_free(a);
}

static void what_steers_a_screen_is_not_shown(void **state)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {{"SYN1", "SYN1"},
                 {"", ""},
                 {"\x1b[31mred\a", "?[31mred?"},
                 {"a\nb\tc\x7f", "a?b?c?"},
                 {"\xc2\x9bm\xc2\xa3", "?m\xc2\xa3"},
                 {"\xe2\x80\xae"
                  "1\xe2\x81\xa6\xe2\x80\xa6",
                  "?1?\xe2\x80\xa6"},
                 {"\xe2\x80", "\xe2\x80"},
                 {"1234567890", "1234567890"},
                 {"1234567890a", "1234567890\xe2\x80\xa6"},
                 {"123456789\xc3\xa9", "123456789\xe2\x80\xa6"}};
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = buf_new(a, 100);
        buf_shown(&b, str_of(cases[i].text), 10);
        assert_string_equal(arena_format(a, "%.*s", STR_ARG(buf_text(&b))).at,
                            cases[i].shown);
    }
    arena_free(a);
}

static void the_ceiling_may_be_met_and_past_it_nothing_more_is_added(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct buf b = buf_new(a, 5);
    struct fault why;
    buf_add(&b, STR("12345"));
    assert_int_equal(buf_status(&b, &why), OK);
    buf_char(&b, '6');
    buf_add(&b, STR(""));
    assert_int_equal(buf_status(&b, &why), ERR_LIMIT);
    assert_int_equal(why.code, ERR_LIMIT);
    assert_true(str_equal(buf_text(&b), STR("12345")));
    struct buf c = buf_new(a, 5);
    buf_add(&c, STR("123"));
    buf_add(&c, STR("456")); /* too long: not even its beginning is added */
    buf_add(&c, STR("4"));
    assert_true(str_equal(buf_text(&c), STR("123")));
    struct buf d = buf_new(a, 1000);
    buf_format(&d, "%1000d", 1);
    assert_int_equal(d.len, 1000);
    assert_int_equal(buf_status(&d, NULL), OK);
    buf_format(&d, "%300d", 1);
    assert_int_equal(buf_status(&d, NULL), ERR_LIMIT);
    assert_int_equal(d.len, 1000);
    arena_free(a);
}

static void the_ceiling_of_the_arena_is_a_limit_too(void **state)
{
    (void)state;
    struct arena *a = arena_new(1024);
    struct buf b = buf_new(a, 1 * MIB);
    for (int i = 0; i < 2000; i++)
        buf_char(&b, 'x');
    struct fault why;
    assert_int_equal(buf_status(&b, &why), ERR_LIMIT);
    assert_non_null(strstr(why.text, "not enough memory"));
    assert_true(buf_text(&b).len < 1024);
    arena_reset(a);
    struct buf c = buf_new(a, 1 * MIB);
    buf_format(&c, "%600d", 1); /* 1024 bytes of room, but none to format aside */
    assert_int_equal(buf_status(&c, NULL), ERR_LIMIT);
    arena_free(a);
}

static void a_text_may_be_added_to_itself(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct buf b = buf_new(a, 100 * KIB);
    buf_add(&b, STR("ab"));
    for (int i = 0; i < 10; i++)
        buf_add(&b, buf_text(&b));
    assert_int_equal(b.len, 2048);
    for (size_t i = 0; i < b.len; i++)
        assert_int_equal(b.at[i], i % 2 ? 'b' : 'a');
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_is_there_in_order),
        cmocka_unit_test(what_steers_a_screen_is_not_shown),
        cmocka_unit_test(the_ceiling_may_be_met_and_past_it_nothing_more_is_added),
        cmocka_unit_test(the_ceiling_of_the_arena_is_a_limit_too),
        cmocka_unit_test(a_text_may_be_added_to_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
