/* The census as a set of CSV tables, as `assay return convert` writes it: each row says
 * by numbers which child it is of (Child, from 1 in the order of the census), which row
 * of its table in the child it is (Row) and which row of the parent table it stands in
 * (In). Rows stand in the order of children; read child by child, so memory does not
 * grow. */
#ifndef ASSAY_RECORDS_CENSUS_TABLES_H
#define ASSAY_RECORDS_CENSUS_TABLES_H

#include "base/os_file.h"
#include "records/child.h"
#include "records/scan.h"

struct census_table; /* private */

struct census_tables {
    struct census_table *at[TC_COUNT]; /* NULL where there is no such file */
    struct str header;                 /* the path of the Header's; empty where none */
};

/* Opens the files; each is recognised by its columns.  ERR_FORMAT where one is no table
 * of the set, or there is no ChildIdentifiers.  Closed by census_tables_close, also after
 * an error. */
status census_tables_open(struct arena *a, const struct str *paths, size_t count,
                          struct census_tables *out, struct fault *why);
/* The next child, in the arena; *more is false at the end.  ERR_FORMAT, with file and
 * row, where rows are out of order or stand in a row that is not there. */
status census_tables_next(struct census_tables *tables, struct arena *a,
                          struct child *out, bool *more, struct fault *why);
void census_tables_close(struct census_tables *tables);

#endif
