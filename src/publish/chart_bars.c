/* Ranked bars with intervals: a row an area, the rank said as a range, since chance moves
 * it.  The area asked about and its neighbours are marked by shape, weight and colour. */
#include <assert.h>
#include <math.h>

#include "publish/chart_parts.h"

static const tenths name_least = PX(110), name_most = PX(238);
static const tenths gap = PX(10), head_height = PX(22);
static const tenths row_wide = PX(21), row_narrow = PX(38);

struct layout {
    struct axis x;
    tenths name_width, rank_end, value_end; /* wide: the columns and their right ends */
};

static bool has_value(const struct bar *bar)
{
    return fabs(bar->value) <= 1e300;
}

static struct range range_of(const struct chart_bars *data)
{
    struct range range = range_none();
    for (size_t i = 0; i < data->count; i++) {
        if (!has_value(&data->bars[i]))
            continue;
        range_add(&range, data->bars[i].value);
        range_add(&range, data->bars[i].low);
        range_add(&range, data->bars[i].high);
    }
    if (!range_is_none(&range))
        range_add(&range, data->centre);
    return range;
}

static size_t count_drawn(const struct chart_bars *data)
{
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++)
        count += has_value(&data->bars[i]);
    return count;
}

/* "3 to 17", "3", or nothing. */
static struct str rank_text(struct arena *a, const struct bar *bar)
{
    if (bar->rank_low == 0)
        return STR("");
    if (bar->rank_low == bar->rank_high)
        return arena_format(a, "%d", bar->rank_low);
    return arena_format(a, "%d to %d", bar->rank_low, bar->rank_high);
}

static tenths widest(struct arena *a, const struct chart_bars *data, bool of_rank)
{
    tenths widest = PX(34);
    for (size_t i = 0; i < data->count; i++) {
        const struct bar *bar = &data->bars[i];
        struct str text =
            of_rank ? rank_text(a, bar) : number_text(a, bar->value, data->form);
        tenths width = svg_width(text, 12, true);
        widest = width > widest ? width : widest;
    }
    return widest > PX(150) ? PX(150) : widest;
}

static tenths widest_name(const struct chart_bars *data)
{
    tenths widest = name_least;
    for (size_t i = 0; i < data->count; i++) {
        bool own = data->bars[i].kin == PLACE_OWN;
        tenths width = svg_width(data->bars[i].name, 12, own);
        widest = width > widest ? width : widest;
    }
    return widest > name_most ? name_most : widest;
}

static struct layout layout_of(struct sheet *s, const struct chart_bars *data)
{
    struct range range = range_of(data);
    /* Bars show sizes, so that zero is among them. */
    range_add(&range, 0);
    struct layout l = {axis_of(range.low, range.high, s->narrow ? 4 : 6), 0, 0, 0};
    tenths edge = PX(8);
    if (!s->narrow) {
        l.name_width = widest_name(data);
        l.rank_end = l.name_width + gap + widest(s->arena, data, true);
        l.value_end = l.rank_end + gap + widest(s->arena, data, false);
        edge = l.value_end + PX(16);
    }
    tenths right =
        svg_width(axis_text(s->arena, &l.x, l.x.last, data->form), 12, false) / 2;
    right = right > PX(60) ? PX(60) : right;
    l.x.from = edge;
    l.x.to = s->width - (right > PX(8) ? right : PX(8));
    return l;
}

/* ---- Rows */

static const struct {
    const char *fill, *ink;
} looks[] = {
    [PLACE_OTHER] = {TINT_GREY, SVG_QUIET},
    [PLACE_NEIGHBOUR] = {TINT_BLUE, MARK_BLUE},
    [PLACE_OWN] = {MARK_ORANGE, SVG_INK},
};

static void put_interval(struct sheet *s, const struct layout *l, const struct bar *bar,
                         tenths y)
{
    if (!isfinite(bar->low) || !isfinite(bar->high))
        return;
    tenths low = axis_at(&l->x, bar->low), high = axis_at(&l->x, bar->high);
    struct paint paint = {.stroke = looks[bar->kin].ink, .width = PX(1) + 5};
    const struct point stroke[] = {{low, y - PX(4)},  {low, y + PX(4)},
                                   {low, y},          {high, y},
                                   {high, y - PX(4)}, {high, y + PX(4)}};
    svg_path(&s->svg, stroke, sizeof stroke / sizeof *stroke, false, paint);
}

static void put_bar(struct sheet *s, const struct layout *l, const struct bar *bar,
                    tenths y)
{
    tenths zero = axis_at(&l->x, 0), end = axis_at(&l->x, bar->value);
    tenths from = zero < end ? zero : end, to = zero < end ? end : zero;
    svg_box(&s->svg, (struct point){from, y - PX(6)}, (struct point){to - from, PX(12)},
            (struct paint){.fill = looks[bar->kin].fill});
    put_interval(s, l, bar, y);
    enum mark mark = bar->kin == PLACE_OTHER ? MARK_DOT : MARK_DIAMOND;
    chart_mark(s, mark, (struct point){end, y}, bar->kin == PLACE_OWN ? PX(13) : PX(9),
               (struct paint){.fill = looks[bar->kin].ink});
}

static void put_wide(struct sheet *s, const struct layout *l,
                     const struct chart_bars *data, const struct bar *bar, tenths y)
{
    bool own = bar->kin == PLACE_OWN;
    struct type type = {12, ANCHOR_START, own, bar->kin == PLACE_OTHER};
    tenths middle = y + row_wide / 2, base = middle + PX(4);
    struct lines name = svg_wrap(s->arena, bar->name, type, l->name_width, 1);
    chart_lines(s, (struct point){0, base}, type, 0, &name);
    type.anchor = ANCHOR_END;
    if (bar->rank_low)
        svg_label(&s->svg, (struct point){l->rank_end, base}, type,
                  rank_text(s->arena, bar));
    svg_label(&s->svg, (struct point){l->value_end, base}, type,
              number_text(s->arena, bar->value, data->form));
    put_bar(s, l, bar, middle);
}

static void put_narrow(struct sheet *s, const struct layout *l,
                       const struct chart_bars *data, const struct bar *bar, tenths y)
{
    struct str rank = rank_text(s->arena, bar);
    struct type type = {12, ANCHOR_START, bar->kin == PLACE_OWN, false};
    struct str value = number_text(s->arena, bar->value, data->form);
    if (rank.len)
        value = arena_format(s->arena, "%.*s, rank %.*s", STR_ARG(value), STR_ARG(rank));
    tenths room = s->width - svg_width(value, 12, type.bold) - gap;
    tenths base = y + PX(14);
    room = room > PX(60) ? room : PX(60);
    struct lines name = svg_wrap(s->arena, bar->name, type, room, 1);
    chart_lines(s, (struct point){0, base}, type, 0, &name);
    type.anchor = ANCHOR_END;
    svg_label(&s->svg, (struct point){s->width, base}, type, value);
    put_bar(s, l, bar, y + PX(27));
}

/* ---- Around the rows */

static void put_heads(struct sheet *s, const struct layout *l)
{
    struct type type = {12, ANCHOR_END, false, true};
    if (s->narrow)
        return;
    svg_label(&s->svg, (struct point){l->rank_end, s->top + PX(14)}, type, STR("Rank"));
}

static bool any_rank(const struct chart_bars *data)
{
    for (size_t i = 0; i < data->count; i++) {
        if (data->bars[i].rank_low)
            return true;
    }
    return false;
}

static size_t fill_keys(const struct chart_bars *data, struct key keys[5])
{
    bool interval = false, kin[PLACE_OWN + 1] = {false};
    size_t n = 0;
    for (size_t i = 0; i < data->count; i++) {
        interval |= has_value(&data->bars[i]) && isfinite(data->bars[i].low);
        kin[data->bars[i].kin] = true;
    }
    if (kin[PLACE_OWN])
        keys[n++] = (struct key){
            STR("this authority"), key_mark, {.fill = SVG_INK}, MARK_DIAMOND};
    if (kin[PLACE_NEIGHBOUR])
        keys[n++] = (struct key){
            STR("its neighbours"), key_mark, {.fill = MARK_BLUE}, MARK_DIAMOND};
    if (interval)
        keys[n++] = (struct key){STR("95% interval"),
                                 key_line,
                                 {.stroke = SVG_QUIET, .width = PX(1) + 5},
                                 MARK_DOT};
    if (isfinite(data->centre))
        keys[n++] = (struct key){data->centre_name,
                                 key_line,
                                 {.stroke = MARK_PINK, .width = PX(2), .dash = "6 3"},
                                 MARK_DOT};
    return n;
}

static tenths rows_height(const struct chart_bars *data, bool narrow)
{
    return (tenths)count_drawn(data) * (narrow ? row_narrow : row_wide);
}

static tenths height(struct arena *a, const void *of, bool narrow)
{
    const struct chart_bars *data = of;
    struct sheet measuring = {.arena = a};
    struct key keys[5];
    size_t count = fill_keys(data, keys);
    tenths keys_tall = chart_keys(&measuring, keys, count, (struct point){0, 0},
                                  PX(narrow ? CHART_NARROW : CHART_WIDE));
    return keys_tall + PX(6) + head_height + rows_height(data, narrow) + PX(8);
}

/* Through all rows; narrow, only past the bars, since names stand between them. */
static void put_upright(struct sheet *s, const struct chart_bars *data, tenths x,
                        struct paint paint)
{
    tenths y = s->top + head_height;
    size_t rows = count_drawn(data);
    if (!s->narrow) {
        svg_line(&s->svg, (struct point){x, y},
                 (struct point){x, y + (tenths)rows * row_wide}, paint);
        return;
    }
    for (size_t i = 0; i < rows; i++, y += row_narrow)
        svg_line(&s->svg, (struct point){x, y + PX(19)}, (struct point){x, y + PX(35)},
                 paint);
}

static void put_ticks(struct sheet *s, const struct layout *l,
                      const struct chart_bars *data)
{
    tenths right = -PX(100);
    for (int i = l->x.first; i <= l->x.last; i++) {
        tenths x = axis_at(&l->x, axis_tick(&l->x, i));
        struct str text = axis_text(s->arena, &l->x, i, data->form);
        tenths half = svg_width(text, 12, false) / 2;
        put_upright(s, data, x,
                    (struct paint){.stroke = i ? TINT_GREY : LINE_THIN, .width = PX(1)});
        if (x - half < right + PX(8) && i > l->x.first)
            continue;
        tenths at = x < half ? half : x > s->width - half ? s->width - half : x;
        svg_label(&s->svg, (struct point){at, s->top + PX(14)},
                  (struct type){12, ANCHOR_MIDDLE, false, true}, text);
        right = at + half;
    }
}

static void put_centre(struct sheet *s, const struct layout *l,
                       const struct chart_bars *data)
{
    struct paint paint = {.stroke = MARK_PINK, .width = PX(2), .dash = "6 3"};
    if (isfinite(data->centre))
        put_upright(s, data, axis_at(&l->x, data->centre), paint);
}

static void draw(struct sheet *s, const void *of)
{
    const struct chart_bars *data = of;
    struct layout l = layout_of(s, data);
    struct key keys[5];
    size_t count = fill_keys(data, keys);
    s->top += chart_keys(s, keys, count, (struct point){0, s->top}, s->width) + PX(6);
    tenths y = s->top + head_height;
    put_ticks(s, &l, data);
    if (any_rank(data))
        put_heads(s, &l);
    put_centre(s, &l, data);
    for (size_t i = 0; i < data->count; i++) {
        if (!has_value(&data->bars[i]))
            continue;
        (s->narrow ? put_narrow : put_wide)(s, &l, data, &data->bars[i], y);
        y += s->narrow ? row_narrow : row_wide;
    }
}

/* ---- In words */

static struct str alt_of(struct arena *a, const struct chart_bars *data)
{
    struct buf out = buf_new(a, 4 * KIB);
    buf_format(&out,
               "A bar chart of %zu authorities in order, each with its 95%% "
               "interval where counts were published.",
               count_drawn(data));
    for (size_t i = 0; i < data->count; i++) {
        const struct bar *bar = &data->bars[i];
        if (bar->kin != PLACE_OWN || !has_value(bar))
            continue;
        struct str rank = rank_text(a, bar);
        buf_format(&out, " %.*s: %.*s%s%.*s.", STR_ARG(bar->name),
                   STR_ARG(number_text(a, bar->value, data->form)),
                   rank.len ? ", rank " : "", STR_ARG(rank));
    }
    if (isfinite(data->centre))
        buf_format(&out, " %.*s: %.*s.", STR_ARG(data->centre_name),
                   STR_ARG(number_text(a, data->centre, data->form)));
    return buf_text(&out);
}

struct doc *chart_bars(struct document *d, struct doc *parent,
                       const struct chart_bars *data)
{
    static const struct str kins[] = {STR("\xe2\x80\x93"), STR("neighbour"),
                                      STR("this authority")};
    struct arena *a = d->arena;
    struct str heads[] = {STR("Authority"), STR("Rank, 95% range"), STR("Figure"),
                          STR("95% interval"), STR("Which")};
    if (count_drawn(data) == 0)
        return chart_nothing(d, parent, &data->frame);
    struct drawing drawing = {height, draw, data, alt_of(a, data)};
    struct doc *figure = chart_figure(d, parent, &data->frame, &drawing);
    struct doc *table =
        chart_table(d, figure, STR("The figures of this chart"), heads, 5);
    for (size_t i = 0; i < data->count; i++) {
        const struct bar *bar = &data->bars[i];
        struct doc *row = chart_row(d, table, bar->name);
        struct str rank = rank_text(a, bar);
        chart_cell(d, row, rank.len ? rank : STR("no rank"), (struct chart_ids){NULL, 0})
            ->numeric = true;
        chart_cell(d, row, number_text(a, bar->value, data->form), bar->ids)->numeric =
            true;
        struct str interval = number_range(a, bar->low, bar->high, data->form);
        chart_cell(d, row, interval.len ? interval : STR("none"),
                   (struct chart_ids){NULL, 0});
        chart_cell(d, row, kins[bar->kin], (struct chart_ids){NULL, 0});
    }
    return figure;
}
