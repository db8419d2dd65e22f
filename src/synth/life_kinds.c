/* The kinds of lives: how long children are in care, under which legal status, and how it
 * ends.  A life is drawn from its end (or the horizon) backwards, so that each is in care
 * at some time of the two years. */
#include "synth/life_inside.h"

enum { YEAR = 365, AGE_MOST = 6560 /* days: a little under 18 */ };

struct weighted {
    const char *text;
    int weight;
};

static const char *pick(struct random *r, const struct weighted *from, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += from[i].weight;
    int at = (int)random_below(r, (uint64_t)total);
    size_t i = 0;
    while (at >= from[i].weight)
        at -= from[i++].weight;
    return from[i].text;
}
#define PICK(r, from) pick((r), (from), sizeof(from) / sizeof *(from))

/* ---- How it stands at the horizon */

/* Never the first or the last day of a year: who leaves on 31 March was looked after for
 * all of it and is a leaver too (code 187). */
static date ended_in(struct drawing *d, int years_ago)
{
    date first = date_add_years(d->from, -years_ago);
    date last = date_add_years(d->to, -years_ago);
    return day_after(first, between(&d->r, 1, days_between(first, last) - 1));
}

/* The day the last time in care ended, or none where it goes on. */
static date draw_end(struct drawing *d, double open, double this_year)
{
    double u = random_uniform(&d->r);
    if (u < open)
        return DATE_NONE;
    return ended_in(d, u >= open + this_year);
}

static date seen_from(const struct drawing *d, date end)
{
    return date_is_none(end) ? d->to : end;
}

static int draw_age(struct drawing *d)
{
    static const int edges[] = {3, 5 * YEAR, 10 * YEAR, 16 * YEAR, AGE_MOST};
    int at = between(&d->r, 0, 99);
    int band = at < 22 ? 0 : at < 42 ? 1 : at < 80 ? 2 : 3;
    return between(&d->r, edges[band], edges[band + 1]);
}

static bool was_aged(const struct drawing *d, date on, int years)
{
    return !is_earlier(on, date_add_years(d->life->born, years));
}

/* ---- Ordinary care */

static void plan_court(struct drawing *d, struct care_plan *plan, date from)
{
    plan_legal(plan, from, "C1");
    if (chance(&d->r, 0.93))
        plan_legal(plan, day_after(from, between(&d->r, 140, 300)), "C2");
}

/* Care that begins at once: the police (3 days at most), an emergency order (21), an
 * assessment order (7); codes 361 to 363. */
static void plan_emergency(struct drawing *d, struct care_plan *plan)
{
    static const struct {
        const char *legal;
        int share, least, most;
    } kinds[] = {{"L1", 45, 1, 2}, {"L2", 45, 3, 18}, {"L3", 10, 2, 6}};
    int at = between(&d->r, 0, 99);
    size_t i = 0;
    while (at >= kinds[i].share)
        at -= kinds[i++].share;
    plan_legal(plan, plan->start, kinds[i].legal);
    date on = day_after(plan->start, between(&d->r, kinds[i].least, kinds[i].most));
    if (chance(&d->r, 0.7))
        plan_court(d, plan, on);
    else
        plan_legal(plan, on, "V2");
}

static void plan_statuses(struct drawing *d, struct care_plan *plan)
{
    double u = random_uniform(&d->r);
    if (was_aged(d, plan->start, 16)) {
        plan_legal(plan, plan->start, "V2");
    } else if (u < 0.13) {
        plan_emergency(d, plan);
    } else if (u < 0.5) {
        plan_court(d, plan, plan->start);
    } else {
        plan_legal(plan, plan->start, "V2");
        if (chance(&d->r, 0.75))
            plan_court(d, plan, day_after(plan->start, between(&d->r, 15, 200)));
    }
}

static void care_for(struct drawing *d, date start, date end, const char *ended)
{
    struct care_plan plan = plan_from(d, start, end, ended);
    plan_statuses(d, &plan);
    /* A few never come to rest. */
    double settled = was_aged(d, start, 11) ? 420 : 700;
    plan_places(d, &plan, chance(&d->r, 0.14) ? 45 : settled);
    plan_carry_out(d, &plan);
    care_put_stays(d);
}

static const char *why_left(struct drawing *d, date end)
{
    static const struct weighted of_age[] = {
        {"E5", 33}, {"E6", 8}, {"E7", 4}, {"E8", 14}, {"E17", 41}};
    static const struct weighted before[] = {{"E4A", 440}, {"E4B", 85}, {"E13", 150},
                                             {"E41", 88},  {"E3", 150}, {"E8", 80},
                                             {"E16", 5},   {"E2", 5}};
    return was_aged(d, end, 18) ? PICK(&d->r, of_age) : PICK(&d->r, before);
}

/* A time in care some while before. */
static void care_before(struct drawing *d, date start)
{
    date end = day_after(start, -between(&d->r, 20, 500));
    date began = day_after(end, -between(&d->r, 10, 300));
    static const struct weighted home[] = {
        {"E4A", 60}, {"E4B", 10}, {"E13", 10}, {"E8", 20}};
    if (!is_earlier(began, d->life->born))
        care_for(d, began, end, PICK(&d->r, home));
}

static void draw_ordinary(struct drawing *d)
{
    date end = draw_end(d, 0.68, 0.21), ref = seen_from(d, end);
    int age = draw_age(d);
    bool of_age = !date_is_none(end) && chance(&d->r, 0.46);
    if (of_age)
        age = AGE_MOST;
    d->life->born = of_age ? date_add_years(end, -18) : day_after(ref, -age - 10);
    int days = 4 + days_until(&d->r, date_is_none(end) ? 1500 : 900);
    date start = day_after(ref, -(days < age ? days : age));
    if (chance(&d->r, 0.12))
        care_before(d, start);
    care_for(d, start, end, why_left(d, ref));
}

/* ---- Adoption */

struct adoption_days {
    int decided, ordered, placed, matched, adopted; /* since care began */
};

static struct adoption_days draw_adoption_days(struct random *r, bool at_once)
{
    struct adoption_days days = {.decided = between(r, 120, 260)};
    days.ordered = days.decided + between(r, 15, 70);
    days.placed = days.ordered + (at_once ? 0 : between(r, 50, 350));
    days.matched = days.placed - between(r, 2, 14);
    days.adopted = days.placed + between(r, 90, 260);
    return days;
}

/* With a placement order (E1), or with the parents' consent. */
static void plan_adoption(struct drawing *d, struct care_plan *plan,
                          const struct adoption_days *days, bool consent)
{
    struct life_adoption *adoption = &d->life->adoption;
    date placed = day_after(plan->start, days->placed);
    const char *place = adoption->by_carers ? consent ? "A3" : "A5"
                        : consent           ? "A4"
                                            : "A6";
    plan_legal(plan, plan->start, consent ? "V2" : "C1");
    if (!consent)
        plan_legal(plan, day_after(plan->start, days->ordered), "E1");
    plan_place(plan, plan->start, place_of(d, "U6", NULL), false);
    if (chance(&d->r, 0.3)) {
        date moved = day_after(plan->start, between(&d->r, 5, 100));
        plan_place(plan, moved, place_of(d, "U5", NULL), false);
    }
    struct life_place carers = plan->places[plan->place_count - 1].in;
    if (!date_is_none(adoption->reversed))
        plan_legal(plan, adoption->reversed, "C2");
    else if (adoption->by_carers)
        plan_place(plan, placed, place_as(carers, place), true);
    else
        plan_place(plan, placed, place_of(d, place, NULL), false);
}

static void draw_adoption(struct drawing *d)
{
    static const struct weighted adopted[] = {{"E11", 20}, {"E12", 80}};
    struct life_adoption *adoption = &d->life->adoption;
    date end = draw_end(d, 0.6, 0.27), ref = seen_from(d, end);
    struct adoption_days days = draw_adoption_days(&d->r, chance(&d->r, 0.1));
    bool consent = chance(&d->r, 0.06), reverses = !consent && chance(&d->r, 0.15);
    int since = days.adopted;
    if (date_is_none(end))
        since = between(&d->r, 5, reverses ? 900 : days.adopted - 1);
    else if (reverses)
        since = days.ordered + 20 + between(&d->r, 80, 500);
    date start = day_after(ref, -since);
    d->life->born = day_after(start, -between(&d->r, 0, 1000));
    adoption->decided = day_after(start, days.decided);
    adoption->by_carers = chance(&d->r, 0.15);
    adoption->adopters = (unsigned)random_below(&d->r, 1000);
    if (reverses)
        adoption->reversed = day_after(start, days.ordered + between(&d->r, 60, 90));
    else
        adoption->matched = day_after(start, days.matched);
    struct care_plan plan =
        plan_from(d, start, end, reverses ? "E4A" : PICK(&d->r, adopted));
    plan_adoption(d, &plan, &days, consent);
    plan_carry_out(d, &plan);
    care_put_stays(d);
}

/* ---- Guardians, asylum, remand, police */

static void draw_guardian(struct drawing *d)
{
    static const struct weighted carers[] = {{"E45", 75}, {"E46", 25}};
    static const struct weighted others[] = {{"E47", 80}, {"E48", 20}};
    static const struct weighted places[] = {{"U3", 70}, {"U6", 25}, {"U1", 5}};
    date end = ended_in(d, chance(&d->r, 0.35));
    date start = day_after(end, -between(&d->r, 150, 1400));
    d->life->born = day_after(start, -between(&d->r, 1, 10 * YEAR));
    struct care_plan plan = plan_from(
        d, start, end, chance(&d->r, 0.75) ? PICK(&d->r, carers) : PICK(&d->r, others));
    plan_court(d, &plan, start);
    plan_place(&plan, start, place_of(d, "U6", NULL), false);
    date moved = day_after(start, between(&d->r, 5, 120));
    plan_place(&plan, moved, place_of(d, PICK(&d->r, places), NULL), false);
    plan_carry_out(d, &plan);
    care_put_stays(d);
}

static void draw_asylum(struct drawing *d)
{
    static const struct weighted early[] = {{"E15", 55}, {"E16", 5}, {"E8", 40}};
    date end = draw_end(d, 0.6, 0.28), ref = seen_from(d, end);
    bool of_age = !date_is_none(end) && chance(&d->r, 0.88);
    int age = between(&d->r, 15 * YEAR + 30, AGE_MOST);
    d->life->born = of_age ? date_add_years(end, -18) : day_after(ref, -age - 10);
    if (of_age)
        age = AGE_MOST;
    int days = between(&d->r, 5, age - 15 * YEAR);
    struct care_plan plan = plan_from(d, day_after(ref, -days), end,
                                      of_age ? why_left(d, end) : PICK(&d->r, early));
    plan_legal(&plan, plan.start, "V2");
    plan_places(d, &plan, 260);
    plan_carry_out(d, &plan);
    care_put_stays(d);
}

static void draw_remand(struct drawing *d)
{
    static const struct weighted places[] = {{"R5", 60}, {"K1", 25}, {"K2", 15}};
    static const struct weighted ends[] = {
        {"E9", 40}, {"E14", 20}, {"E8", 20}, {"E4A", 20}};
    date end = draw_end(d, 0.25, 0.5), ref = seen_from(d, end);
    bool police = !date_is_none(end) && chance(&d->r, 0.15); /* code 364: 21 days */
    date start =
        day_after(ref, -(police ? between(&d->r, 1, 3) : between(&d->r, 7, 150)));
    d->life->born = day_after(start, -between(&d->r, 14 * YEAR, 17 * YEAR + 200));
    struct care_plan plan = plan_from(d, start, end, PICK(&d->r, ends));
    plan_legal(&plan, start, police ? "J2" : chance(&d->r, 0.9) ? "J1" : "J3");
    plan_place(&plan, start, place_of(d, PICK(&d->r, places), NULL), false);
    plan_carry_out(d, &plan);
}

static void draw_police(struct drawing *d)
{
    date end = ended_in(d, chance(&d->r, 0.3));
    date start = day_after(end, -between(&d->r, 1, 3));
    d->life->born = day_after(start, -between(&d->r, 5, 17 * YEAR));
    struct care_plan plan = plan_from(d, start, end, "E4A");
    plan_legal(&plan, start, "L1");
    plan_place(&plan, start, place_of(d, "U6", NULL), false);
    plan_carry_out(d, &plan);
}

/* ---- Short breaks: no postcodes, no number, no reviews (codes 214, 398, 399) */

static struct life_place setting_for_breaks(struct drawing *d)
{
    bool nursing = chance(&d->r, 0.2);
    return (struct life_place){.place = nursing ? STR("R2") : STR("R1"),
                               .provider = nursing ? STR("PR3") : STR("PR4")};
}

static void have_break(struct drawing *d, date start, date end, struct life_place in,
                       const char *legal)
{
    struct care_plan plan = plan_from(d, start, end, "E4A");
    plan_legal(&plan, start, legal);
    plan_place(&plan, start, in, false);
    plan_carry_out(d, &plan);
}

static void draw_breaks(struct drawing *d)
{
    struct life_place in = setting_for_breaks(d);
    date on = day_after(date_add_years(d->from, -1), between(&d->r, 0, 500));
    d->life->home = STR("");
    d->life->born = day_after(d->to, -between(&d->r, 4 * YEAR, 17 * YEAR));
    for (int i = 0; i < 20 && !is_earlier(d->to, on); i++) {
        date end = day_after(on, between(&d->r, 2, 7));
        have_break(d, on, is_earlier(d->to, end) ? DATE_NONE : end, in, "V3");
        on = day_after(end, between(&d->r, 35, 90));
    }
}

static void draw_series(struct drawing *d)
{
    date end = draw_end(d, 0.75, 0.15), ref = seen_from(d, end);
    d->life->home = STR("");
    d->life->born = day_after(ref, -between(&d->r, 7 * YEAR, 17 * YEAR));
    date start = day_after(ref, -between(&d->r, 30, 1200));
    have_break(d, start, end, setting_for_breaks(d), "V4");
}

void life_draw_kind(struct drawing *d)
{
    static void (*const kinds[LIFE_KINDS])(struct drawing *d) = {
        [LIFE_ORDINARY] = draw_ordinary, [LIFE_ADOPTION] = draw_adoption,
        [LIFE_GUARDIAN] = draw_guardian, [LIFE_ASYLUM] = draw_asylum,
        [LIFE_REMAND] = draw_remand,     [LIFE_POLICE] = draw_police,
        [LIFE_BREAKS] = draw_breaks,     [LIFE_SERIES] = draw_series};
    kinds[d->life->kind](d);
}
