/* The children of an XML return, each as the bytes from its start tag to its end tag,
 * found piece by piece in a window of 2 MiB.  A child that is not closed, or of more than
 * 1 MiB, costs itself only.  Whether a slice is well-formed is for its reader to say; a
 * document type, where entities would be declared, ends the reading at once. */
#ifndef ASSAY_RECORDS_SLICE_H
#define ASSAY_RECORDS_SLICE_H

#include "records/scan.h"

struct slices;

struct slice {
    uint64_t at;
    struct str bytes;  /* valid until the next slice */
    uint32_t number;   /* from 1 */
    const char *wrong; /* why it cannot be read: a literal; NULL where it can */
};

/* `element` is the name of a child's element: "CHILD". */
struct slices *slices_new(struct arena *a, const struct os_file *file,
                          struct str element);
/* The next child; false at the end, or where reading must end (*why). */
bool slices_next(struct slices *s, struct slice *out, struct fault *why);
/* What the XML declaration says, or empty; what stands before the first child. */
struct str slices_encoding(const struct slices *s);

#endif
