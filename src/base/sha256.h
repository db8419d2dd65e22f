/* SHA-256 (FIPS 180-4): which bytes a result stands on.  Every source file is named in
 * the annex of a letter with its digest, so the digest is part of the core and the core
 * links no library.  One pass, 64 bytes at a time, no allocation. */
#ifndef ASSAY_BASE_SHA256_H
#define ASSAY_BASE_SHA256_H

#include <stdint.h>

#include "base/arena.h"

enum { SHA256_BYTES = 32 };

/* A digest under way; make it with sha256_new, feed it in any pieces, end it once. */
struct sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes fed so far */
    uint8_t block[64];
};

struct sha256 sha256_new(void);
void sha256_add(struct sha256 *sha, struct str bytes);
/* Writes the digest; `sha` is spent afterwards. */
void sha256_end(struct sha256 *sha, uint8_t digest[SHA256_BYTES]);
/* The digest of some bytes as 64 lower-case hexadecimal digits. */
struct str sha256_hex(struct arena *a, struct str bytes);

#endif
