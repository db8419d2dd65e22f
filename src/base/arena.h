/* Memory by lifetime: everything allocated from an arena is freed with it, at once.
 * Blocks grow geometrically; nothing is freed singly.  Small allocations cannot fail:
 * past the ceiling, or where the system has no memory, the process ends with one line
 * on stderr and exit code 4.  Input-sized things ask arena_try first. */
#ifndef ASSAY_BASE_ARENA_H
#define ASSAY_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

#define KIB ((size_t)1024)
#define MIB (KIB * 1024)

struct arena;

/* A new arena that may hold at most `ceiling` bytes; freed by arena_free. */
struct arena *arena_new(size_t ceiling);
/* Frees it and all it gave out; NULL is let be. */
void arena_free(struct arena *a);
/* Frees what was allocated, keeps the largest block for reuse. */
void arena_reset(struct arena *a);
/* Bytes handed out since it was new or last reset, with what alignment adds; this, not
 * the size of the blocks, is what the ceiling bounds. */
size_t arena_used(const struct arena *a);
/* `size` zeroed bytes, aligned for any type.  Never NULL; size 0 gives a valid pointer.
 */
void *arena_alloc(struct arena *a, size_t size);
/* As arena_alloc, but NULL past the ceiling or where memory has run out. */
void *arena_try(struct arena *a, size_t size);
/* `count` zeroed things of a type; the product is checked for overflow. */
#define arena_make(a, type, count) ((type *)arena_array((a), sizeof(type), (count)))
void *arena_array(struct arena *a, size_t size, size_t count);
/* Doubles a full array: returns room for at least count + 1 elements with the first
 * `count` copied, updates *capacity.  Start with NULL and capacity 0. */
#define arena_grow(a, type, at, count, capacity)                                         \
    ((type *)arena_grow_bytes((a), (at), sizeof(type), (count), (capacity)))
void *arena_grow_bytes(struct arena *a, void *at, size_t size, size_t count,
                       size_t *capacity);
/* A copy that is NUL-terminated one past its length. */
struct str arena_copy(struct arena *a, struct str s);
/* As printf; NUL-terminated like a copy. */
struct str arena_format(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
struct str arena_vformat(struct arena *a, const char *format, va_list args)
    PRINTF_LIKE(2, 0);

#endif
