/* Boundaries, hexagons and annual ratings in small files; walking JSON where it lies. */
#include <stdio.h>

#include "evidence/json_scan.h"
#include "fixture_national.h"

static void members_and_elements_are_found_where_they_lie(void **state)
{
    (void)state;
    struct str object = STR(" {\"a\" : 1, \"b\":[1,{\"a\":\"x]\\\"}\"}, [ ]],\"c\":null ,"
                            "\"d\": \"te\\\"xt\"} ");
    assert_text(json_scan_member(object, STR("a")), "1");
    assert_text(json_scan_member(object, STR("b")), "[1,{\"a\":\"x]\\\"}\"}, [ ]]");
    assert_text(json_scan_text(json_scan_member(object, STR("c"))), "");
    assert_text(json_scan_text(json_scan_member(object, STR("d"))), "te\\\"xt");
    assert_text(json_scan_member(object, STR("x")), "");
    struct str rest = json_scan_member(object, STR("b")), element;
    static const char *const elements[] = {"1", "{\"a\":\"x]\\\"}\"}", "[ ]"};
    for (size_t i = 0; i < 3; i++) {
        assert_true(json_scan_element(&rest, &element));
        assert_text(element, elements[i]);
    }
    assert_false(json_scan_element(&rest, &element));
}

static void what_breaks_off_is_no_value(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",        "{",         "{\"a",       "{\"a\"",
        "{\"a\":", "{\"a\":[1", "{\"a\":\"x", "{\"a\":{\"b\":1}",
        "[1]",     "7"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool complete = str_equal(str_of(texts[i]), STR("{\"a\":{\"b\":1}"));
        assert_int_equal(json_scan_member(str_of(texts[i]), STR("a")).len > 0, complete);
    }
}

#define FEATURE(code, type, at)                                                          \
    "{\"type\":\"Feature\",\"properties\":{\"la_number\":" code                          \
    "},\"geometry\":{\"type\":\"" type "\",\"coordinates\":" at "}}"
#define COLLECTION "{\"type\":\"FeatureCollection\",\"features\":[\n"

static void boundaries_are_multipolygons_with_their_digits(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "map.geojson",
        COLLECTION FEATURE(
            "\"201\"", "Polygon",
            "[[[-0.0798,51.507],[1.0,2.50]]]") ",\n" FEATURE("\"202\"", "MultiPolygon",
                                                             "[[[[1,2],[3,4]]],[[[5,6],["
                                                             "7,8]]]]") "]}");
    assert_format(&t, "boundaries");
    assert_int_equal(t.batch->shapes_count, 2);
    assert_text(t.batch->shapes[0].code, "201");
    assert_text(t.batch->shapes[0].geometry, "[[[[-0.0798,51.507],[1.0,2.50]]]]");
    assert_text(t.batch->shapes[1].geometry, "[[[[1,2],[3,4]]],[[[5,6],[7,8]]]]");
    assert_false(t.batch->shapes[0].hexagon);
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void bad_features_are_remarked_on(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "map.geojson",
        COLLECTION FEATURE("null", "Polygon", "[[[1,2]]]") "," FEATURE(
            "\"203\"", "Point",
            "[1,2]") "," FEATURE("\"204\"", "Polygon",
                                 "\"none\"") "," FEATURE("\"205\"", "Polygon",
                                                         "[[[1,2]]]") ",{\"type\":"
                                                                      "\"Feat");
    assert_format(&t, "boundaries");
    assert_int_equal(t.batch->shapes_count, 1);
    assert_text(t.batch->shapes[0].code, "205");
    assert_int_equal(t.remarks.count, 4);
    end_reading(&t);
}

static void a_map_that_breaks_off_is_read_so_far(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("map.hexjson", "{\"layout\":\"odd-r\",\"hexes\":{\"E09000001\":"
                                 "{\"q\":12,\"r\":5},\"E09000002\":{\"q\":1");
    assert_format(&t, "hexagons");
    assert_int_equal(t.batch->shapes_count, 1);
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

static void hexagons_are_places_in_rows(void **state)
{
    (void)state;
    struct reading_test json =
        read_text("map.hexjson",
                  "{\"layout\":\"odd-r\",\"hexes\":{"
                  "\"E09000001\":{\"n\":\"City\",\"la_number\":\"201\",\"q\":12,\"r\":5},"
                  "\"E09000007\":{\"n\":\"Camden\",\"q\":-1,\"r\":7},"
                  "\"E09000008\":{\"n\":\"Croydon\",\"q\":1.5,\"r\":7}}}");
    assert_format(&json, "hexagons");
    assert_int_equal(json.batch->shapes_count, 2);
    assert_text(json.batch->shapes[0].code, "201");
    assert_text(json.batch->shapes[0].geometry, "12,5");
    assert_true(json.batch->shapes[0].hexagon);
    assert_text(json.batch->shapes[1].code, "E09000007");
    assert_int_equal(json.remarks.count, 1);
    end_reading(&json);
    struct reading_test csv = read_text("map.csv", "la_number,name,q,r\n201,City,12,5\n"
                                                   "202,Camden,x,5\n,Camden,1,5\n");
    assert_format(&csv, "hexagons");
    assert_int_equal(csv.batch->shapes_count, 1);
    assert_text(csv.batch->shapes[0].geometry, "12,5");
    assert_int_equal(csv.remarks.count, 2);
    end_reading(&csv);
}

static void another_layout_is_remarked_on(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("map.hexjson",
                  "{\"layout\":\"even-q\",\"hexes\":{\"E09000001\":{\"q\":12,\"r\":5}}}");
    assert_int_equal(t.batch->shapes_count, 1);
    assert_int_equal(t.remarks.count, 1);
    end_reading(&t);
}

static void ratings_have_numbers_where_their_words_do(void **state)
{
    (void)state;
    static const struct {
        const char *rating;
        int label;
    } cases[] = {
        {"performs excellently", 4},
        {"Performs poorly", 1},
        {"4 stars", 4},
        {"grade 1 (inadequate)", 1},
        {"2 stars (1 star in 2006)", 2},
        {"12 points", 0},
        {"7 out of ten", 0},
        {"withheld", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "year,scheme,la_number,la_name,rating,completeness,source_url\n"
                 "2009,rating,340,Knowsley,%s,complete,u\n",
                 cases[i].rating);
        struct reading_test t = read_text("named.csv", text);
        assert_format(&t, "annual-ratings");
        assert_int_equal(t.batch->ratings[0].label, cases[i].label);
        assert_int_equal(t.batch->ratings[0].year, 2009);
        assert_text(t.batch->ratings[0].source, "u");
        end_reading(&t);
    }
}

static void ratings_without_year_or_area_are_not_taken(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("named.csv", "year,scheme,la_number,la_name,rating,completeness\n"
                               "09,rating,340,Knowsley,4 stars,c\n"
                               "2009,rating,,,4 stars,c\n"
                               "2009,rating,340,Knowsley,,c\n");
    assert_format(&t, "annual-ratings");
    assert_int_equal(t.batch->ratings_count, 0);
    assert_int_equal(t.remarks.count, 3);
    end_reading(&t);
    struct reading_test d = read_text("d.csv", "year,scheme,grade,grade_label,count,of\n"
                                               "2005,apa,4,very good,8%,\n"
                                               "2005,apa,3,good,,\n");
    assert_format(&d, "annual-distribution");
    assert_int_equal(d.batch->distributions_count, 1);
    assert_text(d.batch->distributions[0].count, "8%");
    assert_int_equal(d.remarks.count, 1);
    end_reading(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_and_elements_are_found_where_they_lie),
        cmocka_unit_test(what_breaks_off_is_no_value),
        cmocka_unit_test(boundaries_are_multipolygons_with_their_digits),
        cmocka_unit_test(bad_features_are_remarked_on),
        cmocka_unit_test(a_map_that_breaks_off_is_read_so_far),
        cmocka_unit_test(hexagons_are_places_in_rows),
        cmocka_unit_test(another_layout_is_remarked_on),
        cmocka_unit_test(ratings_have_numbers_where_their_words_do),
        cmocka_unit_test(ratings_without_year_or_area_are_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
