#include "records/repair.h"

#include "base/date.h"
#include "records/child.h"
#include "records/day.h"

/* ---- What a column holds */

enum sort { SORT_CODE, SORT_DATE, SORT_IDENTIFIER, SORT_TRUTH };

/* Columns that are no codes in capitals, beside those that hold nothing but days.  A date
 * of permanence may have parts that are not known (ZZ), which are left. */
static const struct {
    enum return_kind kind;
    uint8_t table, column;
    enum sort sort;
} sorts[] = {
    {RETURN_903, T9_PREV_PERM, PREV_DATE_PERM, SORT_DATE},
    {RETURN_CIN, TC_CHILD_IDENTIFIERS, CI_LA_CHILD_ID, SORT_IDENTIFIER},
    {RETURN_CIN, TC_CIN_DETAILS, CD_REFERRAL_NFA, SORT_TRUTH},
    {RETURN_CIN, TC_SECTION_47, CS_ICPC_NOT_REQUIRED, SORT_TRUTH},
    {RETURN_CIN, TC_PRE_PROCEEDINGS, PP_FGDM_MEETING_OFFER, SORT_TRUTH},
    {RETURN_CIN, TC_PRE_PROCEEDINGS, PP_FGDM_MEETING_FAC, SORT_TRUTH},
};

static enum sort sort_of(struct cell_place place)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(place.kind, &count)[place.table];
    if (shape->columns[place.column].is_date)
        return SORT_DATE;
    if (place.kind == RETURN_903 && place.column == 0)
        return SORT_IDENTIFIER; /* CHILD stands first in every table */
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (sorts[i].kind == place.kind && sorts[i].table == place.table &&
            sorts[i].column == place.column)
            return sorts[i].sort;
    return SORT_CODE;
}

/* ---- Days */

struct parts {
    int year, month, day;
    bool told; /* which of day and month is which leaves no doubt */
};

static bool take_number(struct str *text, size_t least, size_t most, int *out)
{
    size_t n = 0;
    *out = 0;
    for (; n < text->len && n < most && text->at[n] >= '0' && text->at[n] <= '9'; n++)
        *out = *out * 10 + (text->at[n] - '0');
    text->at += n;
    text->len -= n;
    return n >= least;
}

static bool take_any(struct str *text, const char *of, char *taken)
{
    if (text->len == 0 || text->at[0] == '\0' || !strchr(of, text->at[0]))
        return false;
    *taken = text->at[0];
    text->at++;
    text->len--;
    return true;
}

/* "Mar" or "March", in any case. */
static bool take_month(struct str *text, int *month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    size_t n = 0;
    while (n < text->len && ((text->at[n] | 32) >= 'a' && (text->at[n] | 32) <= 'z'))
        n++;
    struct str word = {text->at, n};
    for (int i = 0; i < 12; i++) {
        struct str name = str_of(names[i]), brief = {names[i], 3};
        if (!str_equal_fold(word, name) && !str_equal_fold(word, brief))
            continue;
        *month = i + 1;
        text->at += n;
        text->len -= n;
        return true;
    }
    return false;
}

/* A time of day: "T00:00:00", " 09:30"; nothing is a time as well. */
static bool is_time(struct str text)
{
    char first;
    int number;
    if (text.len == 0)
        return true;
    return take_any(&text, "T ", &first) && take_number(&text, 1, 2, &number) &&
           take_any(&text, ":", &first) && take_number(&text, 2, 2, &number) &&
           (text.len == 0 || str_starts(text, STR(":")));
}

/* 2024-03-05, 2024/3/5 */
static bool year_first(struct str text, struct parts *out)
{
    char one = 0, two = 0;
    out->told = true;
    return take_number(&text, 4, 4, &out->year) && take_any(&text, "-/.", &one) &&
           take_number(&text, 1, 2, &out->month) && take_any(&text, "-/.", &two) &&
           one == two && take_number(&text, 1, 2, &out->day) && is_time(text);
}

/* 5/3/2024, 05-03-2024: told where the day can be no month. */
static bool day_first(struct str text, struct parts *out)
{
    char one = 0, two = 0;
    bool read = take_number(&text, 1, 2, &out->day) && take_any(&text, "/-.", &one) &&
                take_number(&text, 1, 2, &out->month) && take_any(&text, "/-.", &two) &&
                one == two && take_number(&text, 4, 4, &out->year) && is_time(text);
    out->told = out->day > 12 || out->day == out->month;
    return read;
}

/* 5 March 2024, 05-Mar-2024 */
static bool month_named(struct str text, struct parts *out)
{
    char one = 0, two = 0;
    out->told = true;
    return take_number(&text, 1, 2, &out->day) && take_any(&text, " -", &one) &&
           take_month(&text, &out->month) && take_any(&text, " -", &two) && one == two &&
           take_number(&text, 4, 4, &out->year) && is_time(text);
}

/* The 903 asks for the day first, so a day first is what is meant there; the census asks
 * for the year first, and a file that does otherwise may have the month first. */
static bool repair_day(struct arena *a, enum return_kind kind, struct str text,
                       struct str *to)
{
    struct parts parts = {0};
    bool read =
        year_first(text, &parts) || day_first(text, &parts) || month_named(text, &parts);
    if (!read || (kind == RETURN_CIN && !parts.told))
        return false;
    if (date_is_none(date_of(parts.year, parts.month, parts.day)))
        return false;
    *to = kind == RETURN_903
              ? arena_format(a, "%02d/%02d/%04d", parts.day, parts.month, parts.year)
              : arena_format(a, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
    return true;
}

static bool is_day(enum return_kind kind, struct str text)
{
    return !date_is_none(kind == RETURN_903 ? day_of_903(text) : day_of_census(text));
}

/* ---- Codes */

/* Codes that another year writes differently, where one stands for the other.  Not here,
 * since one became several or none: H5 and Z1 of placements, F3 and P3 of activities, 18A
 * and 19A of factors, E43 and E44 of reasons to cease, 9 of the census's gender. */
static const struct {
    enum return_kind kind;
    uint8_t table, column;
    int first, last; /* collections that want `to` */
    const char *from, *to;
} changes[] = {
    {RETURN_903, T9_HEADER, HEADER_SEX, 2025, 9999, "1", "M"},
    {RETURN_903, T9_HEADER, HEADER_SEX, 2025, 9999, "2", "F"},
    {RETURN_903, T9_HEADER, HEADER_SEX, 0, 2024, "M", "1"},
    {RETURN_903, T9_HEADER, HEADER_SEX, 0, 2024, "F", "2"},
    {RETURN_903, T9_UASC, UASC_SEX, 2025, 9999, "1", "M"},
    {RETURN_903, T9_UASC, UASC_SEX, 2025, 9999, "2", "F"},
    {RETURN_903, T9_UASC, UASC_SEX, 0, 2024, "M", "1"},
    {RETURN_903, T9_UASC, UASC_SEX, 0, 2024, "F", "2"},
    {RETURN_CIN, TC_CHILD_IDENTIFIERS, CI_SEX, 2025, 9999, "1", "M"},
    {RETURN_CIN, TC_CHILD_IDENTIFIERS, CI_SEX, 2025, 9999, "2", "F"},
    {RETURN_CIN, TC_CHILD_IDENTIFIERS, CI_SEX, 2025, 9999, "0", "U"},
    {RETURN_CIN, TC_CHILD_IDENTIFIERS, CI_SEX, 0, 2024, "M", "1"},
    {RETURN_CIN, TC_CHILD_IDENTIFIERS, CI_SEX, 0, 2024, "F", "2"},
};

static bool repair_code(struct cell_place place, struct str *text)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        bool here = changes[i].kind == place.kind && changes[i].table == place.table &&
                    changes[i].column == place.column && changes[i].first <= place.year &&
                    place.year <= changes[i].last;
        if (!here || !str_equal(*text, str_of(changes[i].from)))
            continue;
        *text = str_of(changes[i].to);
        return true;
    }
    return false;
}

/* Letters to capitals, or away from them. */
static bool repair_case(struct arena *a, struct str *text, bool capitals)
{
    char low = capitals ? 'a' : 'A', high = capitals ? 'z' : 'Z';
    char *out = arena_alloc(a, text->len + 1);
    bool changed = false;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->at[i];
        bool changes_it = c >= low && c <= high;
        out[i] = (char)(changes_it ? c ^ 32 : c);
        changed = changed || changes_it;
    }
    if (changed)
        *text = (struct str){out, text->len};
    return changed;
}

/* "12.0" is 12; "1.5" and ".0" stay. */
static bool repair_number(struct str *text)
{
    size_t digits = 0, at;
    while (digits < text->len && text->at[digits] >= '0' && text->at[digits] <= '9')
        digits++;
    if (digits == 0 || digits + 2 > text->len || text->at[digits] != '.')
        return false;
    for (at = digits + 1; at < text->len; at++)
        if (text->at[at] != '0')
            return false;
    text->len = digits;
    return true;
}

/* ---- The whole */

/* No code, day or number is longer. */
enum { TEXT_MOST = 256 };

/* ASCII on one line. */
static bool is_plain(struct str text)
{
    if (text.len > TEXT_MOST)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80 || text.at[i] == '\0' ||
            text.at[i] == '\n' || text.at[i] == '\r')
            return false;
    return true;
}

static unsigned repair_coded(struct arena *a, struct cell_place place, struct str *text)
{
    unsigned done = repair_number(text) ? REPAIR_NUMBER : 0;
    done |= repair_case(a, text, true) ? REPAIR_CASE : 0;
    return done | (repair_code(place, text) ? REPAIR_CODE : 0);
}

struct repair repair_of(struct arena *a, struct cell_place place, struct str text)
{
    enum sort sort = sort_of(place);
    struct repair out = {str_trim(text), 0};
    if (sort == SORT_IDENTIFIER || !is_plain(text))
        return (struct repair){text, 0};
    out.done = out.to.len < text.len ? REPAIR_SPACES : 0;
    if (sort == SORT_CODE)
        out.done |= repair_coded(a, place, &out.to);
    else if (sort == SORT_TRUTH)
        out.done |= repair_case(a, &out.to, false) ? REPAIR_CASE : 0;
    else if (out.to.len > 0 && !is_day(place.kind, out.to))
        out.done |= repair_day(a, place.kind, out.to, &out.to) ? REPAIR_DATE : 0;
    return out;
}

struct str repair_words(struct arena *a, unsigned done)
{
    static const char *const words[] = {"spaces", "date", "case", "number", "code"};
    struct str text = STR("");
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
        if (done & (1u << i))
            text = text.len ? arena_format(a, "%.*s, %s", STR_ARG(text), words[i])
                            : str_of(words[i]);
    return text;
}
