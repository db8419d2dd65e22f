#include "judgement/run.h"

#include <assert.h>

struct outcome outcome_new(struct run *run)
{
    return (struct outcome){.truth = TRUTH_UNKNOWN,
                            .range = interval_unbounded(),
                            .ids = says_new(run->arena),
                            .brief = STR(""),
                            .text = STR(""),
                            .wanted = says_new(run->arena),
                            .steps = steps_new(run->arena)};
}

/* --- leaves --- */

static struct outcome literal(struct run *run, const struct expr *expr)
{
    struct outcome out = outcome_new(run);
    out.range = expr->literal;
    return out;
}

/* "text; left apart: apart" */
static struct str with_apart(struct run *run, struct str text, struct str apart)
{
    if (str_is_empty(apart))
        return text;
    return arena_format(run->arena, "%.*s; left apart: %.*s", STR_ARG(text),
                        STR_ARG(apart));
}

/* Of a number something is known or nothing: a share that may be any is not known. */
static truth settled(struct interval range, bool is_share)
{
    bool any = is_share && ratio_compare(range.low, (struct ratio){0, 1}) == 0 &&
               ratio_compare(range.high, (struct ratio){1, 1}) == 0;
    return range.unbounded || any ? TRUTH_UNKNOWN : TRUTH_TRUE;
}

static struct outcome query(struct run *run, const struct expr *expr)
{
    struct answer answer = profile_answer(run->profile, &expr->query);
    struct outcome out = outcome_new(run);
    out.range = answer.range;
    out.has_range = true;
    out.is_share = answer.is_share;
    out.truth = settled(answer.range, answer.is_share);
    says_add_all(&out.ids, answer.ids, answer.id_count);
    out.text = with_apart(run, answer.text, answer.apart);
    out.brief = out.text;
    says_add(&out.wanted, answer.wanted);
    out.asked = answer.asked;
    out.known = answer.known;
    return out;
}

static struct outcome measure(struct run *run, const struct expr *expr)
{
    struct standing_answer answer =
        profile_standing(run->profile, &expr->query, expr->query.measure);
    struct outcome out = outcome_new(run);
    out.truth = answer.truth;
    says_add_all(&out.ids, answer.ids, answer.id_count);
    out.text = out.brief = answer.text;
    says_add(&out.wanted, answer.wanted);
    out.asked = 1;
    out.known = answer.truth != TRUTH_UNKNOWN;
    return out;
}

/* --- lets --- */

static struct str value_text(struct run *run, const struct outcome *out)
{
    if (out->has_range)
        return interval_text(run->arena, out->range, out->is_share);
    return str_of(truth_word(out->truth));
}

static struct step step_of_value(struct run *run, enum step_kind kind,
                                 const struct let *let, const struct outcome *out)
{
    struct str value = value_text(run, out);
    struct step step = {
        .kind = kind,
        .rule = let->id,
        .place = let->place,
        .truth = out->truth,
        .ids = out->ids.at,
        .id_count = out->ids.count,
        .wanted = say_list(run->arena, out->wanted.at, out->wanted.count, "and"),
        .has_range = out->has_range,
        .is_share = out->is_share,
        .range = out->range,
        .steps = out->steps.at,
        .step_count = out->steps.count};
    step.text = arena_format(run->arena, "%.*s is %.*s: %.*s.", STR_ARG(let->id),
                             STR_ARG(value), STR_ARG(out->text));
    return step;
}

static const struct let_override *override_of(const struct run *run,
                                              const struct let *let)
{
    for (size_t i = 0; i < run->options->override_count; i++)
        if (run->options->overrides[i].let == let)
            return &run->options->overrides[i];
    return NULL;
}

static struct outcome overridden(struct run *run, const struct let *let,
                                 const struct let_override *override)
{
    struct outcome out = outcome_new(run);
    out.is_share = let->expr->type == TYPE_SHARE;
    out.has_range = let->expr->type != TYPE_TRUTH;
    out.asked = 1;
    out.text = STR("left out for this what-if");
    if (out.is_share)
        out.range = interval_any_share();
    if (override->absent) {
        says_add(&out.wanted, let->id);
        return out;
    }
    out.range = override->range;
    out.truth = out.has_range ? settled(override->range, out.is_share) : override->truth;
    out.text = STR("it was set so for this what-if");
    out.known = 1;
    return out;
}

struct outcome outcome_of_let(struct run *run, const struct let *let)
{
    struct let_state *state = &run->lets[let->index];
    if (state->done)
        return state->outcome;
    const struct let_override *override = override_of(run, let);
    struct outcome out =
        override ? overridden(run, let, override) : outcome_of(run, let->expr);
    struct str value = value_text(run, &out);
    out.brief =
        arena_format(run->arena, "%.*s is %.*s", STR_ARG(let->id), STR_ARG(value));
    *state = (struct let_state){.done = true, .outcome = out};
    return out;
}

static struct outcome let_value(struct run *run, const struct expr *expr)
{
    struct outcome out = outcome_of_let(run, expr->let);
    struct step step = step_of_value(run, STEP_CONDITION, expr->let, &out);
    out.steps = steps_new(run->arena);
    steps_add(&out.steps, step);
    return out;
}

/* --- what is made of them --- */

static void join_text(struct run *run, struct str *text, struct str more)
{
    if (str_is_empty(more))
        return;
    const char *and = str_is_empty(*text) ? "" : "; ";
    *text = arena_format(run->arena, "%.*s%s%.*s", STR_ARG(*text), and, STR_ARG(more));
}

/* Takes over what a part stands on. */
static void stand_on(struct outcome *out, const struct outcome *part)
{
    says_add_all(&out->ids, part->ids.at, part->ids.count);
    for (size_t i = 0; i < part->steps.count; i++)
        steps_add(&out->steps, part->steps.at[i]);
    out->asked += part->asked;
    out->known += part->known;
}

static void say_part(struct run *run, struct outcome *out, const struct outcome *part)
{
    join_text(run, &out->brief, part->brief);
    join_text(run, &out->text, part->text);
}

/* The step that shows a condition with the values put in. */
static void show(struct run *run, struct outcome *out, const struct expr *expr)
{
    struct step step = {
        .kind = STEP_CONDITION,
        .rule = STR("condition"),
        .place = expr->place,
        .truth = out->truth,
        .ids = out->ids.at,
        .id_count = out->ids.count,
        .wanted = say_list(run->arena, out->wanted.at, out->wanted.count, "and"),
        .steps = out->steps.at,
        .step_count = out->steps.count};
    step.text = arena_format(run->arena, "%.*s: %s, as %.*s.", STR_ARG(expr->text),
                             truth_word(out->truth), STR_ARG(out->brief));
    out->steps = steps_new(run->arena);
    steps_add(&out->steps, step);
}

static struct outcome compare(struct run *run, const struct expr *expr)
{
    struct outcome left = outcome_of(run, expr->left);
    struct outcome right = outcome_of(run, expr->right);
    struct outcome out = outcome_new(run);
    out.truth = interval_compare(left.range, expr->op, right.range);
    stand_on(&out, &left);
    stand_on(&out, &right);
    say_part(run, &out, &left);
    say_part(run, &out, &right);
    if (out.truth == TRUTH_UNKNOWN) {
        says_add_all(&out.wanted, left.wanted.at, left.wanted.count);
        says_add_all(&out.wanted, right.wanted.at, right.wanted.count);
    }
    show(run, &out, expr);
    return out;
}

/* How many parts must hold. */
static unsigned needed(const struct expr *expr)
{
    if (expr->kind == EXPR_OR)
        return 1;
    return expr->kind == EXPR_AND ? (unsigned)expr->part_count : expr->need;
}

/* Says the parts that settle the whole: of a conjunction that fails, those that fail. */
static struct outcome several(struct run *run, const struct expr *expr)
{
    struct outcome out = outcome_new(run);
    struct outcome *parts = arena_make(run->arena, struct outcome, expr->part_count);
    unsigned sure = 0, open = 0;
    for (size_t i = 0; i < expr->part_count; i++) {
        parts[i] = outcome_of(run, expr->parts[i]);
        sure += parts[i].truth == TRUTH_TRUE;
        open += parts[i].truth == TRUTH_UNKNOWN;
        stand_on(&out, &parts[i]);
    }
    out.truth = truth_at_least(needed(expr), sure, open);
    for (size_t i = 0; i < expr->part_count; i++) {
        if (parts[i].truth != out.truth)
            continue;
        say_part(run, &out, &parts[i]);
        says_add_all(&out.wanted, parts[i].wanted.at, parts[i].wanted.count);
    }
    show(run, &out, expr);
    return out;
}

static struct outcome negated(struct run *run, const struct expr *expr)
{
    struct outcome out = outcome_of(run, expr->parts[0]);
    out.truth = truth_not(out.truth);
    return out;
}

struct outcome outcome_of(struct run *run, const struct expr *expr)
{
    typedef struct outcome evaluate(struct run * run, const struct expr *expr);
    static evaluate *const kinds[] = {[EXPR_LITERAL] = literal,
                                      [EXPR_LET] = let_value,
                                      [EXPR_QUERY] = query,
                                      [EXPR_COVERAGE_OF_BLOCK] = outcome_of_coverage,
                                      [EXPR_COMPARE] = compare,
                                      [EXPR_AND] = several,
                                      [EXPR_OR] = several,
                                      [EXPR_NOT] = negated,
                                      [EXPR_AT_LEAST] = several,
                                      [EXPR_GRADES] = outcome_of_grades,
                                      [EXPR_GRADE] = outcome_of_grades,
                                      [EXPR_INSPECTED] = outcome_of_inspected,
                                      [EXPR_MEASURE] = measure};
    assert((size_t)expr->kind < sizeof kinds / sizeof *kinds);
    return kinds[expr->kind](run, expr);
}
