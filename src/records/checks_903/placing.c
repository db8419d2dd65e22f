/* Checks on decisions that a child should be placed for adoption (PlacedAdoption):
 * against its placements and orders, against each other, and against last year's return.
 */
#include "records/flags.h"
#include "records/looked_after.h"
#include "records/row_order.h"
#include "records/terms.h"

#define REVERSAL (BIT(PLACED_DATE_PLACED_CEASED) | BIT(PLACED_REASON_PLACED_CEASED))

/* Of decisions. */
static const struct term undated[] = {BLANK(PLACED_DATE_PLACED), {.kind = TERM_END}};
static const struct term without_day[] = {NO_DATE(PLACED_DATE_PLACED),
                                          {.kind = TERM_END}};
static const struct term reversed[] = {SOME_FILLED(REVERSAL), {.kind = TERM_END}};
static const struct term not_fully_reversed[] = {SOME_BLANK(REVERSAL),
                                                 {.kind = TERM_END}};
static const struct term standing[] = {
    FILLED(PLACED_DATE_PLACED), BLANK(PLACED_DATE_PLACED_CEASED), {.kind = TERM_END}};
/* Of episodes. */
static const struct term placed_for_adoption[] = {IS(EPISODES_PLACE, FOR_ADOPTION),
                                                  {.kind = TERM_END}};
static const struct term order_granted[] = {IS(EPISODES_LS, "E1"), {.kind = TERM_END}};

static date decided(const struct entry *decision)
{
    return entry_date(decision, PLACED_DATE_PLACED);
}

static date start_of(const struct entry *episode)
{
    return entry_date(episode, EPISODES_DECOM);
}

static bool some_hold(const struct checking *c, const struct rows *rows,
                      const struct term *terms)
{
    for (size_t i = 0; i < rows->count; i++)
        if (terms_hold(c, &rows->at[i], terms))
            return true;
    return false;
}

/* The child's first episode of which the terms hold; NULL where none has a first day. */
static const struct entry *first_where(const struct checking *c, const struct term *terms)
{
    const struct looked_after *s = c->shared;
    size_t i = 0;
    while (i < s->order_count && !terms_hold(c, s->order[i], terms))
        i++;
    return i < s->order_count && !date_is_none(start_of(s->order[i])) ? s->order[i]
                                                                      : NULL;
}

/* Of several of one day the first in the file; one without a day only where none has
 * one.  NULL where there is no decision. */
static const struct entry *latest_decision(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    const struct entry *latest = rows->count ? &rows->at[0] : NULL;
    for (size_t i = 1; i < rows->count; i++)
        if (date_compare(decided(latest), decided(&rows->at[i])) < 0)
            latest = &rows->at[i];
    return latest;
}

/* ---- No decision, or one too late */

static bool has_no_decision(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    return rows->count == 0 || some_hold(c, rows, undated);
}

static void placed_before_decision(const struct checking *c)
{
    const struct entry *placed = first_where(c, placed_for_adoption);
    const struct entry *decision = latest_decision(c);
    if (!placed || !decision || !is_before(start_of(placed), decided(decision)))
        return;
    flag(c, T9_EPISODES, placed);
    flag(c, T9_PLACED_ADOPTION, decision);
}

static void granted_before_decision(const struct checking *c)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    const struct entry *granted = first_where(c, order_granted);
    for (size_t i = 0; i < rows->count && granted; i++) {
        if (!is_before(start_of(granted), decided(&rows->at[i])))
            continue;
        flag(c, T9_EPISODES, granted);
        flag(c, T9_PLACED_ADOPTION, &rows->at[i]);
    }
}

static bool is_before_decision(const struct checking *c, const struct entry *episode)
{
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    for (size_t i = 0; i < rows->count; i++)
        if (is_before(start_of(episode), decided(&rows->at[i])))
            return true;
    return false;
}

/* The terms that the check is told say of which order; while one is in force no decision
 * is reversed. */
static void order_without_decision(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    bool lacks = !some_filled(c, T9_PLACED_ADOPTION, BIT(PLACED_DATE_PLACED));
    bool in_force = false;
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *episode = &episodes->at[i];
        if (!terms_hold(c, episode, c->check->with))
            continue;
        in_force = in_force || cell_is_blank(entry_cell(episode, EPISODES_DEC));
        if (lacks)
            flag(c, T9_EPISODES, episode);
    }
    if (in_force)
        flag_where(c, T9_PLACED_ADOPTION, reversed);
}

/* ---- The end of care */

/* The terms that the check is told say of which episodes. */
static void left_without_reversal(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    const struct rows *rows = &c->child->now[T9_PLACED_ADOPTION];
    bool fails = rows->count == 0 || some_hold(c, rows, not_fully_reversed);
    for (size_t i = 0; i < episodes->count && fails; i++) {
        if (!terms_hold(c, &episodes->at[i], c->check->with))
            continue;
        flag(c, T9_EPISODES, &episodes->at[i]);
        flag_where(c, T9_PLACED_ADOPTION, not_fully_reversed);
    }
}

static void adopted_yet_reversed(const struct checking *c)
{
    const struct rows *episodes = &c->child->now[T9_EPISODES];
    const struct entry *decision = latest_decision(c);
    if (!decision || cell_is_blank(entry_cell(decision, PLACED_DATE_PLACED_CEASED)))
        return;
    for (size_t i = 0; i < episodes->count; i++) {
        if (!cell_is_any(entry_cell(&episodes->at[i], EPISODES_REC), ADOPTED))
            continue;
        flag(c, T9_EPISODES, &episodes->at[i]);
        flag(c, T9_PLACED_ADOPTION, decision);
    }
}

/* ---- One decision after another */

static void decided_too_soon(const struct checking *c)
{
    const struct row_order_by by = {PLACED_DATE_PLACED, PLACED_DATE_PLACED};
    struct row_order order =
        row_order_of(c->flags->arena, &c->child->now[T9_PLACED_ADOPTION], by);
    for (size_t i = 1; i < order.count; i++) {
        date end = entry_date(order.at[i - 1], PLACED_DATE_PLACED_CEASED);
        if (date_is_none(end) || is_before(decided(order.at[i]), end))
            flag(c, T9_PLACED_ADOPTION, order.at[i]);
    }
}

static bool is_superseded(const struct checking *c, const struct entry *decision)
{
    return decision != latest_decision(c);
}

/* ---- Last year's decisions */

static bool was_not_decided(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_PLACED_ADOPTION];
    return last->count == 0 || some_hold(c, last, without_day);
}

static bool same_decision(const struct entry *a, const struct entry *b)
{
    date day = decided(a);
    if (!date_is_none(day) && date_compare(day, decided(b)) == 0)
        return true;
    return cells_equal(entry_cell(a, PLACED_DATE_PLACED),
                       entry_cell(b, PLACED_DATE_PLACED));
}

static bool is_among(const struct rows *rows, const struct entry *decision)
{
    for (size_t i = 0; i < rows->count; i++)
        if (same_decision(&rows->at[i], decision))
            return true;
    return false;
}

static void decision_is_redated(const struct checking *c)
{
    const struct rows *last = &c->child->last[T9_PLACED_ADOPTION];
    for (size_t i = 0; i < last->count; i++)
        if (terms_hold(c, &last->at[i], standing) &&
            !is_among(&c->child->now[T9_PLACED_ADOPTION], &last->at[i]))
            flag_all(c, T9_PLACED_ADOPTION);
}

/* What a decision of this year may not be to one that was reversed last year. */
typedef bool decision_fails(const struct entry *now, const struct entry *last);

static bool fails_reversed(const struct checking *c, const struct entry *now,
                           decision_fails *fails)
{
    const struct rows *last = &c->child->last[T9_PLACED_ADOPTION];
    for (size_t i = 0; i < last->count; i++)
        if (terms_hold(c, &last->at[i], reversed) && fails(now, &last->at[i]))
            return true;
    return false;
}

static bool same_text(const struct entry *now, const struct entry *last)
{
    const struct cell *cell = entry_cell(now, PLACED_DATE_PLACED);
    return !cell_is_blank(cell) &&
           cells_equal(cell, entry_cell(last, PLACED_DATE_PLACED));
}

static bool is_no_later(const struct entry *now, const struct entry *last)
{
    return cell_is_blank(entry_cell(now, PLACED_DATE_PLACED)) ||
           is_on_or_before(decided(now), decided(last));
}

static bool is_reversed_one(const struct checking *c, const struct entry *now)
{
    return fails_reversed(c, now, same_text);
}

static bool is_not_after_reversed(const struct checking *c, const struct entry *now)
{
    return fails_reversed(c, now, is_no_later);
}

/* ---- The checks */

#define ON_BOTH .tables = (BIT(T9_EPISODES) | BIT(T9_PLACED_ADOPTION))
#define AGAINST_LAST                                                                     \
    .tables = BIT(T9_PLACED_ADOPTION), .last = BIT(T9_PLACED_ADOPTION),                  \
    .table = T9_PLACED_ADOPTION
#define LEFT FILLED(EPISODES_REC), IS_NOT(EPISODES_REC, "X1", ADOPTED)

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column decisions[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED), DATES_END};
static const struct date_column both_years[] = {
    DATE_OF(T9_PLACED_ADOPTION, PLACED_DATE_PLACED),
    DATE_OF_LAST(T9_PLACED_ADOPTION, PLACED_DATE_PLACED), DATES_END};

static const struct check checks[] = {
    {.code = "551",
     .years = YEARS_ALL,
     ON_BOTH,
     .table = T9_EPISODES,
     WHERE(IS(EPISODES_PLACE, FOR_ADOPTION), OF_CHILD(has_no_decision)),
     .fields = "DATE_PLACED|PLACE",
     .message =
         "The child is placed for adoption, and a decision on it has no date or is "
         "not there.",
     .source = "Department's message for 551; one decision without a date is enough"},
    {.code = "552",
     .years = YEARS_ALL,
     ON_BOTH,
     .run = placed_before_decision,
     .dates = decisions,
     .without = starts,
     .fields = "DATE_PLACED|DECOM",
     .message = "The child was placed for adoption before it was decided.",
     .source = "Department's message for 552; the first placement and the last decision"},
    {.code = "553",
     .years = YEARS_ALL,
     ON_BOTH,
     .run = order_without_decision,
     .with = TERMS(IS(EPISODES_LS, "E1")),
     .fields = "CHILD|DATE_PLACED|DATE_PLACED_CEASED|REASON_PLACED_CEASED",
     .message = "There is a placement order, but no date of a decision that the child "
                "should be placed for adoption; or the order goes on, and the decision "
                "is reversed.",
     .source =
         "Department's message for 553, and its list of fields for the second part"},
    {.code = "554",
     .years = YEARS_ALL,
     ON_BOTH,
     .run = granted_before_decision,
     .dates = decisions,
     .without = starts,
     .fields = "DATE_PLACED|DECOM|LS",
     .message = "The placement order was granted before it was decided that the child "
                "should be placed for adoption.",
     .source = "Department's message for 554; the order's first day in this return"},
    {.code = "555",
     .years = YEARS_UNTIL(2024),
     ON_BOTH,
     .run = order_without_decision,
     .with = TERMS(IS(EPISODES_LS, "D1")),
     .fields = "CHILD|DATE_PLACED|DATE_PLACED_CEASED|REASON_PLACED_CEASED",
     .message = "There is a freeing order, but no date of a decision that the child "
                "should be placed for adoption; or the order goes on, and the decision "
                "is reversed.",
     .source =
         "Department's message for 555, and its list of fields for the second part"},
    {.code = "556",
     .years = YEARS_UNTIL(2024),
     ON_BOTH,
     .table = T9_EPISODES,
     WHERE(IS(EPISODES_LS, "D1"), OF_ROW(is_before_decision)),
     .dates = decisions,
     .without = starts,
     .fields = "DATE_PLACED|DECOM",
     .message = "The freeing order was granted before it was decided that the child "
                "should be placed for adoption.",
     .source = "Department's message for 556"},
    {.code = "557",
     .years = YEARS_UNTIL(2024),
     ON_BOTH,
     .run = left_without_reversal,
     .with = TERMS(IS(EPISODES_PLACE, FOR_ADOPTION), LEFT, OR,
                   IS(EPISODES_LS, "D1", "E1"), LEFT),
     .fields = "DATE_PLACED_CEASED|LS|PLACE|REASON_PLACED_CEASED|REC",
     .message = "The child was to be adopted and left care otherwise, and when or why "
                "the decision was reversed is blank.",
     .source = "Department's message for 557; every decision is looked at"},
    {.code = "557",
     .years = YEARS_FROM(2025),
     ON_BOTH,
     .run = left_without_reversal,
     .with =
         TERMS(IS(EPISODES_PLACE, FOR_ADOPTION), LEFT, OR, IS(EPISODES_LS, "E1"), LEFT),
     .fields = "DATE_PLACED_CEASED|LS|PLACE|REASON_PLACED_CEASED|REC",
     .message = "The child was to be adopted and left care otherwise, and when or why "
                "the decision was reversed is blank.",
     .source = "Department's message for 557; no freeing orders from 2024/25"},
    {.code = "558",
     .years = YEARS_ALL,
     ON_BOTH,
     .run = adopted_yet_reversed,
     .dates = decisions,
     .fields = "DATE_PLACED_CEASED|REC",
     .message = "The child was adopted, and the latest decision that it should be is "
                "reversed.",
     .source = "Department's message for 558"},
    {.code = "559",
     .years = YEARS_ALL,
     AGAINST_LAST,
     WHERE(BEFORE(COLUMN(PLACED_DATE_PLACED), START_OF_YEAR), OF_CHILD(was_not_decided)),
     .dates = decisions,
     .fields = "DATE_PLACED",
     .message = "It was decided before this year that the child should be placed for "
                "adoption, and last year's return does not say so.",
     .source = "Department's message for 559, by the return of last year alone"},
    {.code = "560",
     .years = YEARS_ALL,
     AGAINST_LAST,
     .run = decision_is_redated,
     .dates = both_years,
     .fields = "DATE_PLACED|DATE_PLACED_CEASED",
     .message = "A decision that stood last year has another date now, or is gone.",
     .source = "Department's message for 560; one row of the same day is enough"},
    {.code = "561",
     .years = YEARS_ALL,
     AGAINST_LAST,
     .entry = is_reversed_one,
     .dates = both_years,
     .fields = "DATE_PLACED",
     .message = "The decision has the date of one that was reversed last year.",
     .source = "Department's message for 561; dates are compared as they are written"},
    {.code = "563",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(FILLED(PLACED_REASON_PLACED_CEASED), FILLED(PLACED_DATE_PLACED_CEASED),
           BLANK(PLACED_DATE_PLACED)),
     .fields = "DATE_PLACED|DATE_PLACED_CEASED|REASON_PLACED_CEASED",
     .message = "A decision is reversed that has no date.",
     .source = "Department's message for 563; both items of the reversal are given"},
    {.code = "579",
     .years = YEARS_ALL,
     .tables = BIT(T9_PLACED_ADOPTION),
     .run = decided_too_soon,
     .dates = decisions,
     .fields = "DATE_PLACED|DATE_PLACED_CEASED",
     .message = "A decision that the child should be placed for adoption is made before "
                "the one before it was reversed.",
     .source = "Department's message for 579; an unknown day of reversal is none"},
    {.code = "583",
     .years = YEARS_ALL,
     ON(T9_PLACED_ADOPTION),
     WHERE(HAS_DATE(PLACED_DATE_PLACED), BLANK(PLACED_DATE_PLACED_CEASED),
           OF_ROW(is_superseded)),
     .dates = decisions,
     .fields = "DATE_PLACED|DATE_PLACED_CEASED",
     .message = "There is a later decision, and this one was not reversed.",
     .source = "Department's message for 583; decisions without a date are left out"},
    {.code = "584",
     .years = YEARS_ALL,
     AGAINST_LAST,
     .entry = is_not_after_reversed,
     .dates = both_years,
     .fields = "DATE_PLACED",
     .message = "Last year's decision was reversed, and this year's has no date or none "
                "that is later.",
     .source = "Department's message for 584"},
};
const struct check_list checks_903_placing = CHECK_LIST(checks);
