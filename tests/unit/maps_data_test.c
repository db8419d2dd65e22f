/* Annual ratings of the past, boundaries and hexagons of the data folder, against the
 * figures that its profile states.  Skipped where the folder is absent. */
#include "fixture_national.h"

static void annual_ratings_have_the_numbers_of_their_scale(void **state)
{
    (void)state;
    static const struct {
        int year, label;
        size_t count;
    } named[] = {{2005, 4, 4},  {2006, 4, 7}, {2006, 1, 2},  {2007, 2, 3},
                 {2008, 4, 9},  {2008, 1, 4}, {2009, 4, 10}, {2009, 1, 9},
                 {2010, 1, 12}, {2010, 4, 2}, {2011, 1, 14}, {2011, 4, 1}};
    struct reading_test t = read_data("history/annual_ratings_named.csv");
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        size_t count = 0;
        for (size_t k = 0; k < t.batch->ratings_count; k++)
            count += t.batch->ratings[k].year == named[i].year &&
                     t.batch->ratings[k].label == named[i].label;
        assert_int_equal(count, named[i].count);
    }
    end_reading(&t);
}

static void both_maps_of_hexagons_are_one(void **state)
{
    (void)state;
    struct reading_test json = read_data("boundaries/utla_2023.hexjson");
    struct reading_test csv = read_data("boundaries/utla_2023_hexmap.csv");
    for (size_t i = 0; i < csv.batch->shapes_count; i++) {
        const struct batch_shape *x = &csv.batch->shapes[i];
        bool found = false;
        for (size_t k = 0; k < json.batch->shapes_count && !found; k++)
            found = str_equal(x->code, json.batch->shapes[k].code) &&
                    str_equal(x->geometry, json.batch->shapes[k].geometry);
        assert_true(found);
    }
    end_reading(&json);
    end_reading(&csv);
}

/* 10,373 points, by the folder's own list: each is "[number,number]". */
static void boundaries_keep_every_point(void **state)
{
    (void)state;
    struct reading_test t = read_data("boundaries/utla_2023_england.geojson");
    size_t points = 0;
    for (size_t i = 0; i < t.batch->shapes_count; i++) {
        struct str at = t.batch->shapes[i].geometry;
        assert_true(str_starts(at, STR("[[[[")) && str_ends(at, STR("]]]]")));
        for (size_t k = 0; k + 1 < at.len; k++)
            points += at.at[k] == '[' && at.at[k + 1] != '[';
    }
    assert_int_equal(points, 10373);
    end_reading(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(annual_ratings_have_the_numbers_of_their_scale),
        cmocka_unit_test(both_maps_of_hexagons_are_one),
        cmocka_unit_test(boundaries_keep_every_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
