/* The words of a framework file.  The lexer hands out one token at a time and never
 * fails: what it cannot read becomes a token with a `problem`, so that the parser can
 * complain once and go on.  While reading it writes the text again with comments gone and
 * every gap one space wide; tokens are views of that copy, so the text of any expression
 * is the view from its first token to its last, ready to be quoted.  Cost: one pass, one
 * copy of the text in the arena (and one of each string with a backslash). */
#ifndef ASSAY_FRAMEWORK_LEX_H
#define ASSAY_FRAMEWORK_LEX_H

#include "base/date.h"
#include "base/ratio.h"
#include "framework/plan.h"

enum {
    LEX_STRING_MAX = 2000, /* bytes of a text in quotes */
    LEX_NAME_MAX = 100     /* bytes of one name between slashes */
};

enum token_kind {
    TOKEN_END,
    TOKEN_WORD, /* a keyword, a name, or names with slashes between */
    TOKEN_STRING,
    TOKEN_INTEGER,
    TOKEN_NUMBER,  /* with a decimal point, or negative */
    TOKEN_PERCENT, /* number is the fraction: 65% is 13/20 */
    TOKEN_DATE,
    TOKEN_OPEN,  /* { */
    TOKEN_CLOSE, /* } */
    TOKEN_LEFT,  /* ( */
    TOKEN_RIGHT, /* ) */
    TOKEN_COMMA,
    TOKEN_EQ,
    TOKEN_GE,
    TOKEN_GT,
    TOKEN_LE,
    TOKEN_LT,
    TOKEN_STRAY /* characters that mean nothing here */
};

struct token {
    enum token_kind kind;
    struct place place;
    struct str raw;      /* as written, in the folded copy */
    struct str text;     /* of a string: what is between the quotes; else raw */
    struct ratio number; /* of INTEGER, NUMBER, PERCENT */
    date day;            /* of DATE; DATE_NONE where there is no such day */
    bool first_on_line;  /* nothing but space stands before it */
    bool broken;         /* what follows it cannot be trusted (a quote never closed) */
    const char *problem; /* what is wrong with it, or NULL */
};

struct lexer {
    struct arena *arena;
    struct str source;
    size_t at, line_start;
    uint32_t line;
    bool first_on_line;
    char *folded;
    size_t folded_len;
};

/* Starts on `source`, which must be at most FRAMEWORK_FILE_MAX bytes; skips a byte order
 * mark. */
struct lexer lex_new(struct arena *a, struct str source);
/* The next token; TOKEN_END again and again at the end. */
struct token lex_next(struct lexer *lexer);

#endif
