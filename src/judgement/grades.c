/* Conditions on grades: of judgements of this framework, and of earlier inspections. */
#include "judgement/run.h"

#include <assert.h>

/* --- judgements of this framework --- */

/* A withheld grade is nobody's to use. */
static truth passes(const struct ruling *ruling, gradeset passing)
{
    uint32_t in = ruling->possible.bits & passing.bits;
    if (ruling->status == VERDICT_WITHHELD)
        return TRUTH_UNKNOWN;
    if (in == 0)
        return TRUTH_FALSE;
    return in == ruling->possible.bits ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

static struct str possible_text(struct run *run, const struct ruling *ruling)
{
    struct str path = ruling->judgement->path;
    struct str grades =
        step_grades(run->arena, ruling->judgement->scale, ruling->possible);
    if (ruling->status == VERDICT_WITHHELD)
        return arena_format(run->arena, "%.*s is withheld", STR_ARG(path));
    return arena_format(run->arena, "%.*s is %.*s", STR_ARG(path), STR_ARG(grades));
}

static struct step member_step(struct run *run, const struct ruling *ruling, truth passed)
{
    struct str text = possible_text(run, ruling);
    return (struct step){
        .kind = STEP_CONDITION,
        .rule = ruling->judgement->path,
        .place = ruling->judgement->place,
        .truth = passed,
        .text = arena_format(run->arena, "%.*s.", STR_ARG(text)),
        .wanted = say_list(run->arena, ruling->wanted, ruling->wanted_count, "and")};
}

struct grades_count {
    unsigned sure, open;
    struct says all, deciding[3]; /* by truth */
    struct says wanted;
};

static struct grades_count count_grades(struct run *run, const struct expr *expr,
                                        struct outcome *out)
{
    struct grades_count count = {.all = says_new(run->arena),
                                 .wanted = says_new(run->arena)};
    gradeset passing = answer_passing(expr->scale, expr->position, expr->test);
    for (truth t = TRUTH_FALSE; t <= TRUTH_TRUE; t++)
        count.deciding[t] = says_new(run->arena);
    for (size_t i = 0; i < expr->judgement_count; i++) {
        const struct ruling *ruling = &run->rulings[expr->judgements[i]->index];
        if (!ruling->applies)
            continue;
        truth passed = passes(ruling, passing);
        count.sure += passed == TRUTH_TRUE;
        count.open += passed == TRUTH_UNKNOWN;
        says_put(&count.deciding[passed], possible_text(run, ruling));
        steps_add(&out->steps, member_step(run, ruling, passed));
        if (passed == TRUTH_UNKNOWN)
            says_add_all(&count.wanted, ruling->wanted, ruling->wanted_count);
        out->asked++;
        out->known += passed != TRUTH_UNKNOWN;
    }
    return count;
}

/* One judgement passes where at least one of one does; a judgement outside its dates is
 * not there to pass. */
struct outcome outcome_of_grades(struct run *run, const struct expr *expr)
{
    struct outcome out = outcome_new(run);
    struct grades_count count = count_grades(run, expr, &out);
    unsigned need = expr->kind == EXPR_GRADE ? 1 : expr->need;
    out.truth = truth_at_least(need, count.sure, count.open);
    const struct says *deciding = &count.deciding[out.truth];
    if (deciding->count > 0)
        out.text = say_list(run->arena, deciding->at, deciding->count, "and");
    else
        out.text = arena_format(run->arena, "%.*s does not apply on this date",
                                STR_ARG(expr->text));
    out.brief = out.text;
    if (out.truth == TRUTH_UNKNOWN)
        says_add_all(&out.wanted, count.wanted.at, count.wanted.count);
    return out;
}

/* --- earlier inspections --- */

static struct str wanted_grade(struct run *run, const struct expr *expr,
                               const struct inspection *inspection)
{
    struct str said = say_inspection(run->arena, inspection);
    return arena_format(run->arena, "the grade of %.*s at the %.*s, in judgements.csv",
                        STR_ARG(expr->path), STR_ARG(said));
}

/* Absence of an event is a fact where events are recorded at all. */
static void not_inspected(struct run *run, const struct expr *expr, struct outcome *out)
{
    struct str family = say_family(run->arena, expr->inspection);
    bool hidden = profile_may_hide_inspection(run->profile, expr->inspection);
    if (run->profile->holds_events && !hidden) {
        out->truth = TRUTH_FALSE;
        out->known = 1;
        out->text = arena_format(run->arena, "no such inspection in the evidence (%.*s)",
                                 STR_ARG(family));
        return;
    }
    out->text = hidden
                    ? arena_format(run->arena,
                                   "a row that cannot be read may be the %.*s inspection",
                                   STR_ARG(family))
                    : STR("the evidence holds neither inspections nor findings");
    says_add(&out->wanted,
             arena_format(run->arena, "every %.*s inspection, in inspections.csv",
                          STR_ARG(family)));
}

/* The judgement as the inspection's own regime has it; NULL where none is known. */
static const struct regime_judgement *judgement_of(const struct expr *expr,
                                                   const struct inspection *inspection)
{
    /* The checker refuses a question about a regime that is not known. */
    const struct regime *regime = inspection->regime;
    return regime ? regime_judgement(regime, expr->path) : NULL; /* mcdc: refused */
}

/* Of a store judgements go by their titles, as measures by their names. */
static struct str name_of(const struct run *run, const struct expr *expr,
                          const struct inspection *inspection)
{
    const struct regime_judgement *judgement = judgement_of(expr, inspection);
    bool titled = judgement && judgement->title.len; /* mcdc: known regimes have titles */
    bool named = run->profile->evidence->of_store && titled; /* mcdc: as above */
    return named ? judgement->title : expr->path;
}

/* A judgement that inspections of that day did not make was not given: that is a fact. */
static bool not_made_then(const struct expr *expr, const struct inspection *inspection)
{
    const struct regime_judgement *judgement = judgement_of(expr, inspection);
    return judgement && /* mcdc: refused */
           !dates_hold(judgement->from, judgement->until, inspection->start);
}

static void inspected(struct run *run, const struct expr *expr,
                      const struct inspection *inspection, struct outcome *out)
{
    const struct judged *row = profile_judged(run->profile, inspection, expr->path);
    struct str said = say_inspection(run->arena, inspection);
    struct str name = name_of(run, expr, inspection);
    says_add(&out->ids, inspection->row.id);
    if (!row && not_made_then(expr, inspection)) {
        out->truth = TRUTH_FALSE;
        out->known = 1;
        out->text = arena_format(run->arena, "the %.*s has no judgement “%.*s”",
                                 STR_ARG(said), STR_ARG(name));
        return;
    }
    if (!row || !scale_same(row->grade.scale, expr->scale)) {
        out->text =
            arena_format(run->arena, "the %.*s gives no grade of %.*s on this scale",
                         STR_ARG(said), STR_ARG(name));
        says_add(&out->wanted, wanted_grade(run, expr, inspection));
        return;
    }
    gradeset passing = answer_passing(expr->scale, expr->position, expr->test);
    struct str grade = expr->scale->rungs[row->grade.position].words;
    out->truth = gradeset_has(passing, row->grade.position) ? TRUTH_TRUE : TRUTH_FALSE;
    out->known = 1;
    says_add(&out->ids, row->row.id);
    struct str ids = say_ids(run->arena, &row->row.id, 1);
    out->text = arena_format(run->arena, "%.*s was “%.*s” at the %.*s%.*s", STR_ARG(name),
                             STR_ARG(grade), STR_ARG(said), STR_ARG(ids));
}

struct outcome outcome_of_inspected(struct run *run, const struct expr *expr)
{
    struct outcome out = outcome_new(run);
    const struct inspection *latest = profile_latest(run->profile, expr->inspection);
    out.asked = 1;
    if (latest)
        inspected(run, expr, latest, &out);
    else
        not_inspected(run, expr, &out);
    out.brief = out.text;
    return out;
}
