#include <assert.h>
#include <math.h>

#include "publish/pdf_build.h"

/* A table: columns as wide as their words ask for, heads repeated on each page (as
 * artifacts: they are read out once), rows whole unless one is taller than a page. */

#define GAP 9.0           /* between columns */
#define PAD 3.2           /* above and below the words of a row */
#define WHOLE_GRADE 110.0 /* a grade of no more than this width keeps to one line */
#define LEAST_ROOM 60.0   /* a row taller than a page begins where this much is left */
enum { COLUMNS_OF_BODY_SIZE = 3 };

static const uint32_t row_line = 0xd3d7dcu, head_line = 0x858f96u;

static const struct pdf_style table_style = {
    {.size = 9, .leading = 12.4}, {.size = 6.2, .rise = 3.1, .colour = 0x0b4a56u}};
static const struct pdf_type caption_type = {PDF_BOLD, 9.6, 13.4, 0, 0, 0};
static const double sizes[] = {9, 8.4, 7.6, 6.8, 6};

struct cell {
    const struct doc *doc;
    const struct pdf_style *style;
    struct pdf_copy copy; /* its text, and its numbers where it has no list */
    struct pdf_galley galley;
    pdf_element element;
    size_t done; /* lines painted of a row that is parted */
};

struct column {
    double least, most, left, width;
    bool numeric;
};

struct table {
    struct pdf_build *build;
    const struct doc *doc;
    pdf_element element;
    const struct pdf_style *style, *head_style;
    struct column *columns;
    size_t column_count;
    struct cell *cells; /* of all rows, one after the other */
    double gap;
    struct row *heads;
    size_t head_rows, repeated; /* how many of them stand on each page */
    double head_height;
};

/* ---- Words */

static size_t count_of(const struct doc *n)
{
    size_t count = 0;
    for (const struct doc *child = n->first; child; child = child->next)
        count++;
    return count;
}

/* Fills and their words as on the page of HTML: 7:1 or more against each other. */
static const struct pdf_style *filled(const struct table *t, unsigned fill)
{
    static const struct {
        uint32_t fill, colour;
    } fills[] = {{0, 0},
                 {0x12436du, 0xffffffu},
                 {0xb7d9f2u, 0},
                 {0xfbd8b4u, 0},
                 {0x801650u, 0xffffffu}};
    assert(fill < sizeof fills / sizeof *fills);
    struct pdf_style *style = arena_make(t->build->arena, struct pdf_style, 1);
    *style = *t->style;
    style->text.fill = fills[fill].fill;
    style->text.colour = fills[fill].colour;
    return style;
}

static const struct doc *list_of(const struct doc *cell)
{
    return cell->first && cell->first->first ? cell->first : NULL;
}

/* Numbers that follow no words are words themselves, not raised. */
static const struct pdf_type *mark_type(const struct cell *cell)
{
    bool alone = cell->doc->text.len == 0 && !cell->doc->first;
    if (!alone)
        return &cell->style->mark;
    return &cell->style->text;
}

static struct cell cell_of(const struct table *t, const struct doc *doc, bool in_head)
{
    struct pdf_build *b = t->build;
    struct cell cell = {.doc = doc, .style = in_head ? t->head_style : t->style};
    if (doc->fill)
        cell.style = filled(t, doc->fill);
    cell.copy = pdf_copy_new(b->arena, b->fonts);
    pdf_copy_text(&cell.copy, doc->text, &cell.style->text, 0);
    if (!list_of(doc))
        pdf_put_marks(b, &cell.copy, doc, mark_type(&cell));
    return cell;
}

/* ---- Columns */

static void widen(struct column *column, struct pdf_span span)
{
    column->least = fmax(column->least, span.least);
    column->most = fmax(column->most, span.most);
}

/* The words of a list count as one paragraph: they set the wish, not the need. */
static struct pdf_span span_of(const struct table *t, const struct cell *cell)
{
    struct pdf_span span = pdf_copy_span(&cell->copy);
    if (cell->doc->fill && span.most < WHOLE_GRADE)
        span.least = span.most;
    const struct doc *list = list_of(cell->doc);
    for (const struct doc *item = list ? list->first : NULL; item; item = item->next) {
        struct pdf_copy copy = pdf_copy_new(t->build->arena, t->build->fonts);
        pdf_put_sentences(t->build, &copy, item, cell->style);
        struct pdf_span more = pdf_copy_span(&copy);
        double indent = 3 * cell->style->text.size;
        span.least = fmax(span.least, more.least + indent);
        span.most = fmax(span.most, more.most + indent);
    }
    return span;
}

static void measure(struct table *t, double size)
{
    size_t number = 0;
    t->style = pdf_style_sized(t->build, &table_style, size);
    struct pdf_style *head = arena_make(t->build->arena, struct pdf_style, 1);
    *head = *t->style;
    head->text.weight = PDF_BOLD;
    head->text.colour = 0x22262bu;
    t->head_style = head;
    for (size_t i = 0; i < t->column_count; i++)
        t->columns[i] = (struct column){0};
    for (const struct doc *row = t->doc->first; row; row = row->next, number++) {
        size_t i = 0;
        for (const struct doc *doc = row->first; doc; doc = doc->next, i++) {
            struct cell *cell = &t->cells[number * t->column_count + i];
            *cell = cell_of(t, doc, number < t->doc->header_rows);
            t->columns[i].numeric |= doc->numeric;
            widen(&t->columns[i], span_of(t, cell));
        }
    }
}

/* A column of long text asks for no more than half of the room at first. */
static double wish(const struct column *c, double room)
{
    return fmin(c->most, fmax(c->least, 0.5 * room));
}

/* What is left over goes to the columns that were held short, else to those of words;
 * what is wanting is taken from those that could do with less, else from all. */
static void share(struct table *t, double room)
{
    double least = 0, wished = 0, words = 0, held = 0, count = (double)t->column_count;
    for (size_t i = 0; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        least += c->least;
        wished += wish(c, room);
        words += c->numeric ? 0 : c->most;
        held += c->most - wish(c, room);
    }
    for (size_t i = 0; i < t->column_count; i++) {
        struct column *c = &t->columns[i];
        double own = wish(c, room), part = 1 / count;
        if (held > 0)
            part = (c->most - own) / held;
        else if (words > 0)
            part = c->numeric ? 0 : c->most / words;
        if (wished <= room)
            c->width = own + (room - wished) * part;
        else if (least <= room)
            c->width = c->least + (room - least) * (own - c->least) / (wished - least);
        else
            c->width = c->least * room / least;
    }
}

static double least_width(const struct table *t)
{
    double least = 0;
    for (size_t i = 0; i < t->column_count; i++)
        least += t->columns[i].least;
    return least;
}

static void lay_columns(struct table *t)
{
    double gaps, left = 0;
    size_t size = t->column_count > COLUMNS_OF_BODY_SIZE;
    t->columns = arena_make(t->build->arena, struct column, t->column_count);
    t->cells =
        arena_make(t->build->arena, struct cell, count_of(t->doc) * t->column_count);
    t->gap = fmin(GAP, PDF_TEXT_WIDTH / (double)t->column_count * 0.2);
    gaps = t->gap * (double)(t->column_count - 1);
    measure(t, sizes[size]);
    while (least_width(t) > PDF_TEXT_WIDTH - gaps &&
           size + 1 < sizeof sizes / sizeof *sizes)
        measure(t, sizes[++size]);
    share(t, PDF_TEXT_WIDTH - gaps);
    for (size_t i = 0; i < t->column_count; i++) {
        t->columns[i].left = left;
        left += t->columns[i].width + t->gap;
    }
}

/* ---- Rows */

static void set_cell(struct table *t, struct cell *cell, size_t column)
{
    struct pdf_build *b = t->build;
    const struct doc *list = list_of(cell->doc);
    struct pdf_setting setting = {.element = cell->element,
                                  .type = &cell->style->text,
                                  .width = t->columns[column].width,
                                  .right = t->columns[column].numeric};
    cell->galley = pdf_galley_new(b->arena);
    if (list && cell->copy.count)
        setting.element = pdf_tags_add(&b->tags, cell->element, "P");
    if (!list || cell->copy.count)
        pdf_galley_set(&cell->galley, &cell->copy, &setting);
    if (!list)
        return;
    struct pdf_list_setting s = {cell->element, cell->style, 0, setting.width, 1};
    pdf_set_list(b, &cell->galley, list, &s);
    struct pdf_copy marks = pdf_copy_new(b->arena, b->fonts);
    pdf_put_marks(b, &marks, cell->doc, &cell->style->mark);
    if (marks.count) {
        setting.element = pdf_tags_add(&b->tags, cell->element, "P");
        pdf_galley_set(&cell->galley, &marks, &setting);
    }
}

struct row {
    const struct doc *doc;
    struct cell *cells;
    double height; /* with padding */
    bool in_head;
};

/* Makes the elements of a row and sets its cells. */
static void set_row(struct table *t, struct row *row, pdf_element parent)
{
    struct pdf_tags *tags = &t->build->tags;
    pdf_element element = pdf_tags_add(tags, parent, "TR");
    size_t column = 0;
    assert(row->doc && "a table has as many rows as it says");
    row->height = 0;
    for (const struct doc *doc = row->doc->first; doc; doc = doc->next, column++) {
        struct cell *cell = &row->cells[column];
        cell->element = pdf_tags_add(tags, element, doc->head ? "TH" : "TD");
        if (doc->head)
            pdf_tags_scope(tags, cell->element,
                           row->in_head ? PDF_SCOPE_COLUMN : PDF_SCOPE_ROW);
        set_cell(t, cell, column);
        row->height = fmax(row->height, cell->galley.height + 2 * PAD);
    }
}

static void draw_line_under(struct table *t, uint32_t colour, double thickness)
{
    struct pdf_flow *f = &t->build->flow;
    struct pdf_box box = {PDF_LEFT, f->y - thickness, PDF_LEFT + PDF_TEXT_WIDTH, f->y};
    pdf_page_artifact(&t->build->pages, f->page, PDF_LAYOUT);
    pdf_page_fill(&t->build->pages, f->page, &box, colour);
    pdf_page_unmark(&t->build->pages, f->page);
}

/* Lines of each cell that fit into `room`; gives the height of the tallest part. */
static double draw_part(struct table *t, struct cell *cells, double room, bool force)
{
    struct pdf_flow *f = &t->build->flow;
    double height = 0;
    for (size_t i = 0; i < t->column_count; i++) {
        struct cell *cell = &cells[i];
        const struct pdf_galley *g = &cell->galley;
        if (cell->done == g->count)
            continue;
        size_t count = pdf_flow_lines(g, cell->done, room, force);
        struct pdf_slice slice = {.from = cell->done,
                                  .to = cell->done + count,
                                  .page = f->page,
                                  .x = PDF_LEFT + t->columns[i].left,
                                  .y = f->y + PAD};
        if (count == 0)
            continue;
        pdf_galley_draw(&t->build->pages, g, &slice);
        height = fmax(height, g->lines[slice.to - 1].bottom - g->lines[slice.from].top);
        cell->done = slice.to;
    }
    return height;
}

static bool is_done(const struct table *t, const struct row *row)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (row->cells[i].done < row->cells[i].galley.count)
            return false;
    return true;
}

static void repeat_row(struct table *t, const struct row *row)
{
    struct pdf_flow *f = &t->build->flow;
    for (size_t i = 0; i < t->column_count; i++) {
        const struct pdf_galley *g = &row->cells[i].galley;
        struct pdf_slice slice = {.to = g->count,
                                  .page = f->page,
                                  .x = PDF_LEFT + t->columns[i].left,
                                  .y = f->y + PAD,
                                  .artifact = PDF_REPEATED,
                                  .repeated = true};
        pdf_galley_draw(&t->build->pages, g, &slice);
    }
    f->y += row->height;
    draw_line_under(t, head_line, 1.1);
}

static void turn(struct table *t)
{
    pdf_flow_turn(&t->build->flow);
    for (size_t i = 0; i < t->repeated; i++)
        repeat_row(t, &t->heads[i]);
}

/* A row goes whole to the next page, unless it is taller than one. */
static void make_room(struct table *t, const struct row *row)
{
    const struct pdf_flow *f = &t->build->flow;
    double page = f->bottom - PDF_TOP - (t->repeated ? t->head_height : 0);
    double wanted = row->height <= page ? row->height : LEAST_ROOM;
    if (wanted > pdf_flow_room(f) + 0.01)
        turn(t);
}

/* Paints a row, over several pages where it must. */
static void draw_row(struct table *t, struct row *row)
{
    struct pdf_flow *f = &t->build->flow;
    for (bool fresh = false;; fresh = true) {
        f->y += draw_part(t, row->cells, pdf_flow_room(f) - 2 * PAD, fresh) + 2 * PAD;
        draw_line_under(t, row->in_head ? head_line : row_line, row->in_head ? 1.1 : 0.6);
        if (is_done(t, row))
            return;
        turn(t);
    }
}

static void note_place(struct table *t, const struct doc *row)
{
    struct pdf_build *b = t->build;
    size_t number = row->anchor.len ? marks_find(&b->marks, row->anchor) : 0;
    if (number)
        b->targets[number] =
            (struct pdf_target){.known = true, .page = b->flow.page, .y = b->flow.y};
}

/* ---- The table */

static const struct doc *set_heads(struct table *t)
{
    pdf_element element = pdf_tags_add(&t->build->tags, t->element, "THead");
    const struct doc *doc = t->doc->first;
    t->heads = arena_make(t->build->arena, struct row, t->head_rows);
    for (size_t i = 0; i < t->head_rows; i++, doc = doc->next) {
        t->heads[i] = (struct row){.doc = doc, .in_head = true};
        t->heads[i].cells = t->cells + i * t->column_count;
        set_row(t, &t->heads[i], element);
        t->head_height += t->heads[i].height;
    }
    return doc;
}

static void put_rows(struct table *t, const struct doc *first)
{
    struct pdf_build *b = t->build;
    double page = b->flow.bottom - PDF_TOP;
    pdf_element element = pdf_tags_add(&b->tags, t->element, "TBody");
    struct row row = {.doc = first, .cells = t->cells + t->head_rows * t->column_count};
    set_row(t, &row, element);
    pdf_flow_need(&b->flow, 4, t->head_height + fmin(row.height, page / 2));
    for (size_t i = 0; i < t->head_rows; i++)
        draw_row(t, &t->heads[i]);
    t->repeated = t->head_height > page * 0.4 ? 0 : t->head_rows;
    for (;;) {
        make_room(t, &row);
        note_place(t, row.doc);
        draw_row(t, &row);
        row.doc = row.doc->next;
        row.cells += t->column_count;
        if (!row.doc)
            break;
        set_row(t, &row, element);
    }
}

void pdf_put_table(struct pdf_build *b, const struct doc *doc, pdf_element parent)
{
    struct table t = {.build = b, .doc = doc, .head_rows = doc->header_rows};
    t.element = pdf_tags_add(&b->tags, parent, "Table");
    t.column_count = count_of(doc->first);
    struct pdf_galley caption = pdf_set_words(
        b, doc->text, &caption_type, pdf_tags_add(&b->tags, t.element, "Caption"));
    pdf_flow_hold(&b->flow, &caption, 10, NULL);
    lay_columns(&t);
    put_rows(&t, set_heads(&t));
    b->flow.y += 12;
}
