/* Files in the Department's tidy layout. */
#include "fixture_national.h"

#include <stdio.h>
#include <string.h>

#define HEAD                                                                             \
    "time_period,time_identifier,geographic_level,country_code,country_name,"            \
    "region_code,region_name,old_la_code,new_la_code,la_name"
#define LA(code) "2024,Reporting year,Local authority,E92000001,England,,," code ",,A"

static void a_wide_file_gives_a_measure_a_column(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "data/children.csv.gz",
        HEAD ",category,cases,cases_percent\n"
             "2024,Reporting year,National,E92000001,England,,,,,,Plans,1000,50.5\n"
             "2024,Reporting year,Regional,E92000001,England,E13000001,Inner London,,,,"
             "Plans,100,25\n" LA("301") ",Plans,10,c\n" LA("302") ",Plans,x,k\n");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->rows, 4);
    assert_int_equal(t.batch->measures_count, 2);
    assert_int_equal(t.batch->figures_count, 8);
    assert_value(t.batch, "children:cases", "2024", "970", 1000);
    assert_value(t.batch, "children:cases_percent", "2024", "987", 25);
    assert_near(figure_of(t.batch, "children:cases_percent", "2024", "970")->numerator,
                1000);
    assert_int_equal(figure_of(t.batch, "children:cases_percent", "2024", "301")->missing,
                     MISSING_SUPPRESSED);
    const struct batch_figure *zero =
        figure_of(t.batch, "children:cases_percent", "2024", "302");
    assert_int_equal(zero->quality, QUALITY_ROUNDS_TO_ZERO);
    assert_near(zero->value, 0);
    assert_int_equal(zero->row, 5);
    const struct batch_measure *m = measure_of(t.batch, "children:cases_percent");
    assert_int_equal(m->kind, MEASURE_PERCENT);
    assert_int_equal(m->decimals, 1);
    assert_text(m->label, "cases percent: Plans");
    assert_text(m->unit, "%");
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void filters_are_part_of_the_name_of_a_measure(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("leavers.csv",
                  HEAD ",care_leaver_age,breakdown,group,number\n" LA(
                      "301") ",17 to 18,Total,all,30\n" LA("301") ",19 to "
                                                                  "21,Total,all,"
                                                                  "70\n" LA("301") ",19"
                                                                                   " to"
                                                                                   " 21"
                                                                                   ",In"
                                                                                   " wo"
                                                                                   "rk,"
                                                                                   "all"
                                                                                   ",35"
                                                                                   "\n");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->measures_count, 3);
    assert_value(t.batch, "leavers:number|care_leaver_age=17 to 18", "2024", "301", 30);
    assert_value(t.batch, "leavers:number|care_leaver_age=19 to 21", "2024", "301", 70);
    assert_value(t.batch, "leavers:number|care_leaver_age=19 to 21|breakdown=In work",
                 "2024", "301", 35);
    end_reading(&t);
}

/* The layout of our own exports. */
static void
what_stands_beside_a_value_is_left_and_symbols_say_why_there_is_none(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "figures.csv", HEAD
        ",indicator,indicator_name,unit,value,status,status_text,version,numerator,"
        "denominator,low95,high95,rank,rank_of,quartile,neighbours_mean,"
        "against_england,change,change_is,evidence\n" LA(
            "301") ",plans,Plans reviewed,%,50,,,Provisional,5,10,20,80,1,2,A,40,"
                   "better,1.5,similar,1:2\n" LA(
                       "302") ",plans,Plans reviewed,%,,c,Not shown,,,,,,,,,40,,,,1:3\n"
                              "2024,Academic year,Local authority,E92000001,England,,"
                              ",303,,A,pupils,Pupils,,,z,Not applicable,,,,,,,,,,,,,"
                              "\n" LA("304") ",plans,Plans reviewed,%,,n,No "
                                             "figure,,,,,,,,,,,,,1:4\n");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->measures_count, 2);
    assert_int_equal(t.batch->figures_count, 4);
    const struct batch_figure *shown = figure_of(t.batch, "figures:plans", "2024", "301");
    assert_near(shown->value, 50);
    assert_near(shown->numerator, 5);
    assert_near(shown->denominator, 10);
    assert_near(shown->low95, 20);
    assert_near(shown->high95, 80);
    assert_int_equal(shown->status, STATUS_PROVISIONAL);
    assert_int_equal(figure_of(t.batch, "figures:plans", "2024", "302")->missing,
                     MISSING_SUPPRESSED);
    assert_int_equal(figure_of(t.batch, "figures:pupils", "2024", "303")->missing,
                     MISSING_NOT_APPLICABLE);
    assert_int_equal(figure_of(t.batch, "figures:plans", "2024", "304")->missing,
                     MISSING_UNSPECIFIED);
    assert_text(measure_of(t.batch, "figures:plans")->unit, "%");
    assert_text(measure_of(t.batch, "figures:pupils")->year_type, "Academic");
    assert_text(measure_of(t.batch, "figures:plans")->year_type, "");
    end_reading(&t);
}

static void a_total_is_named_where_blank_is_another_group(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "f.csv", HEAD ",sex,number\n" LA("301") ",Total,30\n" LA("301") ",,20\n");
    assert_value(t.batch, "f:number", "2024", "301", 30);
    end_reading(&t);
    t = read_text("f.csv", HEAD ",sex,number\n" LA("301") ",Total,30\n" LA(
                               "301") ",Girls,15\n" LA("301") ",,20\n");
    assert_value(t.batch, "f:number|sex=Total", "2024", "301", 30);
    assert_value(t.batch, "f:number", "2024", "301", 20);
    end_reading(&t);
}

static void a_long_file_names_its_measures_by_its_indicators(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("long.csv", HEAD
                  ",indicator,numerator,denominator,value,lower_95,upper_95,lower_99.8,"
                  "upper_99.8\n" LA("301") ",Percentage in work,10,40,25,14,40,9,52\n" LA(
                      "302") ",Rate per 10000,3,10000,3,1,9,c,\n");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->measures_count, 2);
    const struct batch_figure *f =
        figure_of(t.batch, "long:Percentage in work", "2024", "301");
    assert_non_null(f);
    assert_near(f->numerator, 10);
    assert_near(f->denominator, 40);
    assert_near(f->low95, 14);
    assert_near(f->high95, 40);
    assert_near(f->low998, 9);
    assert_near(f->high998, 52);
    f = figure_of(t.batch, "long:Rate per 10000", "2024", "302");
    assert_near(f->high95, 9);
    assert_true(isnan(f->low998) && isnan(f->high998));
    assert_int_equal(measure_of(t.batch, "long:Rate per 10000")->kind, MEASURE_RATE);
    assert_near(measure_of(t.batch, "long:Rate per 10000")->per, 10000);
    end_reading(&t);
}

/* Names of limits, in pairs, beside an indicator "rate" or "score". */
static void limits_are_known_by_their_names(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        bool wide; /* 99.8 % */
    } cases[] = {
        {"score,lower_95,upper_95", false},
        {"score,score_lci,score_uci", false},
        {"score,score_LowerCI,score_UpperCI", false},
        {"score,score_lower_CI,score_upper_CI", false},
        {"score,CI_low,CI_upp", false},
        {"score,lower_confidence_limit,upper_confidence_limit", false},
        {"score,low998,high998", true},
        {"score,Lower CI 99.8 limit,Upper CI 99.8 limit", true},
        {"score,lower_99_8,upper_99_8", true},
        {"avg_p8score,p8score_CI_low,p8score_CI_upp", false},
        {"score,l95,u95", false},
        {"score,ll_998,ul_998", true},
        {"score,lower_95pc,upper_95pc", false},
        {"score,lower_99_8_percent,upper_99_8_percent", true},
        {"score,confint_95_lower,confint_95_upper", false},
        {"rate_per_10000,rate_lower_95%_ci,rate_upper_95%_ci", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        snprintf(text, sizeof text, HEAD ",%s\n" LA("301") ",5,4,6\n", cases[i].header);
        struct reading_test t = read_text("f.csv", text);
        assert_int_equal(t.batch->figures_count, 1);
        const struct batch_figure *f = &t.batch->figures[0];
        assert_near(f->value, 5);
        assert_near(cases[i].wide ? f->low998 : f->low95, 4);
        assert_near(cases[i].wide ? f->high998 : f->high95, 6);
        assert_true(isnan(cases[i].wide ? f->low95 : f->low998));
        end_reading(&t);
    }
}

/* Levels and codes of areas as other makers write them. */
static void areas_are_known_by_their_ons_codes_too(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "f.csv", "time_period,time_identifier,geographic_level,la_code,region_code,"
                 "region_name,rate\n"
                 "2024,Calendar year,National,,,,1\n"
                 "2024,Calendar year,LA,E09000001,,,2\n"
                 "2024,Calendar year,Region,,E12000001,North East,3\n"
                 "2024,Calendar year,School,E09000001,,,4\n");
    assert_int_equal(t.batch->figures_count, 3);
    assert_value(t.batch, "f:rate", "2024", "970", 1);
    assert_value(t.batch, "f:rate", "2024", "E09000001", 2);
    assert_value(t.batch, "f:rate", "2024", "980", 3);
    end_reading(&t);
}

/* A download of the public health tools: counts, limits at two levels, levels of areas in
 * words of its own. */
static void a_public_health_download_is_tidy_too(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "fingertips.csv",
        "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area "
        "Type,Sex,Age,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI "
        "99.8 limit,Upper CI 99.8 limit,Count,Denominator,Recent Trend\n"
        "90631,School readiness,,,E92000001,England,England,Persons,5 yrs,2023/24,67,66,"
        "68,65,69,670,1000,Up\n"
        "90631,School readiness,E92000001,England,E12000001,North East region,Regions "
        "(statistical),Persons,5 yrs,2023/24,66,60,70,55,75,66,100,Up\n"
        "90631,School readiness,E12000001,North East region,E09000001,A,Upper tier local "
        "authorities (post 4/23),Persons,5 yrs,2023/24,50,40,60,35,65,50,100,Up\n"
        "90631,School readiness,E12000001,North East region,E07000001,B,Districts "
        "(post 4/23),Persons,5 yrs,2023/24,50,40,60,35,65,50,100,Up\n");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->figures_count, 3);
    const struct batch_figure *f =
        figure_of(t.batch, "fingertips:School readiness", "2023/24", "E09000001");
    assert_near(f->numerator, 50);
    assert_near(f->denominator, 100);
    assert_near(f->low95, 40);
    assert_near(f->high998, 65);
    assert_value(t.batch, "fingertips:School readiness", "2023/24", "980", 66);
    assert_value(t.batch, "fingertips:School readiness", "2023/24", "970", 67);
    assert_text(t.batch->source.publisher,
                "Office for Health Improvement and Disparities");
    end_reading(&t);
}

static void a_long_file_may_give_names_and_units(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "f.csv",
        HEAD ",indicator,indicator_name,unit,value\n" LA(
            "301") ",i1,Seen in time,%,5\n" LA("301") ",i2,Plans,Rate per 10000,7\n");
    assert_int_equal(t.batch->figures_count, 2);
    const struct batch_measure *m = measure_of(t.batch, "f:i1");
    assert_text(m->label, "Seen in time");
    assert_int_equal(m->kind, MEASURE_PERCENT);
    m = measure_of(t.batch, "f:i2");
    assert_int_equal(m->kind, MEASURE_RATE);
    assert_near(m->per, 10000);
    end_reading(&t);
}

static void tables_of_single_years_are_one_series(void **state)
{
    (void)state;
    static const struct {
        const char *file, *id;
    } cases[] = {
        {"data/scorecard_2022.csv.gz", "scorecard:rate"},
        {"scorecard_2023.csv", "scorecard:rate"},
        {"profile_2013_2019.csv", "profile_2013_2019:rate"},
        {"need_2013_to_2025.csv", "need_2013_to_2025:rate"},
        {"table_12.csv", "table_12:rate"},
        {"2023.csv", "2023:rate"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_test t = read_text(cases[i].file, HEAD ",rate\n" LA("301") ",5\n");
        assert_text(t.batch->measures[0].id, cases[i].id);
        end_reading(&t);
    }
}

static void a_proportion_may_be_a_part_of_one(void **state)
{
    (void)state;
    for (int percent = 0; percent < 2; percent++) {
        char text[1024];
        snprintf(text, sizeof text, HEAD ",late_proportion\n" LA("301") ",%s\n",
                 percent ? "40.5" : "0.405");
        struct reading_test t = read_text("f.csv", text);
        assert_near(measure_of(t.batch, "f:late_proportion")->per, percent ? 100 : 1);
        end_reading(&t);
    }
}

static void what_only_looks_like_a_limit_stays_a_figure(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "score,low_income,high_income", /* sides, but of no limit */
        "score,lower_95,lower_998",     /* no other side */
        "score,lower_90,upper_90",      /* another level */
        "score,l2basics_95,l2basics_94",
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        char text[1024];
        snprintf(text, sizeof text, HEAD ",%s\n" LA("301") ",5,4,6\n", headers[i]);
        struct reading_test t = read_text("f.csv", text);
        assert_int_equal(t.batch->figures_count, 3);
        end_reading(&t);
    }
}

/* Twenty authorities with n of d, so that the denominator can be told. */
static struct reading_test read_counts_of(const char *header, int n, int d, double value)
{
    char text[8192];
    int len = snprintf(text, sizeof text, HEAD ",%s\n", header);
    for (int i = 0; i < 20; i++)
        len += snprintf(text + len, sizeof text - (size_t)len, LA("%d") ",%d,%d,%.1f\n",
                        301 + i, n, d, value);
    return read_text("f.csv", text);
}

static void a_denominator_is_taken_only_where_it_gives_the_figure(void **state)
{
    (void)state;
    struct reading_test t = read_counts_of("t_late,t_pupils,pt_late", 10, 40, 25.0);
    assert_near(figure_of(t.batch, "f:pt_late", "2024", "301")->numerator, 10);
    assert_near(figure_of(t.batch, "f:pt_late", "2024", "301")->denominator, 40);
    end_reading(&t);
    t = read_counts_of("t_late,t_pupils,pt_late", 10, 40, 31.0);
    assert_near(figure_of(t.batch, "f:pt_late", "2024", "301")->numerator, 10);
    assert_true(isnan(figure_of(t.batch, "f:pt_late", "2024", "301")->denominator));
    end_reading(&t);
    t = read_counts_of("children_count,population,rate_per_10000", 7, 10000, 7.0);
    assert_near(figure_of(t.batch, "f:rate_per_10000", "2024", "301")->denominator,
                10000);
    end_reading(&t);
}

static void final_figures_go_before_provisional_ones(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("f.csv", HEAD ",version,number\n" LA("301") ",Final,30\n" LA(
                               "301") ",Provisional,28\n" LA("302") ",Revised,5\n");
    assert_int_equal(t.batch->figures_count, 2);
    assert_value(t.batch, "f:number", "2024", "301", 30);
    assert_int_equal(figure_of(t.batch, "f:number", "2024", "301")->status, STATUS_FINAL);
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void a_figure_given_twice_is_remarked_on_and_the_first_kept(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("f.csv", HEAD ",number\n" LA("301") ",30\n" LA("301") ",31\n" LA(
                               "302") ",5\n" LA("302") ",5\n");
    assert_int_equal(t.batch->figures_count, 2);
    assert_value(t.batch, "f:number", "2024", "301", 30);
    assert_int_equal(t.remarks.count, 1);
    assert_int_equal(t.remarks.at[0].kind, REMARK_CONTRADICTION);
    assert_int_equal(t.remarks.at[0].record, 3);
    end_reading(&t);
}

static void a_bad_cell_costs_one_figure_and_says_where(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("f.csv", HEAD ",number,other\n" LA("301") ",3O,1\n" LA(
                               "302") ",5,2\n" LA("30") ",5,2\n" LA("303") ",7,2\n");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->figures_count, 5);
    assert_int_equal(t.remarks.count, 2);
    assert_int_equal(t.remarks.at[0].record, 2);
    assert_text(t.remarks.at[0].field, "number");
    assert_text(t.remarks.at[0].found, "3O");
    assert_int_equal(t.remarks.at[1].record, 4);
    assert_text(t.remarks.at[1].field, "old_la_code");
    end_reading(&t);
}

static void schools_and_joint_rows_are_left_out_and_said(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "f.csv",
        HEAD ",number\n" LA("301") ",30\n" LA(
            "314 / 318") ",5\n"
                         "2024,Reporting year,School,E92000001,England,,,301,,A,5\n");
    assert_int_equal(t.batch->figures_count, 1);
    assert_int_equal(t.remarks.count, 2);
    assert_int_equal(t.remarks.at[0].kind, REMARK_WARNING);
    assert_int_equal(t.remarks.at[1].kind, REMARK_WARNING);
    end_reading(&t);
}

static void capitals_single_spaces_and_a_byte_order_mark_change_nothing(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "e.csv", "\xef\xbb\xbfTime_Identifier,Time Period,Geographic_Level,country_code,"
                 "Region_Name,Region_Code,Old_LA_Code,gender,gld_percent\r\n"
                 "Academic Year,201819,Local Authority,E92000001, , ,301,Total,70.7\r\n"
                 "Academic year,201819,REGIONAL,E92000001,Yorkshire and The Humber, , "
                 ",Total,71\r\n"
                 "Academic year,201718,Local authority,E92000001, , ,301,Total, \r\n");
    assert_format(&t, "dfe-tidy");
    assert_value(t.batch, "e:gld_percent", "201819", "301", 70.7);
    assert_value(t.batch, "e:gld_percent", "201819", "982", 71);
    assert_int_equal(figure_of(t.batch, "e:gld_percent", "201718", "301")->missing,
                     MISSING_UNSPECIFIED);
    assert_text(measure_of(t.batch, "e:gld_percent")->year_type, "Academic");
    end_reading(&t);
}

static void titles_above_the_header_and_terms_in_the_period(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "f.csv", "Absence\nSource: DfE\n" HEAD ",number\n"
                 "202425,Autumn term,Local authority,E92000001,England,,,301,,A,5\n"
                 "202425,Spring term,Local authority,E92000001,England,,,301,,A,6\n");
    assert_format(&t, "dfe-tidy");
    assert_value(t.batch, "f:number", "202425 Autumn term", "301", 5);
    assert_value(t.batch, "f:number", "202425 Spring term", "301", 6);
    end_reading(&t);
}

static void a_time_of_years_and_months_is_a_number_of_months(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("f.csv", HEAD ",number\n" LA("301") ",01:03\n" LA("302") ",00:10\n");
    assert_value(t.batch, "f:number", "2024", "301", 15);
    assert_value(t.batch, "f:number", "2024", "302", 10);
    end_reading(&t);
}

static void a_truncated_file_gives_what_it_still_holds(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("f.csv", HEAD ",number,other\n" LA("301") ",30,1\n2024,Reporting ye");
    assert_format(&t, "dfe-tidy");
    assert_int_equal(t.batch->figures_count, 2);
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
    t = read_text("f.csv", HEAD ",number\n" LA("301") ",30\n\"2024,Reporting ye");
    assert_int_equal(t.batch->figures_count, 1);
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

static void a_table_without_figures_is_refused(void **state)
{
    (void)state;
    struct reading_test t = read_text("f.csv", HEAD ",sex\n" LA("301") ",Girls\n");
    assert_int_equal(t.status, ERR_FORMAT);
    assert_non_null(strstr(t.why.text, "no column of figures"));
    end_reading(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_file_gives_a_measure_a_column),
        cmocka_unit_test(filters_are_part_of_the_name_of_a_measure),
        cmocka_unit_test(
            what_stands_beside_a_value_is_left_and_symbols_say_why_there_is_none),
        cmocka_unit_test(a_total_is_named_where_blank_is_another_group),
        cmocka_unit_test(a_long_file_names_its_measures_by_its_indicators),
        cmocka_unit_test(limits_are_known_by_their_names),
        cmocka_unit_test(what_only_looks_like_a_limit_stays_a_figure),
        cmocka_unit_test(areas_are_known_by_their_ons_codes_too),
        cmocka_unit_test(a_public_health_download_is_tidy_too),
        cmocka_unit_test(a_long_file_may_give_names_and_units),
        cmocka_unit_test(tables_of_single_years_are_one_series),
        cmocka_unit_test(a_proportion_may_be_a_part_of_one),
        cmocka_unit_test(a_denominator_is_taken_only_where_it_gives_the_figure),
        cmocka_unit_test(final_figures_go_before_provisional_ones),
        cmocka_unit_test(a_figure_given_twice_is_remarked_on_and_the_first_kept),
        cmocka_unit_test(a_bad_cell_costs_one_figure_and_says_where),
        cmocka_unit_test(schools_and_joint_rows_are_left_out_and_said),
        cmocka_unit_test(capitals_single_spaces_and_a_byte_order_mark_change_nothing),
        cmocka_unit_test(titles_above_the_header_and_terms_in_the_period),
        cmocka_unit_test(a_time_of_years_and_months_is_a_number_of_months),
        cmocka_unit_test(a_truncated_file_gives_what_it_still_holds),
        cmocka_unit_test(a_table_without_figures_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
