/* The layout of a letter: what its blocks name. */
#include <string.h>

#include "framework/check.h"

static const struct str slots[] = {
    {"area", 4}, {"date", 4}, {"title", 5}, {"statute", 7}, {"framework", 9}};

enum { SLOT_COUNT = sizeof slots / sizeof slots[0] };

static bool is_slot(struct str word)
{
    for (size_t i = 0; i < SLOT_COUNT; i++)
        if (str_equal(word, slots[i]))
            return true;
    return false;
}

static void check_slots(struct checker *c, const struct letter_block *block)
{
    struct str left = block->text;
    for (;;) {
        struct str after, slot;
        str_cut(left, '{', &after);
        if (after.len == 0)
            return;
        slot = str_cut(after, '}', &left);
        if (is_slot(slot))
            continue;
        struct str word = complain_quote(c->report, slot);
        complain_choice(
            c->report, block->place, slot, (struct choices){slots, SLOT_COUNT},
            complain_text(c->report, "a paragraph has no slot %.*s", STR_ARG(word)));
    }
}

static void check_kinds(struct checker *c, struct syntax_letter *block)
{
    struct str *names = arena_make(c->arena, struct str, block->names.count);
    for (size_t i = 0; i < block->names.count; i++) {
        struct name name = block->names.at[i];
        int kind = -1;
        if (vocabulary_find(&vocabulary_finding_kind, name.text, &kind)) {
            names[i] = vocabulary_word(&vocabulary_finding_kind, kind);
            continue;
        }
        struct str kinds[FINDING_KIND_COUNT];
        for (int k = 0; k < FINDING_KIND_COUNT; k++)
            kinds[k] = vocabulary_word(&vocabulary_finding_kind, k);
        struct str word = complain_quote(c->report, name.text);
        if (name.text.len > 0)
            complain_choice(c->report, name.place, name.text,
                            (struct choices){kinds, FINDING_KIND_COUNT},
                            complain_text(c->report, "there is no kind of finding %.*s",
                                          STR_ARG(word)));
    }
    block->out.names = names;
    block->out.name_count = block->names.count;
}

static void check_outcomes(struct checker *c, struct syntax_letter *block)
{
    struct str *names = arena_make(c->arena, struct str, block->names.count);
    for (size_t i = 0; i < block->names.count; i++) {
        names[i] = block->names.at[i].text;
        check_outcome(c, block->names.at[i]);
    }
    block->out.names = names;
    block->out.name_count = block->names.count;
}

static void check_purpose(struct checker *c, enum letter_kind kind,
                          const struct syntax_node *node, struct place place)
{
    struct str path = complain_quote(c->report, node->out.path);
    bool grade =
        kind == LETTER_RATING || kind == LETTER_HEADLINE || kind == LETTER_GRADES;
    if (node->broken)
        return;
    if (grade && !node->out.graded)
        complain_error(c->report, place, "%.*s has no grade of its own", STR_ARG(path));
    if (kind == LETTER_RECOMMENDATIONS && node->buckets.count == 0)
        complain_error(c->report, place,
                       "%.*s declares no deadlines; add: recommendations immediately, …",
                       STR_ARG(path));
}

static void check_judgements(struct checker *c, struct syntax_letter *block)
{
    size_t count = block->names.count;
    struct str *names = arena_make(c->arena, struct str, count);
    block->out.judgements = arena_make(c->arena, const struct judgement *, count);
    for (size_t i = 0; i < count; i++) {
        struct name name = block->names.at[i];
        struct syntax_node *node = check_node(c, name);
        names[i] = node ? node->out.path : name.text;
        block->out.judgements[i] = node ? &node->out : NULL;
        if (node)
            check_purpose(c, block->out.kind, node, name.place);
    }
    block->out.names = names;
    block->out.name_count = count;
}

static bool is_question(const struct checker *c, struct str id)
{
    for (size_t i = 0; i < c->in->question_count; i++)
        if (str_equal_fold(c->in->questions[i].out.id, id))
            return true;
    return false;
}

/* A theme without questions has nothing to say. */
static void check_asked(struct checker *c, struct syntax_letter *block)
{
    struct str *names = arena_make(c->arena, struct str, block->names.count);
    struct str *ids = arena_make(c->arena, struct str, c->in->question_count);
    for (size_t i = 0; i < c->in->question_count; i++)
        ids[i] = c->in->questions[i].out.id;
    for (size_t i = 0; i < block->names.count; i++) {
        struct name name = block->names.at[i];
        names[i] = name.text;
        if (name.text.len == 0 || is_question(c, name.text))
            continue;
        struct str word = complain_quote(c->report, name.text);
        complain_choice(
            c->report, name.place, name.text,
            (struct choices){ids, c->in->question_count},
            complain_text(c->report, "there is no question %.*s", STR_ARG(word)));
    }
    if (block->out.kind == LETTER_THEME && block->names.count == 0)
        complain_error(c->report, block->out.place,
                       "a theme names its questions: theme \"…\" (ID, ID)");
    block->out.names = names;
    block->out.name_count = block->names.count;
}

static const struct letter_block *check_blocks(struct checker *c,
                                               struct syntax_letter *parent);

static void check_block(struct checker *c, struct syntax_letter *block)
{
    switch (block->out.kind) {
    case LETTER_PARAGRAPH:
        check_slots(c, &block->out);
        break;
    case LETTER_SCALE:
        block->out.scale = check_scale(c, block->scale);
        break;
    case LETTER_FINDINGS:
    case LETTER_SIDE_BY_SIDE:
        check_kinds(c, block);
        break;
    case LETTER_INDICATORS:
        check_outcomes(c, block);
        break;
    case LETTER_QUESTIONS:
    case LETTER_THEME:
        check_asked(c, block);
        break;
    default:
        check_judgements(c, block);
    }
    block->out.children = check_blocks(c, block);
    block->out.child_count = block->child_count;
}

static const struct letter_block *check_blocks(struct checker *c,
                                               struct syntax_letter *parent)
{
    struct letter_block *out =
        arena_make(c->arena, struct letter_block, parent->child_count);
    for (size_t i = 0; i < parent->child_count; i++) {
        check_block(c, parent->children[i]);
        out[i] = parent->children[i]->out;
    }
    return out;
}

void check_letter(struct checker *c)
{
    struct syntax_letter *letter = c->in->letter;
    if (!letter)
        return;
    c->plan->letter = check_blocks(c, letter);
    c->plan->letter_count = letter->child_count;
    c->plan->letter_title = letter->out.text;
}
