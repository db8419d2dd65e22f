/* Checks on adoption: the AD1 rows of adopted children and the decisions that a child
 * should be placed for adoption. */
#include "records/looked_after.h"
#include "records/terms.h"

#define AD1_ALL                                                                          \
    (BIT(AD1_DATE_INT) | BIT(AD1_DATE_MATCH) | BIT(AD1_FOSTER_CARE) |                    \
     BIT(AD1_NB_ADOPTR) | BIT(AD1_SEX_ADOPTR) | BIT(AD1_LS_ADOPTR))

/* Of episodes. */
static const struct term any[] = {{.kind = TERM_END}};
static const struct term may_end[] = {IS_NOT(EPISODES_REC, "X1"), {.kind = TERM_END}};
static const struct term ends[] = {
    FILLED(EPISODES_REC), IS_NOT(EPISODES_REC, "X1"), {.kind = TERM_END}};
static const struct term lasting[] = {IS_NOT(EPISODES_LS, RESPITE), {.kind = TERM_END}};
static const struct term begins[] = {IS(EPISODES_RNE, "S"), {.kind = TERM_END}};

static date start_of(const struct entry *episode)
{
    return entry_date(episode, EPISODES_DECOM);
}

/* Of the episodes of which the terms hold the one with the latest (earliest) DECOM; ties:
 * the first in the file.  NULL where none has one. */
static const struct entry *latest(const struct checking *c, const struct term *terms)
{
    const struct rows *rows = &c->child->now[T9_EPISODES];
    const struct entry *found = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        if (date_is_none(start_of(&rows->at[i])) || !terms_hold(c, &rows->at[i], terms))
            continue;
        if (!found || is_before(start_of(found), start_of(&rows->at[i])))
            found = &rows->at[i];
    }
    return found;
}

static const struct entry *earliest(const struct checking *c, const struct term *terms)
{
    const struct looked_after *s = c->shared;
    for (size_t i = 0; i < s->order_count && !date_is_none(start_of(s->order[i])); i++)
        if (terms_hold(c, s->order[i], terms))
            return s->order[i];
    return NULL;
}

/* ---- Decisions outside the time that the child was looked after */

static bool is_after(const struct entry *placed, date day)
{
    return is_before(day, entry_date(placed, PLACED_DATE_PLACED)) ||
           is_before(day, entry_date(placed, PLACED_DATE_PLACED_CEASED));
}

/* The last episode where it is open or ended care; of several that began on its day the
 * first that is no X1.  NULL where care went on. */
static const struct entry *last_that_may_end(const struct checking *c)
{
    const struct entry *last = latest(c, any), *found = latest(c, may_end);
    bool same_start = found && !is_before(start_of(found), start_of(last));
    return same_start ? found : NULL;
}

/* The end of care is that of the child's last episode, where it ended care. */
static void decided_too_late(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    const struct entry *last = last_that_may_end(c);
    bool ended = last && terms_hold(c, last, ends);
    date end = ended ? entry_date(last, EPISODES_DEC) : DATE_NONE;
    for (size_t i = 0; i < rows->count; i++) {
        if (!is_after(&rows->at[i], c->about->end) && !is_after(&rows->at[i], end))
            continue;
        flag(c, T9_PLACED_ADOPTION, &rows->at[i]);
        if (last)
            flag(c, T9_EPISODES, last);
    }
}

static void ceased_too_early(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    const struct entry *first = earliest(c, lasting);
    for (size_t i = 0; i < rows->count && first; i++) {
        date ceased = entry_date(&rows->at[i], PLACED_DATE_PLACED_CEASED);
        if (!is_before(ceased, start_of(first)) && !is_before(ceased, c->about->start))
            continue;
        flag(c, T9_PLACED_ADOPTION, &rows->at[i]);
        flag(c, T9_EPISODES, first);
    }
}

static void decided_before_first_care(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    const struct entry *first = earliest(c, begins);
    for (size_t i = 0; i < rows->count && first; i++) {
        if (!is_before(entry_date(&rows->at[i], PLACED_DATE_PLACED), start_of(first)))
            continue;
        flag(c, T9_PLACED_ADOPTION, &rows->at[i]);
        flag(c, T9_EPISODES, first);
    }
}

/* ---- AD1 against the episodes */

static bool has_leaver_data(const struct checking *c)
{
    return some_filled(c, T9_OC3, BIT(OC3_IN_TOUCH) | BIT(OC3_ACTIV) | BIT(OC3_ACCOM));
}

static bool is_for_adoption(const struct entry *episode)
{
    return cell_is_any(entry_cell(episode, EPISODES_PLACE), FOR_ADOPTION);
}

static bool goes_on(const struct entry *episode, const struct entry *next)
{
    date end = entry_date(episode, EPISODES_DEC);
    return !date_is_none(end) && date_compare(end, start_of(next)) == 0;
}

/* The first day of the unbroken run of placements for adoption that ends with the episode
 * at `at` of the order; of another placement its own. */
static date placed_on(const struct looked_after *s, size_t at)
{
    if (!is_for_adoption(s->order[at]))
        return start_of(s->order[at]);
    while (at > 0 && is_for_adoption(s->order[at - 1]) &&
           goes_on(s->order[at - 1], s->order[at]))
        at--;
    return start_of(s->order[at]);
}

typedef bool ad1_fails(const struct entry *ad1, date day);

static bool matched_after(const struct entry *ad1, date day)
{
    return is_before(day, entry_date(ad1, AD1_DATE_MATCH));
}

static bool decided_before(const struct entry *ad1, date day)
{
    return is_before(entry_date(ad1, AD1_DATE_INT), day);
}

/* Flags the AD1 rows that fail against a day of an episode, and the episode. */
static void flag_failing(const struct checking *c, ad1_fails *fails, date day,
                         const struct entry *episode)
{
    const struct rows *rows = &c->child->now[T9_AD1];
    for (size_t i = 0; i < rows->count; i++) {
        if (!fails(&rows->at[i], day))
            continue;
        flag(c, T9_AD1, &rows->at[i]);
        flag(c, T9_EPISODES, episode);
    }
}

static void matched_after_placing(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    for (size_t i = 0; i < s->order_count; i++)
        if (cell_is_any(entry_cell(s->order[i], EPISODES_REC), ADOPTED))
            flag_failing(c, matched_after, placed_on(s, i), s->order[i]);
}

static void decided_before_care(const struct checking *c)
{
    const struct entry *start = latest(c, begins);
    if (start)
        flag_failing(c, decided_before, start_of(start), start);
}

/* FOSTER_CARE against the placement that the adoption ended. */
static bool carers_differ(const struct entry *ad1, const struct entry *episode)
{
    const struct cell *fostered = entry_cell(ad1, AD1_FOSTER_CARE);
    const struct cell *place = entry_cell(episode, EPISODES_PLACE);
    if (cell_is(fostered, CODE("0")))
        return cell_is_any(place, "A2", "A3", "A5");
    return cell_is(fostered, CODE("1")) && cell_is_any(place, "A1", "A4", "A6");
}

static void fostered_is_wrong(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_AD1];
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    for (size_t e = 0; e < episodes->count; e++) {
        const struct entry *episode = &episodes->at[e];
        if (!cell_is_any(entry_cell(episode, EPISODES_REC), "E1", ADOPTED))
            continue;
        for (size_t i = 0; i < rows->count; i++) {
            if (!carers_differ(&rows->at[i], episode))
                continue;
            flag(c, T9_AD1, &rows->at[i]);
            flag(c, T9_EPISODES, episode);
        }
    }
}

/* ---- The checks */

static const struct date_column decisions[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED),
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED_CEASED),
    DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column placed[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED), DATES_END};
static const struct date_column reversed[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED_CEASED), DATES_END};
static const struct date_column matched[] = {DATE_OF(T9_AD1, AD1_DATE_MATCH), DATES_END};
static const struct date_column matches_and_ends[] = {
    DATE_OF(T9_AD1, AD1_DATE_MATCH), DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};
static const struct date_column intended[] = {DATE_OF(T9_AD1, AD1_DATE_INT), DATES_END};
static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column births[] = {DATE_OF(T9_HEADER, HEADER_DOB), DATES_END};

#define AD1_AND_EPISODES .tables = (BIT(T9_AD1) | BIT(T9_EPISODES))
#define PLACED_AND_EPISODES .tables = (BIT(T9_PLACED_ADOPTION) | BIT(T9_EPISODES))

static const struct check checks[] = {
    {.code = "112",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(UNREADABLE(AD1_DATE_INT)),
     .fields = "DATE_INT",
     .message = "The date of the decision that the child should be placed for adoption "
                "is no date.",
     .source = "Department's message for 112"},
    {.code = "113",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(UNREADABLE(AD1_DATE_MATCH)),
     .fields = "DATE_MATCH",
     .message = "The date of matching child and adopters is no date.",
     .source = "Department's message for 113"},
    {.code = "114",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(BAD_CODE(AD1_FOSTER_CARE, "0", "1")),
     .fields = "FOSTER_CARE",
     .message = "Whether the adopters were the child's foster carers is neither 0 nor 1.",
     .source = "Department's message for 114"},
    {.code = "115",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(UNREADABLE(PLACED_DATE_PLACED)),
     .fields = "DATE_PLACED",
     .message = "The date of the decision that the child should be placed for adoption "
                "is no date.",
     .source = "Department's message for 115"},
    {.code = "116",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(UNREADABLE(PLACED_DATE_PLACED_CEASED)),
     .fields = "DATE_PLACED_CEASED",
     .message = "The date of the decision that the child should no longer be placed for "
                "adoption is no date.",
     .source = "Department's message for 116"},
    {.code = "117",
     .years = YEARS_ALL,
     PLACED_AND_EPISODES,
     .run = decided_too_late,
     .dates = decisions,
     .without = starts,
     .fields = "DATE_PLACED|DATE_PLACED_CEASED|DEC|DECOM|REC",
     .message = "A decision on placing the child for adoption is dated after the "
                "collection year or after the child ceased to be looked after.",
     .source = "Department's message for 117; care ends where the last episode ends it"},
    {.code = "118",
     .years = YEARS_ALL,
     PLACED_AND_EPISODES,
     .run = ceased_too_early,
     .dates = reversed,
     .without = starts,
     .fields = "DATE_PLACED_CEASED|DECOM|LS",
     .message = "The decision that the child should no longer be placed for adoption is "
                "dated before the collection year or before care began.",
     .source = "Department's message for 118; care begins with the first episode that is "
               "no short break"},
    {.code = "119",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(FILLED(PLACED_DATE_PLACED_CEASED), BLANK(PLACED_REASON_PLACED_CEASED), OR,
           BLANK(PLACED_DATE_PLACED_CEASED), FILLED(PLACED_REASON_PLACED_CEASED)),
     .fields = "DATE_PLACED_CEASED|REASON_PLACED_CEASED",
     .message = "Of the date and the reason of the decision that the child should no "
                "longer be placed for adoption only one is given.",
     .source = "Department's message for 119"},
    {.code = "120",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(BAD_CODE(PLACED_REASON_PLACED_CEASED, "RD1", "RD2", "RD3", "RD4")),
     .fields = "REASON_PLACED_CEASED",
     .message = "The reason why the child should no longer be placed for adoption is "
                "none of the codes.",
     .source = "Department's message for 120"},
    {.code = "134",
     .years = YEARS_ALL,
     .tables = BIT(T9_AD1) | BIT(T9_OC3),
     .table = T9_AD1,
     WHERE(SOME_FILLED(AD1_ALL), OF_CHILD(has_leaver_data)),
     .fields = "ACCOM|ACTIV|DATE_INT|DATE_MATCH|FOSTER_CARE|IN_TOUCH|LS_ADOPTR|NB_ADOPTR|"
               "SEX_ADOPTR",
     .message = "A care leaver has adoption data.",
     .source = "Department's message for 134; the AD1 row is flagged"},
    {.code = "151",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(SOME_FILLED(AD1_ALL), SOME_BLANK(AD1_ALL)),
     .fields = "DATE_INT|DATE_MATCH|FOSTER_CARE|LS_ADOPTR|NB_ADOPTR|SEX_ADOPTR",
     .message = "Some items of the child's adoption are given and some are blank.",
     .source = "Department's message for 151"},
    {.code = "175",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(BAD_CODE(AD1_NB_ADOPTR, "1", "2")),
     .fields = "NB_ADOPTR",
     .message = "The number of adopters is neither 1 nor 2.",
     .source = "Department's message for 175"},
    {.code = "176",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(BAD_CODE(AD1_SEX_ADOPTR, "M1", "F1", "MM", "FF", "MF")),
     .fields = "SEX_ADOPTR",
     .message = "The sex of the adopters is none of the codes.",
     .source = "Department's message for 176"},
    {.code = "177",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(BAD_CODE(AD1_LS_ADOPTR, "L0", "L11", "L12", "L2", "L3", "L4")),
     .fields = "LS_ADOPTR",
     .message = "The legal status of the adopters is none of the codes.",
     .source = "Department's message for 177"},
    {.code = "184",
     .years = YEARS_ALL,
     .tables = BIT(T9_HEADER) | BIT(T9_PLACED_ADOPTION),
     .table = T9_PLACED_ADOPTION,
     WHERE(BEFORE(COLUMN(PLACED_DATE_PLACED), BORN)),
     .dates = placed,
     .without = births,
     .fields = "DATE_PLACED|DOB",
     .message = "The decision that the child should be placed for adoption is dated "
                "before the child was born.",
     .source = "Department's message for 184, with the Header's date of birth"},
    {.code = "331",
     .years = YEARS_ALL,
     AD1_AND_EPISODES,
     .run = matched_after_placing,
     .dates = matches_and_ends,
     .without = starts,
     .fields = "DATE_MATCH|DECOM|REC",
     .message = "Child and adopters were matched after the child was placed for "
                "adoption.",
     .source = "Department's message for 331: placed with the first of the unbroken "
               "placements for adoption"},
    {.code = "333",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(HAS_DATE(AD1_DATE_MATCH), NO_DATE(AD1_DATE_INT), OR,
           BEFORE(COLUMN(AD1_DATE_MATCH), COLUMN(AD1_DATE_INT))),
     .dates = matched,
     .fields = "DATE_INT",
     .message = "Child and adopters were matched before it was decided that the child "
                "should be placed for adoption, or that decision has no date.",
     .source = "Department's message for 333; a missing decision is flagged"},
    {.code = "334",
     .years = YEARS_ALL,
     AD1_AND_EPISODES,
     .run = decided_before_care,
     .dates = intended,
     .without = starts,
     .fields = "DATE_INT|DECOM|RNE",
     .message = "It was decided that the child should be placed for adoption before the "
                "latest period of care began.",
     .source = "Department's message for 334; the latest episode with RNE S begins it"},
    {.code = "335",
     .years = YEARS_ALL,
     AD1_AND_EPISODES,
     .run = fostered_is_wrong,
     .fields = "FOSTER_CARE|PLACE",
     .message = "Whether the foster carers adopted the child does not agree with the "
                "last placement.",
     .source = "Department's message for 335"},
    {.code = "1003",
     .years = YEARS_ALL,
     PLACED_AND_EPISODES,
     .run = decided_before_first_care,
     .dates = placed,
     .without = starts,
     .fields = "DATE_PLACED|DECOM|RNE",
     .message = "It was decided that the child should be placed for adoption before it "
                "was first looked after this year.",
     .source = "Department's message for 1003; the first episode with RNE S of this "
               "year's"},
};
const struct check_list checks_903_adoption = CHECK_LIST(checks);
