/* The XML form of the return on children looked after: one CHILD element as rows of the
 * tables.  Groups of elements are rows: EPISODE, AREVIEW, AMISSING, OC2, PERMANENCE and
 * AD_PLACED by their name, social worker episodes and deprivation of liberty orders by
 * the elements in them, whatever the group is called.  What stands in no such group is of
 * the child: its Header row, and a row of UASC, OC3 and AD1 where UASC, IN_TOUCH or
 * DATE_INT is filled in.  CHILDID is CHILD and PL is PLACE. */
#ifndef ASSAY_RECORDS_XML_903_H
#define ASSAY_RECORDS_XML_903_H

#include "records/file_903.h"

enum { XML_ROWS_MOST = 4000 };

struct xml_row {
    uint8_t table;
    struct cell *cells; /* as file_903_cells gives them */
};

struct xml_child {
    struct xml_row *rows; /* Header first; of one table in document order */
    size_t count;
};

/* Reads one CHILD element of a file.  ERR_FORMAT where it is not well-formed or has more
 * rows than XML_ROWS_MOST. */
status xml_903_read(struct arena *a, const struct file_903 *file, struct str bytes,
                    struct xml_child *out, struct fault *why);

#endif
