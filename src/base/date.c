#include "base/date.h"

#include <assert.h>

#define YEAR_FIRST 1800
#define YEAR_LAST 2199

static const char *const month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Day number of 1 January. */
static int32_t year_start(int year)
{
    int past = year - 1;
    return 365 * (year - 1970) + (past / 4 - past / 100 + past / 400) - 477;
}

date date_of(int year, int month, int day)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month))
        return DATE_NONE;
    int32_t days = year_start(year) + day - 1;
    for (int m = 1; m < month; m++)
        days += month_length(year, m);
    return (date){days};
}

bool date_is_none(date d)
{
    return d.days == INT32_MIN;
}

/* Reads the `len` digits at `from`, which the text reaches; -1 where one is none. */
static int digits_at(struct str s, size_t from, size_t len)
{
    int value = 0;
    assert(from + len <= s.len);
    for (size_t i = from; i < from + len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return -1;
        value = value * 10 + (s.at[i] - '0');
    }
    return value;
}

bool date_parse(struct str s, date *out)
{
    if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-')
        return false;
    date d = date_of(digits_at(s, 0, 4), digits_at(s, 5, 2), digits_at(s, 8, 2));
    if (date_is_none(d))
        return false;
    *out = d;
    return true;
}

struct date_parts date_split(date d)
{
    assert(!date_is_none(d));
    /* Off by one at most: 1461 days hold four years, save around 1800, 1900 and 2100. */
    int year = 1970 + (int)((int64_t)d.days * 4 / 1461);
    while (year_start(year) > d.days)
        year--;
    while (year_start(year + 1) <= d.days)
        year++;
    int month = 1, day = d.days - year_start(year) + 1;
    while (day > month_length(year, month))
        day -= month_length(year, month++);
    return (struct date_parts){year, month, day};
}

int date_compare(date a, date b)
{
    return (a.days > b.days) - (a.days < b.days);
}

static date nearest_valid(int64_t days)
{
    int32_t first = year_start(YEAR_FIRST), last = year_start(YEAR_LAST + 1) - 1;
    return (date){days < first ? first : days > last ? last : (int32_t)days};
}

static date add_months(date d, int64_t months)
{
    if (date_is_none(d))
        return d;
    struct date_parts p = date_split(d);
    int64_t count = (int64_t)p.year * 12 + (p.month - 1) + months;
    if (count < YEAR_FIRST * 12)
        return nearest_valid(INT64_MIN);
    if (count >= (YEAR_LAST + 1) * 12)
        return nearest_valid(INT64_MAX);
    int year = (int)(count / 12), month = (int)(count % 12) + 1;
    int length = month_length(year, month);
    return date_of(year, month, p.day < length ? p.day : length);
}

date date_add_years(date d, int years)
{
    return add_months(d, (int64_t)years * 12);
}

date date_add_months(date d, int months)
{
    return add_months(d, months);
}

date date_add_days(date d, int days)
{
    return date_is_none(d) ? d : nearest_valid((int64_t)d.days + days);
}

struct str date_iso(struct arena *a, date d)
{
    if (date_is_none(d))
        return STR("");
    struct date_parts p = date_split(d);
    return arena_format(a, "%04d-%02d-%02d", p.year, p.month, p.day);
}

struct str date_words(struct arena *a, date d)
{
    if (date_is_none(d))
        return STR("");
    struct date_parts p = date_split(d);
    return arena_format(a, "%d %s %d", p.day, month_names[p.month - 1], p.year);
}

struct str date_month_words(struct arena *a, date d)
{
    if (date_is_none(d))
        return STR("");
    struct date_parts p = date_split(d);
    return arena_format(a, "%s %d", month_names[p.month - 1], p.year);
}

/* From a first to a last day, false where either is no day. */
static bool period_of(date start, date end, struct period *out)
{
    if (date_is_none(start) || date_is_none(end) || date_compare(start, end) > 0)
        return false;
    *out = (struct period){start, end};
    return true;
}

/* 2008/09, 2008-09 or 2009-07. */
static bool parse_year_or_month(struct str s, struct period *out)
{
    int year = digits_at(s, 0, 4), second = digits_at(s, 5, 2);
    if (year < 0 || second < 0)
        return false;
    if (second == (year + 1) % 100)
        return period_of(date_of(year, 4, 1), date_of(year + 1, 3, 31), out);
    if (s.at[4] == '/' || second < 1 || second > 12)
        return false;
    return period_of(date_of(year, second, 1),
                     date_of(year, second, month_length(year, second)), out);
}

static bool parse_one(struct str s, struct period *out)
{
    if (s.len == 4)
        return period_of(date_of(digits_at(s, 0, 4), 1, 1),
                         date_of(digits_at(s, 0, 4), 12, 31), out);
    if (s.len == 7 && (s.at[4] == '/' || s.at[4] == '-'))
        return parse_year_or_month(s, out);
    date day;
    return date_parse(s, &day) && period_of(day, day, out);
}

bool period_parse(struct str s, struct period *out)
{
    struct str rest;
    struct str from = str_cut(s, '.', &rest);
    if (from.len == s.len)
        return parse_one(s, out);
    struct period first, last;
    if (!str_starts(rest, STR(".")) || !parse_one(from, &first))
        return false;
    struct str to = {rest.at + 1, rest.len - 1};
    return parse_one(to, &last) && period_of(first.start, last.end, out);
}
