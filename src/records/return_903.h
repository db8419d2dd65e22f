/* A return on children looked after as its files give it: tables recognised, this year's
 * and last year's told apart, what is twice or unknown set aside as findings. */
#ifndef ASSAY_RECORDS_RETURN_903_H
#define ASSAY_RECORDS_RETURN_903_H

#include "records/file_903.h"
#include "records/return.h"

/* A file that the user gave. */
struct given_file {
    struct str path;
    bool last;      /* of last year's return */
    bool in_folder; /* found in a folder: one that is not known is a finding, no fault */
};

struct given_files {
    const struct given_file *at;
    size_t count;
};

struct return_903 {
    struct return_about about;
    struct file_903 *files; /* those that are read, in the order that group_new wants */
    size_t file_count;
    struct unread *unread; /* files, and columns of files, that are not read */
    size_t unread_count;
};

/* Opens the files of a collection year.  ERR_FORMAT where one that was named itself is no
 * file of the return, or none is; ERR_IO where one cannot be opened.  Closed by
 * return_903_close, also after an error. */
status return_903_open(struct arena *a, int year, struct given_files given,
                       struct return_903 *out, struct fault *why);
void return_903_close(struct return_903 *r);

#endif
