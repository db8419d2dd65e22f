#include "evidence/index.h"

#include <assert.h>

/* FNV-1a over the bytes as str_equal_fold sees them. */
static uint64_t hash_fold(uint64_t hash, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c - 'A' + 'a');
        if (c == 0xe2 &&
            str_starts((struct str){s.at + i, s.len - i}, STR("\xe2\x80\x99"))) {
            c = '\'';
            i += 2;
        }
        hash = (hash ^ c) * 0x100000001b3U;
    }
    return (hash ^ 0xff) * 0x100000001b3U;
}

static uint32_t hash_of(struct str scope, struct str name)
{
    uint64_t hash = hash_fold(hash_fold(0xcbf29ce484222325U, scope), name);
    return (uint32_t)(hash ^ hash >> 32);
}

/* The slot that holds the name, or the free one where it belongs. */
static struct index_slot *slot_of(const struct index *index, struct str scope,
                                  struct str name, uint32_t hash)
{
    size_t i = hash & (index->capacity - 1);
    for (;; i = (i + 1) & (index->capacity - 1)) {
        struct index_slot *slot = &index->slots[i];
        if (!slot->taken)
            return slot;
        if (slot->hash == hash && str_equal(slot->scope, scope) &&
            str_equal_fold(slot->name, name))
            return slot;
    }
}

static void widen(struct index *index)
{
    struct index wider = {.arena = index->arena, .count = index->count};
    wider.capacity = index->capacity ? 2 * index->capacity : 64;
    wider.slots = arena_make(index->arena, struct index_slot, wider.capacity);
    for (size_t i = 0; i < index->capacity; i++) {
        const struct index_slot *old = &index->slots[i];
        if (old->taken)
            *slot_of(&wider, old->scope, old->name, old->hash) = *old;
    }
    *index = wider;
}

struct index index_new(struct arena *a)
{
    return (struct index){.arena = a};
}

bool index_add(struct index *index, struct str scope, struct str name, size_t value)
{
    if (2 * (index->count + 1) > index->capacity)
        widen(index);
    uint32_t hash = hash_of(scope, name);
    struct index_slot *slot = slot_of(index, scope, name, hash);
    if (slot->taken)
        return false;
    *slot = (struct index_slot){scope, name, value, hash, true};
    index->count++;
    return true;
}

bool index_find(const struct index *index, struct str scope, struct str name,
                size_t *value)
{
    if (!index->capacity)
        return false;
    const struct index_slot *slot = slot_of(index, scope, name, hash_of(scope, name));
    assert(!slot->taken || slot->scope.len == scope.len);
    if (slot->taken)
        *value = slot->value;
    return slot->taken;
}
