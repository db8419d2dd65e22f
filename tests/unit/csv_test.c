#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Everything read, as text: "record@line [cell][cell]" a record, "!line:column" a fault
 * with its status, each followed by a semicolon. */
static struct str read_all(struct arena *a, struct str input, struct csv_limits limits)
{
    struct csv csv;
    struct csv_record record;
    struct fault why;
    struct buf out = buf_new(a, 1 * MIB);
    csv_open(&csv, a, input, limits);
    for (;;) {
        if (csv_next(&csv, &record, &why)) {
            buf_format(&out, "%u@%u ", record.record, record.line);
            for (size_t i = 0; i < record.count; i++)
                buf_format(&out, "[%.*s]", STR_ARG(record.cells[i]));
        } else if (why.code) {
            buf_format(&out, "!%u:%u %s", why.line, why.column,
                       why.code == ERR_LIMIT ? "limit" : "format");
        } else {
            return arena_copy(a, buf_text(&out));
        }
        buf_char(&out, ';');
    }
}

static void records_cells_and_lines_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *input, *read;
    } cases[] = {
        {"", ""},
        {"\n", ""},
        {"a", "1@1 [a];"},
        {"a,b\nc,d\n", "1@1 [a][b];2@2 [c][d];"},
        {"a,b\r\nc,d\r\n", "1@1 [a][b];2@2 [c][d];"},
        {"a\rb\rc", "1@1 [a];2@2 [b];3@3 [c];"},
        {"a\n\rb", "1@1 [a];2@3 [b];"},
        {"a,\n,b\n,\n", "1@1 [a][];2@2 [][b];3@3 [][];"},
        {"a,", "1@1 [a][];"},
        {",", "1@1 [][];"},
        {"\xef\xbb\xbfurn,name\n1,x", "1@1 [urn][name];2@2 [1][x];"},
        {"\xef\xbb\xbf", ""},
        {"\xef\xbb\xbf\"a\"", "1@1 [a];"},
        {"a\n\n \t \n\r\nb\n\n", "1@1 [a];2@5 [b];"},
        {" a , b ", "1@1 [ a ][ b ];"},
        {"\"\"\n", "1@1 [];"},
        {"\"\",\"\"", "1@1 [][];"},
        {"\"a,b\",c", "1@1 [a,b][c];"},
        {"\"say \"\"good\"\"\",x", "1@1 [say \"good\"][x];"},
        {"\"\"\"\"", "1@1 [\"];"},
        {"\"\"\"\"\"\"", "1@1 [\"\"];"},
        {"\"one\ntwo\",x\ny", "1@1 [one\ntwo][x];2@3 [y];"},
        {"\"one\r\ntwo\rthree\"\r\ny", "1@1 [one\r\ntwo\rthree];2@4 [y];"},
        {"\"\n\n\"\n\"\n\"\nz", "1@1 [\n\n];2@4 [\n];3@6 [z];"},
        {"a\"b\",c", "1@1 [a\"b\"][c];"}, /* a quote within a plain cell is text */
        {" \"a\"", "1@1 [ \"a\"];"},
    };
    struct arena *a = arena_new(16 * MIB);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str got = read_all(a, str_of(cases[i].input), (struct csv_limits){0});
        assert_string_equal(got.at, cases[i].read);
    }
    arena_free(a);
}

static void a_fault_costs_its_line_and_keeps_the_numbers_of_the_rest(void **state)
{
    (void)state;
    static const struct {
        const char *input, *read;
    } cases[] = {
        {"a\nb,\"open\nc\nd", "1@1 [a];!2:3 format;3@3 [c];4@4 [d];"},
        {"\"", "!1:1 format;"},
        {"\"a\"\"", "!1:1 format;"},
        {"a\n\"b\"c,d\r\ne", "1@1 [a];!2:4 format;3@3 [e];"},
        {"\"b\" ,d\ne", "!1:4 format;2@2 [e];"},
        {"h\n1,\"open\n2,\"closed\"\n3", "1@1 [h];!3:4 format;3@3 [2][closed];4@4 [3];"},
        {"\xef\xbb\xbf\"b\"c\ne", "!1:4 format;2@2 [e];"},
        {"x\"\n\"a\nb\"c\n", "1@1 [x\"];!3:3 format;3@3 [b\"c];"},
    };
    struct arena *a = arena_new(16 * MIB);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str got = read_all(a, str_of(cases[i].input), (struct csv_limits){0});
        assert_string_equal(got.at, cases[i].read);
    }
    arena_free(a);
}

static void what_passes_a_limit_is_a_fault_and_what_meets_it_is_not(void **state)
{
    (void)state;
    static const struct {
        const char *input, *read;
        struct csv_limits limits;
    } cases[] = {
        {"a,b\na,b,c\nd", "1@1 [a][b];!2:5 limit;3@3 [d];", {.cells = 2}},
        {"abc\nabcd\nd", "1@1 [abc];!2:1 limit;3@3 [d];", {.cell_bytes = 3}},
        {"x,\"abc\"\nx,\"abcd\"\nd",
         "1@1 [x][abc];!2:3 limit;3@3 [d];",
         {.cell_bytes = 3}},
        {"\"a\"\"b\"\n\"a\"\"bc\"\n", "1@1 [a\"b];!2:1 limit;", {.cell_bytes = 3}},
        {"\"abcdef\nghi\n\"\nd",
         "!1:1 limit;2@2 [ghi];!3:1 format;4@4 [d];",
         {.cell_bytes = 3}},
        {"a\nb\nc\nd", "1@1 [a];2@2 [b];!3:1 limit;", {.records = 2}},
        {"a\nb\n\n", "1@1 [a];2@2 [b];", {.records = 2}},
    };
    struct arena *a = arena_new(16 * MIB);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str got = read_all(a, str_of(cases[i].input), cases[i].limits);
        assert_string_equal(got.at, cases[i].read);
    }
    arena_free(a);
}

static void cells_view_the_input_unless_a_quote_was_doubled(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct str input = STR("plain,\"quoted\",\"dou\"\"bled\"");
    struct csv csv;
    struct csv_record record;
    struct fault why;
    csv_open(&csv, a, input, (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    assert_int_equal(record.count, 3);
    assert_ptr_equal(record.cells[0].at, input.at);
    assert_ptr_equal(record.cells[1].at, input.at + 7);
    assert_true(str_equal(record.cells[2], STR("dou\"bled")));
    assert_true(record.cells[2].at < input.at ||
                record.cells[2].at >= input.at + input.len);
    assert_false(csv_next(&csv, &record, &why));
    assert_int_equal(why.code, OK);
    arena_free(a);
}

static void a_nul_byte_is_a_byte_like_any_other(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct csv csv;
    struct csv_record record;
    struct fault why;
    csv_open(&csv, a, STR("a\0b,\"\0\"\n\0"), (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    assert_int_equal(record.count, 2);
    assert_true(str_equal(record.cells[0], STR("a\0b")));
    assert_true(str_equal(record.cells[1], STR("\0")));
    assert_true(csv_next(&csv, &record, &why));
    assert_int_equal(record.line, 2);
    assert_int_equal(record.cells[0].len, 1);
    assert_false(csv_next(&csv, &record, &why));
    arena_free(a);
}

static void cells_that_need_more_than_the_arena_holds_are_a_fault(void **state)
{
    (void)state;
    struct arena *input_arena = arena_new(1 * MIB), *a = arena_new(1024);
    struct buf text = buf_new(input_arena, 64 * KIB);
    buf_add(&text, STR("\"\"\""));
    for (int i = 0; i < 2000; i++)
        buf_char(&text, 'x');
    buf_add(&text, STR("\"\nnext\n"));
    struct csv csv;
    struct csv_record record;
    struct fault why;
    csv_open(&csv, a, buf_text(&text), (struct csv_limits){0});
    assert_false(csv_next(&csv, &record, &why));
    assert_int_equal(why.code, ERR_LIMIT);
    assert_true(csv_next(&csv, &record, &why));
    assert_true(str_equal(record.cells[0], STR("next")));
    arena_free(a);
    arena_free(input_arena);
}

static void the_usual_limit_of_cells_is_256(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    char commas[256];
    memset(commas, ',', sizeof commas);
    struct csv csv;
    struct csv_record record;
    struct fault why;
    csv_open(&csv, a, (struct str){commas, 255}, (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    assert_int_equal(record.count, 256);
    csv_open(&csv, a, (struct str){commas, 256}, (struct csv_limits){0});
    assert_false(csv_next(&csv, &record, &why));
    assert_int_equal(why.code, ERR_LIMIT);
    arena_free(a);
}

static void a_cell_is_quoted_where_it_must_be_and_reads_back(void **state)
{
    static const struct {
        const char *cell, *written;
    } cases[] = {{"", ""},           {"a b", "a b"},        {"a,b", "\"a,b\""},
                 {"a;b", "\"a;b\""}, {"a\tb", "\"a\tb\""},  {"a\nb", "\"a\nb\""},
                 {"a\r", "\"a\r\""}, {"\"", "\"\"\"\""},    {" a", "\" a\""},
                 {"a ", "\"a \""},   {"a\"b", "\"a\"\"b\""}};
    struct arena *a = arena_new(1 * MIB);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = buf_new(a, KIB);
        struct csv csv;
        struct csv_record record;
        struct fault why;
        csv_put(&out, str_of(cases[i].cell));
        assert_true(str_equal(buf_text(&out), str_of(cases[i].written)));
        buf_add(&out, STR(",end"));
        csv_open(&csv, a, buf_text(&out), (struct csv_limits){0});
        assert_true(csv_next(&csv, &record, &why));
        assert_true(str_equal(record.cells[0], str_of(cases[i].cell)));
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_cells_and_lines_are_told_apart),
        cmocka_unit_test(a_fault_costs_its_line_and_keeps_the_numbers_of_the_rest),
        cmocka_unit_test(what_passes_a_limit_is_a_fault_and_what_meets_it_is_not),
        cmocka_unit_test(cells_view_the_input_unless_a_quote_was_doubled),
        cmocka_unit_test(a_nul_byte_is_a_byte_like_any_other),
        cmocka_unit_test(cells_that_need_more_than_the_arena_holds_are_a_fault),
        cmocka_unit_test(the_usual_limit_of_cells_is_256),
        cmocka_unit_test(a_cell_is_quoted_where_it_must_be_and_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
