/* Days of which a part is not known: ZZ stands for the day or the month, ZZZZ for the
 * year.  "ZZ/06/2019" is some day of June 2019, "ZZ/ZZ/ZZZZ" any day; "ZZ/ZZ/ZZ" and
 * "31/02/ZZZZ" are nothing.  Parts that are known are written as in other dates
 * (records/day.h), in upper case like all cells of the 903. */
#ifndef ASSAY_RECORDS_PARTIAL_DATE_H
#define ASSAY_RECORDS_PARTIAL_DATE_H

#include "base/date.h"

/* False where the text is no day, whole or in part.  *earliest is the first day that it
 * may mean: of an unknown day or month the first, DATE_NONE where the year is unknown. */
bool partial_date_read(struct str text, date *earliest);

#endif
