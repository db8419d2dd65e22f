/* Conditions and values: or, and, not, tests and comparisons. */
#include <assert.h>

#include "framework/parse.h"

struct syntax_expr *parse_expr_new(struct parser *p, enum expr_kind kind)
{
    if (p->out->expression_count++ == LIMIT_EXPRESSIONS)
        parse_stop(p, "more than 10,000 expressions");
    if (p->out->stopped)
        return NULL;
    struct syntax_expr *e = arena_make(p->arena, struct syntax_expr, 1);
    e->out.kind = kind;
    e->out.place = p->tok.place;
    return e;
}

/* The finished expression with the words it was read from; NULL where they were wrong. */
static struct syntax_expr *finish(struct parser *p, struct syntax_expr *e,
                                  const char *start)
{
    if (!e || p->quiet)
        return NULL;
    e->out.text = parse_span(p, start);
    return e;
}

/* --- leaves ------------------------------------------------------------------------ */

static struct syntax_expr *parse_literal(struct parser *p)
{
    struct syntax_expr *e = parse_expr_new(p, EXPR_LITERAL);
    if (!e)
        return NULL;
    e->percent = parse_at(p, TOKEN_PERCENT);
    e->out.type = e->percent                   ? TYPE_SHARE
                  : parse_at(p, TOKEN_INTEGER) ? TYPE_COUNT
                                               : TYPE_NUMBER;
    e->out.literal = interval_point(p->tok.number);
    parse_advance(p);
    return e;
}

struct name parse_grade(struct parser *p, enum grade_test *test)
{
    static const struct str words[] = {{"better", 6}, {"worse", 5}};
    struct name grade = {p->tok.text, p->tok.place};
    bool unquoted = parse_at(p, TOKEN_WORD) && !p->tok.first_on_line && !p->quiet;
    if (unquoted && !parse_at_follower(p)) {
        struct str word = complain_quote(p->report, grade.text);
        complain_error(p->report, grade.place, "put the grade %.*s in quotes",
                       STR_ARG(word));
        parse_advance(p);
    } else {
        grade = parse_string(p, "a grade in quotes");
    }
    struct choices choices = {words, 2};
    bool near = parse_at_word(p, STR("or")) && p->next.kind == TOKEN_WORD &&
                complain_nearest(p->report, p->next.raw, choices).len > 0;
    if (!near)
        return grade;
    parse_advance(p);
    *test = parse_choose(p, KEYWORDS(words)) == 0 ? GRADE_OR_BETTER : GRADE_OR_WORSE;
    return grade;
}

/* judgement "path" of latest inspection "slac" is "Inadequate" */
static struct syntax_expr *parse_inspected(struct parser *p)
{
    struct syntax_expr *e = parse_expr_new(p, EXPR_INSPECTED);
    if (!e)
        return NULL;
    parse_advance(p);
    e->path = parse_string(p, "a judgement in quotes");
    parse_need_word(p, STR("of"), "latest inspection");
    parse_need_word(p, STR("latest"), "inspection");
    parse_need_word(p, STR("inspection"), "and its framework in quotes");
    e->inspection = parse_string(p, "a framework in quotes");
    parse_need_word(p, STR("is"), "and a grade");
    e->grade = parse_grade(p, &e->out.test);
    return e;
}

/* measure NI062 is below neighbours */
static struct syntax_expr *parse_measure(struct parser *p)
{
    struct syntax_expr *e = parse_expr_new(p, EXPR_MEASURE);
    if (!e)
        return NULL;
    parse_advance(p);
    e->path = parse_at(p, TOKEN_STRING) ? parse_string(p, "")
                                        : parse_name(p, "the id of a measure");
    e->out.query.measure = e->path.text;
    parse_need_word(p, STR("is"), "and how it stands");
    parse_stand(p, &e->out.query);
    return e;
}

static void add_part(struct parser *p, struct syntax_expr *e, struct syntax_expr *part)
{
    size_t capacity = e->part_count;
    if (capacity == 0 || (capacity >= 8 && (capacity & (capacity - 1)) == 0))
        e->parts = arena_grow(p->arena, struct syntax_expr *, e->parts, e->part_count,
                              &capacity);
    e->parts[e->part_count++] = part;
}

static struct syntax_expr *parse_named(struct parser *p)
{
    struct syntax_expr *e = parse_expr_new(p, EXPR_LET);
    if (!e)
        return NULL;
    parse_append(p, &e->names, (struct name){p->tok.raw, p->tok.place});
    parse_advance(p);
    return e;
}

/* A name is a let, unless `is` follows: then a judgement. */
static struct syntax_expr *parse_name_or_test(struct parser *p)
{
    struct syntax_expr *e = parse_named(p);
    bool is = parse_at_word(p, STR("is")) ||
              (parse_at(p, TOKEN_WORD) && p->next.kind == TOKEN_STRING &&
               p->tok.raw.len <= 3 && !parse_at_word(p, STR("or")));
    if (!e || !is)
        return e;
    e->out.kind = EXPR_GRADE;
    parse_need_word(p, STR("is"), "and a grade");
    e->grade = parse_grade(p, &e->out.test);
    return e;
}

/* --- at least N of (…) ------------------------------------------------------------- */

static struct syntax_expr *parse_or(struct parser *p);

static struct syntax_expr *parse_member(struct parser *p)
{
    if (parse_at(p, TOKEN_WORD) &&
        (p->next.kind == TOKEN_COMMA || p->next.kind == TOKEN_RIGHT)) {
        const char *start = p->tok.raw.at;
        return finish(p, parse_named(p), start);
    }
    return parse_or(p);
}

static bool parse_member_list(struct parser *p, struct syntax_expr *e)
{
    if (!parse_need(p, TOKEN_LEFT, "( and conditions or judgements, or “parts”"))
        return false;
    do {
        struct syntax_expr *part = parse_member(p);
        if (!part)
            return false;
        if (e->part_count == LIMIT_LIST) {
            parse_stop(p, "more than 64 in one list");
            return false;
        }
        add_part(p, e, part);
    } while (parse_take(p, TOKEN_COMMA));
    return parse_need(p, TOKEN_RIGHT, "a comma or )");
}

/* Where `are` follows, the members are judgements: what was read as lets gives the names.
 */
static void make_grades(struct parser *p, struct syntax_expr *e)
{
    e->out.kind = EXPR_GRADES;
    for (size_t i = 0; i < e->part_count; i++) {
        struct syntax_expr *part = e->parts[i];
        if (part->out.kind == EXPR_LET)
            parse_append(p, &e->names, part->names.at[0]);
        else if (!p->quiet)
            complain_error(p->report, part->out.place,
                           "expected the name of a judgement, as “are” follows the list");
    }
    e->part_count = 0;
    e->grade = parse_grade(p, &e->out.test);
}

static struct syntax_expr *parse_at_least(struct parser *p)
{
    struct syntax_expr *e = parse_expr_new(p, EXPR_AT_LEAST);
    if (!e)
        return NULL;
    parse_advance(p);
    parse_need_word(p, STR("least"), "after “at”");
    parse_integer(p, "how many", &e->out.need);
    parse_need_word(p, STR("of"), "and the list");
    if (!parse_at(p, TOKEN_LEFT) && parse_take_word(p, STR("parts"))) {
        e->of_parts = true;
        parse_need_word(p, STR("are"), "and a grade");
        make_grades(p, e);
        return e;
    }
    if (!parse_member_list(p, e))
        return NULL;
    if (parse_take_word(p, STR("are")))
        make_grades(p, e);
    return e;
}

/* --- which of them ----------------------------------------------------------------- */

/* How a primary begins: its first word and what must come next, so that a misspelt first
 * word is not taken for the name of a let. */
enum begin { BEGIN_QUERY, BEGIN_AT_LEAST, BEGIN_INSPECTED, BEGIN_MEASURE, BEGIN_COUNT };

static const struct str query_words[] = {
    {"share", 5}, {"count", 5}, {"coverage", 8}, {"value", 5}};
static const struct str begin_words[] = {
    {"", 0}, {"at", 2}, {"judgement", 9}, {"measure", 7}};

static bool near_one(struct parser *p, struct keywords keywords)
{
    struct choices choices = {keywords.at, keywords.count};
    for (size_t i = 0; i < keywords.count; i++)
        if (str_equal(p->tok.raw, keywords.at[i]))
            return true;
    return complain_nearest(p->report, p->tok.raw, choices).len > 0;
}

/* A name, and not the first word of a phrase, where the next word joins or tests it. */
static bool next_joins(const struct parser *p)
{
    return parse_next_is(p, STR("is")) || parse_next_is(p, STR("and")) ||
           parse_next_is(p, STR("or"));
}

static bool begins_query(struct parser *p)
{
    if (p->next.kind != TOKEN_WORD || !near_one(p, KEYWORDS(query_words)))
        return false;
    return parse_next_is(p, STR("of")) || (parse_at_keyword(p, KEYWORDS(query_words)) &&
                                           !next_joins(p) && !p->next.first_on_line);
}

static bool begins_inspected(struct parser *p)
{
    if (p->next.kind == TOKEN_STRING)
        return near_one(p, (struct keywords){begin_words + BEGIN_INSPECTED, 1});
    return parse_at_word(p, begin_words[BEGIN_INSPECTED]) && parse_next_is(p, STR("of"));
}

static bool begins_measure(const struct parser *p)
{
    bool named =
        p->next.kind == TOKEN_STRING || (p->next.kind == TOKEN_WORD && !next_joins(p));
    return named && parse_at_word(p, begin_words[BEGIN_MEASURE]);
}

static enum begin beginning(struct parser *p)
{
    bool at = parse_at_word(p, begin_words[BEGIN_AT_LEAST]) && p->next.kind == TOKEN_WORD;
    if (begins_query(p))
        return BEGIN_QUERY;
    if (at || parse_next_is(p, STR("least")))
        return BEGIN_AT_LEAST;
    if (begins_inspected(p))
        return BEGIN_INSPECTED;
    return begins_measure(p) ? BEGIN_MEASURE : BEGIN_COUNT;
}

/* The first word, misspelt, is complained about here and then read as meant. */
static void check_spelling(struct parser *p, struct str word)
{
    if (parse_at_word(p, word) || p->quiet)
        return;
    struct str here = complain_quote(p->report, p->tok.raw);
    complain_error(p->report, p->tok.place,
                   "%.*s is not understood here; did you mean “%.*s”?", STR_ARG(here),
                   STR_ARG(word));
}

static struct syntax_expr *parse_worded(struct parser *p)
{
    enum begin begin = beginning(p);
    switch (begin) {
    case BEGIN_QUERY:
        return parse_query(p);
    case BEGIN_AT_LEAST:
        check_spelling(p, begin_words[begin]);
        return parse_at_least(p);
    case BEGIN_INSPECTED:
        check_spelling(p, begin_words[begin]);
        return parse_inspected(p);
    case BEGIN_MEASURE:
        return parse_measure(p);
    default:
        return parse_name_or_test(p);
    }
}

static struct syntax_expr *parse_value(struct parser *p)
{
    const char *start = p->tok.raw.at;
    bool number = parse_at(p, TOKEN_PERCENT) || parse_at(p, TOKEN_NUMBER) ||
                  parse_at(p, TOKEN_INTEGER);
    if (number)
        return finish(p, parse_literal(p), start);
    bool tests = parse_at_word(p, STR("judgement")) && p->next.kind != TOKEN_WORD;
    bool ends = parse_at_follower(p) || parse_at_keyword(p, p->statements);
    if (parse_at(p, TOKEN_WORD) && !parse_at_top(p) && (tests || !ends))
        return finish(p, parse_worded(p), start);
    parse_expected(p, parse_at(p, TOKEN_STRING)
                          ? "a number or percentage (a grade is tested with “is”)"
                          : "a condition or a value");
    return NULL;
}

/* --- comparisons and connectives --------------------------------------------------- */

static bool comparison_of(enum token_kind kind, enum comparison *op)
{
    static const struct {
        enum token_kind kind;
        enum comparison op;
    } table[] = {{TOKEN_EQ, COMPARE_EQ},
                 {TOKEN_GE, COMPARE_GE},
                 {TOKEN_GT, COMPARE_GT},
                 {TOKEN_LE, COMPARE_LE},
                 {TOKEN_LT, COMPARE_LT}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].kind == kind) {
            *op = table[i].op;
            return true;
        }
    return false;
}

static struct syntax_expr *parse_compare(struct parser *p)
{
    const char *start = p->tok.raw.at;
    struct place place = p->tok.place;
    struct syntax_expr *left = parse_value(p);
    enum comparison op = COMPARE_EQ;
    bool number = parse_at(p, TOKEN_PERCENT) || parse_at(p, TOKEN_NUMBER) ||
                  parse_at(p, TOKEN_INTEGER);
    if (left && number && !p->tok.first_on_line) {
        parse_expected(p, ">=, >, <=, < or = before the number");
        return NULL;
    }
    if (!left || !comparison_of(p->tok.kind, &op))
        return left;
    parse_advance(p);
    struct syntax_expr *e = parse_expr_new(p, EXPR_COMPARE);
    struct syntax_expr *right = parse_value(p);
    if (!e || !right)
        return NULL;
    e->out.place = place;
    e->out.op = op;
    e->left = left;
    e->right = right;
    return finish(p, e, start);
}

static struct syntax_expr *parse_brackets(struct parser *p)
{
    parse_advance(p);
    struct syntax_expr *inside = parse_or(p);
    if (!inside || !parse_need(p, TOKEN_RIGHT, "and, or or )"))
        return NULL;
    return inside;
}

static struct syntax_expr *parse_negation(struct parser *p)
{
    const char *start = p->tok.raw.at;
    struct syntax_expr *e = parse_expr_new(p, EXPR_NOT);
    parse_advance(p);
    if (!e || !parse_deeper(p))
        return NULL;
    struct syntax_expr *inside = parse_at_word(p, STR("not")) ? parse_negation(p)
                                 : parse_at(p, TOKEN_LEFT)    ? parse_brackets(p)
                                                              : parse_compare(p);
    p->depth--;
    if (!inside)
        return NULL;
    add_part(p, e, inside);
    return finish(p, e, start);
}

static struct syntax_expr *parse_unary(struct parser *p)
{
    if (parse_at_word(p, STR("not")))
        return parse_negation(p);
    if (parse_at(p, TOKEN_LEFT))
        return parse_brackets(p);
    return parse_compare(p);
}

/* One or more parts with `word` between; a single part stands for itself. */
static struct syntax_expr *parse_chain(struct parser *p, struct str word,
                                       enum expr_kind kind,
                                       struct syntax_expr *(*part)(struct parser *))
{
    const char *start = p->tok.raw.at;
    struct place place = p->tok.place;
    struct syntax_expr *first = part(p);
    if (!first || !parse_take_word(p, word))
        return first;
    struct syntax_expr *e = parse_expr_new(p, kind);
    if (!e)
        return NULL;
    e->out.place = place;
    add_part(p, e, first);
    do {
        struct syntax_expr *next = part(p);
        if (!next)
            return NULL;
        add_part(p, e, next);
    } while (parse_take_word(p, word));
    return finish(p, e, start);
}

static struct syntax_expr *parse_and(struct parser *p)
{
    return parse_chain(p, STR("and"), EXPR_AND, parse_unary);
}

static struct syntax_expr *parse_or(struct parser *p)
{
    if (!parse_deeper(p))
        return NULL;
    struct syntax_expr *e = parse_chain(p, STR("or"), EXPR_OR, parse_and);
    p->depth--;
    return e;
}

struct syntax_expr *parse_condition(struct parser *p)
{
    return parse_or(p);
}
