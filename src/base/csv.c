#include "base/csv.h"

#include <assert.h>
#include <string.h>

void csv_open(struct csv *csv, struct arena *a, struct str input,
              struct csv_limits limits)
{
    *csv = (struct csv){.arena = a, .input = input, .line = 1, .limits = limits};
    if (!limits.cells)
        csv->limits.cells = 256;
    if (!limits.cell_bytes)
        csv->limits.cell_bytes = 64 * KIB;
    if (!limits.records)
        csv->limits.records = 1000000;
    if (str_starts(input, STR("\xef\xbb\xbf")))
        csv->at = 3;
}

static bool at_end(const struct csv *csv)
{
    return csv->at == csv->input.len;
}

/* The next byte; NUL at the end, which no caller takes for a byte of the text. */
static char peek(const struct csv *csv)
{
    return at_end(csv) ? '\0' : csv->input.at[csv->at];
}

static bool at_line_end(const struct csv *csv)
{
    return at_end(csv) || peek(csv) == '\n' || peek(csv) == '\r';
}

/* Passes CR LF, LF or CR, one line in each case; nothing at the end of the input. */
static void pass_line_end(struct csv *csv)
{
    if (at_end(csv))
        return;
    assert(at_line_end(csv));
    bool cr = peek(csv) == '\r';
    csv->at++;
    if (cr && peek(csv) == '\n')
        csv->at++;
    csv->line++;
}

static uint32_t column_of(const struct csv *csv, size_t at)
{
    size_t start = at;
    while (start > 0 && csv->input.at[start - 1] != '\n' &&
           csv->input.at[start - 1] != '\r')
        start--;
    /* The byte-order mark takes no column. */
    if (start == 0 && str_starts(csv->input, STR("\xef\xbb\xbf")))
        start = at < 3 ? at : 3;
    return (uint32_t)(at - start + 1);
}

/* A place to return to. */
struct mark {
    size_t at;
    uint32_t line;
};

static struct mark mark_here(const struct csv *csv)
{
    return (struct mark){csv->at, csv->line};
}

/* Goes back to `from` and on to the line after it, whatever quotes say: one stray quote
 * must not swallow the records that follow it.  Always true of the caller's `false`. */
static bool skip_line_of(struct csv *csv, struct mark from)
{
    csv->at = from.at;
    csv->line = from.line;
    while (!at_line_end(csv))
        csv->at++;
    pass_line_end(csv);
    return false;
}

static bool cell_too_long(struct csv *csv, struct mark from, struct fault *why)
{
    fault_at(why, ERR_LIMIT, STR(""), from.line, column_of(csv, from.at),
             "a cell is longer than %llu bytes; shorten it, or close the quote it starts "
             "with",
             (unsigned long long)csv->limits.cell_bytes);
    return skip_line_of(csv, from);
}

/* The text between quotes with each doubled quote made one. */
static bool unescape(struct csv *csv, struct str raw, size_t doubled, struct str *cell)
{
    if (doubled == 0) {
        *cell = raw;
        return true;
    }
    char *text = arena_try(csv->arena, raw.len - doubled);
    size_t len = 0;
    for (size_t i = 0; text && i < raw.len; i++) {
        text[len++] = raw.at[i];
        if (raw.at[i] == '"')
            i++;
    }
    *cell = (struct str){text, len};
    return text != NULL;
}

/* Passes the text behind an opening quote up to the quote that closes it, counting lines
 * and doubled quotes.  False at the end of the input or past the limit. */
static bool pass_quoted(struct csv *csv, size_t *doubled)
{
    size_t start = csv->at;
    while (!at_end(csv) && csv->at - start - *doubled <= csv->limits.cell_bytes) {
        if (peek(csv) == '\n' || peek(csv) == '\r') {
            pass_line_end(csv);
            continue;
        }
        bool quote = peek(csv) == '"';
        csv->at++;
        if (quote && peek(csv) != '"')
            return true;
        if (quote) {
            csv->at++;
            ++*doubled;
        }
    }
    return false;
}

static bool quote_not_closed(struct csv *csv, struct mark from, struct fault *why)
{
    if (!at_end(csv))
        return cell_too_long(csv, from, why);
    fault_at(
        why, ERR_FORMAT, STR(""), from.line, column_of(csv, from.at),
        "a quote is opened here and never closed; close it, or double it where it is "
        "part of the text");
    return skip_line_of(csv, from);
}

static bool text_after_quote(struct csv *csv, struct mark from, struct fault *why)
{
    fault_at(
        why, ERR_FORMAT, STR(""), csv->line, column_of(csv, csv->at),
        "expected a comma or the end of the line after the closing quote of the cell "
        "that starts on line %lu; double a quote that is part of the text",
        (unsigned long)from.line);
    return skip_line_of(csv, from);
}

static bool read_quoted(struct csv *csv, struct str *cell, struct fault *why)
{
    struct mark from = mark_here(csv);
    size_t doubled = 0;
    csv->at++;
    if (!pass_quoted(csv, &doubled))
        return quote_not_closed(csv, from, why);
    if (!at_line_end(csv) && peek(csv) != ',')
        return text_after_quote(csv, from, why);
    struct str raw = {csv->input.at + from.at + 1, csv->at - from.at - 2};
    assert(raw.len - doubled <= csv->limits.cell_bytes);
    if (unescape(csv, raw, doubled, cell))
        return true;
    fault_at(why, ERR_LIMIT, STR(""), from.line, column_of(csv, from.at),
             "the file needs more memory than it may have");
    return skip_line_of(csv, from);
}

static bool read_plain(struct csv *csv, struct str *cell, struct fault *why)
{
    struct mark from = mark_here(csv);
    while (!at_line_end(csv) && peek(csv) != ',')
        csv->at++;
    *cell = (struct str){csv->input.at + from.at, csv->at - from.at};
    return cell->len <= csv->limits.cell_bytes || cell_too_long(csv, from, why);
}

/* Reads cells up to the line end, which it leaves. */
static bool read_cells(struct csv *csv, size_t *count, struct fault *why)
{
    for (*count = 0;; csv->at++) {
        if (*count == csv->limits.cells) {
            fault_at(why, ERR_LIMIT, STR(""), csv->line, column_of(csv, csv->at),
                     "a record has more than %llu cells",
                     (unsigned long long)csv->limits.cells);
            return skip_line_of(csv, mark_here(csv));
        }
        csv->cells =
            arena_grow(csv->arena, struct str, csv->cells, *count, &csv->capacity);
        struct str *cell = &csv->cells[*count];
        if (!(peek(csv) == '"' ? read_quoted : read_plain)(csv, cell, why))
            return false;
        ++*count;
        if (at_line_end(csv))
            return true;
    }
}

/* Passes lines that hold nothing but spaces and tabs. */
static void pass_blank_lines(struct csv *csv)
{
    while (!at_end(csv)) {
        size_t at = csv->at;
        while (at < csv->input.len &&
               (csv->input.at[at] == ' ' || csv->input.at[at] == '\t'))
            at++;
        if (at < csv->input.len && csv->input.at[at] != '\n' && csv->input.at[at] != '\r')
            return;
        csv->at = at;
        pass_line_end(csv);
    }
}

bool csv_next(struct csv *csv, struct csv_record *out, struct fault *why)
{
    assert(why && "without it a fault looks like the end");
    why->code = OK;
    pass_blank_lines(csv);
    if (at_end(csv))
        return false;
    uint32_t line = csv->line;
    if (csv->record == csv->limits.records) {
        fault_at(why, ERR_LIMIT, STR(""), line, 1,
                 "more than %lu records; the rest is not read",
                 (unsigned long)csv->limits.records);
        csv->at = csv->input.len;
        return false;
    }
    csv->record++;
    size_t count;
    if (!read_cells(csv, &count, why))
        return false;
    pass_line_end(csv);
    *out = (struct csv_record){csv->cells, count, csv->record, line};
    return true;
}

/* ---- Writing */

static bool separates(char c)
{
    return c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t';
}

static bool needs_quotes(struct str cell)
{
    bool needs = cell.len > 0 && (cell.at[0] == ' ' || cell.at[cell.len - 1] == ' ');
    for (size_t i = 0; i < cell.len && !needs; i++)
        needs = separates(cell.at[i]);
    return needs;
}

void csv_put_quoted(struct buf *out, struct str cell)
{
    buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '"')
            buf_char(out, '"');
        buf_char(out, cell.at[i]);
    }
    buf_char(out, '"');
}

void csv_put(struct buf *out, struct str cell)
{
    if (needs_quotes(cell))
        csv_put_quoted(out, cell);
    else
        buf_add(out, cell);
}
