#include "profile/babies.h"

#include <assert.h>
#include <math.h>

static const double none = (double)NAN;
enum { DEFAULT_RUNS = 2000, NEIGHBOURS_LEAST = 5 };

void babies_stage_rates(const struct babies_stage *stage, size_t out[BABIES_STAGE_RATES])
{
    out[0] = stage->of.rate;
    out[1] = stage->of.repeats;
    for (size_t i = 0; i < COHORT_LESS; i++)
        out[2 + i] = stage->of.less[i];
}

/* ---- What the store has */

/* The latest period that had ended and has a figure of an authority; SIZE_MAX: none. */
static size_t period_at(const struct babies_ground *ground,
                        const struct cube_measure *measure)
{
    const struct cube *cube = ground->source.cube;
    size_t found = SIZE_MAX;
    for (size_t p = 0; p < measure->period_count; p++) {
        date end = measure->periods[p].span.end;
        bool ended = !date_is_none(end) && date_compare(end, ground->options.at) <= 0 &&
                     (found == SIZE_MAX ||
                      date_compare(end, measure->periods[found].span.end) > 0);
        for (size_t i = 0; ended && i < cube->area_count; i++) {
            if (cube->areas[i].is_authority && !isnan(measure->series[p].value[i])) {
                found = p;
                break;
            }
        }
    }
    return found;
}

static void find_measure(struct arena *a, struct babies_ground *ground,
                         struct benchmarker *with, size_t rate)
{
    struct babies_found *found = &ground->found[rate];
    const struct cube *cube = ground->source.cube;
    for (size_t n = 0; n < BABIES_NAMES && !found->measure; n++) {
        const char *id = babies_measures[rate].ids[n];
        const struct cube_measure *measure = id ? cube_measure(cube, str_of(id)) : NULL;
        size_t period = measure ? period_at(ground, measure) : SIZE_MAX;
        if (period == SIZE_MAX)
            continue;
        found->measure = measure;
        found->period = period;
        found->result = benchmark_room(a, cube);
        benchmark_period(with, measure, period, &found->result);
    }
}

double babies_per(const struct babies_ground *ground, size_t rate)
{
    const struct babies_found *found = &ground->found[rate];
    if (!found->measure)
        return 0;
    double per = found->result.per > 0 ? found->result.per : found->measure->about.per;
    return per > 0 ? per : 1;
}

/* ---- The rates of an authority, of neighbours, of England */

static struct babies_rate unknown(enum missing missing)
{
    return (struct babies_rate){.value = none,
                                .numerator = none,
                                .denominator = none,
                                .missing = missing,
                                .origin = {UINT32_MAX, UINT32_MAX},
                                .counts = {UINT32_MAX, UINT32_MAX},
                                .used = cohort_fixed(none)};
}

static bool is_share(const struct babies_ground *ground, size_t rate)
{
    return babies_per(ground, rate) <= 100;
}

/* A share above 100% is published here and there. */
static void use_value(const struct babies_ground *ground, size_t rate,
                      struct babies_rate *out)
{
    double value = out->value / babies_per(ground, rate);
    out->above = is_share(ground, rate) && value > 1;
    out->used = cohort_fixed(out->above ? 1 : value);
}

static void take_origins(const struct cube_series *series, uint32_t area,
                         struct babies_rate *out)
{
    out->origin =
        (struct survey_origin){series->origin[area].load, series->origin[area].row};
    if (series->counts)
        out->counts =
            (struct survey_origin){series->counts[area].load, series->counts[area].row};
}

static bool has_counts(const struct cube_series *series, uint32_t area, bool share)
{
    if (!series->numerator)
        return false;
    double x = series->numerator[area], n = series->denominator[area];
    return x >= 0 && n > 0 && isfinite(x) && isfinite(n) && (!share || x <= n);
}

/* England is the whole itself; an authority is pulled towards it. */
static struct babies_rate rate_of(const struct babies_ground *ground, size_t rate,
                                  uint32_t area, bool whole)
{
    const struct babies_found *found = &ground->found[rate];
    if (!found->measure || area == UINT32_MAX)
        return unknown(MISSING_NOT_AVAILABLE);
    const struct cube_series *series = &found->measure->series[found->period];
    const struct benchmark *b = &found->result;
    struct babies_rate out = unknown((enum missing)series->missing[area]);
    take_origins(series, area, &out);
    if (!whole && !b->areas[area].live) {
        out.missing = MISSING_OUTSIDE_LIFE;
        return out;
    }
    out.value = series->value[area];
    if (isnan(out.value) || out.value < 0) {
        out.value = none;
        return out;
    }
    use_value(ground, rate, &out);
    bool share = b->chance == CHANCE_PROPORTION;
    if (b->chance == CHANCE_NONE || !has_counts(series, area, share))
        return out;
    out.numerator = series->numerator[area];
    out.denominator = series->denominator[area];
    out.used = cohort_counted(out.numerator, out.denominator, b->centre / b->per,
                              whole ? 0 : b->prior, share);
    return out;
}

/* Some tables give England a total where authorities have rates. */
static struct babies_rate england_rate(const struct babies_ground *ground, size_t rate)
{
    struct babies_rate out = rate_of(ground, rate, ground->england_area, true);
    const double *q = ground->found[rate].result.quantiles;
    bool among = isnan(out.value) || !ground->found[rate].result.with_value ||
                 (out.value >= q[0] && out.value <= q[4]);
    if (among)
        return out;
    out.total = true;
    out.used = cohort_fixed(none);
    return out;
}

static struct babies_rate neighbours_rate(const struct babies_ground *ground, size_t rate,
                                          uint32_t area)
{
    const struct babies_found *found = &ground->found[rate];
    struct babies_rate out = unknown(MISSING_NOT_AVAILABLE);
    if (!found->measure)
        return out;
    const struct benchmark_area *at = &found->result.areas[area];
    out.neighbours_with = at->neighbours_with;
    if (at->neighbours_with < NEIGHBOURS_LEAST) {
        out.missing = MISSING_TOO_FEW;
        return out;
    }
    bool mean = ground->options.benchmark.average == AVERAGE_MEAN;
    out.value = mean ? at->neighbours_mean : at->neighbours_median;
    out.missing = isnan(out.value) ? MISSING_NOT_AVAILABLE : MISSING_NOT;
    if (!isnan(out.value))
        use_value(ground, rate, &out);
    return out;
}

/* ---- People: rates, stages, runs */

/* The first of a stage's rates that is missing and must not be; else COHORT_NOWHERE. */
static size_t first_missing(const struct babies_stage *stage,
                            const struct babies_rate *rates)
{
    size_t needed[BABIES_STAGE_RATES];
    babies_stage_rates(stage, needed);
    for (size_t i = 0; i < BABIES_STAGE_RATES; i++) {
        bool optional = i >= 2 && stage->less_optional;
        if (needed[i] != COHORT_NOWHERE && isnan(rates[needed[i]].used.value) &&
            !optional)
            return needed[i];
    }
    return COHORT_NOWHERE;
}

/* A stage whose leading stage is unknown hangs on the next known one that leads there. */
static size_t leading_place(const struct babies_people *people, size_t within)
{
    while (within != COHORT_NOWHERE && people->places[within] == SIZE_MAX)
        within = babies_stages[within].of.within;
    return within == COHORT_NOWHERE ? COHORT_NOWHERE : people->places[within];
}

/* What a cohort is run on; the rates of the table in their places. */
struct running {
    struct cohort_rate rates[BABIES_RATES];
    struct cohort_stage stages[BABIES_STAGES];
    struct cohort_plan plan;
};

static void add_stage(struct running *r, struct babies_people *people, size_t s)
{
    const struct babies_stage *stage = &babies_stages[s];
    struct cohort_stage of = stage->of;
    for (size_t i = 0; i < COHORT_LESS; i++) {
        bool gone =
            of.less[i] != COHORT_NOWHERE && isnan(people->rates[of.less[i]].used.value);
        people->lines[s].nothing_taken |= gone;
        if (gone)
            of.less[i] = COHORT_NOWHERE;
    }
    of.within = leading_place(people, of.within);
    people->places[s] = r->plan.stage_count;
    r->stages[r->plan.stage_count++] = of;
}

static void lay_out(struct running *r, struct babies_people *people)
{
    *r = (struct running){.plan = {.rate_count = BABIES_RATES}};
    for (size_t i = 0; i < BABIES_RATES; i++)
        r->rates[i] = people->rates[i].used;
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        struct babies_line *line = &people->lines[s];
        *line = (struct babies_line){.most = none};
        people->places[s] = SIZE_MAX;
        line->lacks = first_missing(&babies_stages[s], people->rates);
        line->known = line->lacks == COHORT_NOWHERE;
        if (line->known)
            add_stage(r, people, s);
    }
    r->plan.rates = r->rates;
    r->plan.stages = r->stages;
}

static double most_of(const struct running *r, const struct cohort_stage *stage)
{
    if (stage->form != COHORT_REPEATS)
        return none;
    double values[BABIES_RATES];
    for (size_t i = 0; i < BABIES_RATES; i++)
        values[i] = r->rates[i].value;
    return 100 * cohort_chance_most(stage, values, stage->years);
}

static void read_results(struct arena *a, const struct running *r,
                         struct babies_people *people)
{
    struct cohort_result results[BABIES_STAGES];
    unsigned dots[BABIES_STAGES];
    for (size_t p = 0; p < people->cohort->count; p++)
        results[p] = cohort_result(a, people->cohort, p);
    cohort_dots(people->cohort, results, dots);
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        size_t p = people->places[s];
        if (p == SIZE_MAX)
            continue;
        struct babies_line *line = &people->lines[s];
        line->result = results[p];
        line->dots = dots[p];
        line->held = people->cohort->held[p];
        line->most = most_of(r, &r->stages[p]);
    }
}

static void run_people(struct arena *a, const struct babies_ground *ground,
                       struct babies_people *people)
{
    struct running *r = arena_make(a, struct running, 1);
    lay_out(r, people);
    people->cohort = cohort_run(a, ground->letters, &r->plan);
    read_results(a, r, people);
}

/* ---- The ground */

static uint32_t england_of(const struct cube *cube)
{
    for (uint32_t i = 0; i < cube->area_count; i++) {
        if (cube->areas[i].is_england)
            return i;
    }
    return UINT32_MAX;
}

struct babies_ground *babies_ground_new(struct arena *a,
                                        const struct survey_source *source,
                                        const struct babies_options *options)
{
    struct babies_ground *ground = arena_make(a, struct babies_ground, 1);
    ground->source = *source;
    ground->options = *options;
    if (!ground->options.runs)
        ground->options.runs = DEFAULT_RUNS;
    ground->england_area = england_of(source->cube);
    struct benchmarker *with = benchmarker_new(a, source->cube, &options->benchmark);
    for (size_t i = 0; i < BABIES_RATES; i++)
        find_measure(a, ground, with, i);
    for (size_t i = 0; i < BABIES_RATES; i++)
        ground->england.rates[i] = england_rate(ground, i);
    ground->letters =
        cohort_letters_new(a, ground->options.seed, ground->options.runs, BABIES_COLUMNS);
    run_people(a, ground, &ground->england);
    return ground;
}

/* ---- Scenarios */

static bool touches(const struct babies_change *change, size_t stage)
{
    return change->stage == stage || change->stage == BABIES_STAGES;
}

/* The rates that are a stage's own: its first and those that no stage before it used. */
static bool is_own(size_t stage, size_t rate)
{
    for (size_t s = 0; s < stage; s++) {
        size_t used[BABIES_STAGE_RATES];
        babies_stage_rates(&babies_stages[s], used);
        for (size_t i = 0; i < BABIES_STAGE_RATES; i++) {
            if (used[i] == rate)
                return false;
        }
    }
    return true;
}

size_t babies_lead(size_t stage)
{
    size_t used[BABIES_STAGE_RATES];
    babies_stage_rates(&babies_stages[stage], used);
    for (size_t i = 0; i < BABIES_STAGE_RATES; i++) {
        if (used[i] != COHORT_NOWHERE && is_own(stage, used[i]))
            return used[i];
    }
    assert(!"every stage has a rate of its own");
    return used[0];
}

static enum babies_done best_quarter(const struct babies_found *found,
                                     struct babies_rate *out)
{
    if (!found->measure || found->result.with_value < 4)
        return BABIES_NO_FIGURE;
    switch (found->measure->about.polarity) {
    case POLARITY_HIGH:
        out->value = found->result.quantiles[3];
        return BABIES_CHANGED;
    case POLARITY_LOW:
        out->value = found->result.quantiles[1];
        return BABIES_CHANGED;
    default:
        return BABIES_NO_DIRECTION;
    }
}

/* Of the stage's first rate for numbers and quarters, else of any of its own. */
static enum babies_done new_rate(const struct babies *b,
                                 const struct babies_change *change, size_t rate,
                                 struct babies_rate *out)
{
    const struct babies_ground *ground = b->ground;
    const struct babies_people *from = NULL;
    enum babies_done done = BABIES_CHANGED;
    *out = unknown(MISSING_NOT);
    switch (change->to) {
    case BABIES_TO_NUMBER:
        out->value = change->number;
        break;
    case BABIES_TO_BEST_QUARTER:
        done = best_quarter(&ground->found[rate], out);
        break;
    case BABIES_TO_NEIGHBOURS:
        from = b->who[BABIES_NEIGHBOURS];
        break;
    case BABIES_TO_ENGLAND:
        from = b->who[BABIES_ENGLAND];
        break;
    }
    if (from)
        *out = from->rates[rate];
    else if (done == BABIES_CHANGED)
        use_value(ground, rate, out);
    return done == BABIES_CHANGED && isnan(out->used.value) ? BABIES_NO_FIGURE : done;
}

static bool moves_all(const struct babies_change *change)
{
    return change->to == BABIES_TO_NEIGHBOURS || change->to == BABIES_TO_ENGLAND;
}

/* The area's own stages stay as they are known: what it lacks is not filled in. */
static void change_stage(const struct babies *b, const struct babies_change *change,
                         size_t stage, struct babies_people *people,
                         struct babies_effect *effect)
{
    size_t used[BABIES_STAGE_RATES], lead = babies_lead(stage);
    struct babies_rate rate;
    effect->done = new_rate(b, change, lead, &rate);
    if (isnan(b->who[BABIES_AREA]->rates[lead].used.value))
        effect->done = BABIES_NO_FIGURE;
    if (effect->done != BABIES_CHANGED)
        return;
    effect->value = rate.value;
    people->rates[lead] = rate;
    babies_stage_rates(&babies_stages[stage], used);
    for (size_t i = 0; moves_all(change) && i < BABIES_STAGE_RATES; i++) {
        bool other =
            used[i] != COHORT_NOWHERE && used[i] != lead && is_own(stage, used[i]);
        if (other && !isnan(people->rates[used[i]].used.value) &&
            new_rate(b, change, used[i], &rate) == BABIES_CHANGED)
            people->rates[used[i]] = rate;
    }
}

static void compare(struct arena *a, const struct babies_people *from,
                    const struct babies_people *to, struct babies_outcome *out)
{
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        if (!from->lines[s].known)
            continue;
        assert(from->places[s] == to->places[s]);
        out->effects[s].result = to->lines[s].result;
        out->effects[s].difference =
            cohort_difference(a, from->cohort, to->cohort, to->places[s]);
    }
}

static struct babies_outcome outcome_of(struct arena *a, const struct babies *b,
                                        const struct babies_scenario *scenario)
{
    struct babies_outcome out = {.scenario = scenario};
    const struct babies_people *own = b->who[BABIES_AREA];
    struct babies_people *people = arena_make(a, struct babies_people, 1);
    *people = *own;
    for (size_t c = 0; c < scenario->count; c++) {
        for (size_t s = 0; s < BABIES_STAGES; s++) {
            if (touches(&scenario->changes[c], s))
                change_stage(b, &scenario->changes[c], s, people, &out.effects[s]);
        }
    }
    run_people(a, b->ground, people);
    compare(a, own, people, &out);
    return out;
}

/* ---- An area */

struct babies *babies_of(struct arena *a, const struct babies_ground *ground,
                         const struct babies_asked *asked)
{
    assert(asked->area < ground->source.cube->area_count);
    struct babies *b = arena_make(a, struct babies, 1);
    struct babies_people *own = arena_make(a, struct babies_people, 1);
    struct babies_people *neighbours = arena_make(a, struct babies_people, 1);
    b->ground = ground;
    b->area = asked->area;
    for (size_t i = 0; i < BABIES_RATES; i++) {
        own->rates[i] =
            rate_of(ground, i, asked->area, asked->area == ground->england_area);
        neighbours->rates[i] = neighbours_rate(ground, i, asked->area);
    }
    run_people(a, ground, own);
    run_people(a, ground, neighbours);
    b->who[BABIES_AREA] = own;
    b->who[BABIES_NEIGHBOURS] = neighbours;
    b->who[BABIES_ENGLAND] = &ground->england;
    b->outcomes = arena_make(a, struct babies_outcome, asked->scenario_count);
    b->outcome_count = asked->scenario_count;
    for (size_t i = 0; i < asked->scenario_count; i++)
        b->outcomes[i] = outcome_of(a, b, &asked->scenarios[i]);
    return b;
}
