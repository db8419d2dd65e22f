#include <assert.h>

#include "base/buf.h"
#include "publish/letter_parts.h"
#include "publish/tally.h"

/* ---- What is not known */

struct gaps {
    struct letter *letter;
    struct doc *parent, *list;
};

static void add_gap(struct gaps *g, struct str text, const struct idset *ids)
{
    if (!g->list)
        g->list = doc_add(g->letter->document, g->parent, DOC_LIST, STR(""));
    letter_item(g->letter, g->list, text, ids);
}

static void add_row_gap(struct gaps *g, struct str text, const struct row *row)
{
    struct idset ids = {0};
    idset_add(g->letter->arena, &ids, row->id);
    add_gap(g, text, &ids);
}

static void open_grades(struct gaps *g)
{
    struct letter *l = g->letter;
    for (size_t i = 0; i < l->verdict->ruling_count; i++) {
        const struct ruling *r = &l->verdict->rulings[i];
        if (!ruling_is_shown(r) || r->status == VERDICT_DECIDED)
            continue;
        struct str text = letter_grade_sentence(l, r);
        struct idset needed = letter_wanted(l, r);
        if (needed.count)
            text = arena_format(l->arena, "%.*s; needed: %.*s", STR_ARG(text),
                                STR_ARG(words_list(l->arena, needed.at, needed.count)));
        add_gap(g, text, NULL);
    }
}

/* A let that is not one number, or not true or false: what it hangs on. */
static void open_lets(struct gaps *g)
{
    struct letter *l = g->letter;
    for (size_t i = 0; i < l->verdict->let_count; i++) {
        const struct step *s = &l->verdict->lets[i];
        bool open =
            s->has_range ? !interval_is_point(s->range) : s->truth == TRUTH_UNKNOWN;
        if (!open)
            continue;
        struct idset ids = {0};
        idset_add_step(l->arena, &ids, s);
        struct str name = phrase_from_id(l->arena, s->rule);
        struct str text = arena_format(
            l->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d is not known exactly", STR_ARG(name));
        struct str range = interval_text(l->arena, s->range, s->is_share);
        if (s->has_range && !s->range.unbounded && !str_equal(range, STR("[0%, 100%]")))
            text = arena_format(l->arena, "%.*s, only as %.*s", STR_ARG(text),
                                STR_ARG(letter_plain(l, range)));
        add_gap(g, text, &ids);
    }
}

static bool tells(const struct remark *r, bool warnings)
{
    return r->kind == REMARK_UNBANDED || r->kind == REMARK_IMPOSSIBLE ||
           r->kind == REMARK_CONTRADICTION || (warnings && r->kind == REMARK_WARNING);
}

static bool told_before(const struct remarks *remarks, size_t at, bool warnings)
{
    for (size_t k = 0; k < at; k++)
        if (tells(&remarks->at[k], warnings) &&
            str_equal(remarks->at[k].text, remarks->at[at].text))
            return true;
    return false;
}

/* Texts of remarks are written for whoever mends the evidence; they serve here as well.
 * One text on several rows is told once. */
static void add_remarks(struct gaps *g, const struct remarks *remarks, bool warnings)
{
    struct letter *l = g->letter;
    for (size_t i = 0; i < remarks->count; i++) {
        const struct remark *r = &remarks->at[i];
        struct idset ids = {0};
        if (!tells(r, warnings) || told_before(remarks, i, warnings))
            continue;
        for (size_t k = i; k < remarks->count; k++)
            if (str_equal(remarks->at[k].text, r->text))
                idset_add_all(l->arena, &ids, remarks->at[k].ids,
                              remarks->at[k].id_count);
        add_gap(g, letter_plain(l, r->text), &ids);
    }
}

/* Facts that cannot all be true are a gap of their own. */
static void impossible_facts(struct gaps *g)
{
    if (g->letter->evidence->remarks)
        add_remarks(g, g->letter->evidence->remarks, false);
}

/* A store holds many years: a gap that a later figure has closed is history. */
static bool is_history(const struct letter *l, const struct value *v)
{
    for (size_t i = 0; l->evidence->of_store && i < l->profile->values_count; i++) {
        const struct value *other = l->profile->values[i];
        if (other->measure == v->measure && other->missing == MISSING_NOT &&
            date_compare(other->period.end, v->period.end) > 0)
            return true;
    }
    return false;
}

static void missing_values(struct gaps *g)
{
    struct letter *l = g->letter;
    for (size_t i = 0; i < l->profile->values_count; i++) {
        const struct value *v = l->profile->values[i];
        if (v->missing != MISSING_NOT && !is_history(l, v))
            add_row_gap(g,
                        arena_format(l->arena, "%.*s: %.*s", STR_ARG(v->measure->name),
                                     STR_ARG(words_value(l->arena, l->plan, v))),
                        &v->row);
    }
}

static void unread_rows(struct gaps *g)
{
    struct letter *l = g->letter;
    size_t count = l->profile->unread_count;
    if (count == 0)
        return;
    if (l->evidence->of_store) {
        add_gap(g,
                STR("What the inspectors asked for is not held: no report of theirs was "
                    "read"),
                NULL);
        return;
    }
    add_gap(
        g,
        arena_format(l->arena,
                     "%.*s %s of the evidence could not be read; what %s would have said "
                     "is not in this letter",
                     STR_ARG(words_number(l->arena, (int64_t)count)),
                     count == 1 ? "row" : "rows", count == 1 ? "it" : "they"),
        NULL);
}

void letter_unknown(struct letter *l, struct doc *parent)
{
    struct doc *section = doc_section(l->document, parent, STR("What is not known"));
    struct gaps g = {l, section, NULL};
    open_grades(&g);
    open_lets(&g);
    add_remarks(&g, &l->verdict->remarks, true);
    impossible_facts(&g);
    missing_values(&g);
    unread_rows(&g);
    if (!g.list)
        doc_say(
            l->document, section,
            STR("No grade above is open, and no figure for the area itself is missing."),
            NULL, 0);
}

/* ---- The data annex */

static struct str bounds(struct letter *l, struct interval range, bool known)
{
    return known ? words_capital(l->arena,
                                 letter_plain(l, interval_text(l->arena, range, true)))
                 : STR("Anything: the word has no band");
}

static struct str share_bounds(struct letter *l, const struct share *s)
{
    struct interval range;
    struct ratio share;
    if (s->has_count && s->has_total && s->total > 0)
        return ratio_percent(l->arena, ratio_of(s->count, s->total), 1);
    if (s->has_percent && ratio_divide(s->percent, ratio_of(100, 1), &share))
        return ratio_percent(l->arena, share, 1);
    bool known =
        bands_read(&l->plan->bands, s->word, s->has_total ? s->total : 0, &range);
    return bounds(l, range, known);
}

static struct str share_given(struct letter *l, const struct share *s)
{
    if (s->has_count && s->has_total)
        return arena_format(l->arena, "%lld of %lld", (long long)s->count,
                            (long long)s->total);
    if (s->has_percent)
        return arena_format(l->arena, "%.*s%%",
                            STR_ARG(ratio_text(l->arena, s->percent, 3)));
    return words_capital(l->arena, s->word);
}

static void id_cell(struct letter *l, struct doc *row, const struct row *of)
{
    struct idset ids = {0};
    idset_add(l->arena, &ids, of->id);
    letter_cell(l, row, of->id, &ids);
}

static void annex_shares(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"Services", "Graded", "Share as given",
                                        "Known to be", "Evidence"};
    struct doc *table = NULL;
    for (size_t i = 0; i < l->profile->shares_count; i++) {
        const struct share *s = l->profile->shares[i];
        if (!table)
            table =
                letter_table(l, parent, STR("Shares of services and settings"), heads, 5);
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        struct str name =
            words_capital(l->arena, words_service(l->arena, s->service, true));
        if (s->aspect.len)
            name = arena_format(l->arena, "%.*s (%.*s)", STR_ARG(name),
                                STR_ARG(phrase_from_id(l->arena, s->aspect)));
        doc_head(l->document, row, name);
        letter_cell(l, row,
                    words_capital(l->arena, words_at_least(l->arena, s->at_least)), NULL);
        letter_cell(l, row, share_given(l, s), NULL);
        letter_cell(l, row, share_bounds(l, s), NULL);
        id_cell(l, row, &s->row);
    }
}

static bool is_england(const struct area *area)
{
    return str_equal_fold(area->name, STR("England"));
}

/* The area's own values, and England's of the same measures. */
static bool is_in_annex(const struct letter *l, const struct value *v)
{
    bool own = v->area == l->profile->area;
    if (!own && !is_england(v->area))
        return false;
    for (size_t i = 0; i < l->profile->values_count; i++)
        if (l->profile->values[i] == v ||
            (!own && l->profile->values[i]->measure == v->measure))
            return true;
    return false;
}

static struct str value_bounds(struct letter *l, const struct value *v)
{
    struct interval range;
    if (v->missing != MISSING_NOT)
        return STR("Not known");
    if (v->word.len == 0)
        return STR("As given");
    bool known = bands_read(&l->plan->bands, v->word, 0, &range);
    return bounds(l, range, known);
}

/* "26% (39,500 of 150,800)" where the counts behind it are known. */
static struct str annex_figure(struct letter *l, const struct value *v)
{
    struct arena *a = l->arena;
    struct str figure = phrase_figure(a, v);
    if (v->missing != MISSING_NOT || !v->has_counts)
        return figure;
    return arena_format(a, "%.*s (%.*s of %.*s)", STR_ARG(figure),
                        STR_ARG(phrase_digits(a, v->numerator, 0)),
                        STR_ARG(phrase_digits(a, v->denominator, 0)));
}

static void annex_values(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"Measure", "Area",        "Period",
                                        "Value",   "Known to be", "Evidence"};
    struct doc *table = NULL;
    for (size_t i = 0; i < l->evidence->values_count; i++) {
        const struct value *v = &l->evidence->values[i];
        if (!is_in_annex(l, v))
            continue;
        if (!table)
            table = letter_table(l, parent, STR("Values of measures"), heads, 6);
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        doc_head(l->document, row, v->measure->name);
        letter_cell(l, row, v->area->name, NULL);
        letter_cell(l, row, v->period_text, NULL);
        letter_cell(l, row, words_capital(l->arena, annex_figure(l, v)), NULL);
        letter_cell(l, row, value_bounds(l, v), NULL);
        id_cell(l, row, &v->row);
    }
}

static struct str relation_subject(struct letter *l, const struct relation *r)
{
    struct str name = r->subject;
    if (r->measure)
        name = r->measure->name;
    else if (r->about == ABOUT_SERVICE)
        name = words_service(l->arena, r->subject, true);
    name = words_capital(l->arena, name);
    if (r->group.len == 0)
        return name;
    return arena_format(l->arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(r->group));
}

static struct str relation_as_said(struct letter *l, const struct relation *r)
{
    struct arena *a = l->arena;
    struct str word =
        r->relation == RELATION_AS_WORDED
            ? arena_format(a, "\xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARG(r->relation_text))
            : phrase_from_id(a, vocabulary_word(&vocabulary_relation, (int)r->relation));
    static const char *const comparators[] = {
        [COMPARATOR_NEIGHBOURS] = "neighbours", [COMPARATOR_REGION] = "the region",
        [COMPARATOR_ENGLAND] = "England",       [COMPARATOR_OWN_PAST] = "its own past",
        [COMPARATOR_TARGET] = "the target",     [COMPARATOR_OTHER_AREAS] = "other areas",
    };
    struct str against = str_of(comparators[r->comparator]);
    struct str text =
        arena_format(a, "%.*s, against %.*s", STR_ARG(word), STR_ARG(against));
    if (r->comparator_value.len)
        text =
            arena_format(a, "%.*s (%.*s)", STR_ARG(text), STR_ARG(r->comparator_value));
    if (r->dimension != DIMENSION_NOT_GIVEN && r->dimension != DIMENSION_LEVEL)
        text = arena_format(
            a, "%.*s, in %.*s", STR_ARG(text),
            STR_ARG(vocabulary_word(&vocabulary_dimension, (int)r->dimension)));
    if (r->since.len)
        text = arena_format(a, "%.*s, since %.*s", STR_ARG(text), STR_ARG(r->since));
    if (r->period_text.len)
        text = arena_format(a, "%.*s, %.*s", STR_ARG(text), STR_ARG(r->period_text));
    return words_capital(a, text);
}

static void annex_relations(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"About", "Relation as said", "Evidence"};
    struct doc *table = NULL;
    for (size_t i = 0; i < l->profile->relations_count; i++) {
        const struct relation *r = l->profile->relations[i];
        if (!table)
            table = letter_table(l, parent, STR("Comparisons and trends"), heads, 3);
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        doc_head(l->document, row, relation_subject(l, r));
        letter_cell(l, row, relation_as_said(l, r), NULL);
        id_cell(l, row, &r->row);
    }
}

static void annex_findings(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"Kind", "Finding", "Evidence"};
    struct doc *table = NULL;
    for (size_t i = 0; i < l->profile->findings_count; i++) {
        const struct finding *f = l->profile->findings[i];
        if (l->placed[f - l->evidence->findings])
            continue;
        if (!table)
            table = letter_table(
                l, parent, STR("Findings that the text above does not tell"), heads, 3);
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        struct str kind = vocabulary_word(&vocabulary_finding_kind, (int)f->kind);
        doc_head(l->document, row,
                 words_capital(l->arena, phrase_from_id(l->arena, kind)));
        letter_cell(l, row, words_capital(l->arena, f->text), NULL);
        id_cell(l, row, &f->row);
    }
}

/* The rows that what has been built so far stands on. */
static void collect(struct letter *l, const struct doc *n, struct idset *ids)
{
    idset_add_all(l->arena, ids, n->ids, n->id_count);
    for (const struct doc *child = n->first; child; child = child->next)
        collect(l, child, ids);
}

static bool holds(const struct idset *ids, struct str id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (str_equal(ids->at[i], id))
            return true;
    return false;
}

/* Inspections that nothing above speaks of were considered all the same. */
static void annex_inspections(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"Inspection", "Published", "Evidence"};
    struct doc *table = NULL;
    struct idset told = {0};
    collect(l, l->document->root, &told);
    for (size_t i = 0; i < l->profile->inspections_count; i++) {
        const struct inspection *n = l->profile->inspections[i];
        if (holds(&told, n->row.id))
            continue;
        if (!table)
            table = letter_table(l, parent,
                                 STR("Inspections that the text above does not tell"),
                                 heads, 3);
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        doc_head(l->document, row, words_capital(l->arena, letter_event(l, n)));
        letter_cell(l, row,
                    date_is_none(n->published) ? STR("Not given")
                                               : date_words(l->arena, n->published),
                    NULL);
        id_cell(l, row, &n->row);
    }
}

void letter_annex(struct letter *l, struct doc *parent)
{
    struct doc *section = doc_section(l->document, parent, STR("Data annex"));
    if (!l->has_context && l->profile->facts_count)
        letter_context(l, section, NULL);
    annex_shares(l, section);
    annex_values(l, section);
    annex_relations(l, section);
    annex_findings(l, section);
    annex_inspections(l, section);
    if (!section->first)
        doc_say(l->document, section,
                STR("The evidence holds no shares, values or relations."), NULL, 0);
}

/* ---- The evidence index */

void letter_index(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"No.", "Evidence", "What it says"};
    struct idset ids = {0};
    collect(l, l->document->root, &ids);
    struct doc *section = doc_section(l->document, parent, STR("Evidence index"));
    if (ids.count == 0) {
        doc_say(l->document, section, STR("No sentence above stands on evidence."), NULL,
                0);
        return;
    }
    doc_say(l->document, section,
            STR("Small numbers in the text lead to these rows. Each is one record of one "
                "file."),
            NULL, 0);
    struct doc *table =
        letter_table(l, section, STR("Every row of evidence used above"), heads, 3);
    for (size_t i = 0; i < ids.count; i++) {
        struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
        struct str file = {"", 0};
        struct str says = letter_says(l, ids.at[i], &file);
        row->anchor = ids.at[i];
        doc_head(l->document, row, arena_format(l->arena, "%zu", i + 1));
        struct str where = ids.at[i];
        if (file.len)
            where = arena_format(l->arena, "%.*s, %.*s", STR_ARG(where), STR_ARG(file));
        letter_cell(l, row, where, NULL);
        letter_cell(l, row, says, NULL);
    }
}

/* ---- Files and versions */

static struct str published_words(struct letter *l)
{
    for (size_t i = 0; i < l->verdict->ruling_count; i++) {
        const struct published *p = l->verdict->rulings[i].published;
        if (!p || p->source.len == 0)
            continue;
        if (date_is_none(p->on))
            return p->source;
        return arena_format(l->arena, "%.*s, %.*s", STR_ARG(p->source),
                            STR_ARG(date_words(l->arena, p->on)));
    }
    return STR("");
}

/* What was published about an area is under the open licence; a folder that an authority
 * wrote about itself, or that was changed, says nothing of the kind. */
static struct str standing_licence(enum standing standing)
{
    if (standing == STANDING_PUBLISHED || standing == STANDING_RECONSTRUCTION)
        return STR("Contains public sector information licensed under the Open "
                   "Government Licence v3.0.");
    return STR("The evidence is from a folder that names no licence.");
}

/* Of a store the files that something above stands on; of folders all that were read. */
static bool *files_used(struct letter *l)
{
    bool *used = arena_make(l->arena, bool, l->evidence->file_count);
    struct idset ids = {0};
    collect(l, l->document->root, &ids);
    for (size_t i = 0; i < l->evidence->file_count; i++)
        used[i] = !l->evidence->of_store;
    for (size_t i = 0; i < ids.count; i++) {
        const struct source_file *file = letter_file(l, ids.at[i]);
        if (file)
            used[file - l->evidence->files] = true;
    }
    return used;
}

/* The attributions of the files used, each once; a folder names none. */
static void attribute(struct letter *l, const bool *used)
{
    struct idset said = {0};
    struct buf out = buf_new(l->arena, 64 * KIB);
    for (size_t i = 0; i < l->evidence->file_count; i++) {
        if (used[i] && l->evidence->files[i].attribution.len)
            idset_add(l->arena, &said, l->evidence->files[i].attribution);
    }
    for (size_t i = 0; i < said.count; i++)
        buf_format(&out, "%s%.*s", i ? " " : "", STR_ARG(said.at[i]));
    if (said.count == 0)
        buf_add(&out, standing_licence(l->verdict->standing));
    document_attribute(l->document, buf_text(&out));
}

void letter_sources(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"File", "Records", "SHA-256"};
    struct arena *a = l->arena;
    struct doc *section = doc_section(l->document, parent, STR("Sources and version"));
    struct str published = published_words(l);
    const bool *used = files_used(l);
    attribute(l, used);
    struct flow f = flow_in(l, section);
    flow_say(&f, l->document->attribution, NULL);
    if (published.len)
        flow_say(&f,
                 arena_format(a, "the published grades compared with are those of: %.*s",
                              STR_ARG(published)),
                 NULL);
    flow_say(&f,
             arena_format(
                 a, "made with Assay %.*s from the framework %.*s and the files below",
                 STR_ARG(l->document->version), STR_ARG(l->plan->regime.id)),
             NULL);
    struct doc *table =
        letter_table(l, section, STR("Files, by the digest of their bytes"), heads, 3);
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    doc_head(l->document, row,
             arena_format(a, "framework %.*s", STR_ARG(l->plan->regime.id)));
    letter_cell(l, row, STR(""), NULL)->numeric = true;
    letter_cell(l, row, l->plan->text_sha256, NULL);
    for (size_t i = 0; i < l->evidence->file_count; i++) {
        const struct source_file *file = &l->evidence->files[i];
        if (!used[i])
            continue;
        row = doc_add(l->document, table, DOC_ROW, STR(""));
        doc_head(l->document, row, letter_file_name_of(file));
        letter_cell(l, row, arena_format(a, "%u", file->records), NULL)->numeric = true;
        letter_cell(l, row, file->sha256, NULL);
    }
}
