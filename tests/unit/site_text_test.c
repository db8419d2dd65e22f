
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/markdown.h"
#include "site/svg_classes.h"

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

static void assert_text(const char *wanted, struct str found)
{
    if (!str_equal(str_of(wanted), found))
        fail_msg("wanted %s, found %.*s", wanted, STR_ARG(found));
}

/* ---- Documents */

static void a_document_becomes_a_page_and_its_text_never_markup(void **state)
{
    static const struct {
        const char *text, *page;
    } cases[] = {
        {"# T\n\nOne line\nand one more.\n", "<p>One line and one more.</p>\n"},
        {"# T\n## Two\n", "<h2>Two</h2>\n"},
        {"# T\n### Three\n", "<h3>Three</h3>\n"},
        {"# T\n#### Four\n", "<h4>Four</h4>\n"},
        {"# T\n`a<b` & *so*, **very**\n",
         "<p><code>a&lt;b</code> &amp; <em>so</em>, <strong>very</strong></p>\n"},
        {"# T\n2 * 3 * 4 and a_b\n", "<p>2 * 3 * 4 and a_b</p>\n"},
        {"# T\n*never closed\n", "<p>*never closed</p>\n"},
        {"# T\n`never closed\n", "<p>`never closed</p>\n"},
        {"# T\n[text](other.md) after\n", "<p>text after</p>\n"},
        {"# T\n[no link] (x)\n", "<p>[no link] (x)</p>\n"},
        {"# T\n<script>x</script>\n", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"},
        {"# T\n- one\n  more\n- two\n", "<ul>\n<li>one more</li>\n<li>two</li>\n</ul>\n"},
        {"# T\n| a | b |\n| --- | --- |\n| 1 | *2* |\n",
         "<div class=\"table\"><table><caption>T</caption><thead><tr>"
         "<th scope=\"col\">a</th><th scope=\"col\">b</th></tr>\n</thead><tbody>"
         "<tr><td>1</td><td><em>2</em></td></tr>\n</tbody></table></div>\n"},
        {"# T\n```\na < b\n```\nafter\n", "<pre>a &lt; b\n</pre>\n<p>after</p>\n"},
        {"# T\n```\nnever closed", "<pre>never closed\n</pre>\n"},
        {"# T\n|", "<div class=\"table\"><table><caption>T</caption><thead><tr></tr>\n"
                   "</thead><tbody></tbody></table></div>\n"},
        {"# T", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = buf_new(*state, MIB);
        struct html h = html_new(&out);
        markdown_put(&h, str_of(cases[i].text));
        assert_text(cases[i].page, buf_text(&out));
        assert_int_equal(h.depth, 0);
    }
    assert_text("T", markdown_title(STR("# T\n\ntext")));
}

/* ---- Drawings */

static struct str with_classes(struct arena *a, const char *page)
{
    struct buf out = buf_new(a, MIB);
    svg_classes_put(&out, str_of(page));
    return buf_text(&out);
}

static void looks_of_drawings_become_classes_and_nothing_else_does(void **state)
{
    static const struct {
        const char *page, *found;
    } cases[] = {
        {"<svg a=\"1\"><path d=\"M0 0\" fill=\"none\" stroke=\"#858f96\" "
         "stroke-width=\"1.5\"/></svg>",
         "<svg a=\"1\"><path d=\"M0 0\" class=\"k0\"/></svg>"},
        {"<svg a=\"1\"><text x=\"1\" font-size=\"14\" text-anchor=\"end\" "
         "fill=\"#4a525b\">a &gt; b</text></svg>",
         "<svg a=\"1\"><text x=\"1\" font-size=\"14\" class=\"k1\">a &gt; "
         "b</text></svg>"},
        {"<svg a=\"1\"><path fill=\"none\" stroke=\"#123456\" "
         "stroke-width=\"1.5\"/></svg>",
         "<svg a=\"1\"><path fill=\"none\" stroke=\"#123456\" "
         "stroke-width=\"1.5\"/></svg>"},
        {"<p fill=\"none\" stroke=\"#858f96\" stroke-width=\"1.5\">",
         "<p fill=\"none\" stroke=\"#858f96\" stroke-width=\"1.5\">"},
        {"<svg a=\"1\"></svg><p>x</p><svg b=\"2\"></svg>",
         "<svg a=\"1\"></svg><p>x</p><svg b=\"2\"></svg>"},
        {"<svg a=\"1\"><path d=\"M0 8L20 8L20 9.5L-3 -4Z\" x=\"L1 1\"/></svg>",
         "<svg a=\"1\"><path d=\"M0 8H20V9.5L-3 -4Z\" x=\"L1 1\"/></svg>"},
        {"<svg a=\"1\"><path d=\"M0 0L1 2\" fill=\"none\" stroke=\"#858f96\" "
         "stroke-width=\"1.5\"/><path d=\"M5 5L7 5\" fill=\"none\" stroke=\"#858f96\" "
         "stroke-width=\"1.5\"/><path d=\"M1 1L2 2\" fill=\"none\" stroke=\"#e4e8ec\" "
         "stroke-width=\"1\"/></svg>",
         "<svg a=\"1\"><path d=\"M0 0L1 2M5 5H7\" class=\"k0\"/>"
         "<path d=\"M1 1L2 2\" class=\"k2\"/></svg>"},
        {"<svg a=\"1\"><path d=\"M0 8C1 8L2\"/></svg>",
         "<svg a=\"1\"><path d=\"M0 8C1 8L2\"/></svg>"},
        {"<svg a=\"1\"><g fill=\"#12436D\"><circle cx=\"5\" cy=\"6.5\" r=\"5\"/>"
         "<circle cx=\"18\" cy=\"6.5\" r=\"5\"/></g></svg>",
         "<svg a=\"1\"><path class=\"kd\" stroke=\"#12436D\" stroke-width=\"10.0\" "
         "d=\"M5 6.5h0M18 6.5h0\"/></svg>"},
        {"<svg a=\"1\"><g fill=\"#fff\" stroke=\"#858f96\">"
         "<circle cx=\"5\" cy=\"6\" r=\"4.5\"/></g></svg>",
         "<svg a=\"1\"><path class=\"kd\" stroke=\"#858f96\" stroke-width=\"10.0\" "
         "d=\"M5 6h0\"/><path class=\"kd\" stroke=\"#fff\" stroke-width=\"8.0\" "
         "d=\"M5 6h0\"/></svg>"},
        {"<svg a=\"1\"><g fill=\"#fff\"><circle cx=\"5\" cy=\"6\" r=\"4\"/>"
         "<circle cx=\"5\" cy=\"6\" r=\"5\"/></g></svg>",
         "<svg a=\"1\"><g fill=\"#fff\"><circle cx=\"5\" cy=\"6\" r=\"4\"/>"
         "<circle cx=\"5\" cy=\"6\" r=\"5\"/></g></svg>"},
        {"<svg a=\"1\"><g fill=\"#fff\"></g></svg>",
         "<svg a=\"1\"><g fill=\"#fff\"></g></svg>"},
        {"<svg a=\"1\"><g fill=\"#fff\"><circle cx=\"5",
         "<svg a=\"1\"><g fill=\"#fff\"><circle cx=\"5"},
        {"<svg a=\"1\"><path", "<svg a=\"1\"><path"},
        {"no drawing", "no drawing"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(cases[i].found, with_classes(*state, cases[i].page));
}

static void the_style_sheet_says_what_the_classes_stood_for(void **state)
{
    struct buf out = buf_new(*state, MIB);
    svg_classes_css(&out);
    struct str css = buf_text(&out);
    assert_true(
        str_starts(css, STR(".k0{fill:none;stroke:#858f96;stroke-width:1.5;}\n")));
    assert_true(str_contains(css, STR("{font-size:13px;text-anchor:end;")));
    assert_true(str_contains(css, STR("stroke-dasharray:2 2;}")));
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        CASE(a_document_becomes_a_page_and_its_text_never_markup),
        CASE(looks_of_drawings_become_classes_and_nothing_else_does),
        CASE(the_style_sheet_says_what_the_classes_stood_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
