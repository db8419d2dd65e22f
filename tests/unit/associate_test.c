/* What was known before inspections, and what is made of it, on a small England of twelve
 * authorities. */
#include "fixture_england.h"

#include "base/json.h"
#include "framework/registry.h"
#include "profile/associate.h"
#include "publish/associate_page.h"

struct looking {
    struct england e;
    struct registry registry;
    struct survey_source source;
    struct associate_options options;
};

static struct looking begin(void)
{
    struct looking l = {.e = start("2026-01-01")};
    struct fault why;
    assert_int_equal(registry_shipped(l.e.a, &l.registry, &why), OK);
    return l;
}

/* An inspection with one grade, 0 best. */
static void inspected(struct looking *l, const char *code, const char *on, int position)
{
    add_event(&l->e, "ilacs", on, ASSURANCE_REPORT);
    l->e.facts->events[l->e.facts->events_count - 1].code = str_of(code);
    add_grade(&l->e, "overall effectiveness", "overall", position);
}

/* Everything that is to be known has been added: the cube is built. */
static void ready(struct looking *l)
{
    struct str nearest;
    draw(&l->e, "305");
    l->source = l->e.survey->source;
    const struct plan *plan =
        registry_find(&l->registry, STR("ilacs-2018"), DATE_NONE, &nearest);
    assert_non_null(plan);
    l->options = (struct associate_options){
        .before = {.regimes = &l->registry.regimes,
                   .regime = &plan->regime,
                   .judgement = regime_judgement(&plan->regime, STR("overall")),
                   .lag_months = 12,
                   .age_months = 36},
        .least_inspections = 4,
        .least_authorities = 4,
        .draws = 200,
        .seed = 1};
}

static const struct before *look(struct looking *l)
{
    return before_build(l->e.a, &l->source, &l->options.before);
}

static void near(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-12))
        fail_msg("found %.17g; expected %.17g", found, expected);
}

/* ---- Inspections */

static void grades_stand_among_those_of_their_year(void **state)
{
    (void)state;
    struct looking l = begin();
    inspected(&l, "303", "2019-03-01", 1);
    inspected(&l, "304", "2019-05-01", 3);
    inspected(&l, "305", "2019-07-01", 1);
    inspected(&l, "306", "2019-09-01", 2);
    inspected(&l, "303", "2022-03-01", 2);
    ready(&l);
    const struct before *b = look(&l);
    /* By area, then day: 303 twice. */
    static const double expected[] = {0.25, 0, -0.375, 0.25, -0.125};
    assert_int_equal(b->count, 5);
    assert_int_equal(b->subject_count, 4);
    for (size_t i = 0; i < b->count; i++)
        near(b->rows.outcome[i], expected[i]);
    l.options.before.latest_only = true;
    b = look(&l);
    assert_int_equal(b->count, 4);
    assert_int_equal(b->inspections[0].year, 2022);
    end(&l.e);
}

static void what_is_no_dated_grade_of_that_judgement_is_left_out(void **state)
{
    (void)state;
    struct looking l = begin();
    inspected(&l, "303", "2019-03-01", 1);
    inspected(&l, "303", "2019-03-12", 1); /* another file's first day */
    inspected(&l, "304", "", 1);
    l.e.facts->events[2].published = day("2019-06-01");
    add_event(&l.e, "sif", "2017-05-01", ASSURANCE_REPORT);
    add_grade(&l.e, "overall effectiveness", "overall", 2);
    add_event(&l.e, "ilacs", "2019-05-01", ASSURANCE_REPORT);
    add_grade(&l.e, "impact of leaders on social work practice", "leaders", 2);
    ready(&l);
    const struct before *b = look(&l);
    assert_int_equal(b->count, 1);
    assert_int_equal(b->repeated, 1);
    assert_int_equal(b->undated, 1);
    assert_int_equal(b->inspections[0].start.days, day("2019-03-01").days);
    end(&l.e);
}

/* ---- Known before */

static void a_figure_counts_from_a_year_after_its_period_until_three(void **state)
{
    (void)state;
    static const struct {
        const char *inspected;
        double stands; /* by 2018 first of twelve, by 2019 last; NONE: not known */
    } cases[] = {
        {"2019-03-30", NONE},      {"2019-03-31", 5.0 / 11},  {"2020-03-30", 5.0 / 11},
        {"2020-03-31", -5.0 / 11}, {"2022-03-31", -5.0 / 11}, {"2022-04-01", NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct looking l = begin();
        inspected(&l, "305", cases[i].inspected, 1);
        add_measure(&l.e, "plans", "Plans", POLARITY_HIGH);
        add_year(&l.e, "2018", "305", 500, 300);
        add_year(&l.e, "2019", "305", 100, 300);
        ready(&l);
        const struct before *b = look(&l);
        double out[1];
        struct rank_room *room = rank_room_new(l.e.a, l.source.cube->area_count);
        struct before_coverage found =
            before_standings(l.e.a, b, &l.source.cube->measures[0], room, out);
        assert_int_equal(found.inspections, !isnan(cases[i].stands));
        /* Eleven live: 302 came in 2021; ranked first or last of eleven. */
        if (isnan(cases[i].stands))
            assert_true(isnan(out[0]));
        else
            near(out[0], cases[i].stands);
        end(&l.e);
    }
}

static void the_latest_figure_of_the_authority_counts_and_low_may_be_good(void **state)
{
    (void)state;
    struct looking l = begin();
    inspected(&l, "305", "2020-06-01", 1);
    inspected(&l, "306", "2020-07-01", 1);
    add_measure(&l.e, "plans", "Plans", POLARITY_LOW);
    add_year(&l.e, "2018", "305", 500, 300);
    for (size_t i = 0; i < AREAS; i++)
        add_figure(&l.e, "2019", codes[i], i == 4 ? NONE : 100);
    ready(&l);
    const struct before *b = look(&l);
    double out[4];
    struct rank_room *room = rank_room_new(l.e.a, l.source.cube->area_count);
    before_standings(l.e.a, b, &l.source.cube->measures[0], room, out);
    near(out[0], -5.0 / 11); /* 305 of 2018: high, and low is good */
    near(out[3], 0);         /* 306 of 2019: all equal */
    end(&l.e);
}

static void outside_its_life_an_authority_stands_nowhere(void **state)
{
    (void)state;
    struct looking l = begin();
    inspected(&l, "301", "2020-06-01", 1); /* ended on 31 March 2021 */
    inspected(&l, "302", "2023-06-01", 1); /* began the day after */
    inspected(&l, "301", "2020-12-01", 1);
    add_measure(&l.e, "plans", "Plans", POLARITY_HIGH);
    add_year(&l.e, "2019", "305", 500, 300);
    add_year(&l.e, "2022", "305", 500, 300);
    ready(&l);
    const struct before *b = look(&l);
    double out[3 * 2];
    struct rank_room *room = rank_room_new(l.e.a, l.source.cube->area_count);
    struct before_coverage found =
        before_standings(l.e.a, b, &l.source.cube->measures[0], room, out);
    assert_int_equal(found.inspections, 3);
    assert_int_equal(found.authorities, 2);
    assert_true(!isnan(out[0]));
    assert_true(isnan(out[1])); /* 302 as of 2020 */
    assert_true(isnan(out[4])); /* 301 as of 2023 */
    assert_true(!isnan(out[5]));
    end(&l.e);
}

/* ---- The whole */

/* Ten authorities inspected, the higher the figure the better the grade; beside it a
 * figure that says nothing, one that is deprivation, and one of too few. */
static void add_england(struct looking *l)
{
    static const int grades[] = {3, 3, 2, 2, 2, 1, 1, 1, 0, 0};
    static const int noise[] = {5, 1, 4, 2, 3, 3, 1, 5, 2, 4};
    for (size_t i = 0; i < 10; i++)
        inspected(l, codes[i + 2], "2020-06-01", grades[i]);
    add_measure(&l->e, "speaks", "Plans", POLARITY_HIGH);
    for (size_t i = 2; i < AREAS; i++)
        add_figure(&l->e, "2019", codes[i], 100 * (double)i);
    add_measure(&l->e, "silent", "Plans", POLARITY_LOW);
    for (size_t i = 2; i < AREAS; i++)
        add_figure(&l->e, "2019", codes[i], 100 * noise[i - 2]);
    add_measure(&l->e, "PriFSM", "Plans", POLARITY_NONE);
    for (size_t i = 2; i < AREAS; i++)
        add_figure(&l->e, "2019", codes[i], 900 - 60 * (double)(i ^ 1u));
    add_measure(&l->e, "rare", "Plans", POLARITY_HIGH);
    add_figure(&l->e, "2019", "305", 100);
    add_measure(&l->e, "late", "Plans", POLARITY_HIGH);
    add_year(&l->e, "2024", "305", 500, 300);
    ready(l);
    l->options.control = STR("PriFSM");
}

static const struct association *found(const struct associate *all, const char *id)
{
    for (size_t i = 0; i < all->count; i++) {
        if (str_equal(all->at[i].measure->about.id, str_of(id)))
            return &all->at[i];
    }
    fail_msg("%s was not tested", id);
    return NULL;
}

static void what_goes_with_grades_is_told_from_what_does_not(void **state)
{
    (void)state;
    struct looking l = begin();
    add_england(&l);
    const struct associate *all = associate_build(l.e.a, &l.source, &l.options);
    assert_int_equal(all->count, 3);
    assert_int_equal(all->left_out_count, 1);
    assert_int_equal(all->unknown_count, 1);
    const struct association *speaks = found(all, "speaks"),
                             *silent = found(all, "silent");
    const struct association *poor = found(all, "PriFSM");
    assert_true(speaks->plain.result.r > 0.9 && speaks->plain.result.p < 0.01);
    assert_true(speaks->tau_b > 0.8 && speaks->place == 1);
    assert_true(fabs(silent->plain.result.r) < 0.5 && silent->plain.result.p > 0.1);
    assert_true(poor->deprivation && !speaks->deprivation);
    assert_true(poor->plain.result.r < -0.8);
    /* One inspection each: the latest are all there are. */
    near(speaks->latest.result.r, speaks->plain.result.r);
    near(speaks->latest.result.p, speaks->plain.result.p);
    /* Of the control itself nothing is left; of the others what it does not say. */
    assert_true(isnan(poor->partial.result.p));
    assert_int_equal(all->partial.tests, 2);
    assert_true(speaks->partial.result.r < speaks->plain.result.r);
    assert_true(speaks->plain.p_holm >= speaks->plain.result.p);
    assert_int_equal(all->plain.tests, 3);
    near(all->plain.expected, 0.15);
    end(&l.e);
}

static struct str written(struct looking *l, uint64_t seed, size_t top, struct str *page)
{
    struct str nearest, why = {0};
    l->options.seed = seed;
    struct associate_said said = {
        associate_build(l->e.a, &l->source, &l->options), &l->source,
        registry_find(&l->registry, STR("ilacs-2018"), DATE_NONE, &nearest)};
    struct buf json = buf_new(l->e.a, MIB), html = buf_new(l->e.a, 4 * MIB);
    struct document *document = associate_page(l->e.a, &said, top);
    if (!document_is_sound(document, &why))
        fail_msg("%.*s", STR_ARG(why));
    render_html(document, &html);
    associate_json(l->e.a, &said, &json);
    *page = buf_text(&html);
    return buf_text(&json);
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
    (void)state;
    struct looking l = begin();
    struct str page, again, other;
    add_england(&l);
    struct str one = written(&l, 1, SIZE_MAX, &page);
    assert_true(str_equal(one, written(&l, 1, SIZE_MAX, &again)));
    assert_true(str_equal(page, again));
    assert_false(str_equal(one, written(&l, 2, 0, &other)));
    assert_says(page, "Of 3 measures tested");
    assert_says(page, "Better grades went with less deprivation (p 0.0");
    assert_says(page, "Contains figures.");
    assert_says(page, "An association is no cause");
    assert_says(one, "\"deprivation\":true");
    end(&l.e);
}

static void nothing_to_test_is_said(void **state)
{
    (void)state;
    struct looking l = begin();
    struct str page;
    inspected(&l, "305", "2020-06-01", 1);
    add_measure(&l.e, "plans", "Plans", POLARITY_HIGH);
    add_year(&l.e, "2019", "305", 500, 300);
    ready(&l);
    written(&l, 1, 20, &page);
    assert_says(page, "No measure could be tested.");
    assert_says(page, "Deprivation could not be taken out");
    end(&l.e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grades_stand_among_those_of_their_year),
        cmocka_unit_test(what_is_no_dated_grade_of_that_judgement_is_left_out),
        cmocka_unit_test(a_figure_counts_from_a_year_after_its_period_until_three),
        cmocka_unit_test(the_latest_figure_of_the_authority_counts_and_low_may_be_good),
        cmocka_unit_test(outside_its_life_an_authority_stands_nowhere),
        cmocka_unit_test(what_goes_with_grades_is_told_from_what_does_not),
        cmocka_unit_test(the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(nothing_to_test_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
