#include "publish/chart_dots.h"

#include <assert.h>

#include "publish/chart_parts.h"

enum { SIDE = 10, HUNDRED = SIDE * SIDE, NAME_LINES = 3 };
static const tenths dot_pitch = PX(13), radius = PX(5), line_pitch = PX(17);
static const tenths side = PX(13) * SIDE, below = PX(16);
static const struct type name_type = {13, ANCHOR_START, false, false};
static const struct type count_type = {13, ANCHOR_START, true, false};

struct columns {
    size_t count;
    tenths width; /* of one, with what is between */
};

static struct columns columns_of(bool narrow)
{
    return narrow ? (struct columns){2, PX(CHART_NARROW) / 2}
                  : (struct columns){4, PX(CHART_WIDE) / 4};
}

static struct lines name_lines(struct arena *a, const struct dots_grid *grid, bool narrow)
{
    return svg_wrap(a, grid->name, name_type, columns_of(narrow).width - PX(10),
                    NAME_LINES);
}

/* Grids of one row begin at one height, beneath the longest of their names. */
static size_t row_lines(struct arena *a, const struct chart_dots *data, size_t first,
                        bool narrow)
{
    size_t most = 1;
    for (size_t i = first; i < data->count && i < first + columns_of(narrow).count; i++) {
        size_t count = name_lines(a, &data->grids[i], narrow).count;
        most = count > most ? count : most;
    }
    return most;
}

static tenths row_height(struct arena *a, const struct chart_dots *data, size_t first,
                         bool narrow)
{
    tenths words = (tenths)(row_lines(a, data, first, narrow) + 1) * line_pitch;
    return words + PX(8) + side + below;
}

static tenths height_of(struct arena *a, const void *any, bool narrow)
{
    const struct chart_dots *data = any;
    tenths height = 0;
    for (size_t i = 0; i < data->count; i += columns_of(narrow).count)
        height += row_height(a, data, i, narrow);
    return height;
}

/* Those of one kind share their paint. */
static void put_kind(struct sheet *s, const struct dots_grid *grid, struct point at,
                     bool filled)
{
    svg_open(&s->svg, "g");
    svg_set(&s->svg, "fill", filled ? MARK_BLUE : SVG_PAPER);
    svg_set(&s->svg, "stroke", filled ? NULL : LINE_THIN);
    for (unsigned i = 0; i < HUNDRED; i++) {
        bool is = i >= grid->first && i < grid->first + grid->filled;
        struct point centre = {at.x + radius + (tenths)(i % SIDE) * dot_pitch,
                               at.y + radius + (tenths)(i / SIDE) * dot_pitch};
        if (is == filled)
            svg_circle(&s->svg, centre, is ? radius : radius - 5, (struct paint){0});
    }
    svg_close(&s->svg);
}

static void put_grid(struct sheet *s, const struct dots_grid *grid, struct point at,
                     size_t lines)
{
    assert(grid->first + grid->filled <= HUNDRED);
    struct lines name = name_lines(s->arena, grid, s->narrow);
    tenths base = at.y + PX(13);
    chart_lines(s, (struct point){at.x, base}, name_type, line_pitch, &name);
    base += (tenths)lines * line_pitch;
    svg_label(&s->svg, (struct point){at.x, base}, count_type,
              arena_format(s->arena, "%u of 100", grid->filled));
    struct point dots = {at.x, base + PX(8)};
    put_kind(s, grid, dots, true);
    put_kind(s, grid, dots, false);
}

static void draw(struct sheet *s, const void *any)
{
    const struct chart_dots *data = any;
    struct columns columns = columns_of(s->narrow);
    tenths y = s->top;
    for (size_t i = 0; i < data->count; i += columns.count) {
        size_t lines = row_lines(s->arena, data, i, s->narrow);
        for (size_t k = 0; k < columns.count && i + k < data->count; k++)
            put_grid(s, &data->grids[i + k], (struct point){(tenths)k * columns.width, y},
                     lines);
        y += row_height(s->arena, data, i, s->narrow);
    }
}

static struct str alt_of(struct arena *a, const struct chart_dots *data)
{
    struct buf out = buf_new(a, 16 * KIB);
    buf_add(&out, STR("Grids of 100 dots, as many of them filled as babies of 100. "));
    for (size_t i = 0; i < data->count; i++)
        buf_format(&out, "%s%.*s: %u", i ? "; " : "", STR_ARG(data->grids[i].name),
                   data->grids[i].filled);
    buf_char(&out, '.');
    return buf_text(&out);
}

struct doc *chart_dots(struct document *d, struct doc *parent,
                       const struct chart_dots *data)
{
    if (data->count == 0)
        return chart_nothing(d, parent, &data->frame);
    struct drawing drawing = {height_of, draw, data, alt_of(d->arena, data)};
    return chart_figure(d, parent, &data->frame, &drawing);
}
