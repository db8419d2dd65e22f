/* What a back-test compares, what it leaves out, and how it counts. */
#include <math.h>

#include "fixture_folder.h"
#include "framework/registry.h"
#include "judgement/backtest.h"

struct bench {
    struct arena *arena;
    struct registry registry;
    const struct plan *plan;
    struct evidence *evidence;
    struct backtest *of;
    const struct backtest_tally *tally;
};

/* Judges the rows of inspections.csv and judgements.csv under a shipped framework. */
static void run_on(struct bench *b, const char *framework, const char *inspections,
                   const char *judgements)
{
    struct fault why = {0};
    struct str nearest;
    b->arena = arena_new(64 * MIB);
    assert_int_equal(registry_shipped(b->arena, &b->registry, &why), OK);
    b->plan = registry_find(&b->registry, str_of(framework), DATE_NONE, &nearest);
    assert_non_null(b->plan);
    struct folder_file files[] = {
        {.name = STR("areas.csv"), .text = STR("name\nNorthmere\nSouthmere\n")},
        {.name = STR("inspections.csv"), .text = str_of(inspections)},
        {.name = STR("judgements.csv"), .text = str_of(judgements)}};
    struct folder_options options = {.regimes = &b->registry.regimes};
    struct remarks remarks = remarks_new(b->arena);
    assert_int_equal(
        folder_read_files(b->arena, files, 3, &options, &b->evidence, &remarks, &why),
        OK);
    b->of = backtest_new(b->arena, b->plan, backtest_judgement(b->plan, STR("")));
    for (size_t i = 0; i < b->evidence->areas_count; i++)
        backtest_area(b->of, b->evidence, &b->evidence->areas[i]);
    b->tally = backtest_count(b->arena, b->of);
}

static void end(struct bench *b)
{
    arena_free(b->arena);
}

#define INSPECTIONS "id,subject,framework,start,end,assurance\n"
#define JUDGEMENTS "inspection,aspect,grade\n"
/* An inspection of before 2023: leaders, protection, care and the whole. */
#define OLD(id, l, p, c, o)                                                              \
    id ",leaders," l "\n" id ",protection," p "\n" id ",care," c "\n" id ",overall," o   \
       "\n"
#define PARTS(id, l, p, c)                                                               \
    id ",leaders," l "\n" id ",protection," p "\n" id ",care," c "\n"

/* ---- What is compared */

static void the_parts_are_those_that_the_rules_name(void **state)
{
    (void)state;
    struct bench b;
    run_on(&b, "sif-2013", INSPECTIONS "a,Northmere,sif,2014-03-03,2014-03-28,\n",
           JUDGEMENTS "a,overall,Good\n");
    static const char *const parts[] = {"protection", "looked-after", "leadership"};
    assert_int_equal(b.of->part_count, 3); /* neither adoption nor the board */
    for (size_t i = 0; i < 3; i++)
        assert_text(b.of->parts[i]->path, parts[i]);
    assert_text(b.of->judgement->path, "overall");
    end(&b);
}

static void frameworks_without_parts_and_whole_compare_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *framework, *path, *found;
    } cases[] = {{"ilacs-2018", "", "overall"},
                 {"ilacs-2018", "leaders", NULL}, /* entered, not computed */
                 {"ilacs-2018", "overal", NULL},
                 {"slac-2010", "", "safeguarding/overall"},
                 {"slac-2010", "looked-after/overall", "looked-after/overall"},
                 {"annual-assessment-2010", "", NULL}, /* computed, not entered */
                 {"area-send-2023", "", NULL}};
    struct arena *a = arena_new(64 * MIB);
    struct registry registry;
    struct fault why;
    assert_int_equal(registry_shipped(a, &registry, &why), OK);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str nearest;
        const struct plan *plan =
            registry_find(&registry, str_of(cases[i].framework), DATE_NONE, &nearest);
        const struct judgement *found = backtest_judgement(plan, str_of(cases[i].path));
        assert_int_equal(found != NULL, cases[i].found != NULL);
        if (found)
            assert_text(found->path, cases[i].found);
    }
    arena_free(a);
}

/* ---- One inspection */

static void an_inspection_stands_as_its_parts_and_its_whole_say(void **state)
{
    (void)state;
    static const struct {
        const char *start, *judgements;
        enum backtest_standing standing;
        unsigned left; /* grades that the rules leave */
    } cases[] = {
        {"2019-01-07", OLD("a", "Good", "Good", "Outstanding", "Good"), BACKTEST_AGREES,
         1},
        {"2019-01-07", OLD("a", "Good", "Good", "Good", "Outstanding"), BACKTEST_DIFFERS,
         1},
        /* An inadequate experience limits; inadequate leaders do not. */
        {"2019-01-07", OLD("a", "Good", "Good", "Inadequate", "Inadequate"),
         BACKTEST_AGREES, 1},
        {"2019-01-07", OLD("a", "Inadequate", "Good", "Good", "Inadequate"),
         BACKTEST_DIFFERS, 1},
        /* A part that was not judged is unknown, whatever the whole is. */
        {"2019-01-07", "a,leaders,Good\na,care,Good\na,overall,Good\n", BACKTEST_OPEN, 2},
        {"2019-01-07", "a,overall,Good\n", BACKTEST_OPEN, 4},
        /* No whole: nothing to compare with, before and after April 2026. */
        {"2019-01-07", PARTS("a", "Good", "Good", "Good"), BACKTEST_NO_GRADE, 1},
        {"2026-04-27", "a,leaders,Good\na,protection,Good\n", BACKTEST_NO_GRADE, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char inspections[160], judgements[400];
        struct bench b;
        snprintf(inspections, sizeof inspections, "%sa,Northmere,ilacs,%s,,\n",
                 INSPECTIONS, cases[i].start);
        snprintf(judgements, sizeof judgements, "%s%s", JUDGEMENTS, cases[i].judgements);
        run_on(&b, "ilacs-2018", inspections, judgements);
        assert_int_equal(b.of->count, 1);
        assert_int_equal(b.of->cases[0].standing, cases[i].standing);
        if (cases[i].left)
            assert_int_equal(gradeset_count(b.of->cases[0].computed), cases[i].left);
        end(&b);
    }
}

static void the_published_grade_is_no_input(void **state)
{
    (void)state;
    static const char *const grades[] = {"Outstanding", "Good", "Requires improvement",
                                         "Inadequate"};
    for (size_t i = 0; i < 4; i++) {
        struct bench b;
        char judgements[400];
        snprintf(judgements, sizeof judgements, "%s%s%s\n", JUDGEMENTS,
                 PARTS("a", "Good", "Outstanding", "Good") "a,overall,", grades[i]);
        run_on(&b, "ilacs-2018", INSPECTIONS "a,Northmere,ilacs,2019-01-07,,\n",
               judgements);
        assert_int_equal(b.of->cases[0].published, i);
        assert_int_equal(b.of->cases[0].computed.bits, 1u << 1);
        end(&b);
    }
}

static void each_inspection_is_judged_on_its_own_day(void **state)
{
    (void)state;
    struct bench b;
    run_on(&b, "ilacs-2018",
           INSPECTIONS "late,Northmere,ilacs,2022-01-10,2022-01-21,\n"
                       "visit,Northmere,focused-visit,2019-06-03,2019-06-04,\n"
                       "early,Northmere,ilacs,2019-01-07,2019-01-18,\n"
                       "south,Southmere,ilacs,2019-01-07,2019-01-18,\n",
           JUDGEMENTS OLD("late", "Good", "Good", "Good", "Good")
               OLD("early", "Inadequate", "Inadequate", "Inadequate", "Inadequate")
                   OLD("south", "Outstanding", "Good", "Good", "Good"));
    assert_int_equal(b.of->count, 3); /* by area, then day; the visit is none */
    assert_text(b.of->cases[0].inspection->key, "early");
    assert_text(b.of->cases[1].inspection->key, "late");
    assert_text(b.of->cases[2].inspection->key, "south");
    assert_int_equal(b.tally->agree, 3);
    end(&b);
}

static void one_inspection_under_two_dates_counts_once(void **state)
{
    (void)state;
    static const struct {
        const char *second, *assurance, *grade;
        size_t compared, repeats;
        size_t standing; /* index of the case that still counts */
    } cases[] = {
        {"2019-01-08", "official-statistics", "Good", 1, 1, 0},
        {"2019-07-09", "official-statistics", "Good", 1, 1, 0}, /* 183 days */
        {"2019-07-10", "official-statistics", "Good", 2, 0, 0},
        {"2019-01-08", "official-statistics", "Outstanding", 2, 0, 0},
        {"2018-12-31", "third-party", "Good", 1, 1, 1}, /* the report counts */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char inspections[240], judgements[400];
        struct bench b;
        snprintf(inspections, sizeof inspections,
                 "%sa,Northmere,ilacs,2019-01-07,,report\nb,Northmere,ilacs,%s,,%s\n",
                 INSPECTIONS, cases[i].second, cases[i].assurance);
        snprintf(judgements, sizeof judgements, "%s%s%s%s\n", JUDGEMENTS,
                 OLD("a", "Good", "Good", "Good", "Good"),
                 PARTS("b", "Good", "Good", "Good") "b,overall,", cases[i].grade);
        run_on(&b, "ilacs-2018", inspections, judgements);
        assert_int_equal(b.tally->compared, cases[i].compared);
        assert_int_equal(b.tally->repeats, cases[i].repeats);
        assert_int_not_equal(b.of->cases[cases[i].standing].standing, BACKTEST_REPEATS);
        end(&b);
    }
}

/* ---- Counting */

/* Six inspections; what each adds is said beside it. */
static void run_six(struct bench *b)
{
    run_on(b, "ilacs-2018",
           INSPECTIONS "a,Northmere,ilacs,2018-06-04,,report\n"
                       "b,Northmere,ilacs,2020-02-03,,official-statistics\n"
                       "c,Northmere,ilacs,2022-05-09,,\n"
                       "d,Northmere,ilacs,2024-05-13,,third-party\n"
                       "e,Southmere,ilacs,2018-06-04,,report\n"
                       "f,Southmere,ilacs,2021-06-07,,report\n",
           JUDGEMENTS OLD("a", "Good", "Good", "Good", "Good")      /* agrees */
           OLD("b", "Good", "Good", "Good", "Requires improvement") /* the same parts */
           OLD("c", "Good", "Good", "Inadequate", "Inadequate")     /* the limit */
           "d,leaders,Good\nd,protection,Good\nd,in-care,Outstanding\n" /* worse by one */
           "d,care-leavers,Good\nd,overall,Outstanding\n" OLD(
               "e", "Inadequate", "Good", "Good", "Inadequate") /* off by two */
           "f,leaders,Good\nf,care,Good\nf,overall,Good\n");    /* open */
}

static void agreements_and_differences_are_counted(void **state)
{
    (void)state;
    struct bench b;
    run_six(&b);
    const struct backtest_tally *t = b.tally;
    assert_int_equal(t->compared, 5);
    assert_int_equal(t->agree, 2);
    assert_int_equal(t->better, 2); /* b and e: computed good */
    assert_int_equal(t->worse, 1);
    assert_int_equal(t->far, 1);
    assert_int_equal(t->open, 1);
    assert_int_equal(t->open_within, 1);
    assert_int_equal(t->matrix[3][1], 1);
    assert_int_equal(t->matrix[3][3], 1);
    assert_int_equal(t->matrix[0][1], 1);
    assert_int_equal(t->most_common, 3); /* two inadequate */
    assert_int_equal(t->most_common_count, 2);
    /* a and b have the same parts and different wholes: one of them is out of reach. */
    assert_int_equal(t->patterns, 4);
    assert_int_equal(t->ceiling, 4);
    end(&b);
}

static void groups_are_by_assurance_period_year_and_kind(void **state)
{
    (void)state;
    static const struct {
        enum backtest_by by;
        const char *key;
        size_t compared, agree, open;
    } groups[] = {
        {BY_ASSURANCE, "report", 3, 2, 1},
        {BY_ASSURANCE, "official-statistics", 1, 0, 0},
        {BY_ASSURANCE, "third-party", 1, 0, 0},
        {BY_PERIOD, "2018-01-01 to 2022-12-31", 4, 2, 1},
        {BY_PERIOD, "2023-01-01 to 2026-03-31", 1, 0, 0},
        {BY_YEAR, "2018", 2, 1, 0},
        {BY_YEAR, "2020", 1, 0, 0},
        {BY_YEAR, "2021", 0, 0, 1},
        {BY_YEAR, "2022", 1, 1, 0},
        {BY_YEAR, "2024", 1, 0, 0},
    };
    struct bench b;
    run_six(&b);
    assert_int_equal(b.tally->group_count, COUNT_OF(groups));
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        const struct backtest_group *g = &b.tally->groups[i];
        assert_int_equal(g->by, groups[i].by);
        assert_text(g->key, groups[i].key);
        assert_int_equal(g->compared, groups[i].compared);
        assert_int_equal(g->agree, groups[i].agree);
        assert_int_equal(g->open, groups[i].open);
    }
    end(&b);
}

static void a_limit_is_counted_alone(void **state)
{
    (void)state;
    struct bench b;
    run_six(&b);
    assert_int_equal(b.tally->limit_count, 1);
    const struct backtest_limit *l = &b.tally->limits[0];
    assert_text(l->rule->id, "experience-inadequate");
    assert_int_equal(l->held, 1);
    assert_int_equal(l->equal, 1);
    assert_int_equal(l->kept, 1);
    /* f's missing part might be inadequate: there it neither holds nor does not. */
    assert_int_equal(l->not_held, 4);
    assert_int_equal(l->without, 1);
    end(&b);
}

static void a_fitted_rule_is_said_to_be_in_sample(void **state)
{
    (void)state;
    struct bench b;
    run_six(&b);
    assert_true(backtest_is_in_sample(b.of));
    end(&b);
}

/* ---- Two rules */

/* Sums of binomial coefficients over powers of two, in whole numbers. */
static void mcnemar_is_exact(void **state)
{
    (void)state;
    static const struct {
        size_t a, b;
        double p;
    } cases[] = {
        {0, 0, 1},
        {1, 0, 1},
        {3, 3, 1},
        {4, 0, 2.0 / 16},
        {8, 0, 2.0 / 256},
        {0, 8, 2.0 / 256},
        {15, 6, 2.0 * 82160 / 2097152},
        {36, 1, 2.0 * 38 / 137438953472.0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double p = backtest_mcnemar(cases[i].a, cases[i].b);
        assert_true(fabs(p - cases[i].p) <= 1e-12 * cases[i].p);
    }
    /* No power underflows. */
    assert_true(backtest_mcnemar(2000, 2000) > 0.99);
    assert_true(backtest_mcnemar(3000, 1000) >= 0);
}

static void rules_are_paired_on_the_inspections_both_compare(void **state)
{
    (void)state;
    struct bench b;
    run_six(&b);
    struct backtest *leaders = backtest_new(b.arena, b.plan, b.of->judgement);
    for (size_t i = 0; i < b.evidence->areas_count; i++)
        backtest_area(leaders, b.evidence, &b.evidence->areas[i]);
    /* Another rule, by hand: right on e only, silent on d. */
    for (size_t i = 0; i < leaders->count; i++) {
        bool e = str_equal(leaders->cases[i].inspection->key, STR("e"));
        bool d = str_equal(leaders->cases[i].inspection->key, STR("d"));
        leaders->cases[i].standing = e   ? BACKTEST_AGREES
                                     : d ? BACKTEST_OPEN
                                         : BACKTEST_DIFFERS;
    }
    struct backtest_pair pair = backtest_compare(b.of, leaders);
    assert_int_equal(pair.compared, 4); /* a b c e: d and f are open in one of them */
    assert_int_equal(pair.both, 0);
    assert_int_equal(pair.first_only, 2);
    assert_int_equal(pair.second_only, 1);
    assert_int_equal(pair.neither, 1);
    assert_true(fabs(pair.p - 1) < 1e-12);
    end(&b);
}

/* ---- In another time */

static void a_day_divides_the_inspections(void **state)
{
    (void)state;
    struct bench b;
    struct backtest_half half[2];
    run_six(&b);
    backtest_halves(b.of, date_of(2020, 2, 3), half);
    assert_int_equal(half[0].compared, 2); /* a and e */
    assert_int_equal(half[0].agree, 1);
    assert_int_equal(half[1].compared, 3);
    assert_int_equal(half[1].agree, 1);
    assert_int_equal(date_compare(backtest_middle(b.of), date_of(2020, 1, 1)), 0);
    end(&b);
}

static void one_year_has_no_middle(void **state)
{
    (void)state;
    struct bench b;
    run_on(&b, "ilacs-2018", INSPECTIONS "a,Northmere,ilacs,2019-01-07,,\n",
           JUDGEMENTS OLD("a", "Good", "Good", "Good", "Good"));
    assert_true(date_is_none(backtest_middle(b.of)));
    end(&b);
}

static void periods_lie_between_the_days_on_which_judgements_change(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        const char *period;
    } cases[] = {{2018, 1, 1, "2018-01-01 to 2022-12-31"},
                 {2022, 12, 31, "2018-01-01 to 2022-12-31"},
                 {2023, 1, 1, "2023-01-01 to 2026-03-31"},
                 {2026, 4, 1, "2026-04-01 to 2027-12-31"},
                 {2017, 12, 31, "to 2017-12-31"}};
    struct bench b;
    run_six(&b);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_text(backtest_period(b.arena, b.plan,
                                    date_of(cases[i].year, cases[i].month, cases[i].day)),
                    cases[i].period);
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_those_that_the_rules_name),
        cmocka_unit_test(frameworks_without_parts_and_whole_compare_nothing),
        cmocka_unit_test(an_inspection_stands_as_its_parts_and_its_whole_say),
        cmocka_unit_test(the_published_grade_is_no_input),
        cmocka_unit_test(each_inspection_is_judged_on_its_own_day),
        cmocka_unit_test(one_inspection_under_two_dates_counts_once),
        cmocka_unit_test(agreements_and_differences_are_counted),
        cmocka_unit_test(groups_are_by_assurance_period_year_and_kind),
        cmocka_unit_test(a_limit_is_counted_alone),
        cmocka_unit_test(a_fitted_rule_is_said_to_be_in_sample),
        cmocka_unit_test(mcnemar_is_exact),
        cmocka_unit_test(rules_are_paired_on_the_inspections_both_compare),
        cmocka_unit_test(a_day_divides_the_inspections),
        cmocka_unit_test(one_year_has_no_middle),
        cmocka_unit_test(periods_lie_between_the_days_on_which_judgements_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
