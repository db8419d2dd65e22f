/* What verbs about England have in common: the store read whole (figures, facts, events),
 * and how an authority, a model and an average are asked for. */
#ifndef ASSAY_CLI_ENGLAND_H
#define ASSAY_CLI_ENGLAND_H

#include "cli/verb.h"
#include "evidence/events_merge.h"
#include "profile/survey.h"
#include "store/store.h"

/* The options of a verb that reads the store; the same words everywhere (cli.md). */
#define ENGLAND_OPTIONS {"db", "FILE", false, "the store; default assay.db"}
#define AVERAGE_OPTIONS                                                                  \
    {"average", "mean|median", false, "how neighbours are averaged; default mean"},      \
        {"model", "YEAR", false, "the neighbour model; default the newest"}

struct england {
    struct survey_source source; /* cube, facts with codes settled, events merged */
    const struct load *loads;    /* those that stand, as the cube's loads */
    size_t load_count;
    struct remarks remarks; /* where files disagree about an event */
};

/* Reads the store that --db names, default assay.db; all of it lives in the arena. */
status england_read(struct arena *a, const struct args *args, struct england *out,
                    struct fault *why);
/* The authority of a name, alias or code; ERR_USAGE names the nearest. */
status england_area(struct arena *a, const struct cube *cube, struct str name,
                    uint32_t *out, struct fault *why);
/* --against, --average and --model. */
status england_comparator(struct str text, enum comparator *out, struct fault *why);
status england_average(struct str text, enum average *out, struct fault *why);
status england_model(const struct cube *cube, struct str text, size_t *out,
                     struct fault *why);

#endif
