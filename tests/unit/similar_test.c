/* Who had this problem before, on a small England: what is alike and why, what followed
 * and when, and what is not known yet. */
#include "fixture_england.h"
#include "publish/similar_json.h"

/* An inspection of `code` with one overall grade (-2: none at all) and one item. */
static void add_inspection(struct england *e, const char *code, const char *on,
                           int overall, const char *item)
{
    add_event(e, "ilacs", on, ASSURANCE_REPORT);
    e->facts->events[e->facts->events_count - 1].code = str_of(code);
    if (overall > -2)
        add_grade(e, "overall effectiveness", "overall", overall < 0 ? 3 : overall);
    if (overall == -1)
        e->facts->event_grades[e->facts->event_grades_count - 1].position = -1;
    if (item)
        add_item(e, item);
}

static void add_visit(struct england *e, const char *code, const char *family,
                      const char *on)
{
    add_event(e, family, on, ASSURANCE_REPORT);
    e->facts->events[e->facts->events_count - 1].code = str_of(code);
}

static const struct similar_index *index_of(struct england *e)
{
    draw(e, "305");
    return similar_index_build(e->a, &e->survey->source, e->options.at);
}

static struct similar_list find(struct england *e, const struct similar_index *index,
                                const char *text)
{
    struct similar_query query = {.text = str_of(text), .before = DATE_NONE, .limit = 10};
    return similar_find(e->a, index, &query);
}

static const struct merged_event *event_of(const struct similar_index *index,
                                           const struct similar_match *match)
{
    return &index->source.events->at[match->item->event];
}

static void assert_code(const struct similar_index *index,
                        const struct similar_match *match, const char *code)
{
    struct str found = event_of(index, match)->code;
    if (!str_equal(found, str_of(code)))
        fail_msg("found %.*s; expected %s", STR_ARG(found), code);
}

/* ---- What is alike */

static void the_item_that_shares_rare_words_comes_first_and_says_which(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-01", 2, "The quality of plans for children.");
    add_inspection(&e, "304", "2019-03-01", 2, "The analysis of return home interviews.");
    add_inspection(&e, "306", "2019-04-01", 2, "The quality of supervision.");
    const struct similar_index *index = index_of(&e);
    struct similar_list list = find(&e, index, "Quality of return interviews");
    assert_int_equal(list.count, 3);
    assert_code(index, &list.matches[0], "304");
    assert_int_equal(list.matches[0].shared_count, 1);
    assert_true(str_equal(list.matches[0].shared[0].asked, STR("return interviews")));
    assert_true(
        str_equal(list.matches[0].shared[0].found, STR("return home interviews")));
    assert_true(themes_has(list.matches[0].themes, themes_find(STR("missing"))));
    assert_true(list.matches[0].score > list.matches[1].score);
    end(&e);
}

static void a_text_is_wholly_like_itself_and_nothing_is_more(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-01", 2, "The voice of children in care.");
    add_inspection(&e, "304", "2019-03-01", 2, "Supervision.");
    struct similar_list list = find(&e, index_of(&e), "The voice of children in care.");
    assert_true(list.matches[0].likeness > 0.999 && list.matches[0].likeness <= 1);
    end(&e);
}

static void a_tie_goes_to_the_later_inspection_then_by_code(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "306", "2019-02-01", 2, "Supervision.");
    add_inspection(&e, "304", "2019-02-01", 2, "Supervision.");
    add_inspection(&e, "309", "2020-02-01", 2, "Supervision.");
    add_inspection(&e, "303", "2020-03-01", 2, "Plans.");
    const struct similar_index *index = index_of(&e);
    struct similar_list list = find(&e, index, "supervision");
    assert_int_equal(list.count, 3);
    assert_code(index, &list.matches[0], "309");
    assert_code(index, &list.matches[1], "304");
    assert_code(index, &list.matches[2], "306");
    end(&e);
}

static void an_inspection_is_shown_once_and_counted_by_item(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-01", 2, "The quality of supervision.");
    add_item(&e, "The recording of supervision.");
    add_inspection(&e, "303", "2022-02-01", 2, "Supervision.");
    add_inspection(&e, "304", "2022-02-01", 2, "Plans.");
    struct similar_list list = find(&e, index_of(&e), "Supervision");
    assert_int_equal(list.count, 2);
    assert_int_equal(list.alike, 3);
    assert_int_equal(list.alike_inspections, 2);
    assert_int_equal(list.alike_authorities, 1);
    end(&e);
}

static void words_that_no_item_has_are_named_not_matched(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-01", 2, "Supervision.");
    const struct similar_index *index = index_of(&e);
    assert_int_equal(find(&e, index, "zeppelins").count, 0);
    assert_int_equal(find(&e, index, "").count, 0);
    assert_int_equal(find(&e, index, "the and of").count, 0);
    end(&e);
}

static void strengths_and_summaries_of_joint_inspections_are_no_items(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-01", 2, "Supervision.");
    e.facts->items[0].heading = STR("The local authority has the following strengths:");
    add_visit(&e, "304", "jtai", "2019-02-01");
    add_item(&e, "Supervision.");
    const struct similar_index *index = index_of(&e);
    assert_int_equal(index->item_count, 0);
    assert_int_equal(index->strengths, 1);
    end(&e);
}

static void nothing_later_than_the_day_is_seen(void **state)
{
    (void)state;
    struct england e = start("2020-06-01");
    add_inspection(&e, "303", "2019-02-01", 2, "Supervision.");
    add_inspection(&e, "303", "2020-06-02", 1, NULL);
    add_inspection(&e, "304", "2020-06-02", 2, "Supervision.");
    const struct similar_index *index = index_of(&e);
    assert_int_equal(index->item_count, 1);
    struct similar_after after = similar_after(index, index->items[0].event);
    assert_null(after.next);
    assert_int_equal(after.waited, 16);
    end(&e);
}

/* ---- What followed */

static void a_later_grade_is_better_the_same_worse_or_not_compared(void **state)
{
    (void)state;
    static const struct {
        int before, after;
        enum similar_change change;
    } cases[] = {{3, 2, CHANGE_BETTER},
                 {1, 1, CHANGE_SAME},
                 {0, 3, CHANGE_WORSE},
                 {-1, 2, CHANGE_NOT_COMPARED}}; /* adequate, or not judged */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start("2024-06-01");
        add_inspection(&e, "303", "2019-02-05", cases[i].before, "Supervision.");
        add_inspection(&e, "303", "2022-02-04", cases[i].after, NULL);
        const struct similar_index *index = index_of(&e);
        struct similar_after after = similar_after(index, index->items[0].event);
        assert_int_equal(after.months, 35);
        assert_int_equal(similar_pair_of(&after, JUDGED_OVERALL)->change,
                         cases[i].change);
        end(&e);
    }
}

static void grades_of_two_scales_are_not_compared(void **state)
{
    (void)state;
    static const struct {
        const char *family;
        enum similar_change change;
    } cases[] = {{"sif", CHANGE_BETTER}, {"slac", CHANGE_NOT_COMPARED}};
    for (size_t i = 0; i < 2; i++) {
        struct england e = start("2024-06-01");
        add_visit(&e, "303", cases[i].family, "2014-02-05");
        add_grade(&e, "overall effectiveness", "overall", 2);
        add_item(&e, "Supervision.");
        add_inspection(&e, "303", "2019-02-04", 1, NULL);
        const struct similar_index *index = index_of(&e);
        struct similar_after after = similar_after(index, index->items[0].event);
        assert_int_equal(after.pairs[0].change, cases[i].change);
        end(&e);
    }
}

static void without_an_overall_grade_each_judgement_is_compared(void **state)
{
    (void)state;
    struct england e = start("2026-07-01");
    add_inspection(&e, "303", "2020-02-05", 2, "Supervision.");
    add_grade(&e, "impact of leaders on social work practice", "leaders", 2);
    add_inspection(&e, "303", "2026-05-05", -2, NULL);
    add_grade(&e, "impact of leaders on social work practice", "leaders", 1);
    const struct similar_index *index = index_of(&e);
    struct similar_after after = similar_after(index, index->items[0].event);
    const struct similar_pair *overall = similar_pair_of(&after, JUDGED_OVERALL);
    assert_null(overall->after);
    assert_int_equal(overall->change, CHANGE_NOT_COMPARED);
    assert_int_equal(similar_pair_of(&after, JUDGED_LEADERS)->change, CHANGE_BETTER);
    struct similar_summary sum =
        similar_summary(e.a, index, themes_find(STR("supervision")));
    assert_int_equal(sum.followed, 1);
    assert_int_equal(sum.compared, 0);
    assert_int_equal(sum.own_better, 1);
    end(&e);
}

static void a_visit_comes_back_first_but_grades_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *family;
        bool looks;
    } visits[] = {{"focused-visit", true},
                  {"monitoring-visit", true},
                  {"jtai", true},
                  {"area-send", false},
                  {"lscb", false}};
    for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
        struct england e = start("2024-06-01");
        add_inspection(&e, "303", "2019-02-05", 2, "Supervision.");
        add_visit(&e, "303", visits[i].family, "2020-02-05");
        add_inspection(&e, "303", "2022-02-05", 1, NULL);
        const struct similar_index *index = index_of(&e);
        struct similar_after after = similar_after(index, index->items[0].event);
        assert_int_equal(after.months, 36);
        assert_int_equal(after.look_months, visits[i].looks ? 12 : 36);
        end(&e);
    }
}

static void a_row_without_a_start_soon_after_is_no_second_inspection(void **state)
{
    (void)state;
    static const struct {
        const char *published;
        int months;
    } cases[] = {{"2019-04-20", 36}, {"2019-09-30", 36}, {"2019-10-01", 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start("2024-06-01");
        add_inspection(&e, "303", "2019-02-05", 2, "Supervision.");
        e.facts->events[0].published = day("2019-04-01");
        add_inspection(&e, "303", "2019-04-20", 2, NULL);
        e.facts->events[1].start = e.facts->events[1].end = DATE_NONE;
        e.facts->events[1].event_type = STR("re-inspection");
        e.facts->events[1].published = day(cases[i].published);
        add_inspection(&e, "303", "2022-02-05", 1, NULL);
        const struct similar_index *index = index_of(&e);
        struct similar_after after = similar_after(index, index->items[0].event);
        assert_int_equal(after.months, cases[i].months);
        end(&e);
    }
}

static void an_authority_that_ended_waits_no_longer(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "301", "2019-03-31", 2, "Supervision."); /* ended March 2021 */
    add_inspection(&e, "303", "2019-06-01", 2, "Supervision.");
    const struct similar_index *index = index_of(&e);
    struct similar_after ended = similar_after(index, index->items[0].event);
    struct similar_after waiting = similar_after(index, index->items[1].event);
    assert_true(ended.ended && ended.waited == 24);
    assert_true(!waiting.ended && waiting.waited == 60);
    end(&e);
}

static void a_theme_is_summed_over_inspections_and_those_waiting_apart(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2014-02-05", 3, "Supervision.");
    add_inspection(&e, "303", "2016-02-05", 2, "Supervision and plans.");
    add_inspection(&e, "303", "2020-02-05", 2, "Early help.");
    add_inspection(&e, "304", "2018-02-05", 1, "Supervision.");
    add_inspection(&e, "304", "2021-02-05", 2, NULL); /* its list is not held */
    add_inspection(&e, "306", "2023-02-05", 1, "Supervision.");
    add_inspection(&e, "301", "2020-02-05", 1, "Supervision.");
    const struct similar_index *index = index_of(&e);
    struct similar_summary sum =
        similar_summary(e.a, index, themes_find(STR("supervision")));
    assert_int_equal(sum.items, 5);
    assert_int_equal(sum.inspections, 5);
    assert_int_equal(sum.authorities, 4);
    assert_int_equal(sum.followed, 3);
    assert_int_equal(sum.better, 1);
    assert_int_equal(sum.same, 1);
    assert_int_equal(sum.worse, 1);
    assert_int_equal(sum.listed, 2);
    assert_int_equal(sum.again, 1);
    assert_int_equal(sum.waiting, 1);
    assert_int_equal(sum.waited_high, 15);
    assert_int_equal(sum.ended, 1);
    assert_int_equal(sum.months_low, 24);
    assert_int_equal(sum.months_high, 48);
    assert_true(sum.months_median > 35.9 && sum.months_median < 36.1);
    struct similar_summary all = similar_summary(e.a, index, themes_count());
    assert_int_equal(all.inspections, 6);
    assert_int_equal(all.again, 2);
    end(&e);
}

/* ---- One authority */

static void an_authority_is_laid_beside_earlier_inspections_of_others(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "305", "2016-02-05", 2, "Supervision.");
    add_inspection(&e, "305", "2020-02-05", 2, "Supervision.");
    add_item(&e, "Early help.");
    add_inspection(&e, "305", "2023-02-05", 2, NULL);
    add_inspection(&e, "303", "2019-02-05", 2, "Supervision.");
    add_inspection(&e, "304", "2021-02-05", 2, "Supervision."); /* later */
    const struct similar_index *index = index_of(&e);
    struct similar_area *area = similar_for_area(e.a, index, STR("305"), 0, 3);
    assert_int_equal(area->count, 2);
    assert_int_equal(area->on.days, day("2020-02-05").days);
    assert_true(area->superseded);
    assert_int_equal(area->items[0].list.count, 1);
    assert_code(index, &area->items[0].list.matches[0], "303");
    assert_int_equal(area->items[1].list.count, 0);
    theme_set only = (theme_set)1 << themes_find(STR("early-help"));
    assert_int_equal(similar_for_area(e.a, index, STR("305"), only, 3)->count, 1);
    assert_null(similar_for_area(e.a, index, STR("310"), 0, 3)->event);
    end(&e);
}

/* ---- Said */

static struct similar_report ask(struct england *e, const char *text)
{
    struct similar_report report = {.text = str_of(text), .index = index_of(e)};
    report.of_text = find(e, report.index, text);
    report.summaries = similar_summaries(e->a, report.index, report.of_text.themes);
    return report;
}

static struct str page_of(struct england *e, const struct similar_report *report)
{
    struct buf out = buf_new(e->a, 16 * MIB);
    struct str why = {0};
    struct document *page = similar_page(e->a, report);
    if (!document_is_sound(page, &why))
        fail_msg("%.*s", STR_ARG(why));
    render_html(page, &out);
    return buf_text(&out);
}

static void a_page_says_why_and_what_followed(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-05", 3, "The quality of supervision <b>.");
    add_visit(&e, "303", "focused-visit", "2020-02-05");
    add_inspection(&e, "303", "2022-02-05", 2, NULL);
    add_inspection(&e, "306", "2023-02-05", 1, "Supervision.");
    struct similar_report report = ask(&e, "supervision zeppelins");
    struct str page = page_of(&e, &report);
    assert_says(page, "No item has the word \xe2\x80\x9czeppelins\xe2\x80\x9d.");
    assert_says(page, "It shares the word supervision (");
    assert_says(page,
                "Next graded after 3 years (ILACS short inspection, 5 February "
                "2022): overall effectiveness inadequate, then requires improvement "
                "to be good: better.");
    assert_says(page, "Focused visit, 5 February 2020, after 12 months.");
    assert_says(page, "Not graded again so far, for 15 months.");
    assert_says(page, "supervision &lt;b&gt;");
    assert_says(page, "36 to 36"); /* of fewer than five no median */
    struct buf json = buf_new(e.a, 16 * MIB);
    similar_json(&report, &json);
    assert_says(buf_text(&json), "\"unknown_words\":[\"zeppelins\"]");
    assert_says(buf_text(&json), "\"months\":{\"median\":null,\"low\":36,\"high\":36}");
    assert_says(buf_text(&json), "\"change\":\"better\"");
    end(&e);
}

static void a_long_item_is_headed_by_its_first_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *heading;
    } cases[] = {
        {"Supervision.", "1. Supervision."},
        {"The quality of supervision of social workers who work with children in care.",
         "1. The quality of supervision of social workers who work with \xe2\x80\xa6"},
        /* no space, and a character of two bytes across the end */
        {"supervisionsupervisionsupervisionsupervisionsupervision1234\xc3\xa9supervision",
         "1. supervisionsupervisionsupervisionsupervisionsupervision1234 \xe2\x80\xa6"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start("2024-06-01");
        add_inspection(&e, "305", "2023-02-05", 1, cases[i].text);
        struct similar_report report = {.index = index_of(&e)};
        report.area = &e.survey->source.cube->areas[e.picture->area];
        report.of_area = similar_for_area(e.a, report.index, STR("305"), 0, 3);
        report.summaries = similar_summaries(e.a, report.index, report.of_area->themes);
        assert_says(page_of(&e, &report), cases[i].heading);
        end(&e);
    }
}

static void care_leavers_graded_with_children_in_care_before_are_said_so(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_inspection(&e, "303", "2019-02-05", 2, "Pathway plans for care leavers.");
    add_grade(&e, "children in care and care leavers", "care", 1);
    add_inspection(&e, "303", "2023-02-05", 2, NULL);
    add_grade(&e, "care leavers", "care-leavers", 0);
    struct similar_report report = ask(&e, "pathway plans");
    struct str page = page_of(&e, &report);
    assert_says(page, "care leavers outstanding, not graded apart before (before, one "
                      "grade for children in care and care leavers: good)");
    end(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_item_that_shares_rare_words_comes_first_and_says_which),
        cmocka_unit_test(a_text_is_wholly_like_itself_and_nothing_is_more),
        cmocka_unit_test(a_tie_goes_to_the_later_inspection_then_by_code),
        cmocka_unit_test(an_inspection_is_shown_once_and_counted_by_item),
        cmocka_unit_test(words_that_no_item_has_are_named_not_matched),
        cmocka_unit_test(strengths_and_summaries_of_joint_inspections_are_no_items),
        cmocka_unit_test(nothing_later_than_the_day_is_seen),
        cmocka_unit_test(a_later_grade_is_better_the_same_worse_or_not_compared),
        cmocka_unit_test(grades_of_two_scales_are_not_compared),
        cmocka_unit_test(without_an_overall_grade_each_judgement_is_compared),
        cmocka_unit_test(a_visit_comes_back_first_but_grades_nothing),
        cmocka_unit_test(a_row_without_a_start_soon_after_is_no_second_inspection),
        cmocka_unit_test(an_authority_that_ended_waits_no_longer),
        cmocka_unit_test(a_theme_is_summed_over_inspections_and_those_waiting_apart),
        cmocka_unit_test(an_authority_is_laid_beside_earlier_inspections_of_others),
        cmocka_unit_test(a_page_says_why_and_what_followed),
        cmocka_unit_test(a_long_item_is_headed_by_its_first_words),
        cmocka_unit_test(care_leavers_graded_with_children_in_care_before_are_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
