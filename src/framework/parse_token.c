/* Tokens, keywords, braces and recovery: what all statements are read with. */
#include <assert.h>

#include "framework/parse.h"

static const struct str top_words[] = {
    {"framework", 9}, {"scale", 5},    {"words", 5},  {"let", 3},
    {"judgement", 9}, {"question", 8}, {"letter", 6},
};
const struct keywords parse_top_keywords = {top_words, 7};

/* Words that may follow a complete condition or name; none of them is a misspelling. */
static const struct str followers[] = {
    {"and", 3},  {"or", 2},    {"is", 2},           {"are", 3},    {"confirmed", 9},
    {"from", 4}, {"until", 5}, {"basis", 5},        {"when", 4},   {"otherwise", 9},
    {"on", 2},   {"ties", 4},  {"information", 11}, {"weight", 6}, {"not", 3},
    {"that", 4}, {"for", 3},   {"by", 2},           {"since", 5},  {"against", 7},
};

static bool is_one_of(struct str word, struct keywords keywords)
{
    for (size_t i = 0; i < keywords.count; i++)
        if (str_equal(word, keywords.at[i]))
            return true;
    return false;
}

/* --- tokens ------------------------------------------------------------------------ */

/* A token's own mistake is said when the token is reached, and never in what is left out.
 */
static void complain_problem(struct parser *p)
{
    bool known = p->bad_utf8 && p->tok.kind == TOKEN_WORD;
    if (p->tok.broken && p->tok.problem) {
        complain_unpaired(p->report, p->tok.place);
        p->unclosed = true; /* a brace may have gone with it */
    }
    if (!p->tok.problem || p->skipping || known)
        return;
    complain_error(p->report, p->tok.place, "%.*s: %s",
                   STR_ARG(complain_quote(p->report, p->tok.raw)), p->tok.problem);
    p->tok.problem = NULL;
    if (p->tok.broken)
        p->quiet = true;
}

void parse_advance(struct parser *p)
{
    if (p->tok.raw.at) {
        p->last_end = p->tok.raw.at + p->tok.raw.len;
        p->last_place = p->tok.place;
        p->last_place.column += (uint32_t)p->tok.raw.len;
    }
    if (p->out->stopped)
        return;
    p->tok = p->next;
    p->next = lex_next(&p->lexer);
    complain_problem(p);
}

bool parse_at(const struct parser *p, enum token_kind kind)
{
    return p->tok.kind == kind;
}

bool parse_take(struct parser *p, enum token_kind kind)
{
    if (!parse_at(p, kind))
        return false;
    parse_advance(p);
    return true;
}

bool parse_at_word(const struct parser *p, struct str word)
{
    return p->tok.kind == TOKEN_WORD && str_equal(p->tok.raw, word);
}

bool parse_at_keyword(const struct parser *p, struct keywords keywords)
{
    return p->tok.kind == TOKEN_WORD && is_one_of(p->tok.raw, keywords);
}

bool parse_at_follower(const struct parser *p)
{
    return parse_at_keyword(p, KEYWORDS(followers));
}

bool parse_next_is(const struct parser *p, struct str word)
{
    return p->next.kind == TOKEN_WORD && str_equal(p->next.raw, word);
}

/* Where the statements here know the word themselves (`scale` in a letter) it is theirs.
 */
bool parse_at_top(const struct parser *p)
{
    if (p->tok.kind != TOKEN_WORD || !p->tok.first_on_line ||
        !is_one_of(p->tok.raw, parse_top_keywords))
        return false;
    if (p->statements.at != parse_top_keywords.at && is_one_of(p->tok.raw, p->statements))
        return false;
    return p->next.kind == TOKEN_WORD || str_equal(p->tok.raw, STR("letter"));
}

struct str parse_span(const struct parser *p, const char *start)
{
    assert(p->last_end >= start);
    return (struct str){start, (size_t)(p->last_end - start)};
}

/* --- complaints -------------------------------------------------------------------- */

static struct str found(const struct parser *p)
{
    if (p->tok.kind == TOKEN_END)
        return STR("the end of the file");
    if (p->tok.kind != TOKEN_STRING)
        return complain_quote(p->report, p->tok.raw);
    return complain_text(p->report, "the text %.*s",
                         STR_ARG(complain_quote(p->report, p->tok.text)));
}

void parse_expected(struct parser *p, const char *what)
{
    if (!p->quiet && !p->out->stopped && p->tok.kind != TOKEN_STRAY) {
        /* What is missing at the end of a line is missing there, not on the next. */
        bool over = p->tok.first_on_line && p->tok.raw.at != p->started;
        struct str here = over ? STR("the end of the line") : found(p);
        complain_error(p->report, over ? p->last_place : p->tok.place,
                       "expected %s, found %.*s", what, STR_ARG(here));
    }
    p->quiet = true;
}

void parse_stop(struct parser *p, const char *what)
{
    if (p->out->stopped)
        return;
    complain_error(p->report, p->tok.place, "%s; the rest of the file is not read", what);
    p->out->stopped = true;
    p->quiet = true;
    p->tok.kind = p->next.kind = TOKEN_END;
    p->tok.raw.len = 0;
}

bool parse_deeper(struct parser *p)
{
    if (p->depth >= LIMIT_NESTING)
        parse_stop(p, "nested deeper than 64");
    p->depth++;
    return !p->out->stopped;
}

/* --- keywords ---------------------------------------------------------------------- */

static void complain_misspelt(struct parser *p, struct str right)
{
    if (p->quiet)
        return;
    struct str word = complain_quote(p->report, p->tok.raw);
    complain_error(p->report, p->tok.place,
                   "%.*s is not understood here; did you mean “%.*s”?", STR_ARG(word),
                   STR_ARG(right));
}

static int index_of(struct str word, struct keywords keywords)
{
    for (size_t i = 0; i < keywords.count; i++)
        if (str_equal(word, keywords.at[i]))
            return (int)i;
    return -1;
}

static int near_index(struct parser *p, struct keywords keywords)
{
    if (p->tok.kind != TOKEN_WORD || p->out->stopped)
        return -1;
    struct choices choices = {keywords.at, keywords.count};
    struct str word = p->tok.raw;
    struct str nearest = complain_nearest(p->report, word, choices);
    /* Two edits make "more" of "or": between short words only one is a misspelling. */
    bool is_short = nearest.len <= 5 || word.len <= 5;
    if (nearest.len == 0 || (is_short && str_distance(word, nearest, 2) > 1))
        return -1;
    return index_of(nearest, keywords);
}

/* In a letter `rating rating` names the judgement called rating. */
static bool is_node(const struct parser *p, struct str id)
{
    for (size_t i = 0; i < p->out->node_count; i++)
        if (str_equal(p->out->nodes[i]->out.id, id))
            return true;
    return false;
}

/* Takes a keyword, and its twin where it was typed twice. */
static void take_keyword(struct parser *p)
{
    struct token taken = p->tok;
    parse_advance(p);
    if (p->tok.kind != TOKEN_WORD || !str_equal(p->tok.raw, taken.raw) ||
        p->next.kind == TOKEN_EQ || is_node(p, taken.raw))
        return;
    if (!p->quiet)
        complain_error(p->report, p->tok.place, "“%.*s” stands here twice",
                       STR_ARG(taken.raw));
    parse_advance(p);
}

int parse_choose(struct parser *p, struct keywords keywords)
{
    if (p->tok.kind != TOKEN_WORD)
        return -1;
    int at = index_of(p->tok.raw, keywords);
    if (at < 0 && !parse_at_top(p)) {
        at = near_index(p, keywords);
        if (at >= 0)
            complain_misspelt(p, keywords.at[at]);
    }
    if (at >= 0)
        take_keyword(p);
    return at;
}

int parse_trailing(struct parser *p, struct keywords keywords)
{
    if (p->tok.kind != TOKEN_WORD)
        return -1;
    int at = index_of(p->tok.raw, keywords);
    if (at >= 0) {
        take_keyword(p);
        return at;
    }
    if (is_one_of(p->tok.raw, p->statements) ||
        is_one_of(p->tok.raw, KEYWORDS(followers)) ||
        is_one_of(p->tok.raw, parse_top_keywords) ||
        is_one_of(p->tok.raw, parse_body_keywords))
        return -1;
    at = near_index(p, keywords);
    if (at < 0)
        return -1;
    unsigned mine = str_distance(p->tok.raw, keywords.at[at], 8);
    int other = near_index(p, p->statements);
    if (other >= 0 && str_distance(p->tok.raw, p->statements.at[other], 8) < mine)
        return -1;
    complain_misspelt(p, keywords.at[at]);
    take_keyword(p);
    return at;
}

bool parse_take_word(struct parser *p, struct str word)
{
    return parse_trailing(p, (struct keywords){&word, 1}) == 0;
}

/* Short words are too short for a nearest one: where one was needed and another stands
 * that means nothing here, it was meant. */
static bool stands_for(const struct parser *p, struct str word)
{
    return p->tok.kind == TOKEN_WORD && p->tok.raw.len <= 3 && word.len <= 3 &&
           !is_one_of(p->tok.raw, KEYWORDS(followers)) &&
           !is_one_of(p->tok.raw, p->statements);
}

void parse_need_word(struct parser *p, struct str word, const char *where)
{
    if (parse_take_word(p, word))
        return;
    if (stands_for(p, word)) {
        complain_misspelt(p, word);
        parse_advance(p);
        return;
    }
    struct str what = complain_text(p->report, "“%.*s” %s", STR_ARG(word), where);
    parse_expected(p, what.len > 0 ? what.at : "");
}

bool parse_need(struct parser *p, enum token_kind kind, const char *what)
{
    if (parse_take(p, kind))
        return true;
    parse_expected(p, what);
    return false;
}

/* --- braces and statements --------------------------------------------------------- */

/* Does the line go on to a brace? */
static bool brace_ahead(const struct parser *p)
{
    const struct lexer *lexer = &p->lexer;
    if (p->tok.first_on_line || p->next.kind == TOKEN_OPEN)
        return !p->tok.first_on_line;
    if (p->next.first_on_line)
        return false;
    for (size_t i = lexer->at; i < lexer->source.len && lexer->source.at[i] != '\n'; i++)
        if (lexer->source.at[i] == '{')
            return true;
    return false;
}

void parse_open(struct parser *p, const char *what)
{
    if (parse_take(p, TOKEN_OPEN)) {
        if (parse_at(p, TOKEN_OPEN) && !p->quiet)
            complain_error(p->report, p->tok.place, "“{” stands here twice");
        parse_take(p, TOKEN_OPEN);
        return;
    }
    parse_expected(p, what);
    p->skipping = true;
    bool inside = parse_at_keyword(p, parse_body_keywords) ||
                  parse_at_keyword(p, parse_letter_keywords);
    bool ahead = !inside && brace_ahead(p);
    while (ahead && !parse_at(p, TOKEN_OPEN) && !parse_at(p, TOKEN_END) &&
           !p->tok.first_on_line)
        parse_advance(p);
    p->skipping = false;
    parse_take(p, TOKEN_OPEN);
}

void parse_lose_tree(struct parser *p)
{
    for (size_t i = p->tree; i < p->out->node_count; i++)
        p->out->nodes[i]->broken = true;
}

bool parse_more(struct parser *p, const char *what, struct place opened)
{
    p->quiet = p->out->stopped;
    if (parse_take(p, TOKEN_CLOSE))
        return false;
    if (!parse_at(p, TOKEN_END) && !parse_at_top(p))
        return true;
    parse_lose_tree(p);
    if (!p->unclosed && !p->out->stopped)
        complain_error(p->report, p->tok.place, "missing } for the %s opened on line %u",
                       what, (unsigned)opened.line);
    p->unclosed = true;
    return false;
}

bool parse_whole(struct parser *p, const char *what)
{
    bool ends = parse_at(p, TOKEN_END) || parse_at(p, TOKEN_CLOSE) ||
                p->tok.first_on_line || parse_at_keyword(p, p->statements) ||
                (parse_at(p, TOKEN_STRING) && p->statements.count == 0);
    if (!ends)
        parse_expected(p, what);
    return !p->quiet;
}

void parse_begin_statement(struct parser *p)
{
    p->quiet = p->out->stopped || p->tok.broken;
    p->skipping = false;
    p->started = p->tok.raw.at;
}

/* Where statements have no keywords (grades, bands, lines of a proposal) each is a line.
 */
static bool ends_skip(const struct parser *p, unsigned depth)
{
    if (parse_at(p, TOKEN_END) || parse_at_top(p))
        return true;
    if (depth > 0)
        return false;
    if (parse_at(p, TOKEN_CLOSE))
        return true;
    if (p->tok.raw.at == p->started)
        return false;
    if (p->statements.count == 0)
        return p->tok.first_on_line;
    return parse_at(p, TOKEN_WORD) && is_one_of(p->tok.raw, p->statements);
}

static bool ends_block(const struct parser *p, unsigned depth)
{
    return parse_at(p, TOKEN_END) || parse_at_top(p) ||
           (depth == 0 && parse_at(p, TOKEN_CLOSE));
}

/* Leaves out tokens, whole blocks among them, until `ends` holds. */
static void skip_until(struct parser *p, bool (*ends)(const struct parser *, unsigned))
{
    unsigned depth = 0;
    p->skipping = true;
    while (!ends(p, depth)) {
        if (parse_at(p, TOKEN_OPEN))
            depth++;
        else if (parse_at(p, TOKEN_CLOSE) && depth > 0)
            depth--;
        parse_advance(p);
    }
    p->skipping = false;
    complain_problem(p);
}

void parse_end_statement(struct parser *p)
{
    if (p->quiet)
        skip_until(p, ends_skip);
}

void parse_skip_block(struct parser *p)
{
    skip_until(p, ends_block);
}
