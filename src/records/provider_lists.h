/* Ofsted's lists of homes and agencies as they were published, in three layouts: a list
 * of children's homes (one sheet, or settings and addresses apart) beside one of social
 * care providers (current and closed); one combined list; and from 2025 a combined list
 * with a second sheet of providers of supported accommodation.  Sheets are told by their
 * columns, whose names and case change from year to year. */
#ifndef ASSAY_RECORDS_PROVIDER_LISTS_H
#define ASSAY_RECORDS_PROVIDER_LISTS_H

#include "records/postcodes.h"
#include "records/providers.h"

struct provider_lists {
    const struct str *paths;
    size_t count;
    const struct postcodes *postcodes; /* tells the authority of a home; may be NULL */
};

/* All registrations of all lists.  ERR_FORMAT where a file is no such list. */
status provider_lists_read(struct arena *a, const struct provider_lists *lists,
                           const struct providers **out, struct fault *why);

#endif
