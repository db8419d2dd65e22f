/* Reads a framework file by recursive descent, one token ahead, into its syntax.
 *
 * Recovery is what shapes it (docs/framework-language.md, Errors).  A misspelt keyword is
 * complained about and read as the nearest one that may stand there.  Where words are
 * missing, one complaint is made and the rest of the statement is read in silence, or
 * left out up to the next statement or closing brace.  A keyword of the top level at the
 * start of a line ends every open brace.  So one mistake is one error, and ten are ten.
 *
 * The functions other than framework_parse are shared by the parse_*.c files only. */
#ifndef ASSAY_FRAMEWORK_PARSE_H
#define ASSAY_FRAMEWORK_PARSE_H

#include "framework/complain.h"
#include "framework/lex.h"
#include "framework/syntax.h"

/* The text's syntax, never NULL; what is wrong with it goes to `report`. */
struct syntax *framework_parse(struct arena *a, const struct framework_source *source,
                               struct reporter *report);

/* --- Private part ------------------------------------------------------------------ */

struct keywords {
    const struct str *at;
    size_t count;
};

#define KEYWORDS(array) ((struct keywords){(array), sizeof(array) / sizeof((array)[0])})

struct parser {
    struct arena *arena;
    struct lexer lexer;
    struct token tok, next;
    const char *last_end;    /* where the last token taken ended, in the folded copy */
    struct place last_place; /* the same in the file */
    struct reporter *report;
    struct syntax *out;
    struct keywords statements; /* what may start the next statement here */
    struct syntax_node *node;   /* the judgement being read */
    const char *started;        /* where the statement being read began */
    size_t tree; /* index of the judgement at the top of the one being read */
    unsigned depth;
    bool quiet;    /* this statement has been complained about */
    bool skipping; /* tokens are left out */
    bool unclosed; /* a missing brace has been complained about */
    bool bad_utf8; /* said once for the whole file */
};

/* Tokens. */
void parse_advance(struct parser *p);
bool parse_at(const struct parser *p, enum token_kind kind);
bool parse_take(struct parser *p, enum token_kind kind);
bool parse_at_word(const struct parser *p, struct str word);
bool parse_next_is(const struct parser *p, struct str word);
bool parse_at_keyword(const struct parser *p, struct keywords keywords);
/* At a word that may only follow a name or a condition. */
bool parse_at_follower(const struct parser *p);
/* At a keyword of the top level that starts a line, with what must follow it. */
bool parse_at_top(const struct parser *p);

/* Takes `word`, also misspelt where it is nearer than anything else that may stand here.
 */
bool parse_take_word(struct parser *p, struct str word);
/* Takes one of the keywords and gives its index; a misspelt one too; -1, with no
 * complaint and nothing taken, where none is near. */
int parse_choose(struct parser *p, struct keywords keywords);
/* The same for keywords that end a statement, among which those of the next statement
 * count as nearer. */
int parse_trailing(struct parser *p, struct keywords keywords);
/* Takes `word`, or complains that it is missing and goes on as if it stood there. */
void parse_need_word(struct parser *p, struct str word, const char *where);
/* Takes a token of this kind, or complains that `what` was expected; then false. */
bool parse_need(struct parser *p, enum token_kind kind, const char *what);

/* Complains "expected WHAT, found …", once a statement. */
void parse_expected(struct parser *p, const char *what);
/* Complains that a limit is passed and ends the reading of the file. */
void parse_stop(struct parser *p, const char *what);
/* One deeper; false, and the reading ended, past the limit.  Undone with p->depth--. */
bool parse_deeper(struct parser *p);

/* Braces.  parse_open takes "{", or complains and finds it on the same line. */
void parse_open(struct parser *p, const char *what);
/* True while statements follow; at the end takes "}", or complains that it is missing for
 * what was opened at `opened`. */
bool parse_more(struct parser *p, const char *what, struct place opened);
/* Braces went wrong in the judgement read last: what it holds cannot be trusted. */
void parse_lose_tree(struct parser *p);
/* Begins a statement; parse_end_statement skips what is left of a broken one. */
void parse_begin_statement(struct parser *p);
void parse_end_statement(struct parser *p);
/* True where the statement ends here; else it has been complained about, and what was
 * read of it is not to be trusted. */
bool parse_whole(struct parser *p, const char *what);
/* Leaves out the rest of the block, up to its }, in silence. */
void parse_skip_block(struct parser *p);

/* Pieces common to many statements; empty names and DATE_NONE where there is none. */
struct name parse_name(struct parser *p, const char *what);
struct name parse_string(struct parser *p, const char *what);
struct name parse_optional_string(struct parser *p);
bool parse_date(struct parser *p, const char *what, date *out);
/* A whole number from 1 to 10,000. */
bool parse_integer(struct parser *p, const char *what, unsigned *out);
void parse_basis(struct parser *p, struct basis *out); /* after `basis` */
/* `from DATE`, `until DATE` in any order. */
void parse_dates(struct parser *p, date *from, date *until);
/* Appends; complains once where the list is full. */
void parse_append(struct parser *p, struct names *list, struct name name);
/* "(" PATH { "," PATH } ")", or `parts` (then *of_parts). */
bool parse_members(struct parser *p, struct names *out, bool *of_parts);
bool parse_at_members(const struct parser *p);
struct str parse_span(const struct parser *p, const char *start);
/* A name a statement gives to a thing; complains where it is a keyword of statements. */
struct name parse_declared(struct parser *p, const char *what);

/* One file each. */
void parse_framework(struct parser *p);
void parse_scale(struct parser *p);
void parse_words(struct parser *p);
void parse_judgement(struct parser *p);
void parse_letter(struct parser *p);
struct syntax_expr *parse_condition(struct parser *p);
struct syntax_expr *
parse_query(struct parser *p); /* at share, count, coverage or value */
void parse_stand(struct parser *p, struct query *query);
struct name parse_grade(struct parser *p, enum grade_test *test);
struct syntax_expr *parse_expr_new(struct parser *p, enum expr_kind kind);
void parse_proposal(struct parser *p);
void parse_rule(struct parser *p, enum rule_kind kind);

extern const struct keywords parse_top_keywords, parse_body_keywords,
    parse_letter_keywords;

#endif
