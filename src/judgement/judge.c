#include "judgement/judge.h"

#include <assert.h>

#include "judgement/run.h"

/* --- the assessment date --- */

static date clamped(date at, date from, date to)
{
    if (date_compare(at, from) < 0)
        return from;
    return date_compare(at, to) > 0 ? to : at;
}

date judge_date(const struct plan *plan, const struct evidence *evidence,
                const struct area *area)
{
    date latest = evidence_latest(evidence, area);
    if (date_is_none(latest))
        return plan->regime.valid_to;
    return clamped(latest, plan->regime.valid_from, plan->regime.valid_to);
}

/* --- the previous rating --- */

/* Is a row under an earlier framework whose grades this one follows? */
static bool is_followed(const struct run *run, struct str framework, date on)
{
    const struct regime *regime = &run->plan->regime;
    const struct regimes *all = run->profile->evidence->regimes;
    if (is_this_framework(run, framework, on))
        return false;
    bool follows = regimes_match(all, framework, regime->family, on);
    for (size_t i = 0; i < regime->follow_count; i++)
        follows = follows || regimes_match(all, framework, regime->follows[i], on);
    return follows;
}

static bool enters_grades(const struct plan *plan)
{
    bool enters = false;
    for (size_t i = 0; i < plan->judgement_count; i++)
        enters = enters || plan->judgements[i]->entered;
    return enters;
}

/* An inspection under this framework before the one being run.  Where the framework
 * enters no grades none is run: such a row is this rating's own letter. */
static bool is_earlier_run(const struct run *run, const struct inspection *row)
{
    return enters_grades(run->plan) && row != run->inspection &&
           is_this_framework(run, row->framework, row->start);
}

static bool is_rating(const struct decision *row)
{
    return row->kind == DECISION_GRADE || row->kind == DECISION_MODERATE;
}

static date latest_rating(const struct run *run)
{
    const struct profile *p = run->profile;
    date latest = DATE_NONE;
    for (size_t i = 0; i < p->inspections_count; i++) {
        const struct inspection *row = p->inspections[i];
        bool rates =
            is_earlier_run(run, row) || is_followed(run, row->framework, row->start);
        if (rates && date_compare(inspection_date(row), latest) > 0)
            latest = inspection_date(row);
    }
    for (size_t i = 0; i < p->decisions_count; i++) {
        const struct decision *row = p->decisions[i];
        if (is_rating(row) && is_followed(run, row->framework, row->on) &&
            date_compare(row->on, latest) > 0)
            latest = row->on;
    }
    return latest;
}

static void find_previous_rating(struct run *run)
{
    struct profile_options *options = &run->profile->options;
    date latest = latest_rating(run);
    options->previous_rating_known = !date_is_none(latest);
    options->previous_rating = options->previous_rating_known
                                   ? latest
                                   : date_add_years(run->plan->regime.valid_from, -1);
}

/* --- judgements --- */

static void find_applying(struct run *run)
{
    for (size_t i = 0; i < run->plan->judgement_count; i++) {
        const struct judgement *node = run->plan->judgements[i];
        struct ruling *ruling = &run->rulings[i];
        assert(node->index == i);
        bool within = !node->parent || run->rulings[node->parent->index].applies;
        *ruling = (struct ruling){
            .judgement = node, .status = VERDICT_UNKNOWN, .origin = ORIGIN_UNDETERMINED};
        ruling->applies = within && dates_hold(node->from, node->until, run->dated);
    }
}

static void rule_judgements(struct run *run)
{
    find_applying(run);
    for (size_t i = 0; i < run->plan->judgement_count; i++) {
        const struct judgement *node = run->plan->order[i];
        if (node->graded && run->rulings[node->index].applies)
            rule_judgement(run, node);
    }
}

/* --- lets and questions --- */

static struct step let_step(struct run *run, const struct let *let)
{
    struct expr named = {.kind = EXPR_LET, .let = let};
    struct step step = outcome_of(run, &named).steps.at[0];
    step.kind = STEP_LET;
    return step;
}

static void show_lets(struct run *run, struct verdict *verdict)
{
    verdict->let_count = run->plan->let_count;
    verdict->lets = arena_make(run->arena, struct step, verdict->let_count);
    for (size_t i = 0; i < verdict->let_count; i++)
        verdict->lets[i] = let_step(run, run->plan->lets[i]);
}

static struct question_ruling ask(struct run *run, const struct question *question)
{
    struct outcome when = outcome_of(run, question->when);
    struct str text = arena_format(run->arena, "%.*s %.*s", STR_ARG(question->text),
                                   STR_ARG(say_capital(run->arena, when.text)));
    struct step step = {
        .kind = STEP_CONDITION,
        .rule = question->id,
        .place = question->place,
        .truth = when.truth,
        .basis = question->basis,
        .ids = when.ids.at,
        .id_count = when.ids.count,
        .text = step_sentence(run->arena, text, &question->basis),
        .wanted = say_list(run->arena, when.wanted.at, when.wanted.count, "and"),
        .steps = when.steps.at,
        .step_count = when.steps.count};
    return (struct question_ruling){question, when.truth, step,
                                    say_capital(run->arena, when.text)};
}

static void ask_questions(struct run *run, struct verdict *verdict)
{
    verdict->question_count = run->plan->question_count;
    verdict->questions =
        arena_make(run->arena, struct question_ruling, verdict->question_count);
    for (size_t i = 0; i < verdict->question_count; i++)
        verdict->questions[i] = ask(run, &run->plan->questions[i]);
}

/* --- standing --- */

/* The inspectorate's own, where every grade there is was entered by an inspection. */
static bool is_published(const struct verdict *verdict)
{
    bool any = false;
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        const struct ruling *ruling = &verdict->rulings[i];
        bool open = !ruling->applies || ruling->status == VERDICT_UNKNOWN;
        if (!open && !ruling->published_grade)
            return false;
        any = any || ruling->published_grade;
    }
    return any;
}

static enum standing standing_of(const struct verdict *verdict,
                                 const struct judge_options *options)
{
    if (options->what_if)
        return STANDING_WHAT_IF;
    if (verdict->plan->enquiry)
        return STANDING_ENQUIRY;
    if (verdict->plan->self_assessment)
        return STANDING_SELF_ASSESSMENT;
    return is_published(verdict) ? STANDING_PUBLISHED : STANDING_RECONSTRUCTION;
}

/* --- the run --- */

static struct run run_new(struct arena *a, const struct judge_case *of,
                          struct profile *profile)
{
    const struct plan *plan = of->plan;
    struct run run = {.arena = a,
                      .plan = plan,
                      .options = of->options,
                      .tweak = of->tweak,
                      .profile = profile};
    run.inspection = profile_latest(profile, plan->regime.id);
    run.dated = run.inspection ? run.inspection->start : profile->at;
    run.lets = arena_make(a, struct let_state, plan->let_count);
    run.rulings = arena_make(a, struct ruling, plan->judgement_count);
    run.by_decision = arena_make(a, bool, plan->judgement_count);
    return run;
}

static struct verdict *judge_run(struct run *run)
{
    struct verdict *verdict = arena_alloc(run->arena, sizeof *verdict);
    *verdict = (struct verdict){.plan = run->plan,
                                .profile = run->profile,
                                .run = run->inspection,
                                .at = run->profile->at,
                                .rulings = run->rulings,
                                .ruling_count = run->plan->judgement_count,
                                .remarks = remarks_new(run->arena)};
    run->remarks = &verdict->remarks;
    find_previous_rating(run);
    rule_judgements(run);
    show_lets(run, verdict);
    ask_questions(run, verdict);
    notice_dates(run);
    notice_words(run);
    notice_clashes(run);
    notice_decisions(run);
    notice_disagreements(run);
    verdict->standing = standing_of(verdict, run->options);
    return verdict;
}

struct verdict *judge_case(struct arena *a, const struct judge_case *of)
{
    struct profile_options wanted = {.average = of->options->average,
                                     .neighbour_model = of->options->neighbour_model,
                                     .bands = &of->plan->bands};
    struct profile *profile = profile_build(a, of->evidence, of->area, of->at, &wanted);
    struct run run = run_new(a, of, profile);
    return judge_run(&run);
}

struct verdict *judge(struct arena *a, const struct plan *plan,
                      const struct evidence *evidence, const struct area *area, date at,
                      const struct judge_options *options)
{
    struct judge_case of = {
        .plan = plan, .evidence = evidence, .area = area, .at = at, .options = options};
    return judge_case(a, &of);
}
