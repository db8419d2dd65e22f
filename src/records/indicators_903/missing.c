/* Children missing, or away from their placement without authorisation. */
#include "records/cared_for.h"
#include "records/terms.h"

/* A row that stands twice is one. */
static bool stood_before(const struct rows *rows, size_t at)
{
    static const unsigned columns[] = {MISSING_MISSING, MISSING_MIS_START,
                                       MISSING_MIS_END};
    for (size_t i = 0; i < at; i++) {
        bool same = true;
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
            same = same && cells_equal(entry_cell(&rows->at[i], columns[c]),
                                       entry_cell(&rows->at[at], columns[c]));
        if (same)
            return true;
    }
    return false;
}

/* Whether a time away is of a kind (blank and no code are of any) and in the year;
 * unknown where its kind or days cannot be told. */
static truth is_time_of(const struct measuring *m, const struct entry *e,
                        const char *kind)
{
    const struct cell *of = entry_cell(e, MISSING_MISSING),
                      *until = entry_cell(e, MISSING_MIS_END);
    date from = entry_date(e, MISSING_MIS_START);
    bool known = cell_is_any(of, "M", "A");
    if (known && !cell_is(of, code_of(kind, 1)))
        return TRUTH_FALSE;
    if (is_before(m->about->end, from) || is_before(until->on, m->about->start))
        return TRUTH_FALSE;
    if (!known || date_is_none(from) || cell_is_unreadable(until) ||
        is_before(until->on, from))
        return TRUTH_UNKNOWN;
    return TRUTH_TRUE;
}

/* How many times of a kind in the year; *unclear where one's days or kind cannot be told.
 * What began before the year and goes on in it counts. */
static int64_t times_in_year(const struct measuring *m, const char *kind, bool *unclear)
{
    const struct rows *rows = &m->child->now[T9_MISSING];
    int64_t count = 0;
    *unclear = false;
    for (size_t i = 0; i < rows->count; i++) {
        truth is =
            stood_before(rows, i) ? TRUTH_FALSE : is_time_of(m, &rows->at[i], kind);
        count += is == TRUTH_TRUE;
        *unclear = *unclear || is == TRUTH_UNKNOWN;
    }
    return count;
}

#define CANNOT_BE_READ "an absence's kind or days cannot be told"

static void count_absent(const struct measuring *m)
{
    bool unclear;
    if (!cared_in_year(m))
        return;
    int64_t times = times_in_year(m, m->indicator->with, &unclear);
    if (times > 0)
        say_in(m, EVERY_FIGURE);
    else if (unclear)
        say_missing(m, EVERY_FIGURE, CANNOT_BE_READ);
    else
        say_of(m, EVERY_FIGURE, "no such absence in the year");
}

static void count_times(const struct measuring *m)
{
    bool unclear;
    if (!cared_in_year(m))
        return;
    int64_t times = times_in_year(m, m->indicator->with, &unclear);
    if (unclear)
        say_missing(m, EVERY_FIGURE, CANNOT_BE_READ);
    else if (times > 0)
        say_amount(m, EVERY_FIGURE, times);
    else
        say_excluded(m, EVERY_FIGURE, "not missing in the year");
}

static const struct indicator indicators[] = {
    {.id = "MISSING",
     .name = "Children looked after who were missing",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_MISSING),
     .count = count_absent,
     .with = "M",
     ONE_FIGURE(AS_PERCENT, 0, "Children_missing"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: missing (M) at some time of the year, what began "
                  "before it included",
     .denominator = "children looked after at any time in the year",
     .exclusions = "short breaks (V3, V4)",
     .source = "LAIT 161; the denominator is common knowledge"},
    {.id = "AWAY",
     .name = "Children looked after who were away without authorisation",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_MISSING),
     .count = count_absent,
     .with = "A",
     ONE_FIGURE(AS_PERCENT, 0, "Children_Away"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: away (A) at some time of the year, what began "
                  "before it included",
     .denominator = "children looked after at any time in the year",
     .exclusions = "short breaks (V3, V4)",
     .source = "LAIT 161"},
    {.id = "MISSING_AVG",
     .name = "Times missing per child who was missing",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES) | BIT(T9_MISSING),
     .count = count_times,
     .with = "M",
     ONE_FIGURE(AS_MEAN, 1, NULL),
     .polarity = POLARITY_NONE,
     .numerator = "times missing (M) in the year",
     .denominator = "children missing at some time of the year",
     .exclusions = "short breaks (V3, V4)",
     .source = "common knowledge"}};

const struct indicator_list indicators_903_missing = INDICATOR_LIST(indicators);
