/* Whom the measures of children looked after are about: each function says of the child,
 * for every figure of the measure, why it is not among them or cannot be told, and is
 * then false; where it is true nothing was said yet.  Short breaks (V3, V4) are no care
 * here. */
#ifndef ASSAY_RECORDS_CARED_FOR_H
#define ASSAY_RECORDS_CARED_FOR_H

#include "records/care_history.h"
#include "records/indicator.h"

/* Looked after on the last day of the year. */
bool cared_at_end(const struct measuring *m);
/* And for the twelve months before it. */
bool cared_all_year(const struct measuring *m);
/* Looked after at some time of the year. */
bool cared_in_year(const struct measuring *m);
/* Episodes of this year (of either year) can be read; says nothing but that. */
bool episodes_clear(const struct measuring *m);
bool episodes_clear_both(const struct measuring *m);
/* Years old on the last day of the year, within these; the child's date of birth must be
 * readable. */
bool aged_at_end(const struct measuring *m, int from, int to, const char *reason);
/* The period of care on the last day began on this day or before (is later: excluded for
 * `reason`); where it may have, it cannot be told. */
bool cared_since(const struct measuring *m, date day, const char *reason);
/* The last episode of the year with which the child ceased to be looked after; NULL. */
const struct entry *last_cease(const struct measuring *m);
/* Ceased to be looked after in the year; *with is the episode. */
bool ceased_in_year(const struct measuring *m, const struct entry **with);
/* The codes of an adoption and of special guardianship (those before 2018 too). */
#define GUARDIANSHIP "E43", "E44", "E45", "E46", "E47", "E48"

#endif
