/* Checks of this year's first episode against last year's last one: where that was open,
 * this year's record goes on with the same episode, and what it says should be the same.
 */
#include <math.h>
#include <stdlib.h>

#include "records/looked_after.h"
#include "records/terms.h"

/* Last year's last episode and this year's first are not said to be the same. */
typedef bool pair_differs(const struct checking *c, const struct entry *last,
                          const struct entry *first);
struct carried {
    const struct term *last; /* of which last episodes */
    pair_differs *differs;
    uint8_t column; /* of cell_differs */
    const struct term *was,
        *became; /* a change of codes, not of what is meant; or NULL */
};

static void carries_over(const struct checking *c)
{
    const struct carried *rule = c->check->with;
    const struct entry *last = c->shared->last_end, *first = c->shared->first;
    if (!last || !first || !terms_hold(c, last, rule->last) ||
        !rule->differs(c, last, first))
        return;
    if (rule->was && terms_hold(c, last, rule->was) && terms_hold(c, first, rule->became))
        return;
    flag(c, T9_EPISODES, first);
}

/* ---- What may differ */

static bool cell_differs(const struct checking *c, const struct entry *last,
                         const struct entry *first)
{
    const struct carried *rule = c->check->with;
    return !cells_equal(entry_cell(last, rule->column), entry_cell(first, rule->column));
}

static bool authority_differs(const struct checking *c, const struct entry *last,
                              const struct entry *first)
{
    return !str_equal(placement_of_last(c->shared, last)->authority,
                      placement_of(c->shared, first)->authority);
}

static bool location_differs(const struct checking *c, const struct entry *last,
                             const struct entry *first)
{
    const struct placement *was = placement_of_last(c->shared, last);
    const struct placement *is = placement_of(c->shared, first);
    return was->known != is->known || was->inside != is->inside;
}

/* Tenths of a mile; -1 where it is not known. */
static long tenths_of(const struct placement *place)
{
    return isnan(place->miles) ? -1 : lround(place->miles * 10);
}

static bool distance_differs(const struct checking *c, const struct entry *last,
                             const struct entry *first)
{
    enum { TENTHS_APART = 2 };
    long was = tenths_of(placement_of_last(c->shared, last));
    long is = tenths_of(placement_of(c->shared, first));
    if (was < 0 || is < 0)
        return was != is;
    return labs(was - is) >= TENTHS_APART;
}

/* The reason for the episode is given and the same: it is taken for one episode. */
static bool is_one_episode(const struct entry *last, const struct entry *first)
{
    const struct cell *reason = entry_cell(first, EPISODES_RNE);
    return !cell_is_blank(reason) && cells_equal(entry_cell(last, EPISODES_RNE), reason);
}

static bool authority_changed(const struct checking *c, const struct entry *last,
                              const struct entry *first)
{
    return is_one_episode(last, first) && authority_differs(c, last, first);
}

static bool distance_changed(const struct checking *c, const struct entry *last,
                             const struct entry *first)
{
    return is_one_episode(last, first) && distance_differs(c, last, first);
}

/* ---- When it began */

static void starts_otherwise(const struct checking *c)
{
    const struct rows *rows = &c->child->last[T9_EPISODES];
    const struct entry *first = c->shared->first;
    for (size_t i = 0; i < rows->count && first; i++) {
        date start = entry_date(&rows->at[i], EPISODES_DECOM);
        if (cell_is_blank(entry_cell(&rows->at[i], EPISODES_DEC)) &&
            date_compare(start, entry_date(first, EPISODES_DECOM)) != 0)
            flag(c, T9_EPISODES, first);
    }
}

/* This year's first episode began before the year, and last year's last one, if there is
 * one, on another day. */
static void was_not_there(const struct checking *c)
{
    const struct entry *last = c->shared->last_end, *first = c->shared->first;
    date start = first ? entry_date(first, EPISODES_DECOM) : DATE_NONE;
    if (!is_before(start, c->about->start))
        return;
    if (!last || date_compare(entry_date(last, EPISODES_DECOM), start) != 0)
        flag(c, T9_EPISODES, first);
}

/* ---- The checks */

#define WITH_LAST .tables = BIT(T9_EPISODES), .last = BIT(T9_EPISODES)
#define OPEN TERMS(NO_DATE(EPISODES_DEC))
#define OPEN_AS_WRITTEN TERMS(BLANK(EPISODES_DEC))
#define CARRIES(is_open, ...)                                                            \
    WITH_LAST, .run = carries_over, .with = &(const struct carried)                      \
    {                                                                                    \
        .last = is_open, __VA_ARGS__                                                     \
    }
/* What family 503 has in common. */
#define CARRIES_CELL(a_column)                                                           \
    CARRIES(OPEN, .differs = cell_differs, .column = (a_column)), .without = starts
#define CARRIES_PLACE(...)                                                               \
    CARRIES(OPEN, .differs = cell_differs, .column = EPISODES_PLACE, __VA_ARGS__),       \
        .without = starts
#define SOURCE(letter)                                                                   \
    "Department's message for 503" letter "; the episodes need not begin on one day"

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATE_OF_LAST(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column starts_now[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                                DATES_END};
static const struct date_column ends_last[] = {DATE_OF_LAST(T9_EPISODES, EPISODES_DEC),
                                               DATES_END};

static const struct check checks[] = {
    {.code = "452",
     .years = YEARS_ALL,
     .needs = NEEDS_POSTCODES,
     CARRIES(OPEN_AS_WRITTEN, .differs = authority_changed),
     .dates = ends_last,
     .without = starts,
     .fields = "PL_LA",
     .message = "The authority of the placement is not the one of last year's open "
                "episode.",
     .source = "Department's message for 452; the same reason for the episode stands for "
               "the same episode"},
    {.code = "453",
     .years = YEARS_ALL,
     .needs = NEEDS_POSTCODES,
     CARRIES(OPEN, .differs = distance_changed),
     .without = starts,
     .fields = "PL_DISTANCE",
     .message = "The distance of the placement from home is not the one of last year's "
                "open episode.",
     .source = "Department's message for 453: 0.2 miles or more apart, or known of one "
               "alone"},
    {.code = "502",
     .years = YEARS_ALL,
     WITH_LAST,
     .run = starts_otherwise,
     .dates = ends_last,
     .without = starts_now,
     .fields = "DECOM",
     .message = "Last year's record ended with an open episode, and this year's first "
                "episode begins on another day.",
     .source = "Department's message for 502; any open episode of last year's, also one "
               "without a first day"},
    {.code = "503A",
     .years = YEARS_ALL,
     CARRIES_CELL(EPISODES_RNE),
     .fields = "RNE",
     .message = "The reason for the first episode is not that of last year's open "
                "episode.",
     .source = SOURCE("A")},
    {.code = "503B",
     .years = YEARS_ALL,
     CARRIES_CELL(EPISODES_LS),
     .fields = "LS",
     .message = "The legal status of the first episode is not that of last year's open "
                "episode.",
     .source = SOURCE("B")},
    {.code = "503C",
     .years = YEARS_ALL,
     CARRIES_CELL(EPISODES_CIN),
     .fields = "CIN",
     .message = "The category of need of the first episode is not that of last year's "
                "open episode.",
     .source = SOURCE("C")},
    {.code = "503D",
     .years = YEAR_BIT(2023) | YEAR_BIT(2027),
     CARRIES_PLACE(.was = NULL),
     .fields = "PLACE",
     .message = "The type of placement of the first episode is not that of last year's "
                "open episode.",
     .source = SOURCE("D")},
    {.code = "503D",
     .years = YEAR_BIT(2024) | YEAR_BIT(2025),
     CARRIES_PLACE(.was = TERMS(IS(EPISODES_PLACE, "H5")),
                   .became = TERMS(IS(EPISODES_PLACE, "K3"))),
     .fields = "PLACE",
     .message = "The type of placement of the first episode is not that of last year's "
                "open episode.",
     .source = SOURCE("D") "; H5 became K3 in 2023/24 and 2024/25"},
    {.code = "503D",
     .years = YEAR_BIT(2026),
     CARRIES_PLACE(.was = TERMS(IS(EPISODES_PLACE, "Z1")),
                   .became = TERMS(IS(EPISODES_PLACE, "Z11", "Z12", "Z13", "Z14"))),
     .fields = "PLACE",
     .message = "The type of placement of the first episode is not that of last year's "
                "open episode.",
     .source = SOURCE("D") "; Z1 became Z11 to Z14 in 2025/26"},
    {.code = "503E",
     .years = YEARS_ALL,
     CARRIES_CELL(EPISODES_PLACE_PROVIDER),
     .fields = "PLACE_PROVIDER",
     .message = "The provider of the first episode's placement is not that of last "
                "year's open episode.",
     .source = SOURCE("E")},
    {.code = "503F",
     .years = YEARS_ALL,
     CARRIES_CELL(EPISODES_URN),
     .fields = "URN",
     .message = "Ofsted's number of the first episode's placement is not that of last "
                "year's open episode.",
     .source = SOURCE("F")},
    {.code = "503G",
     .years = YEARS_ALL,
     .needs = NEEDS_POSTCODES,
     CARRIES(OPEN, .differs = distance_differs),
     .without = starts,
     .fields = "PL_DISTANCE",
     .message = "The first episode's placement is not as far from home as that of last "
                "year's open episode.",
     .source = "Department's message for 503G: 0.2 miles or more apart, or known of one "
               "alone"},
    {.code = "503H",
     .years = YEARS_ALL,
     .needs = NEEDS_POSTCODES,
     CARRIES(OPEN, .differs = authority_differs),
     .without = starts,
     .fields = "PL_LA",
     .message = "The first episode's placement is in another authority than that of last "
                "year's open episode.",
     .source = SOURCE("H")},
    {.code = "503J",
     .years = YEARS_ALL,
     .needs = NEEDS_POSTCODES | NEEDS_AUTHORITY,
     CARRIES(OPEN, .differs = location_differs),
     .without = starts,
     .fields = "PL_LOCATION",
     .message = "Of the first episode's placement and that of last year's open episode "
                "one is inside the authority and one is not.",
     .source = SOURCE("J")},
    {.code = "562",
     .years = YEARS_ALL,
     WITH_LAST,
     .run = was_not_there,
     .without = starts,
     .fields = "DECOM",
     .message = "The first episode began before this year, and last year's record does "
                "not end with it.",
     .source = "Department's message for 562"},
};
const struct check_list checks_903_continuity = CHECK_LIST(checks);
