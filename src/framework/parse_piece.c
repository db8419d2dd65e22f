/* Pieces that many statements share: names, texts, dates, basis, lists. */
#include "framework/parse.h"

static struct name take_name(struct parser *p)
{
    struct name name = {p->tok.text, p->tok.place};
    parse_advance(p);
    return name;
}

struct name parse_name(struct parser *p, const char *what)
{
    bool next = parse_at_follower(p) || parse_at_top(p) ||
                (p->tok.first_on_line && parse_at_keyword(p, p->statements));
    if (parse_at(p, TOKEN_WORD) && !next)
        return take_name(p);
    parse_expected(p, what);
    return (struct name){.place = p->tok.place};
}

struct name parse_string(struct parser *p, const char *what)
{
    if (parse_at(p, TOKEN_STRING))
        return take_name(p);
    struct name name = {.place = p->tok.place};
    bool unquoted = parse_at(p, TOKEN_WORD) && !p->tok.first_on_line && !p->quiet;
    if (!unquoted) {
        parse_expected(p, what);
        return name;
    }
    struct str word = complain_quote(p->report, p->tok.raw);
    complain_error(p->report, p->tok.place, "put %.*s in quotes; expected %s",
                   STR_ARG(word), what);
    p->quiet = true;
    return name;
}

struct name parse_optional_string(struct parser *p)
{
    if (parse_at(p, TOKEN_STRING))
        return take_name(p);
    return (struct name){.place = p->tok.place};
}

static bool in(struct str word, struct keywords keywords)
{
    for (size_t i = 0; i < keywords.count; i++)
        if (str_equal_fold(word, keywords.at[i]))
            return true;
    return false;
}

struct name parse_declared(struct parser *p, const char *what)
{

    struct name name = parse_name(p, what);
    if (name.text.len > 0 && parse_at_word(p, name.text)) {
        if (!p->quiet)
            complain_error(p->report, p->tok.place, "“%.*s” stands here twice",
                           STR_ARG(name.text));
        parse_advance(p);
    }
    bool keyword =
        in(name.text, parse_top_keywords) || in(name.text, parse_body_keywords);
    if (!keyword && !str_contains(name.text, STR("/")))
        return name;
    struct str word = complain_quote(p->report, name.text);
    if (!p->quiet)
        complain_error(p->report, name.place, "%.*s cannot be a name: %s", STR_ARG(word),
                       keyword ? "it starts a statement"
                               : "a slash stands between names");
    return name;
}

bool parse_date(struct parser *p, const char *what, date *out)
{
    if (!parse_at(p, TOKEN_DATE)) {
        parse_expected(p, what);
        return false;
    }
    *out = p->tok.day;
    parse_advance(p);
    return true;
}

bool parse_integer(struct parser *p, const char *what, unsigned *out)
{
    struct ratio n = p->tok.number;
    bool whole = parse_at(p, TOKEN_INTEGER) && n.den == 1 && n.num >= 1 && n.num <= 10000;
    if (!whole) {
        parse_expected(p, what);
        return false;
    }
    *out = (unsigned)n.num;
    parse_advance(p);
    return true;
}

static const struct str basis_words[] = {
    {"statute", 7},   {"source", 6}, {"letter", 6},
    {"inference", 9}, {"recall", 6}, {"local", 5},
};

void parse_basis(struct parser *p, struct basis *out)
{
    out->place = p->tok.place;
    int kind = parse_choose(p, KEYWORDS(basis_words));
    if (kind < 0) {
        parse_expected(p, "what the rule rests on: statute, source, letter, inference, "
                          "recall or local");
        kind = BASIS_LOCAL - 1;
    }
    out->kind = (enum basis_kind)(kind + 1);
    out->cite = parse_optional_string(p).text;
    /* A rule said to be law or published must be findable there. */
    bool cites = out->kind == BASIS_STATUTE || out->kind == BASIS_SOURCE;
    if (cites && out->cite.len == 0 && !p->quiet)
        complain_error(p->report, out->place,
                       "“basis %.*s” cites nothing; add the text in quotes",
                       STR_ARG(basis_words[kind]));
}

void parse_dates(struct parser *p, date *from, date *until)
{
    static const struct str words[] = {{"from", 4}, {"until", 5}};
    for (;;) {
        if (!parse_at_word(p, words[0]) && !parse_at_word(p, words[1]) &&
            p->next.kind != TOKEN_DATE)
            return;
        int which = parse_trailing(p, KEYWORDS(words));
        if (which < 0)
            return;
        parse_date(p, "a date (YYYY-MM-DD)", which == 0 ? from : until);
    }
}

void parse_append(struct parser *p, struct names *list, struct name name)
{
    if (list->count == LIMIT_LIST) {
        if (!p->quiet)
            complain_error(p->report, name.place, "more than %d in one list", LIMIT_LIST);
        p->quiet = true;
        return;
    }
    size_t capacity = list->count;
    if (capacity == 0 || (capacity >= 8 && (capacity & (capacity - 1)) == 0))
        list->at = arena_grow(p->arena, struct name, list->at, list->count, &capacity);
    list->at[list->count++] = name;
}

bool parse_at_members(const struct parser *p)
{
    return parse_at(p, TOKEN_LEFT) || parse_at_word(p, STR("parts"));
}

bool parse_members(struct parser *p, struct names *out, bool *of_parts)
{
    if (!parse_at(p, TOKEN_LEFT) && parse_take_word(p, STR("parts"))) {
        *of_parts = true;
        return true;
    }
    if (!parse_need(p, TOKEN_LEFT, "( and the judgements, or “parts”"))
        return false;
    do {
        struct name name = parse_name(p, "the name of a judgement");
        if (name.text.len == 0)
            return false;
        parse_append(p, out, name);
    } while (parse_take(p, TOKEN_COMMA));
    return parse_need(p, TOKEN_RIGHT, "a comma or ) after the name");
}
