#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

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

static void assert_text(struct buf *b, const char *expected)
{
    assert_int_equal(buf_status(b, NULL), OK);
    buf_char(b, '\0');
    assert_string_equal(buf_text(b).at, expected);
}

static void write_a_bit_of_everything(struct json *j)
{
    json_object(j);
    json_put_text(j, "name", STR("Sefton"));
    json_put_integer(j, "year", 2011);
    json_put_bool(j, "final", true);
    json_put_null(j, "grade");
    json_key(j, "bands");
    json_array(j);
    json_integer(j, 1);
    json_array(j);
    json_end_array(j);
    json_object(j);
    json_end_object(j);
    json_object(j);
    json_put_bool(j, "a", false);
    json_end_object(j);
    json_end_array(j);
    json_key(j, "last");
    json_double(j, 0.5);
    json_end_object(j);
}

static void commas_and_brackets_stand_where_they_belong(void **state)
{
    struct buf b = buf_new(*state, 64 * KIB);
    struct json j = json_new(&b, false);
    write_a_bit_of_everything(&j);
    assert_text(&b, "{\"name\":\"Sefton\",\"year\":2011,\"final\":true,\"grade\":null,"
                    "\"bands\":[1,[],{},{\"a\":false}],\"last\":0.5}");
}

static void indented_output_has_a_line_for_each_member(void **state)
{
    struct buf b = buf_new(*state, 64 * KIB);
    struct json j = json_new(&b, true);
    write_a_bit_of_everything(&j);
    assert_text(&b, "{\n"
                    "  \"name\": \"Sefton\",\n"
                    "  \"year\": 2011,\n"
                    "  \"final\": true,\n"
                    "  \"grade\": null,\n"
                    "  \"bands\": [\n"
                    "    1,\n"
                    "    [],\n"
                    "    {},\n"
                    "    {\n"
                    "      \"a\": false\n"
                    "    }\n"
                    "  ],\n"
                    "  \"last\": 0.5\n"
                    "}");
}

static void texts_are_escaped_as_rfc_8259_asks(void **state)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"a \"word\" \\ b", "\"a \\\"word\\\" \\\\ b\""},
        {"\n\r\t\b\f", "\"\\n\\r\\t\\b\\f\""},
        {"\x01\x1f ", "\"\\u0001\\u001f \""},
        {"\x7f/", "\"\x7f/\""},
        {"children\xe2\x80\x99s", "\"children\xe2\x80\x99s\""},
        {"a\xffz", "\"a\xef\xbf\xbdz\""},
        {"\xff", "\"\xef\xbf\xbd\""},
        {"\xe2\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\"\xc0\"", "\"\\\"\xef\xbf\xbd\\\"\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = buf_new(*state, 64 * KIB);
        struct json j = json_new(&b, false);
        json_text(&j, str_of(cases[i].text));
        assert_text(&b, cases[i].written);
    }
    struct buf b = buf_new(*state, 64 * KIB);
    struct json j = json_new(&b, false);
    json_object(&j);
    json_put_text(&j, "a\"b", (struct str){"x\0y", 3});
    json_end_object(&j);
    assert_text(&b, "{\"a\\\"b\":\"x\\u0000y\"}");
}

static void integers_reach_both_ends(void **state)
{
    struct buf b = buf_new(*state, 64 * KIB);
    struct json j = json_new(&b, false);
    json_array(&j);
    json_integer(&j, INT64_MIN);
    json_integer(&j, INT64_MAX);
    json_integer(&j, 0);
    json_end_array(&j);
    assert_text(&b, "[-9223372036854775808,9223372036854775807,0]");
}

static void doubles_are_as_short_as_reading_them_back_allows(void **state)
{
    static const struct {
        double x;
        const char *written;
    } cases[] = {
        {0.0, "0"},
        {0.1, "0.1"},
        {0.3, "0.3"},
        {0.1 + 0.2, "0.30000000000000004"},
        {65, "65"},
        {-82.9, "-82.9"},
        {1e21, "1e+21"},
        {1.0 / 3.0, "0.3333333333333333"},
        {5e-324, "4.94065645841247e-324"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {9007199254740993.0, "9007199254740992"},
        {(double)INFINITY, "null"},
        {(double)-INFINITY, "null"},
        {(double)NAN, "null"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = buf_new(*state, 64 * KIB);
        struct json j = json_new(&b, false);
        json_double(&j, cases[i].x);
        assert_text(&b, cases[i].written);
    }
}

static void every_double_reads_back_as_itself(void **state)
{
    struct buf b = buf_new(*state, 64 * KIB);
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double x, back;
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        b.len = 0;
        struct json j = json_new(&b, false);
        json_double(&j, x);
        buf_char(&b, '\0');
        back = strtod(b.at, NULL);
        assert_memory_equal(&back, &x, sizeof x);
    }
}

static void a_text_past_the_ceiling_is_told_by_the_buf(void **state)
{
    struct buf b = buf_new(*state, 4);
    struct json j = json_new(&b, false);
    json_array(&j);
    json_text(&j, STR("too long"));
    json_end_array(&j);
    assert_int_equal(buf_status(&b, NULL), ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_and_brackets_stand_where_they_belong),
        cmocka_unit_test(indented_output_has_a_line_for_each_member),
        cmocka_unit_test(texts_are_escaped_as_rfc_8259_asks),
        cmocka_unit_test(integers_reach_both_ends),
        cmocka_unit_test(doubles_are_as_short_as_reading_them_back_allows),
        cmocka_unit_test(every_double_reads_back_as_itself),
        cmocka_unit_test(a_text_past_the_ceiling_is_told_by_the_buf),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
