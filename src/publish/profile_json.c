/* A picture as JSON.  Figures are as published; averages have six decimals, which is more
 * than their inputs carry.  What is not known is null, and says why beside it. */
#include <math.h>
#include <stdio.h>

#include "base/json.h"
#include "publish/profile_page.h"

/* What all parts of one object need. */
struct writing {
    struct json json;
    struct arena *arena;
    const struct picture *picture;
    const struct survey *survey;
};

/* ---- Small parts */

static void put_number(struct json *j, const char *key, double x)
{
    json_key(j, key);
    json_double(j, isnan(x) ? x : round(x * 1e6) / 1e6);
}

static void put_date(struct writing *w, const char *key, date d)
{
    if (date_is_none(d))
        json_put_null(&w->json, key);
    else
        json_put_text(&w->json, key, date_iso(w->arena, d));
}

static void put_origin(struct writing *w, struct survey_origin origin)
{
    char id[48];
    if (survey_origin_is_none(origin))
        return;
    snprintf(id, sizeof id, "%lld:%lu",
             (long long)w->survey->source.load_ids[origin.load],
             (unsigned long)origin.row);
    json_text(&w->json, str_of(id));
}

static void put_evidence(struct writing *w, struct survey_origin origin)
{
    json_key(&w->json, "evidence");
    json_array(&w->json);
    put_origin(w, origin);
    json_end_array(&w->json);
}

static void put_against(struct json *j, const char *key, enum against against)
{
    json_put_text(j, key, str_of(against_word(against)));
}

static const char *comparator_word(enum comparator against)
{
    if (against == COMPARATOR_REGION)
        return "region";
    return against == COMPARATOR_ENGLAND ? "england" : "neighbours";
}

/* ---- Who and when */

static void put_kin(struct writing *w, const char *key, const struct picture_kin *kin,
                    size_t count)
{
    const struct cube_area *areas = w->survey->source.cube->areas;
    json_key(&w->json, key);
    json_array(&w->json);
    for (size_t i = 0; i < count; i++) {
        json_object(&w->json);
        json_put_text(&w->json, "code", areas[kin[i].area].code);
        json_put_text(&w->json, "name", areas[kin[i].area].name);
        put_date(w, "on", kin[i].on);
        json_put_text(&w->json, "kind", kin[i].kind);
        put_evidence(w, kin[i].origin);
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

static void put_area(struct writing *w)
{
    static const char *const lives[] = {"current", "ended", "not-yet"};
    const struct cube_area *area = &w->survey->source.cube->areas[w->picture->area];
    struct json *j = &w->json;
    json_put_text(j, "area", area->name);
    json_put_text(j, "la_code", area->code);
    json_put_text(j, "ons_code", area->ons_code);
    json_put_text(j, "region", area->region);
    json_put_text(j, "at", date_iso(w->arena, w->picture->at));
    json_put_text(j, "life", str_of(lives[w->picture->life]));
    put_date(w, "live_from", area->live_from);
    put_date(w, "live_to", area->live_to);
    put_kin(w, "predecessors", w->picture->before, w->picture->before_count);
    put_kin(w, "successors", w->picture->after, w->picture->after_count);
}

static void put_neighbours(struct writing *w)
{
    const struct cube *cube = w->survey->source.cube;
    const uint32_t *neighbours = survey_neighbours(w->survey, w->picture->area);
    const struct str *closeness = survey_closeness(w->survey, w->picture->area);
    json_key(&w->json, "neighbours");
    json_array(&w->json);
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        if (neighbours[i] == UINT32_MAX)
            continue;
        json_object(&w->json);
        json_put_text(&w->json, "la_code", cube->areas[neighbours[i]].code);
        json_put_text(&w->json, "name", cube->areas[neighbours[i]].name);
        json_put_text(&w->json, "closeness", closeness[i]);
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

static void put_conventions(struct writing *w)
{
    const struct benchmark_options *o = &w->survey->options.benchmark;
    const struct cube *cube = w->survey->source.cube;
    struct json *j = &w->json;
    json_key(j, "comparison");
    json_object(j);
    json_put_text(j, "against", str_of(comparator_word(w->survey->options.against)));
    json_put_text(j, "average",
                  o->average == AVERAGE_MEDIAN ? STR("median") : STR("mean"));
    if (o->model < cube->model_count)
        json_put_text(j, "model", cube->models[o->model]);
    else
        json_put_null(j, "model");
    json_put_bool(j, "weak_neighbours", w->picture->weak_neighbours);
    put_neighbours(w);
    json_end_object(j);
}

/* ---- Inspections */

static void put_grade(struct writing *w, const struct batch_event_grade *grade)
{
    json_put_text(&w->json, "judgement", grade->judgement);
    json_put_text(&w->json, "grade", grade->grade);
    if (grade->position >= 0)
        json_put_integer(&w->json, "from_best", grade->position + 1);
    put_evidence(w, survey_origin(&w->survey->source, grade->load, grade->row));
}

static void put_judgements(struct writing *w)
{
    json_key(&w->json, "judgements");
    json_array(&w->json);
    for (size_t i = 0; i < w->picture->judgement_count; i++) {
        const struct picture_judgement *judged = &w->picture->judgements[i];
        json_object(&w->json);
        put_grade(w, judged->grade);
        put_date(w, "inspected", w->picture->graded->on);
        json_put_integer(&w->json, "age_months", w->picture->graded->months);
        if (judged->before) {
            json_put_text(&w->json, "before", judged->before->grade);
            put_date(w, "before_on", judged->before_on);
        }
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

static void put_items(struct writing *w, const struct merged_event *event)
{
    const struct batch *facts = w->survey->source.facts;
    for (size_t i = 0; i < event->item_count; i++) {
        const struct batch_item *item = &facts->items[event->items[i]];
        json_object(&w->json);
        json_put_text(&w->json, "kind",
                      vocabulary_word(&vocabulary_finding_kind, (int)item->kind));
        json_put_text(&w->json, "heading", item->heading);
        json_put_text(&w->json, "text", item->text);
        put_evidence(w, survey_origin(&w->survey->source, item->load, item->row));
        json_end_object(&w->json);
    }
}

static void put_event(struct writing *w, const struct picture_event *e)
{
    const struct merged_event *event = e->event;
    const struct batch *facts = w->survey->source.facts;
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "framework", event->framework);
    json_put_text(j, "type", event->event_type);
    json_put_text(j, "theme", event->theme);
    put_date(w, "start", event->start);
    put_date(w, "end", event->end);
    put_date(w, "published", event->published);
    json_put_integer(j, "age_months", e->months);
    json_put_bool(j, "graded", e->graded);
    json_put_text(j, "assurance",
                  vocabulary_word(&vocabulary_assurance, (int)event->assurance));
    json_key(j, "judgements");
    json_array(j);
    for (size_t i = 0; i < event->grade_count; i++) {
        json_object(j);
        put_grade(w, &facts->event_grades[event->grades[i]]);
        json_end_object(j);
    }
    json_end_array(j);
    put_evidence(w, picture_event_origin(w->survey, event));
    json_end_object(j);
}

static void put_events(struct writing *w)
{
    json_key(&w->json, "inspections");
    json_array(&w->json);
    for (size_t i = 0; i < w->picture->event_count; i++)
        put_event(w, &w->picture->events[i]);
    json_end_array(&w->json);
    json_key(&w->json, "open_improvement_areas");
    json_array(&w->json);
    if (w->picture->graded)
        put_items(w, w->picture->graded->event);
    json_end_array(&w->json);
}

/* ---- Settings */

static void put_counts(struct json *j, const char *key, unsigned good, unsigned of)
{
    json_key(j, key);
    json_object(j);
    json_put_integer(j, "good_or_better", good);
    json_put_integer(j, "of", of);
    json_end_object(j);
}

static void put_setting(struct writing *w, const struct picture_settings *s)
{
    struct json *j = &w->json;
    const struct survey_tally *own = s->own;
    json_object(j);
    json_put_text(j, "service", s->service->id);
    json_put_integer(j, "settings", own->settings);
    put_counts(j, "own", own->good, own->counted);
    put_counts(j, "neighbours", s->neighbours_good, s->neighbours_counted);
    put_counts(j, "england", s->england_good, s->england_counted);
    json_key(j, "grades_from_best");
    json_array(j);
    for (size_t i = 0; i < 4; i++)
        json_integer(j, own->grades[i]);
    json_end_array(j);
    put_counts(j, "under_an_earlier_framework", own->earlier_good, own->earlier);
    json_put_integer(j, "other_scale", own->other_scale);
    json_put_integer(j, "ungraded", own->ungraded);
    json_put_integer(j, "undated", own->undated);
    put_date(w, "oldest_inspection", s->oldest);
    put_date(w, "median_inspection", s->median);
    json_key(j, "evidence");
    json_array(j);
    for (size_t i = 0; i < own->settings; i++)
        put_origin(w, w->survey->settings[own->first + i].origin);
    json_end_array(j);
    json_end_object(j);
}

static void put_settings(struct writing *w)
{
    json_key(&w->json, "settings");
    json_array(&w->json);
    for (size_t i = 0; i < w->picture->setting_count; i++)
        put_setting(w, &w->picture->settings[i]);
    json_end_array(&w->json);
    put_date(w, "schools_at", w->survey->schools_at);
    put_date(w, "providers_at", w->survey->providers_at);
}

/* ---- Measures */

static void put_own_figure(struct writing *w, const struct picture_figure *f)
{
    const struct cube_series *series = &f->measure->about.series[f->measure->period];
    struct json *j = &w->json;
    if (f->missing) {
        json_put_null(j, "value");
        json_put_text(j, "missing",
                      vocabulary_word(&vocabulary_missing, (int)f->missing));
        return;
    }
    json_key(j, "value");
    json_double(j, f->result->value);
    if (series->numerator && !isnan(series->numerator[w->picture->area])) {
        json_key(j, "numerator");
        json_double(j, series->numerator[w->picture->area]);
        json_key(j, "denominator");
        json_double(j, series->denominator[w->picture->area]);
    }
    if (!isnan(f->result->low95)) {
        put_number(j, "low95", f->result->low95);
        put_number(j, "high95", f->result->high95);
    }
}

static void put_standing(struct writing *w, const struct picture_figure *f)
{
    struct json *j = &w->json;
    const struct benchmark_area *r = f->result;
    if (f->missing)
        return;
    if (r->rank) {
        json_put_integer(j, "rank", r->rank);
        json_put_integer(j, "rank_of", r->rank_of);
    }
    if (r->quartile)
        json_put_text(j, "quartile", (struct str){&r->quartile, 1});
    put_against(j, "against_neighbours", r->against_neighbours);
    put_against(j, "against_region", r->against_region);
    put_against(j, "against_england", r->against_england);
    if (isnan(r->change))
        return;
    put_number(j, "change", r->change);
    put_against(j, "change_is", r->change_is);
}

/* From when the figures are of one kind, where an earlier one is of another. */
static void put_break(struct json *j, const struct survey_measure *m)
{
    const struct cube_measure *measure = &m->about;
    const struct cube_break *at = m->period
                                      ? cube_break_between(measure, &measure->periods[0],
                                                           &measure->periods[m->period])
                                      : NULL;
    if (!at)
        return;
    json_key(j, "break");
    json_object(j);
    json_put_integer(j, "from", at->year);
    json_put_text(j, "why", at->why);
    json_put_text(j, "source", at->source);
    json_end_object(j);
}

static void put_trend(struct json *j, const struct picture_figure *f)
{
    const struct area_trend *t = &f->trend;
    const struct cube_measure *measure = &f->measure->about;
    if (f->missing || t->years == 0)
        return;
    json_key(j, "trend");
    json_object(j);
    json_put_integer(j, "years", t->years);
    json_put_text(j, "from", measure->periods[t->first].text);
    json_put_text(j, "test", str_of(trend_test_name(t->test)));
    put_number(j, "p", t->p);
    put_number(j, "per_year", t->per_year);
    json_put_integer(j, "sign", t->sign);
    put_against(j, "is", t->is);
    json_end_object(j);
}

static void put_measure(struct writing *w, const struct picture_figure *f)
{
    const struct survey_measure *m = f->measure;
    const struct batch_measure *about = &m->about.about;
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "id", about->id);
    json_put_text(j, "label", about->label);
    json_put_text(j, "topic", about->topic);
    json_put_text(j, "unit", about->unit);
    json_put_text(j, "polarity",
                  vocabulary_word(&vocabulary_polarity, (int)about->polarity));
    json_put_text(j, "period", m->about.periods[m->period].text);
    if (m->about.counts_of.len)
        json_put_text(j, "counts_of", m->about.counts_of);
    if (m->ended)
        json_put_bool(j, "ended", true);
    put_own_figure(w, f);
    put_number(j, "neighbours_mean", f->result->neighbours_mean);
    put_number(j, "neighbours_median", f->result->neighbours_median);
    json_put_integer(j, "neighbours_with", f->result->neighbours_with);
    put_number(j, "region_value", f->result->region);
    put_number(j, "england_value", f->result->england);
    put_standing(w, f);
    json_key(j, "evidence");
    json_array(j);
    put_origin(w, f->origin);
    put_origin(w, f->counts);
    json_end_array(j);
    put_break(j, m);
    put_trend(j, f);
    json_end_object(j);
}

static void put_list(struct writing *w, const char *key, const struct picture_list *list)
{
    json_key(&w->json, key);
    json_array(&w->json);
    for (size_t i = 0; i < list->count; i++)
        json_text(&w->json, w->picture->figures[list->at[i]].measure->about.about.id);
    json_end_array(&w->json);
}

static void put_exceptions(struct writing *w)
{
    const struct picture *p = w->picture;
    struct json *j = &w->json;
    json_key(j, "exceptions");
    json_object(j);
    json_put_integer(j, "tested", (int64_t)p->tested);
    json_put_integer(j, "better", (int64_t)p->better);
    json_put_integer(j, "similar", (int64_t)p->similar);
    json_put_integer(j, "worse", (int64_t)p->worse);
    put_list(w, "worse_and_worsening", &p->worsening);
    put_list(w, "worse_than_comparator", &p->worst);
    put_list(w, "better_than_comparator", &p->best);
    put_list(w, "improved", &p->improved);
    put_list(w, "declined", &p->declined);
    json_end_object(j);
}

static void put_attribution(struct writing *w)
{
    const struct cube *cube = w->survey->source.cube;
    json_key(&w->json, "attribution");
    json_array(&w->json);
    for (size_t i = 0; i < cube->load_count; i++) {
        bool said = cube->loads[i].attribution.len == 0;
        for (size_t k = 0; k < i && !said; k++)
            said = str_equal(cube->loads[k].attribution, cube->loads[i].attribution);
        if (!said)
            json_text(&w->json, cube->loads[i].attribution);
    }
    json_end_array(&w->json);
}

void profile_json(const struct picture *picture, struct buf *out)
{
    struct writing w = {.json = json_new(out, false),
                        .arena = out->arena,
                        .picture = picture,
                        .survey = picture->survey};
    json_object(&w.json);
    put_area(&w);
    put_conventions(&w);
    put_judgements(&w);
    put_exceptions(&w);
    put_settings(&w);
    put_events(&w);
    json_key(&w.json, "measures");
    json_array(&w.json);
    for (size_t i = 0; i < picture->figure_count; i++)
        put_measure(&w, &picture->figures[i]);
    json_end_array(&w.json);
    put_attribution(&w);
    json_end_object(&w.json);
    buf_char(out, '\n');
}
