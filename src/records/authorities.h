/* The authorities that make returns, by both of their codes. */
#ifndef ASSAY_RECORDS_AUTHORITIES_H
#define ASSAY_RECORDS_AUTHORITIES_H

#include "base/str.h"

struct authority_code {
    const char *ons;    /* of the Office for National Statistics: "E09000001" */
    const char *number; /* the Department's, of three digits: "201" */
};

/* By either code; NULL where there is none such. */
const struct authority_code *authority_of(struct str code);

#endif
