/* A children in need census as its file gives it: recognised by its outermost element,
 * its Header read, its children found.  A census is one file of XML; what else stands in
 * a folder is set aside as a finding. */
#ifndef ASSAY_RECORDS_RETURN_CIN_H
#define ASSAY_RECORDS_RETURN_CIN_H

#include "records/index_cin.h"
#include "records/return_903.h"

/* Collections whose rules are known. */
enum { CENSUS_LAST = 2026 };

struct return_cin {
    struct return_about about;
    struct file_cin file;
    struct index_cin *index;
    struct unread *unread; /* what opening it found; in the source's as well */
    size_t unread_count, unread_capacity;
};

/* Opens the census among the files of a collection year.  ERR_FORMAT where one that was
 * named itself is no census, or none is; ERR_IO where one cannot be opened.  *out must
 * stay where it is; closed by return_cin_close, also after an error. */
status return_cin_open(struct arena *a, int year, struct given_files given,
                       struct return_cin *out, struct fault *why);
void return_cin_close(struct return_cin *r);
/* As children for the engine. */
struct child_source return_cin_source(struct return_cin *r);

#endif
