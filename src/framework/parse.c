/* The top level: what a file holds, and the statements that fit no other room. */
#include "framework/parse.h"

#include <assert.h>

/* --- framework --------------------------------------------------------------------- */

static void header_statute(struct parser *p)
{
    p->out->statute.text = parse_string(p, "the statute in quotes").text;
    if (parse_take_word(p, STR("repealed")))
        parse_date(p, "the date of repeal (YYYY-MM-DD)", &p->out->statute.repealed);
}

static void header_valid(struct parser *p)
{
    struct syntax *out = p->out;
    out->valid = p->tok.place;
    if (!parse_date(p, "the first day (YYYY-MM-DD)", &out->valid_from))
        return;
    parse_need_word(p, STR("to"), "and the last day");
    parse_date(p, "the last day (YYYY-MM-DD)", &out->valid_to);
    bool known = !date_is_none(out->valid_from) && !date_is_none(out->valid_to);
    if (known && date_compare(out->valid_to, out->valid_from) < 0)
        complain_error(p->report, out->valid, "the last day is before the first");
}

static void header_list(struct parser *p, struct names *list, const char *what)
{
    do {
        struct name name = parse_string(p, what);
        for (size_t i = 0; i < list->count; i++)
            if (str_equal_fold(list->at[i].text, name.text)) {
                complain_error(p->report, name.place, "this is listed already");
                name.text.len = 0;
            }
        if (name.text.len > 0)
            parse_append(p, list, name);
    } while (parse_at(p, TOKEN_STRING));
}

static void header_standing(struct parser *p)
{
    static const struct str words[] = {{"self-assessment", 15}, {"enquiry", 7}};
    p->out->standing = p->tok.place;
    int which = parse_choose(p, KEYWORDS(words));
    if (which < 0)
        parse_expected(p, "“self-assessment” or “enquiry”");
    p->out->self_assessment = which == 0;
    p->out->enquiry = which == 1;
}

static const struct str header_words[] = {
    {"title", 5},    {"statute", 7}, {"family", 6},   {"valid", 5},
    {"outcomes", 8}, {"follows", 7}, {"standing", 8},
};

static void header_statement(struct parser *p, unsigned *seen)
{
    struct place place = p->tok.place;
    int which = parse_choose(p, KEYWORDS(header_words));
    if (which < 0) {
        parse_expected(p,
                       "title, statute, family, valid, outcomes, follows, standing or }");
        return;
    }
    if (*seen & 1u << which)
        complain_error(p->report, place, "“%.*s” stands here a second time",
                       STR_ARG(header_words[which]));
    *seen |= 1u << which;
    struct syntax *out = p->out;
    switch (which) {
    case 0:
        out->title = parse_string(p, "the title in quotes");
        break;
    case 1:
        header_statute(p);
        break;
    case 2:
        out->family = parse_name(p, "the name of the family");
        break;
    case 3:
        header_valid(p);
        break;
    case 4:
        header_list(p, &out->outcomes, "the outcomes in quotes");
        break;
    case 5:
        header_list(p, &out->follows, "the earlier families in quotes");
        break;
    default:
        header_standing(p);
    }
}

void parse_framework(struct parser *p)
{
    struct place opened = p->tok.place;
    struct name id = parse_name(p, "the id of the framework");
    if (p->out->id.text.len > 0 && !p->quiet)
        complain_error(p->report, opened, "a file holds one framework; this is a second");
    if (p->out->id.text.len == 0)
        p->out->id = id;
    parse_open(p, "{ after the framework's id");
    struct keywords outer = p->statements;
    p->statements = KEYWORDS(header_words);
    unsigned seen = 0;
    while (parse_more(p, "framework", opened)) {
        parse_begin_statement(p);
        header_statement(p, &seen);
        p->out->lost_outcomes |= p->quiet;
        parse_end_statement(p);
    }
    p->statements = outer;
}

/* --- let and question -------------------------------------------------------------- */

static void parse_let(struct parser *p)
{
    struct syntax *out = p->out;
    if (out->let_count == LIMIT_LETS) {
        parse_stop(p, "more than 500 lets");
        return;
    }
    struct name id = parse_declared(p, "a name for the let");
    if (id.text.len == 0) {
        out->lost_let = true;
        return;
    }
    struct syntax_let *let = arena_make(p->arena, struct syntax_let, 1);
    let->out.id = id.text;
    let->out.place = id.place;
    let->out.index = out->let_count;
    if (parse_need(p, TOKEN_EQ, "= after the name of the let") || parse_at(p, TOKEN_WORD))
        let->expr = parse_condition(p);
    if (!parse_whole(p, "and, or, or the next statement"))
        let->expr = NULL;
    if (out->let_count == out->let_capacity)
        out->lets = arena_grow(p->arena, struct syntax_let *, out->lets, out->let_count,
                               &out->let_capacity);
    out->lets[out->let_count++] = let;
}

static void parse_question(struct parser *p)
{
    struct syntax *out = p->out;
    if (out->question_count == LIMIT_QUESTIONS) {
        parse_stop(p, "more than 500 questions");
        return;
    }
    struct syntax_question question = {0};
    struct name id = parse_declared(p, "a name for the question");
    question.out.id = id.text;
    question.out.place = id.place;
    question.out.text = parse_string(p, "the question in quotes").text;
    parse_need_word(p, STR("when"), "and a condition after the question");
    if (!p->quiet)
        question.when = parse_condition(p);
    if (parse_take_word(p, STR("basis")))
        parse_basis(p, &question.out.basis);
    if (!parse_whole(p, "and, or, basis or the next statement"))
        question.when = NULL;
    if (out->question_count == out->question_capacity)
        out->questions = arena_grow(p->arena, struct syntax_question, out->questions,
                                    out->question_count, &out->question_capacity);
    out->questions[out->question_count++] = question;
}

/* --- the file ---------------------------------------------------------------------- */

static void (*const readers[])(struct parser *) = {
    parse_framework, parse_scale,    parse_words,  parse_let,
    parse_judgement, parse_question, parse_letter,
};

/* What a statement that could not be read might have declared. */
static void lose_all(struct syntax *out)
{
    out->lost_let = out->lost_node = out->lost_scale = true;
}

/* Between statements of the top level only their keywords help: a stray } or a rule
 * outside its judgement is one mistake, whatever follows it up to the next of them. */
static void skip_to_top(struct parser *p)
{
    p->skipping = true;
    while (!parse_at(p, TOKEN_END) && !(parse_at_top(p) && p->tok.raw.at != p->started))
        parse_advance(p);
    p->skipping = false;
}

static void complain_outside(struct parser *p)
{
    parse_lose_tree(p);
    if (parse_at(p, TOKEN_CLOSE)) {
        if (!p->quiet)
            complain_error(p->report, p->tok.place, "this } closes nothing");
        p->quiet = true;
        return;
    }
    for (size_t i = 0; i < parse_body_keywords.count; i++)
        if (parse_at_word(p, parse_body_keywords.at[i]) && !p->quiet) {
            complain_error(
                p->report, p->tok.place,
                "“%.*s” stands outside a judgement; is there a } too many above?",
                STR_ARG(parse_body_keywords.at[i]));
            p->quiet = true;
        }
    parse_expected(p, "framework, scale, words, let, judgement, question or letter");
}

static void parse_statement(struct parser *p)
{
    parse_begin_statement(p);
    p->unclosed = false;
    p->depth = 0;
    struct place place = p->tok.place;
    bool first = p->out->id.place.line == 0 && p->report->errors == 0;
    if (parse_at_word(p, STR("share")) && p->next.kind == TOKEN_OPEN) {
        parse_expected(p, "“words” before “share”");
        parse_words(p);
        return;
    }
    int which = -1; /* what is left over of a line is no misspelt statement */
    if (p->tok.first_on_line || parse_at_keyword(p, parse_top_keywords))
        which = parse_choose(p, parse_top_keywords);
    if (which < 0) {
        complain_outside(p);
        lose_all(p->out);
        skip_to_top(p);
        return;
    }
    if (first && which != 0) {
        complain_error(p->report, place, "a file begins with: framework ID { … }");
        p->out->id.place = place;
    }
    readers[which](p);
    if (p->quiet)
        skip_to_top(p);
}

static void complain_utf8(struct parser *p, struct str text)
{
    size_t bad = 0;
    if (str_is_utf8(text, &bad))
        return;
    struct place place = {1, 1};
    for (size_t i = 0; i < bad; i++) {
        place.column = text.at[i] == '\n' ? 1 : place.column + 1;
        place.line += text.at[i] == '\n';
    }
    complain_error(p->report, place,
                   "byte 0x%02x is not UTF-8; save the file as UTF-8 and check again",
                   (unsigned)(unsigned char)text.at[bad]);
    p->bad_utf8 = true;
}

struct syntax *framework_parse(struct arena *a, const struct framework_source *source,
                               struct reporter *report)
{
    assert(source->text.len <= FRAMEWORK_FILE_MAX);
    struct syntax *out = arena_make(a, struct syntax, 1);
    out->file = source->file;
    out->statute.repealed = out->valid_from = out->valid_to = DATE_NONE;
    struct parser p = {.arena = a, .lexer = lex_new(a, source->text), .report = report};
    p.out = out;
    p.statements = parse_top_keywords;
    complain_utf8(&p, source->text);
    parse_advance(&p);
    parse_advance(&p);
    while (!parse_at(&p, TOKEN_END))
        parse_statement(&p);
    if (out->id.text.len == 0 && report->errors == 0)
        complain_error(
            report, (struct place){1, 1},
            "there is no framework here; a file begins with: framework ID { … }");
    return out;
}
