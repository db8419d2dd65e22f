/* An association as JSON.  Coefficients and p-values have six decimals; what could not be
 * had is null. */
#include <math.h>

#include "base/json.h"
#include "publish/associate_page.h"

struct writing {
    struct json json;
    struct arena *arena;
    const struct associate_said *said;
    const struct associate *result;
};

static void put_number(struct json *j, const char *key, double x)
{
    json_key(j, key);
    json_double(j, isnan(x) ? x : round(x * 1e6) / 1e6);
}

static void put_count(struct json *j, const char *key, size_t n)
{
    json_put_integer(j, key, (int64_t)n);
}

/* ---- What was asked */

static void put_settings(struct writing *w)
{
    const struct associate_options *options = &w->result->options;
    struct json *j = &w->json;
    json_key(j, "settings");
    json_object(j);
    json_put_integer(j, "lag_months", options->before.lag_months);
    json_put_integer(j, "age_months", options->before.age_months);
    put_count(j, "least_inspections", options->least_inspections);
    put_count(j, "least_authorities", options->least_authorities);
    put_count(j, "draws", options->draws);
    json_put_integer(j, "seed", (int64_t)options->seed);
    json_put_text(j, "statistic", STR("spearman within years"));
    json_put_text(j, "permutation", STR("whole authorities"));
    json_put_text(j, "interval", STR("bootstrap of authorities, percentiles"));
    if (w->result->control)
        json_put_text(j, "control", w->result->control->about.id);
    else
        json_put_null(j, "control");
    json_end_object(j);
}

static void put_inspections(struct writing *w)
{
    const struct before *before = w->result->before;
    const struct scale *scale = before->options.judgement->scale;
    struct json *j = &w->json;
    json_key(j, "inspections");
    json_array(j);
    for (size_t i = 0; i < before->count; i++) {
        const struct before_inspection *at = &before->inspections[i];
        json_object(j);
        json_put_text(j, "la_code", before->cube->areas[at->area].code);
        json_put_text(j, "start", date_iso(w->arena, at->start));
        json_put_text(j, "grade", scale->rungs[at->position].words);
        put_number(j, "standing", before->rows.outcome[i]);
        json_put_text(j, "evidence",
                      arena_format(w->arena, "%lld:%lu",
                                   (long long)w->said->source->load_ids[at->origin.load],
                                   (unsigned long)at->origin.row));
        json_end_object(j);
    }
    json_end_array(j);
}

/* ---- What was found */

static void put_tally(struct writing *w, const char *key,
                      const struct associate_tally *tally)
{
    struct json *j = &w->json;
    json_key(j, key);
    json_object(j);
    put_count(j, "tests", tally->tests);
    put_count(j, "below_5_percent", tally->below);
    put_number(j, "expected_by_chance", tally->expected);
    put_number(j, "chance_low95", tally->low);
    put_number(j, "chance_high95", tally->high);
    put_count(j, "found", tally->found);
    put_count(j, "holm", tally->holm);
    put_count(j, "false_discovery", tally->false_discovery);
    put_number(j, "r_needed", tally->needed);
    json_end_object(j);
}

static void put_result(struct json *j, const struct associate_test *test)
{
    put_count(j, "inspections", test->inspections);
    put_count(j, "authorities", test->authorities);
    put_number(j, "r", test->result.r);
    put_number(j, "p", test->result.p);
}

static void put_corrected(struct json *j, const struct associate_test *test)
{
    put_result(j, test);
    put_number(j, "low95", test->result.low95);
    put_number(j, "high95", test->result.high95);
    put_number(j, "p_holm", test->p_holm);
    put_number(j, "p_false_discovery", test->p_false_discovery);
    put_number(j, "p_largest", test->p_largest);
}

static void put_about(struct json *j, const struct cube_measure *measure)
{
    static const char *const words[] = {[POLARITY_NONE] = "none",
                                        [POLARITY_HIGH] = "high",
                                        [POLARITY_LOW] = "low",
                                        [POLARITY_CONTEXT] = "none"};
    json_put_text(j, "id", measure->about.id);
    json_put_text(j, "label", measure->about.label);
    json_put_text(j, "topic", measure->about.topic);
    json_put_text(j, "good", str_of(words[measure->about.polarity]));
}

static void put_association(struct json *j, const struct association *at)
{
    json_object(j);
    put_about(j, at->measure);
    json_put_bool(j, "deprivation", at->deprivation);
    put_count(j, "place", at->place);
    put_corrected(j, &at->plain);
    put_number(j, "tau_b", at->tau_b);
    json_key(j, "partial");
    json_object(j);
    put_corrected(j, &at->partial);
    json_end_object(j);
    json_key(j, "latest");
    json_object(j);
    put_result(j, &at->latest);
    json_end_object(j);
    json_end_object(j);
}

static void put_left_out(struct writing *w)
{
    struct json *j = &w->json;
    put_count(j, "never_known", w->result->unknown_count);
    json_key(j, "left_out");
    json_array(j);
    for (size_t i = 0; i < w->result->left_out_count; i++) {
        const struct associate_left_out *out = &w->result->left_out[i];
        json_object(j);
        json_put_text(j, "id", out->measure->about.id);
        put_count(j, "inspections", out->coverage.inspections);
        put_count(j, "authorities", out->coverage.authorities);
        json_end_object(j);
    }
    json_end_array(j);
}

void associate_json(struct arena *a, const struct associate_said *said, struct buf *out)
{
    struct writing w = {json_new(out, false), a, said, said->result};
    const struct associate *result = said->result;
    struct json *j = &w.json;
    json_object(j);
    json_put_text(j, "framework", said->plan->regime.id);
    json_put_text(j, "judgement", result->before->options.judgement->id);
    put_settings(&w);
    put_count(j, "authorities", result->before->subject_count);
    put_count(j, "undated", result->before->undated);
    put_count(j, "repeated", result->before->repeated);
    put_tally(&w, "all", &result->plain);
    put_tally(&w, "control_taken_out", &result->partial);
    json_key(j, "measures");
    json_array(j);
    for (size_t i = 0; i < result->count; i++)
        put_association(j, &result->at[i]);
    json_end_array(j);
    put_left_out(&w);
    put_inspections(&w);
    json_end_object(j);
    buf_char(out, '\n');
}
