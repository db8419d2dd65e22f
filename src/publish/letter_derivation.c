#include <assert.h>

#include "base/buf.h"
#include "publish/letter_parts.h"
#include "publish/tally.h"

static const struct rule *rule_of(const struct judgement *j, struct str id)
{
    for (size_t i = 0; i < j->rule_count; i++)
        if (str_equal(j->rules[i].id, id))
            return &j->rules[i];
    return NULL;
}

static gradeset worse_by(const struct scale *scale, gradeset set, const struct rule *rule)
{
    gradeset out = {0};
    for (unsigned p = 0; p < scale->count; p++) {
        unsigned worst = (unsigned)scale->count - 1, to = p;
        if (!gradeset_has(set, p))
            continue;
        if (rule->kind == RULE_LOWER)
            to = rule->by > worst - p ? worst : p + rule->by;
        else if (rule->kind == RULE_CAP && rule->position > p)
            to = rule->position;
        out = gradeset_union(out, gradeset_one(to));
    }
    return out;
}

static bool moved(const struct step *s)
{
    return s->kind == STEP_RULE && s->scale && s->before.bits != s->after.bits;
}

/* What the later limits make of the grade as it stood before this one. */
static gradeset without_limit(const struct ruling *r, size_t at)
{
    gradeset set = r->steps[at].before;
    for (size_t i = at + 1; i < r->step_count; i++) {
        const struct step *s = &r->steps[i];
        const struct rule *rule = moved(s) ? rule_of(r->judgement, s->rule) : NULL;
        if (!rule)
            continue;
        gradeset mapped = worse_by(s->scale, set, rule);
        bool open =
            s->truth == TRUTH_UNKNOWN && gradeset_has(s->after, gradeset_best(s->before));
        set = open ? gradeset_union(set, mapped) : mapped;
    }
    return set;
}

/* ---- One judgement */

/* Members of a roll-up are named by their path there, by their title here. */
static struct str member_text(struct letter *l, const struct step *s)
{
    struct str rest, path = str_cut(s->text, ':', &rest);
    const struct judgement *j = plan_judgement(l->plan, path);
    struct str plain = letter_plain(l, s->text);
    if (s->kind != STEP_MEMBER || !j || !str_starts(plain, path))
        return plain;
    return arena_format(l->arena, "%.*s%.*s", STR_ARG(j->title),
                        (int)(plain.len - path.len), plain.at + path.len);
}

static void add_inner(struct letter *l, struct doc *item, const struct step *s)
{
    bool worth = s->kind == STEP_PROPOSE && s->step_count > 0;
    if (!worth)
        return;
    struct doc *list = doc_add(l->document, item, DOC_LIST, STR(""));
    for (size_t i = 0; i < s->step_count; i++) {
        struct idset ids = {0};
        idset_add_step(l->arena, &ids, &s->steps[i]);
        letter_item(l, list, member_text(l, &s->steps[i]), &ids);
    }
}

static void add_step(struct letter *l, struct doc *list, const struct ruling *r, size_t i)
{
    const struct step *s = &r->steps[i];
    struct arena *a = l->arena;
    struct idset ids = {0};
    if (s->kind == STEP_PROPOSE)
        idset_add_all(a, &ids, s->ids, s->id_count);
    else
        idset_add_step(a, &ids, s);
    struct doc *item = letter_item(l, list, letter_plain(l, s->text), &ids);
    if (moved(s))
        doc_sentence(
            l->document, item,
            arena_format(a, "Without this limit the rules would give %.*s.",
                         STR_ARG(words_grades(a, s->scale, without_limit(r, i)))),
            NULL, 0);
    add_inner(l, item, s);
}

static void add_suggestions(struct letter *l, struct doc *parent, const struct ruling *r)
{
    struct arena *a = l->arena;
    struct flow f = flow_in(l, parent);
    for (size_t i = 0; i < r->suggested_count; i++) {
        const struct suggestion *s = &r->suggested[i];
        flow_say(
            &f,
            arena_format(a,
                         "the rule \xe2\x80\x9c%.*s\xe2\x80\x9d awaits confirmation by "
                         "the %.*s; confirmed, it would give %.*s",
                         STR_ARG(phrase_from_id(a, s->rule->id)),
                         STR_ARG(s->rule->confirmed_by),
                         STR_ARG(words_grades(a, r->judgement->scale, s->gives))),
            NULL);
    }
    struct idset needed = letter_wanted(l, r);
    if (needed.count == 0)
        return;
    doc_say(l->document, parent, STR("What would settle it:"), NULL, 0);
    struct doc *list = doc_add(l->document, parent, DOC_LIST, STR(""));
    for (size_t i = 0; i < needed.count; i++)
        letter_item(l, list, needed.at[i], NULL);
}

struct str letter_full_title(struct letter *l, const struct judgement *j)
{
    const struct judgement *top = j;
    while (top->parent)
        top = top->parent;
    if (top == j)
        return j->title;
    return arena_format(l->arena, "%.*s: %.*s", STR_ARG(top->title),
                        STR_ARG(phrase_lower(l->arena, j->title)));
}

static struct str origin_words(const struct ruling *r)
{
    if (r->entered)
        return STR(
            "The grade was entered by the inspection; what the rules compute stands "
            "beside it as a check.");
    if (r->decision)
        return STR("The grade was decided by a person; what the rules compute is shown "
                   "beside it.");
    if (r->entered_proposal)
        return STR("The grade was computed from a proposal that a person entered.");
    return STR("The grade was computed from the evidence.");
}

static void one_judgement(struct letter *l, struct doc *parent, const struct ruling *r)
{
    struct doc *section =
        doc_section(l->document, parent, letter_full_title(l, r->judgement));
    doc_say(l->document, section, origin_words(r), NULL, 0);
    struct doc *list = doc_add(l->document, section, DOC_LIST, STR(""));
    list->ordered = true;
    for (size_t i = 0; i < r->step_count; i++)
        add_step(l, list, r, i);
    if (r->step_count == 0)
        letter_item(l, list, STR("no rule and no entered grade speak of it"), NULL);
    add_suggestions(l, section, r);
}

/* ---- What the rules ask */

/* Grades of which only an entry exists are told together. */
static bool only_entered(const struct ruling *r)
{
    return r->entered && r->step_count == 1 && !r->decision;
}

static void say_entered(struct letter *l, struct doc *parent)
{
    struct idset ids = {0};
    size_t count = 0;
    for (size_t i = 0; i < l->verdict->ruling_count; i++) {
        const struct ruling *r = &l->verdict->rulings[i];
        if (!ruling_is_shown(r) || !only_entered(r))
            continue;
        idset_add(l->arena, &ids, r->entered->row.id);
        count++;
    }
    if (count == 0)
        return;
    idset_add(l->arena, &ids, l->verdict->run->row.id);
    struct str number = words_capital(l->arena, words_number(l->arena, (int64_t)count));
    doc_say(l->document, parent,
            arena_format(l->arena,
                         "%.*s %s entered by the %.*s and rest on no rule; they stand in "
                         "the table of judgements.",
                         STR_ARG(number), count == 1 ? "grade was" : "grades were",
                         STR_ARG(letter_event(l, l->verdict->run))),
            ids.at, ids.count);
}

static void say_lets(struct letter *l, struct doc *parent)
{
    if (l->verdict->let_count == 0)
        return;
    struct doc *section =
        doc_section(l->document, parent, STR("What the rules ask of the evidence"));
    struct doc *list = doc_add(l->document, section, DOC_LIST, STR(""));
    for (size_t i = 0; i < l->verdict->let_count; i++) {
        const struct step *s = &l->verdict->lets[i];
        struct idset ids = {0};
        idset_add_step(l->arena, &ids, s);
        letter_item(l, list, letter_plain(l, s->text), &ids);
    }
}

static void say_questions(struct letter *l, struct doc *parent)
{
    static const char *const answers[] = {[TRUTH_FALSE] = "no",
                                          [TRUTH_TRUE] = "yes",
                                          [TRUTH_UNKNOWN] =
                                              "the evidence leaves it open"};
    struct arena *a = l->arena;
    if (l->verdict->question_count == 0)
        return;
    struct doc *section = doc_section(l->document, parent, STR("Lines of enquiry"));
    doc_say(l->document, section,
            STR("A line of enquiry is raised where its condition holds. It is never a "
                "grade."),
            NULL, 0);
    struct doc *list = doc_add(l->document, section, DOC_LIST, STR(""));
    for (size_t i = 0; i < l->verdict->question_count; i++) {
        const struct question_ruling *q = &l->verdict->questions[i];
        struct idset ids = {0};
        idset_add_step(a, &ids, &q->step);
        struct str text = letter_plain(l, q->step.text);
        if (!str_starts(text, q->question->text))
            text = q->question->text;
        struct doc *item = letter_item(l, list, text, &ids);
        doc_sentence(l->document, item, arena_format(a, "Raised: %s.", answers[q->truth]),
                     NULL, 0);
    }
}

void letter_derivation(struct letter *l, struct doc *parent)
{
    struct doc *section =
        doc_section(l->document, parent, STR("How the grades were reached"));
    struct tally tally = verdict_tally(l->verdict);
    if (tally.compared)
        doc_say(l->document, section, tally_sentence(l->arena, &tally), NULL, 0);
    say_entered(l, section);
    bool any = section->first != NULL;
    say_lets(l, section);
    for (size_t i = 0; i < l->verdict->ruling_count; i++) {
        const struct ruling *r = &l->verdict->rulings[i];
        if (!ruling_is_shown(r) || only_entered(r))
            continue;
        one_judgement(l, section, r);
        any = true;
    }
    if (!any)
        doc_say(l->document, section, STR("No grade is given in this regime."), NULL, 0);
    say_questions(l, section);
}

/* ---- The table of judgements */

static struct str how_words(const struct ruling *r)
{
    switch (r->origin) {
    case ORIGIN_REPRODUCED:
        return STR("Computed; equal to the published grade");
    case ORIGIN_ENTERED:
        return r->decision ? STR("Decided") : STR("Entered");
    case ORIGIN_COMPUTED:
        return STR("Computed");
    case ORIGIN_DISAGREES:
        return STR("Differs from the published grade");
    case ORIGIN_UNDETERMINED:
        break;
    }
    return STR("Not one grade");
}

static void judgement_row(struct letter *l, struct doc *table, const struct ruling *r)
{
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    struct idset ids = letter_grade_ids(l, r), published = {0};
    doc_head(l->document, row, letter_full_title(l, r->judgement));
    letter_cell(l, row, r->judgement->path, NULL);
    struct doc *cell = letter_cell(l, row, letter_grade(l, r), &ids);
    if (r->status == VERDICT_DECIDED)
        cell->fill = letter_fill(r->judgement->scale, r->possible);
    letter_cell(l, row, words_capital(l->arena, str_of(verdict_status_word(r->status))),
                NULL);
    letter_cell(l, row, how_words(r), NULL);
    struct str grade = STR("None");
    if (r->published) {
        grade = words_grade(l->arena, r->published->grade.scale,
                            r->published->grade.position);
        idset_add(l->arena, &published, r->published->row.id);
    }
    letter_cell(l, row, grade, &published);
}

void letter_judgements(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"Judgement", "Id",     "Grade",
                                        "Status",    "Origin", "Published grade"};
    struct doc *section = doc_section(l->document, parent, STR("Judgements"));
    struct doc *table = NULL;
    for (size_t i = 0; i < l->verdict->ruling_count; i++) {
        const struct ruling *r = &l->verdict->rulings[i];
        if (!ruling_is_shown(r))
            continue;
        if (!table)
            table = letter_table(l, section,
                                 STR("Every judgement, and how it came about"), heads, 6);
        judgement_row(l, table, r);
    }
    if (!table)
        doc_say(l->document, section,
                STR("This regime has no judgements: it lists findings."), NULL, 0);
}
