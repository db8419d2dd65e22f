/* Is the gap more than chance?  Each authority at its size and figure, between the limits
 * within which chance alone would keep it 95 and 99.8 times in a hundred. */
#include <assert.h>
#include <math.h>

#include "publish/chart_parts.h"

enum { KEYS = 9 };
static const tenths plot_wide = PX(350), plot_narrow = PX(250), above = PX(24),
                    below = PX(44);
static const struct type quiet = {12, ANCHOR_END, false, true};

struct plot {
    struct axis x, y; /* x: of the square root of the size, as precision grows */
    double largest;   /* size */
};

static tenths size_at(const struct plot *p, double n)
{
    return axis_at(&p->x, sqrt(n));
}

static bool is_drawn(const struct funnel_point *p)
{
    return fabs(p->n) <= 1e300 && p->n > 0 && fabs(p->value) <= 1e300;
}

static size_t count_drawn(const struct chart_funnel *data)
{
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++)
        count += is_drawn(&data->points[i]);
    return count;
}

static const struct funnel_point *own_of(const struct chart_funnel *data)
{
    for (size_t i = 0; i < data->count; i++) {
        if (data->points[i].kin == PLACE_OWN && is_drawn(&data->points[i]))
            return &data->points[i];
    }
    return NULL;
}

/* Limits of the smallest area may reach far beyond all figures; the plot follows the
 * figures and the wider half of the limits. */
static struct plot plot_of(const struct chart_funnel *data, bool narrow)
{
    struct range y = range_none();
    double largest = 1;
    for (size_t i = 0; i < data->count; i++) {
        if (!is_drawn(&data->points[i]))
            continue;
        range_add(&y, data->points[i].value);
        largest = fmax(largest, data->points[i].n);
    }
    range_add(&y, data->centre);
    size_t middle = data->limit_count / 4;
    if (data->limit_count) {
        range_add(&y, data->limits[middle].low998);
        range_add(&y, data->limits[middle].high998);
    }
    return (struct plot){.x = {.low = 0, .high = sqrt(largest * 1.04)},
                         .y = axis_of(y.low, y.high, narrow ? 4 : 6),
                         .largest = largest};
}

/* ---- Limits */

struct curve {
    double (*of)(const struct chart_limits *limits);
    struct paint paint;
};

static double low95(const struct chart_limits *l)
{
    return l->low95;
}

static double high95(const struct chart_limits *l)
{
    return l->high95;
}

static double low998(const struct chart_limits *l)
{
    return l->low998;
}

static double high998(const struct chart_limits *l)
{
    return l->high998;
}

#define PAINT_95 {.stroke = LINE_THIN, .width = PX(1) + 5, .dash = "5 3"}
#define PAINT_998 {.stroke = LINE_THIN, .width = PX(1) + 5}
static const struct curve curves[] = {
    {low95, PAINT_95}, {high95, PAINT_95}, {low998, PAINT_998}, {high998, PAINT_998}};

static bool within(const struct axis *axis, double x)
{
    return x >= axis->low && x <= axis->high;
}

/* The part of a curve that lies in the plot, begun on the plot's edge. */
static void put_curve(struct sheet *s, const struct plot *p,
                      const struct chart_funnel *data, const struct curve *curve)
{
    struct point *at = arena_make(s->arena, struct point, data->limit_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < data->limit_count; i++) {
        double y = curve->of(&data->limits[i]);
        if (!isfinite(y) || !within(&p->y, y))
            continue;
        double before = i ? curve->of(&data->limits[i - 1]) : (double)NAN;
        if (count == 0 && isfinite(before) && !within(&p->y, before)) {
            double edge = before < p->y.low ? p->y.low : p->y.high;
            double part = (edge - before) / (y - before);
            double n = data->n[i - 1] + part * (data->n[i] - data->n[i - 1]);
            at[count++] = (struct point){size_at(p, n), axis_at(&p->y, edge)};
        }
        at[count++] = (struct point){size_at(p, data->n[i]), axis_at(&p->y, y)};
    }
    if (count > 1)
        svg_path(&s->svg, at, count, false, curve->paint);
}

/* ---- Points */

static void put_point(struct sheet *s, const struct plot *p, const struct funnel_point *o)
{
    struct point at = {size_at(p, o->n), axis_at(&p->y, o->value)};
    bool own = o->kin == PLACE_OWN;
    tenths size = own ? PX(16) : o->band == FUNNEL_WITHIN ? PX(8) : PX(10);
    const char *colour = o->band == FUNNEL_WITHIN ? "#6b757e" : mark_colour(o->says);
    struct paint paint = {.fill = colour};
    if (o->band == FUNNEL_BEYOND_95)
        paint = (struct paint){SVG_PAPER, colour, PX(1) + 5, NULL};
    if (o->kin == PLACE_NEIGHBOUR)
        svg_circle(&s->svg, at, PX(8), (struct paint){"none", SVG_INK, PX(1) + 2, NULL});
    if (own)
        svg_circle(&s->svg, at, PX(11), (struct paint){"none", SVG_INK, PX(2), NULL});
    enum mark mark = o->band == FUNNEL_WITHIN ? MARK_DOT : mark_of(o->says);
    chart_mark(s, mark, at, size, paint);
}

/* ---- The name of the area asked about: where it hides the fewest points */

struct spot {
    struct point from, to; /* its corners */
    bool left;             /* of the mark */
};

static size_t hidden(const struct plot *p, const struct chart_funnel *data,
                     const struct spot *spot)
{
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++) {
        const struct funnel_point *o = &data->points[i];
        if (!is_drawn(o))
            continue;
        struct point at = {size_at(p, o->n), axis_at(&p->y, o->value)};
        count += at.x > spot->from.x - PX(5) && at.x < spot->to.x + PX(5) &&
                 at.y > spot->from.y - PX(5) && at.y < spot->to.y + PX(5);
    }
    return count;
}

static struct spot spot_of(struct point mark, tenths width, tenths away, bool left)
{
    tenths from = left ? mark.x - width - PX(14) : mark.x + PX(14);
    return (struct spot){
        {from, mark.y + away - PX(9)}, {from + width, mark.y + away + PX(9)}, left};
}

static struct spot find_spot(struct sheet *s, const struct plot *p,
                             const struct chart_funnel *data, struct point mark,
                             tenths width)
{
    static const int distances[] = {0, -22, 22, -44, 44, -66, 66, -88, 88, -110, 110};
    struct spot best = spot_of(mark, width, 0, mark.x > s->width / 2);
    size_t fewest = SIZE_MAX;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        for (int left = 0; left < 2; left++) {
            struct spot spot = spot_of(mark, width, PX(distances[i]), left == 1);
            bool inside = spot.from.x >= p->x.from && spot.to.x <= s->width &&
                          spot.from.y >= p->y.to && spot.to.y <= p->y.from;
            size_t hides = inside ? hidden(p, data, &spot) : SIZE_MAX;
            if (hides >= fewest)
                continue;
            fewest = hides;
            best = spot;
        }
    }
    return best;
}

static void put_name(struct sheet *s, const struct plot *p,
                     const struct chart_funnel *data)
{
    const struct funnel_point *own = own_of(data);
    struct type type = {13, ANCHOR_START, true, false};
    if (!own)
        return;
    struct str text =
        arena_format(s->arena, "%.*s %.*s", STR_ARG(own->name),
                     STR_ARG(number_text(s->arena, own->value, data->form)));
    struct point mark = {size_at(p, own->n), axis_at(&p->y, own->value)};
    tenths left = mark.x - p->x.from, right = s->width - mark.x;
    tenths room = (left > right ? left : right) - PX(14);
    struct lines line = svg_wrap(s->arena, text, type, room, 1);
    tenths width = svg_width(line.at[0], type.size, true);
    struct spot spot = find_spot(s, p, data, mark, width);
    struct point near = {spot.left ? spot.to.x : spot.from.x,
                         (spot.from.y + spot.to.y) / 2};
    svg_line(&s->svg, mark, near, (struct paint){.stroke = SVG_INK, .width = PX(1)});
    svg_box(&s->svg, spot.from, (struct point){width, PX(18)},
            (struct paint){.fill = SVG_PAPER});
    type.anchor = spot.left ? ANCHOR_END : ANCHOR_START;
    chart_lines(s, (struct point){near.x, near.y + PX(4)}, type, 0, &line);
}

/* ---- Axes */

/* 1, 2 and 5 times powers of ten, from the greatest on as far as there is room. */
static void put_sizes(struct sheet *s, const struct plot *p)
{
    static const double steps[] = {5, 2, 1};
    struct type middle = {12, ANCHOR_MIDDLE, false, true};
    tenths left = s->width + PX(8);
    int powers = (int)log10(p->largest) + 1;
    for (int power = powers; power >= 0; power--) {
        for (size_t i = 0; i < 3; i++) {
            double n = steps[i] * pow(10, power);
            struct str text =
                number_text(s->arena, n, (struct number_form){.decimals = 0});
            tenths half = svg_width(text, 12, false) / 2;
            tenths x = size_at(p, n);
            if (n > p->largest || n < p->largest / 500 || x + half > left - PX(8) ||
                x - half < 0)
                continue;
            svg_line(&s->svg, (struct point){x, p->y.from},
                     (struct point){x, p->y.from + PX(4)},
                     (struct paint){.stroke = LINE_THIN, .width = PX(1)});
            svg_label(&s->svg, (struct point){x, p->y.from + PX(18)}, middle, text);
            left = x - half;
        }
    }
}

static void put_axes(struct sheet *s, const struct plot *p,
                     const struct chart_funnel *data)
{
    struct type middle = {12, ANCHOR_MIDDLE, false, true};
    struct paint grid = {.stroke = TINT_GREY, .width = PX(1)};
    for (int i = p->y.first; i <= p->y.last; i++) {
        tenths y = axis_at(&p->y, axis_tick(&p->y, i));
        svg_line(&s->svg, (struct point){p->x.from, y}, (struct point){p->x.to, y}, grid);
        svg_label(&s->svg, (struct point){p->x.from - PX(8), y + PX(4)}, quiet,
                  axis_text(s->arena, &p->y, i, data->form));
    }
    put_sizes(s, p);
    middle.anchor = ANCHOR_END;
    struct lines line = svg_wrap(s->arena, data->counted, middle, p->x.to, 1);
    chart_lines(s, (struct point){p->x.to, p->y.from + PX(36)}, middle, 0, &line);
    if (data->unit.len)
        svg_label(&s->svg, (struct point){0, s->top + PX(12)},
                  (struct type){12, ANCHOR_START, false, true}, data->unit);
}

/* ---- Keys, with their counts */

static size_t count_band(const struct chart_funnel *data, enum funnel_band band,
                         enum chart_says says)
{
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++) {
        const struct funnel_point *p = &data->points[i];
        bool same = band == FUNNEL_WITHIN || p->says == says;
        count += is_drawn(p) && p->band == band && same;
    }
    return count;
}

static size_t fill_keys(struct arena *a, const struct chart_funnel *data,
                        struct key keys[KEYS])
{
    static const enum chart_says sides[] = {SAYS_BETTER, SAYS_WORSE, SAYS_HIGHER,
                                            SAYS_LOWER};
    size_t n = 0, inside = count_band(data, FUNNEL_WITHIN, SAYS_SIMILAR);
    keys[n++] = (struct key){arena_format(a, "within 95%%: %zu", inside),
                             key_mark,
                             {.fill = "#6b757e"},
                             MARK_DOT};
    for (size_t i = 0; i < 4; i++) {
        size_t far = count_band(data, FUNNEL_BEYOND_998, sides[i]);
        size_t near = count_band(data, FUNNEL_BEYOND_95, sides[i]);
        struct str text = arena_format(a, "%.*s, beyond 95%%: %zu; 99.8%%: %zu",
                                       STR_ARG(mark_word(sides[i])), near + far, far);
        if (near + far)
            keys[n++] = (struct key){
                text, key_mark, {.fill = mark_colour(sides[i])}, mark_of(sides[i])};
    }
    keys[n++] = (struct key){STR("95% limits"), key_line, PAINT_95, MARK_DOT};
    keys[n++] = (struct key){STR("99.8% limits"), key_line, PAINT_998, MARK_DOT};
    keys[n++] = (struct key){
        data->centre_name, key_line, {.stroke = SVG_INK, .width = PX(1)}, MARK_DOT};
    for (size_t i = 0; i < data->count; i++) {
        if (data->points[i].kin != PLACE_NEIGHBOUR)
            continue;
        keys[n++] = (struct key){STR("ringed: neighbours"),
                                 key_mark,
                                 {"none", SVG_INK, PX(1) + 2, NULL},
                                 MARK_RING};
        break;
    }
    return n;
}

/* ---- The drawing */

static tenths height(struct arena *a, const void *of, bool narrow)
{
    struct sheet measuring = {.arena = a};
    struct key keys[KEYS];
    size_t count = fill_keys(a, of, keys);
    tenths tall = chart_keys(&measuring, keys, count, (struct point){0, 0},
                             PX(narrow ? CHART_NARROW : CHART_WIDE));
    return above + (narrow ? plot_narrow : plot_wide) + below + tall + PX(4);
}

static void draw(struct sheet *s, const void *of)
{
    const struct chart_funnel *data = of;
    struct plot p = plot_of(data, s->narrow);
    struct key keys[KEYS];
    tenths labels = axis_text_width(s->arena, &p.y, data->form);
    p.x.from = (labels > PX(100) ? PX(100) : labels) + PX(14);
    p.x.to = s->width - PX(14);
    p.y.to = s->top + above;
    p.y.from = p.y.to + (s->narrow ? plot_narrow : plot_wide);
    put_axes(s, &p, data);
    if (isfinite(data->centre)) {
        tenths y = axis_at(&p.y, data->centre);
        svg_line(&s->svg, (struct point){p.x.from, y}, (struct point){p.x.to, y},
                 (struct paint){.stroke = SVG_INK, .width = PX(1)});
    }
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        put_curve(s, &p, data, &curves[i]);
    for (enum place_kin kin = PLACE_OTHER; kin <= PLACE_OWN; kin++) {
        for (size_t i = 0; i < data->count; i++) {
            if (is_drawn(&data->points[i]) && data->points[i].kin == kin)
                put_point(s, &p, &data->points[i]);
        }
    }
    put_name(s, &p, data);
    chart_keys(s, keys, fill_keys(s->arena, data, keys),
               (struct point){0, p.y.from + below}, s->width);
}

/* ---- In words */

static struct str band_words(const struct funnel_point *p, struct arena *a)
{
    static const char *const bands[] = {[FUNNEL_WITHIN] = "within 95%",
                                        [FUNNEL_BEYOND_95] = "beyond 95%",
                                        [FUNNEL_BEYOND_998] = "beyond 99.8%"};
    if (!is_drawn(p))
        return STR("not drawn");
    if (p->band == FUNNEL_WITHIN)
        return arena_format(a, "\xe2\x97\x8f %s", bands[p->band]);
    return arena_format(a, "%.*s, %s", STR_ARG(mark_said(p->says)), bands[p->band]);
}

static struct str alt_of(struct arena *a, const struct chart_funnel *data)
{
    const struct funnel_point *own = own_of(data);
    struct buf out = buf_new(a, 4 * KIB);
    buf_format(&out,
               "A funnel plot of %zu authorities by size, around %.*s (%.*s): %zu lie "
               "within the 95%% limits.",
               count_drawn(data), STR_ARG(data->centre_name),
               STR_ARG(number_text(a, data->centre, data->form)),
               count_band(data, FUNNEL_WITHIN, SAYS_SIMILAR));
    if (own)
        buf_format(&out, " %.*s: %.*s, %.*s.", STR_ARG(own->name),
                   STR_ARG(number_text(a, own->value, data->form)),
                   STR_ARG(band_words(own, a)));
    return buf_text(&out);
}

struct doc *chart_funnel(struct document *d, struct doc *parent,
                         const struct chart_funnel *data)
{
    struct arena *a = d->arena;
    if (count_drawn(data) == 0)
        return chart_nothing(d, parent, &data->frame);
    struct str heads[] = {STR("Authority"), data->counted, STR("Figure"),
                          STR("95% limits there"), STR("Beside them")};
    struct drawing drawing = {height, draw, data, alt_of(a, data)};
    struct doc *figure = chart_figure(d, parent, &data->frame, &drawing);
    struct doc *table =
        chart_table(d, figure, STR("The figures of this chart"), heads, 5);
    for (size_t i = 0; i < data->count; i++) {
        const struct funnel_point *p = &data->points[i];
        struct doc *row = chart_row(d, table, p->name);
        struct number_form count = {0, false};
        chart_number(d, row, p->n, count);
        chart_number(d, row, p->value, data->form);
        chart_cell(d, row, number_range(a, p->low95, p->high95, data->form),
                   (struct chart_ids){NULL, 0});
        chart_cell(d, row, band_words(p, a), (struct chart_ids){NULL, 0});
    }
    return figure;
}
