/* Where the children of a census stand in its file.  One pass finds them by their tags,
 * counts the rows before each chunk of some hundred children, and notes the names that
 * the census does not know; chunks are then read as the engine asks for them, on any
 * thread.  Of the text nothing is held: an index is half a byte a child. */
#ifndef ASSAY_RECORDS_INDEX_CIN_H
#define ASSAY_RECORDS_INDEX_CIN_H

#include "records/engine.h"
#include "records/slice.h"
#include "records/xml_cin.h"

/* A census that is open. */
struct file_cin {
    struct str path; /* as the user named it */
    struct os_file file;
    enum letters letters;
    struct str encoding, prefix; /* of its declaration; of every name */
    const struct returns_module *module;
    const struct elements_cin *elements;
    int year;
    unsigned chunk_children; /* at most, in a chunk; 0: the usual number */
};

struct index_cin;

/* Goes through the file, which must outlive the index; freed by index_cin_free.  What it
 * cannot read is in the source's `unread`, behind the `said` ones, which the opening of
 * the file found. */
status index_cin_new(const struct file_cin *file, const struct unread *said,
                     size_t said_count, struct index_cin **out, struct fault *why);
void index_cin_free(struct index_cin *index);
/* As children for the engine. */
struct child_source index_cin_source(struct index_cin *index);

#endif
