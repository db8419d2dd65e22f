#include "evidence/cube.h"

#include <assert.h>

const struct cube_measure *cube_measure(const struct cube *cube, struct str id)
{
    size_t low = 0, high = cube->measure_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(cube->measures[middle].about.id, id);
        if (order == 0)
            return &cube->measures[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* A code before a name, a name before an alias; of two areas of one name (Dorset before
 * and after 2019) the one that still is. */
uint32_t cube_area(const struct cube *cube, struct str name)
{
    uint32_t found = UINT32_MAX;
    name = str_trim(name);
    if (str_is_empty(name))
        return found;
    for (size_t i = 0; i < cube->area_count; i++) {
        const struct cube_area *area = &cube->areas[i];
        if (str_equal(area->code, name) || str_equal_fold(area->ons_code, name))
            return (uint32_t)i;
        bool better = found == UINT32_MAX || date_is_none(area->live_to);
        if (better && str_equal_fold(area->name, name))
            found = (uint32_t)i;
    }
    for (size_t i = cube->alias_count; found == UINT32_MAX && i > 0; i--) {
        if (str_equal_fold(cube->aliases[i - 1].name, name))
            found = cube->aliases[i - 1].area;
    }
    return found;
}

/* The year in which a period ends; 0 where that is not known. */
static int end_year(const struct cube_period *period)
{
    return date_is_none(period->span.end) ? 0 : date_split(period->span.end).year;
}

const struct cube_break *cube_break_between(const struct cube_measure *measure,
                                            const struct cube_period *before,
                                            const struct cube_period *after)
{
    int from = end_year(before), to = end_year(after);
    for (size_t i = measure->break_count; i > 0; i--) {
        const struct cube_break *at = &measure->breaks[i - 1];
        if (from < at->year && at->year <= to)
            return at;
    }
    return NULL;
}

bool cube_takes_part(const struct cube_area *area, const struct cube_period *period,
                     bool has_figure)
{
    date start = period->span.start, end = period->span.end;
    if (!area->is_authority)
        return false;
    if (date_is_none(end))
        return true;
    /* No first day sorts before every day. */
    if (date_compare(area->live_from, end) > 0)
        return false;
    bool at_end = date_is_none(area->live_to) || date_compare(area->live_to, end) >= 0;
    return at_end || (has_figure && date_compare(start, area->live_to) <= 0);
}

bool cube_is_live(const struct cube *cube, uint32_t area,
                  const struct cube_period *period)
{
    assert(area < cube->area_count);
    return cube_takes_part(&cube->areas[area], period, false);
}

/* --- what a period's text means ------------------------------------------------------
 */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes exactly `digits` digits from the front. */
static bool take_number(struct str *s, size_t digits, int *out)
{
    if (s->len < digits)
        return false;
    int n = 0;
    for (size_t i = 0; i < digits; i++) {
        if (!is_digit(s->at[i]))
            return false;
        n = n * 10 + (s->at[i] - '0');
    }
    *out = n;
    *s = (struct str){s->at + digits, s->len - digits};
    return true;
}

/* "(Rev)" at the end: a status, which is no part of when. */
static uint8_t cut_status(struct str *text)
{
    static const struct {
        struct str mark;
        enum value_status status;
    } marks[] = {
        {{"(prov)", 6}, STATUS_PROVISIONAL}, {{"(provisional)", 13}, STATUS_PROVISIONAL},
        {{"(p)", 3}, STATUS_PROVISIONAL},    {{"(final)", 7}, STATUS_FINAL},
        {{"(rev)", 5}, STATUS_REVISED},      {{"(revised)", 9}, STATUS_REVISED},
        {{"(r)", 3}, STATUS_REVISED},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str mark = marks[i].mark;
        if (text->len <= mark.len)
            continue;
        struct str tail = {text->at + text->len - mark.len, mark.len};
        if (str_equal_fold(tail, mark)) {
            *text = str_trim((struct str){text->at, text->len - mark.len});
            return (uint8_t)marks[i].status;
        }
    }
    return STATUS_NOT_GIVEN;
}

/* The first and the last year named, and how. */
struct years {
    int first, last;
    bool split;  /* 2023-24: each is a year that runs over into the next */
    bool packed; /* 202324: split, as the Department's tables write school years */
};

/* The year that `short_year` ends, after `first`: 99 and 00 are a century apart. */
static int complete_year(int first, int short_year)
{
    int year = first / 100 * 100 + short_year;
    return year < first ? year + 100 : year;
}

/* "-24", "/24" or "-2024" behind the first year; false where something else follows. */
static bool read_second_year(struct str *s, int *second)
{
    *s = (struct str){s->at + 1, s->len - 1};
    if (!take_number(s, 4, second))
        return take_number(s, 2, second);
    *second %= 100;
    return true;
}

/* "-15/16" at the end: the last year of a pool. */
static void read_pool(struct str s, struct years *years)
{
    int end;
    if (s.len != 6 || s.at[0] != '-' || s.at[3] != '/')
        return;
    struct str digits = {s.at + 4, 2};
    if (take_number(&digits, 2, &end))
        years->last = complete_year(years->first, end);
}

static bool read_years(struct str s, struct years *out)
{
    int second = 0;
    struct years years = {0};
    if (!take_number(&s, 4, &years.first))
        return false;
    years.last = years.first;
    years.packed = take_number(&s, 2, &second);
    bool joined = !years.packed && s.len && (s.at[0] == '-' || s.at[0] == '/');
    if (joined && !read_second_year(&s, &second))
        return false;
    if (years.packed || joined) {
        years.last = complete_year(years.first, second);
        years.split = years.last == years.first + 1;
    }
    read_pool(s, &years);
    *out = years;
    return true;
}

static bool contains_fold(struct str s, struct str part)
{
    for (size_t i = 0; i + part.len <= s.len; i++) {
        if (str_equal_fold((struct str){s.at + i, part.len}, part))
            return true;
    }
    return false;
}

/* The last day of the year that ends in `year`, by kind of year. */
static date end_of_year(const struct years *years, struct str year_type)
{
    static const struct {
        struct str word;
        int month, day;
    } kinds[] = {
        {{"academic", 8}, 8, 31}, {{"calendar", 8}, 12, 31}, {{"sept", 4}, 9, 30},
        {{"january", 7}, 1, 31},  {{"financial", 9}, 3, 31},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (contains_fold(year_type, kinds[i].word))
            return date_of(years->last, kinds[i].month, kinds[i].day);
    }
    if (years->packed)
        return date_of(years->last, 8, 31);
    /* 2014-16 pools three calendar years; all else is a year to 31 March. */
    if (!years->split && years->last > years->first)
        return date_of(years->last, 12, 31);
    return date_of(years->last, 3, 31);
}

struct cube_period cube_period_of(struct str text, struct str year_type)
{
    struct cube_period period = {.text = text, .span = {DATE_NONE, DATE_NONE}};
    struct years years;
    struct str when = str_trim(text);
    period.status = cut_status(&when);
    if (!read_years(when, &years))
        return period;
    period.year = years.first;
    period.span.end = end_of_year(&years, year_type);
    if (date_is_none(period.span.end))
        return period;
    /* A pool of split years names one year more than it holds. */
    bool whole = years.last == years.first || date_split(period.span.end).month == 12;
    int held = years.last - years.first + (whole ? 1 : 0);
    period.span.start = date_add_days(date_add_years(period.span.end, -held), 1);
    return period;
}
