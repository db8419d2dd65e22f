#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sanitize.h"

#define ALIGNMENT _Alignof(max_align_t)
#define BLOCK_FIRST (4 * KIB)
#define BLOCK_MOST (4 * MIB)

/* Bytes from `used` on have never been handed out and are zero. */
struct block {
    struct block *next;
    size_t size, used;
    _Alignas(max_align_t) char bytes[];
};

/* `first` is the block being filled; an allocation too large to share one gets a block of
 * its own behind it.  The ceiling bounds `handed_out`, not the blocks, so that whether an
 * allocation fits depends on what was asked for and never on how it fell into blocks. */
struct arena {
    struct block *first;
    size_t ceiling, handed_out, block_next;
};

/* The one place where running out ends the process: house style 11. */
static _Noreturn void die(const char *reason)
{
    fprintf(stderr, "assay: %s\n", reason);
    exit(4);
}

static _Noreturn void die_of_ceiling(const struct arena *a)
{
    char reason[80];
    snprintf(reason, sizeof reason, "out of memory (ceiling %llu bytes, used %llu)",
             (unsigned long long)a->ceiling, (unsigned long long)a->handed_out);
    die(reason);
}

struct arena *arena_new(size_t ceiling)
{
    struct arena *a = calloc(1, sizeof *a);
    if (!a)
        die("out of memory");
    a->ceiling = ceiling;
    a->block_next = BLOCK_FIRST;
    return a;
}

static void block_free(struct block *b)
{
    sanitize_unpoison(b->bytes, b->size);
    free(b);
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct block *b = a->first; b;) {
        struct block *next = b->next;
        block_free(b);
        b = next;
    }
    free(a);
}

static void block_clear(struct block *b)
{
    sanitize_unpoison(b->bytes, b->size);
    memset(b->bytes, 0, b->used);
    b->used = 0;
    b->next = NULL;
    sanitize_poison(b->bytes, b->size);
}

void arena_reset(struct arena *a)
{
    struct block *kept = NULL;
    for (struct block *b = a->first; b;) {
        struct block *next = b->next, *smaller = b;
        if (!kept || b->size > kept->size) {
            smaller = kept;
            kept = b;
        }
        if (smaller)
            block_free(smaller);
        b = next;
    }
    if (kept)
        block_clear(kept);
    a->first = kept;
    a->handed_out = 0;
}

size_t arena_used(const struct arena *a)
{
    return a->handed_out;
}

static struct block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block))
        return NULL;
    struct block *b = calloc(1, sizeof *b + size);
    if (b) {
        b->size = size;
        sanitize_poison(b->bytes, size);
    }
    return b;
}

static void *block_take(struct block *b, size_t padded, size_t size)
{
    assert(padded >= size && b->size - b->used >= padded);
    char *at = b->bytes + b->used;
    b->used += padded;
    sanitize_unpoison(at, size);
    return at;
}

/* A block with room for `padded` bytes; NULL where the system has no memory. */
static struct block *block_for(struct arena *a, size_t padded)
{
    if (a->first && a->first->size - a->first->used >= padded)
        return a->first;
    bool own = a->first && padded > a->block_next / 4;
    struct block *b = block_new(own || padded > a->block_next ? padded : a->block_next);
    if (!b)
        return NULL;
    if (own) {
        b->next = a->first->next;
        a->first->next = b;
        return b;
    }
    b->next = a->first;
    a->first = b;
    if (a->block_next < BLOCK_MOST)
        a->block_next *= 2;
    return b;
}

void *arena_try(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - 2 * ALIGNMENT - SANITIZE_GAP)
        return NULL;
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded > a->ceiling - a->handed_out)
        return NULL;
    size_t padded = rounded + SANITIZE_GAP;
    struct block *b = block_for(a, padded);
    if (!b)
        return NULL;
    a->handed_out += rounded;
    return block_take(b, padded, size);
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *at = arena_try(a, size);
    if (!at)
        die_of_ceiling(a);
    return at;
}

void *arena_array(struct arena *a, size_t size, size_t count)
{
    assert(size > 0);
    if (count > SIZE_MAX / size)
        die_of_ceiling(a);
    return arena_alloc(a, size * count);
}

void *arena_grow_bytes(struct arena *a, void *at, size_t size, size_t count,
                       size_t *capacity)
{
    assert(size > 0 && count <= *capacity);
    if (count < *capacity)
        return at;
    if (*capacity > SIZE_MAX / 2 / size)
        die_of_ceiling(a);
    size_t doubled = *capacity ? *capacity * 2 : 8;
    void *grown = arena_array(a, size, doubled);
    if (count)
        memcpy(grown, at, size * count);
    *capacity = doubled;
    return grown;
}

struct str arena_copy(struct arena *a, struct str s)
{
    if (s.len == SIZE_MAX)
        die_of_ceiling(a);
    char *at = arena_alloc(a, s.len + 1);
    if (s.len)
        memcpy(at, s.at, s.len);
    return (struct str){at, s.len};
}

struct str arena_format(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = arena_vformat(a, format, args);
    va_end(args);
    return text;
}

struct str arena_vformat(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    assert(format);
    int len = vsnprintf(NULL, 0, format, args);
    assert(len >= 0);
    char *at = arena_alloc(a, (size_t)len + 1);
    vsnprintf(at, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){at, (size_t)len};
}
