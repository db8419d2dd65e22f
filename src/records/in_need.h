/* What measures of the census share about one child: whose referral is one of the year,
 * which episode of need is open on the last day, how long a thing lasted.  Each function
 * finds where a case stands (STANDS_IN where it is one of those meant) and says nothing
 * itself.
 *
 * A day that cannot be read, or a blank one that must be there, is never taken for the
 * better case: the case cannot be told, with that reason.  The year is the census's own,
 * up to its reference date; what ended on that day is no longer open on it. */
#ifndef ASSAY_RECORDS_IN_NEED_H
#define ASSAY_RECORDS_IN_NEED_H

#include "base/truth.h"
#include "records/indicator.h"

/* Both ends included; false where there is no day. */
bool in_census_year(const struct measuring *m, date day);

/* ReferralNFA; unknown where it is blank or none of its codes. */
truth referral_without_action(const struct entry *episode);
/* The referral of the episode is one of the year: made in it, and not while a case of the
 * child was open. */
struct standing referral_of_year(const struct measuring *m, const struct entry *episode);
/* The episode is one of need, open on the last day of the year. */
struct standing episode_at_end(const struct measuring *m, const struct entry *episode);
/* It is one of need and was closed in the year. */
struct standing episode_closed(const struct measuring *m, const struct entry *episode);
/* It is closed as assessed and not in need, nothing having followed (RC8, RC9). */
struct standing episode_not_in_need(const struct measuring *m,
                                    const struct entry *episode);

/* Says of each row of a table where it stands, by .with of the measure, of every figure.
 */
typedef struct standing row_standing(const struct measuring *m, const struct entry *row);
struct of_rows {
    unsigned table;
    row_standing *of;
};
void count_rows(const struct measuring *m);

/* How long something lasted, as the Department's tables have it. */
enum lasted { UP_TO_3_MONTHS, UP_TO_6_MONTHS, UNDER_1_YEAR, UNDER_2_YEARS, LONGER };
enum { LASTED_BANDS = LONGER + 1 };
enum lasted lasted_from(date from, date to);

#endif
