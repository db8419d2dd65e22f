/* Where an area stands on many measures: a row each, England in the middle, better to the
 * right.  The scale of a row is its own: it reaches three times as far as the quarters
 * do, or to the area's and its neighbours' figures, or to the last authority, whichever
 * is least of what shows all of the first two; a range that goes on has an arrow's head.
 */
#include <assert.h>
#include <math.h>

#include "publish/chart_parts.h"

enum { LABEL_LINES = 4, KEYS = 10 };
static const tenths label_width = PX(222), word_width = PX(84), gap = PX(12);
static const tenths head_height = PX(24), pitch = PX(16);
static const struct type label_type = {13, ANCHOR_START, false, false};
static const struct type value_type = {13, ANCHOR_END, true, false};
static const struct type word_type = {12, ANCHOR_START, false, true};

/* ---- The scale of a row */

struct row_scale {
    double centre, half; /* half: a quarter of the distance, so that none overflows */
    bool of_england;     /* the centre is England's figure, else the middle authority's */
    bool mirrored;
    tenths middle, reach;
};

/* Figures of areas, not only of their averages. */
static bool has_areas(const struct spine_row *row)
{
    bool whole = true;
    for (size_t i = 0; i < 5; i++)
        whole = whole && isfinite(row->quantiles[i]);
    return whole;
}

static bool is_drawn(const struct spine_row *row)
{
    bool beside = has_areas(row) || isfinite(row->neighbours) || isfinite(row->england);
    return isfinite(row->own) && beside;
}

/* A total of all areas lies far outside them and is no centre. */
static bool england_is_among(const struct spine_row *row)
{
    if (!has_areas(row))
        return isfinite(row->england);
    return row->england >= row->quantiles[0] && row->england <= row->quantiles[4];
}

static double away(double x, double centre)
{
    return isfinite(x) ? fabs(x / 4 - centre / 4) : 0;
}

static struct row_scale scale_of(const struct spine_row *row, tenths from, tenths to)
{
    const double *q = row->quantiles;
    struct row_scale s = {.of_england = england_is_among(row),
                          .mirrored = row->low_is_good,
                          .middle = from + (to - from) / 2,
                          .reach = (to - from) / 2 - PX(8)};
    s.centre = s.of_england ? row->england : has_areas(row) ? q[2] : row->neighbours;
    double all = fmax(away(q[0], s.centre), away(q[4], s.centre));
    double most = 4.5 * fmax(away(q[1], s.centre), away(q[3], s.centre));
    double shown = fmax(away(row->own, s.centre), away(row->neighbours, s.centre));
    s.half = most > 0 && most < all ? most : all;
    s.half = fmax(s.half, shown);
    if (!has_areas(row)) /* so that it does not seem to be the last of all */
        s.half *= 1.5;
    return s;
}

/* -1 to 1; beyond where it goes on. */
static double part_at(const struct row_scale *s, double x)
{
    double part = s->half > 0 ? (x / 4 - s->centre / 4) / s->half : 0;
    return s->mirrored ? -part : part;
}

static tenths place_at(const struct row_scale *s, double x)
{
    double part = fmin(fmax(part_at(s, x), -1), 1);
    return s->middle + (tenths)floor(part * s->reach + 0.5);
}

static bool goes_on(const struct row_scale *s, double x)
{
    return fabs(part_at(s, x)) > 1.0000001;
}

/* ---- The layout */

struct layout {
    tenths from, to; /* of the plot */
    tenths value_end, word_at;
};

static struct str value_of(struct arena *a, const struct spine_row *row)
{
    return number_text(a, row->own, row->form);
}

static struct layout layout_of(struct arena *a, const struct chart_spine *data,
                               bool narrow)
{
    if (narrow)
        return (struct layout){0, PX(CHART_NARROW), 0, 0};
    tenths widest = PX(40);
    for (size_t i = 0; i < data->count; i++) {
        tenths width = svg_width(value_of(a, &data->rows[i]), 13, true);
        widest = width > widest ? width : widest;
    }
    widest = widest > PX(190) ? PX(190) : widest;
    tenths value_end = label_width + gap + widest;
    tenths to = PX(CHART_WIDE) - word_width - gap;
    return (struct layout){value_end + gap, to, value_end, to + gap};
}

static struct lines label_lines(struct arena *a, const struct spine_row *row, bool narrow)
{
    struct str text = row->period.len ? arena_format(a, "%.*s, %.*s", STR_ARG(row->label),
                                                     STR_ARG(row->period))
                                      : row->label;
    return svg_wrap(a, text, label_type, narrow ? PX(CHART_NARROW) : label_width,
                    LABEL_LINES);
}

static tenths row_height(struct arena *a, const struct spine_row *row, bool narrow)
{
    tenths labels = (tenths)label_lines(a, row, narrow).count * pitch;
    if (narrow)
        return labels + PX(56);
    return labels + PX(14) > PX(34) ? labels + PX(14) : PX(34);
}

/* ---- One row */

static const struct paint hollow = {SVG_PAPER, SVG_INK, PX(2), NULL};

static bool is_aimless(const struct spine_row *row)
{
    return row->no_direction && row->says == SAYS_UNTESTED;
}

static struct str word_of(const struct spine_row *row)
{
    return is_aimless(row) ? STR("no direction") : mark_word(row->says);
}

static void put_end(struct sheet *s, struct point at, tenths outward)
{
    struct point head[] = {
        {at.x + outward, at.y}, {at.x, at.y - PX(4)}, {at.x, at.y + PX(4)}};
    svg_path(&s->svg, head, 3, true, (struct paint){.fill = LINE_THIN});
}

static void put_range(struct sheet *s, const struct row_scale *scale,
                      const struct spine_row *row, tenths y)
{
    const double *q = row->quantiles;
    tenths ends[] = {place_at(scale, q[0]), place_at(scale, q[4])};
    struct paint thin = {.stroke = LINE_THIN, .width = PX(1) + 5};
    svg_line(&s->svg, (struct point){ends[0], y}, (struct point){ends[1], y}, thin);
    for (size_t i = 0; i < 2; i++) {
        double x = q[i ? 4 : 0];
        tenths outward = ends[i] < scale->middle ? -PX(6) : PX(6);
        if (goes_on(scale, x))
            put_end(s, (struct point){ends[i], y}, outward);
        else
            svg_line(&s->svg, (struct point){ends[i], y - PX(4)},
                     (struct point){ends[i], y + PX(4)}, thin);
    }
}

static void put_quarters(struct sheet *s, const struct row_scale *scale,
                         const struct spine_row *row, tenths y)
{
    tenths a = place_at(scale, row->quantiles[1]);
    tenths b = place_at(scale, row->quantiles[3]);
    tenths from = a < b ? a : b, to = a < b ? b : a;
    svg_box(&s->svg, (struct point){from, y - PX(7)}, (struct point){to - from, PX(14)},
            (struct paint){.fill = TINT_GREY, .stroke = LINE_THIN, .width = PX(1)});
}

static void put_centre(struct sheet *s, tenths x, tenths from, tenths to)
{
    svg_line(&s->svg, (struct point){x, from}, (struct point){x, to},
             (struct paint){.stroke = SVG_INK, .width = PX(1)});
}

static void put_strip(struct sheet *s, const struct row_scale *scale,
                      const struct spine_row *row, tenths y)
{
    if (has_areas(row)) {
        put_range(s, scale, row, y);
        put_quarters(s, scale, row, y);
    }
    if (scale->of_england)
        put_centre(s, scale->middle, y - PX(15), y + PX(15));
    if (isfinite(row->neighbours)) {
        tenths x = place_at(scale, row->neighbours);
        svg_line(&s->svg, (struct point){x, y - PX(11)}, (struct point){x, y + PX(11)},
                 (struct paint){.stroke = MARK_ORANGE, .width = PX(3)});
    }
    struct point at = {place_at(scale, row->own), y};
    struct paint paint = {.fill = mark_colour(row->says)};
    enum mark mark = is_aimless(row) ? MARK_DIAMOND : mark_of(row->says);
    if (row->says == SAYS_UNTESTED)
        paint = hollow;
    chart_mark(s, mark, at, mark == MARK_DIAMOND ? PX(13) : PX(15), paint);
}

static void put_wide(struct sheet *s, const struct layout *l, const struct spine_row *row,
                     tenths y)
{
    struct lines lines = label_lines(s->arena, row, false);
    tenths height = row_height(s->arena, row, false), middle = y + height / 2;
    tenths first = middle - (tenths)(lines.count - 1) * pitch / 2 + PX(4) + 5;
    chart_lines(s, (struct point){0, first}, label_type, pitch, &lines);
    tenths base = middle + PX(4) + 5;
    svg_label(&s->svg, (struct point){l->value_end, base}, value_type,
              value_of(s->arena, row));
    svg_label(&s->svg, (struct point){l->word_at, base}, word_type, word_of(row));
    struct row_scale scale = scale_of(row, l->from, l->to);
    put_strip(s, &scale, row, middle);
}

static void put_narrow(struct sheet *s, const struct layout *l,
                       const struct spine_row *row, tenths y)
{
    struct lines lines = label_lines(s->arena, row, true);
    chart_lines(s, (struct point){0, y + PX(17)}, label_type, pitch, &lines);
    tenths base = y + PX(17) + (tenths)lines.count * pitch;
    struct type bold = {13, ANCHOR_START, true, false};
    struct str value = value_of(s->arena, row);
    svg_label(&s->svg, (struct point){0, base}, bold, value);
    svg_label(&s->svg, (struct point){svg_width(value, 13, true) + PX(8), base},
              word_type, word_of(row));
    struct row_scale scale = scale_of(row, l->from, l->to);
    put_strip(s, &scale, row, base + PX(21));
}

/* ---- Around the rows */

static bool any_clipped(const struct chart_spine *data)
{
    for (size_t i = 0; i < data->count; i++) {
        const struct spine_row *row = &data->rows[i];
        if (!is_drawn(row) || !has_areas(row))
            continue;
        struct row_scale scale = scale_of(row, 0, PX(100));
        if (goes_on(&scale, row->quantiles[0]) || goes_on(&scale, row->quantiles[4]))
            return true;
    }
    return false;
}

struct tally {
    size_t with[SAYS_LOWER + 1]; /* of untested: those with a direction */
    size_t aimless, undirected;  /* of no direction: untested, and all */
    size_t drawn, areas;         /* areas: with figures of areas */
    size_t off_centre;           /* of these, with no line of England */
};

static struct tally tally_of(const struct chart_spine *data)
{
    struct tally t = {.drawn = 0};
    for (size_t i = 0; i < data->count; i++) {
        if (!is_drawn(&data->rows[i]))
            continue;
        if (is_aimless(&data->rows[i]))
            t.aimless++;
        else
            t.with[data->rows[i].says]++;
        t.undirected += data->rows[i].no_direction;
        t.areas += has_areas(&data->rows[i]);
        t.off_centre += has_areas(&data->rows[i]) && !england_is_among(&data->rows[i]);
        t.drawn++;
    }
    return t;
}

static size_t fill_keys(const struct chart_spine *data, struct key keys[KEYS])
{
    struct tally t = tally_of(data);
    struct paint edge = {.fill = TINT_GREY, .stroke = LINE_THIN, .width = PX(1)};
    struct paint thin = {.stroke = LINE_THIN, .width = PX(1) + 5};
    size_t n = 0;
    for (unsigned i = 0; i <= SAYS_WORSE; i++) {
        enum chart_says says = (enum chart_says)i;
        struct paint paint = {.fill = mark_colour(says)};
        if (says == SAYS_UNTESTED)
            paint = hollow;
        if (t.with[says])
            keys[n++] = (struct key){mark_word(says), key_mark, paint, mark_of(says)};
    }
    if (t.undirected)
        keys[n++] = (struct key){
            STR("no good direction: higher is to the right"), key_mark,
            t.aimless == t.undirected ? hollow : (struct paint){.fill = MARK_TEAL},
            MARK_DIAMOND};
    if (t.areas)
        keys[n++] = (struct key){data->near ? STR("middle half of area and neighbours")
                                            : STR("middle half of authorities"),
                                 key_box, edge, MARK_DOT};
    if (t.areas)
        keys[n++] = (struct key){any_clipped(data)
                                     ? STR("lowest to highest; \xe2\x96\xb8 goes on")
                                     : STR("lowest to highest"),
                                 key_line, thin, MARK_DOT};
    if (t.off_centre)
        keys[n++] = (struct key){
            STR("without England\xe2\x80\x99s line: the middle authority in the middle"),
            key_nothing, thin, MARK_DOT};
    keys[n++] =
        (struct key){data->neighbours, key_line,
                     (struct paint){.stroke = MARK_ORANGE, .width = PX(3)}, MARK_DOT};
    return n;
}

static void put_head(struct sheet *s, const struct layout *l,
                     const struct chart_spine *data, tenths y)
{
    struct tally t = tally_of(data);
    bool aimed = t.undirected < t.drawn;
    tenths middle = l->from + (l->to - l->from) / 2, base = y + PX(15);
    svg_label(&s->svg, (struct point){l->from, base}, word_type,
              aimed ? STR("\xe2\x86\x90 worse") : STR("\xe2\x86\x90 lower"));
    svg_label(&s->svg, (struct point){middle, base},
              (struct type){12, ANCHOR_MIDDLE, true, false}, STR("England"));
    svg_label(&s->svg, (struct point){l->to, base},
              (struct type){12, ANCHOR_END, false, true},
              aimed ? STR("better \xe2\x86\x92") : STR("higher \xe2\x86\x92"));
}

static tenths keys_height(struct arena *a, const struct chart_spine *data, bool narrow)
{
    struct sheet measuring = {.arena = a};
    struct key keys[KEYS];
    size_t count = fill_keys(data, keys);
    return chart_keys(&measuring, keys, count, (struct point){0, 0},
                      PX(narrow ? CHART_NARROW : CHART_WIDE));
}

static tenths height(struct arena *a, const void *of, bool narrow)
{
    const struct chart_spine *data = of;
    tenths sum = head_height + PX(10) + keys_height(a, data, narrow);
    for (size_t i = 0; i < data->count; i++)
        sum += is_drawn(&data->rows[i]) ? row_height(a, &data->rows[i], narrow) : 0;
    return sum;
}

static void draw(struct sheet *s, const void *of)
{
    const struct chart_spine *data = of;
    struct layout l = layout_of(s->arena, data, s->narrow);
    struct key keys[KEYS];
    tenths y = s->top;
    put_head(s, &l, data, y);
    y += head_height;
    for (size_t i = 0; i < data->count; i++) {
        const struct spine_row *row = &data->rows[i];
        if (!is_drawn(row))
            continue;
        svg_line(&s->svg, (struct point){0, y}, (struct point){s->width, y},
                 (struct paint){.stroke = TINT_GREY, .width = PX(1)});
        (s->narrow ? put_narrow : put_wide)(s, &l, row, y);
        y += row_height(s->arena, row, s->narrow);
    }
    svg_line(&s->svg, (struct point){0, y}, (struct point){s->width, y},
             (struct paint){.stroke = LINE_THIN, .width = PX(1)});
    chart_keys(s, keys, fill_keys(data, keys), (struct point){0, y + PX(8)}, s->width);
}

/* ---- In words */

static struct str alt_of(struct arena *a, const struct chart_spine *data)
{
    struct tally t = tally_of(data);
    struct buf out = buf_new(a, 4 * KIB);
    buf_format(&out, "A spine chart of %zu measure%s of %.*s.", t.drawn,
               t.drawn == 1 ? "" : "s", STR_ARG(data->area));
    buf_format(&out, " Beside %.*s:", STR_ARG(data->comparator));
    const char *mark = " ";
    for (unsigned i = SAYS_BETTER; i <= SAYS_LOWER + 1; i++) {
        enum chart_says says = (enum chart_says)(i % (SAYS_LOWER + 1));
        if (t.with[says] == 0)
            continue;
        buf_format(&out, "%s%zu %.*s", mark, t.with[says], STR_ARG(mark_word(says)));
        mark = ", ";
    }
    if (t.aimless)
        buf_format(&out, "%s%zu of no direction and not tested", mark, t.aimless);
    buf_format(&out,
               ". A row shows the middle half and the range of %s with England in the "
               "middle and better to the right, a tick for the neighbours and a mark for "
               "the area.",
               data->near ? "the area and its neighbours" : "all authorities");
    return buf_text(&out);
}

static struct str beside(const struct spine_row *row)
{
    struct str said = mark_said(row->says);
    if (is_aimless(row))
        return STR("no direction, not tested");
    return said.len ? said : mark_word(row->says);
}

static void put_row(struct document *d, struct doc *table, const struct spine_row *row)
{
    struct arena *a = d->arena;
    const double *q = row->quantiles;
    struct str head = row->period.len ? arena_format(a, "%.*s, %.*s", STR_ARG(row->label),
                                                     STR_ARG(row->period))
                                      : row->label;
    struct doc *at = chart_row(d, table, head);
    struct doc *own = chart_number(d, at, row->own, row->form);
    own->ids = row->ids.at;
    own->id_count = row->ids.count;
    chart_cell(d, at, beside(row), (struct chart_ids){NULL, 0});
    chart_number(d, at, row->neighbours, row->form);
    chart_number(d, at, row->england, row->form);
    chart_cell(d, at, number_range(a, q[1], q[3], row->form),
               (struct chart_ids){NULL, 0});
    chart_cell(d, at, number_range(a, q[0], q[4], row->form),
               (struct chart_ids){NULL, 0});
}

struct doc *chart_spine(struct document *d, struct doc *parent,
                        const struct chart_spine *data)
{
    struct arena *a = d->arena;
    if (tally_of(data).drawn == 0)
        return chart_nothing(d, parent, &data->frame);
    struct drawing drawing = {height, draw, data, alt_of(a, data)};
    struct doc *figure = chart_figure(d, parent, &data->frame, &drawing);
    struct str heads[] = {STR("Measure and period"),
                          data->area,
                          arena_format(a, "Beside %.*s", STR_ARG(data->comparator)),
                          data->neighbours,
                          STR("England"),
                          data->near ? STR("Middle half of area and neighbours")
                                     : STR("Middle half of authorities"),
                          STR("Lowest to highest")};
    struct doc *table =
        chart_table(d, figure, STR("The figures of this chart"), heads, 7);
    for (size_t i = 0; i < data->count; i++)
        put_row(d, table, &data->rows[i]);
    return figure;
}
