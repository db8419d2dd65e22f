#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/partial_date.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void an_unknown_part_is_read_as_its_first_day(void **state)
{
    static const struct {
        const char *text;
        int year, month, day;
    } cases[] = {
        {"05/06/2019", 2019, 6, 5},  {"5/6/2019", 2019, 6, 5},
        {"ZZ/06/2019", 2019, 6, 1},  {"ZZ/2/2019", 2019, 2, 1},
        {"ZZ/ZZ/2019", 2019, 1, 1},  {"05/ZZ/2020", 2020, 1, 5},
        {"31/ZZ/2020", 2020, 1, 31}, {"29/02/2020", 2020, 2, 29},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        date read = DATE_NONE;
        assert_true(partial_date_read(str_of(cases[i].text), &read));
        assert_int_equal(read.days,
                         date_of(cases[i].year, cases[i].month, cases[i].day).days);
    }
}

static void without_a_year_it_may_be_any_day(void **state)
{
    static const char *const cases[] = {"ZZ/ZZ/ZZZZ", "05/06/ZZZZ", "ZZ/06/ZZZZ",
                                        "31/ZZ/ZZZZ", "29/02/ZZZZ"};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        date read = date_of(2020, 1, 1);
        assert_true(partial_date_read(str_of(cases[i]), &read));
        assert_true(date_is_none(read));
    }
}

static void what_is_no_day_in_part_is_refused(void **state)
{
    static const char *const cases[] = {
        "",           "/",           "//",          "ZZ/ZZ/ZZ",    "ZZZZ/ZZ/2020",
        "ZZ/ZZZZ/20", "ZZ/ZZ/20",    "ZZ/ZZ/020",   "ZZ/ZZ/02020", "ZZ/13/2020",
        "32/ZZ/2020", "0/ZZ/2020",   "ZZ/0/2020",   "30/02/ZZZZ",  "29/02/2019",
        "Z/ZZ/2020",  "ZZ/Z/2020",   "ZZZ/06/2020", "ZZ/06/ZZZ",   "ZZ/06/2020/",
        "ZZ-06-2020", " ZZ/06/2020", "ZZ/06/2020 ", "zz/06/2020",  "/06/2020",
        "01//2020",   "01/02/",      "001/02/2020", "1A/02/2020",  "ZZ/06/1799",
        "+1/06/2020", "1:/06/2020"};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        date read;
        if (partial_date_read(str_of(cases[i]), &read))
            fail_msg("'%s' was read", cases[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_part_is_read_as_its_first_day),
        cmocka_unit_test(without_a_year_it_may_be_any_day),
        cmocka_unit_test(what_is_no_day_in_part_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
