/* The figures of one measure in one load as one BLOB.  Little-endian, version 1:
 *
 *     "ASR1"   count u32   columns u16   flags u16
 *     period u32 × count   area u32 × count   row u32 × count
 *     a double × count for each column whose bit is set (enum series_column)
 *     a byte × count for each flag whose bit is set (enum series_flag)
 *     CRC-32 of all that stands before, u32
 *
 * Reading checks all of it, so that a damaged store is a message and never a crash. */
#ifndef ASSAY_STORE_BLOB_H
#define ASSAY_STORE_BLOB_H

#include "base/fault.h"
#include "evidence/series.h"

/* ERR_LIMIT where the figures need more than a BLOB may hold (1 GB, 13 million). */
status blob_write(struct arena *a, const struct series *series, struct str *out,
                  struct fault *why);
/* What indexes in a series are below. */
struct blob_bounds {
    size_t periods, codes;
};
/* Sets everything but the measure; the arrays are of the arena.  ERR_FORMAT where the
 * bytes are not such a blob, its sum is wrong, or an index or flag is out of bounds. */
status blob_read(struct arena *a, struct str bytes, struct blob_bounds bounds,
                 struct series *out, struct fault *why);
/* The checksum that must stand behind these bytes: for tests that damage a blob. */
uint32_t blob_sum(struct str bytes);

#endif
