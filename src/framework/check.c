/* The two passes over a file: declare its names, then use them. */
#include "framework/check.h"

#include <assert.h>

static struct str quote(struct checker *c, struct str text)
{
    return complain_quote(c->report, text);
}

static void complain_again(struct checker *c, const char *what, struct str id,
                           struct place here, struct place first)
{
    struct str word = quote(c, id);
    complain_error(c->report, here, "%s %.*s stands on line %u already; names are unique",
                   what, STR_ARG(word), (unsigned)first.line);
}

/* --- declaring --------------------------------------------------------------------- */

/* Has an earlier grade of the scale the same label or word? */
static bool rung_clashes(const struct scale *scale, size_t at)
{
    struct scale above = {.id = scale->id, .rungs = scale->rungs, .count = at};
    const struct rung *rung = &scale->rungs[at];
    unsigned position = 0;
    bool clash = scale_find(&above, rung->words, &position) ||
                 scale_find(&above, rung->label, &position);
    for (size_t i = 0; i < rung->other_count; i++)
        clash |= scale_find(&above, rung->others[i], &position);
    return clash;
}

static void declare_scale(struct checker *c, size_t at)
{
    struct syntax_scale *scale = c->in->scales[at];
    size_t first = 0;
    if (scale->out.id.len == 0)
        return;
    if (index_find(&c->scales, STR(""), scale->out.id, &first))
        complain_again(c, "scale", scale->out.id, scale->place,
                       c->in->scales[first]->place);
    else
        index_add(&c->scales, STR(""), scale->out.id, at);
    for (size_t i = 1; i < scale->out.count; i++)
        if (rung_clashes(&scale->out, i))
            complain_error(c->report, scale->rung_places[i],
                           "an earlier grade of this scale has the same label or word");
    if (scale->out.count == 0 && !scale->broken) {
        complain_error(c->report, scale->place, "a scale has at least one grade");
        scale->broken = true;
    }
}

static void declare_let(struct checker *c, size_t at)
{
    struct syntax_let *let = c->in->lets[at];
    size_t first = 0;
    if (index_add(&c->lets, STR(""), let->out.id, at))
        return;
    index_find(&c->lets, STR(""), let->out.id, &first);
    complain_again(c, "let", let->out.id, let->out.place, c->in->lets[first]->out.place);
}

static void declare_node(struct checker *c, struct syntax_node *node)
{
    struct str within = node->parent ? node->parent->scope : STR("");
    size_t at = node->out.index, first = 0;
    node->scope = arena_format(c->arena, "%zu", at);
    if (node->out.id.len == 0)
        return;
    if (!index_add(&c->nodes, within, node->out.id, at)) {
        index_find(&c->nodes, within, node->out.id, &first);
        complain_again(c, "judgement", node->out.id, node->out.place,
                       c->in->nodes[first]->out.place);
    }
}

/* A last element that several judgements have names none of them. */
static void mark_ambiguous(struct checker *c)
{
    struct index unique = index_new(c->arena);
    struct index several = index_new(c->arena);
    for (size_t i = 0; i < c->in->node_count; i++) {
        struct str id = c->in->nodes[i]->out.id;
        if (id.len > 0 && !index_add(&unique, STR(""), id, i))
            index_add(&several, STR(""), id, i);
    }
    for (size_t i = 0; i < c->in->node_count; i++) {
        struct str id = c->in->nodes[i]->out.id;
        size_t at = 0;
        if (id.len > 0)
            index_add(&c->lasts, STR(""), id,
                      index_find(&several, STR(""), id, &at) ? SIZE_MAX : i);
    }
}

static void declare_scale_of(struct checker *c, struct syntax_node *node)
{
    node->out.graded = node->out.entered || node->proposal_count > 0 || node->decides;
    if (node->scale.text.len > 0)
        node->out.scale = check_scale(c, node->scale);
    else if (node->parent)
        node->out.scale = node->parent->out.scale;
    bool named = node->scale.text.len > 0 || node->broken;
    node->scale_lost =
        !node->out.scale && (named || (node->parent && node->parent->scale_lost));
}

static void declare_rules(struct checker *c, const struct syntax_node *node)
{
    for (size_t i = 0; i < node->rule_count; i++) {
        const struct rule *rule = &node->rules[i].out;
        if (rule->id.len > 0 && !index_add(&c->rules, STR(""), rule->id, i))
            complain_error(c->report, rule->place,
                           "another rule is called %.*s; names of rules are unique",
                           STR_ARG(quote(c, rule->id)));
    }
}

static void declare_regime(struct checker *c)
{
    struct syntax *in = c->in;
    struct regime *regime = &c->plan->regime;
    regime->id = in->id.text;
    regime->family =
        in->family.text.len > 0 ? in->family.text : regime_family_of(regime->id);
    regime->title = in->title.text.len > 0 ? in->title.text : in->id.text;
    regime->valid_from = in->valid_from;
    regime->valid_to = in->valid_to;
    if (in->title.text.len == 0 && c->report->errors == 0)
        complain_warning(c->report, in->id.place, "the framework has no title");
}

void check_declare(struct checker *c)
{
    c->lets = index_new(c->arena);
    c->scales = index_new(c->arena);
    c->rules = index_new(c->arena);
    c->nodes = index_new(c->arena);
    c->lasts = index_new(c->arena);
    c->unknown = index_new(c->arena);
    declare_regime(c);
    for (size_t i = 0; i < c->in->scale_count; i++)
        declare_scale(c, i);
    for (size_t i = 0; i < c->in->let_count; i++)
        declare_let(c, i);
    for (size_t i = 0; i < c->in->node_count; i++) {
        declare_node(c, c->in->nodes[i]);
        declare_scale_of(c, c->in->nodes[i]);
        declare_rules(c, c->in->nodes[i]);
    }
    mark_ambiguous(c);
}

/* --- words ------------------------------------------------------------------------- */

/* Does band `at` begin below the one before it?  A point may share its edge with one that
 * begins above it. */
static bool band_falls(const struct band *bands, size_t at)
{
    int order = ratio_compare(bands[at].edge, bands[at - 1].edge);
    return order < 0 || (order == 0 && bands[at - 1].edge_open && !bands[at].edge_open);
}

static bool word_is_taken(const struct band *bands, size_t at, struct str word)
{
    for (size_t i = 0; i < at; i++)
        for (size_t k = 0; k < bands[i].word_count; k++)
            if (str_equal_fold(bands[i].words[k], word))
                return true;
    return false;
}

static void check_band(struct checker *c, size_t at)
{
    const struct band *bands = c->in->bands;
    struct place place = c->in->band_places[at];
    struct ratio edge = bands[at].edge;
    if (ratio_compare(edge, ratio_of(0, 1)) < 0 ||
        ratio_compare(edge, ratio_of(1, 1)) > 0)
        complain_error(c->report, place, "a share lies from 0%% to 100%%");
    else if (at > 0 && !band_falls(bands, at))
        complain_error(
            c->report, place,
            "words for shares go in order, highest first; %.*s is not below the "
            "one before it",
            STR_ARG(quote(c, bands[at].words[0])));
    for (size_t k = 0; k < bands[at].word_count; k++)
        if (word_is_taken(bands, at, bands[at].words[k]))
            complain_error(c->report, place, "the word %.*s stands above already",
                           STR_ARG(quote(c, bands[at].words[k])));
}

static void check_words(struct checker *c)
{
    struct syntax *in = c->in;
    struct plan *plan = c->plan;
    for (size_t i = 0; i < in->band_count; i++)
        check_band(c, i);
    plan->bands_basis = in->bands_basis;
    if (in->band_count > 0 && c->report->errors == 0)
        bands_close(in->bands, in->band_count);
    plan->bands = (struct bands){in->bands, in->band_count};
    if (in->band_count > 0 && !in->bands_broken)
        check_basis(c, &in->bands_basis, in->band_places[0], STR("words share"));
    struct phrases *lists = arena_make(c->arena, struct phrases, in->phrases_count);
    for (size_t i = 0; i < in->phrases_count; i++) {
        lists[i] = in->phrases[i].out;
        for (size_t k = 0; k < i; k++)
            if (str_equal(lists[i].id, lists[k].id))
                complain_again(c, "words", lists[i].id, in->phrases[i].place,
                               in->phrases[k].place);
    }
    plan->phrases = lists;
    plan->phrases_count = in->phrases_count;
}

/* --- lets and questions ------------------------------------------------------------ */

static void check_lets(struct checker *c)
{
    struct let **lets = arena_make(c->arena, struct let *, c->in->let_count);
    for (size_t i = 0; i < c->in->let_count; i++) {
        struct syntax_let *let = c->in->lets[i];
        c->lets_above = i;
        enum type type = check_expr(c, let->expr);
        bool share = let->expr && let->expr->percent && type == TYPE_SHARE;
        if (share && ratio_compare(let->expr->out.literal.high, ratio_of(1, 1)) > 0)
            complain_error(c->report, let->expr->out.place,
                           "a share lies from 0%% to 100%%");
        let->out.expr = let->expr ? &let->expr->out : NULL;
        lets[i] = &let->out;
    }
    c->lets_above = c->in->let_count;
    c->plan->lets = lets;
    c->plan->let_count = c->in->let_count;
}

static void check_questions(struct checker *c)
{
    struct syntax *in = c->in;
    struct index seen = index_new(c->arena);
    struct question *out = arena_make(c->arena, struct question, in->question_count);
    for (size_t i = 0; i < in->question_count; i++) {
        struct syntax_question *question = &in->questions[i];
        struct str id = question->out.id;
        size_t first = 0;
        if (id.len > 0 && !index_add(&seen, STR(""), id, i)) {
            index_find(&seen, STR(""), id, &first);
            complain_again(c, "question", id, question->out.place,
                           in->questions[first].out.place);
        }
        question->out.when = check_condition(c, question->when);
        if (question->when)
            check_basis(c, &question->out.basis, question->out.place,
                        STR("this question"));
        out[i] = question->out;
    }
    c->plan->questions = out;
    c->plan->question_count = in->question_count;
}

/* Lines of enquiry are questions: where they stand, nothing is graded. */
static void check_enquiry(struct checker *c)
{
    if (!c->in->enquiry)
        return;
    if (c->in->node_count > 0)
        complain_error(c->report, c->in->nodes[0]->out.place,
                       "a framework of standing enquiry has no judgements: it asks "
                       "questions and grades nothing");
    if (c->in->question_count == 0)
        complain_error(c->report, c->in->standing,
                       "a framework of standing enquiry has at least one question");
}

static void check_unused(struct checker *c)
{
    for (size_t i = 0; i < c->in->let_count && c->report->errors == 0; i++) {
        const struct syntax_let *let = c->in->lets[i];
        if (!let->used)
            complain_warning(c->report, let->out.place, "let %.*s is used nowhere",
                             STR_ARG(quote(c, let->out.id)));
    }
}

/* --- the plan ---------------------------------------------------------------------- */

static const struct str *texts_of(struct arena *a, struct names names)
{
    struct str *texts = arena_make(a, struct str, names.count);
    for (size_t i = 0; i < names.count; i++)
        texts[i] = names.at[i].text;
    return texts;
}

static bool has_text(const struct str *texts, size_t count, struct str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_fold(texts[i], text))
            return true;
    return false;
}

/* All rules' names and all deadlines, each once. */
static void collect(struct checker *c, struct regime *regime)
{
    struct syntax *in = c->in;
    size_t rules = 0, buckets = 0;
    for (size_t i = 0; i < in->node_count; i++) {
        rules += in->nodes[i]->rule_count;
        buckets += in->nodes[i]->buckets.count;
    }
    struct str *names = arena_make(c->arena, struct str, rules);
    struct str *deadlines = arena_make(c->arena, struct str, buckets);
    for (size_t i = 0; i < in->node_count; i++) {
        const struct syntax_node *node = in->nodes[i];
        for (size_t k = 0; k < node->rule_count; k++)
            names[regime->rule_count++] = node->rules[k].out.id;
        for (size_t k = 0; k < node->buckets.count && regime->bucket_count < LIMIT_LIST;
             k++)
            if (!has_text(deadlines, regime->bucket_count, node->buckets.at[k].text))
                deadlines[regime->bucket_count++] = node->buckets.at[k].text;
    }
    regime->rules = names;
    regime->buckets = deadlines;
}

static void fill_regime(struct checker *c)
{
    struct syntax *in = c->in;
    struct regime *regime = &c->plan->regime;
    struct regime_judgement *judgements =
        arena_make(c->arena, struct regime_judgement, in->node_count);
    for (size_t i = 0; i < in->node_count; i++) {
        const struct judgement *judgement = &in->nodes[i]->out;
        judgements[i] = (struct regime_judgement){
            .id = judgement->path,
            .title = judgement->title,
            .scale = judgement->graded ? judgement->scale : NULL,
            .from = judgement->from,
            .until = judgement->until,
        };
    }
    regime->judgements = judgements;
    regime->judgement_count = in->node_count;
    regime->follows = texts_of(c->arena, in->follows);
    regime->follow_count = in->follows.count;
    collect(c, regime);
}

static void fill_plan(struct checker *c)
{
    struct syntax *in = c->in;
    struct plan *plan = c->plan;
    plan->file = in->file;
    plan->statute = in->statute;
    plan->self_assessment = in->self_assessment;
    plan->enquiry = in->enquiry;
    plan->outcomes = texts_of(c->arena, in->outcomes);
    plan->outcome_count = in->outcomes.count;
    const struct scale **scales =
        arena_make(c->arena, const struct scale *, in->scale_count);
    for (size_t i = 0; i < in->scale_count; i++)
        scales[i] = &in->scales[i]->out;
    plan->scales = scales;
    plan->scale_count = in->scale_count;
    struct judgement **judgements =
        arena_make(c->arena, struct judgement *, in->node_count);
    for (size_t i = 0; i < in->node_count; i++)
        judgements[i] = &in->nodes[i]->out;
    plan->judgements = judgements;
    plan->judgement_count = in->node_count;
}

void check_finish(struct checker *c)
{
    assert(c->plan && c->world);
    if (c->in->stopped)
        return;
    check_words(c);
    check_lets(c);
    for (size_t i = 0; i < c->in->node_count; i++)
        check_judgement(c, c->in->nodes[i]);
    /* A group may have been given its rule after it was looked at. */
    for (size_t i = 0; i < c->in->node_count; i++) {
        struct syntax_node *node = c->in->nodes[i];
        if (node->proposal_count == 1 && node->out.proposal_count == 0) {
            node->out.proposals = &node->proposals[0].out;
            node->out.proposal_count = 1;
        }
    }
    check_questions(c);
    check_enquiry(c);
    check_letter(c);
    fill_plan(c);
    check_order(c);
    check_unused(c);
    fill_regime(c);
}
