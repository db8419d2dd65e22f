/* A map on which every authority is as large as any other: what it shows of each is a
 * tint, a mark and, in the table, a word.  Borders of regions are drawn. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "publish/chart_parts.h"

static const tenths map_wide = PX(412), tallest = PX(620);

/* ---- Looks */

static const struct look {
    const char *fill, *ink; /* ink: of the mark, 3:1 and more on the fill */
    int mark;               /* -1: none */
    struct str word;
} looks[] = {
    [MAP_NONE] = {SVG_PAPER, LINE_THIN, -1, STR("no figure")},
    [MAP_UNTESTED] = {SVG_PAPER, SVG_INK, MARK_RING, STR("not tested")},
    [MAP_BETTER] = {MARK_BLUE, SVG_PAPER, MARK_UP, STR("better")},
    [MAP_SIMILAR] = {TINT_GREY, SVG_QUIET, MARK_DOT, STR("similar")},
    [MAP_WORSE] = {MARK_PINK, SVG_PAPER, MARK_DOWN, STR("worse")},
    [MAP_HIGHER] = {MARK_BLUE, SVG_PAPER, MARK_UP, STR("higher")},
    [MAP_LOWER] = {TINT_ORANGE, SVG_INK, MARK_DOWN, STR("lower")},
    [MAP_QUARTER_A] = {MARK_BLUE, SVG_PAPER, MARK_UP, STR("best quarter")},
    [MAP_QUARTER_B] = {TINT_BLUE, SVG_INK, MARK_UP, STR("second quarter")},
    [MAP_QUARTER_C] = {TINT_ORANGE, SVG_INK, MARK_DOWN, STR("third quarter")},
    [MAP_QUARTER_D] = {MARK_PINK, SVG_PAPER, MARK_DOWN, STR("worst quarter")},
};

static struct str word_of(const struct chart_hexagons *data, enum map_band band)
{
    if (data->grades && band == MAP_NONE)
        return STR("none held");
    if (data->grades && band >= MAP_QUARTER_A && band <= MAP_QUARTER_D)
        return data->grades[band - MAP_QUARTER_A];
    if (!data->direction && band == MAP_QUARTER_A)
        return STR("highest quarter");
    if (!data->direction && band == MAP_QUARTER_D)
        return STR("lowest quarter");
    return looks[band].word;
}

static struct str said_of(struct arena *a, const struct chart_hexagons *data,
                          enum map_band band)
{
    struct str word = word_of(data, band);
    if (looks[band].mark < 0)
        return word;
    static const char *const marks[] = {[MARK_UP] = "\xe2\x96\xb2",
                                        [MARK_DOT] = "\xe2\x97\x8f",
                                        [MARK_DOWN] = "\xe2\x96\xbc",
                                        [MARK_RING] = "\xe2\x97\x8b"};
    return arena_format(a, "%s %.*s", marks[looks[band].mark], STR_ARG(word));
}

/* ---- The grid */

struct grid {
    int left, right, low, high; /* in half hexagons; in rows */
    tenths half, third; /* half a hexagon's width; a third of the pitch of two rows */
    tenths top;
};

static int half_steps(const struct hexagon *hexagon)
{
    return 2 * hexagon->q + (hexagon->r & 1);
}

/* Hexagons as large as the width and the tallest map allow. */
static struct grid fitted(const struct grid *of, tenths width, int columns, int rows)
{
    struct grid g = *of;
    g.half = width / columns;
    /* A pointed hexagon is 2/√3 as high as wide; rows lie 3/4 of that apart. */
    tenths by_height = (tallest * 2) / (rows * 4) * 100 / 115;
    g.half = g.half > by_height ? by_height : g.half;
    g.half = g.half > PX(30) ? PX(30) : g.half;
    g.half = g.half < 1 ? 1 : g.half;
    g.third = g.half * 1155 / 2000; /* half the side: a quarter of the height */
    return g;
}

static struct grid grid_of(const struct chart_hexagons *data, bool narrow)
{
    struct grid g = {half_steps(data->hexagons),
                     half_steps(data->hexagons),
                     data->hexagons[0].r,
                     data->hexagons[0].r,
                     0,
                     0,
                     0};
    for (size_t i = 0; i < data->count; i++) {
        const struct hexagon *h = &data->hexagons[i];
        int at = half_steps(h), row = h->r;
        assert(h->q >= 0 && h->q < 100 && h->r >= 0 && h->r < 100);
        g.left = at < g.left ? at : g.left;
        g.right = at > g.right ? at : g.right;
        g.low = row < g.low ? row : g.low;
        g.high = row > g.high ? row : g.high;
    }
    tenths width = narrow ? PX(CHART_NARROW) : map_wide;
    int columns = g.right - g.left + 2, rows = g.high - g.low + 1;
    return fitted(&g, width - PX(4), columns, rows);
}

static tenths grid_height(const struct grid *g)
{
    return (tenths)(g->high - g->low) * 3 * g->third + 4 * g->third + PX(6);
}

static struct point centre_of(const struct grid *g, const struct hexagon *hexagon)
{
    return (struct point){PX(2) + (tenths)(half_steps(hexagon) - g->left + 1) * g->half,
                          g->top + PX(3) + 2 * g->third +
                              (tenths)(g->high - hexagon->r) * 3 * g->third};
}

static void corners_of(const struct grid *g, struct point c, struct point out[6])
{
    tenths h = g->half, t = g->third;
    out[0] = (struct point){c.x, c.y - 2 * t};
    out[1] = (struct point){c.x + h, c.y - t};
    out[2] = (struct point){c.x + h, c.y + t};
    out[3] = (struct point){c.x, c.y + 2 * t};
    out[4] = (struct point){c.x - h, c.y + t};
    out[5] = (struct point){c.x - h, c.y - t};
}

/* ---- Borders: an edge between two regions, or of the land. */

static int by_place(const void *a, const void *b)
{
    const struct hexagon *const *x = a, *const *y = b;
    if ((*x)->r != (*y)->r)
        return (*x)->r < (*y)->r ? -1 : 1;
    int l = half_steps(*x), r = half_steps(*y);
    return l < r ? -1 : l > r;
}

static const struct hexagon *find(const struct hexagon **sorted, size_t count, int steps,
                                  int row)
{
    /* The low bit of a place is its row's. */
    struct hexagon wanted = {.q = (steps - (row & 1)) / 2, .r = row};
    const struct hexagon *key = &wanted;
    const struct hexagon **found = bsearch(&key, sorted, count, sizeof *sorted, by_place);
    return found ? *found : NULL;
}

static void put_borders(struct sheet *s, const struct grid *g,
                        const struct hexagon **sorted, size_t count)
{
    /* Towards each edge: corners i and i + 1. */
    static const struct {
        int steps, rows;
    } beyond[6] = {{1, 1}, {2, 0}, {1, -1}, {-1, -1}, {-2, 0}, {-1, 1}};
    for (size_t i = 0; i < count; i++) {
        struct point corners[6];
        corners_of(g, centre_of(g, sorted[i]), corners);
        for (size_t k = 0; k < 3; k++) { /* each edge between two is seen from one side */
            const struct hexagon *other =
                find(sorted, count, half_steps(sorted[i]) + beyond[k].steps,
                     sorted[i]->r + beyond[k].rows);
            if (!other || str_equal(other->region, sorted[i]->region))
                continue;
            svg_line(&s->svg, corners[k], corners[(k + 1) % 6],
                     (struct paint){.stroke = SVG_PAPER, .width = PX(5)});
            svg_line(&s->svg, corners[k], corners[(k + 1) % 6],
                     (struct paint){.stroke = SVG_INK, .width = PX(1) + 5});
        }
    }
}

/* ---- The drawing */

static void put_hexagon(struct sheet *s, const struct grid *g, const struct hexagon *h)
{
    struct point centre = centre_of(g, h), corners[6];
    const struct look *look = &looks[h->band];
    corners_of(g, centre, corners);
    svg_path(&s->svg, corners, 6, true,
             (struct paint){look->fill, SVG_PAPER, PX(1), NULL});
    if (h->band == MAP_NONE) {
        struct point inner[6];
        struct grid less = *g;
        less.half = g->half * 8 / 10;
        less.third = g->third * 8 / 10;
        corners_of(&less, centre, inner);
        svg_path(&s->svg, inner, 6, true, (struct paint){SVG_PAPER, LINE_THIN, 8, "2 2"});
    }
    if (look->mark >= 0)
        chart_mark(s, (enum mark)look->mark, centre,
                   look->mark == MARK_DOT ? g->half * 5 / 10 : g->half * 9 / 10,
                   (struct paint){look->ink, look->fill, 1, NULL});
}

static void put_outline(struct sheet *s, const struct grid *g, const struct hexagon *h)
{
    struct point corners[6];
    bool own = h->kin == PLACE_OWN;
    corners_of(g, centre_of(g, h), corners);
    if (own)
        svg_path(&s->svg, corners, 6, true,
                 (struct paint){"none", SVG_PAPER, PX(6), NULL});
    svg_path(&s->svg, corners, 6, true,
             (struct paint){"none", own ? SVG_INK : MARK_ORANGE, own ? PX(3) : PX(2) + 5,
                            NULL});
}

static size_t count_band(const struct chart_hexagons *data, enum map_band band)
{
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++)
        count += data->hexagons[i].band == band;
    return count;
}

static void key_look(struct sheet *s, struct point at, const struct key *key)
{
    key_box(s, at, key);
    if (key->paint.dash)
        return;
    chart_mark(s, key->mark, (struct point){at.x + PX(KEY_SAMPLE) / 2, at.y}, PX(9),
               (struct paint){key->paint.stroke, key->paint.fill, 1, NULL});
}

static const struct hexagon *own_of(const struct chart_hexagons *data)
{
    for (size_t i = 0; i < data->count; i++) {
        if (data->hexagons[i].kin == PLACE_OWN)
            return &data->hexagons[i];
    }
    return NULL;
}

static struct str value_of(struct arena *a, const struct chart_hexagons *data,
                           const struct hexagon *h)
{
    struct str value = number_text(a, h->value, data->form);
    return value.len ? value : h->missing;
}

static size_t fill_keys(struct arena *a, const struct chart_hexagons *data,
                        struct key keys[MAP_BANDS + 2])
{
    size_t n = 0;
    for (unsigned i = 1; i <= MAP_BANDS; i++) {
        enum map_band band = (enum map_band)(i % MAP_BANDS); /* no figure last */
        size_t count = count_band(data, band);
        const struct look *look = &looks[band];
        struct paint paint = {look->fill, look->ink, PX(1), NULL};
        if (band == MAP_NONE)
            paint = (struct paint){SVG_PAPER, LINE_THIN, 8, "2 2"};
        if (count)
            keys[n++] = (struct key){
                arena_format(a, "%.*s: %zu", STR_ARG(word_of(data, band)), count),
                key_look, paint, (enum mark)(look->mark < 0 ? MARK_RING : look->mark)};
    }
    const struct hexagon *own = own_of(data);
    bool neighbours = false;
    for (size_t i = 0; i < data->count; i++)
        neighbours |= data->hexagons[i].kin == PLACE_NEIGHBOUR;
    if (own)
        keys[n++] = (struct key){arena_format(a, "%.*s: %.*s", STR_ARG(own->name),
                                              STR_ARG(value_of(a, data, own))),
                                 key_box,
                                 {SVG_PAPER, SVG_INK, PX(3), NULL},
                                 MARK_RING};
    if (neighbours)
        keys[n++] = (struct key){STR("its neighbours"),
                                 key_box,
                                 {SVG_PAPER, MARK_ORANGE, PX(2) + 5, NULL},
                                 MARK_RING};
    return n;
}

static const tenths keys_wide = PX(214);

static tenths height(struct arena *a, const void *of, bool narrow)
{
    const struct chart_hexagons *data = of;
    struct sheet measuring = {.arena = a};
    struct key keys[MAP_BANDS + 2];
    struct grid g = grid_of(data, narrow);
    size_t count = fill_keys(a, data, keys);
    tenths tall = chart_keys(&measuring, keys, count, (struct point){0, 0},
                             narrow ? PX(CHART_NARROW) : keys_wide);
    tenths map = grid_height(&g);
    if (narrow)
        return map + tall + PX(10);
    return (map > tall + PX(10) ? map : tall + PX(10)) + PX(4);
}

static void draw(struct sheet *s, const void *of)
{
    const struct chart_hexagons *data = of;
    struct grid g = grid_of(data, s->narrow);
    struct key keys[MAP_BANDS + 2];
    const struct hexagon **sorted =
        arena_make(s->arena, const struct hexagon *, data->count);
    g.top = s->top;
    for (size_t i = 0; i < data->count; i++)
        sorted[i] = &data->hexagons[i];
    qsort(sorted, data->count, sizeof *sorted, by_place);
    for (size_t i = 0; i < data->count; i++)
        put_hexagon(s, &g, sorted[i]);
    put_borders(s, &g, sorted, data->count);
    for (enum place_kin kin = PLACE_NEIGHBOUR; kin <= PLACE_OWN; kin++) {
        for (size_t i = 0; i < data->count; i++) {
            if (sorted[i]->kin == kin)
                put_outline(s, &g, sorted[i]);
        }
    }
    struct point at = {PX(CHART_WIDE) - keys_wide, s->top + PX(10)};
    if (s->narrow)
        at = (struct point){0, s->top + grid_height(&g) + PX(6)};
    chart_keys(s, keys, fill_keys(s->arena, data, keys), at,
               s->narrow ? s->width : keys_wide);
}

/* ---- In words */

static struct str alt_of(struct arena *a, const struct chart_hexagons *data)
{
    struct buf out = buf_new(a, 4 * KIB);
    const char *mark = ": ";
    buf_format(&out, "A map of England with one hexagon for each of %zu authorities",
               data->count);
    if (data->comparator.len)
        buf_format(&out, ", each beside %.*s", STR_ARG(data->comparator));
    for (unsigned i = 1; i <= MAP_BANDS; i++) {
        enum map_band band = (enum map_band)(i % MAP_BANDS);
        size_t count = count_band(data, band);
        if (count == 0)
            continue;
        buf_format(&out, "%s%zu %.*s", mark, count, STR_ARG(word_of(data, band)));
        mark = ", ";
    }
    buf_char(&out, '.');
    const struct hexagon *own = own_of(data);
    if (own)
        buf_format(&out, " %.*s: %.*s, %.*s.", STR_ARG(own->name),
                   STR_ARG(value_of(a, data, own)), STR_ARG(word_of(data, own->band)));
    return buf_text(&out);
}

/* Of a map of figures three columns and a word; of grades the word alone. */
static void put_row(struct document *d, struct doc *table,
                    const struct chart_hexagons *data, const struct hexagon *h)
{
    struct arena *a = d->arena;
    struct doc *row = chart_row(d, table, h->name);
    struct chart_ids none = {NULL, 0};
    chart_cell(d, row, h->region.len ? h->region : STR("none"), none);
    if (!data->grades)
        chart_cell(d, row, value_of(a, data, h), none)->numeric = true;
    struct doc *cell = chart_cell(
        d, row, data->grades ? word_of(data, h->band) : said_of(a, data, h->band), none);
    if (data->grades && h->band >= MAP_QUARTER_A)
        cell->fill = (unsigned)(h->band - MAP_QUARTER_A) + 1;
}

struct doc *chart_hexagons(struct document *d, struct doc *parent,
                           const struct chart_hexagons *data)
{
    struct arena *a = d->arena;
    struct str last = data->comparator.len
                          ? arena_format(a, "Beside %.*s", STR_ARG(data->comparator))
                          : STR("Quarter");
    struct str heads[] = {STR("Authority"), STR("Region"), STR("Figure"), last};
    if (data->grades)
        heads[2] = STR("Grade");
    if (data->count == 0 || count_band(data, MAP_NONE) == data->count)
        return chart_nothing(d, parent, &data->frame);
    struct drawing drawing = {height, draw, data, alt_of(a, data)};
    struct doc *figure = chart_figure(d, parent, &data->frame, &drawing);
    struct str caption =
        data->grades ? STR("The grades of this map") : STR("The figures of this map");
    struct doc *table = chart_table(d, figure, caption, heads, data->grades ? 3 : 4);
    for (size_t i = 0; i < data->count; i++)
        put_row(d, table, data, &data->hexagons[i]);
    return figure;
}
