#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CAPACITY_FIRST ((size_t)256)

struct buf buf_new(struct arena *a, size_t ceiling)
{
    return (struct buf){.arena = a, .ceiling = ceiling};
}

/* Room for `more` bytes behind what is there; false, with the status set, past the
 * ceiling of the buf or of its arena. */
static bool has_room(struct buf *b, size_t more)
{
    if (b->status)
        return false;
    if (more <= b->capacity - b->len)
        return true;
    if (more > b->ceiling - b->len) {
        b->status = ERR_LIMIT;
        return false;
    }
    size_t needed = b->len + more, capacity = b->capacity ? b->capacity : CAPACITY_FIRST;
    while (capacity < needed && capacity <= b->ceiling / 2)
        capacity *= 2;
    if (capacity < needed || capacity > b->ceiling)
        capacity = b->ceiling;
    char *grown = arena_try(b->arena, capacity);
    if (!grown) {
        b->no_memory = true;
        b->status = ERR_LIMIT;
        return false;
    }
    if (b->len)
        memcpy(grown, b->at, b->len);
    b->at = grown;
    b->capacity = capacity;
    return true;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.len == 0 || !has_room(b, s.len))
        return;
    memmove(b->at + b->len, s.at, s.len);
    b->len += s.len;
}

void buf_char(struct buf *b, char c)
{
    if (has_room(b, 1))
        b->at[b->len++] = c;
}

/* Formats a text of `len` bytes aside, for the NUL behind it may be past the ceiling. */
PRINTF_LIKE(2, 0)
static void add_long(struct buf *b, const char *format, va_list args, size_t len)
{
    if (!has_room(b, len))
        return;
    char *aside = arena_try(b->arena, len + 1);
    if (!aside) {
        b->status = ERR_LIMIT;
        return;
    }
    vsnprintf(aside, len + 1, format, args);
    buf_add(b, (struct str){aside, len});
}

/* U+202A to 202E and U+2066 to 2069, which turn the direction of text. */
static bool turns(const unsigned char *at)
{
    unsigned last = at[1] * 256u + at[2];
    return at[0] == 0xe2 &&
           ((last >= 0x80aa && last <= 0x80ae) || (last >= 0x81a6 && last <= 0x81a9));
}

/* The length of a character at the beginning of `s` that steers a screen, or 0. */
static size_t steers(struct str s)
{
    unsigned char at[3] = {0};
    memcpy(at, s.at, s.len < 3 ? s.len : 3);
    if (at[0] < 0x20 || at[0] == 0x7f)
        return 1;
    if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f)
        return 2;
    return turns(at) ? 3 : 0;
}

void buf_shown(struct buf *b, struct str s, size_t most)
{
    bool cut = s.len > most;
    if (cut)
        s.len = most;
    while (cut && s.len && ((unsigned char)s.at[s.len] & 0xc0) == 0x80)
        s.len--; /* whole characters */
    while (s.len) {
        size_t steering = steers(s), taken = steering ? steering : 1;
        buf_char(b, steering ? '?' : s.at[0]);
        s = (struct str){s.at + taken, s.len - taken};
    }
    if (cut)
        buf_add(b, STR("…"));
}

void buf_format(struct buf *b, const char *format, ...)
{
    char text[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(text, sizeof text, format, args);
    assert(len >= 0);
    if ((size_t)len < sizeof text)
        buf_add(b, (struct str){text, (size_t)len});
    else
        add_long(b, format, again, (size_t)len);
    va_end(again);
    va_end(args);
}

struct str buf_text(const struct buf *b)
{
    return b->len ? (struct str){b->at, b->len} : (struct str){"", 0};
}

status buf_status(const struct buf *b, struct fault *why)
{
    if (b->status == OK)
        return OK;
    if (b->no_memory)
        return fault_set(why, b->status,
                         "there is not enough memory: a text has %llu "
                         "bytes and no room for more",
                         (unsigned long long)b->len);
    return fault_set(why, b->status, "a text is longer than %llu bytes",
                     (unsigned long long)b->ceiling);
}
