#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/fault.h"
#include "base/str.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void assert_str(struct str got, const char *expected)
{
    struct str e = str_of(expected);
    if (!str_equal(got, e))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, STR_ARG(got));
}

static void bytes_order_texts_and_a_prefix_comes_first(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {
        {"", "", 0},   {"", "a", -1},       {"a", "", 1},         {"a", "ab", -1},
        {"b", "a", 1}, {"same", "same", 0}, {"\x7f", "\x80", -1}, {"A", "a", -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int got = str_compare(str_of(cases[i].a), str_of(cases[i].b));
        assert_int_equal(sign(got), cases[i].order);
        assert_int_equal(str_equal(str_of(cases[i].a), str_of(cases[i].b)),
                         cases[i].order == 0);
    }
}

static void an_absent_text_is_the_empty_one(void **state)
{
    (void)state;
    struct str none = {0};
    struct str rest;
    assert_true(str_is_empty(str_of(NULL)));
    assert_true(str_equal(none, STR("")));
    assert_int_equal(str_compare(none, STR("")), 0);
    assert_true(str_starts(none, STR("")));
    assert_true(str_ends(none, STR("")));
    assert_true(str_contains(none, STR("")));
    assert_false(str_contains(none, STR("a")));
    assert_int_equal(str_trim(none).len, 0);
    assert_int_equal(str_cut(none, ',', &rest).len, 0);
    assert_int_equal(rest.len, 0);
    assert_int_equal(str_find_last(none, '.'), 0);
}

static void folding_joins_the_cases_of_ascii_and_the_apostrophes(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"Good", "gOOD", true},
        {"children's home", "CHILDREN\xe2\x80\x99S Home", true},
        {"children's", "childrens", false},
        {"good", "goods", false},
        {"\xc3\x89", "\xc3\xa9", false}, /* E acute: only ASCII is folded */
        {"[", "{", false},
        {"@", "`", false},
        {"a'", "a\xe2\x80\x98", false},
        {"'", "\xe2\x80", false},
        {"", "", true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(str_equal_fold(str_of(cases[i].a), str_of(cases[i].b)),
                         cases[i].same);
        assert_int_equal(str_equal_fold(str_of(cases[i].b), str_of(cases[i].a)),
                         cases[i].same);
    }
}

static void starts_and_ends_are_whole(void **state)
{
    (void)state;
    assert_true(str_starts(STR("measures.csv"), STR("measures")));
    assert_false(str_starts(STR("mea"), STR("measures")));
    assert_true(str_ends(STR("measures.csv"), STR(".csv")));
    assert_false(str_ends(STR("csv"), STR(".csv")));
    assert_true(str_contains(STR("abcabd"), STR("abd")));
    assert_true(str_contains(STR("abc"), STR("c")));
    assert_false(str_contains(STR("abc"), STR("cd")));
    assert_false(str_contains(STR("ab"), STR("abc")));
}

static void trimming_takes_blanks_and_no_break_spaces_off_both_ends(void **state)
{
    (void)state;
    assert_str(str_trim(STR(" \t\r\n\xc2\xa0 in side\xc2\xa0\xc2\xa0 \n")), "in side");
    assert_str(str_trim(STR("\xc2\xa0")), "");
    assert_str(str_trim(STR("   ")), "");
    assert_str(str_trim(STR("\xc3\xa0")), "\xc3\xa0"); /* ends in the byte A0 */
    assert_str(str_trim(STR("a")), "a");
}

static void cutting_gives_the_part_before_the_first_mark(void **state)
{
    (void)state;
    struct str rest;
    assert_str(str_cut(STR("a:b:c"), ':', &rest), "a");
    assert_str(rest, "b:c");
    assert_str(str_cut(STR("abc"), ':', &rest), "abc");
    assert_str(rest, "");
    assert_str(str_cut(STR(":"), ':', &rest), "");
    assert_str(rest, "");
    assert_int_equal(str_find_last(STR("a.b.c"), '.'), 3);
    assert_int_equal(str_find_last(STR(".a"), '.'), 0);
    assert_int_equal(str_find_last(STR("abc"), '.'), 3);
}

static void distance_counts_edits_and_swaps_of_neighbours(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned limit, edits;
    } cases[] = {
        {"", "", 3, 0},
        {"", "abc", 3, 3},
        {"abc", "", 2, 3},
        {"good", "good", 0, 0},
        {"good", "GOOD", 0, 0},
        {"good", "god", 3, 1},
        {"god", "good", 3, 1},
        {"good", "food", 3, 1},
        {"adequate", "adqeuate", 3, 1},
        {"ab", "ba", 3, 1},
        {"ba", "ab", 0, 1},
        {"ca", "abc", 5, 3}, /* no edit inside what was swapped */
        {"kitten", "sitting", 9, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 1, 2},
        {"children's", "children\xe2\x80\x99s", 1, 0},
        {"abcd", "efgh", 2, 3},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str a = str_of(cases[i].a), b = str_of(cases[i].b);
        assert_int_equal(str_distance(a, b, cases[i].limit), cases[i].edits);
        assert_int_equal(str_distance(b, a, cases[i].limit), cases[i].edits);
    }
}

static void texts_over_64_bytes_are_never_near(void **state)
{
    (void)state;
    char text[65];
    memset(text, 'x', sizeof text);
    struct str most = {text, 64}, over = {text, 65};
    assert_int_equal(str_distance(most, most, 5), 0);
    assert_int_equal(str_distance(over, over, 5), 6);
    assert_int_equal(str_distance(most, over, 5), 6);
    assert_int_equal(str_nearest(over, &over, 1).len, 0);
}

static void the_nearest_name_is_within_a_third_and_the_first_on_a_tie(void **state)
{
    (void)state;
    static const struct str names[] = {
        {"outstanding", 11}, {"good", 4}, {"adequate", 8}, {"food", 4}, {"yes", 3},
    };
    static const struct {
        const char *said, *nearest;
    } cases[] = {
        {"oustandign", "outstanding"},
        {"Good", "good"},
        {"mood", "good"}, /* as near to food, which comes later */
        {"gd", ""},       /* two bytes allow no edit */
        {"gods", "good"}, /* four bytes allow two */
        {"yess", "yes"},
        {"yet", "yes"}, /* three allow one */
        {"yat", ""},
        {"adequ", ""}, /* three edits, two allowed */
        {"adequa", "adequate"},
        {"inadequate", "adequate"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_str(str_nearest(str_of(cases[i].said), names, COUNT(names)),
                   cases[i].nearest);
    assert_str(str_nearest(STR("good"), NULL, 0), "");
}

static void utf8_is_well_formed_or_the_first_bad_byte_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t bad; /* the length where there is none */
    } cases[] = {
        {"", 0},
        {"plain", 5},
        {"\xc2\x80\xdf\xbf", 4},
        {"\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf", 12},
        {"\xf0\x90\x80\x80\xf3\xbf\xbf\xbf\xf4\x8f\xbf\xbf", 12},
        {"a\x80", 1},    /* continuation alone */
        {"\xc0\x80", 0}, /* overlong, two bytes */
        {"\xc1\xbf", 0},
        {"\xe0\x9f\xbf", 0},     /* overlong, three */
        {"\xf0\x8f\xbf\xbf", 0}, /* overlong, four */
        {"ab\xed\xa0\x80", 2},   /* a surrogate */
        {"\xed\xbf\xbf", 0},
        {"\xf4\x90\x80\x80", 0}, /* past U+10FFFF */
        {"\xf5\x80\x80\x80", 0},
        {"\xff", 0},
        {"x\xc3", 1}, /* cut short */
        {"x\xe2\x82", 1},
        {"x\xf0\x9f\x98", 1},
        {"\xe2\x28\xa1", 0},
        {"\xe2\x82\x28", 0},
        {"\xf0\x9f\x98\x28", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str s = str_of(cases[i].bytes);
        size_t bad = s.len;
        assert_int_equal(str_is_utf8(s, &bad), cases[i].bad == s.len);
        assert_int_equal(bad, cases[i].bad);
    }
}

static void
a_fault_keeps_the_end_of_a_long_name_and_the_start_of_a_long_text(void **state)
{
    (void)state;
    struct fault why;
    char name[600], text[1000];
    memset(name, 'n', sizeof name);
    memcpy(name + sizeof name - 5, "/a.cs", 5);
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xc3\xa9", 2);
    status st = fault_at(&why, ERR_FORMAT, (struct str){name, sizeof name}, 7, 9, "x%.*s",
                         (int)sizeof text, text);
    assert_int_equal(st, ERR_FORMAT);
    assert_int_equal(why.code, ERR_FORMAT);
    assert_int_equal(why.line, 7);
    assert_int_equal(why.column, 9);
    assert_int_equal(strlen(why.file), sizeof why.file - 1);
    assert_true(str_ends(str_of(why.file), STR("/a.cs")));
    size_t bad;
    assert_true(str_is_utf8(str_of(why.text), &bad));
    assert_int_equal(strlen(why.text), sizeof why.text - 1);
    fault_at(&why, ERR_FORMAT, STR("f"), 0, 0, "xy%.*s", (int)sizeof text, text);
    assert_true(str_is_utf8(str_of(why.text), &bad));
    assert_int_equal(strlen(why.text), sizeof why.text - 2);
    char accents[201 * 2];
    for (size_t i = 0; i < sizeof accents; i += 2)
        memcpy(accents + i, "\xc3\xa9", 2);
    fault_at(&why, ERR_IO, (struct str){accents, sizeof accents}, 0, 0, "x");
    assert_int_equal(strlen(why.file), sizeof why.file - 2);
    assert_true(str_is_utf8(str_of(why.file), &bad));
}

static void a_fault_may_be_told_in_the_words_of_the_one_before(void **state)
{
    (void)state;
    struct fault why;
    fault_at(&why, ERR_IO, STR("a.csv"), 3, 4, "first");
    assert_int_equal(fault_set(&why, ERR_LIMIT, "then: %s", why.text), ERR_LIMIT);
    assert_string_equal(why.text, "then: first");
    assert_string_equal(why.file, "");
    assert_int_equal(why.line, 0);
    assert_int_equal(why.column, 0);
    assert_int_equal(fault_set(NULL, ERR_BUG, "nobody asks"), ERR_BUG);
    assert_int_equal(fault_at(NULL, ERR_IO, STR("f"), 1, 1, "nobody asks"), ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_order_texts_and_a_prefix_comes_first),
        cmocka_unit_test(an_absent_text_is_the_empty_one),
        cmocka_unit_test(folding_joins_the_cases_of_ascii_and_the_apostrophes),
        cmocka_unit_test(starts_and_ends_are_whole),
        cmocka_unit_test(trimming_takes_blanks_and_no_break_spaces_off_both_ends),
        cmocka_unit_test(cutting_gives_the_part_before_the_first_mark),
        cmocka_unit_test(distance_counts_edits_and_swaps_of_neighbours),
        cmocka_unit_test(texts_over_64_bytes_are_never_near),
        cmocka_unit_test(the_nearest_name_is_within_a_third_and_the_first_on_a_tie),
        cmocka_unit_test(utf8_is_well_formed_or_the_first_bad_byte_is_named),
        cmocka_unit_test(
            a_fault_keeps_the_end_of_a_long_name_and_the_start_of_a_long_text),
        cmocka_unit_test(a_fault_may_be_told_in_the_words_of_the_one_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
