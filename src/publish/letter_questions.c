/* Lines of enquiry in a letter: the questions that the evidence raises, and a theme's
 * three questions of a self-evaluation.  What an authority makes of it is left to it:
 * nothing here is a judgement, and no answer is made up. */
#include "publish/enquiry.h"
#include "publish/letter_parts.h"
#include "publish/wording.h"

static const struct question_ruling *ruling_of(const struct letter *l, struct str id)
{
    for (size_t i = 0; i < l->verdict->question_count; i++)
        if (str_equal_fold(l->verdict->questions[i].question->id, id))
            return &l->verdict->questions[i];
    return NULL;
}

/* The questions a block names, or all of them. */
static const struct question_ruling **
asked_by(struct letter *l, const struct letter_block *block, size_t *count)
{
    size_t all = block->name_count ? block->name_count : l->verdict->question_count;
    const struct question_ruling **out =
        arena_make(l->arena, const struct question_ruling *, all);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct question_ruling *ruling =
            block->name_count ? ruling_of(l, block->names[i]) : &l->verdict->questions[i];
        if (ruling)
            out[(*count)++] = ruling;
    }
    return out;
}

static struct idset ids_of(struct letter *l, const struct question_ruling *ruling)
{
    struct idset ids = {0};
    idset_add_step(l->arena, &ids, &ruling->step);
    return ids;
}

/* ---- The list of questions */

static void list_question(struct letter *l, struct doc *list,
                          const struct question_ruling *ruling)
{
    struct idset ids = ids_of(l, ruling);
    struct arena *a = l->arena;
    struct doc *item = letter_item(l, list, ruling->question->text, NULL);
    doc_sentence(l->document, item, phrase_sentence(a, letter_plain(l, ruling->found)),
                 ids.at, ids.count);
    doc_sentence(l->document, item,
                 phrase_sentence(a, arena_format(a, "How sure: %.*s",
                                                 STR_ARG(enquiry_sureness(a, ruling)))),
                 NULL, 0);
}

static size_t list_those(struct letter *l, struct doc *parent,
                         const struct question_ruling *const *asked, size_t count,
                         truth wanted)
{
    struct doc *list = NULL;
    size_t listed = 0;
    for (size_t i = 0; i < count; i++) {
        if (asked[i]->truth != wanted)
            continue;
        if (!list)
            list = doc_add(l->document, parent, DOC_LIST, STR(""));
        list_question(l, list, asked[i]);
        listed++;
    }
    return listed;
}

static size_t count_those(const struct question_ruling *const *asked, size_t count,
                          truth wanted)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += asked[i]->truth == wanted;
    return found;
}

void letter_questions(struct letter *l, struct doc *parent,
                      const struct letter_block *block)
{
    size_t count;
    struct arena *a = l->arena;
    const struct question_ruling **asked = asked_by(l, block, &count);
    size_t raised = count_those(asked, count, TRUTH_TRUE);
    size_t open = count_those(asked, count, TRUTH_UNKNOWN);
    doc_say(l->document, parent,
            arena_format(a,
                         "Of %zu questions the evidence raises %zu; %zu could not be "
                         "answered, and for %zu it gives no cause.",
                         count, raised, open, count - raised - open),
            NULL, 0);
    list_those(l, parent, asked, count, TRUTH_TRUE);
    if (!open)
        return;
    doc_say(l->document, parent, STR("These could not be answered:"), NULL, 0);
    list_those(l, parent, asked, count, TRUTH_UNKNOWN);
}

/* ---- A theme */

/* The titles of what a question stands on: where its rows were published. */
static struct str sources_of(struct letter *l, const struct idset *ids)
{
    struct idset titles = {0};
    struct arena *a = l->arena;
    for (size_t i = 0; i < ids->count; i++) {
        const struct source_file *file = letter_file(l, ids->at[i]);
        if (file && file->title.len)
            idset_add(a, &titles,
                      arena_format(a, "%.*s (%.*s)", STR_ARG(file->title),
                                   STR_ARG(file->publisher)));
    }
    return words_list(a, titles.at, titles.count);
}

static struct str how_known(struct letter *l, const struct question_ruling *ruling,
                            const struct idset *ids)
{
    struct arena *a = l->arena;
    struct str sure = words_capital(a, enquiry_sureness(a, ruling));
    struct str sources = sources_of(l, ids);
    if (!sources.len)
        return arena_format(a, "%.*s.", STR_ARG(sure));
    return arena_format(a, "%.*s. Source: %.*s.", STR_ARG(sure), STR_ARG(sources));
}

static struct str what_next(struct letter *l, const struct question_ruling *ruling)
{
    switch (ruling->truth) {
    case TRUTH_TRUE:
        return ruling->question->text;
    case TRUTH_UNKNOWN:
        return arena_format(l->arena, "Not known. If so: %.*s",
                            STR_ARG(ruling->question->text));
    case TRUTH_FALSE:
        break;
    }
    return STR("No question arises from this.");
}

static void theme_row(struct letter *l, struct doc *table,
                      const struct question_ruling *ruling)
{
    struct idset ids = ids_of(l, ruling);
    struct doc *row = doc_add(l->document, table, DOC_ROW, STR(""));
    letter_cell(l, row, phrase_sentence(l->arena, letter_plain(l, ruling->found)), &ids);
    letter_cell(l, row, how_known(l, ruling, &ids), NULL);
    letter_cell(l, row, what_next(l, ruling), NULL);
}

/* What inspectors asked for, in their words: a count of it is no knowledge of practice.
 */
static void list_findings(struct letter *l, struct doc *parent,
                          const struct question_ruling *const *asked, size_t count)
{
    struct doc *list = NULL;
    struct idset told = {0};
    for (size_t i = 0; i < count; i++) {
        struct idset ids = ids_of(l, asked[i]);
        for (size_t k = 0; k < ids.count; k++) {
            size_t before = told.count;
            const struct finding *f = letter_finding(l, ids.at[k]);
            if (f)
                idset_add(l->arena, &told, ids.at[k]);
            if (told.count == before)
                continue;
            if (!list) {
                doc_say(l->document, parent, STR("What inspectors asked for:"), NULL, 0);
                list = doc_add(l->document, parent, DOC_LIST, STR(""));
            }
            struct idset one = {0};
            idset_add(l->arena, &one, ids.at[k]);
            l->placed[f - l->evidence->findings] = true;
            letter_item(l, list, letter_finding_words(l, f), &one);
        }
    }
}

void letter_theme(struct letter *l, struct doc *parent, const struct letter_block *block)
{
    static const char *const heads[] = {"What do we know about practice?",
                                        "How do we know it?", "What next?"};
    size_t count;
    const struct question_ruling **asked = asked_by(l, block, &count);
    struct doc *table =
        letter_table(l, parent,
                     arena_format(l->arena, "%.*s: evidence, sources and questions",
                                  STR_ARG(block->text)),
                     heads, 3);
    for (size_t i = 0; i < count; i++)
        theme_row(l, table, asked[i]);
    list_findings(l, parent, asked, count);
    doc_say(
        l->document, parent,
        STR("What the authority makes of this, and what it will do: for the authority "
            "to write."),
        NULL, 0);
}
