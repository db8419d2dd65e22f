#include "records/working_day.h"

#include <assert.h>
#include <stddef.h>

/* ---- Bank holidays */

enum { SATURDAY = 5, WEEK = 7 };

/* 0 for Monday; 1 January 1970 was a Thursday. */
static int weekday_of(int32_t days)
{
    int past = (days + 3) % WEEK;
    return past < 0 ? past + WEEK : past;
}

static int32_t on(int year, int month, int day)
{
    date d = date_of(year, month, day);
    assert(!date_is_none(d));
    return d.days;
}

/* Easter Sunday by the Gregorian rule: the Sunday after the full moon of the tables, with
 * the two corrections that keep it from falling later than 25 April. */
static int32_t easter(int year)
{
    int golden = year % 19, century = year / 100;
    int moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    if (moon == 29 || (moon == 28 && golden > 10))
        moon--;
    int32_t full = on(year, 3, 21) + moon;
    return full + WEEK - (weekday_of(full) + 1) % WEEK;
}

static int32_t first_monday(int year, int month)
{
    int32_t first = on(year, month, 1);
    return first + (WEEK - weekday_of(first)) % WEEK;
}

static int32_t last_monday(int year, int month)
{
    int32_t last = on(year, month, 31);
    return last - weekday_of(last);
}

/* A holiday on a weekend is kept on the next weekday that is none itself. */
static int32_t new_year(int year)
{
    int32_t day = on(year, 1, 1);
    int weekday = weekday_of(day);
    return weekday < SATURDAY ? day : day + WEEK - weekday;
}

static int32_t christmas_or_boxing(int year, int day)
{
    int32_t at = on(year, 12, day);
    return weekday_of(at) < SATURDAY ? at : at + 2;
}

enum usual {
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    EARLY_MAY,
    SPRING,
    SUMMER,
    CHRISTMAS,
    BOXING,
    USUAL
};

/* Days set by proclamation: in place of a usual one, or beside all of them (USUAL). */
static const struct one_off {
    int year;
    enum usual instead_of;
    int month, day;
} one_offs[] = {
    {1995, EARLY_MAY, 5, 8}, /* fifty years since the end of the war in Europe */
    {1999, USUAL, 12, 31},   /* the millennium */
    {2002, SPRING, 6, 4},    {2002, USUAL, 6, 3}, /* golden jubilee */
    {2011, USUAL, 4, 29},                         /* royal wedding */
    {2012, SPRING, 6, 4},    {2012, USUAL, 6, 5}, /* diamond jubilee */
    {2020, EARLY_MAY, 5, 8},                      /* seventy-five years since 1945 */
    {2022, SPRING, 6, 2},    {2022, USUAL, 6, 3}, /* platinum jubilee */
    {2022, USUAL, 9, 19},                         /* state funeral */
    {2023, USUAL, 5, 8},                          /* coronation */
};
enum { ONE_OFFS = sizeof one_offs / sizeof *one_offs };

struct holidays {
    int32_t at[USUAL + ONE_OFFS]; /* more than any year has */
    unsigned count;
};

static struct holidays holidays_of(int year)
{
    int32_t sunday = easter(year);
    struct holidays h = {{new_year(year), sunday - 2, sunday + 1, first_monday(year, 5),
                          last_monday(year, 5), last_monday(year, 8),
                          christmas_or_boxing(year, 25), christmas_or_boxing(year, 26)},
                         USUAL};
    for (size_t i = 0; i < ONE_OFFS; i++) {
        const struct one_off *one = &one_offs[i];
        if (one->year != year)
            continue;
        unsigned place = one->instead_of == USUAL ? h.count++ : (unsigned)one->instead_of;
        h.at[place] = on(year, one->month, one->day);
    }
    return h;
}

/* Up to and with this day, from some day that is always the same. */
static int holidays_until(date d)
{
    int year = date_split(d).year, count = USUAL * year;
    for (size_t i = 0; i < ONE_OFFS; i++)
        count += one_offs[i].year < year && one_offs[i].instead_of == USUAL;
    struct holidays h = holidays_of(year);
    for (unsigned i = 0; i < h.count; i++)
        count += h.at[i] <= d.days;
    return count;
}

/* ---- Counting.  No holiday falls on a weekend, so weekdays less holidays are the
 * working days. */

static int weekdays_until(date d)
{
    int weekday = weekday_of(d.days);
    int week = (d.days + 3 - weekday) / WEEK;
    return week * SATURDAY + (weekday < SATURDAY ? weekday + 1 : SATURDAY);
}

static int working_days_until(date d)
{
    assert(!date_is_none(d));
    return weekdays_until(d) - holidays_until(d);
}

bool is_weekend(date d)
{
    assert(!date_is_none(d));
    return weekday_of(d.days) >= SATURDAY;
}

bool is_working_day(date d)
{
    if (is_weekend(d))
        return false;
    struct holidays h = holidays_of(date_split(d).year);
    for (unsigned i = 0; i < h.count; i++)
        if (h.at[i] == d.days)
            return false;
    return true;
}

int working_days_between(date start, date end)
{
    return working_days_until(end) - working_days_until(start);
}

int network_days(date start, date end)
{
    if (date_compare(start, end) > 0)
        return -network_days(end, start);
    return working_days_between(start, end) + is_working_day(start);
}

/* So many days hold at most as many working days, so neither search steps too far. */

date working_day_due(date start, int count)
{
    assert(count >= 0);
    date day = start;
    for (int left = count; left > 0; left = count - working_days_between(start, day)) {
        date next = date_add_days(day, left);
        if (date_compare(next, day) == 0)
            return DATE_NONE;
        day = next;
    }
    return day;
}

date working_day_back(date from, int count)
{
    assert(count > 0);
    date before = date_add_days(from, -1), day = before;
    for (int left = count; left > 0; left = count - working_days_between(day, before)) {
        date next = date_add_days(day, -left);
        if (date_compare(next, day) == 0)
            return DATE_NONE;
        day = next;
    }
    return date_add_days(day, 1);
}
