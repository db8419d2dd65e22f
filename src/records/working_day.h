/* Working days of England and Wales: Monday to Friday less the bank holidays, which are
 * worked out by rule (Easter, substitutes, the days that a proclamation added or moved),
 * so that any year has them and no list runs out.  1990 to 2100 are meant; before and
 * after, the rules of today hold without days added or moved.  Each call is arithmetic on
 * one year, without a table; counting costs the same over a week and over a century.
 *
 * The Department counts from the day after the start, so that something done on the day
 * it began took 0 working days: working_days_between.  Other conventions stand beside it
 * under their own names.  Every day given must be one: DATE_NONE is the caller's to see
 * to. */
#ifndef ASSAY_RECORDS_WORKING_DAY_H
#define ASSAY_RECORDS_WORKING_DAY_H

#include "base/date.h"

/* Saturday or Sunday. */
bool is_weekend(date d);
bool is_working_day(date d);
/* Working days d with start < d <= end; below zero where the end is before the start. */
int working_days_between(date start, date end);
/* Excel's NETWORKDAYS: both ends count where they are working days; below zero where the
 * end is before the start. */
int network_days(date start, date end);
/* The first day d with working_days_between(start, d) = count, which is not below 0; the
 * start itself for 0.  DATE_NONE after the calendar's last day. */
date working_day_due(date start, int count);
/* The working day that has count - 1 working days between it and the day `from`: stepping
 * back count working days, at least 1, `from` itself not counted.  DATE_NONE before the
 * calendar's first day. */
date working_day_back(date from, int count);

#endif
