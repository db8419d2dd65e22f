/* A return in its other form: the XML of the looked-after return as a set of CSV tables
 * and back, the census as a set of CSV tables and back.  Cells are written as they were
 * read; what one form cannot hold is told, row by row, and never left out in silence.
 *
 * Children go through one by one: memory does not grow with the return. */
#ifndef ASSAY_RECORDS_CONVERT_H
#define ASSAY_RECORDS_CONVERT_H

#include "base/buf.h"
#include "records/engine.h"

/* Where text goes: one stream a table, or the one document.  STREAM_LEFT_OUT takes lines
 * of CSV: table,row,child,reason. */
enum { STREAM_DOCUMENT = 0, STREAM_LEFT_OUT = TABLES_MAX, STREAMS = TABLES_MAX + 1 };

struct conversion {
    const struct return_about *about;
    const struct child_source *source;
    enum return_form to;
    unsigned threads;
    void *context;
    status (*put)(void *context, unsigned stream, struct str text, struct fault *why);
};

/* Converts all children; *left_out counts the lines of STREAM_LEFT_OUT. */
status convert_children(const struct conversion *conversion, uint64_t *left_out,
                        struct fault *why);

/* The first line of a table of CSV. */
void csv_head(struct buf *out, enum return_kind kind, unsigned table);
/* The rows of a child, each table's in its stream.  Rows of the census begin with the
 * number of the child, of the row in the child and of the row it stands in. */
void csv_child(struct buf *streams, const struct child *child);
/* A child as an element of its document (convert_903.c, convert_cin.c). */
void xml_child_903(struct buf *streams, const struct return_about *about,
                   const struct child *child);
void xml_child_cin(struct buf *out, const struct child *child, int year);

/* Shared by the writers: elements as XML has them. */
void put_element(struct buf *out, const char *indent, struct str name, struct str text);
void put_left_out(struct buf *streams, const struct child *child, unsigned table,
                  const struct entry *entry, const char *reason);

#endif
