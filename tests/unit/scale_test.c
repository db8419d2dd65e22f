/* Scales run best first, whatever their labels say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture_regimes.h"

static void a_grade_is_found_by_label_word_or_synonym_in_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned position;
    } cases[] = {
        {"1", 0},
        {"Outstanding", 0},
        {"outstanding", 0},
        {" GOOD ", 1},
        {"2", 1},
        {"satisfactory", 2},
        {"Adequate", 2},
        {"3", 2},
        {"inadequate", 3},
        {"4", 3},
        {"requires improvement", 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unsigned position = 99;
        assert_true(scale_find(scale_setting(), str_of(cases[i].text), &position));
        assert_int_equal(position, cases[i].position);
    }
}

static void what_the_scale_lacks_is_not_found(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", " ", "5", "0", "goo", "goods", "1 Outstanding"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        unsigned position = 99;
        assert_false(scale_find(scale_setting(), str_of(texts[i]), &position));
        assert_int_equal(position, 99);
    }
}

static void the_label_4_is_best_on_one_scale_and_worst_on_another(void **state)
{
    (void)state;
    unsigned performance, setting;
    assert_true(scale_find(&fixture_performance, STR("4"), &performance));
    assert_true(scale_find(scale_setting(), STR("4"), &setting));
    assert_int_equal(performance, 0);
    assert_int_equal(setting, 3);
}

static void scales_are_the_same_only_with_id_and_labels_alike(void **state)
{
    (void)state;
    struct rung swapped[4];
    struct scale other = fixture_performance;
    assert_true(scale_same(&fixture_performance, &other));
    assert_false(scale_same(&fixture_performance, scale_setting()));
    assert_false(scale_same(&fixture_performance, NULL));
    other.id = STR("other");
    assert_false(scale_same(&fixture_performance, &other));
    for (size_t i = 0; i < 4; i++)
        swapped[i] = fixture_performance_rungs[3 - i];
    other = (struct scale){fixture_performance.id, swapped, 4};
    assert_false(scale_same(&fixture_performance, &other));
    other = (struct scale){fixture_performance.id, fixture_performance_rungs, 3};
    assert_false(scale_same(&fixture_performance, &other));
}

static void a_set_of_grades_knows_its_ends_and_its_size(void **state)
{
    (void)state;
    gradeset all = gradeset_all(scale_setting());
    assert_int_equal(all.bits, 0xf);
    assert_int_equal(gradeset_count(all), 4);
    assert_int_equal(gradeset_best(all), 0);
    assert_int_equal(gradeset_worst(all), 3);
    gradeset two = gradeset_union(gradeset_one(1), gradeset_one(2));
    assert_int_equal(gradeset_count(two), 2);
    assert_int_equal(gradeset_best(two), 1);
    assert_int_equal(gradeset_worst(two), 2);
    assert_true(gradeset_has(two, 1));
    assert_false(gradeset_has(two, 0));
    assert_false(gradeset_has(two, SCALE_MAX));
    assert_false(gradeset_is_empty(two));
    assert_true(gradeset_is_empty((gradeset){0}));
    assert_int_equal(gradeset_worst(gradeset_one(SCALE_MAX - 1)), SCALE_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grade_is_found_by_label_word_or_synonym_in_any_case),
        cmocka_unit_test(what_the_scale_lacks_is_not_found),
        cmocka_unit_test(the_label_4_is_best_on_one_scale_and_worst_on_another),
        cmocka_unit_test(scales_are_the_same_only_with_id_and_labels_alike),
        cmocka_unit_test(a_set_of_grades_knows_its_ends_and_its_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
