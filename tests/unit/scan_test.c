#define _POSIX_C_SOURCE 200809L

/* Rows of a CSV file, found piece by piece: every way of ending, quoting and storing
 * them, and damage that costs its own row only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/os.h"
#include "records/scan.h"

struct file {
    struct arena *arena;
    char path[200];
    struct os_file file;
};

static struct file put(struct str bytes)
{
    struct file f = {.arena = arena_new(1024 * MIB)};
    struct fault why;
    const char *root = getenv("TMPDIR");
    snprintf(f.path, sizeof f.path, "%s/assay-scan-XXXXXX", root ? root : "/tmp");
    int made = mkstemp(f.path);
    assert_true(made >= 0);
    close(made);
    assert_int_equal(os_write_file(str_of(f.path), bytes, &why), OK);
    assert_int_equal(os_file_open(str_of(f.path), &f.file, &why), OK);
    return f;
}

static void drop(struct file *f)
{
    os_file_close(&f->file);
    unlink(f->path);
    arena_free(f->arena);
}

/* "0[a|b] 1[x] 2! 3-": number, then cells, wrong or blank. */
static struct str told(struct file *f, size_t rows_most)
{
    struct scan *scan = scan_new(f->arena, &f->file);
    struct scanned row;
    bool failed = false;
    struct buf out = buf_new(f->arena, MIB);
    for (size_t n = 0; n < rows_most && scan_next(scan, &row, &failed); n++) {
        buf_format(&out, "%s%u", out.len ? " " : "", row.number);
        if (row.wrong || row.is_blank) {
            buf_char(&out, row.wrong ? '!' : '-');
            continue;
        }
        struct str rest = letters_text(f->arena, scan_letters(scan), row.bytes);
        for (char mark = '['; rest.at; mark = '|') {
            buf_char(&out, mark);
            buf_add(&out, row_cell(f->arena, rest, &rest));
        }
        buf_char(&out, ']');
    }
    assert_false(failed);
    return buf_text(&out);
}

static void expect(struct str bytes, const char *wanted)
{
    struct file f = put(bytes);
    struct str found = told(&f, SIZE_MAX);
    if (!str_equal(found, str_of(wanted)))
        fail_msg("of \"%.*s\"\nexpected %s\nfound    %.*s", STR_ARG(bytes), wanted,
                 STR_ARG(found));
    drop(&f);
}

static void rows_end_in_any_way_and_blank_lines_are_none(void **state)
{
    (void)state;
    expect(STR(""), "");
    expect(STR("\xef\xbb\xbf"), "");
    expect(STR("a,b"), "0[a|b]");
    expect(STR("a,b\n"), "0[a|b]");
    expect(STR("a\nb\r\nc\rd"), "0[a] 1[b] 2[c] 3[d]");
    expect(STR("\xef\xbb\xbf"
               "a\n\n  \t\n\r\n\rb\n\n"),
           "0[a] 1[b]");
    expect(STR("a,b\n,\nc,d\n"), "0[a|b] 1- 2[c|d]");
    expect(STR("a,b\n\"\",\nc,\n"), "0[a|b] 1- 2[c|]");
    expect(STR("a\n b\nc \n"), "0[a] 1[ b] 2[c ]");
}

static void quoted_cells_hold_commas_quotes_and_lines(void **state)
{
    (void)state;
    expect(STR("\"a,b\",c\n"), "0[a,b|c]");
    expect(STR("\"a\"\"b\"\n"), "0[a\"b]");
    expect(STR("\"a\r\nb\",c\nd"), "0[a\r\nb|c] 1[d]");
    expect(STR("a\"b,c\n"), "0[a\"b|c]");
    expect(STR("\"a\""), "0[a]");
    expect(STR("\"\"\"\"\n"), "0[\"]");
}

static void a_wrong_row_costs_itself_only(void **state)
{
    (void)state;
    expect(STR("a\n\"b\nc\nd"), "0[a] 1! 2[c] 3[d]");
    expect(STR("a\n\"b\"x,y\nc"), "0[a] 1! 2[c]");
    expect(STR("\"a"), "0!");
    expect(STR("\"a\nb\",\"c\nd"), "0! 1[d]");
}

static void letters_of_other_encodings_are_read(void **state)
{
    (void)state;
    expect(STR("caf\xe9,\x80\n"), "0[caf\xc3\xa9|\xe2\x82\xac]");
    expect(STR("caf\xc3\xa9\n"), "0[caf\xc3\xa9]");
    expect(STR("\xff\xfe"
               "a\0,\0\xe9\0\n\0b\0"),
           "0[a|\xc3\xa9] 1[b]");
    expect(STR("\xfe\xff"
               "\0a\0,\0\xe9\0\r\0\n\0\"\0b\0\n\0\""),
           "0[a|\xc3\xa9] 1[b\n]");
    expect(STR("a\0,\0b\0\n\0"), "0[a|b]");
    expect(STR("\0a\0,\0b\0\n"), "0[a|b]");
    expect(STR("\xff\xfe"
               "\xac\x20\n\0b"),
           "0[\xe2\x82\xac]");
    expect(STR("\xff\xfe"
               "a\0\"\0\n\0"),
           "0[a\"]");
}

/* A text of `count` times `unit`. */
static struct str many(struct arena *a, const char *unit, size_t count)
{
    struct str u = str_of(unit);
    char *at = arena_alloc(a, u.len * count);
    for (size_t i = 0; i < count; i++)
        memcpy(at + i * u.len, unit, u.len);
    return (struct str){at, u.len * count};
}

static void expect_between(struct str middle, const char *wanted)
{
    struct arena *a = arena_new(1024 * MIB);
    struct buf text = buf_new(a, 512 * MIB);
    buf_add(&text, STR("a,b\n"));
    buf_add(&text, middle);
    buf_add(&text, STR("\nc,d\n"));
    struct file f = put(buf_text(&text));
    struct str found = told(&f, 10);
    if (!str_equal(found, str_of(wanted)))
        fail_msg("expected %s\nfound %.*s", wanted, STR_ARG(found));
    drop(&f);
    arena_free(a);
}

static void a_cell_of_any_length_costs_its_row_only(void **state)
{
    (void)state;
    struct arena *a = arena_new(1024 * MIB);
    expect_between(many(a, "x", 65 * 1024), "0[a|b] 1! 2[c|d]");
    expect_between(many(a, "x", 200 * 1000 * 1000), "0[a|b] 1! 2[c|d]");
    arena_reset(a);
    struct str long_cell = many(a, "y", 100 * 1000 * 1000);
    ((char *)(uintptr_t)long_cell.at)[0] = '"';
    expect_between(long_cell, "0[a|b] 1! 2[c|d]");
    arena_reset(a);
    expect_between(many(a, "z,", 600 * 1000), "0[a|b] 1! 2[c|d]");
    arena_reset(a);
    expect_between(many(a, " ", 5 * 1000 * 1000), "0[a|b] 1[c|d]");
    arena_free(a);
}

static void rows_are_the_same_wherever_the_window_ends(void **state)
{
    (void)state;
    struct arena *a = arena_new(1024 * MIB);
    struct buf text = buf_new(a, 64 * MIB);
    uint32_t rows = 0;
    for (; text.len < 9 * MIB; rows++)
        buf_format(&text, "%u,\"x\r\n\"\"%u\"\"\",%.*s\r\n", rows, rows, (int)(rows % 61),
                   "................................................................");
    struct file f = put(buf_text(&text));
    struct scan *scan = scan_new(a, &f.file);
    struct scanned row;
    bool failed;
    uint32_t n = 0;
    scan_want(scan, 0);
    for (; scan_next(scan, &row, &failed); n++) {
        struct str number = arena_format(a, "%u", n);
        assert_null(row.wrong);
        assert_int_equal(row.number, n);
        assert_true(str_equal(row.cell, number));
        assert_memory_equal(text.at + row.at, row.bytes.at, row.bytes.len);
    }
    assert_int_equal(n, rows);
    drop(&f);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end_in_any_way_and_blank_lines_are_none),
        cmocka_unit_test(quoted_cells_hold_commas_quotes_and_lines),
        cmocka_unit_test(a_wrong_row_costs_itself_only),
        cmocka_unit_test(letters_of_other_encodings_are_read),
        cmocka_unit_test(a_cell_of_any_length_costs_its_row_only),
        cmocka_unit_test(rows_are_the_same_wherever_the_window_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
