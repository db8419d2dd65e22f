#include "publish/verdict_text.h"

#include "profile/say.h"
#include "publish/enquiry.h"
#include "publish/tally.h"
#include "publish/text_lines.h"
#include "publish/wording.h"

/* One judgement being said. */
struct speaker {
    struct arena *arena;
    struct buf *out;
    bool explain;
    struct says *told; /* what has been said of this judgement */
};

/* A line of `label` and text, its further lines under the text. */
static void say(const struct speaker *s, struct str label, struct str text)
{
    text_wrap(s->out, text, label);
}

/* --- the grade ------------------------------------------------------------------- */

static struct str grade_words(struct arena *a, const struct ruling *ruling)
{
    const struct scale *scale = ruling->judgement->scale;
    struct str possible = words_grades(a, scale, ruling->possible);
    switch (ruling->status) {
    case VERDICT_WITHHELD:
        return STR("withheld");
    case VERDICT_DECIDED:
        return possible;
    case VERDICT_PROPOSED:
        return arena_format(a, "%.*s, computed; a decision is awaited",
                            STR_ARG(possible));
    case VERDICT_UNKNOWN:
        return STR("unknown");
    case VERDICT_RANGE:
        break;
    }
    return arena_format(a, "one of %.*s", STR_ARG(possible));
}

static struct str origin_words(struct arena *a, const struct ruling *ruling)
{
    struct str origin = str_of(verdict_origin_word(ruling->origin));
    const char *only =
        ruling->judgement->information_only ? "; for information only" : "";
    if (!ruling->published)
        return arena_format(a, "%.*s%s", STR_ARG(origin), only);
    struct str grade =
        words_grade(a, ruling->judgement->scale, ruling->published->grade.position);
    return arena_format(a, "%.*s; published: %.*s%s", STR_ARG(origin), STR_ARG(grade),
                        only);
}

/* --- the steps ------------------------------------------------------------------- */

/* The rows a step stands on; those of a single part are said there. */
static void tell_ids(const struct speaker *s, const struct step *step, struct str indent)
{
    bool said_below = step->step_count == 1 && step->steps[0].id_count == step->id_count;
    if (step->id_count == 0 || said_below)
        return;
    struct str ids = words_list(s->arena, step->ids, step->id_count);
    say(s, arena_format(s->arena, "%.*sevidence: ", STR_ARG(indent)), ids);
}

/* What would settle a step, unless a part of it says so already. */
static void say_wanted(const struct speaker *s, const struct step *step,
                       struct str indent)
{
    bool said_below = step->step_count == 1 && step->steps[0].wanted.len > 0;
    if (step->wanted.len > 0 && !said_below)
        say(s, arena_format(s->arena, "%.*swould be settled by: ", STR_ARG(indent)),
            step->wanted);
}

/* What a rule or decision moved: the set as it stood before is what stands without it.
 * The texts of some decisions say so themselves.
 * The lines of a proposal gather a set; what it comes to is said by the whole. */
static void say_moved(const struct speaker *s, const struct step *step, struct str indent)
{
    bool moves = step->kind == STEP_RULE || step->kind == STEP_DECISION;
    bool said = str_contains(step->text, STR("Without it: ")) ||
                str_contains(step->text, STR("The rule alone gives "));
    if (said || !moves || !step->scale || step->before.bits == step->after.bits)
        return;
    struct str without = words_grades(s->arena, step->scale, step->before);
    say(s, arena_format(s->arena, "%.*swithout it: ", STR_ARG(indent)), without);
}

static struct str step_text(const struct speaker *s, const struct step *step)
{
    if (!s->explain || !step->place.line)
        return step->text;
    return arena_format(s->arena, "%.*s [line %u: %s]", STR_ARG(step->text),
                        step->place.line, truth_word(step->truth));
}

static void say_step(const struct speaker *s, const struct step *step, struct str label);

static bool told_before(const struct speaker *s, const struct step *step)
{
    size_t before = s->told->count;
    says_add(s->told, step->text);
    return s->told->count == before;
}

/* A line or rule quotes its condition, so what matters is below that: what the condition
 * stands on, each once.  Nesting is bounded by the compiler. */
static void say_parts(const struct speaker *s, const struct step *step, struct str label)
{
    bool quotes = step->step_count == 1 && step->steps[0].kind == STEP_CONDITION &&
                  step->steps[0].step_count > 0;
    if (quotes) {
        say_parts(s, &step->steps[0], label);
        return;
    }
    for (size_t i = 0; i < step->step_count; i++) {
        if (!told_before(s, &step->steps[i]))
            say_step(s, &step->steps[i], label);
    }
}

static void say_step(const struct speaker *s, const struct step *step, struct str label)
{
    struct str indent = arena_format(s->arena, "%*s", (int)text_width(label), "");
    say(s, label, step_text(s, step));
    say_moved(s, step, indent);
    if (!s->explain)
        return;
    tell_ids(s, step, indent);
    say_wanted(s, step, indent);
    say_parts(s, step, arena_format(s->arena, "%.*s- ", STR_ARG(indent)));
}

static void say_why(const struct speaker *s, const struct ruling *ruling)
{
    /* A grade that was only entered needs no reasons; its evidence is in --explain. */
    bool plain = ruling->entered && ruling->step_count == 1;
    for (size_t i = 0; i < ruling->step_count && (s->explain || !plain); i++)
        say_step(s, &ruling->steps[i], arena_format(s->arena, "  %2zu. ", i + 1));
}

static void say_suggested(const struct speaker *s, const struct ruling *ruling)
{
    for (size_t i = 0; i < ruling->suggested_count; i++) {
        const struct suggestion *suggestion = &ruling->suggested[i];
        struct str gives =
            words_grades(s->arena, ruling->judgement->scale, suggestion->gives);
        struct str role = say_role(s->arena, suggestion->rule->confirmed_by);
        struct str text = arena_format(
            s->arena, "%.*s, for %.*s to confirm or decline; confirmed it gives %.*s",
            STR_ARG(suggestion->rule->id), STR_ARG(role), STR_ARG(gives));
        say(s, STR("  suggested: "), text);
    }
}

static void say_ruling(const struct speaker *speaker, const struct ruling *ruling)
{
    struct says told = says_new(speaker->arena);
    struct speaker of_ruling = *speaker;
    of_ruling.told = &told;
    const struct speaker *s = &of_ruling;
    struct str grade = grade_words(s->arena, ruling),
               origin = origin_words(s->arena, ruling);
    struct str label = arena_format(s->arena, "%.*s: ", STR_ARG(ruling->judgement->path));
    say(s, label, arena_format(s->arena, "%.*s (%.*s)", STR_ARG(grade), STR_ARG(origin)));
    say_why(s, ruling);
    say_suggested(s, ruling);
    for (size_t i = 0; i < ruling->wanted_count; i++)
        say(s, STR("  would be settled by: "), ruling->wanted[i]);
}

/* --- the rest -------------------------------------------------------------------- */

static void say_found(const struct speaker *s, const struct verdict *verdict,
                      enum finding_kind kind)
{
    struct str word = vocabulary_word(&vocabulary_finding_kind, (int)kind);
    struct str label = arena_format(s->arena, "  %.*s: ", STR_ARG(word));
    for (size_t i = 0; i < verdict->profile->findings_count; i++) {
        const struct finding *finding = verdict->profile->findings[i];
        if (finding->inspection == verdict->run && finding->kind == kind)
            say(s, label,
                arena_format(s->arena, "%.*s (%.*s)", STR_ARG(finding->text),
                             STR_ARG(finding->row.id)));
    }
}

/* A regime that gives no grade: what its inspection found, by kind. */
static void say_findings(const struct speaker *s, const struct verdict *verdict)
{
    if (!verdict->run) {
        buf_add(s->out, STR("No such inspection in the evidence.\n"));
        return;
    }
    buf_add(s->out, STR("This regime gives no grade. What was found:\n"));
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++)
        say_found(s, verdict, (enum finding_kind)kind);
}

/* The step of a question begins with the question. */
static void say_questions(const struct speaker *s, const struct verdict *verdict)
{
    for (size_t i = 0; i < verdict->question_count; i++) {
        const struct question_ruling *ruling = &verdict->questions[i];
        if (ruling->truth == TRUTH_TRUE)
            say(s, STR("Question: "), ruling->step.text);
        else if (ruling->truth == TRUTH_UNKNOWN)
            say(s, STR("Question, if so: "), ruling->step.text);
    }
}

static void say_change(const struct speaker *s, const struct change *change)
{
    const struct scale *scale = change->judgement->scale;
    struct str before = words_grades(s->arena, scale, change->before),
               after = words_grades(s->arena, scale, change->after);
    struct str label = arena_format(s->arena, "  %.*s: ", STR_ARG(change->id));
    struct str path =
        arena_format(s->arena, "    %.*s: ", STR_ARG(change->judgement->path));
    struct str moves =
        arena_format(s->arena, "from %.*s (%s) to %.*s (%s)", STR_ARG(before),
                     verdict_status_word(change->status_before), STR_ARG(after),
                     verdict_status_word(change->status_after));
    say(s, label, change->what);
    say(s, path, moves);
}

static void say_sensitivity(const struct speaker *s,
                            const struct sensitivity *sensitivity)
{
    buf_format(s->out, "\nWhat would change a verdict (%zu single changes tried)\n",
               sensitivity->tried);
    for (size_t i = 0; i < sensitivity->change_count; i++)
        say_change(s, &sensitivity->changes[i]);
    if (sensitivity->change_count == 0)
        buf_add(s->out, STR("  nothing: no single change of one step does\n"));
}

static void say_head(const struct speaker *s, const struct verdict *verdict)
{
    struct str day = date_words(s->arena, verdict->at);
    struct str title =
        arena_format(s->arena, "%.*s, %.*s: %.*s", STR_ARG(verdict->profile->area->name),
                     STR_ARG(day), STR_ARG(verdict->plan->regime.title));
    say(s, STR(""), title);
    say(s, STR(""), standing_notice(s->arena, verdict));
    buf_char(s->out, '\n');
}

void verdict_text(const struct verdict *verdict,
                  const struct verdict_text_options *options, struct buf *out)
{
    const struct speaker s = {verdict->profile->arena, out, options->explain, NULL};
    struct tally tally = verdict_tally(verdict);
    say_head(&s, verdict);
    if (verdict->plan->enquiry) {
        enquiry_text(verdict, options->explain, out);
        return;
    }
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        if (ruling_is_shown(&verdict->rulings[i]))
            say_ruling(&s, &verdict->rulings[i]);
    }
    if (verdict->plan->judgement_count == 0)
        say_findings(&s, verdict);
    say_questions(&s, verdict);
    buf_format(out, "\n%.*s\n", STR_ARG(tally_sentence(s.arena, &tally)));
    if (options->sensitivity)
        say_sensitivity(&s, options->sensitivity);
}
