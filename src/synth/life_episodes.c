/* A time in care as a chain of episodes: wherever the legal status or the placement
 * changes, one ends (X1) and the next begins the same day, for the reason that follows
 * from what changed. */
#include <assert.h>

#include "synth/life_inside.h"

/* ---- The plan */

struct care_plan plan_from(const struct drawing *d, date start, date end,
                           const char *ended)
{
    date until = date_is_none(end) ? day_after(d->to, 1) : end;
    return (struct care_plan){
        .start = start, .end = end, .until = until, .ended = str_of(ended)};
}

void plan_legal(struct care_plan *plan, date on, const char *legal)
{
    if (plan->legal_count < LEGAL_MOST)
        plan->legal[plan->legal_count++] = (struct legal_step){on, str_of(legal)};
}

static bool same_setting(const struct life_place *a, const struct life_place *b)
{
    return str_equal(a->place, b->place) && str_equal(a->provider, b->provider) &&
           str_equal(a->urn, b->urn) && str_equal(a->postcode, b->postcode);
}

void plan_place(struct care_plan *plan, date on, struct life_place in, bool same_carers)
{
    size_t n = plan->place_count;
    if (n > 0 && same_setting(&plan->places[n - 1].in, &in))
        return;
    if (n > 0 && !is_earlier(plan->places[n - 1].on, on))
        plan->places[n - 1].in = in; /* of two on one day the later */
    else if (n < STEPS_MOST)
        plan->places[plan->place_count++] = (struct place_step){on, in, same_carers};
}

struct str plan_legal_on(const struct care_plan *plan, date on)
{
    struct str legal = plan->legal[0].legal;
    for (size_t i = 1; i < plan->legal_count; i++)
        if (!is_earlier(on, plan->legal[i].on))
            legal = plan->legal[i].legal;
    return legal;
}

/* ---- Episodes */

static struct str why_placed_elsewhere(struct random *r, const struct life_place *next)
{
    static const char *const reasons[] = {"CARPL", "CARPL", "CARPL", "LAREQ", "LAREQ",
                                          "CREQB", "CREQB", "CREQO", "CHILD", "STAND",
                                          "ALLEG", "CLOSE", "PLACE", "OTHER", "OTHER"};
    if (str_equal(next->place, STR("R5")))
        return STR("CUSTOD");
    return str_of(reasons[random_below(r, sizeof reasons / sizeof *reasons)]);
}

/* Why the next episode begins: legal status, placement, or both. */
static struct str why_next(bool legal, bool place, bool same_carers)
{
    if (legal && place)
        return same_carers ? STR("U") : STR("B");
    if (place)
        return same_carers ? STR("T") : STR("P");
    return STR("L");
}

static void add_episode(struct life *life, struct life_episode episode)
{
    if (life->episode_count < EPISODES_MOST)
        life->episodes[life->episode_count++] = episode;
}

struct walk {
    size_t legal, place; /* the steps that hold */
    date on;             /* since this day */
};

/* Goes on to the next day on which something changes; false at the end. */
static bool walk_on(const struct care_plan *plan, struct walk *w)
{
    date legal =
        w->legal + 1 < plan->legal_count ? plan->legal[w->legal + 1].on : DATE_NONE;
    date place =
        w->place + 1 < plan->place_count ? plan->places[w->place + 1].on : DATE_NONE;
    date next = is_earlier(legal, place) ? legal : place;
    if (date_is_none(next) || !is_earlier(next, plan->until))
        return false;
    if (legal.days == next.days)
        w->legal++;
    if (place.days == next.days)
        w->place++;
    w->on = next;
    return true;
}

static struct life_episode begin_episode(const struct care_plan *plan,
                                         const struct walk *w, struct str why)
{
    return (struct life_episode){.start = w->on,
                                 .end = DATE_NONE,
                                 .why = why,
                                 .legal = plan->legal[w->legal].legal,
                                 .in = plan->places[w->place].in};
}

void plan_carry_out(struct drawing *d, const struct care_plan *plan)
{
    struct life *life = d->life;
    struct walk w = {.on = plan->start}, was;
    assert(plan->legal_count > 0 && plan->place_count > 0);
    if (life->care_count == CARES_MOST)
        return;
    struct life_care *care = &life->cares[life->care_count++];
    *care = (struct life_care){life->episode_count, 0, plan->start, plan->end};
    struct life_episode now = begin_episode(plan, &w, STR("S"));
    was = w;
    while (walk_on(plan, &w)) {
        bool placed = w.place != was.place;
        const struct place_step *step = &plan->places[w.place];
        now.end = w.on;
        now.ended = STR("X1");
        if (placed)
            now.changed = why_placed_elsewhere(&d->r, &step->in);
        add_episode(life, now);
        now = begin_episode(plan, &w,
                            why_next(w.legal != was.legal, placed, step->same_carers));
        was = w;
    }
    now.end = plan->end;
    now.ended = date_is_none(plan->end) ? STR("") : plan->ended;
    add_episode(life, now);
    care->count = life->episode_count - care->first;
}

/* ---- Short stays elsewhere: the child goes back to where it was (codes 375 to 383) */

static const struct {
    const char *place;
    int weight, most; /* days */
} stays[] = {
    {"T0", 40, 20}, {"T1", 25, 35}, {"T2", 10, 10}, {"T3", 15, 14}, {"T4", 10, 6}};

static size_t pick_stay(struct random *r)
{
    int at = (int)random_below(r, 100);
    size_t i = 0;
    while (at >= stays[i].weight)
        at -= stays[i++].weight;
    return i;
}

static void insert_stay(struct drawing *d, size_t at, date from, date to, size_t kind)
{
    struct life *life = d->life;
    for (size_t i = life->episode_count; i > at + 1; i--)
        life->episodes[i + 1] = life->episodes[i - 1];
    life->episode_count += 2;
    struct life_episode *before = &life->episodes[at], *stay = before + 1,
                        *after = before + 2;
    *after = *before;
    *stay = (struct life_episode){.start = from,
                                  .end = to,
                                  .why = STR("P"),
                                  .legal = before->legal,
                                  .ended = STR("X1")};
    stay->in.place = str_of(stays[kind].place);
    do /* never home: code 392d */
        stay->in.postcode = world_spot(d->world, &d->r, SPOT_OWN)->postcode;
    while (str_equal(stay->in.postcode, life->home));
    before->end = from;
    before->ended = STR("X1");
    before->changed = (struct str){0};
    after->start = to;
    after->why = STR("P");
}

void care_put_stays(struct drawing *d)
{
    struct life *life = d->life;
    struct life_care *care = &life->cares[life->care_count - 1];
    for (size_t i = care->first; i < care->first + care->count; i++) {
        const struct life_episode *e = &life->episodes[i];
        size_t kind = pick_stay(&d->r);
        date until = earlier_of(e->end, life->horizon);
        int room = days_between(e->start, until) - stays[kind].most - 20;
        if (room < 1 || e->in.place.at[0] == 'A' || !chance(&d->r, 0.05))
            continue;
        if (life->episode_count + 2 >= EPISODES_MOST)
            return;
        date from = day_after(e->start, 10 + between(&d->r, 0, room));
        date to = day_after(from, between(&d->r, 2, stays[kind].most));
        insert_stay(d, i, from, to, kind);
        care->count += 2;
        i += 2;
    }
}
