/* What is read as a date is written back byte for byte; what is read as a period has its
 * start before its end, and as two dates it is read as the same period; what a return has
 * as a day is the same day where its parts need not all be known. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "fixture_fuzz.h"
#include "records/day.h"
#include "records/partial_date.h"

static void check_date(struct arena *a, struct str s)
{
    date d;
    if (!date_parse(s, &d))
        return;
    must(str_equal(date_iso(a, d), s));
    struct date_parts p = date_split(d);
    must(date_compare(date_of(p.year, p.month, p.day), d) == 0);
    must(date_words(a, d).len > 0 && date_month_words(a, d).len > 0);
}

static void check_period(struct arena *a, struct str s)
{
    struct period p, again;
    if (!period_parse(s, &p))
        return;
    must(date_compare(p.start, p.end) <= 0 && !date_is_none(p.start));
    struct str start = date_iso(a, p.start), end = date_iso(a, p.end);
    must(period_parse(arena_format(a, "%s..%s", start.at, end.at), &again));
    must(date_compare(p.start, again.start) == 0 && date_compare(p.end, again.end) == 0);
}

static void check_partial(struct str s)
{
    date whole = day_of_903(s), earliest = DATE_NONE;
    bool read = partial_date_read(s, &earliest);
    must(read || (date_is_none(whole) && date_is_none(earliest)));
    must(date_is_none(whole) || date_compare(whole, earliest) == 0);
    must(!read || s.len <= sizeof "ZZ/ZZ/ZZZZ" - 1);
}

/* Moves a valid day by the number in the first bytes. */
static void check_moves(const uint8_t *data, size_t size)
{
    int32_t by, from;
    if (size < sizeof by + sizeof from)
        return;
    memcpy(&by, data, sizeof by);
    memcpy(&from, data + sizeof by, sizeof from);
    date d = date_add_days(date_of(1970, 1, 1), from), other;
    const date moved[] = {date_add_days(d, by), date_add_months(d, by),
                          date_add_years(d, by)};
    for (size_t i = 0; i < 3; i++) {
        struct date_parts p = date_split(moved[i]);
        other = date_of(p.year, p.month, p.day);
        must(date_compare(other, moved[i]) == 0);
        must(by < 0 ? date_compare(moved[i], d) <= 0 : date_compare(moved[i], d) >= 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(1 * MIB);
    char *bytes = malloc(size + !size);
    if (!bytes)
        abort();
    if (size)
        memcpy(bytes, data, size);
    check_date(a, (struct str){bytes, size});
    check_period(a, (struct str){bytes, size});
    check_partial((struct str){bytes, size});
    check_moves(data, size);
    free(bytes);
    arena_free(a);
    return 0;
}
