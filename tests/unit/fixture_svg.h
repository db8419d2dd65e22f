/* A drawing read back by libxml2, so that tests see it as a browser would: where each
 * mark and text lies, and what colours it has. */
#ifndef ASSAY_TESTS_FIXTURE_SVG_H
#define ASSAY_TESTS_FIXTURE_SVG_H

#include <libxml/parser.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "publish/svg.h"

enum { SHAPE_POINTS_MAX = 4096 };

struct box {
    double left, top, right, bottom;
};

struct shape {
    const char *element; /* path, rect, circle, text */
    struct box box;
    const char *fill, *stroke; /* NULL: as inherited */
    struct str text;
    double size; /* of a text */
    size_t points;
};

struct drawn {
    xmlDoc *xml;
    double width, height;
    struct shape *shapes;
    size_t count;
};

static inline const char *svg_value(xmlNode *node, const char *name)
{
    for (xmlAttr *at = node->properties; at; at = at->next) {
        if (strcmp((const char *)at->name, name) == 0)
            return at->children ? (const char *)at->children->content : "";
    }
    return NULL;
}

static inline double svg_given(xmlNode *node, const char *name, double otherwise)
{
    const char *text = svg_value(node, name);
    return text ? strtod(text, NULL) : otherwise;
}

static inline void box_add(struct box *box, double x, double y)
{
    box->left = fmin(box->left, x);
    box->right = fmax(box->right, x);
    box->top = fmin(box->top, y);
    box->bottom = fmax(box->bottom, y);
}

/* "M0 12.5L3 4Z": absolute points only, as the writer makes them. */
static inline struct box path_box(const char *d, size_t *points)
{
    struct box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    while (*d == 'M' || *d == 'L') {
        char *end = NULL;
        double x = strtod(d + 1, &end), y = strtod(end, &end);
        box_add(&box, x, y);
        d = end;
        (*points)++;
    }
    if (*d && strcmp(d, "Z") != 0)
        box.left = (double)NAN; /* something else */
    return box;
}

static inline struct box text_box(xmlNode *node, struct shape *shape)
{
    double x = svg_given(node, "x", (double)NAN), y = svg_given(node, "y", (double)NAN);
    const char *anchor = svg_value(node, "text-anchor");
    shape->size = svg_given(node, "font-size", 12);
    bool bold = svg_value(node, "font-weight") != NULL;
    double width = svg_width(shape->text, (int)shape->size, bold) / 10.0;
    double left = x;
    if (anchor)
        left = strcmp(anchor, "end") == 0 ? x - width : x - width / 2;
    return (struct box){left, y - shape->size * 0.76, left + width,
                        y + shape->size * 0.2};
}

static inline struct shape shape_of(struct arena *a, xmlNode *node)
{
    struct shape shape = {.element = (const char *)node->name,
                          .fill = svg_value(node, "fill"),
                          .stroke = svg_value(node, "stroke")};
    if (strcmp(shape.element, "path") == 0) {
        shape.box = path_box(svg_value(node, "d"), &shape.points);
    } else if (strcmp(shape.element, "rect") == 0) {
        double x = svg_given(node, "x", (double)NAN),
               y = svg_given(node, "y", (double)NAN);
        shape.box = (struct box){x, y, x + svg_given(node, "width", (double)NAN),
                                 y + svg_given(node, "height", (double)NAN)};
    } else if (strcmp(shape.element, "circle") == 0) {
        double x = svg_given(node, "cx", (double)NAN),
               y = svg_given(node, "cy", (double)NAN);
        double r = svg_given(node, "r", (double)NAN);
        shape.box = (struct box){x - r, y - r, x + r, y + r};
    } else {
        xmlChar *text = xmlNodeGetContent(node);
        shape.text = arena_copy(a, str_of((const char *)text));
        xmlFree(text);
        shape.box = text_box(node, &shape);
    }
    return shape;
}

/* NULL xml where it is not well formed. */
static inline struct drawn svg_read(struct arena *a, struct str svg)
{
    struct drawn d = {.width = 0};
    d.xml = xmlReadMemory(svg.at, (int)svg.len, "chart.svg", NULL, XML_PARSE_NONET);
    if (!d.xml)
        return d;
    xmlNode *root = xmlDocGetRootElement(d.xml);
    size_t capacity = 0;
    d.width = svg_given(root, "width", (double)NAN);
    d.height = svg_given(root, "height", (double)NAN);
    for (xmlNode *n = root->children; n; n = n->next) {
        if (strcmp((const char *)n->name, "title") == 0 ||
            strcmp((const char *)n->name, "desc") == 0)
            continue;
        d.shapes = arena_grow(a, struct shape, d.shapes, d.count, &capacity);
        d.shapes[d.count++] = shape_of(a, n);
    }
    return d;
}

static inline void svg_done(struct drawn *d)
{
    xmlFreeDoc(d->xml);
}

/* ---- Contrast: WCAG 2.2, relative luminance */

static inline double channel(const char *colour, int at)
{
    char two[3] = {colour[1 + 2 * at], colour[2 + 2 * at], 0};
    double c = (double)strtol(two, NULL, 16) / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static inline double luminance(const char *colour)
{
    return 0.2126 * channel(colour, 0) + 0.7152 * channel(colour, 1) +
           0.0722 * channel(colour, 2);
}

static inline double contrast(const char *a, const char *b)
{
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

#endif
