/* The trials of a sensitivity run, between its files only: each changes one row (on a
 * shallow copy of the evidence in which one table is copied), one let or one weight, and
 * judges again.  Everything a trial makes lives in `scratch`, which is reset between
 * trials; what is kept is copied. */
#ifndef ASSAY_JUDGEMENT_TRIAL_H
#define ASSAY_JUDGEMENT_TRIAL_H

#include "judgement/run.h"
#include "judgement/sensitivity.h"

struct trials {
    struct arena *arena, *scratch;
    const struct verdict *base;
    const struct judge_options *options;
    struct change *changes;
    size_t count, capacity;
    size_t tried;
};

struct trial {
    struct str id, what;
    const struct evidence *evidence; /* NULL: as it is */
    struct let_override override;    /* of no let: none */
    struct tweak tweak;
    bool *moved; /* of a movement step by step: the judgements that it has changed by now,
                    and that are not reported again; else NULL */
};

/* Judges with the change made and keeps what it changes. */
void trial_run(struct trials *t, const struct trial *trial);
/* A new movement: nothing is changed by it yet. */
bool *trial_moves(struct trials *t);

/* In the order of the tables (trial_rows.c, trial_words.c), then lets and weights
 * (trial_numbers.c). */
void try_judgements(struct trials *t);
void try_findings(struct trials *t);
void try_values(struct trials *t);
void try_shares(struct trials *t);
void try_decisions(struct trials *t);
void try_lets(struct trials *t);
void try_weights(struct trials *t);

/* Calls back for every expression of a plan, outermost first (walk.c). */
typedef void walk_visit(void *context, const struct expr *expr);
void walk_plan(const struct plan *plan, walk_visit *visit, void *context);

#endif
