/* A picture's inspections and settings: what is open, what is counted beside what. */
#include "fixture_england.h"

static void no_overall_grade_is_asked_for_or_made_up(void **state)
{
    (void)state;
    struct england e = start("2026-06-18");
    add_joint_inspection(&e);
    add_event(&e, "ilacs", "2026-05-01", ASSURANCE_REPORT);
    add_grade(&e, "impact of leaders on social work practice", "leaders", 0);
    add_grade(&e, "children in care", "in-care", 1);
    add_grade(&e, "care leavers", "care-leavers", 1);
    const struct picture *p = draw(&e, "305");
    assert_int_equal(p->judgement_count, 3);
    struct str text = text_of(&e);
    assert_says(text, "Inspections since April 2026 give no overall grade.");
    assert_says(text, "care leavers");
    assert_true(p->judgements[1].before_joint && p->judgements[2].before_joint);
    assert_int_equal(p->judgements[0].before->position, 1);
    assert_not_said(json_of(&e), "\"judgement\":\"overall effectiveness\",\"grade\":"
                                 "\"requires improvement to be good\",\"from_best\":3,"
                                 "\"evidence\":[\"1:102\"],\"inspected\"");
    end(&e);
}

static void the_overall_grade_comes_first_where_there_is_one(void **state)
{
    (void)state;
    struct england e = start("2021-03-05");
    add_joint_inspection(&e);
    const struct picture *p = draw(&e, "305");
    assert_true(str_equal(p->judgements[0].grade->aspect, STR("overall")));
    assert_int_equal(p->graded->months, 11);
    end(&e);
}

static void items_are_open_until_services_are_graded_again(void **state)
{
    (void)state;
    static const struct {
        const char *framework, *on;
        bool graded, open;
    } later[] = {
        {"ilacs", "2023-05-05", true, false},
        {"ilacs", "2023-05-05", false, true},         /* no grade held of it */
        {"focused-visit", "2022-05-05", false, true}, /* a visit gives none */
        {"area-send", "2023-05-05", true, true},      /* another body's scale */
        {"ilacs", "2030-01-01", true, true},          /* not yet */
    };
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        struct england e = start("2024-06-01");
        add_joint_inspection(&e);
        add_event(&e, later[i].framework, later[i].on, ASSURANCE_REPORT);
        if (later[i].graded)
            add_grade(&e, "overall effectiveness", "overall", 1);
        draw(&e, "305");
        bool open = str_contains(text_of(&e), STR("The visits to children."));
        assert_int_equal(open, later[i].open);
        end(&e);
    }
}

static void third_party_grades_are_marked(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_event(&e, "ilacs", "2023-05-05", ASSURANCE_THIRD_PARTY);
    add_grade(&e, "overall effectiveness", "overall", 1);
    draw(&e, "305");
    assert_says(text_of(&e), "overview by a third party");
    end(&e);
}

/* ---- Settings */

static void add_setting(struct england *e, const char *urn, const char *service,
                        const char *as_at)
{
    *batch_add(e->facts, batch_setting, settings) =
        (struct batch_setting){.row = (uint32_t)e->facts->settings_count + 2,
                               .load = 1,
                               .urn = str_of(urn),
                               .code = STR("305"),
                               .service = str_of(service),
                               .name = STR("Rosebank House"),
                               .opened = DATE_NONE,
                               .closed = DATE_NONE,
                               .as_at = day(as_at),
                               .places = -1};
}

static void add_setting_grade(struct england *e, const char *urn, const char *inspected,
                              int position)
{
    static const char *const words[] = {"Outstanding", "Good", "Requires improvement",
                                        "Inadequate"};
    *batch_add(e->facts, batch_setting_grade, setting_grades) =
        (struct batch_setting_grade){.row = (uint32_t)e->facts->setting_grades_count + 2,
                                     .load = 1,
                                     .urn = str_of(urn),
                                     .aspect = STR("overall"),
                                     .inspected = day(inspected),
                                     .published = DATE_NONE,
                                     .grade = position < 0 ? STR("Consistently good")
                                                           : str_of(words[position]),
                                     .position = position};
}

static const struct survey_tally *tally_of(const struct england *e, const char *service)
{
    for (size_t i = 0; i < e->picture->setting_count; i++) {
        if (str_equal(e->picture->settings[i].service->id, str_of(service)))
            return e->picture->settings[i].own;
    }
    fail_msg("there are no %s", service);
    return NULL;
}

static void homes_are_counted_on_one_scale_and_framework(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    static const struct {
        const char *urn, *inspected;
        int position;
    } homes[] = {{"SC1", "2019-05-01", 1},
                 {"SC2", "2020-01-01", 2},
                 {"SC3", "2016-11-01", 1},  /* under the framework before April 2017 */
                 {"SC4", "2019-11-01", -1}, /* another scale */
                 {"SC5", "2021-01-01", 0}}; /* not yet */
    for (size_t i = 0; i < 5; i++) {
        add_setting(&e, homes[i].urn, "children's-home", "2020-03-31");
        add_setting_grade(&e, homes[i].urn, homes[i].inspected, homes[i].position);
    }
    add_setting_grade(&e, "SC2", "2018-01-01", 1); /* an older grade of SC2 */
    draw(&e, "305");
    const struct survey_tally *t = tally_of(&e, "children's-home");
    assert_int_equal(t->settings, 5);
    assert_int_equal(t->counted, 2);
    assert_int_equal(t->good, 1);
    assert_int_equal(t->earlier, 1);
    assert_int_equal(t->other_scale, 1);
    assert_int_equal(t->ungraded, 1);
    end(&e);
}

static void a_home_is_never_named(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    add_setting(&e, "SC1", "children's-home", "2020-03-31");
    add_setting_grade(&e, "SC1", "2019-05-01", 1);
    draw(&e, "305");
    assert_not_said(text_of(&e), "Rosebank");
    assert_not_said(json_of(&e), "Rosebank");
    assert_not_said(json_of(&e), "SC1");
    end(&e);
}

static void providers_are_those_of_the_last_list_by_the_day(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    add_setting(&e, "SC1", "children's-home", "2019-03-31");
    add_setting(&e, "SC2", "children's-home", "2020-03-31");
    add_setting(&e, "SC3", "children's-home", "2020-03-31");
    add_setting(&e, "SC4", "children's-home", "2021-03-31");
    draw(&e, "305");
    assert_int_equal(tally_of(&e, "children's-home")->settings, 2);
    end(&e);
}

static void schools_of_a_later_list_count_if_they_had_been_inspected(void **state)
{
    (void)state;
    struct england e = start("2011-08-31");
    static const struct {
        const char *urn, *inspected;
        int position;
    } schools[] = {{"100001", "2009-05-01", 1},
                   {"100002", "2011-03-01", 2},
                   {"100003", "2014-01-01", 1}}; /* first inspected later */
    for (size_t i = 0; i < 3; i++) {
        add_setting(&e, schools[i].urn, "primary-school", "2018-08-31");
        add_setting_grade(&e, schools[i].urn, schools[i].inspected, schools[i].position);
    }
    draw(&e, "305");
    const struct survey_tally *t = tally_of(&e, "primary-school");
    assert_int_equal(t->settings, 2);
    assert_int_equal(t->good, 1);
    assert_true(e.survey->schools_later);
    assert_says(text_of(&e), "Partial: before 2013");
    end(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_overall_grade_is_asked_for_or_made_up),
        cmocka_unit_test(the_overall_grade_comes_first_where_there_is_one),
        cmocka_unit_test(items_are_open_until_services_are_graded_again),
        cmocka_unit_test(third_party_grades_are_marked),
        cmocka_unit_test(homes_are_counted_on_one_scale_and_framework),
        cmocka_unit_test(a_home_is_never_named),
        cmocka_unit_test(providers_are_those_of_the_last_list_by_the_day),
        cmocka_unit_test(schools_of_a_later_list_count_if_they_had_been_inspected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
