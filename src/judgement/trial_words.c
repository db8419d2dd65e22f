/* Trials on shares and values: a word one band, a count one setting at a time, a figure
 * to the other side of what it is compared with. */
#include "judgement/trial.h"

#include <assert.h>
#include <string.h>

#include "profile/figures.h"

enum { STEPS_MOST = 50 }; /* settings by which a count is moved */

static struct evidence *copy_shares(struct trials *t)
{
    const struct evidence *evidence = t->base->profile->evidence;
    struct evidence *copy = arena_alloc(t->scratch, sizeof *copy);
    *copy = *evidence;
    copy->shares = arena_make(t->scratch, struct share, copy->shares_count);
    memcpy(copy->shares, evidence->shares, copy->shares_count * sizeof *copy->shares);
    return copy;
}

/* --- words --- */

static void try_word(struct trials *t, size_t index, struct str word)
{
    arena_reset(t->scratch);
    struct evidence *copy = copy_shares(t);
    struct share *row = &copy->shares[index];
    struct trial trial = {.id = row->row.id, .evidence = copy};
    trial.what = arena_format(t->scratch, "“%.*s” instead of “%.*s”", STR_ARG(word),
                              STR_ARG(row->word));
    row->word = word;
    trial_run(t, &trial);
}

static void try_bands(struct trials *t, size_t index, struct str word)
{
    const struct bands *bands = &t->base->plan->bands;
    const struct band *band = bands_find(bands, word);
    if (!band)
        return;
    size_t at = (size_t)(band - bands->at);
    if (at > 0)
        try_word(t, index, bands->at[at - 1].words[0]);
    if (at + 1 < bands->count)
        try_word(t, index, bands->at[at + 1].words[0]);
}

/* --- counts --- */

static void try_count(struct trials *t, size_t index, int64_t count, bool *moved)
{
    arena_reset(t->scratch);
    struct evidence *copy = copy_shares(t);
    struct share *row = &copy->shares[index];
    struct trial trial = {.id = row->row.id, .evidence = copy, .moved = moved};
    trial.what =
        arena_format(t->scratch, "%lld of %lld instead of %lld of %lld", (long long)count,
                     (long long)row->total, (long long)row->count, (long long)row->total);
    row->count = count;
    trial_run(t, &trial);
}

/* One setting at a time, either way. */
static void try_counts(struct trials *t, size_t index, const struct share *row)
{
    bool *down = trial_moves(t), *up = trial_moves(t);
    for (int64_t step = 1; step <= STEPS_MOST && step <= row->count; step++)
        try_count(t, index, row->count - step, down);
    for (int64_t step = 1; step <= STEPS_MOST && row->count + step <= row->total; step++)
        try_count(t, index, row->count + step, up);
}

void try_shares(struct trials *t)
{
    const struct profile *p = t->base->profile;
    for (size_t i = 0; i < p->shares_count; i++) {
        const struct share *row = p->shares[i];
        size_t index = (size_t)(row - p->evidence->shares);
        if (row->has_count)
            try_counts(t, index, row);
        else if (!row->has_percent)
            try_bands(t, index, row->word);
    }
}

/* --- figures --- */

static void try_value(struct trials *t, const struct value *value, struct ratio to,
                      bool *moved)
{
    const struct evidence *evidence = t->base->profile->evidence;
    arena_reset(t->scratch);
    struct evidence *copy = arena_alloc(t->scratch, sizeof *copy);
    *copy = *evidence;
    copy->values = arena_make(t->scratch, struct value, copy->values_count);
    memcpy(copy->values, evidence->values, copy->values_count * sizeof *copy->values);
    struct value *row = &copy->values[value - evidence->values];
    struct trial trial = {.id = row->row.id, .evidence = copy, .moved = moved};
    struct str from = ratio_text(t->scratch, row->value, 9);
    struct str now = ratio_text(t->scratch, to, 9);
    trial.what =
        arena_format(t->scratch, "%.*s instead of %.*s", STR_ARG(now), STR_ARG(from));
    row->value = to;
    trial_run(t, &trial);
}

/* One unit of the last decimal that the measure is published with, one where none is
 * stated. */
static struct ratio least_step(const struct measure *measure)
{
    struct ratio step = {1, 1};
    assert(measure->decimals <= 9);
    for (int i = 0; i < measure->decimals; i++)
        step.den *= 10;
    return step;
}

/* The figure `steps` least steps past another. */
static void try_past(struct trials *t, const struct value *row, struct ratio other,
                     int steps, bool *moved)
{
    struct ratio by = least_step(row->measure), to;
    by.num *= steps;
    if (ratio_add(other, by, &to))
        try_value(t, row, to, moved);
}

/* To one step short of the comparator's figure, to it, and one step past it; where the
 * two are equal both ways, since either may change the verdict. */
static void try_against(struct trials *t, const struct value *row,
                        enum comparator comparator)
{
    const struct profile *p = t->base->profile;
    struct against against = figures_against(p, row->measure, comparator, row->period);
    struct ratio other = against.range.low;
    if (!interval_is_point(against.range))
        return;
    int beside = ratio_compare(row->value, other);
    if (beside == 0) {
        try_past(t, row, other, -1, trial_moves(t));
        try_past(t, row, other, 1, trial_moves(t));
        return;
    }
    bool *moved = trial_moves(t);
    for (int steps = -1; steps <= 1; steps++)
        try_past(t, row, other, beside > 0 ? -steps : steps, moved);
}

void try_values(struct trials *t)
{
    const struct profile *p = t->base->profile;
    for (size_t i = 0; i < p->values_count; i++) {
        const struct value *row = p->values[i];
        if (!row->has_value)
            continue;
        for (int c = COMPARATOR_NEIGHBOURS; c <= COMPARATOR_ENGLAND; c++)
            try_against(t, row, (enum comparator)c);
    }
}
