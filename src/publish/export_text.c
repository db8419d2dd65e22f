/* Cells that are no formulas.
 *
 * A spreadsheet that opens a CSV runs what begins with = + - or @, and with some settings
 * what stands behind a tab or a line break (OWASP, "CSV Injection").  A workbook says
 * what is text, yet a cell becomes live when the workbook is saved as CSV or edited, so
 * that both forms hold the same text. */
#include "publish/export.h"

/* U+FF1D, U+FF0B, U+FF0D, U+FF20: signs that some East Asian settings take for = + - @;
 * U+2212 is a minus to people only. */
static const struct str wide[] = {
    {"\xef\xbc\x9d", 3}, {"\xef\xbc\x8b", 3}, {"\xef\xbc\x8d", 3}, {"\xef\xbc\xa0", 3}};
/* What a reader may pass over before it looks: blanks, a no-break space, a byte-order
 * mark, a zero-width space. */
static const struct str blanks[] = {
    {" ", 1}, {"\xc2\xa0", 2}, {"\xef\xbb\xbf", 3}, {"\xe2\x80\x8b", 3}};

static bool starts_with_any(struct str s, const struct str *list, size_t count,
                            size_t *len)
{
    for (size_t i = 0; i < count; i++) {
        if (!str_starts(s, list[i]))
            continue;
        *len = list[i].len;
        return true;
    }
    return false;
}

bool export_is_formula(struct str text)
{
    size_t len = 0;
    while (starts_with_any(text, blanks, sizeof blanks / sizeof *blanks, &len))
        text = (struct str){text.at + len, text.len - len};
    if (text.len == 0)
        return false;
    unsigned char c = (unsigned char)text.at[0];
    if (c < 0x20 || c == 0x7f || c == '=' || c == '+' || c == '-' || c == '@')
        return true;
    return starts_with_any(text, wide, sizeof wide / sizeof *wide, &len);
}

/* The first byte that no cell can hold: of what is no UTF-8, or NUL. */
static bool find_bad(struct str s, size_t *bad)
{
    size_t first = s.len;
    bool found = !str_is_utf8(s, &first);
    for (size_t i = 0; i < (found ? first : s.len); i++) {
        if (s.at[i] != '\0')
            continue;
        *bad = i;
        return true;
    }
    *bad = first;
    return found;
}

static struct str replace_bad(struct arena *a, struct str s)
{
    size_t bad;
    struct buf out = buf_new(a, 3 * s.len + KIB);
    while (find_bad(s, &bad)) {
        buf_add(&out, (struct str){s.at, bad});
        buf_add(&out, STR("\xef\xbf\xbd"));
        s = (struct str){s.at + bad + 1, s.len - bad - 1};
    }
    buf_add(&out, s);
    return buf_text(&out);
}

struct str export_text(struct arena *a, struct str text)
{
    size_t bad;
    if (text.len && find_bad(text, &bad))
        text = replace_bad(a, text);
    if (!export_is_formula(text))
        return text;
    return arena_format(a, "'%.*s", STR_ARG(text));
}
