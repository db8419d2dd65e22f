/* One child's care as the measures see it: the episodes of this year's and last year's
 * return as one run, without short breaks (LS V3 and V4), from which periods of care,
 * placements and what holds on the last day of the year are worked out once.
 *
 * It differs from looked_after.h, which has the words of the validation rules: there a
 * child who ceased on 31 March still counts as looked after for the year, periods go by
 * days alone and only this year's episodes are seen.  Here a child who ceases on a day is
 * no longer looked after on it, a period needs REC X1 between its episodes, and last
 * year's episodes lengthen what began before (docs/measures-from-cases.md).
 *
 * Where a day that all of it hangs on cannot be read, `unclear` says so, and no measure
 * that looks at episodes guesses: the child cannot be told, with that reason. */
#ifndef ASSAY_RECORDS_CARE_HISTORY_H
#define ASSAY_RECORDS_CARE_HISTORY_H

#include "records/conventions.h"
#include "records/looked_after.h"

/* An episode that is no short break. */
struct stay {
    const struct entry *entry;
    date start, end; /* no end: it goes on */
    bool of_last;    /* only last year's return has it */
    bool temporary;  /* PLACE T0 to T4: away from the placement for a while */
};

/* Stays without a gap, each but the last ended by X1. */
struct care_period {
    size_t from, count; /* of stays */
    date start, end;    /* no end: it goes on */
    bool start_known;   /* else it began on or before `start`, before the returns */
};

/* One placement: stays with one carer, temporary ones within it. */
struct care_spell {
    size_t from, count; /* of stays */
    size_t period;
    date start, end;
    bool start_known;
    const struct entry *place; /* its last episode that is not temporary */
};

struct care_history {
    const struct looked_after *shared;
    const struct return_about *about;
    date born;                /* none too where it is after the year */
    const char *unclear;      /* of this year's episodes; NULL where all can be read */
    const char *unclear_last; /* of either year's */
    const struct stay *stays; /* by start */
    size_t stay_count;
    const struct care_period *periods;
    size_t period_count;
    const struct care_spell *spells;
    size_t spell_count;
    bool in_year;              /* looked after at some time of the year */
    const struct stay *at_end; /* of the last day of the year; NULL: not looked after */
    const struct care_period *period_at_end; /* NULL the same */
    const struct care_spell *spell_at_end;   /* NULL too where only a temporary stay is
                                                known */
    bool whole_year; /* looked after on the last day and for 12 months */
};

/* Works it out; in the arena. */
const struct care_history *care_history_of(struct arena *a,
                                           const struct looked_after *shared,
                                           const struct return_about *about);
/* The period and the placement that a stay is in; the placement NULL where none is told.
 */
const struct care_period *care_period_of(const struct care_history *h,
                                         const struct stay *stay);
const struct care_spell *care_spell_of(const struct care_history *h,
                                       const struct stay *stay);
/* The stay and the days from one to the other have a day in common, both included. */
bool stay_meets(const struct stay *stay, date from, date to);
/* How many placements the child had between two days, both included, by the convention:
 * those of a day or more. */
size_t placements_between(const struct care_history *h, const struct conventions *c,
                          date from, date to);
/* The first row of this year's table about the child; NULL where there is none. */
const struct entry *only_row(const struct child *child, unsigned table);
/* A table that has one row a child has several, which do not say the same from one column
 * up to another. */
bool rows_differ(const struct child *child, unsigned table, unsigned from, unsigned to);

#endif
