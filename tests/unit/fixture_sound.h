/* What holds of every drawing: named, its marks few, inside the sheet, its texts legible
 * and apart.  A drawing that breaks one of these fails its test. */
#ifndef ASSAY_TESTS_FIXTURE_SOUND_H
#define ASSAY_TESTS_FIXTURE_SOUND_H

#include "base/sha256.h"
#include "fixture_charts.h"
#include "fixture_svg.h"
#include "publish/render.h"
#include <cmocka.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static void assert_named(struct arena *a, const struct drawn *drawn,
                         const struct doc *figure)
{
    xmlNode *root = xmlDocGetRootElement(drawn->xml), *title = root->children;
    xmlNode *desc = title->next;
    assert_string_equal(svg_value(root, "role"), "img");
    assert_string_equal((const char *)title->name, "title");
    assert_string_equal((const char *)desc->name, "desc");
    struct str both =
        arena_format(a, "%s %s", svg_value(title, "id"), svg_value(desc, "id"));
    assert_string_equal(svg_value(root, "aria-labelledby"), both.at);
    assert_true(figure->text.len > 0 && figure->alt.len > 0);
}

static void assert_no_more_than_marks(xmlNode *node)
{
    static const char *const elements[] = {"svg",  "title",  "desc", "rect",
                                           "path", "circle", "text"};
    static const char *const attributes[] = {"viewBox",
                                             "width",
                                             "height",
                                             "role",
                                             "aria-labelledby",
                                             "font-family",
                                             "font-size",
                                             "fill",
                                             "id",
                                             "x",
                                             "y",
                                             "cx",
                                             "cy",
                                             "r",
                                             "d",
                                             "stroke",
                                             "font-weight",
                                             "text-anchor",
                                             "stroke-width",
                                             "stroke-dasharray"};
    for (; node; node = node->next) {
        bool known = node->type == XML_TEXT_NODE;
        for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
            known |= strcmp((const char *)node->name, elements[i]) == 0;
        assert_true(known);
        for (xmlAttr *at = node->type == XML_ELEMENT_NODE ? node->properties : NULL; at;
             at = at->next) {
            bool plain = false;
            for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
                plain |= strcmp((const char *)at->name, attributes[i]) == 0;
            assert_true(plain);
        }
        assert_no_more_than_marks(node->children);
    }
}

static void assert_inside(const struct drawn *drawn)
{
    for (size_t i = 0; i < drawn->count; i++) {
        const struct shape *s = &drawn->shapes[i];
        bool text = strcmp(s->element, "text") == 0;
        double edge = text ? 1 : 0.05; /* widths of texts are rounded */
        bool inside = s->box.left >= -edge && s->box.top >= -edge &&
                      s->box.right <= drawn->width + edge &&
                      s->box.bottom <= drawn->height + edge;
        if (!inside)
            fail_msg("%s \"%s\" (%g %g %g %g) leaves the sheet of %g by %g", s->element,
                     text ? s->text.at : "", s->box.left, s->box.top, s->box.right,
                     s->box.bottom, drawn->width, drawn->height);
    }
}

static bool overlap(const struct box *a, const struct box *b)
{
    return a->left < b->right - 0.2 && b->left < a->right - 0.2 &&
           a->top < b->bottom - 0.2 && b->top < a->bottom - 0.2;
}

/* Texts are 12 pixels or more, 7:1 on paper and 4.5:1 on whatever box lies under them. */
static void assert_legible(const struct drawn *drawn)
{
    for (size_t i = 0; i < drawn->count; i++) {
        const struct shape *text = &drawn->shapes[i];
        if (strcmp(text->element, "text") != 0)
            continue;
        const char *ink = text->fill ? text->fill : SVG_INK;
        assert_true(text->size >= 12);
        assert_true(contrast(ink, SVG_PAPER) >= 7);
        for (size_t k = 0; k < i; k++) {
            const struct shape *under = &drawn->shapes[k];
            bool filled = strcmp(under->element, "text") != 0 && under->fill &&
                          strcmp(under->fill, "none") != 0;
            if (filled && overlap(&under->box, &text->box))
                assert_true(contrast(ink, under->fill) >= 4.5);
        }
    }
}

static void assert_texts_apart(const struct drawn *drawn)
{
    for (size_t i = 0; i < drawn->count; i++) {
        for (size_t k = 0; k < i; k++) {
            const struct shape *a = &drawn->shapes[i], *b = &drawn->shapes[k];
            bool texts = strcmp(a->element, "text") == 0 &&
                         strcmp(b->element, "text") == 0 && a->text.len && b->text.len;
            if (texts && overlap(&a->box, &b->box))
                fail_msg("\"%s\" lies on \"%s\"", a->text.at, b->text.at);
        }
    }
}

static void check_drawing(struct arena *a, const struct doc *figure, struct str svg)
{
    struct drawn drawn = svg_read(a, svg);
    assert_non_null(drawn.xml);
    assert_named(a, &drawn, figure);
    assert_no_more_than_marks(xmlDocGetRootElement(drawn.xml));
    assert_inside(&drawn);
    svg_done(&drawn);
}

static void check_both(struct arena *a, const struct doc *made)
{
    if (made->node != DOC_FIGURE)
        return;
    check_drawing(a, made, made->svg);
    check_drawing(a, made, made->svg_narrow);
}

#endif
