#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "evidence/national.h"

enum { NUMBER_MOST = 64 };

/* --- numbers -------------------------------------------------------------------------
 */

/* What a number is made of, read without rounding: digits × 10^exponent, where the digits
 * still fit. */
struct digits {
    uint64_t mantissa;
    int exponent;
    bool exact; /* all digits are in the mantissa */
    bool any, negative;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take_digit(struct digits *d, char c, bool fraction)
{
    d->any = true;
    if (d->mantissa > (UINT64_MAX - 9) / 10) {
        d->exact = false;
        return;
    }
    d->mantissa = d->mantissa * 10 + (uint64_t)(c - '0');
    d->exponent -= fraction;
}

/* A comma belongs to a number only before exactly three digits: "1,234", never "1,2". */
static bool groups(struct str s, size_t comma)
{
    if (comma + 4 > s.len || comma == 0 || !is_digit(s.at[comma - 1]))
        return false;
    for (size_t i = comma + 1; i < comma + 4; i++) {
        if (!is_digit(s.at[i]))
            return false;
    }
    return comma + 4 == s.len || !is_digit(s.at[comma + 4]);
}

/* Reads digits, thousands commas and a decimal point from `at` on; returns where it
 * ends. */
static size_t read_digits(struct str s, size_t at, struct digits *d)
{
    bool fraction = false;
    for (; at < s.len; at++) {
        if (is_digit(s.at[at]))
            take_digit(d, s.at[at], fraction);
        else if (s.at[at] == '.' && !fraction)
            fraction = true;
        else if (s.at[at] != ',' || fraction || !groups(s, at))
            break;
    }
    return at;
}

/* Reads "E-2" from `at` on; returns where it ends, or `at` where there is none. */
static size_t read_exponent(struct str s, size_t at, int *exponent)
{
    *exponent = 0;
    if (at + 1 >= s.len || (s.at[at] != 'e' && s.at[at] != 'E'))
        return at;
    size_t i = at + 1;
    bool negative = s.at[i] == '-';
    if (s.at[i] == '-' || s.at[i] == '+')
        i++;
    if (i >= s.len || !is_digit(s.at[i]))
        return at;
    for (; i < s.len && is_digit(s.at[i]); i++)
        *exponent = *exponent > 999 ? *exponent : *exponent * 10 + (s.at[i] - '0');
    if (negative)
        *exponent = -*exponent;
    return i;
}

/* Up to 2^53 and 10^22 both are exact as doubles, so one operation rounds correctly
 * (Clinger 1990); 59,517 figures of the LAIT carry more digits and take the slow way. */
static bool value_exactly(const struct digits *d, int exponent, double *out)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (!d->exact || d->mantissa > (UINT64_C(1) << 53) || exponent > 22 || exponent < -22)
        return false;
    double x = (double)d->mantissa;
    *out = exponent < 0 ? x / powers[-exponent] : x * powers[exponent];
    return true;
}

/* The C library rounds the rest; the program never leaves the C locale. */
static bool value_by_library(struct str s, double *out)
{
    char text[NUMBER_MOST + 1];
    size_t len = 0;
    if (s.len > NUMBER_MOST)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != ',')
            text[len++] = s.at[i];
    }
    text[len] = '\0';
    *out = strtod(text, NULL);
    return isfinite(*out);
}

/* The bare number between what may stand around it: a sign, a pound sign, "%". */
static struct str bare(struct str cell, bool *negative)
{
    *negative = cell.len && cell.at[0] == '-';
    if (cell.len && (cell.at[0] == '-' || cell.at[0] == '+'))
        cell = (struct str){cell.at + 1, cell.len - 1};
    if (str_starts(cell, STR("\xc2\xa3")))
        cell = (struct str){cell.at + 2, cell.len - 2};
    if (str_ends(cell, STR("%")))
        cell.len--;
    return cell;
}

static bool read_number(struct str cell, double *value)
{
    struct digits d = {.exact = true};
    struct str s = bare(cell, &d.negative);
    int exponent;
    size_t at = read_digits(s, 0, &d);
    at = read_exponent(s, at, &exponent);
    if (!d.any || at != s.len)
        return false;
    double x;
    if (!value_exactly(&d, d.exponent + exponent, &x) && !value_by_library(s, &x))
        return false;
    *value = d.negative ? -x : x;
    return true;
}

/* --- suppression codes ---------------------------------------------------------------
 */

/* The codes of the Department's statistics (c, x, z, u, k, low) and of older ones.  A
 * figure that rounds to zero is nearly zero, not missing; "~" is its older sign: where it
 * stands the counts beside it give less than 0.05 per cent.  A bare hyphen, all that the
 * LAIT has, says nothing of why. */
static const struct {
    struct str code;
    enum missing missing;
    enum quality quality;
} codes[] = {
    {{"", 0}, MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
    {{"-", 1}, MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
    {{"c", 1}, MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
    {{"z", 1}, MISSING_NOT_APPLICABLE, QUALITY_NOT_GIVEN},
    {{"x", 1}, MISSING_NOT_AVAILABLE, QUALITY_NOT_GIVEN},
    {{"u", 1}, MISSING_NOT_AVAILABLE, QUALITY_LOW_RELIABILITY},
    {{"k", 1}, MISSING_NOT, QUALITY_ROUNDS_TO_ZERO},
    {{"low", 3}, MISSING_NOT, QUALITY_ROUNDS_TO_ZERO},
    {{"~", 1}, MISSING_NOT, QUALITY_ROUNDS_TO_ZERO},
    {{":", 1}, MISSING_NOT_AVAILABLE, QUALITY_NOT_GIVEN},
    {{"..", 2}, MISSING_NOT_AVAILABLE, QUALITY_NOT_GIVEN},
    {{".", 1}, MISSING_NOT_APPLICABLE, QUALITY_NOT_GIVEN},
    {{"*", 1}, MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
    {{"supp", 4}, MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
    {{"suppressed", 10}, MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
    {{"na", 2}, MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
    {{"n/a", 3}, MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
    {{"null", 4}, MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
};

static bool read_code(struct str cell, double *value, uint8_t *missing, uint8_t *quality)
{
    if (cell.len > 2 && cell.at[0] == '[' && cell.at[cell.len - 1] == ']')
        cell = (struct str){cell.at + 1, cell.len - 2};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!str_equal_fold(cell, codes[i].code))
            continue;
        *missing = (uint8_t)codes[i].missing;
        *quality = (uint8_t)codes[i].quality;
        *value = codes[i].missing == MISSING_NOT ? 0.0 : (double)NAN;
        return true;
    }
    return false;
}

bool national_number(struct str cell, double *value, uint8_t *missing, uint8_t *quality)
{
    assert(value && missing && quality);
    if (read_number(cell, value)) {
        *missing = MISSING_NOT;
        *quality = QUALITY_NOT_GIVEN;
        return true;
    }
    return read_code(cell, value, missing, quality);
}

/* --- dates ---------------------------------------------------------------------------
 */

/* At most `most` digits at *at. */
static bool take_int(struct str s, size_t *at, size_t most, int *out)
{
    size_t start = *at;
    *out = 0;
    while (*at < s.len && *at - start < most && is_digit(s.at[*at]))
        *out = *out * 10 + (s.at[(*at)++] - '0');
    return *at > start;
}

static bool take_any(struct str s, size_t *at, const char *marks)
{
    size_t start = *at;
    while (*at < s.len && strchr(marks, s.at[*at]) && s.at[*at])
        ++*at;
    return *at > start;
}

/* A month's name, whole or its first three letters: 1 to 12, else 0. */
static int take_month(struct str s, size_t *at)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t end = *at;
    while (end < s.len && ((s.at[end] | 32) >= 'a' && (s.at[end] | 32) <= 'z'))
        end++;
    struct str word = {s.at + *at, end - *at};
    for (int i = 0; i < 12; i++) {
        struct str name = str_of(names[i]), start = {name.at, word.len};
        if (word.len < 3 || word.len > name.len || !str_equal_fold(word, start))
            continue;
        *at = end;
        return i + 1;
    }
    return 0;
}

/* Two digits are years of this century up to 68, else of the last. */
static bool take_year(struct str s, size_t *at, int *year)
{
    size_t start = *at;
    if (!take_int(s, at, 4, year))
        return false;
    if (*at - start == 2)
        *year += *year <= 68 ? 2000 : 1900;
    return *at - start == 2 || *at - start == 4;
}

/* 31/12/2019, 31.12.19, 31 December 2019, 31-Dec-19. */
static bool read_day_first(struct str s, size_t *at, date *out)
{
    int day, month, year;
    if (!take_int(s, at, 2, &day) || !take_any(s, at, " /.-"))
        return false;
    bool named = *at < s.len && !is_digit(s.at[*at]);
    month = named ? take_month(s, at) : 0;
    if (named ? month == 0 : !take_int(s, at, 2, &month))
        return false;
    if (!take_any(s, at, " ,/.-") || !take_year(s, at, &year))
        return false;
    *out = date_of(year, month, day);
    return !date_is_none(*out);
}

/* Days since 30 December 1899, as spreadsheets count from 1 March 1900 on; 20,000 to
 * 80,000 are 1954 to 2119. */
static bool read_day_number(struct str s, date *out)
{
    double days;
    if (!read_number(s, &days) || days < 20000 || days > 80000)
        return false;
    *out = date_add_days(date_of(1899, 12, 30), (int)days);
    return true;
}

/* What may follow a date: nothing, or a time. */
static bool ends_date(struct str s, size_t at)
{
    return at == s.len || s.at[at] == ' ' || s.at[at] == 'T';
}

bool national_date(struct str cell, date *out)
{
    date read;
    size_t at = 0;
    bool ok = cell.len >= 10 && ends_date(cell, 10) &&
              date_parse((struct str){cell.at, 10}, &read);
    if (!ok)
        ok = read_day_first(cell, &at, &read) && ends_date(cell, at);
    if (!ok)
        ok = read_day_number(cell, &read);
    if (ok)
        *out = read;
    return ok;
}
