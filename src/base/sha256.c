#include "base/sha256.h"

#include <string.h>

/* FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the
 * first 64 primes. */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static uint32_t rotate(uint32_t word, unsigned by)
{
    return (word >> by) | (word << (32 - by));
}

/* The message schedule of one block: 6.2.2, step 1. */
static void schedule(const uint8_t block[64], uint32_t words[64])
{
    for (size_t t = 0; t < 16; t++)
        words[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
                   (uint32_t)block[4 * t + 2] << 8 | (uint32_t)block[4 * t + 3];
    for (size_t t = 16; t < 64; t++) {
        uint32_t x = words[t - 15], y = words[t - 2];
        uint32_t small0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >> 3);
        uint32_t small1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >> 10);
        words[t] = small1 + words[t - 7] + small0 + words[t - 16];
    }
}

/* Round `i` of eight: a to h are v, turned by one place a round, so that after eight of
 * them nothing has moved and the compiler can keep all in registers. */
static inline void round_of_eight(uint32_t v[8], size_t i, uint32_t word)
{
    uint32_t a = v[(8 - i) & 7], b = v[(9 - i) & 7], c = v[(10 - i) & 7],
             e = v[(12 - i) & 7], f = v[(13 - i) & 7], g = v[(14 - i) & 7];
    uint32_t big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    uint32_t big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    uint32_t first = v[(15 - i) & 7] + big1 + ((e & f) ^ (~e & g)) + word;
    v[(11 - i) & 7] += first;
    v[(15 - i) & 7] = first + big0 + ((a & b) ^ (a & c) ^ (b & c));
}

/* One block into the state: 6.2.2, steps 2 to 4.  v holds a to h. */
static void compress(uint32_t state[8], const uint8_t block[64])
{
    uint32_t words[64], v[8];
    schedule(block, words);
    memcpy(v, state, sizeof v);
    for (size_t t = 0; t < 64; t += 8) {
#pragma GCC unroll 8
        for (size_t i = 0; i < 8; i++)
            round_of_eight(v, i, round_constants[t + i] + words[t + i]);
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += v[i];
}

struct sha256 sha256_new(void)
{
    return (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(struct sha256 *sha, struct str bytes)
{
    while (bytes.len > 0) {
        size_t held = (size_t)(sha->length % 64), room = 64 - held;
        size_t take = bytes.len < room ? bytes.len : room;
        memcpy(sha->block + held, bytes.at, take);
        sha->length += take;
        bytes.at += take;
        bytes.len -= take;
        if (held + take == 64)
            compress(sha->state, sha->block);
    }
}

/* Padding: a one bit, zeros, the length in bits as 64 bits (5.1.1). */
void sha256_end(struct sha256 *sha, uint8_t digest[SHA256_BYTES])
{
    uint64_t bits = sha->length * 8;
    size_t held = (size_t)(sha->length % 64);
    sha->block[held++] = 0x80;
    if (held > 56) {
        memset(sha->block + held, 0, 64 - held);
        compress(sha->state, sha->block);
        held = 0;
    }
    memset(sha->block + held, 0, 56 - held);
    for (size_t i = 0; i < 8; i++)
        sha->block[56 + i] = (uint8_t)(bits >> (56 - 8 * i));
    compress(sha->state, sha->block);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        digest[i] = (uint8_t)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

struct str sha256_hex(struct arena *a, struct str bytes)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_BYTES];
    struct sha256 sha = sha256_new();
    sha256_add(&sha, bytes);
    sha256_end(&sha, digest);
    char *hex = arena_alloc(a, 2 * SHA256_BYTES + 1);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return (struct str){hex, 2 * SHA256_BYTES};
}
