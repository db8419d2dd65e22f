/* The registry of areas, reorganisations, spellings, and statistical neighbours. */
#include "fixture_national.h"

#define LOOKUP                                                                           \
    "la_number,la_name,gss_code,previous_gss_codes,region,lait_region,la_type,"          \
    "start_date,end_date,population_0_17_2024\n"

static void an_authority_keeps_its_life_and_its_former_codes(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("la_lookup.csv", LOOKUP
                  "390,Gateshead,E08000037,E08000020 E08000001,North East,,MD,,,39000\n"
                  "928,Northamptonshire,E10000021,,East Midlands,,SC,,2021-03-31,\n"
                  "213,Westminster,E09000033,,London,Inner London,ILB,,,29834\n");
    assert_format(&t, "area-registry");
    assert_int_equal(t.batch->areas_count, 3);
    const struct batch_area *area = t.batch->areas;
    assert_text(area[0].ons_code, "E08000037");
    assert_near(area[0].children, 39000);
    assert_true(date_is_none(area[0].live_to));
    assert_int_equal(t.batch->aliases_count, 2);
    assert_text(t.batch->aliases[1].name, "E08000001");
    assert_int_equal(date_compare(area[1].live_to, date_of(2021, 3, 31)), 0);
    assert_true(isnan(area[1].children));
    assert_text(area[2].region, "Inner London");
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void bad_rows_of_the_registry_are_remarked_on(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("la_lookup.csv", LOOKUP "39,Gateshead,E08000037,,North East,,MD,,,1\n"
                                          "391,Newcastle,E1,,North East,,MD,soon,,many\n"
                                          "391,Newcastle,E1,,North East,,MD,,,1\n");
    assert_int_equal(t.batch->areas_count, 1);
    assert_int_equal(t.remarks.count, 4);
    assert_int_equal(t.remarks.at[3].kind, REMARK_CONTRADICTION);
    end_reading(&t);
}

static void a_missing_column_is_another_file(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("la_lookup.csv", "la_number,la_name\n390,Gateshead\n");
    assert_null(t.format);
    end_reading(&t);
}

static void the_list_of_numbers_tells_regions_and_england(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("codes.csv", "LA Number,LA Name,Region,Type\n"
                               "301,Barking and Dagenham,Outer London,OLB\n"
                               "970,England,NA,NA\n980,North East,NA,NA\n"
                               "1000,England (discontinued),NA,NA\n");
    assert_format(&t, "lait-areas");
    assert_int_equal(t.batch->rows, 4);
    assert_int_equal(t.batch->areas_count, 3);
    assert_text(t.batch->areas[0].type, "OLB");
    assert_text(t.batch->areas[1].type, "country");
    assert_text(t.batch->areas[2].type, "region");
    assert_text(t.batch->areas[2].region, "");
    end_reading(&t);
}

static void a_reorganisation_is_a_succession_on_a_day(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "changes.csv", "effective_date,kind,old_la_number,old_name,new_la_number,note\n"
                       "2021-04-01,split,928,Northamptonshire,940,\"a, b\"\n"
                       "2021-04-31,split,928,Northamptonshire,941,\n");
    assert_format(&t, "reorganisations");
    assert_int_equal(t.batch->successions_count, 1);
    assert_text(t.batch->successions[0].new_code, "940");
    assert_text(t.batch->successions[0].note, "a, b");
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

static void spellings_of_no_area_are_passed_over(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("names.csv", "name_as_published,la_number,note,kind\n"
                               "Stoke,861,,authority\nCardiff,,,outside England\n"
                               "A / B,940 941,,combined\nStoke?,86,,authority\n");
    assert_format(&t, "area-aliases");
    assert_int_equal(t.batch->aliases_count, 1);
    assert_text(t.batch->aliases[0].name, "Stoke");
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

static void neighbours_are_read_a_pair_a_row(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "statistical_neighbours_2021.csv",
        "la_number,la_name,rank,neighbour_la_number,closeness\n"
        "201,City of London,1,207,Not Close\n201,City of London,2,213,not close\n"
        "201,City of London,2,214,close\n201,City of London,11,212,close\n"
        "201,City of London,3,none,close\n");
    assert_format(&t, "statistical-neighbours");
    assert_int_equal(t.batch->neighbours_count, 2);
    assert_text(t.batch->neighbours[0].closeness, "not close");
    assert_text(t.batch->neighbours[0].model, "2021");
    assert_int_equal(t.batch->neighbours[1].rank, 2);
    assert_int_equal(t.remarks.count, 3);
    end_reading(&t);
}

#define PAIRS                                                                            \
    "207,Not Close,213,Close ,212,Close,202,Close,318,Close,205,Close,302,Close,"        \
    "314,Close,846,Close,868,Close\n"

/* As the workbook has them: lines of letters and numbers above the header, a heading
 * between the blocks, hyphens where an authority has no neighbours. */
static void neighbours_are_read_side_by_side(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "sn.csv", "A,B,C,D,E,3,4\n1,2,3,4,5,6,7\n"
                  "LA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP,SN3,SNP,SN4,SNP,"
                  "SN5,SNP,SN6,SNP,SN7,SNP,SN8,SNP,SN9,SNP,SN10,SNP\n"
                  "201,City of London,201,3,London (Inner)," PAIRS
                  "942,Cumberland,942,5,North West,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-"
                  ",-\n,Old SNs:\n835,Dorset,835,7,South West," PAIRS);
    assert_format(&t, "statistical-neighbours");
    assert_int_equal(t.batch->neighbours_count, 20);
    assert_int_equal(t.batch->rows, 3);
    assert_text(t.batch->neighbours[1].neighbour, "213");
    assert_text(t.batch->neighbours[1].closeness, "close");
    assert_int_equal(t.batch->neighbours[9].rank, 10);
    assert_text(t.batch->neighbours[10].code, "835");
    assert_text(t.batch->neighbours[0].model, "2021");
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void without_a_year_in_its_name_the_model_is_told_by_its_areas(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("n.csv", "la_number,rank,neighbour_la_number\n942,1,909\n");
    assert_text(t.batch->neighbours[0].model, "2025");
    end_reading(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_authority_keeps_its_life_and_its_former_codes),
        cmocka_unit_test(bad_rows_of_the_registry_are_remarked_on),
        cmocka_unit_test(a_missing_column_is_another_file),
        cmocka_unit_test(the_list_of_numbers_tells_regions_and_england),
        cmocka_unit_test(a_reorganisation_is_a_succession_on_a_day),
        cmocka_unit_test(spellings_of_no_area_are_passed_over),
        cmocka_unit_test(neighbours_are_read_a_pair_a_row),
        cmocka_unit_test(neighbours_are_read_side_by_side),
        cmocka_unit_test(without_a_year_in_its_name_the_model_is_told_by_its_areas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
