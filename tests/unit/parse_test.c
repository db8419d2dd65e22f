/* Recovery and limits: one mistake is one error wherever it is made, and no text, however
 * hostile, takes long or much memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/os.h"
#include "framework/compile.h"
#include "framework/lex.h"

static struct complaints compile(struct arena *a, struct str text)
{
    const struct plan *plan = NULL;
    struct framework_source file = {STR("f"), text};
    struct complaints complaints = {.arena = a};
    framework_compile(a, &file, 1, NULL, &plan, &complaints);
    assert_int_equal(plan == NULL, complaints.errors > 0);
    return complaints;
}

static struct str read_case(struct arena *a, const char *path)
{
    struct str text = {0};
    struct fault why;
    if (os_read_file(a, str_of(path), MIB, &text, &why))
        fail_msg("%s: %s", why.file, why.text);
    return text;
}

/* --- one mistake ------------------------------------------------------------------- */

/* Changes the token at text[at, at + len) into `to`, which is no longer than the token.
 */
static struct str replace(struct arena *a, struct str text, struct str token,
                          struct str with)
{
    size_t at = (size_t)(token.at - text.at);
    return arena_format(a, "%.*s%.*s%.*s", (int)at, text.at, STR_ARG(with),
                        (int)(text.len - at - token.len), token.at + token.len);
}

/* The tokens of a text as views of the text itself, comments left out. */
static size_t tokens_of(struct arena *a, struct str text, struct str *out, size_t most)
{
    struct lexer lexer = lex_new(a, text);
    size_t count = 0;
    for (struct token token = lex_next(&lexer); token.kind != TOKEN_END && count < most;
         token = lex_next(&lexer))
        out[count++] = (struct str){text.at + lexer.at - token.raw.len, token.raw.len};
    return count;
}

enum { TOKENS_MOST = 600 };

/* What is done to one token of a sound file. */
typedef struct str (*mistake)(struct arena *, struct str token);

static struct str swapped(struct arena *a, struct str token)
{
    if (token.len < 4 || token.at[0] < 'A' || token.at[2] == token.at[3])
        return token;
    struct str copy = arena_copy(a, token);
    return arena_format(a, "%.2s%c%c%.*s", copy.at, copy.at[3], copy.at[2],
                        (int)copy.len - 4, copy.at + 4);
}

static struct str without_last(struct arena *a, struct str token)
{
    (void)a;
    return token.len < 3 || token.at[0] < 'A' ? token
                                              : (struct str){token.at, token.len - 1};
}

static struct str without_quote(struct arena *a, struct str token)
{
    (void)a;
    return token.at[0] == '"' ? (struct str){token.at, token.len - 1} : token;
}

static struct str nothing(struct arena *a, struct str token)
{
    (void)a;
    return (struct str){token.at, 0};
}

static struct str twice(struct arena *a, struct str token)
{
    return arena_format(a, "%.*s %.*s", STR_ARG(token), STR_ARG(token));
}

/* Makes the mistake at every token in turn; returns how many of the files then made have
 * more than one error. */
static size_t cascades(const char *path, mistake change)
{
    struct arena *a = arena_new(8 * MIB), *run = arena_new(64 * MIB);
    struct str text = read_case(a, path), tokens[TOKENS_MOST];
    size_t count = tokens_of(a, text, tokens, TOKENS_MOST), more = 0, changed = 0;
    assert_true(count > 100 && count < TOKENS_MOST);
    for (size_t i = 0; i < count; i++) {
        struct str with = change(run, tokens[i]);
        changed += !str_equal(with, tokens[i]);
        struct complaints said = compile(run, replace(run, text, tokens[i], with));
        if (said.errors > 1) {
            struct str line = complaint_line(run, &said.at[1]);
            print_message("%.*s -> %.*s: %.*s\n", STR_ARG(tokens[i]), STR_ARG(with),
                          STR_ARG(line));
            more++;
        }
        arena_reset(run);
    }
    assert_true(changed > 10);
    arena_free(run);
    arena_free(a);
    return more;
}

static const char rating[] = "tests/cases/framework/design-annual-rating.framework";
static const char inspection[] = "tests/cases/framework/design-inspection.framework";

static void a_misspelt_word_is_one_error(void **state)
{
    (void)state;
    assert_int_equal(cascades(rating, swapped), 0);
    assert_int_equal(cascades(rating, without_last), 0);
    assert_int_equal(cascades(inspection, swapped), 0);
    assert_int_equal(cascades(inspection, without_last), 0);
}

static void a_missing_quote_is_one_error(void **state)
{
    (void)state;
    assert_int_equal(cascades(rating, without_quote), 0);
    assert_int_equal(cascades(inspection, without_quote), 0);
}

/* `propose` left out before its brace is the one place where more is said. */
static void a_missing_word_is_one_error(void **state)
{
    (void)state;
    assert_true(cascades(rating, nothing) <= 1);
    assert_int_equal(cascades(inspection, nothing), 0);
}

/* Doubling the `or` of a grade test, or a judgement's name, is two mistakes to a reader
 * of words. */
static void a_doubled_word_is_one_error(void **state)
{
    (void)state;
    assert_true(cascades(rating, twice) <= 2);
    assert_int_equal(cascades(inspection, twice), 0);
}

/* --- limits ------------------------------------------------------------------------ */

/* `head`, then `piece` again and again up to a mebibyte. */
static struct str filled(struct arena *a, const char *head, const char *piece)
{
    char *text = arena_alloc(a, FRAMEWORK_FILE_MAX);
    size_t len = strlen(head), step = strlen(piece);
    memcpy(text, head, len);
    for (; len + step <= FRAMEWORK_FILE_MAX; len += step)
        memcpy(text + len, piece, step);
    return (struct str){text, len};
}

#define HEAD "framework x-2009 { title \"t\" }\nscale s { 1 \"A\" 2 \"B\" }\n"

static void a_limit_is_one_error_at_its_place(void **state)
{
    static const struct {
        const char *head, *piece, *says;
    } cases[] = {
        {HEAD "let a = ", "(", "nested deeper than 64"},
        {HEAD "let a = ", "not ", "nested deeper than 64"},
        {HEAD "judgement j on s { ", "part a { ", "nested deeper than 64"},
        {HEAD "letter { ", "section \"x\" { ", "nested deeper than 64"},
        {HEAD "let a = 1 > 0", " or 1 > 0", "more than 10,000 expressions"},
        {HEAD, "let a = 1\n", "more than 500 lets"},
        {HEAD "judgement j on s {", " part a { }", "more than 2,000 judgements"},
        {HEAD "judgement j on s {", " withhold w when 1 > 0", "more than 2,000 rules"},
        {HEAD, "scale t { 1 \"A\" }\n", "more than 32 scales"},
        {HEAD, "question q \"?\" when 1 > 0\n", "more than 500 questions"},
        {HEAD "letter { ", "context progress ", "more than 500 blocks"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *a = arena_new(64 * MIB);
        struct complaints said = compile(a, filled(a, cases[i].head, cases[i].piece));
        size_t found = 0;
        for (size_t k = 0; k < said.count; k++)
            found += str_contains(said.at[k].text, str_of(cases[i].says));
        if (found != 1)
            fail_msg("%s…: %zu times", cases[i].piece, found);
        arena_free(a);
    }
}

static void a_file_over_a_mebibyte_is_one_error(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    char *text = arena_alloc(a, FRAMEWORK_FILE_MAX + 1);
    memset(text, '{', FRAMEWORK_FILE_MAX + 1);
    struct complaints said = compile(a, (struct str){text, FRAMEWORK_FILE_MAX + 1});
    assert_int_equal(said.errors, 1);
    assert_true(str_contains(said.at[0].text, STR("1 MiB")));
    arena_free(a);
}

static void a_hundred_errors_are_kept_and_the_rest_counted(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct complaints said = compile(a, filled(a, HEAD "words relation {", "\na 1"));
    assert_int_equal(said.count, 101);
    assert_true(said.errors > 200 * 1000);
    assert_true(str_starts(said.at[100].text, STR("and ")));
    assert_true(str_ends(said.at[100].text, STR(" more errors in this file")));
    arena_free(a);
}

/* Under a sanitizer a second is the promise still, and in a plain build some tens of
 * milliseconds: src/framework/README. */
static void a_hostile_mebibyte_ends_within_a_second_and_its_memory(void **state)
{
    static const struct {
        const char *head, *piece;
    } cases[] = {
        {"", "{"},
        {"", "}"},
        {"", "\""},
        {"", "\xff"},
        {"", "\x01"},
        {"", "\xe2\x80\x9c"},
        {"", "scale {"},
        {HEAD, "let = 3\n"},
        {HEAD "let a = \"", "x"},
        {HEAD "let a = ", "a/"},
        {HEAD "judgement ", "a"},
        {HEAD "judgement j on s {\n", "foo bar\n"},
        {HEAD "judgement j on s { recommendations ", "\"\","},
        {HEAD "judgement j on s { propose { ", "\"A\" otherwise "},
        {HEAD "words share {", "\"\"5%"},
        {HEAD, "words share {}"},
        {HEAD "scale t {", "1\"\"or\"\""},
        {HEAD "let a = count of findings ", "xx or "},
        {HEAD "let a = count of settings ", "for service \"a\" or \"b\" "},
        {HEAD "question q \"?\" when ",
         "judgement \"x\" of latest inspection \"y\" is \"z\" or "},
        {"framework x {", "outcomes \"a\" "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *a = arena_new(64 * MIB);
        struct str text = filled(a, cases[i].head, cases[i].piece);
        clock_t start = clock();
        struct complaints said = compile(a, text);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds >= 1.0)
            fail_msg("%s…: %g s", cases[i].piece, seconds);
        if (said.errors == 0)
            fail_msg("%s…: no error", cases[i].piece);
        arena_free(a);
    }
}

static void bytes_that_are_not_text_are_said_once(void **state)
{
    (void)state;
    struct arena *a = arena_new(8 * MIB);
    struct complaints said =
        compile(a, STR("framework x-2009 { title \"caf\xe9\"\n statute \"\xe9\" }\n"));
    assert_int_equal(said.errors, 1);
    assert_int_equal(said.at[0].place.line, 1);
    assert_int_equal(said.at[0].place.column, 30);
    assert_true(str_contains(said.at[0].text, STR("0xe9 is not UTF-8")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_misspelt_word_is_one_error),
        cmocka_unit_test(a_missing_quote_is_one_error),
        cmocka_unit_test(a_missing_word_is_one_error),
        cmocka_unit_test(a_doubled_word_is_one_error),
        cmocka_unit_test(a_limit_is_one_error_at_its_place),
        cmocka_unit_test(a_file_over_a_mebibyte_is_one_error),
        cmocka_unit_test(a_hundred_errors_are_kept_and_the_rest_counted),
        cmocka_unit_test(a_hostile_mebibyte_ends_within_a_second_and_its_memory),
        cmocka_unit_test(bytes_that_are_not_text_are_said_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
