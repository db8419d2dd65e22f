/* The LAIT's base data and dictionary, indicators with counts, the national indicators of
 * 2007 to 2014, bank holidays. */
#include "fixture_national.h"

#include <stdio.h>
#include <string.h>

static void base_data_are_read_under_either_set_of_names(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "short_desc,data_item,years,la_or_region,value,la_number,region\n",
        "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"};
    for (size_t i = 0; i < 2; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "%sRTA,Killed in RTAs,2014-16,Barnet,10.79,302,Outer London\n"
                 "RTA,Killed in RTAs,2014-16,England,-,970,\n"
                 "\"A,B\",\"x, y\",2018 (Rev),Barnet,1.3350000000000001E-2,302,x\n",
                 heads[i]);
        struct reading_test t = read_text("lait.csv", text);
        assert_format(&t, "lait-base-data");
        assert_int_equal(t.batch->rows, 3);
        assert_value(t.batch, "RTA", "2014-16", "302", 10.79);
        assert_value(t.batch, "A,B", "2018 (Rev)", "302", 1.3350000000000001e-2);
        assert_int_equal(figure_of(t.batch, "RTA", "2014-16", "970")->missing,
                         MISSING_UNSPECIFIED);
        assert_false(measure_of(t.batch, "RTA")->described);
        assert_text(measure_of(t.batch, "RTA")->label, "Killed in RTAs");
        assert_int_equal(t.remarks.count, 0);
        end_reading(&t);
    }
}

static void a_bad_row_of_the_base_data_costs_itself(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "lait.csv", "short_desc,data_item,years,la_or_region,value,la_number,region\n"
                    "RTA,x,2016,Barnet,see note,302,\nRTA,x,2016,Barnet,1,3O2,\n"
                    "RTA,x,,Barnet,1,302,\nRTA,x,2016,Barnet,1,303,\n"
                    "RTA,x,2016,Barnet,2,303,\nRTA,x,2016\n");
    assert_int_equal(t.batch->figures_count, 1);
    assert_value(t.batch, "RTA", "2016", "303", 1);
    assert_int_equal(t.remarks.count, 5);
    assert_int_equal(t.remarks.at[0].record, 2);
    end_reading(&t);
}

static void many_bad_rows_are_counted_not_listed(void **state)
{
    (void)state;
    char text[16384];
    int len = snprintf(text, sizeof text,
                       "short_desc,data_item,years,la_or_region,value,la_number\n");
    for (int i = 0; i < 100; i++)
        len +=
            snprintf(text + len, sizeof text - (size_t)len, "RTA,x,2016,B,%d,bad\n", i);
    struct reading_test t = read_text("lait.csv", text);
    assert_int_equal(t.remarks.count, 41);
    assert_text(t.remarks.at[40].text, "60 more rows like these were found");
    end_reading(&t);
}

static void base_data_without_values_are_refused(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("lait.csv", "short_desc,data_item,years,la_number\nRTA,x,2016,302\n");
    assert_int_equal(t.status, ERR_FORMAT);
    end_reading(&t);
}

#define DICTIONARY                                                                       \
    "Topic,Measure,Measure_short,Polarity,y_axis_name,Description,dps,Year_Type,"        \
    "No_Quartile\n"

static void the_dictionary_describes_each_measure_once(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("dictionary.csv", DICTIONARY
                  "Health,Deaths,InfMort,Low,\"Rate per 10,000\",d,NA,Calendar Year,NA\n"
                  "CLA,Absence,LAC_Unauth,High,% of children,d,2,Academic Year,N\n"
                  "Absence,Again,LAC_Unauth,Low,% of children,d,0,Academic Year,NA\n"
                  "W,Workers,W,-,Number,d,0,Annual (end of Sept),NA\n");
    assert_format(&t, "lait-dictionary");
    assert_int_equal(t.batch->rows, 4);
    assert_int_equal(t.batch->measures_count, 3);
    const struct batch_measure *m = t.batch->measures;
    assert_int_equal(m[0].polarity, POLARITY_LOW);
    assert_int_equal(m[0].kind, MEASURE_RATE);
    assert_near(m[0].per, 10000);
    assert_int_equal(m[0].decimals, 1);
    assert_text(m[1].topic, "CLA");
    assert_int_equal(m[1].decimals, 2);
    assert_true(m[1].no_quartile && !m[0].no_quartile);
    assert_int_equal(m[1].kind, MEASURE_PERCENT);
    assert_text(m[1].year_type, "Academic");
    assert_int_equal(m[2].polarity, POLARITY_NONE);
    assert_text(m[2].year_type, "September");
    end_reading(&t);
}

#define COUNTS                                                                           \
    "indicator,label,polarity,kind,time_period,geographic_level,region_code,"            \
    "region_name,la_number,numerator,denominator,published_value,suppression,"           \
    "source_file\n"

static void an_indicator_keeps_its_counts_and_its_published_value(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("indicator_counts.csv.gz", COUNTS
                  "late,Late,low,percent,2025,National,,,,142900,632830,22.6,,c1\n"
                  "late,Late,low,percent,2025,Regional,E12000003,Yorkshire and The "
                  "Humber,,1,4,,,c1\n"
                  "late,Late,low,percent,2025,Local authority,,,301,,40,,cx,c1\n"
                  "rate,Rate,none,rate10k,202425,Local authority,,,301,5,10000,,,c1\n"
                  "late,Late,low,percent,2025,Local authority,,,940 / 941,1,2,50,,c1\n"
                  "late,Late,low,percent,2025,Local authority,,,302,,,,low,c1\n");
    assert_format(&t, "indicator-counts");
    assert_int_equal(t.batch->rows, 6);
    assert_int_equal(t.batch->figures_count, 5);
    assert_value(t.batch, "indicator_counts:late", "2025", "970", 22.6);
    assert_near(figure_of(t.batch, "indicator_counts:late", "2025", "970")->denominator,
                632830);
    assert_value(t.batch, "indicator_counts:late", "2025", "982", 25);
    assert_value(t.batch, "indicator_counts:rate", "202425", "301", 5);
    assert_value(t.batch, "indicator_counts:late", "2025", "302", 0);
    const struct batch_figure *f =
        figure_of(t.batch, "indicator_counts:late", "2025", "301");
    assert_int_equal(f->missing, MISSING_SUPPRESSED);
    assert_true(isnan(f->value) && isnan(f->numerator));
    assert_near(f->denominator, 40);
    assert_text(measure_of(t.batch, "indicator_counts:rate")->year_type, "Academic");
    assert_int_equal(measure_of(t.batch, "indicator_counts:late")->polarity,
                     POLARITY_LOW);
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

/* In the tables of that time x is a small count, not an absent one. */
static void x_is_suppressed_in_the_national_indicators(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "ni.csv",
        "indicator,label,polarity,kind,period,geographic_level,la_number,area_name,"
        "numerator,denominator,value,suppression,source_file\n"
        "NI061,Adopted,high,percent,2011,Local authority,301,B,,20,,x,f\n"
        "NI061,Adopted,high,percent,2011,Regional,,Inner London,,20,,.,f\n"
        "N,Looked after (number),none,mean,2011,National,,England,65520,,,,f\n");
    assert_format(&t, "national-indicators");
    assert_int_equal(figure_of(t.batch, "ni:NI061", "2011", "301")->missing,
                     MISSING_SUPPRESSED);
    assert_int_equal(figure_of(t.batch, "ni:NI061", "2011", "987")->missing,
                     MISSING_NOT_APPLICABLE);
    assert_value(t.batch, "ni:N", "2011", "970", 65520);
    assert_int_equal(measure_of(t.batch, "ni:N")->kind, MEASURE_COUNT);
    end_reading(&t);
}

static void holidays_are_read_from_a_table(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("h.csv", "date,weekday,title,substitute_day,source\n"
                           "2020-05-08,Fri,Early May bank holiday (VE day),0,g\n"
                           "2020-05-08,Fri,again,0,g\n2020-13-08,Fri,x,0,g\n");
    assert_format(&t, "bank-holidays");
    assert_int_equal(t.batch->holidays_count, 1);
    assert_int_equal(t.remarks.count, 2);
    end_reading(&t);
}

static void holidays_are_read_from_the_list_of_gov_uk(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "h.json",
        "{\"scotland\":{\"division\":\"s\",\"events\":[{\"title\":\"2nd January\","
        "\"date\":\"2012-01-03\"}]},\"england-and-wales\":{\"division\":\"e\","
        "\"events\":[{\"title\":\"New Year\\u2019s Day\",\"date\":\"2012-01-02\","
        "\"notes\":\"a {b} \\\" ]\",\"bunting\":true,\"more\":[1,{\"x\":2}]},"
        "{\"date\":\"soon\",\"title\":\"x\"},"
        "{\"date\":\"2012-04-06\",\"title\":\"Good Friday\"}]}}");
    assert_format(&t, "bank-holidays-json");
    assert_int_equal(t.batch->rows, 3);
    assert_int_equal(t.batch->holidays_count, 2);
    assert_text(t.batch->holidays[0].title, "New Year\xe2\x80\x99s Day");
    assert_int_equal(date_compare(t.batch->holidays[1].on, date_of(2012, 4, 6)), 0);
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

static void a_broken_list_of_holidays_is_refused_wherever_it_breaks(void **state)
{
    (void)state;
    const char whole[] = "{\"england-and-wales\":{\"events\":[{\"title\":\"a\\u00e9\","
                         "\"date\":\"2012-01-02\",\"bunting\":true}]";
    for (size_t len = strlen("{\"england-and-wales\":{\"events\"");
         len + 1 < sizeof whole - 1; len++) {
        char text[sizeof whole];
        memcpy(text, whole, len);
        text[len] = '\0';
        struct reading_test t = read_text("h.json", text);
        assert_int_equal(t.status, ERR_FORMAT);
        end_reading(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_data_are_read_under_either_set_of_names),
        cmocka_unit_test(a_bad_row_of_the_base_data_costs_itself),
        cmocka_unit_test(many_bad_rows_are_counted_not_listed),
        cmocka_unit_test(base_data_without_values_are_refused),
        cmocka_unit_test(the_dictionary_describes_each_measure_once),
        cmocka_unit_test(an_indicator_keeps_its_counts_and_its_published_value),
        cmocka_unit_test(x_is_suppressed_in_the_national_indicators),
        cmocka_unit_test(holidays_are_read_from_a_table),
        cmocka_unit_test(holidays_are_read_from_the_list_of_gov_uk),
        cmocka_unit_test(a_broken_list_of_holidays_is_refused_wherever_it_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
