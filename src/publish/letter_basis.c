/* What each rule of a regime rests on, as a table: a reader who knows that a cut-off is
 * an inference reads its grade otherwise than one from a statute. */
#include "base/buf.h"
#include "publish/letter_parts.h"

static const struct {
    const char *cell, *one, *many; /* "two are observed in published letters" */
} kinds[] = {
    [BASIS_NONE] = {"None stated", "has no stated basis", "have no stated basis"},
    [BASIS_STATUTE] = {"Statute", "is in a statute", "are in a statute"},
    [BASIS_SOURCE] = {"A source", "is in a source named", "are in a source named"},
    [BASIS_LETTER] = {"Published letters", "is observed in published letters",
                      "are observed in published letters"},
    [BASIS_INFERENCE] = {"Inference", "is inferred", "are inferred"},
    [BASIS_RECALL] = {"Memory", "is remembered and not checked",
                      "are remembered and not checked"},
    [BASIS_LOCAL] = {"Our choice", "is our choice", "are our choice"},
};
enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

struct bases {
    struct letter *letter;
    struct doc *section, *table;
    size_t counts[KIND_COUNT], total;
};

static void add_basis(struct bases *b, struct str rule, const struct basis *basis)
{
    static const char *const heads[] = {"Rule", "What it rests on"};
    struct letter *l = b->letter;
    struct str text = str_of(kinds[basis->kind].cell);
    if (!b->table)
        b->table = letter_table(l, b->section, STR("Rules of this framework"), heads, 2);
    if (basis->cite.len)
        text = arena_format(l->arena, "%.*s: %.*s", STR_ARG(text), STR_ARG(basis->cite));
    struct doc *row = doc_add(l->document, b->table, DOC_ROW, STR(""));
    doc_head(l->document, row, words_capital(l->arena, rule));
    letter_cell(l, row, phrase_sentence(l->arena, text), NULL);
    b->counts[basis->kind]++;
    b->total++;
}

static const char *proposal_words(const struct proposal *p)
{
    if (!p->rolls_up)
        return p->guide ? "a guide proposed from figures" : "the grade proposed";
    return "the grade rolled up from its parts";
}

static struct str limit_words(struct letter *l, const struct rule *rule)
{
    static const char *const does[] = {[RULE_LOWER] = "lowers the grade",
                                       [RULE_CAP] = "caps the grade",
                                       [RULE_WITHHOLD] = "withholds the grade"};
    return arena_format(l->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d, which %s",
                        STR_ARG(phrase_from_id(l->arena, rule->id)), does[rule->kind]);
}

static void add_judgement(struct bases *b, const struct judgement *j)
{
    struct letter *l = b->letter;
    struct str title = letter_full_title(l, j);
    date on = l->verdict->at;
    for (size_t i = 0; i < j->proposal_count; i++)
        if (dates_hold(j->proposals[i].from, j->proposals[i].until, on))
            add_basis(b,
                      arena_format(l->arena, "%.*s: %s", STR_ARG(title),
                                   proposal_words(&j->proposals[i])),
                      &j->proposals[i].basis);
    for (size_t i = 0; i < j->rule_count; i++)
        if (dates_hold(j->rules[i].from, j->rules[i].until, on))
            add_basis(b,
                      arena_format(l->arena, "%.*s: %.*s", STR_ARG(title),
                                   STR_ARG(limit_words(l, &j->rules[i]))),
                      &j->rules[i].basis);
}

static struct str counted(const struct bases *b)
{
    struct arena *a = b->letter->arena;
    struct str parts[KIND_COUNT];
    size_t count = 0;
    for (size_t k = 0; k < KIND_COUNT; k++)
        if (b->counts[k])
            parts[count++] = arena_format(
                a, "%.*s %s", STR_ARG(words_number(a, (int64_t)b->counts[k])),
                b->counts[k] == 1 ? kinds[k].one : kinds[k].many);
    return arena_format(a, "of %.*s %s %.*s", STR_ARG(words_number(a, (int64_t)b->total)),
                        b->total == 1 ? "rule" : "rules",
                        STR_ARG(words_list(a, parts, count)));
}

void letter_basis(struct letter *l, struct doc *parent)
{
    struct bases b = {.letter = l};
    const struct plan *plan = l->plan;
    b.section = doc_section(l->document, parent, STR("The basis of each rule"));
    struct doc *said = doc_say(l->document, b.section, STR("."), NULL, 0);
    for (size_t i = 0; i < plan->judgement_count; i++)
        if (letter_ruling(l, plan->judgements[i])->applies)
            add_judgement(&b, plan->judgements[i]);
    if (plan->bands.count)
        add_basis(&b,
                  STR("the words for shares, as in \xe2\x80\x9cthe majority\xe2\x80\x9d"),
                  &plan->bands_basis);
    for (size_t i = 0; i < plan->question_count; i++)
        add_basis(&b,
                  arena_format(l->arena, "line of enquiry \xe2\x80\x9c%.*s\xe2\x80\x9d",
                               STR_ARG(phrase_from_id(l->arena, plan->questions[i].id))),
                  &plan->questions[i].basis);
    said->first->text = b.total ? phrase_sentence(l->arena, counted(&b))
                                : STR("This framework has no rules: it lists findings.");
}
