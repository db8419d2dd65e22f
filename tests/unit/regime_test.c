/* What evidence looks up in the regimes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture_regimes.h"

static void the_family_is_the_id_without_its_year(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"annual-rating-2009", "annual-rating"},
        {"slac-2010", "slac"},
        {"jtai", "jtai"},
        {"focused-visit", "focused-visit"},
        {"-2010", "-2010"},
        {"a-20x0", "a-20x0"},
        {"a-20100", "a-20100"},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_true(
            str_equal(regime_family_of(str_of(cases[i][0])), str_of(cases[i][1])));
}

static void a_family_takes_the_member_valid_on_the_day_else_the_one_before(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year, month, day;
        const char *id;
    } cases[] = {
        {"annual-assessment", 2010, 8, 1, "annual-assessment-2010"},
        {"annual-assessment", 2010, 12, 31, "annual-assessment-2010"},
        {"annual-assessment", 2011, 1, 1, "annual-assessment-2011"},
        {"annual-assessment", 2020, 1, 1, "annual-assessment-2011"},
        {"annual-assessment", 2001, 1, 1, "annual-assessment-2010"},
        {"annual-assessment-2010", 2011, 6, 1, "annual-assessment-2010"},
        {"SLAC", 2010, 2, 1, "slac-2010"},
    };
    struct fixture_regimes f;
    const struct regimes *all = fixture_regimes_make(&f);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct regime *found =
            regimes_at(all, str_of(cases[i].name),
                       date_of(cases[i].year, cases[i].month, cases[i].day));
        assert_non_null(found);
        assert_true(str_equal(found->id, str_of(cases[i].id)));
    }
    assert_null(regimes_at(all, STR("jar"), date_of(2008, 2, 1)));
}

static void ids_and_families_are_known_and_others_are_not(void **state)
{
    (void)state;
    struct fixture_regimes f;
    const struct regimes *all = fixture_regimes_make(&f);
    assert_true(regimes_has(all, STR("slac")));
    assert_true(regimes_has(all, STR("slac-2010")));
    assert_false(regimes_has(all, STR("slac-2011")));
    assert_false(regimes_has(all, STR("setting")));
    assert_non_null(regimes_by_id(all, STR("slac-2010")));
    assert_null(regimes_by_id(all, STR("slac")));
}

static void a_judgement_is_found_by_path_or_by_an_end_that_is_unique(void **state)
{
    (void)state;
    struct fixture_regimes f;
    const struct regimes *all = fixture_regimes_make(&f);
    const struct regime *slac = regimes_by_id(all, STR("slac-2010"));
    static const char *const found[][2] = {
        {"safeguarding/overall", "safeguarding/overall"},
        {"Safeguarding/Overall", "safeguarding/overall"},
        {"responsiveness", "safeguarding/quality/responsiveness"},
        {"quality/responsiveness", "safeguarding/quality/responsiveness"},
        {" ambition ", "looked-after/ambition"},
        {"Looked after/overall", "looked-after/overall"},
        {"safeguarding", "safeguarding"},
    };
    for (size_t i = 0; i < COUNT_OF(found); i++) {
        const struct regime_judgement *judgement =
            regime_judgement(slac, str_of(found[i][0]));
        assert_non_null(judgement);
        assert_true(str_equal(judgement->id, str_of(found[i][1])));
    }
    static const char *const lost[] = {"overall", "ness", "", "quality", "/overall"};
    for (size_t i = 0; i < COUNT_OF(lost); i++)
        assert_null(regime_judgement(slac, str_of(lost[i])));
}

static void
a_row_answers_to_its_id_its_family_and_the_framework_of_its_start(void **state)
{
    (void)state;
    static const struct {
        const char *named, *asked;
        int year;
        bool match;
    } cases[] = {
        {"slac-2010", "slac-2010", 2010, true},
        {"slac-2010", "slac", 2010, true},
        {"slac", "slac-2010", 2010, true},
        {"SLAC", "slac", 2010, true},
        {"slac", "unannounced", 2010, false},
        {"annual-assessment", "annual-assessment-2010", 2010, true},
        {"annual-assessment", "annual-assessment-2011", 2011, true},
        {"annual-assessment", "annual-assessment-2011", 2010, false},
        {"annual-assessment-2010", "annual-assessment-2011", 2010, false},
        {"jar", "jar", 2008, true},
        {"jar-2008", "jar", 2008, true},
        {"jar", "jar-2008", 2008, true},
        {"jar-2007", "jar-2008", 2008, false},
        {"", "", 2008, false},
        {"slac", "", 2010, false},
    };
    struct fixture_regimes f;
    const struct regimes *all = fixture_regimes_make(&f);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(regimes_match(all, str_of(cases[i].named),
                                       str_of(cases[i].asked),
                                       date_of(cases[i].year, 9, 1)),
                         cases[i].match);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_family_is_the_id_without_its_year),
        cmocka_unit_test(a_family_takes_the_member_valid_on_the_day_else_the_one_before),
        cmocka_unit_test(ids_and_families_are_known_and_others_are_not),
        cmocka_unit_test(a_judgement_is_found_by_path_or_by_an_end_that_is_unique),
        cmocka_unit_test(
            a_row_answers_to_its_id_its_family_and_the_framework_of_its_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
