#include "publish/chart.h"

#include <assert.h>

#include "publish/chart_parts.h"

/* A wide drawing of 1,530 areas is some 600 KiB. */
enum { DRAWING_MAX = 32 << 20, TITLE_LINES = 4 };

static const struct type title_type = {16, ANCHOR_START, true, false};
static const struct type note_type = {12, ANCHOR_START, false, true};
static const tenths title_pitch = PX(21), note_pitch = PX(17);

/* ---- The sheet */

struct texts { /* what stands around the drawing, in lines */
    struct lines title, note, source;
};

static struct texts texts_of(struct arena *a, const struct chart_frame *f, tenths width)
{
    struct texts t = {.title = {.count = 0}};
    t.note = svg_wrap(a, f->note, note_type, width, SVG_LINES_MOST);
    if (!f->alone)
        return t;
    t.title = svg_wrap(a, f->title, title_type, width, TITLE_LINES);
    t.source = svg_wrap(a, f->source, note_type, width, SVG_LINES_MOST);
    return t;
}

static tenths lines_height(size_t lines, tenths pitch)
{
    return lines ? (tenths)lines * pitch + PX(6) : 0;
}

/* Named by title and description, whose ids are the figure's own. */
static void open_drawing(struct sheet *s, struct str id, struct str title, struct str alt)
{
    struct svg *v = &s->svg;
    svg_open(v, "svg");
    svg_set(v, "xmlns", "http://www.w3.org/2000/svg");
    svg_attribute(
        v, "viewBox",
        arena_format(s->arena, "0 0 %d %d", (int)s->width / 10, (int)s->height / 10));
    svg_length(v, "width", s->width);
    svg_length(v, "height", s->height);
    svg_set(v, "role", "img");
    svg_attribute(v, "aria-labelledby",
                  arena_format(s->arena, "%.*s-t %.*s-d", STR_ARG(id), STR_ARG(id)));
    svg_set(v, "font-family",
            "system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',"
            "sans-serif");
    svg_set(v, "font-size", "12");
    svg_set(v, "fill", SVG_INK);
    svg_open(v, "title");
    svg_attribute(v, "id", arena_format(s->arena, "%.*s-t", STR_ARG(id)));
    svg_text(v, title);
    svg_close(v);
    svg_open(v, "desc");
    svg_attribute(v, "id", arena_format(s->arena, "%.*s-d", STR_ARG(id)));
    svg_text(v, alt);
    svg_close(v);
    svg_box(v, (struct point){0, 0}, (struct point){s->width, s->height},
            (struct paint){.fill = SVG_PAPER});
}

void chart_lines(struct sheet *s, struct point at, struct type type, tenths pitch,
                 const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        svg_label(&s->svg, at, type, lines->at[i]);
        at.y += pitch;
    }
}

struct version {
    const struct chart_frame *frame;
    const struct drawing *drawing;
    struct str id, alt;
    bool narrow;
};

static struct str draw(struct arena *a, const struct version *v)
{
    struct sheet s = {.arena = a,
                      .out = buf_new(a, DRAWING_MAX),
                      .width = PX(v->narrow ? CHART_NARROW : CHART_WIDE),
                      .narrow = v->narrow};
    struct texts t = texts_of(a, v->frame, s.width);
    s.svg = svg_new(&s.out);
    s.top = lines_height(t.title.count, title_pitch);
    tenths body = v->drawing->height(a, v->drawing->data, v->narrow);
    tenths note = s.top + body;
    tenths source = note + lines_height(t.note.count, note_pitch);
    s.height = source + lines_height(t.source.count, note_pitch);
    s.height = (s.height + 9) / 10 * 10;
    open_drawing(&s, v->id, v->frame->title, v->alt);
    chart_lines(&s, (struct point){0, PX(16)}, title_type, title_pitch, &t.title);
    v->drawing->draw(&s, v->drawing->data);
    chart_lines(&s, (struct point){0, note + PX(14)}, note_type, note_pitch, &t.note);
    chart_lines(&s, (struct point){0, source + PX(14)}, note_type, note_pitch, &t.source);
    svg_close(&s.svg);
    assert(s.svg.depth == 0 && buf_status(&s.out, NULL) == OK);
    return buf_text(&s.out);
}

/* ---- The figure */

struct doc *chart_figure(struct document *d, struct doc *parent,
                         const struct chart_frame *frame, const struct drawing *drawing)
{
    struct doc *figure = doc_add(d, parent, DOC_FIGURE, frame->title);
    unsigned number = ++d->figures;
    figure->alt = frame->note.len
                      ? arena_format(d->arena, "%.*s %.*s", STR_ARG(drawing->alt),
                                     STR_ARG(frame->note))
                      : drawing->alt;
    struct version v = {frame, drawing, arena_format(d->arena, "f-%u", number),
                        figure->alt, false};
    figure->svg = draw(d->arena, &v);
    if (frame->alone)
        return figure;
    v.narrow = true;
    v.id = arena_format(d->arena, "f-%un", number);
    figure->svg_narrow = draw(d->arena, &v);
    return figure;
}

struct doc *chart_nothing(struct document *d, struct doc *parent,
                          const struct chart_frame *frame)
{
    assert(frame->none.len);
    return doc_say(d, parent, frame->none, NULL, 0);
}

/* ---- Its table */

static struct str named(struct str text)
{
    return text.len ? text : STR("Without a name");
}

struct doc *chart_table(struct document *d, struct doc *figure, struct str caption,
                        const struct str *heads, size_t count)
{
    struct doc *table = doc_add(d, figure, DOC_TABLE, caption);
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(d, row, named(heads[i]));
    return table;
}

struct doc *chart_row(struct document *d, struct doc *table, struct str head)
{
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    doc_head(d, row, named(head));
    return row;
}

struct doc *chart_cell(struct document *d, struct doc *row, struct str text,
                       struct chart_ids ids)
{
    return doc_cell(d, row, text.len ? text : STR("no figure"), ids.at, ids.count);
}

struct doc *chart_number(struct document *d, struct doc *row, double x,
                         struct number_form form)
{
    struct doc *cell =
        chart_cell(d, row, number_text(d->arena, x, form), (struct chart_ids){NULL, 0});
    cell->numeric = true;
    return cell;
}
