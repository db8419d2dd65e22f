#include "publish/letter_parts.h"

#include <assert.h>

/* ---- Ids */

void idset_add(struct arena *a, struct idset *set, struct str id)
{
    if (id.len == 0)
        return;
    for (size_t i = 0; i < set->count; i++)
        if (str_equal(set->at[i], id))
            return;
    set->at = arena_grow(a, struct str, set->at, set->count, &set->capacity);
    set->at[set->count++] = id;
}

void idset_add_all(struct arena *a, struct idset *set, const struct str *ids,
                   size_t count)
{
    for (size_t i = 0; i < count; i++)
        idset_add(a, set, ids[i]);
}

void idset_add_step(struct arena *a, struct idset *set, const struct step *step)
{
    idset_add_all(a, set, step->ids, step->id_count);
    for (size_t i = 0; i < step->step_count; i++)
        idset_add_step(a, set, &step->steps[i]);
}

/* ---- Sentences */

struct flow flow_in(struct letter *l, struct doc *parent)
{
    return (struct flow){l, parent, NULL};
}

static bool was_said(struct letter *l, struct str sentence)
{
    size_t before = l->said.count;
    idset_add(l->arena, &l->said, sentence);
    return l->said.count == before;
}

void flow_say(struct flow *f, struct str text, const struct idset *ids)
{
    struct letter *l = f->letter;
    struct str sentence = phrase_sentence(l->arena, text);
    if (text.len == 0 || was_said(l, sentence))
        return;
    if (!f->paragraph)
        f->paragraph = doc_add(l->document, f->parent, DOC_PARAGRAPH, STR(""));
    doc_sentence(l->document, f->paragraph, sentence, ids ? ids->at : NULL,
                 ids ? ids->count : 0);
}

void flow_say_row(struct flow *f, struct str text, const struct row *row)
{
    struct idset ids = {0};
    idset_add(f->letter->arena, &ids, row->id);
    flow_say(f, text, &ids);
}

void flow_break(struct flow *f)
{
    f->paragraph = NULL;
}

struct doc *letter_item(struct letter *l, struct doc *list, struct str text,
                        const struct idset *ids)
{
    struct doc *item = doc_add(l->document, list, DOC_ITEM, STR(""));
    doc_sentence(l->document, item, phrase_sentence(l->arena, text), ids ? ids->at : NULL,
                 ids ? ids->count : 0);
    return item;
}

/* ---- Tables */

struct doc *letter_table(struct letter *l, struct doc *parent, struct str caption,
                         const char *const *heads, size_t count)
{
    struct doc *table = doc_add(l->document, parent, DOC_TABLE, caption);
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(l->document, row, str_of(heads[i]));
    return table;
}

struct doc *letter_cell(struct letter *l, struct doc *row, struct str text,
                        const struct idset *ids)
{
    return doc_cell(l->document, row, text, ids ? ids->at : NULL, ids ? ids->count : 0);
}

/* ---- Grades */

unsigned letter_fill(const struct scale *scale, gradeset set)
{
    if (!scale || gradeset_count(set) != 1)
        return 0;
    return (unsigned)(gradeset_best(set) * 4 / scale->count + 1);
}

const struct ruling *letter_ruling(const struct letter *l,
                                   const struct judgement *judgement)
{
    assert(judgement->index < l->verdict->ruling_count);
    return &l->verdict->rulings[judgement->index];
}

struct str letter_grade(struct letter *l, const struct ruling *r)
{
    const struct scale *scale = r->judgement->scale;
    struct arena *a = l->arena;
    switch (r->status) {
    case VERDICT_WITHHELD:
        return STR("Withheld");
    case VERDICT_DECIDED:
        return words_grade(a, scale, gradeset_best(r->possible));
    case VERDICT_PROPOSED:
        return arena_format(a, "%.*s, proposed: a decision is awaited",
                            STR_ARG(words_grade(a, scale, gradeset_best(r->computed))));
    case VERDICT_RANGE:
        return words_grades(a, scale, r->possible);
    case VERDICT_UNKNOWN:
        return STR("Not known");
    }
    return STR("");
}

static const struct judgement *top_of(const struct judgement *j)
{
    while (j->parent)
        j = j->parent;
    return j;
}

/* Titles are sentences as often as nouns ("Children are safe"), so they stand in quotes.
 */
static struct str judged_name(struct letter *l, const struct judgement *j)
{
    const struct judgement *top = top_of(j);
    if (top == j)
        return arena_format(l->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARG(j->title));
    return arena_format(l->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d in %.*s",
                        STR_ARG(j->title), STR_ARG(phrase_lower(l->arena, top->title)));
}

/* A grade that nobody gave is told as what it is: ours. */
static const char *graded_how(const struct ruling *r)
{
    const struct judgement *j = r->judgement;
    if (r->entered || r->decision || r->entered_proposal)
        return "graded";
    if (j->proposal_count && j->proposals[0].rolls_up)
        return "computed from its parts as";
    return "computed by the rules as";
}

struct str letter_grade_sentence(struct letter *l, const struct ruling *r)
{
    struct arena *a = l->arena;
    const struct scale *scale = r->judgement->scale;
    struct str name = judged_name(l, r->judgement);
    switch (r->status) {
    case VERDICT_WITHHELD:
        return arena_format(a, "the grade for %.*s is withheld", STR_ARG(name));
    case VERDICT_UNKNOWN:
        return arena_format(a, "the evidence does not settle a grade for %.*s",
                            STR_ARG(name));
    case VERDICT_RANGE:
        return arena_format(a,
                            "the evidence leaves more than one grade open for %.*s: %.*s",
                            STR_ARG(name), STR_ARG(words_grades(a, scale, r->possible)));
    case VERDICT_PROPOSED:
        return arena_format(
            a,
            "the evidence and the recorded decisions lead to %.*s for %.*s; "
            "the %.*s's own decision on the grade is not recorded",
            STR_ARG(words_grades(a, scale, r->computed)), STR_ARG(name),
            STR_ARG(r->judgement->decided_by));
    case VERDICT_DECIDED:
        break;
    }
    struct str words = scale->rungs[gradeset_best(r->possible)].words;
    return arena_format(a, "%.*s was %s %.*s", STR_ARG(name), graded_how(r),
                        STR_ARG(phrase_lower(a, words)));
}

static void add_grade_ids(struct letter *l, const struct ruling *r, struct idset *ids)
{
    const struct judgement *j = r->judgement;
    size_t before = ids->count;
    if (!r->applies)
        return;
    if (r->decision)
        idset_add(l->arena, ids, r->decision->row.id);
    if (r->entered)
        idset_add(l->arena, ids, r->entered->row.id);
    bool own = ids->count != before;
    for (size_t i = 0; !own && i < r->step_count; i++)
        idset_add_step(l->arena, ids, &r->steps[i]);
    if (ids->count != before || j->proposal_count == 0 || !j->proposals[0].rolls_up)
        return;
    const struct rollup *rollup = &j->proposals[0].rollup;
    for (size_t i = 0; i < rollup->member_count; i++)
        add_grade_ids(l, letter_ruling(l, rollup->members[i]), ids);
}

/* A grade rolled up from others rests on what they rest on. */
struct idset letter_grade_ids(struct letter *l, const struct ruling *r)
{
    struct idset ids = {0};
    add_grade_ids(l, r, &ids);
    return ids;
}

/* ---- Words */

/* "Full" is no event before something says what was full. */
static bool names_its_kind(struct str event)
{
    static const struct str kinds[] = {STR("inspection"), STR("review"), STR("visit"),
                                       STR("assessment"), STR("rating"), STR("survey")};
    struct str rest = event;
    while (rest.len) {
        struct str word = str_cut(rest, ' ', &rest);
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
            if (str_ends(word, kinds[i]) || str_equal_fold(word, kinds[i]))
                return true;
    }
    return false;
}

/* "Short" and "Full" say which kind of inspection; anything longer is its theme. */
static bool is_theme(struct str event)
{
    return str_contains(event, STR(" ")) || str_contains(event, STR("/"));
}

static struct str event_name(struct letter *l, const struct inspection *n)
{
    struct arena *a = l->arena;
    struct str family = words_family(a, n->regime ? n->regime->family : n->framework);
    struct str name = phrase_lower(a, n->event);
    if (n->event.len == 0 || str_equal_fold(name, STR("inspection")) ||
        (!names_its_kind(name) && is_theme(name)))
        return family;
    return names_its_kind(name) ? name
                                : arena_format(a, "%.*s inspection", STR_ARG(name));
}

static struct str event_theme(struct letter *l, const struct inspection *n)
{
    struct str theme = n->event;
    while (str_ends(theme, STR(".")))
        theme.len--;
    if (theme.len == 0 || names_its_kind(theme) || !is_theme(theme))
        return STR("");
    return arena_format(l->arena, " on \xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARG(theme));
}

struct str letter_event(struct letter *l, const struct inspection *n)
{
    struct str name = event_name(l, n), theme = event_theme(l, n);
    if (date_is_none(n->start))
        return arena_format(l->arena, "%.*s%.*s", STR_ARG(name), STR_ARG(theme));
    return arena_format(l->arena, "%.*s of %.*s%.*s", STR_ARG(name),
                        STR_ARG(date_month_words(l->arena, n->start)), STR_ARG(theme));
}

/* "was held from 1 to 12 February 2010", "began on 15 January 2025" */
static struct str held_words(struct letter *l, const struct inspection *n)
{
    struct arena *a = l->arena;
    struct date_parts start = date_split(n->start), end = date_split(n->end);
    struct str first = date_words(a, n->start), last = date_words(a, n->end);
    if (date_is_none(n->end) || date_compare(n->start, n->end) == 0)
        return arena_format(a, "began on %.*s", STR_ARG(first));
    if (start.year == end.year && start.month == end.month)
        first = arena_format(a, "%d", start.day);
    else if (start.year == end.year)
        first.len = str_find_last(first, ' ');
    return arena_format(a, "was held from %.*s to %.*s", STR_ARG(first), STR_ARG(last));
}

/* Its own name where it has one; one that says what the title says is "the inspection".
 */
static struct str run_name(struct letter *l, const struct inspection *n)
{
    struct str name = event_name(l, n);
    bool plain = str_equal_fold(name, l->document->title);
    return arena_format(l->arena, "the %.*s%.*s",
                        STR_ARG(plain ? STR("inspection") : name),
                        STR_ARG(event_theme(l, n)));
}

void letter_say_run(struct flow *f)
{
    struct letter *l = f->letter;
    const struct inspection *n = l->verdict->run;
    struct arena *a = l->arena;
    /* An assessment of papers is dated as its letter, which needs no telling. */
    if (!n || date_compare(n->start, l->verdict->at) == 0)
        return;
    struct str text = run_name(l, n), on = date_words(a, n->published);
    bool held = !date_is_none(n->start), published = !date_is_none(n->published);
    if (held)
        text = arena_format(a, "%.*s %.*s", STR_ARG(text), STR_ARG(held_words(l, n)));
    if (published)
        text = arena_format(a, "%.*s%s was published on %.*s", STR_ARG(text),
                            held ? " and" : "", STR_ARG(on));
    if (held || published)
        flow_say_row(f, text, &n->row);
}

bool letter_same_words(struct arena *a, struct str left, struct str right)
{
    return str_equal_fold(phrase_from_id(a, left), phrase_from_id(a, right));
}
