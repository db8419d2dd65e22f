#include "records/indicator.h"

#include <assert.h>

#include "records/flags.h"

/* ---- What is said */

static void say_one(const struct measuring *m, struct said_case one)
{
    struct said *said = m->said;
    if (said->count == said->capacity)
        said->at = arena_grow(said->arena, struct said_case, said->at, said->count,
                              &said->capacity);
    said->at[said->count++] = one;
}

static void say(const struct measuring *m, unsigned part, struct said_case one)
{
    size_t last = m->indicator->part_count - 1;
    assert(part == EVERY_FIGURE || part <= last);
    for (size_t p = 0; p <= last; p++) {
        one.part = (uint8_t)p;
        if (part == EVERY_FIGURE || part == p)
            say_one(m, one);
    }
}

void say_in(const struct measuring *m, unsigned part)
{
    say(m, part, (struct said_case){0, ROLE_NUMERATOR, 1, 1, NULL});
}

void say_of(const struct measuring *m, unsigned part, const char *reason)
{
    say(m, part, (struct said_case){0, ROLE_DENOMINATOR, 0, 1, reason});
}

void say_amount(const struct measuring *m, unsigned part, int64_t amount)
{
    say(m, part, (struct said_case){0, ROLE_NUMERATOR, amount, 1, NULL});
}

void say_beside(const struct measuring *m, unsigned part)
{
    say(m, part, (struct said_case){0, ROLE_NUMERATOR, 1, 0, NULL});
}

void say_excluded(const struct measuring *m, unsigned part, const char *reason)
{
    assert(reason);
    say(m, part, (struct said_case){0, ROLE_EXCLUDED, 0, 0, reason});
}

void say_missing(const struct measuring *m, unsigned part, const char *reason)
{
    assert(reason);
    say(m, part, (struct said_case){0, ROLE_MISSING, 0, 0, reason});
}

void say_band(const struct measuring *m, unsigned part)
{
    for (unsigned p = 0; p < m->indicator->part_count; p++) {
        if (p == part)
            say_in(m, p);
        else
            say_of(m, p, "in another of the groups");
    }
}

void say_standing(const struct measuring *m, unsigned part, struct standing standing)
{
    switch (standing.role) {
    case ROLE_NUMERATOR:
        say_in(m, part);
        return;
    case ROLE_DENOMINATOR:
        say_of(m, part, standing.reason);
        return;
    case ROLE_EXCLUDED:
        say_excluded(m, part, standing.reason);
        return;
    case ROLE_MISSING:
        say_missing(m, part, standing.reason);
        return;
    case ROLE_COUNT:
        break;
    }
    assert(false && "a role outside its enum");
}

void say_standing_band(const struct measuring *m, struct bands bands,
                       struct standing standing)
{
    const struct standing another = STANDS_OF("in another of the groups");
    bool in = standing.role == ROLE_NUMERATOR;
    for (unsigned b = 0; b < bands.count; b++)
        say_standing(m, bands.first + b, in && b != bands.band ? another : standing);
}

/* ---- The measures */

static const struct indicator_list *const lists_903[] = {
    &indicators_903_numbers,  &indicators_903_places, &indicators_903_stability,
    &indicators_903_reviews,  &indicators_903_health, &indicators_903_missing,
    &indicators_903_adoption, &indicators_903_leavers};
static const struct indicator_list *const lists_cin[] = {
    &indicators_cin_referrals, &indicators_cin_assessments,  &indicators_cin_conferences,
    &indicators_cin_plans,     &indicators_cin_plan_lengths, &indicators_cin_need};

struct indicator_lists {
    const struct indicator_list *const *at;
    size_t count;
};

static struct indicator_lists lists_of(enum return_kind kind)
{
    if (kind == RETURN_903)
        return (struct indicator_lists){lists_903, sizeof lists_903 / sizeof *lists_903};
    return (struct indicator_lists){lists_cin, sizeof lists_cin / sizeof *lists_cin};
}

const struct indicator *const *indicators_of(struct arena *a, enum return_kind kind,
                                             size_t *count)
{
    struct indicator_lists lists = lists_of(kind);
    size_t all = 0, n = 0;
    for (size_t i = 0; i < lists.count; i++)
        all += lists.at[i]->count;
    const struct indicator **out = arena_make(a, const struct indicator *, all);
    for (size_t i = 0; i < lists.count; i++)
        for (size_t k = 0; k < lists.at[i]->count; k++)
            out[n++] = &lists.at[i]->at[k];
    *count = n;
    return out;
}

const struct indicator *indicator_find(enum return_kind kind, struct str id)
{
    struct indicator_lists lists = lists_of(kind);
    for (size_t i = 0; i < lists.count; i++) {
        const struct indicator_list *list = lists.at[i];
        for (const struct indicator *one = list->at; one < list->at + list->count; one++)
            if (str_equal(str_of(one->id), id))
                return one;
    }
    return NULL;
}

const char *indicator_can_run(struct arena *a, const struct indicator *indicator,
                              const struct return_about *about)
{
    /* What a check may need and how its lack is said hold for measures too. */
    struct check needs = {
        .tables = indicator->tables, .last = indicator->last, .needs = indicator->needs};
    if (!(indicator->years & YEAR_BIT(about->year)))
        return "the return of this year does not carry what it needs";
    return check_can_run(a, &needs, about);
}
