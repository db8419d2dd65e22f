#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static int make_arena(void **state)
{
    *state = arena_new(64 * MIB);
    return 0;
}

static int drop_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static date day(const char *iso)
{
    date d;
    if (!date_parse(str_of(iso), &d))
        fail_msg("%s is no date", iso);
    return d;
}

static void known_days_have_their_number(void **state)
{
    (void)state;
    static const struct {
        int year, month, day;
        int32_t days;
    } cases[] = {
        {1970, 1, 1, 0},       {1969, 12, 31, -1},    {1970, 12, 31, 364},
        {2000, 3, 1, 11017},   {2000, 2, 29, 11016},  {2009, 12, 9, 14587},
        {1900, 3, 1, -25508},  {1900, 2, 28, -25509}, {1800, 1, 1, -62091},
        {2199, 12, 31, 84005},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(date_of(cases[i].year, cases[i].month, cases[i].day).days,
                         cases[i].days);
}

static void days_that_do_not_exist_are_none(void **state)
{
    (void)state;
    static const int cases[][3] = {
        {1799, 12, 31}, {2200, 1, 1},  {2009, 0, 1},  {2009, 13, 1}, {2009, 1, 0},
        {2009, 1, 32},  {2009, 4, 31}, {2009, 2, 29}, {1900, 2, 29}, {2100, 2, 29},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(date_is_none(date_of(cases[i][0], cases[i][1], cases[i][2])));
    assert_false(date_is_none(date_of(2000, 2, 29)));
    assert_false(date_is_none(date_of(2008, 2, 29)));
}

static void each_valid_day_follows_the_one_before_and_reads_as_it_is_written(void **state)
{
    struct arena *a = arena_new(1 * MIB);
    (void)state;
    date d = date_of(1800, 1, 1), last = date_of(2199, 12, 31);
    for (; date_compare(d, last) < 0; d = date_add_days(d, 1)) {
        struct date_parts p = date_split(d);
        assert_int_equal(date_of(p.year, p.month, p.day).days, d.days);
        assert_int_equal(day(date_iso(a, d).at).days, d.days);
        struct date_parts next = date_split(date_add_days(d, 1));
        bool same_month = next.month == p.month && next.day == p.day + 1;
        bool new_month = next.month == p.month % 12 + 1 && next.day == 1;
        assert_true(same_month || new_month);
        arena_reset(a);
    }
    arena_free(a);
}

static void only_iso_dates_are_read(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",           "2009-12-9",   "2009-1-09",   "09-12-2009",
        "2009/12/09", "2009-12-09 ", " 2009-12-09", "2009-12-0x",
        "+009-12-09", "2009-02-30",  "2009-13-01",  "20091209",
        "2009-12--9", "1799-12-31",  "0000-00-00",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        date d = {42};
        assert_false(date_parse(str_of(cases[i]), &d));
        assert_int_equal(d.days, 42);
    }
}

static void none_comes_before_all_and_stays_none(void **state)
{
    assert_true(date_compare(DATE_NONE, date_of(1800, 1, 1)) < 0);
    assert_true(date_compare(date_of(1800, 1, 1), DATE_NONE) > 0);
    assert_int_equal(date_compare(DATE_NONE, DATE_NONE), 0);
    assert_int_equal(date_compare(day("2009-07-01"), day("2009-07-01")), 0);
    assert_true(date_compare(day("2009-07-01"), day("2009-06-30")) > 0);
    assert_true(date_is_none(date_add_days(DATE_NONE, 1)));
    assert_true(date_is_none(date_add_months(DATE_NONE, 1)));
    assert_true(date_is_none(date_add_years(DATE_NONE, 1)));
    assert_string_equal(date_iso(*state, DATE_NONE).at, "");
    assert_string_equal(date_words(*state, DATE_NONE).at, "");
    assert_string_equal(date_month_words(*state, DATE_NONE).at, "");
}

static void
months_and_years_later_end_on_the_last_day_where_the_day_is_lacking(void **state)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2009-01-31", 1, "2009-02-28"},         {"2008-01-31", 1, "2008-02-29"},
        {"2009-03-31", -1, "2009-02-28"},        {"2009-12-09", 1, "2010-01-09"},
        {"2009-01-15", -1, "2008-12-15"},        {"2009-10-31", 6, "2010-04-30"},
        {"2008-02-29", 12, "2009-02-28"},        {"2008-02-29", 48, "2012-02-29"},
        {"2008-02-29", -12, "2007-02-28"},       {"2009-07-07", 0, "2009-07-07"},
        {"2199-12-01", 1, "2199-12-31"},         {"1800-01-15", -1, "1800-01-01"},
        {"2009-07-07", INT32_MAX, "2199-12-31"}, {"2009-07-07", INT32_MIN, "1800-01-01"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        date got = date_add_months(day(cases[i].from), cases[i].months);
        assert_string_equal(date_iso(*state, got).at, cases[i].to);
        if (cases[i].months % 12 == 0) {
            got = date_add_years(day(cases[i].from), cases[i].months / 12);
            assert_string_equal(date_iso(*state, got).at, cases[i].to);
        }
    }
    date far = date_add_years(day("2009-07-07"), INT32_MAX);
    assert_string_equal(date_iso(*state, far).at, "2199-12-31");
    far = date_add_days(day("2009-07-07"), INT32_MIN);
    assert_string_equal(date_iso(*state, far).at, "1800-01-01");
    far = date_add_days(day("2199-12-31"), INT32_MAX);
    assert_string_equal(date_iso(*state, far).at, "2199-12-31");
    assert_string_equal(date_iso(*state, date_add_days(day("2009-07-07"), -7)).at,
                        "2009-06-30");
}

static void dates_are_written_as_letters_write_them(void **state)
{
    assert_string_equal(date_words(*state, day("2009-12-09")).at, "9 December 2009");
    assert_string_equal(date_words(*state, day("2011-01-31")).at, "31 January 2011");
    assert_string_equal(date_month_words(*state, day("2009-07-01")).at, "July 2009");
    assert_string_equal(date_iso(*state, day("2009-07-01")).at, "2009-07-01");
}

static void a_period_is_read_in_each_of_its_forms(void **state)
{
    static const struct {
        const char *text, *start, *end;
    } cases[] = {
        {"2009", "2009-01-01", "2009-12-31"},
        {"2008/09", "2008-04-01", "2009-03-31"},
        {"2008-09", "2008-04-01", "2009-03-31"},
        {"2008-07", "2008-07-01", "2008-07-31"},
        {"2009-09", "2009-09-01", "2009-09-30"},
        {"2009-10", "2009-04-01", "2010-03-31"},
        {"2010-09", "2010-09-01", "2010-09-30"},
        {"2012-12", "2012-12-01", "2012-12-31"},
        {"2008-02", "2008-02-01", "2008-02-29"},
        {"1999/00", "1999-04-01", "2000-03-31"},
        {"1999-00", "1999-04-01", "2000-03-31"},
        {"2019-20", "2019-04-01", "2020-03-31"},
        {"2009-12-09", "2009-12-09", "2009-12-09"},
        {"2009-12-09..2009-12-09", "2009-12-09", "2009-12-09"},
        {"2008-09-01..2009-08-31", "2008-09-01", "2009-08-31"},
        {"2006..2008", "2006-01-01", "2008-12-31"},
        {"2006/07..2008/09", "2006-04-01", "2009-03-31"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct period p;
        if (!period_parse(str_of(cases[i].text), &p))
            fail_msg("%s is no period", cases[i].text);
        assert_string_equal(date_iso(*state, p.start).at, cases[i].start);
        assert_string_equal(date_iso(*state, p.end).at, cases[i].end);
    }
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",          "200",         "20009",      "2008/10",          "2008/2009",
        "2008-13",   "2008-00",     "2008/07",    "2008 09",          "2009-7",
        "1799",      "2200",        "2199/00",    "2009..",           "..2009",
        "2009.2010", "2009...2010", "2009..2008", "2009..2010..2011", "2009-02-30",
        "20x9",      "2008-x9",     "..",         "2009-01-01..x",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct period p = {DATE_NONE, DATE_NONE};
        if (period_parse(str_of(cases[i]), &p))
            fail_msg("\"%s\" was read", cases[i]);
        assert_true(date_is_none(p.start));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_number),
        cmocka_unit_test(days_that_do_not_exist_are_none),
        cmocka_unit_test(
            each_valid_day_follows_the_one_before_and_reads_as_it_is_written),
        cmocka_unit_test(only_iso_dates_are_read),
        cmocka_unit_test(none_comes_before_all_and_stays_none),
        cmocka_unit_test(
            months_and_years_later_end_on_the_last_day_where_the_day_is_lacking),
        cmocka_unit_test(dates_are_written_as_letters_write_them),
        cmocka_unit_test(a_period_is_read_in_each_of_its_forms),
        cmocka_unit_test(what_is_no_period_is_refused),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
