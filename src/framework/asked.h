/* Which figures a plan asks for: so that of a store with well over a thousand measures
 * only those are laid out that a judgement or a question may look at. */
#ifndef ASSAY_FRAMEWORK_ASKED_H
#define ASSAY_FRAMEWORK_ASKED_H

#include "evidence/batch.h"
#include "framework/plan.h"

struct asked {
    const struct query **at; /* about measures, in file order */
    size_t count, capacity;
};

struct asked asked_of(struct arena *a, const struct plan *plan);
/* By its id, or as one of the topic or outcome that a share of measures is of; `of` is a
 * struct asked. */
bool asked_for(const void *of, const struct batch_measure *measure);

#endif
