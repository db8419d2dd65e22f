#include "publish/pdf_render.h"

#include <assert.h>

#include "publish/pdf_build.h"

static const struct pdf_style body = {{.size = 10.2, .leading = 15},
                                      {.size = 6.8, .rise = 3.6, .colour = 0x0b4a56u}};
static const struct pdf_style small = {
    {.size = 8.4, .leading = 11.8, .colour = 0x3c434bu},
    {.size = 6, .rise = 3, .colour = 0x0b4a56u}};
static const struct pdf_type title_type = {PDF_BOLD, 20, 26, 0, 0x12436du, 0};
static const struct pdf_type kicker_type = {PDF_PLAIN, 10.2, 15, 0, 0x3c434bu, 0};
static const struct pdf_type running_type = {PDF_PLAIN, 7.8, 10.4, 0, 0x3c434bu, 0};

/* By the depth of the heading: 2 to 6. */
static const struct heading {
    struct pdf_type type;
    double space;
} headings[] = {{{PDF_BOLD, 14, 19, 0, 0x12436du, 0}, 24},
                {{PDF_BOLD, 11.6, 16, 0, 0x12436du, 0}, 17},
                {{PDF_BOLD, 10.4, 15, 0, 0, 0}, 13},
                {{PDF_BOLD, 10, 14.4, 0, 0x3c434bu, 0}, 11},
                {{PDF_BOLD, 9.6, 14, 0, 0x3c434bu, 0}, 10}};
static const char *const heading_roles[] = {"H2", "H3", "H4", "H5", "H6"};
enum { HEADING_DEPTHS = sizeof headings / sizeof *headings };

/* ---- Blocks */

/* "Strengths:" stands over its list, as a heading would. */
static bool leads_to_list(const struct doc *n)
{
    return n->node == DOC_PARAGRAPH && n->next && n->next->node == DOC_LIST;
}

static void put_paragraph(struct pdf_build *b, const struct doc *n, pdf_element parent)
{
    bool note = n->node == DOC_NOTE;
    struct pdf_copy copy = pdf_copy_new(b->arena, b->fonts);
    struct pdf_galley g = pdf_galley_new(b->arena);
    double indent = note ? 12 : 0;
    pdf_put_sentences(b, &copy, n, &body);
    pdf_galley_set(&g, &copy,
                   &(struct pdf_setting){.element = pdf_tags_add(&b->tags, parent, "P"),
                                         .type = &body.text,
                                         .left = indent,
                                         .width = PDF_TEXT_WIDTH - indent});
    g.ornament = note ? PDF_BAR : PDF_BARE;
    if (leads_to_list(n) && g.count == 1) {
        pdf_flow_hold(&b->flow, &g, 9, NULL);
        return;
    }
    pdf_flow_place(&b->flow, &g, 5);
    b->flow.y += note ? 8 : 4;
}

static void put_list(struct pdf_build *b, const struct doc *n, pdf_element parent)
{
    struct pdf_galley g = pdf_galley_new(b->arena);
    struct pdf_list_setting setting = {parent, &body, 4, PDF_TEXT_WIDTH - 4, 3.5};
    pdf_set_list(b, &g, n, &setting);
    pdf_flow_place(&b->flow, &g, 5);
    b->flow.y += 4;
}

static void put_block(struct pdf_build *b, const struct doc *n, pdf_element parent,
                      unsigned depth);

static void put_children(struct pdf_build *b, const struct doc *n, pdf_element parent,
                         unsigned depth)
{
    for (const struct doc *child = n->first; child; child = child->next)
        put_block(b, child, parent, depth);
}

static void put_section(struct pdf_build *b, const struct doc *n, pdf_element parent,
                        unsigned depth)
{
    assert(depth < HEADING_DEPTHS && "a sound document nests no deeper");
    pdf_element section = pdf_tags_add(&b->tags, parent, "Sect");
    pdf_element element = pdf_tags_add(&b->tags, section, heading_roles[depth]);
    struct pdf_galley g = pdf_set_words(b, n->text, &headings[depth].type, element);
    b->bookmarks = arena_grow(b->arena, struct pdf_bookmark, b->bookmarks,
                              b->bookmark_count, &b->bookmark_capacity);
    struct pdf_target *place = arena_make(b->arena, struct pdf_target, 1);
    b->bookmarks[b->bookmark_count++] = (struct pdf_bookmark){depth + 1, n->text, place};
    pdf_flow_hold(&b->flow, &g, headings[depth].space, place);
    put_children(b, n, section, depth + 1);
}

static void put_block(struct pdf_build *b, const struct doc *n, pdf_element parent,
                      unsigned depth)
{
    switch (n->node) {
    case DOC_SECTION:
        put_section(b, n, parent, depth);
        break;
    case DOC_LIST:
        put_list(b, n, parent);
        break;
    case DOC_TABLE:
        pdf_put_table(b, n, parent);
        break;
    case DOC_FIGURE:
        pdf_put_figure(b, n, parent);
        for (const struct doc *twin = n->first; twin; twin = twin->next)
            pdf_put_table(b, twin, parent);
        break;
    default:
        put_paragraph(b, n, parent);
        break;
    }
}

/* ---- What stands before and after the text */

static void put_words(struct pdf_build *b, struct str text, const struct pdf_type *type,
                      const char *role, double space)
{
    if (text.len == 0)
        return;
    struct pdf_galley g = pdf_set_words(b, text, type, pdf_tags_add(&b->tags, 1, role));
    pdf_flow_place(&b->flow, &g, space);
}

static void put_notice(struct pdf_build *b)
{
    struct pdf_copy copy = pdf_copy_new(b->arena, b->fonts);
    struct pdf_galley g = pdf_galley_new(b->arena);
    pdf_copy_text(&copy, b->document->notice, &small.text, 0);
    pdf_galley_set(&g, &copy,
                   &(struct pdf_setting){.element = pdf_tags_add(&b->tags, 1, "P"),
                                         .type = &small.text,
                                         .left = 10,
                                         .width = PDF_TEXT_WIDTH - 20});
    g.ornament = PDF_FRAME;
    pdf_flow_place(&b->flow, &g, 0);
    b->flow.y += 22;
}

static void put_front(struct pdf_build *b)
{
    const struct document *d = b->document;
    put_notice(b);
    put_words(b, d->area, &kicker_type, "P", 0);
    if (!date_is_none(d->at))
        put_words(b, date_words(b->arena, d->at), &kicker_type, "P", 0);
    put_words(b, d->title, &title_type, "H1", 3);
    b->flow.y += 6;
}

static void put_foot(struct pdf_build *b)
{
    const struct document *d = b->document;
    pdf_flow_need(&b->flow, 16, 4 * small.text.leading);
    struct pdf_box line = {PDF_LEFT, b->flow.y, PDF_LEFT + PDF_TEXT_WIDTH,
                           b->flow.y + 0.7};
    pdf_page_artifact(&b->pages, b->flow.page, PDF_LAYOUT);
    pdf_page_fill(&b->pages, b->flow.page, &line, 0x858f96u);
    pdf_page_unmark(&b->pages, b->flow.page);
    put_words(b, d->notice, &small.text, "P", 6);
    put_words(b, d->attribution, &small.text, "P", 3);
    if (d->version.len)
        put_words(b, arena_format(b->arena, "Assay %.*s.", STR_ARG(d->version)),
                  &small.text, "P", 3);
    if (d->sha256.len)
        put_words(b, arena_format(b->arena, "SHA-256 %.*s", STR_ARG(d->sha256)),
                  &small.text, "P", 3);
}

/* ---- Every page: what it is of, the notice, its number */

static struct pdf_galley running(struct pdf_build *b, struct str text, double width,
                                 bool right)
{
    struct pdf_copy copy = pdf_copy_new(b->arena, b->fonts);
    struct pdf_galley g = pdf_galley_new(b->arena);
    pdf_copy_text(&copy, text, &running_type, 0);
    pdf_galley_set(
        &g, &copy,
        &(struct pdf_setting){.type = &running_type, .width = width, .right = right});
    return g;
}

#define NUMBER_WIDTH 90.0
#define FOOT_SPACE 18.0 /* between the text and the notice under it */

static struct pdf_galley running_notice(struct pdf_build *b)
{
    return running(b, b->document->notice, PDF_TEXT_WIDTH - NUMBER_WIDTH, false);
}

static void draw_running(struct pdf_build *b, const struct pdf_galley *g,
                         const struct pdf_slice *where)
{
    struct pdf_slice slice = *where;
    slice.x += PDF_LEFT;
    pdf_galley_draw(&b->pages, g, &slice);
}

static void put_running(struct pdf_build *b)
{
    uint32_t count = (uint32_t)b->pages.count;
    struct pdf_galley notice = running_notice(b);
    struct pdf_galley head = running(b, pdf_title(b->document), PDF_TEXT_WIDTH, false);
    double y = b->flow.bottom + FOOT_SPACE;
    for (uint32_t page = 0; page < count; page++) {
        struct str text = arena_format(b->arena, "Page %u of %u", page + 1, count);
        struct pdf_galley number = running(b, text, PDF_TEXT_WIDTH, true);
        /* Of a long title the first line. */
        if (page > 0)
            draw_running(b, &head,
                         &(struct pdf_slice){
                             .to = 1, .page = page, .y = 34, .artifact = PDF_HEADER});
        draw_running(
            b, &notice,
            &(struct pdf_slice){
                .to = notice.count, .page = page, .y = y, .artifact = PDF_FOOTER});
        draw_running(
            b, &number,
            &(struct pdf_slice){
                .to = number.count, .page = page, .y = y, .artifact = PDF_FOOTER});
    }
}

/* ---- The document */

/* Text from a file may hold bytes that are no text at all. */
static status check_text(const struct doc *n, struct fault *why)
{
    size_t bad;
    if (!str_is_utf8(n->text, &bad) || !str_is_utf8(n->alt, &bad))
        return fault_set(why, ERR_FORMAT, "a text of the document is not UTF-8: \"%.*s\"",
                         STR_ARG(n->text));
    for (const struct doc *child = n->first; child; child = child->next)
        TRY(check_text(child, why));
    return OK;
}

static void build(struct pdf_build *b)
{
    struct pdf_galley notice = running_notice(b);
    double bottom = PDF_HEIGHT - 30 - FOOT_SPACE - notice.height;
    b->targets = arena_make(b->arena, struct pdf_target, b->marks.count + 1);
    b->flow = pdf_flow_new(&b->pages, bottom);
    put_front(b);
    put_children(b, b->document->root, 1, 0);
    pdf_flow_end(&b->flow);
    put_foot(b);
    put_running(b);
}

static void write(struct pdf_build *b)
{
    struct pdf_owners owners;
    pdf_ref pages = pdf_pages_write(&b->pages, b->targets, &owners);
    pdf_write_catalog(b, pages, pdf_tags_write(&b->tags, &b->file, &owners));
}

static status render_in(struct arena *a, struct pdf_fonts *fonts,
                        const struct document *d, struct buf *out, struct fault *why)
{
    TRY(check_text(d->root, why));
    struct pdf_build b = {.arena = a,
                          .document = d,
                          .marks = marks_of(d),
                          .fonts = fonts,
                          .file = pdf_file_new(a, out),
                          .tags = pdf_tags_new(a),
                          .why = why};
    b.pages = pdf_pages_new(a, &b.file, b.fonts, &b.tags);
    pdf_fonts_begin(b.fonts);
    build(&b);
    TRY(pdf_fonts_status(b.fonts, why));
    if (b.status)
        return b.status;
    write(&b);
    return buf_status(out, why);
}

status pdf_render_document(struct pdf_fonts *fonts, const struct document *d,
                           struct buf *out, struct fault *why)
{
    struct arena *a = arena_new(512 * MIB);
    struct buf bytes = buf_new(a, out->ceiling);
    status st = render_in(a, fonts, d, &bytes, why);
    if (st == OK)
        buf_add(out, buf_text(&bytes));
    if (st == OK)
        st = buf_status(out, why);
    arena_free(a);
    return st;
}
