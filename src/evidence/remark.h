/* A finding about the evidence itself: a row that could not be read, facts that cannot
 * all be true, a word without a band.  Remarks are reported and never corrected; reading
 * goes on. (The evidence format calls them findings; `finding` here is what an inspection
 * found.) */
#ifndef ASSAY_EVIDENCE_REMARK_H
#define ASSAY_EVIDENCE_REMARK_H

#include <stdint.h>

#include "base/arena.h"

enum remark_kind {
    REMARK_WARNING,       /* an unknown column, a date outside `valid` */
    REMARK_BAD_ROW,       /* the row was not taken */
    REMARK_UNREADABLE,    /* a file or folder entry that no reader takes */
    REMARK_IMPOSSIBLE,    /* facts that cannot all be true: a subset above its whole */
    REMARK_CONTRADICTION, /* the same fact twice with different values; duplicate keys */
    REMARK_UNBANDED,      /* a quantity word without a band: known to be anything */
    REMARK_CORROBORATED,  /* one event in several sources: counted once */
    REMARK_DISAGREEMENT   /* the result is not the published one */
};

struct remark {
    enum remark_kind kind;
    struct str file;     /* "shares.csv", prefixed by its folder where several are read */
    uint32_t record;     /* header = 1; 0 where it concerns the whole file */
    uint32_t line;       /* in the file, 1-based; 0 where unknown */
    uint32_t column;     /* 1-based byte column of the cell's start, 0 where unknown */
    struct str field;    /* the column's name, or empty */
    struct str found;    /* what was there, as written */
    struct str expected; /* what should have been there */
    struct str text;     /* the whole sentence, with what to do */
    const struct str *ids; /* evidence ids concerned */
    size_t id_count;
};

struct remarks {
    struct arena *arena;
    struct remark *at;
    size_t count, capacity;
    uint32_t *slots; /* private: where an equal remark stands, so that it is kept once */
    size_t slot_count;
};

struct remarks remarks_new(struct arena *a);
/* Copies the remark and its texts; the same remark twice is kept once. */
void remarks_add(struct remarks *all, const struct remark *remark);
/* "bad-row", "impossible", … as JSON names it. */
struct str remark_kind_name(enum remark_kind kind);
/* True for kinds that need a person (exit 1): all but warnings and corroborations. */
bool remark_needs_person(enum remark_kind kind);
/* "file:line:column: found; expected; what to do" on one line. */
struct str remark_line(struct arena *a, const struct remark *remark);

#endif
