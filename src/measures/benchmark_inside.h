/* What the files of the benchmark share.  (Nothing else includes it.) */
#ifndef ASSAY_MEASURES_BENCHMARK_INSIDE_H
#define ASSAY_MEASURES_BENCHMARK_INSIDE_H

#include "measures/benchmark.h"
#include "measures/order.h"

/* An authority as a pass needs it: areas by index, `none` where there is none. */
struct place {
    int32_t live_from, live_to; /* days, both inclusive */
    uint32_t region, wider;     /* wider: London, of its inner and outer part */
    bool weak;
};

/* The neighbours of eight authorities in a row, by their rank, so that eight are averaged
 * at once; `none` where there is no such neighbour or no such authority. */
struct eight {
    uint32_t neighbours[CUBE_NEIGHBOURS][ORDER_LANES];
};
struct eight_averages {
    double mean[ORDER_LANES], median[ORDER_LANES]; /* NaN where too few are known */
    int32_t with[ORDER_LANES];                     /* how many are known */
};

struct benchmarker {
    const struct cube *cube;
    struct benchmark_options options;
    size_t count;  /* authorities, which are the first of the cube's areas */
    uint32_t none; /* an index behind all areas, whose value is never known */
    uint32_t england;
    struct place *places; /* one an authority */
    struct eight *eights; /* one for eight authorities, the last one filled up */
    struct eight_averages *averages;
    double *value; /* by area; NaN where missing or not live */
    bool *live;    /* of authorities, as are ranks and bands */
    int *rank;
    char *band;
    struct ranked *sorted, *spare; /* authorities with a value; room for sorting */
    double *ladder;                /* their values, least first */
    int32_t *rung;                 /* by area: its place on the ladder; NO_RUNG: none */
    double *filled;        /* by area: its value, or 0 where it has no place there */
    struct ranked *scores; /* on the funnel */
    double *square;        /* of an area's standard error on the funnel's scale */
};

enum { NO_RUNG = INT32_MAX };

/* As cube_takes_part, of an authority; written out for the pass over all of them. */
static inline bool place_is_live(const struct place *place,
                                 const struct cube_period *period, bool has_figure)
{
    int32_t start = period->span.start.days, end = period->span.end.days;
    bool at_end = place->live_from <= end && end <= place->live_to;
    bool ended_within = has_figure && place->live_from <= end && start <= place->live_to;
    return date_is_none(period->span.end) || at_end || ended_within;
}

/* Averages what the neighbours of every authority have, by the ladder. */
void benchmark_neighbours(struct benchmarker *with);
/* Room for that, and who neighbours whom. */
void benchmark_place_neighbours(struct arena *a, struct benchmarker *with);

/* Finds out what the counts are (chance, per, centre), then fills intervals, funnel and
 * shrunken estimates of the areas, whose values must be there. */
void benchmark_chance(struct benchmarker *with, const struct cube_series *series,
                      struct benchmark *b);
/* The latest of the periods that this one follows a year after; SIZE_MAX where there is
 * none, or where the series begins anew between the two (`broken` is then that break). */
size_t benchmark_before(const struct cube_measure *measure, size_t period,
                        const struct cube_break **broken);
/* Pools of three years share two of them with the next. */
bool benchmark_overlap(const struct cube_period *after, const struct cube_period *before);
/* Fills `before`, `broken` and the change of the areas; the chance must be known. */
void benchmark_change(const struct benchmarker *with, struct benchmark *out);

#endif
