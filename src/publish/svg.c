#include "publish/svg.h"

#include <assert.h>
#include <string.h>

struct svg svg_new(struct buf *out)
{
    return (struct svg){.out = out};
}

/* ---- Markup */

static void add(struct svg *s, const char *text)
{
    buf_add(s->out, str_of(text));
}

static void end_tag(struct svg *s)
{
    if (s->in_tag)
        buf_char(s->out, '>');
    s->in_tag = false;
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

/* Runs of plain bytes are added at once. */
static void add_escaped(struct svg *s, struct str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *instead = entity(text.at[i]);
        if ((unsigned char)text.at[i] < ' ')
            instead = " ";
        if (!instead)
            continue;
        buf_add(s->out, (struct str){text.at + from, i - from});
        add(s, instead);
        from = i + 1;
    }
    buf_add(s->out, (struct str){text.at + from, text.len - from});
}

void svg_open(struct svg *s, const char *element)
{
    assert(s->depth < SVG_DEPTH_MAX);
    end_tag(s);
    buf_char(s->out, '<');
    add(s, element);
    s->open[s->depth++] = element;
    s->in_tag = true;
}

void svg_attribute(struct svg *s, const char *name, struct str value)
{
    assert(s->in_tag);
    buf_char(s->out, ' ');
    add(s, name);
    add(s, "=\"");
    add_escaped(s, value);
    buf_char(s->out, '"');
}

void svg_set(struct svg *s, const char *name, const char *value)
{
    if (value)
        svg_attribute(s, name, str_of(value));
}

/* "-3", "12.5" */
static void add_length(struct svg *s, tenths length)
{
    char text[16];
    size_t at = sizeof text;
    uint32_t left = length < 0 ? 0u - (uint32_t)length : (uint32_t)length;
    if (left % 10) {
        text[--at] = (char)('0' + left % 10);
        text[--at] = '.';
    }
    left /= 10;
    do {
        text[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (length < 0)
        text[--at] = '-';
    buf_add(s->out, (struct str){text + at, sizeof text - at});
}

void svg_length(struct svg *s, const char *name, tenths length)
{
    assert(s->in_tag);
    buf_char(s->out, ' ');
    add(s, name);
    add(s, "=\"");
    add_length(s, length);
    buf_char(s->out, '"');
}

void svg_text(struct svg *s, struct str text)
{
    end_tag(s);
    add_escaped(s, text);
}

void svg_close(struct svg *s)
{
    assert(s->depth > 0);
    const char *element = s->open[--s->depth];
    if (s->in_tag) {
        add(s, "/>");
        s->in_tag = false;
        return;
    }
    add(s, "</");
    add(s, element);
    buf_char(s->out, '>');
}

void svg_put(struct svg *s, const char *element, struct str text)
{
    svg_open(s, element);
    svg_text(s, text);
    svg_close(s);
}

/* ---- Marks */

static void put_paint(struct svg *s, struct paint paint)
{
    svg_set(s, "fill", paint.fill);
    svg_set(s, "stroke", paint.stroke);
    if (paint.width)
        svg_length(s, "stroke-width", paint.width);
    svg_set(s, "stroke-dasharray", paint.dash);
}

void svg_line(struct svg *s, struct point from, struct point to, struct paint paint)
{
    struct point both[] = {from, to};
    svg_path(s, both, 2, false, paint);
}

void svg_box(struct svg *s, struct point at, struct point size, struct paint paint)
{
    assert(size.x >= 0 && size.y >= 0);
    svg_open(s, "rect");
    svg_length(s, "x", at.x);
    svg_length(s, "y", at.y);
    svg_length(s, "width", size.x);
    svg_length(s, "height", size.y);
    put_paint(s, paint);
    svg_close(s);
}

void svg_circle(struct svg *s, struct point centre, tenths radius, struct paint paint)
{
    svg_open(s, "circle");
    svg_length(s, "cx", centre.x);
    svg_length(s, "cy", centre.y);
    svg_length(s, "r", radius);
    put_paint(s, paint);
    svg_close(s);
}

static void add_point(struct svg *s, char command, struct point at)
{
    buf_char(s->out, command);
    add_length(s, at.x);
    buf_char(s->out, ' ');
    add_length(s, at.y);
}

void svg_path(struct svg *s, const struct point *at, size_t count, bool closed,
              struct paint paint)
{
    assert(count > 0);
    svg_open(s, "path");
    add(s, " d=\"");
    for (size_t i = 0; i < count; i++)
        add_point(s, i ? 'L' : 'M', at[i]);
    if (closed)
        buf_char(s->out, 'Z');
    buf_char(s->out, '"');
    if (!closed && !paint.fill)
        paint.fill = "none";
    put_paint(s, paint);
    svg_close(s);
}

/* ---- Texts */

void svg_label(struct svg *s, struct point at, struct type type, struct str text)
{
    static const char *const anchors[] = {NULL, "middle", "end"};
    assert(type.size >= 12);
    svg_open(s, "text");
    svg_length(s, "x", at.x);
    svg_length(s, "y", at.y);
    if (type.size != 12)
        svg_length(s, "font-size", PX(type.size));
    svg_set(s, "text-anchor", anchors[type.anchor]);
    svg_set(s, "font-weight", type.bold ? "600" : NULL);
    svg_set(s, "fill", type.quiet ? SVG_QUIET : NULL);
    svg_text(s, text);
    svg_close(s);
}

/* Advance widths of DejaVu Sans from the space on, in hundredths of the size. */
static const uint8_t advance[] = {
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36,  32, 34, 64, 64, 64,
    64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63,
    58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63,  61, 73, 68, 99, 69,
    61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35,  63, 63, 28, 28, 58,
    28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59,  52, 64, 34, 64, 84,
};
static_assert(sizeof advance == 0x7f - 0x20, "one width a printable ASCII character");

/* Bytes of the character that begins a text, at least 1. */
static size_t character(struct str text, int *hundredths)
{
    unsigned char c = (unsigned char)text.at[0];
    *hundredths = c >= 0x20 && c < 0x7f ? advance[c - 0x20] : c < 0x80 ? 32 : 100;
    if (c >= 0xc3 && c < 0xca)
        *hundredths = 70; /* Latin letters with marks */
    size_t len = 1;
    while (c >= 0xc0 && len < text.len && ((unsigned char)text.at[len] & 0xc0) == 0x80)
        len++;
    return len;
}

static tenths wide(int64_t hundredths, int size, bool bold)
{
    int64_t width = hundredths * size / 10 * (bold ? 112 : 100) / 100;
    return width > PX(100000) ? PX(100000) : (tenths)width;
}

tenths svg_width(struct str text, int size, bool bold)
{
    int64_t sum = 0;
    int one;
    for (size_t i = 0; i < text.len; sum += one)
        i += character((struct str){text.at + i, text.len - i}, &one);
    return wide(sum, size, bold);
}

/* How many bytes of a text fit: up to a space where there is one, at least a character.
 */
static size_t fitting(struct str text, struct type type, tenths width)
{
    int64_t sum = 0;
    size_t at = 0, space = 0;
    while (at < text.len) {
        int one;
        size_t len = character((struct str){text.at + at, text.len - at}, &one);
        if (text.at[at] == ' ')
            space = at;
        sum += one;
        if (wide(sum, type.size, type.bold) > width)
            return space ? space : at ? at : len;
        at += len;
    }
    return at;
}

static struct str shortened(struct arena *a, struct str text, struct type type,
                            tenths width)
{
    tenths room = width - wide(100, type.size, type.bold);
    size_t keep = fitting(text, type, room);
    struct str kept = str_trim((struct str){text.at, keep});
    return arena_format(a, "%.*s\xe2\x80\xa6", STR_ARG(kept));
}

struct lines svg_wrap(struct arena *a, struct str text, struct type type, tenths width,
                      size_t room)
{
    struct lines lines = {.count = 0};
    assert(room > 0 && room <= SVG_LINES_MOST);
    text = str_trim(text);
    while (text.len && lines.count < room) {
        size_t take = fitting(text, type, width);
        bool last = lines.count + 1 == room && take < text.len;
        struct str line = {text.at, take};
        lines.at[lines.count++] = last ? shortened(a, text, type, width) : str_trim(line);
        text = str_trim((struct str){text.at + take, text.len - take});
    }
    return lines;
}
