/* What the files of the benchmark share.  (Nothing else includes it.) */
#ifndef ASSAY_MEASURES_BENCHMARK_INSIDE_H
#define ASSAY_MEASURES_BENCHMARK_INSIDE_H

#include "measures/benchmark.h"
#include "measures/order.h"

/* An authority as a pass needs it: areas by index, `none` where there is none. */
struct place {
    int32_t live_from, live_to; /* days, both inclusive */
    uint32_t region, wider;     /* wider: London, of its inner and outer part */
    uint32_t neighbours[CUBE_NEIGHBOURS];
    bool weak;
};

struct benchmarker {
    const struct cube *cube;
    struct benchmark_options options;
    size_t count;  /* authorities, which are the first of the cube's areas */
    uint32_t none; /* an index behind all areas, whose value is never known */
    uint32_t england;
    struct place *places; /* one an authority */
    double *value;        /* by area; NaN where missing or not live */
    bool *live;           /* of authorities, as are ranks and bands */
    int *rank;
    char *band;
    struct ranked *sorted, *spare; /* authorities with a value; room for sorting */
    double *ladder;                /* their values, least first */
    uint32_t *rung;        /* by area: its place on the ladder; UINT32_MAX: none */
    struct ranked *scores; /* on the funnel */
    double *square;        /* of an area's standard error on the funnel's scale */
};

/* True where an authority exists on the last day of a period, or has ended within it and
 * a figure was published for it. */
bool place_is_live(const struct place *place, const struct cube_period *period,
                   bool has_figure);

/* Finds out what the counts are (chance, per, centre), then fills intervals, funnel and
 * shrunken estimates of the areas, whose values must be there. */
void benchmark_chance(struct benchmarker *with, const struct cube_series *series,
                      struct benchmark *b);
/* Fills `before` and the change of the areas; the chance must be known. */
void benchmark_change(const struct benchmarker *with, struct benchmark *out);

#endif
