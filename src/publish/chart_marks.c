/* Marks, the words for them, keys, and texts that keep apart. */
#include <assert.h>

#include "publish/chart_parts.h"

/* ---- Marks */

static void put_polygon(struct sheet *s, const struct point *at, size_t count,
                        struct paint paint)
{
    svg_path(&s->svg, at, count, true, paint);
}

void chart_mark(struct sheet *s, enum mark mark, struct point at, tenths size,
                struct paint paint)
{
    tenths h = size / 2, tall = size * 45 / 100;
    if (!paint.stroke) {
        paint.stroke = SVG_PAPER;
        paint.width = PX(1);
    }
    struct point up[] = {
        {at.x, at.y - tall}, {at.x + h, at.y + tall}, {at.x - h, at.y + tall}};
    struct point down[] = {
        {at.x, at.y + tall}, {at.x + h, at.y - tall}, {at.x - h, at.y - tall}};
    struct point diamond[] = {
        {at.x, at.y - h}, {at.x + h, at.y}, {at.x, at.y + h}, {at.x - h, at.y}};
    switch (mark) {
    case MARK_UP:
        put_polygon(s, up, 3, paint);
        break;
    case MARK_DOWN:
        put_polygon(s, down, 3, paint);
        break;
    case MARK_DIAMOND:
        put_polygon(s, diamond, 4, paint);
        break;
    default:
        svg_circle(&s->svg, at, mark == MARK_DOT ? size * 44 / 100 : size * 36 / 100,
                   paint);
        break;
    }
}

static const struct {
    enum mark mark;
    const char *colour;
    struct str word, said;
} marks[] = {
    [SAYS_UNTESTED] = {MARK_RING, SVG_INK, STR("not tested"), STR("")},
    [SAYS_BETTER] = {MARK_UP, MARK_BLUE, STR("better"), STR("\xe2\x96\xb2 better")},
    [SAYS_SIMILAR] = {MARK_DOT, SVG_QUIET, STR("similar"), STR("\xe2\x97\x8f similar")},
    [SAYS_WORSE] = {MARK_DOWN, MARK_PINK, STR("worse"), STR("\xe2\x96\xbc worse")},
    [SAYS_HIGHER] = {MARK_DIAMOND, MARK_TEAL, STR("higher"), STR("\xe2\x97\x86 higher")},
    [SAYS_LOWER] = {MARK_DIAMOND, MARK_TEAL, STR("lower"), STR("\xe2\x97\x86 lower")},
};

enum mark mark_of(enum chart_says says)
{
    assert(says < sizeof marks / sizeof *marks);
    return marks[says].mark;
}

const char *mark_colour(enum chart_says says)
{
    return marks[says].colour;
}

struct str mark_word(enum chart_says says)
{
    return marks[says].word;
}

struct str mark_said(enum chart_says says)
{
    return marks[says].said;
}

/* ---- Texts that keep apart */

/* Down first, each beneath the one before; then, from the last, up again as far as the
 * bottom asks. */
void spread_apart(struct spread *at, size_t count, tenths top, tenths bottom)
{
    tenths edge = top;
    for (size_t i = 0; i < count; i++) {
        tenths half = at[i].height / 2;
        at[i].at = at[i].wanted - half < edge ? edge + half : at[i].wanted;
        edge = at[i].at + half;
    }
    edge = bottom;
    for (size_t i = count; i-- > 0;) {
        tenths half = at[i].height / 2;
        if (at[i].at + half > edge)
            at[i].at = edge - half;
        edge = at[i].at - half;
    }
    edge = top; /* too little room: on beneath the bottom */
    for (size_t i = 0; i < count && at[i].at - at[i].height / 2 < edge; i++) {
        at[i].at = edge + at[i].height / 2;
        edge = at[i].at + at[i].height / 2;
    }
}

/* ---- Keys */

static const struct type key_type = {12, ANCHOR_START, false, false};
enum { KEY_LINES = 3, KEY_GAP = 16, KEY_LINE_PITCH = 15 };

static tenths key_width(const struct key *key)
{
    return PX(KEY_SAMPLE + 6) + svg_width(key->text, key_type.size, false);
}

tenths chart_keys(struct sheet *s, const struct key *keys, size_t count, struct point at,
                  tenths width)
{
    struct point pen = at;
    tenths tallest = 0;
    for (size_t i = 0; i < count; i++) {
        tenths needed = key_width(&keys[i]);
        if (pen.x > at.x && pen.x + needed > at.x + width) {
            pen = (struct point){at.x, pen.y + tallest};
            tallest = 0;
        }
        struct lines lines = svg_wrap(s->arena, keys[i].text, key_type,
                                      width - PX(KEY_SAMPLE + 6), KEY_LINES);
        if (s->svg.depth) {
            keys[i].sample(s, (struct point){pen.x, pen.y + PX(10)}, &keys[i]);
            chart_lines(s, (struct point){pen.x + PX(KEY_SAMPLE + 6), pen.y + PX(14)},
                        key_type, PX(KEY_LINE_PITCH), &lines);
        }
        tenths tall =
            PX(KEY_PITCH) +
            (lines.count > 1 ? (tenths)(lines.count - 1) * PX(KEY_LINE_PITCH) : 0);
        tallest = tall > tallest ? tall : tallest;
        pen.x += needed + PX(KEY_GAP);
    }
    return pen.y + tallest - at.y;
}

void key_line(struct sheet *s, struct point at, const struct key *key)
{
    svg_line(&s->svg, at, (struct point){at.x + PX(KEY_SAMPLE), at.y}, key->paint);
}

void key_nothing(struct sheet *s, struct point at, const struct key *key)
{
    (void)s, (void)at, (void)key;
}

void key_mark(struct sheet *s, struct point at, const struct key *key)
{
    chart_mark(s, key->mark, (struct point){at.x + PX(KEY_SAMPLE) / 2, at.y}, PX(12),
               key->paint);
}

void key_box(struct sheet *s, struct point at, const struct key *key)
{
    svg_box(&s->svg, (struct point){at.x, at.y - PX(6)},
            (struct point){PX(KEY_SAMPLE), PX(12)}, key->paint);
}
