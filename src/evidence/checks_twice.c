/* The same fact twice with different values: profile facts, published outcomes,
 * relations, judgements, decisions. */
#include "evidence/checking.h"

static int then_text(int order, struct str a, struct str b)
{
    return order ? order : str_compare(a, b);
}

static int then_number(int order, int a, int b)
{
    return order ? order : (a > b) - (a < b);
}

static int then_date(int order, date a, date b)
{
    return order ? order : date_compare(a, b);
}

static int then_pointer(int order, const void *a, const void *b)
{
    return order ? order : order_pointers(a, b);
}

static struct str words_of(struct grade grade)
{
    const struct rung *rung = &grade.scale->rungs[grade.position];
    return str_is_empty(rung->words) ? rung->label : rung->words;
}

static bool grades_differ(struct grade a, struct grade b)
{
    return !scale_same(a.scale, b.scale) || a.position != b.position;
}

/* --- facts of the profile --- */

static int same_fact(const void *a, const void *b)
{
    const struct fact *x = *(const struct fact *const *)a;
    const struct fact *y = *(const struct fact *const *)b;
    int order = order_pointers(x->area, y->area);
    order = then_text(order, x->fact, y->fact);
    return then_date(order, x->as_at, y->as_at);
}

static int order_facts(const void *a, const void *b)
{
    int order = same_fact(a, b);
    return order ? order : order_place(a, b);
}

static void check_profile_twice(struct checking *c)
{
    const struct evidence *e = c->evidence;
    const void **sorted =
        check_sorted(c, e->facts, e->facts_count, sizeof *e->facts, order_facts);
    for (size_t i = 1; i < e->facts_count; i++) {
        const struct fact *first = sorted[i - 1], *second = sorted[i];
        if (same_fact(&sorted[i - 1], &sorted[i]) != 0 ||
            vocabulary_same(first->value, second->value))
            continue;
        check_say_two(c, REMARK_CONTRADICTION, &first->row, &second->row,
                      arena_format(c->arena,
                                   "\"%.*s\" is \"%.*s\" here and \"%.*s\" at %.*s; both "
                                   "are kept: correct one of them",
                                   STR_ARG(second->fact), STR_ARG(second->value),
                                   STR_ARG(first->value), STR_ARG(first->row.id)));
    }
}

/* --- published outcomes --- */

static int same_outcome(const void *a, const void *b)
{
    const struct published *x = *(const struct published *const *)a;
    const struct published *y = *(const struct published *const *)b;
    int order = order_pointers(x->area, y->area);
    order = then_pointer(order, x->regime, y->regime);
    if (!x->regime)
        order = then_text(order, x->framework, y->framework);
    order = then_text(order, x->judgement, y->judgement);
    return then_date(order, x->on, y->on);
}

static int order_outcomes(const void *a, const void *b)
{
    int order = same_outcome(a, b);
    return order ? order : order_place(a, b);
}

static void check_published_twice(struct checking *c)
{
    const struct evidence *e = c->evidence;
    const void **sorted = check_sorted(c, e->published, e->published_count,
                                       sizeof *e->published, order_outcomes);
    for (size_t i = 1; i < e->published_count; i++) {
        const struct published *first = sorted[i - 1], *second = sorted[i];
        if (same_outcome(&sorted[i - 1], &sorted[i]) != 0 ||
            !grades_differ(first->grade, second->grade))
            continue;
        check_say_two(
            c, REMARK_CONTRADICTION, &first->row, &second->row,
            arena_format(c->arena,
                         "the published grade of \"%.*s\" is %.*s here and "
                         "%.*s at %.*s; correct one of them",
                         STR_ARG(second->judgement), STR_ARG(words_of(second->grade)),
                         STR_ARG(words_of(first->grade)), STR_ARG(first->row.id)));
    }
}

void check_facts_twice(struct checking *c)
{
    check_profile_twice(c);
    check_published_twice(c);
}

/* --- relations --- */

static int same_comparison(const void *a, const void *b)
{
    const struct relation *x = *(const struct relation *const *)a;
    const struct relation *y = *(const struct relation *const *)b;
    int order = order_pointers(x->area, y->area);
    order = then_number(order, (int)x->about, (int)y->about);
    order = then_text(order, x->subject, y->subject);
    order = then_number(order, (int)x->comparator, (int)y->comparator);
    order = then_text(order, x->group, y->group);
    order = then_number(order, (int)x->dimension, (int)y->dimension);
    order = then_text(order, x->since, y->since);
    order = then_date(order, x->period.start, y->period.start);
    order = then_date(order, x->period.end, y->period.end);
    return then_date(order, x->as_at, y->as_at);
}

static int order_relations(const void *a, const void *b)
{
    int order = same_comparison(a, b);
    return order ? order : order_place(a, b);
}

/* Words that exclude each other.  "better" and "above" do not: whether more is better is
 * the measure's affair. */
enum pole { POLE_NONE, POLE_FIGURE, POLE_QUALITY, POLE_COURSE, POLE_TARGET, POLE_COUNT };

static const struct {
    enum pole pole;
    bool up;
} poles[RELATION_NOT_MET + 1] = {
    [RELATION_WELL_ABOVE] = {POLE_FIGURE, true},
    [RELATION_ABOVE] = {POLE_FIGURE, true},
    [RELATION_BELOW] = {POLE_FIGURE, false},
    [RELATION_WELL_BELOW] = {POLE_FIGURE, false},
    [RELATION_BETTER] = {POLE_QUALITY, true},
    [RELATION_WORSE] = {POLE_QUALITY, false},
    [RELATION_IMPROVING] = {POLE_COURSE, true},
    [RELATION_DETERIORATING] = {POLE_COURSE, false},
    [RELATION_MET] = {POLE_TARGET, true},
    [RELATION_NOT_MET] = {POLE_TARGET, false},
};

static void check_one_comparison(struct checking *c, const void *const *rows,
                                 size_t count)
{
    const struct relation *seen[POLE_COUNT][2] = {{NULL, NULL}};
    for (size_t i = 0; i < count; i++) {
        const struct relation *relation = rows[i];
        enum pole pole = poles[relation->relation].pole;
        bool up = poles[relation->relation].up;
        const struct relation *other = seen[pole][!up];
        if (pole == POLE_NONE || seen[pole][up])
            continue;
        seen[pole][up] = relation;
        if (!other)
            continue;
        check_say_two(
            c, REMARK_CONTRADICTION, &other->row, &relation->row,
            arena_format(c->arena,
                         "\"%.*s\" is said to be \"%.*s\" here and \"%.*s\" at "
                         "%.*s, against one comparator; both are kept: correct "
                         "one of them",
                         STR_ARG(relation->subject), STR_ARG(relation->relation_text),
                         STR_ARG(other->relation_text), STR_ARG(other->row.id)));
    }
}

void check_relations(struct checking *c)
{
    const struct evidence *e = c->evidence;
    size_t run;
    const void **sorted = check_sorted(c, e->relations, e->relations_count,
                                       sizeof *e->relations, order_relations);
    for (size_t i = 0; i < e->relations_count; i += run) {
        run = check_run(sorted, i, e->relations_count, same_comparison);
        check_one_comparison(c, sorted + i, run);
    }
}

/* --- judgements --- */

static int same_judgement(const void *a, const void *b)
{
    const struct judged *x = *(const struct judged *const *)a;
    const struct judged *y = *(const struct judged *const *)b;
    return then_text(order_pointers(x->inspection, y->inspection), x->aspect, y->aspect);
}

static int order_judgements(const void *a, const void *b)
{
    int order = same_judgement(a, b);
    return order ? order : order_place(a, b);
}

void check_judgements_twice(struct checking *c)
{
    const struct evidence *e = c->evidence;
    const void **sorted = check_sorted(c, e->judgements, e->judgements_count,
                                       sizeof *e->judgements, order_judgements);
    for (size_t i = 1; i < e->judgements_count; i++) {
        const struct judged *first = sorted[i - 1], *second = sorted[i];
        if (same_judgement(&sorted[i - 1], &sorted[i]) != 0)
            continue;
        bool differ = grades_differ(first->grade, second->grade);
        check_say_two(
            c, differ ? REMARK_CONTRADICTION : REMARK_WARNING, &first->row, &second->row,
            arena_format(c->arena,
                         "\"%.*s\" is graded twice in one inspection: %.*s "
                         "here, %.*s at %.*s; remove one",
                         STR_ARG(second->aspect), STR_ARG(words_of(second->grade)),
                         STR_ARG(words_of(first->grade)), STR_ARG(first->row.id)));
    }
}

/* --- decisions --- */

/* Confirming and declining decide the same question. */
static int question_of(const struct decision *decision)
{
    return decision->kind == DECISION_DECLINE ? DECISION_CONFIRM : (int)decision->kind;
}

static int same_question(const void *a, const void *b)
{
    const struct decision *x = *(const struct decision *const *)a;
    const struct decision *y = *(const struct decision *const *)b;
    int order = order_pointers(x->area, y->area);
    order = then_pointer(order, x->regime, y->regime);
    order = then_text(order, x->judgement, y->judgement);
    order = then_number(order, question_of(x), question_of(y));
    order = then_text(order, x->rule, y->rule);
    return then_date(order, x->on, y->on);
}

static int order_decisions(const void *a, const void *b)
{
    int order = same_question(a, b);
    return order ? order : order_place(a, b);
}

void check_decisions_twice(struct checking *c)
{
    const struct evidence *e = c->evidence;
    const void **sorted = check_sorted(c, e->decisions, e->decisions_count,
                                       sizeof *e->decisions, order_decisions);
    for (size_t i = 1; i < e->decisions_count; i++) {
        const struct decision *first = sorted[i - 1], *second = sorted[i];
        if (same_question(&sorted[i - 1], &sorted[i]) != 0)
            continue;
        bool graded = first->grade.scale && second->grade.scale;
        if (first->kind == second->kind &&
            !(graded && grades_differ(first->grade, second->grade)))
            continue;
        check_say_two(c, REMARK_CONTRADICTION, &first->row, &second->row,
                      arena_format(c->arena,
                                   "\"%.*s\" is decided differently on one day, here and "
                                   "at %.*s; both are kept: correct one of them",
                                   STR_ARG(second->judgement), STR_ARG(first->row.id)));
    }
}
