/* Words as terms, and the themes they put a text under. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "profile/themes.h"

static void assert_stem(const char *word, const char *expected)
{
    char room[TERM_LONGEST];
    struct str stem = {room, terms_stem(str_of(word), room)};
    if (!str_equal(stem, str_of(expected)))
        fail_msg("%s: found \"%.*s\"; expected \"%s\"", word, STR_ARG(stem), expected);
}

static void forms_of_one_word_have_one_stem(void **state)
{
    (void)state;
    static const char *const forms[][4] = {
        {"assess", "assessments", "Assessing", "assessed"},
        {"plan", "plans", "planning", "planned"},
        {"supervis", "supervision", "supervise", "supervisory"},
        {"child", "children", "CHILDREN", "child"},
        {"tim", "timely", "timeliness", "time"},
        {"permanent", "permanence", "permanency", "permanent"},
        {"alloc", "allocation", "allocated", "allocate"},
        {"homeless", "homelessness", "homeless", "HOMELESS"},
        {"policy", "policies", "policy", "Policy"},
        {"recruit", "recruitment", "recruiting", "recruit"},
        {"leader", "leadership", "leaders", "leader"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        for (size_t k = 1; k < 4; k++)
            assert_stem(forms[i][k], forms[i][0]);
    }
}

static void words_that_only_look_like_forms_stay(void **state)
{
    (void)state;
    static const char *const words[] = {"need",    "family", "analysis",  "early", "16",
                                        "missing", "status", "placement", "risk",  "17s"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_stem(words[i], words[i]);
    assert_stem("", "");
}

static void a_word_that_never_ends_is_cut(void **state)
{
    (void)state;
    char room[TERM_LONGEST];
    static const char word[] =
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    assert_int_equal(terms_stem(str_of(word), room), TERM_LONGEST);
}

/* The terms of a text, parted by bars. */
static struct str terms_of(struct arena *a, struct terms *terms, const char *text)
{
    struct term_uses uses = terms_read(terms, a, str_of(text));
    struct str all = STR("");
    for (size_t i = 0; i < uses.count; i++)
        all = arena_format(a, "%.*s%s%.*s", STR_ARG(all), i ? "|" : "",
                           STR_ARG(terms_text(terms, uses.at[i].term)));
    return all;
}

static void a_text_is_its_words_that_say_something(void **state)
{
    (void)state;
    static const struct {
        const char *text, *terms;
    } cases[] = {
        {"", ""},
        {" \t.,;!", ""},
        {"Ensure that the and of", ""},
        {"The quality of supervision.", "quality|supervis"},
        {"Looked after children's plans", "children in care|plan"},
        {"children who are looked after", "children in care"},
        {"children in care", "children in care"},
        {"CHILDREN IN CARE", "children in care"},
        {"The child\xe2\x80\x99s voice", "child|voic"},
        {"the child's voice", "child|voic"},
        {"IROs and independent reviewing officers",
         "reviewing officers|reviewing officers"},
        {"16- and 17-year-olds", "16|17|year|old"},
        {"decision- making", "decis"},
        {"supervision (paragraphs 12, 14 and 90)", "supervis"},
        {"supervision (paras 12", "supervis"},
        {"supervision (monthly)", "supervis|month"},
        {"Children in need of help and protection", "help and protection"},
        {"caf\xc3\xa9 visits", "caf\xc3\xa9|visit"},
        {"visits\xff\xfe to \xe2\x80", "visit"},
        {"bullet \xe2\x80\xa2 visits", "bullet|visit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *a = arena_new(16 * MIB);
        struct str found = terms_of(a, terms_new(a), cases[i].text);
        if (!str_equal(found, str_of(cases[i].terms)))
            fail_msg("\"%s\": found \"%.*s\"; expected \"%s\"", cases[i].text,
                     STR_ARG(found), cases[i].terms);
        arena_free(a);
    }
}

static void a_use_keeps_the_words_it_was_made_of(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct terms *terms = terms_new(a);
    struct term_uses uses =
        terms_read(terms, a, STR("the Looked after Children; their reviews"));
    assert_int_equal(uses.count, 2);
    assert_true(str_equal(uses.at[0].word, STR("Looked after Children")));
    assert_true(str_equal(uses.at[1].word, STR("reviews")));
    arena_free(a);
}

static void looking_adds_no_term(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct terms *terms = terms_new(a);
    terms_read(terms, a, STR("reviews"));
    size_t count = terms_count(terms);
    struct term_uses uses = terms_look(terms, a, STR("zeppelin reviews"));
    assert_int_equal(terms_count(terms), count);
    assert_int_equal(uses.count, 2);
    assert_int_equal(uses.at[0].term, TERM_UNKNOWN);
    assert_true(uses.at[1].term >= 0);
    arena_free(a);
}

static void numbers_are_given_in_the_order_of_reading(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct terms *terms = terms_new(a);
    size_t first = terms_count(terms);
    for (size_t i = 0; i < 20000; i++) /* past every widening of the table */
        terms_read(terms, a, arena_format(a, "x%zu", i));
    assert_int_equal(terms_count(terms), first + 20000);
    struct term_uses uses = terms_look(terms, a, STR("x0 x19999"));
    assert_int_equal(uses.at[0].term, first);
    assert_int_equal(uses.at[1].term, first + 19999);
    arena_free(a);
}

/* ---- Themes */

static void words_put_a_text_under_a_theme(void **state)
{
    (void)state;
    static const struct {
        const char *text, *theme;
        bool is;
    } cases[] = {
        {"The quality of return home interviews", "missing", true},
        {"Health information for care leavers", "health-histories", true},
        {"Health histories", "health-histories", true},
        {"Health assessments of children in care", "health-histories", false},
        {"Caseloads that allow good work", "workforce", true},
        {"Homeless 16- and 17-year-olds", "homeless", true},
        {"The designated officer", "lado", true},
        {"LADO", "lado", true},
        {"The use of the public law outline", "pre-proceedings", true},
        {"Pre-proceedings work", "pre-proceedings", true},
        {"Education of children in care", "education-in-care", true},
        {"Education of children who are disabled", "education-in-care", false},
        {"Supervision", "early-help", false},
        {"", "supervision", false},
    };
    struct arena *a = arena_new(16 * MIB);
    struct terms *terms = terms_new(a);
    struct themes *themes = themes_new(a, terms);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t theme = themes_find(str_of(cases[i].theme));
        struct term_uses uses = terms_look(terms, a, str_of(cases[i].text));
        assert_true(theme < themes_count());
        if (themes_has(themes_of(themes, uses), theme) != cases[i].is)
            fail_msg("\"%s\" and %s", cases[i].text, cases[i].theme);
        assert_int_equal(themes_why(themes, uses, theme).len > 0, cases[i].is);
    }
    arena_free(a);
}

static void a_theme_is_found_by_id_or_title(void **state)
{
    (void)state;
    assert_int_equal(themes_find(STR("LADO")), themes_find(STR("lado")));
    assert_int_equal(themes_find(STR("allegations against professionals")),
                     themes_find(STR("lado")));
    assert_int_equal(themes_find(STR("nothing")), themes_count());
    for (size_t i = 0; i < themes_count(); i++)
        assert_int_equal(themes_find(themes_at(i)->id), i);
}

static void judgements_of_two_frameworks_are_one(void **state)
{
    (void)state;
    assert_int_equal(themes_judgement(STR("leadership")),
                     themes_judgement(STR("leaders")));
    assert_int_equal(themes_judgement(STR("looked-after")), JUDGED_CARE);
    assert_int_equal(themes_judgement(STR("safeguarding-board")), JUDGED_NOT);
    assert_int_equal(themes_judged_in(JUDGED_ADOPTION), JUDGED_IN_CARE);
    assert_int_equal(themes_judged_in(JUDGED_CARE), JUDGED_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_one_word_have_one_stem),
        cmocka_unit_test(words_that_only_look_like_forms_stay),
        cmocka_unit_test(a_word_that_never_ends_is_cut),
        cmocka_unit_test(a_text_is_its_words_that_say_something),
        cmocka_unit_test(a_use_keeps_the_words_it_was_made_of),
        cmocka_unit_test(looking_adds_no_term),
        cmocka_unit_test(numbers_are_given_in_the_order_of_reading),
        cmocka_unit_test(words_put_a_text_under_a_theme),
        cmocka_unit_test(a_theme_is_found_by_id_or_title),
        cmocka_unit_test(judgements_of_two_frameworks_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
