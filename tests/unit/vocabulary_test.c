/* The words of the evidence folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/vocabulary.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static void
a_word_is_found_in_any_case_with_space_hyphen_and_underscore_alike(void **state)
{
    (void)state;
    static const struct {
        const struct vocabulary *in;
        const char *word;
        int value;
    } cases[] = {
        {&vocabulary_finding_kind, "priority-action", FINDING_PRIORITY_ACTION},
        {&vocabulary_finding_kind, "Priority Action", FINDING_PRIORITY_ACTION},
        {&vocabulary_finding_kind, " priority_action ", FINDING_PRIORITY_ACTION},
        {&vocabulary_finding_kind, "strength", FINDING_STRENGTH},
        {&vocabulary_relation, "in line", RELATION_IN_LINE},
        {&vocabulary_relation, "not-met", RELATION_NOT_MET},
        {&vocabulary_comparator, "own past", COMPARATOR_OWN_PAST},
        {&vocabulary_missing, "too few", MISSING_TOO_FEW},
        {&vocabulary_assurance, "third-party", ASSURANCE_THIRD_PARTY},
        {&vocabulary_polarity, "none", POLARITY_NONE},
        {&vocabulary_polarity, "context", POLARITY_CONTEXT},
        {&vocabulary_responsibility, "located-only", RESPONSIBILITY_LOCATED_ONLY},
        {&vocabulary_decision_kind, "sign off", DECISION_SIGN_OFF},
        {&vocabulary_dimension, "rank", DIMENSION_RANK},
        {&vocabulary_progress, "worse", PROGRESS_WORSE},
        {&vocabulary_status, "revised", STATUS_REVISED},
        {&vocabulary_quality, "rounds-to-zero", QUALITY_ROUNDS_TO_ZERO},
        {&vocabulary_table, "Published", TABLE_PUBLISHED},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int value = -1;
        assert_true(vocabulary_find(cases[i].in, str_of(cases[i].word), &value));
        assert_int_equal(value, cases[i].value);
    }
}

static void not_given_has_no_word(void **state)
{
    (void)state;
    int value = -1;
    assert_false(vocabulary_find(&vocabulary_progress, STR(""), &value));
    assert_false(vocabulary_find(&vocabulary_progress, STR("resolve"), &value));
    assert_int_equal(value, -1);
    assert_true(str_is_empty(vocabulary_word(&vocabulary_progress, PROGRESS_NOT_GIVEN)));
    assert_true(
        str_equal(vocabulary_word(&vocabulary_progress, PROGRESS_WORSE), STR("worse")));
}

static void a_misspelt_word_has_a_nearest_and_a_list(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    assert_true(str_equal(vocabulary_nearest(&vocabulary_finding_kind, STR("strenght")),
                          STR("strength")));
    assert_true(
        str_is_empty(vocabulary_nearest(&vocabulary_finding_kind, STR("zzzzzzzzz"))));
    assert_true(str_equal(vocabulary_list(a, &vocabulary_status),
                          STR("provisional, final, revised")));
    arena_free(a);
}

static void a_service_is_brought_to_the_spelling_of_the_vocabulary(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Children\xe2\x80\x99s home", "children's-home"},
        {"children's-homes", "children's-home"},
        {"Childrens homes", "children's-home"},
        {"childminders", "childminding"},
        {"Children's Centres", "children's-centre"},
        {"Primary schools", "primary-school"},
        {"PRUs", "pupil-referral-unit"},
        {"fostering services", "fostering"},
        {"Private fostering arrangements", "private-fostering"},
        {"school sixth forms", "sixth-form"},
        {"all", "all"},
        {"Short  break_unit", "short-break-unit"},
        {" Youth clubs ", "youth-clubs"},
        {"", ""},
    };
    struct arena *a = arena_new(MIB);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str name = vocabulary_service_name(a, str_of(cases[i][0]));
        if (!str_equal(name, str_of(cases[i][1])))
            fail_msg("%s gives %.*s", cases[i][0], STR_ARG(name));
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_word_is_found_in_any_case_with_space_hyphen_and_underscore_alike),
        cmocka_unit_test(not_given_has_no_word),
        cmocka_unit_test(a_misspelt_word_has_a_nearest_and_a_list),
        cmocka_unit_test(a_service_is_brought_to_the_spelling_of_the_vocabulary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
