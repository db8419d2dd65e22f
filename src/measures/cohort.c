#include "measures/cohort.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"

static const double hundred = COHORT_BABIES;

/* ---- Rates */

struct cohort_rate cohort_fixed(double value)
{
    return (struct cohort_rate){.value = value};
}

struct cohort_rate cohort_counted(double events, double n, double whole, double weight,
                                  bool proportion)
{
    assert(events >= 0 && n > 0 && weight >= 0);
    if (isinf(weight))
        return cohort_fixed(whole);
    struct cohort_rate rate = {.proportion = proportion};
    rate.events = events + (weight > 0 ? whole * weight : 0);
    rate.n = n + weight;
    rate.value = rate.events / rate.n;
    return rate;
}

/* ---- Chances */

static double power(double base, double exponent)
{
    return base > 0 ? random_exp(exponent * random_log(base)) : 0;
}

static double within_one(double p)
{
    return p < 0 ? 0 : p > 1 ? 1 : p;
}

static double exp_less_one(double y)
{
    return y < 1e-4 ? y * (1 + y / 2 * (1 + y / 3)) : random_exp(y) - 1;
}

/* With y = log(1 + m/k) it is m y / (e^y - 1) + y = -log(1 - repeats), whose left side
 * bends up and rises where it is above m: Newton's steps from the right stay there, and
 * the right side itself is far enough. */
double cohort_shape(double m, double repeats)
{
    double wanted = repeats < 1 ? -random_log(1 - repeats) : HUGE_VAL;
    if (!(m > 0) || !(wanted > m))
        return HUGE_VAL;
    if (isinf(wanted))
        return 0;
    double y = wanted;
    for (int i = 0; i < 100; i++) {
        double e = exp_less_one(y), odds = m / e;
        double gap = odds * y + y - wanted;
        double slope = 1 + odds - odds * y * (e + 1) / e;
        if (!(slope > 0) || !(gap > 1e-14 * wanted))
            break;
        y -= gap / slope;
    }
    return m / exp_less_one(y);
}

static double kept(const struct cohort_stage *stage, cohort_values at)
{
    double share = 1;
    for (size_t i = 0; i < COHORT_LESS; i++) {
        if (stage->less[i] != COHORT_NOWHERE)
            share -= at[stage->less[i]];
    }
    return share < 0 ? 0 : share;
}

static double chance_of_repeats(double m, double share, double shape, double years)
{
    if (!(m > 0))
        return 0;
    if (isinf(shape))
        return 1 - random_exp(-years * m * share);
    return shape > 0 ? 1 - power(1 + years * m * share / shape, -shape) : 0;
}

double cohort_chance(const struct cohort_stage *stage, cohort_values at, unsigned years)
{
    assert(years <= COHORT_YEARS_MOST);
    double rate = at[stage->rate], share = kept(stage, at);
    switch (stage->form) {
    case COHORT_SHARE:
        return within_one(rate * share);
    case COHORT_FIRST:
        return within_one(rate * share * years);
    case COHORT_REPEATS:
        return chance_of_repeats(rate, share, cohort_shape(rate, at[stage->repeats]),
                                 years);
    case COHORT_EVENTS:
        return within_one(1 - power(1 - within_one(rate * share), years));
    }
    assert(!"a form outside its enum");
    return 0;
}

double cohort_hazard(const struct cohort_stage *stage, cohort_values at, unsigned years)
{
    double before = years ? cohort_chance(stage, at, years) : 0;
    double after = cohort_chance(stage, at, years + 1);
    return before < 1 ? (after - before) / (1 - before) : 0;
}

double cohort_chance_most(const struct cohort_stage *stage, cohort_values at,
                          unsigned years)
{
    assert(stage->form == COHORT_REPEATS);
    double yearly = at[stage->rate] * (1 - at[stage->repeats]) * kept(stage, at);
    return within_one(1 - power(1 - within_one(yearly), years));
}

/* ---- Letters */

struct cohort_letters {
    uint64_t seed;
    size_t runs, columns;
    uint32_t *at; /* column × run × baby; below 2^32 - 1, so that a chance of 1 is sure */
};

struct cohort_letters *cohort_letters_new(struct arena *a, uint64_t seed, size_t runs,
                                          size_t columns)
{
    assert(runs > 0 && columns > 0);
    struct cohort_letters *l = arena_make(a, struct cohort_letters, 1);
    *l = (struct cohort_letters){seed, runs, columns, NULL};
    l->at = arena_make(a, uint32_t, runs *columns *COHORT_BABIES);
    for (size_t column = 0; column < columns; column++) {
        struct random r = random_stream(random_mix(seed, 1), column);
        uint32_t *at = l->at + column * runs * COHORT_BABIES;
        for (size_t i = 0; i < runs * COHORT_BABIES; i++) {
            uint32_t letter = (uint32_t)(random_bits(&r) >> 32);
            at[i] = letter == UINT32_MAX ? UINT32_MAX - 1 : letter;
        }
    }
    return l;
}

static const uint32_t *letters_of(const struct cohort_letters *l, size_t column,
                                  size_t run)
{
    assert(column < l->columns && run < l->runs);
    return l->at + (column * l->runs + run) * COHORT_BABIES;
}

/* ---- Drawing rates */

/* Marsaglia and Tsang, ACM TOMS 26 (2000) 363; below a shape of 1 by their boost. */
static double draw_gamma(struct random *r, double shape)
{
    if (!(shape > 0))
        return 0;
    if (shape < 1)
        return draw_gamma(r, shape + 1) * power(random_uniform(r), 1 / shape);
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double x = random_normal(r), v = 1 + c * x;
        if (v <= 0)
            continue;
        v = v * v * v;
        double u = random_uniform(r);
        if (random_log(u) < 0.5 * x * x + d - d * v + d * random_log(v))
            return d * v;
    }
}

static double draw_rate(struct random *r, const struct cohort_rate *rate)
{
    if (!(rate->n > 0))
        return rate->value;
    double yes = draw_gamma(r, rate->events);
    if (!rate->proportion)
        return yes / rate->n;
    double no = draw_gamma(r, rate->n - rate->events);
    return yes + no > 0 ? yes / (yes + no) : rate->value;
}

/* A stream a rate and run: what one rate draws does not move another. */
static void draw_rates(const struct cohort_letters *letters,
                       const struct cohort_plan *plan, size_t run, double *out)
{
    uint64_t seed = random_mix(random_mix(letters->seed, 2), run);
    for (size_t i = 0; i < plan->rate_count; i++) {
        out[i] = plan->rates[i].value;
        if (!(plan->rates[i].n > 0))
            continue;
        struct random r = random_stream(seed, i);
        out[i] = draw_rate(&r, &plan->rates[i]);
    }
}

/* ---- Runs */

/* A chance is never above that of the stage that alone leads to it. */
static void chances_of(const struct cohort_plan *plan, cohort_values at, double *out,
                       bool *held)
{
    for (size_t s = 0; s < plan->stage_count; s++) {
        const struct cohort_stage *stage = &plan->stages[s];
        out[s] = cohort_chance(stage, at, stage->years);
        assert(!isnan(out[s]));
        bool above = stage->within != COHORT_NOWHERE && out[s] > out[stage->within];
        if (above)
            out[s] = out[stage->within];
        if (held)
            held[s] = above;
    }
}

static uint32_t mark_of(double chance)
{
    double at = chance * 4294967296.0;
    return at >= 4294967295.0 ? UINT32_MAX : (uint32_t)at;
}

static unsigned count_below(const uint32_t *letters, uint32_t mark)
{
    unsigned count = 0;
    for (size_t i = 0; i < COHORT_BABIES; i++)
        count += letters[i] < mark;
    return count;
}

static unsigned count_both(const uint32_t *a, uint32_t mark_a, const uint32_t *b,
                           uint32_t mark_b)
{
    unsigned count = 0;
    for (size_t i = 0; i < COHORT_BABIES; i++)
        count += (unsigned)(a[i] < mark_a) & (unsigned)(b[i] < mark_b);
    return count;
}

/* In the column of the stage that leads here: the same letter, hence nested.  In a column
 * of its own: of those at that stage, each with what is left of the chance. */
static unsigned count_babies(const struct cohort_letters *letters,
                             const struct cohort_plan *plan, size_t s, size_t run,
                             const double *chances)
{
    const struct cohort_stage *stage = &plan->stages[s];
    const uint32_t *own = letters_of(letters, stage->column, run);
    if (stage->within == COHORT_NOWHERE ||
        plan->stages[stage->within].column == stage->column)
        return count_below(own, mark_of(chances[s]));
    double lead = chances[stage->within];
    double left = lead > 0 ? chances[s] / lead : 0;
    const uint32_t *theirs = letters_of(letters, plan->stages[stage->within].column, run);
    return count_both(theirs, mark_of(lead), own, mark_of(left));
}

static void check_plan(const struct cohort_plan *plan)
{
    for (size_t s = 0; s < plan->stage_count; s++) {
        const struct cohort_stage *stage = &plan->stages[s];
        assert(stage->rate < plan->rate_count && stage->years <= COHORT_YEARS_MOST);
        assert(stage->within == COHORT_NOWHERE || stage->within < s);
        assert(stage->form != COHORT_REPEATS || stage->repeats < plan->rate_count);
        (void)stage;
    }
}

static void run_centre(struct arena *a, const struct cohort_plan *plan, double *centre,
                       bool *held)
{
    double *values = arena_make(a, double, plan->rate_count);
    for (size_t i = 0; i < plan->rate_count; i++)
        values[i] = plan->rates[i].value;
    chances_of(plan, values, centre, held);
}

struct cohort *cohort_run(struct arena *a, const struct cohort_letters *letters,
                          const struct cohort_plan *plan)
{
    check_plan(plan);
    size_t runs = letters->runs, count = plan->stage_count;
    double *chance = arena_make(a, double, count *runs);
    uint8_t *babies = arena_make(a, uint8_t, count *runs);
    double *centre = arena_make(a, double, count);
    double *values = arena_make(a, double, plan->rate_count);
    double *now = arena_make(a, double, count);
    bool *held = arena_make(a, bool, count);
    run_centre(a, plan, centre, held);
    for (size_t run = 0; run < runs; run++) {
        draw_rates(letters, plan, run, values);
        chances_of(plan, values, now, NULL);
        for (size_t s = 0; s < count; s++) {
            chance[s * runs + run] = now[s];
            babies[s * runs + run] = (uint8_t)count_babies(letters, plan, s, run, now);
        }
    }
    struct cohort *cohort = arena_make(a, struct cohort, 1);
    *cohort = (struct cohort){plan->stages, count, runs, chance, babies, centre, held};
    return cohort;
}

/* ---- Results */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The least value that at least the share q of the runs do not exceed. */
static size_t rank_of(size_t runs, double q)
{
    size_t rank = (size_t)ceil(q * (double)runs - 1e-9);
    return rank ? rank - 1 : 0;
}

static bool is_constant(const double *x, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (x[i] < x[0] || x[i] > x[0])
            return false;
    }
    return true;
}

/* Sorts the expected numbers. */
static void rate_limits(double *expected, size_t runs, struct cohort_result *out)
{
    if (is_constant(expected, runs)) {
        out->mean = out->rate_low = out->rate_high = expected[0];
        return;
    }
    double sum = 0;
    for (size_t i = 0; i < runs; i++)
        sum += expected[i];
    out->mean = sum / (double)runs;
    qsort(expected, runs, sizeof *expected, by_size);
    out->rate_low = expected[rank_of(runs, 0.025)];
    out->rate_high = expected[rank_of(runs, 0.975)];
}

enum { STEPS = 2 * COHORT_BABIES + 1 }; /* -100 to 100 */

static double step_at(const size_t steps[STEPS], size_t rank)
{
    size_t seen = 0;
    for (size_t i = 0; i < STEPS; i++) {
        seen += steps[i];
        if (seen > rank)
            return (double)i - hundred;
    }
    assert(!"a rank beyond the runs");
    return 0;
}

static void count_limits(const size_t steps[STEPS], size_t runs,
                         struct cohort_result *out)
{
    out->low95 = step_at(steps, rank_of(runs, 0.025));
    out->low80 = step_at(steps, rank_of(runs, 0.1));
    out->high80 = step_at(steps, rank_of(runs, 0.9));
    out->high95 = step_at(steps, rank_of(runs, 0.975));
}

/* `from` may be NULL. */
static struct cohort_result result_between(struct arena *scratch,
                                           const struct cohort *from,
                                           const struct cohort *to, size_t stage)
{
    assert(stage < to->count && (!from || (from->runs == to->runs)));
    size_t runs = to->runs, first = stage * runs, steps[STEPS] = {0};
    double *expected = arena_make(scratch, double, runs);
    for (size_t i = 0; i < runs; i++) {
        double before = from ? from->chance[first + i] : 0;
        unsigned less = from ? from->babies[first + i] : 0;
        expected[i] = hundred * (to->chance[first + i] - before);
        steps[to->babies[first + i] + COHORT_BABIES - less]++;
    }
    struct cohort_result result;
    rate_limits(expected, runs, &result);
    count_limits(steps, runs, &result);
    return result;
}

struct cohort_result cohort_result(struct arena *scratch, const struct cohort *cohort,
                                   size_t stage)
{
    return result_between(scratch, NULL, cohort, stage);
}

struct cohort_result cohort_difference(struct arena *scratch, const struct cohort *from,
                                       const struct cohort *to, size_t stage)
{
    return result_between(scratch, from, to, stage);
}

/* ---- Dots */

/* Whole parts that add up to `whole`; of parts left over the largest remainders first,
 * of equal ones the earlier. */
static void apportion(const double *parts, size_t count, unsigned whole, unsigned *out)
{
    unsigned given = 0;
    for (size_t i = 0; i < count; i++) {
        out[i] = (unsigned)floor(parts[i] + 1e-9);
        given += out[i];
    }
    bool taken[COHORT_BABIES + 1] = {false};
    assert(count <= COHORT_BABIES);
    while (given < whole) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            double left = parts[i] - out[i];
            if (!taken[i] && (best == count || left > parts[best] - out[best] + 1e-9))
                best = i;
        }
        if (best == count) /* sums that miss the whole by rounding alone */
            best = 0;
        taken[best] = true;
        out[best]++;
        given++;
    }
}

static bool follows(const struct cohort *cohort, size_t stage, size_t on)
{
    const struct cohort_stage *at = &cohort->stages[stage];
    return at->within == on && at->column == cohort->stages[on].column;
}

/* The stages of one column, each within the one before: the 100 fall into as many parts
 * and one. */
static void chain_dots(const struct cohort *cohort, const struct cohort_result *results,
                       size_t first, unsigned *out)
{
    size_t chain[COHORT_BABIES - 1], length = 0;
    double parts[COHORT_BABIES], before = COHORT_BABIES;
    unsigned whole[COHORT_BABIES];
    for (size_t s = first; s < cohort->count; s++) {
        if (s != first && !follows(cohort, s, chain[length - 1]))
            continue;
        assert(length < COHORT_BABIES - 1);
        parts[length] = before - results[s].mean;
        before = results[s].mean;
        chain[length++] = s;
    }
    parts[length] = before;
    apportion(parts, length + 1, COHORT_BABIES, whole);
    unsigned left = COHORT_BABIES;
    for (size_t i = 0; i < length; i++) {
        left -= whole[i];
        out[chain[i]] = left;
    }
}

void cohort_dots(const struct cohort *cohort, const struct cohort_result *results,
                 unsigned *out)
{
    for (size_t s = 0; s < cohort->count; s++) {
        size_t within = cohort->stages[s].within;
        if (within == COHORT_NOWHERE) {
            chain_dots(cohort, results, s, out);
        } else if (!follows(cohort, s, within)) {
            double most = out[within], mean = results[s].mean;
            double parts[2] = {mean < most ? mean : most, 0};
            unsigned whole[2];
            parts[1] = most - parts[0];
            apportion(parts, 2, out[within], whole);
            out[s] = whole[0];
        }
    }
}
