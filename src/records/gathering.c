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

/* Of one check, in the order of children; on the heap, since it grows with the return. */
struct hashes {
    uint64_t *at;
    size_t count, capacity;
    uint64_t *repeated; /* in order */
    size_t repeated_count;
};

struct gathering {
    const struct check *const *checks;
    size_t check_count;
    struct hashes *hashes; /* one a check */
    struct counts *counts;
    size_t *ends; /* of chunk c, check k: ends[c * check_count + k] hashes of k */
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
    if (g->hashes && g->counts)
        return g;
    gathering_free(g);
    return NULL;
}

void gathering_free(struct gathering *g)
{
    if (!g)
        return;
    for (size_t k = 0; g->hashes && k < g->check_count; k++) {
        free(g->hashes[k].at);
        free(g->hashes[k].repeated);
    }
    free(g->hashes);
    free(g->counts);
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

static bool add_hashes(struct hashes *to, const uint64_t *hashes, size_t count)
{
    if (to->count + count > to->capacity) {
        size_t capacity = to->capacity + to->capacity / 4 + count;
        uint64_t *grown = room(to->at, capacity, sizeof *grown);
        if (!grown)
            return false;
        to->at = grown;
        to->capacity = capacity;
    }
    if (count)
        memcpy(to->at + to->count, hashes, count * sizeof *hashes);
    to->count += count;
    return true;
}

static bool add_chunk(struct gathering *g)
{
    if (g->chunks == g->chunks_capacity) {
        size_t capacity = g->chunks_capacity ? g->chunks_capacity * 2 : 64;
        size_t *grown = room(g->ends, capacity * (g->check_count + 1), sizeof *grown);
        if (!grown)
            return false;
        g->ends = grown;
        g->chunks_capacity = capacity;
    }
    for (size_t k = 0; k < g->check_count; k++)
        g->ends[g->chunks * g->check_count + k] = g->hashes[k].count;
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
enum { PARTS = 16, PART_SHIFT = 60 };

static size_t take_part(const struct hashes *all, uint64_t part, uint64_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i] >> PART_SHIFT == part)
            out[count++] = all->at[i];
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
        counts[all->at[i] >> PART_SHIFT]++;
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
    for (size_t k = 0; k < g->check_count; k++) {
        size_t at = chunk ? g->ends[(chunk - 1) * g->check_count + k] : 0;
        for (; at < g->ends[chunk * g->check_count + k]; at++)
            if (is_repeated(&g->hashes[k], g->hashes[k].at[at]))
                return true;
    }
    return false;
}

bool gathering_repeats(const struct gathering *g, size_t check, struct str text)
{
    assert(check < g->check_count);
    return text.len > 0 && is_repeated(&g->hashes[check], text_hash(text));
}
