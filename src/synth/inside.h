/* The synthetic nation between its own files: areas with what lies behind their figures,
 * the counts that figures are shares of, the measures as a table, and what was drawn for
 * each.  All of it lives in the nation's arena and is read-only once nation_new is done.
 *
 * Chance is drawn from streams named by what they are for (random.h): a new measure or
 * file moves nothing that was there before. */
#ifndef ASSAY_SYNTH_INSIDE_H
#define ASSAY_SYNTH_INSIDE_H

#include "base/date.h"
#include "base/random.h"
#include "evidence/national.h"
#include "synth/nation.h"

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF /* as in random.c; gcc has it off in standard C */
#endif

/* ---- Areas (nation.c, nation_names.c) */

enum area_class {
    CLASS_INNER,
    CLASS_OUTER,
    CLASS_METROPOLITAN,
    CLASS_SHIRE,
    CLASS_UNITARY,
    CLASS_COUNT
};

enum { FIRST_YEAR = 2016, YEARS = 10, LAST_YEAR = FIRST_YEAR + YEARS - 1 };
enum { REGIONS_MOST = 9 };
/* Leadership of services is also of the years before the figures: inspections began. */
enum { LED_FROM = 2013, LED_YEARS = LAST_YEAR - LED_FROM + 1 };

/* What lies behind an area's figures, in standard deviations of all areas. */
struct latent {
    double need;  /* deprivation */
    double rural; /* the opposite of density */
    double led[LED_YEARS];
};

struct synth_area {
    struct str code, name, ons;
    size_t region;
    enum area_class class;
    date from, to;   /* DATE_NONE where open */
    size_t followed; /* the former area whose place it took, or NO_AREA */
    struct latent latent;
    uint64_t children; /* aged 0 to 17 in the last year */
};
#define NO_AREA SIZE_MAX

struct synth_region {
    struct str code, name;
    size_t first, count; /* of its areas that exist at the end */
};

/* ---- What figures are shares of (nation_counts.c) */

enum base {
    BASE_NONE,
    BASE_CHILDREN,
    BASE_REFERRALS,
    BASE_ASSESSMENTS,
    BASE_ENQUIRIES,
    BASE_IN_NEED,
    BASE_IN_NEED_PUPILS,
    BASE_PLANS,
    BASE_PLANS_STARTED,
    BASE_PLANS_ENDED,
    BASE_IN_CARE,
    BASE_IN_CARE_YEAR,
    BASE_IN_CARE_LONG,
    BASE_CARE_STARTED,
    BASE_CARE_ENDED,
    BASE_PLACEMENTS,
    BASE_LEAVERS_OLDER,
    BASE_LEAVERS_YOUNGER,
    BASE_RECEPTION,
    BASE_YEAR_6,
    BASE_YEAR_11,
    BASE_PUPILS,
    BASE_AGED_16_17,
    BASE_BIRTHS,
    BASE_PLANS_OF_EDUCATION,
    BASE_WORKERS,
    BASE_COUNT
};

/* ---- Measures (nation_measures.c) */

enum year_kind { YEAR_FINANCIAL, YEAR_ACADEMIC, YEAR_CALENDAR, YEAR_SEPTEMBER };

struct synth_measure {
    const char *id; /* in the base data */
    const char *label, *topic, *unit;
    enum polarity polarity;
    enum measure_kind kind;
    uint64_t
        per; /* 100, 1000, 10000 …; of a mean the points that a whole one is kept in */
    int decimals;
    enum base base;   /* the denominator; of a count what is counted */
    enum base parts;  /* what is counted where it is not drawn: BASE_NONE */
    double level;     /* about where the nation is in the last year */
    double need, led; /* what a standard deviation does, in the spread's unit */
    double spread;    /* between areas, beside these: logit of a share, log of a rate */
    double trend;     /* a year, in the same unit */
    enum year_kind year;
    int break_year; /* the first year of another series, and by how much it differs */
    double shift;
    const char *table, *column; /* of a tidy file, or NULL */
    bool by_sex;                /* girls and boys apart in that file */
};

const struct synth_measure *synth_measures(size_t *count);
/* The day on which a measure's year ends. */
date synth_year_end(const struct synth_measure *measure, int year);

/* What was drawn of one measure, year and area; a region's and the nation's are sums. */
enum shown { SHOWN, SHOWN_SUPPRESSED, SHOWN_NOT_APPLICABLE, SHOWN_NOT_AVAILABLE };
struct drawn {
    uint64_t count, of; /* girls and boys together */
    uint64_t girls, of_girls;
    uint8_t shown; /* enum shown */
    bool live;     /* the area existed when the year ended */
};

/* ---- The nation */

struct nation {
    struct arena *arena;
    struct nation_options options;
    struct synth_area *areas; /* those that exist at the end by region, then the former */
    size_t area_count;
    struct synth_region regions[REGIONS_MOST];
    size_t region_count;
    uint64_t *bases[BASE_COUNT]; /* area × years */
    struct drawn **drawn;        /* a measure: years × places */
    size_t place_count;          /* areas, then regions, then the nation */
};

extern const char nation_country_code[], nation_country[];

struct random nation_stream(const struct nation *nation, const char *what,
                            uint64_t which);
uint64_t nation_base(const struct nation *nation, enum base base, size_t area, int year);
const struct drawn *nation_drawn(const struct nation *nation, size_t measure, int year,
                                 size_t place);
/* True where the area existed on a day. */
bool nation_is_live(const struct synth_area *area, date on);
double nation_led(const struct synth_area *area, int year);

void nation_name_areas(struct nation *nation);
void nation_draw_bases(struct nation *nation);
void nation_draw_measures(struct nation *nation);
/* The ten areas most like an area, nearest first, by a model with its own errors of
 * measurement; a model knows the areas that exist on its day. */
enum { NEIGHBOURS = 10 };
struct neighbour_list {
    size_t at[NEIGHBOURS];
    double distance[NEIGHBOURS];
    size_t count;
};
struct neighbour_list *nation_neighbours(struct arena *a, const struct nation *nation,
                                         int model);

/* ---- Writing (nation_rows.c) */

/* The notice, then the names of the columns. */
void rows_start(struct buf *out, const char *columns);
/* A cell, quoted where it must be; the comma after it is the caller's. */
void rows_text(struct buf *out, struct str text);
void rows_date(struct buf *out, date day);
/* A share, rate or mean, rounded half up in whole numbers. */
void rows_value(struct buf *out, const struct synth_measure *measure, uint64_t count,
                uint64_t of);
/* True where a share that is not nought rounds to it. */
bool rows_is_low(const struct synth_measure *measure, uint64_t count, uint64_t of);

/* ---- Files: each writes one */

typedef void nation_writer(const struct nation *nation, struct buf *out);
nation_writer write_registry, write_numbers, write_aliases, write_reorganisations,
    write_neighbours_2025, write_neighbours_2021, write_hexagons, write_boundaries,
    write_holidays, write_base_data, write_dictionary, write_indicator_counts,
    write_population, write_children_in_need, write_protection_plans,
    write_children_looked_after, write_care_leavers, write_early_years,
    write_school_inspections, write_school_list, write_providers, write_judgements,
    write_events, write_improvements, write_area_send, write_joint;

#endif
