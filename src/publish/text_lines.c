#include "publish/text_lines.h"

#include <assert.h>

enum { GAP = 2, WORD_KEPT = 18 };

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

size_t text_width(struct str s)
{
    size_t width = 0;
    for (size_t i = 0; i < s.len; i++)
        width += begins_character(s.at[i]);
    return width;
}

static bool breaks_after(char c)
{
    return c == '/' || c == '-' || c == ':';
}

/* What one line could hold of a text, and the last places where it may end. */
struct reach {
    size_t end; /* bytes that fit, up to a line feed */
    size_t space,
        mark; /* the last space; behind the last stroke or hyphen; 0 where none */
};

static struct reach reach_of(struct str s, size_t width)
{
    struct reach r = {0};
    size_t used = 0;
    for (; r.end < s.len && s.at[r.end] != '\n'; r.end++) {
        used += begins_character(s.at[r.end]);
        if (s.at[r.end] == ' ' && used <= width + 1)
            r.space = r.end;
        if (used > width)
            break;
        if (breaks_after(s.at[r.end]))
            r.mark = r.end + 1;
    }
    return r;
}

struct str text_take_line(struct str *rest, size_t width)
{
    assert(width > 0);
    struct reach r = reach_of(*rest, width);
    size_t cut = r.end;
    bool fits = cut == rest->len || rest->at[cut] == '\n';
    if (!fits && r.space)
        cut = r.space;
    else if (!fits && r.mark)
        cut = r.mark;
    struct str line = {rest->at, cut};
    if (cut < rest->len && (rest->at[cut] == ' ' || rest->at[cut] == '\n'))
        cut++;
    *rest = (struct str){rest->at + cut, rest->len - cut};
    return line;
}

static void add_spaces(struct buf *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_char(out, ' ');
}

void text_wrap(struct buf *out, struct str text, struct str first)
{
    size_t indent = text_width(first);
    assert(indent < TEXT_WIDTH);
    buf_add(out, first);
    for (bool more = true; more;) {
        buf_add(out, text_take_line(&text, TEXT_WIDTH - indent));
        buf_char(out, '\n');
        more = text.len > 0;
        if (more)
            add_spaces(out, indent);
    }
}

/* ---- Tables */

struct column {
    size_t natural, least, width;
};

static size_t longest_word(struct str s)
{
    size_t longest = 0;
    while (s.len) {
        struct str rest;
        size_t width = text_width(str_cut(s, ' ', &rest));
        longest = width > longest ? width : longest;
        s = rest;
    }
    return longest;
}

static size_t longest_line(struct str s)
{
    size_t longest = 0;
    while (s.len) {
        struct str rest;
        size_t width = text_width(str_cut(s, '\n', &rest));
        longest = width > longest ? width : longest;
        s = rest;
    }
    return longest;
}

static struct column measure_column(const struct text_grid *grid, size_t c)
{
    struct column column = {1, 1, 0};
    for (size_t r = 0; r < grid->rows; r++) {
        struct str cell = grid->cells[r * grid->columns + c];
        size_t natural = longest_line(cell), least = longest_word(cell);
        column.natural = natural > column.natural ? natural : column.natural;
        column.least = least > column.least ? least : column.least;
    }
    if (column.least > WORD_KEPT)
        column.least = WORD_KEPT;
    if (column.least > column.natural)
        column.least = column.natural;
    column.width = column.least;
    return column;
}

/* The column that would take most lines as things stand, or count where all have room. */
static size_t neediest(const struct column *columns, size_t count)
{
    size_t found = count;
    for (size_t c = 0; c < count; c++) {
        if (columns[c].width >= columns[c].natural)
            continue;
        if (found == count || columns[c].natural * columns[found].width >
                                  columns[found].natural * columns[c].width)
            found = c;
    }
    return found;
}

static size_t widest(const struct column *columns, size_t count)
{
    size_t found = 0;
    for (size_t c = 1; c < count; c++)
        if (columns[c].width > columns[found].width)
            found = c;
    return found;
}

/* Every column starts with room for its words; what is left goes, one by one, where it
 * saves most lines.  Where even the words are too wide the widest gives way. */
static struct column *fit_columns(struct arena *a, const struct text_grid *grid)
{
    struct column *columns = arena_make(a, struct column, grid->columns);
    size_t room = TEXT_WIDTH - GAP * (grid->columns - 1), used = 0;
    for (size_t c = 0; c < grid->columns; c++) {
        columns[c] = measure_column(grid, c);
        used += columns[c].width;
    }
    for (; used > room; used--)
        columns[widest(columns, grid->columns)].width--;
    for (; used < room; used++) {
        size_t c = neediest(columns, grid->columns);
        if (c == grid->columns)
            break;
        columns[c].width++;
    }
    return columns;
}

/* Writes one line of a row; false where no cell has anything left. */
static bool write_line(struct buf *out, const struct text_grid *grid,
                       const struct column *columns, struct str *rest)
{
    size_t owed = 0;
    bool any = false;
    for (size_t c = 0; c < grid->columns; c++)
        any |= rest[c].len > 0;
    if (!any)
        return false;
    for (size_t c = 0; c < grid->columns; c++) {
        struct str line = text_take_line(&rest[c], columns[c].width);
        size_t blank = columns[c].width - text_width(line);
        bool right = grid->right[c];
        if (line.len) {
            add_spaces(out, owed + (right ? blank : 0));
            buf_add(out, line);
            owed = 0;
        }
        owed += (line.len == 0 ? columns[c].width : right ? 0 : blank) + GAP;
    }
    buf_char(out, '\n');
    return true;
}

static void write_rule(struct buf *out, const struct column *columns, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        if (c)
            add_spaces(out, GAP);
        for (size_t i = 0; i < columns[c].width; i++)
            buf_char(out, '-');
    }
    buf_char(out, '\n');
}

void text_table(struct buf *out, const struct text_grid *grid)
{
    assert(grid->columns > 0 && grid->columns <= TEXT_WIDTH / (GAP + 1));
    struct column *columns = fit_columns(out->arena, grid);
    struct str *rest = arena_make(out->arena, struct str, grid->columns);
    for (size_t r = 0; r < grid->rows; r++) {
        for (size_t c = 0; c < grid->columns; c++)
            rest[c] = grid->cells[r * grid->columns + c];
        while (write_line(out, grid, columns, rest))
            ;
        if (r + 1 == grid->header_rows)
            write_rule(out, columns, grid->columns);
    }
}
