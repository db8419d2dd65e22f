/* Days as the returns write them. */
#ifndef ASSAY_RECORDS_DAY_H
#define ASSAY_RECORDS_DAY_H

#include "base/date.h"

/* Day/month/year with one or two digits for day and month and four for the year, a day of
 * the calendar, nothing around it; else DATE_NONE ([DATE] of the rules).  The calendar
 * goes from 1800 to 2199. */
date day_of_903(struct str text);
/* YYYY-MM-DD; a time part after `T` is ignored. */
date day_of_census(struct str text);

#endif
