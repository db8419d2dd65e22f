/* One Child element of the children in need census as a child: a row a group, in the
 * order of the document, each with the row that it stands in.  Cells are as written;
 * dates are also read as days (docs/returns.md).  Of an element that may stand once the
 * first one counts.  What stands where the census has no such element is not read, and
 * said. */
#ifndef ASSAY_RECORDS_XML_CIN_H
#define ASSAY_RECORDS_XML_CIN_H

#include "records/child.h"
#include "records/elements_cin.h"
#include "records/returns_module.h"

enum { CHILD_CIN_ROWS_MOST = 4000 };

/* Rows that stand before, by table; the last is of Reviews without a date, which are
 * numbered after all that have one (docs/returns.md). */
enum { ROWS_DATELESS = TC_COUNT, ROWS_KINDS };
struct rows_before {
    uint32_t at[ROWS_KINDS];
};

/* Counts the rows of children by the start tags in them, as the reader of the child
 * numbers them; well-formed children, and others as far as can be told. */
struct row_counter {
    struct rows_before rows;
    bool review_open; /* a Reviews without a date so far */
};
void row_counter_child(struct row_counter *counter); /* between two children */
void row_counter_start(struct row_counter *counter, const struct element_cin *element);
/* The name, without a prefix, in what follows a `<`. */
struct str tag_name_cin(struct str tag);

/* Reads children of one file, one after the other.  Made anew for each thread. */
struct reading_cin {
    struct arena *arena; /* of the children */
    const struct elements_cin *elements;
    const struct returns_module *module;
    struct str encoding, prefix, file;
    struct str
        text; /* that holds the children; it begins in the line `line` of the file */
    uint32_t line;
    struct row_counter counter; /* set to the rows before the first child */
    /* what is said of children, in the arena */
    struct unread *unread;
    size_t unread_count, unread_capacity;
};

/* The child in `bytes`, a part of the text, which is number `number` of the file, from 1.
 * False where it cannot be read, which is said. */
bool xml_cin_read(struct reading_cin *r, struct str bytes, uint32_t number,
                  struct child *out);
/* A child that cannot be read, and why; `bytes` are what there is of it. */
void xml_cin_refuse(struct reading_cin *r, struct str bytes, uint32_t number,
                    const char *wrong);

#endif
