/* Types of expressions.  A share is compared with a percentage or a share, a count with a
 * whole number, a measure's value with a number or a percentage of its own unit. */
#include <assert.h>

#include "framework/check.h"

static const char *const type_words[] = {"nothing", "a condition", "a share", "a count",
                                         "a number"};

static struct str quote(struct checker *c, struct str text)
{
    return complain_quote(c->report, text);
}

/* --- comparisons ------------------------------------------------------------------- */

static bool is_literal(const struct syntax_expr *e)
{
    return e->out.kind == EXPR_LITERAL;
}

/* A literal takes the type of what it is compared with, where that makes sense. */
static void adapt(struct syntax_expr *literal, enum type other)
{
    if (!is_literal(literal) || other != TYPE_NUMBER || literal->out.type == TYPE_NUMBER)
        return;
    struct ratio n = literal->out.literal.low;
    if (literal->percent && !ratio_multiply(n, ratio_of(100, 1), &n))
        return;
    literal->out.literal = interval_point(n);
    literal->out.type = TYPE_NUMBER;
}

static void check_percent(struct checker *c, const struct syntax_expr *e)
{
    if (!is_literal(e) || e->out.type != TYPE_SHARE)
        return;
    struct ratio n = e->out.literal.low;
    if (ratio_compare(n, ratio_of(0, 1)) < 0 || ratio_compare(n, ratio_of(1, 1)) > 0)
        complain_error(c->report, e->out.place,
                       "a share lies from 0%% to 100%%; found %.*s",
                       STR_ARG(e->out.text));
}

static void complain_types(struct checker *c, const struct syntax_expr *left,
                           const struct syntax_expr *right)
{
    if (is_literal(left) && !is_literal(right)) {
        const struct syntax_expr *swap = left;
        left = right;
        right = swap;
    }
    struct str text = quote(c, left->out.text);
    enum type type = left->out.type;
    bool number = is_literal(right);
    if (type == TYPE_TRUTH || right->out.type == TYPE_TRUTH)
        complain_error(c->report, left->out.place,
                       "%.*s: a condition is true or false and cannot be compared",
                       STR_ARG(text));
    else if (type == TYPE_SHARE && number)
        complain_error(c->report, right->out.place,
                       "%.*s is a share; compare it with a percentage: write %.*s%%",
                       STR_ARG(text), STR_ARG(right->out.text));
    else if (type == TYPE_COUNT && number)
        complain_error(c->report, right->out.place,
                       "%.*s is a count; compare it with a whole number, not with %.*s",
                       STR_ARG(text), STR_ARG(right->out.text));
    else
        complain_error(c->report, left->out.place,
                       "%.*s is %s and cannot be compared with %s", STR_ARG(text),
                       type_words[type], type_words[right->out.type]);
}

static enum type check_compare(struct checker *c, struct syntax_expr *e)
{
    struct syntax_expr *left = e->left, *right = e->right;
    enum type a = check_expr(c, left), b = check_expr(c, right);
    e->out.left = &left->out;
    e->out.right = &right->out;
    if (a == TYPE_NONE || b == TYPE_NONE)
        return TYPE_TRUTH;
    adapt(left, b);
    adapt(right, a);
    if (left->out.type != right->out.type || a == TYPE_TRUTH || b == TYPE_TRUTH) {
        complain_types(c, left, right);
    } else {
        check_percent(c, left);
        check_percent(c, right);
    }
    return TYPE_TRUTH;
}

/* --- judgements tested ------------------------------------------------------------- */

bool check_may_use(struct checker *c, struct syntax_node *node, struct place place)
{
    struct str path = quote(c, node->out.path);
    if (node->out.information_only) {
        complain_error(c->report, place,
                       "%.*s is for information only; nothing may use it", STR_ARG(path));
        return false;
    }
    if (node->broken || check_graded(c, node))
        return true;
    if (check_first_time(c, STR("grade"), node->out.path))
        complain_error(c->report, place, "%.*s has no grade of its own; %s",
                       STR_ARG(path),
                       node->child_count > 0 ? "name one of its parts"
                                             : "add “entered” or “propose” to it");
    return false;
}

bool check_same_scale(struct checker *c, const struct syntax_node *node,
                      const struct syntax_node *other, struct place place)
{
    const struct scale *a = node->out.scale, *b = other->out.scale;
    if (!a || !b || a == b || scale_same(a, b))
        return true;
    struct str first = quote(c, node->out.path), second = quote(c, other->out.path);
    complain_error(c->report, place,
                   "%.*s is on scale %.*s and %.*s on scale %.*s; scales cannot be mixed",
                   STR_ARG(second), STR_ARG(b->id), STR_ARG(first), STR_ARG(a->id));
    return false;
}

static void test_named(struct checker *c, struct syntax_expr *e,
                       const struct judgement **members)
{
    struct syntax_node *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < e->names.count; i++) {
        struct name name = e->names.at[i];
        struct syntax_node *node = check_node(c, name);
        if (!node || !check_may_use(c, node, name.place))
            continue;
        first = first ? first : node;
        if (check_same_scale(c, first, node, name.place))
            members[count++] = &node->out;
    }
    e->out.judgements = members;
    e->out.judgement_count = count;
}

static void test_parts(struct checker *c, struct syntax_expr *e)
{
    if (!c->node) {
        complain_error(c->report, e->out.place, "“parts” stands outside a judgement");
        return;
    }
    e->out.judgement_count = check_parts(c, c->node, NULL, &e->out.judgements);
    if (e->out.judgement_count == 0 && !c->node->broken)
        complain_error(c->report, e->out.place,
                       "this judgement has no parts with a grade");
}

static enum type check_grades(struct checker *c, struct syntax_expr *e)
{
    if (e->of_parts)
        test_parts(c, e);
    else
        test_named(c, e, arena_make(c->arena, const struct judgement *, e->names.count));
    size_t named = e->of_parts ? e->out.judgement_count : e->names.count;
    if (e->out.kind == EXPR_GRADE)
        e->out.need = 1;
    else if (e->out.need > named && named > 0)
        complain_error(c->report, e->out.place, "at least %u of %zu cannot be",
                       e->out.need, named);
    if (e->out.judgement_count == 0)
        return TYPE_TRUTH;
    e->out.scale = e->out.judgements[0]->scale;
    check_grade(c, e->out.scale, e->grade, &e->out.position);
    return TYPE_TRUTH;
}

static enum type check_coverage(struct checker *c, struct syntax_expr *e)
{
    struct name name = e->names.at[0];
    struct syntax_node *block = check_node(c, name);
    if (block && block->out.kind != NODE_BLOCK) {
        struct str path = quote(c, block->out.path);
        complain_error(c->report, name.place, "%.*s is not a block", STR_ARG(path));
        return TYPE_SHARE;
    }
    if (!block)
        return TYPE_SHARE;
    e->out.judgements = arena_make(c->arena, const struct judgement *, 1);
    e->out.judgements[0] = &block->out;
    e->out.judgement_count = 1;
    return TYPE_SHARE;
}

/* --- the rest ---------------------------------------------------------------------- */

static enum type check_reference(struct checker *c, struct syntax_expr *e)
{
    struct syntax_let *let = check_let(c, e->names.at[0]);
    if (!let)
        return TYPE_NONE;
    e->out.let = &let->out;
    return let->expr ? let->expr->out.type : TYPE_NONE;
}

static enum type check_connective(struct checker *c, struct syntax_expr *e)
{
    e->out.parts = arena_make(c->arena, const struct expr *, e->part_count);
    e->out.part_count = e->part_count;
    for (size_t i = 0; i < e->part_count; i++)
        e->out.parts[i] = check_condition(c, e->parts[i]);
    if (e->out.kind == EXPR_AT_LEAST && e->out.need > e->part_count)
        complain_error(c->report, e->out.place, "at least %u of %zu cannot be",
                       e->out.need, e->part_count);
    return TYPE_TRUTH;
}

static enum type type_of(struct checker *c, struct syntax_expr *e)
{
    switch (e->out.kind) {
    case EXPR_LITERAL:
        return e->out.type;
    case EXPR_LET:
        return check_reference(c, e);
    case EXPR_QUERY:
        return check_query(c, e);
    case EXPR_COVERAGE_OF_BLOCK:
        return check_coverage(c, e);
    case EXPR_COMPARE:
        return check_compare(c, e);
    case EXPR_GRADES:
    case EXPR_GRADE:
        return check_grades(c, e);
    case EXPR_INSPECTED:
        check_inspected(c, e);
        return TYPE_TRUTH;
    case EXPR_MEASURE:
        return TYPE_TRUTH;
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_NOT:
    case EXPR_AT_LEAST:
        break;
    }
    return check_connective(c, e);
}

enum type check_expr(struct checker *c, struct syntax_expr *e)
{
    if (!e)
        return TYPE_NONE;
    e->out.type = type_of(c, e);
    return e->out.type;
}

const struct expr *check_condition(struct checker *c, struct syntax_expr *e)
{
    enum type type = check_expr(c, e);
    if (type == TYPE_NONE || type == TYPE_TRUTH)
        return e ? &e->out : NULL;
    struct str text = quote(c, e->out.text);
    complain_error(c->report, e->out.place,
                   "%.*s is %s, not a condition; compare it, for example with >= %s",
                   STR_ARG(text), type_words[type], type == TYPE_SHARE ? "80%" : "1");
    return &e->out;
}
