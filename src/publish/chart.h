/* Charts: drawings of arrays, made once as SVG in two widths, each with a table of the
 * same numbers.  A chart knows nothing of where its numbers come from (figure.h does);
 * NaN is "no figure".  Each function adds to `parent` a figure
 *
 *   text         the title, which says the finding; the caller's
 *   alt          what is to be seen, for who cannot see it
 *   svg          640 pixels wide, for screens, paper and PDF
 *   svg_narrow   288 pixels wide, for a telephone: the same drawing laid out anew
 *   children     its table
 *
 * or, where there is nothing to draw, a sentence; and returns it.
 *
 * Nothing is told by colour alone: ▲ better ● similar ▼ worse ◆ higher or lower where no
 * direction is good, and the word beside it.  Text is 12 pixels or more in both widths.
 * Same data, same bytes.  Cost: O(what is drawn); a spine of 40 rows 0.3 ms. */
#ifndef ASSAY_PUBLISH_CHART_H
#define ASSAY_PUBLISH_CHART_H

#include "publish/document.h"
#include "publish/number.h"

struct chart_frame {
    struct str title; /* says the finding */
    struct str note;  /* a sentence or two beneath the drawing; may be empty */
    struct str none;  /* said instead where there is nothing to draw */
    bool alone;       /* the drawing is read by itself: it carries its title and source */
    struct str source;
};

/* How a figure compares; higher and lower where no direction is good. */
enum chart_says {
    SAYS_UNTESTED,
    SAYS_BETTER,
    SAYS_SIMILAR,
    SAYS_WORSE,
    SAYS_HIGHER,
    SAYS_LOWER
};

/* The rows of evidence a number stands on. */
struct chart_ids {
    const struct str *at;
    size_t count;
};

/* ---- Spine: where an area stands on many measures.  Each row has a scale of its own,
 * with the centre in the middle, better to the right. */

struct spine_row {
    struct str label, period;
    struct number_form form;
    double own, neighbours, england;
    double
        quantiles[5]; /* over areas: least, quarter, middle, three quarters, greatest */
    enum chart_says says;
    bool low_is_good, no_direction; /* of no direction: higher to the right */
    struct chart_ids ids;
};
struct chart_spine {
    struct chart_frame frame;
    struct str area;       /* whose figures these are */
    struct str comparator; /* whom the words compare it with: "its neighbours' mean" */
    struct str neighbours; /* what the tick is: "Neighbours' mean" */
    const struct spine_row *rows;
    size_t count;
    bool near; /* quantiles are over the area and its neighbours, not all authorities */
};
struct doc *chart_spine(struct document *d, struct doc *parent,
                        const struct chart_spine *data);

/* ---- Trend: an area over the years beside its neighbours and England. */

struct trend_line {
    struct str name;
    const double *values; /* one a period; NULL: no such line */
};
struct chart_trend {
    struct chart_frame frame;
    struct number_form form;
    struct str unit;             /* "per 10,000"; empty where the form says it */
    const struct str *periods;   /* their texts */
    const int *years;            /* rising or equal; a year left out is a gap */
    const bool *breaks;          /* true where a new definition begins; NULL: nowhere */
    const struct str *missing;   /* why the area has no figure, by period; NULL */
    const struct chart_ids *ids; /* of the area's figures, by period; NULL */
    size_t count;
    struct trend_line own, average, england;
    const struct trend_line *neighbours;
    size_t neighbour_count;
};
struct doc *chart_trend(struct document *d, struct doc *parent,
                        const struct chart_trend *data);

/* ---- Places: areas beside each other in one period; of funnel, bars and map. */

enum place_kin { PLACE_OTHER, PLACE_NEIGHBOUR, PLACE_OWN };

/* Funnel: is the gap more than chance? */
struct chart_limits {
    double low95, high95, low998, high998;
};
enum funnel_band { FUNNEL_WITHIN, FUNNEL_BEYOND_95, FUNNEL_BEYOND_998 };

struct funnel_point {
    struct str name;
    double n, value;      /* of how many, and the figure */
    double low95, high95; /* the limits at n */
    enum funnel_band band;
    enum chart_says says; /* how its side of the centre reads, whatever the band */
    enum place_kin kin;
};
struct chart_funnel {
    struct chart_frame frame;
    struct number_form form;
    struct str unit, counted; /* "per 10,000"; what n is, as the axis says it */
    double centre;
    struct str centre_name;
    const struct funnel_point *points;
    size_t count;
    const double *n; /* limits at rising n */
    const struct chart_limits *limits;
    size_t limit_count;
};
struct doc *chart_funnel(struct document *d, struct doc *parent,
                         const struct chart_funnel *data);

/* Ranked bars with intervals; the rank is a range. */
struct bar {
    struct str name;
    double value, low, high; /* its 95% interval; NaN where none */
    int rank_low, rank_high; /* 0 where it has none */
    enum place_kin kin;
    struct chart_ids ids;
};
struct chart_bars {
    struct chart_frame frame;
    struct number_form form;
    struct str unit;
    double centre; /* a line through all; NaN: none */
    struct str centre_name;
    const struct bar *bars; /* in the order in which they are drawn */
    size_t count;
};
struct doc *chart_bars(struct document *d, struct doc *parent,
                       const struct chart_bars *data);

/* Hexagon map: one hexagon an authority, rows of pointed hexagons, the odd ones half a
 * hexagon to the right, row 0 in the south. */
enum map_band {
    MAP_NONE,     /* no figure */
    MAP_UNTESTED, /* a figure without counts, where others have them */
    MAP_BETTER,
    MAP_SIMILAR,
    MAP_WORSE,
    MAP_HIGHER,
    MAP_LOWER,
    MAP_QUARTER_A, /* best, or highest where no direction is good */
    MAP_QUARTER_B,
    MAP_QUARTER_C,
    MAP_QUARTER_D,
    MAP_BANDS
};
struct hexagon {
    struct str name, region;
    int q, r; /* 0 to 99 */
    double value;
    enum map_band band;
    enum place_kin kin;
    struct str missing; /* why there is no figure */
};
struct chart_hexagons {
    struct chart_frame frame;
    struct number_form form;
    bool direction;        /* quarters are best to worst, else highest to lowest */
    struct str comparator; /* of better and worse: "England" */
    /* The map shows grades: the words of the four quarters' bands, best first; values are
     * not looked at.  NULL: it shows figures. */
    const struct str *grades;
    const struct hexagon *hexagons;
    size_t count;
};
struct doc *chart_hexagons(struct document *d, struct doc *parent,
                           const struct chart_hexagons *data);

/* ---- Charts that are tables: the word stands in the cell. */

/* Who holds which judgement. */
struct grid_cell {
    struct str word; /* empty: none held */
    unsigned fill;   /* 1 best quarter of the scale to 4; 0: no tint */
    struct chart_ids ids;
};
struct chart_grid {
    struct str title, corner; /* corner: the head of the first column */
    const struct str *heads;
    const struct str *names;       /* of the rows */
    const struct grid_cell *cells; /* rows × columns */
    size_t rows, columns;
};
/* A table, or a sentence where it would have no row or no column. */
struct doc *chart_grid(struct document *d, struct doc *parent,
                       const struct chart_grid *data);

/* Tartan rug: many areas by many measures, a symbol and the figure in each cell. */
struct rug_cell {
    double value;
    enum chart_says says;
    struct str missing;
    struct chart_ids ids;
};
struct chart_rug {
    struct str title, corner;
    const struct str *heads;
    const struct number_form *forms; /* of the columns */
    const struct str *names;
    const struct rug_cell *cells;
    size_t rows, columns;
};
struct doc *chart_rug(struct document *d, struct doc *parent,
                      const struct chart_rug *data);

#endif
