/* What checks over a whole return remember of each child, since no check sees more than
 * one: a 56-bit hash of each text that must be unique, and a few sums.  7 bytes a row and
 * check, nothing else grows with the return.
 *
 * Children are gathered chunk by chunk in the order of output, so that the sums and the
 * flags do not depend on threads.  The rows that share a text are found in two steps:
 * which hashes stand more than once, known when all children were gathered; and which
 * rows have one, which is asked of each row of a chunk that has any (gathering_repeats)
 * when it is read again.  Two texts with one hash (a chance of 1 in
 * 140,000 on a million children, of 1 in a billion on ten thousand) would be taken for
 * one. */
#ifndef ASSAY_RECORDS_GATHERING_H
#define ASSAY_RECORDS_GATHERING_H

#include "base/arena.h"
#include "base/fault.h"
#include "records/check.h"

/* Sums over children; distinct texts are counted up to COUNTS_DISTINCT. */
enum { COUNTS_SUMS = 4, COUNTS_DISTINCT = 8 };
struct counts {
    uint64_t sums[COUNTS_SUMS];
    uint64_t distinct[COUNTS_DISTINCT]; /* hashes */
    unsigned distinct_count;
};

/* Counts a text once; past COUNTS_DISTINCT different ones no more are told apart. */
void counts_distinct(struct counts *counts, struct str text);
/* Adds what another part of the return counted. */
void counts_merge(struct counts *into, const struct counts *from);

/* A 64-bit hash of a text; the same on every machine. */
uint64_t text_hash(struct str text);

/* What one chunk of children gives: made by the thread that reads the chunk. */
struct gathered {
    uint64_t **hashes; /* one list a check, in the order of rows */
    size_t *hash_counts;
    struct counts *counts; /* one a check */
};

/* The whole return's; made before the first chunk.  NULL where memory has run out. */
struct gathering;
struct gathering *gathering_new(const struct check *const *checks, size_t count);
void gathering_free(struct gathering *g);
/* True where the check is one over the whole return. */
bool check_is_whole(const struct check *check);
/* The rows of a chunk's children, for all checks over the whole return that can run
 * (`runs`, one a check). */
struct gathered *gather_children(struct arena *a, const struct gathering *g,
                                 const struct return_about *about, const bool *runs,
                                 const struct children *children);
/* Takes a chunk's; chunks come in order.  ERR_LIMIT where memory has run out. */
status gathering_take(struct gathering *g, const struct gathered *gathered,
                      struct fault *why);
/* All chunks were taken: which texts stand more than once is known from here on. */
status gathering_end(struct gathering *g, struct fault *why);
/* A row of this chunk has a text that stands more than once. */
bool gathering_chunk_repeats(const struct gathering *g, size_t chunk);
/* Check number `check` says that no two rows have one text, and another row has this. */
bool gathering_repeats(const struct gathering *g, size_t check, struct str text);
/* What was counted for a check. */
const struct counts *gathering_counts(const struct gathering *g, size_t check);

#endif
