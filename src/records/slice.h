/* The children of an XML return, each as the bytes from its start tag to its end tag,
 * found piece by piece in a window of 2 MiB.  A child that is not closed, or of more than
 * 1 MiB, costs itself only.  Whether a slice is well-formed is for its reader to say; a
 * document type before the first child, where entities would be declared, ends the
 * reading at once; behind it, where none may stand, it is what its reader cannot read. */
#ifndef ASSAY_RECORDS_SLICE_H
#define ASSAY_RECORDS_SLICE_H

#include "records/scan.h"

/* Bytes in which the name of a tag ends: no name that XML's reader takes is longer. */
enum { LOOK = 64 * 1024 };

struct slices;

struct slice {
    uint64_t at;       /* in bytes, or units */
    struct str bytes;  /* valid until the next slice; empty where it was let go */
    uint32_t number;   /* from 1 */
    uint32_t line;     /* of a file that its start tag is in, from 1; else 0 */
    const char *wrong; /* why it cannot be read: a literal; NULL where it can */
};

/* What is told of the tags on the way. */
struct slices_watch {
    void *to;
    /* A start tag but the child's own, from behind its `<` and prefix on: its name and
     * what follows, as far as LOOK bytes go.  child: of the slice that it stands in, or
     * 0. */
    void (*start)(void *to, struct str tag, uint32_t child);
};

/* What is cut: a file, or text that is held.  Of UTF-16 the slices are in units of two
 * bytes, each as one that is ASCII or not, so they tell where children are and not what
 * they hold. */
struct slices_from {
    const struct os_file *file; /* or */
    struct str text;
    enum letters letters;      /* of the file */
    struct str element;        /* of a child: "CHILD" */
    struct str prefix;         /* of every name: "n:"; or empty */
    struct slices_watch watch; /* .start may be NULL */
};
struct slices *slices_open(struct arena *a, const struct slices_from *from);
/* Of a file; `element` is the name of a child's element. */
struct slices *slices_new(struct arena *a, const struct os_file *file,
                          struct str element);
/* The next child; false at the end, or where reading must end (*why). */
bool slices_next(struct slices *s, struct slice *out, struct fault *why);
/* Line ends in a text. */
uint32_t slices_lines(struct str text);
/* What the XML declaration says, or empty; what stands before the first child. */
struct str slices_encoding(const struct slices *s);

/* Bytes of a file as UTF-8 where it is UTF-16, else a view.  Half a pair and NUL, which
 * no XML may hold, become U+FFFF, which none may hold either. */
struct str slices_text(struct arena *a, enum letters letters, struct str bytes);

#endif
