#include "base/json.h"

#include <assert.h>
#include <float.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* What is known of each open object or array. */
enum { FILLED = 1, OBJECT = 2 };

struct json json_new(struct buf *out, bool indent)
{
    return (struct json){.out = out, .indent = indent};
}

static void new_line(struct json *j)
{
    if (!j->indent)
        return;
    buf_char(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        buf_add(j->out, STR("  "));
}

/* The comma and line break before a member or an element. */
static void before_item(struct json *j)
{
    if (j->filled[j->depth] & FILLED)
        buf_char(j->out, ',');
    if (j->depth > 0)
        new_line(j);
    j->filled[j->depth] |= FILLED;
}

static void before_value(struct json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    assert(!(j->filled[j->depth] & OBJECT) && "a member needs its key");
    assert((j->depth > 0 || !(j->filled[0] & FILLED)) && "one value a document");
    before_item(j);
}

static void begin(struct json *j, char bracket, unsigned char kind)
{
    before_value(j);
    buf_char(j->out, bracket);
    j->depth++;
    assert(j->depth < sizeof j->filled);
    j->filled[j->depth] = kind;
}

static void end(struct json *j, char bracket, unsigned char kind)
{
    assert(j->depth > 0 && !j->after_key);
    assert((j->filled[j->depth] & OBJECT) == kind && "closed as opened");
    (void)kind;
    bool filled = j->filled[j->depth] & FILLED;
    j->depth--;
    if (filled)
        new_line(j);
    buf_char(j->out, bracket);
}

void json_object(struct json *j)
{
    begin(j, '{', OBJECT);
}

void json_end_object(struct json *j)
{
    end(j, '}', OBJECT);
}

void json_array(struct json *j)
{
    begin(j, '[', 0);
}

void json_end_array(struct json *j)
{
    end(j, ']', 0);
}

/* RFC 8259, section 7: the quote, the backslash and what lies below U+0020. */
static void put_escaped(struct buf *out, char c)
{
    static const struct {
        char c, letter;
    } shorts[] = {{'"', '"'},  {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'},
                  {'\t', 't'}, {'\b', 'b'},  {'\f', 'f'}};
    for (size_t i = 0; i < sizeof shorts / sizeof shorts[0]; i++)
        if (shorts[i].c == c) {
            buf_char(out, '\\');
            buf_char(out, shorts[i].letter);
            return;
        }
    buf_format(out, "\\u%04x", (unsigned)(unsigned char)c);
}

static void put_well_formed(struct buf *out, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, (struct str){s.at + from, i - from});
        put_escaped(out, s.at[i]);
        from = i + 1;
    }
    buf_add(out, (struct str){s.at + from, s.len - from});
}

/* JSON is UTF-8 (RFC 8259, 8.1): a byte that is not becomes U+FFFD. */
static void put_quoted(struct buf *out, struct str s)
{
    size_t bad = 0;
    buf_char(out, '"');
    while (s.len && !str_is_utf8(s, &bad)) {
        put_well_formed(out, (struct str){s.at, bad});
        buf_add(out, STR("\xef\xbf\xbd"));
        s.at += bad + 1;
        s.len -= bad + 1;
    }
    if (s.len)
        put_well_formed(out, s);
    buf_char(out, '"');
}

void json_key(struct json *j, const char *key)
{
    assert((j->filled[j->depth] & OBJECT) && !j->after_key);
    before_item(j);
    put_quoted(j->out, str_of(key));
    buf_add(j->out, j->indent ? STR(": ") : STR(":"));
    j->after_key = true;
}

void json_text(struct json *j, struct str s)
{
    before_value(j);
    put_quoted(j->out, s);
}

void json_integer(struct json *j, int64_t n)
{
    before_value(j);
    buf_format(j->out, "%" PRId64, n);
}

void json_double(struct json *j, double x)
{
    if (!(x >= -DBL_MAX && x <= DBL_MAX)) {
        json_null(j);
        return;
    }
    before_value(j);
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, x);
        double back = strtod(text, NULL);
        if (!(back < x) && !(back > x))
            break;
    }
    buf_add(j->out, str_of(text));
}

void json_bool(struct json *j, bool b)
{
    before_value(j);
    buf_add(j->out, b ? STR("true") : STR("false"));
}

void json_null(struct json *j)
{
    before_value(j);
    buf_add(j->out, STR("null"));
}

void json_put_text(struct json *j, const char *key, struct str s)
{
    json_key(j, key);
    json_text(j, s);
}

void json_put_integer(struct json *j, const char *key, int64_t n)
{
    json_key(j, key);
    json_integer(j, n);
}

void json_put_bool(struct json *j, const char *key, bool b)
{
    json_key(j, key);
    json_bool(j, b);
}

void json_put_null(struct json *j, const char *key)
{
    json_key(j, key);
    json_null(j);
}
