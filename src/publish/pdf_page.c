#include "publish/pdf_page.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { CONTENT_MOST = 64 * 1024 * 1024 };
/* What is open on a page. */
#define NO_MARK UINT32_MAX
#define NO_FACE PDF_FACES

struct pdf_page {
    pdf_ref number;
    struct buf content;
    pdf_element open; /* whose mark is open; 0: an artifact; NO_MARK */
    pdf_element *marks;
    size_t mark_count, mark_capacity;
    bool in_text, in_array;
    int face; /* set at the moment */
    double size;
    uint32_t colour;
};

struct pdf_link {
    uint32_t page;
    struct pdf_box box;
    pdf_element element;
    size_t number;
    pdf_ref object;
};

struct pdf_pages pdf_pages_new(struct arena *a, struct pdf_file *file,
                               struct pdf_fonts *fonts, struct pdf_tags *tags)
{
    struct pdf_pages p = {.arena = a, .file = file, .fonts = fonts, .tags = tags};
    for (int face = 0; face < PDF_FACES; face++) {
        struct pdf_code_list *used = &p.used[face];
        used->signs = arena_grow(a, uint32_t, used->signs, 0, &used->capacity);
        used->count = 1;
    }
    return p;
}

uint32_t pdf_pages_add(struct pdf_pages *p)
{
    p->at = arena_grow(p->arena, struct pdf_page, p->at, p->count, &p->capacity);
    struct pdf_page *page = &p->at[p->count];
    *page = (struct pdf_page){.number = pdf_file_reserve(p->file, 1),
                              .content = buf_new(p->arena, CONTENT_MOST),
                              .open = NO_MARK,
                              .face = NO_FACE};
    return (uint32_t)p->count++;
}

pdf_ref pdf_pages_ref(const struct pdf_pages *p, uint32_t page)
{
    assert(page < p->count);
    return p->at[page].number;
}

/* ---- Marks */

void pdf_page_unmark(struct pdf_pages *p, uint32_t number)
{
    struct pdf_page *page = &p->at[number];
    assert(!page->in_text);
    if (page->open != NO_MARK)
        buf_add(&page->content, STR("EMC\n"));
    page->open = NO_MARK;
}

void pdf_page_mark(struct pdf_pages *p, uint32_t number, pdf_element element)
{
    struct pdf_page *page = &p->at[number];
    assert(element > 0);
    if (page->open == element)
        return;
    pdf_page_unmark(p, number);
    page->marks = arena_grow(p->arena, pdf_element, page->marks, page->mark_count,
                             &page->mark_capacity);
    buf_char(&page->content, '/');
    buf_add(&page->content, str_of(pdf_tags_role(p->tags, element)));
    buf_add(&page->content, STR("<</MCID "));
    pdf_put_count(&page->content, page->mark_count);
    buf_add(&page->content, STR(">>BDC\n"));
    pdf_tags_mark(p->tags, element, number, (uint32_t)page->mark_count);
    page->marks[page->mark_count++] = element;
    page->open = element;
}

void pdf_page_artifact(struct pdf_pages *p, uint32_t number, enum pdf_artifact why)
{
    static const char *const entries[] = {
        [PDF_HEADER] = "<</Type/Pagination/Subtype/Header>>",
        [PDF_FOOTER] = "<</Type/Pagination/Subtype/Footer>>",
        [PDF_REPEATED] = "<</Type/Pagination>>",
        [PDF_LAYOUT] = "<</Type/Layout>>",
    };
    struct pdf_page *page = &p->at[number];
    pdf_page_unmark(p, number);
    buf_add(&page->content, STR("/Artifact"));
    buf_add(&page->content, str_of(entries[why]));
    buf_add(&page->content, STR("BDC\n"));
    page->open = 0;
}

/* ---- Words */

void pdf_put_colour(struct buf *b, uint32_t colour)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        unsigned thousandths = ((colour >> shift & 255u) * 1000 + 127) / 255;
        buf_format(b, "%u.%03u ", thousandths / 1000, thousandths % 1000);
    }
}

static void set_colour(struct pdf_page *page, uint32_t colour)
{
    if (page->colour == colour)
        return;
    page->colour = colour;
    pdf_put_colour(&page->content, colour);
    buf_add(&page->content, STR("rg\n"));
}

void pdf_page_text_begin(struct pdf_pages *p, uint32_t number, double x, double y)
{
    struct pdf_page *page = &p->at[number];
    assert(page->open != NO_MARK && !page->in_text);
    buf_add(&page->content, STR("BT "));
    pdf_put_number(&page->content, x);
    buf_char(&page->content, ' ');
    pdf_put_number(&page->content, PDF_HEIGHT - y);
    buf_add(&page->content, STR(" Td"));
    page->in_text = true;
}

static void end_array(struct pdf_page *page)
{
    if (page->in_array)
        buf_add(&page->content, STR(">]TJ"));
    page->in_array = false;
}

void pdf_page_text_end(struct pdf_pages *p, uint32_t number)
{
    struct pdf_page *page = &p->at[number];
    assert(page->in_text);
    end_array(page);
    buf_add(&page->content, STR(" ET\n"));
    page->in_text = false;
}

/* The code of a sign in this document: numbered from 1 in the order of first use. */
static unsigned code_of(struct pdf_pages *p, uint32_t sign, enum pdf_face face)
{
    if (sign >= p->code_capacity) {
        size_t capacity = pdf_fonts_sign_count(p->fonts) + 256;
        uint16_t *codes = arena_make(p->arena, uint16_t, capacity);
        if (p->code_capacity)
            memcpy(codes, p->codes, p->code_capacity * sizeof *codes);
        p->codes = codes;
        p->code_capacity = capacity;
    }
    if (p->codes[sign] == 0) {
        struct pdf_code_list *used = &p->used[face];
        used->signs =
            arena_grow(p->arena, uint32_t, used->signs, used->count, &used->capacity);
        assert(used->count < UINT16_MAX);
        p->codes[sign] = (uint16_t)used->count;
        used->signs[used->count++] = sign;
    }
    return p->codes[sign];
}

static void set_face(struct pdf_page *page, const struct pdf_type *type, int face)
{
    if (page->face != face || fabs(page->size - type->size) > 0.001) {
        end_array(page);
        buf_format(&page->content, "/F%d ", face);
        pdf_put_number(&page->content, type->size);
        buf_add(&page->content, STR(" Tf"));
        page->face = face;
        page->size = type->size;
    }
    if (page->colour != type->colour) {
        end_array(page);
        buf_char(&page->content, ' ');
        set_colour(page, type->colour);
    }
    if (!page->in_array)
        buf_add(&page->content, STR("[<"));
    page->in_array = true;
}

/* Thousandths of an em leftwards: what the font's own advance is to be mended by. */
static void put_shift(struct pdf_page *page, double em)
{
    long thousandths = lround(em * 1000);
    if (thousandths)
        buf_format(&page->content, ">%ld<", thousandths);
}

static void put_code(struct pdf_page *page, unsigned code)
{
    static const char digits[] = "0123456789abcdef";
    const char hex[] = {digits[code >> 12], digits[code >> 8 & 15u],
                        digits[code >> 4 & 15u], digits[code & 15u]};
    buf_add(&page->content, (struct str){hex, sizeof hex});
}

static void put_rise(struct pdf_page *page, double rise)
{
    end_array(page);
    buf_char(&page->content, ' ');
    pdf_put_number(&page->content, rise);
    buf_add(&page->content, STR(" Ts"));
}

static bool is_something(double em)
{
    return fabs(em) > 0.0005;
}

void pdf_page_text(struct pdf_pages *p, uint32_t number, const struct pdf_type *type,
                   const struct pdf_piece *piece)
{
    const struct pdf_word *word = piece->word;
    struct pdf_page *page = &p->at[number];
    assert(page->in_text && piece->first + piece->count <= word->count);
    for (uint32_t i = piece->first; i < piece->first + piece->count; i++) {
        const struct pdf_glyph *glyph = &word->glyphs[i];
        const struct pdf_sign *sign = pdf_fonts_sign(p->fonts, glyph->sign);
        double right = (double)glyph->right, above = (double)glyph->above;
        if (is_something(above))
            put_rise(page, above * type->size);
        set_face(page, type, (int)sign->face);
        put_shift(page, -right);
        put_code(page, code_of(p, glyph->sign, sign->face));
        put_shift(page, sign->advance - (double)glyph->advance + right);
        if (is_something(above))
            put_rise(page, 0);
    }
}

/* ---- Shapes */

static void put_box(struct pdf_page *page, const struct pdf_box *box)
{
    const double sides[] = {box->left, PDF_HEIGHT - box->bottom, box->right - box->left,
                            box->bottom - box->top};
    assert(page->open != NO_MARK && !page->in_text);
    for (int i = 0; i < 4; i++) {
        pdf_put_number(&page->content, sides[i]);
        buf_char(&page->content, ' ');
    }
    buf_add(&page->content, STR("re"));
}

void pdf_page_fill(struct pdf_pages *p, uint32_t number, const struct pdf_box *box,
                   uint32_t colour)
{
    struct pdf_page *page = &p->at[number];
    set_colour(page, colour);
    put_box(page, box);
    buf_add(&page->content, STR(" f\n"));
}

void pdf_page_frame(struct pdf_pages *p, uint32_t number, const struct pdf_box *box,
                    double thickness, uint32_t colour)
{
    const struct pdf_box sides[] = {
        {box->left, box->top, box->right, box->top + thickness},
        {box->left, box->bottom - thickness, box->right, box->bottom},
        {box->left, box->top, box->left + thickness, box->bottom},
        {box->right - thickness, box->top, box->right, box->bottom},
    };
    for (int i = 0; i < 4; i++)
        pdf_page_fill(p, number, &sides[i], colour);
}

struct buf *pdf_page_content(struct pdf_pages *p, uint32_t number)
{
    struct pdf_page *page = &p->at[number];
    assert(page->open != NO_MARK && !page->in_text);
    return &page->content;
}

void pdf_page_link(struct pdf_pages *p, uint32_t number, const struct pdf_box *box,
                   pdf_element element, size_t evidence)
{
    p->links =
        arena_grow(p->arena, struct pdf_link, p->links, p->link_count, &p->link_capacity);
    struct pdf_link *link = &p->links[p->link_count++];
    *link = (struct pdf_link){.page = number,
                              .box = *box,
                              .element = element,
                              .number = evidence,
                              .object = pdf_file_reserve(p->file, 1)};
    pdf_tags_link(p->tags, element, number, link->object);
}

/* ---- Writing */

void pdf_put_destination(struct buf *b, pdf_ref page, double y)
{
    buf_format(b, "[%u 0 R/XYZ null ", page);
    pdf_put_number(b, PDF_HEIGHT - y);
    buf_add(b, STR(" null]"));
}

static void write_link(struct pdf_pages *p, const struct pdf_link *link, size_t parent,
                       const struct pdf_target *target)
{
    struct buf b = buf_new(p->arena, CONTENT_MOST);
    const double sides[] = {link->box.left, PDF_HEIGHT - link->box.bottom,
                            link->box.right, PDF_HEIGHT - link->box.top};
    assert(target->known && "a number comes from the index, and the index is printed");
    buf_add(&b, STR("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["));
    for (int i = 0; i < 4; i++) {
        pdf_put_number(&b, sides[i]);
        buf_char(&b, ' ');
    }
    buf_format(&b, "]/StructParent %zu/Contents(Evidence %zu)/Dest", parent,
               link->number);
    pdf_put_destination(&b, pdf_pages_ref(p, target->page), target->y);
    buf_add(&b, STR(">>"));
    pdf_file_object(p->file, link->object, buf_text(&b));
}

static void write_page(struct pdf_pages *p, uint32_t number, const struct str entries,
                       struct buf *annotations)
{
    struct pdf_page *page = &p->at[number];
    pdf_page_unmark(p, number);
    pdf_ref content = pdf_file_reserve(p->file, 1);
    pdf_file_stream(p->file, content, STR(""), buf_text(&page->content), PDF_DEFLATED);
    struct buf b = buf_new(p->arena, CONTENT_MOST);
    buf_format(&b, "<</Type/Page%.*s/Contents %u 0 R/StructParents %u/Tabs/S",
               STR_ARG(entries), content, number);
    if (annotations->len)
        buf_format(&b, "/Annots[%.*s]", STR_ARG(buf_text(annotations)));
    buf_add(&b, STR(">>"));
    pdf_file_object(p->file, page->number, buf_text(&b));
}

static pdf_ref write_resources(struct pdf_pages *p)
{
    pdf_ref number = pdf_file_reserve(p->file, 1);
    struct str fonts = pdf_fonts_embed(p);
    pdf_file_object(p->file, number,
                    arena_format(p->arena, "<</Font<<%.*s>>>>", STR_ARG(fonts)));
    return number;
}

static pdf_ref write_tree(struct pdf_pages *p)
{
    pdf_ref tree = pdf_file_reserve(p->file, 1), resources = write_resources(p);
    struct str entries =
        arena_format(p->arena, "/Parent %u 0 R/Resources %u 0 R", tree, resources);
    struct buf *annotations = arena_make(p->arena, struct buf, p->count);
    struct buf b = buf_new(p->arena, CONTENT_MOST);
    for (size_t i = 0; i < p->count; i++)
        annotations[i] = buf_new(p->arena, CONTENT_MOST);
    for (size_t i = 0; i < p->link_count; i++)
        buf_format(&annotations[p->links[i].page], " %u 0 R", p->links[i].object);
    buf_format(&b, "<</Type/Pages/Count %zu/MediaBox[0 0 ", p->count);
    pdf_put_number(&b, PDF_WIDTH);
    buf_char(&b, ' ');
    pdf_put_number(&b, PDF_HEIGHT);
    buf_add(&b, STR("]/Kids["));
    for (uint32_t i = 0; i < p->count; i++) {
        write_page(p, i, entries, &annotations[i]);
        buf_format(&b, " %u 0 R", p->at[i].number);
    }
    buf_add(&b, STR("]>>"));
    pdf_file_object(p->file, tree, buf_text(&b));
    return tree;
}

pdf_ref pdf_pages_write(struct pdf_pages *p, const struct pdf_target *targets,
                        struct pdf_owners *owners)
{
    pdf_ref tree = write_tree(p);
    pdf_ref *pages = arena_make(p->arena, pdf_ref, p->count);
    uint32_t *counts = arena_make(p->arena, uint32_t, p->count);
    pdf_element *links = arena_make(p->arena, pdf_element, p->link_count);
    const pdf_element **marks = arena_make(p->arena, const pdf_element *, p->count);
    for (size_t i = 0; i < p->count; i++) {
        pages[i] = p->at[i].number;
        marks[i] = p->at[i].marks;
        counts[i] = (uint32_t)p->at[i].mark_count;
    }
    for (size_t i = 0; i < p->link_count; i++) {
        const struct pdf_link *link = &p->links[i];
        write_link(p, link, p->count + i, &targets[link->number]);
        links[i] = link->element;
    }
    *owners = (struct pdf_owners){pages, (uint32_t)p->count,     marks, counts,
                                  links, (uint32_t)p->link_count};
    return tree;
}
