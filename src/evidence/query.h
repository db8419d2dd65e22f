/* Questions put to an area's evidence, as data.  A framework file states them
 * (framework/plan.h), the profile answers them (profile/answer.h).  Zero means "not
 * narrowed" throughout. */
#ifndef ASSAY_EVIDENCE_QUERY_H
#define ASSAY_EVIDENCE_QUERY_H

#include "evidence/bands.h"
#include "evidence/evidence.h"

enum query_kind {
    QUERY_SHARE_OF_SETTINGS, /* a share: settings with the grade of settings graded */
    QUERY_COUNT_OF_SETTINGS, /* a count: settings with the grade */
    QUERY_SHARE_OF_MEASURES, /* a share: measures so compared of measures with a direction
                              */
    QUERY_COVERAGE_OF_MEASURES, /* a share: measures whose comparison is known */
    QUERY_COUNT_OF_FINDINGS,
    QUERY_COUNT_OF_INSPECTIONS,
    QUERY_VALUE_OF_MEASURE /* the latest visible value, in the measure's unit */
};

enum grade_test { GRADE_IS, GRADE_OR_BETTER, GRADE_OR_WORSE };
/* Below and above speak of performance: a measure of which low is good is *below* its
 * neighbours when its figure is higher.  In a relation, `above` and `below` describe the
 * figure and are turned by the measure's polarity; `better` and `worse` are not. */
enum standing_against { STAND_BELOW, STAND_IN_LINE, STAND_ABOVE };
enum difference { DIFFERENCE_ANY, DIFFERENCE_BEYOND_CHANCE, DIFFERENCE_TOLERANCE };
enum since { SINCE_ALWAYS, SINCE_DATE, SINCE_PREVIOUS_RATING, SINCE_INSPECTION };

struct query {
    enum query_kind kind;
    /* settings */
    const struct scale *scale;
    unsigned position;
    enum grade_test test;
    bool any_grade;             /* count of settings, whatever their grade */
    const struct str *services; /* any of these */
    size_t service_count;
    struct str aspect;         /* empty: overall */
    unsigned responsibilities; /* bits of 1 << enum responsibility; 0: any */
    struct str framework;      /* only grades under this id or family */
    int max_age_months;        /* 0: any age */
    /* measures */
    struct str measure; /* of QUERY_VALUE_OF_MEASURE and comparisons of one measure */
    struct str outcome, topic;
    enum standing_against standing;
    enum comparator comparator;
    enum difference difference;
    struct ratio tolerance; /* in the measure's unit */
    int for_years;          /* the last n consecutive years all stand so; 0: the latest */
    date sustained_since;   /* every year from here on stands so; DATE_NONE: not asked */
    /* findings and inspections */
    unsigned finding_kinds; /* bits of 1 << enum finding_kind; 0: any */
    struct str inspection;  /* only from inspections of this id or family */
    bool latest_only;       /* only from the latest of them */
    bool not_closed;
    enum since since;
    date since_date;
    struct str since_inspection; /* the latest of this id or family */
};

#endif
