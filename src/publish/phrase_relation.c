#include <assert.h>

#include "base/buf.h"
#include "publish/phrase.h"

/* How a comparator follows: "below the national average", "narrower than nationally". */
enum follow { FOLLOW_NONE, FOLLOW_NOUN, FOLLOW_PLACE };

static const struct {
    const char *phrase;
    enum follow follow;
    bool figure; /* describes the figure: the measure's polarity turns its sign */
    int sign;
} kinds[] = {
    [RELATION_AS_WORDED] = {"", FOLLOW_NOUN, false, 0},
    [RELATION_WELL_ABOVE] = {"well above", FOLLOW_NOUN, true, 1},
    [RELATION_ABOVE] = {"above", FOLLOW_NOUN, true, 1},
    [RELATION_IN_LINE] = {"in line with", FOLLOW_NOUN, false, 0},
    [RELATION_BELOW] = {"below", FOLLOW_NOUN, true, -1},
    [RELATION_WELL_BELOW] = {"well below", FOLLOW_NOUN, true, -1},
    [RELATION_BETTER] = {"better than", FOLLOW_NOUN, false, 1},
    [RELATION_WORSE] = {"worse than", FOLLOW_NOUN, false, -1},
    [RELATION_MIXED] = {"mixed beside", FOLLOW_NOUN, false, 0},
    [RELATION_IMPROVING] = {"improving", FOLLOW_NONE, false, 1},
    [RELATION_DETERIORATING] = {"getting worse", FOLLOW_NONE, false, -1},
    [RELATION_NARROWING] = {"narrowing", FOLLOW_NONE, false, 1},
    [RELATION_NARROWER] = {"narrower than", FOLLOW_PLACE, false, 1},
    [RELATION_SUSTAINED] = {"sustained", FOLLOW_NONE, false, 1},
    [RELATION_MET] = {"met", FOLLOW_NONE, false, 1},
    [RELATION_NOT_MET] = {"not met", FOLLOW_NONE, false, -1},
};

static const struct {
    const char *noun, *place, *among;
} comparators[] = {
    [COMPARATOR_NEIGHBOURS] = {"similar areas", "in similar areas",
                               "among similar areas"},
    [COMPARATOR_REGION] = {"the regional average", "in the region", "in the region"},
    [COMPARATOR_ENGLAND] = {"the national average", "nationally", "nationally"},
    [COMPARATOR_OWN_PAST] = {"the earlier level", "before", "over time"},
    [COMPARATOR_TARGET] = {"the target", "planned", "against the target"},
    [COMPARATOR_OTHER_AREAS] = {"other areas", "elsewhere", "among other areas"},
};

static struct str kind_phrase(const struct plan *plan, enum relation_kind kind)
{
    struct str key = vocabulary_word(&vocabulary_relation, (int)kind);
    struct str own = plan ? plan_phrase(plan, STR("relation"), key) : STR("");
    return own.len ? own : str_of(kinds[kind].phrase);
}

/* "of 10.7%" behind a comparator, as the evidence gives it. */
static struct str with_figure(struct arena *a, struct str comparator,
                              const struct relation *r)
{
    struct ratio figure;
    if (r->comparator_value.len == 0)
        return comparator;
    if (!r->measure || !ratio_parse(r->comparator_value, &figure))
        return arena_format(a, "%.*s (%.*s)", STR_ARG(comparator),
                            STR_ARG(r->comparator_value));
    return arena_format(a, "%.*s of %.*s", STR_ARG(comparator),
                        STR_ARG(phrase_quantity(a, figure, r->measure)));
}

static struct str comparator_words(struct arena *a, const struct relation *r,
                                   enum follow follow)
{
    const char *words = comparators[r->comparator].noun;
    if (follow == FOLLOW_PLACE && r->dimension == DIMENSION_RANK)
        words = comparators[r->comparator].among;
    else if (follow == FOLLOW_PLACE)
        words = comparators[r->comparator].place;
    return with_figure(a, str_of(words), r);
}

/* ---- As worded: the evidence's own words, fitted into a sentence where that is safe */

/* How a word for a movement is fitted in, and where it points: 1 up, -1 down, 2 better,
 * -2 worse. */
struct movement {
    struct str word;
    int direction;
    struct str past; /* of a participle: "had risen" is said as "rose" */
};
static const struct movement verbs[] = {
    {STR("increased"), 1, {"", 0}}, {STR("decreased"), -1, {"", 0}},
    {STR("dipped"), -1, {"", 0}},   {STR("reduced"), -1, {"", 0}},
    {STR("fell"), -1, {"", 0}},     {STR("rose"), 1, {"", 0}},
    {STR("declined"), -1, {"", 0}}, {STR("improved"), 2, {"", 0}},
    {STR("dropped"), -1, {"", 0}},  {STR("grew"), 1, {"", 0}},
    {STR("narrowed"), 2, {"", 0}},  {STR("widened"), -2, {"", 0}},
    {STR("halved"), -1, {"", 0}},   {STR("doubled"), 1, {"", 0}},
    {STR("worsened"), -2, {"", 0}},
};
static const struct movement participles[] = {
    {STR("risen"), 1, STR("rose")},
    {STR("fallen"), -1, STR("fell")},
    {STR("grown"), 1, STR("grew")},
};
static const struct movement nouns[] = {
    {STR("increase"), 1, {"", 0}},    {STR("decrease"), -1, {"", 0}},
    {STR("reduction"), -1, {"", 0}},  {STR("rise"), 1, {"", 0}},
    {STR("fall"), -1, {"", 0}},       {STR("reductions"), -1, {"", 0}},
    {STR("increases"), 1, {"", 0}},   {STR("decreases"), -1, {"", 0}},
    {STR("improvement"), 2, {"", 0}},
};
static const struct movement gerunds[] = {
    {STR("declining"), -1, {"", 0}}, {STR("falling"), -1, {"", 0}},
    {STR("rising"), 1, {"", 0}},     {STR("growing"), 1, {"", 0}},
    {STR("improving"), 2, {"", 0}},  {STR("narrowing"), 2, {"", 0}},
    {STR("widening"), -2, {"", 0}},  {STR("worsening"), -2, {"", 0}},
};

#define MOVEMENT(list, word) movement_in((list), sizeof(list) / sizeof((list)[0]), (word))

static const struct movement *movement_in(const struct movement *list, size_t count,
                                          struct str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_fold(list[i].word, word))
            return &list[i];
    return NULL;
}

/* A comparator may stand right behind these. */
static const struct str openers[] = {STR("above"), STR("below"), STR("than"),
                                     STR("to"),    STR("with"),  STR("double")};

static bool is_among(struct str word, const struct str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_fold(word, list[i]))
            return true;
    return false;
}
#define IS_AMONG(word, list) is_among((word), (list), sizeof(list) / sizeof((list)[0]))

static struct str last_word(struct str s)
{
    size_t space = str_find_last(s, ' ');
    return space == s.len ? s : (struct str){s.at + space + 1, s.len - space - 1};
}

static struct clause worded_trend(struct arena *a, struct str said)
{
    struct str rest, first = str_cut(said, ' ', &rest), last = last_word(said);
    const struct movement *participle = MOVEMENT(participles, first);
    if (MOVEMENT(verbs, first))
        return (struct clause){.text = said};
    if (participle)
        return (struct clause){.text = arena_format(a, "%.*s%s%.*s",
                                                    STR_ARG(participle->past),
                                                    rest.len ? " " : "", STR_ARG(rest))};
    if (MOVEMENT(nouns, last))
        return (struct clause){.text = arena_format(a, "showed %s%.*s",
                                                    str_ends(last, STR("s")) ? "" : "a ",
                                                    STR_ARG(said))};
    if (str_ends(first, STR("ing")))
        return (struct clause){.text = said, .copula = true};
    return (struct clause){
        .text =
            arena_format(a, "described as \xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARG(said)),
        .copula = true};
}

/* Up is good where high is good; without a direction nothing is better or worse. */
static int sign_of_words(const struct relation *r)
{
    struct str said = r->relation_text, rest, first = str_cut(said, ' ', &rest);
    const struct movement *m = MOVEMENT(verbs, first);
    if (!m)
        m = MOVEMENT(participles, first);
    if (!m)
        m = MOVEMENT(gerunds, first);
    if (!m)
        m = MOVEMENT(nouns, last_word(said));
    enum polarity polarity = r->measure ? r->measure->polarity : POLARITY_NONE;
    if (!m || m->direction == 2 || m->direction == -2)
        return m ? m->direction / 2 : 0;
    return polarity == POLARITY_HIGH  ? m->direction
           : polarity == POLARITY_LOW ? -m->direction
                                      : 0;
}

static struct clause worded_rank(struct arena *a, struct str said, struct str places)
{
    struct str text = arena_format(a, "ranked \xe2\x80\x9c%.*s\xe2\x80\x9d %.*s",
                                   STR_ARG(said), STR_ARG(places));
    return (struct clause){.text = text, .copula = true};
}

static struct clause worded_level(struct arena *a, struct str said, struct str nouns_said,
                                  struct str places)
{
    if (str_starts(said, STR("compares "))) {
        struct str rest = {said.at + 9, said.len - 9};
        return (struct clause){.text = arena_format(a, "compared %.*s with %.*s",
                                                    STR_ARG(rest), STR_ARG(nouns_said))};
    }
    if (str_starts(said, STR("in line or "))) {
        struct str rest = {said.at + 8, said.len - 8};
        return (struct clause){.text = arena_format(a, "in line with %.*s %.*s",
                                                    STR_ARG(rest), STR_ARG(nouns_said)),
                               .copula = true};
    }
    bool opens = IS_AMONG(last_word(said), openers);
    struct str text =
        opens ? arena_format(a, "%.*s %.*s", STR_ARG(said), STR_ARG(nouns_said))
              : arena_format(a, "%.*s than %.*s", STR_ARG(said), STR_ARG(places));
    bool comparative = str_ends(last_word(said), STR("er"));
    if (!opens && !comparative)
        text = arena_format(a, "%.*s %.*s", STR_ARG(said), STR_ARG(places));
    return (struct clause){.text = text, .copula = true};
}

/* A trend keeps what it started from. */
static struct str with_earlier(struct arena *a, struct str trend,
                               const struct relation *r)
{
    struct ratio figure;
    struct str from = r->comparator_value;
    if (from.len == 0)
        return trend;
    if (r->measure && ratio_parse(from, &figure))
        from = phrase_quantity(a, figure, r->measure);
    return arena_format(a, "%.*s (before: %.*s)", STR_ARG(trend), STR_ARG(from));
}

/* ---- Clauses */

/* What one clause says: a relation and all comparators it holds against. */
struct group {
    const struct relation *first;
    struct str *nouns, *places;
    size_t count;
};

static bool same_but_comparator(const struct relation *a, const struct relation *b)
{
    return a->relation == b->relation && str_equal(a->relation_text, b->relation_text) &&
           a->dimension == b->dimension && str_equal(a->since, b->since) &&
           str_equal(a->period_text, b->period_text) && str_equal(a->group, b->group) &&
           a->comparator != COMPARATOR_OWN_PAST && b->comparator != COMPARATOR_OWN_PAST &&
           a->comparator != COMPARATOR_TARGET && b->comparator != COMPARATOR_TARGET;
}

static int sign_of(const struct relation *r)
{
    int sign = kinds[r->relation].sign;
    bool turned =
        kinds[r->relation].figure && r->measure && r->measure->polarity == POLARITY_LOW;
    return turned ? -sign : sign;
}

static struct clause plain_clause(struct arena *a, const struct plan *plan,
                                  const struct group *g)
{
    const struct relation *r = g->first;
    struct str phrase = kind_phrase(plan, r->relation);
    struct str nouns_said = words_list(a, g->nouns, g->count);
    struct str places = words_list(a, g->places, g->count);
    if (r->relation == RELATION_MET)
        return (struct clause){.text = STR("met the target")};
    if (r->relation == RELATION_NOT_MET)
        return (struct clause){.text = STR("did not meet the target")};
    enum follow follow = kinds[r->relation].follow;
    if (follow == FOLLOW_NONE && r->comparator == COMPARATOR_OWN_PAST)
        return (struct clause){.text = with_earlier(a, phrase, r), .copula = true};
    if (follow == FOLLOW_NONE)
        return (struct clause){.text = arena_format(a, "%.*s beside %.*s",
                                                    STR_ARG(phrase), STR_ARG(nouns_said)),
                               .copula = true};
    struct str other = follow == FOLLOW_PLACE ? places : nouns_said;
    struct str text = arena_format(a, "%.*s %.*s", STR_ARG(phrase), STR_ARG(other));
    if (r->dimension == DIMENSION_CHANGE && r->comparator != COMPARATOR_OWN_PAST)
        return (struct clause){
            .text = arena_format(a, "the change over time was %.*s", STR_ARG(text)),
            .own = true};
    bool level = r->relation != RELATION_BETTER && r->relation != RELATION_WORSE;
    return (struct clause){.text = text, .copula = true, .level = level};
}

static struct clause worded_clause(struct arena *a, const struct group *g)
{
    const struct relation *r = g->first;
    struct str nouns_said = words_list(a, g->nouns, g->count);
    struct str places = words_list(a, g->places, g->count);
    if (r->comparator == COMPARATOR_OWN_PAST) {
        struct clause trend = worded_trend(a, r->relation_text);
        trend.text = with_earlier(a, trend.text, r);
        return trend;
    }
    if (r->dimension == DIMENSION_RANK)
        return worded_rank(a, r->relation_text, places);
    if (str_ends(r->relation_text, STR(" faster")))
        return (struct clause){.text = arena_format(a, "%.*s than %.*s",
                                                    STR_ARG(r->relation_text),
                                                    STR_ARG(places)),
                               .copula = true};
    return worded_level(a, r->relation_text, nouns_said, places);
}

/* A gap of something that is no gap itself is a subject of its own. */
static bool needs_gap(const struct relation *r)
{
    if (r->dimension != DIMENSION_GAP)
        return false;
    return !r->measure || !str_contains(r->measure->name, STR("gap"));
}

static struct clause clause_of(struct arena *a, const struct plan *plan,
                               const struct group *g)
{
    const struct relation *r = g->first;
    bool worded = r->relation == RELATION_AS_WORDED;
    bool lasting = r->since.len && !worded; /* "had been improving since 2006" */
    struct clause c = worded ? worded_clause(a, g) : plain_clause(a, plan, g);
    if (needs_gap(r)) {
        c = (struct clause){.text = arena_format(a, "the gap %s %.*s",
                                                 lasting ? "had been" : "was",
                                                 STR_ARG(c.text)),
                            .own = true};
    } else if (lasting && c.copula) {
        c.text = arena_format(a, "had been %.*s", STR_ARG(c.text));
        c.copula = c.level = false;
    }
    c.sign = worded ? sign_of_words(r) : sign_of(r);
    c.when = phrase_period(a, r->period_text, r->period);
    if (r->since.len)
        c.when = arena_format(a, "%.*s%ssince %.*s", STR_ARG(c.when),
                              c.when.len ? ", " : "", STR_ARG(r->since));
    return c;
}

size_t phrase_relations(struct arena *a, const struct plan *plan,
                        const struct relation *const *relations, size_t count,
                        struct clause *out)
{
    bool *taken = arena_make(a, bool, count);
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        if (taken[i])
            continue;
        struct group g = {relations[i], arena_make(a, struct str, count),
                          arena_make(a, struct str, count), 0};
        for (size_t k = i; k < count; k++) {
            if (k != i && (taken[k] || !same_but_comparator(relations[i], relations[k])))
                continue;
            taken[k] = true;
            g.nouns[g.count] = comparator_words(a, relations[k], FOLLOW_NOUN);
            g.places[g.count++] = comparator_words(a, relations[k], FOLLOW_PLACE);
        }
        out[made++] = clause_of(a, plan, &g);
    }
    return made;
}

struct str words_relation(struct arena *a, const struct plan *plan,
                          const struct relation *relation)
{
    struct clause clause;
    bool plural = relation->about == ABOUT_SERVICE;
    size_t count = phrase_relations(a, plan, &relation, 1, &clause);
    return phrase_join(a, &clause, count, plural, false);
}

/* ---- Joining */

enum { FORM_COUNT = 3 };

/* Clauses with was or were come first, so that the verb is said once; then those with a
 * verb; then those with a subject of their own. */
static unsigned form_of(const struct clause *c)
{
    return c->own ? 2 : c->copula ? 0 : 1;
}

static const struct clause **in_order(struct arena *a, const struct clause *clauses,
                                      size_t count)
{
    const struct clause **order = arena_make(a, const struct clause *, count + 1);
    size_t placed = 0;
    for (unsigned form = 0; form < FORM_COUNT; form++)
        for (size_t i = 0; i < count; i++)
            if (form_of(&clauses[i]) == form)
                order[placed++] = &clauses[i];
    return order;
}

/* One "but" a sentence: a second turn would lose the reader. */
static struct str link_of(const struct clause *before, const struct clause *c, bool last,
                          bool *turned)
{
    bool against = before->sign * c->sign < 0 && !*turned;
    *turned |= against;
    if (form_of(before) != form_of(c))
        return against ? STR(", but ") : STR(", and ");
    if (against)
        return STR(" but ");
    return last ? STR(" and ") : STR(", ");
}

/* "increased significantly" right behind "increased" leaves the verb out. */
static struct str verb_repeated(const struct clause *before, const struct clause *c)
{
    struct str rest, first = str_cut(c->text, ' ', &rest);
    bool again = form_of(before) == 1 && form_of(c) == 1 && before->when.len &&
                 rest.len && str_equal(before->text, first);
    return again ? rest : STR("");
}

/* What stands before a clause: its link to the one before, or the verb of the sentence.
 */
static struct str lead_of(const struct clause *before, const struct clause *c, bool last,
                          bool *turned, struct str verb)
{
    if (before)
        return link_of(before, c, last, turned);
    return form_of(c) == 0 ? verb : STR("");
}

/* A time holds for all clauses before it that share it: it is said once. */
static bool says_when(const struct clause *c, const struct clause *next)
{
    return c->when.len > 0 && !(next && str_equal(next->when, c->when));
}

struct str phrase_join(struct arena *a, const struct clause *clauses, size_t count,
                       bool plural, bool follows)
{
    struct buf out = buf_new(a, 64 * KIB);
    const struct clause **order = in_order(a, clauses, count);
    const struct clause *before = NULL;
    struct str verb = follows ? STR("") : plural ? STR("were ") : STR("was ");
    bool turned = false;
    for (size_t i = 0; i < count; before = order[i++]) {
        const struct clause *c = order[i], *next = order[i + 1];
        bool last = !next || form_of(next) != form_of(c);
        struct str adverb = before ? verb_repeated(before, c) : STR("");
        buf_add(&out, adverb.len ? STR(", ") : lead_of(before, c, last, &turned, verb));
        buf_add(&out, adverb.len ? adverb : c->text);
        if (says_when(c, next))
            buf_format(&out, " %.*s", STR_ARG(c->when));
    }
    return buf_text(&out);
}
