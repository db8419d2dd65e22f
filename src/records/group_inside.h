/* What the making of an index (group.c) and the reading of children (group_read.c) share.
 */
#ifndef ASSAY_RECORDS_GROUP_INSIDE_H
#define ASSAY_RECORDS_GROUP_INSIDE_H

#include <assert.h>

#include "records/group.h"

/* Where a row stands: file, offset and length. */
struct spot {
    uint64_t place; /* offset << PLACE_SHIFT | length */
    uint32_t row, file;
};
enum { PLACE_SHIFT = 20 };
static_assert(sizeof(struct spot) == 16, "a spot is 16 bytes");
static_assert(ROW_BYTES_MOST < (size_t)1 << PLACE_SHIFT, "a length fits in a place");

static inline uint64_t spot_at(const struct spot *spot)
{
    return spot->place >> PLACE_SHIFT;
}
static inline size_t spot_length(const struct spot *spot)
{
    return (size_t)(spot->place & (((uint64_t)1 << PLACE_SHIFT) - 1));
}

struct group {
    struct arena *arena;
    struct file_903 *files;
    size_t file_count;
    const struct return_about *about;
    size_t rows_most; /* at once */
    size_t parts, part;
    uint32_t *part_firsts; /* the number of each part's first child */
    /* of the part: */
    struct spot *spots; /* by child, of one child by file and place */
    uint32_t *starts;   /* of child c: spots starts[c] up to starts[c + 1] */
    size_t child_count;
    uint32_t *chunks; /* likewise children */
    size_t chunk_count;
    struct unread *unread;
    size_t unread_count, unread_capacity;
};

/* As of a source. */
status group_read(void *context, struct arena *a, size_t chunk, struct children *out,
                  struct fault *why);
/* "Episodes", "Episodes_last". */
struct str table_name(struct arena *a, unsigned table, bool last);

#endif
