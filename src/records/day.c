#include "records/day.h"

/* One number of `least` to `most` digits, and what stands after it. */
static bool take_number(struct str *text, size_t least, size_t most, int *out)
{
    size_t n = 0;
    int number = 0;
    for (; n < text->len && n < most && text->at[n] >= '0' && text->at[n] <= '9'; n++)
        number = number * 10 + (text->at[n] - '0');
    *out = number;
    if (n == 0)
        return least == 0;
    text->at += n;
    text->len -= n;
    return n >= least;
}

static bool take_slash(struct str *text)
{
    if (text->len == 0 || text->at[0] != '/')
        return false;
    text->at++;
    text->len--;
    return true;
}

date day_of_903(struct str text)
{
    int day, month, year;
    bool read = take_number(&text, 1, 2, &day) && take_slash(&text) &&
                take_number(&text, 1, 2, &month) && take_slash(&text) &&
                take_number(&text, 4, 4, &year) && text.len == 0;
    return read ? date_of(year, month, day) : DATE_NONE;
}

date day_of_census(struct str text)
{
    enum { DAY = 10 };
    date day = DATE_NONE;
    bool timed = text.len > DAY && text.at[DAY] == 'T';
    if (timed)
        text.len = DAY;
    return date_parse(text, &day) ? day : DATE_NONE;
}
