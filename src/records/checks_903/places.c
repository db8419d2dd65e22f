/* Checks on what may go with what in one episode: type of placement, legal status, reason
 * for the episode, the child's age, and how long it may last. */
#include "records/looked_after.h"
#include "records/terms.h"

/* ---- Rules over several episodes */

/* The number of days that a V3 episode counts in the year; 0 where it does not, as those
 * of no child do not. */
static int respite_days(const struct checking *c, const struct entry *episode)
{
    date start = entry_date(episode, EPISODES_DECOM);
    date end = entry_date(episode, EPISODES_DEC);
    if (c->child->id.len == 0 || !cell_is(entry_cell(episode, EPISODES_LS), CODE("V3")))
        return 0;
    if (cell_is_blank(entry_cell(episode, EPISODES_DEC)) || is_before(c->about->end, end))
        end = c->about->end;
    if (is_before(start, c->about->start))
        start = c->about->start;
    return is_before(start, end) ? end.days - start.days : 0;
}

static void respite_is_too_much(const struct checking *c)
{
    enum { DAYS_MOST = 75 };
    const struct rows *rows = &c->child->now[T9_EPISODES];
    int64_t days = 0;
    for (size_t i = 0; i < rows->count; i++)
        days += respite_days(c, &rows->at[i]);
    for (size_t i = 0; i < rows->count && days > DAYS_MOST; i++)
        if (respite_days(c, &rows->at[i]) > 0)
            flag(c, T9_EPISODES, &rows->at[i]);
}

static bool is_holiday(const struct entry *episode)
{
    return cell_is(entry_cell(episode, EPISODES_PLACE), CODE("T3"));
}

/* Of three that begin within twelve months all are flagged. */
static void holidays_are_too_many(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    const struct entry *before = NULL, *last = NULL;
    for (size_t i = 0; i < s->order_count; i++) {
        const struct entry *episode = s->order[i];
        if (!is_holiday(episode))
            continue;
        if (before && is_before(entry_date(episode, EPISODES_DECOM),
                                date_add_years(entry_date(before, EPISODES_DECOM), 1))) {
            flag(c, T9_EPISODES, before);
            flag(c, T9_EPISODES, last);
            flag(c, T9_EPISODES, episode);
        }
        before = last;
        last = episode;
    }
}

static bool has_status(const struct checking *c, uint64_t code)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < rows->count; i++)
        if (cell_is(entry_cell(&rows->at[i], EPISODES_LS), code))
            return true;
    return false;
}

static bool has_both_respites(const struct checking *c)
{
    return has_status(c, CODE("V3")) && has_status(c, CODE("V4"));
}

/* ---- The checks */

#define UNPROVIDED_2026 TEMPORARY, "Z11", "Z12", "Z13", "Z14"
#define EPISODES_WITH_HEADER                                                             \
    .tables = BIT(T9_EPISODES) | BIT(T9_HEADER), .table = T9_EPISODES
/* A placement (of a type) that began before a birthday. */
#define TOO_YOUNG(type, age)                                                             \
    WHERE(IS(EPISODES_PLACE, type), BEFORE(COLUMN(EPISODES_DECOM), BIRTHDAY(age)))
/* One that lasted longer than so many days; an open one lasts to the end of the year. */
#define TOO_LONG(column, code, most)                                                     \
    WHERE(IS(column, code),                                                              \
          BEFORE(COLUMN_AND_DAYS(EPISODES_DECOM, most), COLUMN_OR_END(EPISODES_DEC)))

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column both[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                          DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column births_and_starts[] = {
    DATE_OF(T9_HEADER, HEADER_DOB), DATE_OF(T9_EPISODES, EPISODES_DECOM), DATES_END};

static const struct check checks[] = {
    {.code = "213",
     .years = YEARS_UNTIL(2025),
     ON(T9_EPISODES),
     WHERE(FILLED(EPISODES_PLACE_PROVIDER), IS(EPISODES_PLACE, TEMPORARY)),
     .fields = "PLACE_PROVIDER",
     .message = "A provider is given for a placement that needs none.",
     .source = "Department's message for 213"},
    {.code = "213",
     .years = YEARS_FROM(2026),
     ON(T9_EPISODES),
     WHERE(FILLED(EPISODES_PLACE_PROVIDER), IS(EPISODES_PLACE, UNPROVIDED_2026)),
     .fields = "PLACE_PROVIDER",
     .message = "A provider is given for a placement that needs none.",
     .source = "Department's message for 213; Z11 to Z14 from 2025/26"},
    {.code = "214",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, RESPITE),
           SOME_FILLED(BIT(EPISODES_PL_POST) | BIT(EPISODES_URN))),
     .fields = "PL_POST|URN",
     .message = "A postcode or a number of Ofsted's is given for a short break.",
     .source = "Department's message for 214"},
    {.code = "217",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_PLACE, "A3", "A5"), IS_NOT(EPISODES_RNE, "S", "T", "U"),
           UP_TO(DAY(2015, 4, 1), COLUMN(EPISODES_DECOM))),
     .without = starts,
     .fields = "DECOM|PLACE|RNE",
     .message =
         "The child is placed for adoption with the foster carers it was with, but "
         "the reason for the episode is another than S, T or U.",
     .source = "Department's message for 217; episodes from 1 April 2015"},
    {.code = "217t",
     .years = YEAR_BIT(2024),
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_PLACE, "P2"), NO_DATE(EPISODES_DEC), OR, IS(EPISODES_PLACE, "P2"),
           BEFORE(DAY(2023, 10, 28), COLUMN(EPISODES_DEC))),
     .fields = "DECOM|PLACE",
     .message = "Independent living (P2) is no placement from 28 October 2023.",
     .source = "Department's message for 217t; an episode that ends that day passes"},
    {.code = "365",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     TOO_LONG(EPISODES_LS, "V3", 17),
     .dates = both,
     .without = starts,
     .fields = "DEC|DECOM|LS",
     .message = "A single short break lasted longer than 17 days.",
     .source = "Department's message for 365; an open one lasts to the end of the year"},
    {.code = "366",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, "V3"), IS_NOT(EPISODES_RNE, "S")),
     .fields = "RNE",
     .message = "The placement changed during a single short break.",
     .source = "Department's message for 366"},
    {.code = "367",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = respite_is_too_much,
     .dates = ends,
     .without = starts,
     .fields = "DEC|DECOM|LS",
     .message = "Single short breaks add up to more than 75 days in the year.",
     .source = "Department's message for 367, of the collection year"},
    {.code = "370",
     .years = YEAR_BIT(2023),
     EPISODES_WITH_HEADER,
     TOO_YOUNG("P2", 15),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 15 is placed in independent living.",
     .source = "Department's message for 370, which in 2022/23 says 15"},
    {.code = "370",
     .years = YEAR_BIT(2024),
     EPISODES_WITH_HEADER,
     TOO_YOUNG("P2", 16),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 16 is placed in independent living.",
     .source = "Department's message for 370"},
    {.code = "371",
     .years = YEAR_BIT(2023),
     EPISODES_WITH_HEADER,
     TOO_YOUNG("H5", 14),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 14 is placed in semi-independent accommodation.",
     .source = "Department's message for 371, which in 2022/23 says 14"},
    {.code = "371",
     .years = YEAR_BIT(2024),
     EPISODES_WITH_HEADER,
     TOO_YOUNG("H5", 16),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 16 is placed in semi-independent accommodation.",
     .source = "Department's message for 371"},
    {.code = "371",
     .years = YEARS_FROM(2025),
     EPISODES_WITH_HEADER,
     TOO_YOUNG("K3", 16),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 16 is placed in supported accommodation.",
     .source = "Department's message for 371; K3 from 2024/25"},
    {.code = "372",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     TOO_YOUNG("R5", 10),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 10 is in youth custody or prison.",
     .source = "Department's message for 372"},
    {.code = "373",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     TOO_YOUNG("S1", 4),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 4 is placed in a school.",
     .source = "Department's message for 373"},
    {.code = "374",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     TOO_YOUNG("P3", 14),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|PLACE",
     .message = "A child under 14 is in residential employment.",
     .source = "Department's message for 374"},
    {.code = "375",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     TOO_LONG(EPISODES_PLACE, "T1", 42),
     .dates = both,
     .without = starts,
     .fields = "DECOM|PLACE",
     .message = "A stay in hospital as a temporary placement lasted over six weeks.",
     .source = "Department's message for 375; an open one lasts to the end of the year"},
    {.code = "376",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     TOO_LONG(EPISODES_PLACE, "T3", 21),
     .dates = both,
     .without = starts,
     .fields = "DECOM|PLACE",
     .message = "A temporary placement for a holiday of the foster carers lasted over "
                "three weeks.",
     .source = "Department's message for 376; an open one lasts to the end of the year"},
    {.code = "377",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = holidays_are_too_many,
     .without = starts,
     .fields = "PLACE",
     .message = "More than two temporary placements for a holiday of the foster carers "
                "began within twelve months.",
     .source = "Department's message for 377, within twelve months of the first"},
    {.code = "378",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_PLACE, "P1"), IS(EPISODES_LS, "V2")),
     .fields = "LS|PLACE",
     .message = "The child is placed with its parents under section 20.",
     .source = "Department's message for 378"},
    {.code = "379",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     TOO_LONG(EPISODES_PLACE, "T4", 7),
     .dates = both,
     .without = starts,
     .fields = "DECOM|PLACE",
     .message = "A temporary placement for a reason not given lasted over seven days.",
     .source = "Department's message for 379; an open one lasts to the end of the year"},
    {.code = "380",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_PLACE, TEMPORARY), IS_NOT(EPISODES_RNE, "P", "B")),
     .fields = "PLACE|RNE",
     .message = "A temporary placement begins otherwise than by a change of placement.",
     .source = "Department's message for 380; any reason but P and B is flagged"},
    {.code = "381",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_PLACE, TEMPORARY), BAD_CODE(EPISODES_REC, "X1")),
     .fields = "PLACE|REC",
     .message = "Care ends with a temporary placement.",
     .source = "Department's message for 381"},
    {.code = "382",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, RESPITE), IS(EPISODES_PLACE, TEMPORARY)),
     .fields = "LS|PLACE",
     .message = "A short break is recorded as a temporary placement.",
     .source = "Department's message for 382"},
    {.code = "384",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, RESPITE), IS(EPISODES_PLACE, "U1", "U4")),
     .fields = "LS|PLACE",
     .message = "A short break is recorded as a long-term foster placement.",
     .source = "Department's message for 384"},
    {.code = "390",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_REC, ADOPTED), IS_NOT(EPISODES_PLACE, FOR_ADOPTION)),
     .fields = "PLACE|REC",
     .message = "The child was adopted from a placement that was not for adoption.",
     .source = "Department's message for 390, on the episode that the adoption ended"},
    {.code = "408",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_PLACE, "A5", "A6"), IS_NOT(EPISODES_LS, "E1")),
     .fields = "LS|PLACE",
     .message = "The child is placed for adoption under a placement order, but that is "
                "not its legal status.",
     .source = "Department's message for 408"},
    {.code = "426",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, RESPITE), OF_CHILD(has_both_respites)),
     .fields = "LS",
     .message = "The child has both single short breaks (V3) and a series of them (V4).",
     .source = "Department's message for 426, anywhere in the return"},
    {.code = "516",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_REC, "E45", "E46"), IS_NOT(EPISODES_PLACE, FOSTERED)),
     .fields = "PLACE|REC",
     .message = "The former foster carers became special guardians (E45, E46), but the "
                "child was not placed with foster carers.",
     .source = "Department's message for 516; a blank placement is flagged"},
};
const struct check_list checks_903_places = CHECK_LIST(checks);
