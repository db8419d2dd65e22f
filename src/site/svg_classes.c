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

/* One tag of a drawing, from `<` up to what closes it. */
static void put_tag(struct buf *out, struct str s, size_t from, size_t end)
{
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

/* Values of attributes and texts are escaped: a `<` or `>` is always a tag's. */
static void put_drawing(struct buf *out, struct str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t tag = find(s, at, "<");
        buf_add(out, (struct str){s.at + at, tag - at});
        size_t end = tag < s.len ? find(s, tag, ">") : s.len;
        if (tag < s.len)
            put_tag(out, s, tag, end);
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
