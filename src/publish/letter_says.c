#include "publish/letter_parts.h"

/* Settings are named by their number alone: some names are people's, and homes are never
 * named (publication.md, Wording). */
static struct str setting_words(struct letter *l, const struct setting *s)
{
    return arena_format(l->arena, "%.*s, number %.*s",
                        STR_ARG(words_service(l->arena, s->service, false)),
                        STR_ARG(s->urn));
}

static struct str says_setting(struct letter *l, size_t i)
{
    return setting_words(l, &l->evidence->settings[i]);
}

/* Many settings are inspected in one month: the setting tells the lines apart. */
static struct str event_of(struct letter *l, const struct inspection *n)
{
    struct str event = letter_event(l, n);
    if (!n->setting)
        return event;
    return arena_format(l->arena, "%.*s (%.*s)", STR_ARG(event),
                        STR_ARG(setting_words(l, n->setting)));
}

static struct str says_inspection(struct letter *l, size_t i)
{
    return event_of(l, &l->evidence->inspections[i]);
}

static struct str says_judged(struct letter *l, size_t i)
{
    const struct judged *j = &l->evidence->judgements[i];
    struct arena *a = l->arena;
    const struct regime *regime = j->inspection->regime;
    const struct regime_judgement *found =
        regime ? regime_judgement(regime, j->aspect) : NULL;
    struct str aspect =
        found ? phrase_lower(a, found->title) : phrase_from_id(a, j->aspect);
    struct str label = j->grade.scale->rungs[j->grade.position].label;
    struct str grade = arena_format(a, "%.*s (%.*s)", STR_ARG(j->said), STR_ARG(label));
    struct str text =
        arena_format(a, "%.*s, %.*s: %.*s", STR_ARG(event_of(l, j->inspection)),
                     STR_ARG(aspect), STR_ARG(grade));
    if (j->features.len)
        text = arena_format(a, "%.*s (%.*s)", STR_ARG(text), STR_ARG(j->features));
    return text;
}

static struct str says_finding(struct letter *l, size_t i)
{
    const struct finding *f = &l->evidence->findings[i];
    struct arena *a = l->arena;
    struct str kind =
        phrase_from_id(a, vocabulary_word(&vocabulary_finding_kind, (int)f->kind));
    struct str text = arena_format(a, "%.*s: %.*s", STR_ARG(kind), STR_ARG(f->text));
    if (f->source.len == 0)
        return text;
    return arena_format(a, "%.*s (%.*s)", STR_ARG(text), STR_ARG(f->source));
}

static struct str says_measure(struct letter *l, size_t i)
{
    const struct measure *m = &l->evidence->measures[i];
    return arena_format(l->arena, "the measure %.*s, in %.*s", STR_ARG(m->name),
                        STR_ARG(m->unit));
}

static struct str says_value(struct letter *l, size_t i)
{
    const struct value *v = &l->evidence->values[i];
    return arena_format(l->arena, "%.*s, %.*s: %.*s", STR_ARG(v->measure->name),
                        STR_ARG(v->area->name),
                        STR_ARG(words_value(l->arena, l->plan, v)));
}

static struct str says_share(struct letter *l, size_t i)
{
    const struct share *s = &l->evidence->shares[i];
    return arena_format(l->arena, "%.*s: %.*s",
                        STR_ARG(words_share(l->arena, l->plan, s)),
                        STR_ARG(words_at_least(l->arena, s->at_least)));
}

static struct str says_relation(struct letter *l, size_t i)
{
    const struct relation *r = &l->evidence->relations[i];
    struct arena *a = l->arena;
    struct subject subject = {r->subject, false};
    if (r->measure)
        subject = phrase_subject(a, r->measure->name);
    else if (r->about == ABOUT_SERVICE)
        subject = (struct subject){words_service(a, r->subject, true), true};
    struct clause clause;
    size_t count = phrase_relations(a, l->plan, &r, 1, &clause);
    struct str said = phrase_join(a, &clause, count, subject.plural, false);
    if (clause.own)
        subject.text =
            arena_format(a, "for %.*s,", STR_ARG(phrase_lower(a, subject.text)));
    if (r->group.len)
        return arena_format(a, "among %.*s, %.*s %.*s", STR_ARG(r->group),
                            STR_ARG(phrase_lower(a, subject.text)), STR_ARG(said));
    return arena_format(a, "%.*s %.*s", STR_ARG(subject.text), STR_ARG(said));
}

static struct str says_decision(struct letter *l, size_t i)
{
    static const char *const kinds[] = {
        [DECISION_GRADE] = "decided",          [DECISION_PROPOSE] = "proposed",
        [DECISION_CONFIRM] = "rule confirmed", [DECISION_DECLINE] = "rule declined",
        [DECISION_LIMIT] = "limited",          [DECISION_MODERATE] = "moderated",
        [DECISION_SIGN_OFF] = "signed off",
    };
    const struct decision *d = &l->evidence->decisions[i];
    struct arena *a = l->arena;
    struct str text = str_of(kinds[d->kind]);
    if (d->grade.scale)
        text = arena_format(a, "%.*s as %.*s", STR_ARG(text),
                            STR_ARG(words_grade(a, d->grade.scale, d->grade.position)));
    if (d->rule.len)
        text = arena_format(a, "%.*s: %.*s", STR_ARG(text), STR_ARG(d->rule));
    text = arena_format(a, "%.*s by %.*s on %.*s", STR_ARG(text), STR_ARG(d->by),
                        STR_ARG(date_words(a, d->on)));
    if (d->reason.len == 0)
        return text;
    return arena_format(a, "%.*s: %.*s", STR_ARG(text), STR_ARG(d->reason));
}

static struct str says_fact(struct letter *l, size_t i)
{
    const struct fact *f = &l->evidence->facts[i];
    return arena_format(l->arena, "%.*s: %.*s", STR_ARG(f->fact), STR_ARG(f->value));
}

static struct str says_published(struct letter *l, size_t i)
{
    const struct published *p = &l->evidence->published[i];
    return arena_format(l->arena, "published grade for %.*s: %.*s (%.*s)",
                        STR_ARG(phrase_from_id(l->arena, p->judgement)),
                        STR_ARG(words_grade(l->arena, p->grade.scale, p->grade.position)),
                        STR_ARG(p->source));
}

static struct str says_area(struct letter *l, size_t i)
{
    return arena_format(l->arena, "the area %.*s", STR_ARG(l->evidence->areas[i].name));
}

static struct str says_neighbour(struct letter *l, size_t i)
{
    const struct neighbour *n = &l->evidence->neighbours[i];
    return arena_format(l->arena, "%.*s is number %d among the areas most like %.*s",
                        STR_ARG(n->neighbour->name), n->rank, STR_ARG(n->area->name));
}

static struct str (*const tellers[TABLE_COUNT])(struct letter *, size_t) = {
    [TABLE_AREAS] = says_area,          [TABLE_NEIGHBOURS] = says_neighbour,
    [TABLE_SETTINGS] = says_setting,    [TABLE_INSPECTIONS] = says_inspection,
    [TABLE_JUDGEMENTS] = says_judged,   [TABLE_FINDINGS] = says_finding,
    [TABLE_MEASURES] = says_measure,    [TABLE_VALUES] = says_value,
    [TABLE_SHARES] = says_share,        [TABLE_RELATIONS] = says_relation,
    [TABLE_DECISIONS] = says_decision,  [TABLE_PROFILE] = says_fact,
    [TABLE_PUBLISHED] = says_published,
};

const struct source_file *letter_file(const struct letter *l, struct str id)
{
    struct str rest, load = str_cut(id, ':', &rest);
    for (size_t i = 0; l->evidence->of_store && i < l->evidence->file_count; i++) {
        if (str_equal(l->evidence->files[i].load, load))
            return &l->evidence->files[i];
    }
    return NULL;
}

const struct finding *letter_finding(const struct letter *l, struct str id)
{
    for (size_t i = 0; i < l->evidence->findings_count; i++) {
        if (str_equal(l->evidence->findings[i].row.id, id))
            return &l->evidence->findings[i];
    }
    return NULL;
}

/* "authority_inspections.csv" of a path. */
static struct str base_name(struct str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == path.len ? path
                             : (struct str){path.at + slash + 1, path.len - slash - 1};
}

struct str letter_file_name_of(const struct source_file *file)
{
    return file->load.len ? base_name(file->file) : file->file;
}

struct str letter_says(struct letter *l, struct str id, struct str *file)
{
    enum table table;
    size_t index;
    if (!evidence_find(l->evidence, id, &table, &index))
        return STR("No such row in the evidence read.");
    const struct row *row = evidence_row(l->evidence, table, index);
    size_t colon = str_find_last(id, ':');
    const struct source_file *stored = letter_file(l, id);
    *file = stored ? arena_format(l->arena, "row %u of %.*s", row->record,
                                  STR_ARG(base_name(stored->file)))
                   : arena_format(l->arena, "record %u of %.*s.csv", row->record,
                                  (int)colon, id.at);
    return phrase_sentence(l->arena, tellers[table](l, index));
}
