#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/module.h"
#include "publish/pdf.h"
#include "publish/pdf_module.h"

/* What tests/cases/pdf.sh cannot reach: what is refused, and what follows a refusal. */

static int open_arena(void **state)
{
    *state = arena_new(256 * MIB);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static struct document *letter(void **state, const char *sentence)
{
    struct document *d = document_new(*state);
    d->title = d->root->text = STR("A letter");
    d->notice = STR("A notice.");
    doc_say(d, d->root, str_of(sentence), NULL, 0);
    return d;
}

static struct str pdf_of(void **state, struct pdf_press *press, const char *sentence)
{
    struct fault why;
    struct buf out = buf_new(*state, 8 * MIB);
    assert_int_equal(pdf_render(press, letter(state, sentence), &out, &why), OK);
    return buf_text(&out);
}

static void what_cannot_be_shown_is_refused_by_name(void **state)
{
    static const struct {
        const char *sentence, *said;
    } cases[] = {
        {"An emoji \xf0\x9f\xa7\xb8 here.", "U+1F9F8"},
        {"\xe6\xbc\xa2\xe5\xad\x97.", "U+6F22"},
        {"Written \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d leftwards.", "right to left"},
        {"Written \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 leftwards.", "right to left"},
        {"Bytes \xff\xfe of nothing.", "not UTF-8"},
    };
    struct pdf_press press = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why;
        struct buf out = buf_new(*state, 8 * MIB);
        struct document *d = letter(state, cases[i].sentence);
        assert_int_equal(pdf_render(&press, d, &out, &why), ERR_FORMAT);
        if (!strstr(why.text, cases[i].said))
            fail_msg("expected %s in: %s", cases[i].said, why.text);
        assert_int_equal(out.len, 0);
    }
    pdf_close(&press);
}

static void a_word_refused_once_is_refused_again_and_others_are_set(void **state)
{
    struct pdf_press press = {0}, fresh = {0};
    static const char bad[] = "Bears \xf0\x9f\xa7\xb8\xf0\x9f\xa7\xb8.",
                      good[] = "Good bears.";
    for (int i = 0; i < 2; i++) {
        struct fault why;
        struct buf out = buf_new(*state, 8 * MIB);
        assert_int_equal(pdf_render(&press, letter(state, bad), &out, &why), ERR_FORMAT);
    }
    assert_true(str_equal(pdf_of(state, &press, good), pdf_of(state, &fresh, good)));
    pdf_close(&press);
    pdf_close(&fresh);
}

static void what_was_printed_before_changes_no_byte(void **state)
{
    struct pdf_press one = {0}, other = {0};
    pdf_of(state, &one, "Zebras, \xe2\x96\xb2 and others, Vexed.");
    assert_true(str_equal(pdf_of(state, &one, "A letter of zebras \xe2\x96\xb2."),
                          pdf_of(state, &other, "A letter of zebras \xe2\x96\xb2.")));
    pdf_close(&one);
    pdf_close(&other);
}

static void a_pdf_is_added_behind_what_is_there(void **state)
{
    struct pdf_press press = {0};
    struct fault why;
    struct str alone = pdf_of(state, &press, "One.");
    struct buf out = buf_new(*state, 8 * MIB);
    buf_add(&out, STR("before"));
    assert_int_equal(pdf_render(&press, letter(state, "One."), &out, &why), OK);
    assert_int_equal(out.len, alone.len + 6);
    assert_memory_equal(out.at + 6, alone.at, alone.len);
    pdf_close(&press);
}

static void a_full_buffer_is_a_fault(void **state)
{
    struct pdf_press press = {0};
    struct fault why;
    struct buf out = buf_new(*state, 2 * KIB);
    assert_int_equal(pdf_render(&press, letter(state, "One."), &out, &why), ERR_LIMIT);
    assert_int_equal(out.len, 0);
    pdf_close(&press);
}

static void a_missing_font_is_named_with_its_package(void **state)
{
    const void *found;
    struct fault why;
    struct pdf_fonts *fonts;
    (void)state;
    assert_int_equal(module_open("assay-pdf", PDF_MODULE_SYMBOL, &found, &why), OK);
    const struct pdf_module *module = found;
    assert_int_equal(module->open(STR("no/such/folder"), &fonts, &why), ERR_IO);
    assert_non_null(strstr(why.text, "no/such/folder/open-sans/OpenSans-Regular.ttf"));
    assert_non_null(strstr(why.text, "install fonts-open-sans"));
}

#define DRAWN(inside) "<svg viewBox=\"0 0 9 9\">" inside "</svg>"

static void what_no_chart_of_ours_holds_is_refused(void **state)
{
    static const struct {
        const char *svg, *said;
    } cases[] = {
        {"<svg", "no SVG with a viewBox"},
        {"none", "no SVG with a viewBox"},
        {"<svg></svg>", "no SVG with a viewBox"},
        {"<svg viewBox=\"0 0 0 9\"></svg>", "viewBox is not"},
        {"<svg viewBox=\"5 0 9 9\"></svg>", "viewBox is not"},
        {"<svg viewBox=\"0 0 9 9\">", "ends before its end"},
        {DRAWN("<ellipse cx=\"1\"/>"), "element \"ellipse\""},
        {DRAWN("<rect x=\"1\" y=\"1e9\" width=\"1\" height=\"1\"/>"), "y \"1e9\""},
        {DRAWN("<rect x=\"1\" y=\"1\" width=\"1\"/>"), "height \"\""},
        {DRAWN("<rect x='1'/>"), "attribute \"x\""},
        {DRAWN("<path d=\"M0 0C1 1\"/>"), "path \"M0 0C1 1\""},
        {DRAWN("<path d=\"M0\"/>"), "path \"M0\""},
        {DRAWN("<path d=\"M0 0\" fill=\"red\"/>"), "colour \"red\""},
        {DRAWN("<path d=\"M0 0\" stroke=\"#12345g\"/>"), "colour \"#12345g\""},
        {DRAWN("<path d=\"M0 0\" stroke-dasharray=\"4\"/>"), "dashes \"4\""},
        {DRAWN("<text x=\"0\" y=\"0\">a<b>c</b></text>"), "text \"b\""},
        {DRAWN("<text x=\"0\" y=\"0\" font-weight=\"bold\">a</text>"), "weight \"bold\""},
        {DRAWN("<text x=\"0\" y=\"0\" text-anchor=\"up\">a</text>"), "anchor \"up\""},
    };
    struct pdf_press press = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why;
        struct buf out = buf_new(*state, 8 * MIB);
        struct document *d = letter(state, "One.");
        struct doc *figure = doc_add(d, d->root, DOC_FIGURE, STR("Title"));
        figure->alt = STR("Words");
        figure->svg = str_of(cases[i].svg);
        assert_int_equal(pdf_render(&press, d, &out, &why), ERR_BUG);
        if (!strstr(why.text, cases[i].said))
            fail_msg("expected %s in: %s", cases[i].said, why.text);
    }
    pdf_close(&press);
}

static void closing_a_press_that_was_never_opened_is_harmless(void **state)
{
    struct pdf_press press = {0};
    (void)state;
    pdf_close(&press);
    pdf_close(&press);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(what_cannot_be_shown_is_refused_by_name),
        EACH(a_word_refused_once_is_refused_again_and_others_are_set),
        EACH(what_was_printed_before_changes_no_byte),
        EACH(a_pdf_is_added_behind_what_is_there),
        EACH(a_full_buffer_is_a_fault),
        EACH(a_missing_font_is_named_with_its_package),
        EACH(what_no_chart_of_ours_holds_is_refused),
        EACH(closing_a_press_that_was_never_opened_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
