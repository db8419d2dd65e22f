#include <assert.h>
#include <string.h>

#include "evidence/national.h"

enum { HEADER_WITHIN = 30, NAME_MOST = 160 };

/* A column's name brought to one form: lower case, every run of spaces, line breaks,
 * underscores and hyphens one underscore, none at the ends. */
struct folded {
    char at[NAME_MOST];
    size_t len;
};

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '_' || c == '-';
}

static struct folded fold(struct str name)
{
    struct folded out = {.len = 0};
    bool gap = false;
    for (size_t i = 0; i < name.len && out.len + 2 < NAME_MOST; i++) {
        char c = name.at[i];
        if (is_gap(c)) {
            gap = out.len > 0;
            continue;
        }
        if (gap)
            out.at[out.len++] = '_';
        gap = false;
        out.at[out.len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return out;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A bracketed note at the end, "(1)" or "[note_3]": where it starts, else the length. */
static size_t note_start(const struct folded *name)
{
    static const char *const openers[] = {"[note", "(note", "[", "("};
    char last = name->len ? name->at[name->len - 1] : ' ';
    if (last != ']' && last != ')')
        return name->len;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        size_t start = name->len - 1, opener = strlen(openers[i]);
        while (start > 0 && (is_digit(name->at[start - 1]) || name->at[start - 1] == '_'))
            start--;
        if (start >= opener && !memcmp(name->at + start - opener, openers[i], opener))
            return start - opener;
    }
    return name->len;
}

/* Without the marks and digits of footnotes, which spreadsheets glue to headings
 * ("Grade1", "Number [note 3]", "Total*"). */
static void drop_notes(struct folded *name)
{
    size_t before;
    do {
        before = name->len;
        name->len = note_start(name);
        while (name->len && (is_digit(name->at[name->len - 1]) ||
                             strchr("*_", name->at[name->len - 1])))
            name->len--;
        if (name->len > 1 && name->at[name->len - 2] == '\xc2' &&
            strchr("\xb9\xb2\xb3", name->at[name->len - 1]))
            name->len -= 2;
    } while (name->len != before);
}

static bool same_name(const struct folded *a, const struct folded *b)
{
    return a->len == b->len && !memcmp(a->at, b->at, a->len);
}

static bool matches(struct str cell, const struct folded *wanted, bool with_notes)
{
    struct folded name = fold(cell);
    if (with_notes)
        drop_notes(&name);
    return name.len && same_name(&name, wanted);
}

static int find(const struct str *names, size_t count, const char *name)
{
    struct folded wanted = fold(str_of(name));
    for (size_t i = 0; i < count; i++) {
        if (matches(names[i], &wanted, false))
            return (int)i;
    }
    for (size_t i = 0; i < count; i++) {
        if (matches(names[i], &wanted, true))
            return (int)i;
    }
    return -1;
}

static bool holds_all(const struct sheet_row *row, const char *const *needed,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (find(row->cells, row->count, needed[i]) < 0)
            return false;
    }
    return true;
}

static struct columns keep(struct arena *a, const struct sheet_row *row)
{
    struct str *names = arena_make(a, struct str, row->count);
    for (size_t i = 0; i < row->count; i++)
        names[i] = arena_copy(a, row->cells[i]);
    return (struct columns){row->row, names, row->count};
}

bool columns_find(struct arena *a, const struct sheet *sheet, const char *const *needed,
                  size_t needed_count, struct columns *out)
{
    assert(needed_count > 0);
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    sheet_start(&reader, a, sheet);
    for (int i = 0; i < HEADER_WITHIN && sheet_next(&reader, &row, &bad); i++) {
        if (!holds_all(&row, needed, needed_count))
            continue;
        *out = keep(a, &row);
        return true;
    }
    return false;
}

int columns_index(const struct columns *columns, const char *name)
{
    return find(columns->names, columns->count, name);
}

struct str columns_cell(const struct sheet_row *row, int column)
{
    if (column < 0 || (size_t)column >= row->count)
        return STR("");
    return row->cells[column];
}
