#include "records/scan.h"

#include <assert.h>
#include <string.h>

#include "evidence/encoding.h"

/* The window holds at least one row of the greatest length and what ends it. */
#define WINDOW (2 * MIB)

struct scan {
    const struct os_file *file;
    enum letters letters;
    size_t width;    /* bytes of a unit: 1, or 2 of UTF-16 */
    char *raw;       /* the window as stored */
    char *units;     /* one byte a unit: the same, or ASCII of UTF-16 and 0x80 */
    uint64_t raw_at; /* where the window starts in the file */
    size_t room;     /* bytes of the window: fewer where the file is small */
    size_t count;    /* units in the window */
    size_t next;     /* of the next row */
    bool ended;      /* the window reaches the end of the file */
    bool failed;
    unsigned wanted;
    uint32_t number;
};

/* ---- The window */

static void take_units(struct scan *s, size_t from)
{
    if (s->width == 1)
        return;
    size_t high = s->letters == LETTERS_UTF16_BIG ? 0 : 1;
    for (size_t i = from; i < s->count; i++) {
        const char *unit = s->raw + 2 * i;
        bool ascii = unit[high] == 0 && (unsigned char)unit[1 - high] < 0x80;
        s->units[i] = ascii ? unit[1 - high] : (char)0x80;
    }
}

/* Forgets what stands before `next` and fills the window up. */
static void refill(struct scan *s)
{
    size_t kept = s->count - s->next, got;
    memmove(s->raw, s->raw + s->next * s->width, kept * s->width);
    if (s->width == 2)
        memmove(s->units, s->units + s->next, kept);
    s->raw_at += s->next * s->width;
    s->next = 0;
    size_t wanted = s->room - kept * s->width;
    if (!os_file_read_at(s->file, s->raw_at + kept * s->width, s->raw + kept * s->width,
                         wanted, &got))
        s->failed = true;
    s->ended = s->failed || got < wanted;
    s->count = kept + got / s->width;
    take_units(s, kept);
}

/* A byte-order mark decides; without one the first letter of a header does: ASCII in
 * UTF-16 has a NUL beside it.  *mark gets the length of the mark. */
static enum letters letters_of(const unsigned char *first, size_t count, size_t *mark)
{
    static const struct {
        struct str mark;
        enum letters letters;
    } marks[] = {{{"\xff\xfe", 2}, LETTERS_UTF16_LITTLE},
                 {{"\xfe\xff", 2}, LETTERS_UTF16_BIG},
                 {{"\xef\xbb\xbf", 3}, LETTERS_BYTES}};
    struct str head = {(const char *)first, count};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        *mark = marks[i].mark.len;
        if (str_starts(head, marks[i].mark))
            return marks[i].letters;
    }
    *mark = 0;
    if (count < 2 || (first[0] == 0) == (first[1] == 0))
        return LETTERS_BYTES;
    return first[0] == 0 ? LETTERS_UTF16_BIG : LETTERS_UTF16_LITTLE;
}

struct scan *scan_new(struct arena *a, const struct os_file *file)
{
    struct scan *s = arena_alloc(a, sizeof *s);
    unsigned char first[3] = {0};
    size_t got, mark;
    *s = (struct scan){.file = file, .width = 1, .wanted = UINT32_MAX};
    s->room = file->size < WINDOW ? ((size_t)file->size + 4) / 2 * 2 : WINDOW;
    s->raw = s->units = arena_alloc(a, s->room);
    s->failed = !os_file_read_at(file, 0, (char *)first, sizeof first, &got);
    s->letters = letters_of(first, got, &mark);
    s->raw_at = mark;
    if (s->letters != LETTERS_BYTES) {
        s->width = 2;
        s->units = arena_alloc(a, s->room / 2);
    }
    refill(s);
    return s;
}

enum letters scan_letters(const struct scan *scan)
{
    return scan->letters;
}

void scan_want(struct scan *scan, unsigned column)
{
    scan->wanted = column;
}

/* ---- One row in the window */

static bool ends_plain(char c)
{
    return c == ',' || c == '\n' || c == '\r';
}

struct row {
    size_t end, next;      /* of its text; where the next one starts */
    size_t cell, cell_end; /* the wanted one */
    size_t bad;            /* the cell that cannot be read */
    const char *wrong;
    bool is_blank;
};

enum step { STEP_DONE, STEP_MORE, STEP_WRONG };

static enum step wrong(struct row *row, size_t cell, const char *text)
{
    row->bad = cell;
    row->wrong = text;
    return STEP_WRONG;
}

static enum step pass_plain(const struct scan *s, size_t *at, struct row *row)
{
    size_t i = *at;
    while (i < s->count && !ends_plain(s->units[i]))
        i++;
    if (i - *at > CELL_BYTES_MOST)
        return wrong(row, *at, "a cell is longer than 64 KiB; shorten it");
    *at = i;
    return STEP_DONE;
}

/* From the opening quote to behind the closing one. */
static enum step pass_quoted(const struct scan *s, size_t *at, struct row *row)
{
    static const char open[] = "a quote is opened and not closed; close it, or double "
                               "it where it is part of the text";
    size_t i = *at + 1;
    for (; i < s->count && i - *at <= CELL_BYTES_MOST; i++) {
        if (s->units[i] != '"')
            continue;
        if (i + 1 == s->count && !s->ended)
            return STEP_MORE;
        if (i + 1 < s->count && s->units[i + 1] == '"') {
            i++;
            continue;
        }
        bool closed = i + 1 == s->count || ends_plain(s->units[i + 1]);
        if (!closed)
            return wrong(row, *at,
                         "text follows a closing quote; double a quote that "
                         "is part of the text");
        *at = i + 1;
        return STEP_DONE;
    }
    return i >= s->count && !s->ended ? STEP_MORE : wrong(row, *at, open);
}

static enum step pass_cell(const struct scan *s, size_t *at, struct row *row)
{
    size_t from = *at;
    bool quoted = from < s->count && s->units[from] == '"';
    enum step step = (quoted ? pass_quoted : pass_plain)(s, at, row);
    if (*at - from > (quoted ? 2 : 0))
        row->is_blank = false;
    return step;
}

/* Cells up to the line end. */
static enum step pass_cells(const struct scan *s, struct row *row)
{
    size_t at = s->next;
    for (unsigned column = 0;; column++) {
        size_t from = at;
        enum step step = pass_cell(s, &at, row);
        if (step != STEP_DONE)
            return step;
        if (column == s->wanted) {
            row->cell = from;
            row->cell_end = at;
        }
        if (at == s->count || s->units[at] != ',')
            break;
        at++;
    }
    row->end = at;
    return at == s->count && !s->ended ? STEP_MORE : STEP_DONE;
}

/* Behind CR LF, LF or CR; a CR at the end of the window may have its LF behind it. */
static enum step pass_line_end(const struct scan *s, struct row *row)
{
    size_t at = row->end;
    if (at < s->count && s->units[at] == '\r') {
        if (at + 1 == s->count && !s->ended)
            return STEP_MORE;
        at++;
        at += at < s->count && s->units[at] == '\n';
    } else if (at < s->count) {
        at++;
    }
    row->next = at;
    return STEP_DONE;
}

static enum step pass_row(const struct scan *s, struct row *row)
{
    *row = (struct row){.is_blank = true};
    enum step step = pass_cells(s, row);
    if (step == STEP_DONE)
        step = pass_line_end(s, row);
    size_t length = (step == STEP_DONE ? row->end : s->count) - s->next;
    if (step != STEP_WRONG && length * s->width > ROW_BYTES_MOST)
        return wrong(row, s->next, "a row is longer than 1 MiB; shorten it");
    return step;
}

/* ---- Row after row */

static bool more(struct scan *s)
{
    if (s->next == s->count && !s->ended)
        refill(s);
    return s->next < s->count;
}

/* To the line after the one that holds `from`. */
static void skip_line(struct scan *s, size_t from)
{
    s->next = from;
    while (more(s)) {
        while (s->next < s->count && s->units[s->next] != '\n' &&
               s->units[s->next] != '\r')
            s->next++;
        if (s->next < s->count)
            break;
    }
    if (!more(s))
        return;
    bool cr = s->units[s->next++] == '\r';
    if (cr && more(s) && s->units[s->next] == '\n')
        s->next++;
}

/* Passes lines of nothing but spaces and tabs, within reason: a window of them is none.
 */
static void pass_blank_lines(struct scan *s)
{
    while (more(s)) {
        size_t at = s->next;
        while (at < s->count && (s->units[at] == ' ' || s->units[at] == '\t'))
            at++;
        bool undecided = at == s->count && !s->ended && s->next > 0;
        if (undecided) {
            refill(s);
            continue;
        }
        if (at < s->count && s->units[at] != '\n' && s->units[at] != '\r')
            return;
        s->next = at < s->count ? at + 1 : at;
    }
}

static struct str stored(const struct scan *s, size_t from, size_t to)
{
    return (struct str){s->raw + from * s->width, (to - from) * s->width};
}

bool scan_next(struct scan *s, struct scanned *out, bool *failed)
{
    struct row row;
    pass_blank_lines(s);
    enum step step = more(s) ? pass_row(s, &row) : STEP_MORE;
    if (step == STEP_MORE && !s->ended) {
        refill(s);
        step = more(s) ? pass_row(s, &row) : STEP_MORE;
    }
    *failed = s->failed;
    if (s->failed || step == STEP_MORE)
        return false;
    *out = (struct scanned){.number = s->number++,
                            .at = s->raw_at + s->next * s->width,
                            .wrong = step == STEP_WRONG ? row.wrong : NULL};
    if (step == STEP_WRONG) {
        skip_line(s, row.bad);
        return true;
    }
    out->bytes = stored(s, s->next, row.end);
    out->cell = stored(s, row.cell, row.cell_end);
    out->is_blank = row.is_blank;
    s->next = row.next;
    return true;
}

/* ---- Text */

struct str letters_text(struct arena *a, enum letters letters, struct str bytes)
{
    struct str text;
    if (letters == LETTERS_BYTES)
        return bytes;
    char *marked = arena_alloc(a, bytes.len + 2);
    bool big = letters == LETTERS_UTF16_BIG;
    marked[0] = (char)(big ? 0xfe : 0xff);
    marked[1] = (char)(big ? 0xff : 0xfe);
    if (bytes.len)
        memcpy(marked + 2, bytes.at, bytes.len);
    if (encoding_to_utf8(a, (struct str){marked, bytes.len + 2}, &text, NULL))
        return STR("");
    return text;
}

/* What is no UTF-8 is Windows-1252; what is neither stays as it is. */
static struct str as_utf8(struct arena *a, struct str cell)
{
    struct str text;
    for (size_t i = 0; i < cell.len; i++)
        if ((unsigned char)cell.at[i] >= 0x80)
            return encoding_to_utf8(a, cell, &text, NULL) ? cell : text;
    return cell;
}

static struct str unquote(struct arena *a, struct str raw)
{
    if (!memchr(raw.at, '"', raw.len))
        return raw;
    char *text = arena_alloc(a, raw.len);
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        text[len++] = raw.at[i];
        if (raw.at[i] == '"')
            i++;
    }
    return (struct str){text, len};
}

struct str row_cell(struct arena *a, struct str row, struct str *rest)
{
    bool quoted = row.len > 0 && row.at[0] == '"';
    size_t i = quoted ? 1 : 0;
    for (bool open = quoted; i < row.len && (open || row.at[i] != ','); i++)
        if (quoted && row.at[i] == '"')
            open = !open;
    struct str cell = {row.at, i};
    *rest = i < row.len ? (struct str){row.at + i + 1, row.len - i - 1}
                        : (struct str){NULL, 0};
    if (quoted)
        cell = unquote(a, (struct str){row.at + 1, i > 2 ? i - 2 : 0});
    return as_utf8(a, cell);
}
