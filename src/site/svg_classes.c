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

/* A drawing that stands in a page has the page's namespaces. */
static size_t put_opening(struct buf *out, struct str s, size_t from)
{
    static const char opening[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    if (!str_starts((struct str){s.at + from, s.len - from}, str_of(opening)))
        return from;
    buf_add(out, STR("<svg"));
    return from + sizeof opening - 1;
}

/* One tag of a drawing, from `<` up to what closes it. */
static void put_tag(struct buf *out, struct str s, size_t from, size_t end)
{
    from = put_opening(out, s, from);
    size_t last = end > from && s.at[end - 1] == '/' ? end - 1 : end;
    size_t k = look_before(s, from, last);
    if (k == LOOKS) {
        buf_add(out, (struct str){s.at + from, end - from});
        return;
    }
    size_t kept = last - strlen(looks[k]) - from;
    buf_add(out, (struct str){s.at + from, kept});
    buf_format(out, " class=\"k%zu\"", k);
    buf_add(out, (struct str){s.at + last, end - last});
}

/* ---- Dots: a group of circles of one size as strokes of no length with round ends, a
 * third of the bytes.  Those with a border are drawn twice, the border first. */

struct dots {
    struct str s;
    size_t from, end;        /* of the circles, between the tags of the group */
    struct str fill, stroke; /* of the group; no stroke: empty */
    struct str radius;       /* of every circle: "4.5" */
};

/* The value of an attribute between two places; empty where there is none. */
static struct str value_of(struct str s, size_t from, size_t end, const char *name)
{
    size_t at = find((struct str){s.at, end}, from, name);
    if (at == end)
        return STR("");
    at += strlen(name);
    size_t close = find((struct str){s.at, end}, at, "\"");
    return (struct str){s.at + at, close - at};
}

static bool take_dots(struct str s, size_t tag, struct dots *out)
{
    size_t opened = find(s, tag, ">") + 1;
    size_t close = find(s, tag, "</g>");
    struct dots dots = {s,
                        opened,
                        close,
                        value_of(s, tag, opened, " fill=\""),
                        value_of(s, tag, opened, " stroke=\""),
                        value_of(s, opened, close, " r=\"")};
    if (close == s.len || dots.radius.len == 0)
        return false;
    for (size_t at = opened; at < close; at = find(s, at, ">") + 1) {
        struct str rest = {s.at + at, close - at};
        size_t end = find(s, at, "/>");
        if (!str_starts(rest, STR("<circle ")) || end >= close ||
            !str_equal(value_of(s, at, end, " r=\""), dots.radius))
            return false;
    }
    *out = dots;
    return true;
}

/* Twice a length in pixels to one decimal, and a tenth more or less, in tenths. */
static unsigned twice(struct str length, int more)
{
    int tenths = 0, decimals = -1;
    for (size_t i = 0; i < length.len; i++) {
        if (length.at[i] == '.')
            decimals = 0;
        else if (decimals < 1) {
            tenths = tenths * 10 + (length.at[i] - '0');
            decimals += decimals >= 0;
        }
    }
    return (unsigned)(2 * (decimals > 0 ? tenths : tenths * 10) + more);
}

static void put_dots(struct buf *out, const struct dots *dots, struct str colour,
                     unsigned width)
{
    buf_add(out, STR("<path d=\""));
    for (size_t at = dots->from; at < dots->end; at = find(dots->s, at, ">") + 1) {
        struct str x = value_of(dots->s, at, dots->end, " cx=\"");
        struct str y = value_of(dots->s, at, dots->end, " cy=\"");
        buf_format(out, "M%.*s %.*sh0", STR_ARG(x), STR_ARG(y));
    }
    buf_format(out,
               "\" fill=\"none\" stroke=\"%.*s\" stroke-width=\"%u.%u\" "
               "stroke-linecap=\"round\"/>",
               STR_ARG(colour), width / 10, width % 10);
}

static void put_group(struct buf *out, const struct dots *dots)
{
    enum { BORDER = 10 };
    if (dots->stroke.len == 0) {
        put_dots(out, dots, dots->fill, twice(dots->radius, 0));
        return;
    }
    put_dots(out, dots, dots->stroke, twice(dots->radius, BORDER));
    put_dots(out, dots, dots->fill, twice(dots->radius, -BORDER));
}

/* Values of attributes and texts are escaped: a `<` or `>` is always a tag's. */
static void put_drawing(struct buf *out, struct str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t tag = find(s, at, "<");
        buf_add(out, (struct str){s.at + at, tag - at});
        size_t end = tag < s.len ? find(s, tag, ">") : s.len;
        struct dots dots;
        bool group =
            tag < s.len && str_starts((struct str){s.at + tag, s.len - tag}, STR("<g "));
        if (group && take_dots(s, tag, &dots)) {
            put_group(out, &dots);
            end = dots.end + sizeof "</g>" - 1;
        } else if (tag < s.len) {
            put_tag(out, s, tag, end);
        }
        at = end;
    }
}

void svg_classes_put(struct buf *out, struct str page)
{
    size_t at = 0;
    while (at < page.len) {
        size_t from = find(page, at, "<svg ");
        size_t end = find(page, from, "</svg>");
        buf_add(out, (struct str){page.at + at, from - at});
        put_drawing(out, (struct str){page.at + from, end - from});
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
}
