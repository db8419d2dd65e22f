#include "publish/letter_edits.h"

#include <assert.h>

#include "base/buf.h"
#include "base/sha256.h"
#include "publish/letter_parts.h"
#include "publish/numbers.h"

/* ---- Ids */

enum { NAME_DIGITS = 12 };

static void add_part(struct sha256 *sha, struct str part)
{
    sha256_add(sha, part);
    sha256_add(sha, STR("\n"));
}

static struct str digest_name(struct letter *l, struct str path, const struct doc *s)
{
    uint8_t digest[SHA256_BYTES];
    struct sha256 sha = sha256_new();
    add_part(&sha, l->document->framework);
    add_part(&sha, l->document->area);
    add_part(&sha, path);
    for (size_t i = 0; i < s->id_count; i++)
        add_part(&sha, s->ids[i]);
    sha256_end(&sha, digest);
    struct buf out = buf_new(l->arena, 64);
    buf_add(&out, STR("s-"));
    for (size_t i = 0; i < NAME_DIGITS / 2; i++)
        buf_format(&out, "%02x", digest[i]);
    return buf_text(&out);
}

static bool add_name(struct letter *l, struct idset *names, struct str name)
{
    size_t before = names->count;
    idset_add(l->arena, names, name);
    return names->count > before;
}

static void name_sentence(struct letter *l, struct idset *names, struct str path,
                          struct doc *s)
{
    struct str first = digest_name(l, path, s);
    s->name = first;
    for (unsigned n = 2; !add_name(l, names, s->name); n++)
        s->name = arena_format(l->arena, "%.*s-%u", STR_ARG(first), n);
}

/* The headings are few deep, as document_is_sound asserts. */
static void name_all(struct letter *l, struct idset *names, struct str path,
                     struct doc *n)
{
    if (n->node == DOC_SENTENCE)
        name_sentence(l, names, path, n);
    if (n->node == DOC_SECTION)
        path = arena_format(l->arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(n->text));
    for (struct doc *child = n->first; child; child = child->next)
        name_all(l, names, path, child);
}

/* ---- Numbers */

/* What a row says more exactly than its words do. */
static void add_exact(struct letter *l, struct numbers *numbers, struct str id)
{
    enum table table;
    size_t i;
    if (!evidence_find(l->evidence, id, &table, &i))
        return;
    if (table == TABLE_VALUES && l->evidence->values[i].has_value)
        numbers_add(numbers, l->evidence->values[i].value);
    if (table != TABLE_SHARES)
        return;
    const struct share *s = &l->evidence->shares[i];
    struct ratio percent;
    if (s->has_count && s->has_total && s->total > 0 &&
        ratio_multiply(ratio_of(s->count, s->total), ratio_of(100, 1), &percent))
        numbers_add(numbers, percent);
    if (s->has_percent)
        numbers_add(numbers, s->percent);
}

static struct numbers numbers_of(struct letter *l, const struct doc *s)
{
    struct numbers numbers = numbers_new(l->arena);
    numbers_read(&numbers, s->text);
    for (size_t i = 0; i < s->id_count; i++) {
        struct str file;
        numbers_read(&numbers, letter_says(l, s->ids[i], &file));
        add_exact(l, &numbers, s->ids[i]);
    }
    return numbers;
}

/* The numbers of an edited text that neither the sentence nor its evidence says. */
static struct str strange_numbers(struct letter *l, const struct doc *s, struct str text)
{
    struct numbers known = numbers_of(l, s), said = numbers_new(l->arena);
    struct idset strange = {0};
    numbers_read(&said, text);
    for (size_t i = 0; i < said.count; i++)
        if (!numbers_hold(&known, &said.at[i]))
            idset_add(l->arena, &strange, said.at[i].text);
    return words_list(l->arena, strange.at, strange.count);
}

/* ---- Applying */

struct change {
    const struct edit *edit;
    const struct doc *sentence;
    struct str composed;
    struct str strange; /* numbers that are not in its evidence */
    bool stale;
};

struct changes {
    struct change *at;
    size_t count, capacity;
};

static struct str folded(struct letter *l, struct str text)
{
    struct buf out = buf_new(l->arena, MIB);
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\r' ||
                     text.at[i] == '\t';
        if (!blank)
            buf_char(&out, text.at[i]);
        else if (out.len && out.at[out.len - 1] != ' ')
            buf_char(&out, ' ');
    }
    return str_trim(buf_text(&out));
}

/* A sentence behind this one, in the same paragraph. */
static void add_behind(struct letter *l, struct doc *parent, struct doc *s,
                       struct str text)
{
    struct doc *n = arena_make(l->arena, struct doc, 1);
    *n = (struct doc){.node = DOC_SENTENCE, .text = text, .next = s->next};
    s->next = n;
    if (parent->last == s)
        parent->last = n;
}

static void take_edit(struct letter *l, struct changes *all, struct doc *parent,
                      struct doc *s)
{
    struct edit *edit = edits_find(l->edits, s->name);
    if (!edit)
        return;
    edit->met = true;
    struct change change = {.edit = edit, .sentence = s, .composed = s->text};
    change.stale = !str_equal(folded(l, edit->original), folded(l, s->text));
    if (!change.stale) {
        struct str text = phrase_sentence(l->arena, folded(l, edit->text));
        change.strange = strange_numbers(l, s, text);
        s->text = text;
        s->edited = true;
    }
    if (change.strange.len)
        add_behind(l, parent, s,
                   arena_format(l->arena, "Not in the evidence of that sentence: %.*s.",
                                STR_ARG(change.strange)));
    all->at = arena_grow(l->arena, struct change, all->at, all->count, &all->capacity);
    all->at[all->count++] = change;
}

static void take_edits(struct letter *l, struct changes *all, struct doc *n)
{
    for (struct doc *child = n->first; child; child = child->next) {
        if (child->node == DOC_SENTENCE && child->name.len)
            take_edit(l, all, n, child);
        take_edits(l, all, child);
    }
}

/* ---- Telling */

static void remark_change(struct letter *l, const struct change *c)
{
    struct arena *a = l->arena;
    if (!l->remarks || !(c->stale || c->strange.len))
        return;
    if (c->stale)
        edits_remark(l->edits, c->edit, REMARK_BAD_ROW,
                     arena_format(a,
                                  "sentence %.*s was not changed: it now reads \"%.*s\", "
                                  "not as in `original`; look at it again",
                                  STR_ARG(c->edit->sentence), STR_ARG(c->composed)),
                     l->remarks);
    else
        edits_remark(l->edits, c->edit, REMARK_CONTRADICTION,
                     arena_format(a,
                                  "sentence %.*s: not in its evidence: %.*s; give the "
                                  "evidence or mend the sentence",
                                  STR_ARG(c->edit->sentence), STR_ARG(c->strange)),
                     l->remarks);
}

static void change_row(struct letter *l, struct doc *table, const struct change *c)
{
    struct arena *a = l->arena;
    const struct edit *e = c->edit;
    struct idset ids = {0};
    idset_add_all(a, &ids, c->sentence->ids, c->sentence->id_count);
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    doc_head(l->document, row, e->sentence);
    letter_cell(l, row, c->composed, &ids);
    letter_cell(l, row, c->stale ? e->text : c->sentence->text, NULL);
    letter_cell(l, row,
                phrase_sentence(a, arena_format(a, "%.*s, %.*s: %.*s", STR_ARG(e->by),
                                                STR_ARG(date_words(a, e->on)),
                                                STR_ARG(e->reason))),
                NULL);
    struct str check = STR("Every number in it is in its evidence.");
    if (c->stale)
        check =
            STR("Not changed: the sentence was composed otherwise when it was edited.");
    else if (c->strange.len)
        check = arena_format(a, "Not in its evidence: %.*s.", STR_ARG(c->strange));
    letter_cell(l, row, check, NULL);
}

void letter_changes(struct letter *l, struct doc *parent)
{
    static const char *const heads[] = {"Sentence", "As composed", "As edited",
                                        "By whom, when and why", "Numbers checked"};
    struct changes all = {0};
    struct idset names = {0};
    name_all(l, &names, STR(""), parent);
    if (!l->edits)
        return;
    take_edits(l, &all, parent);
    if (all.count == 0)
        return;
    struct doc *section =
        doc_section(l->document, parent, STR("Sentences that an editor changed"));
    doc_say(l->document, section,
            STR("Assay composes each sentence from the evidence. An editor may put it in "
                "other words; what was composed stands here beside it."),
            NULL, 0);
    struct doc *table = letter_table(l, section, STR("Edited sentences"), heads, 5);
    for (size_t i = 0; i < all.count; i++) {
        change_row(l, table, &all.at[i]);
        remark_change(l, &all.at[i]);
    }
}

/* ---- The sheet */

/* A spreadsheet takes what begins so for a formula; edits_read takes the mark away. */
static void put_cell(struct buf *out, struct str cell)
{
    bool formula = cell.len && (cell.at[0] == '=' || cell.at[0] == '+' ||
                                cell.at[0] == '-' || cell.at[0] == '@');
    buf_add(out, formula ? STR("\"'") : STR("\""));
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '"')
            buf_char(out, '"');
        buf_char(out, cell.at[i]);
    }
    buf_char(out, '"');
}

static void sheet_row(const struct document *d, const struct edits *edits,
                      const struct doc *s, struct buf *out)
{
    const struct edit *e = edits ? edits_find(edits, s->name) : NULL;
    struct str ids = {"", 0};
    for (size_t i = 0; i < s->id_count; i++)
        ids = arena_format(d->arena, "%.*s%s%.*s", STR_ARG(ids), i ? " " : "",
                           STR_ARG(s->ids[i]));
    struct str cells[] = {
        s->name,
        e ? e->original : s->text,
        e ? e->text : STR(""),
        e ? e->by : STR(""),
        e ? date_iso(d->arena, e->on) : STR(""),
        e ? e->reason : STR(""),
        ids,
    };
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        if (i)
            buf_char(out, ',');
        put_cell(out, cells[i]);
    }
    buf_char(out, '\n');
}

static void sheet_rows(const struct document *d, const struct edits *edits,
                       const struct doc *n, struct buf *out)
{
    if (n->node == DOC_SENTENCE && n->name.len)
        sheet_row(d, edits, n, out);
    for (const struct doc *child = n->first; child; child = child->next)
        sheet_rows(d, edits, child, out);
}

void letter_edits_sheet(const struct document *d, const struct edits *edits,
                        struct buf *out)
{
    buf_add(out, STR("sentence,original,text,by,on,reason,evidence\n"));
    sheet_rows(d, edits, d->root, out);
}
