/* "100 babies" as JSON.  Numbers have six decimals; what is not known is null. */
#include <math.h>

#include "base/json.h"
#include "publish/babies_page.h"

struct writing {
    struct json json;
    struct arena *arena;
    const struct babies *babies;
    const struct babies_ground *ground;
};

static const char *const who_keys[] = {[BABIES_AREA] = "here",
                                       [BABIES_NEIGHBOURS] = "neighbours",
                                       [BABIES_ENGLAND] = "england"};
static const char *const forms[] = {[COHORT_SHARE] = "share",
                                    [COHORT_FIRST] = "first-events",
                                    [COHORT_REPEATS] = "repeats-within-a-year",
                                    [COHORT_EVENTS] = "all-events"};

static void put_number(struct json *j, const char *key, double x)
{
    json_key(j, key);
    json_double(j, isnan(x) ? x : round(x * 1e6) / 1e6);
}

/* ---- Rates */

static void put_evidence(struct writing *w, const struct babies_rate *of)
{
    const struct survey_origin origins[] = {of->origin, of->counts};
    json_key(&w->json, "evidence");
    json_array(&w->json);
    for (size_t i = 0; i < 2; i++) {
        bool counts = i == 1 && isnan(of->numerator);
        if (survey_origin_is_none(origins[i]) || counts)
            continue;
        long long load = (long long)w->ground->source.load_ids[origins[i].load];
        json_text(&w->json, arena_format(w->arena, "%lld:%lu", load,
                                         (unsigned long)origins[i].row));
    }
    json_end_array(&w->json);
}

static const char *missing_word(const struct babies_rate *of)
{
    static const char *const words[] = {
        [MISSING_NOT] = NULL,
        [MISSING_SUPPRESSED] = "suppressed",
        [MISSING_NOT_APPLICABLE] = "not applicable",
        [MISSING_NOT_AVAILABLE] = "not available",
        [MISSING_NOT_COLLECTED] = "not collected",
        [MISSING_TOO_FEW] = "too few",
        [MISSING_OUTSIDE_LIFE] = "outside life",
        [MISSING_UNSPECIFIED] = "unspecified",
    };
    return of->total ? "a total" : isnan(of->value) ? words[of->missing] : NULL;
}

static void put_of(struct writing *w, size_t rate, enum babies_who who)
{
    const struct babies_rate *of = &w->babies->who[who]->rates[rate];
    struct json *j = &w->json;
    const char *missing = missing_word(of);
    json_key(j, who_keys[who]);
    json_object(j);
    put_number(j, "value", of->value);
    if (missing)
        json_put_text(j, "missing", str_of(missing));
    put_number(j, "numerator", of->numerator);
    put_number(j, "denominator", of->denominator);
    put_number(j, "used", of->used.value * babies_per(w->ground, rate));
    if (who == BABIES_NEIGHBOURS)
        json_put_integer(j, "with", of->neighbours_with);
    else
        put_evidence(w, of);
    json_end_object(j);
}

static void put_rates(struct writing *w)
{
    struct json *j = &w->json;
    json_key(j, "rates");
    json_array(j);
    for (size_t i = 0; i < BABIES_RATES; i++) {
        const struct babies_found *found = &w->ground->found[i];
        json_object(j);
        json_put_text(j, "what", str_of(babies_measures[i].words));
        if (found->measure) {
            json_put_text(j, "measure", found->measure->about.id);
            json_put_text(j, "period", found->measure->periods[found->period].text);
            put_number(j, "per", babies_per(w->ground, i));
            for (int who = 0; who < BABIES_WHO; who++)
                put_of(w, i, (enum babies_who)who);
        } else {
            json_put_null(j, "measure");
        }
        json_end_object(j);
    }
    json_end_array(j);
}

/* ---- Stages */

static void put_limits(struct json *j, const struct cohort_result *r)
{
    put_number(j, "expected", r->mean);
    put_number(j, "rate_low95", r->rate_low);
    put_number(j, "rate_high95", r->rate_high);
    put_number(j, "low80", r->low80);
    put_number(j, "high80", r->high80);
    put_number(j, "low95", r->low95);
    put_number(j, "high95", r->high95);
}

static void put_line(struct writing *w, size_t s, enum babies_who who)
{
    const struct babies_line *line = &w->babies->who[who]->lines[s];
    struct json *j = &w->json;
    if (!line->known) {
        json_put_null(j, who_keys[who]);
        return;
    }
    json_key(j, who_keys[who]);
    json_object(j);
    put_limits(j, &line->result);
    json_put_integer(j, "dots", line->dots);
    if (!isnan(line->most))
        put_number(j, "most", line->most);
    if (line->nothing_taken)
        json_put_bool(j, "nothing_taken_off", true);
    if (line->held)
        json_put_bool(j, "held_to_stage_before", true);
    json_end_object(j);
}

static void put_uses(struct writing *w, const struct babies_stage *stage)
{
    struct json *j = &w->json;
    size_t used[BABIES_STAGE_RATES];
    babies_stage_rates(stage, used);
    json_key(j, "rates");
    json_array(j);
    for (size_t i = 0; i < BABIES_STAGE_RATES; i++) {
        if (used[i] != COHORT_NOWHERE)
            json_integer(j, (int64_t)used[i]);
    }
    json_end_array(j);
}

static void put_stage(struct writing *w, size_t s)
{
    const struct babies_stage *stage = &babies_stages[s];
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "id", str_of(stage->id));
    json_put_text(j, "name", str_of(stage->name));
    json_put_text(j, "form", str_of(forms[stage->of.form]));
    if (stage->of.years)
        json_put_integer(j, "years", stage->of.years);
    if (stage->of.within != COHORT_NOWHERE)
        json_put_text(j, "within", str_of(babies_stages[stage->of.within].id));
    if (stage->how)
        json_put_text(j, "note", str_of(stage->how));
    put_uses(w, stage);
    for (int who = 0; who < BABIES_WHO; who++)
        put_line(w, s, (enum babies_who)who);
    if (stage->study > 0) {
        put_number(j, "study", stage->study);
        json_put_text(j, "study_source", str_of(stage->study_source));
    }
    json_end_object(j);
}

/* ---- Scenarios */

static void put_effect(struct writing *w, size_t s, const struct babies_effect *effect)
{
    static const char *const done[] = {[BABIES_UNCHANGED] = "unchanged",
                                       [BABIES_CHANGED] = "changed",
                                       [BABIES_NO_DIRECTION] = "no direction",
                                       [BABIES_NO_FIGURE] = "no figure"};
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "stage", str_of(babies_stages[s].id));
    json_put_text(j, "rate", str_of(done[effect->done]));
    if (effect->done == BABIES_CHANGED)
        put_number(j, "value", effect->value);
    if (w->babies->who[BABIES_AREA]->lines[s].known) {
        put_limits(j, &effect->result);
        json_key(j, "difference");
        json_object(j);
        put_limits(j, &effect->difference);
        json_end_object(j);
    }
    json_end_object(j);
}

static void put_scenarios(struct writing *w)
{
    struct json *j = &w->json;
    json_key(j, "scenarios");
    json_array(j);
    for (size_t i = 0; i < w->babies->outcome_count; i++) {
        const struct babies_outcome *outcome = &w->babies->outcomes[i];
        json_object(j);
        json_put_text(j, "name", outcome->scenario->name);
        json_key(j, "stages");
        json_array(j);
        for (size_t s = 0; s < BABIES_STAGES; s++)
            put_effect(w, s, &outcome->effects[s]);
        json_end_array(j);
        json_end_object(j);
    }
    json_end_array(j);
}

/* ---- All of it */

static void put_settings(struct writing *w)
{
    const struct babies_options *o = &w->ground->options;
    const struct cube *cube = w->ground->source.cube;
    struct json *j = &w->json;
    json_put_text(j, "kind",
                  STR("period (synthetic) cohort, not a forecast of any child"));
    json_put_text(j, "dependence",
                  STR("margins only; nested stages share their letters"));
    json_put_integer(j, "babies", COHORT_BABIES);
    json_put_integer(j, "runs", (int64_t)o->runs);
    json_put_text(j, "seed", arena_format(w->arena, "%llu", (unsigned long long)o->seed));
    json_put_text(j, "average",
                  o->benchmark.average == AVERAGE_MEDIAN ? STR("median") : STR("mean"));
    if (cube->model_count)
        json_put_text(j, "model", cube->models[o->benchmark.model]);
}

void babies_json(const struct babies *babies, struct buf *out)
{
    const struct babies_ground *ground = babies->ground;
    const struct cube_area *area = &ground->source.cube->areas[babies->area];
    struct writing w = {json_new(out, false), out->arena, babies, ground};
    struct json *j = &w.json;
    json_object(j);
    json_put_text(j, "area", area->name);
    json_put_text(j, "la_code", area->code);
    json_put_text(j, "at", date_iso(w.arena, ground->options.at));
    put_settings(&w);
    json_key(j, "stages");
    json_array(j);
    for (size_t s = 0; s < BABIES_STAGES; s++)
        put_stage(&w, s);
    json_end_array(j);
    put_rates(&w);
    put_scenarios(&w);
    json_end_object(j);
    buf_char(out, '\n');
}
