/* One area's picture on a day, drawn from the survey of all areas: its figures beside its
 * neighbours, region and England; what stands out; its settings by service; its
 * inspections, what they asked for and whether a later one has looked again; and what is
 * not known, with the reason.  Nothing outside the life of an authority is shown of it.
 *
 * Inspections of an authority have had an overall grade until March 2026 and have graded
 * care leavers apart since 2023: a picture shows the judgements that there are and makes
 * up none.  It points into its survey, which must live as long. */
#ifndef ASSAY_PROFILE_PICTURE_H
#define ASSAY_PROFILE_PICTURE_H

#include "measures/trend.h"
#include "profile/survey.h"

enum picture_life {
    LIFE_CURRENT,
    LIFE_ENDED,  /* before the day; the picture is empty */
    LIFE_NOT_YET /* it began after the day; the picture is empty */
};

struct picture_figure {
    const struct survey_measure *measure;
    const struct benchmark_area *result;
    enum missing missing; /* MISSING_NOT where there is a value */
    struct survey_origin origin;
    struct survey_origin counts; /* of the counts another table lent; none: its own */
    enum against against;        /* the chosen comparator */
    double compared;             /* the comparator's figure; NaN */
    struct area_trend trend;     /* over the last years that can be compared */
};

/* Places in the picture's figures, in the order of what they say most. */
struct picture_list {
    const size_t *at;
    size_t count;
};

struct picture_event {
    const struct merged_event *event;
    date on;     /* by which it is known */
    bool graded; /* a graded inspection of the authority's own services */
    int months;  /* whole months from then to the day */
};

/* One judgement of the latest graded inspection, and what stood there before. */
struct picture_judgement {
    const struct batch_event_grade *grade;
    struct survey_origin origin;
    const struct batch_event_grade *before; /* by the last inspection under the same
                                               framework; NULL where there is none */
    date before_on;
    bool before_joint; /* children in care and care leavers had one grade then */
};

/* Settings of one service, here and beside: `none` of them is left out. */
struct picture_settings {
    const struct survey_service *service;
    const struct survey_tally *own;
    unsigned neighbours_counted, neighbours_good; /* taken together */
    unsigned england_counted, england_good;
    date oldest, median; /* of the inspections counted; DATE_NONE where undated */
};

struct picture_kin { /* an authority that came before or after it */
    uint32_t area;
    date on;
    struct str kind, note;
    struct survey_origin origin;
};

struct picture {
    const struct survey *survey;
    uint32_t area;
    date at;
    enum picture_life life;
    bool weak_neighbours; /* all of them are "not close" */

    const struct picture_figure *figures; /* one a measure of the survey, in its order */
    size_t figure_count, with_value;
    size_t tested; /* with a direction, a comparator's figure, and counts to test by */
    size_t better, similar, worse;
    struct picture_list worsening;   /* worse, and getting worse (picture_is_worsening) */
    struct picture_list worst, best; /* beyond chance against the comparator */
    struct picture_list improved, declined; /* beyond chance since the year before */

    const struct picture_settings *settings;
    size_t setting_count;

    const struct picture_event *events; /* the latest first */
    size_t event_count;
    const struct picture_event *graded; /* the latest graded inspection; NULL */
    const struct picture_judgement *judgements;
    size_t judgement_count;
    size_t visits_since; /* events after it that gave no grade */

    const struct picture_kin *before, *after;
    size_t before_count, after_count;
};

/* A picture in the arena; the area is an authority of the survey's cube. */
struct picture *picture_draw(struct arena *a, const struct survey *survey, uint32_t area);
/* Worse than the comparator, and worse than a year before or over the last years, all
 * beyond chance; a figure better than a year before is not getting worse. */
bool picture_is_worsening(const struct picture_figure *figure);
/* The day on which to draw an area: the survey's, or the last of its life. */
date picture_day(const struct cube_area *area, date at);
/* Whole months from one day to a later one. */
int picture_months(date from, date to);
/* True for families of inspections that grade the authority's own services. */
bool picture_is_authority_family(struct str family);
/* The judgement's grade in an event; NULL where it gave none. */
const struct batch_event_grade *picture_grade(const struct survey *survey,
                                              const struct merged_event *event,
                                              struct str judgement);

/* One step back from an event: the row of its first grade, else the row that is believed
 * first. */
struct survey_origin picture_event_origin(const struct survey *survey,
                                          const struct merged_event *event);

/* Private: the parts. */
void picture_figures(struct arena *a, struct picture *picture);
void picture_events(struct arena *a, struct picture *picture);
void picture_services(struct arena *a, struct picture *picture);

#endif
