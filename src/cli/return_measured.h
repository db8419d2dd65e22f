/* What assay return measure works out of a return: every measure's figures, beside the
 * conventions they hang on; in the forms that are written and as a load of the store.
 * Nothing here names a child. */
#ifndef ASSAY_CLI_RETURN_MEASURED_H
#define ASSAY_CLI_RETURN_MEASURED_H

#include "cli/local_values.h"
#include "cli/returns.h"
#include "records/figure_published.h"

/* One figure, as it is written. */
struct measured_figure {
    const struct indicator *indicator;
    const struct indicator_part *part;
    const struct counted_figure *counted;
    struct str id; /* "CLA_31M.rate" */
    struct str name;
    struct figure_published is;
};

struct measured {
    const struct return_about *about;
    const struct conventions *conventions;
    const struct counted *counted;
    int64_t population;        /* 0 where not known */
    const char *population_of; /* where it is from; NULL */
    struct measured_figure *at;
    size_t count;
};

/* Every figure of what was counted; the arena's. */
void measured_figures(struct arena *a, struct measured *m);
/* measure,numerator,denominator,value,published */
void measured_csv(struct buf *out, const struct measured *m);
/* The same figures with how many cases are where, why one was not computed, and what it
 * is; a row a figure. */
void measured_notes_csv(struct buf *out, const struct measured *m);
void measured_json(struct buf *out, const struct measured *m);
void measured_text(struct buf *out, const struct measured *m);
/* "percentage", "rate per 10,000", … */
const char *measured_form(enum figure_form form);

/* The same as values of the authority, for the store. */
struct local_return measured_values(struct arena *a, const struct measured *m);

#endif
