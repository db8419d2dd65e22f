/* How long adoption takes: from care to the family, from the order to the match. */
#include "records/cared_for.h"
#include "records/terms.h"

enum { IN_TIME_MONTHS = 12, WAIT_MONTHS = 14 };

/* ---- A child who was adopted */

struct adopted {
    const struct stay *last; /* ended by adoption */
    const struct care_period *period;
    const struct care_spell *spell; /* the placement it ended */
    const struct stay
        *placed;       /* with which that placement became one for adoption; NULL */
    bool placed_known; /* its first day is that of the placement */
    const struct entry *facts; /* AD1; NULL */
};

static bool is_adoptive(const struct stay *s)
{
    return cell_is_any(entry_cell(s->entry, EPISODES_PLACE), FOR_ADOPTION);
}

static void find_placed(const struct care_history *h, struct adopted *a)
{
    for (size_t i = a->spell->from; i < a->spell->from + a->spell->count; i++) {
        if (!is_adoptive(&h->stays[i]))
            continue;
        a->placed = &h->stays[i];
        /* What is before it in the placement was another status; of the first that the
         * returns hold RNE says whether it is the first. */
        a->placed_known =
            i > a->spell->from || cell_is_any(entry_cell(a->placed->entry, EPISODES_RNE),
                                              "S", "P", "B", "T", "U");
        return;
    }
}

/* The last episode of the years from `since` on that ended by adoption; NULL. */
static const struct stay *last_adopted(const struct measuring *m, date since)
{
    const struct stay *last = NULL;
    for (size_t i = 0; i < m->history->stay_count; i++) {
        const struct stay *s = &m->history->stays[i];
        if (cell_is_any(entry_cell(s->entry, EPISODES_REC), ADOPTED) &&
            is_on_or_before(since, s->end) && is_on_or_before(s->end, m->about->end))
            last = s;
    }
    return last;
}

static bool find_adopted(const struct measuring *m, date since, struct adopted *a)
{
    *a = (struct adopted){.last = last_adopted(m, since)};
    if (!a->last)
        return false;
    a->period = care_period_of(m->history, a->last);
    a->spell = care_spell_of(m->history, a->last);
    if (a->spell)
        find_placed(m->history, a);
    const struct rows *facts =
        &(a->last->of_last ? m->child->last : m->child->now)[T9_AD1];
    a->facts = facts->count ? &facts->at[0] : NULL;
    return true;
}

/* Adopted in the years that the returns hold; and placed, on a day that they tell. */
static bool adopted_since(const struct measuring *m, date since, struct adopted *a)
{
    if (!episodes_clear_both(m))
        return false;
    if (!find_adopted(m, since, a)) {
        say_excluded(m, EVERY_FIGURE, "not adopted in the years of the returns");
        return false;
    }
    if (!a->placed)
        say_missing(m, EVERY_FIGURE, "no placement for adoption (A3 to A6) is told");
    else if (!a->placed_known)
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the placement for adoption began");
    return a->placed && a->placed_known;
}

/* ---- NI 61: within a year of the decision */

/* Placed for adoption elsewhere before. */
static bool is_disrupted(const struct care_history *h, const struct adopted *a)
{
    for (size_t i = a->period->from; i < a->spell->from; i++)
        if (is_adoptive(&h->stays[i]))
            return true;
    return false;
}

static void count_in_time(const struct measuring *m)
{
    struct adopted a;
    if (!adopted_since(m, m->about->start, &a))
        return;
    date decided = a.facts ? entry_date(a.facts, AD1_DATE_INT) : DATE_NONE;
    if (is_disrupted(m->history, &a))
        say_excluded(m, EVERY_FIGURE, "placed for adoption elsewhere before");
    else if (date_is_none(decided))
        say_missing(m, EVERY_FIGURE, "DATE_INT of AD1 is blank or cannot be read");
    else if (is_on_or_before(a.placed->start, date_add_months(decided, IN_TIME_MONTHS)))
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "placed more than twelve months after the decision");
}

/* ---- A1 and A10: from entering care to moving in */

static bool entry_told(const struct measuring *m, const struct adopted *a)
{
    if (!a->period->start_known)
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the period of care began");
    return a->period->start_known;
}

static void count_wait(const struct measuring *m)
{
    struct adopted a;
    if (adopted_since(m, m->about->last_start, &a) && entry_told(m, &a))
        say_amount(m, EVERY_FIGURE, a.placed->start.days - a.period->start.days);
}

/* With the child's foster carers the wait is over when they came to foster it. */
static void count_wait_adjusted(const struct measuring *m)
{
    struct adopted a;
    if (!adopted_since(m, m->about->last_start, &a) || !entry_told(m, &a))
        return;
    const struct cell *carers = a.facts ? entry_cell(a.facts, AD1_FOSTER_CARE) : NULL;
    bool fostered = carers && cell_is(carers, CODE("1"));
    if (!fostered && !(carers && cell_is(carers, CODE("0"))))
        say_missing(m, EVERY_FIGURE, "FOSTER_CARE of AD1 is neither 0 nor 1");
    else if (fostered && !a.spell->start_known)
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the fostering placement began");
    else
        say_amount(m, EVERY_FIGURE,
                   (fostered ? a.spell->start : a.placed->start).days -
                       a.period->start.days);
}

/* ---- A2: from the placement order to the match */

/* The first episode under a placement (or freeing) order; *known: it began with it. */
static const struct stay *order_of(const struct care_history *h, const struct adopted *a,
                                   bool *known)
{
    for (size_t i = a->period->from; i < a->period->from + a->period->count; i++) {
        const struct entry *e = h->stays[i].entry;
        if (!cell_is_any(entry_cell(e, EPISODES_LS), "E1", "D1"))
            continue;
        *known = i > a->period->from || a->period->start_known ||
                 cell_is_any(entry_cell(e, EPISODES_RNE), "S", "L", "U", "B");
        return &h->stays[i];
    }
    return NULL;
}

static void count_match(const struct measuring *m)
{
    struct adopted a;
    bool known = false;
    if (!adopted_since(m, m->about->last_start, &a))
        return;
    const struct stay *order = order_of(m->history, &a, &known);
    date match = a.facts ? entry_date(a.facts, AD1_DATE_MATCH) : DATE_NONE;
    if (!order)
        say_excluded(m, EVERY_FIGURE, "no placement order");
    else if (is_before(a.placed->start, order->start))
        say_excluded(m, EVERY_FIGURE, "placed for adoption before the order");
    else if (!known)
        say_missing(m, EVERY_FIGURE, "the returns do not say when the order was made");
    else if (date_is_none(match))
        say_missing(m, EVERY_FIGURE, "DATE_MATCH of AD1 is blank or cannot be read");
    else
        say_amount(m, EVERY_FIGURE,
                   is_before(match, order->start) ? 0 : match.days - order->start.days);
}

/* ---- A3: less than fourteen months */

static void say_wait(const struct measuring *m, const struct care_period *period,
                     date until)
{
    /* Where care began before what is told the wait was longer still. */
    if (is_on_or_before(date_add_months(period->start, WAIT_MONTHS), until))
        say_of(m, EVERY_FIGURE, "fourteen months or more");
    else if (period->start_known)
        say_in(m, EVERY_FIGURE);
    else
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the period of care began");
}

static void count_wait_short(const struct measuring *m)
{
    struct adopted a;
    const struct stay *at_end = m->history->at_end;
    if (episodes_clear_both(m) && find_adopted(m, m->about->last_start, &a)) {
        if (adopted_since(m, m->about->last_start, &a))
            say_wait(m, a.period, a.placed->start);
        return;
    }
    if (m->history->unclear_last)
        return;
    bool waits =
        at_end && cell_is_any(entry_cell(at_end->entry, EPISODES_LS), "E1", "D1");
    const struct care_spell *spell = m->history->spell_at_end;
    bool placed = waits && spell &&
                  cell_is_any(entry_cell(spell->place, EPISODES_PLACE), FOR_ADOPTION);
    if (!waits || placed)
        say_excluded(m, EVERY_FIGURE,
                     placed ? "placed for adoption, not adopted yet"
                            : "neither adopted nor waiting");
    else
        say_wait(m, m->history->period_at_end, m->about->end);
}

#define OF_ADOPTED .years = YEARS_ALL, .tables = BIT(T9_EPISODES) | BIT(T9_AD1)
#define TWO_OF_THREE                                                                     \
    "  The published figure is of three years; two returns hold two of them"

static const struct indicator indicators[] = {
    {.id = "NI61",
     .name = "Placed for adoption within twelve months of the decision (NI 61)",
     OF_ADOPTED,
     .count = count_in_time,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator =
         "of the denominator: placed (A3 to A6) within twelve months of DATE_INT",
     .denominator = "children adopted (REC E11, E12) in the year",
     .exclusions = "placed for adoption before in another placement",
     .source = "the definition of NI 61 for what is left out; the rest is common "
               "knowledge"},
    {.id = "A1",
     .name = "Days from entering care to moving in with the adoptive family",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_wait,
     ONE_FIGURE(AS_MEAN, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "days from the start of the period of care to the placement (A3 to A6)",
     .denominator = "children adopted in this year and the last",
     .exclusions = "short breaks (V3, V4)",
     .source = "adoption scorecards." TWO_OF_THREE},
    {.id = "A10",
     .name = "Days from entering care to moving in, foster carers' adoptions adjusted",
     OF_ADOPTED,
     .count = count_wait_adjusted,
     ONE_FIGURE(AS_MEAN, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "as A1; of those with FOSTER_CARE 1 to the start of the fostering "
                  "placement",
     .denominator = "children adopted in this year and the last",
     .exclusions = "short breaks (V3, V4)",
     .source = "adoption scorecards from 2021/22." TWO_OF_THREE},
    {.id = "A2",
     .name = "Days from the placement order to the match",
     OF_ADOPTED,
     .count = count_match,
     ONE_FIGURE(AS_MEAN, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator =
         "days from the first episode with LS E1 (D1) to DATE_MATCH; 0 where the "
         "match came first",
     .denominator = "children adopted in this year and the last",
     .exclusions = "no order; placed before the order",
     .source = "adoption scorecards; LG Inform 912." TWO_OF_THREE},
    {.id = "A3",
     .name = "Less than fourteen months from entering care to moving in",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_wait_short,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator =
         "of the denominator: fewer than fourteen months, to the placement or, of "
         "those waiting, to 31 March",
     .denominator = "children adopted in this year and the last, or waiting on 31 March "
                    "(LS E1 or D1, not placed for adoption)",
     .exclusions = "short breaks (V3, V4)",
     .source = "adoption scorecards of 2013 to 2016." TWO_OF_THREE}};

const struct indicator_list indicators_903_adoption = INDICATOR_LIST(indicators);
