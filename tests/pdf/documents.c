/* Documents made to be hard to set, each as HTML and as PDF: pdf-documents FOLDER
 * [SEED COUNT].  With a seed, COUNT documents drawn by chance.  tests/pdf/check_pdf.py
 * then holds each PDF against its HTML. */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/os.h"
#include "publish/pdf.h"
#include "publish/render.h"
#include "publish/svg.h"

static const char *const words[] = {
    "children",
    "inspection",
    "\xe2\x96\xb2 better",
    "\xe2\x96\xbc worse",
    "\xe2\x97\x8f",
    "\xe2\x97\x86 no direction",
    "caf\xc3\xa9",
    "n\xcc\x88"
    "a\xc3\xafve",
    "W\xc5\xb5 \xc5\xb7",
    "and/or",
    "multi-agency",
    "2009-10",
    "\xe2\x80\x9cquoted\xe2\x80\x9d",
    "(a) \\ b",
    "\xe2\x88\x92"
    "3.2",
    "\xe2\x89\xa5 5%",
    "\xce\xb1\xce\xb2",
    "\xd0\xb4\xd0\xb0",
    "a\xc2\xa0"
    "b",
    "soft\xc2\xadhyphen",
    "office affluent fly",
    "AV To Wa",
    "  two  spaces\n",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "a/very/long/path/with/many/parts/and/no/space/in/it/at/all/to/break/at",
    "<b>&amp;",
    "Stoke-on-Trent",
    "1,234,567",
    "e\xcc\x81galit\xc3\xa9",
    "\xe2\x80\x94",
    "\xc2\xa3"
    "12m",
};
enum { WORDS = sizeof words / sizeof *words, INDEX_ROWS = 30 };

struct made {
    struct document *d;
    uint64_t chance;
    struct str ids[INDEX_ROWS];
};

static uint32_t draw(struct made *m, uint32_t below)
{
    m->chance ^= m->chance << 13; /* xorshift64 (Marsaglia 2003) */
    m->chance ^= m->chance >> 7;
    m->chance ^= m->chance << 17;
    return (uint32_t)((m->chance >> 20) % below);
}

static struct str some_text(struct made *m, uint32_t most)
{
    struct buf b = buf_new(m->d->arena, MIB);
    uint32_t count = 1 + draw(m, most);
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            buf_char(&b, ' ');
        buf_add(&b, str_of(words[draw(m, WORDS)]));
    }
    return buf_text(&b);
}

static size_t some_ids(struct made *m, const struct str **ids)
{
    uint32_t count = draw(m, 4) ? draw(m, 3) : draw(m, INDEX_ROWS);
    uint32_t first = draw(m, INDEX_ROWS - count);
    *ids = &m->ids[first];
    return count;
}

static void add_sentences(struct made *m, struct doc *parent, uint32_t most)
{
    for (uint32_t count = 1 + draw(m, most); count > 0; count--) {
        const struct str *ids;
        size_t id_count = some_ids(m, &ids);
        struct doc *n = doc_sentence(m->d, parent, some_text(m, 30), ids, id_count);
        n->edited = draw(m, 10) == 0;
    }
}

static void add_list(struct made *m, struct doc *parent, unsigned depth)
{
    struct doc *list = doc_add(m->d, parent, DOC_LIST, STR(""));
    list->ordered = draw(m, 2);
    for (uint32_t count = 1 + draw(m, depth ? 4 : 14); count > 0; count--) {
        struct doc *item = doc_add(m->d, list, DOC_ITEM, STR(""));
        if (depth > 2 || draw(m, 8))
            add_sentences(m, item, 2);
        if (depth <= 2 && (!item->first || draw(m, 6) == 0))
            add_list(m, item, depth + 1);
    }
}

static void add_cell(struct made *m, struct doc *row, bool head, bool tall)
{
    const struct str *ids;
    size_t id_count = some_ids(m, &ids);
    if (head) {
        doc_head(m->d, row, some_text(m, 4));
        return;
    }
    struct doc *cell = doc_cell(
        m->d, row, draw(m, 6) ? some_text(m, tall ? 900 : 8) : STR(""), ids, id_count);
    cell->numeric = draw(m, 8) == 0;
    cell->fill = draw(m, 5) && cell->text.len ? 0 : cell->text.len ? draw(m, 5) : 0;
    if (draw(m, 15) == 0)
        add_list(m, cell, 2);
}

static void add_table(struct made *m, struct doc *parent)
{
    struct doc *table = doc_add(m->d, parent, DOC_TABLE, some_text(m, 6));
    uint32_t columns = 1 + draw(m, draw(m, 8) ? 7 : 18);
    uint32_t rows = 1 + draw(m, draw(m, 6) ? 12 : 120);
    table->header_rows = draw(m, 6) ? 1 : 2;
    for (uint32_t r = 0; r < rows + table->header_rows; r++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        bool tall = draw(m, 60) == 0;
        for (uint32_t c = 0; c < columns; c++)
            add_cell(m, row, r < table->header_rows || (c == 0 && draw(m, 2)), tall);
    }
}

/* A drawing of everything that drawings are made of. */
static struct str chart(struct made *m, struct str alt)
{
    static const struct point line[] = {
        {PX(20), PX(150)}, {PX(300), PX(180)}, {PX(600), PX(140)}};
    struct buf b = buf_new(m->d->arena, MIB);
    struct svg s = svg_new(&b);
    svg_open(&s, "svg");
    svg_set(&s, "viewBox", "0 0 640 240");
    svg_set(&s, "font-size", "12");
    svg_set(&s, "fill", SVG_INK);
    svg_put(&s, "desc", alt);
    svg_box(&s, line[0], (struct point){PX(180), PX(30)},
            (struct paint){.fill = "#12436D", .stroke = "#858f96", .width = PX(1)});
    svg_path(&s, line, 3, false,
             (struct paint){.stroke = "#801650", .width = PX(3), .dash = "4 3"});
    svg_path(&s, line, 3, true, (struct paint){.fill = "#28A197"});
    svg_circle(&s, line[2], PX(6),
               (struct paint){.fill = "#F46A25", .stroke = "#ffffff"});
    svg_label(&s, line[0], (struct type){.size = 14, .bold = true}, some_text(m, 3));
    svg_label(&s, line[1], (struct type){.size = 12, .anchor = ANCHOR_MIDDLE}, alt);
    svg_label(&s, line[2], (struct type){.size = 12, .anchor = ANCHOR_END, .quiet = true},
              STR("<&> \"'"));
    svg_close(&s);
    return buf_text(&b);
}

static void add_figure(struct made *m, struct doc *parent)
{
    struct doc *figure = doc_add(m->d, parent, DOC_FIGURE, some_text(m, 5));
    figure->alt = some_text(m, 12);
    figure->svg = chart(m, figure->alt);
    add_table(m, figure);
}

static void add_block(struct made *m, struct doc *parent)
{
    switch (draw(m, 12)) {
    case 0:
        add_table(m, parent);
        break;
    case 1:
    case 2:
        add_list(m, parent, 0);
        break;
    case 3:
        add_sentences(m, doc_add(m->d, parent, DOC_NOTE, STR("")), 3);
        break;
    case 4:
        if (draw(m, 3) == 0)
            add_figure(m, parent);
        break;
    default:
        add_sentences(m, doc_add(m->d, parent, DOC_PARAGRAPH, STR("")), 5);
        break;
    }
}

static void add_sections(struct made *m, struct doc *parent, unsigned depth)
{
    for (uint32_t count = draw(m, 5); count > 0; count--)
        add_block(m, parent);
    for (uint32_t count = depth < 5 ? draw(m, depth ? 3 : 4) : 0; count > 0; count--)
        add_sections(m, doc_section(m->d, parent, some_text(m, 5)), depth + 1);
}

/* ---- The documents */

static struct made begin(struct arena *a, uint64_t seed)
{
    struct made m = {.d = document_new(a), .chance = seed * 0x9e3779b97f4a7c15u + 1};
    struct document *d = m.d;
    d->title = STR("A document (hard \\ to set) \xe2\x80\x93 n\xc2\xb0 1");
    d->root->text = d->title;
    d->area = STR("Bournemouth, Christchurch and Poole");
    d->at = date_of(2026, 2, 28);
    d->notice =
        STR("Compiled by Assay for its own tests. Not issued or endorsed by anybody.");
    d->attribution = STR("Contains nothing & <nobody>.");
    d->version = STR("0.0");
    d->sha256 = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    for (size_t i = 0; i < INDEX_ROWS; i++)
        m.ids[i] = arena_format(a, "rows:%zu", i * 7 % INDEX_ROWS + 2);
    return m;
}

static void add_index(struct made *m)
{
    struct doc *section = doc_section(m->d, m->d->root, STR("Evidence index"));
    struct doc *table = doc_add(m->d, section, DOC_TABLE, STR("Every row"));
    table->header_rows = 1;
    struct doc *head = doc_add(m->d, table, DOC_ROW, STR(""));
    doc_head(m->d, head, STR("No."));
    doc_head(m->d, head, STR("Evidence"));
    for (size_t i = 0; i < INDEX_ROWS; i++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        row->anchor = m->ids[i];
        doc_head(m->d, row, arena_format(m->d->arena, "%zu", i + 1));
        doc_cell(m->d, row, m->ids[i], NULL, 0);
    }
}

static void long_names(struct made *m)
{
    m->d->area = some_text(m, 400);
    m->d->title = some_text(m, 120);
    struct doc *section = doc_section(m->d, m->d->root, some_text(m, 600));
    doc_say(m->d, section, some_text(m, 3), m->ids, INDEX_ROWS);
    for (int i = 0; i < 20; i++)
        section = doc_section(m->d, i < 4 ? section : m->d->root, some_text(m, 40));
    add_table(m, section);
}

static void nothing(struct made *m)
{
    m->d->area = m->d->attribution = m->d->version = m->d->sha256 = STR("");
    m->d->at = DATE_NONE;
}

static void empty_parts(struct made *m)
{
    for (int i = 0; i < 40; i++)
        doc_section(m->d, m->d->root, STR("A section of nothing"));
    struct doc *table = doc_add(m->d, m->d->root->last, DOC_TABLE, STR("Empty cells"));
    table->header_rows = 1;
    for (int r = 0; r < 3; r++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        for (int c = 0; c < 3; c++) {
            if (r == 0)
                doc_head(m->d, row, STR("Head"));
            else
                doc_cell(m->d, row, STR(""), m->ids, c == 2 ? 5 : 0);
        }
    }
}

static void forty_pages(struct made *m)
{
    for (int i = 0; i < 9; i++) {
        struct doc *section = doc_section(m->d, m->d->root, some_text(m, 4));
        for (int p = 0; p < 12; p++)
            add_sentences(m, doc_add(m->d, section, DOC_PARAGRAPH, STR("")), 6);
        add_table(m, section);
    }
}

/* Rows taller than a page, beside short cells, under two rows of heads. */
static void tall_rows(struct made *m)
{
    struct doc *table = doc_add(m->d, m->d->root, DOC_TABLE, STR("Tall rows"));
    table->header_rows = 2;
    for (int r = 0; r < 7; r++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        for (int c = 0; c < 3; c++)
            add_cell(m, row, r < 2, c == 1);
        if (r > 2)
            add_list(m, row->last, 0);
    }
}

/* Heads taller than half a page cannot stand on every page. */
static void tall_heads(struct made *m)
{
    struct doc *table = doc_add(m->d, m->d->root, DOC_TABLE, some_text(m, 300));
    table->header_rows = 1;
    for (int r = 0; r < 60; r++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        for (int c = 0; c < 2; c++) {
            if (r == 0)
                doc_head(m->d, row, some_text(m, c ? 700 : 5));
            else
                add_cell(m, row, false, false);
        }
    }
}

static void many_columns(struct made *m)
{
    struct doc *table = doc_add(m->d, m->d->root, DOC_TABLE, STR("Sixty columns"));
    table->header_rows = 1;
    for (int r = 0; r < 4; r++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        for (int c = 0; c < 60; c++) {
            if (r == 0)
                doc_head(m->d, row, STR("Head"));
            else
                doc_cell(m->d, row, STR("123 words"), m->ids, 1);
        }
    }
}

static void figures(struct made *m)
{
    for (int i = 0; i < 2; i++)
        add_figure(m, m->d->root);
}

/* Short, and with one of each kind: what break_pdf.py breaks. */
static void each_kind(struct made *m)
{
    struct doc *section = doc_section(m->d, m->d->root, STR("A section"));
    doc_say(m->d, section, some_text(m, 5), m->ids, 6);
    add_list(m, section, 2);
    struct doc *figure = doc_add(m->d, section, DOC_FIGURE, STR("A figure"));
    figure->alt = STR("Bars and a line");
    figure->svg = chart(m, figure->alt);
    struct doc *table = doc_add(m->d, figure, DOC_TABLE, STR("The same as a table"));
    table->header_rows = 1;
    for (int r = 0; r < 3; r++) {
        struct doc *row = doc_add(m->d, table, DOC_ROW, STR(""));
        add_cell(m, row, true, false);
        add_cell(m, row, r == 0, false);
    }
}

static void broad_table(struct made *m)
{
    for (int i = 0; i < 3; i++)
        add_table(m, m->d->root);
}

static const struct {
    const char *name;
    void (*fill)(struct made *m);
} documents[] = {{"nothing", nothing},           {"long-names", long_names},
                 {"empty-parts", empty_parts},   {"forty-pages", forty_pages},
                 {"tall-rows", tall_rows},       {"tall-heads", tall_heads},
                 {"many-columns", many_columns}, {"each-kind", each_kind},
                 {"figures", figures},           {"broad-table", broad_table}};
enum { DOCUMENTS = sizeof documents / sizeof *documents };

/* ---- Writing */

static void must(status st, const struct fault *why)
{
    if (!st)
        return;
    fprintf(stderr, "pdf-documents: %s\n", why->text);
    exit(2);
}

static void write_both(struct made *m, struct pdf_press *press, struct str folder,
                       struct str name)
{
    struct arena *a = m->d->arena;
    struct fault why;
    struct str wrong;
    if (!document_is_sound(m->d, &wrong)) {
        fprintf(stderr, "pdf-documents: %.*s is not sound: %.*s\n", STR_ARG(name),
                STR_ARG(wrong));
        exit(2);
    }
    struct buf html = buf_new(a, 64 * MIB), pdf = buf_new(a, 64 * MIB);
    render_html(m->d, &html);
    must(pdf_render(press, m->d, &pdf, &why), &why);
    struct str path = os_join(a, folder, name);
    must(
        os_write_file(arena_format(a, "%.*s.html", STR_ARG(path)), buf_text(&html), &why),
        &why);
    must(os_write_file(arena_format(a, "%.*s.pdf", STR_ARG(path)), buf_text(&pdf), &why),
         &why);
}

int main(int argc, char **argv)
{
    struct pdf_press press = {0};
    struct fault why;
    assert(argc == 2 || argc == 4);
    uint64_t seed = argc == 4 ? strtoumax(argv[2], NULL, 10) : 0;
    size_t count = argc == 4 ? strtoumax(argv[3], NULL, 10) : DOCUMENTS;
    must(os_make_folder(str_of(argv[1]), &why), &why);
    for (size_t i = 0; i < count; i++) {
        struct arena *a = arena_new(1024 * MIB);
        struct made m = begin(a, seed + i + 1);
        struct str name = argc == 4 ? arena_format(a, "chance-%" PRIu64, seed + i)
                                    : str_of(documents[i].name);
        if (argc == 4)
            add_sections(&m, m.d->root, 0);
        else
            documents[i].fill(&m);
        add_index(&m);
        write_both(&m, &press, str_of(argv[1]), name);
        arena_free(a);
    }
    pdf_close(&press);
    return 0;
}
