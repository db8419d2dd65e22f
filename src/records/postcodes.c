#include "records/postcodes.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "records/postcodes_inside.h"

const char postcodes_mark[16] = "assay postcodes";

struct postcodes {
    const struct outward *outwards;
    const uint64_t *places;
    const uint16_t *units;
    const char *authorities;
    uint32_t outward_count, unit_count, authority_count;
};

/* ---- A postcode's two parts */

/* 0 to 35; -1 for anything else. */
static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
}

bool postcode_key(struct str text, struct key *out)
{
    enum { BASE = 36 };
    char all[OUTWARD + INWARD];
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        int digit = digit_of(text.at[i]);
        if (text.at[i] == ' ')
            continue;
        if (digit < 0 || n == sizeof all)
            return false;
        all[n++] = (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
    if (n <= INWARD)
        return false;
    *out = (struct key){{0}, 0};
    memcpy(out->outward, all, n - INWARD);
    for (size_t i = n - INWARD; i < n; i++)
        out->unit = (uint16_t)(out->unit * BASE + digit_of(all[i]));
    return true;
}

/* ---- Looking up */

static const struct outward *find_outward(const struct postcodes *index,
                                          const struct key *key)
{
    size_t low = 0, high = index->outward_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(index->outwards[middle].name, key->outward, OUTWARD);
        if (order == 0)
            return &index->outwards[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The end of an outward part's units; an index that lies says no more than what it has.
 */
static uint32_t units_end(const struct postcodes *index, const struct outward *outward)
{
    bool is_last = outward == &index->outwards[index->outward_count - 1];
    uint32_t end = is_last ? index->unit_count : outward[1].first;
    return end <= index->unit_count ? end : index->unit_count;
}

static bool find_unit(const struct postcodes *index, const struct key *key, size_t *out)
{
    const struct outward *outward = find_outward(index, key);
    if (!outward)
        return false;
    size_t low = outward->first, high = units_end(index, outward);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->units[middle] == key->unit) {
            *out = middle;
            return true;
        }
        if (index->units[middle] < key->unit)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

bool postcodes_find(const struct postcodes *index, struct str text, struct postcode *out)
{
    struct key key;
    size_t at;
    if (!postcode_key(text, &key) || !find_unit(index, &key, &at))
        return false;
    uint64_t place = index->places[at];
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
    uint64_t need = sizeof head + (uint64_t)head.outwards * sizeof(struct outward) +
                    (uint64_t)head.units * (sizeof(uint64_t) + sizeof(uint16_t)) +
                    (uint64_t)head.authorities * AUTHORITY;
    bool ended = head.authorities > 0 && bytes.len == need && bytes.at[need - 1] == 0;
    if (!ended || head.outwards == 0 || (uintptr_t)bytes.at % sizeof(uint64_t) != 0)
        return fault_set(why, ERR_FORMAT,
                         "the postcode index is %zu bytes and should be %llu; build it "
                         "again",
                         bytes.len, (unsigned long long)need);
    struct postcodes *index = arena_alloc(a, sizeof *index);
    const char *at = bytes.at + sizeof head;
    *index = (struct postcodes){.outward_count = head.outwards,
                                .unit_count = head.units,
                                .authority_count = head.authorities};
    const void *outwards = at, *places = at + head.outwards * sizeof(struct outward);
    at += head.outwards * sizeof(struct outward) + head.units * sizeof(uint64_t);
    const void *units = at;
    index->outwards = outwards;
    index->places = places;
    index->units = units;
    index->authorities = at + head.units * sizeof(uint16_t);
    *out = index;
    return OK;
}
