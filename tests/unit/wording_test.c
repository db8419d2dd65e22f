#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "framework/compile.h"
#include "publish/phrase.h"

struct bench {
    struct arena *arena;
    const struct plan *plan;
};

static const char framework[] =
    "framework test-2009 {\n"
    "    title \"Test\"\n"
    "    valid 2009-01-01 to 2009-12-31\n"
    "}\n"
    "scale setting { 1 \"Outstanding\" 2 \"Good\" 3 \"Satisfactory\" 4 \"Inadequate\" }\n"
    "words share {\n"
    "    \"all\" 100%  \"almost all\" from 97%  \"very large majority\" from 80%\n"
    "    \"large majority\" from 65%  \"majority\" above 50%  \"half\" 50%\n"
    "    \"minority\" from 35%  \"almost none\" from 0%\n"
    "} basis recall\n"
    "words relation { well-above \"considerably above\" } basis local\n"
    "judgement rating \"Rating\" on setting { entered }\n";

static int open_bench(void **state)
{
    struct arena *a = arena_new(64 * MIB);
    struct bench *b = arena_make(a, struct bench, 1);
    struct complaints complaints = {.arena = a};
    struct framework_source source = {STR("test.framework"), STR(framework)};
    b->arena = a;
    framework_compile(a, &source, 1, NULL, &b->plan, &complaints);
    *state = b;
    return b->plan ? 0 : -1;
}

static int close_bench(void **state)
{
    struct bench *b = *state;
    arena_free(b->arena);
    return 0;
}

static void assert_says(struct str found, const char *expected)
{
    if (!str_equal(found, str_of(expected)))
        fail_msg("expected \"%s\", found \"%.*s\"", expected, STR_ARG(found));
}

/* ---- Small words */

static void numbers_up_to_twelve_are_words(void **state)
{
    struct bench *b = *state;
    assert_says(words_number(b->arena, 0), "none");
    assert_says(words_number(b->arena, 1), "one");
    assert_says(words_number(b->arena, 12), "twelve");
    assert_says(words_number(b->arena, 13), "13");
    assert_says(words_number(b->arena, 1204), "1,204");
    assert_says(words_number(b->arena, -3), "-3");
}

static void a_list_reads_with_and_before_its_last(void **state)
{
    struct bench *b = *state;
    const struct str items[] = {STR("a"), STR("b"), STR("c")};
    assert_says(words_list(b->arena, items, 0), "");
    assert_says(words_list(b->arena, items, 1), "a");
    assert_says(words_list(b->arena, items, 2), "a and b");
    assert_says(words_list(b->arena, items, 3), "a, b and c");
}

static void a_sentence_has_a_capital_and_one_stop(void **state)
{
    struct bench *b = *state;
    assert_says(phrase_sentence(b->arena, STR("it was good")), "It was good.");
    assert_says(phrase_sentence(b->arena, STR(" Was it? ")), "Was it?");
    assert_says(phrase_sentence(b->arena, STR("Strengths:")), "Strengths:");
    assert_says(phrase_lower(b->arena, STR("Teenage pregnancy")), "teenage pregnancy");
    assert_says(phrase_lower(b->arena, STR("GCSE results")), "GCSE results");
    assert_says(phrase_lower(b->arena, STR("A plan")), "a plan");
}

static void services_are_named_in_words_and_never_homes_by_name(void **state)
{
    struct bench *b = *state;
    assert_says(words_service(b->arena, STR("children's-home"), true),
                "children's homes");
    assert_says(words_service(b->arena, STR("fostering"), false), "fostering service");
    assert_says(words_service(b->arena, STR("play-scheme"), true), "play schemes");
    assert_says(words_service(b->arena, STR("childcare"), true), "childcare settings");
    assert_says(words_service(b->arena, STR("childminding"), true), "childminders");
    assert_says(words_service(b->arena, STR("childminding-and-childcare"), true),
                "childminders and childcare settings");
    assert_says(words_family(b->arena, STR("unannounced-2009")),
                "unannounced inspection");
}

static void services_stand_in_the_order_of_a_childs_life(void **state)
{
    static const struct str order[] = {STR("all"),
                                       STR("childminding"),
                                       STR("nursery-school"),
                                       STR("primary-school"),
                                       STR("sixth-form"),
                                       STR("special-school"),
                                       STR("children's-home"),
                                       STR("commissioned-children's-home"),
                                       STR("fostering"),
                                       STR("unheard-of")};
    (void)state;
    for (size_t i = 1; i < sizeof order / sizeof order[0]; i++)
        assert_true(words_service_place(order[i - 1]).order <
                    words_service_place(order[i]).order);
    assert_int_equal(words_service_place(STR("commissioned-children's-home")).stage,
                     words_service_place(STR("children's-home")).stage);
}

/* ---- Subjects */

static void a_measures_name_takes_its_verb_and_article(void **state)
{
    static const struct {
        const char *name, *subject;
        bool plural;
    } cases[] = {
        {"Teenage pregnancy rate", "the teenage pregnancy rate", false},
        {"Inequality gap in level 3 by the age of 19",
         "the inequality gap in level 3 by the age of 19", false},
        {"Timeliness of initial assessments", "the timeliness of initial assessments",
         false},
        {"Care leavers in suitable accommodation",
         "Care leavers in suitable accommodation", true},
        {"Looked after children with a pathway plan",
         "Looked after children with a pathway plan", true},
        {"Progress from key stage 2 to key stage 4",
         "Progress from key stage 2 to key stage 4", false},
        {"Mathematics at key stage 1", "Mathematics at key stage 1", false},
        {"Reading and writing at key stage 1", "Reading and writing at key stage 1",
         true},
        {"Child protection activity, a range of indicators",
         "Child protection activity, a range of indicators", false},
        {"Services, settings and institutions that are inadequate",
         "Services, settings and institutions that are inadequate", true},
        {"One GCSE at A* to C", "One GCSE at A* to C", false},
        {"16 to 18 year olds not in education", "16 to 18 year olds not in education",
         true},
    };
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct subject s = phrase_subject(b->arena, str_of(cases[i].name));
        assert_says(s.text, cases[i].subject);
        if (s.plural != cases[i].plural)
            fail_msg("%s: plural %d", cases[i].name, s.plural);
    }
}

/* ---- Shares */

static struct share share(int64_t count, int64_t total, const char *word)
{
    struct share s = {.service = STR("children's-home"), .word = str_of(word)};
    s.has_count = count >= 0;
    s.has_total = total >= 0;
    s.count = count;
    s.total = total;
    return s;
}

static void a_share_is_a_count_below_five_and_a_band_with_its_figure_above(void **state)
{
    static const struct {
        int64_t count, total;
        const char *word, *said;
    } cases[] = {
        {3, 4, "", "three of the four children's homes"},
        {1, 2, "", "one of the two children's homes"},
        {2, 2, "", "both children's homes"},
        {4, 4, "", "all four children's homes"},
        {1, 1, "", "the children's home"},
        {0, 3, "", "none of the three children's homes"},
        {3, 5, "", "the majority of children's homes (3 of 5)"},
        {33, 41, "", "the very large majority of children's homes (33 of 41)"},
        {0, 9, "", "none of the nine children's homes"},
        {-1, -1, "large majority", "the large majority of children's homes"},
        {-1, -1, "minority", "a minority of children's homes"},
        {-1, -1, "very small minority", "a very small minority of children's homes"},
        {2, 5, "", "a minority of children's homes (2 of 5)"},
        {-1, -1, "nearly all", "nearly all children's homes"},
        {-1, -1, "just over half", "just over half of children's homes"},
        {-1, -1, "all but one", "all but one of the children's homes"},
        {-1, 7, "all but one", "all but one of the seven children's homes"},
        {-1, -1, "over three quarters", "over three quarters of children's homes"},
    };
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct share s = share(cases[i].count, cases[i].total, cases[i].word);
        assert_says(words_share(b->arena, b->plan, &s), cases[i].said);
    }
}

static void a_percentage_is_said_with_its_band(void **state)
{
    struct bench *b = *state;
    struct share s = {.service = STR("primary-school"),
                      .has_percent = true,
                      .percent = ratio_of(829, 10)};
    assert_says(words_share(b->arena, b->plan, &s),
                "the very large majority of primary schools (82.9%)");
    assert_says(words_share(b->arena, NULL, &s), "82.9% of primary schools");
}

static void a_grade_or_better_names_the_best_alone(void **state)
{
    struct bench *b = *state;
    assert_says(words_at_least(b->arena, (struct grade){scale_setting(), 1}),
                "good or better");
    assert_says(words_at_least(b->arena, (struct grade){scale_setting(), 0}),
                "outstanding");
}

/* ---- Relations */

static struct relation relation(enum comparator against, enum relation_kind kind,
                                const char *worded)
{
    return (struct relation){.about = ABOUT_SERVICE,
                             .comparator = against,
                             .relation = kind,
                             .relation_text = str_of(worded),
                             .period = {DATE_NONE, DATE_NONE}};
}

static struct str joined(struct bench *b, const struct relation *rows, size_t count)
{
    const struct relation *at[8];
    struct clause clauses[8];
    for (size_t i = 0; i < count; i++)
        at[i] = &rows[i];
    count = phrase_relations(b->arena, b->plan, at, count, clauses);
    return phrase_join(b->arena, clauses, count, true, false);
}

static void two_directions_are_said_in_one_sentence(void **state)
{
    struct bench *b = *state;
    const struct relation rows[] = {relation(COMPARATOR_ENGLAND, RELATION_BETTER, ""),
                                    relation(COMPARATOR_NEIGHBOURS, RELATION_BELOW, "")};
    assert_says(joined(b, rows, 2),
                "were better than the national average but below similar areas");
}

static void one_relation_to_two_comparators_is_said_once(void **state)
{
    struct bench *b = *state;
    const struct relation rows[] = {relation(COMPARATOR_NEIGHBOURS, RELATION_IN_LINE, ""),
                                    relation(COMPARATOR_ENGLAND, RELATION_IN_LINE, "")};
    assert_says(joined(b, rows, 2),
                "were in line with similar areas and the national average");
}

static void a_frameworks_own_phrase_is_used(void **state)
{
    struct bench *b = *state;
    struct relation r = relation(COMPARATOR_ENGLAND, RELATION_WELL_ABOVE, "");
    assert_says(words_relation(b->arena, b->plan, &r),
                "were considerably above the national average");
}

static void a_trend_joins_its_level(void **state)
{
    struct bench *b = *state;
    const struct relation rows[] = {
        relation(COMPARATOR_ENGLAND, RELATION_BELOW, ""),
        relation(COMPARATOR_OWN_PAST, RELATION_IMPROVING, "")};
    assert_says(joined(b, rows, 2), "were below the national average but improving");
}

static void words_of_the_evidence_are_fitted_in_or_quoted(void **state)
{
    static const struct {
        enum comparator against;
        const char *worded, *said;
    } cases[] = {
        {COMPARATOR_OWN_PAST, "increased significantly", "increased significantly"},
        {COMPARATOR_OWN_PAST, "slight increase", "showed a slight increase"},
        {COMPARATOR_OWN_PAST, "significant reductions", "showed significant reductions"},
        {COMPARATOR_OWN_PAST, "risen slightly", "rose slightly"},
        {COMPARATOR_OWN_PAST, "declining from a high base",
         "were declining from a high base"},
        {COMPARATOR_OWN_PAST, "best ever",
         "were described as \xe2\x80\x9c"
         "best ever\xe2\x80\x9d"},
        {COMPARATOR_NEIGHBOURS, "very slightly above",
         "were very slightly above similar areas"},
        {COMPARATOR_ENGLAND, "close to", "were close to the national average"},
        {COMPARATOR_ENGLAND, "in line or above",
         "were in line with or above the national average"},
        {COMPARATOR_ENGLAND, "broadly average", "were broadly average nationally"},
        {COMPARATOR_NEIGHBOURS, "narrowing faster",
         "were narrowing faster than in similar areas"},
        {COMPARATOR_ENGLAND, "compares well", "compared well with the national average"},
    };
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct relation r =
            relation(cases[i].against, RELATION_AS_WORDED, cases[i].worded);
        assert_says(words_relation(b->arena, b->plan, &r), cases[i].said);
    }
}

static void
below_is_good_where_low_is_good_and_nothing_where_there_is_no_direction(void **state)
{
    static const struct {
        enum polarity polarity;
        enum relation_kind kind;
        int sign;
    } cases[] = {
        {POLARITY_HIGH, RELATION_BELOW, -1},     {POLARITY_LOW, RELATION_BELOW, 1},
        {POLARITY_LOW, RELATION_WELL_ABOVE, -1}, {POLARITY_LOW, RELATION_BETTER, 1},
        {POLARITY_HIGH, RELATION_IN_LINE, 0},
    };
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct measure m = {.name = STR("Rate"), .polarity = cases[i].polarity};
        struct relation r = relation(COMPARATOR_ENGLAND, cases[i].kind, "");
        const struct relation *at = &r;
        struct clause clause;
        r.measure = &m;
        phrase_relations(b->arena, b->plan, &at, 1, &clause);
        assert_int_equal(clause.sign, cases[i].sign);
    }
    struct measure none = {.name = STR("Children"), .polarity = POLARITY_NONE};
    struct relation r = relation(COMPARATOR_OWN_PAST, RELATION_AS_WORDED, "increased");
    const struct relation *at = &r;
    struct clause clause;
    r.measure = &none;
    phrase_relations(b->arena, b->plan, &at, 1, &clause);
    assert_int_equal(clause.sign, 0);
}

static void a_time_that_clauses_share_is_said_once(void **state)
{
    struct bench *b = *state;
    struct relation rows[] = {
        relation(COMPARATOR_NEIGHBOURS, RELATION_WORSE, ""),
        relation(COMPARATOR_ENGLAND, RELATION_BETTER, ""),
        relation(COMPARATOR_OWN_PAST, RELATION_AS_WORDED, "decreased")};
    rows[0].period_text = rows[1].period_text = STR("2004");
    assert_true(period_parse(STR("2004"), &rows[0].period));
    rows[1].period = rows[0].period;
    rows[2].since = STR("1998");
    assert_says(joined(b, rows, 3),
                "were worse than similar areas but better than the national "
                "average in 2004, and decreased since 1998");
}

static void a_movement_told_twice_says_its_verb_once(void **state)
{
    struct bench *b = *state;
    struct relation rows[] = {
        relation(COMPARATOR_OWN_PAST, RELATION_AS_WORDED, "increased"),
        relation(COMPARATOR_OWN_PAST, RELATION_AS_WORDED, "increased significantly")};
    rows[0].since = STR("2009");
    rows[1].period_text = STR("2008");
    assert_true(period_parse(STR("2008"), &rows[1].period));
    assert_says(joined(b, rows, 2), "increased since 2009, significantly in 2008");
    rows[1].relation_text = STR("decreased significantly");
    assert_says(joined(b, rows, 2),
                "increased since 2009 and decreased significantly in 2008");
}

/* ---- Figures and times */

static void a_share_or_a_rate_is_no_count_however_its_unit_is_written(void **state)
{
    static const struct {
        const char *unit, *said;
        bool counted;
    } cases[] = {
        {"%", "50.8%", false},
        {"percent", "50.8%", false},
        {"Percent", "50.8%", false},
        {"per cent", "50.8%", false},
        {"percentage", "50.8%", false},
        {"% of pupils", "50.8% of pupils", false},
        {"per cent of pupils", "50.8% of pupils", false},
        {"percentage points", "50.8 percentage points", false},
        {"per 10000", "50.8 per 10000", false},
        {"Per 1,000 births", "50.8 Per 1,000 births", false},
        {"rate per 10,000", "50.8 per 10,000", false},
        {"Rate per 10,000", "50.8 per 10,000", false},
        {"rate", "50.8", false},
        {"score", "50.8", false},
        {"points", "50.8 points", false},
        {"", "50.8", false},
        {"number", "50.8", true},
        {"children", "50.8 children", true},
        {"permanent exclusions", "50.8 permanent exclusions", true},
    };
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct measure m = {.unit = str_of(cases[i].unit), .decimals = -1};
        assert_says(phrase_quantity(b->arena, ratio_of(508, 10), &m), cases[i].said);
        if (phrase_is_counted(m.unit) != cases[i].counted)
            fail_msg("%s: counted %d", cases[i].unit, !cases[i].counted);
    }
}

static void a_value_is_said_with_its_unit_or_the_reason_why_not(void **state)
{
    struct bench *b = *state;
    struct measure percent = {.unit = STR("%"), .decimals = 1};
    struct measure children = {.unit = STR("children"), .decimals = -1};
    struct measure rate = {.unit = STR("rate per 10,000"), .decimals = 1};
    assert_says(phrase_quantity(b->arena, ratio_of(69, 10), &percent), "6.9%");
    assert_says(phrase_quantity(b->arena, ratio_of(39500, 1), &children),
                "39,500 children");
    assert_says(phrase_quantity(b->arena, ratio_of(54, 1), &rate), "54 per 10,000");
    struct value v = {
        .measure = &children, .missing = MISSING_TOO_FEW, .period_text = STR("2009")};
    assert_true(period_parse(v.period_text, &v.period));
    assert_says(words_value(b->arena, b->plan, &v),
                "not shown: too few children in 2009");
}

static void periods_are_said_as_people_say_them(void **state)
{
    static const struct {
        const char *written, *said;
    } cases[] = {
        {"2009", "in 2009"},
        {"2008/09", "in 2008/09"},
        {"2009-07", "in July 2009"},
        {"2009-12-31", "on 31 December 2009"},
        {"2009-01-01..2009-12-31", "in 2009"},
        {"2009-02-13..2010-02-12", "in the year to 12 February 2010"},
        {"2009-04-01..2010-02-12", "from 1 April 2009 to 12 February 2010"},
    };
    struct bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct period p;
        assert_true(period_parse(str_of(cases[i].written), &p));
        assert_says(phrase_period(b->arena, str_of(cases[i].written), p), cases[i].said);
    }
}

static void a_grade_is_said_with_its_label_and_a_set_with_or(void **state)
{
    struct bench *b = *state;
    gradeset two = gradeset_union(gradeset_one(0), gradeset_one(1));
    assert_says(words_grade(b->arena, scale_setting(), 1), "Good (2)");
    assert_says(words_grades(b->arena, scale_setting(), two), "Outstanding or Good");
    assert_says(words_grades(b->arena, scale_setting(), gradeset_all(scale_setting())),
                "Outstanding, Good, Satisfactory or Inadequate");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_bench, close_bench)
    const struct CMUnitTest tests[] = {
        TEST(numbers_up_to_twelve_are_words),
        TEST(a_list_reads_with_and_before_its_last),
        TEST(a_sentence_has_a_capital_and_one_stop),
        TEST(services_are_named_in_words_and_never_homes_by_name),
        TEST(services_stand_in_the_order_of_a_childs_life),
        TEST(a_measures_name_takes_its_verb_and_article),
        TEST(a_share_is_a_count_below_five_and_a_band_with_its_figure_above),
        TEST(a_percentage_is_said_with_its_band),
        TEST(a_grade_or_better_names_the_best_alone),
        TEST(two_directions_are_said_in_one_sentence),
        TEST(one_relation_to_two_comparators_is_said_once),
        TEST(a_frameworks_own_phrase_is_used),
        TEST(a_trend_joins_its_level),
        TEST(words_of_the_evidence_are_fitted_in_or_quoted),
        TEST(below_is_good_where_low_is_good_and_nothing_where_there_is_no_direction),
        TEST(a_time_that_clauses_share_is_said_once),
        TEST(a_movement_told_twice_says_its_verb_once),
        TEST(a_share_or_a_rate_is_no_count_however_its_unit_is_written),
        TEST(a_value_is_said_with_its_unit_or_the_reason_why_not),
        TEST(periods_are_said_as_people_say_them),
        TEST(a_grade_is_said_with_its_label_and_a_set_with_or),
    };
    return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
