/* How often children looked after move, and how often their social worker changes. */
#include "records/cared_for.h"
#include "records/terms.h"

enum { MANY = 3 };

/* ---- Number of placements */

static void say_moves(const struct measuring *m, date from)
{
    if (placements_between(m->history, m->conventions, from, m->about->end) >= MANY)
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "fewer than three placements");
}

static void count_moves(const struct measuring *m)
{
    if (cared_at_end(m))
        say_moves(m, m->about->start);
}

static void count_moves_2_years(const struct measuring *m)
{
    date since = date_add_months(m->about->end, -24);
    if (cared_at_end(m) && episodes_clear_both(m) &&
        cared_since(m, since, "not looked after for two years without a break"))
        say_moves(m, m->about->last_start);
}

/* ---- Length of the placement */

/* When the placement that a child is in began: with the one before it where the child is
 * placed for adoption by others than those who cared for it. */
static const struct care_spell *placement_since(const struct care_history *h)
{
    const struct care_spell *spell = h->spell_at_end;
    const struct entry *first = h->stays[spell->from].entry; /* A5 after U4: one spell */
    bool adoptive = cell_is_any(entry_cell(first, EPISODES_PLACE), FOR_ADOPTION);
    bool has_before = spell > h->spells && spell[-1].period == spell->period;
    return adoptive && has_before ? spell - 1 : spell;
}

static void say_length(const struct measuring *m)
{
    date since = date_add_months(m->about->end, -24);
    if (!m->history->spell_at_end) {
        say_missing(m, EVERY_FIGURE,
                    "away for a while from a placement that the returns do not name");
        return;
    }
    const struct care_spell *spell = placement_since(m->history);
    if (is_on_or_before(spell->start, since))
        say_in(m, EVERY_FIGURE);
    else if (spell->start_known)
        say_of(m, EVERY_FIGURE, "in the placement for less than two years");
    else
        say_missing(m, EVERY_FIGURE, "the returns do not say when the placement began");
}

/* Who is known to be outside for one reason is, whatever is not known of the other. */
static bool is_young_and_long_in_care(const struct measuring *m)
{
    static const char too_old[] = "16 or older on the last day of the year",
                      too_short[] = "not looked after for two and a half years";
    date since = date_add_months(m->about->end, -30);
    if (date_is_none(m->history->born))
        return cared_since(m, since, too_short) && aged_at_end(m, 0, 15, too_old);
    return aged_at_end(m, 0, 15, too_old) && cared_since(m, since, too_short);
}

static void count_length(const struct measuring *m)
{
    if (cared_at_end(m) && episodes_clear_both(m) && is_young_and_long_in_care(m))
        say_length(m);
}

/* ---- Social workers */

struct workers {
    const struct cell *at[MANY];
    size_t count;
    bool unclear;
};

static void add_worker(struct workers *w, const struct cell *id)
{
    for (size_t i = 0; i < w->count; i++)
        if (cells_equal(w->at[i], id))
            return;
    if (w->count < MANY)
        w->at[w->count++] = id;
}

static void meet_worker(const struct measuring *m, struct workers *w,
                        const struct entry *e)
{
    const struct cell *until = entry_cell(e, SW_SW_DEC), *id = entry_cell(e, SW_SW_ID);
    date from = entry_date(e, SW_SW_DECOM);
    bool unclear = date_is_none(from) || cell_is_unreadable(until) || cell_is_blank(id);
    bool meets = is_on_or_before(from, m->about->end) &&
                 (cell_is_blank(until) || is_on_or_before(m->about->start, until->on));
    if (unclear)
        w->unclear = true;
    else if (meets)
        add_worker(w, id);
}

static void count_workers(const struct measuring *m)
{
    const struct rows *rows = &m->child->now[T9_SW_EPISODES];
    struct workers w = {.count = 0};
    if (!cared_at_end(m))
        return;
    for (size_t i = 0; i < rows->count; i++)
        meet_worker(m, &w, &rows->at[i]);
    if (w.count == MANY)
        say_in(m, EVERY_FIGURE);
    else if (w.unclear)
        say_missing(m, EVERY_FIGURE, "who was the social worker when cannot be read");
    else if (w.count == 0)
        say_missing(m, EVERY_FIGURE, "no social worker is told for the year");
    else
        say_of(m, EVERY_FIGURE, "fewer than three social workers");
}

#define THREE_IN_YEAR                                                                    \
    .years = YEARS_ALL, .tables = BIT(T9_EPISODES), .count = count_moves,                \
    .polarity = POLARITY_LOW,                                                            \
    .numerator = "of the denominator: three or more placements of a day or more in the " \
                 "year, those open on 1 April and 31 March included",                    \
    .denominator = "children looked after on 31 March",                                  \
    .exclusions = "short breaks (V3, V4); temporary placements (T0 to T4); a placement " \
                  "for adoption with the child's own carers is no move",                 \
    .source = "SI 2000/896 Schedule 5 item 1 (RNE S, P and B); LAIT 372; published "     \
              "figures"
#define TWO_YEARS                                                                        \
    .years = YEARS_ALL, .tables = BIT(T9_EPISODES), .count = count_length,               \
    .polarity = POLARITY_HIGH,                                                           \
    .numerator =                                                                         \
        "of the denominator: in one placement for two years or more, or placed "         \
        "for adoption and for two years or more with the placement before it",           \
    .denominator =                                                                       \
        "children looked after on 31 March, under 16, looked after without a "           \
        "break for two and a half years",                                                \
    .exclusions = "short breaks (V3, V4)",                                               \
    .source = "the definition of NI 63; LAIT 393; published figures"

static const struct indicator indicators[] = {
    {.id = "NI62",
     .name = "Stability of placements: three or more in the year (NI 62, PAF A1)",
     THREE_IN_YEAR,
     ONE_FIGURE(AS_PERCENT, 0, NULL)},
    {.id = "STAB_3",
     .name = "Three or more placements in the year",
     THREE_IN_YEAR,
     ONE_FIGURE(AS_PERCENT, 0, "LACStable_2016on")},
    {.id = "NI63",
     .name = "Stability of placements: two years or more (NI 63, PAF D35)",
     TWO_YEARS,
     ONE_FIGURE(AS_PERCENT, 0, NULL)},
    {.id = "STAB_2Y",
     .name = "Living with the same carer for at least two years",
     TWO_YEARS,
     ONE_FIGURE(AS_PERCENT, 0, "LAC_LongStable%")},
    {.id = "STAB_3_2Y",
     .name = "Three or more placements in two years",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .last = BIT(T9_EPISODES),
     .count = count_moves_2_years,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: three or more placements of a day or more in this "
                  "year and the last",
     .denominator = "children looked after on 31 March, for two years without a break",
     .exclusions = "as NI62",
     .source = "the label of the published table on stability"},
    {.id = "SW_3",
     .name = "Three or more social workers in the year",
     .years = YEARS_FROM(2024),
     .tables = BIT(T9_EPISODES) | BIT(T9_SW_EPISODES),
     .count = count_workers,
     ONE_FIGURE(AS_PERCENT, 0, "Stability_SocialWorker"),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: three or more different SW_ID in the year, times "
                  "when the child was not looked after included",
     .denominator = "children looked after on 31 March",
     .exclusions = "short breaks (V3, V4)",
     .source = "LAIT, whose text counts a worker who returns once"}};

const struct indicator_list indicators_903_stability = INDICATOR_LIST(indicators);
