#include "publish/similar_json.h"

#include <stdio.h>

#include "base/json.h"
#include "profile/picture.h"
#include "publish/similar_words.h"

struct writing {
    struct json json;
    struct arena *arena;
    const struct similar_report *report;
    const struct similar_index *index;
};

/* ---- Small parts */

static double rounded(double x)
{
    return (double)(int64_t)(x * 1e4 + 0.5) / 1e4;
}

static void put_number(struct json *j, const char *key, double x)
{
    json_key(j, key);
    json_double(j, rounded(x));
}

static void put_date(struct writing *w, const char *key, date d)
{
    if (date_is_none(d))
        json_put_null(&w->json, key);
    else
        json_put_text(&w->json, key, date_iso(w->arena, d));
}

static void put_evidence(struct writing *w, struct survey_origin origin)
{
    json_key(&w->json, "evidence");
    json_array(&w->json);
    if (!survey_origin_is_none(origin))
        json_text(&w->json,
                  arena_format(w->arena, "%lld:%lu",
                               (long long)w->index->source.load_ids[origin.load],
                               (unsigned long)origin.row));
    json_end_array(&w->json);
}

static struct survey_origin event_origin(const struct writing *w,
                                         const struct merged_event *event)
{
    const struct survey survey = {.source = w->index->source};
    return picture_event_origin(&survey, event);
}

static void put_themes(struct writing *w, const char *key, theme_set themes)
{
    json_key(&w->json, key);
    json_array(&w->json);
    for (size_t i = 0; i < themes_count(); i++) {
        if (themes_has(themes, i))
            json_text(&w->json, themes_at(i)->id);
    }
    json_end_array(&w->json);
}

static void put_themes_why(struct writing *w, struct term_uses uses, theme_set themes)
{
    json_key(&w->json, "themes");
    json_array(&w->json);
    for (size_t i = 0; i < themes_count(); i++) {
        if (!themes_has(themes, i))
            continue;
        json_object(&w->json);
        json_put_text(&w->json, "id", themes_at(i)->id);
        json_put_text(&w->json, "title", themes_at(i)->title);
        json_put_text(&w->json, "because", themes_why(w->index->themes, uses, i));
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

/* ---- Inspections */

static void put_event(struct writing *w, const struct merged_event *event)
{
    const struct cube *cube = w->index->source.cube;
    uint32_t area = cube_area(cube, event->code);
    json_put_text(&w->json, "la_code", event->code);
    json_put_text(&w->json, "area",
                  area == UINT32_MAX ? event->code : cube->areas[area].name);
    json_put_text(&w->json, "framework", event->framework);
    json_put_text(&w->json, "type", event->event_type);
    put_date(w, "start", event->start);
    put_date(w, "end", event->end);
    put_date(w, "published", event->published);
}

static void put_pair(struct writing *w, const struct similar_pair *pair)
{
    static const char *const changes[] = {[CHANGE_NOT_COMPARED] = "not-compared",
                                          [CHANGE_BETTER] = "better",
                                          [CHANGE_SAME] = "same",
                                          [CHANGE_WORSE] = "worse"};
    struct json *j = &w->json;
    json_object(j);
    json_put_text(j, "judgement", themes_judgement_words(pair->judged));
    if (pair->before)
        json_put_text(j, "before", pair->before->grade);
    else
        json_put_null(j, "before");
    if (pair->after)
        json_put_text(j, "after", pair->after->grade);
    else
        json_put_null(j, "after");
    json_put_text(j, "change", str_of(changes[pair->change]));
    json_end_object(j);
}

static void put_later(struct writing *w, const char *key,
                      const struct merged_event *event, int months)
{
    json_key(&w->json, key);
    if (!event) {
        json_null(&w->json);
        return;
    }
    json_object(&w->json);
    put_event(w, event);
    json_put_text(&w->json, "theme", event->theme);
    json_put_integer(&w->json, "months", months);
    put_evidence(w, event_origin(w, event));
    json_end_object(&w->json);
}

static void put_after(struct writing *w, const struct similar_after *after,
                      theme_set themes)
{
    struct json *j = &w->json;
    enum judged_as judged = similar_judged(w->index, themes);
    json_key(j, "followed");
    json_object(j);
    put_later(w, "next_graded", after->next, after->months);
    put_later(w, "first_back", after->look, after->look_months);
    if (!after->next) {
        json_put_integer(j, "waited_months", after->waited);
        json_put_bool(j, "authority_ended", after->ended);
    }
    json_key(j, "judgements");
    json_array(j);
    for (size_t i = 0; i < after->pair_count; i++)
        put_pair(w, &after->pairs[i]);
    json_end_array(j);
    if (judged != JUDGED_NOT)
        json_put_text(j, "most_related", themes_judgement_words(judged));
    json_end_object(j);
}

/* ---- Items */

static void put_item(struct writing *w, const struct similar_item *item)
{
    const struct batch_item *row = &w->index->source.facts->items[item->item];
    json_put_text(&w->json, "kind",
                  vocabulary_word(&vocabulary_finding_kind, (int)row->kind));
    json_put_text(&w->json, "text", row->text);
    put_evidence(w, survey_origin(&w->index->source, row->load, row->row));
}

static void put_shared(struct writing *w, const struct similar_match *match)
{
    struct json *j = &w->json;
    json_key(j, "shared_words");
    json_array(j);
    for (size_t i = 0; i < match->shared_count; i++) {
        json_object(j);
        json_put_text(j, "asked", match->shared[i].asked);
        json_put_text(j, "found", match->shared[i].found);
        put_number(j, "weight", match->shared[i].weight);
        json_end_object(j);
    }
    json_end_array(j);
    put_themes(w, "shared_themes", match->themes);
    put_number(j, "themes_weight", match->themes_weight);
}

static void put_match(struct writing *w, const struct similar_match *match,
                      theme_set asked)
{
    struct similar_after after = similar_after(w->index, match->item->event);
    struct json *j = &w->json;
    json_object(j);
    put_event(w, after.event);
    put_item(w, match->item);
    put_number(j, "score", match->score);
    put_number(j, "likeness", match->likeness);
    put_shared(w, match);
    put_after(w, &after, match->themes ? match->themes : asked);
    json_end_object(j);
}

static void put_list(struct writing *w, const struct similar_list *list)
{
    struct json *j = &w->json;
    put_themes_why(w, list->uses, list->themes);
    json_key(j, "of_this_kind");
    json_object(j);
    put_number(j, "at_least", similar_kind());
    json_put_integer(j, "items", (int64_t)list->alike);
    json_put_integer(j, "inspections", (int64_t)list->alike_inspections);
    json_put_integer(j, "authorities", (int64_t)list->alike_authorities);
    json_end_object(j);
    json_key(j, "unknown_words");
    json_array(j);
    for (size_t i = 0; i < list->uses.count; i++) {
        if (list->uses.at[i].term == TERM_UNKNOWN)
            json_text(j, list->uses.at[i].word);
    }
    json_end_array(j);
    json_key(j, "matches");
    json_array(j);
    for (size_t i = 0; i < list->count; i++)
        put_match(w, &list->matches[i], list->themes);
    json_end_array(j);
}

static void put_area(struct writing *w)
{
    const struct similar_area *of = w->report->of_area;
    struct json *j = &w->json;
    json_put_text(j, "area", w->report->area->name);
    json_put_text(j, "la_code", w->report->area->code);
    json_key(j, "inspection");
    if (of->event) {
        json_object(j);
        put_event(w, of->event);
        json_put_bool(j, "graded_again_without_a_list", of->superseded);
        put_evidence(w, event_origin(w, of->event));
        json_end_object(j);
    } else {
        json_null(j);
    }
    json_key(j, "items");
    json_array(j);
    for (size_t i = 0; i < of->count; i++) {
        json_object(j);
        put_item(w, of->items[i].item);
        put_list(w, &of->items[i].list);
        json_end_object(j);
    }
    json_end_array(j);
}

/* ---- By theme */

static void put_changes(struct json *j, const char *key, const size_t counts[4])
{
    static const char *const names[] = {"compared", "better", "same", "worse"};
    json_key(j, key);
    json_object(j);
    for (size_t i = 0; i < 4; i++)
        json_put_integer(j, names[i], (int64_t)counts[i]);
    json_end_object(j);
}

static void put_months(struct json *j, const struct similar_summary *sum)
{
    json_key(j, "months");
    if (sum->followed == 0) {
        json_null(j);
        return;
    }
    json_object(j);
    if (sum->followed >= SIMILAR_FEW)
        put_number(j, "median", sum->months_median);
    else
        json_put_null(j, "median");
    json_put_integer(j, "low", sum->months_low);
    json_put_integer(j, "high", sum->months_high);
    json_end_object(j);
}

static void put_summary(struct json *j, const struct similar_summary *sum)
{
    bool all = sum->theme == themes_count();
    json_object(j);
    json_put_text(j, "theme", all ? STR("all") : themes_at(sum->theme)->id);
    json_put_text(j, "title",
                  all ? STR("All inspections with a list")
                      : themes_at(sum->theme)->title);
    json_put_integer(j, "items", (int64_t)sum->items);
    json_put_integer(j, "inspections", (int64_t)sum->inspections);
    json_put_integer(j, "authorities", (int64_t)sum->authorities);
    json_put_integer(j, "graded_since", (int64_t)sum->followed);
    json_put_integer(j, "not_graded_since", (int64_t)sum->waiting);
    json_put_integer(j, "ended", (int64_t)sum->ended);
    json_put_integer(j, "longest_wait", sum->waited_high);
    put_changes(j, "overall",
                (const size_t[]){sum->compared, sum->better, sum->same, sum->worse});
    if (!all) {
        json_put_text(j, "judgement",
                      themes_judgement_words(themes_at(sum->theme)->judged));
        put_changes(j, "own",
                    (const size_t[]){sum->own_compared, sum->own_better, sum->own_same,
                                     sum->own_worse});
    }
    json_put_integer(j, "next_listed", (int64_t)sum->listed);
    json_put_integer(j, "named_again", (int64_t)sum->again);
    put_months(j, sum);
    json_end_object(j);
}

void similar_json(const struct similar_report *report, struct buf *out)
{
    struct writing w = {.json = json_new(out, false),
                        .arena = out->arena,
                        .report = report,
                        .index = report->index};
    struct json *j = &w.json;
    json_object(j);
    put_date(&w, "at", report->index->at);
    json_put_integer(j, "items_compared", (int64_t)report->index->item_count);
    json_put_integer(j, "strengths_left_out", (int64_t)report->index->strengths);
    put_themes(&w, "only_themes", report->among);
    if (report->of_area) {
        put_area(&w);
    } else {
        json_put_text(j, "text", report->text);
        put_list(&w, &report->of_text);
    }
    json_key(j, "by_theme");
    json_array(j);
    for (size_t i = 0; i < report->summaries.count; i++)
        put_summary(j, &report->summaries.at[i]);
    json_end_array(j);
    json_end_object(j);
    buf_char(out, '\n');
}
