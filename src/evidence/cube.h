/* The cube: measures × periods × areas, the area innermost, so that a rank, a quantile or
 * a neighbour mean is one pass over some 160 doubles.  Each measure has its own list of
 * periods, in order; the areas are the same for all.  Built once from the store
 * (store/cube.c) or from a batch; read-only after. */
#ifndef ASSAY_EVIDENCE_CUBE_H
#define ASSAY_EVIDENCE_CUBE_H

#include "evidence/batch.h"

struct cube_area {
    struct str code, name, ons_code, region, type;
    date live_from, live_to;
    bool is_authority, is_region, is_england;
    uint32_t region_area; /* index of its region's own row, or UINT32_MAX */
};

/* Another name of an area: "Stoke" for "Stoke-on-Trent". */
struct cube_alias {
    struct str name;
    uint32_t area;
};

enum { CUBE_NEIGHBOURS = 10 };

struct cube_period {
    struct str text; /* as published */
    int year;        /* its first four digits: the sort key and what --period matches */
    struct period span; /* when it lies; the end decides which areas are live */
    uint8_t status;     /* provisional, final, revised: enum value_status */
};

/* Where a figure came from: one step back to its source row. */
struct cube_origin {
    uint32_t load; /* index in the cube's loads */
    uint32_t row;
};

struct cube_series {     /* one period of one measure: arrays over the areas */
    const double *value; /* NaN where missing */
    const double *numerator, *denominator; /* both NULL where the file gives no counts */
    const double *low95, *high95, *low998, *high998; /* published limits; pairs or NULL */
    const uint8_t *missing; /* enum missing; MISSING_UNSPECIFIED where there is no row */
    const struct cube_origin *origin; /* UINT32_MAX where there is no row */
    const struct cube_origin *counts; /* of the row that lent the counts; NULL: own */
};

/* Where a series begins anew: figures of periods that end in this year or later are not
 * to be compared with earlier ones. */
struct cube_break {
    int year;
    struct str why, source;
};

struct cube_measure {
    struct batch_measure
        about; /* id, label, unit, polarity … after joining the dictionaries */
    const struct cube_period *periods; /* by year, then text */
    const struct cube_series *series;  /* one a period */
    size_t period_count;
    const struct cube_break *breaks; /* by year */
    size_t break_count;
    /* A catalogue often gives a figure without the counts that another table has: the id
     * of the measure that lent them (cube_counts.c), or empty. */
    struct str counts_of;
    bool is_twin; /* the same figure is held under a name in a catalogue */
};

struct cube_load {
    struct str file, sha256, publisher, title, licence, attribution;
};

struct cube {
    struct arena *arena;
    const struct cube_area *areas; /* authorities by code, then regions, then England */
    size_t area_count;
    const struct cube_alias *aliases; /* in load order; a later one counts first */
    size_t alias_count;
    const struct cube_measure *measures; /* by id, byte order */
    size_t measure_count;
    /* neighbours[model][area * CUBE_NEIGHBOURS + rank - 1]: area indexes, UINT32_MAX:
     * none */
    const struct str *models; /* "2025", "2021": newest first */
    const uint32_t *const *neighbours;
    const struct str *const *closeness;
    size_t model_count;
    const struct cube_load *loads;
    size_t load_count;
};

const struct cube_measure *cube_measure(const struct cube *cube, struct str id);
/* By code, name or alias, any case; UINT32_MAX where there is none. */
uint32_t cube_area(const struct cube *cube, struct str name);
/* What a period's text means.  A year alone is the year in which it ends; when in that
 * year depends on the measure's year type (batch.h): academic 31 August, calendar
 * 31 December, September and January the end of that month, else 31 March, the
 * Department's reporting year.  2023-24, 2023/24 and 202324 are one such year; 2014-16
 * and 2013/14-15/16 pool several.  "(prov)", "(Final)" and "(Rev)" give the status. */
struct cube_period cube_period_of(struct str text, struct str year_type);
/* The break that lies between two periods of a measure, the latest of several; NULL where
 * they can be compared. */
const struct cube_break *cube_break_between(const struct cube_measure *measure,
                                            const struct cube_period *before,
                                            const struct cube_period *after);
/* True where an authority existed on the last day of a period. */
bool cube_is_live(const struct cube *cube, uint32_t area,
                  const struct cube_period *period);
/* The same, and where it ended within the period and has a figure for it all the same: a
 * school year that began in September is published for the county that ended in March.
 * This is what decides who takes part in ranks, averages and trends. */
bool cube_takes_part(const struct cube_area *area, const struct cube_period *period,
                     bool has_figure);

#endif
