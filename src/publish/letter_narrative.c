#include <assert.h>

#include "publish/letter_parts.h"

/* ---- What was found under a judgement and its parts */

static bool has_findings(const struct letter *l, struct str path)
{
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (f->kind != FINDING_RECOMMENDATION && str_equal_fold(f->aspect, path) &&
            !l->placed[f - l->evidence->findings])
            return true;
    }
    return false;
}

static void say_grade(struct flow *f, const struct ruling *r)
{
    struct letter *l = f->letter;
    if (!r->applies || !r->judgement->graded)
        return;
    struct idset ids = letter_grade_ids(l, r);
    flow_say(f, letter_grade_sentence(l, r), &ids);
    if (!r->entered)
        return;
    if (r->entered->features.len)
        flow_say_row(f,
                     arena_format(l->arena, "features found within it: %.*s",
                                  STR_ARG(r->entered->features)),
                     &r->entered->row);
    flow_say_row(f, r->entered->note, &r->entered->row);
}

static void narrate(struct letter *l, struct doc *parent, const struct judgement *j);

/* Parts of which there is only a grade are told in one paragraph; those with findings get
 * a heading each. */
static void narrate_parts(struct letter *l, struct doc *parent, const struct judgement *j)
{
    for (size_t i = 0; i < j->child_count; i++) {
        const struct judgement *child = j->children[i];
        bool own = has_findings(l, child->path) || child->child_count;
        if (!own || !letter_ruling(l, child)->applies)
            continue;
        struct doc *section = doc_section(l->document, parent, child->title);
        narrate(l, section, child);
    }
}

static void narrate(struct letter *l, struct doc *parent, const struct judgement *j)
{
    struct flow f = flow_in(l, parent);
    say_grade(&f, letter_ruling(l, j));
    for (size_t i = 0; i < j->child_count; i++) {
        const struct judgement *child = j->children[i];
        if (!has_findings(l, child->path) && child->child_count == 0)
            say_grade(&f, letter_ruling(l, child));
    }
    struct finding_filter filter = {.aspect = j->path};
    letter_list_findings(l, parent, &filter);
    if (!l->has_indicators)
        letter_outcome_figures(l, parent, j->title);
    narrate_parts(l, parent, j);
    if (!parent->first)
        doc_say(l->document, parent,
                letter_ruling(l, j)->applies
                    ? STR("The evidence records nothing more under this heading.")
                    : STR("This was not judged on the day of the assessment."),
                NULL, 0);
}

void letter_narrative(struct letter *l, struct doc *parent,
                      const struct letter_block *block)
{
    narrate(l, parent, block->judgements[0]);
}

/* ---- Facts about the area */

static bool any_note(const struct letter *l)
{
    for (size_t i = 0; i < l->profile->facts_count; i++)
        if (l->profile->facts[i]->note.len)
            return true;
    return false;
}

/* One day for all facts, or none. */
static date common_day(const struct letter *l)
{
    for (size_t i = 1; i < l->profile->facts_count; i++)
        if (date_compare(l->profile->facts[i]->as_at, l->profile->facts[0]->as_at) != 0)
            return DATE_NONE;
    return l->profile->facts[0]->as_at;
}

static struct str fact_value(struct letter *l, const struct fact *fact)
{
    struct ratio number;
    return ratio_parse(fact->value, &number) ? phrase_digits(l->arena, number, 9)
                                             : fact->value;
}

static void fact_row(struct letter *l, struct doc *table, const struct fact *fact,
                     bool with_day, bool with_note)
{
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    struct idset ids = {0};
    idset_add(l->arena, &ids, fact->row.id);
    doc_head(l->document, row, words_capital(l->arena, fact->fact));
    letter_cell(l, row, fact_value(l, fact), &ids);
    if (with_day)
        letter_cell(l, row,
                    date_is_none(fact->as_at) ? STR("")
                                              : date_words(l->arena, fact->as_at),
                    NULL);
    if (with_note)
        letter_cell(l, row, words_capital(l->arena, fact->note), NULL);
}

void letter_context(struct letter *l, struct doc *parent,
                    const struct letter_block *block)
{
    (void)block;
    const struct inspection *run = l->verdict->run;
    if (l->evidence->of_store && run && run->event.len) {
        struct flow f = flow_in(l, parent);
        flow_say_row(&f, run->event, &run->row);
        return;
    }
    if (l->profile->facts_count == 0) {
        doc_say(l->document, parent, STR("The evidence holds no facts about the area."),
                NULL, 0);
        return;
    }
    const char *heads[4] = {"Fact", "Value"};
    size_t columns = 2;
    date day = common_day(l);
    bool with_day = date_is_none(day), with_note = any_note(l);
    struct str caption = STR("Facts about the area and its services");
    if (!with_day)
        caption = arena_format(l->arena, "%.*s, %.*s", STR_ARG(caption),
                               STR_ARG(date_words(l->arena, day)));
    if (with_day)
        heads[columns++] = "Day";
    if (with_note)
        heads[columns++] = "Note";
    struct doc *table = letter_table(l, parent, caption, heads, columns);
    for (size_t i = 0; i < l->profile->facts_count; i++)
        fact_row(l, table, l->profile->facts[i], with_day, with_note);
}
