/* Words for shares as the framework language fixes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/bands.h"

/* The bands of annual-rating-2009. */
static struct bands rating_bands(struct band *at)
{
    static const struct str all[] = {{"all", 3}},
                            almost[] = {{"almost all", 10}, {"nearly all", 10}},
                            very[] = {{"very large majority", 19}, {"most", 4}},
                            large[] = {{"large majority", 14}},
                            more[] = {{"majority", 8}, {"just over half", 14}},
                            half[] = {{"half", 4}}, fewer[] = {{"minority", 8}},
                            small[] = {{"small minority", 14}},
                            tiny[] = {{"very small minority", 19}},
                            none[] = {{"almost none", 11}};
    const struct band bands[] = {
        {.words = all, .word_count = 1, .edge = {1, 1}, .point = true},
        {.words = almost, .word_count = 2, .edge = {97, 100}},
        {.words = very, .word_count = 2, .edge = {4, 5}},
        {.words = large, .word_count = 1, .edge = {13, 20}},
        {.words = more, .word_count = 2, .edge = {1, 2}, .edge_open = true},
        {.words = half, .word_count = 1, .edge = {1, 2}, .point = true},
        {.words = fewer, .word_count = 1, .edge = {7, 20}},
        {.words = small, .word_count = 1, .edge = {1, 5}},
        {.words = tiny, .word_count = 1, .edge = {1, 25}},
        {.words = none, .word_count = 1, .edge = {0, 1}},
    };
    enum { COUNT = sizeof bands / sizeof *bands };
    for (size_t i = 0; i < COUNT; i++)
        at[i] = bands[i];
    bands_close(at, COUNT);
    return (struct bands){at, COUNT};
}

static void a_word_is_the_interval_of_its_band(void **state)
{
    (void)state;
    static const struct {
        const char *word, *range;
    } cases[] = {
        {"all", "100%"},
        {"Almost all", "[97%, 100%]"},
        {"nearly all", "[97%, 100%]"},
        {"very large majority", "[80%, 97%)"},
        {"MOST", "[80%, 97%)"},
        {"large majority", "[65%, 80%)"},
        {"majority", "(50%, 65%)"},
        {"just over half", "(50%, 65%)"},
        {"half", "50%"},
        {"The large majority", "[65%, 80%)"},
        {"a  minority", "[35%, 50%)"},
        {"minority", "[35%, 50%)"},
        {"small minority", "[20%, 35%)"},
        {"very small minority", "[4%, 20%)"},
        {"almost none", "[0%, 4%)"},
    };
    struct arena *a = arena_new(MIB);
    struct band at[16];
    struct bands bands = rating_bands(at);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct interval range;
        assert_true(bands_read(&bands, str_of(cases[i].word), 0, &range));
        assert_string_equal(arena_copy(a, interval_text(a, range, true)).at,
                            cases[i].range);
    }
    arena_free(a);
}

static void a_counted_phrase_is_its_count(void **state)
{
    (void)state;
    static const struct {
        const char *phrase;
        int64_t total;
        bool read;
        struct ratio share;
    } cases[] = {
        {"three of the four", 0, true, {3, 4}},
        {"3 of the 5", 0, true, {3, 5}},
        {"3 of 5", 0, true, {3, 5}},
        {"one of its two", 0, true, {1, 2}},
        {"all but one", 7, true, {6, 7}},
        {"All but two", 7, true, {5, 7}},
        {"all but one", 0, false, {0, 1}},
        {"all but nine", 7, false, {0, 1}},
        {"five of the four", 0, false, {0, 1}},
        {"two of none", 0, false, {0, 1}},
        {"three of the four homes", 0, false, {0, 1}},
        {"very little", 0, false, {0, 1}},
        {"", 0, false, {0, 1}},
    };
    struct band at[16];
    struct bands bands = rating_bands(at);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct interval range;
        bool read = bands_read(&bands, str_of(cases[i].phrase), cases[i].total, &range);
        assert_int_equal(read, cases[i].read);
        assert_int_equal(ratio_compare(range.low, cases[i].share), 0);
        assert_int_equal(interval_is_point(range), read);
    }
}

static void a_share_finds_its_word(void **state)
{
    (void)state;
    static const struct {
        struct ratio share;
        const char *word;
    } cases[] = {{{1, 1}, "all"},
                 {{97, 100}, "almost all"},
                 {{96, 100}, "very large majority"},
                 {{65, 100}, "large majority"},
                 {{1, 2}, "half"},
                 {{51, 100}, "majority"},
                 {{49, 100}, "minority"},
                 {{0, 1}, "almost none"}};
    struct band at[16];
    struct bands bands = rating_bands(at);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct band *band = bands_of(&bands, cases[i].share);
        assert_non_null(band);
        assert_true(str_equal(band->words[0], str_of(cases[i].word)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_the_interval_of_its_band),
        cmocka_unit_test(a_counted_phrase_is_its_count),
        cmocka_unit_test(a_share_finds_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
