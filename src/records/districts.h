/* Which upper-tier authority a district is in. */
#ifndef ASSAY_RECORDS_DISTRICTS_H
#define ASSAY_RECORDS_DISTRICTS_H

#include "base/str.h"

/* The ONS code of the county of a two-tier district; any other code is its own. */
struct str district_county(struct str district);

#endif
