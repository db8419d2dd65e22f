#include "publish/pdf_galley.h"

#include <assert.h>

/* A longer word than this many ems (a digest, a path) may break anywhere rather than
 * push its column wide. */
#define LONG_WORD 11.0
/* How far a fill reaches beyond its words. */
#define FILL_PAD 3.0
#define LINE_COLOUR 0x858f96u

struct pdf_atom {
    const struct pdf_word *word;
    uint32_t first, count; /* glyphs */
    const struct pdf_type *type;
    size_t evidence;
    double width;
    double after;   /* room behind a fill */
    bool space;     /* follows */
    bool may_break; /* behind it, without a space */
};

struct pdf_copy pdf_copy_new(struct arena *a, struct pdf_fonts *fonts)
{
    return (struct pdf_copy){.arena = a, .fonts = fonts};
}

/* ---- Copy */

static bool is_space(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte <= 0x20 || byte == 0x7f;
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Behind a hyphen or stroke between letters: "multi-agency", "and/or"; never "2009-10".
 */
static bool breaks_behind(struct str text, size_t at)
{
    if (at == 0 || at + 1 >= text.len || (text.at[at] != '-' && text.at[at] != '/'))
        return false;
    return is_letter((unsigned char)text.at[at - 1]) &&
           is_letter((unsigned char)text.at[at + 1]);
}

static double width_of(const struct pdf_word *word, uint32_t first, uint32_t count,
                       const struct pdf_type *type)
{
    double width = 0;
    if (first == 0 && count == word->count)
        return (double)word->width * type->size;
    for (uint32_t i = first; i < first + count; i++)
        width += (double)word->glyphs[i].advance;
    return width * type->size;
}

static void add_atom(struct pdf_copy *c, const struct pdf_atom *atom)
{
    if (c->count && c->atoms[c->count - 1].type->fill && !atom->type->fill)
        c->atoms[c->count - 1].after = FILL_PAD + 1.5;
    c->atoms = arena_grow(c->arena, struct pdf_atom, c->atoms, c->count, &c->capacity);
    struct pdf_atom *added = &c->atoms[c->count++];
    *added = *atom;
    added->width = width_of(atom->word, atom->first, atom->count, atom->type);
}

static void add_word(struct pdf_copy *c, struct str text, const struct pdf_type *type,
                     size_t evidence)
{
    struct pdf_atom atom = {.type = type, .evidence = evidence};
    atom.word = pdf_fonts_word(c->fonts, type->weight, text);
    for (uint32_t i = 1; i < atom.word->count; i++) {
        if (!breaks_behind(atom.word->text, atom.word->glyphs[i].byte - 1))
            continue;
        atom.count = i - atom.first;
        atom.may_break = true;
        add_atom(c, &atom);
        atom.first = i;
    }
    atom.count = atom.word->count - atom.first;
    atom.may_break = false;
    add_atom(c, &atom);
}

void pdf_copy_space(struct pdf_copy *c)
{
    if (c->count)
        c->atoms[c->count - 1].space = true;
}

void pdf_copy_text(struct pdf_copy *c, struct str text, const struct pdf_type *type,
                   size_t evidence)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        if (is_space(text.at[at])) {
            pdf_copy_space(c);
            at++;
            continue;
        }
        while (end < text.len && !is_space(text.at[end]))
            end++;
        add_word(c, (struct str){text.at + at, end - at}, type, evidence);
        at = end;
    }
}

/* What stands between an atom and the next one. */
static double behind(struct pdf_fonts *fonts, const struct pdf_atom *atom)
{
    double space = (double)pdf_fonts_space(fonts, atom->type->weight)->width;
    return atom->after + (atom->space ? space * atom->type->size : 0);
}

struct pdf_span pdf_copy_span(const struct pdf_copy *c)
{
    struct pdf_span span = {0, 0};
    double unit = 0;
    for (size_t i = 0; i < c->count; i++) {
        const struct pdf_atom *atom = &c->atoms[i];
        double most = LONG_WORD * atom->type->size;
        unit += atom->width;
        span.most += atom->width + behind(c->fonts, atom);
        if (unit < most && unit > span.least)
            span.least = unit;
        else if (unit >= most && most > span.least)
            span.least = most;
        if (atom->space || atom->may_break)
            unit = 0;
    }
    return span;
}

/* ---- Lines */

struct pdf_galley pdf_galley_new(struct arena *a)
{
    return (struct pdf_galley){.arena = a};
}

struct breaking {
    struct pdf_galley *galley;
    const struct pdf_copy *copy;
    const struct pdf_setting *setting;
    double width;   /* of the line under way, with its last space */
    double trimmed; /* … without */
    size_t first;   /* atom of the line under way */
    double room;
};

static void end_line(struct breaking *b)
{
    struct pdf_galley *g = b->galley;
    const struct pdf_setting *s = b->setting;
    g->lines = arena_grow(g->arena, struct pdf_line, g->lines, g->count, &g->capacity);
    struct pdf_line *line = &g->lines[g->count++];
    *line = (struct pdf_line){.first = b->first,
                              .count = g->atom_count - b->first,
                              .left = s->left,
                              .top = g->height,
                              .bottom = g->height + s->type->leading,
                              .width = b->trimmed,
                              .element = s->element};
    line->baseline = line->top + s->type->leading / 2 + s->type->size * 0.36;
    if (s->right && s->width > b->trimmed)
        line->left += s->width - b->trimmed;
    g->height = line->bottom;
    b->first = g->atom_count;
    b->width = b->trimmed = 0;
}

static void put_atom(struct breaking *b, const struct pdf_atom *atom)
{
    struct pdf_galley *g = b->galley;
    g->atoms =
        arena_grow(g->arena, struct pdf_atom, g->atoms, g->atom_count, &g->atom_capacity);
    g->atoms[g->atom_count++] = *atom;
    b->trimmed = b->width + atom->width;
    b->width = b->trimmed + behind(b->copy->fonts, atom);
}

/* As many glyphs as fit, at least one, line after line. */
static void put_long(struct breaking *b, const struct pdf_atom *atom)
{
    struct pdf_atom part = *atom;
    part.space = part.may_break = false;
    for (uint32_t end = atom->first + atom->count; part.first < end;) {
        part.count = 0;
        part.width = 0;
        while (part.first + part.count < end) {
            double more = (double)part.word->glyphs[part.first + part.count].advance *
                          part.type->size;
            bool fits = b->width + part.width + more <= b->room;
            if (!fits && (part.count > 0 || b->width > 0))
                break;
            part.width += more;
            part.count++;
        }
        bool last = part.first + part.count == end;
        part.space = last && atom->space;
        if (part.count)
            put_atom(b, &part);
        part.first += part.count;
        if (!last)
            end_line(b);
    }
}

/* The numbers behind a sentence stay on its line where they can. */
static bool may_part(const struct pdf_atom *left, const struct pdf_atom *right)
{
    bool numbers = left->type->rise > 0 && right->type->rise > 0;
    return left->may_break || (left->space && !numbers);
}

/* Atoms that stand together: up to the next space or place to break. */
static size_t unit_at(const struct pdf_copy *copy, size_t at, double *width)
{
    const struct pdf_atom *atoms = copy->atoms;
    size_t end = at;
    *width = 0;
    do {
        *width += atoms[end].width;
        end++;
        if (end == copy->count || may_part(&atoms[end - 1], &atoms[end]))
            break;
        *width += behind(copy->fonts, &atoms[end - 1]);
    } while (true);
    return end;
}

/* One line alone at the foot or the head of a page looks lost. */
static void keep_together(struct pdf_galley *g, size_t from)
{
    size_t count = g->count - from;
    if (count < 2)
        return;
    g->lines[from].keep = true;
    g->lines[g->count - 2].keep = true;
}

void pdf_galley_set(struct pdf_galley *g, const struct pdf_copy *copy,
                    const struct pdf_setting *setting)
{
    struct breaking b = {.galley = g,
                         .copy = copy,
                         .setting = setting,
                         .first = g->atom_count,
                         .room = setting->width + 0.01};
    size_t from = g->count;
    for (size_t at = 0; at < copy->count;) {
        double width;
        size_t end = unit_at(copy, at, &width);
        if (b.width > 0 && b.width + width > b.room && width <= b.room)
            end_line(&b);
        for (; at < end; at++) {
            if (width > b.room && b.width + copy->atoms[at].width > b.room)
                put_long(&b, &copy->atoms[at]);
            else
                put_atom(&b, &copy->atoms[at]);
        }
    }
    if (copy->count)
        g->atoms[g->atom_count - 1].space = false;
    end_line(&b);
    keep_together(g, from);
}

/* ---- Drawing */

struct drawing {
    struct pdf_pages *pages;
    const struct pdf_galley *galley;
    const struct pdf_slice *slice;
    const struct pdf_line *line;
    double x, y; /* where the next word begins */
};

static double advance_of(const struct drawing *d, const struct pdf_atom *atom)
{
    return atom->width + behind(d->pages->fonts, atom);
}

static bool is_artifact(const struct drawing *d)
{
    return d->line->element == 0 || d->slice->repeated;
}

/* Words of one fill lie on one box. */
static void draw_fills(const struct drawing *d)
{
    const struct pdf_line *line = d->line;
    double x = d->x, shift = d->slice->y - d->galley->lines[d->slice->from].top;
    for (size_t i = 0; i < line->count;) {
        const struct pdf_atom *atom = &d->galley->atoms[line->first + i];
        uint32_t fill = atom->type->fill;
        struct pdf_box box = {x - FILL_PAD, line->top + shift + 0.4, x,
                              line->bottom + shift - 0.4};
        double end = x;
        for (; i < line->count && atom[0].type->fill == fill; i++, atom++) {
            end = x + atom->width;
            x += advance_of(d, atom);
        }
        if (fill == 0)
            continue;
        box.right = end + FILL_PAD;
        pdf_page_artifact(d->pages, d->slice->page, PDF_LAYOUT);
        pdf_page_fill(d->pages, d->slice->page, &box, fill);
        pdf_page_unmark(d->pages, d->slice->page);
    }
}

/* Atoms that share their element and their height: a link, or words between links. */
static size_t run_length(const struct drawing *d, size_t from)
{
    const struct pdf_atom *atoms = d->galley->atoms + d->line->first;
    size_t end = from + 1;
    while (end < d->line->count && atoms[end].evidence == atoms[from].evidence &&
           atoms[end].type->rise - atoms[from].type->rise < 0.01 &&
           atoms[from].type->rise - atoms[end].type->rise < 0.01 &&
           atoms[end - 1].after < 0.01)
        end++;
    return end - from;
}

static void draw_words(struct drawing *d, const struct pdf_atom *atoms, size_t count)
{
    uint32_t page = d->slice->page;
    pdf_page_text_begin(d->pages, page, d->x, d->y - atoms->type->rise);
    for (size_t i = 0; i < count; i++) {
        const struct pdf_type *type = atoms[i].type;
        struct pdf_piece piece = {atoms[i].word, atoms[i].first, atoms[i].count};
        pdf_page_text(d->pages, page, type, &piece);
        piece = (struct pdf_piece){pdf_fonts_space(d->pages->fonts, type->weight), 0, 1};
        if (atoms[i].space)
            pdf_page_text(d->pages, page, type, &piece);
        d->x += advance_of(d, &atoms[i]);
    }
    pdf_page_text_end(d->pages, page);
}

static void draw_link(struct drawing *d, const struct pdf_atom *atoms, size_t count)
{
    uint32_t page = d->slice->page;
    const struct pdf_type *type = atoms->type;
    double left = d->x, y = d->y - type->rise;
    pdf_element link = pdf_tags_add(d->pages->tags, d->line->element, "Link");
    pdf_page_mark(d->pages, page, link);
    draw_words(d, atoms, count);
    pdf_page_unmark(d->pages, page);
    const struct pdf_atom *last = &atoms[count - 1];
    double right = d->x - (advance_of(d, last) - last->width);
    struct pdf_box box = {left - 1, y - type->size, right + 1, y + type->size * 0.35};
    pdf_page_link(d->pages, page, &box, link, atoms->evidence);
}

static void draw_line(struct drawing *d)
{
    uint32_t page = d->slice->page;
    const struct pdf_atom *atoms = d->galley->atoms + d->line->first;
    draw_fills(d);
    for (size_t i = 0; i < d->line->count;) {
        size_t count = run_length(d, i);
        if (is_artifact(d)) {
            pdf_page_artifact(d->pages, page, d->slice->artifact);
            draw_words(d, atoms + i, count);
            pdf_page_unmark(d->pages, page);
        } else if (atoms[i].evidence) {
            draw_link(d, atoms + i, count);
        } else {
            pdf_page_mark(d->pages, page, d->line->element);
            draw_words(d, atoms + i, count);
        }
        i += count;
    }
}

/* A bar stands at the left of the lines, a frame around them. */
static void draw_ornament(struct pdf_pages *p, const struct pdf_galley *g,
                          const struct pdf_slice *slice)
{
    double height = g->lines[slice->to - 1].bottom - g->lines[slice->from].top;
    struct pdf_box box = {slice->x, slice->y - 1, slice->x + 2.5, slice->y + height + 1};
    pdf_page_artifact(p, slice->page, PDF_LAYOUT);
    if (g->ornament == PDF_FRAME) {
        box = (struct pdf_box){slice->x, slice->y - 6, PDF_WIDTH - slice->x,
                               slice->y + height + 6};
        pdf_page_frame(p, slice->page, &box, 0.7, LINE_COLOUR);
    } else {
        pdf_page_fill(p, slice->page, &box, LINE_COLOUR);
    }
    pdf_page_unmark(p, slice->page);
}

void pdf_galley_draw(struct pdf_pages *p, const struct pdf_galley *g,
                     const struct pdf_slice *slice)
{
    assert(slice->from <= slice->to && slice->to <= g->count);
    if (g->ornament != PDF_BARE && slice->from < slice->to)
        draw_ornament(p, g, slice);
    for (size_t i = slice->from; i < slice->to; i++) {
        const struct pdf_line *line = &g->lines[i];
        double shift = slice->y - g->lines[slice->from].top;
        struct drawing d = {.pages = p, .galley = g, .slice = slice, .line = line};
        d.x = slice->x + line->left;
        d.y = line->baseline + shift;
        draw_line(&d);
    }
}
