#include "publish/verdict_text.h"

#include "publish/tally.h"
#include "publish/wording.h"

/* --- one judgement
 * ----------------------------------------------------------------------- */

static struct str grade_line(struct arena *a, const struct ruling *ruling)
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
    return arena_format(a, "one of: %.*s", STR_ARG(possible));
}

static struct str origin_line(struct arena *a, const struct ruling *ruling)
{
    struct str origin = str_of(verdict_origin_word(ruling->origin));
    if (!ruling->published)
        return origin;
    struct str grade =
        words_grade(a, ruling->judgement->scale, ruling->published->grade.position);
    return arena_format(a, "%.*s; published: %.*s", STR_ARG(origin), STR_ARG(grade));
}

/* The rows a step stands on; those of a single part are said there. */
static void say_ids(const struct step *step, const char *indent, struct buf *out)
{
    bool said_below = step->step_count == 1 && step->steps[0].id_count == step->id_count;
    if (step->id_count == 0 || said_below)
        return;
    buf_format(out, "%sevidence:", indent);
    for (size_t i = 0; i < step->id_count; i++)
        buf_format(out, "%s %.*s", i ? "," : "", STR_ARG(step->ids[i]));
    buf_char(out, '\n');
}

/* What would settle a step, unless a part of it says so already. */
static void say_wanted(const struct step *step, const char *indent, struct buf *out)
{
    bool said_below = step->step_count == 1 && step->steps[0].wanted.len > 0;
    if (step->wanted.len > 0 && !said_below)
        buf_format(out, "%swould be settled by: %.*s\n", indent, STR_ARG(step->wanted));
}

static void say_sets(struct arena *a, const struct step *step, const char *indent,
                     struct buf *out)
{
    /* The lines of a proposal gather a set; what it comes to is said by the whole. */
    bool gathers = step->kind == STEP_LINE || step->kind == STEP_MEMBER;
    if (!step->scale || gathers || step->before.bits == step->after.bits)
        return;
    struct str before = words_grades(a, step->scale, step->before),
               after = words_grades(a, step->scale, step->after);
    buf_format(out, "%sfrom %.*s to %.*s\n", indent, STR_ARG(before), STR_ARG(after));
}

/* Indents by two spaces a level; nesting is bounded by the compiler. */
static void say_step(struct arena *a, const struct step *step, unsigned level,
                     struct buf *out)
{
    struct str indent = arena_format(a, "%*s", (int)(2 * level + 4), "");
    struct str under = arena_format(a, "%.*s  ", STR_ARG(indent));
    buf_format(out, "%.*s%s%.*s", STR_ARG(indent), level ? "· " : "",
               STR_ARG(step->text));
    if (step->place.line)
        buf_format(out, " [line %u, %s]", step->place.line, truth_word(step->truth));
    buf_char(out, '\n');
    say_sets(a, step, under.at, out);
    say_ids(step, under.at, out);
    say_wanted(step, under.at, out);
    for (size_t i = 0; i < step->step_count; i++)
        say_step(a, &step->steps[i], level + 1, out);
}

static void say_why(struct arena *a, const struct ruling *ruling, bool explain,
                    struct buf *out)
{
    /* A grade that was only entered needs no reasons; its evidence is in --explain. */
    bool plain = ruling->entered && ruling->step_count == 1;
    for (size_t i = 0; i < ruling->step_count && (explain || !plain); i++) {
        if (explain)
            say_step(a, &ruling->steps[i], 0, out);
        else
            buf_format(out, "    %.*s\n", STR_ARG(ruling->steps[i].text));
    }
}

static void say_ruling(struct arena *a, const struct ruling *ruling, bool explain,
                       struct buf *out)
{
    const struct judgement *j = ruling->judgement;
    struct str grade = grade_line(a, ruling), origin = origin_line(a, ruling);
    buf_format(out, "%.*s: %.*s (%.*s%s)\n", STR_ARG(j->path), STR_ARG(grade),
               STR_ARG(origin), j->information_only ? "; for information only" : "");
    say_why(a, ruling, explain, out);
    for (size_t i = 0; i < ruling->suggested_count; i++) {
        const struct suggestion *suggestion = &ruling->suggested[i];
        struct str gives = words_grades(a, j->scale, suggestion->gives);
        buf_format(out,
                   "    suggested, for %.*s to confirm or decline: %.*s, giving %.*s\n",
                   STR_ARG(suggestion->rule->confirmed_by), STR_ARG(suggestion->rule->id),
                   STR_ARG(gives));
    }
    for (size_t i = 0; i < ruling->wanted_count; i++)
        buf_format(out, "    would be settled by: %.*s\n", STR_ARG(ruling->wanted[i]));
}

/* --- the rest
 * ------------------------------------------------------------------------------ */

static void say_findings(const struct verdict *verdict, struct buf *out)
{
    if (!verdict->run) {
        buf_add(out, STR("No such inspection in the evidence.\n"));
        return;
    }
    buf_add(out, STR("This regime gives no grade. What was found:\n"));
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++) {
        for (size_t i = 0; i < verdict->profile->findings_count; i++) {
            const struct finding *finding = verdict->profile->findings[i];
            struct str word = vocabulary_word(&vocabulary_finding_kind, kind);
            if (finding->inspection == verdict->run && (int)finding->kind == kind)
                buf_format(out, "  %.*s: %.*s (%.*s)\n", STR_ARG(word),
                           STR_ARG(finding->text), STR_ARG(finding->row.id));
        }
    }
}

static void say_questions(const struct verdict *verdict, struct buf *out)
{
    for (size_t i = 0; i < verdict->question_count; i++) {
        const struct question_ruling *ruling = &verdict->questions[i];
        if (ruling->truth == TRUTH_FALSE)
            continue;
        buf_format(out, "%s: %.*s\n    %.*s\n",
                   ruling->truth == TRUTH_TRUE ? "Question" : "Question, if so",
                   STR_ARG(ruling->question->text), STR_ARG(ruling->step.text));
    }
}

static void say_sensitivity(struct arena *a, const struct sensitivity *sensitivity,
                            struct buf *out)
{
    buf_format(out, "\nWhat would change a verdict (%zu single changes tried)\n",
               sensitivity->tried);
    for (size_t i = 0; i < sensitivity->change_count; i++) {
        const struct change *change = &sensitivity->changes[i];
        const struct scale *scale = change->judgement->scale;
        struct str before = words_grades(a, scale, change->before),
                   after = words_grades(a, scale, change->after);
        buf_format(out, "  %.*s: %.*s\n    %.*s: from %.*s (%s) to %.*s (%s)\n",
                   STR_ARG(change->id), STR_ARG(change->what),
                   STR_ARG(change->judgement->path), STR_ARG(before),
                   verdict_status_word(change->status_before), STR_ARG(after),
                   verdict_status_word(change->status_after));
    }
    if (sensitivity->change_count == 0)
        buf_add(out, STR("  nothing: no single change of one step does\n"));
}

void verdict_text(const struct verdict *verdict,
                  const struct verdict_text_options *options, struct buf *out)
{
    struct arena *a = verdict->profile->arena;
    struct str day = date_words(a, verdict->at);
    struct tally tally = verdict_tally(verdict);
    buf_format(out, "%.*s, %.*s: %.*s\n%.*s\n\n", STR_ARG(verdict->profile->area->name),
               STR_ARG(day), STR_ARG(verdict->plan->regime.title),
               STR_ARG(standing_notice(verdict->standing)));
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        if (ruling_is_shown(&verdict->rulings[i]))
            say_ruling(a, &verdict->rulings[i], options->explain, out);
    }
    if (verdict->plan->judgement_count == 0)
        say_findings(verdict, out);
    say_questions(verdict, out);
    buf_format(out, "\n%.*s\n", STR_ARG(tally_sentence(a, &tally)));
    if (options->sensitivity)
        say_sensitivity(a, options->sensitivity, out);
}
