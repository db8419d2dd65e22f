#include "evidence/batch.h"

#include <assert.h>
#include <string.h>

#define SLOTS_FIRST ((size_t)64)

struct batch *batch_new(struct arena *a)
{
    struct batch *batch = arena_make(a, struct batch, 1);
    batch->arena = a;
    return batch;
}

void batch_expect_figures(struct batch *batch, size_t rows)
{
    if (batch->figures_capacity >= rows || batch->figures_count > 0)
        return;
    if (rows > SIZE_MAX / sizeof(struct batch_figure))
        return;
    struct batch_figure *room = arena_try(batch->arena, rows * sizeof *room);
    if (!room)
        return;
    batch->figures = room;
    batch->figures_capacity = rows;
}

/* FNV-1a: the texts are short, and the order of slots shows nowhere. */
static size_t hash_text(struct str s)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 32));
}

/* The text of element `i` of a list whose elements are `stride` bytes long and hold their
 * text at `offset`. */
struct texts {
    const char *at;
    size_t stride, offset, count;
};

static struct str text_of(const struct texts *texts, size_t i)
{
    struct str text;
    assert(i < texts->count);
    memcpy(&text, texts->at + i * texts->stride + texts->offset, sizeof text);
    return text;
}

/* The slot where a text is or belongs; slots hold the index plus one. */
static uint32_t *find_slot(const struct batch_index *index, const struct texts *texts,
                           struct str s)
{
    size_t mask = index->slot_count - 1;
    size_t at = hash_text(s) & mask;
    while (index->slots[at] && !str_equal(text_of(texts, index->slots[at] - 1), s))
        at = (at + 1) & mask;
    return &index->slots[at];
}

/* Doubles the slots where they are more than half full. */
static void make_room(struct arena *a, struct batch_index *index,
                      const struct texts *texts)
{
    if (index->slot_count > 2 * texts->count)
        return;
    struct batch_index grown = {.last = index->last};
    grown.slot_count = index->slot_count ? index->slot_count * 2 : SLOTS_FIRST;
    grown.slots = arena_make(a, uint32_t, grown.slot_count);
    for (size_t i = 0; i < index->slot_count; i++) {
        if (index->slots[i])
            *find_slot(&grown, texts, text_of(texts, index->slots[i] - 1)) =
                index->slots[i];
    }
    *index = grown;
}

/* True where the text has an index; else a slot is set for the next one. */
static bool find_or_reserve(struct arena *a, struct batch_index *index,
                            const struct texts *texts, struct str s)
{
    if (index->last < texts->count && index->slot_count &&
        str_equal(text_of(texts, index->last), s))
        return true;
    make_room(a, index, texts);
    uint32_t *slot = find_slot(index, texts, s);
    bool found = *slot != 0;
    if (!found) {
        assert(texts->count < UINT32_MAX - 1);
        *slot = (uint32_t)texts->count + 1;
    }
    index->last = *slot - 1;
    return found;
}

uint32_t batch_period(struct batch *batch, struct str text)
{
    struct texts texts = {(const char *)batch->periods, sizeof *batch->periods, 0,
                          batch->periods_count};
    if (!find_or_reserve(batch->arena, &batch->period_index, &texts, text))
        *batch_add(batch, str, periods) = arena_copy(batch->arena, text);
    return batch->period_index.last;
}

uint32_t batch_code(struct batch *batch, struct str code)
{
    struct texts texts = {(const char *)batch->codes, sizeof *batch->codes, 0,
                          batch->codes_count};
    if (!find_or_reserve(batch->arena, &batch->code_index, &texts, code))
        *batch_add(batch, str, codes) = arena_copy(batch->arena, code);
    return batch->code_index.last;
}

uint32_t batch_measure_index(struct batch *batch, struct str id)
{
    struct texts texts = {(const char *)batch->measures, sizeof *batch->measures,
                          offsetof(struct batch_measure, id), batch->measures_count};
    if (!find_or_reserve(batch->arena, &batch->measure_index, &texts, id)) {
        struct batch_measure *measure = batch_add(batch, batch_measure, measures);
        measure->id = arena_copy(batch->arena, id);
        measure->decimals = -1;
        measure->per = 1;
    }
    return batch->measure_index.last;
}
