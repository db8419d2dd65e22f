/* One measure laid out over a small England (fixture_ring.h). */
#include "fixture_ring.h"

/* --- ranks and bands -----------------------------------------------------------------
 */

static void equal_figures_share_the_better_rank(void **state)
{
    (void)state;
    struct scene s = {.at = {{"2024", .value = {5, 7, 7, 1, NONE, 9, 9, 9, 2, 3, 4, 8}}}};
    static const struct {
        enum polarity polarity;
        int ranks[AREAS];
    } cases[] = {
        {POLARITY_HIGH, {7, 5, 5, 11, 0, 1, 1, 1, 10, 9, 8, 4}},
        {POLARITY_LOW, {5, 6, 6, 1, 0, 9, 9, 9, 2, 3, 4, 8}},
        {POLARITY_NONE, {0}},
        {POLARITY_CONTEXT, {0}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        s.about.polarity = cases[c].polarity;
        struct england e = lay_out(&s);
        for (size_t i = 0; i < AREAS; i++) {
            const struct benchmark_area *at = &e.result.areas[i];
            assert_int_equal(at->rank, cases[c].ranks[i]);
            assert_int_equal(at->rank_of, at->rank ? 11 : 0);
        }
        assert_int_equal(e.result.live, AREAS);
        assert_int_equal(e.result.with_value, 11);
        arena_free(e.a);
    }
}

static void a_band_holds_its_upper_edge_whichever_way_is_better(void **state)
{
    (void)state;
    /* nine figures, so that the quartiles 3, 5 and 7 fall on figures */
    struct scene s = {
        .at = {{"2024", .value = {1, 2, 3, 4, 5, 6, 7, 8, 9, NONE, NONE, NONE}}}};
    static const struct {
        enum polarity polarity;
        bool no_quartile;
        const char *bands; /* - for none */
    } cases[] = {
        {POLARITY_LOW, false, "AAABBCCDD---"},
        {POLARITY_HIGH, false, "DDDCCBBAA---"},
        {POLARITY_NONE, false, "------------"},
        {POLARITY_HIGH, true, "------------"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        s.about.polarity = cases[c].polarity;
        s.about.no_quartile = cases[c].no_quartile;
        struct england e = lay_out(&s);
        for (size_t i = 0; i < AREAS; i++) {
            char band = e.result.areas[i].quartile;
            assert_int_equal(band ? band : '-', cases[c].bands[i]);
        }
        near(e.result.quantiles[0], 1);
        near(e.result.quantiles[1], 3);
        near(e.result.quantiles[3], 7);
        arena_free(e.a);
    }
}

/* --- who takes part ------------------------------------------------------------------
 */

static void only_authorities_of_the_period_take_part(void **state)
{
    (void)state;
    struct scene s = {
        .about = {.polarity = POLARITY_HIGH},
        .at = {{"2024", .value = {1, 2, 3, 4, 5, 6, NONE, 8, 9, 10, 11, 12}}},
    };
    s.ended[9] = date_of(2023, 3, 31);  /* before the year to 31 March 2024 */
    s.ended[10] = date_of(2023, 9, 30); /* within it, and has a figure */
    s.ended[6] = date_of(2023, 9, 30);  /* within it, and has none */
    s.began[11] = date_of(2024, 4, 1);  /* after it */
    s.began[8] = date_of(2024, 3, 31);  /* on its last day */
    struct england e = lay_out(&s);
    static const bool live[AREAS] = {1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0};
    for (size_t i = 0; i < AREAS; i++)
        assert_int_equal(e.result.areas[i].live, live[i]);
    assert_int_equal(e.result.live, 9);
    assert_int_equal(e.result.areas[10].rank, 1);
    assert_int_equal(e.result.areas[0].rank_of, 9);
    near(e.result.areas[9].value, NONE);
    near(e.result.areas[9].neighbours_mean, NONE);
    /* 302's ten neighbours are 303 to 312; of them 303 to 306, 308, 309 and 311 count */
    assert_int_equal(e.result.areas[1].neighbours_with, 7);
    near(e.result.areas[1].neighbours_mean, (3 + 4 + 5 + 6 + 8 + 9 + 11) / 7.0);
    near(e.result.areas[1].neighbours_median, 6);
    arena_free(e.a);
}

static void neighbours_are_weak_where_none_is_close(void **state)
{
    (void)state;
    struct scene s = {
        .at = {{"2024", .value = {1, 2, 3}}}, .distant = true, .closer = true};
    struct england e = lay_out(&s);
    assert_false(e.result.areas[0].weak_neighbours); /* its tenth is close */
    arena_free(e.a);
}

static void neighbours_are_averaged_over_those_that_have_a_figure(void **state)
{
    (void)state;
    struct scene s = {
        .at = {{"2024", .value = {100, 1, 2.5, 3, 4, 5, 6, 7, 8, 19, 10, 200}}},
        .region = 6.5,
        .england = 7.5,
        .distant = true,
    };
    struct england e = lay_out(&s);
    const struct benchmark_area *first = &e.result.areas[0];
    assert_int_equal(first->neighbours_with, 10);
    near(first->neighbours_mean, 6.55);
    near(first->neighbours_median, 5.5);
    near(first->region, 6.5);
    near(first->england, 7.5);
    assert_true(first->weak_neighbours);
    arena_free(e.a);

    for (size_t i = 3; i < AREAS; i++)
        s.at[0].value[i] = NONE; /* 301 has 302 and 303 left, 303 has 301 and 302 */
    s.distant = false;
    e = make(&s, &(struct benchmark_options){.need_neighbours = 2});
    benchmark_period(e.with, &e.cube->measures[0], 0, &e.result);
    near(e.result.areas[0].neighbours_median, 1.75);
    near(e.result.areas[2].neighbours_mean, NONE); /* 301 only: 302 is its eleventh */
    assert_int_equal(e.result.areas[2].neighbours_with, 1);
    assert_false(e.result.areas[0].weak_neighbours);
    arena_free(e.a);
}

static void without_neighbours_loaded_there_is_no_average(void **state)
{
    (void)state;
    struct scene s = {.at = {{"2024", .value = {1, 2, 3}}}, .england = 2};
    struct england e = make(&s, &(struct benchmark_options){.model = 7});
    benchmark_period(e.with, &e.cube->measures[0], 0, &e.result);
    near(e.result.areas[0].neighbours_mean, NONE);
    near(e.result.areas[0].england, 2);
    arena_free(e.a);
}

/* --- chance --------------------------------------------------------------------------
 */

static const double some[AREAS] = {12, 30, 25, 8, 40, 22, 18, 35, 9, 27, 31, 16};
static const double of[AREAS] = {100, 150, 130, 90,  160, 140,
                                 120, 170, 80,  110, 155, 125};

static struct scene counted(enum measure_kind kind, double per)
{
    struct scene s = {.about = {.polarity = POLARITY_LOW, .kind = kind, .per = per},
                      .at = {{"2024", .counts = true}},
                      .region = NONE,
                      .england = 0.18 * per};
    for (size_t i = 0; i < AREAS; i++) {
        s.at[0].numerator[i] = some[i];
        s.at[0].denominator[i] = of[i];
        s.at[0].value[i] = round(10 * per * some[i] / of[i]) / 10;
    }
    return s;
}

static void a_proportion_has_wilson_s_interval_and_an_over_dispersed_funnel(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_PERCENT, 100);
    struct england e = lay_out(&s);
    const struct benchmark *b = &e.result;
    assert_int_equal(b->chance, CHANCE_PROPORTION);
    near(b->per, 100);
    near(b->centre, 17.84313725490196);
    near(b->phi, 1.6082564907846486);
    near(b->tau2, 0.0014856194186037381);
    near(b->prior, 127.99668020213056);
    near(b->areas[0].funnel_z, -1.3046119037033186);
    near(b->areas[4].funnel_z, 1.5847686155686527);
    near(b->areas[0].shrunken, 15.280320441200232);
    near(b->areas[4].shrunken, 21.81921794587381);
    near(b->areas[0].low95, 6.999406407369686);
    near(b->areas[0].high95, 19.81209949907403);
    near(b->areas[0].low998, 5.162366133660925);
    near(b->areas[0].high998, 25.46262390129475);
    struct funnel_limits at = funnel_limits(b, b->centre, 100);
    near(at.low95, 9.444126428439925);
    near(at.high95, 28.20148043872612);
    near(at.low998, 5.697088882537479);
    near(at.high998, 34.82305362705784);
    struct funnel_limits chance = funnel_chance(b, 10, 325);
    near(chance.low95, 10 - 1.959964 * sqrt(900.0 / 325));
    assert_true(chance.high95 < chance.high998);
    arena_free(e.a);
}

static void a_rate_has_byar_s_interval_and_the_exact_one_below_ten(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_RATE, 10000);
    struct england e = lay_out(&s);
    const struct benchmark *b = &e.result;
    assert_int_equal(b->chance, CHANCE_RATE);
    near(b->phi, 1.3341264074944232);
    near(b->tau2, 0.005025767063328924);
    near(b->prior, 201.22946341836555);
    near(b->areas[0].funnel_z, -1.3040326490511152);
    near(b->areas[4].shrunken, 2101.3139029125807);
    near(b->areas[0].low95, 619.3509808620055);
    near(b->areas[0].high95, 2096.285813026768);
    near(round(b->areas[3].low95 * 90) / 10000, 3.4538); /* 8 events: Garwood's table */
    near(round(b->areas[3].high95 * 90) / 10000, 15.7632);
    struct funnel_limits at = funnel_limits(b, b->centre, 100);
    near(at.low95, 949.7576222360071);
    near(at.high95, 2879.8396847459784);
    near(at.high998, 3630.246850686568);
    near(funnel_chance(b, 2000, 100).low95, 2000 * 0.6108259767951406);
    arena_free(e.a);
}

static void beyond_chance_is_outside_the_area_s_own_interval(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_PERCENT, 100);
    static const struct {
        enum polarity polarity;
        enum against high, low; /* of the fifth and of the fourth area */
    } cases[] = {
        {POLARITY_LOW, AGAINST_WORSE, AGAINST_BETTER},
        {POLARITY_HIGH, AGAINST_BETTER, AGAINST_WORSE},
        {POLARITY_NONE, AGAINST_HIGHER, AGAINST_LOWER},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        s.about.polarity = cases[c].polarity;
        struct england e = lay_out(&s);
        const struct benchmark_area *areas = e.result.areas;
        assert_int_equal(areas[4].against_england, cases[c].high);
        assert_int_equal(areas[3].against_england, cases[c].low);
        assert_int_equal(areas[9].against_england, AGAINST_SIMILAR); /* 17.45 to 33.4 */
        assert_int_equal(areas[4].against_region, AGAINST_UNKNOWN);  /* no figure */
        assert_int_equal(areas[3].against_neighbours, cases[c].low);
        arena_free(e.a);
    }
}

static void without_counts_nothing_is_known_of_chance(void **state)
{
    (void)state;
    struct scene plain = counted(MEASURE_PERCENT, 100);
    plain.at[0].counts = false;
    struct scene mean = counted(MEASURE_MEAN, 1);
    struct scene sessions = counted(MEASURE_PERCENT, 100);
    sessions.about.unit = STR("% of sessions");
    struct scene foreign = counted(MEASURE_PERCENT, 100);
    for (size_t i = 0; i < AREAS; i++)
        foreign.at[0].value[i] *= 3; /* counts of something else */
    const struct scene *scenes[] = {&plain, &mean, &sessions, &foreign};
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct england e = lay_out(scenes[i]);
        const struct benchmark_area *at = &e.result.areas[4];
        assert_int_equal(e.result.chance, CHANCE_NONE);
        assert_int_equal(at->against_england, AGAINST_UNKNOWN);
        near(at->low95, NONE);
        near(at->shrunken, NONE);
        near(funnel_limits(&e.result, 10, 100).low95, NONE);
        assert_true(at->rank > 0);
        arena_free(e.a);
    }
}

static void the_unit_is_what_the_figures_say(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_OTHER, 1000);
    s.about.per = 1; /* as where a file does not say */
    struct england e = lay_out(&s);
    assert_int_equal(e.result.chance, CHANCE_RATE);
    near(e.result.per, 1000);
    arena_free(e.a);
}

static void a_part_greater_than_the_whole_takes_no_part_in_chance(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_PERCENT, 100);
    s.at[0].numerator[2] = 140;
    s.at[0].value[2] = 107.7;
    struct england e = lay_out(&s);
    assert_int_equal(e.result.chance, CHANCE_PROPORTION);
    near(e.result.areas[2].low95, NONE);
    near(e.result.areas[2].funnel_z, NONE);
    assert_int_equal(e.result.areas[2].rank, 12);
    near(e.result.areas[0].low95, 6.999406407369686);
    near(e.result.centre, 100 * (273 - 25) / (1530.0 - 130));
    arena_free(e.a);
}

static void where_chance_explains_the_spread_all_estimates_are_the_whole_s(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_PERCENT, 100);
    for (size_t i = 0; i < AREAS; i++) {
        s.at[0].numerator[i] = 20 + (double)(i % 3);
        s.at[0].denominator[i] = 100;
        s.at[0].value[i] = s.at[0].numerator[i];
    }
    struct england e = lay_out(&s);
    struct rank_range ranges[AREAS + 2];
    assert_true(isinf(e.result.prior));
    near(e.result.tau2, 0);
    near(e.result.areas[3].shrunken, 21);
    rank_ranges(e.a, e.cube, &e.result, (struct rank_options){.draws = 100}, ranges);
    for (size_t i = 0; i < AREAS; i++) {
        assert_int_equal(ranges[i].low, 1);
        assert_int_equal(ranges[i].high, AREAS);
    }
    arena_free(e.a);
}

/* --- ranges of ranks -----------------------------------------------------------------
 */

/* Worked out by another program from the same definition (docs/methods.md). */
static void the_ranges_of_ranks_are_those_of_a_thousand_draws(void **state)
{
    (void)state;
    static const struct {
        enum measure_kind kind;
        double per;
        int ranges[AREAS][2];
    } cases[] = {
        {MEASURE_PERCENT,
         100,
         {{1, 10},
          {2, 12},
          {2, 12},
          {1, 8},
          {6, 12},
          {1, 11},
          {1, 10},
          {3, 12},
          {1, 10},
          {4, 12},
          {3, 12},
          {1, 10}}},
        {MEASURE_RATE,
         10000,
         {{1, 10},
          {2, 12},
          {2, 12},
          {1, 9},
          {4, 12},
          {1, 11},
          {1, 11},
          {2, 12},
          {1, 11},
          {3, 12},
          {2, 12},
          {1, 10}}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct scene s = counted(cases[c].kind, cases[c].per);
        struct england e = lay_out(&s);
        struct rank_range ranges[AREAS + 2];
        rank_ranges(e.a, e.cube, &e.result, (struct rank_options){0}, ranges);
        for (size_t i = 0; i < AREAS; i++) {
            assert_int_equal(ranges[i].low, cases[c].ranges[i][0]);
            assert_int_equal(ranges[i].high, cases[c].ranges[i][1]);
        }
        arena_free(e.a);
    }
}

static void a_rank_is_as_sure_as_its_counts_are_many(void **state)
{
    (void)state;
    struct scene s = counted(MEASURE_PERCENT, 100);
    struct rank_range few[AREAS + 2], many[AREAS + 2], again[AREAS + 2];
    struct england e = lay_out(&s);
    rank_ranges(e.a, e.cube, &e.result, (struct rank_options){0}, few);
    for (size_t i = 0; i < AREAS; i++) {
        s.at[0].numerator[i] = 1000.0 + 700.0 * (double)i;
        s.at[0].denominator[i] = 100000;
        s.at[0].value[i] = s.at[0].numerator[i] / 1000;
    }
    struct england sure = lay_out(&s);
    rank_ranges(sure.a, sure.cube, &sure.result, (struct rank_options){0}, many);
    rank_ranges(sure.a, sure.cube, &sure.result, (struct rank_options){0}, again);
    for (size_t i = 0; i < AREAS; i++) {
        assert_true(few[i].high - few[i].low >= 3);
        assert_in_range(sure.result.areas[i].rank, many[i].low, many[i].high);
        assert_int_equal(many[i].low, (int)i + 1);
        assert_int_equal(many[i].high, (int)i + 1);
        assert_int_equal(again[i].low, many[i].low);
    }
    assert_int_equal(few[AREAS].low, 0); /* a region has no rank */
    arena_free(e.a);
    arena_free(sure.a);
}

/* --- change --------------------------------------------------------------------------
 */

static struct scene two_years(const char *before, const char *now)
{
    struct scene s = counted(MEASURE_PERCENT, 100);
    s.at[1] = s.at[0];
    s.at[0].period = before;
    s.at[1].period = now;
    s.at[1].numerator[4] = 10; /* from 40 of 160 */
    s.at[1].value[4] = 6.3;
    s.at[1].numerator[9] = 43; /* from 27 of 110: z is 2.3 */
    s.at[1].value[9] = 39.1;
    s.at[0].value[7] = NONE;
    return s;
}

static void change_is_since_the_last_consecutive_year_and_tested(void **state)
{
    (void)state;
    struct scene s = two_years("2023", "2024");
    struct england e = lay_out(&s);
    const struct benchmark_area *areas = e.result.areas;
    assert_int_equal(e.result.before, 0);
    near(areas[4].change, 6.3 - 25);
    double p = 50.0 / 320;
    near(areas[4].change_z, (0.0625 - 0.25) / sqrt(p * (1 - p) * 2 / 160));
    assert_int_equal(areas[4].change_is, AGAINST_BETTER);
    assert_int_equal(areas[9].change_is, AGAINST_WORSE);
    near(areas[0].change, 0);
    assert_int_equal(areas[0].change_is, AGAINST_SIMILAR);
    near(areas[7].change, NONE);
    assert_int_equal(areas[7].change_is, AGAINST_UNKNOWN);
    arena_free(e.a);
}

static void there_is_no_change_across_a_gap_or_a_break(void **state)
{
    (void)state;
    static const struct {
        const char *before, *now, *break_from;
        bool changed, tested;
    } cases[] = {
        {"2022", "2024", "", false, false},
        {"2023", "2024", "2024", false, false},
        {"2023", "2024", "2023", true, true},
        {"2022-23 (OT)", "2023-24 (OT)", "", true, true},
        {"2023 (Rev)", "2024 (prov)", "", true, true},
        {"2022-23", "2024", "", true, true},     /* one year, written in two ways */
        {"2021-23", "2022-24", "", true, false}, /* pools that share a year */
        {"2021-23", "2024", "", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene s = two_years(cases[i].before, cases[i].now);
        s.about.break_from = str_of(cases[i].break_from);
        struct england e = lay_out(&s);
        const struct benchmark_area *at = &e.result.areas[4];
        if (isnan(at->change) == cases[i].changed)
            fail_msg("%s to %s: change %f", cases[i].before, cases[i].now, at->change);
        assert_int_equal(isnan(at->change_z), !cases[i].tested);
        arena_free(e.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_figures_share_the_better_rank),
        cmocka_unit_test(a_band_holds_its_upper_edge_whichever_way_is_better),
        cmocka_unit_test(only_authorities_of_the_period_take_part),
        cmocka_unit_test(neighbours_are_weak_where_none_is_close),
        cmocka_unit_test(neighbours_are_averaged_over_those_that_have_a_figure),
        cmocka_unit_test(without_neighbours_loaded_there_is_no_average),
        cmocka_unit_test(a_proportion_has_wilson_s_interval_and_an_over_dispersed_funnel),
        cmocka_unit_test(a_rate_has_byar_s_interval_and_the_exact_one_below_ten),
        cmocka_unit_test(beyond_chance_is_outside_the_area_s_own_interval),
        cmocka_unit_test(without_counts_nothing_is_known_of_chance),
        cmocka_unit_test(the_unit_is_what_the_figures_say),
        cmocka_unit_test(a_part_greater_than_the_whole_takes_no_part_in_chance),
        cmocka_unit_test(where_chance_explains_the_spread_all_estimates_are_the_whole_s),
        cmocka_unit_test(the_ranges_of_ranks_are_those_of_a_thousand_draws),
        cmocka_unit_test(a_rank_is_as_sure_as_its_counts_are_many),
        cmocka_unit_test(change_is_since_the_last_consecutive_year_and_tested),
        cmocka_unit_test(there_is_no_change_across_a_gap_or_a_break),
    };
    return cmocka_run_group_tests_name("benchmark", tests, NULL, NULL);
}
