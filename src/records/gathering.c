#include "records/gathering.h"

#include <assert.h>
#include <stdlib.h>

/* GCC 12's analyser loses sight of a list that stands in an array and that realloc moves,
 * and calls it leaked; gathering_free frees each. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

/* ---- Hashes */

/* Mixes eight bytes at a time; the end is the finalizer of MurmurHash3. */
uint64_t text_hash(struct str text)
{
    uint64_t hash = 0x9e3779b97f4a7c15u ^ text.len;
    while (text.len > 0) {
        size_t take = text.len < 8 ? text.len : 8;
        hash = (hash ^ code_of(text.at, take)) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
        text.at += take;
        text.len -= take;
    }
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53u;
    return hash ^ hash >> 33;
}

/* ---- Sums */

static void count_hash(struct counts *counts, uint64_t hash)
{
    for (unsigned i = 0; i < counts->distinct_count; i++)
        if (counts->distinct[i] == hash)
            return;
    if (counts->distinct_count < COUNTS_DISTINCT)
        counts->distinct[counts->distinct_count++] = hash;
}

void counts_distinct(struct counts *counts, struct str text)
{
    count_hash(counts, text_hash(text));
}

void counts_merge(struct counts *into, const struct counts *from)
{
    for (unsigned i = 0; i < COUNTS_SUMS; i++)
        into->sums[i] += from->sums[i];
    for (unsigned i = 0; i < from->distinct_count; i++)
        count_hash(into, from->distinct[i]);
}

/* ---- The whole return's */

/* Of a text are kept the lower 56 bits: a byte less a row is what lets the census of
 * England be checked in 16 bytes a child. */
enum { HASH_BYTES = 7 };
#define HASH_BITS ((uint64_t)0xffffffffffffff)

/* Of one check, in the order of children; on the heap, since it grows with the return,
 * and in blocks, so that it grows without a copy. */
enum { BLOCK_HASHES = 8192 };
struct hashes {
    unsigned char **blocks; /* of BLOCK_HASHES of HASH_BYTES each */
    size_t count, block_count, block_capacity;
    uint64_t *repeated; /* in order */
    size_t repeated_count;
};

struct gathering {
    const struct check *const *checks;
    size_t check_count;
    struct hashes *hashes; /* one a check */
    struct counts *counts;
    size_t *unique; /* numbers of the checks that have hashes */
    size_t unique_count;
    size_t *ends; /* of chunk c: ends[c * unique_count + u] hashes of check unique[u] */
    size_t chunks, chunks_capacity;
};

bool check_is_whole(const struct check *check)
{
    return check->unique || check->whole;
}

static void *room(void *at, size_t count, size_t size)
{
    return count > SIZE_MAX / size ? NULL : realloc(at, count * size);
}

struct gathering *gathering_new(const struct check *const *checks, size_t count)
{
    struct gathering *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->checks = checks;
    g->check_count = count;
    g->hashes = calloc(count + 1, sizeof *g->hashes);
    g->counts = calloc(count + 1, sizeof *g->counts);
    g->unique = calloc(count + 1, sizeof *g->unique);
    if (!g->hashes || !g->counts || !g->unique) {
        gathering_free(g);
        return NULL;
    }
    for (size_t k = 0; k < count; k++)
        if (checks[k]->unique)
            g->unique[g->unique_count++] = k;
    return g;
}

void gathering_free(struct gathering *g)
{
    if (!g)
        return;
    for (size_t k = 0; g->hashes && k < g->check_count; k++) {
        for (size_t b = 0; b < g->hashes[k].block_count; b++)
            free(g->hashes[k].blocks[b]);
        free(g->hashes[k].blocks);
        free(g->hashes[k].repeated);
    }
    free(g->hashes);
    free(g->counts);
    free(g->unique);
    free(g->ends);
    free(g);
}

const struct counts *gathering_counts(const struct gathering *g, size_t check)
{
    assert(check < g->check_count);
    return &g->counts[check];
}

/* ---- Of a chunk */

static void gather_hashes(struct gathered *out, struct checking *c, size_t k,
                          const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct str text = c->check->unique(c, &rows->at[i]);
        if (text.len > 0)
            out->hashes[k][out->hash_counts[k]++] = text_hash(text);
    }
}

static size_t rows_of(const struct children *children, unsigned table)
{
    size_t count = 0;
    for (size_t i = 0; i < children->count; i++)
        count += children->at[i].now[table].count;
    return count;
}

static void gather_check(struct arena *a, struct gathered *out, struct checking *c,
                         size_t k, const struct children *children)
{
    if (c->check->unique)
        out->hashes[k] = arena_make(a, uint64_t, rows_of(children, c->check->table));
    for (size_t i = 0; i < children->count; i++) {
        c->child = &children->at[i];
        if (c->check->unique)
            gather_hashes(out, c, k, &c->child->now[c->check->table]);
        else if (c->check->count)
            c->check->count(c, &out->counts[k]);
    }
}

struct gathered *gather_children(struct arena *a, const struct gathering *g,
                                 const struct return_about *about, const bool *runs,
                                 const struct children *children)
{
    struct gathered *out = arena_alloc(a, sizeof *out);
    out->hashes = arena_make(a, uint64_t *, g->check_count);
    out->hash_counts = arena_make(a, size_t, g->check_count);
    out->counts = arena_make(a, struct counts, g->check_count);
    for (size_t k = 0; k < g->check_count; k++) {
        struct checking c = {.check = g->checks[k], .about = about};
        if (runs[k] && check_is_whole(c.check))
            gather_check(a, out, &c, k, children);
    }
    return out;
}

static unsigned char *place_of(const struct hashes *hashes, size_t i)
{
    return hashes->blocks[i / BLOCK_HASHES] + i % BLOCK_HASHES * HASH_BYTES;
}

static uint64_t hash_at(const struct hashes *hashes, size_t i)
{
    uint64_t hash = 0;
    const unsigned char *at = place_of(hashes, i);
    for (unsigned b = 0; b < HASH_BYTES; b++)
        hash |= (uint64_t)at[b] << (8 * b);
    return hash;
}

static bool add_block(struct hashes *to)
{
    if (to->block_count == to->block_capacity) {
        size_t capacity = to->block_capacity * 2 + 8;
        unsigned char **grown = room(to->blocks, capacity, sizeof *grown);
        if (!grown)
            return false;
        to->blocks = grown;
        to->block_capacity = capacity;
    }
    unsigned char *block = malloc((size_t)BLOCK_HASHES * HASH_BYTES);
    if (block)
        to->blocks[to->block_count++] = block;
    return block != NULL;
}

static bool add_hashes(struct hashes *to, const uint64_t *hashes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool full = to->count == to->block_count * BLOCK_HASHES;
        if (full && !add_block(to))
            return false;
        unsigned char *at = place_of(to, to->count++);
        for (unsigned b = 0; b < HASH_BYTES; b++)
            at[b] = (unsigned char)(hashes[i] >> (8 * b));
    }
    return true;
}

static bool add_chunk(struct gathering *g)
{
    if (g->chunks == g->chunks_capacity) {
        size_t capacity = g->chunks_capacity ? g->chunks_capacity * 2 : 64;
        size_t *grown = room(g->ends, capacity * (g->unique_count + 1), sizeof *grown);
        if (!grown)
            return false;
        g->ends = grown;
        g->chunks_capacity = capacity;
    }
    for (size_t u = 0; u < g->unique_count; u++)
        g->ends[g->chunks * g->unique_count + u] = g->hashes[g->unique[u]].count;
    g->chunks++;
    return true;
}

status gathering_take(struct gathering *g, const struct gathered *gathered,
                      struct fault *why)
{
    bool taken = true;
    for (size_t k = 0; k < g->check_count && taken; k++) {
        taken = add_hashes(&g->hashes[k], gathered->hashes[k], gathered->hash_counts[k]);
        counts_merge(&g->counts[k], &gathered->counts[k]);
    }
    return taken && add_chunk(g) ? OK
                                 : fault_set(why, ERR_LIMIT,
                                             "there is not enough memory for the "
                                             "identifiers of the return");
}

/* ---- Which stand more than once */

static int by_number(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* The hashes of one part (by their first bits), sorted apart from the list, which stays
 * in the order of children. */
enum { PARTS = 32, PART_SHIFT = 51 };
static_assert((HASH_BITS >> PART_SHIFT) + 1 == PARTS, "the first bits tell the part");

static size_t take_part(const struct hashes *all, uint64_t part, uint64_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (hash_at(all, i) >> PART_SHIFT == part)
            out[count++] = hash_at(all, i);
    if (count)
        qsort(out, count, sizeof *out, by_number);
    return count;
}

/* Leaves one of each that stands more than once. */
static size_t keep_repeated(uint64_t *sorted, size_t count)
{
    size_t kept = 0;
    for (size_t i = 1; i < count; i++)
        if (sorted[i] == sorted[i - 1] && (kept == 0 || sorted[kept - 1] != sorted[i]))
            sorted[kept++] = sorted[i];
    return kept;
}

static size_t largest_part(const struct hashes *all)
{
    size_t counts[PARTS] = {0}, most = 0;
    for (size_t i = 0; i < all->count; i++)
        counts[hash_at(all, i) >> PART_SHIFT]++;
    for (size_t p = 0; p < PARTS; p++)
        most = counts[p] > most ? counts[p] : most;
    return most;
}

static bool find_repeated(struct hashes *all)
{
    uint64_t *part = room(NULL, largest_part(all) + 1, sizeof *part);
    bool found = part != NULL;
    for (uint64_t p = 0; p < PARTS && found; p++) {
        size_t kept = keep_repeated(part, take_part(all, p, part));
        uint64_t *grown =
            room(all->repeated, all->repeated_count + kept + 1, sizeof *grown);
        found = grown != NULL;
        if (!found)
            break;
        all->repeated = grown;
        memcpy(grown + all->repeated_count, part, kept * sizeof *part);
        all->repeated_count += kept;
    }
    free(part);
    return found;
}

status gathering_end(struct gathering *g, struct fault *why)
{
    for (size_t k = 0; k < g->check_count; k++)
        if (g->hashes[k].count > 0 && !find_repeated(&g->hashes[k]))
            return fault_set(why, ERR_LIMIT,
                             "there is not enough memory to compare the "
                             "identifiers of the return");
    return OK;
}

static bool is_repeated(const struct hashes *all, uint64_t hash)
{
    return all->repeated_count > 0 && bsearch(&hash, all->repeated, all->repeated_count,
                                              sizeof hash, by_number) != NULL;
}

bool gathering_chunk_repeats(const struct gathering *g, size_t chunk)
{
    assert(chunk < g->chunks);
    for (size_t u = 0; u < g->unique_count; u++) {
        const struct hashes *hashes = &g->hashes[g->unique[u]];
        size_t at = chunk ? g->ends[(chunk - 1) * g->unique_count + u] : 0;
        for (; at < g->ends[chunk * g->unique_count + u]; at++)
            if (is_repeated(hashes, hash_at(hashes, at)))
                return true;
    }
    return false;
}

bool gathering_repeats(const struct gathering *g, size_t check, struct str text)
{
    assert(check < g->check_count);
    return text.len > 0 && is_repeated(&g->hashes[check], text_hash(text) & HASH_BITS);
}
