/* Checks on the permanence option that a child had before it came into care: PrevPerm. */
#include "records/authorities.h"
#include "records/looked_after.h"
#include "records/partial_date.h"
#include "records/terms.h"

#define WHERE_AND_WHEN (BIT(PREV_LA_PERM) | BIT(PREV_DATE_PERM))
#define PREV_ALL (BIT(PREV_PREV_PERM) | WHERE_AND_WHEN)

static const struct term incomplete[] = {BLANK(PREV_PREV_PERM),
                                         OR,
                                         IS_NOT(PREV_PREV_PERM, "Z1"),
                                         SOME_BLANK(WHERE_AND_WHEN),
                                         {.kind = TERM_END}};
static const struct term has_entry[] = {SOME_FILLED(PREV_ALL), {.kind = TERM_END}};

static bool lacks_permanence(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PREV_PERM];
    for (size_t i = 0; i < rows->count; i++)
        if (terms_hold(c, &rows->at[i], incomplete))
            return true;
    return rows->count == 0;
}

/* ---- Dates */

/* Of an order of which the day, the month or the year is not known: on no day that it may
 * mean before care began. */
static bool is_wrong_date(const struct cell *cell, date care_began)
{
    date earliest;
    if (cell_is_blank(cell))
        return false;
    return !partial_date_read(cell->text, &earliest) ||
           is_on_or_before(care_began, earliest);
}

static void ordered_in_care(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PREV_PERM];
    const struct entry *first = c->shared->first;
    date care_began = first ? entry_date(first, EPISODES_DECOM) : DATE_NONE;
    for (size_t i = 0; i < rows->count; i++) {
        if (!is_wrong_date(entry_cell(&rows->at[i], PREV_DATE_PERM), care_began))
            continue;
        flag(c, T9_PREV_PERM, &rows->at[i]);
        if (first)
            flag(c, T9_EPISODES, first);
    }
}

/* Some episode began, and none on that day or after it. */
static bool all_begin_before(const struct looked_after *s, date day)
{
    for (size_t i = 0; i < s->order_count; i++)
        if (is_on_or_before(day, entry_date(s->order[i], EPISODES_DECOM)))
            return false;
    return s->first != NULL;
}

/* The option is asked for of children who came into care from 1 April 2016. */
static void came_before_2016(const struct checking *c)
{
    if (!all_begin_before(c->shared, date_of(2016, 4, 1)) ||
        !some_filled(c, T9_PREV_PERM, PREV_ALL))
        return;
    flag_all(c, T9_EPISODES);
    flag_where(c, T9_PREV_PERM, has_entry);
}

/* ---- Authorities */

/* Codes of authorities that are no more, and of those that stand in the Department's list
 * without one of their own among the makers of returns: first and last of each run. */
static const short listed[][2] = {
    {201, 213}, {301, 320}, {330, 336}, {340, 344}, {350, 359}, {370, 373}, {380, 384},
    {390, 394}, {420, 420}, {800, 803}, {805, 808}, {810, 813}, {815, 816}, {821, 823},
    {825, 826}, {830, 831}, {835, 837}, {840, 841}, {845, 846}, {850, 852}, {855, 857},
    {860, 861}, {865, 874}, {876, 896}, {908, 909}, {916, 916}, {919, 919}, {921, 921},
    {925, 926}, {928, 929}, {931, 931}, {933, 933}, {935, 938}};

static bool is_listed(int number)
{
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
        if (listed[i][0] <= number && number <= listed[i][1])
            return true;
    return false;
}

/* Three digits, with nothing before or after them. */
static bool is_authority(const struct cell *cell)
{
    enum { DIGITS = 3 };
    int number;
    return cell->text.len == DIGITS && cell_whole_number(cell, &number) &&
           (is_listed(number) || authority_of(cell->text));
}

static bool is_no_authority(const struct checking *c, const struct entry *previous)
{
    (void)c;
    return !is_authority(entry_cell(previous, PREV_LA_PERM));
}

/* ---- The checks */

#define WITH_EPISODES .tables = (BIT(T9_EPISODES) | BIT(T9_PREV_PERM))

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};

static const struct check checks[] = {
    {.code = "630",
     .years = YEARS_ALL,
     WITH_EPISODES,
     .table = T9_EPISODES,
     WHERE(IS(EPISODES_RNE, "S"), UP_TO(START_OF_YEAR, COLUMN(EPISODES_DECOM)),
           OF_CHILD(lacks_permanence)),
     .without = starts,
     .fields = "RNE",
     .message = "The child came into care this year, and an item on its previous "
                "permanence option is blank or missing.",
     .source = "Department's message for 630; the authority counts too"},
    {.code = "631",
     .years = YEARS_ALL,
     ON(T9_PREV_PERM),
     WHERE(BAD_CODE(PREV_PREV_PERM, "P1", "P2", "P3", "P4", "Z1")),
     .fields = "PREV_PERM",
     .message = "The previous permanence option is none of the codes.",
     .source = "Department's message for 631"},
    {.code = "632",
     .years = YEARS_ALL,
     WITH_EPISODES,
     .run = ordered_in_care,
     .without = starts,
     .fields = "DATE_PERM|DECOM",
     .message = "The date of the previous permanence order is no date, or not before "
                "care began.",
     .source =
         "Department's message for 632; of an unknown day the first that it may be"},
    {.code = "633",
     .years = YEARS_ALL,
     ON(T9_PREV_PERM),
     WHERE(BAD_CODE(PREV_LA_PERM, "WAL", "SCO", "NUK", "NIR", "999"),
           OF_ROW(is_no_authority)),
     .fields = "LA_PERM",
     .message = "The authority of the previous permanence option is none of the codes.",
     .source = "Department's message for 633; authorities of today and before"},
    {.code = "634",
     .years = YEARS_ALL,
     WITH_EPISODES,
     .run = came_before_2016,
     .without = starts,
     .fields = "DATE_PERM|DECOM|LA_PERM|PREV_PERM",
     .message = "There are entries on a previous permanence option of a child who came "
                "into care before 1 April 2016.",
     .source = "Department's message for 634, by the first days of the episodes"},
    {.code = "635",
     .years = YEARS_ALL,
     ON(T9_PREV_PERM),
     WHERE(IS(PREV_PREV_PERM, "Z1"), SOME_FILLED(WHERE_AND_WHEN), OR,
           BLANK(PREV_PREV_PERM), SOME_FILLED(WHERE_AND_WHEN)),
     .fields = "DATE_PERM|LA_PERM|PREV_PERM",
     .message = "There is a date or an authority of a previous permanence option, and "
                "the option is none or blank.",
     .source = "Department's message for 635; a blank option is flagged like Z1"},
};
const struct check_list checks_903_permanence = CHECK_LIST(checks);
