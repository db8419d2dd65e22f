/* What of the evidence that a framework's rules ask for is in the store on a day: one
 * line a kind of evidence, with how many authorities have it.  Where a regime's evidence
 * is not public, agreement with its published grades cannot be computed, and this says
 * why.
 *
 * The kinds are read off the rules: settings by service, measures by outcome or by name,
 * findings and inspections of other regimes by family, and, of a framework whose grades
 * are entered, each judgement that an inspection enters.  Counted are authorities that
 * existed on the day.  Nothing is judged here. Cost: one sort of the settings, one pass
 * over grades, events and figures. */
#ifndef ASSAY_JUDGEMENT_BACKTEST_COVERAGE_H
#define ASSAY_JUDGEMENT_BACKTEST_COVERAGE_H

#include "framework/plan.h"
#include "profile/survey.h"

enum held_kind { HELD_SETTINGS, HELD_MEASURES, HELD_FINDINGS, HELD_INSPECTIONS };

struct held {
    enum held_kind kind;
    struct str what; /* "primary-school"; "staying safe"; "priority-action unannounced";
                        "slac safeguarding/overall" */
    uint32_t line;   /* of the framework's file that asks first */
    size_t authorities;
    size_t items;     /* settings with a grade, measures, findings or inspections */
    date first, last; /* of the grades, periods or inspections held */
};

/* A measure with a figure of the three years before the day. */
struct held_measure {
    struct str id, label;
    size_t authorities;
    date last; /* end of its last period by the day */
};

/* Published ratings of the framework's year by name. */
struct held_rating {
    struct str scheme;
    size_t authorities, with_grade;
};

struct backtest_coverage {
    date at;
    int year;
    size_t live; /* authorities that existed on the day */
    const struct held *kinds;
    size_t kind_count;
    size_t wide;       /* kinds held for nine authorities in ten or more */
    size_t some;       /* kinds held for fewer */
    size_t everything; /* authorities that have every kind */
    const struct held_measure *measures;
    size_t measure_count;
    const struct held_rating *ratings;
    size_t rating_count;
    int last_rated; /* the last year of any rating held */
};

struct backtest_coverage *backtest_cover(struct arena *a, const struct plan *plan,
                                         const struct survey_source *source,
                                         const struct regimes *regimes, date at);

#endif
