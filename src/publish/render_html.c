#include <assert.h>

#include "publish/html.h"
#include "publish/html_style.h"
#include "publish/marks.h"
#include "publish/render.h"

/* Tables of more columns scroll sideways on a narrow screen; the others reflow. */
enum { COLUMNS_THAT_REFLOW = 3 };

struct page {
    struct html html;
    struct arena *arena;
    struct marks marks;
    unsigned sections; /* numbered in the order of the text */
    unsigned tables, figures;
};

static void put_mark(struct page *p, size_t number)
{
    struct arena *a = p->arena;
    html_open(&p->html, "a");
    html_attribute(&p->html, "href", arena_format(a, "#e-%zu", number));
    html_attribute(&p->html, "aria-label", arena_format(a, "Evidence %zu", number));
    html_text(&p->html, arena_format(a, "%zu", number));
    html_close(&p->html, "a");
}

/* Three or more numbers in a row are shown as their ends: the entries between stand
 * between them in the index too. */
static void put_marks(struct page *p, const struct doc *n, const char *element)
{
    size_t *numbers = NULL;
    size_t count = marks_numbers(p->arena, &p->marks, n, &numbers);
    if (count == 0)
        return;
    html_open(&p->html, element);
    for (size_t i = 0; i < count;) {
        size_t run = marks_run(numbers, count, i);
        if (i)
            html_text(&p->html, STR(", "));
        put_mark(p, numbers[i]);
        if (run > 2) {
            html_text(&p->html, STR("\xe2\x80\x93"));
            put_mark(p, numbers[i + run - 1]);
        }
        i += run > 2 ? run : 1;
    }
    html_close(&p->html, element);
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

static void put_sentences(struct page *p, const struct doc *parent)
{
    struct html *h = &p->html;
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
        html_text(h, n->text);
        if (n->edited)
            html_text(h, STR(" (edited)"));
        html_close(h, "span");
        put_marks(p, n, "sup");
    }
}

static void put_list(struct page *p, const struct doc *list)
{
    struct html *h = &p->html;
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
    struct html *h = &p->html;
    if (cell->fill) {
        assert(cell->fill < sizeof fills / sizeof fills[0]);
        html_open(h, "span");
        html_attribute(h, "class", str_of(fills[cell->fill]));
        html_text(h, cell->text);
        html_close(h, "span");
    } else {
        html_text(h, cell->text);
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
    struct html *h = &p->html;
    const char *element = cell->head ? "th" : "td";
    html_open(h, element);
    if (cell->head)
        html_attribute(h, "scope", in_head ? STR("col") : STR("row"));
    if (cell->numeric)
        html_attribute(h, "class", STR("n"));
    else if (is_one_long_word(cell->text))
        html_attribute(h, "class", STR("id"));
    put_cell_text(p, cell);
    html_close(h, element);
}

static void put_row(struct page *p, const struct doc *row, bool in_head)
{
    struct html *h = &p->html;
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
    struct html *h = &p->html;
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
    html_line(h);
    html_open(h, "caption");
    html_attribute(h, "id", id);
    html_text(h, table->text);
    html_close(h, "caption");
    html_line(h);
}

static void put_table(struct page *p, const struct doc *table)
{
    struct html *h = &p->html;
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
    struct html *h = &p->html;
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
    struct html *h = &p->html;
    struct str id = arena_format(p->arena, "c-%u", ++p->figures);
    html_open(h, "figure");
    html_attribute(h, "role", STR("group"));
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
    struct html *h = &p->html;
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

/* ---- The page */

static void put_meta(struct html *h, const char *name, struct str content)
{
    if (content.len == 0)
        return;
    html_void(h, "meta");
    html_attribute(h, "name", str_of(name));
    html_attribute(h, "content", content);
    html_line(h);
}

static struct str page_title(const struct document *d)
{
    if (date_is_none(d->at) || d->area.len == 0)
        return d->title;
    return arena_format(d->arena, "%.*s: %.*s, %.*s", STR_ARG(d->title), STR_ARG(d->area),
                        STR_ARG(date_words(d->arena, d->at)));
}

static void put_head(struct page *p, const struct document *d)
{
    struct html *h = &p->html;
    html_open(h, "head");
    html_line(h);
    html_void(h, "meta");
    html_attribute(h, "charset", STR("utf-8"));
    html_line(h);
    html_put(h, "title", page_title(d));
    html_line(h);
    put_meta(h, "viewport", STR("width=device-width, initial-scale=1"));
    put_meta(h, "description", d->notice);
    put_meta(h, "generator", arena_format(p->arena, "Assay %.*s", STR_ARG(d->version)));
    put_meta(h, "rights", d->attribution);
    put_meta(h, "assay:notice", d->notice);
    put_meta(h, "assay:framework", d->framework);
    put_meta(h, "assay:area", d->area);
    put_meta(h, "assay:at", date_iso(p->arena, d->at));
    put_meta(h, "assay:sha256", d->sha256);
    html_open(h, "style");
    html_line(h);
    html_style(h);
    html_close(h, "style");
    html_line(h);
    html_close(h, "head");
    html_line(h);
}

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
    struct html *h = &p->html;
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
        if (n->node != DOC_SECTION)
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

static void put_notice(struct html *h, struct str notice)
{
    html_open(h, "a");
    html_attribute(h, "class", STR("skip"));
    html_attribute(h, "href", STR("#main"));
    html_text(h, STR("Skip to the text"));
    html_close(h, "a");
    html_line(h);
    html_open(h, "header");
    html_attribute(h, "class", STR("notice"));
    html_put(h, "p", notice);
    html_close(h, "header");
    html_line(h);
}

static void put_kicker(struct html *h, struct str text)
{
    if (text.len == 0)
        return;
    html_open(h, "p");
    html_attribute(h, "class", STR("kicker"));
    html_text(h, text);
    html_close(h, "p");
    html_line(h);
}

static void put_main(struct page *p, const struct document *d)
{
    struct html *h = &p->html;
    html_open(h, "main");
    html_attribute(h, "id", STR("main"));
    html_attribute(h, "tabindex", STR("-1"));
    html_line(h);
    put_kicker(h, d->area);
    put_kicker(h, date_is_none(d->at) ? STR("") : date_words(p->arena, d->at));
    html_put(h, "h1", d->title);
    html_line(h);
    put_children(p, d->root, 0);
    html_close(h, "main");
    html_line(h);
}

static void put_foot(struct page *p, const struct document *d)
{
    struct html *h = &p->html;
    html_open(h, "footer");
    html_line(h);
    html_put(h, "p", d->notice);
    html_line(h);
    if (d->attribution.len)
        html_put(h, "p", d->attribution);
    if (d->version.len)
        html_put(h, "p", arena_format(p->arena, "Assay %.*s.", STR_ARG(d->version)));
    if (d->sha256.len) {
        html_open(h, "p");
        html_text(h, STR("SHA-256 "));
        html_open(h, "span");
        html_attribute(h, "class", STR("id"));
        html_text(h, d->sha256);
        html_close(h, "span");
        html_close(h, "p");
    }
    html_close(h, "footer");
    html_line(h);
}

static void open_division(struct html *h, struct str class)
{
    html_open(h, "div");
    html_attribute(h, "class", class);
    html_line(h);
}

/* Only print shows this one; on screen the banner and the footer say the same. */
static void put_running(struct html *h, struct str notice)
{
    html_open(h, "div");
    html_attribute(h, "class", STR("running"));
    html_attribute(h, "aria-hidden", STR("true"));
    html_put(h, "span", notice);
    html_close(h, "div");
    html_line(h);
}

static void put_body(struct page *p, const struct document *d)
{
    struct html *h = &p->html;
    html_open(h, "body");
    html_line(h);
    put_notice(h, d->notice);
    open_division(h, STR("paper"));
    put_running(h, d->notice);
    open_division(h, STR("page"));
    open_division(h, STR("columns"));
    put_contents(p, d);
    put_main(p, d);
    html_close(h, "div");
    put_foot(p, d);
    html_close(h, "div");
    html_close(h, "div");
    html_line(h);
    html_close(h, "body");
    html_line(h);
}

void render_html(const struct document *d, struct buf *out)
{
    struct page p = {html_new(out), d->arena, marks_of(d), 0, 0, 0};
    html_markup(&p.html, markup_own(STR("<!DOCTYPE html>\n")));
    html_open(&p.html, "html");
    html_attribute(&p.html, "lang", d->language);
    html_line(&p.html);
    put_head(&p, d);
    put_body(&p, d);
    html_close(&p.html, "html");
    html_line(&p.html);
    assert(p.html.depth == 0);
}
