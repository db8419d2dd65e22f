/* The numbers by which a document refers to its evidence.  The evidence index (rows with
 * an anchor) fixes them: its first row is 1.  Sentences and cells print the number, the
 * index prints the id.  An id without an entry keeps its own name.  Finding is O(log n).
 */
#ifndef ASSAY_PUBLISH_MARKS_H
#define ASSAY_PUBLISH_MARKS_H

#include "publish/document.h"

struct marks {
    struct mark {
        struct str id;
        size_t number; /* from 1 */
    } *at;             /* in byte order of the ids */
    struct str *ids;   /* by number, from 0 */
    size_t count;
};

/* The numbers of a document; in its arena. */
struct marks marks_of(const struct document *d);
/* 0 where the index has no such id. */
size_t marks_find(const struct marks *marks, struct str id);
/* The id of a number that some id has. */
struct str marks_id(const struct marks *marks, size_t number);
/* The numbers a node stands on: rising, each once; ids without a number are left out. */
size_t marks_numbers(struct arena *a, const struct marks *marks, const struct doc *n,
                     size_t **numbers);
/* How many numbers from `first` on follow each other without a gap. */
size_t marks_run(const size_t *numbers, size_t count, size_t first);

#endif
