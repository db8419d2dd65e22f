/* Checks on whether a girl looked after is a mother, and on her child. */
#include "records/looked_after.h"
#include "records/terms.h"

#define OC3_ALL (BIT(OC3_IN_TOUCH) | BIT(OC3_ACTIV) | BIT(OC3_ACCOM))

/* ---- Episodes that are no short breaks */

static bool is_lasting(const struct entry *episode)
{
    return !cell_is_any(entry_cell(episode, EPISODES_LS), RESPITE);
}

static bool is_in_year(const struct checking *c, const struct entry *episode)
{
    date end = entry_date(episode, EPISODES_DEC);
    return !is_before(end, c->about->start) &&
           is_on_or_before(entry_date(episode, EPISODES_DECOM), c->about->end);
}

static bool has_lasting(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < rows->count; i++)
        if (is_lasting(&rows->at[i]))
            return true;
    return false;
}

static bool has_lasting_in_year(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < rows->count; i++)
        if (is_lasting(&rows->at[i]) && is_in_year(c, &rows->at[i]))
            return true;
    return false;
}

static bool has_only_short_breaks(const struct checking *c)
{
    return c->child->now[T9_EPISODES].count > 0 && !has_lasting(c);
}

/* Of a girl it must be said whether she is a mother, unless her care is short breaks
 * only, or she has left care before this year and is in the return as a care leaver. */
static bool must_say(const struct checking *c)
{
    if (has_only_short_breaks(c))
        return false;
    if (has_lasting_in_year(c))
        return true;
    return c->about->has[T9_OC3] && !some_filled(c, T9_OC3, OC3_ALL);
}

/* ---- Status */

static void status_is_wrong(const struct checking *c)
{
    const struct rows *header = &c->child->now[T9_HEADER];
    for (size_t i = 0; i < header->count; i++) {
        if (!terms_hold(c, &header->at[i], c->check->with))
            continue;
        flag(c, T9_HEADER, &header->at[i]);
        flag_all(c, T9_OC3);
    }
}

static bool was_mother(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_HEADER];
    return last->count > 0 && cell_is(entry_cell(&last->at[0], HEADER_MOTHER), CODE("1"));
}

static bool has_episodes(const struct checking *c)
{
    return c->child->now[T9_EPISODES].count > 0;
}

/* ---- The checks */

#define HEADER_WITH_EPISODES .tables = (BIT(T9_HEADER) | BIT(T9_EPISODES))
#define WRONG_STATUS(boy, girl)                                                          \
    .run = status_is_wrong,                                                              \
    .with = TERMS(BAD_CODE(HEADER_MOTHER, "0", "1"), OR, FILLED(HEADER_MOTHER),          \
                  IS(HEADER_SEX, boy), OR, BLANK(HEADER_MOTHER), IS(HEADER_SEX, girl),   \
                  OF_CHILD(must_say))

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column both[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                          DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};

static const struct check checks[] = {
    {.code = "165",
     .years = YEARS_UNTIL(2024),
     HEADER_WITH_EPISODES,
     WRONG_STATUS("1", "2"),
     .dates = both,
     .without = starts,
     .fields = "ACCOM|ACTIV|DECOM|IN_TOUCH|MOTHER|SEX",
     .message = "Whether the child is a mother is no code, is given for a boy, or is "
                "blank for a girl of whom it must be said.",
     .source = "Department's message for 165"},
    {.code = "165",
     .years = YEARS_FROM(2025),
     HEADER_WITH_EPISODES,
     WRONG_STATUS("M", "F"),
     .dates = both,
     .without = starts,
     .fields = "ACCOM|ACTIV|DECOM|IN_TOUCH|MOTHER|SEX",
     .message = "Whether the child is a mother is no code, is given for a boy, or is "
                "blank for a girl of whom it must be said.",
     .source = "Department's message for 165; sex is M or F from 2024/25"},
    {.code = "171",
     .years = YEARS_ALL,
     ON(T9_HEADER),
     WHERE(UNREADABLE(HEADER_MC_DOB)),
     .fields = "MC_DOB",
     .message = "The date of birth of the mother's child is no date.",
     .source = "Department's message for 171"},
    {.code = "174",
     .years = YEARS_UNTIL(2024),
     ON(T9_HEADER),
     WHERE(IS(HEADER_SEX, "1"), FILLED(HEADER_MC_DOB)),
     .fields = "MC_DOB|SEX",
     .message = "The birth of a mother's child is recorded for a boy.",
     .source = "Department's message for 174"},
    {.code = "174",
     .years = YEARS_FROM(2025),
     ON(T9_HEADER),
     WHERE(IS(HEADER_SEX, "M"), FILLED(HEADER_MC_DOB)),
     .fields = "MC_DOB|SEX",
     .message = "The birth of a mother's child is recorded for a boy.",
     .source = "Department's message for 174; sex is M or F from 2024/25"},
    {.code = "207",
     .years = YEARS_ALL,
     HEADER_WITH_EPISODES,
     .last = BIT(T9_HEADER),
     .table = T9_HEADER,
     WHERE(IS_NOT(HEADER_MOTHER, "1"), OF_CHILD(was_mother), OF_CHILD(has_episodes)),
     .fields = "MOTHER",
     .message = "Last year's return said that she is a mother, this year's does not.",
     .source = "Department's message for 207; becoming a mother passes"},
    {.code = "393",
     .years = YEARS_UNTIL(2024),
     HEADER_WITH_EPISODES,
     .table = T9_HEADER,
     WHERE(IS(HEADER_SEX, "2"), BLANK(HEADER_MOTHER), OF_CHILD(has_lasting)),
     .fields = "MOTHER",
     .message = "A girl is looked after, and whether she is a mother is blank.",
     .source = "Department's message for 393"},
    {.code = "393",
     .years = YEARS_FROM(2025),
     HEADER_WITH_EPISODES,
     .table = T9_HEADER,
     WHERE(IS(HEADER_SEX, "F"), BLANK(HEADER_MOTHER), OF_CHILD(has_lasting)),
     .fields = "MOTHER",
     .message = "A girl is looked after, and whether she is a mother is blank.",
     .source = "Department's message for 393; sex is M or F from 2024/25"},
};
const struct check_list checks_903_mothers = CHECK_LIST(checks);
