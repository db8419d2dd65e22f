#include "judgement/sensitivity.h"

#include <assert.h>
#include <string.h>

#include "judgement/trial.h"

/* --- one trial
 * -------------------------------------------------------------------------- */

static struct str kept(struct trials *t, struct str text)
{
    return arena_copy(t->arena, text);
}

static void record(struct trials *t, const struct trial *trial,
                   const struct ruling *before, const struct ruling *after)
{
    if (t->count == t->capacity)
        t->changes =
            arena_grow(t->arena, struct change, t->changes, t->count, &t->capacity);
    t->changes[t->count++] = (struct change){.id = kept(t, trial->id),
                                             .what = kept(t, trial->what),
                                             .judgement = before->judgement,
                                             .status_before = before->status,
                                             .status_after = after->status,
                                             .before = before->possible,
                                             .after = after->possible};
}

static bool differs(const struct ruling *a, const struct ruling *b)
{
    return a->status != b->status || a->possible.bits != b->possible.bits;
}

/* Of a movement only the least that changes a judgement is kept. */
static bool is_first(const struct trial *trial, size_t index)
{
    bool moved = trial->moved && trial->moved[index];
    if (trial->moved)
        trial->moved[index] = true;
    return !moved;
}

/* The first override of a let counts, so the trial's stands before those of a what-if. */
static void override(struct trials *t, const struct trial *trial,
                     struct judge_options *options)
{
    size_t count = options->override_count;
    struct let_override *all = arena_make(t->scratch, struct let_override, count + 1);
    all[0] = trial->override;
    for (size_t i = 0; i < count; i++)
        all[i + 1] = options->overrides[i];
    options->overrides = all;
    options->override_count = count + 1;
}

void trial_run(struct trials *t, const struct trial *trial)
{
    const struct verdict *base = t->base;
    struct judge_options options = *t->options;
    struct judge_case of = {.plan = base->plan,
                            .evidence = trial->evidence ? trial->evidence
                                                        : base->profile->evidence,
                            .area = base->profile->area,
                            .at = base->at,
                            .options = &options,
                            .tweak = trial->tweak};
    if (trial->override.let)
        override(t, trial, &options);
    const struct verdict *tried = judge_case(t->scratch, &of);
    for (size_t i = 0; i < base->ruling_count; i++)
        if (differs(&base->rulings[i], &tried->rulings[i]) && is_first(trial, i))
            record(t, trial, &base->rulings[i], &tried->rulings[i]);
    t->tried++;
}

bool *trial_moves(struct trials *t)
{
    return arena_make(t->arena, bool, t->base->ruling_count);
}

/* --- the whole
 * ---------------------------------------------------------------------------- */

enum { SCRATCH_MOST = 256 }; /* MiB, for one trial */

struct sensitivity *judge_sensitivity(struct arena *a, const struct verdict *verdict,
                                      const struct judge_options *options)
{
    struct trials t = {.arena = a, .base = verdict, .options = options};
    t.scratch = arena_new(SCRATCH_MOST * MIB);
    try_judgements(&t);
    try_findings(&t);
    try_values(&t);
    try_shares(&t);
    try_decisions(&t);
    try_lets(&t);
    try_weights(&t);
    arena_free(t.scratch);
    struct sensitivity *out = arena_alloc(a, sizeof *out);
    *out = (struct sensitivity){
        .changes = t.changes, .change_count = t.count, .tried = t.tried};
    return out;
}
