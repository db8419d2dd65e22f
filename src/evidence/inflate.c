#include "evidence/inflate.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include <zlib.h>

#define PIECE (64 * KIB)

bool inflate_is_gzip(struct str bytes)
{
    return str_starts(bytes, STR("\x1f\x8b\x08"));
}

static status damaged(struct fault *why)
{
    return fault_set(why, ERR_FORMAT,
                     "the packed file is damaged or cut short; fetch it again");
}

static status too_large(struct fault *why)
{
    return fault_set(why, ERR_LIMIT, "unpacked, this is larger than %llu bytes",
                     (unsigned long long)INFLATE_MOST);
}

/* What has gone in and come out so far, of all members. */
struct progress {
    uint64_t in, out;
};

static status check_progress(struct progress p, struct fault *why)
{
    if (p.out > INFLATE_MOST)
        return too_large(why);
    if (p.out > INFLATE_SLACK + (uint64_t)INFLATE_RATIO * p.in)
        return fault_set(why, ERR_LIMIT,
                         "unpacked, this is more than %d times its size; no real table "
                         "is",
                         INFLATE_RATIO);
    return OK;
}

/* zlib does not write to its input, though its type does not say so. */
static Bytef *input_of(struct str bytes)
{
    union {
        const char *kept;
        Bytef *asked;
    } at = {.kept = bytes.at};
    return at.asked;
}

/* The member's own count of its contents, modulo 2^32: a first guess at the room, kept
 * within what the ceilings allow. */
static size_t guess_size(struct str bytes)
{
    const unsigned char *end = (const unsigned char *)bytes.at + bytes.len;
    size_t said = (size_t)end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 |
                  (size_t)end[-1] << 24;
    size_t most = INFLATE_SLACK + INFLATE_RATIO * bytes.len;
    if (most > INFLATE_MOST)
        most = INFLATE_MOST;
    return (said < most ? said : most) + 1; /* one to see the end of the stream in */
}

struct unpacked {
    struct arena *arena;
    char *at;
    size_t len, capacity;
};

static status grow(struct unpacked *u, struct fault *why)
{
    size_t capacity = u->capacity * 2 + PIECE;
    char *grown = arena_try(u->arena, capacity);
    if (!grown)
        return too_large(why);
    if (u->len)
        memcpy(grown, u->at, u->len);
    u->at = grown;
    u->capacity = capacity;
    return OK;
}

/* Inflates one piece; *ended where a member ended with it. */
static status inflate_piece(z_stream *z, struct unpacked *u, bool *ended,
                            struct fault *why)
{
    if (u->len == u->capacity)
        TRY(grow(u, why));
    size_t room = u->capacity - u->len;
    uInt before = (uInt)(room < PIECE ? room : PIECE);
    z->next_out = (Bytef *)u->at + u->len;
    z->avail_out = before;
    int got = inflate(z, Z_NO_FLUSH);
    u->len += before - z->avail_out;
    *ended = got == Z_STREAM_END;
    bool stuck = before == z->avail_out && !*ended;
    if ((got != Z_OK && !*ended) || stuck)
        return damaged(why);
    return OK;
}

/* All members, one after the other, as cat makes them. */
static status inflate_members(z_stream *z, struct str bytes, struct unpacked *u,
                              struct fault *why)
{
    for (;;) {
        bool ended;
        TRY(inflate_piece(z, u, &ended, why));
        TRY(check_progress((struct progress){bytes.len - z->avail_in, u->len}, why));
        if (!ended)
            continue;
        struct str rest = {bytes.at + bytes.len - z->avail_in, z->avail_in};
        /* Padding behind the last member is let be, as gzip does. */
        if (!inflate_is_gzip(rest))
            return OK;
        if (inflateReset(z) != Z_OK)
            return damaged(why);
    }
}

status inflate_gzip(struct arena *a, struct str bytes, struct str *out, struct fault *why)
{
    z_stream z = {.next_in = input_of(bytes)};
    struct unpacked u = {.arena = a};
    if (bytes.len < 18)
        return damaged(why);
    if (bytes.len > UINT_MAX)
        return too_large(why);
    z.avail_in = (uInt)bytes.len;
    u.capacity = guess_size(bytes);
    u.at = arena_try(a, u.capacity);
    if (!u.at)
        return too_large(why);
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return fault_set(why, ERR_LIMIT, "there is no memory to unpack this file");
    status st = inflate_members(&z, bytes, &u, why);
    inflateEnd(&z);
    if (!st)
        *out = (struct str){u.at, u.len};
    return st;
}

/* --- an entry of a zip ---------------------------------------------------------------
 */

struct entry {
    const struct inflate_source *source;
    status (*take)(void *to, struct str piece, struct fault *why);
    void *to;
    uint64_t given;
    uLong crc;
};

static status give(struct entry *entry, struct str piece, uint64_t in, struct fault *why)
{
    entry->given += piece.len;
    TRY(check_progress((struct progress){in, entry->given}, why));
    entry->crc = crc32(entry->crc, (const Bytef *)piece.at, (uInt)piece.len);
    return piece.len ? entry->take(entry->to, piece, why) : OK;
}

static status give_stored(struct entry *entry, struct fault *why)
{
    struct str left = entry->source->bytes;
    while (left.len) {
        struct str piece = {left.at, left.len < PIECE ? left.len : PIECE};
        left = (struct str){left.at + piece.len, left.len - piece.len};
        TRY(give(entry, piece, entry->source->bytes.len - left.len, why));
    }
    return OK;
}

static status give_deflated(struct entry *entry, z_stream *z, struct fault *why)
{
    char piece[16 * 1024];
    for (int got = Z_OK; got != Z_STREAM_END;) {
        z->next_out = (Bytef *)piece;
        z->avail_out = sizeof piece;
        got = inflate(z, Z_NO_FLUSH);
        size_t len = sizeof piece - z->avail_out;
        if ((got != Z_OK && got != Z_STREAM_END) || (len == 0 && got == Z_OK))
            return damaged(why);
        uint64_t in = entry->source->bytes.len - z->avail_in;
        TRY(give(entry, (struct str){piece, len}, in, why));
    }
    return OK;
}

status inflate_entry(const struct inflate_source *source,
                     status (*take)(void *to, struct str piece, struct fault *why),
                     void *to, struct fault *why)
{
    struct entry entry = {.source = source, .take = take, .to = to};
    z_stream z = {.next_in = input_of(source->bytes)};
    status st;
    if (source->bytes.len > UINT_MAX)
        return too_large(why);
    entry.crc = crc32(0, Z_NULL, 0);
    z.avail_in = (uInt)source->bytes.len;
    if (source->stored) {
        st = give_stored(&entry, why);
    } else {
        if (inflateInit2(&z, -15) != Z_OK)
            return fault_set(why, ERR_LIMIT, "there is no memory to unpack this file");
        st = give_deflated(&entry, &z, why);
        inflateEnd(&z);
    }
    if (!st && (entry.given != source->size || entry.crc != source->crc))
        return damaged(why);
    return st;
}
