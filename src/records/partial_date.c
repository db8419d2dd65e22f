#include "records/partial_date.h"

enum { UNKNOWN = -1, LEAP_YEAR = 2000 };

/* `unknown` (ZZ, ZZZZ) or a number of `least` digits to as many as it is long. */
static bool read_part(struct str part, struct str unknown, size_t least, int *out)
{
    *out = str_equal(part, unknown) ? UNKNOWN : 0;
    if (*out == UNKNOWN)
        return true;
    for (size_t i = 0; i < part.len && i < unknown.len; i++) {
        if (part.at[i] < '0' || part.at[i] > '9')
            return false;
        *out = *out * 10 + (part.at[i] - '0');
    }
    return part.len >= least && part.len <= unknown.len;
}

static int known_or(int part, int otherwise)
{
    return part == UNKNOWN ? otherwise : part;
}

/* A day that stands in no January, or in no leap year, stands in none. */
bool partial_date_read(struct str text, date *earliest)
{
    int day, month, year;
    struct str rest, first = str_cut(text, '/', &rest);
    struct str second = str_cut(rest, '/', &rest);
    if (!read_part(first, STR("ZZ"), 1, &day) ||
        !read_part(second, STR("ZZ"), 1, &month) ||
        !read_part(rest, STR("ZZZZ"), 4, &year))
        return false;
    date read = date_of(known_or(year, LEAP_YEAR), known_or(month, 1), known_or(day, 1));
    if (date_is_none(read))
        return false;
    *earliest = year == UNKNOWN ? DATE_NONE : read;
    return true;
}
