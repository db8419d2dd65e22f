/* The rows of all files of a 903 return, grouped by child without holding their text: one
 * pass finds where each row stands and whose it is (16 bytes a row), a counting sort puts
 * the rows of one child together, and chunks of children are then read as they are asked
 * for, rows that lie together at once.  Files may be in any order.
 *
 * Children come in the order in which they first appear: in this year's tables as the
 * return lists them, Header first, then in last year's.  A row without a CHILD is a child
 * of its own.  Where the places of all rows would need more memory than the budget, the
 * children are taken in several parts by the hash of their identifier, each part in that
 * order, and the files are gone through once a part. */
#ifndef ASSAY_RECORDS_GROUP_H
#define ASSAY_RECORDS_GROUP_H

#include "records/engine.h"
#include "records/file_903.h"

enum { CHILD_ROWS_MOST = 4000, FILES_MOST = 200 };
#define GROUP_BUDGET (192 * MIB) /* 6 million rows at once */

struct group;

/* Files in the order of their tables, this year's first, and how much memory the places
 * of their rows may take. */
struct group_files {
    struct file_903 *at;
    size_t count;
    size_t budget;
};

/* The group points to the files and to `about`, in which it marks tables that only a pass
 * over an XML file shows; it is freed by group_free.  What could not be read is in
 * group_unread. */
status group_new(const struct group_files *files, struct return_about *about,
                 struct group **out, struct fault *why);
void group_free(struct group *g);
/* What a first pass found that cannot be read. */
const struct unread *group_unread(const struct group *g, size_t *count);
/* As children for the engine. */
struct child_source group_source(struct group *g);

#endif
