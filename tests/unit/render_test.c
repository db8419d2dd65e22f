#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "publish/render.h"
#include "publish/text_lines.h"

#define NOTICE                                                                           \
    "Reconstruction by Assay from published evidence. Not issued or endorsed by Ofsted."

static int open_arena(void **state)
{
    *state = arena_new(64 * MIB);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static const struct str ids[] = {STR("shares:2"), STR("findings:7"), STR("shares:3"),
                                 STR("lost:9")};

static void add_index(struct document *d)
{
    struct doc *t =
        doc_add(d, doc_section(d, d->root, STR("Index")), DOC_TABLE, STR("Evidence"));
    t->header_rows = 1;
    doc_head(d, doc_add(d, t, DOC_ROW, STR("")), STR("Evidence"));
    for (size_t i = 0; i < 3; i++) {
        struct doc *row = doc_add(d, t, DOC_ROW, STR(""));
        row->anchor = ids[i];
        doc_head(d, row, ids[i]);
    }
}

static struct document *sample(void **state)
{
    struct document *d = document_new(*state);
    d->title = STR("A letter");
    d->root->text = d->title;
    d->area = STR("Anywhere");
    d->at = date_of(2009, 12, 9);
    d->notice = STR(NOTICE);
    d->attribution = STR("Open.");
    d->version = STR("0");
    d->sha256 = STR("abc");
    struct doc *p = doc_say(d, d->root, STR("First."), &ids[0], 1);
    doc_sentence(d, p, STR("Second."), ids, 4);
    return d;
}

static struct str text_of(struct document *d)
{
    struct buf out = buf_new(d->arena, 8 * MIB);
    render_text(d, &out);
    assert_int_equal(out.status, OK);
    return buf_text(&out);
}

static struct str html_of(struct document *d)
{
    struct buf out = buf_new(d->arena, 8 * MIB);
    render_html(d, &out);
    assert_int_equal(out.status, OK);
    return buf_text(&out);
}

static size_t count(struct str text, const char *part)
{
    size_t found = 0;
    struct str wanted = str_of(part);
    for (; text.len >= wanted.len && text.len; text.at++, text.len--)
        found += str_starts(text, wanted);
    return found;
}

static void assert_holds(struct str text, const char *part)
{
    if (!str_contains(text, str_of(part)))
        fail_msg("missing: %s\nin: %.*s", part, STR_ARG(text));
}

/* ---- Text */

static void plain_text_is_as_a_reader_would_set_it(void **state)
{
    struct document *d = sample(state);
    add_index(d);
    static const char expected[] =
        "Reconstruction by Assay from published evidence. Not issued or endorsed by\n"
        "Ofsted.\n\nAnywhere\n9 December 2009\n\nA letter\n========\n\n"
        "First. [1] Second. [1-3]\n\nIndex\n-----\n\nEvidence\n\n"
        "Evidence\n----------\nshares:2\nfindings:7\nshares:3\n\n"
        "------------------------------------------------------------------------------\n"
        "Open.\nAssay 0.\nSHA-256 abc\n"
        "Reconstruction by Assay from published evidence. Not issued or endorsed by\n"
        "Ofsted.\n";
    struct str text = text_of(d);
    assert_int_equal(text.len, sizeof expected - 1);
    assert_memory_equal(text.at, expected, text.len);
}

static void no_line_of_text_is_wider_than_78_columns(void **state)
{
    struct document *d = sample(state);
    static const char *const words[] = {"short", "a/path/of/many/parts/that/has/no/space",
                                        "1,234", "several words in one cell that wrap"};
    struct doc *t = doc_add(d, d->root, DOC_TABLE, STR("Wide"));
    t->header_rows = 1;
    for (int r = 0; r < 3; r++) {
        struct doc *row = doc_add(d, t, DOC_ROW, STR(""));
        for (int c = 0; c < 7; c++) {
            if (r == 0)
                doc_head(d, row, str_of(words[c % 4]));
            else
                doc_cell(d, row, str_of(words[(r + c) % 4]), ids, 3);
        }
    }
    struct str rest = text_of(d);
    while (rest.len) {
        struct str line = str_cut(rest, '\n', &rest);
        assert_true(text_width(line) <= TEXT_WIDTH);
        assert_false(str_ends(line, STR(" ")));
    }
}

static void numbers_stand_to_the_right_of_their_column(void **state)
{
    static const struct str cells[] = {STR("Name"), STR("Count"), STR("a"), STR("5")};
    static const bool right[] = {false, true};
    struct buf out = buf_new(*state, KIB);
    text_table(&out, &(struct text_grid){cells, right, 2, 2, 1});
    assert_true(
        str_equal(buf_text(&out), STR("Name  Count\n----  -----\na         5\n")));
}

static void a_line_breaks_at_a_space_else_at_a_stroke_else_where_it_must(void **state)
{
    static const struct {
        const char *text;
        size_t width;
        const char *line, *rest;
    } cases[] = {
        {"one two", 5, "one", "two"},
        {"one two", 7, "one two", ""},
        {"one two", 3, "one", "two"},
        {"a/bcdef", 4, "a/", "bcdef"},
        {"abcdef", 4, "abcd", "ef"},
        {"one\ntwo", 9, "one", "two"},
        {"\xc3\xa9t\xc3\xa9 x", 3, "\xc3\xa9t\xc3\xa9", "x"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str rest = str_of(cases[i].text);
        struct str line = text_take_line(&rest, cases[i].width);
        assert_true(str_equal(line, str_of(cases[i].line)));
        assert_true(str_equal(rest, str_of(cases[i].rest)));
    }
}

/* ---- HTML */

static void
the_notice_stands_at_the_top_at_the_foot_in_print_and_in_the_metadata(void **state)
{
    struct str html = html_of(sample(state));
    assert_holds(html, "<header class=\"notice\"><p>" NOTICE);
    assert_holds(html, "<div class=\"running\" aria-hidden=\"true\"><span>" NOTICE);
    assert_holds(html, "<meta name=\"description\" content=\"" NOTICE);
    assert_int_equal(count(html, NOTICE), 5);
    assert_holds(html, "display:table-footer-group");
}

static void the_page_has_its_language_landmarks_and_a_way_past_them(void **state)
{
    struct document *d = sample(state);
    add_index(d);
    struct str html = html_of(d);
    assert_true(str_starts(html, STR("<!DOCTYPE html>\n<html lang=\"en-GB\">")));
    assert_holds(html, "<a class=\"skip\" href=\"#main\">");
    assert_holds(html, "<main id=\"main\"");
    assert_holds(html, "<nav aria-labelledby=\"contents\">");
    assert_holds(html, "<footer>");
    assert_int_equal(count(html, "<h1>"), 1);
    assert_holds(html, "<a href=\"#s-1\">Index</a>");
    assert_holds(html, "<h2 id=\"s-1\">Index</h2>");
    assert_int_equal(count(html, "<script"), 0);
    assert_int_equal(count(html, "http"), 0);
}

static void evidence_is_a_number_that_leads_to_its_row(void **state)
{
    struct document *d = sample(state);
    add_index(d);
    struct str html = html_of(d);
    assert_holds(html, "<tr id=\"e-2\"><th scope=\"row\">findings:7</th></tr>");
    assert_holds(html,
                 "First.</span><sup><a href=\"#e-1\" aria-label=\"Evidence 1\">1</a>");
    /* three in a row are shown as their ends; an id without a row has no number */
    assert_holds(html, "href=\"#e-1\" aria-label=\"Evidence 1\">1</a>\xe2\x80\x93"
                       "<a href=\"#e-3\" aria-label=\"Evidence 3\">3</a></sup>");
    assert_holds(html, "data-evidence=\"shares:2 findings:7 shares:3 lost:9\"");
}

static void nothing_that_evidence_says_becomes_markup(void **state)
{
    struct document *d = sample(state);
    static const struct str hostile =
        STR("<script>alert('x')</script> & \"quoted\" \x01");
    static const struct str bad_id = STR("\"><img src=x>");
    d->area = hostile;
    d->title = hostile;
    doc_say(d, d->root, hostile, &bad_id, 1);
    struct doc *list = doc_add(d, d->root, DOC_LIST, STR(""));
    doc_sentence(d, doc_add(d, list, DOC_ITEM, STR("")), hostile, NULL, 0);
    struct str html = html_of(d);
    assert_int_equal(count(html, "<script"), 0);
    assert_int_equal(count(html, "<img"), 0);
    assert_int_equal(count(html, "\x01"), 0);
    assert_holds(
        html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;");
}

static void a_wide_table_scrolls_in_a_region_that_takes_the_keyboard(void **state)
{
    struct document *d = sample(state);
    for (size_t columns = 3; columns <= 4; columns++) {
        struct doc *t = doc_add(d, d->root, DOC_TABLE, STR("Table"));
        struct doc *head = doc_add(d, t, DOC_ROW, STR("")),
                   *row = doc_add(d, t, DOC_ROW, STR(""));
        t->header_rows = 1;
        for (size_t c = 0; c < columns; c++) {
            doc_head(d, head, STR("Head"));
            doc_cell(d, row, STR("cell"), NULL, 0);
        }
    }
    struct str html = html_of(d);
    assert_int_equal(count(html, "tabindex=\"0\""), 1);
    assert_holds(
        html,
        "<div class=\"wide\" role=\"group\" aria-labelledby=\"t-2\" tabindex=\"0\">");
    assert_holds(html, "<caption id=\"t-1\">Table</caption>");
    assert_int_equal(count(html, "<th scope=\"col\">Head</th>"), 7);
}

static void a_grade_is_a_word_with_a_tint_never_a_tint_alone(void **state)
{
    struct document *d = sample(state);
    struct doc *t = doc_add(d, d->root, DOC_TABLE, STR("Grades"));
    t->header_rows = 1;
    doc_head(d, doc_add(d, t, DOC_ROW, STR("")), STR("Grade"));
    doc_cell(d, doc_add(d, t, DOC_ROW, STR("")), STR("Good (2)"), NULL, 0)->fill = 2;
    assert_holds(html_of(d),
                 "<td data-sort=\"2\"><span class=\"g g2\">Good (2)</span></td>");
}

/* ---- All */

static void json_is_the_tree_with_its_ids(void **state)
{
    struct document *d = sample(state);
    struct buf out = buf_new(d->arena, MIB);
    render_json(d, &out);
    struct str json = buf_text(&out);
    assert_holds(json, "\"notice\": \"" NOTICE "\"");
    assert_holds(json, "\"at\": \"2009-12-09\"");
    assert_holds(json, "\"node\": \"sentence\"");
    assert_holds(json, "\"findings:7\"");
}

static void the_same_tree_gives_the_same_bytes(void **state)
{
    struct document *d = sample(state);
    add_index(d);
    assert_true(str_equal(html_of(d), html_of(d)));
    assert_true(str_equal(text_of(d), text_of(d)));
}

static void an_edited_sentence_says_so(void **state)
{
    struct document *d = sample(state);
    d->root->first->first->edited = true;
    assert_holds(html_of(d), "First. (edited)");
    assert_holds(text_of(d), "First. (edited)");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(plain_text_is_as_a_reader_would_set_it),
        TEST(no_line_of_text_is_wider_than_78_columns),
        TEST(numbers_stand_to_the_right_of_their_column),
        TEST(a_line_breaks_at_a_space_else_at_a_stroke_else_where_it_must),
        TEST(the_notice_stands_at_the_top_at_the_foot_in_print_and_in_the_metadata),
        TEST(the_page_has_its_language_landmarks_and_a_way_past_them),
        TEST(evidence_is_a_number_that_leads_to_its_row),
        TEST(nothing_that_evidence_says_becomes_markup),
        TEST(a_wide_table_scrolls_in_a_region_that_takes_the_keyboard),
        TEST(a_grade_is_a_word_with_a_tint_never_a_tint_alone),
        TEST(json_is_the_tree_with_its_ids),
        TEST(the_same_tree_gives_the_same_bytes),
        TEST(an_edited_sentence_says_so),
    };
    return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
