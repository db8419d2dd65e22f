#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/document.h"

static int open_arena(void **state)
{
    *state = arena_new(8 * MIB);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static struct document *begin(void **state)
{
    struct document *d = document_new(*state);
    d->title = STR("Title");
    d->notice = STR("Notice.");
    d->root->text = d->title;
    return d;
}

static struct doc *table(struct document *d)
{
    struct doc *t = doc_add(d, d->root, DOC_TABLE, STR("Caption"));
    struct doc *head = doc_add(d, t, DOC_ROW, STR(""));
    doc_head(d, head, STR("One"));
    doc_head(d, head, STR("Two"));
    t->header_rows = 1;
    struct doc *row = doc_add(d, t, DOC_ROW, STR(""));
    doc_head(d, row, STR("a"));
    doc_cell(d, row, STR(""), NULL, 0);
    return t;
}

static void assert_sound(const struct document *d)
{
    struct str why = {"", 0};
    assert_true(document_is_sound(d, &why));
}

static void assert_unsound(const struct document *d, const char *reason)
{
    struct str why = {"", 0};
    assert_false(document_is_sound(d, &why));
    if (!str_starts(why, str_of(reason)))
        fail_msg("expected \"%s\", found \"%.*s\"", reason, STR_ARG(why));
}

static void a_new_document_is_in_british_english_and_has_no_day(void **state)
{
    struct document *d = document_new(*state);
    assert_true(str_equal(d->language, STR("en-GB")));
    assert_true(date_is_none(d->at));
    assert_int_equal(d->root->node, DOC_SECTION);
}

static void children_keep_the_order_in_which_they_were_added(void **state)
{
    struct document *d = begin(state);
    struct doc *one = doc_section(d, d->root, STR("One"));
    struct doc *two = doc_section(d, d->root, STR("Two"));
    assert_ptr_equal(d->root->first, one);
    assert_ptr_equal(one->next, two);
    assert_ptr_equal(d->root->last, two);
}

static void a_sentence_keeps_the_ids_it_stands_on(void **state)
{
    struct document *d = begin(state);
    static const struct str ids[] = {STR("shares:2"), STR("shares:3")};
    struct doc *paragraph = doc_say(d, d->root, STR("Said."), ids, 2);
    assert_int_equal(paragraph->node, DOC_PARAGRAPH);
    assert_int_equal(paragraph->first->id_count, 2);
    assert_true(str_equal(paragraph->first->ids[1], STR("shares:3")));
    assert_sound(d);
}

static void a_well_made_tree_is_sound(void **state)
{
    struct document *d = begin(state);
    doc_say(d, d->root, STR("Text."), NULL, 0);
    table(d);
    struct doc *section = doc_section(d, d->root, STR("Section"));
    struct doc *list = doc_add(d, section, DOC_LIST, STR(""));
    struct doc *item = doc_add(d, list, DOC_ITEM, STR(""));
    doc_sentence(d, item, STR("Item."), NULL, 0);
    assert_sound(d);
}

static void a_table_without_a_caption_or_a_head_is_not_sound(void **state)
{
    struct document *d = begin(state);
    struct doc *t = table(d);
    t->text = STR("");
    assert_unsound(d, "a table has no caption");
    t->text = STR("Caption");
    t->header_rows = 0;
    assert_unsound(d, "a table has no head");
    t->header_rows = 2;
    assert_unsound(d, "a table has no head or no row");
}

static void a_table_must_be_rectangular_and_its_head_must_be_heads(void **state)
{
    struct document *d = begin(state);
    struct doc *t = table(d);
    t->first->last->head = false;
    assert_unsound(d, "a head row holds");
    t->first->last->head = true;
    doc_cell(d, t->last, STR("third"), NULL, 0);
    assert_unsound(d, "a table is not rectangular");
}

static void an_empty_sentence_heading_or_list_is_not_sound(void **state)
{
    struct document *d = begin(state);
    struct doc *section = doc_section(d, d->root, STR(""));
    assert_unsound(d, "a heading, sentence or head cell is empty");
    section->text = STR("Heading");
    assert_sound(d);
    struct doc *list = doc_add(d, section, DOC_LIST, STR(""));
    assert_unsound(d, "a paragraph, list, item or note is empty");
    doc_sentence(d, doc_add(d, list, DOC_ITEM, STR("")), STR(""), NULL, 0);
    assert_unsound(d, "a heading, sentence or head cell is empty");
}

static void text_behind_a_subsection_is_not_sound(void **state)
{
    struct document *d = begin(state);
    doc_section(d, d->root, STR("Section"));
    doc_say(d, d->root, STR("Whose text is this?"), NULL, 0);
    assert_unsound(d, "text after a subsection");
}

static void a_node_in_the_wrong_place_is_not_sound(void **state)
{
    struct document *d = begin(state);
    doc_add(d, d->root, DOC_CELL, STR("cell"));
    assert_unsound(d, "a node stands where its kind may not");
}

static void headings_nest_six_deep_and_no_deeper(void **state)
{
    struct document *d = begin(state);
    struct doc *section = d->root;
    for (int depth = 2; depth <= 6; depth++)
        section = doc_section(d, section, STR("Deeper"));
    assert_sound(d);
    doc_section(d, section, STR("Too deep"));
    assert_unsound(d, "headings nest more than six deep");
}

static void a_document_without_its_notice_is_not_sound(void **state)
{
    struct document *d = begin(state);
    d->notice = STR("");
    assert_unsound(d, "the document has no title or no notice");
}

static void a_figure_needs_a_title_and_words_for_those_who_cannot_see_it(void **state)
{
    struct document *d = begin(state);
    struct doc *figure = doc_add(d, d->root, DOC_FIGURE, STR("Below England on most"));
    assert_unsound(d, "a figure has no title or no alternative text");
    figure->alt = STR("Nine of twelve measures lie left of the line for England.");
    assert_sound(d);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(a_new_document_is_in_british_english_and_has_no_day),
        TEST(children_keep_the_order_in_which_they_were_added),
        TEST(a_sentence_keeps_the_ids_it_stands_on),
        TEST(a_well_made_tree_is_sound),
        TEST(a_table_without_a_caption_or_a_head_is_not_sound),
        TEST(a_table_must_be_rectangular_and_its_head_must_be_heads),
        TEST(an_empty_sentence_heading_or_list_is_not_sound),
        TEST(text_behind_a_subsection_is_not_sound),
        TEST(a_node_in_the_wrong_place_is_not_sound),
        TEST(headings_nest_six_deep_and_no_deeper),
        TEST(a_document_without_its_notice_is_not_sound),
        TEST(a_figure_needs_a_title_and_words_for_those_who_cannot_see_it),
    };
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
