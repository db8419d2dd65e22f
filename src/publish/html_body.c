#include "publish/html_body.h"

#include <assert.h>

#include "publish/marks.h"

/* Tables of more columns scroll sideways on a narrow screen; the others reflow. */
enum { COLUMNS_THAT_REFLOW = 3 };

struct page {
    struct html *html;
    struct arena *arena;
    struct marks marks;
    struct str evidence; /* as in the options */
    unsigned sections;   /* numbered in the order of the text */
    unsigned tables, figures;
};

/* "60:12-14,20" is of more than one row. */
struct str html_evidence_anchor(struct arena *a, struct str id)
{
    size_t at = 0, end = 0;
    while (at < id.len && id.at[at] != ':')
        at++;
    size_t from = at + (at < id.len);
    for (end = from; end < id.len; end++)
        if (id.at[end] == '-' || id.at[end] == ',')
            break;
    return arena_format(a, "%.*s-%.*s%s", (int)at, id.at, (int)(end - from), id.at + from,
                        end < id.len ? "-rows" : "");
}

/* Where the mark of a piece of evidence leads. */
static struct str href_of(struct page *p, size_t number)
{
    if (p->evidence.len == 0)
        return arena_format(p->arena, "#e-%zu", number);
    struct str id = marks_id(&p->marks, number);
    struct str anchor = html_evidence_anchor(p->arena, id);
    return arena_format(p->arena, "%.*s#%.*s", STR_ARG(p->evidence), STR_ARG(anchor));
}

static void put_mark(struct page *p, size_t number)
{
    struct arena *a = p->arena;
    html_open(p->html, "a");
    html_attribute(p->html, "href", href_of(p, number));
    html_attribute(p->html, "aria-label", arena_format(a, "Evidence %zu", number));
    html_text(p->html, arena_format(a, "%zu", number));
    html_close(p->html, "a");
}

/* Three or more numbers in a row are shown as their ends: the entries between stand
 * between them in the index too. */
static void put_marks(struct page *p, const struct doc *n, const char *element)
{
    size_t *numbers = NULL;
    size_t count = marks_numbers(p->arena, &p->marks, n, &numbers);
    if (count == 0)
        return;
    html_open(p->html, element);
    for (size_t i = 0; i < count;) {
        size_t run = marks_run(numbers, count, i);
        if (i)
            html_text(p->html, STR(", "));
        put_mark(p, numbers[i]);
        if (run > 2) {
            html_text(p->html, STR("\xe2\x80\x93"));
            put_mark(p, numbers[i + run - 1]);
        }
        i += run > 2 ? run : 1;
    }
    html_close(p->html, element);
}

static struct str joined_ids(struct page *p, const struct doc *n)
{
    struct buf ids = buf_new(p->arena, MIB);
    for (size_t i = 0; i < n->id_count; i++) {
        if (i)
            buf_char(&ids, ' ');
        buf_add(&ids, n->ids[i]);
    }
    return buf_text(&ids);
}

static void put_linked(struct html *h, const struct doc *n)
{
    if (n->href.len == 0) {
        html_text(h, n->text);
        return;
    }
    html_open(h, "a");
    html_attribute(h, "href", n->href);
    html_text(h, n->text);
    html_close(h, "a");
}

static void put_sentences(struct page *p, const struct doc *parent)
{
    struct html *h = p->html;
    bool first = true;
    for (const struct doc *n = parent->first; n; n = n->next) {
        if (n->node != DOC_SENTENCE)
            continue;
        if (!first)
            html_line(h);
        first = false;
        html_open(h, "span");
        if (n->id_count)
            html_attribute(h, "data-evidence", joined_ids(p, n));
        put_linked(h, n);
        if (n->edited)
            html_text(h, STR(" (edited)"));
        html_close(h, "span");
        put_marks(p, n, "sup");
    }
}

static void put_list(struct page *p, const struct doc *list)
{
    struct html *h = p->html;
    const char *element = list->ordered ? "ol" : "ul";
    html_open(h, element);
    html_line(h);
    for (const struct doc *item = list->first; item; item = item->next) {
        html_open(h, "li");
        put_sentences(p, item);
        for (const struct doc *child = item->first; child; child = child->next)
            if (child->node == DOC_LIST)
                put_list(p, child);
        html_close(h, "li");
        html_line(h);
    }
    html_close(h, element);
    html_line(h);
}

/* ---- Tables */

static void put_cell_text(struct page *p, const struct doc *cell)
{
    static const char *const fills[] = {"", "g g1", "g g2", "g g3", "g g4"};
    struct html *h = p->html;
    if (cell->fill) {
        assert(cell->fill < sizeof fills / sizeof fills[0]);
        html_open(h, "span");
        html_attribute(h, "class", str_of(fills[cell->fill]));
        html_text(h, cell->text);
        html_close(h, "span");
    } else {
        put_linked(h, cell);
    }
    if (cell->first)
        put_list(p, cell->first);
    put_marks(p, cell, cell->text.len || cell->first ? "sup" : "span");
}

/* A digest or a path may break anywhere; a table of them must not push the page wide. */
static bool is_one_long_word(struct str text)
{
    return text.len > 30 && !str_contains(text, STR(" "));
}

static void put_cell(struct page *p, const struct doc *cell, bool in_head)
{
    struct html *h = p->html;
    const char *element = cell->head ? "th" : "td";
    html_open(h, element);
    if (cell->head)
        html_attribute(h, "scope", in_head ? STR("col") : STR("row"));
    if (cell->numeric)
        html_attribute(h, "class", STR("n"));
    else if (is_one_long_word(cell->text))
        html_attribute(h, "class", STR("id"));
    if (cell->sort.len)
        html_attribute(h, "data-sort", cell->sort);
    else if (cell->fill)
        html_attribute(h, "data-sort", arena_format(p->arena, "%u", cell->fill));
    put_cell_text(p, cell);
    html_close(h, element);
}

static void put_row(struct page *p, const struct doc *row, bool in_head)
{
    struct html *h = p->html;
    html_open(h, "tr");
    if (row->anchor.len) {
        size_t number = marks_find(&p->marks, row->anchor);
        html_attribute(h, "id", arena_format(p->arena, "e-%zu", number));
    }
    for (const struct doc *cell = row->first; cell; cell = cell->next)
        put_cell(p, cell, in_head);
    html_close(h, "tr");
    html_line(h);
}

static const struct doc *put_rows(struct page *p, const struct doc *row, unsigned count)
{
    for (; row && count; row = row->next, count--)
        put_row(p, row, true);
    return row;
}

static unsigned count_of(const struct doc *n)
{
    unsigned count = 0;
    for (const struct doc *child = n->first; child; child = child->next)
        count++;
    return count;
}

static void open_table(struct page *p, const struct doc *table)
{
    struct html *h = p->html;
    struct str id = arena_format(p->arena, "t-%u", ++p->tables);
    bool wide = count_of(table->first) > COLUMNS_THAT_REFLOW;
    html_open(h, "div");
    html_attribute(h, "class", wide ? STR("wide") : STR("table"));
    if (wide) {
        html_attribute(h, "role", STR("group"));
        html_attribute(h, "aria-labelledby", id);
        html_attribute(h, "tabindex", STR("0"));
    }
    html_open(h, "table");
    if (table->sortable)
        html_attribute(h, "class",
                       table->searched ? STR("sortable searched") : STR("sortable"));
    html_line(h);
    html_open(h, "caption");
    html_attribute(h, "id", id);
    html_text(h, table->text);
    html_close(h, "caption");
    html_line(h);
}

static void put_table(struct page *p, const struct doc *table)
{
    struct html *h = p->html;
    open_table(p, table);
    html_open(h, "thead");
    html_line(h);
    const struct doc *row = put_rows(p, table->first, table->header_rows);
    html_close(h, "thead");
    html_line(h);
    html_open(h, "tbody");
    html_line(h);
    for (; row; row = row->next)
        put_row(p, row, false);
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
    html_line(h);
}

/* ---- Blocks */

static void put_block(struct page *p, const struct doc *n, unsigned depth);

static void put_children(struct page *p, const struct doc *n, unsigned depth)
{
    for (const struct doc *child = n->first; child; child = child->next)
        put_block(p, child, depth);
}

static void put_section(struct page *p, const struct doc *n, unsigned depth)
{
    static const char *const heads[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    struct html *h = p->html;
    assert(depth < sizeof heads / sizeof heads[0]);
    struct str id = arena_format(p->arena, "s-%u", ++p->sections);
    html_open(h, "section"); /* without a label: hundreds of landmarks are none */
    html_line(h);
    html_open(h, heads[depth]);
    html_attribute(h, "id", id);
    html_text(h, n->text);
    html_close(h, heads[depth]);
    html_line(h);
    put_children(p, n, depth);
    html_close(h, "section");
    html_line(h);
}

/* The section whose table explains the marks. */
static bool is_index(const struct doc *section)
{
    for (const struct doc *n = section->first; n; n = n->next) {
        const struct doc *row = n->node == DOC_TABLE ? n->first : NULL;
        for (unsigned i = 0; row && i < n->header_rows; i++)
            row = row->next;
        if (row && row->anchor.len)
            return true;
    }
    return false;
}

static void put_drawing(struct html *h, const char *class, struct str svg)
{
    html_open(h, "div");
    html_attribute(h, "class", str_of(class));
    html_markup(h, markup_own(svg));
    html_close(h, "div");
    html_line(h);
}

/* The drawing names and describes itself.  Of the two widths one is shown, and the other
 * is out of everybody's way (display: none).  The table is a click away; without a
 * drawing it stands open. */
static void put_figure(struct page *p, const struct doc *n, unsigned depth)
{
    struct html *h = p->html;
    struct str id = arena_format(p->arena, "c-%u", ++p->figures);
    html_open(h, "figure");
    html_attribute(h, "aria-labelledby", id);
    html_open(h, "figcaption");
    html_attribute(h, "id", id);
    html_text(h, n->text);
    html_close(h, "figcaption");
    html_line(h);
    if (n->svg.len)
        put_drawing(h, n->svg_narrow.len ? "chart chart-wide" : "chart", n->svg);
    if (n->svg_narrow.len)
        put_drawing(h, "chart chart-narrow", n->svg_narrow);
    if (n->svg.len && n->first) {
        html_open(h, "details");
        html_put(h, "summary", STR("The same as a table"));
        put_children(p, n, depth);
        html_close(h, "details");
    } else {
        put_children(p, n, depth);
    }
    html_close(h, "figure");
    html_line(h);
}

static void put_paragraph(struct page *p, const struct doc *n)
{
    struct html *h = p->html;
    if (n->node == DOC_NOTE) {
        html_open(h, "div");
        html_attribute(h, "class", STR("aside"));
    }
    html_open(h, "p");
    put_sentences(p, n);
    html_close(h, "p");
    if (n->node == DOC_NOTE)
        html_close(h, "div");
    html_line(h);
}

static void put_block(struct page *p, const struct doc *n, unsigned depth)
{
    switch (n->node) {
    case DOC_SECTION:
        if (p->evidence.len == 0 || !is_index(n))
            put_section(p, n, depth + 1);
        break;
    case DOC_LIST:
        put_list(p, n);
        break;
    case DOC_TABLE:
        put_table(p, n);
        break;
    case DOC_FIGURE:
        put_figure(p, n, depth);
        break;
    default:
        put_paragraph(p, n);
        break;
    }
}

/* ---- The body */

/* The contents number sections as put_section will: in the order of the text. */
static unsigned count_sections(const struct doc *n)
{
    unsigned count = n->node == DOC_SECTION;
    for (const struct doc *child = n->first; child; child = child->next)
        count += count_sections(child);
    return count;
}

static void put_contents(struct page *p, const struct document *d)
{
    struct html *h = p->html;
    unsigned number = 1;
    html_open(h, "nav");
    html_attribute(h, "aria-labelledby", STR("contents"));
    html_line(h);
    html_open(h, "h2");
    html_attribute(h, "id", STR("contents"));
    html_text(h, STR("Contents"));
    html_close(h, "h2");
    html_open(h, "ol");
    html_line(h);
    for (const struct doc *n = d->root->first; n; n = n->next) {
        if (n->node != DOC_SECTION || (p->evidence.len && is_index(n)))
            continue;
        html_open(h, "li");
        html_open(h, "a");
        html_attribute(h, "href", arena_format(p->arena, "#s-%u", number));
        html_text(h, n->text);
        html_close(h, "a");
        html_close(h, "li");
        html_line(h);
        number += count_sections(n);
    }
    html_close(h, "ol");
    html_close(h, "nav");
    html_line(h);
}

static struct page page_of(struct html *h, const struct document *d,
                           struct html_body_options options)
{
    return (struct page){
        .html = h, .arena = d->arena, .marks = marks_of(d), .evidence = options.evidence};
}

void html_body(struct html *h, const struct document *d, struct html_body_options options)
{
    struct page p = page_of(h, d, options);
    put_children(&p, d->root, 0);
}

void html_contents(struct html *h, const struct document *d,
                   struct html_body_options options)
{
    struct page p = page_of(h, d, options);
    put_contents(&p, d);
}
