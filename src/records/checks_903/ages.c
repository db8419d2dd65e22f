/* Checks on how old the child was: episodes against the Header's date of birth. */
#include "records/looked_after.h"
#include "records/terms.h"

static bool is_of_unknown_age(const struct checking *c)
{
    return date_is_none(c->shared->born);
}

/* The day that follows this episode: of the next one, else its own end. */
static date day_after(const struct checking *c, size_t at)
{
    const struct looked_after *s = c->shared;
    date next = at + 1 < s->order_count ? entry_date(s->order[at + 1], EPISODES_DECOM)
                                        : DATE_NONE;
    return date_is_none(next) ? entry_date(s->order[at], EPISODES_DEC) : next;
}

static void custody_is_too_early(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    date tenth = birthday(s->born, 10);
    for (size_t i = 0; i < s->order_count; i++) {
        const struct cell *reason = entry_cell(s->order[i], EPISODES_REASON_PLACE_CHANGE);
        if (!cell_is(reason, CODE("CUSTOD")) || !is_before(day_after(c, i), tenth))
            continue;
        flag_header(c);
        flag(c, T9_EPISODES, s->order[i]);
    }
}

static void begins_before_birth(const struct checking *c)
{
    const struct entry *first = c->shared->first;
    if (!first || !is_before(entry_date(first, EPISODES_DECOM), c->shared->born))
        return;
    flag_header(c);
    flag(c, T9_EPISODES, first);
}

/* ---- The checks */

#define EPISODES_WITH_HEADER                                                             \
    .tables = BIT(T9_EPISODES) | BIT(T9_HEADER), .table = T9_EPISODES

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column both[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                          DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column births[] = {DATE_OF(T9_HEADER, HEADER_DOB), DATES_END};
static const struct date_column births_and_starts[] = {
    DATE_OF(T9_HEADER, HEADER_DOB), DATE_OF(T9_EPISODES, EPISODES_DECOM), DATES_END};

static const struct check checks[] = {
    {.code = "234",
     .years = YEARS_FROM(2026),
     EPISODES_WITH_HEADER,
     .run = custody_is_too_early,
     .dates = both,
     .without = births_and_starts,
     .fields = "DOB|REASON_PLACE_CHANGE",
     .message = "The placement changed for custody before the child was 10.",
     .source = "Department's message for 234: the age when the next episode begins"},
    {.code = "302",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     .run = begins_before_birth,
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|DOB",
     .message = "The first episode began before the child was born.",
     .source = "Department's message for 302"},
    {.code = "352",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE(IS(EPISODES_RNE, "S"), UP_TO(BIRTHDAY(18), COLUMN(EPISODES_DECOM))),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|RNE",
     .message = "The child was 18 or over on starting to be looked after.",
     .source = "Department's message for 352"},
    {.code = "358",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE_WITH_HEADER(IS(EPISODES_LS, "J1", "J2", "J3"),
                       BEFORE(COLUMN(EPISODES_DECOM), BIRTHDAY(10))),
     .dates = starts,
     .without = births_and_starts,
     .fields = "DECOM|DOB|LS",
     .message = "A child under 10 is looked after under a youth justice status.",
     .source = "Department's message for 358: the tenth birthday passes"},
    {.code = "359",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE(BLANK(EPISODES_DEC), IS_NOT(EPISODES_LS, "V2"),
           BEFORE(BIRTHDAY(18), END_OF_YEAR), OR, BLANK(EPISODES_DEC),
           IS_NOT(EPISODES_PLACE, "K2"), BEFORE(BIRTHDAY(18), END_OF_YEAR)),
     .without = births,
     .fields = "DEC|LS|PLACE",
     .message = "A young person of 18 or over is still looked after, and not in a "
                "children's home under section 20.",
     .source = "Department's message for 359, of episodes that are open"},
    {.code = "386",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE(IS(EPISODES_REC, ADOPTED), UP_TO(BIRTHDAY(18), COLUMN(EPISODES_DEC))),
     .dates = ends,
     .without = births,
     .fields = "REC",
     .message = "The child was adopted at 18 or over.",
     .source = "Department's message for 386"},
    {.code = "387",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE(IS(EPISODES_REC, "E5", "E6"), BEFORE(COLUMN(EPISODES_DEC), BIRTHDAY(14)), OR,
           IS(EPISODES_REC, "E5", "E6"), HAS_DATE(EPISODES_DEC),
           OF_CHILD(is_of_unknown_age)),
     .dates = ends,
     .fields = "REC",
     .message = "The child moved into independent living under 14, or at an age that is "
                "not known.",
     .source = "Department's message for 387; an unknown date of birth is flagged"},
    {.code = "389",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE(IS(EPISODES_REC, "E7"), BEFORE(COLUMN(EPISODES_DEC), BIRTHDAY(16)), OR,
           IS(EPISODES_REC, "E7"), NO_DATE(EPISODES_DEC), OR, IS(EPISODES_REC, "E7"),
           OF_CHILD(is_of_unknown_age)),
     .fields = "REC",
     .message = "The child went into the care of adult services under 16, or at an age "
                "that is not known.",
     .source = "Department's message for 389; unknown dates are flagged"},
    {.code = "407",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE_WITH_HEADER(IS(EPISODES_REC, "E45", "E46", "E47", "E48"),
                       UP_TO(BIRTHDAY(18), COLUMN(EPISODES_DEC))),
     .dates = ends,
     .without = births,
     .fields = "DEC|DOB|REC",
     .message = "A special guardianship order was made at 18 or over.",
     .source = "Department's message for 407: 18 on the birthday"},
    {.code = "460",
     .years = YEARS_ALL,
     EPISODES_WITH_HEADER,
     WHERE(IS(EPISODES_REC, "E17"), BEFORE(COLUMN(EPISODES_DEC), BIRTHDAY(18))),
     .dates = ends,
     .without = births,
     .fields = "DEC|REC",
     .message = "The child is said to have stayed with its carers at 18, but was under "
                "18.",
     .source = "Department's message for 460: the eighteenth birthday passes"},
};
const struct check_list checks_903_ages = CHECK_LIST(checks);
