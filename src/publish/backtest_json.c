/* A back-test as JSON: `framework`, `judgement`, `compared`, `agree`, `by`, `disagree` as
 * docs/command-line.md promises, and more beside them.  Where nothing could be compared,
 * `agree` is null and `coverage` says what is held. */
#include <math.h>

#include "base/json.h"
#include "publish/backtest_page.h"

struct writing {
    struct json json;
    struct arena *arena;
    const struct backtest_report *report;
};

/* ---- Small parts */

static void put_count(struct json *j, const char *key, size_t n)
{
    json_put_integer(j, key, (int64_t)n);
}

static void put_number(struct json *j, const char *key, double x)
{
    json_key(j, key);
    json_double(j, isnan(x) ? x : round(x * 1e6) / 1e6);
}

static void put_day(struct writing *w, const char *key, date d)
{
    if (date_is_none(d))
        json_put_null(&w->json, key);
    else
        json_put_text(&w->json, key, date_iso(w->arena, d));
}

static void put_rung(struct json *j, const struct scale *scale, unsigned position)
{
    json_object(j);
    json_put_text(j, "label", scale->rungs[position].label);
    json_put_text(j, "words", scale->rungs[position].words);
    json_end_object(j);
}

static void put_set(struct json *j, const char *key, const struct scale *scale,
                    gradeset set)
{
    json_key(j, key);
    json_array(j);
    for (unsigned i = 0; i < scale->count; i++)
        if (gradeset_has(set, i))
            put_rung(j, scale, i);
    json_end_array(j);
}

static void put_interval(struct json *j, size_t agree, size_t compared)
{
    struct limits limits = backtest_interval(agree, compared);
    put_number(j, "low95", limits.low);
    put_number(j, "high95", limits.high);
}

/* ---- Groups */

static const char *const by_words[] = {[BY_ASSURANCE] = "assurance",
                                       [BY_PERIOD] = "period",
                                       [BY_YEAR] = "year",
                                       [BY_EVENT] = "event"};

static void put_by(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    struct json *j = &w->json;
    json_key(j, "by");
    json_object(j);
    for (size_t i = 0; tally && i < tally->group_count; i++) {
        const struct backtest_group *group = &tally->groups[i];
        json_key(j, arena_copy(w->arena, group->key).at);
        json_array(j);
        json_integer(j, (int64_t)group->compared);
        json_integer(j, (int64_t)group->agree);
        json_end_array(j);
    }
    json_end_object(j);
}

static void put_groups(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    struct json *j = &w->json;
    json_key(j, "groups");
    json_array(j);
    for (size_t i = 0; i < tally->group_count; i++) {
        const struct backtest_group *group = &tally->groups[i];
        json_object(j);
        json_put_text(j, "of", str_of(by_words[group->by]));
        json_put_text(j, "is", group->key);
        put_count(j, "compared", group->compared);
        put_count(j, "agree", group->agree);
        put_count(j, "open", group->open);
        put_interval(j, group->agree, group->compared);
        json_end_object(j);
    }
    json_end_array(j);
}

/* ---- One inspection */

/* Recursion is bounded by the nesting that the framework's compiler allows. */
static void put_step(struct writing *w, const struct step *step)
{
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "kind", str_of(step_kind_word(step->kind)));
    json_put_text(j, "rule", step->rule);
    json_put_integer(j, "line", step->place.line);
    json_put_text(j, "truth", str_of(truth_word(step->truth)));
    json_put_text(j, "text", step->text);
    json_key(j, "evidence");
    json_array(j);
    for (size_t i = 0; i < step->id_count; i++)
        json_text(j, step->ids[i]);
    json_end_array(j);
    json_key(j, "steps");
    json_array(j);
    for (size_t i = 0; i < step->step_count; i++)
        put_step(w, &step->steps[i]);
    json_end_array(j);
    json_end_object(j);
}

static void put_parts(struct writing *w, const struct backtest_case *c)
{
    const struct backtest *b = w->report->of;
    struct json *j = &w->json;
    json_key(j, "parts");
    json_object(j);
    for (size_t i = 0; i < b->part_count; i++) {
        const struct ruling *ruling = &c->verdict->rulings[b->parts[i]->index];
        if (!ruling->applies)
            continue;
        json_key(j, arena_copy(w->arena, b->parts[i]->path).at);
        if (gradeset_count(ruling->possible) == 1)
            put_rung(j, b->parts[i]->scale, gradeset_best(ruling->possible));
        else
            json_null(j);
    }
    json_end_object(j);
}

static void put_direction(struct json *j, const struct backtest_case *c)
{
    if (c->standing != BACKTEST_DIFFERS)
        return;
    bool better = gradeset_best(c->computed) < c->published;
    json_put_text(j, "direction", better ? STR("better") : STR("worse"));
}

static void put_case(struct writing *w, const struct backtest_case *c)
{
    const struct scale *scale = w->report->of->judgement->scale;
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "area", c->area->name);
    json_put_text(j, "la_code", c->area->la_code);
    put_day(w, "start", c->on);
    put_day(w, "end", c->inspection->end);
    put_day(w, "published_on", c->inspection->published);
    json_put_text(j, "event", c->inspection->event);
    json_put_text(j, "assurance", backtest_assurance(c->inspection->assurance));
    put_parts(w, c);
    if (gradeset_count(c->computed) == 1) {
        json_key(j, "computed");
        put_rung(j, scale, gradeset_best(c->computed));
    } else {
        json_put_null(j, "computed");
        put_set(j, "range", scale, c->computed);
    }
    json_key(j, "published");
    put_rung(j, scale, c->published);
    put_direction(j, c);
    json_put_text(j, "evidence", c->ruling->entered->row.id);
    json_key(j, "steps");
    json_array(j);
    for (size_t i = 0; i < c->ruling->step_count; i++)
        put_step(w, &c->ruling->steps[i]);
    json_end_array(j);
    json_end_object(j);
}

static void put_cases(struct writing *w, const char *key, enum backtest_standing standing)
{
    const struct backtest *b = w->report->of;
    json_key(&w->json, key);
    json_array(&w->json);
    for (size_t i = 0; b && i < b->count; i++)
        if (b->cases[i].standing == standing)
            put_case(w, &b->cases[i]);
    json_end_array(&w->json);
}

/* Every inspection in a line, so that anyone can count again. */
static void put_inspections(struct writing *w)
{
    static const char *const words[] = {
        [BACKTEST_AGREES] = "agrees",     [BACKTEST_DIFFERS] = "differs",
        [BACKTEST_OPEN] = "open",         [BACKTEST_REPEATS] = "repeats",
        [BACKTEST_NO_GRADE] = "no-grade", [BACKTEST_NOT_RUN] = "not-run"};
    const struct backtest *b = w->report->of;
    json_key(&w->json, "inspections");
    json_array(&w->json);
    for (size_t i = 0; b && i < b->count; i++) {
        const struct backtest_case *c = &b->cases[i];
        json_array(&w->json);
        json_text(&w->json, c->area->la_code);
        json_text(&w->json, date_iso(w->arena, c->on));
        json_text(&w->json, c->inspection->event);
        json_text(&w->json, backtest_assurance(c->inspection->assurance));
        json_text(&w->json, str_of(words[c->standing]));
        json_end_array(&w->json);
    }
    json_end_array(&w->json);
}

/* ---- How far */

static void put_matrix(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    size_t grades = w->report->of->judgement->scale->count;
    struct json *j = &w->json;
    json_key(j, "published_by_computed");
    json_array(j);
    for (size_t i = 0; i < grades; i++) {
        json_array(j);
        for (size_t k = 0; k < grades; k++)
            json_integer(j, (int64_t)tally->matrix[i][k]);
        json_end_array(j);
    }
    json_end_array(j);
}

static void put_limits(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    struct json *j = &w->json;
    json_key(j, "limits");
    json_array(j);
    for (size_t i = 0; i < tally->limit_count; i++) {
        const struct backtest_limit *limit = &tally->limits[i];
        json_object(j);
        json_put_text(j, "rule", limit->rule->id);
        put_count(j, "held", limit->held);
        put_count(j, "equal", limit->equal);
        put_count(j, "kept", limit->kept);
        put_interval(j, limit->equal, limit->held);
        put_count(j, "not_held", limit->not_held);
        put_count(j, "as_low_without", limit->without);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_baseline(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    struct json *j = &w->json;
    json_key(j, "most_common");
    json_object(j);
    json_key(j, "grade");
    put_rung(j, w->report->of->judgement->scale, tally->most_common);
    put_count(j, "agree", tally->most_common_count);
    json_end_object(j);
    json_key(j, "ceiling");
    json_object(j);
    put_count(j, "agree", tally->ceiling);
    put_count(j, "patterns", tally->patterns);
    json_end_object(j);
}

static void put_halves(struct json *j, const struct backtest_half half[2])
{
    json_key(j, "halves");
    json_array(j);
    for (size_t i = 0; i < 2; i++) {
        json_array(j);
        json_integer(j, (int64_t)half[i].compared);
        json_integer(j, (int64_t)half[i].agree);
        json_end_array(j);
    }
    json_end_array(j);
}

static void put_rival(struct writing *w, const struct backtest_rival *rival)
{
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "named", rival->named);
    json_put_text(j, "title", rival->of->plan->regime.title);
    put_count(j, "compared", rival->tally->compared);
    put_count(j, "agree", rival->tally->agree);
    put_interval(j, rival->tally->agree, rival->tally->compared);
    put_count(j, "open", rival->tally->open);
    json_key(j, "paired");
    json_object(j);
    put_count(j, "compared", rival->pair.compared);
    put_count(j, "both", rival->pair.both);
    put_count(j, "only_framework", rival->pair.first_only);
    put_count(j, "only_rival", rival->pair.second_only);
    put_count(j, "neither", rival->pair.neither);
    json_key(j, "p");
    json_double(j, rival->pair.p);
    json_end_object(j);
    put_halves(j, rival->half);
    json_end_object(j);
}

static void put_rivals(struct writing *w)
{
    struct json *j = &w->json;
    json_key(j, "rivals");
    json_array(j);
    for (size_t i = 0; i < w->report->rival_count; i++)
        put_rival(w, &w->report->rivals[i]);
    json_end_array(j);
    put_day(w, "split", w->report->split);
    put_halves(j, w->report->half);
}

static void put_agreement(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    struct json *j = &w->json;
    json_put_bool(j, "in_sample", backtest_is_in_sample(w->report->of));
    put_interval(j, tally->agree, tally->compared);
    put_count(j, "computed_better", tally->better);
    put_count(j, "computed_worse", tally->worse);
    put_count(j, "more_than_one_grade", tally->far);
    put_baseline(w);
    put_matrix(w);
    put_limits(w);
    put_groups(w);
    put_rivals(w);
}

/* ---- Coverage */

static const char *const held_words[] = {[HELD_SETTINGS] = "settings",
                                         [HELD_MEASURES] = "measures",
                                         [HELD_FINDINGS] = "findings",
                                         [HELD_INSPECTIONS] = "inspections"};

static void put_kind(struct writing *w, const struct held *held)
{
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "kind", str_of(held_words[held->kind]));
    json_put_text(j, "what", held->what);
    json_put_integer(j, "line", held->line);
    put_count(j, "authorities", held->authorities);
    put_count(j, "items", held->items);
    put_day(w, "first", held->first);
    put_day(w, "last", held->last);
    json_end_object(j);
}

static void put_held_measures(struct writing *w, const struct backtest_coverage *c)
{
    struct json *j = &w->json;
    json_key(j, "measures");
    json_array(j);
    for (size_t i = 0; i < c->measure_count; i++) {
        json_object(j);
        json_put_text(j, "id", c->measures[i].id);
        json_put_text(j, "label", c->measures[i].label);
        put_count(j, "authorities", c->measures[i].authorities);
        put_day(w, "last", c->measures[i].last);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_ratings(struct writing *w, const struct backtest_coverage *c)
{
    struct json *j = &w->json;
    json_key(j, "ratings");
    json_array(j);
    for (size_t i = 0; i < c->rating_count; i++) {
        json_object(j);
        json_put_integer(j, "year", c->year);
        json_put_text(j, "scheme", c->ratings[i].scheme);
        put_count(j, "authorities", c->ratings[i].authorities);
        put_count(j, "with_grade", c->ratings[i].with_grade);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_coverage(struct writing *w)
{
    const struct backtest_coverage *c = w->report->coverage;
    struct json *j = &w->json;
    json_key(j, "coverage");
    json_object(j);
    put_day(w, "at", c->at);
    put_count(j, "authorities", c->live);
    put_count(j, "asked", c->kind_count);
    put_count(j, "held_for_nine_in_ten", c->wide);
    put_count(j, "held_for_some", c->some);
    put_count(j, "held_for_none", c->kind_count - c->wide - c->some);
    put_count(j, "authorities_with_everything", c->everything);
    json_key(j, "kinds");
    json_array(j);
    for (size_t i = 0; i < c->kind_count; i++)
        put_kind(w, &c->kinds[i]);
    json_end_array(j);
    put_held_measures(w, c);
    put_ratings(w, c);
    json_end_object(j);
}

/* ---- The whole */

static void put_counts(struct writing *w)
{
    const struct backtest_tally *tally = w->report->tally;
    struct json *j = &w->json;
    put_count(j, "compared", tally ? tally->compared : 0);
    if (tally && tally->compared)
        put_count(j, "agree", tally->agree);
    else
        json_put_null(j, "agree");
    put_count(j, "open", tally ? tally->open : 0);
    put_count(j, "open_within", tally ? tally->open_within : 0);
    put_count(j, "repeats", tally ? tally->repeats : 0);
    put_count(j, "without_grade", tally ? tally->no_grade : 0);
    put_count(j, "not_run", tally ? tally->not_run : 0);
}

void backtest_json(struct arena *a, const struct backtest_report *report, struct buf *out)
{
    struct writing w = {.json = json_new(out, true), .arena = a, .report = report};
    struct json *j = &w.json;
    json_object(j);
    json_put_text(j, "framework", report->plan->regime.id);
    json_put_text(j, "named", report->named);
    json_put_text(j, "title", report->plan->regime.title);
    if (report->of)
        json_put_text(j, "judgement", report->of->judgement->path);
    else
        json_put_null(j, "judgement");
    put_counts(&w);
    if (report->tally && report->tally->compared)
        put_agreement(&w);
    put_by(&w);
    put_cases(&w, "disagree", BACKTEST_DIFFERS);
    put_cases(&w, "left_open", BACKTEST_OPEN);
    put_inspections(&w);
    if (report->coverage)
        put_coverage(&w);
    json_put_text(j, "attribution", report->attribution);
    json_end_object(j);
    buf_char(out, '\n');
}
