/* One event in several files, by hand: what is one event, who is believed, and what is
 * said of those who differ; and which authority a name means. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "evidence/events_merge.h"
#include "evidence/places.h"

struct merging_test {
    struct arena *a;
    struct batch *facts;
    struct remarks remarks;
};

static struct merging_test start(void)
{
    struct merging_test t = {.a = arena_new(64 * MIB)};
    t.facts = batch_new(t.a);
    t.remarks = remarks_new(t.a);
    return t;
}

static struct merged_events *merge(struct merging_test *t)
{
    return events_merge(t->a, t->facts, &t->remarks);
}

static void end(struct merging_test *t)
{
    arena_free(t->a);
}

static void assert_text(struct str found, const char *expected)
{
    if (!str_equal(found, str_of(expected)))
        fail_msg("found \"%.*s\"; expected \"%s\"", STR_ARG(found), expected);
}

static date day(const char *text)
{
    date d = DATE_NONE;
    if (*text)
        assert_true(date_parse(str_of(text), &d));
    return d;
}

/* Rows are numbered as they are added; the assurance names the source too. */
static struct batch_event *add(struct merging_test *t, enum assurance assurance,
                               const char *framework, const char *start,
                               const char *published)
{
    static const char *const sources[] = {"", "report", "statistics", "council",
                                          "overview"};
    struct batch_event *event = batch_add(t->facts, batch_event, events);
    *event = (struct batch_event){.row = (uint32_t)t->facts->events_count + 1,
                                  .load = 1,
                                  .code = STR("340"),
                                  .framework = str_of(framework),
                                  .start = day(start),
                                  .end = DATE_NONE,
                                  .published = day(published),
                                  .assurance = assurance,
                                  .source = str_of(sources[assurance])};
    return event;
}

static void grade(struct merging_test *t, const char *judgement, const char *aspect,
                  int position)
{
    static const char *const words[] = {"outstanding", "good",
                                        "requires improvement to be good", "inadequate"};
    *batch_add(t->facts, batch_event_grade, event_grades) = (struct batch_event_grade){
        .row = 1,
        .event = (uint32_t)t->facts->events_count - 1,
        .judgement = str_of(judgement),
        .aspect = str_of(aspect),
        .grade = position < 0 ? STR("not judged") : str_of(words[position]),
        .position = position};
}

static void item(struct merging_test *t, const char *text)
{
    *batch_add(t->facts, batch_item, items) = (struct batch_item){
        .row = 1, .event = (uint32_t)t->facts->events_count - 1, .text = str_of(text)};
}

static void nothing_merges_to_nothing(void **state)
{
    (void)state;
    struct merging_test t = start();
    struct merged_events *merged = merge(&t);
    assert_int_equal(merged->count, 0);
    assert_int_equal(merged->disagreement_count, 0);
    assert_int_equal(places_settle(t.a, t.facts), 0);
    end(&t);
}

static void the_report_is_believed_before_statistics_and_these_before_others(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_THIRD_PARTY, "ilacs", "2023-07-10", "2023-09-04");
    grade(&t, "care leavers", "care-leavers", 3);
    add(&t, ASSURANCE_OFFICIAL_STATISTICS, "ilacs", "2023-07-10", "2023-09-04");
    grade(&t, "care leavers", "care-leavers", 0);
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "2023-09-04");
    grade(&t, "care leavers", "care-leavers", 0);
    struct merged_events *merged = merge(&t);
    assert_int_equal(merged->count, 1);
    const struct merged_event *event = &merged->at[0];
    assert_int_equal(event->row_count, 3);
    assert_int_equal(event->rows[0], 2);
    assert_int_equal(event->assurance, ASSURANCE_REPORT);
    assert_int_equal(event->sources, 3);
    assert_int_equal(event->grade_count, 1);
    assert_int_equal(event->grades[0], 2);
    assert_int_equal(merged->disagreement_count, 1);
    assert_int_equal(merged->disagreements[0].field, DISAGREES_GRADE);
    assert_int_equal(merged->disagreements[0].event, 0);
    assert_text(merged->disagreements[0].kept_text, "outstanding");
    assert_text(merged->disagreements[0].other_text, "inadequate");
    assert_int_equal(t.remarks.count, 1);
    assert_int_equal(t.remarks.at[0].kind, REMARK_CONTRADICTION);
    assert_int_equal(t.remarks.at[0].record, 2);
    end(&t);
}

static void a_visit_and_an_inspection_of_one_day_are_two_events(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "2023-09-04");
    add(&t, ASSURANCE_REPORT, "focused-visit", "2023-07-10", "2023-09-04");
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-18", "2023-10-04");
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "2023-09-04")->code = STR("341");
    assert_int_equal(merge(&t)->count, 4);
    end(&t);
}

static void a_row_without_a_start_is_met_by_its_publication(void **state)
{
    (void)state;
    static const struct {
        const char *published;
        size_t events;
    } cases[] = {{"2022-09-05", 1},
                 {"2022-09-12", 1},
                 {"2022-08-29", 1},
                 {"2022-09-13", 2},
                 {"2022-08-28", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct merging_test t = start();
        add(&t, ASSURANCE_THIRD_PARTY, "ilacs", "", cases[i].published);
        add(&t, ASSURANCE_REPORT, "ilacs", "2022-07-11", "2022-09-05");
        struct merged_events *merged = merge(&t);
        assert_int_equal(merged->count, cases[i].events);
        if (merged->count == 1)
            assert_int_equal(merged->at[0].start.days, day("2022-07-11").days);
        end(&t);
    }
}

static void of_two_publications_the_nearer_is_met(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "sif", "2014-01-01", "2014-05-01");
    add(&t, ASSURANCE_REPORT, "sif", "2014-02-01", "2014-05-06");
    add(&t, ASSURANCE_OFFICIAL_STATISTICS, "sif", "", "2014-05-05");
    struct merged_events *merged = merge(&t);
    assert_int_equal(merged->count, 2);
    assert_int_equal(merged->at[0].row_count, 1);
    assert_int_equal(merged->at[1].row_count, 2);
    assert_int_equal(merged->disagreement_count, 1);
    assert_int_equal(merged->disagreements[0].field, DISAGREES_PUBLISHED);
    assert_text(merged->disagreements[0].kept_text, "2014-05-06");
    end(&t);
}

static void two_reinspections_published_on_one_day_stay_two(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_OFFICIAL_STATISTICS, "slac", "", "2011-02-25")->event_type =
        STR("re-inspection of safeguarding");
    add(&t, ASSURANCE_OFFICIAL_STATISTICS, "slac", "", "2011-02-25")->event_type =
        STR("re-inspection of services for looked after children");
    add(&t, ASSURANCE_REPORT, "slac", "", "2011-02-25")->event_type =
        STR("re-inspection of safeguarding");
    assert_int_equal(merge(&t)->count, 2);
    end(&t);
}

static void starts_within_a_week_are_one_inspection(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        size_t events;
    } cases[] = {{"2022-09-21", 1}, {"2022-09-27", 1}, {"2022-09-28", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct merging_test t = start();
        add(&t, ASSURANCE_REPORT, "ilacs", "2022-09-20", "2022-11-15");
        add(&t, ASSURANCE_OFFICIAL_STATISTICS, "ilacs", cases[i].start, "");
        assert_int_equal(merge(&t)->count, cases[i].events);
        end(&t);
    }
}

/* One report that one file calls a single inspection and another a re-inspection. */
static void one_report_under_two_names_is_one_event(void **state)
{
    (void)state;
    static const struct {
        const char *published;
        size_t events;
    } cases[] = {{"2018-05-21", 1}, {"2018-05-22", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct merging_test t = start();
        add(&t, ASSURANCE_REPORT, "sif", "2018-04-23", "2018-05-21")->event_type =
            STR("single inspection");
        add(&t, ASSURANCE_OFFICIAL_STATISTICS, "sif", "", cases[i].published)
            ->event_type = STR("re-inspection");
        struct merged_events *merged = merge(&t);
        assert_int_equal(merged->count, cases[i].events);
        assert_text(merged->at[0].event_type, "single inspection");
        assert_int_equal(merged->disagreement_count, cases[i].events == 1);
        end(&t);
    }
}

static void a_misprinted_month_is_met_by_its_grades(void **state)
{
    (void)state;
    static const struct {
        const char *published;
        int leaders;
        size_t events;
    } cases[] = {{"2022-11-05", 2, 1},  /* the same two grades, two months on */
                 {"2022-11-05", 1, 2},  /* another grade */
                 {"2023-03-07", 2, 1},  /* 183 days */
                 {"2023-03-08", 2, 2}}; /* another inspection */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct merging_test t = start();
        add(&t, ASSURANCE_REPORT, "ilacs", "2022-07-11", "2022-09-05");
        grade(&t, "overall effectiveness", "overall", 3);
        grade(&t, "leaders", "leaders", 2);
        add(&t, ASSURANCE_OFFICIAL_STATISTICS, "ilacs", "", cases[i].published);
        grade(&t, "overall effectiveness", "overall", 3);
        grade(&t, "leaders", "leaders", cases[i].leaders);
        assert_int_equal(merge(&t)->count, cases[i].events);
        end(&t);
    }
}

static void one_shared_grade_is_not_enough(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "ilacs", "2022-07-11", "2022-09-05");
    grade(&t, "overall effectiveness", "overall", 3);
    add(&t, ASSURANCE_OFFICIAL_STATISTICS, "ilacs", "", "2022-11-05");
    grade(&t, "overall effectiveness", "overall", 3);
    assert_int_equal(merge(&t)->count, 2);
    end(&t);
}

static void later_loads_count_before_earlier_of_the_same_assurance(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "")->load = 1;
    grade(&t, "overall effectiveness", "overall", 2);
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "")->load = 2;
    grade(&t, "overall effectiveness", "overall", 1);
    struct merged_events *merged = merge(&t);
    assert_int_equal(merged->at[0].rows[0], 1);
    assert_int_equal(merged->at[0].grades[0], 1);
    assert_int_equal(merged->at[0].sources, 1);
    end(&t);
}

static void each_says_what_those_before_it_leave_open(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "");
    grade(&t, "overall effectiveness", "overall", 1);
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-07-10", "2023-09-04");
    item(&t, "first");
    item(&t, "second");
    struct batch_event *overview =
        add(&t, ASSURANCE_THIRD_PARTY, "ilacs", "2023-07-10", "2023-09-04");
    overview->event_type = STR("short inspection");
    overview->end = day("2023-07-14");
    overview->theme = STR("front door");
    item(&t, "of lower standing");
    struct merged_events *merged = merge(&t);
    const struct merged_event *event = &merged->at[0];
    assert_int_equal(merged->count, 1);
    assert_text(event->event_type, "short inspection");
    assert_text(event->theme, "front door");
    assert_int_equal(event->end.days, day("2023-07-14").days);
    assert_int_equal(event->published.days, day("2023-09-04").days);
    assert_int_equal(event->item_count, 2);
    assert_text(t.facts->items[event->items[1]].text, "second");
    assert_int_equal(event->grade_count, 1);
    assert_int_equal(merged->disagreement_count, 0);
    assert_int_equal(merged_event_date(event).days, day("2023-07-14").days);
    end(&t);
}

static void differences_of_kind_and_days_are_said(void **state)
{
    (void)state;
    struct merging_test t = start();
    struct batch_event *report =
        add(&t, ASSURANCE_REPORT, "ilacs", "2022-02-28", "2022-04-14");
    report->event_type = STR("short inspection");
    report->end = day("2022-03-04");
    struct batch_event *other =
        add(&t, ASSURANCE_OFFICIAL_STATISTICS, "ilacs", "2022-02-28", "2022-04-15");
    other->event_type = STR("standard inspection");
    other->end = day("2022-03-11");
    struct merged_events *merged = merge(&t);
    static const enum disagreement_field fields[] = {DISAGREES_TYPE, DISAGREES_END,
                                                     DISAGREES_PUBLISHED};
    assert_int_equal(merged->disagreement_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(merged->disagreements[i].field, fields[i]);
        assert_int_equal(merged->disagreements[i].kept, 0);
        assert_int_equal(merged->disagreements[i].other, 1);
    }
    assert_text(merged->at[0].event_type, "short inspection");
    end(&t);
}

static void a_grade_that_the_report_does_not_give_is_a_difference(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "ilacs", "2022-07-11", "2022-09-05");
    grade(&t, "children in care and care leavers", "care", 2);
    add(&t, ASSURANCE_THIRD_PARTY, "ilacs", "2022-07-11", "2022-09-05");
    grade(&t, "children in care and care leavers", "care", 2);
    grade(&t, "care leavers", "", 3);
    struct merged_events *merged = merge(&t);
    assert_int_equal(merged->disagreement_count, 1);
    assert_int_equal(merged->disagreements[0].field, DISAGREES_ADDED);
    assert_text(merged->disagreements[0].judgement, "care leavers");
    assert_text(merged->disagreements[0].kept_text, "");
    end(&t);
}

static void grades_that_are_none_compare_by_their_words(void **state)
{
    (void)state;
    struct merging_test t = start();
    add(&t, ASSURANCE_REPORT, "sif", "2016-07-28", "");
    grade(&t, "adoption performance", "looked-after/adoption", -1);
    add(&t, ASSURANCE_OFFICIAL_STATISTICS, "sif", "2016-07-28", "");
    grade(&t, "adoption performance", "looked-after/adoption", -1);
    assert_int_equal(merge(&t)->disagreement_count, 0);
    add(&t, ASSURANCE_THIRD_PARTY, "sif", "2016-07-28", "");
    grade(&t, "adoption performance", "looked-after/adoption", 1);
    assert_int_equal(merge(&t)->disagreement_count, 1);
    end(&t);
}

static void events_stand_by_area_and_day_whatever_the_order_of_rows(void **state)
{
    (void)state;
    static const char *const starts[] = {"2023-01-02", "2019-05-06", "2021-03-04"};
    for (size_t first = 0; first < 3; first++) {
        struct merging_test t = start();
        for (size_t i = 0; i < 3; i++)
            add(&t, ASSURANCE_REPORT, "ilacs", starts[(first + i) % 3], "");
        add(&t, ASSURANCE_REPORT, "sif", "2022-01-01", "")->code = STR("201");
        struct merged_events *merged = merge(&t);
        assert_int_equal(merged->count, 4);
        assert_text(merged->at[0].code, "201");
        assert_int_equal(merged->at[1].start.days, day(starts[1]).days);
        assert_int_equal(merged->at[2].start.days, day(starts[2]).days);
        assert_int_equal(merged->at[3].start.days, day(starts[0]).days);
        end(&t);
    }
}

/* --- places --- */

static void area(struct merging_test *t, const char *code, const char *name,
                 const char *ons, const char *from, const char *to)
{
    *batch_add(t->facts, batch_area, areas) = (struct batch_area){.code = str_of(code),
                                                                  .name = str_of(name),
                                                                  .ons_code = str_of(ons),
                                                                  .live_from = day(from),
                                                                  .live_to = day(to)};
}

static void alias(struct merging_test *t, const char *code, const char *name)
{
    *batch_add(t->facts, batch_alias, aliases) =
        (struct batch_alias){.code = str_of(code), .name = str_of(name)};
}

static void a_name_is_the_authority_that_bore_it_on_the_day(void **state)
{
    (void)state;
    struct merging_test t = start();
    area(&t, "835", "Dorset (Pre LG)", "E10000009", "1974-04-01", "2019-03-31");
    area(&t, "838", "Dorset", "E06000059", "2019-04-01", "");
    area(&t, "342", "St. Helens", "E08000013", "1974-04-01", "");
    area(&t, "801", "Bristol, City of", "E06000023", "1996-04-01", "");
    area(&t, "830", "Derby & Shire", "E1", "1974-04-01", "");
    alias(&t, "838", "Dorset");
    alias(&t, "801", "Bristol");
    static const struct {
        const char *text, *on, *code;
    } cases[] = {
        {"Dorset", "2019-03-31", "835"},
        {"Dorset", "2019-04-01", "838"},
        {"dorset", "", "838"},
        {"E10000009", "2020-01-01", "835"},
        {"St Helens", "2020-01-01", "342"},
        {"ST. HELENS ", "2020-01-01", "342"},
        {"Bristol", "2020-01-01", "801"},
        {"Bristol City of", "2020-01-01", "801"},
        {"Derby and Shire", "2020-01-01", "830"},
        {"340", "2020-01-01", "340"},
        {"Cardiff", "2020-01-01", "Cardiff"},
        {"", "2020-01-01", ""},
    };
    struct places *places = places_new(t.a, t.facts);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(places_code(places, str_of(cases[i].text), day(cases[i].on)),
                    cases[i].code);
    end(&t);
}

static void all_facts_are_settled_and_the_unknown_counted(void **state)
{
    (void)state;
    struct merging_test t = start();
    area(&t, "340", "Knowsley", "E08000011", "1974-04-01", "");
    add(&t, ASSURANCE_REPORT, "ilacs", "2023-01-02", "")->code = STR("Knowsley");
    add(&t, ASSURANCE_REPORT, "ilacs", "", "2023-01-02")->code = STR("E08000011");
    *batch_add(t.facts, batch_setting, settings) =
        (struct batch_setting){.code = STR("knowsley"), .as_at = DATE_NONE};
    *batch_add(t.facts, batch_setting, settings) =
        (struct batch_setting){.code = STR("Cardiff"), .as_at = DATE_NONE};
    *batch_add(t.facts, batch_rating, ratings) =
        (struct batch_rating){.code = STR("Knowsley"), .year = 2009};
    *batch_add(t.facts, batch_shape, shapes) =
        (struct batch_shape){.code = STR("E08000011")};
    assert_int_equal(places_settle(t.a, t.facts), 1);
    assert_text(t.facts->events[0].code, "340");
    assert_text(t.facts->events[1].code, "340");
    assert_text(t.facts->settings[0].code, "340");
    assert_text(t.facts->settings[1].code, "Cardiff");
    assert_text(t.facts->ratings[0].code, "340");
    assert_text(t.facts->shapes[0].code, "340");
    end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_merges_to_nothing),
        cmocka_unit_test(
            the_report_is_believed_before_statistics_and_these_before_others),
        cmocka_unit_test(a_visit_and_an_inspection_of_one_day_are_two_events),
        cmocka_unit_test(a_row_without_a_start_is_met_by_its_publication),
        cmocka_unit_test(of_two_publications_the_nearer_is_met),
        cmocka_unit_test(two_reinspections_published_on_one_day_stay_two),
        cmocka_unit_test(starts_within_a_week_are_one_inspection),
        cmocka_unit_test(one_report_under_two_names_is_one_event),
        cmocka_unit_test(a_misprinted_month_is_met_by_its_grades),
        cmocka_unit_test(one_shared_grade_is_not_enough),
        cmocka_unit_test(later_loads_count_before_earlier_of_the_same_assurance),
        cmocka_unit_test(each_says_what_those_before_it_leave_open),
        cmocka_unit_test(differences_of_kind_and_days_are_said),
        cmocka_unit_test(a_grade_that_the_report_does_not_give_is_a_difference),
        cmocka_unit_test(grades_that_are_none_compare_by_their_words),
        cmocka_unit_test(events_stand_by_area_and_day_whatever_the_order_of_rows),
        cmocka_unit_test(a_name_is_the_authority_that_bore_it_on_the_day),
        cmocka_unit_test(all_facts_are_settled_and_the_unknown_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
