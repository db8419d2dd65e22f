/* Counting what a back-test found. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "judgement/backtest.h"

static bool is_compared(const struct backtest_case *c)
{
    return c->standing == BACKTEST_AGREES || c->standing == BACKTEST_DIFFERS;
}

struct limits backtest_interval(size_t agree, size_t compared)
{
    return limits_wilson((double)agree, (double)compared, Z95);
}

/* ---- Groups */

enum { BOUNDS_MOST = 64 };

struct bounds {
    date at[BOUNDS_MOST];
    size_t count;
};

static void add_bound(struct bounds *bounds, date day)
{
    if (date_is_none(day) || bounds->count == BOUNDS_MOST)
        return;
    size_t at = 0;
    while (at < bounds->count && date_compare(bounds->at[at], day) < 0)
        at++;
    if (at < bounds->count && date_compare(bounds->at[at], day) == 0)
        return;
    for (size_t i = bounds->count++; i > at; i--)
        bounds->at[i] = bounds->at[i - 1];
    bounds->at[at] = day;
}

struct str backtest_period(struct arena *a, const struct plan *plan, date on)
{
    struct bounds bounds = {.count = 0};
    add_bound(&bounds, plan->regime.valid_from);
    for (size_t i = 0; i < plan->judgement_count; i++) {
        add_bound(&bounds, plan->judgements[i]->from);
        add_bound(&bounds, plan->judgements[i]->until);
    }
    size_t at = 0;
    while (at < bounds.count && date_compare(bounds.at[at], on) <= 0)
        at++;
    struct str from = at ? date_iso(a, bounds.at[at - 1]) : STR("");
    date last =
        at < bounds.count ? date_add_days(bounds.at[at], -1) : plan->regime.valid_to;
    struct str to = date_iso(a, last);
    if (at == 0)
        return arena_format(a, "to %.*s", STR_ARG(to));
    return arena_format(a, "%.*s to %.*s", STR_ARG(from), STR_ARG(to));
}

struct groups {
    struct arena *arena;
    struct backtest_group *at;
    size_t count, capacity;
};

static void count_in(struct groups *groups, enum backtest_by by, struct str key,
                     const struct backtest_case *c)
{
    size_t i = 0;
    while (i < groups->count &&
           (groups->at[i].by != by || !str_equal(groups->at[i].key, key)))
        i++;
    if (i == groups->count) {
        groups->at = arena_grow(groups->arena, struct backtest_group, groups->at,
                                groups->count, &groups->capacity);
        groups->at[groups->count++] = (struct backtest_group){.by = by, .key = key};
    }
    groups->at[i].compared += is_compared(c);
    groups->at[i].agree += c->standing == BACKTEST_AGREES;
    groups->at[i].open += c->standing == BACKTEST_OPEN;
}

static int assurance_place(struct str key)
{
    int place = 0;
    vocabulary_find(&vocabulary_assurance, key, &place);
    return place;
}

static int by_kind_then_key(const void *left, const void *right)
{
    const struct backtest_group *a = left, *b = right;
    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    if (a->by == BY_ASSURANCE)
        return assurance_place(a->key) - assurance_place(b->key);
    return str_compare(a->key, b->key);
}

struct str backtest_assurance(enum assurance assurance)
{
    if (assurance == ASSURANCE_NOT_GIVEN)
        assurance = ASSURANCE_REPORT;
    return vocabulary_word(&vocabulary_assurance, (int)assurance);
}

static void count_groups(struct arena *a, const struct backtest *b,
                         struct backtest_tally *tally)
{
    struct groups groups = {.arena = a};
    for (size_t i = 0; i < b->count; i++) {
        const struct backtest_case *c = &b->cases[i];
        if (!is_compared(c) && c->standing != BACKTEST_OPEN)
            continue;
        struct str year = arena_format(a, "%04d", date_split(c->on).year);
        count_in(&groups, BY_ASSURANCE, backtest_assurance(c->inspection->assurance), c);
        count_in(&groups, BY_PERIOD, backtest_period(a, b->plan, c->on), c);
        count_in(&groups, BY_YEAR, year, c);
        if (c->inspection->event.len)
            count_in(&groups, BY_EVENT, c->inspection->event, c);
    }
    if (groups.count)
        qsort(groups.at, groups.count, sizeof *groups.at, by_kind_then_key);
    tally->groups = groups.at;
    tally->group_count = groups.count;
}

/* ---- Limits */

static const struct step *step_of(const struct ruling *ruling, const struct rule *rule)
{
    for (size_t i = 0; i < ruling->step_count; i++)
        if (ruling->steps[i].kind == STEP_RULE &&
            str_equal(ruling->steps[i].rule, rule->id))
            return &ruling->steps[i];
    return NULL;
}

static void count_limit(const struct backtest *b, struct backtest_limit *limit)
{
    unsigned position = limit->rule->position;
    for (size_t i = 0; i < b->count; i++) {
        const struct backtest_case *c = &b->cases[i];
        if (c->standing >= BACKTEST_REPEATS)
            continue;
        const struct step *step = step_of(c->ruling, limit->rule);
        bool held = step && step->truth == TRUTH_TRUE;
        bool not_held = step && step->truth == TRUTH_FALSE;
        limit->held += held;
        limit->equal += held && c->published == position;
        limit->kept += held && c->published >= position;
        limit->not_held += not_held;
        limit->without += not_held && c->published >= position;
    }
}

static void count_limits(struct arena *a, const struct backtest *b,
                         struct backtest_tally *tally)
{
    const struct judgement *node = b->judgement;
    struct backtest_limit *limits =
        arena_make(a, struct backtest_limit, node->rule_count);
    for (size_t i = 0; i < node->rule_count; i++) {
        if (node->rules[i].kind != RULE_CAP)
            continue;
        limits[tally->limit_count].rule = &node->rules[i];
        count_limit(b, &limits[tally->limit_count++]);
    }
    tally->limits = limits;
}

/* ---- What a rule of the parts could reach */

struct pattern {
    struct str parts;
    unsigned published;
};

static int by_parts(const void *left, const void *right)
{
    const struct pattern *a = left, *b = right;
    int order = str_compare(a->parts, b->parts);
    if (order)
        return order;
    return (a->published > b->published) - (a->published < b->published);
}

static struct str pattern_of(struct arena *a, const struct backtest *b,
                             const struct backtest_case *c)
{
    struct buf text = buf_new(a, 64 * KIB);
    for (size_t i = 0; i < b->part_count; i++) {
        const struct ruling *ruling = &c->verdict->rulings[b->parts[i]->index];
        if (ruling->applies)
            buf_format(&text, "%zu:%lx;", i, (unsigned long)ruling->possible.bits);
    }
    return buf_text(&text);
}

static void count_ceiling(struct arena *a, const struct backtest *b,
                          struct backtest_tally *tally)
{
    struct pattern *all = arena_make(a, struct pattern, b->count);
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++)
        if (is_compared(&b->cases[i]))
            all[count++] =
                (struct pattern){pattern_of(a, b, &b->cases[i]), b->cases[i].published};
    qsort(all, count, sizeof *all, by_parts);
    for (size_t i = 0; i < count;) {
        size_t most = 0, run = 0, k = i;
        for (; k < count && str_equal(all[k].parts, all[i].parts); k++) {
            bool same = k > i && all[k].published == all[k - 1].published;
            run = same ? run + 1 : 1;
            most = run > most ? run : most;
        }
        tally->ceiling += most;
        tally->patterns++;
        i = k;
    }
}

/* ---- The whole */

static void count_difference(struct backtest_tally *tally, const struct backtest_case *c)
{
    unsigned computed = gradeset_best(c->computed);
    unsigned apart =
        computed > c->published ? computed - c->published : c->published - computed;
    tally->matrix[c->published][computed]++;
    tally->better += computed < c->published;
    tally->worse += computed > c->published;
    tally->far += apart > 1;
}

static void count_case(struct backtest_tally *tally, const struct backtest_case *c)
{
    tally->compared += is_compared(c);
    tally->agree += c->standing == BACKTEST_AGREES;
    tally->repeats += c->standing == BACKTEST_REPEATS;
    tally->no_grade += c->standing == BACKTEST_NO_GRADE;
    tally->not_run += c->standing == BACKTEST_NOT_RUN;
    if (is_compared(c))
        count_difference(tally, c);
    if (c->standing == BACKTEST_OPEN) {
        tally->open++;
        tally->open_within += gradeset_has(c->computed, c->published);
    }
}

static void find_most_common(struct backtest_tally *tally)
{
    for (unsigned p = 0; p < SCALE_MAX; p++) {
        size_t count = 0;
        for (unsigned k = 0; k < SCALE_MAX; k++)
            count += tally->matrix[p][k];
        if (count > tally->most_common_count) {
            tally->most_common = p;
            tally->most_common_count = count;
        }
    }
}

struct backtest_tally *backtest_count(struct arena *a, const struct backtest *b)
{
    struct backtest_tally *tally = arena_alloc(a, sizeof *tally);
    for (size_t i = 0; i < b->count; i++)
        count_case(tally, &b->cases[i]);
    assert(tally->agree + tally->better + tally->worse == tally->compared);
    find_most_common(tally);
    count_groups(a, b, tally);
    count_limits(a, b, tally);
    count_ceiling(a, b, tally);
    return tally;
}

/* ---- Two rules */

/* The smaller tail of a fair coin, twice.  In logarithms, so that no power underflows. */
double backtest_mcnemar(size_t first_only, size_t second_only)
{
    size_t n = first_only + second_only;
    size_t fewer = first_only < second_only ? first_only : second_only;
    double term = (double)n * log(0.5), sum = 0;
    for (size_t k = 0; k <= fewer; k++) {
        sum += exp(term);
        term += log((double)(n - k)) - log((double)(k + 1));
    }
    return fmin(1.0, 2 * sum);
}

static const struct backtest_case *same_case(const struct backtest *b,
                                             const struct backtest_case *c, size_t guess)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct backtest_case *other = &b->cases[(guess + i) % b->count];
        if (str_equal(other->inspection->row.id, c->inspection->row.id) &&
            str_equal(other->area->name, c->area->name))
            return other;
    }
    return NULL;
}

struct backtest_pair backtest_compare(const struct backtest *first,
                                      const struct backtest *second)
{
    struct backtest_pair pair = {0};
    for (size_t i = 0; i < first->count; i++) {
        const struct backtest_case *one = &first->cases[i];
        const struct backtest_case *other = same_case(second, one, i);
        if (!other || !is_compared(one) || !is_compared(other))
            continue;
        bool a = one->standing == BACKTEST_AGREES;
        bool b = other->standing == BACKTEST_AGREES;
        pair.compared++;
        pair.both += a && b;
        pair.first_only += a && !b;
        pair.second_only += !a && b;
        pair.neither += !a && !b;
    }
    pair.p = backtest_mcnemar(pair.first_only, pair.second_only);
    return pair;
}

/* ---- In another time */

void backtest_halves(const struct backtest *b, date split, struct backtest_half out[2])
{
    out[0] = out[1] = (struct backtest_half){0};
    for (size_t i = 0; i < b->count; i++) {
        const struct backtest_case *c = &b->cases[i];
        struct backtest_half *half = &out[date_compare(c->on, split) >= 0];
        half->compared += is_compared(c);
        half->agree += c->standing == BACKTEST_AGREES;
    }
}

date backtest_middle(const struct backtest *b)
{
    date best = DATE_NONE;
    size_t least = 0;
    for (size_t i = 0; i < b->count; i++) {
        struct backtest_half half[2];
        if (!is_compared(&b->cases[i]))
            continue;
        date split = date_of(date_split(b->cases[i].on).year, 1, 1);
        backtest_halves(b, split, half);
        size_t smaller =
            half[0].compared < half[1].compared ? half[0].compared : half[1].compared;
        if (smaller > least) {
            least = smaller;
            best = split;
        }
    }
    return best;
}
