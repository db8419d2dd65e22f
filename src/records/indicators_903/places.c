/* Where children looked after on 31 March are placed, and how far from home. */
#include "records/cared_for.h"
#include "records/terms.h"

/* ---- What kind of placement */

struct places {
    const code_text *codes;
    size_t count;
};
#define PLACES(...)                                                                      \
    .with = &(const struct places)                                                       \
    {                                                                                    \
        (const code_text[]){__VA_ARGS__},                                                \
            sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text)                 \
    }

/* The placement on the last day; of a child who is away for a while the one that goes on
 * meanwhile.  NULL where none is told. */
static const struct cell *place_at_end(const struct measuring *m)
{
    const struct care_spell *spell = m->history->spell_at_end;
    const struct cell *place = spell ? entry_cell(spell->place, EPISODES_PLACE) : NULL;
    return place && !cell_is_blank(place) ? place : NULL;
}

static void count_places(const struct measuring *m)
{
    const struct places *places = m->indicator->with;
    if (!cared_at_end(m))
        return;
    const struct cell *place = place_at_end(m);
    if (!place)
        say_missing(m, EVERY_FIGURE,
                    m->history->at_end->temporary
                        ? "away for a while from a placement that the returns do not name"
                        : "PLACE is blank");
    else if (cell_is_of(place, places->codes, places->count))
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "in another placement");
}

/* ---- How far */

#define FAR_MILES 20.0

static bool stands_in(const struct rows *rows, const struct entry *e)
{
    for (size_t i = 0; i < rows->count; i++)
        if (e == &rows->at[i])
            return true;
    return false;
}

/* What the postcodes say of the placement on the last day, which last year's return may
 * tell alone; nothing where no return tells it. */
static struct placement placed_at_end(const struct measuring *m)
{
    const struct looked_after *shared = m->history->shared;
    const struct care_spell *spell = m->history->spell_at_end;
    if (!spell)
        return (struct placement){.known = false};
    if (stands_in(&m->child->now[T9_EPISODES], spell->place))
        return *placement_of(shared, spell->place);
    return shared->places_last[spell->place - m->child->last[T9_EPISODES].at];
}

static void count_outside(const struct measuring *m)
{
    if (!cared_at_end(m))
        return;
    struct placement placed = placed_at_end(m);
    if (!placed.inside_known)
        say_missing(m, EVERY_FIGURE,
                    "the postcode of the placement is not told or not in the list");
    else if (placed.inside)
        say_of(m, EVERY_FIGURE, "placed in the authority's own area");
    else
        say_in(m, EVERY_FIGURE);
}

/* A distance that is not known stays in the denominator, as published: the shares of near
 * and far do not add to 100. */
static bool is_far(const struct measuring *m, const struct placement *placed)
{
    bool known = placed->known && placed->home_known;
    if (!known)
        say_of(m, EVERY_FIGURE, "the distance is not known");
    else if (!(placed->miles > FAR_MILES))
        say_of(m, EVERY_FIGURE, "placed within 20 miles of home");
    return known && placed->miles > FAR_MILES;
}

static void count_far(const struct measuring *m)
{
    if (!cared_at_end(m))
        return;
    struct placement placed = placed_at_end(m);
    if (!is_far(m, &placed))
        return;
    if (placed.inside)
        say_of(m, EVERY_FIGURE, "placed in the authority's own area");
    else
        say_in(m, EVERY_FIGURE);
}

static void count_far_new(const struct measuring *m)
{
    if (!cared_at_end(m))
        return;
    const struct care_period *period = m->history->period_at_end;
    struct placement placed = placed_at_end(m);
    bool in_year = is_on_or_before(m->about->start, period->start);
    if (!in_year)
        say_excluded(m, EVERY_FIGURE, "came to be looked after before the year");
    else if (!period->start_known)
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say when the period of care began");
    else if (is_far(m, &placed))
        say_in(m, EVERY_FIGURE);
}

#define OF_THOSE_AT_END                                                                  \
    .years = YEARS_ALL, .tables = BIT(T9_EPISODES),                                      \
    .denominator = "children looked after on 31 March",                                  \
    .exclusions = "short breaks (V3, V4)"

static const struct indicator indicators[] = {
    {.id = "CLA_FOSTER",
     .name = "Children looked after in foster care",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES(FOSTERED),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_Foster_Placements"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: PLACE U1 to U6",
     .source = "LAIT 396"},
    {.id = "CLA_FAMILY",
     .name = "Children looked after in family settings",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES(FOSTERED, FOR_ADOPTION, "P1"),
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: PLACE U1 to U6, A3 to A6 or P1",
     .source = "a letter of 2010 (268 of 306 children, 88%); the grouping is ours"},
    {.id = "CLA_KH",
     .name = "Children looked after in secure units and children's homes",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES("K1", "K2"),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_SecHome_And_ChildHome"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: PLACE K1 or K2",
     .source = "LAIT 397"},
    {.id = "CLA_SUPP",
     .name = "Children looked after in independent or supported accommodation",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES("P2", "H5", "K3"),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_Ind_SInd_Liv_Arr"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: PLACE P2, H5 or K3",
     .source = "LAIT 398"},
    {.id = "CLA_OTHRES",
     .name = "Children looked after in other residential settings",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES("R1", "R2", "R3", "R5", "S1"),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_Other_Res_Settings"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: PLACE R1, R2, R3, R5 or S1",
     .source = "LAIT 399; the grouping is not published"},
    {.id = "CLA_PARENT",
     .name = "Children looked after placed with parents",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES("P1"),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_Parents_OR_Others"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: PLACE P1",
     .source = "LAIT 401"},
    {.id = "CLA_OTHER",
     .name = "Children looked after in other placements, unregistered ones included",
     OF_THOSE_AT_END,
     .count = count_places,
     PLACES("Z1", "Z11", "Z12", "Z13", "Z14", "P3"),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_Other_Place_Inc_Unreg"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: PLACE Z1, Z11 to Z14 or P3",
     .source = "LAIT 400"},
    {.id = "CLA_OOB",
     .name = "Children looked after placed outside the authority's area",
     OF_THOSE_AT_END,
     .needs = NEEDS_POSTCODES | NEEDS_AUTHORITY,
     .count = count_outside,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: PL_POST lies in another authority",
     .source = "common practice; no published definition"},
    {.id = "CLA_20MI",
     .name = "Children looked after placed more than 20 miles from home and outside the "
             "authority's area",
     OF_THOSE_AT_END,
     .needs = NEEDS_POSTCODES | NEEDS_AUTHORITY,
     .count = count_far,
     ONE_FIGURE(AS_PERCENT, 0, "LACDistance"),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: PL_POST more than 20 miles from HOME_POST and in "
                  "another authority",
     .source = "LAIT 87; a distance that is not known stays in the denominator"},
    {.id = "PAF_C69",
     .name = "Newly looked after children placed more than 20 miles from home (PAF C69)",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     .count = count_far_new,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: PL_POST more than 20 miles from HOME_POST",
     .denominator = "children looked after on 31 March whose period of care began in the "
                    "year",
     .exclusions = "short breaks (V3, V4)",
     .source = "common knowledge of the Performance Assessment Framework"}};

const struct indicator_list indicators_903_places = INDICATOR_LIST(indicators);
