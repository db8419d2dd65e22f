#include "publish/verdict_json.h"

#include "base/json.h"
#include "publish/enquiry.h"
#include "publish/tally.h"

static void put_ids(struct json *j, const char *key, const struct str *ids, size_t count)
{
    json_key(j, key);
    json_array(j);
    for (size_t i = 0; i < count; i++)
        json_text(j, ids[i]);
    json_end_array(j);
}

static void put_rung(struct json *j, const struct rung *rung)
{
    json_object(j);
    json_put_text(j, "label", rung->label);
    json_put_text(j, "words", rung->words);
    json_end_object(j);
}

/* A set of one is a grade; any other is none. */
static void put_grade(struct json *j, const char *key, const struct scale *scale,
                      gradeset set)
{
    json_key(j, key);
    if (gradeset_count(set) == 1)
        put_rung(j, &scale->rungs[gradeset_best(set)]);
    else
        json_null(j);
}

/* The labels of a set, best first. */
static void put_set(struct json *j, const char *key, const struct scale *scale,
                    gradeset set)
{
    json_key(j, key);
    json_array(j);
    for (unsigned i = 0; scale && i < scale->count; i++) {
        if (gradeset_has(set, i))
            json_text(j, scale->rungs[i].label);
    }
    json_end_array(j);
}

static void put_range(struct json *j, const char *key, const struct scale *scale,
                      gradeset set)
{
    json_key(j, key);
    json_array(j);
    for (unsigned i = 0; i < scale->count; i++) {
        if (gradeset_has(set, i))
            put_rung(j, &scale->rungs[i]);
    }
    json_end_array(j);
}

static void put_basis(struct json *j, const struct basis *basis)
{
    json_key(j, "basis");
    if (basis->kind == BASIS_NONE) {
        json_null(j);
        return;
    }
    json_object(j);
    json_put_text(j, "kind", str_of(basis_word(basis->kind)));
    json_put_text(j, "cite", basis->cite);
    json_end_object(j);
}

static void put_interval(struct json *j, const struct step *step)
{
    json_key(j, "range");
    if (step->range.unbounded) {
        json_null(j);
        return;
    }
    json_object(j);
    json_key(j, "low");
    json_double(j, ratio_double(step->range.low));
    json_key(j, "high");
    json_double(j, ratio_double(step->range.high));
    json_put_bool(j, "low_included", !step->range.low_open);
    json_put_bool(j, "high_included", !step->range.high_open);
    json_put_bool(j, "share", step->is_share);
    json_end_object(j);
}

/* Recursion is bounded by the nesting the framework compiler allows. */
static void put_step(struct json *j, const struct step *step)
{
    json_object(j);
    json_put_text(j, "kind", str_of(step_kind_word(step->kind)));
    json_put_text(j, "rule", step->rule);
    json_put_integer(j, "line", step->place.line);
    json_put_text(j, "truth", str_of(truth_word(step->truth)));
    put_set(j, "before", step->scale, step->before);
    put_set(j, "after", step->scale, step->after);
    put_basis(j, &step->basis);
    put_ids(j, "evidence", step->ids, step->id_count);
    json_put_text(j, "text", step->text);
    if (step->wanted.len)
        json_put_text(j, "wanted", step->wanted);
    if (step->has_range)
        put_interval(j, step);
    json_key(j, "steps");
    json_array(j);
    for (size_t i = 0; i < step->step_count; i++)
        put_step(j, &step->steps[i]);
    json_end_array(j);
    json_end_object(j);
}

static void put_suggestion(struct json *j, const struct scale *scale,
                           const struct suggestion *suggestion)
{
    json_object(j);
    json_put_text(j, "rule", suggestion->rule->id);
    json_put_text(j, "truth", str_of(truth_word(suggestion->truth)));
    put_grade(j, "grade", scale, suggestion->gives);
    put_range(j, "range", scale, suggestion->gives);
    json_end_object(j);
}

/* A grade is there once it is decided; one that awaits its decision stands under
 * "computed". */
static void put_grades(struct json *j, const struct ruling *ruling)
{
    const struct scale *scale = ruling->judgement->scale;
    bool decided = ruling->status == VERDICT_DECIDED;
    put_grade(j, "grade", scale, decided ? ruling->possible : (gradeset){0});
    put_grade(j, "proposed", scale, ruling->proposed);
    put_grade(j, "computed", scale, ruling->computed);
    put_range(j, "range", scale, ruling->possible);
}

static void put_published(struct json *j, const struct ruling *ruling)
{
    if (ruling->published)
        put_grade(j, "published", ruling->judgement->scale,
                  gradeset_one(ruling->published->grade.position));
    else
        json_put_null(j, "published");
}

static void put_ruling(struct json *j, const struct ruling *ruling)
{
    json_object(j);
    json_put_text(j, "id", ruling->judgement->path);
    json_put_text(j, "title", ruling->judgement->title);
    json_put_text(j, "scale", ruling->judgement->scale->id);
    json_put_text(j, "status", str_of(verdict_status_word(ruling->status)));
    put_grades(j, ruling);
    json_put_text(j, "origin", str_of(verdict_origin_word(ruling->origin)));
    put_published(j, ruling);
    if (ruling->published_grade)
        json_put_text(j, "standing", STR("published"));
    else
        json_put_null(j, "standing");
    json_put_bool(j, "information_only", ruling->judgement->information_only);
    json_key(j, "suggested");
    json_array(j);
    for (size_t i = 0; i < ruling->suggested_count; i++)
        put_suggestion(j, ruling->judgement->scale, &ruling->suggested[i]);
    json_end_array(j);
    put_ids(j, "wanted", ruling->wanted, ruling->wanted_count);
    json_key(j, "steps");
    json_array(j);
    for (size_t i = 0; i < ruling->step_count; i++)
        put_step(j, &ruling->steps[i]);
    json_end_array(j);
    json_end_object(j);
}

static void put_remark(struct json *j, const struct remark *remark)
{
    json_object(j);
    json_put_text(j, "kind", remark_kind_name(remark->kind));
    json_put_text(j, "file", remark->file);
    json_put_integer(j, "record", remark->record);
    json_put_integer(j, "line", remark->line);
    json_put_integer(j, "column", remark->column);
    json_put_text(j, "field", remark->field);
    json_put_text(j, "found", remark->found);
    json_put_text(j, "expected", remark->expected);
    json_put_text(j, "text", remark->text);
    put_ids(j, "evidence", remark->ids, remark->id_count);
    json_end_object(j);
}

static void put_finding(struct json *j, const struct finding *finding)
{
    json_object(j);
    json_put_text(j, "kind",
                  vocabulary_word(&vocabulary_finding_kind, (int)finding->kind));
    json_put_text(j, "text", finding->text);
    json_put_text(j, "outcome", finding->outcome);
    put_ids(j, "evidence", &finding->row.id, 1);
    json_end_object(j);
}

/* Findings about the evidence first, then, for a regime that gives no grade, what the
 * inspection found, by kind. */
static void put_findings(struct json *j, const struct verdict *verdict,
                         const struct remarks *remarks)
{
    json_key(j, "findings");
    json_array(j);
    for (size_t i = 0; i < remarks->count; i++)
        put_remark(j, &remarks->at[i]);
    for (size_t i = 0; i < verdict->remarks.count; i++)
        put_remark(j, &verdict->remarks.at[i]);
    bool lists = verdict->plan->judgement_count == 0 && verdict->run;
    for (int kind = 0; lists && kind < FINDING_KIND_COUNT; kind++) {
        for (size_t i = 0; i < verdict->profile->findings_count; i++) {
            const struct finding *finding = verdict->profile->findings[i];
            if (finding->inspection == verdict->run && (int)finding->kind == kind)
                put_finding(j, finding);
        }
    }
    json_end_array(j);
}

static void put_question(struct json *j, struct arena *a,
                         const struct question_ruling *ruling)
{
    json_object(j);
    json_put_text(j, "id", ruling->question->id);
    json_put_text(j, "truth", str_of(truth_word(ruling->truth)));
    json_put_text(j, "text", ruling->question->text);
    put_basis(j, &ruling->question->basis);
    put_ids(j, "evidence", ruling->step.ids, ruling->step.id_count);
    json_put_text(j, "why", ruling->step.text);
    json_put_text(j, "found", ruling->found);
    json_put_text(j, "how_sure", enquiry_sureness(a, ruling));
    json_end_object(j);
}

static void put_sensitivity(struct json *j, const struct sensitivity *sensitivity)
{
    json_key(j, "sensitivity");
    json_object(j);
    json_put_integer(j, "tried", (int64_t)sensitivity->tried);
    json_key(j, "changes");
    json_array(j);
    for (size_t i = 0; i < sensitivity->change_count; i++) {
        const struct change *change = &sensitivity->changes[i];
        json_object(j);
        json_put_text(j, "id", change->id);
        json_put_text(j, "what", change->what);
        json_put_text(j, "judgement", change->judgement->path);
        json_put_text(j, "status_before",
                      str_of(verdict_status_word(change->status_before)));
        json_put_text(j, "status_after",
                      str_of(verdict_status_word(change->status_after)));
        put_set(j, "before", change->judgement->scale, change->before);
        put_set(j, "after", change->judgement->scale, change->after);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void put_tally(struct json *j, const struct verdict *verdict)
{
    struct tally tally = verdict_tally(verdict);
    json_key(j, "against_published");
    json_object(j);
    json_put_integer(j, "compared", (int64_t)tally.compared);
    json_put_integer(j, "reproduced", (int64_t)tally.reproduced);
    json_put_integer(j, "entered", (int64_t)tally.entered);
    json_put_integer(j, "disagreeing", (int64_t)tally.disagreeing);
    json_put_integer(j, "undetermined", (int64_t)tally.undetermined);
    json_end_object(j);
}

static void put_head(struct json *j, const struct verdict *verdict)
{
    struct arena *a = verdict->profile->arena;
    json_put_text(j, "framework", verdict->plan->regime.id);
    json_put_text(j, "area", verdict->profile->area->name);
    json_put_text(j, "at", date_iso(a, verdict->at));
    json_put_text(j, "standing", str_of(verdict_standing_word(verdict->standing)));
    json_put_text(j, "notice", standing_notice(a, verdict));
}

void verdict_json(const struct verdict *verdict, const struct remarks *remarks,
                  const struct sensitivity *sensitivity, bool indent, struct buf *out)
{
    struct json j = json_new(out, indent);
    json_object(&j);
    put_head(&j, verdict);
    json_key(&j, "judgements");
    json_array(&j);
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        if (ruling_is_shown(&verdict->rulings[i]))
            put_ruling(&j, &verdict->rulings[i]);
    }
    json_end_array(&j);
    put_tally(&j, verdict);
    json_key(&j, "lets");
    json_array(&j);
    for (size_t i = 0; i < verdict->let_count; i++)
        put_step(&j, &verdict->lets[i]);
    json_end_array(&j);
    put_findings(&j, verdict, remarks);
    json_key(&j, "questions");
    json_array(&j);
    for (size_t i = 0; i < verdict->question_count; i++)
        put_question(&j, verdict->profile->arena, &verdict->questions[i]);
    json_end_array(&j);
    if (sensitivity)
        put_sensitivity(&j, sensitivity);
    json_end_object(&j);
    buf_char(out, '\n');
}
