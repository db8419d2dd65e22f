/* Names to numbers, in any case: which row has this key, which area this name.  A name
 * belongs to a scope (the folder it was read from) or, with an empty scope, to all.
 * Names compare as str_equal_fold compares them; the texts are viewed, not copied, and
 * must outlive the index.  Adding and finding are O(1) expected. */
#ifndef ASSAY_EVIDENCE_INDEX_H
#define ASSAY_EVIDENCE_INDEX_H

#include <stdint.h>

#include "base/arena.h"

struct index_slot {
    struct str scope, name;
    size_t value;
    uint32_t hash;
    bool taken;
};

struct index {
    struct arena *arena;
    struct index_slot *slots;
    size_t count, capacity;
};

struct index index_new(struct arena *a);
/* Adds a name; false, with nothing changed, where the scope has it already. */
bool index_add(struct index *index, struct str scope, struct str name, size_t value);
/* False, with *value untouched, where the scope has no such name. */
bool index_find(const struct index *index, struct str scope, struct str name,
                size_t *value);

#endif
