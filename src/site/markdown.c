#include "site/markdown.h"

#include <assert.h>

/* ---- Within a line */

/* How many of a character stand at a place. */
static size_t run_of(struct str s, size_t at, char c)
{
    size_t count = 0;
    while (at + count < s.len && s.at[at + count] == c)
        count++;
    return count;
}

/* Where the same mark closes what opened before `from`; s.len where nowhere. */
static size_t closing(struct str s, size_t from, char mark, size_t count)
{
    for (size_t i = from; i < s.len; i++) {
        size_t run = run_of(s, i, mark);
        if (run == count && i > from && s.at[i - 1] != ' ')
            return i;
        i += run ? run - 1 : 0;
    }
    return s.len;
}

static struct str part_of(struct str s, size_t from, size_t to)
{
    return (struct str){s.at + from, to - from};
}

/* A link's text; `*end` is behind its address. */
static bool link_at(struct str s, size_t at, struct str *text, size_t *end)
{
    size_t close = at + 1;
    while (close < s.len && s.at[close] != ']')
        close++;
    if (close + 1 >= s.len || s.at[close + 1] != '(')
        return false;
    size_t last = close + 2;
    while (last < s.len && s.at[last] != ')')
        last++;
    if (last == s.len)
        return false;
    *text = part_of(s, at + 1, close);
    *end = last + 1;
    return true;
}

/* What stands at a place of a line. */
struct piece {
    const char *element; /* NULL: the text of a link */
    struct str text;
    size_t len; /* 0: nothing of the kind */
};

static struct piece piece_at(struct str s, size_t at)
{
    char c = s.at[at];
    struct piece piece = {.len = 0};
    size_t run = run_of(s, at, c), end = 0;
    if (c == '[' && link_at(s, at, &piece.text, &end))
        piece.len = end - at;
    bool marks = (c == '`' && run == 1) || (c == '*' && run <= 2);
    if (!marks || at + run >= s.len || s.at[at + run] == ' ')
        return piece;
    size_t close = closing(s, at + run, c, run);
    if (close == s.len)
        return piece;
    return (struct piece){c == '`'   ? "code"
                          : run == 2 ? "strong"
                                     : "em",
                          part_of(s, at + run, close), close + run - at};
}

static void put_inline(struct html *h, struct str s)
{
    size_t plain = 0;
    for (size_t i = 0; i < s.len;) {
        struct piece piece = piece_at(s, i);
        if (piece.len == 0) {
            i++;
            continue;
        }
        html_text(h, part_of(s, plain, i));
        if (piece.element)
            html_put(h, piece.element, piece.text);
        else
            html_text(h, piece.text);
        i += piece.len;
        plain = i;
    }
    html_text(h, part_of(s, plain, s.len));
}

/* ---- Lines */

static struct str next_line(struct str *text)
{
    struct str rest, line = str_cut(*text, '\n', &rest);
    *text = rest;
    return str_trim(line);
}

static struct str peek_line(struct str text)
{
    struct str rest;
    return str_trim(str_cut(text, '\n', &rest));
}

static bool is_heading(struct str line)
{
    return str_starts(line, STR("#"));
}

static bool is_item(struct str line)
{
    return str_starts(line, STR("- "));
}

static bool is_row(struct str line)
{
    return str_starts(line, STR("|"));
}

static bool is_fence(struct str line)
{
    return str_starts(line, STR("```"));
}

/* The lines of a paragraph or an item, as one. */
static struct str join_lines(struct arena *a, struct str first, struct str *text)
{
    struct buf out = buf_new(a, MIB);
    buf_add(&out, first);
    for (struct str line = peek_line(*text);
         line.len && !is_heading(line) && !is_item(line) && !is_row(line) &&
         !is_fence(line);
         line = peek_line(*text)) {
        buf_char(&out, ' ');
        buf_add(&out, next_line(text));
    }
    return buf_text(&out);
}

/* ---- Blocks */

static void put_heading(struct html *h, struct str line)
{
    static const char *const elements[] = {"h2", "h2", "h3", "h4"};
    size_t level = run_of(line, 0, '#');
    assert(level > 0);
    const char *element = elements[level < 4 ? level - 1 : 3];
    html_open(h, element);
    put_inline(h, str_trim(part_of(line, level, line.len)));
    html_close(h, element);
    html_line(h);
}

static void put_cells(struct html *h, struct str line, const char *element)
{
    struct str rest = part_of(line, 1, line.len);
    html_open(h, "tr");
    while (rest.len) {
        struct str cell = str_trim(str_cut(rest, '|', &rest));
        html_open(h, element);
        if (element[1] == 'h')
            html_attribute(h, "scope", STR("col"));
        put_inline(h, cell);
        html_close(h, element);
    }
    html_close(h, "tr");
    html_line(h);
}

/* The second row is the line beneath the heads; the heading above is its caption. */
static void put_table(struct html *h, struct str first, struct str *text,
                      struct str caption)
{
    html_open(h, "div");
    html_attribute(h, "class", STR("table"));
    html_open(h, "table");
    html_put(h, "caption", caption);
    html_open(h, "thead");
    put_cells(h, first, "th");
    html_close(h, "thead");
    next_line(text);
    html_open(h, "tbody");
    while (is_row(peek_line(*text)))
        put_cells(h, next_line(text), "td");
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
    html_line(h);
}

static void put_items(struct html *h, struct str first, struct str *text)
{
    html_open(h, "ul");
    html_line(h);
    for (struct str line = first;; line = next_line(text)) {
        html_open(h, "li");
        put_inline(h, join_lines(h->out->arena, part_of(line, 2, line.len), text));
        html_close(h, "li");
        html_line(h);
        if (!is_item(peek_line(*text)))
            break;
    }
    html_close(h, "ul");
    html_line(h);
}

static void put_code(struct html *h, struct str *text)
{
    html_open(h, "pre");
    while (text->len && !is_fence(peek_line(*text))) {
        struct str rest, line = str_cut(*text, '\n', &rest);
        html_text(h, line);
        html_text(h, STR("\n"));
        *text = rest;
    }
    next_line(text);
    html_close(h, "pre");
    html_line(h);
}

struct str markdown_title(struct str text)
{
    struct str line = next_line(&text);
    return is_heading(line) ? str_trim(part_of(line, run_of(line, 0, '#'), line.len))
                            : line;
}

void markdown_put(struct html *h, struct str text)
{
    struct str heading = markdown_title(text);
    next_line(&text);
    while (text.len) {
        struct str line = next_line(&text);
        if (line.len == 0)
            continue;
        if (is_heading(line)) {
            heading = markdown_title(line);
            put_heading(h, line);
        } else if (is_row(line)) {
            put_table(h, line, &text, heading);
        } else if (is_item(line)) {
            put_items(h, line, &text);
        } else if (is_fence(line)) {
            put_code(h, &text);
        } else {
            html_open(h, "p");
            put_inline(h, join_lines(h->out->arena, line, &text));
            html_close(h, "p");
            html_line(h);
        }
    }
}
