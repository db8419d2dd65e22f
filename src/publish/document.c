#include "publish/document.h"

#include <assert.h>

#include "evidence/national.h"

/* Headings go six deep in HTML, and the title is the first. */
enum { DEPTH_MAX = 6 };

struct document *document_new(struct arena *a)
{
    struct document *d = arena_make(a, struct document, 1);
    d->arena = a;
    d->language = STR("en-GB");
    d->at = DATE_NONE;
    d->root = arena_make(a, struct doc, 1);
    d->root->node = DOC_SECTION;
    return d;
}

void document_attribute(struct document *d, struct str attribution)
{
    static const struct str made = {NATIONAL_SYNTHETIC ".", sizeof NATIONAL_SYNTHETIC};
    d->attribution = attribution;
    if (str_equal(attribution, made))
        d->notice = STR(NATIONAL_SYNTHETIC ". Compiled by Assay.");
    else if (str_contains(attribution, made))
        d->notice =
            arena_format(d->arena, "%.*s %.*s", STR_ARG(made), STR_ARG(d->notice));
    if (document_is_internal(d))
        d->notice = arena_format(d->arena,
                                 "Internal: it holds figures of a local return, "
                                 "provisional, which no disclosure control has passed. "
                                 "Keep it inside. %.*s",
                                 STR_ARG(d->notice));
}

bool document_is_internal(const struct document *d)
{
    return str_contains(d->attribution, STR(NATIONAL_INTERNAL));
}

struct doc *doc_add(struct document *d, struct doc *parent, enum node node,
                    struct str text)
{
    assert(parent);
    struct doc *n = arena_make(d->arena, struct doc, 1);
    n->node = node;
    n->text = text;
    if (parent->last)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

struct doc *doc_section(struct document *d, struct doc *parent, struct str heading)
{
    return doc_add(d, parent, DOC_SECTION, heading);
}

static struct doc *add_with_ids(struct document *d, struct doc *parent,
                                const struct doc *like)
{
    struct doc *n = doc_add(d, parent, like->node, like->text);
    assert(like->id_count == 0 || like->ids);
    n->ids = like->ids;
    n->id_count = like->id_count;
    return n;
}

struct doc *doc_sentence(struct document *d, struct doc *parent, struct str text,
                         const struct str *ids, size_t id_count)
{
    struct doc like = {
        .node = DOC_SENTENCE, .text = text, .ids = ids, .id_count = id_count};
    return add_with_ids(d, parent, &like);
}

struct doc *doc_say(struct document *d, struct doc *parent, struct str text,
                    const struct str *ids, size_t id_count)
{
    struct doc *paragraph = doc_add(d, parent, DOC_PARAGRAPH, STR(""));
    doc_sentence(d, paragraph, text, ids, id_count);
    return paragraph;
}

struct doc *doc_cell(struct document *d, struct doc *row, struct str text,
                     const struct str *ids, size_t id_count)
{
    struct doc like = {.node = DOC_CELL, .text = text, .ids = ids, .id_count = id_count};
    return add_with_ids(d, row, &like);
}

struct doc *doc_head(struct document *d, struct doc *row, struct str text)
{
    struct doc *cell = doc_add(d, row, DOC_CELL, text);
    cell->head = true;
    return cell;
}

/* ---- Soundness */

/* What may stand inside what, one bit a node. */
#define BIT(node) (1u << (node))
static const unsigned may_hold[] = {
    [DOC_SECTION] = BIT(DOC_SECTION) | BIT(DOC_PARAGRAPH) | BIT(DOC_LIST) |
                    BIT(DOC_TABLE) | BIT(DOC_NOTE) | BIT(DOC_FIGURE),
    [DOC_PARAGRAPH] = BIT(DOC_SENTENCE),
    [DOC_SENTENCE] = 0,
    [DOC_LIST] = BIT(DOC_ITEM),
    [DOC_ITEM] = BIT(DOC_SENTENCE) | BIT(DOC_LIST),
    [DOC_TABLE] = BIT(DOC_ROW),
    [DOC_ROW] = BIT(DOC_CELL),
    [DOC_CELL] = BIT(DOC_LIST),
    [DOC_NOTE] = BIT(DOC_SENTENCE),
    [DOC_FIGURE] = BIT(DOC_TABLE),
};

struct check {
    struct arena *arena;
    struct str *why;
};

static bool wrong(const struct check *c, const char *what, const struct doc *n)
{
    *c->why = arena_format(c->arena, "%s: \"%.*s\"", what, STR_ARG(n->text));
    return false;
}

static size_t count_children(const struct doc *n)
{
    size_t count = 0;
    for (const struct doc *child = n->first; child; child = child->next)
        count++;
    return count;
}

static bool all_heads(const struct doc *row)
{
    for (const struct doc *cell = row->first; cell; cell = cell->next)
        if (!cell->head)
            return false;
    return true;
}

static bool table_is_sound(const struct check *c, const struct doc *table)
{
    unsigned row_number = 0;
    if (table->text.len == 0)
        return wrong(c, "a table has no caption", table);
    if (table->header_rows == 0 || count_children(table) <= table->header_rows)
        return wrong(c, "a table has no head or no row below it", table);
    for (const struct doc *row = table->first; row; row = row->next, row_number++) {
        if (count_children(row) != count_children(table->first) || !row->first)
            return wrong(c, "a table is not rectangular", table);
        if (row_number < table->header_rows && !all_heads(row))
            return wrong(c, "a head row holds a cell that is no head", table);
    }
    return true;
}

static bool needs_text(const struct doc *n)
{
    return n->node == DOC_SECTION || n->node == DOC_SENTENCE ||
           (n->node == DOC_CELL && n->head);
}

static bool needs_children(enum node node)
{
    return node == DOC_PARAGRAPH || node == DOC_LIST || node == DOC_ITEM ||
           node == DOC_NOTE;
}

static bool node_is_sound(const struct check *c, const struct doc *n, unsigned depth)
{
    if (needs_text(n) && n->text.len == 0)
        return wrong(c, "a heading, sentence or head cell is empty", n);
    if (needs_children(n->node) && !n->first)
        return wrong(c, "a paragraph, list, item or note is empty", n);
    if (n->node == DOC_SECTION && depth > DEPTH_MAX)
        return wrong(c, "headings nest more than six deep", n);
    if (n->node == DOC_TABLE && !table_is_sound(c, n))
        return false;
    if (n->node == DOC_FIGURE && (n->text.len == 0 || n->alt.len == 0))
        return wrong(c, "a figure has no title or no alternative text", n);
    return true;
}

static bool tree_is_sound(const struct check *c, const struct doc *n, unsigned depth)
{
    bool block_after_section = false;
    if (!node_is_sound(c, n, depth))
        return false;
    for (const struct doc *child = n->first; child; child = child->next) {
        if (!(may_hold[n->node] & BIT(child->node)))
            return wrong(c, "a node stands where its kind may not", child);
        if (n->node == DOC_SECTION && child->node != DOC_SECTION && block_after_section)
            return wrong(c, "text after a subsection reads as part of it", n);
        block_after_section |= child->node == DOC_SECTION;
        if (!tree_is_sound(c, child, depth + (child->node == DOC_SECTION)))
            return false;
    }
    return true;
}

bool document_is_sound(const struct document *d, struct str *why)
{
    struct check c = {d->arena, why};
    if (d->root->node != DOC_SECTION)
        return wrong(&c, "the root is no section", d->root);
    if (d->title.len == 0 || d->notice.len == 0)
        return wrong(&c, "the document has no title or no notice", d->root);
    return tree_is_sound(&c, d->root, 1);
}
