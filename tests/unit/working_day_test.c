/* Working days against cases worked by hand, against a plain count day by day, and every
 * day of the two calendars of the data folder (skipped where that is absent). */
#include "fixture_national.h"
#include "records/working_day.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static date day(const char *iso)
{
    date d;
    if (!date_parse(str_of(iso), &d))
        fail_msg("%s is no date", iso);
    return d;
}

static void days_off_fall_where_they_were_kept(void **state)
{
    (void)state;
    static const char *const off[] = {
        /* Easter: the earliest and the latest of the years meant, and a corrected moon */
        "2008-03-21", "2008-03-24", "2038-04-23", "2038-04-26", "2049-04-16",
        "2049-04-19", "2076-04-17", "2076-04-20", "2014-04-18", "2014-04-21",
        "2019-04-19", "1954-04-16", "1981-04-20", "1886-04-23", "1886-04-26",
        /* the last Monday of August */
        "2025-08-25", "2026-08-31",
        /* New Year and Christmas on each kind of weekend */
        "2000-01-03", "2011-01-03", "2012-01-02", "2009-12-25", "2009-12-28",
        "2010-12-27", "2010-12-28", "2011-12-26", "2011-12-27", "2022-12-26",
        "2022-12-27", "2100-01-01",
        /* proclaimed */
        "1995-05-08", "1999-12-31", "2002-06-03", "2002-06-04", "2011-04-29",
        "2012-06-04", "2012-06-05", "2020-05-08", "2022-06-02", "2022-06-03",
        "2022-09-19", "2023-05-01", "2023-05-08", "2023-05-29",
        /* Saturday and Sunday; long ago */
        "1969-12-27", "1815-06-18", "1805-10-20", "2025-03-29", "2025-03-30",
        "1990-01-06", "2100-12-26"};
    for (size_t i = 0; i < COUNT(off); i++)
        if (is_working_day(day(off[i])))
            fail_msg("%s is said to be a working day", off[i]);
}

static void days_beside_them_are_worked(void **state)
{
    (void)state;
    static const char *const worked[] = {
        "1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30",
        "2008-03-20", "2008-03-25", "2010-12-29", "2011-12-28", "2000-01-04",
        "2022-01-04", "1999-12-30", "2023-05-02", "1990-01-02", "2100-12-31",
        "2025-08-04", "1969-12-29", "1815-06-19", "1805-10-21"};
    for (size_t i = 0; i < COUNT(worked); i++)
        if (!is_working_day(day(worked[i])))
            fail_msg("%s is said to be no working day", worked[i]);
}

static void counting_begins_the_day_after(void **state)
{
    (void)state;
    static const struct {
        const char *start, *end;
        int between, network;
    } cases[] = {
        {"2025-03-31", "2025-03-31", 0, 1},     {"2025-03-28", "2025-03-31", 1, 2},
        {"2025-03-29", "2025-03-30", 0, 0},     {"2025-03-29", "2025-03-31", 1, 1},
        {"2024-03-28", "2024-04-02", 1, 2}, /* over Easter */
        {"2024-12-24", "2025-01-02", 4, 5},     {"2021-12-24", "2022-01-04", 4, 5},
        {"2025-01-01", "2025-12-31", 253, 253}, {"2022-01-01", "2022-12-31", 250, 250},
        {"1969-12-31", "1970-01-05", 2, 3},     {"1969-12-22", "1970-01-02", 6, 7},
        {"2025-03-31", "2025-03-28", -1, -2},   {"2025-03-31", "2025-03-30", -1, -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        date start = day(cases[i].start), end = day(cases[i].end);
        if (working_days_between(start, end) != cases[i].between ||
            network_days(start, end) != cases[i].network)
            fail_msg("%s to %s: %d, %d", cases[i].start, cases[i].end,
                     working_days_between(start, end), network_days(start, end));
    }
}

static void a_day_is_due_and_stepped_back_to(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int count;
        const char *due, *back;
    } cases[] = {
        {"2025-03-31", 1, "2025-04-01", "2025-03-28"},
        {"2025-03-30", 1, "2025-03-31", "2025-03-28"},
        {"2024-03-28", 1, "2024-04-02", "2024-03-27"},
        {"2024-04-02", 1, "2024-04-03", "2024-03-28"},
        {"2025-03-31", 45, "2025-06-06", "2025-01-27"},
        {"2025-03-31", 44, "2025-06-05", "2025-01-28"},
        {"2025-03-31", 14, "2025-04-22", "2025-03-11"},
        {"2021-12-31", 1, "2022-01-04", "2021-12-30"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        date from = day(cases[i].from);
        assert_int_equal(working_day_due(from, cases[i].count).days,
                         day(cases[i].due).days);
        assert_int_equal(working_day_back(from, cases[i].count).days,
                         day(cases[i].back).days);
    }
    assert_int_equal(working_day_due(day("2025-03-30"), 0).days, day("2025-03-30").days);
}

static void before_and_after_the_calendar_there_is_no_day(void **state)
{
    (void)state;
    assert_true(date_is_none(working_day_due(day("2199-12-30"), 2)));
    assert_int_equal(working_day_due(day("2199-12-30"), 1).days, day("2199-12-31").days);
    assert_true(date_is_none(working_day_back(day("1800-01-03"), 3)));
    assert_true(working_days_between(day("1800-01-01"), day("2199-12-31")) > 100000);
}

/* The sum of days, one by one, and both searches from every day. */
static void the_arithmetic_is_a_count_of_days(void **state)
{
    (void)state;
    enum { STEP = 7 };
    date first = day("1989-12-31"), last = day("2100-12-31");
    int count = 0;
    for (date d = first; d.days <= last.days; d.days++) {
        count += d.days > first.days && is_working_day(d);
        assert_int_equal(working_days_between(first, d), count);
        date due = working_day_due(d, STEP), back = working_day_back(d, STEP);
        assert_true(is_working_day(due) && is_working_day(back));
        assert_int_equal(working_days_between(d, due), STEP);
        assert_int_equal(network_days(back, (date){d.days - 1}), STEP);
    }
    assert_int_equal(count, 28065);
}

/* The days of the years that a calendar of the folder covers; each is off there exactly
 * where it is off here. */
static void agree_with_calendar(const char *file, int from, int to)
{
    struct reading_test t = read_data(file);
    size_t days = 0, off = 0;
    for (date d = date_of(from, 1, 1); d.days <= date_of(to, 12, 31).days; d.days++) {
        bool listed = false;
        for (size_t i = 0; i < t.batch->holidays_count; i++)
            listed = listed || t.batch->holidays[i].on.days == d.days;
        bool weekend = (d.days + 3) % 7 >= 5;
        if (is_working_day(d) == (listed || weekend))
            fail_msg("%s differs in %s", date_iso(t.a, d).at, file);
        days++;
        off += listed;
    }
    assert_int_equal(off, t.batch->holidays_count);
    print_message("%s: %zu days, %zu bank holidays, all the same\n", file, days, off);
    end_reading(&t);
}

static void every_day_is_as_government_lists_it(void **state)
{
    (void)state;
    agree_with_calendar("calendar/bank-holidays-govuk-2012-2028.json", 2012, 2028);
}

static void every_day_is_as_the_longer_table_has_it(void **state)
{
    (void)state;
    agree_with_calendar("calendar/bank_holidays_england_wales.csv", 2000, 2030);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_off_fall_where_they_were_kept),
        cmocka_unit_test(days_beside_them_are_worked),
        cmocka_unit_test(counting_begins_the_day_after),
        cmocka_unit_test(a_day_is_due_and_stepped_back_to),
        cmocka_unit_test(before_and_after_the_calendar_there_is_no_day),
        cmocka_unit_test(the_arithmetic_is_a_count_of_days),
        cmocka_unit_test(every_day_is_as_government_lists_it),
        cmocka_unit_test(every_day_is_as_the_longer_table_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
