/* What the pages that compare authorities share. */
#ifndef ASSAY_SITE_COMPARE_H
#define ASSAY_SITE_COMPARE_H

#include "site/site.h"

/* The measures of a first look that have a page, as indexes of the survey's measures. */
size_t compare_chosen(const struct site *site, size_t *out, size_t room);

#endif
