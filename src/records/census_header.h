/* The Header of a census file as items: what collection it is, and who made the file with
 * what.  Kept whole when a census goes from XML to CSV tables and back. */
#ifndef ASSAY_RECORDS_CENSUS_HEADER_H
#define ASSAY_RECORDS_CENSUS_HEADER_H

#include "base/buf.h"

enum { HEADER_ITEMS = 9 };

/* Values in the order of the Department's schema; empty where there is none. */
struct census_header {
    struct str values[HEADER_ITEMS];
};

/* Of the first 64 KiB of a document in UTF-8 or an encoding that shares its ASCII. */
status census_header_of_xml(struct arena *a, struct str path, struct census_header *out,
                            struct fault *why);
/* Of a file with the columns Item and Value; items that are not known are passed over. */
status census_header_of_csv(struct arena *a, struct str path, struct census_header *out,
                            struct fault *why);
void census_header_csv(struct buf *out, const struct census_header *header);
/* The element Header, in its groups. */
void census_header_xml(struct buf *out, const struct census_header *header);

#endif
