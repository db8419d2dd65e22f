/* Checks on episodes one after the other: whether what one ends with agrees with what the
 * next begins with.  The order is that of their first days ([ORDER]). */
#include "records/looked_after.h"
#include "records/terms.h"

static bool is_filled(const struct entry *entry, unsigned column)
{
    return !cell_is_blank(entry_cell(entry, column));
}

static bool is_same(const struct entry *a, const struct entry *b, unsigned column)
{
    return cells_equal(entry_cell(a, column), entry_cell(b, column));
}

static bool is_temporary(const struct entry *episode)
{
    return cell_is_any(entry_cell(episode, EPISODES_PLACE), TEMPORARY);
}

/* ---- Two episodes that follow each other */

typedef bool pair_fails(const struct entry *before, const struct entry *now);
struct pair_rule {
    const struct term *before, *now; /* of which pairs */
    pair_fails *fails;
    enum { FLAG_NOW, FLAG_BEFORE } flagged;
};

static void each_pair(const struct checking *c)
{
    const struct pair_rule *rule = c->check->with;
    const struct looked_after *s = c->shared;
    for (size_t i = 1; i < s->order_count; i++) {
        const struct entry *before = s->order[i - 1], *now = s->order[i];
        if (terms_hold(c, now, rule->now) && terms_hold(c, before, rule->before) &&
            rule->fails(before, now))
            flag(c, T9_EPISODES, rule->flagged == FLAG_NOW ? now : before);
    }
}

static bool has_first(const struct checking *c)
{
    return c->shared->first != NULL;
}

static bool always(const struct entry *before, const struct entry *now)
{
    (void)before;
    (void)now;
    return true;
}

static bool begins_before_end(const struct entry *before, const struct entry *now)
{
    return is_on_or_before(entry_date(now, EPISODES_DECOM),
                           entry_date(before, EPISODES_DEC));
}

static bool begins_inside(const struct entry *before, const struct entry *now)
{
    return is_before(entry_date(now, EPISODES_DECOM), entry_date(before, EPISODES_DEC));
}

static bool same_status(const struct entry *before, const struct entry *now)
{
    return is_same(before, now, EPISODES_LS);
}

static bool same_place(const struct entry *before, const struct entry *now)
{
    return is_same(before, now, EPISODES_PLACE) &&
           is_same(before, now, EPISODES_PL_POST) && is_same(before, now, EPISODES_URN) &&
           is_same(before, now, EPISODES_PLACE_PROVIDER);
}

static bool not_status_alone(const struct entry *before, const struct entry *now)
{
    bool status = is_filled(now, EPISODES_LS) && same_status(before, now);
    return status || !same_place(before, now);
}

static bool not_place_alone(const struct entry *before, const struct entry *now)
{
    return !same_status(before, now) || same_place(before, now);
}

static bool not_both(const struct entry *before, const struct entry *now)
{
    return same_status(before, now) || same_place(before, now);
}

/* ---- Open before the next, ended with nothing after it */

/* Episodes of the order that have a first day. */
static size_t dated_count(const struct looked_after *s)
{
    size_t n = s->order_count;
    while (n > 0 && date_is_none(entry_date(s->order[n - 1], EPISODES_DECOM)))
        n--;
    return n;
}

static bool is_not_ended(const struct entry *episode)
{
    return date_is_none(entry_date(episode, EPISODES_DEC)) ||
           !is_filled(episode, EPISODES_REC);
}

static void not_ended_before_next(const struct checking *c)
{
    size_t n = dated_count(c->shared);
    for (size_t i = 0; i + 1 < n; i++)
        if (is_not_ended(c->shared->order[i]))
            flag(c, T9_EPISODES, c->shared->order[i]);
}

static bool goes_on_wrongly(const struct entry *episode, const struct entry *next)
{
    date end = entry_date(episode, EPISODES_DEC);
    bool new_begins = cell_is(entry_cell(episode, EPISODES_REC), CODE("X1"));
    if (date_is_none(end) || !is_filled(episode, EPISODES_REC))
        return false;
    if (!next)
        return new_begins;
    return (date_compare(end, entry_date(next, EPISODES_DECOM)) == 0) != new_begins;
}

/* Here those without a first day stand before the others. */
static void no_continuation(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    size_t n = s->order_count, dated = dated_count(s);
    for (size_t i = 0; i < n; i++) {
        const struct entry *next = i + 1 == n ? NULL : s->order[(dated + i + 1) % n];
        const struct entry *episode = s->order[(dated + i) % n];
        if (goes_on_wrongly(episode, next))
            flag(c, T9_EPISODES, episode);
    }
}

static void goes_on_after_end(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    size_t dated = dated_count(s);
    for (size_t i = 0; i < dated && i + 1 < s->order_count; i++)
        if (cell_is_any(entry_cell(s->order[i], EPISODES_REC), "E2", "E15"))
            flag(c, T9_EPISODES, s->order[i]);
}

/* ---- A continuation that does not begin where the last ended */

/* Of episodes with one first day those without a last day stand last. */
static bool ends_before(const struct entry *a, const struct entry *b)
{
    date end_a = entry_date(a, EPISODES_DEC), end_b = entry_date(b, EPISODES_DEC);
    if (date_is_none(end_a))
        return false;
    return date_is_none(end_b) || end_a.days < end_b.days;
}

static bool same_start(const struct entry *a, const struct entry *b)
{
    return date_compare(entry_date(a, EPISODES_DECOM), entry_date(b, EPISODES_DECOM)) ==
           0;
}

/* By first days, then last days, then the file. */
static bool stands_before(const struct looked_after *s, size_t a, size_t b)
{
    if (!same_start(s->order[a], s->order[b]))
        return a < b;
    if (ends_before(s->order[a], s->order[b]))
        return true;
    return !ends_before(s->order[b], s->order[a]) && a < b;
}

/* NULL where none stands before. */
static const struct entry *preceding(const struct looked_after *s, size_t at)
{
    size_t best = at;
    for (size_t i = 0; i < s->order_count; i++)
        if (stands_before(s, i, at) && (best == at || stands_before(s, best, i)))
            best = i;
    return best == at ? NULL : s->order[best];
}

static bool is_apart(const struct entry *before, const struct entry *now)
{
    const struct cell *end = entry_cell(before, EPISODES_DEC);
    const struct cell *start = entry_cell(now, EPISODES_DECOM);
    return cell_is_blank(end) || !cells_equal(end, start);
}

static void continues_apart(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    for (size_t i = 0; i < s->order_count; i++) {
        const struct entry *now = s->order[i];
        if (!cell_is_any(entry_cell(now, EPISODES_RNE), "P", "L", "T", "U", "B"))
            continue;
        const struct entry *before = preceding(s, i);
        if (before && is_apart(before, now))
            flag(c, T9_EPISODES, now);
    }
}

/* ---- Temporary placements */

/* The reason for leaving a temporary placement, or for coming into it. */
static void temporary_has_reason(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    for (size_t i = 0; i < s->order_count; i++) {
        const struct entry *before = s->order[i ? i - 1 : 0];
        if (is_temporary(s->order[i]) &&
            (is_filled(s->order[i], EPISODES_REASON_PLACE_CHANGE) ||
             is_filled(before, EPISODES_REASON_PLACE_CHANGE)))
            flag(c, T9_EPISODES, s->order[i]);
    }
}

/* After a temporary placement the child is where it was before, by these columns. */
struct return_rule {
    unsigned columns[2];
    size_t count;
};

static bool is_elsewhere(const struct return_rule *rule, const struct entry *normal,
                         const struct entry *now)
{
    for (size_t i = 0; i < rule->count; i++)
        if (!is_same(normal, now, rule->columns[i]))
            return true;
    return !cell_is(entry_cell(now, EPISODES_RNE), CODE("P"));
}

static void returns_elsewhere(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    for (size_t i = 2; i < s->order_count; i++)
        if (is_temporary(s->order[i - 1]) &&
            is_elsewhere(c->check->with, s->order[i - 2], s->order[i]))
            flag(c, T9_EPISODES, s->order[i]);
}

/* ---- The category of need through one time in care */

static bool goes_on(const struct entry *before, const struct entry *now)
{
    date end = entry_date(before, EPISODES_DEC);
    return cell_is(entry_cell(before, EPISODES_REC), CODE("X1")) && !date_is_none(end) &&
           date_compare(end, entry_date(now, EPISODES_DECOM)) == 0;
}

static void need_differs(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    for (size_t start = 0, i = 1; i < s->order_count; i++) {
        if (!goes_on(s->order[i - 1], s->order[i]))
            start = i;
        else if (!is_same(s->order[start], s->order[i], EPISODES_CIN))
            flag(c, T9_EPISODES, s->order[i]);
    }
}

/* ---- With last year's episodes */

static bool is_adopted(const struct entry *episode)
{
    return cell_is_any(entry_cell(episode, EPISODES_REC), ADOPTED);
}

/* Adoptions among last year's episodes that began before a day. */
static size_t adoptions_before(const struct looked_after *s, date day)
{
    size_t count = 0;
    for (size_t i = 0; i < s->order_last_count; i++)
        if (is_before(entry_date(s->order_last[i], EPISODES_DECOM), day))
            count += is_adopted(s->order_last[i]);
    return count;
}

static void adopted_before(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    size_t adoptions = 0, dated = dated_count(s);
    for (size_t i = 0; i < dated; i++) {
        size_t last = adoptions_before(s, entry_date(s->order[i], EPISODES_DECOM));
        if (last + adoptions > 0)
            flag(c, T9_EPISODES, s->order[i]);
        adoptions += is_adopted(s->order[i]);
    }
}

/* The first episode of all that are known of the child. */
static void first_is_no_start(const struct checking *c)
{
    const struct looked_after *s = c->shared;
    if (!s->first || s->order_last_count > 0 ||
        cell_is(entry_cell(s->first, EPISODES_RNE), CODE("S")))
        return;
    if (c->about->has_last[T9_EPISODES] ||
        is_on_or_before(c->about->start, entry_date(s->first, EPISODES_DECOM)))
        flag(c, T9_EPISODES, s->first);
}

/* ---- The checks */

#define EACH_PAIR(...)                                                                   \
    .tables = BIT(T9_EPISODES), .run = each_pair, .with = &(const struct pair_rule)      \
    {                                                                                    \
        __VA_ARGS__                                                                      \
    }
#define ANY_EPISODE ((const struct term[]){{.kind = TERM_END}})

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column starts_both[] = {
    DATE_OF(T9_EPISODES, EPISODES_DECOM), DATE_OF_LAST(T9_EPISODES, EPISODES_DECOM),
    DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};

static const struct check checks[] = {
    {.code = "142",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = not_ended_before_next,
     .without = starts,
     .fields = "DEC|REC",
     .message = "The next episode has begun, but this one has no end.",
     .source = "Department's message for 142; the last is the last that has a first day"},
    {.code = "199",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = adopted_before,
     .without = starts_both,
     .fields = "CHILD",
     .message = "The child had been adopted from care before this episode.",
     .source = "Department's message for 199, by the returns of this year and the last"},
    {.code = "225",
     .years = YEARS_ALL,
     EACH_PAIR(
         TERMS(IS(EPISODES_REC, "X1"), BLANK(EPISODES_REASON_PLACE_CHANGE),
               IS_NOT(EPISODES_PLACE, TEMPORARY)),
         TERMS(IS(EPISODES_RNE, "P", "B", "T", "U"), IS_NOT(EPISODES_PLACE, TEMPORARY)),
         always, FLAG_BEFORE),
     .without = starts,
     .fields = "REASON_PLACE_CHANGE",
     .message = "The placement changed, and the reason for it is blank.",
     .source = "Department's message for 225"},
    {.code = "226",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = temporary_has_reason,
     .without = starts,
     .fields = "PLACE|REASON_PLACE_CHANGE",
     .message = "A reason for a change of placement is given for a temporary placement, "
                "or for going into it.",
     .source = "Department's message for 226; the temporary episode is flagged"},
    {.code = "336",
     .years = YEARS_ALL,
     EACH_PAIR(TERMS(OF_CHILD(has_first), IS_NOT(EPISODES_PLACE, FOR_ADOPTION, FOSTERED)),
               TERMS(IS(EPISODES_PLACE, "A3", "A5")), always, FLAG_NOW),
     .without = starts,
     .fields = "PLACE",
     .message = "The child is placed for adoption with its foster carers, but was in no "
                "foster placement before.",
     .source = "Department's message for 336: A3 and A5 are with the foster carers"},
    {.code = "357",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = first_is_no_start,
     .without = starts,
     .fields = "RNE",
     .message = "The child's first episode ever does not begin with S.",
     .source = "Department's message for 357; a child of last year's return has begun"},
    {.code = "383",
     .years = YEARS_UNTIL(2025),
     .tables = BIT(T9_EPISODES),
     .run = returns_elsewhere,
     .with = &(const struct return_rule){{EPISODES_PLACE}, 1},
     .without = starts,
     .fields = "PLACE|PL_POST|RNE",
     .message = "After a temporary placement the child does not come back to the type "
                "of placement it had before.",
     .source = "Department's message for 383"},
    {.code = "383",
     .years = YEARS_FROM(2026),
     .tables = BIT(T9_EPISODES),
     .run = returns_elsewhere,
     .with = &(const struct return_rule){{EPISODES_PLACE, EPISODES_PL_POST}, 2},
     .without = starts,
     .fields = "PLACE|PL_POST|RNE",
     .message = "After a temporary placement the child does not come back to the "
                "placement it had before.",
     .source = "Department's message for 383; from 2025/26 by the postcode too"},
    {.code = "388",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = no_continuation,
     .dates = ends,
     .without = starts,
     .fields = "REC",
     .message = "The episode is said to go on in another (X1) and none follows that day, "
                "or care ended and an episode follows that day.",
     .source = "Department's message for 388, and its reverse"},
    {.code = "431",
     .years = YEARS_ALL,
     EACH_PAIR(ANY_EPISODE, TERMS(IS(EPISODES_RNE, "S")), begins_before_end, FLAG_NOW),
     .dates = ends,
     .without = starts,
     .fields = "DECOM|RNE",
     .message =
         "The child starts to be looked after on a day on which the episode before "
         "had not ended, or just did.",
     .source = "Department's message for 431; an overlap is flagged too"},
    {.code = "432",
     .years = YEARS_ALL,
     EACH_PAIR(TERMS(IS(EPISODES_REC, CEASED)), TERMS(IS_NOT(EPISODES_RNE, "S")), always,
               FLAG_NOW),
     .without = starts,
     .fields = "RNE",
     .message = "Care ended with the episode before, but this one does not begin it anew "
                "(S).",
     .source = "Department's message for 432"},
    {.code = "433",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = continues_apart,
     .without = starts,
     .fields = "DECOM|RNE",
     .message = "The episode is said to continue the one before, but does not begin on "
                "the day that one ended.",
     .source = "Department's message for 433, on the dates as they are written"},
    {.code = "434",
     .years = YEARS_ALL,
     EACH_PAIR(ANY_EPISODE, TERMS(IS(EPISODES_RNE, "L")), not_status_alone, FLAG_NOW),
     .without = starts,
     .fields = "LS|PLACE|PLACE_PROVIDER|PL_POST|RNE|URN",
     .message = "The reason for the episode is a new legal status in the same placement, "
                "but the status is the same or the placement is another.",
     .source = "Department's message for 434"},
    {.code = "435",
     .years = YEARS_ALL,
     EACH_PAIR(ANY_EPISODE, TERMS(IS(EPISODES_RNE, "P", "T")), not_place_alone, FLAG_NOW),
     .without = starts,
     .fields = "LS|PLACE|PLACE_PROVIDER|PL_POST|URN",
     .message = "The reason for the episode is a new placement under the same legal "
                "status, but the placement is the same or the status another.",
     .source = "Department's message for 435; two blanks are the same"},
    {.code = "436",
     .years = YEARS_ALL,
     EACH_PAIR(ANY_EPISODE, TERMS(IS(EPISODES_RNE, "U", "B")), not_both, FLAG_NOW),
     .without = starts,
     .fields = "LS|PLACE|PLACE_PROVIDER|PL_POST|RNE|URN",
     .message = "The reason for the episode is a new placement and a new legal status, "
                "but one of them is the same.",
     .source = "Department's message for 436"},
    {.code = "437",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = goes_on_after_end,
     .without = starts,
     .fields = "REC",
     .message = "The child died or was 18 at the end of the episode, and more follow.",
     .source = "Department's message for 437"},
    {.code = "501",
     .years = YEARS_ALL,
     EACH_PAIR(ANY_EPISODE, ANY_EPISODE, begins_inside, FLAG_NOW),
     .dates = ends,
     .without = starts,
     .fields = "DEC|DECOM",
     .message = "The episode begins before the one before it has ended.",
     .source = "Department's message for 501, of two that follow each other"},
    {.code = "504",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .run = need_differs,
     .dates = ends,
     .without = starts,
     .fields = "CIN",
     .message = "The category of need is not the one with which this time in care began.",
     .source = "Department's message for 504; care goes on where an episode ends with X1 "
               "and the next begins that day"},
};
const struct check_list checks_903_order = CHECK_LIST(checks);
