/* Deflated bytes made whole again, with two ceilings: how many bytes, and how many for
 * each byte that went in, checked as they come, so that a bomb is refused after the first
 * megabyte of it. */
#ifndef ASSAY_EVIDENCE_INFLATE_H
#define ASSAY_EVIDENCE_INFLATE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

enum { INFLATE_RATIO = 200 };
#define INFLATE_MOST (1024 * MIB)
/* Below this size no ratio is asked for: short repetitive files pack very well. */
#define INFLATE_SLACK (1 * MIB)

/* True of the first bytes of a gzip file. */
bool inflate_is_gzip(struct str bytes);
/* The contents of a gzip file of one or more members, in the arena.  ERR_FORMAT where it
 * is damaged or cut short, ERR_LIMIT past a ceiling. */
status inflate_gzip(struct arena *a, struct str bytes, struct str *out,
                    struct fault *why);

/* A raw deflated stream read in pieces (an entry of a zip), checked against the size and
 * CRC-32 that its directory gives. */
struct inflate_source {
    struct str bytes;
    uint64_t size; /* of the contents */
    uint32_t crc;
    bool stored; /* not deflated at all */
};
/* Hands out the contents piece by piece; an error from `take` ends the reading. */
status inflate_entry(const struct inflate_source *source,
                     status (*take)(void *to, struct str piece, struct fault *why),
                     void *to, struct fault *why);

#endif
