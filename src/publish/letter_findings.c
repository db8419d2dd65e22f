#include <assert.h>

#include "base/buf.h"
#include "publish/letter_parts.h"

/* How a list of one kind is introduced, where kinds stand together under one heading. */
static const char *const lead_words[FINDING_KIND_COUNT] = {
    [FINDING_STRENGTH] = "Strengths:",
    [FINDING_AREA_FOR_DEVELOPMENT] = "To be developed:",
    [FINDING_AREA_FOR_IMPROVEMENT] = "To be improved:",
    [FINDING_PRIORITY_ACTION] = "Areas for priority action:",
    [FINDING_RECOMMENDATION] = "Recommended:",
    [FINDING_FOCUS] = "For focus:",
};

static const struct {
    const char *one, *many;
} kind_words[FINDING_KIND_COUNT] = {
    [FINDING_STRENGTH] = {"strength", "strengths"},
    [FINDING_AREA_FOR_DEVELOPMENT] = {"area for development", "areas for development"},
    [FINDING_AREA_FOR_IMPROVEMENT] = {"area for improvement", "areas for improvement"},
    [FINDING_PRIORITY_ACTION] = {"area for priority action", "areas for priority action"},
    [FINDING_RECOMMENDATION] = {"recommendation", "recommendations"},
    [FINDING_FOCUS] = {"aspect for focus", "aspects for focus"},
    [FINDING_AWARD] = {"award", "awards"},
    [FINDING_CONTEXT] = {"note", "background notes"},
};

static size_t place_of(const struct letter *l, const struct finding *f)
{
    return (size_t)(f - l->evidence->findings);
}

/* Progress tells both ends of a pair, so that other blocks leave them to it. */
static bool belongs_to_progress(const struct letter *l, const struct finding *f)
{
    if (!l->has_progress)
        return false;
    if (f->follows)
        return true;
    for (size_t i = 0; i < l->profile->findings_count; i++)
        if (l->profile->findings[i]->follows == f)
            return true;
    return false;
}

/* An aspect of this regime that is an outcome in all but name: "management". */
static bool is_under_outcome(const struct letter *l, const struct finding *f,
                             struct str outcome)
{
    if (f->outcome.len)
        return letter_same_words(l->arena, f->outcome, outcome);
    return f->aspect.len && letter_same_words(l->arena, f->aspect, outcome);
}

/* Recommendations have their own block; they are listed only where their kind is asked.
 */
static bool is_kind(const struct finding *f, unsigned kinds)
{
    if (kinds == 0)
        return f->kind != FINDING_RECOMMENDATION;
    return (kinds & (1u << f->kind)) != 0;
}

static bool passes(const struct letter *l, const struct finding *f,
                   const struct finding_filter *filter)
{
    if (!is_kind(f, filter->kinds))
        return false;
    if (filter->outcome.len && !is_under_outcome(l, f, filter->outcome))
        return false;
    if (filter->aspect.len && !str_equal_fold(f->aspect, filter->aspect))
        return false;
    if (filter->service.len && !str_equal_fold(f->service, filter->service))
        return false;
    return !filter->unbound || f->outcome.len + f->aspect.len + f->service.len == 0;
}

/* ---- One finding as text */

static void add_detail(struct letter *l, struct buf *out, const char *what, date on)
{
    if (!date_is_none(on))
        buf_format(out, "; %s %.*s", what, STR_ARG(date_words(l->arena, on)));
}

struct str letter_finding_words(struct letter *l, const struct finding *f)
{
    struct buf out = buf_new(l->arena, 64 * KIB);
    struct str text = f->text;
    while (str_ends(text, STR(".")))
        text.len--;
    buf_add(&out, text);
    if (f->inspection && f->inspection != l->verdict->run)
        buf_format(&out, " (%.*s)", STR_ARG(letter_event(l, f->inspection)));
    add_detail(l, &out, "an action plan was due by", f->plan_due);
    add_detail(l, &out, "to be done by", f->deadline);
    add_detail(l, &out, "closed on", f->closed);
    return buf_text(&out);
}

static void add_finding(struct letter *l, struct doc *list, const struct finding *f)
{
    struct idset ids = {0};
    idset_add(l->arena, &ids, f->row.id);
    if (f->inspection && f->inspection != l->verdict->run)
        idset_add(l->arena, &ids, f->inspection->row.id);
    letter_item(l, list, letter_finding_words(l, f), &ids);
}

/* ---- Context told in sentences */

void letter_tell_context(struct flow *flow, const struct finding_filter *filter)
{
    struct letter *l = flow->letter;
    unsigned kinds = ((1u << FINDING_CONTEXT) | (1u << FINDING_AWARD)) & ~l->listed;
    struct finding_filter context = *filter;
    context.kinds = kinds;
    for (size_t i = 0; kinds && i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (l->placed[place_of(l, f)] || !passes(l, f, &context) ||
            belongs_to_progress(l, f))
            continue;
        l->placed[place_of(l, f)] = true;
        flow_say_row(flow, letter_finding_words(l, f), &f->row);
    }
}

void letter_background(struct letter *l, struct doc *parent)
{
    struct flow f = flow_in(l, parent);
    struct finding_filter rest = {.unbound = true};
    if (!l->told)
        letter_tell_context(&f, &rest);
    l->told = true;
}

/* ---- Lists by kind */

/* The list of one kind, or NULL where nothing passes; placing marks what it took. */
static struct doc *list_of_kind(struct letter *l, struct doc *parent,
                                enum finding_kind kind,
                                const struct finding_filter *filter)
{
    struct doc *list = NULL;
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (f->kind != kind || l->placed[place_of(l, f)] || !passes(l, f, filter) ||
            belongs_to_progress(l, f))
            continue;
        if (!list)
            list = doc_add(l->document, parent, DOC_LIST, STR(""));
        l->placed[place_of(l, f)] = true;
        add_finding(l, list, f);
    }
    return list;
}

static bool any_of_kind(const struct letter *l, enum finding_kind kind,
                        const struct finding_filter *filter)
{
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (f->kind == kind && !l->placed[place_of(l, f)] && passes(l, f, filter) &&
            !belongs_to_progress(l, f))
            return true;
    }
    return false;
}

/* Background reads as text, not as a list. */
static void tell_kind(struct letter *l, struct doc *parent, enum finding_kind kind,
                      const struct finding_filter *filter)
{
    struct flow flow = flow_in(l, parent);
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (f->kind != kind || l->placed[place_of(l, f)] || !passes(l, f, filter) ||
            belongs_to_progress(l, f))
            continue;
        l->placed[place_of(l, f)] = true;
        flow_say_row(&flow, letter_finding_words(l, f), &f->row);
    }
}

bool letter_list_findings(struct letter *l, struct doc *parent,
                          const struct finding_filter *filter)
{
    bool any = false;
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++) {
        if (!any_of_kind(l, (enum finding_kind)kind, filter))
            continue;
        any = true;
        if (kind == FINDING_CONTEXT || kind == FINDING_AWARD) {
            tell_kind(l, parent, (enum finding_kind)kind, filter);
            continue;
        }
        doc_say(l->document, parent, str_of(lead_words[kind]), NULL, 0);
        list_of_kind(l, parent, (enum finding_kind)kind, filter);
    }
    return any;
}

static unsigned kinds_of(const struct letter_block *block)
{
    unsigned kinds = 0;
    for (size_t i = 0; i < block->name_count; i++) {
        int kind;
        if (vocabulary_find(&vocabulary_finding_kind, block->names[i], &kind))
            kinds |= 1u << kind;
    }
    return kinds;
}

/* Kinds listed together need an introduction each; one kind has the block's heading. */
static void list_kinds(struct letter *l, struct doc *parent, unsigned kinds)
{
    struct finding_filter filter = {.kinds = kinds};
    unsigned present = 0, last = 0;
    for (unsigned kind = 0; kind < FINDING_KIND_COUNT; kind++) {
        if (!(kinds & (1u << kind)) || !any_of_kind(l, (enum finding_kind)kind, &filter))
            continue;
        present++;
        last = kind;
    }
    if (present > 1)
        letter_list_findings(l, parent, &filter);
    else if (present == 1)
        list_of_kind(l, parent, (enum finding_kind)last, &filter);
}

static struct str none_of(struct letter *l, unsigned kinds)
{
    struct buf out = buf_new(l->arena, KIB);
    bool unheld = l->evidence->of_store && l->profile->unread_count > 0;
    for (unsigned kind = 0; kind < FINDING_KIND_COUNT; kind++)
        if (kinds & (1u << kind))
            buf_format(&out, "%s%s", out.len ? " or " : "", kind_words[kind].many);
    if (unheld)
        return arena_format(l->arena,
                            "the sources loaded do not say whether there were %.*s",
                            STR_ARG(buf_text(&out)));
    return arena_format(l->arena, "the evidence records no %.*s",
                        STR_ARG(buf_text(&out)));
}

static unsigned kinds_held(const struct letter *l, unsigned kinds)
{
    unsigned held = 0;
    for (size_t i = 0; i < l->profile->findings_count; i++)
        held |= kinds & (1u << l->profile->findings[i]->kind);
    return held;
}

/* Nothing stands here because other blocks told it, those on progress above all. */
static struct str told_elsewhere(struct letter *l, unsigned kinds)
{
    struct str names[FINDING_KIND_COUNT];
    size_t count = 0;
    for (unsigned kind = 0; kind < FINDING_KIND_COUNT; kind++)
        if (kinds & (1u << kind))
            names[count++] = str_of(kind_words[kind].many);
    return arena_format(l->arena,
                        "the %.*s in the evidence stand elsewhere in this letter",
                        STR_ARG(words_list(l->arena, names, count)));
}

void letter_findings(struct letter *l, struct doc *parent,
                     const struct letter_block *block)
{
    unsigned kinds = kinds_of(block);
    list_kinds(l, parent, kinds);
    if (parent->first)
        return;
    struct flow f = flow_in(l, parent);
    unsigned held = kinds_held(l, kinds);
    flow_say(&f, held ? told_elsewhere(l, held) : none_of(l, kinds), NULL);
}

/* ---- Two kinds side by side */

static void side_cell(struct letter *l, struct doc *row, unsigned kind,
                      struct str outcome)
{
    struct doc *cell = NULL, *list = NULL;
    struct finding_filter filter = {.kinds = 1u << kind, .outcome = outcome};
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (!passes(l, f, &filter) ||
            (outcome.len == 0 && (f->outcome.len || f->aspect.len)))
            continue;
        if (!cell) {
            cell = letter_cell(l, row, STR(""), NULL);
            list = doc_add(l->document, cell, DOC_LIST, STR(""));
        }
        l->placed[place_of(l, f)] = true;
        add_finding(l, list, f);
    }
    if (!cell)
        letter_cell(l, row, STR("None listed"), NULL);
}

static bool side_has(const struct letter *l, unsigned kinds, struct str outcome)
{
    struct finding_filter filter = {.kinds = kinds, .outcome = outcome};
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        bool none = outcome.len == 0 && (f->outcome.len || f->aspect.len);
        if (!none && passes(l, f, &filter))
            return true;
    }
    return false;
}

/* The outcomes as declared, then whatever else the findings name, then those of none. */
static struct idset side_rows(struct letter *l, unsigned kinds)
{
    struct idset rows = {0};
    idset_add_all(l->arena, &rows, l->plan->outcomes, l->plan->outcome_count);
    size_t declared = rows.count;
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        struct str name = f->outcome.len ? f->outcome : f->aspect;
        bool known = !(kinds & (1u << f->kind)) || name.len == 0;
        for (size_t k = 0; !known && k < declared; k++)
            known = is_under_outcome(l, f, rows.at[k]);
        if (!known)
            idset_add(l->arena, &rows, name);
    }
    return rows;
}

static void side_row(struct letter *l, struct doc *table, const unsigned kinds[2],
                     struct str outcome)
{
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    struct str head = outcome.len ? letter_outcome_heading(l, outcome) : STR("General");
    doc_head(l->document, row, head);
    for (size_t i = 0; i < 2; i++)
        side_cell(l, row, kinds[i], outcome);
}

void letter_side_by_side(struct letter *l, struct doc *parent,
                         const struct letter_block *block)
{
    unsigned kinds[2] = {FINDING_STRENGTH, FINDING_AREA_FOR_IMPROVEMENT};
    for (size_t i = 0; i < block->name_count && i < 2; i++) {
        int kind;
        if (vocabulary_find(&vocabulary_finding_kind, block->names[i], &kind))
            kinds[i] = (unsigned)kind;
    }
    unsigned both = (1u << kinds[0]) | (1u << kinds[1]);
    struct str left = words_capital(l->arena, str_of(kind_words[kinds[0]].many));
    struct str right = words_capital(l->arena, str_of(kind_words[kinds[1]].many));
    struct doc *table =
        letter_table(l, parent,
                     arena_format(l->arena, "%.*s and %.*s by outcome", STR_ARG(left),
                                  STR_ARG(phrase_lower(l->arena, right))),
                     (const char *const[]){"Outcome", left.at, right.at}, 3);
    struct idset rows = side_rows(l, both);
    for (size_t i = 0; i < rows.count; i++)
        side_row(l, table, kinds, rows.at[i]);
    if (side_has(l, both, STR("")) || rows.count == 0)
        side_row(l, table, kinds, STR(""));
}

/* ---- Recommendations by bucket */

static struct str bucket_heading(struct letter *l, struct str bucket)
{
    if (bucket.len && bucket.at[0] >= '0' && bucket.at[0] <= '9')
        return arena_format(l->arena, "Within %.*s", STR_ARG(bucket));
    return words_capital(l->arena, phrase_from_id(l->arena, bucket));
}

static struct str empty_bucket(struct letter *l, const struct judgement *j,
                               struct str bucket)
{
    struct str title = phrase_lower(l->arena, j->title);
    if (str_equal_fold(bucket, STR("immediately")))
        return arena_format(l->arena,
                            "Nothing was recommended for immediate action in %.*s.",
                            STR_ARG(title));
    return arena_format(l->arena, "Nothing was recommended within %.*s in %.*s.",
                        STR_ARG(bucket), STR_ARG(title));
}

/* An aspect of the judgement itself or of any part below it. */
static bool is_within(struct str aspect, struct str path)
{
    if (!str_starts(aspect, path))
        return false;
    return aspect.len == path.len || aspect.at[path.len] == '/';
}

static void add_recommendation(struct letter *l, struct doc *list,
                               const struct finding *f)
{
    struct buf out = buf_new(l->arena, 64 * KIB);
    struct idset ids = {0};
    idset_add(l->arena, &ids, f->row.id);
    buf_add(&out, letter_finding_words(l, f));
    struct doc *item = letter_item(l, list, buf_text(&out), &ids);
    if (f->owner.len == 0 && f->monitored_by.len == 0)
        return;
    struct buf who = buf_new(l->arena, 4 * KIB);
    if (f->owner.len)
        buf_format(&who, "For: %.*s", STR_ARG(f->owner));
    if (f->monitored_by.len)
        buf_format(&who, "%s%.*s", who.len ? "; monitored by " : "Monitored by ",
                   STR_ARG(f->monitored_by));
    doc_sentence(l->document, item, phrase_sentence(l->arena, buf_text(&who)), ids.at,
                 ids.count);
}

static bool bucket_of(const struct finding *f, struct str path, struct str bucket)
{
    return f->kind == FINDING_RECOMMENDATION && is_within(f->aspect, path) &&
           str_equal_fold(f->bucket, bucket);
}

static void one_bucket(struct letter *l, struct doc *parent, const struct judgement *j,
                       struct str bucket)
{
    struct doc *list = NULL;
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (!bucket_of(f, j->path, bucket))
            continue;
        if (!list)
            list = doc_add(l->document, parent, DOC_LIST, STR(""));
        l->placed[place_of(l, f)] = true;
        add_recommendation(l, list, f);
    }
    if (!list)
        doc_say(l->document, parent, empty_bucket(l, j, bucket), NULL, 0);
}

static bool is_bucket(const struct judgement *j, struct str bucket)
{
    for (size_t i = 0; i < j->bucket_count; i++)
        if (str_equal_fold(j->buckets[i], bucket))
            return true;
    return false;
}

/* A recommendation with a date, or with none, still has its place. */
static void other_deadlines(struct letter *l, struct doc *parent,
                            const struct judgement *j)
{
    struct doc *list = NULL;
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (f->kind != FINDING_RECOMMENDATION || !is_within(f->aspect, j->path) ||
            is_bucket(j, f->bucket))
            continue;
        if (!list)
            list = doc_add(l->document,
                           doc_section(l->document, parent, STR("With another deadline")),
                           DOC_LIST, STR(""));
        l->placed[place_of(l, f)] = true;
        add_recommendation(l, list, f);
    }
}

void letter_recommendations(struct letter *l, struct doc *parent,
                            const struct letter_block *block)
{
    const struct judgement *j = block->judgements[0];
    for (size_t i = 0; i < j->bucket_count; i++) {
        struct doc *section =
            doc_section(l->document, parent, bucket_heading(l, j->buckets[i]));
        one_bucket(l, section, j, j->buckets[i]);
    }
    other_deadlines(l, parent, j);
}

/* ---- Progress on what was found before */

static const char *const progress_words[] = {
    [PROGRESS_NOT_GIVEN] = "Followed up", [PROGRESS_RESOLVED] = "Resolved",
    [PROGRESS_IMPROVED] = "Improved",     [PROGRESS_UNCHANGED] = "Unchanged",
    [PROGRESS_WORSE] = "Worse",
};

static void add_progress(struct letter *l, struct doc *list, const struct finding *f)
{
    const struct finding *before = f->follows;
    struct idset ids = {0};
    idset_add(l->arena, &ids, before->row.id);
    struct buf source = buf_new(l->arena, 4 * KIB);
    if (before->kind != FINDING_CONTEXT)
        buf_add(&source, str_of(kind_words[before->kind].one));
    if (before->inspection && before->inspection != l->verdict->run)
        buf_format(&source, "%s%.*s", source.len ? ", " : "",
                   STR_ARG(letter_event(l, before->inspection)));
    struct str kind = source.len
                          ? arena_format(l->arena, " (%.*s)", STR_ARG(buf_text(&source)))
                          : STR("");
    struct doc *item = letter_item(
        l, list,
        arena_format(l->arena, "%s: %.*s%.*s", progress_words[f->progress],
                     STR_ARG(phrase_lower(l->arena, before->text)), STR_ARG(kind)),
        &ids);
    struct str now = phrase_sentence(l->arena, letter_finding_words(l, f));
    doc_sentence(l->document, item, now, &f->row.id, 1);
    l->placed[place_of(l, f)] = l->placed[place_of(l, before)] = true;
}

void letter_progress(struct letter *l, struct doc *parent,
                     const struct letter_block *block)
{
    struct doc *list = NULL;
    (void)block;
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (!f->follows)
            continue;
        if (!list)
            list = doc_add(l->document, parent, DOC_LIST, STR(""));
        add_progress(l, list, f);
    }
    if (!list)
        doc_say(l->document, parent,
                STR("The evidence follows no earlier finding up to this day."), NULL, 0);
}
