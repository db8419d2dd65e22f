/* One measure in one period over all areas: ranks, bands, neighbours, intervals, funnel
 * limits, significance, change.  Formulas, conventions and their sources:
 * docs/methods.md; what is where: README.
 *
 * A benchmarker is made once for a cube and a setting of the conventions and holds what
 * every pass needs (who neighbours whom, who is live when, room to sort in), so that a
 * pass allocates nothing and sorts once.  It is used by one thread at a time.
 *
 * Arrays run over the cube's areas; NaN stands where there is none.  Only authorities
 * live in the period take part, as subject, neighbour or competitor: those that exist on
 * its last day, and those that ended within it where it has a figure for them. */
#ifndef ASSAY_MEASURES_BENCHMARK_H
#define ASSAY_MEASURES_BENCHMARK_H

#include "evidence/cube.h"
#include "measures/average.h"

/* Conventions, stored and printed with every result. */
struct benchmark_options {
    enum average average; /* of neighbours, for the comparison; both are computed */
    size_t model;         /* index in the cube's models */
    int need_neighbours;  /* fewer with a figure: no average; 0 means 1 */
};

enum against {
    AGAINST_UNKNOWN,
    AGAINST_BETTER,
    AGAINST_SIMILAR,
    AGAINST_WORSE,
    AGAINST_HIGHER, /* of a measure that has no direction */
    AGAINST_LOWER
};

/* What kind of chance a figure is subject to, by its unit and its counts. */
enum chance {
    CHANCE_NONE,       /* no counts, or none that make the figure */
    CHANCE_PROPORTION, /* so many of so many: binomial */
    CHANCE_RATE        /* so many among so many: Poisson */
};

struct benchmark_area {
    bool live;
    int rank, rank_of; /* ties to the best; 0 where no direction or no value */
    char quartile;     /* 'A' best to 'D'; 0 where none */
    double value;      /* NaN where missing or not live */
    double neighbours_mean, neighbours_median;
    int neighbours_with; /* how many neighbours had a figure */
    double region, england;
    /* Of the area's own figure, from its counts; else as published. */
    double low95, high95, low998, high998;
    enum against against_england, against_neighbours, against_region;
    double funnel_z; /* standard score on the funnel, over-dispersion included; NaN */
    double shrunken; /* estimate pulled towards the whole; NaN without counts */
    double change;   /* since the last consecutive year; NaN where there is none */
    double change_z; /* its test; NaN without counts, or where the two years overlap */
    enum against change_is; /* better, worse … beyond chance; similar; unknown */
    bool weak_neighbours;   /* all of its neighbours are "not close" */
};

struct benchmark {
    const struct cube_measure *measure;
    size_t period, before;           /* before: the period of change; SIZE_MAX: none */
    const struct cube_break *broken; /* why there is no change: what is counted differs
                                        from the year before; or NULL */
    size_t live, with_value;         /* authorities */
    double quantiles[5];             /* type 7: 0, 25, 50, 75, 100 */
    enum chance chance;
    double per;       /* one in the measure's unit: 100, 10,000 … */
    double centre;    /* all authorities together, in the unit; of the funnel */
    double phi, tau2; /* over-dispersion of the funnel; tau2 on its scale */
    double prior;     /* what the whole weighs in the shrunken estimate, as a
                         denominator; infinite where nothing tells areas apart */
    struct benchmark_area *areas; /* one an area of the cube */
};

struct benchmarker;

/* A benchmarker of the arena; the cube must outlive it.  O(areas). */
struct benchmarker *benchmarker_new(struct arena *a, const struct cube *cube,
                                    const struct benchmark_options *options);
/* Room for one result. */
struct benchmark benchmark_room(struct arena *a, const struct cube *cube);
/* One pass; `out` is a benchmark_room and is overwritten.  No allocation. */
void benchmark_period(struct benchmarker *with, const struct cube_measure *measure,
                      size_t period, struct benchmark *out);

/* Funnel limits around `centre` (in the unit) for a denominator n: 95% and 99.8%. */
struct funnel_limits {
    double low95, high95, low998, high998;
};
/* With over-dispersion; without where the funnel has none. */
struct funnel_limits funnel_limits(const struct benchmark *b, double centre, double n);
/* Chance alone: score limits of a proportion, chi-square limits of a rate. */
struct funnel_limits funnel_chance(const struct benchmark *b, double centre, double n);

/* The 95% range of an area's rank; 0 where it has none. */
struct rank_range {
    int low, high;
};
struct rank_options {
    unsigned draws; /* 0 means 1,000 */
    uint64_t seed;  /* 0 is a seed like any other */
};
/* From draws of the shrunken estimates; the same seed gives the same ranges.  `out` has
 * room for the cube's areas; scratch is taken from the arena: draws × areas × 4 bytes. */
void rank_ranges(struct arena *a, const struct cube *cube, const struct benchmark *b,
                 struct rank_options options, struct rank_range *out);

/* "better", "similar", … "unknown". */
const char *against_word(enum against against);
/* How a difference of this sign reads, by the measure's polarity. */
enum against against_sign(enum polarity polarity, int sign);

#endif
