#include "store/blob.h"

#include <assert.h>
#include <string.h>

#include <zlib.h>

enum { HEAD = 12, SUM = 4 };
static const char magic[4] = {'A', 'S', 'R', '1'};
#define BYTES_MOST ((size_t)1000000000)

static_assert(sizeof(double) == 8, "figures are kept as 8 bytes");
static_assert(SERIES_COLUMNS <= 16 && SERIES_FLAGS <= 16, "a bit each");

static void put16(char *at, unsigned n)
{
    at[0] = (char)(n & 0xff);
    at[1] = (char)(n >> 8 & 0xff);
}

static void put32(char *at, uint32_t n)
{
    put16(at, n & 0xffff);
    put16(at + 2, n >> 16);
}

static unsigned get16(const char *at)
{
    return (unsigned)(unsigned char)at[0] | (unsigned)(unsigned char)at[1] << 8;
}

static uint32_t get32(const char *at)
{
    return (uint32_t)get16(at) | (uint32_t)get16(at + 2) << 16;
}

static char *put_words(char *at, const uint32_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put32(at + 4 * i, words[i]);
    return at + 4 * count;
}

static char *put_doubles(char *at, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        put32(at + 8 * i, (uint32_t)bits);
        put32(at + 8 * i + 4, (uint32_t)(bits >> 32));
    }
    return at + 8 * count;
}

uint32_t blob_sum(struct str bytes)
{
    assert(bytes.len <= BYTES_MOST);
    return (uint32_t)crc32(crc32(0, Z_NULL, 0), (const Bytef *)bytes.at, (uInt)bytes.len);
}

/* What is there of a series, as the blob's head says it. */
struct head {
    size_t count;
    unsigned columns, flags;
};

static unsigned bits_set(unsigned mask)
{
    unsigned set = 0;
    for (; mask; mask >>= 1)
        set += mask & 1;
    return set;
}

static size_t bytes_for(const struct head *head)
{
    size_t each = 12 + 8 * (size_t)bits_set(head->columns) + bits_set(head->flags);
    return HEAD + each * head->count + SUM;
}

status blob_write(struct arena *a, const struct series *series, struct str *out,
                  struct fault *why)
{
    struct head head = {.count = series->count};
    for (unsigned c = 0; c < SERIES_COLUMNS; c++)
        head.columns |= series->columns[c] ? 1u << c : 0;
    for (unsigned f = 0; f < SERIES_FLAGS; f++)
        head.flags |= series->flags[f] ? 1u << f : 0;
    if (head.count > BYTES_MOST / 100 || bytes_for(&head) > BYTES_MOST)
        return fault_set(why, ERR_LIMIT, "one measure has more than 10 million figures");
    size_t len = bytes_for(&head);
    char *bytes = arena_alloc(a, len), *at = bytes + HEAD;
    memcpy(bytes, magic, sizeof magic);
    put32(bytes + 4, (uint32_t)head.count);
    put16(bytes + 8, head.columns);
    put16(bytes + 10, head.flags);
    at = put_words(at, series->period, head.count);
    at = put_words(at, series->area, head.count);
    at = put_words(at, series->row, head.count);
    for (unsigned c = 0; c < SERIES_COLUMNS; c++) {
        if (series->columns[c])
            at = put_doubles(at, series->columns[c], head.count);
    }
    for (unsigned f = 0; f < SERIES_FLAGS; f++) {
        if (!series->flags[f])
            continue;
        memcpy(at, series->flags[f], head.count);
        at += head.count;
    }
    assert(at == bytes + len - SUM);
    put32(at, blob_sum((struct str){bytes, len - SUM}));
    *out = (struct str){bytes, len};
    return OK;
}

/* --- reading -------------------------------------------------------------------------
 */

static status damaged(struct fault *why, const char *what)
{
    return fault_set(why, ERR_FORMAT, "its figures are damaged (%s)", what);
}

static status read_head(struct str bytes, struct head *out, struct fault *why)
{
    if (bytes.len < HEAD + SUM || memcmp(bytes.at, magic, sizeof magic) != 0)
        return damaged(why, "not figures of version 1");
    struct head head = {get32(bytes.at + 4), get16(bytes.at + 8), get16(bytes.at + 10)};
    if (head.columns >= 1u << SERIES_COLUMNS || head.flags >= 1u << SERIES_FLAGS)
        return damaged(why, "unknown columns");
    if (head.count > BYTES_MOST || bytes_for(&head) != bytes.len)
        return damaged(why, "cut short or too long");
    struct str summed = {bytes.at, bytes.len - SUM};
    if (get32(bytes.at + summed.len) != blob_sum(summed))
        return damaged(why, "the checksum differs");
    *out = head;
    return OK;
}

/* Bytes not read yet. */
struct cursor {
    struct arena *arena;
    const char *at;
    size_t count;
};

static const uint32_t *get_words(struct cursor *c)
{
    uint32_t *words = arena_make(c->arena, uint32_t, c->count);
    for (size_t i = 0; i < c->count; i++)
        words[i] = get32(c->at + 4 * i);
    c->at += 4 * c->count;
    return words;
}

static const double *get_doubles(struct cursor *c)
{
    double *values = arena_make(c->arena, double, c->count);
    for (size_t i = 0; i < c->count; i++) {
        uint64_t bits =
            (uint64_t)get32(c->at + 8 * i) | (uint64_t)get32(c->at + 8 * i + 4) << 32;
        memcpy(&values[i], &bits, sizeof bits);
    }
    c->at += 8 * c->count;
    return values;
}

static const uint8_t *get_bytes(struct cursor *c)
{
    uint8_t *values = arena_make(c->arena, uint8_t, c->count);
    if (c->count)
        memcpy(values, c->at, c->count);
    c->at += c->count;
    return values;
}

static bool words_below(const uint32_t *words, size_t count, size_t bound)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = words[i] > most ? words[i] : most;
    return count == 0 || most < bound;
}

static bool flags_below(const uint8_t *flags, size_t count, unsigned bound)
{
    unsigned most = 0;
    for (size_t i = 0; flags && i < count; i++)
        most = flags[i] > most ? flags[i] : most;
    return most < bound;
}

static status check(const struct series *series, struct blob_bounds bounds,
                    struct fault *why)
{
    static const unsigned flag_bounds[SERIES_FLAGS] = {
        [SERIES_MISSING] = MISSING_UNSPECIFIED + 1,
        [SERIES_STATUS] = STATUS_INTERNAL + 1,
        [SERIES_QUALITY] = QUALITY_ROUNDS_TO_ZERO + 1,
    };
    if (!words_below(series->period, series->count, bounds.periods) ||
        !words_below(series->area, series->count, bounds.codes))
        return damaged(why, "a period or area that the load does not name");
    for (unsigned f = 0; f < SERIES_FLAGS; f++) {
        if (!flags_below(series->flags[f], series->count, flag_bounds[f]))
            return damaged(why, "an unknown flag");
    }
    return OK;
}

status blob_read(struct arena *a, struct str bytes, struct blob_bounds bounds,
                 struct series *out, struct fault *why)
{
    struct head head = {0};
    TRY(read_head(bytes, &head, why));
    struct cursor c = {a, bytes.at + HEAD, head.count};
    struct series series = {.measure = out->measure, .count = head.count};
    series.period = get_words(&c);
    series.area = get_words(&c);
    series.row = get_words(&c);
    for (unsigned i = 0; i < SERIES_COLUMNS; i++)
        series.columns[i] = head.columns >> i & 1 ? get_doubles(&c) : NULL;
    for (unsigned i = 0; i < SERIES_FLAGS; i++)
        series.flags[i] = head.flags >> i & 1 ? get_bytes(&c) : NULL;
    assert(c.at == bytes.at + bytes.len - SUM);
    TRY(check(&series, bounds, why));
    *out = series;
    return OK;
}
