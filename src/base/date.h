/* Days of the Gregorian calendar as a number, 1970-01-01 being day 0.  Valid from
 * 1800-01-01 to 2199-12-31; DATE_NONE is "no date" and sorts before all. */
#ifndef ASSAY_BASE_DATE_H
#define ASSAY_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct {
    int32_t days;
} date;

#define DATE_NONE ((date){INT32_MIN})

struct date_parts {
    int year, month, day;
};

/* DATE_NONE where there is no such day. */
date date_of(int year, int month, int day);
/* True for DATE_NONE only. */
bool date_is_none(date d);
/* Reads YYYY-MM-DD and nothing else; false for a day that does not exist. */
bool date_parse(struct str s, date *out);
/* Asserts that there is a date. */
struct date_parts date_split(date d);
/* Negative, zero or positive; DATE_NONE comes first. */
int date_compare(date a, date b);
/* The same day n years (months) later or earlier; 29 February, or a day the month lacks,
 * becomes the last day of the month.  No date stays none; a result outside the valid
 * years is their first or last day, so that comparing with it stays right. */
date date_add_years(date d, int years);
date date_add_months(date d, int months);
/* n days later or earlier, within the same bounds. */
date date_add_days(date d, int days);
/* "2009-12-09"; the empty text for DATE_NONE. */
struct str date_iso(struct arena *a, date d);
/* "9 December 2009". */
struct str date_words(struct arena *a, date d);
/* "December 2009". */
struct str date_month_words(struct arena *a, date d);

/* A period as evidence files write it: 2009 (calendar year), 2008/09 and 2008-09 (1 April
 * to 31 March, the statistical year), 2009-07 (a month), a date, or start..end, where
 * each end may be any of these and the end is not before the start. */
struct period {
    date start, end; /* both inclusive */
};
/* False where the text is none of these.  2008-09 is read as the year 2008/09 where its
 * second part is the year after its first, else as September 2008 (so 2008-09 is the
 * year and 2008-07 the month): evidence-format.md, Conventions. */
bool period_parse(struct str s, struct period *out);

#endif
