#include "site/svg_classes.h"

#include <string.h>

/* The looks that stand in drawings most, as svg.c writes them. */
static const char *const looks[] = {
    " fill=\"none\" stroke=\"#858f96\" stroke-width=\"1.5\"",
    " text-anchor=\"end\" fill=\"#4a525b\"",
    " fill=\"none\" stroke=\"#e4e8ec\" stroke-width=\"1\"",
    " fill=\"#e4e8ec\" stroke=\"#858f96\" stroke-width=\"1\"",
    " fill=\"none\" stroke=\"#F46A25\" stroke-width=\"3\"",
    " fill=\"#4a525b\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"#ffffff\" stroke=\"#22262b\" stroke-width=\"2\"",
    " fill=\"none\" stroke=\"#22262b\" stroke-width=\"1.5\"",
    " fill=\"none\" stroke=\"#22262b\" stroke-width=\"1\"",
    " fill=\"none\" stroke=\"#ffffff\" stroke-width=\"5\"",
    " fill=\"#12436D\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"none\" stroke=\"#858f96\" stroke-width=\"1\"",
    " font-size=\"13\" text-anchor=\"end\" font-weight=\"600\"",
    " fill=\"none\" stroke=\"#aab2b9\" stroke-width=\"1\"",
    " fill=\"none\" stroke=\"#4a525b\" stroke-width=\"1.5\"",
    " font-size=\"13\" font-weight=\"600\"",
    " text-anchor=\"middle\" fill=\"#4a525b\"",
    " fill=\"#801650\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"#ffffff\" stroke=\"#801650\" stroke-width=\"0.1\"",
    " fill=\"#ffffff\" stroke=\"#12436D\" stroke-width=\"0.1\"",
    " fill=\"#22262b\" stroke=\"#fbd8b4\" stroke-width=\"0.1\"",
    " fill=\"#22262b\" stroke=\"#b7d9f2\" stroke-width=\"0.1\"",
    " fill=\"#fbd8b4\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"#b7d9f2\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"#6b757e\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"#ffffff\" stroke=\"#858f96\" stroke-width=\"0.8\" stroke-dasharray=\"2 2\"",
    " fill=\"none\" stroke=\"#801650\" stroke-width=\"2\" stroke-dasharray=\"7 4\"",
    " fill=\"none\" stroke=\"#22262b\" stroke-width=\"2\" stroke-dasharray=\"1.5 3.5\"",
    " fill=\"#ffffff\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " fill=\"none\" stroke=\"#12436D\" stroke-width=\"3\"",
    " fill=\"#4a525b\" stroke=\"#e4e8ec\" stroke-width=\"0.1\"",
    " fill=\"#e4e8ec\" stroke=\"#ffffff\" stroke-width=\"1\"",
    " text-anchor=\"middle\" font-weight=\"600\"",
    " fill=\"#28A197\" stroke=\"#ffffff\" stroke-width=\"1\"",
    (" font-family=\"system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu "
     "Sans',sans-serif\" font-size=\"12\" fill=\"#22262b\""),
    " font-size=\"12\" fill=\"#22262b\"",
    " fill=\"#ffffff\" stroke=\"#858f96\"",
    " font-size=\"13\"",
    " fill=\"#4a525b\"",
    " fill=\"#858f96\"",
    " fill=\"#e4e8ec\"",
};
enum { LOOKS = sizeof looks / sizeof *looks };

/* Where a text stands next, or the end. */
static size_t find(struct str s, size_t from, const char *wanted)
{
    size_t len = strlen(wanted);
    for (size_t i = from; i + len <= s.len; i++) {
        const char *at = memchr(s.at + i, wanted[0], s.len - i - len + 1);
        if (!at)
            return s.len;
        i = (size_t)(at - s.at);
        if (memcmp(at, wanted, len) == 0)
            return i;
    }
    return s.len;
}

/* The look that ends at `end`; what is said before it of other properties stays. */
static size_t look_before(struct str s, size_t start, size_t end)
{
    for (size_t k = 0; k < LOOKS; k++) {
        size_t len = strlen(looks[k]);
        if (end - start > len && memcmp(s.at + end - len, looks[k], len) == 0)
            return k;
    }
    return LOOKS;
}

static struct str cut(struct str s, size_t from, size_t to)
{
    return (struct str){s.at + from, to - from};
}

/* ---- Lines: "M0 8L20 8" as "M0 8H20" */

static size_t number_end(struct str s, size_t at)
{
    while (at < s.len &&
           (s.at[at] == '-' || s.at[at] == '.' || (s.at[at] >= '0' && s.at[at] <= '9')))
        at++;
    return at;
}

/* A path of svg.c: M x y, then L x y, perhaps Z.  Anything else stays as it is. */
static void put_path(struct buf *out, struct str d)
{
    struct str x = {"", 0}, y = {"", 0};
    size_t at = 0;
    while (at < d.len && (d.at[at] == 'M' || d.at[at] == 'L')) {
        size_t to = number_end(d, at + 1), end = number_end(d, to + 1);
        if (to >= d.len || d.at[to] != ' ' || end == to + 1)
            break;
        struct str next_x = cut(d, at + 1, to), next_y = cut(d, to + 1, end);
        bool line = d.at[at] == 'L';
        if (line && str_equal(y, next_y))
            buf_format(out, "H%.*s", STR_ARG(next_x));
        else if (line && str_equal(x, next_x))
            buf_format(out, "V%.*s", STR_ARG(next_y));
        else
            buf_add(out, cut(d, at, end));
        x = next_x;
        y = next_y;
        at = end;
    }
    buf_add(out, cut(d, at, d.len));
}

/* The value of the attribute that stands at a place; false where another does. */
static bool take(struct str s, size_t *at, const char *opening, struct str *value)
{
    size_t from = *at + strlen(opening);
    if (!str_starts(cut(s, *at, s.len), str_of(opening)))
        return false;
    size_t end = find(s, from, "\"");
    *value = cut(s, from, end);
    *at = end < s.len ? end + 1 : end;
    return end < s.len;
}

/* ---- One tag of a drawing, from `<` up to what closes it */

static void put_attributes(struct buf *out, struct str tag)
{
    size_t d = str_starts(tag, STR("<path ")) ? find(tag, 0, " d=\"") : tag.len;
    size_t from = d + 4, end = d < tag.len ? find(tag, from, "\"") : tag.len;
    if (end == tag.len) {
        buf_add(out, tag);
        return;
    }
    buf_add(out, cut(tag, 0, from));
    put_path(out, cut(tag, from, end));
    buf_add(out, cut(tag, end, tag.len));
}

/* A path that is nothing but strokes of a look: where its line ends; 0 where it is not
 * such, or of another look. */
static size_t stroke_end(struct str s, size_t from, size_t k, struct str *d)
{
    struct str value;
    size_t at = from, len = strlen(looks[k]);
    if (!str_starts(str_of(looks[k]), STR(" fill=\"none\"")) ||
        !take(s, &at, "<path d=\"", &value) || s.len - at < len + 2 ||
        memcmp(s.at + at, looks[k], len) != 0 ||
        !str_starts(cut(s, at + len, s.len), STR("/>")))
        return 0;
    *d = value;
    return at + len + 2;
}

/* Strokes of one look that follow each other, as one; how many bytes they took. */
static size_t put_strokes(struct buf *out, struct str s, size_t from)
{
    struct str d;
    size_t end = find(s, from, "/>");
    size_t k = look_before(s, from, end);
    size_t next = k < LOOKS ? stroke_end(s, from, k, &d) : 0, at = from;
    if (!next)
        return 0;
    buf_add(out, STR("<path d=\""));
    for (; next; next = stroke_end(s, at, k, &d)) {
        put_path(out, d);
        at = next;
    }
    buf_format(out, "\" class=\"k%zu\"/>", k);
    return at - from;
}

/* A drawing that stands in a page has the page's namespaces. */
static size_t put_opening(struct buf *out, struct str s, size_t from)
{
    static const char opening[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    if (!str_starts(cut(s, from, s.len), str_of(opening)))
        return from;
    buf_add(out, STR("<svg"));
    return from + sizeof opening - 1;
}

static void put_tag(struct buf *out, struct str s, size_t from, size_t end)
{
    from = put_opening(out, s, from);
    size_t last = end > from && s.at[end - 1] == '/' ? end - 1 : end;
    size_t k = look_before(s, from, last);
    if (k == LOOKS) {
        put_attributes(out, cut(s, from, end));
        return;
    }
    put_attributes(out, cut(s, from, last - strlen(looks[k])));
    buf_format(out, " class=\"k%zu\"", k);
    buf_add(out, cut(s, last, end));
}

/* ---- Fields of circles */

struct circle {
    struct str x, y, r;
};

static bool take_circle(struct str s, size_t *at, struct circle *out)
{
    size_t to = *at;
    if (!take(s, &to, "<circle cx=\"", &out->x) || !take(s, &to, " cy=\"", &out->y) ||
        !take(s, &to, " r=\"", &out->r) || !str_starts(cut(s, to, s.len), STR("/>")))
        return false;
    *at = to + 2;
    return true;
}

/* Tenths of "4.5". */
static int tenths_of(struct str s)
{
    struct str rest, whole = str_cut(s, '.', &rest);
    int n = 0;
    for (size_t i = 0; i < whole.len; i++)
        n = n * 10 + (whole.at[i] - '0');
    return n * 10 + (rest.len ? rest.at[0] - '0' : 0);
}

static void put_points(struct buf *out, struct str points, struct str colour, int width)
{
    buf_format(out, "<path class=\"kd\" stroke=\"%.*s\" stroke-width=\"%d.%d\" d=\"",
               STR_ARG(colour), width / 10, width % 10);
    buf_add(out, points);
    buf_add(out, STR("\"/>"));
}

/* `<g fill="…">`, perhaps with a stroke, around circles of one size: as points of a
 * stroke, which is as wide as they are.  How many bytes it took; 0 where it is no such.
 */
static size_t put_field(struct buf *out, struct str s, size_t from)
{
    struct str fill, stroke = {"", 0}, r = {"", 0};
    struct circle circle;
    struct buf points = buf_new(out->arena, MIB);
    size_t at = from;
    if (!take(s, &at, "<g fill=\"", &fill))
        return 0;
    take(s, &at, " stroke=\"", &stroke);
    if (!str_starts(cut(s, at, s.len), STR(">")))
        return 0;
    at++;
    for (size_t next = at; take_circle(s, &next, &circle); at = next) {
        if (r.len && !str_equal(r, circle.r))
            return 0;
        r = circle.r;
        buf_format(&points, "M%.*s %.*sh0", STR_ARG(circle.x), STR_ARG(circle.y));
    }
    if (r.len == 0 || !str_starts(cut(s, at, s.len), STR("</g>")))
        return 0;
    int across = 2 * tenths_of(r);
    if (stroke.len)
        put_points(out, buf_text(&points), stroke, across + 10);
    put_points(out, buf_text(&points), fill, stroke.len ? across - 10 : across);
    return at + 4 - from;
}

/* ---- A drawing */

/* What stands at a `<`; returns where it ends. */
static size_t put_element(struct buf *out, struct str s, size_t from)
{
    bool path = str_starts(cut(s, from, s.len), STR("<path "));
    size_t took = path ? put_strokes(out, s, from) : put_field(out, s, from);
    if (took)
        return from + took;
    /* Values of attributes and texts are escaped: a `>` is always a tag's. */
    size_t end = find(s, from, ">");
    put_tag(out, s, from, end);
    return end;
}

static void put_drawing(struct buf *out, struct str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t tag = find(s, at, "<");
        buf_add(out, cut(s, at, tag));
        at = tag < s.len ? put_element(out, s, tag) : s.len;
    }
}

void svg_classes_put(struct buf *out, struct str page)
{
    size_t at = 0;
    while (at < page.len) {
        size_t from = find(page, at, "<svg ");
        size_t end = find(page, from, "</svg>");
        buf_add(out, cut(page, at, from));
        put_drawing(out, cut(page, from, end));
        at = end;
        if (from == page.len)
            break;
    }
}

/* ` fill="none" stroke="#858f96"` as `fill:none;stroke:#858f96;`. */
static void put_rule(struct buf *out, size_t k)
{
    struct str rest = str_of(looks[k]);
    buf_format(out, ".k%zu{", k);
    while (rest.len) {
        struct str name = str_cut(rest, '=', &rest);
        str_cut(rest, '"', &rest);
        struct str value = str_cut(rest, '"', &rest);
        name = str_trim(name);
        buf_format(out, "%.*s:%.*s%s;", STR_ARG(name), STR_ARG(value),
                   str_equal(name, STR("font-size")) ? "px" : "");
    }
    buf_add(out, STR("}\n"));
}

void svg_classes_css(struct buf *out)
{
    for (size_t k = 0; k < LOOKS; k++)
        put_rule(out, k);
    buf_add(out, STR(".kd{fill:none;stroke-linecap:round;}\n"));
}
