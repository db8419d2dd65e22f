/* Tokens: what each is, where it stands, and what is said of those that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "framework/compile.h"
#include "framework/lex.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(8 * MIB);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct token first(const char *text)
{
    struct lexer lexer = lex_new(arena, str_of(text));
    return lex_next(&lexer);
}

static void assert_text(struct str actual, const char *expected)
{
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.at, expected, actual.len);
}

static void every_token_has_its_kind(void **state)
{
    static const struct {
        const char *text;
        enum token_kind kind;
        const char *value;
    } cases[] = {
        {"", TOKEN_END, ""},
        {"  # only a comment", TOKEN_END, ""},
        {"good-settings", TOKEN_WORD, "good-settings"},
        {"safeguarding/overall", TOKEN_WORD, "safeguarding/overall"},
        {"NI062", TOKEN_WORD, "NI062"},
        {"\"a text\"", TOKEN_STRING, "a text"},
        {"\"\"", TOKEN_STRING, ""},
        {"\"say \\\"good\\\" \\\\\"", TOKEN_STRING, "say \"good\" \\"},
        {"12", TOKEN_INTEGER, "12"},
        {"1.5", TOKEN_NUMBER, "1.5"},
        {"-2", TOKEN_NUMBER, "-2"},
        {"80%", TOKEN_PERCENT, "80%"},
        {"2009-02-28", TOKEN_DATE, "2009-02-28"},
        {"{", TOKEN_OPEN, "{"},
        {"}", TOKEN_CLOSE, "}"},
        {"(", TOKEN_LEFT, "("},
        {")", TOKEN_RIGHT, ")"},
        {",", TOKEN_COMMA, ","},
        {"=", TOKEN_EQ, "="},
        {">=1", TOKEN_GE, ">="},
        {">1", TOKEN_GT, ">"},
        {"<=1", TOKEN_LE, "<="},
        {"<1", TOKEN_LT, "<"},
        {"\xef\xbb\xbfscale", TOKEN_WORD, "scale"},
        {"\xc2\xa0scale", TOKEN_WORD, "scale"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct token token = first(cases[i].text);
        assert_int_equal(token.kind, cases[i].kind);
        assert_text(token.text, cases[i].value);
        assert_null(token.problem);
    }
}

static void a_token_that_is_wrong_is_read_as_what_was_meant(void **state)
{
    static const struct {
        const char *text;
        enum token_kind kind;
        const char *says;
    } cases[] = {
        {"\"never closed", TOKEN_STRING, "closed"},
        {"\"ends in a backslash\\", TOKEN_STRING, "closed"},
        {"\"a\\n\"", TOKEN_STRING, "backslash"},
        {"\"a\x01\"", TOKEN_STRING, "control"},
        {"\xe2\x80\x9ctext\xe2\x80\x9d", TOKEN_STRING, "straight quotes"},
        {"2009-02-30", TOKEN_DATE, "no such day"},
        {"2009-2-3", TOKEN_DATE, "YYYY-MM-DD"},
        {"03/02/2009", TOKEN_DATE, "YYYY-MM-DD"},
        {"3rd", TOKEN_NUMBER, "neither"},
        {"1.2.3", TOKEN_NUMBER, "decimals"},
        {"1234567890123456789", TOKEN_INTEGER, "digits"},
        {"good_settings", TOKEN_WORD, "letters, digits and hyphens"},
        {"children's", TOKEN_WORD, "letters, digits and hyphens"},
        {"_a", TOKEN_WORD, "starts with a letter"},
        {"a/", TOKEN_WORD, "missing after the slash"},
        {"a//b", TOKEN_WORD, "starts with a letter"},
        {"\xe2\x89\xa5", TOKEN_GE, ">="},
        {"\xe2\x89\xa4", TOKEN_LE, "<="},
        {"=>", TOKEN_GE, ">="},
        {"==", TOKEN_EQ, "single"},
        {";;;", TOKEN_STRAY, "nothing"},
        {"[", TOKEN_STRAY, "nothing"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct token token = first(cases[i].text);
        assert_int_equal(token.kind, cases[i].kind);
        assert_non_null(token.problem);
        assert_non_null(strstr(token.problem, cases[i].says));
    }
}

static void a_percentage_is_a_fraction_of_one_hundred(void **state)
{
    (void)state;
    assert_int_equal(ratio_compare(first("65%").number, ratio_of(13, 20)), 0);
    assert_int_equal(ratio_compare(first("65 %").number, ratio_of(13, 20)), 0);
    assert_int_equal(ratio_compare(first("0.5%").number, ratio_of(1, 200)), 0);
    assert_int_equal(ratio_compare(first("12.25").number, ratio_of(49, 4)), 0);
    struct lexer lexer = lex_new(arena, STR("65\n%"));
    assert_int_equal(lex_next(&lexer).kind, TOKEN_INTEGER);
}

static void a_place_counts_lines_and_bytes_from_one(void **state)
{
    (void)state;
    struct lexer lexer =
        lex_new(arena, STR("\xef\xbb\xbf"
                           "scale  a\r\n\t\"caf\xc3\xa9\" x # not\n\nlast"));
    static const struct {
        uint32_t line, column;
        bool first_on_line;
    } expected[] = {
        {1, 1, true}, {1, 8, false}, {2, 2, true}, {2, 10, false}, {4, 1, true}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct token token = lex_next(&lexer);
        assert_int_equal(token.place.line, expected[i].line);
        assert_int_equal(token.place.column, expected[i].column);
        assert_int_equal(token.first_on_line, expected[i].first_on_line);
    }
    assert_int_equal(lex_next(&lexer).kind, TOKEN_END);
    assert_int_equal(lex_next(&lexer).kind, TOKEN_END);
}

static void the_words_between_two_tokens_are_quoted_with_single_spaces(void **state)
{
    (void)state;
    struct lexer lexer = lex_new(arena, STR("a  >=\n  # aside\n\t80 %   b"));
    struct token start = lex_next(&lexer);
    lex_next(&lexer);
    struct token end = lex_next(&lexer);
    lex_next(&lexer);
    struct str span = {start.raw.at, (size_t)(end.raw.at + end.raw.len - start.raw.at)};
    assert_text(span, "a >= 80%");
}

static void a_quote_left_open_ends_with_its_line_and_spares_the_brace(void **state)
{
    (void)state;
    struct lexer lexer = lex_new(arena, STR("\"title on scale {\nentered"));
    struct token text = lex_next(&lexer);
    assert_text(text.text, "title on scale");
    assert_true(text.broken);
    assert_int_equal(lex_next(&lexer).kind, TOKEN_OPEN);
    assert_text(lex_next(&lexer).text, "entered");
}

static void texts_and_names_have_a_longest(void **state)
{
    (void)state;
    char text[LEX_STRING_MAX + 4];
    memset(text, 'x', sizeof text);
    text[0] = text[LEX_STRING_MAX + 1] = '"';
    text[LEX_STRING_MAX + 2] = '\0';
    assert_null(first(text).problem);
    text[LEX_STRING_MAX + 1] = 'x';
    text[LEX_STRING_MAX + 2] = '"';
    text[LEX_STRING_MAX + 3] = '\0';
    struct token longer = first(text);
    assert_non_null(longer.problem);
    assert_int_equal(longer.text.len, LEX_STRING_MAX);
    memset(text, 'x', sizeof text);
    text[LEX_NAME_MAX] = '\0';
    assert_null(first(text).problem);
    text[LEX_NAME_MAX] = 'x';
    text[LEX_NAME_MAX + 1] = '\0';
    assert_non_null(first(text).problem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_token_has_its_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_token_that_is_wrong_is_read_as_what_was_meant,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_percentage_is_a_fraction_of_one_hundred, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_place_counts_lines_and_bytes_from_one, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            the_words_between_two_tokens_are_quoted_with_single_spaces, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(
            a_quote_left_open_ends_with_its_line_and_spares_the_brace, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_and_names_have_a_longest, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
