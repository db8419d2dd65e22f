#include "profile/associate.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "measures/limits.h"
#include "measures/many_tests.h"

static const double level = 0.05;

static const char *const deprivation_ids[] = {"Ever6_FSM_Prim", "Ever6_FSM_Sec", "PriFSM",
                                              "SecFSM", "ChildPov"};

bool associate_is_deprivation(struct str id)
{
    for (size_t i = 0; i < sizeof deprivation_ids / sizeof *deprivation_ids; i++) {
        if (str_equal(id, str_of(deprivation_ids[i])))
            return true;
    }
    return false;
}

/* ---- Which measures: those a profile shows, a figure published twice once */

struct candidates {
    const struct cube_measure **at;
    size_t count;
};

static struct candidates list_candidates(struct arena *a,
                                         const struct survey_source *source)
{
    struct survey_options options = {.at = survey_latest(source)};
    struct candidates c = {NULL, 0};
    if (date_is_none(options.at))
        return c;
    const struct survey *survey = survey_build(a, source, &options);
    c.at = arena_make(a, const struct cube_measure *, survey->measure_count);
    for (size_t i = 0; i < survey->measure_count; i++)
        c.at[c.count++] = cube_measure(source->cube, survey->measures[i].about.about.id);
    return c;
}

/* ---- Room */

/* What every test needs; `scratch` is emptied after each measure. */
struct testing {
    struct arena *arena, *scratch;
    const struct associate_options *options;
    const struct before *before, *latest;
    struct exchange *draws, *latest_draws;
    struct exchange_family plain, partial;
    struct rank_room *by_area, *by_inspection;
    double *standing, *latest_standing; /* inspections × subjects */
    double *control, *rest;             /* the same, of the control; residuals */
    double *own;                        /* one an inspection */
    struct exchange_rows partial_rows;  /* outcomes less what the control says */
    double *drawn;
};

static double *table_of(struct arena *a, const struct before *b)
{
    return arena_make(a, double, b->count * b->subject_count);
}

static struct testing make_room(struct arena *a, const struct survey_source *source,
                                const struct associate_options *options,
                                const struct before *before)
{
    struct before_options latest = options->before;
    latest.latest_only = true;
    struct testing t = {.arena = a, .options = options, .before = before};
    t.scratch = arena_new(64 * MIB);
    t.latest = before_build(a, source, &latest);
    t.draws = exchange_new(a, before->subject_count, options->draws, options->seed);
    t.latest_draws = t.draws; /* the same authorities */
    assert(t.latest->subject_count == before->subject_count);
    t.plain = exchange_family_new(a, t.draws);
    t.partial = exchange_family_new(a, t.draws);
    t.by_area = rank_room_new(a, source->cube->area_count);
    t.by_inspection = rank_room_new(a, before->count);
    t.standing = table_of(a, before);
    t.latest_standing = table_of(a, t.latest);
    t.control = table_of(a, before);
    t.rest = table_of(a, before);
    t.own = arena_make(a, double, before->count);
    t.drawn = arena_make(a, double, options->draws);
    return t;
}

/* ---- Straight lines */

struct line {
    double level, slope;
};

/* Least squares of y on x over pairs without NaN. */
static struct line fit(const double *x, const double *y, size_t count)
{
    double n = 0, sum_x = 0, sum_y = 0, xx = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i]) || isnan(y[i]))
            continue;
        n += 1;
        sum_x += x[i];
        sum_y += y[i];
    }
    double mean_x = n > 0 ? sum_x / n : 0, mean_y = n > 0 ? sum_y / n : 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i]) || isnan(y[i]))
            continue;
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    double slope = xx > 0 ? xy / xx : 0;
    return (struct line){mean_y - slope * mean_x, slope};
}

static double less_fit(struct line line, double x, double y)
{
    return y - (line.level + line.slope * x);
}

/* Of each inspection its own authority's standing. */
static void take_own(const struct before *b, const double *table, double *own)
{
    for (size_t i = 0; i < b->count; i++)
        own[i] = table[i * b->subject_count + b->inspections[i].subject];
}

/* The outcomes less what the control says of them; NaN where it says nothing. */
static void prepare_control(struct testing *t, const struct cube_measure *control)
{
    const struct before *b = t->before;
    double *outcome = arena_make(t->arena, double, b->count);
    before_standings(t->scratch, b, control, t->by_area, t->control);
    arena_reset(t->scratch);
    take_own(b, t->control, t->own);
    struct line line = fit(t->own, b->rows.outcome, b->count);
    for (size_t i = 0; i < b->count; i++)
        outcome[i] = less_fit(line, t->own[i], b->rows.outcome[i]);
    t->partial_rows = b->rows;
    t->partial_rows.outcome = outcome;
}

/* ---- One measure */

static const struct associate_test none = {
    .result = {(double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN},
    .p_holm = (double)NAN,
    .p_false_discovery = (double)NAN,
    .p_largest = (double)NAN};

static bool is_enough(const struct testing *t, struct before_coverage found)
{
    return found.inspections >= t->options->least_inspections &&
           found.authorities >= t->options->least_authorities;
}

static struct associate_test test_one(struct testing *t, struct exchange_family *family,
                                      const struct exchange_rows *rows,
                                      const double *standing)
{
    struct associate_test test = none;
    test.result = exchange_test(t->draws, rows, standing, t->drawn);
    if (isnan(test.result.p))
        return test;
    exchange_interval(t->draws, rows, standing, &test.result);
    exchange_family_add(t->draws, family, t->drawn, &test.result);
    return test;
}

/* Both sides less their line on the control, the histories of every authority by the line
 * of the observed. */
static void take_control_out(struct testing *t, struct before_coverage *found)
{
    const struct before *b = t->before;
    double *control = arena_make(t->scratch, double, b->count);
    uint32_t last = UINT32_MAX;
    take_own(b, t->standing, t->own);
    take_own(b, t->control, control);
    struct line line = fit(control, t->own, b->count);
    for (size_t i = 0; i < b->count * b->subject_count; i++)
        t->rest[i] = less_fit(line, t->control[i], t->standing[i]);
    *found = (struct before_coverage){0, 0};
    for (size_t i = 0; i < b->count; i++) {
        uint32_t subject = b->inspections[i].subject;
        if (isnan(t->own[i]) || isnan(control[i]))
            continue;
        found->inspections++;
        found->authorities += subject != last;
        last = subject;
    }
}

static struct associate_test test_partial(struct testing *t)
{
    struct before_coverage found;
    take_control_out(t, &found);
    if (!is_enough(t, found))
        return none;
    struct associate_test test = test_one(t, &t->partial, &t->partial_rows, t->rest);
    test.inspections = found.inspections;
    test.authorities = found.authorities;
    return test;
}

static struct associate_test test_latest(struct testing *t,
                                         const struct cube_measure *measure)
{
    struct associate_test test = none;
    struct before_coverage found =
        before_standings(t->scratch, t->latest, measure, t->by_area, t->latest_standing);
    if (found.authorities < t->options->least_authorities)
        return test;
    test.inspections = found.inspections;
    test.authorities = found.authorities;
    test.result =
        exchange_test(t->latest_draws, &t->latest->rows, t->latest_standing, t->drawn);
    return test;
}

/* False where too few inspections have a figure. */
static bool test_measure(struct testing *t, const struct cube_measure *measure,
                         const struct cube_measure *control, struct association *out,
                         struct before_coverage *found)
{
    *found = before_standings(t->scratch, t->before, measure, t->by_area, t->standing);
    if (!is_enough(t, *found))
        return false;
    take_own(t->before, t->standing, t->own);
    *out = (struct association){
        .measure = measure,
        .plain = test_one(t, &t->plain, &t->before->rows, t->standing),
        .partial = none,
        .deprivation = associate_is_deprivation(measure->about.id),
        .tau_b = rank_tau_b(t->by_inspection, t->own, t->before->rows.outcome,
                            t->before->count)};
    out->plain.inspections = found->inspections;
    out->plain.authorities = found->authorities;
    if (control && control != measure)
        out->partial = test_partial(t);
    out->latest = test_latest(t, measure);
    return !isnan(out->plain.result.p);
}

/* ---- All measures */

static struct associate_test *test_of(struct association *at, bool partial)
{
    return partial ? &at->partial : &at->plain;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double median_unit(const struct associate *all, bool partial, double *room)
{
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++) {
        double unit = test_of(&all->at[i], partial)->result.unit;
        if (!isnan(unit))
            room[n++] = unit;
    }
    if (n)
        qsort(room, n, sizeof *room, by_value);
    return quantile7(room, n, 0.5);
}

static void count_in(struct associate_tally *tally, const struct associate_test *test)
{
    tally->below += test->result.p < level;
    tally->found += test->p_largest < level;
    tally->holm += test->p_holm < level;
    tally->false_discovery += test->p_false_discovery < level;
}

static struct associate_tally correct(struct testing *t, struct associate *all,
                                      bool partial)
{
    struct exchange_family *family = partial ? &t->partial : &t->plain;
    struct associate_tally tally = {.tests = family->tests,
                                    .expected = level * (double)family->tests};
    double *p = arena_make(t->arena, double, all->count);
    double *holm = arena_make(t->arena, double, all->count);
    double *discovery = arena_make(t->arena, double, all->count);
    for (size_t i = 0; i < all->count; i++)
        p[i] = test_of(&all->at[i], partial)->result.p;
    many_tests_holm(t->arena, p, all->count, holm);
    many_tests_false_discovery(t->arena, p, all->count, discovery);
    exchange_family_close(t->draws, family);
    for (size_t i = 0; i < all->count; i++) {
        struct associate_test *test = test_of(&all->at[i], partial);
        test->p_holm = holm[i];
        test->p_false_discovery = discovery[i];
        if (!isnan(p[i]))
            test->p_largest = exchange_family_p(family, &test->result);
        count_in(&tally, test);
    }
    tally.low = exchange_family_below(family, 0.025);
    tally.high = exchange_family_below(family, 0.975);
    tally.needed = exchange_family_needed(family) * median_unit(all, partial, p);
    return tally;
}

static int by_strength(const void *a, const void *b)
{
    const struct association *x = a, *y = b;
    double x_p = x->plain.result.p, y_p = y->plain.result.p;
    double x_r = fabs(x->plain.result.r), y_r = fabs(y->plain.result.r);
    if (x_p < y_p || x_p > y_p)
        return x_p < y_p ? -1 : 1;
    if (x_r < y_r || x_r > y_r)
        return x_r > y_r ? -1 : 1;
    return str_compare(x->measure->about.id, y->measure->about.id);
}

static void give_places(struct associate *all)
{
    for (size_t i = 0; i < all->count; i++) {
        double own = fabs(all->at[i].plain.result.r);
        all->at[i].place = 1;
        for (size_t k = 0; k < all->count; k++)
            all->at[i].place += fabs(all->at[k].plain.result.r) > own;
    }
}

static int by_id(const void *a, const void *b)
{
    const struct associate_left_out *x = a, *y = b;
    return str_compare(x->measure->about.id, y->measure->about.id);
}

static void test_all(struct testing *t, const struct candidates *candidates,
                     struct associate *all)
{
    struct associate_left_out *left_out =
        arena_make(t->arena, struct associate_left_out, candidates->count);
    all->at = arena_make(t->arena, struct association, candidates->count);
    for (size_t i = 0; i < candidates->count; i++) {
        const struct cube_measure *measure = candidates->at[i];
        struct before_coverage found;
        arena_reset(t->scratch);
        if (test_measure(t, measure, all->control, &all->at[all->count], &found))
            all->count++;
        else if (found.inspections)
            left_out[all->left_out_count++] = (struct associate_left_out){measure, found};
        else
            all->unknown_count++;
    }
    if (all->left_out_count)
        qsort(left_out, all->left_out_count, sizeof *left_out, by_id);
    all->left_out = left_out;
}

struct associate *associate_build(struct arena *a, const struct survey_source *source,
                                  const struct associate_options *options)
{
    struct associate *all = arena_make(a, struct associate, 1);
    struct candidates candidates = list_candidates(a, source);
    *all = (struct associate){.options = *options};
    all->options.before.latest_only = false;
    all->before = before_build(a, source, &all->options.before);
    if (options->control.len)
        all->control = cube_measure(source->cube, options->control);
    struct testing t = make_room(a, source, &all->options, all->before);
    if (all->control)
        prepare_control(&t, all->control);
    test_all(&t, &candidates, all);
    all->plain = correct(&t, all, false);
    all->partial = correct(&t, all, true);
    if (all->count)
        qsort(all->at, all->count, sizeof *all->at, by_strength);
    give_places(all);
    arena_free(t.scratch);
    return all;
}
