/* The bytes of a PDF: numbered objects, packed objects, streams, the index at the end.
 * An object is reserved (which gives its number) and written once, in any order; objects
 * that are no streams travel in compressed object streams (ISO 32000-1, 7.5.7).  Nothing
 * in the file comes from the clock: its identifier is a digest of its contents.
 * Everything lives in one arena; `out` carries the first error. */
#ifndef ASSAY_PUBLISH_PDF_FILE_H
#define ASSAY_PUBLISH_PDF_FILE_H

#include <stdint.h>

#include "base/buf.h"

typedef uint32_t pdf_ref; /* the number of an object; 0: none */

enum { PDF_PACKED_MOST = 200 }; /* objects in an object stream */

struct pdf_file {
    struct arena *arena;
    struct buf *out;
    struct pdf_place *places; /* by number */
    size_t count, capacity;
    struct buf heads, bodies; /* objects waiting for their object stream */
    pdf_ref waiting[PDF_PACKED_MOST];
    unsigned waiting_count;
};

enum pdf_packing {
    PDF_DEFLATED, /* made smaller here */
    PDF_AS_IS     /* stands as it is; its filter, if any, is among the entries */
};

/* Begins a file in an empty `out`. */
struct pdf_file pdf_file_new(struct arena *a, struct buf *out);
/* The next `count` numbers; gives the first. */
pdf_ref pdf_file_reserve(struct pdf_file *f, uint32_t count);
/* Writes an object that is no stream. */
void pdf_file_object(struct pdf_file *f, pdf_ref number, struct str body);
/* Writes a stream; `entries` are those of its dictionary besides length and filter. */
void pdf_file_stream(struct pdf_file *f, pdf_ref number, struct str entries,
                     struct str bytes, enum pdf_packing packing);
/* Writes the index of all objects; each reserved one must have been written. */
void pdf_file_end(struct pdf_file *f, pdf_ref catalog, pdf_ref about);

/* A text string, for titles and descriptions: ASCII as it is, else UTF-16. */
void pdf_put_text(struct buf *b, struct str utf8);
/* A length in points with at most two decimals; the locale is not asked. */
void pdf_put_number(struct buf *b, double value);
void pdf_put_count(struct buf *b, size_t count);
/* The code point at the beginning of a well-formed text, and its length in bytes. */
uint32_t pdf_code_point(struct str utf8, size_t *len);

#endif
