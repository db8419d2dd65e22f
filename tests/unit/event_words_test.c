/* The words of files against the frameworks that are shipped: every path that the tables
 * give exists there, and every grade stands at the place that the framework gives it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "evidence/event_words.h"
#include "framework/registry.h"

static void assert_text(struct str found, const char *expected)
{
    if (!str_equal(found, str_of(expected)))
        fail_msg("found \"%.*s\"; expected \"%s\"", STR_ARG(found), expected);
}

static void an_event_is_of_a_family_and_a_kind(void **state)
{
    (void)state;
    static const struct {
        const char *framework, *said, *family, *type;
    } cases[] = {
        {"ilacs", "standard inspection", "ilacs", "standard inspection"},
        {"ilacs 2026", "short inspection", "ilacs", "short inspection"},
        {"ilacs", "ILACS Standard Inspection", "ilacs", "standard inspection"},
        {"ilacs", "ILACS Focused Visit", "focused-visit", "focused visit"},
        {"ilacs", "focused visit", "focused-visit", "focused visit"},
        {"ilacs", "LA Monitoring visit", "monitoring-visit", "monitoring visit"},
        {"ilacs", "short", "ilacs", "short inspection"},
        {"ilacs", "None", "ilacs", ""},
        {"ilacs", "", "ilacs", ""},
        {"sif", "re-inspection", "sif", "re-inspection"},
        {"laac 2013", "inspection of looked after children services", "laac",
         "inspection of looked after children services"},
        {"lscb review", "stand-alone review", "lscb", "stand-alone review"},
        {"area send", "full inspection", "area-send", "full inspection"},
        {"a new one", "a new kind", "a new one", "a new kind"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct event_kind kind =
            event_kind_of(str_of(cases[i].framework), str_of(cases[i].said));
        assert_text(kind.family, cases[i].family);
        assert_text(kind.type, cases[i].type);
    }
}

static const struct {
    const char *family, *judgement, *aspect;
    int year, month; /* of the inspection */
} judgements[] = {
    {"ilacs", "impact of leaders on social work practice", "leaders", 2019, 1},
    {"ilacs", "children who need help and protection", "protection", 2019, 1},
    {"ilacs", "children in care and care leavers", "care", 2022, 12},
    {"ilacs", "children in care", "in-care", 2023, 1},
    {"ilacs", "care leavers", "care-leavers", 2023, 1},
    {"ilacs", "overall effectiveness", "overall", 2026, 3},
    {"sif", "children who need help and protection", "protection", 2015, 1},
    {"sif", "children looked after and achieving permanence", "looked-after", 2015, 1},
    {"sif", "adoption performance", "looked-after/adoption", 2015, 1},
    {"sif", "care leavers", "looked-after/care-leavers", 2015, 1},
    {"sif", "leadership, management and governance", "leadership", 2015, 1},
    {"sif", "overall effectiveness", "overall", 2015, 1},
    {"sif", "local safeguarding children board", "safeguarding-board", 2015, 1},
    {"slac", "safeguarding services", "safeguarding/overall", 2010, 1},
    {"slac", "services for looked after children", "looked-after/overall", 2010, 1},
    {"area-send", "experiences and outcomes", "outcome", 2024, 1},
};

static void a_judgement_is_a_path_of_its_regime(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof judgements / sizeof *judgements; i++) {
        date on = date_of(judgements[i].year, judgements[i].month, 15);
        assert_text(event_aspect(str_of(judgements[i].family),
                                 str_of(judgements[i].judgement), on),
                    judgements[i].aspect);
    }
}

static const struct regime_judgement *shipped_judgement(const struct registry *shipped,
                                                        size_t i)
{
    date on = date_of(judgements[i].year, judgements[i].month, 15);
    const struct regime *regime =
        regimes_at(&shipped->regimes, str_of(judgements[i].family), on);
    return regime ? regime_judgement(regime, str_of(judgements[i].aspect)) : NULL;
}

static void every_path_is_in_a_shipped_framework(void **state)
{
    (void)state;
    struct arena *a = arena_new(256 * MIB);
    struct registry shipped;
    struct fault why;
    assert_int_equal(registry_shipped(a, &shipped, &why), OK);
    for (size_t i = 0; i < sizeof judgements / sizeof *judgements; i++) {
        date on = date_of(judgements[i].year, judgements[i].month, 15);
        const struct regime_judgement *found = shipped_judgement(&shipped, i);
        if (!found || !str_equal(found->id, str_of(judgements[i].aspect)))
            fail_msg("%s has no %s", judgements[i].family, judgements[i].aspect);
        assert_non_null(found->scale);
        assert_true(date_is_none(found->from) || date_compare(found->from, on) <= 0);
        assert_true(date_is_none(found->until) || date_compare(on, found->until) < 0);
    }
    arena_free(a);
}

static void the_joint_grade_of_care_is_never_one_of_the_two(void **state)
{
    (void)state;
    struct str joint = STR("children in care and care leavers");
    date before = date_of(2022, 12, 31), after = date_of(2023, 1, 1);
    assert_text(event_aspect(STR("ilacs"), joint, before), "care");
    assert_text(event_aspect(STR("ilacs"), joint, after), "");
    assert_text(event_aspect(STR("ilacs"), STR("children in care"), before), "");
    assert_text(event_aspect(STR("ilacs"), STR("care leavers"), before), "");
    assert_text(event_care_judgement(before), "children in care and care leavers");
    assert_text(event_care_judgement(after), "children in care");
}

static void there_is_no_overall_grade_from_april_2026(void **state)
{
    (void)state;
    struct str overall = STR("overall effectiveness");
    assert_text(event_aspect(STR("ilacs"), overall, date_of(2026, 3, 31)), "overall");
    assert_text(event_aspect(STR("ilacs"), overall, date_of(2026, 4, 1)), "");
}

static const struct {
    const char *family, *grade;
    int position;
} grades[] = {
    {"ilacs", "outstanding", 0},
    {"ilacs", "Good", 1},
    {"ilacs", "requires improvement", 2},
    {"ilacs", "Requires improvement to be good", 2},
    {"ilacs", "inadequate", 3},
    {"sif", "requires improvement to be good", 2},
    {"sif", "Inadequate", 3},
    {"slac", "adequate", 2},
    {"slac", "inadequate", 3},
    {"area-send", "Typically positive experiences and outcomes", 0},
    {"area-send", "inconsistent experiences and outcomes", 1},
    {"area-send", "Widespread and/or systemic failings", 2},
};

static void a_grade_stands_where_its_framework_has_it(void **state)
{
    (void)state;
    struct arena *a = arena_new(256 * MIB);
    struct registry shipped;
    struct fault why;
    assert_int_equal(registry_shipped(a, &shipped, &why), OK);
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        unsigned position = 99;
        size_t k = 0;
        while (!str_equal(str_of(judgements[k].family), str_of(grades[i].family)))
            k++;
        const struct regime_judgement *judged = shipped_judgement(&shipped, k);
        assert_int_equal(
            event_position(str_of(grades[i].family), str_of(grades[i].grade)),
            grades[i].position);
        assert_true(scale_find(judged->scale, str_of(grades[i].grade), &position));
        assert_int_equal(position, grades[i].position);
    }
    arena_free(a);
}

static void adequate_is_no_grade_where_improvement_is_required(void **state)
{
    (void)state;
    static const struct {
        const char *family, *grade;
        int position;
    } cases[] = {
        {"sif", "adequate", -1},
        {"ilacs", "adequate", -1},
        {"laac", "adequate", 2},
        {"child-protection", "adequate", 2},
        {"ilacs", "not judged", -1},
        {"sif", "", -1},
        {"jtai", "good", -1},
        {"area-send", "good", -1},
        /* Statistics of 2023 relabelled the adequate of these families. */
        {"laac", "requires improvement to be good", 2},
        {"slac", "requires improvement to be good", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(event_position(str_of(cases[i].family), str_of(cases[i].grade)),
                         cases[i].position);
}

static void assurance_is_said_or_seen_in_the_source(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum assurance assurance;
    } cases[] = {
        {"report pdf", ASSURANCE_REPORT},
        {"official statistics", ASSURANCE_OFFICIAL_STATISTICS},
        {"third-party overview (unverified)", ASSURANCE_THIRD_PARTY},
        {"inspections/80450/report - 20 september 2016.pdf", ASSURANCE_REPORT},
        {"LA_Inspection_Outcomes.ods", ASSURANCE_OFFICIAL_STATISTICS},
        {"ofsted_csc_ilacs_overview.xlsx", ASSURANCE_THIRD_PARTY},
        {"hearsay", ASSURANCE_NOT_GIVEN},
        {"", ASSURANCE_NOT_GIVEN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(event_assurance(str_of(cases[i].words)), cases[i].assurance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_of_a_family_and_a_kind),
        cmocka_unit_test(a_judgement_is_a_path_of_its_regime),
        cmocka_unit_test(every_path_is_in_a_shipped_framework),
        cmocka_unit_test(the_joint_grade_of_care_is_never_one_of_the_two),
        cmocka_unit_test(there_is_no_overall_grade_from_april_2026),
        cmocka_unit_test(a_grade_stands_where_its_framework_has_it),
        cmocka_unit_test(adequate_is_no_grade_where_improvement_is_required),
        cmocka_unit_test(assurance_is_said_or_seen_in_the_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
