/* An area over the years: its own line thick, its neighbours' average dashed, England
 * dotted, each neighbour thin.  A line stops where a year has no figure and where a new
 * definition begins.  Wide, the lines are named at their ends; narrow, above. */
#include <assert.h>
#include <math.h>

#include "publish/chart_parts.h"

enum { MAIN_LINES = 3, NAME_LINES = 3 };
static const tenths plot_wide = PX(250), plot_narrow = PX(190), name_width = PX(150);
static const tenths above = PX(34), below = PX(26), name_pitch = PX(15);

static const struct {
    struct paint paint;
    bool bold, dots;
} looks[MAIN_LINES] = {
    {{.stroke = MARK_BLUE, .width = PX(3)}, true, true},
    {{.stroke = MARK_PINK, .width = PX(2), .dash = "7 4"}, false, false},
    {{.stroke = SVG_INK, .width = PX(2), .dash = "1.5 3.5"}, false, false},
};
static const struct paint look_neighbour = {
    .fill = "none", .stroke = "#aab2b9", .width = PX(1)};

/* ---- What is there */

static const struct trend_line *line_of(const struct chart_trend *data, size_t i)
{
    const struct trend_line *const lines[] = {&data->own, &data->average, &data->england};
    return lines[i];
}

static double value_at(const struct trend_line *line, size_t i)
{
    return line->values && fabs(line->values[i]) <= 1e300 ? line->values[i] : (double)NAN;
}

/* Where a line ends; SIZE_MAX where it has no figure. */
static size_t last_of(const struct chart_trend *data, const struct trend_line *line)
{
    for (size_t i = data->count; i-- > 0;) {
        if (!isnan(value_at(line, i)))
            return i;
    }
    return SIZE_MAX;
}

static size_t first_of(const struct chart_trend *data, const struct trend_line *line)
{
    for (size_t i = 0; i < data->count; i++) {
        if (!isnan(value_at(line, i)))
            return i;
    }
    return SIZE_MAX;
}

static void add_line(struct range *range, const struct chart_trend *data,
                     const struct trend_line *line)
{
    for (size_t i = 0; i < data->count; i++)
        range_add(range, value_at(line, i));
}

static struct range range_of(const struct chart_trend *data)
{
    struct range range = range_none();
    for (size_t i = 0; i < MAIN_LINES; i++)
        add_line(&range, data, line_of(data, i));
    for (size_t i = 0; i < data->neighbour_count; i++)
        add_line(&range, data, &data->neighbours[i]);
    return range;
}

/* ---- Years */

/* Years are places on the axis where each period has its own; else periods are. */
static bool years_tell(const struct chart_trend *data)
{
    for (size_t i = 1; i < data->count; i++) {
        if (data->years[i] <= data->years[i - 1])
            return false;
    }
    return data->count > 0 &&
           data->years[data->count - 1] - data->years[0] < 10 * (int)data->count;
}

/* The usual distance from one period to the next. */
static int usual_gap(const struct chart_trend *data)
{
    int least = 1000;
    for (size_t i = 1; i < data->count && years_tell(data); i++) {
        int gap = data->years[i] - data->years[i - 1];
        least = gap < least ? gap : least;
    }
    return least;
}

struct frame {
    const struct chart_trend *data;
    struct axis y;
    tenths from, to; /* of the plot, by x */
    bool by_year;
    int gap;
};

static tenths x_at(const struct frame *f, size_t i)
{
    const struct chart_trend *data = f->data;
    int64_t at = (int64_t)i, of = (int64_t)data->count - 1;
    if (f->by_year) {
        at = data->years[i] - data->years[0];
        of = data->years[data->count - 1] - data->years[0];
    }
    if (of == 0)
        return (f->from + f->to) / 2;
    return f->from + (tenths)((f->to - f->from) * at / of);
}

static bool joins(const struct frame *f, const struct trend_line *line, size_t i)
{
    const struct chart_trend *data = f->data;
    if (i == 0 || isnan(value_at(line, i - 1)) || (data->breaks && data->breaks[i]))
        return false;
    return !f->by_year || data->years[i] - data->years[i - 1] <= f->gap;
}

static struct frame frame_of(struct sheet *s, const struct chart_trend *data)
{
    struct range range = range_of(data);
    struct frame f = {data,
                      axis_of(range.low, range.high, s->narrow ? 4 : 5),
                      0,
                      0,
                      years_tell(data),
                      usual_gap(data)};
    tenths labels = axis_text_width(s->arena, &f.y, data->form);
    labels = labels > PX(100) ? PX(100) : labels;
    f.from = labels + PX(14);
    f.to = s->width - (s->narrow ? PX(10) : name_width + PX(22));
    return f;
}

/* ---- Lines */

static void put_piece(struct sheet *s, const struct point *at, size_t count,
                      struct paint paint)
{
    if (count > 1)
        svg_path(&s->svg, at, count, false, paint);
    else if (count == 1) /* between two gaps: a line would not be seen */
        svg_circle(&s->svg, at[0], PX(2), (struct paint){.fill = paint.stroke});
}

static void put_line(struct sheet *s, const struct frame *f,
                     const struct trend_line *line, struct paint paint)
{
    struct point *piece = arena_make(s->arena, struct point, f->data->count);
    size_t count = 0;
    for (size_t i = 0; i < f->data->count; i++) {
        double value = value_at(line, i);
        if (isnan(value))
            continue;
        if (!joins(f, line, i)) {
            put_piece(s, piece, count, paint);
            count = 0;
        }
        piece[count++] = (struct point){x_at(f, i), axis_at(&f->y, value)};
    }
    put_piece(s, piece, count, paint);
}

static void put_dots(struct sheet *s, const struct frame *f,
                     const struct trend_line *line, struct paint paint)
{
    for (size_t i = 0; i < f->data->count; i++) {
        double value = value_at(line, i);
        if (isnan(value))
            continue;
        struct point at = {x_at(f, i), axis_at(&f->y, value)};
        svg_circle(&s->svg, at, PX(3) + 5,
                   (struct paint){paint.stroke, SVG_PAPER, PX(1), NULL});
    }
}

static void put_lines(struct sheet *s, const struct frame *f)
{
    const struct chart_trend *data = f->data;
    for (size_t i = 0; i < data->neighbour_count; i++)
        put_line(s, f, &data->neighbours[i], look_neighbour);
    for (size_t i = MAIN_LINES; i-- > 0;) {
        put_line(s, f, line_of(data, i), looks[i].paint);
        if (looks[i].dots)
            put_dots(s, f, line_of(data, i), looks[i].paint);
    }
}

/* ---- Axes and breaks */

static void put_ticks(struct sheet *s, const struct frame *f)
{
    struct type type = {12, ANCHOR_END, false, true};
    for (int i = f->y.first; i <= f->y.last; i++) {
        tenths y = axis_at(&f->y, axis_tick(&f->y, i));
        bool zero = i == 0;
        svg_line(&s->svg, (struct point){f->from, y}, (struct point){f->to, y},
                 (struct paint){.stroke = zero ? LINE_THIN : TINT_GREY, .width = PX(1)});
        svg_label(&s->svg, (struct point){f->from - PX(8), y + PX(4)}, type,
                  axis_text(s->arena, &f->y, i, f->data->form));
    }
    if (f->data->unit.len)
        svg_label(&s->svg, (struct point){0, s->top + PX(12)},
                  (struct type){12, ANCHOR_START, false, true}, f->data->unit);
}

/* The first and the last period, and between them as many as have room. */
static void put_periods(struct sheet *s, const struct frame *f, tenths y)
{
    const struct chart_trend *data = f->data;
    size_t last = data->count - 1;
    tenths right = 0,
           room = x_at(f, last) - svg_width(data->periods[last], 12, false) / 2;
    for (size_t i = 0; i <= last; i++) {
        tenths x = x_at(f, i), half = svg_width(data->periods[i], 12, false) / 2;
        svg_line(&s->svg, (struct point){x, y}, (struct point){x, y + PX(4)},
                 (struct paint){.stroke = LINE_THIN, .width = PX(1)});
        if (i && i < last && (x - half < right + PX(10) || x + half > room - PX(10)))
            continue;
        tenths low = half, high = s->width - half; /* within the sheet */
        x = x < low ? low : x > high ? high : x;
        right = x + half;
        svg_label(&s->svg, (struct point){x, y + PX(18)},
                  (struct type){12, ANCHOR_MIDDLE, false, true}, data->periods[i]);
    }
}

/* Named where there is room; the note and the table say which. */
static void put_breaks(struct sheet *s, const struct frame *f, tenths top, tenths bottom)
{
    const struct chart_trend *data = f->data;
    struct str text = STR("new definition");
    tenths width = svg_width(text, 12, false), right = 0;
    for (size_t i = 1; data->breaks && i < data->count; i++) {
        if (!data->breaks[i])
            continue;
        tenths x = (x_at(f, i - 1) + x_at(f, i)) / 2;
        svg_line(&s->svg, (struct point){x, top - PX(14)}, (struct point){x, bottom},
                 (struct paint){.stroke = SVG_QUIET, .width = PX(1), .dash = "3 3"});
        tenths from = x + PX(5) + width > s->width ? x - PX(5) - width : x + PX(5);
        if (from < right + PX(8))
            continue;
        svg_label(&s->svg, (struct point){from, top - PX(5)},
                  (struct type){12, ANCHOR_START, false, true}, text);
        right = from + width;
    }
}

/* ---- Names */

static struct str name_of(struct arena *a, const struct chart_trend *data, size_t i)
{
    const struct trend_line *line = line_of(data, i);
    size_t last = last_of(data, line);
    struct str value = number_text(a, value_at(line, last), data->form);
    return arena_format(a, "%.*s %.*s", STR_ARG(value), STR_ARG(line->name));
}

struct name {
    struct lines text;
    size_t line; /* which it names */
    struct point end;
};

/* The names of the lines that are there, by where they end: ties as the lines come. */
static size_t names_of(struct sheet *s, const struct frame *f,
                       struct name names[MAIN_LINES])
{
    size_t count = 0;
    for (size_t i = 0; i < MAIN_LINES; i++) {
        const struct trend_line *line = line_of(f->data, i);
        size_t last = last_of(f->data, line), at = count;
        if (last == SIZE_MAX)
            continue;
        struct name name = {.line = i};
        struct type type = {12, ANCHOR_START, looks[i].bold, false};
        name.end = (struct point){x_at(f, last), axis_at(&f->y, value_at(line, last))};
        name.text = svg_wrap(s->arena, name_of(s->arena, f->data, i), type, name_width,
                             NAME_LINES);
        for (; at > 0 && names[at - 1].end.y > name.end.y; at--)
            names[at] = names[at - 1];
        names[at] = name;
        count++;
    }
    return count;
}

static void put_name(struct sheet *s, const struct frame *f, const struct name *name,
                     tenths middle)
{
    tenths x = f->to + PX(18);
    struct type type = {12, ANCHOR_START, looks[name->line].bold, false};
    bool moved = middle - name->end.y > PX(3) || name->end.y - middle > PX(3);
    if (moved || name->end.x < f->to)
        svg_line(&s->svg, (struct point){name->end.x + PX(5), name->end.y},
                 (struct point){x - PX(4), middle},
                 (struct paint){.stroke = LINE_THIN, .width = PX(1)});
    tenths first = middle - (tenths)(name->text.count - 1) * name_pitch / 2 + PX(4);
    chart_lines(s, (struct point){x, first}, type, name_pitch, &name->text);
}

static void put_names(struct sheet *s, const struct frame *f, tenths top, tenths bottom)
{
    struct name names[MAIN_LINES];
    struct spread spread[MAIN_LINES];
    size_t count = names_of(s, f, names);
    for (size_t i = 0; i < count; i++) {
        tenths tall = (tenths)names[i].text.count * name_pitch + PX(4);
        spread[i] = (struct spread){names[i].end.y, tall, 0};
    }
    spread_apart(spread, count, top, bottom);
    for (size_t i = 0; i < count; i++)
        put_name(s, f, &names[i], spread[i].at);
}

static size_t fill_keys(struct arena *a, const struct chart_trend *data, bool narrow,
                        struct key keys[MAIN_LINES + 1])
{
    size_t n = 0;
    for (size_t i = 0; narrow && i < MAIN_LINES; i++) {
        if (last_of(data, line_of(data, i)) != SIZE_MAX)
            keys[n++] =
                (struct key){name_of(a, data, i), key_line, looks[i].paint, MARK_DOT};
    }
    if (data->neighbour_count)
        keys[n++] =
            (struct key){STR("each neighbour"), key_line, look_neighbour, MARK_DOT};
    return n;
}

static tenths keys_height(struct arena *a, const struct chart_trend *data, bool narrow)
{
    struct sheet measuring = {.arena = a};
    struct key keys[MAIN_LINES + 1];
    size_t count = fill_keys(a, data, narrow, keys);
    return chart_keys(&measuring, keys, count, (struct point){0, 0},
                      PX(narrow ? CHART_NARROW : CHART_WIDE));
}

/* ---- The drawing */

static tenths height(struct arena *a, const void *of, bool narrow)
{
    return keys_height(a, of, narrow) + above + (narrow ? plot_narrow : plot_wide) +
           below;
}

static void draw(struct sheet *s, const void *of)
{
    const struct chart_trend *data = of;
    struct key keys[MAIN_LINES + 1];
    size_t count = fill_keys(s->arena, data, s->narrow, keys);
    struct frame f = frame_of(s, data);
    tenths top = s->top + above, bottom = top + (s->narrow ? plot_narrow : plot_wide);
    if (s->narrow) { /* keys first: they name the lines */
        tenths keys_tall =
            chart_keys(s, keys, count, (struct point){0, s->top}, s->width);
        top += keys_tall;
        bottom += keys_tall;
        s->top += keys_tall;
    } else {
        chart_keys(s, keys, count, (struct point){f.from, bottom + below}, s->width);
    }
    f.y.from = bottom;
    f.y.to = top;
    put_ticks(s, &f);
    put_periods(s, &f, bottom);
    put_lines(s, &f);
    put_breaks(s, &f, top, bottom);
    if (!s->narrow)
        put_names(s, &f, top - PX(8), bottom + below - PX(6));
}

/* ---- In words */

static void say_line(struct buf *out, const struct chart_trend *data,
                     const struct trend_line *line)
{
    size_t first = first_of(data, line), last = last_of(data, line);
    struct arena *a = out->arena;
    if (first == SIZE_MAX)
        return;
    buf_format(out, " %.*s: %.*s in %.*s", STR_ARG(line->name),
               STR_ARG(number_text(a, value_at(line, first), data->form)),
               STR_ARG(data->periods[first]));
    if (last != first)
        buf_format(out, ", %.*s in %.*s",
                   STR_ARG(number_text(a, value_at(line, last), data->form)),
                   STR_ARG(data->periods[last]));
    buf_char(out, '.');
}

static struct str alt_of(struct arena *a, const struct chart_trend *data)
{
    struct buf out = buf_new(a, 4 * KIB);
    size_t last = data->count - 1;
    buf_format(&out, "A line chart from %.*s to %.*s.", STR_ARG(data->periods[0]),
               STR_ARG(data->periods[last]));
    for (size_t i = 0; i < MAIN_LINES; i++)
        say_line(&out, data, line_of(data, i));
    for (size_t i = 1; data->breaks && i <= last; i++) {
        if (data->breaks[i])
            buf_format(&out, " A new definition begins in %.*s.",
                       STR_ARG(data->periods[i]));
    }
    return buf_text(&out);
}

static struct str own_text(struct arena *a, const struct chart_trend *data, size_t i)
{
    double value = data->own.values[i];
    if (isfinite(value) || !data->missing)
        return number_text(a, value, data->form);
    return data->missing[i];
}

static void put_rows(struct document *d, struct doc *table,
                     const struct chart_trend *data)
{
    struct arena *a = d->arena;
    assert(data->own.values);
    for (size_t i = 0; i < data->count; i++) {
        bool broken = data->breaks && data->breaks[i];
        struct str head =
            broken ? arena_format(a, "%.*s (new definition)", STR_ARG(data->periods[i]))
                   : data->periods[i];
        struct doc *row = chart_row(d, table, head);
        struct chart_ids ids = data->ids ? data->ids[i] : (struct chart_ids){NULL, 0};
        chart_cell(d, row, own_text(a, data, i), ids)->numeric = true;
        for (size_t k = 1; k < MAIN_LINES; k++) {
            const struct trend_line *line = line_of(data, k);
            if (line->values)
                chart_number(d, row, line->values[i], data->form);
        }
    }
}

/* One neighbour a row, its figures in one cell: thirteen columns would help nobody. */
static void put_neighbours(struct document *d, struct doc *figure,
                           const struct chart_trend *data)
{
    struct str heads[] = {STR("Neighbour"), STR("Figures, earliest first")};
    if (data->neighbour_count == 0)
        return;
    struct doc *table =
        chart_table(d, figure, STR("The figures of each neighbour"), heads, 2);
    for (size_t k = 0; k < data->neighbour_count; k++) {
        const struct trend_line *line = &data->neighbours[k];
        struct doc *row = chart_row(d, table, line->name);
        struct buf out = buf_new(d->arena, 64 * KIB);
        for (size_t i = 0; i < data->count; i++) {
            struct str number = number_text(d->arena, line->values[i], data->form);
            if (number.len)
                buf_format(&out, "%s%.*s: %.*s", out.len ? ", " : "",
                           STR_ARG(data->periods[i]), STR_ARG(number));
        }
        chart_cell(d, row, buf_text(&out), (struct chart_ids){NULL, 0});
    }
}

struct doc *chart_trend(struct document *d, struct doc *parent,
                        const struct chart_trend *data)
{
    assert(data->own.values);
    if (data->count == 0 || last_of(data, &data->own) == SIZE_MAX)
        return chart_nothing(d, parent, &data->frame);
    struct drawing drawing = {height, draw, data, alt_of(d->arena, data)};
    struct doc *figure = chart_figure(d, parent, &data->frame, &drawing);
    struct str heads[MAIN_LINES + 1] = {STR("Period")};
    size_t count = 1;
    for (size_t i = 0; i < MAIN_LINES; i++) {
        if (line_of(data, i)->values)
            heads[count++] = line_of(data, i)->name;
    }
    struct doc *table =
        chart_table(d, figure, STR("The figures of this chart"), heads, count);
    put_rows(d, table, data);
    put_neighbours(d, figure, data);
    return figure;
}
