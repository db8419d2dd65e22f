#include <assert.h>

#include "base/buf.h"
#include "publish/letter_parts.h"

/* ---- The scale */

static bool has_meanings(const struct scale *scale)
{
    for (size_t i = 0; i < scale->count; i++)
        if (scale->rungs[i].meaning.len)
            return true;
    return false;
}

void letter_scale(struct letter *l, struct doc *parent, const struct letter_block *block)
{
    static const char *const heads[] = {"Grade", "Words", "Meaning"};
    const struct scale *scale = block->scale;
    struct flow f = flow_in(l, parent);
    flow_say(&f, block->text, NULL);
    bool meanings = has_meanings(scale);
    struct doc *table = letter_table(l, parent, STR("The scale, best grade first"), heads,
                                     meanings ? 3 : 2);
    for (unsigned p = 0; p < scale->count; p++) {
        const struct rung *rung = &scale->rungs[p];
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        doc_head(l->document, row, rung->label);
        letter_cell(l, row, rung->words, NULL)->fill =
            letter_fill(scale, gradeset_one(p));
        if (meanings)
            letter_cell(l, row, words_capital(l->arena, rung->meaning), NULL);
    }
}

/* ---- Tables of grades */

/* The direction of a scale changes from regime to regime, so every table of grades says
 * it (regimes-2005-2012.md, section 0). */
static struct str scale_words(struct letter *l, const struct scale *scale)
{
    const struct rung *best = &scale->rungs[0], *worst = &scale->rungs[scale->count - 1];
    return arena_format(
        l->arena, "from %.*s (%.*s, the best) to %.*s (%.*s)", STR_ARG(best->label),
        STR_ARG(phrase_lower(l->arena, best->words)), STR_ARG(worst->label),
        STR_ARG(phrase_lower(l->arena, worst->words)));
}

static void grade_row(struct letter *l, struct doc *table, const struct ruling *r)
{
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    struct str title = r->judgement->title;
    if (r->judgement->information_only)
        title = arena_format(l->arena, "%.*s (for information only)", STR_ARG(title));
    doc_head(l->document, row, title);
    struct idset ids = letter_grade_ids(l, r);
    struct doc *cell = letter_cell(l, row, letter_grade(l, r), &ids);
    cell->fill =
        r->status == VERDICT_DECIDED ? letter_fill(r->judgement->scale, r->possible) : 0;
}

static const struct scale *first_scale(const struct letter *l,
                                       const struct letter_block *block)
{
    if (block->name_count)
        return block->judgements[0]->scale;
    for (size_t i = 0; i < l->plan->judgement_count; i++)
        if (l->plan->judgements[i]->graded)
            return l->plan->judgements[i]->scale;
    return NULL;
}

void letter_grades(struct letter *l, struct doc *parent, const struct letter_block *block)
{
    static const char *const heads[] = {"Judgement", "Grade"};
    const struct scale *scale = first_scale(l, block);
    struct str caption = STR("Grades");
    if (scale)
        caption =
            arena_format(l->arena, "%s %.*s", block->name_count == 1 ? "Grade" : "Grades",
                         STR_ARG(scale_words(l, scale)));
    struct doc *table = letter_table(l, parent, caption, heads, 2);
    size_t rows = 0;
    for (size_t i = 0; i < block->name_count; i++, rows++)
        grade_row(l, table, letter_ruling(l, block->judgements[i]));
    for (size_t i = 0; block->name_count == 0 && i < l->verdict->ruling_count; i++) {
        const struct ruling *r = &l->verdict->rulings[i];
        if (!r->applies || !r->judgement->graded)
            continue;
        grade_row(l, table, r);
        rows++;
    }
    assert(rows > 0 && "the checker refuses a table of grades in a regime without any");
}

/* ---- The headline */

/* "Performs well" is a verb of the area; other scales have words for the service. */
static struct str headline_grade(struct letter *l, const struct ruling *r)
{
    struct arena *a = l->arena;
    const struct scale *scale = r->judgement->scale;
    if (r->status != VERDICT_DECIDED)
        return letter_grade_sentence(l, r);
    struct str words = scale->rungs[gradeset_best(r->possible)].words;
    struct str label = scale->rungs[gradeset_best(r->possible)].label;
    struct str best = scale->rungs[0].label, text = letter_grade_sentence(l, r);
    bool given = r->entered || r->decision || r->entered_proposal;
    if (given && str_starts(words, STR("Performs ")))
        text = arena_format(a, "children's services in %.*s were judged to perform %.*s",
                            STR_ARG(l->profile->area->name), (int)words.len - 9,
                            words.at + 9);
    if (str_equal(label, best))
        return arena_format(a, "%.*s: grade %.*s, the best on the scale", STR_ARG(text),
                            STR_ARG(label));
    return arena_format(a, "%.*s: grade %.*s on a scale on which %.*s is best",
                        STR_ARG(text), STR_ARG(label), STR_ARG(best));
}

/* The first clause of a step: what happened, without how it was counted, who confirmed it
 * and on what basis. */
static struct str first_sentence(struct letter *l, struct str text)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if ((text.at[i] == '.' || text.at[i] == ';') && text.at[i + 1] == ' ')
            return letter_plain(l, (struct str){text.at, i});
    return letter_plain(l, text);
}

/* A rule or limit that moved the grade away from what stood before it. */
static void say_limits(struct flow *f, const struct ruling *r)
{
    struct letter *l = f->letter;
    struct arena *a = l->arena;
    for (size_t i = 0; i < r->step_count; i++) {
        const struct step *s = &r->steps[i];
        bool limits = s->kind == STEP_RULE ||
                      (s->kind == STEP_DECISION && str_equal(s->rule, STR("limit")));
        if (!limits || !s->scale || s->before.bits == s->after.bits)
            continue;
        struct idset ids = {0};
        idset_add_step(a, &ids, s);
        flow_say(f, first_sentence(l, s->text), &ids);
        if (gradeset_count(s->before) < s->scale->count)
            flow_say(f,
                     arena_format(a, "before that limit the grade stood at %.*s",
                                  STR_ARG(words_grades(a, s->scale, s->before))),
                     &ids);
    }
}

static void say_decision(struct flow *f, const struct ruling *r)
{
    struct arena *a = f->letter->arena;
    const struct scale *scale = r->judgement->scale;
    if (!r->decision || r->computed.bits == r->possible.bits)
        return;
    struct str rules = gradeset_count(r->computed) == scale->count
                           ? STR("the rules alone leave every grade open")
                           : arena_format(a, "the rules alone give %.*s",
                                          STR_ARG(words_grades(a, scale, r->computed)));
    flow_say_row(f,
                 arena_format(a, "%.*s; %.*s decided on %.*s", STR_ARG(rules),
                              STR_ARG(r->decision->by),
                              STR_ARG(words_grades(a, scale, r->possible))),
                 &r->decision->row);
    if (r->decision->reason.len)
        flow_say_row(
            f, arena_format(a, "the reason recorded: %.*s", STR_ARG(r->decision->reason)),
            &r->decision->row);
}

static void say_wanted(struct flow *f, const struct ruling *r)
{
    struct arena *a = f->letter->arena;
    struct idset needed = letter_wanted(f->letter, r);
    if (needed.count && r->status != VERDICT_PROPOSED)
        flow_say(f,
                 arena_format(a, "what would settle it: %.*s",
                              STR_ARG(words_list(a, needed.at, needed.count))),
                 NULL);
}

/* ---- Earlier grades and other inspections */

static bool follows_family(const struct letter *l, const struct regime *regime)
{
    const struct regime *own = &l->plan->regime;
    if (!regime || str_equal(regime->id, own->id))
        return false;
    for (size_t i = 0; i < own->follow_count; i++)
        if (str_equal_fold(own->follows[i], regime->family) ||
            str_equal_fold(own->follows[i], regime->id))
            return true;
    return str_equal_fold(regime->family, own->family);
}

/* An earlier round is told, never compared: a change of framework is a break. */
static void say_earlier_round(struct flow *f)
{
    struct letter *l = f->letter;
    const struct decision *latest = NULL;
    for (size_t i = 0; i < l->profile->decisions_count; i++) {
        const struct decision *d = l->profile->decisions[i];
        if (d->kind != DECISION_GRADE || !d->grade.scale || !follows_family(l, d->regime))
            continue;
        if (!latest || date_compare(d->on, latest->on) > 0)
            latest = d;
    }
    if (!latest)
        return;
    flow_say_row(f,
                 arena_format(l->arena, "under the %.*s the grade had been: %.*s",
                              STR_ARG(phrase_lower(l->arena, latest->regime->title)),
                              STR_ARG(words_grade(l->arena, latest->grade.scale,
                                                  latest->grade.position))),
                 &latest->row);
}

/* Another part of the regime bears the same title, so that it alone would not tell. */
static bool shares_title(const struct regime *regime, const struct regime_judgement *of)
{
    size_t count = 0;
    for (size_t i = 0; of && i < regime->judgement_count; i++)
        count += str_equal_fold(regime->judgements[i].title, of->title);
    return count > 1;
}

static struct str aspect_words(struct letter *l, const struct judged *j)
{
    struct arena *a = l->arena;
    const struct regime *regime = j->inspection->regime;
    const struct regime_judgement *found =
        regime ? regime_judgement(regime, j->aspect) : NULL;
    struct str rest, first = str_cut(j->aspect, '/', &rest);
    const struct regime_judgement *top =
        regime && rest.len ? regime_judgement(regime, first) : NULL;
    struct str title = found ? found->title : phrase_from_id(a, j->aspect);
    title = phrase_lower(a, title);
    if (!top || !shares_title(regime, found))
        return title;
    return arena_format(a, "%.*s, %.*s", STR_ARG(phrase_lower(a, top->title)),
                        STR_ARG(title));
}

static struct str judged_words(struct letter *l, const struct judged *j)
{
    struct arena *a = l->arena;
    struct str grade = phrase_lower(a, j->said);
    struct str text =
        arena_format(a, "%.*s: %.*s", STR_ARG(aspect_words(l, j)), STR_ARG(grade));
    if (j->features.len == 0)
        return text;
    return arena_format(a, "%.*s (%.*s)", STR_ARG(text), STR_ARG(j->features));
}

static void say_inspection(struct flow *f, const struct inspection *inspection)
{
    struct letter *l = f->letter;
    struct arena *a = l->arena;
    struct idset ids = {0};
    struct buf list = buf_new(a, 64 * KIB);
    for (size_t i = 0; i < l->evidence->judgements_count; i++) {
        const struct judged *j = &l->evidence->judgements[i];
        if (j->inspection != inspection || !j->grade.scale)
            continue;
        if (list.len)
            buf_add(&list, STR("; "));
        buf_add(&list, judged_words(l, j));
        idset_add(a, &ids, j->row.id);
    }
    if (ids.count == 0)
        return;
    idset_add(a, &ids, inspection->row.id);
    flow_say(f,
             arena_format(a, "the %.*s gave these grades: %.*s",
                          STR_ARG(letter_event(l, inspection)), STR_ARG(buf_text(&list))),
             &ids);
}

static void say_other_inspections(struct flow *f)
{
    struct letter *l = f->letter;
    for (size_t i = 0; i < l->profile->inspections_count; i++)
        if (l->profile->inspections[i] != l->verdict->run)
            say_inspection(f, l->profile->inspections[i]);
}

void letter_headline(struct letter *l, struct doc *parent,
                     const struct letter_block *block)
{
    const struct ruling *r = letter_ruling(l, block->judgements[0]);
    struct flow f = flow_in(l, parent);
    struct idset ids = letter_grade_ids(l, r);
    if (!r->applies) {
        flow_say(&f,
                 arena_format(l->arena, "%.*s was not judged on this day",
                              STR_ARG(r->judgement->title)),
                 NULL);
        return;
    }
    flow_say(&f, headline_grade(l, r), &ids);
    say_limits(&f, r);
    say_decision(&f, r);
    say_wanted(&f, r);
    if (r->judgement->parent)
        return;
    flow_break(&f);
    say_earlier_round(&f);
    say_other_inspections(&f);
    letter_background(l, parent);
}

/* ---- The record */

static void record_row(struct letter *l, struct doc *table, const struct ruling *r)
{
    const struct judgement *j = r->judgement;
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    doc_head(l->document, row, j->title);
    if (!j->graded) {
        letter_cell(l, row, STR(""), NULL);
        return;
    }
    struct idset ids = letter_grade_ids(l, r);
    struct str grade = letter_grade(l, r);
    bool decided = r->status == VERDICT_DECIDED;
    if (decided && !r->entered && !r->decision)
        grade = arena_format(l->arena, "%.*s, computed", STR_ARG(grade));
    struct doc *cell = letter_cell(l, row, grade, &ids);
    cell->fill = decided ? letter_fill(j->scale, r->possible) : 0;
}

static void record_rows(struct letter *l, struct doc *table, const struct judgement *j,
                        unsigned depth)
{
    const struct ruling *r = letter_ruling(l, j);
    if (!r->applies)
        return;
    if (depth > 0 && (j->graded || j->child_count))
        record_row(l, table, r);
    for (size_t i = 0; i < j->child_count; i++)
        record_rows(l, table, j->children[i], depth + 1);
}

static void record_of(struct letter *l, struct doc *parent, const struct judgement *j)
{
    static const char *const heads[] = {"Judgement", "Grade"};
    struct doc *table = letter_table(l, parent, j->title, heads, 2);
    if (j->child_count == 0)
        grade_row(l, table, letter_ruling(l, j));
    else
        record_rows(l, table, j, 0);
}

void letter_record(struct letter *l, struct doc *parent, const struct letter_block *block)
{
    for (size_t i = 0; i < block->name_count; i++)
        record_of(l, parent, block->judgements[i]);
    for (size_t i = 0; block->name_count == 0 && i < l->plan->judgement_count; i++)
        if (!l->plan->judgements[i]->parent)
            record_of(l, parent, l->plan->judgements[i]);
}
