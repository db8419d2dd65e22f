#include "framework/lex.h"

#include <assert.h>
#include <string.h>

#include "framework/compile.h"

/* Characters that text processors put for plain ones.  Each is read as what was meant and
 * complained about, so that a pasted rule costs one error and not a page of them. */
static const struct {
    struct str written;
    enum token_kind kind;
    const char *problem;
} pasted[] = {
    {{"\xe2\x89\xa5", 3}, TOKEN_GE, "write >= for “at least”"},
    {{"\xe2\x89\xa4", 3}, TOKEN_LE, "write <= for “at most”"},
    {{"=>", 2}, TOKEN_GE, "write >= for “at least”"},
    {{"=<", 2}, TOKEN_LE, "write <= for “at most”"},
    {{"==", 2}, TOKEN_EQ, "write a single ="},
};

static const struct {
    struct str written;
    enum token_kind kind;
} marks[] = {
    {{">=", 2}, TOKEN_GE},   {{"<=", 2}, TOKEN_LE},  {{">", 1}, TOKEN_GT},
    {{"<", 1}, TOKEN_LT},    {{"=", 1}, TOKEN_EQ},   {{"{", 1}, TOKEN_OPEN},
    {{"}", 1}, TOKEN_CLOSE}, {{"(", 1}, TOKEN_LEFT}, {{")", 1}, TOKEN_RIGHT},
    {{",", 1}, TOKEN_COMMA},
};

#define QUOTE_LEFT STR("\xe2\x80\x9c")
#define QUOTE_RIGHT STR("\xe2\x80\x9d")
#define SPACE_HARD STR("\xc2\xa0")

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes that a person meant as part of a name, whether a name may hold them or not. */
static bool is_of_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '/' || c == '_' || c == '.' ||
           c == '\'' || (unsigned char)c >= 0x80;
}

static bool is_of_number(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '/' || c == '.';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct lexer lex_new(struct arena *a, struct str source)
{
    assert(source.len <= FRAMEWORK_FILE_MAX);
    struct lexer lexer = {.arena = a, .source = source, .line = 1, .first_on_line = true};
    lexer.folded = arena_alloc(a, source.len + 1);
    if (str_starts(source, STR("\xef\xbb\xbf")))
        lexer.at = lexer.line_start = 3;
    return lexer;
}

static struct str rest(const struct lexer *lexer)
{
    return (struct str){lexer->source.at + lexer->at, lexer->source.len - lexer->at};
}

static char peek(const struct lexer *lexer, size_t ahead)
{
    size_t at = lexer->at + ahead;
    return at < lexer->source.len ? lexer->source.at[at] : '\0';
}

static void skip_line(struct lexer *lexer)
{
    while (lexer->at < lexer->source.len && lexer->source.at[lexer->at] != '\n')
        lexer->at++;
}

/* Steps over space and comments; true where there was any. */
static bool skip_gap(struct lexer *lexer)
{
    size_t start = lexer->at;
    while (lexer->at < lexer->source.len) {
        char c = lexer->source.at[lexer->at];
        if (c == '#') {
            skip_line(lexer);
        } else if (str_starts(rest(lexer), SPACE_HARD)) {
            lexer->at += SPACE_HARD.len;
        } else if (is_space(c)) {
            lexer->at++;
            if (c == '\n') {
                lexer->line++;
                lexer->line_start = lexer->at;
                lexer->first_on_line = true;
            }
        } else {
            break;
        }
    }
    return lexer->at > start;
}

/* Takes `len` bytes of the source as the token's text, through the folded copy. */
static void take(struct lexer *lexer, struct token *token, size_t len)
{
    char *to = lexer->folded + lexer->folded_len;
    memcpy(to, lexer->source.at + lexer->at, len);
    lexer->folded_len += len;
    lexer->at += len;
    token->raw = token->text = (struct str){to, len};
}

/* --- texts in quotes --------------------------------------------------------------- */

/* The inside of a string with its backslashes resolved. */
static struct str unescape(struct lexer *lexer, struct token *token, struct str inside)
{
    char *to = arena_alloc(lexer->arena, inside.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < inside.len; i++) {
        if (inside.at[i] == '\\' && i + 1 < inside.len) {
            i++;
            if (inside.at[i] != '"' && inside.at[i] != '\\')
                token->problem = "after a backslash only \" or \\ may stand";
        }
        to[len++] = inside.at[i];
    }
    return (struct str){to, len};
}

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < 0x20 && s.at[i] != '\t')
            return true;
    return false;
}

static void finish_string(struct lexer *lexer, struct token *token, struct str inside)
{
    token->text = inside;
    if (memchr(inside.at, '\\', inside.len))
        token->text = unescape(lexer, token, inside);
    if (has_control(inside))
        token->problem = "a text may not hold control characters";
    if (token->text.len > LEX_STRING_MAX) {
        token->problem = "a text may have at most 2,000 bytes";
        token->text.len = LEX_STRING_MAX;
    }
}

/* A quote that is never closed ends with its line.  A brace at the line's end was hardly
 * meant as part of the text: leaving it out keeps the nesting of the rest right. */
static size_t unclosed_length(struct str line)
{
    size_t len = line.len;
    while (len > 1 && (is_space(line.at[len - 1]) || line.at[len - 1] == '{' ||
                       line.at[len - 1] == '}'))
        len--;
    return len;
}

/* Where the text that starts here is closed, or its line ends.  It never looks past that:
 * a megabyte of texts on one line is read in one pass. */
static size_t string_end(struct str here)
{
    size_t end = 1;
    while (end < here.len && here.at[end] != '"' && here.at[end] != '\n')
        end += here.at[end] == '\\' && end + 1 < here.len && here.at[end + 1] != '\n' ? 2
                                                                                      : 1;
    return end;
}

static void lex_string(struct lexer *lexer, struct token *token)
{
    struct str line = rest(lexer);
    size_t end = string_end(line);
    bool closed = end < line.len && line.at[end] == '"';
    line.len = end;
    token->kind = TOKEN_STRING;
    take(lexer, token, closed ? end + 1 : unclosed_length(line));
    size_t inside = closed ? end - 1 : token->raw.len - 1;
    finish_string(lexer, token, (struct str){token->raw.at + 1, inside});
    if (!closed) {
        token->problem = "this text is not closed with \" on its line";
        token->broken = true;
    }
}

/* Where “text” is closed; s.len where the line ends, or another is opened, before. */
static size_t pasted_end(struct str s)
{
    size_t at = QUOTE_LEFT.len;
    while (at < s.len && s.at[at] != '\n') {
        struct str here = {s.at + at, s.len - at};
        if (str_starts(here, QUOTE_RIGHT))
            return at;
        if (str_starts(here, QUOTE_LEFT))
            break;
        at++;
    }
    return s.len;
}

/* A text in typographic quotes; false where it is not closed on the line. */
static bool lex_pasted_string(struct lexer *lexer, struct token *token)
{
    struct str line = rest(lexer);
    if (!str_starts(line, QUOTE_LEFT))
        return false;
    size_t end = pasted_end(line);
    if (end == line.len)
        return false;
    take(lexer, token, end + QUOTE_RIGHT.len);
    token->kind = TOKEN_STRING;
    struct str inside = {token->raw.at + QUOTE_LEFT.len, end - QUOTE_LEFT.len};
    finish_string(lexer, token, inside);
    token->problem = "write a text in straight quotes: \"…\"";
    return true;
}

/* --- numbers and dates ------------------------------------------------------------- */

/* The shape of a run with digits as 0 and letters as a: "0000-00-00". */
static bool has_shape(struct str s, struct str shape)
{
    if (s.len != shape.len)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (shape.at[i] == '0' ? !is_digit(s.at[i]) : s.at[i] != shape.at[i])
            return false;
    return true;
}

static bool only_of(struct str s, const char *others)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i]) && !strchr(others, s.at[i]))
            return false;
    return true;
}

static void read_day(struct token *token)
{
    token->kind = TOKEN_DATE;
    if (!has_shape(token->raw, STR("0000-00-00")))
        token->problem = "write a date as YYYY-MM-DD";
    else if (!date_parse(token->raw, &token->day))
        token->problem = "there is no such day (from 1800 to 2199)";
}

static void read_number(struct token *token)
{
    struct str s = token->raw;
    bool whole = only_of(s, "");
    token->kind = whole ? TOKEN_INTEGER : TOKEN_NUMBER;
    if (!ratio_parse(s, &token->number))
        token->problem = only_of(s, "-.") ? "a number may have 9 decimals and 18 digits"
                                          : "this is neither a number nor a date";
}

/* A percent sign, perhaps after spaces, makes the number a fraction of 100. */
static void read_percent(struct lexer *lexer, struct token *token)
{
    size_t gap = 0;
    while (peek(lexer, gap) == ' ')
        gap++;
    if (peek(lexer, gap) != '%')
        return;
    const char *start = token->raw.at;
    lexer->at += gap;
    take(lexer, token, 1);
    token->raw.at = start;
    token->raw.len = (size_t)(lexer->folded + lexer->folded_len - start);
    token->text = token->raw;
    token->kind = TOKEN_PERCENT;
    if (!token->problem && !ratio_divide(token->number, ratio_of(100, 1), &token->number))
        token->problem = "a number may have 9 decimals and 18 digits";
}

static void lex_number(struct lexer *lexer, struct token *token)
{
    size_t len = 1;
    while (is_of_number(peek(lexer, len)))
        len++;
    while (len > 1 && peek(lexer, len - 1) == '.')
        len--;
    take(lexer, token, len);
    /* A sign stands at the start, a date's hyphens within. */
    size_t hyphen = str_find_last(token->raw, '-');
    bool dated = str_find_last(token->raw, '/') < len || (hyphen > 0 && hyphen < len);
    if (dated && only_of(token->raw, "-/"))
        read_day(token);
    else
        read_number(token);
    if (token->kind != TOKEN_DATE)
        read_percent(lexer, token);
}

/* --- names and marks --------------------------------------------------------------- */

static const char *name_problem(struct str path)
{
    size_t len = 0;
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        bool starts = len == 0;
        if (starts && !is_letter(c))
            return "a name starts with a letter, also after a slash";
        if (c == '/')
            len = 0;
        else if (!is_letter(c) && !is_digit(c) && c != '-')
            return "names have letters, digits and hyphens only; texts stand in quotes";
        else if (++len > LEX_NAME_MAX)
            return "a name may have at most 100 characters";
    }
    return len == 0 ? "a name is missing after the slash" : NULL;
}

static void lex_word(struct lexer *lexer, struct token *token)
{
    size_t len = 1;
    while (is_of_word(peek(lexer, len)) && peek(lexer, len) != '\0')
        len++;
    token->kind = TOKEN_WORD;
    take(lexer, token, len);
    token->problem = name_problem(token->raw);
}

static bool lex_mark(struct lexer *lexer, struct token *token)
{
    struct str here = rest(lexer);
    for (size_t i = 0; i < sizeof pasted / sizeof pasted[0]; i++)
        if (str_starts(here, pasted[i].written)) {
            token->kind = pasted[i].kind;
            token->problem = pasted[i].problem;
            take(lexer, token, pasted[i].written.len);
            return true;
        }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts(here, marks[i].written)) {
            token->kind = marks[i].kind;
            take(lexer, token, marks[i].written.len);
            return true;
        }
    return false;
}

/* A run of characters that mean nothing is one token, so a megabyte of them is one error
 * and not a million. */
static void lex_stray(struct lexer *lexer, struct token *token)
{
    static const char known[] = "\"#{}(),=<>";
    size_t len = 1;
    while (lexer->at + len < lexer->source.len && !is_space(peek(lexer, len)) &&
           !is_letter(peek(lexer, len)) && !is_digit(peek(lexer, len)) &&
           (peek(lexer, len) == '\0' || !strchr(known, peek(lexer, len))))
        len++;
    token->kind = TOKEN_STRAY;
    token->problem = "these characters mean nothing here";
    take(lexer, token, len);
}

static void lex_token(struct lexer *lexer, struct token *token)
{
    char c = peek(lexer, 0);
    if (c == '"')
        lex_string(lexer, token);
    else if (is_digit(c) || (c == '-' && is_digit(peek(lexer, 1))))
        lex_number(lexer, token);
    else if (lex_mark(lexer, token) || lex_pasted_string(lexer, token))
        return;
    else if (is_letter(c) || c == '_' || (unsigned char)c >= 0x80)
        lex_word(lexer, token);
    else
        lex_stray(lexer, token);
}

struct token lex_next(struct lexer *lexer)
{
    bool gap = skip_gap(lexer);
    if (gap && lexer->folded_len > 0)
        lexer->folded[lexer->folded_len++] = ' ';
    struct token token = {.first_on_line = lexer->first_on_line, .day = DATE_NONE};
    token.place.line = lexer->line;
    token.place.column = (uint32_t)(lexer->at - lexer->line_start) + 1;
    token.number = ratio_of(0, 1);
    token.raw = token.text = (struct str){lexer->folded + lexer->folded_len, 0};
    if (lexer->at == lexer->source.len)
        return token;
    lexer->first_on_line = false;
    lex_token(lexer, &token);
    assert(lexer->folded_len <= lexer->source.len + 1);
    return token;
}
