#include "publish/letter.h"

#include <assert.h>

#include "base/buf.h"
#include "publish/letter_edits.h"
#include "publish/letter_parts.h"
#include "publish/tally.h"
#include "version.h"

/* ---- Paragraphs with slots */

static struct str slot_value(const struct letter *l, struct str slot)
{
    const struct plan *plan = l->plan;
    if (str_equal(slot, STR("area")))
        return l->profile->area->name;
    if (str_equal(slot, STR("date")))
        return date_words(l->arena, l->verdict->at);
    if (str_equal(slot, STR("title")))
        return plan->letter_title.len ? plan->letter_title : plan->regime.title;
    if (str_equal(slot, STR("statute")))
        return plan->statute.text;
    if (str_equal(slot, STR("framework")))
        return plan->regime.title;
    return STR("");
}

/* A brace that opens no known slot stays as it is. */
static struct str fill_slots(const struct letter *l, struct str text)
{
    struct buf out = buf_new(l->arena, MIB);
    while (text.len) {
        struct str rest, inside;
        buf_add(&out, str_cut(text, '{', &rest));
        if (rest.len == 0)
            break;
        inside = str_cut(rest, '}', &text);
        struct str value = slot_value(l, inside);
        if (value.len)
            buf_add(&out, value);
        else
            buf_format(&out, "{%.*s}", STR_ARG(inside));
    }
    return buf_text(&out);
}

static void build_paragraph(struct letter *l, struct doc *parent,
                            const struct letter_block *block)
{
    struct flow f = flow_in(l, parent);
    flow_say(&f, fill_slots(l, block->text), NULL);
    if (!l->introduced)
        letter_say_run(&f);
    l->introduced = true;
}

/* The duty is in the past, whether or not it was repealed: the letter looks back. */
static void build_statute(struct letter *l, struct doc *parent,
                          const struct letter_block *block)
{
    const struct statute *s = &l->plan->statute;
    struct flow f = flow_in(l, parent);
    (void)block;
    if (s->text.len == 0)
        return;
    if (date_is_none(s->repealed)) {
        flow_say(&f,
                 arena_format(l->arena,
                              "the assessment was made at the time under the %.*s",
                              STR_ARG(s->text)),
                 NULL);
        return;
    }
    flow_say(
        &f,
        arena_format(l->arena,
                     "the assessment was made at the time under the %.*s; that duty was "
                     "repealed on %.*s",
                     STR_ARG(s->text), STR_ARG(date_words(l->arena, s->repealed))),
        NULL);
}

/* ---- Layout */

typedef void builder(struct letter *l, struct doc *parent,
                     const struct letter_block *block);

static builder build_section;

/* Loose blocks are text of the section they stand in; the others bring a heading. */
static const struct {
    builder *build;
    bool loose;
    bool stays_open; /* loose blocks behind it belong to it */
    const char *heading;
} blocks[] = {
    [LETTER_PARAGRAPH] = {build_paragraph, true, false, NULL},
    [LETTER_SECTION] = {build_section, false, false, NULL},
    [LETTER_SCALE] = {letter_scale, true, false, NULL},
    [LETTER_RATING] = {letter_grades, false, true, "Grade"},
    [LETTER_GRADES] = {letter_grades, false, true, "Grades"},
    [LETTER_HEADLINE] = {letter_headline, true, false, NULL},
    [LETTER_SETTINGS] = {letter_settings, false, false, "Services and settings"},
    [LETTER_INDICATORS] = {letter_indicators, false, false, "Measures"},
    [LETTER_OUTCOMES] = {letter_outcomes, false, false, NULL},
    [LETTER_FINDINGS] = {letter_findings, false, false, "Findings"},
    [LETTER_SIDE_BY_SIDE] = {letter_side_by_side, false, false, "Findings side by side"},
    [LETTER_RECOMMENDATIONS] = {letter_recommendations, false, false, "Recommendations"},
    [LETTER_PROGRESS] = {letter_progress, false, false, "Progress on earlier findings"},
    [LETTER_CONTEXT] = {letter_context, false, false, "Service information"},
    [LETTER_RECORD] = {letter_record, false, false, "Record of grades"},
    [LETTER_NARRATIVE] = {letter_narrative, false, false, NULL},
    [LETTER_STATUTE] = {build_statute, true, false, NULL},
    [LETTER_QUESTIONS] = {letter_questions, false, false, "Questions"},
    [LETTER_THEME] = {letter_theme, false, false, "Theme"},
};

static struct str heading_of(const struct letter *l, const struct letter_block *block)
{
    if (block->text.len)
        return fill_slots(l, block->text);
    if (block->kind == LETTER_NARRATIVE && block->name_count)
        return block->judgements[0]->title;
    return str_of(blocks[block->kind].heading);
}

/* Loose text behind sections gets a heading of its own: without one it would read, and be
 * announced, as part of the section before it. */
static struct str heading_of_rest(const struct letter_block *from)
{
    return from->kind == LETTER_STATUTE ? STR("Legal basis") : STR("Notes");
}

/* A judgement that the regime had in other years only has no heading in this letter. */
static bool is_outside_its_dates(const struct letter *l, const struct letter_block *block)
{
    if (block->kind != LETTER_NARRATIVE)
        return false;
    const struct judgement *j = block->judgements[0];
    return (!date_is_none(j->from) || !date_is_none(j->until)) &&
           !letter_ruling(l, j)->applies;
}

static void build_blocks(struct letter *l, struct doc *parent,
                         const struct letter_block *block, size_t count)
{
    struct doc *open = parent, *notes = NULL;
    for (size_t i = 0; i < count; i++) {
        if (blocks[block[i].kind].loose) {
            bool law = block[i].kind == LETTER_STATUTE;
            if (!open || (law && open == notes))
                open = notes =
                    doc_section(l->document, parent, heading_of_rest(&block[i]));
            blocks[block[i].kind].build(l, open, &block[i]);
            continue;
        }
        struct doc *section = parent;
        if (is_outside_its_dates(l, &block[i]))
            continue;
        if (block[i].kind != LETTER_OUTCOMES)
            section = doc_section(l->document, parent, heading_of(l, &block[i]));
        blocks[block[i].kind].build(l, section, &block[i]);
        open = blocks[block[i].kind].stays_open ? section : NULL;
    }
}

static void build_section(struct letter *l, struct doc *parent,
                          const struct letter_block *block)
{
    build_blocks(l, parent, block->children, block->child_count);
    if (parent->last && parent->last->node != DOC_SECTION)
        letter_background(l, parent);
}

static unsigned kinds_named(const struct letter_block *block, enum letter_kind wanted)
{
    unsigned kinds = 0;
    for (size_t k = 0; block->kind == wanted && k < block->name_count; k++) {
        int kind;
        if (vocabulary_find(&vocabulary_finding_kind, block->names[k], &kind))
            kinds |= 1u << kind;
    }
    return kinds;
}

/* What the layout holds decides what its other blocks leave to it. */
static void survey(struct letter *l, const struct letter_block *block, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        l->has_progress |= block[i].kind == LETTER_PROGRESS;
        l->has_context |= block[i].kind == LETTER_CONTEXT;
        l->has_indicators |= block[i].kind == LETTER_INDICATORS;
        l->beside |= kinds_named(&block[i], LETTER_SIDE_BY_SIDE);
        l->listed |= kinds_named(&block[i], LETTER_FINDINGS);
        survey(l, block[i].children, block[i].child_count);
    }
}

/* ---- The whole */

static struct document *begin_document(struct arena *a, const struct verdict *v)
{
    struct document *d = document_new(a);
    const struct plan *plan = v->plan;
    d->title = plan->letter_title.len ? plan->letter_title : plan->regime.title;
    d->area = v->profile->area->name;
    d->framework = plan->regime.id;
    d->at = v->at;
    d->notice = standing_notice(a, v);
    d->version = STR(ASSAY_VERSION);
    d->sha256 = plan->text_sha256;
    d->root->text = d->title;
    return d;
}

/* A store holds what every inspection found since 2013; the letter of one tells its own.
 */
static void leave_others(struct letter *l)
{
    const struct inspection *run = l->verdict->run;
    if (!l->evidence->of_store || !run)
        return;
    struct profile *own = arena_make(l->arena, struct profile, 1);
    *own = *l->profile;
    own->findings = arena_make(l->arena, const struct finding *, own->findings_count);
    own->unread = arena_make(l->arena, const struct unread *, own->unread_count);
    own->findings_count = own->unread_count = 0;
    for (size_t i = 0; i < l->profile->findings_count; i++)
        if (l->profile->findings[i]->inspection == run)
            own->findings[own->findings_count++] = l->profile->findings[i];
    for (size_t i = 0; i < l->profile->unread_count; i++)
        if (l->profile->unread[i]->inspection == run)
            own->unread[own->unread_count++] = l->profile->unread[i];
    l->profile = own;
}

struct document *letter_build(struct arena *a, const struct verdict *verdict)
{
    return letter_build_edited(a, verdict, NULL, NULL);
}

struct document *letter_build_edited(struct arena *a, const struct verdict *verdict,
                                     struct edits *edits, struct remarks *remarks)
{
    assert(verdict && verdict->profile && verdict->profile->area);
    const struct plan *plan = verdict->plan;
    struct letter l = {.arena = a,
                       .document = begin_document(a, verdict),
                       .verdict = verdict,
                       .plan = plan,
                       .profile = verdict->profile,
                       .evidence = verdict->profile->evidence,
                       .edits = edits,
                       .remarks = remarks};
    struct doc *root = l.document->root;
    l.placed = arena_make(a, bool, l.evidence->findings_count + 1);
    survey(&l, plan->letter, plan->letter_count);
    leave_others(&l);
    build_blocks(&l, root, plan->letter, plan->letter_count);
    letter_changes(&l, root);
    if (!plan->enquiry) {
        letter_derivation(&l, root);
        letter_basis(&l, root);
        letter_judgements(&l, root);
        letter_figure(&l, root);
        letter_unknown(&l, root);
        letter_annex(&l, root);
    }
    letter_index(&l, root);
    letter_sources(&l, root);
    return l.document;
}

/* ---- The file's name */

/* ASCII letters and digits in lower case, everything else one hyphen: a name that is safe
 * in any folder, whatever the evidence calls an area. */
static char slug_character(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return plain ? c : '-';
}

static struct str slug(struct arena *a, struct str text)
{
    struct buf out = buf_new(a, KIB);
    for (size_t i = 0; i < text.len && out.len < 100; i++) {
        char c = slug_character(text.at[i]);
        bool joins = c == '-' && (out.len == 0 || out.at[out.len - 1] == '-');
        if (text.at[i] != '\'' && !joins)
            buf_char(&out, c);
    }
    while (out.len && out.at[out.len - 1] == '-')
        out.len--;
    return out.len ? buf_text(&out) : STR("area");
}

struct str letter_file_name(struct arena *a, const struct verdict *verdict)
{
    return arena_format(a, "%.*s--%.*s--%.*s", STR_ARG(slug(a, verdict->plan->regime.id)),
                        STR_ARG(slug(a, verdict->profile->area->name)),
                        STR_ARG(date_iso(a, verdict->at)));
}
