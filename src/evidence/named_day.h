/* The day that a text names, as files and titles do: "as at 31 August 2024",
 * "latest_inspections_as_at_31_Mar_2025", "edubasealldata20240105", "2019-06-30",
 * "30/06/2019", "March 2015" (its last day).  Of several the last. */
#ifndef ASSAY_EVIDENCE_NAMED_DAY_H
#define ASSAY_EVIDENCE_NAMED_DAY_H

#include "base/date.h"
#include "base/str.h"

/* False, and *out untouched, where no day between 1990 and 2099 is named. */
bool named_day(struct str text, date *out);

#endif
