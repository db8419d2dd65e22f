/* The bytes of a postcode index, for those that write and read it: a head, the sectors,
 * the outward parts, the places and the authorities, each one array.
 *
 * "AB10 1AA" is the outward part AB10, the sector 1 and two letters.  A sector has a bit
 * for each pair of letters; how many bits stand before one says where its place is. */
#ifndef ASSAY_RECORDS_POSTCODES_INSIDE_H
#define ASSAY_RECORDS_POSTCODES_INSIDE_H

#include <assert.h>
#include <stdint.h>

#include "base/str.h"

enum { OUTWARD = 4, INWARD = 3, AUTHORITY = 10, DIGITS = 10, ALPHABET = 26 };
enum { PAIRS = ALPHABET * ALPHABET, WORD_BITS = 64, PAIR_WORDS = 11 };
#define POSTCODES_ORDER 0x01020304u /* another byte order is another file */
extern const char postcodes_mark[16];

struct head {
    char mark[16];
    uint32_t order, sectors, outwards, units, authorities;
    char spare[92]; /* so that each sector stands in two lines of a cache */
};
struct outward {
    char name[OUTWARD]; /* padded with zeros */
    uint32_t first;     /* of its sectors */
    uint32_t digits;    /* a bit a sector that it has */
};
struct sector {
    uint64_t pairs[PAIR_WORDS];
    uint32_t first;              /* of its places */
    uint16_t before[PAIR_WORDS]; /* bits in the words before each */
    char spare[14];
};
/* A place: easting 20 bits, northing 21, known 1, authority 12. */
enum { NORTHING_AT = 20, KNOWN_AT = 41, AUTHORITY_AT = 42 };
enum { EASTING_MOST = 0xfffff, NORTHING_MOST = 0x1fffff, AUTHORITIES_MOST = 0xfff };

static_assert(sizeof(struct head) == 128, "the head is 128 bytes");
static_assert(sizeof(struct sector) == 128, "a sector is 128 bytes");
static_assert(sizeof(struct outward) == 12, "an outward part is 12 bytes");
static_assert(PAIR_WORDS * WORD_BITS >= PAIRS, "a bit a pair");

struct key {
    char outward[OUTWARD];
    uint16_t digit, pair;
};

/* The parts of a postcode in any case, spaces left out; false where it is none. */
bool postcode_key(struct str text, struct key *out);
/* 0 to 35 of a digit or a letter in any case; -1 of anything else. */
int digit_of(char c);
/* How many bits of a word are set. */
static inline unsigned bits_in(uint64_t word)
{
    return (unsigned)__builtin_popcountll(word);
}

#endif
