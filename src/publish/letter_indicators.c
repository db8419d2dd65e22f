#include <assert.h>

#include "base/buf.h"
#include "publish/letter_parts.h"

/* One thing measured, for one group of children: its value and how it stood. */
struct topic {
    struct subject subject;
    struct str bare; /* whom a gap or a change is of, where that is shorter */
    const struct measure *measure; /* NULL where measures.csv does not list it */
    struct str group;
    const struct value *value, *earlier; /* the latest, and the one before it */
    const struct relation **relations;
    size_t relation_count;
};

static const struct relation **room(struct letter *l)
{
    return arena_make(l->arena, const struct relation *, l->profile->relations_count + 1);
}

/* ---- Sentences */

/* Only whole things have a number: 50.8 of anything is a share, a rate or a mean. */
static bool is_counted(const struct topic *t)
{
    return t->subject.plural && t->value->has_value && t->value->value.den == 1 &&
           phrase_is_counted(t->measure->unit);
}

static struct str when_of(struct letter *l, const struct value *v)
{
    if (date_compare(v->period.start, l->profile->at) == 0)
        return STR(""); /* the day of the assessment itself */
    return phrase_period(l->arena, v->period_text, v->period);
}

/* "stood at 6.9% in 2009", "numbered 306 on 31 December 2009" */
static struct str value_words(struct letter *l, const struct topic *t)
{
    struct arena *a = l->arena;
    const struct value *v = t->value;
    struct str when = when_of(l, v), figure = phrase_figure(a, v);
    const char *verb = "stood at";
    if (v->has_value && v->value.num == 0) {
        figure = STR("zero");
    } else if (is_counted(t)) {
        verb = "numbered";
        figure = words_number(a, v->value.num);
    }
    return arena_format(a, "%s %.*s%s%.*s", verb, STR_ARG(figure), when.len ? " " : "",
                        STR_ARG(when));
}

/* A figure beside another of the same measure: "86%", not "86% of leavers" again. */
static struct str short_figure(struct letter *l, const struct value *v)
{
    struct str rest, figure = phrase_figure(l->arena, v);
    struct str before = str_cut(figure, '%', &rest);
    if (!str_starts(rest, STR(" of ")))
        return figure;
    return (struct str){before.at, before.len + 1};
}

static struct str earlier_words(struct letter *l, const struct topic *t)
{
    if (!t->earlier || !t->earlier->has_value)
        return STR("");
    for (size_t i = 0; i < t->relation_count; i++)
        if (t->relations[i]->comparator == COMPARATOR_OWN_PAST &&
            t->relations[i]->comparator_value.len)
            return STR(""); /* the comparison says it */
    return arena_format(l->arena, " (%.*s %.*s)", STR_ARG(short_figure(l, t->earlier)),
                        STR_ARG(when_of(l, t->earlier)));
}

/* The same period said once: a clause of the value's own period leaves it out. */
static void drop_known_times(struct letter *l, const struct topic *t,
                             struct clause *clauses, size_t count)
{
    if (!t->value)
        return;
    struct str known = phrase_period(l->arena, t->value->period_text, t->value->period);
    for (size_t i = 0; i < count; i++)
        if (str_equal(clauses[i].when, known))
            clauses[i].when = STR("");
}

static bool starts_with_verb(const struct clause *clauses, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (clauses[i].copula && !clauses[i].own)
            return false;
    return true;
}

/* Every clause has a subject of its own, so that the topic's is only what it is about. */
static bool all_own(const struct clause *clauses, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!clauses[i].own)
            return false;
    return count > 0;
}

static struct str said_of(struct letter *l, const struct topic *t,
                          const struct clause *clauses, size_t count)
{
    struct arena *a = l->arena;
    if (!t->value)
        return phrase_join(a, clauses, count, t->subject.plural, false);
    struct str value = arena_format(a, "%.*s%.*s", STR_ARG(value_words(l, t)),
                                    STR_ARG(earlier_words(l, t)));
    if (count == 0)
        return value;
    const char *link = starts_with_verb(clauses, count) ? ", and " : ", ";
    return arena_format(a, "%.*s%s%.*s", STR_ARG(value), link,
                        STR_ARG(phrase_join(a, clauses, count, t->subject.plural, true)));
}

/* Where only a word is known, the word is given as a word. */
static struct str worded(struct letter *l, const struct topic *t,
                         const struct clause *clauses, size_t count)
{
    struct arena *a = l->arena;
    struct str text = arena_format(
        a,
        "for %.*s the evidence gives the word \xe2\x80\x9c%.*s\xe2\x80\x9d and no figure",
        STR_ARG(phrase_lower(a, t->subject.text)), STR_ARG(t->value->word));
    if (count == 0)
        return text;
    return arena_format(a, "%.*s; %s%.*s", STR_ARG(text),
                        all_own(clauses, count) ? "" : "it ",
                        STR_ARG(phrase_join(a, clauses, count, false, false)));
}

static struct str absent(struct letter *l, const struct topic *t)
{
    return arena_format(l->arena, "%.*s: %.*s", STR_ARG(t->subject.text),
                        STR_ARG(phrase_missing(t->value->missing)));
}

static struct str topic_text(struct letter *l, const struct topic *t,
                             const struct clause *clauses, size_t count)
{
    struct arena *a = l->arena;
    if (t->value && t->value->missing != MISSING_NOT)
        return absent(l, t);
    if (t->value && t->value->word.len)
        return worded(l, t, clauses, count);
    struct str said = said_of(l, t, clauses, count);
    bool about = !t->value && all_own(clauses, count);
    struct str subject = about && t->bare.len ? t->bare : t->subject.text;
    if (about)
        subject = arena_format(a, "for %.*s,", STR_ARG(phrase_lower(a, subject)));
    if (t->group.len == 0)
        return arena_format(a, "%.*s %.*s", STR_ARG(subject), STR_ARG(said));
    if (about)
        return arena_format(a, "among %.*s, %.*s %.*s", STR_ARG(t->group),
                            STR_ARG(subject), STR_ARG(said));
    return arena_format(a, "among %.*s, %.*s %.*s", STR_ARG(t->group),
                        STR_ARG(phrase_lower(a, t->subject.text)), STR_ARG(said));
}

/* ---- England's own figure, where the evidence has it */

static bool is_england(const struct area *area)
{
    return str_equal_fold(area->name, STR("England"));
}

static const struct value *england_value(const struct letter *l, const struct value *v)
{
    for (size_t i = 0; i < l->evidence->values_count; i++) {
        const struct value *other = &l->evidence->values[i];
        if (other->measure == v->measure && is_england(other->area) && other->has_value &&
            date_compare(other->period.start, v->period.start) == 0 &&
            date_compare(other->period.end, v->period.end) == 0)
            return other;
    }
    return NULL;
}

static bool says_england(const struct topic *t)
{
    for (size_t i = 0; i < t->relation_count; i++)
        if (t->relations[i]->comparator == COMPARATOR_ENGLAND &&
            t->relations[i]->comparator_value.len)
            return true;
    return false;
}

static struct str with_england(struct letter *l, const struct topic *t, struct str text,
                               struct idset *ids)
{
    const struct value *england =
        t->value && t->value->has_value ? england_value(l, t->value) : NULL;
    if (!england)
        return text;
    idset_add(l->arena, ids, england->row.id);
    if (says_england(t))
        return text;
    struct str figure = short_figure(l, england);
    if (!str_ends(text, STR(")")))
        return arena_format(l->arena, "%.*s (England: %.*s)", STR_ARG(text),
                            STR_ARG(figure));
    return arena_format(l->arena, "%.*s; England: %.*s)", (int)text.len - 1, text.at,
                        STR_ARG(figure));
}

/* ---- Gathering */

static void take_values(const struct letter *l, struct topic *t)
{
    for (size_t i = 0; i < l->profile->values_count; i++) {
        const struct value *v = l->profile->values[i];
        if (v->measure != t->measure)
            continue;
        bool later = !t->value || date_compare(v->period.end, t->value->period.end) > 0;
        if (later) {
            t->earlier = t->value;
            t->value = v;
        } else if (!t->earlier ||
                   date_compare(v->period.end, t->earlier->period.end) > 0) {
            t->earlier = v;
        }
    }
}

/* A sentence ready to be said, and whether it is good news. */
struct finding_text {
    struct str text;
    struct idset ids;
    int sign;
    struct str subject, said; /* where others of which the same is said may join it */
    bool joined;              /* it was said with another */
};
struct texts {
    struct finding_text *at;
    size_t count, capacity;
};

/* Where a sentence is no more than a comparison, what is said of its subject, as of many:
 * "were getting worse in 2008/09".  A name with a list in it would not read in one. */
static void note_said(struct letter *l, const struct topic *t,
                      const struct clause *clauses, size_t count,
                      struct finding_text *made)
{
    bool lists = str_contains(t->subject.text, STR(",")) ||
                 str_contains(t->subject.text, STR(" and "));
    if (t->value || t->group.len || lists || count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        if (clauses[i].own)
            return;
    made->subject = t->subject.text;
    made->said = phrase_join(l->arena, clauses, count, true, false);
}

static void add_text(struct letter *l, struct texts *all, const struct topic *t)
{
    struct arena *a = l->arena;
    struct clause *clauses = arena_make(a, struct clause, t->relation_count + 1);
    size_t count = phrase_relations(a, l->plan, t->relations, t->relation_count, clauses);
    struct finding_text made = {0};
    for (size_t i = 0; i < count; i++)
        made.sign += clauses[i].sign;
    drop_known_times(l, t, clauses, count);
    if (t->value)
        idset_add(a, &made.ids, t->value->row.id);
    if (t->earlier && t->earlier->has_value)
        idset_add(a, &made.ids, t->earlier->row.id);
    for (size_t i = 0; i < t->relation_count; i++)
        idset_add(a, &made.ids, t->relations[i]->row.id);
    made.text = with_england(l, t, topic_text(l, t, clauses, count), &made.ids);
    note_said(l, t, clauses, count, &made);
    all->at = arena_grow(a, struct finding_text, all->at, all->count, &all->capacity);
    all->at[all->count++] = made;
}

/* The groups of children a measure's relations speak of, the whole first. */
static void add_groups(struct letter *l, struct texts *all, struct topic t)
{
    const struct relation **mine = t.relations;
    size_t left = t.relation_count;
    bool whole = t.value != NULL;
    for (size_t i = 0; i < left; i++)
        whole |= mine[i]->group.len == 0;
    struct idset groups = {0};
    for (size_t i = 0; i < left; i++)
        idset_add(l->arena, &groups, mine[i]->group);
    for (size_t g = 0; g < groups.count + whole; g++) {
        t.group = whole ? (g ? groups.at[g - 1] : STR("")) : groups.at[g];
        t.relations = room(l);
        t.relation_count = 0;
        for (size_t i = 0; i < left; i++)
            if (str_equal(mine[i]->group, t.group))
                t.relations[t.relation_count++] = mine[i];
        add_text(l, all, &t);
        t.value = t.earlier = NULL;
    }
}

static void add_measure(struct letter *l, struct texts *all, const struct measure *m)
{
    struct str name = m->name;
    if (str_ends(name, STR(" (%)")))
        name.len -= 4;
    struct topic t = {.subject = phrase_subject(l->arena, name), .measure = m};
    t.relations = room(l);
    for (size_t i = 0; i < l->profile->relations_count; i++)
        if (l->profile->relations[i]->measure == m)
            t.relations[t.relation_count++] = l->profile->relations[i];
    take_values(l, &t);
    if (t.value || t.relation_count)
        add_groups(l, all, t);
}

/* Relations about an outcome, a group, or a measure nobody listed. */
static void add_subject(struct letter *l, struct texts *all, enum about about,
                        struct str subject)
{
    struct arena *a = l->arena;
    struct topic t = {.relations = room(l)};
    for (size_t i = 0; i < l->profile->relations_count; i++) {
        const struct relation *r = l->profile->relations[i];
        if (r->about == about && !r->measure && str_equal_fold(r->subject, subject))
            t.relations[t.relation_count++] = r;
    }
    if (t.relation_count == 0)
        return;
    t.subject = phrase_subject(a, phrase_from_id(a, subject));
    if (about == ABOUT_OUTCOME) {
        t.bare = arena_format(a, "\xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARG(subject));
        t.subject.text = arena_format(a, "performance under %.*s", STR_ARG(t.bare));
    }
    if (about == ABOUT_GROUP) {
        t.bare = subject;
        t.subject.text = arena_format(a, "performance for %.*s", STR_ARG(subject));
    }
    t.subject.plural = about == ABOUT_MEASURE && t.subject.plural;
    add_groups(l, all, t);
}

enum { SENTENCES_A_PARAGRAPH = 5, SUBJECTS_A_SENTENCE = 3 };

/* "Primary attendance and secondary attendance were below the national average": measures
 * of which the same is said share a sentence. */
static void join_texts(struct letter *l, struct texts *all, size_t from)
{
    struct finding_text *first = &all->at[from];
    struct str subjects[SUBJECTS_A_SENTENCE] = {first->subject};
    size_t count = 1;
    for (size_t i = from + 1; i < all->count && count < SUBJECTS_A_SENTENCE; i++) {
        struct finding_text *other = &all->at[i];
        if (first->said.len == 0 || other->joined || !str_equal(first->said, other->said))
            continue;
        other->joined = true;
        subjects[count++] = phrase_lower(l->arena, other->subject);
        idset_add_all(l->arena, &first->ids, other->ids.at, other->ids.count);
    }
    if (count > 1)
        first->text = arena_format(l->arena, "%.*s %.*s",
                                   STR_ARG(words_list(l->arena, subjects, count)),
                                   STR_ARG(first->said));
}

/* Good news first, then what is even, then the rest: a paragraph each, in file order. */
static bool say_texts(struct letter *l, struct doc *parent, struct texts *all)
{
    static const int order[] = {1, 0, -1};
    struct flow f = flow_in(l, parent);
    for (size_t k = 0; k < 3; k++) {
        size_t said = 0;
        flow_break(&f);
        for (size_t i = 0; i < all->count; i++) {
            int sign = (all->at[i].sign > 0) - (all->at[i].sign < 0);
            if (sign != order[k] || all->at[i].joined)
                continue;
            join_texts(l, all, i);
            flow_say(&f, all->at[i].text, &all->at[i].ids);
            if (++said % SENTENCES_A_PARAGRAPH == 0)
                flow_break(&f);
        }
    }
    return all->count > 0;
}

bool letter_outcome_figures(struct letter *l, struct doc *parent, struct str outcome)
{
    struct texts all = {0};
    add_subject(l, &all, ABOUT_OUTCOME, outcome);
    for (size_t i = 0; i < l->evidence->measures_count; i++) {
        const struct measure *m = &l->evidence->measures[i];
        if (m->outcome.len && letter_same_words(l->arena, m->outcome, outcome))
            add_measure(l, &all, m);
    }
    return say_texts(l, parent, &all);
}

/* ---- The block */

static bool outcome_is_declared(const struct letter *l, struct str outcome)
{
    for (size_t i = 0; i < l->plan->outcome_count; i++)
        if (letter_same_words(l->arena, l->plan->outcomes[i], outcome))
            return true;
    return false;
}

static bool has_figures(const struct letter *l, struct str outcome)
{
    for (size_t i = 0; i < l->profile->relations_count; i++) {
        const struct relation *r = l->profile->relations[i];
        if ((r->about == ABOUT_OUTCOME && str_equal_fold(r->subject, outcome)) ||
            (r->measure && letter_same_words(l->arena, r->measure->outcome, outcome)))
            return true;
    }
    for (size_t i = 0; i < l->profile->values_count; i++)
        if (letter_same_words(l->arena, l->profile->values[i]->measure->outcome, outcome))
            return true;
    return false;
}

/* What belongs to no outcome of this regime: measures, groups, unlisted measures. */
static struct texts other_texts(struct letter *l)
{
    struct texts all = {0};
    struct idset groups = {0}, unlisted = {0};
    for (size_t i = 0; i < l->evidence->measures_count; i++)
        if (!outcome_is_declared(l, l->evidence->measures[i].outcome))
            add_measure(l, &all, &l->evidence->measures[i]);
    for (size_t i = 0; i < l->profile->relations_count; i++) {
        const struct relation *r = l->profile->relations[i];
        if (r->about == ABOUT_GROUP)
            idset_add(l->arena, &groups, r->subject);
        if (r->about == ABOUT_MEASURE && !r->measure)
            idset_add(l->arena, &unlisted, r->subject);
    }
    for (size_t i = 0; i < groups.count; i++)
        add_subject(l, &all, ABOUT_GROUP, groups.at[i]);
    for (size_t i = 0; i < unlisted.count; i++)
        add_subject(l, &all, ABOUT_MEASURE, unlisted.at[i]);
    return all;
}

static const struct judgement *judgement_of_outcome(const struct letter *l,
                                                    struct str outcome)
{
    for (size_t i = 0; i < l->plan->judgement_count; i++) {
        const struct judgement *j = l->plan->judgements[i];
        if (letter_same_words(l->arena, j->id, outcome) ||
            letter_same_words(l->arena, j->title, outcome))
            return j;
    }
    return NULL;
}

struct str letter_outcome_heading(struct letter *l, struct str outcome)
{
    const struct judgement *j = judgement_of_outcome(l, outcome);
    if (j)
        return j->title;
    bool words = str_contains(outcome, STR(" "));
    return words_capital(l->arena, words ? outcome : phrase_from_id(l->arena, outcome));
}

void letter_indicators(struct letter *l, struct doc *parent,
                       const struct letter_block *block)
{
    size_t count = block->name_count ? block->name_count : l->plan->outcome_count;
    const struct str *outcomes = block->name_count ? block->names : l->plan->outcomes;
    bool any = false;
    struct texts rest = {0};
    if (block->name_count == 0)
        rest = other_texts(l);
    if (rest.count)
        any = say_texts(l, parent, &rest);
    for (size_t i = 0; i < count; i++) {
        if (!has_figures(l, outcomes[i]))
            continue;
        any = true;
        struct doc *section =
            doc_section(l->document, parent, letter_outcome_heading(l, outcomes[i]));
        letter_outcome_figures(l, section, outcomes[i]);
        struct flow f = flow_in(l, section);
        struct finding_filter context = {.outcome = outcomes[i]};
        letter_tell_context(&f, &context);
    }
    if (any)
        return;
    struct flow f = flow_in(l, parent);
    flow_say(&f, STR("the evidence holds no measures for this period"), NULL);
}

/* ---- A section an outcome */

static void say_judged_notes(struct letter *l, struct flow *f, const struct ruling *r)
{
    if (!r->entered)
        return;
    if (r->entered->features.len)
        flow_say_row(f,
                     arena_format(l->arena, "features found within it: %.*s",
                                  STR_ARG(r->entered->features)),
                     &r->entered->row);
    flow_say_row(f, r->entered->note, &r->entered->row);
}

static void outcome_section(struct letter *l, struct doc *parent, struct str outcome)
{
    const struct judgement *j = judgement_of_outcome(l, outcome);
    struct doc *section =
        doc_section(l->document, parent, letter_outcome_heading(l, outcome));
    struct flow f = flow_in(l, section);
    bool any = false;
    if (j && j->graded && letter_ruling(l, j)->applies) {
        const struct ruling *r = letter_ruling(l, j);
        struct idset ids = letter_grade_ids(l, r);
        flow_say(&f, letter_grade_sentence(l, r), &ids);
        say_judged_notes(l, &f, r);
        any = true;
    }
    any |= letter_outcome_figures(l, section, outcome);
    unsigned told = (1u << FINDING_CONTEXT) | (1u << FINDING_AWARD);
    unsigned left = ~(l->beside | (l->listed & ~told));
    struct finding_filter filter = {.kinds = left & ~(1u << FINDING_RECOMMENDATION),
                                    .outcome = outcome};
    any |= letter_list_findings(l, section, &filter);
    if (!any) {
        struct str text =
            arena_format(l->arena, "the evidence says nothing on %.*s", STR_ARG(outcome));
        flow_say(&f, text, NULL);
    }
}

void letter_outcomes(struct letter *l, struct doc *parent,
                     const struct letter_block *block)
{
    (void)block;
    for (size_t i = 0; i < l->plan->outcome_count; i++)
        outcome_section(l, parent, l->plan->outcomes[i]);
}
