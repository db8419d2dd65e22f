/* What the parts of a "100 babies" page share.  (Nothing else includes it.) */
#ifndef ASSAY_PUBLISH_BABIES_PARTS_H
#define ASSAY_PUBLISH_BABIES_PARTS_H

#include "publish/babies_page.h"
#include "publish/chart.h"

/* A row of a file that the page stands on: an entry of its index. */
struct babies_citation {
    struct survey_origin origin;
    struct str id, says;
};

/* A figure of an area, of England, and of counts lent to either. */
enum { BABIES_CITATIONS = 4 * BABIES_RATES };

struct babies_telling {
    struct arena *arena;
    struct document *document;
    const struct babies *babies;
    const struct babies_ground *ground;
    const struct cube_area *area;
    struct babies_citation citations[BABIES_CITATIONS];
    size_t citation_count;
};

/* The ids of the rows that a rate stands on; entered in the index once. */
struct chart_ids babies_cite(struct babies_telling *t, size_t rate, enum babies_who who);
void babies_say(struct babies_telling *t, struct doc *parent, struct str text);
struct doc *babies_table(struct babies_telling *t, struct doc *parent, struct str caption,
                         const char *const *heads, size_t count);

/* ---- Words */

/* "the mean of its statistical neighbours" */
struct str babies_neighbours(const struct babies_telling *t);
/* "30.8" */
struct str babies_number(struct arena *a, double x);
/* "+1.2", "−0.3", "0" */
struct str babies_change(struct arena *a, double x);
/* "+8", "−3", "0": of whole babies. */
struct str babies_whole_change(struct arena *a, double x);
/* A rate as published: "429.3 per 10,000", "22.6%", or why there is none. */
struct str babies_value(struct babies_telling *t, size_t rate,
                        const struct babies_rate *of);
/* A number in a rate's unit. */
struct str babies_in_unit(struct babies_telling *t, size_t rate, double x);
/* "referrals a year, 2025: suppressed by the publisher" */
struct str babies_lack(struct babies_telling *t, size_t rate,
                       const struct babies_rate *of);
struct str babies_period(struct babies_telling *t, size_t rate);

/* ---- The parts of the page, in its order (babies_page.c has those before) */

void babies_scenarios(struct babies_telling *t, struct doc *parent);
void babies_rates(struct babies_telling *t, struct doc *parent);
void babies_gaps(struct babies_telling *t, struct doc *parent);
void babies_methods(struct babies_telling *t, struct doc *parent);
void babies_studies(struct babies_telling *t, struct doc *parent);
void babies_index(struct babies_telling *t, struct doc *parent);

#endif
