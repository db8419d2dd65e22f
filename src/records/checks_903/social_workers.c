/* Checks on the episodes of a child's social workers (SWEpisodes), from 2023/24. */
#include "records/flags.h"
#include "records/partial_date.h"
#include "records/row_order.h"
#include "records/terms.h"

static date start_of(const struct entry *worker)
{
    return entry_date(worker, SW_SW_DECOM);
}

static date end_of(const struct entry *worker)
{
    return entry_date(worker, SW_SW_DEC);
}

/* Rows of one first day: in the order of last days, or (`end` is `start`) of the file. */
static struct row_order in_order(const struct checking *c, unsigned end)
{
    const struct row_order_by by = {SW_SW_DECOM, end};
    return row_order_of(c->flags->arena, &c->child->now[T9_SW_EPISODES], by);
}

/* ---- Of one row */

static bool id_begins_otherwise(const struct checking *c, const struct entry *worker)
{
    struct str id = entry_cell(worker, SW_SW_ID)->text;
    (void)c;
    return !str_starts(id, STR("SW")) && !str_starts(id, STR("XX"));
}

static bool is_no_day(const struct entry *worker, unsigned column)
{
    date earliest;
    return !partial_date_read(entry_cell(worker, column)->text, &earliest);
}

static bool start_is_no_day(const struct checking *c, const struct entry *worker)
{
    (void)c;
    return is_no_day(worker, SW_SW_DECOM);
}

static bool end_is_no_day(const struct checking *c, const struct entry *worker)
{
    (void)c;
    return is_no_day(worker, SW_SW_DEC);
}

static bool ends_as_it_begins(const struct checking *c, const struct entry *worker)
{
    (void)c;
    return cells_equal(entry_cell(worker, SW_SW_DECOM), entry_cell(worker, SW_SW_DEC));
}

/* ---- One row after the other */

/* Rows but the last, by first days, of which the terms hold. */
static void is_not_ended(const struct checking *c)
{
    struct row_order order = in_order(c, SW_SW_DECOM);
    for (size_t i = 0; i + 1 < order.count; i++)
        if (terms_hold(c, order.at[i], c->check->with))
            flag(c, T9_SW_EPISODES, order.at[i]);
}

/* One more than a week before the one before it ends; of which the terms hold. */
static void begins_too_early(const struct checking *c)
{
    enum { WEEK = 7 };
    struct row_order order = in_order(c, SW_SW_DEC);
    for (size_t i = 1; i < order.dated; i++) {
        date end = end_of(order.at[i - 1]);
        if (!date_is_none(end) &&
            is_before(start_of(order.at[i]), date_add_days(end, -WEEK)) &&
            terms_hold(c, order.at[i], c->check->with))
            flag(c, T9_SW_EPISODES, order.at[i]);
    }
}

/* ---- Nothing after the end */

enum { HANDOVER = 5 }; /* days */

/* Another row of the child's that begins within five days of a day. */
static bool is_followed(const struct rows *rows, size_t at, date day)
{
    for (size_t i = 0; i < rows->count; i++) {
        date start = start_of(&rows->at[i]);
        if (i != at && is_on_or_before(date_add_days(day, -HANDOVER), start) &&
            is_on_or_before(start, date_add_days(day, HANDOVER)))
            return true;
    }
    return false;
}

static void ends_without_another(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_SW_EPISODES];
    date until = date_add_days(c->about->end, -HANDOVER);
    for (size_t i = 0; i < rows->count; i++) {
        date end = end_of(&rows->at[i]);
        if (is_on_or_before(end, until) && !is_followed(rows, i, end))
            flag(c, T9_SW_EPISODES, &rows->at[i]);
    }
}

static void latest_ends_too_early(const struct checking *c)
{
    struct row_order order = in_order(c, SW_SW_DEC);
    const struct entry *latest = order.dated ? order.at[order.dated - 1] : NULL;
    date from = date_add_days(c->about->end, -HANDOVER);
    if (latest && is_on_or_before(from, end_of(latest)) &&
        is_on_or_before(end_of(latest), c->about->end))
        flag(c, T9_SW_EPISODES, latest);
}

/* ---- Children who are looked after on 31 March */

static const struct term open_episode[] = {
    BLANK(EPISODES_DEC), IS_NOT(EPISODES_LS, RESPITE), {.kind = TERM_END}};

static bool is_looked_after(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t i = 0; i < episodes->count; i++)
        if (terms_hold(c, &episodes->at[i], open_episode))
            return true;
    return false;
}

static bool has_complete_worker(const struct checking *c)
{
    static const struct term incomplete[] = {
        SOME_BLANK(BIT(SW_SW_ID) | BIT(SW_SW_DECOM) | BIT(SW_SW_REASON)),
        {.kind = TERM_END}};
    const struct rows *rows = &c->child->now[T9_SW_EPISODES];
    for (size_t i = 0; i < rows->count; i++)
        if (!terms_hold(c, &rows->at[i], incomplete))
            return true;
    return false;
}

static void has_no_worker(const struct checking *c)
{
    if (!has_complete_worker(c))
        flag_where(c, T9_EPISODES, open_episode);
}

static bool is_covered(const struct checking *c, date day)
{
    const struct rows *rows = &c->child->now[T9_SW_EPISODES];
    for (size_t i = 0; i < rows->count; i++) {
        const struct cell *end = entry_cell(&rows->at[i], SW_SW_DEC);
        if (is_on_or_before(start_of(&rows->at[i]), day) &&
            (cell_is_blank(end) || is_on_or_before(day, end->on)))
            return true;
    }
    return false;
}

/* A day of the time that social workers are reported of: the collection year, and so many
 * years before it. */
static bool lacks_worker(const struct checking *c, date day)
{
    const int *before = c->check->with;
    return is_on_or_before(date_add_years(c->about->start, -*before), day) &&
           is_on_or_before(day, c->about->end) && !is_covered(c, day);
}

/* Care begins or ends with the episode on a day without a social worker. */
static bool turns_without_worker(const struct checking *c, const struct entry *episode)
{
    bool begins = cell_is(entry_cell(episode, EPISODES_RNE), CODE("S"));
    bool ends = !cell_is(entry_cell(episode, EPISODES_REC), CODE("X1"));
    return (begins && lacks_worker(c, entry_date(episode, EPISODES_DECOM))) ||
           (ends && lacks_worker(c, entry_date(episode, EPISODES_DEC)));
}

static void workers_are_missing(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    if (!is_looked_after(c))
        return;
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *episode = &episodes->at[i];
        if (!cell_is_any(entry_cell(episode, EPISODES_LS), RESPITE) &&
            turns_without_worker(c, episode))
            flag(c, T9_EPISODES, episode);
    }
}

static bool is_open(const struct checking *c, const struct entry *worker)
{
    return !is_before(c->about->end, start_of(worker)) &&
           (cell_is_blank(entry_cell(worker, SW_SW_DEC)) ||
            is_before(c->about->end, end_of(worker)));
}

/* The latest row is flagged; where there is none the episode that is open. */
static void none_is_open(const struct checking *c)
{
    struct row_order order = in_order(c, SW_SW_DEC);
    if (!c->about->has[T9_EPISODES])
        not_run(c, "Episodes, which says who is looked after, was not loaded");
    if (!is_looked_after(c))
        return;
    for (size_t i = 0; i < order.count; i++)
        if (is_open(c, order.at[i]))
            return;
    if (order.count == 0)
        flag_where(c, T9_EPISODES, open_episode);
    else
        flag(c, T9_SW_EPISODES, order.at[(order.dated ? order.dated : order.count) - 1]);
}

/* ---- The checks */

#define STAGE .severity = SEVERITY_CHECK
#define WORKER_AND_EPISODES .tables = (BIT(T9_SW_EPISODES) | BIT(T9_EPISODES))
#define REASONS                                                                          \
    "MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN",      \
        "SWDIED", "OTHERS"
/* From when on reasons are compulsory. */
#define NEW_ITEMS DAY(2023, 4, 1)
#define START_OF_LAST_YEAR {.of = POINT_START, .years = -1}

static const struct term any[] = {{.kind = TERM_END}};
static const struct date_column starts[] = {DATE_OF(T9_SW_EPISODES, SW_SW_DECOM),
                                            DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_SW_EPISODES, SW_SW_DEC), DATES_END};
static const struct date_column both[] = {DATE_OF(T9_SW_EPISODES, SW_SW_DECOM),
                                          DATE_OF(T9_SW_EPISODES, SW_SW_DEC), DATES_END};
static const struct date_column episode_ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC),
                                                  DATES_END};
static const struct date_column both_ends[] = {
    DATE_OF(T9_SW_EPISODES, SW_SW_DEC), DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column both_starts[] = {DATE_OF(T9_SW_EPISODES, SW_SW_DECOM),
                                                 DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                                 DATES_END};

static const struct check checks[] = {
    {.code = "SW01STG1",
     STAGE,
     .years = YEAR_BIT(2024),
     WORKER_AND_EPISODES,
     .run = has_no_worker,
     .dates = episode_ends,
     .fields = "DEC",
     .message = "A child who is looked after on 31 March has no social worker with an "
                "identifier, a first day and a reason.",
     .source = "Department's message for SW01, of 2023/24: one complete row is enough"},
    {.code = "SW01aSTG1",
     STAGE,
     .years = YEARS_FROM(2025),
     ON(T9_SW_EPISODES),
     WHERE(NO_DATE(SW_SW_DECOM), OR, BEFORE(COLUMN(SW_SW_DECOM), NEW_ITEMS),
           BLANK(SW_SW_ID)),
     .fields = "SW_DECOM|SW_ID",
     .message = "A social worker who began before April 2023 has no identifier, or the "
                "first day is blank or no date.",
     .source = "Department's message for SW01a, from 2024/25"},
    {.code = "SW01bSTG1",
     STAGE,
     .years = YEARS_FROM(2025),
     ON(T9_SW_EPISODES),
     WHERE(NO_DATE(SW_SW_DECOM), OR, UP_TO(NEW_ITEMS, COLUMN(SW_SW_DECOM)),
           SOME_BLANK(BIT(SW_SW_ID) | BIT(SW_SW_REASON))),
     .fields = "SW_DECOM|SW_ID|SW_REASON",
     .message = "A social worker who began in April 2023 or later has no identifier or "
                "reason, or the first day is blank or no date.",
     .source = "Department's message for SW01b, from 2024/25"},
    {.code = "SW02STG1",
     STAGE,
     .years = YEARS_FROM(2024),
     ON(T9_SW_EPISODES),
     WHERE(OF_ROW(id_begins_otherwise)),
     .fields = "SW_ID",
     .message = "The social worker's identifier begins neither with SW nor with XX.",
     .source = "Department's message for SW02; a blank one is flagged"},
    {.code = "SW03STG1",
     STAGE,
     .years = YEAR_BIT(2024),
     ON(T9_SW_EPISODES),
     WHERE(SOME_BLANK(BIT(SW_SW_ID) | BIT(SW_SW_DECOM) | BIT(SW_SW_REASON))),
     .fields = "SW_DECOM|SW_ID|SW_REASON",
     .message = "A social worker has no identifier, first day or reason.",
     .source = "Department's message for SW03, of 2023/24"},
    {.code = "SW04STG1",
     STAGE,
     .years = YEARS_FROM(2024),
     ON(T9_SW_EPISODES),
     WHERE(FILLED(SW_SW_DECOM), OF_ROW(start_is_no_day)),
     .fields = "SW_DECOM",
     .message = "The day on which the social worker began is no date.",
     .source =
         "Department's message for SW04; ZZ may stand for a part that is not known"},
    {.code = "SW05STG1",
     STAGE,
     .years = YEARS_FROM(2024),
     ON(T9_SW_EPISODES),
     WHERE(FILLED(SW_SW_DEC), OF_ROW(end_is_no_day)),
     .fields = "SW_DEC",
     .message = "The day on which the social worker ceased is no date.",
     .source = "Department's message for SW05, of the last day; ZZ may stand for a part "
               "that is not known"},
    {.code = "SW06STG2",
     STAGE,
     .years = YEARS_FROM(2024),
     ON(T9_SW_EPISODES),
     WHERE(BEFORE(END_OF_YEAR, COLUMN(SW_SW_DECOM))),
     .without = starts,
     .fields = "SW_DECOM",
     .message = "The social worker began after the collection year.",
     .source = "Department's message for SW06; one may begin before the year"},
    {.code = "SW07STG2",
     STAGE,
     .years = YEAR_BIT(2024),
     ON(T9_SW_EPISODES),
     WHERE(BEFORE(COLUMN(SW_SW_DEC), START_OF_YEAR), OR,
           BEFORE(END_OF_YEAR, COLUMN(SW_SW_DEC))),
     .dates = ends,
     .fields = "SW_DEC",
     .message = "The social worker ceased outside the collection year.",
     .source = "Department's message for SW07, of 2023/24"},
    {.code = "SW07STG2",
     STAGE,
     .years = YEARS_FROM(2025),
     ON(T9_SW_EPISODES),
     WHERE(BEFORE(COLUMN(SW_SW_DEC), START_OF_LAST_YEAR), OR,
           BEFORE(END_OF_YEAR, COLUMN(SW_SW_DEC))),
     .dates = ends,
     .fields = "SW_DEC",
     .message = "The social worker ceased outside the collection year and the year "
                "before it.",
     .source = "Department's message for SW07, from 2024/25, by the calendar"},
    {.code = "SW08STG2",
     STAGE,
     .years = YEARS_FROM(2024),
     .tables = BIT(T9_SW_EPISODES),
     .run = is_not_ended,
     .with = TERMS(HAS_DATE(SW_SW_DECOM), NO_DATE(SW_SW_DEC)),
     .dates = starts,
     .without = starts,
     .fields = "SW_DEC",
     .message = "Another social worker has begun, but this one has not ceased.",
     .source = "Department's message for SW08; a row without a first day is the last"},
    {.code = "SW09STG2",
     STAGE,
     .years = YEARS_FROM(2024),
     ON(T9_SW_EPISODES),
     WHERE(FILLED(SW_SW_DEC), OF_ROW(ends_as_it_begins)),
     .dates = both,
     .without = starts,
     .fields = "SW_DEC|SW_DECOM",
     .message = "The social worker began and ceased on one day.",
     .source = "Department's message for SW09, as text"},
    {.code = "SW10STG2",
     STAGE,
     .years = YEAR_BIT(2024),
     .tables = BIT(T9_SW_EPISODES),
     .run = begins_too_early,
     .with = any,
     .dates = ends,
     .without = starts,
     .fields = "SW_DECOM",
     .message = "A social worker began more than a week before the one before ceased.",
     .source =
         "Department's message for SW10, of 2023/24; a week is the open validator's"},
    {.code = "SW10STG2",
     STAGE,
     .years = YEARS_FROM(2025),
     .tables = BIT(T9_SW_EPISODES),
     .run = begins_too_early,
     .with = TERMS(IS_NOT(SW_SW_REASON, "FCONTA")),
     .dates = ends,
     .without = starts,
     .fields = "SW_DECOM",
     .message = "A social worker began more than a week before the one before ceased.",
     .source = "Department's message for SW10, from 2024/25 without first contacts"},
    {.code = "SW11aSTG2",
     STAGE,
     .years = YEAR_BIT(2024),
     .tables = BIT(T9_SW_EPISODES),
     .run = ends_without_another,
     .dates = ends,
     .without = starts,
     .fields = "SW_DEC",
     .message = "The social worker ceased by 26 March, and no other began within five "
                "days of it.",
     .source = "Department's message for SW11a, of 2023/24"},
    {.code = "SW11bSTG2",
     STAGE,
     .years = YEARS_FROM(2024),
     .tables = BIT(T9_SW_EPISODES),
     .run = latest_ends_too_early,
     .dates = ends,
     .without = starts,
     .fields = "SW_DEC",
     .message = "The last social worker ceased in the last days of March, and no other "
                "began.",
     .source = "Department's message for SW11b: 26 to 31 March"},
    {.code = "SW12STG2",
     STAGE,
     .years = YEAR_BIT(2024),
     WORKER_AND_EPISODES,
     .run = workers_are_missing,
     .with = &(const int){0},
     .dates = both_ends,
     .without = both_starts,
     .fields = "SW_DECOM",
     .message =
         "The child is looked after on 31 March, and there was no social worker on "
         "a day of the year when care began or ended.",
     .source = "Department's message for SW12, of 2023/24: the year that SW07 has"},
    {.code = "SW12STG2",
     STAGE,
     .years = YEARS_FROM(2025),
     WORKER_AND_EPISODES,
     .run = workers_are_missing,
     .with = &(const int){1},
     .dates = both_ends,
     .without = both_starts,
     .fields = "SW_DECOM",
     .message =
         "The child is looked after on 31 March, and there was no social worker on "
         "a day of this year or the last when care began or ended.",
     .source = "Department's message for SW12, from 2024/25, by the calendar"},
    {.code = "SW13STG1",
     STAGE,
     .years = YEAR_BIT(2024),
     ON(T9_SW_EPISODES),
     WHERE(IS_NOT(SW_SW_REASON, REASONS)),
     .fields = "SW_REASON",
     .message = "The reason for the change of social worker is blank or none of the "
                "codes.",
     .source = "Department's message for SW13, of 2023/24"},
    {.code = "SW13STG1",
     STAGE,
     .years = YEARS_FROM(2025),
     ON(T9_SW_EPISODES),
     WHERE(BAD_CODE(SW_SW_REASON, REASONS), OR, BLANK(SW_SW_REASON),
           UP_TO(NEW_ITEMS, COLUMN(SW_SW_DECOM))),
     .dates = starts,
     .without = starts,
     .fields = "SW_REASON",
     .message = "The reason for the change of social worker is none of the codes, or "
                "blank from April 2023 on.",
     .source = "Department's message for SW13, from 2024/25"},
    {.code = "SW14STG2",
     STAGE,
     .years = YEAR_BIT(2024),
     .tables = BIT(T9_SW_EPISODES),
     .run = is_not_ended,
     .with = TERMS(NO_DATE(SW_SW_DEC)),
     .dates = starts,
     .fields = "SW_DEC",
     .message = "A social worker who is not the child's last has not ceased.",
     .source = "Department's message for SW14, of 2023/24; a row without a first day is "
               "the last"},
    {.code = "SW17STG2",
     STAGE,
     .years = YEARS_FROM(2026),
     .tables = BIT(T9_SW_EPISODES),
     .run = none_is_open,
     .dates = both_ends,
     .without = starts,
     .fields = "SW_DEC|SW_DECOM",
     .message = "The child is looked after on 31 March, but has no social worker then.",
     .source = "Department's message for SW17, from 2025/26: of children with an open "
               "episode; without Episodes it is not run"},
};
const struct check_list checks_903_social_workers = CHECK_LIST(checks);
