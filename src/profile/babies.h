/* What would happen to 100 babies born in an area today if each age lived at the rates
 * published today: which measures make which stage of a life, and the runs of an area, of
 * its statistical neighbours and of England over the same letters (measures/cohort.h).
 * Method, sources, and how near it comes to what is known: docs/babies.md.
 *
 * What England shares is worked out once (the ground); an area then costs some 10 ms.  A
 * stage one of whose rates an area lacks is unknown there, with the reason, and is never
 * filled in. */
#ifndef ASSAY_PROFILE_BABIES_H
#define ASSAY_PROFILE_BABIES_H

#include "base/fault.h"
#include "measures/cohort.h"
#include "profile/survey.h"

/* ---- The tables (babies_table.c) */

enum { BABIES_NAMES = 2 };

/* A published rate, under the names that it goes by. */
struct babies_measure {
    const char *ids[BABIES_NAMES];
    const char *words; /* "referrals a year" */
};

struct babies_stage {
    const char *id;         /* "referred", as --scenario names it */
    const char *name;       /* "Referred to social care by 18" */
    const char *words;      /* "would be referred to social care by 18" */
    const char *how;        /* what the reader must know of it; NULL: nothing */
    struct cohort_stage of; /* its indexes are into these tables */
    bool less_optional; /* what is taken off may be unknown: then nothing is, and said */
    double study;       /* of 100 in England by a published study; 0: none */
    const char *study_source;
};

enum { BABIES_RATES = 27, BABIES_STAGES = 24, BABIES_COLUMNS = 19 };
extern const struct babies_measure babies_measures[BABIES_RATES];
extern const struct babies_stage babies_stages[BABIES_STAGES];

/* Stages that belong together, in the order of a life. */
enum { BABIES_PARTS = 4, BABIES_HEADLINES = 3 };
extern const struct babies_part {
    const char *heading;
    size_t from, to;                    /* stages from … to - 1 */
    size_t headlines[BABIES_HEADLINES]; /* those that are said first */
} babies_parts[BABIES_PARTS];

/* ---- The ground */

struct babies_options {
    date at; /* what had been published for periods that had ended by then */
    struct benchmark_options benchmark;
    uint64_t seed;
    size_t runs; /* 0 means 2,000 */
};

/* A measure as the store has it in the period taken; no measure: not loaded. */
struct babies_found {
    const struct cube_measure *measure;
    size_t period;
    struct benchmark result;
};

enum babies_who { BABIES_AREA, BABIES_NEIGHBOURS, BABIES_ENGLAND, BABIES_WHO };

/* What a rate of an area is, and what is made of it. */
struct babies_rate {
    double value; /* as published, in its unit; of neighbours their average; NaN */
    double numerator, denominator; /* NaN where there are none */
    enum missing missing;
    struct survey_origin origin, counts; /* of the figure; of counts that were lent */
    int neighbours_with;                 /* how many neighbours have a figure */
    bool total; /* England's figure lies beyond every authority's: a total, not used */
    bool above; /* a share above 100%, taken as 100% */
    struct cohort_rate used;
};

/* A stage as it comes out. */
struct babies_line {
    bool known;
    size_t lacks;       /* the first rate that is missing, where it is not known */
    bool nothing_taken; /* what should be taken off is not known */
    bool held;          /* above the stage that leads to it, and brought down to it */
    double most;   /* the most that repeats allow, of 100; NaN where they are known */
    unsigned dots; /* whole babies */
    struct cohort_result result;
};

struct babies_people {
    struct babies_rate rates[BABIES_RATES];
    struct babies_line lines[BABIES_STAGES];
    size_t places[BABIES_STAGES]; /* of a stage in the cohort; SIZE_MAX: unknown */
    struct cohort *cohort;
};

struct babies_ground {
    struct survey_source source;
    struct babies_options options;
    struct cohort_letters *letters;
    struct babies_found found[BABIES_RATES];
    uint32_t england_area; /* UINT32_MAX: no row of England */
    struct babies_people england;
};

/* Both the source and the arena must outlive it. */
struct babies_ground *babies_ground_new(struct arena *a,
                                        const struct survey_source *source,
                                        const struct babies_options *options);

/* ---- Scenarios */

enum babies_to {
    BABIES_TO_NUMBER,      /* the stage's first rate becomes so much, in its unit */
    BABIES_TO_NEIGHBOURS,  /* the stage's rates become the neighbours' average */
    BABIES_TO_ENGLAND,     /* … England's */
    BABIES_TO_BEST_QUARTER /* its first rate becomes that at the edge of the best quarter
                              of authorities, where a direction is good */
};

struct babies_change {
    size_t stage; /* BABIES_STAGES: every one */
    enum babies_to to;
    double number;
};

enum { BABIES_CHANGES = 8, BABIES_SCENARIOS = 8 };

struct babies_scenario {
    struct str name; /* as asked */
    struct babies_change changes[BABIES_CHANGES];
    size_t count;
};

/* "neighbours", "best-quarter", "england", "plan=30", "plan=neighbours,care=20".
 * ERR_USAGE says what is wrong with it and names the nearest stage, or all. */
status babies_scenario_read(struct arena *a, const struct babies_ground *ground,
                            struct str text, struct babies_scenario *out,
                            struct fault *why);

/* What a scenario did to a stage's first rate. */
enum babies_done {
    BABIES_UNCHANGED, /* it does not touch this stage's own rates */
    BABIES_CHANGED,
    BABIES_NO_DIRECTION, /* no quarter is the best: neither high nor low is good */
    BABIES_NO_FIGURE     /* what it should become is not known */
};

struct babies_effect {
    enum babies_done done;
    double value; /* of its first rate, in its unit, where it was changed */
    struct cohort_result result, difference; /* known where the area's line is */
};

struct babies_outcome {
    const struct babies_scenario *scenario;
    struct babies_effect effects[BABIES_STAGES];
};

/* ---- An area */

struct babies {
    const struct babies_ground *ground;
    uint32_t area;
    const struct babies_people *who[BABIES_WHO]; /* neighbours, England: as there are */
    struct babies_outcome *outcomes;
    size_t outcome_count;
};

struct babies_asked {
    uint32_t area;
    const struct babies_scenario *scenarios;
    size_t scenario_count;
};

/* In the arena, which may be reset when it has been said. */
struct babies *babies_of(struct arena *a, const struct babies_ground *ground,
                         const struct babies_asked *asked);
/* A rate's unit: 100, 10,000 …; 0 where it is not loaded. */
double babies_per(const struct babies_ground *ground, size_t rate);
/* The rates of a stage, COHORT_NOWHERE for those that it does not use. */
enum { BABIES_STAGE_RATES = 2 + COHORT_LESS };
void babies_stage_rates(const struct babies_stage *stage, size_t out[BABIES_STAGE_RATES]);
/* The first of its rates that no stage before it uses: what a scenario moves. */
size_t babies_lead(size_t stage);

#endif
