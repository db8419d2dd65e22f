/* An editor's changes to the sentences of a letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/folder.h"
#include "framework/registry.h"
#include "judgement/judge.h"
#include "publish/letter_edits.h"
#include "publish/render.h"

#define HEAD "sentence,original,text,by,on,reason\n"
static const char wanted[] =
    "The majority of children's homes (3 of 5) were good or better.";

struct desk {
    struct arena *arena;
    struct registry registry;
    struct remarks remarks, told; /* on the evidence; on edits */
    struct evidence *evidence;
    struct verdict *verdict;
    struct edits edits;
};

static int open_desk(void **state)
{
    struct arena *a = arena_new(512 * MIB);
    struct desk *d = arena_make(a, struct desk, 1);
    struct str path = STR("examples/knowsley-rating-2009"), nearest;
    struct fault why = {0};
    d->arena = a;
    d->remarks = remarks_new(a);
    d->told = remarks_new(a);
    *state = d;
    if (registry_shipped(a, &d->registry, &why))
        return -1;
    struct folder_options options = {.regimes = &d->registry.regimes};
    if (folder_read(a, &path, 1, &options, &d->evidence, &d->remarks, &why))
        return -1;
    const struct plan *plan =
        registry_find(&d->registry, STR("annual-rating-2009"), DATE_NONE, &nearest);
    const struct area *area = evidence_area(d->evidence, STR("Knowsley"));
    d->verdict = judge(a, plan, d->evidence, area, judge_date(plan, d->evidence, area),
                       &(struct judge_options){0});
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    arena_free(d->arena);
    return 0;
}

static const struct doc *find(const struct doc *n, struct str text)
{
    if (n->node == DOC_SENTENCE && str_equal(n->text, text))
        return n;
    const struct doc *found = NULL;
    for (const struct doc *child = n->first; child && !found; child = child->next)
        found = find(child, text);
    return found;
}

static bool holds(const struct doc *n, struct str part)
{
    bool held = str_contains(n->text, part);
    for (const struct doc *child = n->first; child && !held; child = child->next)
        held = holds(child, part);
    return held;
}

static struct document *edited(struct desk *d, const char *original, const char *text)
{
    struct fault why = {0};
    struct document *plain = letter_build(d->arena, d->verdict);
    const struct doc *s = find(plain->root, str_of(wanted));
    assert_non_null(s);
    struct str sheet = arena_format(
        d->arena, HEAD "%.*s,\"%s\",\"%s\",lead inspector,2009-12-01,plainer\n",
        STR_ARG(s->name), original, text);
    assert_int_equal(edits_read(d->arena, STR("e.csv"), sheet, &d->edits, &d->told, &why),
                     OK);
    assert_int_equal(d->edits.count, 1);
    struct document *document =
        letter_build_edited(d->arena, d->verdict, &d->edits, &d->told);
    struct str fault = {"", 0};
    if (!document_is_sound(document, &fault))
        fail_msg("%.*s", STR_ARG(fault));
    return document;
}

static struct str text_of(struct desk *d, const struct document *document)
{
    struct buf out = buf_new(d->arena, 16 * MIB), folded = buf_new(d->arena, 16 * MIB);
    render_text(document, &out);
    for (size_t i = 0; i < out.len; i++) {
        bool blank = out.at[i] == ' ' || out.at[i] == '\n';
        if (!blank)
            buf_char(&folded, out.at[i]);
        else if (folded.len && folded.at[folded.len - 1] != ' ')
            buf_char(&folded, ' ');
    }
    return buf_text(&folded);
}

static void an_edited_sentence_is_shown_marked_and_told(void **state)
{
    struct desk *d = *state;
    const struct document *document =
        edited(d, wanted,
               "Of the council's five children's homes three (60%) were good or better");
    struct str text = text_of(d, document);
    const struct doc *s = find(
        document->root,
        STR("Of the council's five children's homes three (60%) were good or better."));
    assert_non_null(s);
    assert_true(s->edited);
    assert_int_equal(s->id_count, 1);
    assert_null(find(document->root, str_of(wanted)));
    assert_true(str_contains(text, STR("three (60%) were good or better. (edited) [")));
    assert_true(str_contains(text, STR("Sentences that an editor changed")));
    assert_true(d->edits.at[0].met);
    assert_int_equal(d->told.count, 0);
}

static void a_number_that_is_not_in_the_evidence_is_told(void **state)
{
    struct desk *d = *state;
    const struct document *document =
        edited(d, wanted, "Four of the five homes (61%) were good or better in 2009.");
    struct str text = text_of(d, document);
    assert_true(str_contains(text, STR("Not in the evidence of that sentence: Four, 61 "
                                       "and 2009.")));
    assert_int_equal(d->told.count, 1);
    assert_int_equal(d->told.at[0].kind, REMARK_CONTRADICTION);
    assert_true(str_contains(d->told.at[0].text, STR("Four, 61 and 2009")));
}

static void an_edit_of_a_sentence_that_has_changed_is_not_applied(void **state)
{
    struct desk *d = *state;
    const struct document *document =
        edited(d, "The majority of children's homes (4 of 5) were good or better.",
               "Four of five homes were good or better.");
    assert_non_null(find(document->root, str_of(wanted)));
    assert_null(find(document->root, STR("Four of five homes were good or better.")));
    assert_int_equal(d->told.count, 1);
    assert_int_equal(d->told.at[0].kind, REMARK_BAD_ROW);
    assert_true(holds(document->root, STR("composed otherwise when it was edited")));
}

static void collect(const struct doc *n, struct str *names, size_t *count)
{
    if (n->node == DOC_SENTENCE && n->name.len) {
        for (size_t i = 0; i < *count; i++)
            if (str_equal(names[i], n->name))
                fail_msg("two sentences are %.*s", STR_ARG(n->name));
        names[(*count)++] = n->name;
    }
    for (const struct doc *child = n->first; child; child = child->next)
        collect(child, names, count);
}

/* Ids hang on rows and headings, not on words: another figure leaves them alone. */
static void every_sentence_has_one_id_and_keeps_it_while_figures_change(void **state)
{
    struct desk *d = *state;
    static struct str before[2000], after[2000];
    size_t count = 0, again = 0;
    collect(letter_build(d->arena, d->verdict)->root, before, &count);
    for (size_t i = 0; i < d->evidence->shares_count; i++)
        if (d->evidence->shares[i].total == 5)
            d->evidence->shares[i].count = 2;
    const struct document *changed = letter_build(d->arena, d->verdict);
    assert_null(find(changed->root, str_of(wanted)));
    collect(changed->root, after, &again);
    assert_true(count > 30);
    assert_int_equal(count, again);
    for (size_t i = 0; i < count; i++)
        assert_true(str_equal(before[i], after[i]));
}

static void the_sheet_is_read_back_as_it_was(void **state)
{
    struct desk *d = *state;
    struct buf first = buf_new(d->arena, MIB), second = buf_new(d->arena, MIB);
    struct edits again;
    struct fault why = {0};
    const struct document *document = edited(d, wanted, "Three of \"\"five\"\" homes.");
    letter_edits_sheet(document, &d->edits, &first);
    assert_int_equal(
        edits_read(d->arena, STR("e.csv"), buf_text(&first), &again, &d->told, &why), OK);
    assert_int_equal(again.count, 1);
    assert_true(str_equal(again.at[0].text, STR("Three of \"five\" homes.")));
    assert_true(str_equal(again.at[0].original, str_of(wanted)));
    letter_edits_sheet(letter_build_edited(d->arena, d->verdict, &again, &d->told),
                       &again, &second);
    assert_true(str_equal(buf_text(&first), buf_text(&second)));
    assert_int_equal(d->told.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_edited_sentence_is_shown_marked_and_told),
        TEST(a_number_that_is_not_in_the_evidence_is_told),
        TEST(an_edit_of_a_sentence_that_has_changed_is_not_applied),
        TEST(every_sentence_has_one_id_and_keeps_it_while_figures_change),
        TEST(the_sheet_is_read_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
