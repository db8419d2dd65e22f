/* Checks on whether the episodes of a young person allow for what is said of a care
 * leaver (OC3). */
#include "records/flags.h"
#include "records/looked_after.h"
#include "records/row_order.h"
#include "records/terms.h"

#define OC3_ALL (BIT(OC3_IN_TOUCH) | BIT(OC3_ACTIV) | BIT(OC3_ACCOM))

static date start_of(const struct entry *episode)
{
    return entry_date(episode, EPISODES_DECOM);
}

static date end_of(const struct entry *episode)
{
    return entry_date(episode, EPISODES_DEC);
}

static bool has_none_now(const struct checking *c)
{
    return c->child->now[T9_EPISODES].count == 0;
}

static bool has_none_last(const struct checking *c)
{
    return c->child->last[T9_EPISODES].count == 0;
}

/* ---- Died, moved to another authority, still open last year */

static bool some_died(const struct rows *episodes)
{
    for (size_t i = 0; i < episodes->count; i++)
        if (cell_is(entry_cell(&episodes->at[i], EPISODES_REC), CODE("E2")))
            return true;
    return false;
}

static bool has_died(const struct checking *c)
{
    return some_died(&c->child->now[T9_EPISODES]) ||
           some_died(&c->child->last[T9_EPISODES]);
}

/* The episode with the latest DECOM; ties: the first in the file.  NULL where none can be
 * read. */
static const struct entry *final_episode(const struct rows *rows)
{
    const struct entry *last = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        const struct entry *entry = &rows->at[i];
        if (date_is_none(start_of(entry)))
            continue;
        if (!last || is_before(start_of(last), start_of(entry)))
            last = entry;
    }
    return last;
}

static bool begins_with(const struct entry *episode, const struct entry *other)
{
    return date_compare(start_of(episode), start_of(other)) == 0;
}

/* Last year's episode with the latest DECOM; ties: the last in the file. */
static bool was_open_last(const struct checking *c)
{
    const struct rows *rows = &c->child->last[T9_EPISODES];
    const struct entry *last = final_episode(rows);
    if (!last)
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (begins_with(&rows->at[i], last))
            last = &rows->at[i];
    return cell_is_blank(entry_cell(last, EPISODES_DEC));
}

static bool has_moved_authority(const struct checking *c)
{
    const struct entry *last = final_episode(&c->child->now[T9_EPISODES]);
    return last && cell_is(entry_cell(last, EPISODES_REC), CODE("E3"));
}

/* ---- 1001: 13 weeks of care since the 14th birthday, some of it since the 16th */

/* Episodes of both years. */
static struct rows both_years(const struct checking *c)
{
    const struct rows *now = &c->child->now[T9_EPISODES];
    const struct rows *last = &c->child->last[T9_EPISODES];
    struct entry *all =
        arena_make(c->flags->arena, struct entry, now->count + last->count);
    size_t count = 0;
    for (size_t i = 0; i < now->count; i++)
        all[count++] = now->at[i];
    for (size_t i = 0; i < last->count; i++)
        all[count++] = last->at[i];
    return (struct rows){all, count};
}

/* Days that an episode adds since a birthday; an open one adds none. */
static int days_since(date born, int age, date start, date end)
{
    date from = birthday(born, age);
    if (is_before(from, start))
        from = start;
    return is_before(from, end) ? end.days - from.days : 0;
}

struct care_days {
    int since_14, since_16;
    bool adopted; /* by the last episode */
};

static void add_episode(const struct checking *c, const struct entry *episode, date end,
                        struct care_days *days)
{
    date born = c->shared->born;
    if (date_is_none(born) || cell_is_any(entry_cell(episode, EPISODES_LS), RESPITE))
        return;
    days->since_14 += days_since(born, 14, start_of(episode), end);
    days->since_16 += days_since(born, 16, start_of(episode), end);
}

/* Of episodes with one first day that with the earliest end counts; the last of all goes
 * to the end of the collection where it has none.  One without a first day, or several,
 * is taken to have begun before the birthday: who may have been in care is not flagged.
 */
static struct care_days care_days_of(const struct checking *c)
{
    const struct rows all = both_years(c);
    const struct row_order order = row_order_of(
        c->flags->arena, &all, (struct row_order_by){EPISODES_DECOM, EPISODES_DEC});
    struct care_days days = {0, 0, false};
    const struct entry *kept = NULL;
    for (size_t i = 0; i < order.dated; i++) {
        const struct entry *episode = order.at[i];
        if (kept && date_compare(start_of(kept), start_of(episode)) == 0)
            continue;
        if (kept)
            add_episode(c, kept, end_of(kept), &days);
        kept = episode;
    }
    if (kept) {
        date end = end_of(kept);
        add_episode(c, kept, date_is_none(end) ? c->about->end : end, &days);
        days.adopted = cell_is_any(entry_cell(kept, EPISODES_REC), ADOPTED);
    }
    if (order.dated < order.count)
        add_episode(c, order.at[order.dated], end_of(order.at[order.dated]), &days);
    return days;
}

/* Who is 20 by the end of the collection may have been in care before both years. */
static bool is_not_relevant(const struct checking *c)
{
    enum { THIRTEEN_WEEKS = 13 * 7 };
    struct care_days days = care_days_of(c);
    if (is_on_or_before(birthday(c->shared->born, 20), c->about->end))
        return false;
    return days.adopted || days.since_14 < THIRTEEN_WEEKS || days.since_16 < 1;
}

/* ---- In care on the 17th or 18th birthday, and after it */

/* The last birthday up to the end of the collection of one who is 17 or 18 then. */
static date last_birthday(const struct checking *c, const struct entry *leaver)
{
    date born = entry_date(leaver, OC3_DOB);
    date day = birthday(born, 18);
    return is_on_or_before(day, c->about->end) ? day : birthday(born, 17);
}

static bool is_in_care_on_birthday(const struct checking *c, const struct entry *leaver)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    date day = last_birthday(c, leaver);
    for (size_t i = 0; i < rows->count; i++) {
        const struct cell *end = entry_cell(&rows->at[i], EPISODES_DEC);
        if (is_on_or_before(start_of(&rows->at[i]), day) &&
            (cell_is_blank(end) || is_before(day, end->on)))
            return true;
    }
    return false;
}

/* By the last episode, or one of several that began on its day. */
static bool ceased_after_birthday(const struct checking *c, const struct entry *leaver)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    const struct entry *last = final_episode(rows);
    date day = last_birthday(c, leaver);
    for (size_t i = 0; last && i < rows->count; i++)
        if (begins_with(&rows->at[i], last) &&
            !cell_is(entry_cell(&rows->at[i], EPISODES_REC), CODE("X1")) &&
            is_before(day, end_of(&rows->at[i])))
            return true;
    return false;
}

/* ---- 1014: an unaccompanied asylum seeker who was not looked after in the year */

static bool is_in_year(const struct checking *c, const struct entry *episode)
{
    return is_on_or_before(start_of(episode), c->about->end) &&
           !is_before(end_of(episode), c->about->start);
}

/* In the XML form a child who is no UASC has a row of the table too, which says 0. */
static bool has_uasc(const struct checking *c)
{
    const struct rows *header = &c->child->now[T9_HEADER];
    const struct rows *uasc = &c->child->now[T9_UASC];
    bool is_none =
        header->count > 0 && cell_is(entry_cell(&header->at[0], HEADER_UASC), CODE("0"));
    for (size_t i = 0; i < uasc->count; i++)
        if (!is_none || !cell_is_blank(entry_cell(&uasc->at[i], UASC_DUC)))
            return true;
    return false;
}

static void uasc_has_left(const struct checking *c)
{
    static const struct term left[] = {SOME_FILLED(OC3_ALL), {.kind = TERM_END}};
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < episodes->count; i++)
        if (is_in_year(c, &episodes->at[i]))
            return;
    if (!has_uasc(c) || !some_filled(c, T9_OC3, OC3_ALL))
        return;
    flag_all(c, T9_UASC);
    flag_where(c, T9_OC3, left);
}

/* ---- The checks */

#define FIELDS "ACCOM|ACTIV|IN_TOUCH"
#define OC3_WITH_EPISODES .tables = BIT(T9_OC3) | BIT(T9_EPISODES), .table = T9_OC3
#define LEAVER_WHERE(...) WHERE(SOME_FILLED(OC3_ALL), __VA_ARGS__)
#define IS_17_OR_18                                                                      \
    UP_TO(COLUMN_AND_YEARS(OC3_DOB, 17), END_OF_YEAR),                                   \
        BEFORE(END_OF_YEAR, COLUMN_AND_YEARS(OC3_DOB, 19))

static const struct date_column births[] = {DATE_OF(T9_HEADER, HEADER_DOB), DATES_END};
static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column births_and_starts[] = {
    DATE_OF(T9_OC3, OC3_DOB), DATE_OF(T9_EPISODES, EPISODES_DECOM), DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column starts_last[] = {
    DATE_OF_LAST(T9_EPISODES, EPISODES_DECOM), DATES_END};
static const struct date_column ends_last[] = {DATE_OF_LAST(T9_EPISODES, EPISODES_DEC),
                                               DATES_END};
static const struct date_column starts_of_both[] = {
    DATE_OF(T9_EPISODES, EPISODES_DECOM), DATE_OF_LAST(T9_EPISODES, EPISODES_DECOM),
    DATES_END};
static const struct date_column ends_of_both[] = {DATE_OF(T9_EPISODES, EPISODES_DEC),
                                                  DATE_OF_LAST(T9_EPISODES, EPISODES_DEC),
                                                  DATES_END};

static const struct check checks[] = {
    {.code = "1000",
     .years = YEARS_ALL,
     OC3_WITH_EPISODES,
     LEAVER_WHERE(OF_CHILD(has_died)),
     .fields = FIELDS,
     .message = "The child died in care, but there is data of a care leaver.",
     .source = "Department's message for 1000: any episode of this year, and of the last "
               "where it is loaded"},
    {.code = "1001",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_OC3) | BIT(T9_EPISODES),
     .last = BIT(T9_EPISODES),
     .table = T9_OC3,
     LEAVER_WHERE(OF_CHILD(is_not_relevant)),
     .dates = ends_of_both,
     .without = starts_of_both,
     .fields = FIELDS,
     .message =
         "The episodes of both years are not 13 weeks of care since the age of 14, "
         "some of it since 16, or end with an adoption; but there is data of a "
         "care leaver.",
     .source = "Department's message for 1001; who is 20 or over is left out, and a "
               "child without a date of birth is flagged"},
    {.code = "1002",
     .years = YEARS_ALL,
     OC3_WITH_EPISODES,
     .last = BIT(T9_EPISODES),
     LEAVER_WHERE(OF_CHILD(has_none_now), OF_CHILD(has_none_last)),
     .fields = FIELDS,
     .message = "There is data of a care leaver, but no episode of care this year or "
                "last.",
     .source = "Department's message for 1002; years before the last are not seen"},
    {.code = "1007",
     .years = YEARS_ALL,
     OC3_WITH_EPISODES,
     LEAVER_WHERE(IS_17_OR_18, OF_ROW(is_in_care_on_birthday)),
     .dates = ends,
     .without = births_and_starts,
     .fields = FIELDS,
     .message = "A young person of 17 or 18 was looked after on the last birthday, but "
                "there is data of a care leaver.",
     .source = "Department's message for 1007: an open episode too is care"},
    {.code = "1010",
     .years = YEARS_ALL,
     OC3_WITH_EPISODES,
     .last = BIT(T9_EPISODES),
     LEAVER_WHERE(OF_CHILD(has_none_now), OF_CHILD(was_open_last)),
     .dates = ends_last,
     .without = starts_last,
     .fields = FIELDS,
     .message =
         "An episode was open at the end of last year and there is none this year, "
         "but there is data of a care leaver.",
     .source = "Department's message for 1010: last year's last episode"},
    {.code = "1011",
     .years = YEARS_ALL,
     OC3_WITH_EPISODES,
     LEAVER_WHERE(OF_CHILD(has_moved_authority)),
     .without = starts,
     .fields = FIELDS,
     .message =
         "Care of the child went to another authority, but there is data of a care "
         "leaver.",
     .source = "Department's message for 1011: this year's last episode"},
    {.code = "1014",
     .years = YEARS_ALL,
     .tables = BIT(T9_UASC) | BIT(T9_OC3) | BIT(T9_EPISODES),
     .table = T9_OC3,
     .run = uasc_has_left,
     .dates = ends,
     .without = starts,
     .fields = "ACCOM|ACTIV|DUC|IN_TOUCH",
     .message =
         "A care leaver who was not looked after in the year is said to be a UASC.",
     .source = "Department's message for 1014, of those without any episode too"},
    {.code = "1016",
     .years = YEARS_FROM(2024),
     OC3_WITH_EPISODES,
     LEAVER_WHERE(IS_17_OR_18, OF_ROW(ceased_after_birthday)),
     .dates = ends,
     .without = births_and_starts,
     .fields = FIELDS,
     .message = "A young person of 17 or 18 left care after the last birthday, but there "
                "is data of a care leaver.",
     .source = "Department's message for 1016, from 2023/24: this year's last episode "
               "ended care after the birthday"},
    {.code = "3001",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_OC3),
     .table = T9_OC3,
     WHERE(IS(OC3_ACCOM, "Z1", "Z2"), UP_TO(START_OF_YEAR, BIRTHDAY(17)),
           UP_TO(BIRTHDAY(17), END_OF_YEAR)),
     .without = births,
     .fields = "ACCOM|DOB",
     .message = "A young person who became 17 in the year is said to live with former "
                "foster carers.",
     .source = "Department's message for 3001, of ACCOM"},
};
const struct check_list checks_903_leavers_care = CHECK_LIST(checks);
