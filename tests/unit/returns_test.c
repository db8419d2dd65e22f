/* A 903 return from its files to what was found: recognition of tables, children grouped
 * from files in any order, and damage that costs a row, a child or a file and no more. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fixture_return.h"

#define EPISODES                                                                         \
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"           \
    "HOME_POST,PL_POST,URN\n"
#define OC3 "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"
#define SWEPISODES "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"

/* What a Header file alone gives. */
static void expect_header(struct str text, const char *lines)
{
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, text, false);
    fixture_return_expect(f, lines);
    fixture_return_free(f);
}

static void a_table_is_told_by_its_columns(void **state)
{
    (void)state;
    expect_header(STR(FIXTURE_HEADER "C1,X,01/02/2015,WBRI,,,\n"), "101 Header 1 C1\n");
    expect_header(
        STR("mc_dob, Mother,UPN,ethnic,DOB,sex,child\n,,,WBRI,01/02/2015,X,C1\n"),
        "101 Header 1 C1\n");
    expect_header(STR("\xef\xbb\xbf\"CHILD\",SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,,\n"
                      "C1,M,,WBRI,,,,,\n"),
                  "102 Header 1 C1\n");
    expect_header(
        STR("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,NOTES\nC1,M,,WBRI,,,,hm\n"),
        "unread  0 : Header has no column 'NOTES', or may have it only once; it is "
        "not read\n102 Header 1 C1\n");
}

static void cells_are_upper_case_and_never_trimmed(void **state)
{
    (void)state;
    expect_header(STR(FIXTURE_HEADER "c1,m,1/2/2015,wbri,,,\nC2, M,01/02/2015,WBRI,,,\n"
                                     "C3,M,01/02/2015 ,WBRI,,,\n"),
                  "101 Header 2 C2\n102 Header 3 C3\n");
}

static void rows_are_counted_as_the_file_has_them(void **state)
{
    (void)state;
    expect_header(STR(FIXTURE_HEADER "C1,M,01/02/2015,WBRI,,,\n\n,,,,,,\n"
                                     "C2,X,01/02/2015,WBRI,,,\r\n"),
                  "101 Header 3 C2\n");
}

static void a_bad_cell_costs_its_child_only(void **state)
{
    (void)state;
    expect_header(
        STR(FIXTURE_HEADER "C1,M,01/02/2015,WBRI,,,\n"
                           "C2,M,31/02/2015,WBRI,,,\n"
                           "C3,\"M,01/02/2015,WBRI,,,\n"
                           "C4,M,\"01/02/2015\"x,WBRI,,,\n"
                           "C5,M,01/02/2015,caf\xe9,,,\n"
                           "C6,M,01/02/2015,WBRI,,,,,more\n"
                           "C7,M\n"),
        "unread Header 3 : text follows a closing quote; double a quote that is part of "
        "the text\n"
        "unread Header 4 : text follows a closing quote; double a quote that is "
        "part of the text\n"
        "unread Header 6 C6: the row has more cells than there are columns; a "
        "comma in a cell needs quotes around the cell\n"
        "102 Header 2 C2\n103 Header 5 C5\n102 Header 7 C7\n103 Header 7 C7\n");
}

static void rows_without_a_child_are_one_child_each(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f,
                       STR(FIXTURE_HEADER ",X,01/02/2015,WBRI,,,\n"
                                          ",X,01/02/2015,WBRI,,,\n"),
                       false);
    fixture_return_expect(f, "101 Header 1 \n101 Header 2 \n");
    assert_int_equal(f->outcome.children, 2);
    fixture_return_free(f);
}

static void children_come_in_order_of_their_first_row_in_header(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f,
                       STR(EPISODES "C9,01/04/2025,S,C2,N1,U4,PR1,,,,,,\n"
                                    "C1,01/04/2025,S,C2,N1,U4,PR1,,,,,,\n"
                                    "C2,01/04/2025,S,C2,N1,U4,PR1,,,,,,\n"),
                       false);
    fixture_return_put(f, STR(FIXTURE_HEADER "C0,X,01/02/2015,WBRI,,,\n"), true);
    fixture_return_put(f,
                       STR(FIXTURE_HEADER "C2,X,,WBRI,,,\nC1,X,01/02/2015,WBRI,,,\n"
                                          "C2,X,01/02/2015,WBRI,,,\n"),
                       false);
    fixture_return_expect(f, "101 Header 1 C2\n101 Header 3 C2\n102 Header 1 C2\n"
                             "101 Header 2 C1\n");
    assert_int_equal(f->outcome.children, 4);
    assert_int_equal(f->outcome.rows, 6);
    assert_int_equal(f->outcome.rows_last, 1);
    fixture_return_free(f);
}

static void a_check_without_its_table_has_not_run(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, STR(EPISODES "C9,01/04/2025,S,C2,N1,U4,PR1,,,,,,\n"), false);
    fixture_return_expect(f, "");
    const struct tally *t = fixture_return_tally(f, "101");
    assert_int_equal(t->status, TALLY_NOT_RUN);
    assert_string_equal(t->reason, "Header was not loaded");
    fixture_return_free(f);
}

static void a_check_that_can_say_nothing_about_any_child_has_not_run(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, STR(FIXTURE_HEADER "C1,M,x,WBRI,,,\n"), false);
    fixture_return_put(f, STR(FIXTURE_HEADER "C1,M,01/02/2015,WBRI,,,\n"), true);
    f->codes = " 102 ";
    fixture_return_expect(f, "102 Header 1 C1\n");
    for (size_t i = 0; i < f->outcome.tally_count; i++) {
        const struct tally *t = &f->outcome.tallies[i];
        bool unsaid = !t->cannot && t->not_run == 1 && t->rows == 0;
        assert_int_equal(unsaid && t->status != TALLY_NOT_RUN, false);
        assert_true(t->status != TALLY_NOT_RUN || t->reason != NULL);
    }
    fixture_return_free(f);
}

static void a_table_that_is_new_this_year_is_read_of_last_year_too(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    f->year = 2027;
    f->codes = NULL;
    fixture_return_put(
        f, STR("CHILD,DOB,DOLO_START,DOLO_END\nC1,01/01/2010,02/04/2026,02/05/2026\n"),
        false);
    fixture_return_put(
        f, STR("CHILD,DOB,DOLO_START,DOLO_END\nC1,01/01/2010,01/04/2026,\n"), true);
    fixture_return_expect(f, "706 DoLo 1 C1\n");
    fixture_return_free(f);
}

static void files_that_are_not_read_are_findings(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, STR(FIXTURE_HEADER "C1,X,01/02/2015,WBRI,,,\n"), false);
    fixture_return_put(f, STR(FIXTURE_HEADER "C2,X,01/02/2015,WBRI,,,\n"), false);
    fixture_return_put(f, STR("CHILD,DOB,IN_TOUCH,ACTIV\nC1,,,\n"), false);
    fixture_return_put(f, STR("a,b\n1,2\n"), false);
    fixture_return_put(f, STR(""), false);
    fixture_return_put(f, STR("PK\x03\x04\0\0\0\0"), false);
    fixture_return_put(f, STR("CHILD,DOB,DOLO_START,DOLO_END\n"), false);
    struct str lines = arena_format(
        f->arena,
        "unread  0 : Header is in '%s/00.csv' already; this file is not read\n"
        "unread  0 : it is like OC3 but has no column ACCOM; nothing of it is read: add "
        "what is missing, or leave it out\n"
        "unread  0 : its columns are those of no table of the return; nothing of it is "
        "read\n"
        "unread  0 : it is empty: there is not even a row of column names\n"
        "unread  0 : its columns are those of no table of the return; nothing of it is "
        "read\n"
        "unread  0 : DoLo is no table of the collection of 2026; it is not read\n"
        "101 Header 1 C1\n",
        f->folder);
    fixture_return_expect(f, lines.at);
    f->year = 2023;
    f->files[0].in_folder = false;
    f->files[4].in_folder = false;
    assert_int_equal(fixture_return_check(f), ERR_FORMAT);
    assert_non_null(strstr(f->why.file, "04.csv"));
    fixture_return_free(f);
}

static void social_worker_episodes_begin_in_2024(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, STR(SWEPISODES "C1,,,,,\n"), false);
    f->codes = " none ";
    f->year = 2024;
    fixture_return_expect(f, "");
    f->year = 2023;
    assert_int_equal(fixture_return_check(f), ERR_FORMAT); /* nothing else is there */
    fixture_return_free(f);
}

/* ---- The same bytes, however it is done */

static struct str shuffled_return(struct fixture_return *f, uint32_t children)
{
    struct buf header = buf_new(f->arena, 64 * MIB), oc3 = buf_new(f->arena, 64 * MIB);
    struct buf last = buf_new(f->arena, 64 * MIB);
    buf_add(&header, STR(FIXTURE_HEADER));
    buf_add(&last, STR(FIXTURE_HEADER));
    buf_add(&oc3, STR(OC3));
    for (uint32_t i = 0; i < children; i++) {
        uint32_t c = i * 7919u % children, d = i * 104729u % children;
        buf_format(&header, "C%u,%s,%s,WBRI,A%u,,\n", c, c % 50 ? "M" : "9",
                   c % 77 ? "01/02/2015" : "30/02/2015", c);
        buf_format(&last, "C%u,M,01/02/2015,WBRI,A%u,,\n", d + 5, d);
        if (i % 3 == 0)
            buf_format(&oc3, "C%u,01/02/2015,YES,F1,K1\n", d);
        if (i % 1000 == 999)
            buf_add(&header, STR(",9,01/02/2015,WBRI,,,\nC1,\"x\"y\n"));
    }
    fixture_return_put(f, buf_text(&oc3), false);
    fixture_return_put(f, buf_text(&last), true);
    fixture_return_put(f, buf_text(&header), false);
    f->codes = NULL;
    assert_int_equal(fixture_return_check(f), OK);
    return arena_copy(f->arena, buf_text(&f->found));
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct str one = shuffled_return(f, 9973);
    assert_true(one.len > 10000);
    for (f->threads = 2; f->threads <= 4; f->threads++) {
        assert_int_equal(fixture_return_check(f), OK);
        assert_true(str_equal(buf_text(&f->found), one));
    }
    fixture_return_free(f);
}

static int by_text(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static struct str sorted_lines(struct arena *a, struct str text)
{
    struct str lines[20000];
    size_t count = 0;
    struct buf out = buf_new(a, 64 * MIB);
    for (; text.len; count++) {
        assert_true(count < 20000);
        lines[count] = str_cut(text, '\n', &text);
    }
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++)
        buf_format(&out, "%.*s\n", STR_ARG(lines[i]));
    return buf_text(&out);
}

static void a_small_budget_takes_more_passes_and_finds_the_same(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct str whole = sorted_lines(f->arena, shuffled_return(f, 5003));
    struct outcome outcome = f->outcome;
    f->budget = 64 * KIB; /* 2,048 of 13,000 rows */
    f->threads = 2;
    assert_int_equal(fixture_return_check(f), OK);
    assert_int_equal(f->outcome.children, outcome.children);
    assert_int_equal(f->outcome.rows, outcome.rows);
    assert_int_equal(f->outcome.findings, outcome.findings);
    assert_true(str_equal(sorted_lines(f->arena, buf_text(&f->found)), whole));
    fixture_return_free(f);
}

static void a_child_of_too_many_rows_costs_nobody_else(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct buf header = buf_new(f->arena, 64 * MIB);
    buf_add(&header, STR(FIXTURE_HEADER "C0,X,01/02/2015,WBRI,,,\n"));
    for (int i = 0; i < 50000; i++)
        buf_add(&header, STR("C1,X,01/02/2015,WBRI,,,\n"));
    buf_add(&header, STR("C2,X,01/02/2015,WBRI,,,\n"));
    fixture_return_put(f, buf_text(&header), false);
    fixture_return_expect(f, "101 Header 1 C0\n"
                             "unread  0 C1: the child has 50000 rows; more than 4000 of "
                             "one child are not checked\n"
                             "101 Header 50002 C2\n");
    assert_int_equal(f->outcome.children, 3);
    assert_int_equal(fixture_return_tally(f, "101")->not_run, 1);
    fixture_return_free(f);
}

static void uasc_is_told_by_the_table_of_the_same_year(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct return_903 r;
    struct group *g;
    struct children children;
    size_t chunks;
    fixture_return_put(f, STR(FIXTURE_HEADER "C1,,,,,,\nC2,,,,,,\n"), false);
    fixture_return_put(f, STR("CHILD,SEX,DOB,DUC\nc2,,,\n"), false);
    fixture_return_put(f, STR(FIXTURE_HEADER "C1,,,,,,\n"), true);
    assert_int_equal(return_903_open(f->arena, 2026,
                                     (struct given_files){f->files, f->count}, &r,
                                     &f->why),
                     OK);
    assert_int_equal(group_new(&(struct group_files){r.files, r.file_count, GROUP_BUDGET},
                               &r.about, &g, &f->why),
                     OK);
    struct child_source source = group_source(g);
    assert_int_equal(source.prepare(g, 0, &chunks, &f->why), OK);
    assert_int_equal(chunks, 1);
    assert_int_equal(source.read(g, f->arena, 0, &children, &f->why), OK);
    assert_int_equal(children.count, 2);
    const struct child *one = &children.at[0], *two = &children.at[1];
    assert_true(cell_is(entry_cell(&one->now[T9_HEADER].at[0], HEADER_UASC), CODE("0")));
    assert_true(cell_is_blank(entry_cell(&one->last[T9_HEADER].at[0], HEADER_UASC)));
    assert_true(cell_is(entry_cell(&two->now[T9_HEADER].at[0], HEADER_UASC), CODE("1")));
    assert_int_equal(two->now[T9_UASC].count, 1);
    group_free(g);
    return_903_close(&r);
    fixture_return_free(f);
}

static void utf_16_is_read_as_utf_8_is(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct buf wide = buf_new(f->arena, MIB);
    struct str text = STR(FIXTURE_HEADER "C1,X,01/02/2015,WBRI,,,\nC2,M,,WBRI,,,\n");
    buf_add(&wide, STR("\xff\xfe"));
    for (size_t i = 0; i < text.len; i++) {
        buf_char(&wide, text.at[i]);
        buf_char(&wide, '\0');
    }
    fixture_return_put(f, buf_text(&wide), false);
    fixture_return_put(f, STR(OC3 "C2,01/02/2015,YES,F1,K1\n"), false);
    fixture_return_expect(f, "101 Header 1 C1\n102 Header 2 C2\n");
    assert_int_equal(f->outcome.children, 2);
    fixture_return_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_told_by_its_columns),
        cmocka_unit_test(cells_are_upper_case_and_never_trimmed),
        cmocka_unit_test(rows_are_counted_as_the_file_has_them),
        cmocka_unit_test(a_bad_cell_costs_its_child_only),
        cmocka_unit_test(rows_without_a_child_are_one_child_each),
        cmocka_unit_test(children_come_in_order_of_their_first_row_in_header),
        cmocka_unit_test(a_check_without_its_table_has_not_run),
        cmocka_unit_test(a_check_that_can_say_nothing_about_any_child_has_not_run),
        cmocka_unit_test(a_table_that_is_new_this_year_is_read_of_last_year_too),
        cmocka_unit_test(files_that_are_not_read_are_findings),
        cmocka_unit_test(social_worker_episodes_begin_in_2024),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(a_small_budget_takes_more_passes_and_finds_the_same),
        cmocka_unit_test(a_child_of_too_many_rows_costs_nobody_else),
        cmocka_unit_test(uasc_is_told_by_the_table_of_the_same_year),
        cmocka_unit_test(utf_16_is_read_as_utf_8_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
