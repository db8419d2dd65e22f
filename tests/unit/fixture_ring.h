/* A small England for tests of what lies side by side: twelve authorities in a ring, each
 * one's neighbours the ten that follow it, with a region and England. */
#ifndef ASSAY_FIXTURE_RING_H
#define ASSAY_FIXTURE_RING_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/cube_build.h"
#include "measures/benchmark.h"

enum { AREAS = 12, PERIODS_MOST = 6 };
#define NONE ((double)NAN)

/* A measure as a test writes it; a figure that is 0 by default is given as 0. */
struct one_period {
    const char *period;
    double value[AREAS], numerator[AREAS], denominator[AREAS];
    bool counts;
};
struct scene {
    struct batch_measure about;
    struct one_period at[PERIODS_MOST];
    double region, england;
    date ended[AREAS], began[AREAS]; /* days 0: none */
    bool distant, closer;            /* all neighbours are not close; but for the tenth */
};

struct england {
    struct arena *a;
    struct cube *cube;
    struct benchmarker *with;
    struct benchmark result;
};

static const char *const codes[] = {"301", "302", "303", "304", "305", "306",
                                    "307", "308", "309", "310", "311", "312"};

static inline void add_areas(struct batch *b, const struct scene *s)
{
    for (size_t i = 0; i < AREAS; i++) {
        bool ended = s->ended[i].days != 0, began = s->began[i].days != 0;
        *batch_add(b, batch_area, areas) =
            (struct batch_area){.code = str_of(codes[i]),
                                .name = str_of(codes[i]),
                                .region = STR("North East"),
                                .type = STR("UA"),
                                .live_from = began ? s->began[i] : DATE_NONE,
                                .live_to = ended ? s->ended[i] : DATE_NONE};
        for (size_t k = 1; k <= CUBE_NEIGHBOURS; k++)
            *batch_add(b, batch_neighbour, neighbours) = (struct batch_neighbour){
                .code = str_of(codes[i]),
                .neighbour = str_of(codes[(i + k) % AREAS]),
                .rank = (int)k,
                .closeness = s->distant && !(s->closer && k == CUBE_NEIGHBOURS)
                                 ? STR("not close")
                                 : STR("close"),
                .model = STR("2025")};
    }
    *batch_add(b, batch_area, areas) = (struct batch_area){.code = STR("980"),
                                                           .name = STR("North East"),
                                                           .live_from = DATE_NONE,
                                                           .live_to = DATE_NONE};
    *batch_add(b, batch_area, areas) = (struct batch_area){.code = STR("970"),
                                                           .name = STR("England"),
                                                           .live_from = DATE_NONE,
                                                           .live_to = DATE_NONE};
}

static inline void add_figure(struct batch *b, const char *period, const char *code,
                              const double figures[3])
{
    *batch_add(b, batch_figure, figures) = (struct batch_figure){
        .period = batch_period(b, str_of(period)),
        .area = batch_code(b, str_of(code)),
        .value = figures[0],
        .numerator = figures[1],
        .denominator = figures[2],
        .low95 = NONE,
        .high95 = NONE,
        .low998 = NONE,
        .high998 = NONE,
        .missing = (uint8_t)(isnan(figures[0]) ? MISSING_SUPPRESSED : MISSING_NOT)};
}

static inline void add_figures(struct batch *b, const struct scene *s)
{
    for (size_t p = 0; p < PERIODS_MOST && s->at[p].period; p++) {
        const struct one_period *at = &s->at[p];
        for (size_t i = 0; i < AREAS; i++) {
            double n = at->counts ? at->numerator[i] : NONE;
            double d = at->counts ? at->denominator[i] : NONE;
            add_figure(b, at->period, codes[i], (double[]){at->value[i], n, d});
        }
        add_figure(b, at->period, "980", (double[]){s->region, NONE, NONE});
        add_figure(b, at->period, "970", (double[]){s->england, NONE, NONE});
    }
}

static inline struct england make(const struct scene *s,
                                  const struct benchmark_options *options)
{
    struct england e = {.a = arena_new(64 * MIB)};
    struct batch *b = batch_new(e.a);
    struct cube_part part = {.batch = b};
    batch_measure_index(b, STR("m"));
    b->measures[0] = s->about;
    b->measures[0].id = STR("m");
    b->measures[0].described = true;
    add_areas(b, s);
    add_figures(b, s);
    part.series = series_of_batch(e.a, b, &part.series_count);
    e.cube = cube_build(e.a, &part, 1);
    e.with = benchmarker_new(e.a, e.cube, options);
    e.result = benchmark_room(e.a, e.cube);
    return e;
}

/* Lays out the last period of a scene. */
static inline struct england lay_out(const struct scene *s)
{
    struct england e = make(s, &(struct benchmark_options){.model = 0});
    const struct cube_measure *m = &e.cube->measures[0];
    benchmark_period(e.with, m, m->period_count - 1, &e.result);
    return e;
}

static inline void near(double found, double expected)
{
    bool same = isnan(expected)
                    ? isnan(found)
                    : fabs(found - expected) <= 1e-9 * fmax(1, fabs(expected));
    if (!same)
        fail_msg("found %.17g; expected %.17g", found, expected);
}

#endif
