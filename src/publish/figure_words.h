/* How figures name measures, periods, units and comparators.  (Of the figure files.) */
#ifndef ASSAY_PUBLISH_FIGURE_WORDS_H
#define ASSAY_PUBLISH_FIGURE_WORDS_H

#include "publish/figure.h"

struct number_form figure_form(const struct batch_measure *about);
/* "per 10,000"; empty of percentages and plain numbers. */
struct str figure_unit(const struct batch_measure *about);
/* The measure's name without its unit. */
struct str figure_name(const struct batch_measure *about);
/* 202425 as 2024/25. */
struct str figure_period(struct arena *a, struct str text);
/* "the mean of its statistical neighbours" */
struct str figure_neighbours(enum average average);
/* "suppressed", "too few children": why an area has no figure. */
struct str figure_missing(enum missing missing);
/* The same comparison in the words of charts. */
enum chart_says figure_says(enum against against);
/* CUBE_NEIGHBOURS places of the marked area's neighbours, UINT32_MAX for none; NULL where
 * nothing is marked or no model is held. */
const uint32_t *figure_neighbours_of(const struct figure_measure *ask);
enum place_kin figure_kin(const struct figure_measure *ask, uint32_t area);
/* "better than the mean of its statistical neighbours (22.1%)" */
struct str figure_beside(struct arena *a, enum against against, struct str comparator,
                         struct str number);
/* "Not shown: 3 suppressed, 1 not available."; empty where all are. */
struct str figure_not_shown(struct arena *a, const struct benchmark *b,
                            const struct cube *cube);
/* What a chart that stands alone says of its source. */
struct str figure_source(struct arena *a, const struct figure_measure *ask);

#endif
