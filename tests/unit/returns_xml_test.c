/* The XML form of the 903: the same rows as the CSV files, and hostile or damaged XML
 * that costs a child, or is refused. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fixture_return.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<EXPSSDA903>\n"
#define TAIL "</EXPSSDA903>\n"
#define CUT                                                                              \
    "unread  0 : the file does not end with </EXPSSDA903>: it may have been cut short, " \
    "and children may be missing; write it anew\n"
#define GOOD(id)                                                                         \
    "<CHILD><HEADER><CHILDID>" id "</CHILDID><SEX>X</SEX><DOB>01/02/2015</DOB>"          \
    "<ETHNIC>WBRI</ETHNIC></HEADER></CHILD>\n"

static void expect(struct str text, const char *lines)
{
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, text, false);
    fixture_return_expect(f, lines);
    fixture_return_free(f);
}

static struct children read_children(struct fixture_return *f, struct return_903 *r,
                                     struct group **g)
{
    struct children children;
    size_t chunks;
    assert_int_equal(return_903_open(f->arena, f->year,
                                     (struct given_files){f->files, f->count}, r,
                                     &f->why),
                     OK);
    assert_int_equal(
        group_new(&(struct group_files){r->files, r->file_count, GROUP_BUDGET}, &r->about,
                  g, &f->why),
        OK);
    struct child_source source = group_source(*g);
    assert_int_equal(source.prepare(*g, 0, &chunks, &f->why), OK);
    assert_int_equal(chunks, 1);
    assert_int_equal(source.read(*g, f->arena, 0, &children, &f->why), OK);
    return children;
}

static void expect_cell(const struct rows *rows, size_t row, unsigned column,
                        const char *text)
{
    assert_true(row < rows->count);
    struct str found = entry_cell(&rows->at[row], column)->text;
    if (!str_equal(found, str_of(text)))
        fail_msg("expected %s, found %.*s", text, STR_ARG(found));
}

static const char whole[] =
    HEAD "<!-- <CHILD> --><CHILD>\n<HEADER><CHILDID>c1</CHILDID><SEX>M</SEX>"
         "<DOB>01/02/2015</DOB><ETHNIC>WBRI</ETHNIC><UASC>0</UASC>"
         "<AREVIEW><REVIEW>03/04/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>"
         "<AREVIEW><REVIEW>05/06/2025</REVIEW><REVIEW_CODE/></AREVIEW>"
         "<AMISSING><MISSING>M</MISSING><MIS_START>01/05/2025</MIS_START></AMISSING>"
         "<PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>"
         "<OC2><SDQ_SCORE>12</SDQ_SCORE></OC2>"
         "<AD_PLACED><DATE_PLACED>01/06/2025</DATE_PLACED></AD_PLACED>"
         "<SWE><SW_ID>SW1</SW_ID><SW_DECOM>01/04/2025</SW_DECOM></SWE>"
         "<SWE><SW_DECOM>02/04/2025</SW_DECOM><SW_ID>SW2</SW_ID></SWE>"
         "<IN_TOUCH>YES</IN_TOUCH><DATE_INT>01/07/2025</DATE_INT>"
         "</HEADER>\n<EPISODE><DECOM>01/04/2025</DECOM><PL>U4</PL>"
         "<PL_POST><![CDATA[AB1 0AB<CHILD>]]></PL_POST></EPISODE>"
         "<EPISODE><DECOM>02/05/2025</DECOM></EPISODE></CHILD>\n"
         "<CHILD><HEADER><CHILDID>C2</CHILDID><DOB>31/02/2015</DOB></HEADER>"
         "<EPISODE><CIN>a&amp;b&#65;</CIN></EPISODE></CHILD>" TAIL;

static void a_child_is_rows_of_every_table(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct return_903 r;
    struct group *g;
    fixture_return_put(f, str_of(whole), false);
    struct children children = read_children(f, &r, &g);
    assert_int_equal(children.count, 2);
    const struct rows *now = children.at[0].now;
    static const size_t counts[T9_COUNT] = {
        [T9_HEADER] = 1,  [T9_EPISODES] = 2,   [T9_REVIEWS] = 2,
        [T9_UASC] = 1,    [T9_OC2] = 1,        [T9_OC3] = 1,
        [T9_AD1] = 1,     [T9_PREV_PERM] = 1,  [T9_PLACED_ADOPTION] = 1,
        [T9_MISSING] = 1, [T9_SW_EPISODES] = 2};
    for (unsigned t = 0; t < T9_COUNT; t++) {
        assert_int_equal(now[t].count, counts[t]);
        assert_int_equal(r.about.has[t], t != T9_DOLO);
    }
    assert_int_equal(r.about.form, FORM_XML);
    expect_cell(&now[T9_HEADER], 0, HEADER_CHILD, "C1");
    expect_cell(&now[T9_HEADER], 0, HEADER_UASC, "0");
    expect_cell(&now[T9_REVIEWS], 0, REVIEWS_DOB, "01/02/2015");
    expect_cell(&now[T9_REVIEWS], 1, REVIEWS_REVIEW_CODE, "");
    expect_cell(&now[T9_EPISODES], 0, EPISODES_PLACE, "U4");
    expect_cell(&now[T9_EPISODES], 0, EPISODES_PL_POST, "AB1 0AB<CHILD>");
    expect_cell(&now[T9_EPISODES], 1, EPISODES_PLACE, "");
    expect_cell(&now[T9_SW_EPISODES], 1, SW_SW_ID, "SW2");
    expect_cell(&now[T9_OC3], 0, OC3_IN_TOUCH, "YES");
    expect_cell(&children.at[1].now[T9_EPISODES], 0, EPISODES_CIN, "A&BA");
    expect_cell(&children.at[1].now[T9_HEADER], 0, HEADER_UASC, "");
    assert_int_equal(children.at[1].now[T9_EPISODES].at[0].row, 3);
    group_free(g);
    return_903_close(&r);
    fixture_return_free(f);
}

static void a_damaged_child_costs_itself_only(void **state)
{
    (void)state;
    expect(STR(HEAD GOOD("C1") "<CHILD><HEADER><CHILDID>C2</HEADER></CHILD>" GOOD(
               "C3") "<CHILD><HEADER><CHILDID>C4" GOOD("C5") "<CHILD><HEADER>&bomb;</"
                                                             "HEADER></CHILD>" GOOD(
                                                                 "C6") "<"
                                                                       "C"
                                                                       "H"
                                                                       "I"
                                                                       "L"
                                                                       "D"
                                                                       ">"),
           "unread  0 : CHILD element 2: it is not well-formed XML\n"
           "unread  0 : CHILD element 4: the child is not closed\n"
           "unread  0 : CHILD element 6: it is not well-formed XML\n"
           "unread  0 : CHILD element 8: the child is not closed\n" CUT
           "101 Header 1 C1\n101 Header 2 C3\n101 Header 3 C5\n101 Header 4 C6\n");
}

static void what_is_never_closed_ends_with_the_file(void **state)
{
    (void)state;
    static const char *const ends[] = {"<!-- ", "<![CDATA[ ", "</CHILD", "<", "<CHILD"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct fixture_return *f = fixture_return_new();
        struct str text = arena_format(f->arena, HEAD GOOD("C1") "%s", ends[i]);
        fixture_return_put(f, text, false);
        fixture_return_expect(f, CUT "101 Header 1 C1\n");
        fixture_return_free(f);
    }
}

static void a_file_cut_between_two_children_is_told(void **state)
{
    (void)state;
    expect(STR(HEAD GOOD("C1")), CUT "101 Header 1 C1\n");
    expect(STR(HEAD GOOD("C1") "</EXPSSDA90"), CUT "101 Header 1 C1\n");
    expect(STR(HEAD GOOD("C1") "</EXPSSDA903 > <!-- end -->\n"), "101 Header 1 C1\n");
}

static void a_document_type_is_refused(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f,
                       STR("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>"
                           "<EXPSSDA903>" GOOD("C1") TAIL),
                       false);
    assert_int_equal(fixture_return_check(f), ERR_FORMAT);
    assert_non_null(strstr(f->why.text, "document type"));
    fixture_return_free(f);
}

static void text_of_any_length_costs_its_child_only(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct buf text = buf_new(f->arena, 64 * MIB);
    buf_add(&text, STR(HEAD GOOD("C1") "<CHILD><HEADER><CHILDID>"));
    for (int i = 0; i < 70 * 1024; i++)
        buf_char(&text, 'x');
    buf_add(&text, STR("</CHILDID></HEADER></CHILD>" GOOD("C2") "<CHILD><HEADER><SEX>"));
    for (int i = 0; i < 9 * 1024 * 1024; i++)
        buf_char(&text, i % 100 ? ' ' : '<');
    buf_add(&text, STR("</SEX></HEADER></CHILD>" GOOD("C3") "<!-- "));
    for (int i = 0; i < 5 * 1024 * 1024; i++)
        buf_char(&text, '-' + (i & 1));
    buf_add(&text, STR("-->" GOOD("C4") TAIL));
    fixture_return_put(f, buf_text(&text), false);
    fixture_return_expect(
        f, "unread  0 : CHILD element 2: an element has more than 64 KiB of text\n"
           "unread  0 : CHILD element 4: the child has more than 1 MiB of XML\n"
           "101 Header 1 C1\n101 Header 2 C2\n101 Header 3 C3\n101 Header 4 C4\n");
    fixture_return_free(f);
}

static void the_declared_encoding_is_read(void **state)
{
    (void)state;
    expect(STR("<?xml version='1.0' encoding='windows-1252'?><EXPSSDA903><CHILD><HEADER>"
               "<CHILDID>\xc9</CHILDID><SEX>X</SEX><DOB>01/02/2015</DOB>"
               "<ETHNIC>WBRI</ETHNIC></HEADER></CHILD></EXPSSDA903>"),
           "101 Header 1 \xc3\x89\n");
    expect(STR("<EXPSSDA903><CHILD><HEADER><CHILDID>\xc9</CHILDID></HEADER></CHILD>"
               "</EXPSSDA903>"),
           "unread  0 : CHILD element 1: it is not well-formed XML\n");
}

static void xml_of_something_else_is_a_finding(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    fixture_return_put(f, STR(FIXTURE_HEADER), false);
    fixture_return_put(f, STR("<Message><Header/></Message>"), false);
    fixture_return_expect(f, "unread  0 : it is XML, but no return on children looked "
                             "after, which begins with <EXPSSDA903>; nothing of it is "
                             "read\n");
    fixture_return_free(f);
}

static void csv_of_last_year_joins_xml_of_this(void **state)
{
    (void)state;
    struct fixture_return *f = fixture_return_new();
    struct return_903 r;
    struct group *g;
    fixture_return_put(f, str_of(whole), false);
    fixture_return_put(f, STR(FIXTURE_HEADER "C2,M,01/02/2015,WBRI,,,\n"), true);
    struct children children = read_children(f, &r, &g);
    assert_int_equal(children.count, 2);
    assert_int_equal(children.at[0].last[T9_HEADER].count, 0);
    assert_int_equal(children.at[1].last[T9_HEADER].count, 1);
    group_free(g);
    return_903_close(&r);
    fixture_return_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_is_rows_of_every_table),
        cmocka_unit_test(a_damaged_child_costs_itself_only),
        cmocka_unit_test(what_is_never_closed_ends_with_the_file),
        cmocka_unit_test(a_file_cut_between_two_children_is_told),
        cmocka_unit_test(a_document_type_is_refused),
        cmocka_unit_test(text_of_any_length_costs_its_child_only),
        cmocka_unit_test(the_declared_encoding_is_read),
        cmocka_unit_test(xml_of_something_else_is_a_finding),
        cmocka_unit_test(csv_of_last_year_joins_xml_of_this),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
