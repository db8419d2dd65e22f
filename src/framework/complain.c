#include "framework/complain.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum {
    QUOTE_MAX = 60,          /* bytes of a quoted text */
    LISTED_MAX = 8,          /* choices named in one complaint */
    NEAREST_WORK = 20 * 1000 /* comparisons a file may cost */
};

struct reporter complain_new(struct arena *a, struct str file)
{
    return (struct reporter){.arena = a, .file = file, .nearest_left = NEAREST_WORK};
}

bool complain_full(const struct reporter *r)
{
    return r->errors >= COMPLAIN_MAX;
}

/* A file that is not UTF-8 has been told so; what quotes it is text all the same. */
static struct str well_formed(const struct reporter *r, struct str text)
{
    size_t bad = 0;
    if (str_is_utf8(text, &bad))
        return text;
    char *copy = arena_alloc(r->arena, text.len + 1);
    memcpy(copy, text.at, text.len);
    do
        copy[bad] = '?';
    while (!str_is_utf8((struct str){copy, text.len}, &bad));
    return (struct str){copy, text.len};
}

static void add(struct reporter *r, struct complaint complaint)
{
    complaint.text = well_formed(r, complaint.text);
    if (r->count == r->capacity)
        r->at = arena_grow(r->arena, struct complaint, r->at, r->count, &r->capacity);
    complaint.file = r->file;
    r->at[r->count++] = complaint;
}

void complain_error(struct reporter *r, struct place place, const char *format, ...)
{
    if (r->errors++ >= COMPLAIN_MAX)
        return;
    va_list args;
    va_start(args, format);
    struct str text = arena_vformat(r->arena, format, args);
    va_end(args);
    add(r, (struct complaint){.severity = SEVERITY_ERROR, .place = place, .text = text});
}

void complain_warning(struct reporter *r, struct place place, const char *format, ...)
{
    if (r->warnings++ >= COMPLAIN_MAX)
        return;
    va_list args;
    va_start(args, format);
    struct str text = arena_vformat(r->arena, format, args);
    va_end(args);
    add(r,
        (struct complaint){.severity = SEVERITY_WARNING, .place = place, .text = text});
}

void complain_unpaired(struct reporter *r, struct place place)
{
    size_t count = r->unpaired_count;
    if (count >= COMPLAIN_MAX || (count > 0 && r->unpaired[count - 1] == place.line))
        return;
    if (count == r->unpaired_capacity)
        r->unpaired =
            arena_grow(r->arena, uint32_t, r->unpaired, count, &r->unpaired_capacity);
    r->unpaired[r->unpaired_count++] = place.line;
}

struct str complain_nearest(struct reporter *r, struct str word, struct choices choices)
{
    if (complain_full(r) || r->nearest_left < choices.count)
        return STR("");
    r->nearest_left -= choices.count;
    return str_nearest(word, choices.at, choices.count);
}

/* Where a text is cut: not inside a character. */
static size_t cut(struct str text)
{
    if (text.len <= QUOTE_MAX)
        return text.len;
    size_t len = QUOTE_MAX;
    while (len > 0 && ((unsigned char)text.at[len] & 0xc0) == 0x80)
        len--;
    return len;
}

struct str complain_text(const struct reporter *r, const char *format, ...)
{
    if (complain_full(r))
        return STR("");
    va_list args;
    va_start(args, format);
    struct str text = arena_vformat(r->arena, format, args);
    va_end(args);
    return text;
}

struct str complain_quote(const struct reporter *r, struct str text)
{
    if (complain_full(r))
        return STR("");
    struct buf b = buf_new(r->arena, 4 * QUOTE_MAX);
    size_t len = cut(text), bad = 0;
    bool sound = str_is_utf8((struct str){text.at, len}, &bad);
    buf_add(&b, STR("“"));
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        buf_char(&b, c < 0x20 || c == 0x7f || (c >= 0x80 && !sound) ? '?' : (char)c);
    }
    buf_add(&b, len < text.len ? STR("…”") : STR("”"));
    return buf_text(&b);
}

static void list_choices(const struct reporter *r, struct buf *b, struct choices choices)
{
    size_t shown = choices.count <= LISTED_MAX + 1 ? choices.count : LISTED_MAX;
    buf_add(b, STR("; expected "));
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            buf_add(b, i + 1 == choices.count ? STR(" or ") : STR(", "));
        buf_add(b, complain_quote(r, choices.at[i]));
    }
    if (shown < choices.count)
        buf_format(b, " or %zu more", choices.count - shown);
}

void complain_choice(struct reporter *r, struct place place, struct str word,
                     struct choices choices, struct str what)
{
    if (complain_full(r)) {
        complain_error(r, place, "%.*s", STR_ARG(what));
        return;
    }
    struct buf b = buf_new(r->arena, 8 * KIB);
    buf_add(&b, what);
    if (choices.count > 0)
        list_choices(r, &b, choices);
    struct str nearest = complain_nearest(r, word, choices);
    if (nearest.len > 0)
        buf_format(&b, "; did you mean %.*s?", STR_ARG(complain_quote(r, nearest)));
    complain_error(r, place, "%.*s", STR_ARG(buf_text(&b)));
}

static int compare_places(const void *left, const void *right)
{
    const struct complaint *a = left, *b = right;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column)
        return a->place.column < b->place.column ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity < b->severity ? -1 : 1;
    return str_compare(a->text, b->text);
}

static bool is_unpaired(const struct reporter *r, uint32_t line)
{
    for (size_t i = 0; i < r->unpaired_count; i++)
        if (r->unpaired[i] == line)
            return true;
    return false;
}

/* Of a line whose quotes do not pair up only the first error is kept; the others come
 * from reading texts as words and words as texts. */
static void merge_unpaired(struct reporter *r)
{
    size_t kept = 0;
    uint32_t merged = 0;
    for (size_t i = 0; i < r->count; i++) {
        struct complaint *complaint = &r->at[i];
        uint32_t line = complaint->place.line;
        if (complaint->severity == SEVERITY_ERROR && is_unpaired(r, line)) {
            if (merged == line) {
                r->errors--;
                continue;
            }
            merged = line;
            if (!str_contains(complaint->text, STR("is not closed")))
                complaint->text =
                    arena_format(r->arena, "%.*s; the quotes on this line do not pair up",
                                 STR_ARG(complaint->text));
        }
        r->at[kept++] = *complaint;
    }
    r->count = kept;
}

static void add_more(struct reporter *r, enum severity severity, size_t more)
{
    struct complaint last = {.severity = severity, .place = r->at[r->count - 1].place};
    last.text = arena_format(r->arena, "and %zu more %s in this file", more,
                             severity == SEVERITY_ERROR ? "errors" : "warnings");
    add(r, last);
}

void complain_finish(struct reporter *r, struct complaints *out)
{
    if (r->count > 0)
        qsort(r->at, r->count, sizeof *r->at, compare_places);
    merge_unpaired(r);
    if (r->warnings > COMPLAIN_MAX)
        add_more(r, SEVERITY_WARNING, r->warnings - COMPLAIN_MAX);
    if (r->errors > COMPLAIN_MAX)
        add_more(r, SEVERITY_ERROR, r->errors - COMPLAIN_MAX);
    for (size_t i = 0; i < r->count; i++) {
        if (out->count == out->capacity)
            out->at = arena_grow(out->arena, struct complaint, out->at, out->count,
                                 &out->capacity);
        out->at[out->count++] = r->at[i];
    }
    out->errors += r->errors;
}
