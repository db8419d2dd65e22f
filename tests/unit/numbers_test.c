/* Numbers that a text says, and whether another text says them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "publish/numbers.h"

static struct str list_of(struct arena *a, const char *text)
{
    struct numbers all = numbers_new(a);
    struct buf out = buf_new(a, 4 * KIB);
    numbers_read(&all, str_of(text));
    for (size_t i = 0; i < all.count; i++) {
        const struct number *n = &all.at[i];
        buf_format(&out, "%s%.*s=%.*s%s", i ? "; " : "", STR_ARG(n->text),
                   STR_ARG(ratio_text(a, n->value, 4)), n->fraction ? " of a whole" : "");
    }
    return buf_text(&out);
}

static void figures_and_words_are_read_as_numbers(void **state)
{
    static const struct {
        const char *text, *numbers;
    } cases[] = {
        {"", ""},
        {"No number at all", ""},
        {"34 of 41", "34=34; 41=41"},
        {"1,204.5 children, 60%", "1,204.5=1204.5; 60=60"},
        {"in 2005/06, 7.", "2005=2005; 06=6; 7=7"},
        {"1,2 and 12,34 and 12,345,678", "1=1; 2=2; 12=12; 34=34; 12,345,678=12345678"},
        {"Three of the four", "Three=3; four=4"},
        {"twenty-one, thirty two, forty, 5",
         "twenty-one=21; thirty two=32; forty=40; 5=5"},
        {"two hundred", "two hundred=200"},
        {"hundred hundred", "hundred=100; hundred=100"},
        {"two thirds and half", "two thirds=0.6667 of a whole; half=0.5 of a whole"},
        {"a quarter. Two. Thirds", "quarter=0.25 of a whole; Two=2; "
                                   "Thirds=0.3333 of a whole"},
        {"both homes; everyone; tense", "both=2"},
        {"12345678901234567890", "12345678901234567890=9223372036854775807"},
        {"caf\xc3\xa9 nine", "nine=9"},
    };
    struct arena *a = arena_new(64 * MIB);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str read = list_of(a, cases[i].text);
        if (!str_equal(read, str_of(cases[i].numbers)))
            fail_msg("%s: %.*s", cases[i].text, STR_ARG(read));
    }
    arena_free(a);
}

static void a_number_is_held_where_it_is_said_at_least_as_exactly(void **state)
{
    static const struct {
        const char *said, *known;
        bool held;
    } cases[] = {
        {"34", "34 of 41", true},
        {"35", "34 of 41", false},
        {"6.9", "6.93%", true},
        {"7", "6.93%", true},
        {"6.93", "6.9%", false},
        {"6.8", "6.93%", false},
        {"three", "3 of 5", true},
        {"five", "three of 5", true},
        {"6", "3 of 5", false},
        {"two thirds", "66.7%", true},
        {"two thirds", "60%", false},
        {"half", "50%", true},
        {"half", "half", true},
        {"1,204", "1204", true},
        {"2009", "July 2009", true},
        {"2010", "July 2009", false},
        {"4", "", false},
    };
    struct arena *a = arena_new(64 * MIB);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct numbers said = numbers_new(a), known = numbers_new(a);
        numbers_read(&said, str_of(cases[i].said));
        numbers_read(&known, str_of(cases[i].known));
        assert_int_equal(said.count, 1);
        if (numbers_hold(&known, &said.at[0]) != cases[i].held)
            fail_msg("%s in %s", cases[i].said, cases[i].known);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_and_words_are_read_as_numbers),
        cmocka_unit_test(a_number_is_held_where_it_is_said_at_least_as_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
