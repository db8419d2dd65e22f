#include "records/postcodes.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "records/postcodes_inside.h"

const char postcodes_mark[16] = "assay postcode2";

/* Outward parts by their first two characters. */
enum { LETTERS = 37, BUCKETS = LETTERS * LETTERS };

struct postcodes {
    const struct outward *outwards;
    const struct sector *sectors;
    const char *places; /* 8 bytes each, at no boundary */
    const char *authorities;
    uint32_t outward_count, sector_count, unit_count, authority_count;
    uint32_t buckets[BUCKETS + 1]; /* where each begins in the outward parts */
};

/* ---- A postcode's parts */

int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
}

/* A digit and two letters. */
static bool take_inward(const char *inward, struct key *out)
{
    int digit = digit_of(inward[0]), first = digit_of(inward[1]) - DIGITS;
    int second = digit_of(inward[2]) - DIGITS;
    if (digit >= DIGITS || first < 0 || second < 0)
        return false;
    out->digit = (uint16_t)digit;
    out->pair = (uint16_t)(first * ALPHABET + second);
    return true;
}

bool postcode_key(struct str text, struct key *out)
{
    char all[OUTWARD + INWARD];
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        int digit = digit_of(text.at[i]);
        if (text.at[i] == ' ')
            continue;
        if (digit < 0 || n == sizeof all)
            return false;
        all[n++] = (char)(digit < DIGITS ? '0' + digit : 'A' + digit - DIGITS);
    }
    if (n <= INWARD)
        return false;
    *out = (struct key){{0}, 0, 0};
    memcpy(out->outward, all, n - INWARD);
    return take_inward(all + n - INWARD, out);
}

/* ---- Looking up */

/* Of a name that is none, some bucket. */
static size_t bucket_of(const char *name)
{
    int first = digit_of(name[0]) + 1, second = digit_of(name[1]) + 1;
    int bucket = first * LETTERS + second;
    return (size_t)bucket;
}

static const struct outward *find_outward(const struct postcodes *index,
                                          const struct key *key)
{
    size_t bucket = bucket_of(key->outward);
    for (uint32_t i = index->buckets[bucket]; i < index->buckets[bucket + 1]; i++)
        if (memcmp(index->outwards[i].name, key->outward, OUTWARD) == 0)
            return &index->outwards[i];
    return NULL;
}

/* NULL where the outward part has no such sector, or an index lies about it. */
static const struct sector *find_sector(const struct postcodes *index,
                                        const struct key *key)
{
    const struct outward *outward = find_outward(index, key);
    uint32_t bit = (uint32_t)1 << key->digit;
    if (!outward || !(outward->digits & bit))
        return NULL;
    uint64_t at = (uint64_t)outward->first + bits_in(outward->digits & (bit - 1));
    return at < index->sector_count ? &index->sectors[at] : NULL;
}

static bool find_place(const struct postcodes *index, const struct key *key,
                       uint64_t *place)
{
    const struct sector *sector = find_sector(index, key);
    unsigned word = key->pair / WORD_BITS;
    uint64_t bit = (uint64_t)1 << key->pair % WORD_BITS;
    if (!sector || !(sector->pairs[word] & bit))
        return false;
    uint64_t at = (uint64_t)sector->first + sector->before[word] +
                  bits_in(sector->pairs[word] & (bit - 1));
    if (at >= index->unit_count)
        return false;
    memcpy(place, index->places + at * sizeof *place, sizeof *place);
    return true;
}

bool postcodes_find(const struct postcodes *index, struct str text, struct postcode *out)
{
    struct key key;
    uint64_t place;
    if (!postcode_key(text, &key) || !find_place(index, &key, &place))
        return false;
    uint64_t authority = place >> AUTHORITY_AT;
    *out = (struct postcode){.has_place = place >> KNOWN_AT & 1,
                             .easting = (int32_t)(place & 0xfffff),
                             .northing = (int32_t)(place >> NORTHING_AT & 0x1fffff)};
    if (authority < index->authority_count)
        out->authority = str_of(index->authorities + authority * AUTHORITY);
    return true;
}

double postcodes_miles(const struct postcode *from, const struct postcode *to)
{
    if (!from->has_place || !to->has_place)
        return (double)NAN;
    double east = from->easting - to->easting, north = from->northing - to->northing;
    return round(sqrt(east * east + north * north) / 1000 / 1.6093 * 10) / 10;
}

bool postcodes_is_index(struct str bytes)
{
    return bytes.len >= sizeof postcodes_mark &&
           memcmp(bytes.at, postcodes_mark, sizeof postcodes_mark) == 0;
}

/* Where the outward parts of each bucket stand; false where they are not sorted. */
static bool fill_buckets(struct postcodes *index)
{
    size_t bucket = 0;
    for (uint32_t i = 0; i < index->outward_count; i++) {
        size_t next = bucket_of(index->outwards[i].name);
        if (next < bucket)
            return false;
        while (bucket < next)
            index->buckets[++bucket] = i;
    }
    while (bucket < BUCKETS)
        index->buckets[++bucket] = index->outward_count;
    return true;
}

status postcodes_open(struct arena *a, struct str bytes, const struct postcodes **out,
                      struct fault *why)
{
    struct head head;
    if (bytes.len < sizeof head)
        return fault_set(why, ERR_FORMAT, "this is no postcode index: it is too short");
    memcpy(&head, bytes.at, sizeof head);
    if (memcmp(head.mark, postcodes_mark, sizeof postcodes_mark) != 0 ||
        head.order != POSTCODES_ORDER)
        return fault_set(why, ERR_FORMAT,
                         "this is no postcode index made on this kind of machine; build "
                         "it with 'assay postcodes'");
    uint64_t need = sizeof head + (uint64_t)head.sectors * sizeof(struct sector) +
                    (uint64_t)head.outwards * sizeof(struct outward) +
                    (uint64_t)head.units * sizeof(uint64_t) +
                    (uint64_t)head.authorities * AUTHORITY;
    bool ended = head.authorities > 0 && bytes.len == need && bytes.at[need - 1] == 0;
    if (!ended || head.outwards == 0 || (uintptr_t)bytes.at % sizeof(uint64_t) != 0)
        return fault_set(why, ERR_FORMAT,
                         "the postcode index is %zu bytes and should be %llu; build it "
                         "again",
                         bytes.len, (unsigned long long)need);
    struct postcodes *index = arena_alloc(a, sizeof *index);
    *index = (struct postcodes){.outward_count = head.outwards,
                                .sector_count = head.sectors,
                                .unit_count = head.units,
                                .authority_count = head.authorities};
    const void *sectors = bytes.at + sizeof head;
    const void *outwards = bytes.at + sizeof head + head.sectors * sizeof(struct sector);
    index->sectors = sectors;
    index->outwards = outwards;
    index->places = (const char *)outwards + head.outwards * sizeof(struct outward);
    index->authorities = index->places + (size_t)head.units * sizeof(uint64_t);
    *out = index;
    return fill_buckets(index)
               ? OK
               : fault_set(why, ERR_FORMAT,
                           "the postcode index is not in order; build it again");
}
