/* A picture's figures, what stands out of them, and the life of its authority; the page
 * and the JSON drawn of it. */
#include "fixture_england.h"

/* ---- Figures */

static void worse_and_worsening_needs_both_beyond_chance(void **state)
{
    (void)state;
    static const struct {
        double before, now;
        size_t worst, worsening;
    } cases[] = {
        {200, 400, 1, 1}, /* far above its neighbours' 200, and doubled */
        {400, 400, 1, 0}, /* as far above, but as it was */
        {200, 205, 0, 0}, /* half a point is chance */
        {100, 200, 0, 0}, /* it doubled, and is where its neighbours are */
        {600, 400, 1, 0}, /* worse than they, and better than it was */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start("2024-06-01");
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2023", "305", cases[i].before, 200);
        add_year(&e, "2024", "305", cases[i].now, 200);
        const struct picture *p = draw(&e, "305");
        assert_int_equal(p->worst.count, cases[i].worst);
        assert_int_equal(p->worsening.count, cases[i].worsening);
        end(&e);
    }
}

static void no_direction_is_neither_better_nor_worse(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_NONE);
    add_year(&e, "2023", "305", 200, 200);
    add_year(&e, "2024", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_int_equal(p->worst.count + p->best.count + p->declined.count, 0);
    assert_int_equal(p->figures[0].against, AGAINST_HIGHER);
    assert_int_equal(p->tested, 0);
    assert_says(text_of(&e), "no direction");
    end(&e);
}

static void a_gap_of_a_year_is_no_change(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2022", "305", 100, 200);
    add_year(&e, "2024", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_true(isnan(p->figures[0].result->change));
    assert_says(text_of(&e), "no year");
    end(&e);
}

static void the_period_shown_had_ended_by_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *at, *period;
    } cases[] = {{"2024-03-31", "2024"}, {"2024-03-30", "2023"}, {"2025-12-01", "2024"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start(cases[i].at);
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2023", "305", 200, 200);
        add_year(&e, "2024", "305", 200, 200);
        draw(&e, "305");
        const struct survey_measure *m = &e.survey->measures[0];
        assert_true(str_equal(m->about.periods[m->period].text, str_of(cases[i].period)));
        end(&e);
    }
}

static void an_old_series_is_told_apart_and_never_an_exception(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2019", "305", 200, 200);
    add_year(&e, "2020", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_true(e.survey->measures[0].ended);
    assert_int_equal(p->worst.count, 0);
    assert_int_equal(p->with_value, 0);
    assert_says(text_of(&e), "No longer published; the last period held: m (2020).");
    end(&e);
}

static void missing_is_said_in_words(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2024", "305", NONE, 200);
    draw(&e, "305");
    struct str text = text_of(&e), json = json_of(&e);
    assert_says(text, "Published, but without a figure for this authority: m (2024).");
    assert_says(text, "1 measure without a figure: suppressed by the publisher");
    assert_says(json, "\"value\":null,\"missing\":\"suppressed\"");
    assert_not_said(text, "nan");
    assert_not_said(json, "nan");
    end(&e);
}

static void one_figure_published_twice_is_one_measure_with_counts(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    static const char *const periods[] = {"2023", "2024"};
    /* Thirty authorities to compare: the ring, and others that are nobody's neighbour. */
    static char more[30][4];
    for (size_t i = 0; i < 30; i++) {
        more[i][0] = '4';
        more[i][1] = (char)('0' + i / 10);
        more[i][2] = (char)('0' + i % 10);
        add_area(e.figures, more[i], more[i], "", "");
    }
    for (int twin = 0; twin < 2; twin++) {
        add_measure(&e, twin ? "table:same" : "catalogue", twin ? "" : "Topic",
                    twin ? POLARITY_LOW : POLARITY_NONE);
        for (size_t p = 0; p < 2; p++) {
            for (size_t i = 0; i < 30; i++) {
                struct batch_figure *f =
                    add_figure(&e, periods[p], more[i], 100 + 10 * (double)i);
                if (!twin)
                    f->numerator = f->denominator = NONE;
            }
        }
    }
    const struct picture *p = draw(&e, "415");
    assert_int_equal(p->figure_count, 1);
    assert_true(str_equal(e.survey->measures[0].about.about.id, STR("catalogue")));
    assert_true(str_equal(e.survey->measures[0].about.counts_of, STR("table:same")));
    /* The catalogue says that no direction is good; the table's word does not count. */
    assert_int_equal(e.survey->measures[0].about.about.polarity, POLARITY_NONE);
    assert_true(isnan(p->figures[0].result->low95) == 0);
    end(&e);
}

/* ---- Lives */

static void nothing_outside_its_life_is_shown(void **state)
{
    (void)state;
    static const struct {
        const char *code, *at;
        enum picture_life life;
    } cases[] = {{"301", "2021-03-31", LIFE_CURRENT},
                 {"301", "2021-04-01", LIFE_ENDED},
                 {"302", "2021-03-31", LIFE_NOT_YET},
                 {"302", "2021-04-01", LIFE_CURRENT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct england e = start(cases[i].at);
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2021", "305", 200, 200);
        const struct picture *p = draw(&e, cases[i].code);
        assert_int_equal(p->life, cases[i].life);
        if (p->life != LIFE_CURRENT) {
            assert_int_equal(p->figure_count + p->event_count + p->setting_count, 0);
            assert_says(text_of(&e), "this authority did not exist.");
        }
        end(&e);
    }
}

static void a_figure_of_a_period_before_it_began_is_not_its_own(void **state)
{
    (void)state;
    struct england e = start("2021-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2021", "302", 400, 200); /* ends on 31 March, the day before it began */
    const struct picture *p = draw(&e, "302");
    assert_int_equal(p->figures[0].missing, MISSING_OUTSIDE_LIFE);
    assert_int_equal(p->worst.count, 0);
    end(&e);
}

static void kin_are_named_and_a_new_code_alone_is_none(void **state)
{
    (void)state;
    struct england e = start("2021-06-01");
    static const struct {
        const char *from, *to;
    } moves[] = {{"301", "302"}, {"302", "302"}};
    for (size_t i = 0; i < 2; i++)
        *batch_add(e.facts, batch_succession, successions) =
            (struct batch_succession){.row = 2,
                                      .load = 1,
                                      .on = day("2021-04-01"),
                                      .old_code = str_of(moves[i].from),
                                      .new_code = str_of(moves[i].to)};
    const struct picture *p = draw(&e, "302");
    assert_int_equal(p->before_count, 1);
    assert_int_equal(p->after_count, 0);
    assert_says(text_of(&e), "302 began on 1 April 2021; before it there was 301.");
    end(&e);
}

/* ---- Comparators, evidence, bytes */

static void a_comparison_with_none_close_is_called_weak(void **state)
{
    (void)state;
    for (int weak = 0; weak < 2; weak++) {
        struct england e = start("2024-06-01");
        e.closeness = weak ? "not close" : "close";
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        add_year(&e, "2024", "305", 200, 200);
        draw(&e, "305");
        assert_int_equal(e.picture->weak_neighbours, weak);
        assert_int_equal(str_contains(text_of(&e), STR("Weak comparison")), weak);
        end(&e);
    }
}

static void the_comparator_is_the_one_asked_for(void **state)
{
    (void)state;
    static const enum comparator asked[] = {COMPARATOR_NEIGHBOURS, COMPARATOR_REGION,
                                            COMPARATOR_ENGLAND};
    static const enum against expected[] = {AGAINST_SIMILAR, AGAINST_WORSE,
                                            AGAINST_BETTER};
    for (size_t i = 0; i < 3; i++) {
        struct england e = start("2024-06-01");
        e.options.against = asked[i];
        add_measure(&e, "m", "Topic", POLARITY_LOW);
        for (size_t k = 0; k < AREAS; k++)
            add_figure(&e, "2024", codes[k], 200);
        add_figure(&e, "2024", "980", 100);
        add_figure(&e, "2024", "970", 400);
        assert_int_equal(draw(&e, "305")->figures[0].against, expected[i]);
        end(&e);
    }
}

static void every_figure_is_one_step_from_its_row(void **state)
{
    (void)state;
    struct england e = start("2024-06-01");
    add_measure(&e, "m", "Topic", POLARITY_LOW);
    add_year(&e, "2024", "305", 400, 200);
    const struct picture *p = draw(&e, "305");
    assert_int_equal(p->figures[0].origin.row, 5); /* the fifth figure added */
    struct str text = text_of(&e);
    assert_says(text, "1:5, figures.csv");
    assert_says(text, "Contains figures.");
    assert_says(json_of(&e), "\"evidence\":[\"1:5\"]");
    end(&e);
}

static void the_same_evidence_gives_the_same_bytes(void **state)
{
    (void)state;
    struct england one = start("2024-06-01"), two = start("2024-06-01");
    struct england *both[] = {&one, &two};
    for (size_t i = 0; i < 2; i++) {
        add_measure(both[i], "m", "Topic", POLARITY_LOW);
        add_year(both[i], "2024", "305", 400, 200);
        add_joint_inspection(both[i]);
        draw(both[i], "305");
    }
    assert_true(str_equal(text_of(&one), text_of(&two)));
    assert_true(str_equal(json_of(&one), json_of(&two)));
    end(&one);
    end(&two);
}

static void months_are_whole_months(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        int months;
    } cases[] = {{"2024-01-31", "2024-02-29", 0},
                 {"2024-01-15", "2024-02-15", 1},
                 {"2024-01-15", "2024-02-14", 0},
                 {"2022-06-01", "2024-06-01", 24},
                 {"2024-06-01", "2024-06-01", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(picture_months(day(cases[i].from), day(cases[i].to)),
                         cases[i].months);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worse_and_worsening_needs_both_beyond_chance),
        cmocka_unit_test(no_direction_is_neither_better_nor_worse),
        cmocka_unit_test(a_gap_of_a_year_is_no_change),
        cmocka_unit_test(the_period_shown_had_ended_by_the_day),
        cmocka_unit_test(an_old_series_is_told_apart_and_never_an_exception),
        cmocka_unit_test(missing_is_said_in_words),
        cmocka_unit_test(one_figure_published_twice_is_one_measure_with_counts),
        cmocka_unit_test(nothing_outside_its_life_is_shown),
        cmocka_unit_test(a_figure_of_a_period_before_it_began_is_not_its_own),
        cmocka_unit_test(kin_are_named_and_a_new_code_alone_is_none),
        cmocka_unit_test(a_comparison_with_none_close_is_called_weak),
        cmocka_unit_test(the_comparator_is_the_one_asked_for),
        cmocka_unit_test(every_figure_is_one_step_from_its_row),
        cmocka_unit_test(the_same_evidence_gives_the_same_bytes),
        cmocka_unit_test(months_are_whole_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
