/* Every file of figures and of the registry in the data folder: which format it is, how
 * many rows it has (the counts of the folder's own list), and values looked up by hand.
 * Skipped where the folder is absent. */
#include "fixture_national.h"

struct expected {
    const char *file, *format;
    size_t rows, figures, others; /* others: areas, pairs, days … of the format */
};

static const struct expected files[] = {
    {"lait/bds_long.csv.gz", "lait-base-data", 641070, 641070, 0},
    {"lait/data_dictionary.csv", "lait-dictionary", 448, 0, 434},
    {"lait/la_code_list.csv", "lait-areas", 171, 0, 170},
    {"originals/la_code_list.xlsx", "lait-areas", 171, 0, 170},
    {"lait/statistical_neighbours_2025.csv", "statistical-neighbours", 1580, 0, 1580},
    {"lait/statistical_neighbours_2021.csv", "statistical-neighbours", 1560, 0, 1560},
    {"originals/sn_may_2025.xlsx", "statistical-neighbours", 158, 0, 1580},
    {"originals/sn_april_2021.xlsx", "statistical-neighbours", 158, 0, 1560},
    {"csc/sn_model_2025_wide.csv.gz", "statistical-neighbours", 153, 0, 1530},
    {"csc/New_Statistical_Neighbour_Groupings_April_2021.csv.gz",
     "statistical-neighbours", 156, 0, 1560},
    {"lookups/la_lookup.csv", "area-registry", 160, 0, 160},
    {"lookups/la_reorganisations.csv", "reorganisations", 24, 0, 24},
    {"lookups/la_name_aliases.csv", "area-aliases", 240, 0, 233},
    {"calendar/bank_holidays_england_wales.csv", "bank-holidays", 254, 0, 254},
    {"calendar/bank-holidays-govuk-2012-2028.json", "bank-holidays-json", 140, 0, 140},
    {"history/national_indicators_2007_2014.csv.gz", "national-indicators", 12707, 12707,
     22},
    {"csc/indicator_counts.csv.gz", "indicator-counts", 75928, 75872, 64},
    {"education/eyfsp_2013_2019.csv.gz", "dfe-tidy", 3420, 30780, 27},
    {"education/neet_scorecard_2023.csv.gz", "dfe-tidy", 160, 6240, 39},
    {"education/neet_scorecard_2022.csv.gz", "dfe-tidy", 160, 6240, 39},
    {"csc/b1_children_in_need_2013_to_2025.csv.gz", "dfe-tidy", 2132, 17056, 8},
    {"csc/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv.gz", "dfe-tidy",
     2132, 21320, 10},
    {"csc/c3_factors_identified_at_end_of_assessment_2018_to_2025.csv.gz", "dfe-tidy",
     1312, 52480, 40},
    {"csc/d3_cpps_subsequent_plan_2013_to_2025.csv.gz", "dfe-tidy", 2132, 6396, 3},
    {"csc/d5_cpps_at31march_by_duration_2013_to_2025.csv.gz", "dfe-tidy", 2132, 23452,
     11},
    {"csc/cla_number_and_rate_per_10k_children.csv.gz", "dfe-tidy", 2505, 7515, 9},
    {"csc/la_cla_placement_stability.csv.gz", "dfe-tidy", 5010, 10020, 12},
    {"csc/la_cla_during_year_new_placements.csv.gz", "dfe-tidy", 15865, 31730, 38},
    {"csc/la_cla_school_moves.csv.gz", "dfe-tidy", 6680, 13360, 16},
    {"csc/la_cla_swcount.csv.gz", "dfe-tidy", 330, 660, 4},
    {"csc/la_conviction_health_outcome_cla.csv.gz", "dfe-tidy", 15030, 30060, 36},
    {"csc/la_care_leavers_activity.csv.gz", "dfe-tidy", 20040, 40080, 48},
    {"csc/la_care_leavers_accommodation_suitability.csv.gz", "dfe-tidy", 6680, 13360, 16},
    {"csc/csww_indicators_2017_to_2025.csv.gz", "dfe-tidy", 1463, 31878, 22},
    {"csc/csww_headline_measures_2017_to_2022.csv.gz", "dfe-tidy", 978, 19560, 20},
    {"csc/absence_la.csv.gz", "dfe-tidy", 17220, 206640, 180},
    {"csc/ks2_la.csv.gz", "dfe-tidy", 3444, 0, 0},
    {"csc/ks4_la.csv.gz", "dfe-tidy", 3444, 48216, 42},
    {"csc/ons_mid-year_population_estimates_2012_to_2024.csv.gz", "dfe-tidy", 2132, 2132,
     1},
    {"csc/national_cla_adopted_average_time_between_adoption_process_stages.csv.gz",
     "dfe-tidy", 315, 315, 63},
    {"csc/la_care_leavers_intouch.csv.gz", "dfe-tidy", 8350, 16700, 20},
    {"csc/la_care_leavers_stayput.csv.gz", "dfe-tidy", 3340, 6680, 8},
    {"csc/la_children_who_ceased_during_the_year.csv.gz", "dfe-tidy", 24215, 48430, 58},
    {"csc/la_children_who_ceased_during_the_year_sgo_adoption.csv.gz", "dfe-tidy", 6680,
     13360, 16},
    {"csc/"
     "la_children_who_were_missing_or_away_from_placement_without_authorisation.csv.gz",
     "dfe-tidy", 10855, 10855, 13},
    {"csc/la_cla_on_31_march_la_of_placement_netgain.csv.gz", "dfe-tidy", 2505, 2505, 3},
    {"csc/cla_outcomes_absence_six_half_terms_la.csv.gz", "dfe-tidy", 14730, 147300, 150},
    {"csc/cla_outcomes_fsm_la.csv.gz", "dfe-tidy", 1964, 5892, 6},
    {"csc/cla_outcomes_permanent_exclusions_and_suspensions_la.csv.gz", "dfe-tidy", 2931,
     14655, 15},
    {"csc/cla_outcomes_school_type_la.csv.gz", "dfe-tidy", 2933, 14665, 15},
    {"csc/cla_outcomes_sen_la.csv.gz", "dfe-tidy", 2946, 103110, 105},
};

/* Zero expected figures, where others are zero too, are not counted here. */
static void check_file(const struct expected *e)
{
    struct reading_test t = read_data(e->file);
    const struct batch *b = t.batch;
    size_t others = b->measures_count + b->areas_count + b->neighbours_count +
                    b->successions_count + b->holidays_count;
    if (!t.format || t.status)
        fail_msg("%s: %s", e->file, t.format ? t.why.text : "not recognised");
    if (str_equal(str_of(e->format), STR("area-aliases")))
        others = b->aliases_count;
    if (e->figures == 641070)
        others = 0;
    assert_string_equal(t.format->id, e->format);
    if (b->rows != e->rows || (e->figures && b->figures_count != e->figures) ||
        (e->others && others != e->others))
        fail_msg("%s: %zu rows, %zu figures, %zu others", e->file, (size_t)b->rows,
                 b->figures_count, others);
    for (size_t i = 0; i < t.remarks.count; i++) {
        if (t.remarks.at[i].kind != REMARK_WARNING)
            fail_msg("%s: %.*s", e->file, STR_ARG(t.remarks.at[i].text));
    }
    end_reading(&t);
}

static void every_file_is_read_whole_and_without_complaint(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        check_file(&files[i]);
}

static void no_file_is_of_two_formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct reading_test t = read_data(files[i].file);
        int surest = t.format->recognise(&t.input), as_sure = 0;
        for (size_t k = 0; k < national_format_count; k++)
            as_sure += national_formats[k]->recognise(&t.input) == surest;
        if (as_sure != 1)
            fail_msg("%s is of %d formats", files[i].file, as_sure);
        end_reading(&t);
    }
}

static void figures_stand_where_they_were_published(void **state)
{
    (void)state;
    static const struct {
        const char *file, *id, *period, *code;
        double value, numerator, denominator; /* 0: none */
    } cases[] = {
        {"lait/bds_long.csv.gz", "ReReferral", "2024", "340", 13.1, 0, 0},
        {"lait/bds_long.csv.gz", "ReReferral", "2022", "340", 19.4, 0, 0},
        {"csc/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv.gz",
         "c1_children_in_need_referrals_and_rereferrals_2013_to_2025:rereferral_percent",
         "2025", "340", 15.5, 240, 1547},
        {"csc/indicator_counts.csv.gz", "indicator_counts:cla_rate", "2025", "340", 90,
         325, 36039},
        {"csc/cla_number_and_rate_per_10k_children.csv.gz",
         "cla_number_and_rate_per_10k_children:rate_per_10000|population_type=Children "
         "looked after on 31 March each year",
         "2025", "340", 90, 325, 36039},
        {"education/neet_scorecard_2023.csv.gz", "neet_scorecard:NEET_quintile", "2023",
         "340", 5, 0, 0},
        {"education/eyfsp_2013_2019.csv.gz", "eyfsp_2013_2019:gld_percent", "201819",
         "340", 67.8, 1224, 1805},
        {"history/national_indicators_2007_2014.csv.gz",
         "national_indicators_2007_2014:NI062", "2011", "340", 7.39, 21, 284},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_test t = read_data(cases[i].file);
        const struct batch_figure *f =
            figure_of(t.batch, cases[i].id, cases[i].period, cases[i].code);
        if (!f)
            fail_msg("no figure of %s", cases[i].id);
        assert_near(f->value, cases[i].value);
        if (cases[i].denominator > 0) {
            assert_near(f->numerator, cases[i].numerator);
            assert_near(f->denominator, cases[i].denominator);
        } else {
            assert_true(isnan(f->denominator));
        }
        end_reading(&t);
    }
}

static void published_limits_stand_beside_their_scores(void **state)
{
    (void)state;
    struct reading_test t = read_data("csc/ks4_la.csv.gz");
    const struct batch_figure *f =
        figure_of(t.batch, "ks4_la:avg_p8score|social_care_group=CINO at 31 March",
                  "202324", "970");
    assert_non_null(f);
    assert_near(f->value, -1.59);
    assert_near(f->low95, -1.62);
    assert_near(f->high95, -1.56);
    end_reading(&t);
}

static void the_missing_figures_of_the_lait_are_as_many_as_its_hyphens(void **state)
{
    (void)state;
    struct reading_test t = read_data("lait/bds_long.csv.gz");
    size_t missing = 0;
    for (size_t i = 0; i < t.batch->figures_count; i++)
        missing += t.batch->figures[i].missing == MISSING_UNSPECIFIED;
    assert_int_equal(missing, 93883);
    assert_int_equal(t.batch->measures_count, 434);
    assert_int_equal(t.batch->codes_count, 170);
    end_reading(&t);
}

/* The workbook, the wide copy and the long copy say the same. */
static void the_neighbours_of_2025_are_the_same_in_every_file(void **state)
{
    (void)state;
    struct reading_test a = read_data("lait/statistical_neighbours_2025.csv");
    struct reading_test b = read_data("originals/sn_may_2025.xlsx");
    size_t same = 0;
    for (size_t i = 0; i < a.batch->neighbours_count; i++) {
        const struct batch_neighbour *x = &a.batch->neighbours[i];
        for (size_t k = 0; k < b.batch->neighbours_count; k++) {
            const struct batch_neighbour *y = &b.batch->neighbours[k];
            same += x->rank == y->rank && str_equal(x->code, y->code) &&
                    str_equal(x->neighbour, y->neighbour) &&
                    str_equal(x->closeness, y->closeness) &&
                    str_equal(x->model, y->model);
        }
    }
    assert_int_equal(same, 1580);
    end_reading(&a);
    end_reading(&b);
}

static void both_lists_of_holidays_agree(void **state)
{
    (void)state;
    struct reading_test table = read_data("calendar/bank_holidays_england_wales.csv");
    struct reading_test list = read_data("calendar/bank-holidays-govuk-2012-2028.json");
    for (size_t i = 0; i < list.batch->holidays_count; i++) {
        bool found = false;
        for (size_t k = 0; k < table.batch->holidays_count; k++)
            found = found || date_compare(table.batch->holidays[k].on,
                                          list.batch->holidays[i].on) == 0;
        assert_true(found);
    }
    end_reading(&table);
    end_reading(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_read_whole_and_without_complaint),
        cmocka_unit_test(no_file_is_of_two_formats),
        cmocka_unit_test(figures_stand_where_they_were_published),
        cmocka_unit_test(published_limits_stand_beside_their_scores),
        cmocka_unit_test(the_missing_figures_of_the_lait_are_as_many_as_its_hyphens),
        cmocka_unit_test(the_neighbours_of_2025_are_the_same_in_every_file),
        cmocka_unit_test(both_lists_of_holidays_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
