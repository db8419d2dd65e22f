/* Figures: charts (chart.h) of what the evidence holds.  Here it is decided what is
 * compared with what and said as the finding; nothing is drawn here.  A figure is added
 * to `parent`; where there is nothing to draw it is a sentence.  All of it lives in the
 * document's arena. */
#ifndef ASSAY_PUBLISH_FIGURE_H
#define ASSAY_PUBLISH_FIGURE_H

#include "profile/picture.h"
#include "publish/chart.h"

/* Who cites the evidence of a figure: the ids of one row of it, with what it says. */
struct figure_citing {
    struct chart_ids (*cite)(void *with, struct survey_origin origin, struct str says);
    void *with;
};

/* ---- One area of a picture */

enum { FIGURE_SPINE_MOST = 16 };

/* The figures of a picture at these places, the tested first where there are more than
 * FIGURE_SPINE_MOST, in their order. */
struct figure_spine {
    const struct picture *picture;
    struct str subject; /* "Children in need": begins the title */
    const size_t *at;
    size_t count;
    /* Who cites the row of a figure; may be NULL. */
    struct chart_ids (*cite)(void *with, const struct picture_figure *figure);
    void *with;
};
struct doc *figure_spine(struct document *d, struct doc *parent,
                         const struct figure_spine *ask);

/* ---- One measure */

/* One measure in one period over all areas, and what is marked in it. */
struct figure_measure {
    const struct cube *cube;
    const struct cube_measure *measure;
    size_t period;
    struct benchmarker *with;
    struct benchmark *room;           /* overwritten */
    struct benchmark_options options; /* the benchmarker's */
    uint32_t area;                    /* marked, with its neighbours; UINT32_MAX: none */
    bool near;                        /* bars: only the area and its neighbours */
    bool alone;                       /* a drawing by itself, with title and source */
    const struct batch_shape *shapes; /* of the map */
    size_t shape_count;
    struct str moving;           /* of a trend, how it moves: ends the title */
    struct figure_citing citing; /* of the trend; cite may be NULL */
};

/* The marked area up to the period, beside its neighbours and England. */
struct doc *figure_trend(struct document *d, struct doc *parent,
                         const struct figure_measure *ask);
struct doc *figure_funnel(struct document *d, struct doc *parent,
                          const struct figure_measure *ask);
struct doc *figure_bars(struct document *d, struct doc *parent,
                        const struct figure_measure *ask);
struct doc *figure_map(struct document *d, struct doc *parent,
                       const struct figure_measure *ask);
/* Where a hexagon's geometry "q,r" places it; false where it is none. */
bool figure_place(struct str geometry, int *q, int *r);

#endif
