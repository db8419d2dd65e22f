#include <assert.h>

#include "publish/marks.h"
#include "publish/render.h"
#include "publish/text_lines.h"

/* A paragraph or a cell is put together here before it is broken into lines. */
enum { PIECE_MAX = 1 << 20 };

struct text {
    struct buf *out;
    struct arena *arena;
    struct marks marks;
};

static void put_marks(struct text *t, struct buf *piece, const struct doc *n)
{
    size_t *numbers = NULL;
    size_t count = marks_numbers(t->arena, &t->marks, n, &numbers);
    if (count == 0)
        return;
    buf_add(piece, piece->len ? STR(" [") : STR("["));
    for (size_t i = 0; i < count;) {
        size_t run = marks_run(numbers, count, i);
        buf_format(piece, "%s%zu", i ? ", " : "", numbers[i]);
        if (run > 2)
            buf_format(piece, "-%zu", numbers[i + run - 1]);
        i += run > 2 ? run : 1;
    }
    buf_char(piece, ']');
}

static void put_sentence(struct text *t, struct buf *piece, const struct doc *n)
{
    if (piece->len)
        buf_char(piece, ' ');
    buf_add(piece, n->text);
    if (n->edited)
        buf_add(piece, STR(" (edited)"));
    put_marks(t, piece, n);
}

static struct str sentences(struct text *t, const struct doc *n)
{
    struct buf piece = buf_new(t->arena, PIECE_MAX);
    for (const struct doc *child = n->first; child; child = child->next)
        if (child->node == DOC_SENTENCE)
            put_sentence(t, &piece, child);
    return buf_text(&piece);
}

/* ---- Lists and tables */

static void put_list(struct text *t, const struct doc *list, unsigned depth)
{
    size_t number = 0;
    assert(depth < 8);
    for (const struct doc *item = list->first; item; item = item->next) {
        number++;
        struct str mark = arena_format(t->arena, "%*s", (int)(2 + 3 * depth), "");
        mark = list->ordered ? arena_format(t->arena, "%.*s%zu. ", STR_ARG(mark), number)
                             : arena_format(t->arena, "%.*s- ", STR_ARG(mark));
        text_wrap(t->out, sentences(t, item), mark);
        for (const struct doc *child = item->first; child; child = child->next)
            if (child->node == DOC_LIST)
                put_list(t, child, depth + 1);
    }
}

static struct str cell_text(struct text *t, const struct doc *cell)
{
    struct buf piece = buf_new(t->arena, PIECE_MAX);
    buf_add(&piece, cell->text);
    put_marks(t, &piece, cell);
    const struct doc *list = cell->first;
    for (const struct doc *item = list ? list->first : NULL; item; item = item->next) {
        if (piece.len)
            buf_char(&piece, '\n');
        buf_add(&piece, STR("- "));
        buf_add(&piece, sentences(t, item));
    }
    return buf_text(&piece);
}

static size_t count_of(const struct doc *n)
{
    size_t count = 0;
    for (const struct doc *child = n->first; child; child = child->next)
        count++;
    return count;
}

static void put_table(struct text *t, const struct doc *table)
{
    size_t rows = count_of(table), columns = count_of(table->first), at = 0;
    struct str *cells = arena_make(t->arena, struct str, rows * columns);
    bool *right = arena_make(t->arena, bool, columns);
    for (const struct doc *row = table->first; row; row = row->next) {
        size_t column = 0;
        for (const struct doc *cell = row->first; cell; cell = cell->next, column++) {
            right[column] |= cell->numeric;
            cells[at++] = cell_text(t, cell);
        }
        assert(column == columns);
    }
    text_wrap(t->out, table->text, STR(""));
    buf_char(t->out, '\n');
    struct text_grid grid = {cells, right, rows, columns, table->header_rows};
    text_table(t->out, &grid);
}

/* ---- Blocks */

static void put_heading(struct text *t, struct str heading, unsigned depth)
{
    static const char under[] = {'=', '=', '-', '.'};
    size_t longest = text_width(heading);
    text_wrap(t->out, heading, STR(""));
    if (depth >= sizeof under)
        return;
    for (size_t i = 0; i < longest && i < TEXT_WIDTH; i++)
        buf_char(t->out, under[depth]);
    buf_char(t->out, '\n');
}

static void put_block(struct text *t, const struct doc *n, unsigned depth);

static void put_children(struct text *t, const struct doc *n, unsigned depth)
{
    for (const struct doc *child = n->first; child; child = child->next)
        put_block(t, child, depth);
}

/* Every block has a blank line before it. */
static void put_block(struct text *t, const struct doc *n, unsigned depth)
{
    buf_char(t->out, '\n');
    switch (n->node) {
    case DOC_SECTION:
        put_heading(t, n->text, depth + 1);
        put_children(t, n, depth + 1);
        break;
    case DOC_LIST:
        put_list(t, n, 0);
        break;
    case DOC_TABLE:
        put_table(t, n);
        break;
    case DOC_FIGURE:
        text_wrap(t->out, n->text, STR("Figure: "));
        text_wrap(t->out, n->alt, STR(""));
        put_children(t, n, depth);
        break;
    case DOC_NOTE:
        text_wrap(t->out, sentences(t, n), STR("  | "));
        break;
    default:
        text_wrap(t->out, sentences(t, n), STR(""));
        break;
    }
}

static void put_foot(struct text *t, const struct document *d)
{
    buf_char(t->out, '\n');
    for (size_t i = 0; i < TEXT_WIDTH; i++)
        buf_char(t->out, '-');
    buf_char(t->out, '\n');
    if (d->attribution.len)
        text_wrap(t->out, d->attribution, STR(""));
    if (d->version.len)
        text_wrap(t->out, arena_format(t->arena, "Assay %.*s.", STR_ARG(d->version)),
                  STR(""));
    if (d->sha256.len)
        text_wrap(t->out, d->sha256, STR("SHA-256 "));
    text_wrap(t->out, d->notice, STR(""));
}

void render_text(const struct document *d, struct buf *out)
{
    struct text t = {out, d->arena, marks_of(d)};
    text_wrap(out, d->notice, STR(""));
    buf_char(out, '\n');
    if (d->area.len)
        text_wrap(out, d->area, STR(""));
    if (!date_is_none(d->at))
        text_wrap(out, date_words(d->arena, d->at), STR(""));
    buf_char(out, '\n');
    put_heading(&t, d->title, 0);
    put_children(&t, d->root, 1);
    put_foot(&t, d);
}
