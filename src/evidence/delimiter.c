#include "evidence/delimiter.h"

#include <assert.h>
#include <string.h>

enum { LINES_LOOKED_AT = 64 };
#define BYTES_LOOKED_AT (64 * KIB)
#define CELL_MOST (64 * KIB) /* as the CSV reader has it */

static const char candidates[] = {',', '\t', ';'};
enum { CANDIDATES = sizeof candidates };

/* How a delimiter does: lines that have as many as the line before, and all it has. */
struct score {
    size_t agree, total, on_line, on_last;
};

static void end_line(struct score *score)
{
    if (score->on_line && score->on_line == score->on_last)
        score->agree++;
    score->on_last = score->on_line;
    score->on_line = 0;
}

static bool is_better(const struct score *a, const struct score *b)
{
    return a->agree != b->agree ? a->agree > b->agree : a->total > b->total;
}

static void count(struct score scores[CANDIDATES], char c)
{
    for (size_t k = 0; k < CANDIDATES; k++) {
        if (c == candidates[k]) {
            scores[k].on_line++;
            scores[k].total++;
        }
    }
}

char delimiter_find(struct str text)
{
    struct score scores[CANDIDATES] = {0};
    bool quoted = false;
    size_t lines = 0, most = text.len < BYTES_LOOKED_AT ? text.len : BYTES_LOOKED_AT;
    for (size_t i = 0; i < most && lines < LINES_LOOKED_AT; i++) {
        char c = text.at[i];
        if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        count(scores, c);
        if (c != '\n')
            continue;
        for (size_t k = 0; k < CANDIDATES; k++)
            end_line(&scores[k]);
        lines++;
    }
    size_t best = 0;
    for (size_t k = 1; k < CANDIDATES; k++) {
        if (is_better(&scores[k], &scores[best]))
            best = k;
    }
    return candidates[best];
}

/* Text being written with room made beforehand. */
struct rewriting {
    char *at;
    size_t len;
    char delimiter;
};

static void put(struct rewriting *w, struct str s)
{
    if (s.len)
        memcpy(w->at + w->len, s.at, s.len);
    w->len += s.len;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Up to the delimiter or the end of the line; up to the latter where `delimiter` is NUL.
 */
static size_t plain_length(struct str s, char delimiter)
{
    size_t i = 0;
    while (i < s.len && s.at[i] != delimiter && !is_line_end(s.at[i]))
        i++;
    return i;
}

/* The length of the quoted cell that starts here.  One that is never closed, or is
 * followed by text, is left as it is to the end of its line, for the CSV reader to
 * complain of. */
static size_t quoted_length(struct str s, char delimiter)
{
    size_t i = 1, most = s.len < CELL_MOST ? s.len : CELL_MOST;
    while (i < most) {
        if (s.at[i++] != '"')
            continue;
        if (i == s.len || s.at[i] == delimiter || is_line_end(s.at[i]))
            return i;
        if (s.at[i] != '"')
            break;
        i++;
    }
    return plain_length(s, '\0');
}

static void put_plain(struct rewriting *w, struct str cell)
{
    if (!cell.len || !memchr(cell.at, ',', cell.len)) {
        put(w, cell);
        return;
    }
    put(w, STR("\""));
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '"')
            put(w, STR("\""));
        put(w, (struct str){cell.at + i, 1});
    }
    put(w, STR("\""));
}

/* One cell and what ends it. */
static size_t rewrite_cell(struct rewriting *w, struct str rest)
{
    bool quoted = rest.at[0] == '"';
    size_t len =
        quoted ? quoted_length(rest, w->delimiter) : plain_length(rest, w->delimiter);
    if (quoted)
        put(w, (struct str){rest.at, len});
    else
        put_plain(w, (struct str){rest.at, len});
    if (len == rest.len)
        return len;
    char end = rest.at[len];
    put(w, end == w->delimiter ? STR(",") : (struct str){&end, 1});
    return len + 1;
}

status delimiter_to_commas(struct arena *a, struct str text, char delimiter,
                           struct str *out, struct fault *why)
{
    struct rewriting w = {.delimiter = delimiter};
    if (delimiter == ',') {
        *out = text;
        return OK;
    }
    /* A cell of one comma becomes three bytes; more than thrice no cell grows. */
    if (text.len < SIZE_MAX / 3)
        w.at = arena_try(a, 3 * text.len + 1);
    if (!w.at)
        return fault_set(why, ERR_LIMIT, "this file needs more memory than it may have");
    size_t at = 0;
    if (str_starts(text, STR("\xef\xbb\xbf")))
        at = 3;
    while (at < text.len)
        at += rewrite_cell(&w, (struct str){text.at + at, text.len - at});
    assert(w.len <= 3 * text.len);
    *out = (struct str){w.at, w.len};
    return OK;
}
