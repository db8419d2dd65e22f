/* A desk: a letter built of an example or of sheets written here, as text and HTML, and
 * walks over its tree. */
#ifndef ASSAY_TESTS_FIXTURE_DESK_H
#define ASSAY_TESTS_FIXTURE_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "evidence/folder.h"
#include "framework/registry.h"
#include "judgement/judge.h"
#include "publish/letter.h"
#include "publish/render.h"

static const struct example {
    const char *folder, *framework, *area, *file;
} examples[] = {
    {"examples/knowsley-2006", "apa-2006", "Knowsley", "apa-2006--knowsley--2006-11-01"},
    {"examples/knowsley-rating-2009", "annual-rating-2009", "Knowsley",
     "annual-rating-2009--knowsley--2009-12-09"},
    {"examples/knowsley-slac-2010", "slac-2010", "Knowsley",
     "slac-2010--knowsley--2010-03-12"},
    {"examples/sefton-2011", "annual-assessment-2011", "Sefton",
     "annual-assessment-2011--sefton--2011-11-08"},
};
enum { EXAMPLE_COUNT = sizeof examples / sizeof examples[0], LETTER_MAX = 16 << 20 };

struct desk {
    struct arena *arena;
    struct registry registry; /* the evidence points into it */
    struct remarks remarks;
    struct evidence *evidence;
    struct verdict *verdict;
    struct document *document;
};

static int open_desk(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    struct desk *d = arena_make(a, struct desk, 1);
    struct fault why = {0};
    d->arena = a;
    d->remarks = remarks_new(a);
    *state = d;
    return registry_shipped(a, &d->registry, &why) == OK ? 0 : -1;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    arena_free(d->arena);
    return 0;
}

static void judge_area(struct desk *d, const char *framework, const char *area,
                       bool what_if)
{
    struct str nearest;
    const struct plan *plan =
        registry_find(&d->registry, str_of(framework), DATE_NONE, &nearest);
    assert_non_null(plan);
    const struct area *found = evidence_area(d->evidence, str_of(area));
    assert_non_null(found);
    struct judge_options options = {.what_if = what_if};
    d->verdict = judge(d->arena, plan, d->evidence, found,
                       judge_date(plan, d->evidence, found), &options);
    d->document = letter_build(d->arena, d->verdict);
}

static void build_example(struct desk *d, const struct example *e)
{
    struct str path = str_of(e->folder);
    struct folder_options options = {.regimes = &d->registry.regimes};
    struct fault why = {0};
    assert_int_equal(
        folder_read(d->arena, &path, 1, &options, &d->evidence, &d->remarks, &why), OK);
    judge_area(d, e->framework, e->area, false);
}

struct sheet {
    const char *name, *text;
};

static void build_sheets(struct desk *d, const struct sheet *sheets, size_t count,
                         bool what_if)
{
    struct folder_file files[8];
    struct folder_options options = {.regimes = &d->registry.regimes};
    struct fault why = {0};
    for (size_t i = 0; i < count; i++)
        files[i] = (struct folder_file){.name = str_of(sheets[i].name),
                                        .text = str_of(sheets[i].text),
                                        .prefix = STR("")};
    assert_int_equal(folder_read_files(d->arena, files, count, &options, &d->evidence,
                                       &d->remarks, &why),
                     OK);
    judge_area(d, "annual-rating-2009", "Anywhere", what_if);
}

static struct str text_of(struct desk *d)
{
    struct buf out = buf_new(d->arena, LETTER_MAX);
    render_text(d->document, &out);
    assert_int_equal(out.status, OK);
    return buf_text(&out);
}

static struct str html_of(struct desk *d)
{
    struct buf out = buf_new(d->arena, LETTER_MAX);
    render_html(d->document, &out);
    assert_int_equal(out.status, OK);
    return buf_text(&out);
}

/* A text with its line breaks and indents folded, so that a sentence can be looked for.
 */
static struct str folded(struct desk *d, struct str text)
{
    struct buf out = buf_new(d->arena, LETTER_MAX);
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.at[i] == ' ' || text.at[i] == '\n';
        if (!blank)
            buf_char(&out, text.at[i]);
        else if (out.len && out.at[out.len - 1] != ' ')
            buf_char(&out, ' ');
    }
    return buf_text(&out);
}

static void assert_holds(struct str text, const char *part)
{
    if (!str_contains(text, str_of(part)))
        fail_msg("the letter does not say: %s", part);
}

static void assert_lacks(struct str text, const char *part)
{
    if (str_contains(text, str_of(part)))
        fail_msg("the letter says: %s", part);
}

static void assert_sound(const struct desk *d)
{
    struct str why = {"", 0};
    if (!document_is_sound(d->document, &why))
        fail_msg("%.*s", STR_ARG(why));
}

/* ---- Walking the tree */

typedef void visit(struct desk *d, const struct doc *n, void *with);

static void walk(struct desk *d, const struct doc *n, visit *each, void *with)
{
    each(d, n, with);
    for (const struct doc *child = n->first; child; child = child->next)
        walk(d, child, each, with);
}

static void note_anchor(struct desk *d, const struct doc *n, void *with)
{
    (void)d;
    if (n->anchor.len && str_equal(n->anchor, *(const struct str *)with))
        *(struct str *)with = (struct str){"", 0};
}

static void assert_ids_indexed(struct desk *d, const struct doc *n, void *with)
{
    (void)with;
    for (size_t i = 0; i < n->id_count; i++) {
        struct str wanted = n->ids[i];
        walk(d, d->document->root, note_anchor, &wanted);
        if (wanted.len)
            fail_msg("%.*s has no place in the index", STR_ARG(wanted));
    }
}

struct seen {
    struct str sentences[4096];
    size_t count;
};

static void assert_said_once(struct desk *d, const struct doc *n, void *with)
{
    struct seen *seen = with;
    (void)d;
    if (n->node != DOC_PARAGRAPH)
        return;
    for (const struct doc *s = n->first; s; s = s->next) {
        for (size_t i = 0; i < seen->count; i++)
            if (str_equal(seen->sentences[i], s->text))
                fail_msg("said twice: %.*s", STR_ARG(s->text));
        bool is_label = str_ends(s->text, STR(":"));
        if (!is_label && seen->count < 4096)
            seen->sentences[seen->count++] = s->text;
    }
}

/* The text of the layout only: what comes after says the same again as derivation. */
static void layout_said_once(struct desk *d)
{
    struct seen *seen = arena_make(d->arena, struct seen, 1);
    for (const struct doc *n = d->document->root->first; n; n = n->next) {
        if (str_equal(n->text, STR("How the grades were reached")))
            return;
        walk(d, n, assert_said_once, seen);
    }
    fail_msg("no derivation");
}

static const struct doc *section(const struct desk *d, const char *heading)
{
    for (const struct doc *n = d->document->root->first; n; n = n->next)
        if (n->node == DOC_SECTION && str_equal(n->text, str_of(heading)))
            return n;
    fail_msg("no section %s", heading);
    return NULL;
}

#endif
