/* All of England on a day: what every area's picture is drawn from, worked out once.
 * Of each measure the latest period that had ended by then, benchmarked over all areas;
 * every school and provider that was listed, with its grade, by area and service.  After
 * building, the picture of an area (picture.h) costs only its own rows.
 *
 * A survey points into the cube, the facts and the events, which must live as long; codes
 * of the facts must have been settled (evidence/places.h).
 * Cost: one benchmark a measure, one pass over settings and over their grades. */
#ifndef ASSAY_PROFILE_SURVEY_H
#define ASSAY_PROFILE_SURVEY_H

#include "evidence/cube.h"
#include "evidence/events_merge.h"
#include "measures/benchmark.h"

struct survey_source {
    const struct cube *cube;
    const struct batch *facts;
    const struct merged_events *events;
    const int64_t *load_ids; /* the number of each of the cube's loads, rising */
};

struct survey_options {
    date at;  /* what had happened or ended by this day */
    int year; /* measures of the period that starts with these digits only; 0: latest */
    enum comparator against; /* whom exceptions and changes are measured against */
    struct benchmark_options benchmark;
};

/* One step back: the load (its place in the cube's loads) and the row of its file. */
struct survey_origin {
    uint32_t load, row;
};

/* ---- Measures */

struct survey_measure {
    struct cube_measure about;
    size_t period; /* index of the period shown */
    bool ended;    /* nothing newer was published for more than three years */
    struct benchmark result;
};

/* ---- Settings */

/* Grades count only beside those of one scale and framework; the others stand apart. */
enum setting_standing {
    SETTING_COUNTED,     /* on the four-grade scale, under the framework of the day */
    SETTING_EARLIER,     /* on the scale's forerunner, before that framework began */
    SETTING_OTHER_SCALE, /* graded on a scale of its own */
    SETTING_UNGRADED
};

struct survey_setting {
    uint32_t area;
    uint16_t service;            /* index in the survey's services */
    uint8_t standing;            /* enum setting_standing */
    int8_t position;             /* 0 best to 3; -1 where there is none */
    date inspected;              /* DATE_NONE where the list gives no day */
    struct survey_origin origin; /* of the grade; of the setting where it has none */
};

struct survey_service {
    struct str id; /* "children's-home" */
    bool school;
    date framework_from; /* grades before this day were given under another framework */
};

/* Settings of one service in one area. */
struct survey_tally {
    unsigned settings, counted, good; /* good: of those counted, good or better */
    unsigned grades[4];               /* of those counted */
    unsigned undated;                 /* of those counted */
    unsigned earlier, earlier_good, other_scale, ungraded;
    size_t first; /* its settings are survey->settings[first .. first + settings) */
};

/* ---- The survey */

struct survey {
    struct arena *arena;
    struct survey_source source;
    struct survey_options options;
    const struct survey_measure *measures; /* by topic as the catalogue orders them */
    size_t measure_count;
    size_t later_count;                    /* measures that had no figure yet */
    const struct survey_service *services; /* in the order of a child's life */
    size_t service_count;
    const struct survey_tally *tallies;    /* service × areas */
    const struct survey_setting *settings; /* by area, service, origin */
    size_t setting_count;
    date schools_at, providers_at; /* of the lists used; DATE_NONE where there is none */
    bool schools_later; /* the list of schools is of a later day: those closed are lost */
    struct str england; /* its name, as the cube has it; empty where it has none */
    uint32_t england_area;
};

struct survey *survey_build(struct arena *a, const struct survey_source *source,
                            const struct survey_options *options);
/* The latest day of anything in the evidence: an event, a list, the end of a period. */
date survey_latest(const struct survey_source *source);
/* One step back from a row of the facts, whose `load` is a number. */
struct survey_origin survey_origin(const struct survey_source *source, uint32_t load,
                                   uint32_t row);
bool survey_origin_is_none(struct survey_origin origin);
/* True of services that lists of schools have; the others are providers'. */
bool survey_is_school(struct str service);
/* True where an authority existed on a day. */
bool survey_is_live(const struct cube_area *area, date on);
const struct survey_tally *survey_tally(const struct survey *survey, size_t service,
                                        uint32_t area);
/* The place of the neighbours of an area in the chosen model: CUBE_NEIGHBOURS indexes,
 * UINT32_MAX for none; NULL where there is no model. */
const uint32_t *survey_neighbours(const struct survey *survey, uint32_t area);
const struct str *survey_closeness(const struct survey *survey, uint32_t area);

/* Private: the two halves. */
void survey_measures(struct survey *survey);
void survey_settings(struct survey *survey);

#endif
