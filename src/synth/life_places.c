/* Where children are placed: which codes at which age and under which legal status, and
 * who provides them.  Who gives no URN, whose postcode is the home's, and what holds only
 * for a time (placements in independent living and unregistered supported accommodation
 * end by 28 October 2023) is as the return's rules have it. */
#include <assert.h>

#include "synth/life_inside.h"

enum { BANDS = 4 }; /* under 5, 5 to 9, 10 to 15, 16 and over */

/* Provider: NULL where it is the home's, "" where there is none. */
static const struct place_sort {
    const char *place;
    enum home_kind home;
    const char *provider;
    int weight[BANDS];
    bool by_order; /* only under a care order: a child accommodated by agreement is not
                      placed with its parents */
} sorts[] = {
    {"U6", HOME_FOSTERING, NULL, {620, 480, 350, 180}, false},
    {"U5", HOME_FOSTERING, NULL, {30, 5, 5, 5}, false},
    {"U4", HOME_FOSTERING, NULL, {40, 190, 190, 90}, false},
    {"U3", HOME_FOSTERING, NULL, {140, 110, 70, 40}, false},
    {"U1", HOME_FOSTERING, NULL, {30, 60, 50, 20}, false},
    {"P1", HOME_NONE, "PR0", {160, 130, 90, 60}, true},
    {"R3", HOME_FAMILY, NULL, {35, 1, 0, 0}, false},
    {"R2", HOME_NONE, "PR3", {8, 2, 3, 4}, false},
    {"R1", HOME_NONE, "PR4", {2, 8, 15, 15}, false},
    {"S1", HOME_SCHOOL, NULL, {0, 14, 25, 10}, false},
    {"K2", HOME_CHILDREN, NULL, {2, 45, 200, 190}, false},
    {"K1", HOME_SECURE, NULL, {0, 0, 12, 10}, false},
    {"K3", HOME_SUPPORTED, NULL, {0, 0, 0, 330}, false},
    {"P2", HOME_NONE, "PR4", {0, 0, 0, 60}, false},
    {"P3", HOME_NONE, "PR4", {0, 0, 0, 4}, false},
    {"R5", HOME_NONE, "PR3", {0, 0, 2, 8}, false},
    {"Z1", HOME_NONE, "", {3, 4, 10, 14}, false},
};
enum { SORT_COUNT = sizeof sorts / sizeof *sorts };

/* The last day of what was not registered: codes 217t, 218 and 230. */
static date unregistered_until(void)
{
    return date_of(2023, 10, 27);
}

static enum spot_kind draw_spot(struct random *r)
{
    double u = random_uniform(r);
    return u < 0.55 ? SPOT_OWN : u < 0.93 ? SPOT_NEAR : u < 0.992 ? SPOT_FAR : SPOT_WALES;
}

static struct life_place setting_of(struct drawing *d, const struct place_sort *sort)
{
    struct life_place in = {.place = str_of(sort->place)};
    in.postcode = world_spot(d->world, &d->r, draw_spot(&d->r))->postcode;
    if (sort->provider)
        in.provider = str_of(sort->provider);
    if (sort->home == HOME_NONE)
        return in;
    const struct home *home = world_home(d->world, &d->r, sort->home);
    in.urn = home->urn;
    in.provider = home->provider;
    /* Carers live anywhere; who lives in a home lives where the home is. */
    if (sort->home != HOME_FOSTERING && sort->home != HOME_ADOPTION)
        in.postcode = home->at->postcode;
    return in;
}

static void keep_at_home(const struct drawing *d, struct life_place *in)
{
    if (str_equal(in->place, STR("P1")) && d->life->home.len)
        in->postcode = d->life->home;
}

/* Home and placement are never one postcode, but with parents: code 392d. */
static struct life_place setting_elsewhere(struct drawing *d,
                                           const struct place_sort *sort)
{
    struct life_place in = setting_of(d, sort);
    while (str_equal(in.postcode, d->life->home))
        in = setting_of(d, sort);
    keep_at_home(d, &in);
    return in;
}

static size_t band_of(const struct drawing *d, date on)
{
    static const int ages[] = {5, 10, 16};
    size_t band = 0;
    while (band < BANDS - 1 && !is_earlier(on, date_add_years(d->life->born, ages[band])))
        band++;
    return band;
}

static int weight_of(const struct drawing *d, const struct place_sort *sort, date on,
                     struct str legal)
{
    bool order = str_equal(legal, STR("C1")) || str_equal(legal, STR("C2"));
    if (sort->by_order && (!order || d->life->kind == LIFE_ASYLUM))
        return 0;
    if (str_equal(str_of(sort->place), STR("P2")) &&
        !is_earlier(on, unregistered_until()))
        return 0;
    return sort->weight[band_of(d, on)];
}

/* Supported accommodation had no number before it could be registered. */
static void settle_register(struct life_place *in, date on)
{
    if (str_equal(in->place, STR("K3")) && is_earlier(on, unregistered_until()))
        in->urn = STR("");
}

struct life_place place_pick(struct drawing *d, date on, struct str legal)
{
    int total = 0;
    for (size_t i = 0; i < SORT_COUNT; i++)
        total += weight_of(d, &sorts[i], on, legal);
    int at = (int)random_below(&d->r, (uint64_t)total);
    size_t i = 0;
    for (; i < SORT_COUNT; i++) {
        int weight = weight_of(d, &sorts[i], on, legal);
        if (at < weight)
            break;
        at -= weight;
    }
    struct life_place in = setting_elsewhere(d, &sorts[i]);
    settle_register(&in, on);
    return in;
}

struct life_place place_of(struct drawing *d, const char *place, const char *provider)
{
    static const struct place_sort adoption = {.place = "A6", .home = HOME_ADOPTION};
    const struct place_sort *sort = &adoption;
    for (size_t i = 0; i < SORT_COUNT; i++)
        if (str_equal(str_of(sorts[i].place), str_of(place)))
            sort = &sorts[i];
    struct life_place in = setting_elsewhere(d, sort);
    in.place = str_of(place);
    if (provider)
        in.provider = str_of(provider);
    return in;
}

struct life_place place_as(struct life_place in, const char *place)
{
    in.place = str_of(place);
    return in;
}

/* ---- From one to the next */

static bool is_any(struct str place, const char *a, const char *b)
{
    return str_equal(place, str_of(a)) || str_equal(place, str_of(b));
}

/* What was not registered ends in time, if the child stays in care so long. */
static date end_of_stay(const struct life_place *in, date on, date next)
{
    date last = unregistered_until();
    bool ends = is_any(in->place, "P2", "P2") ||
                (is_any(in->place, "K3", "H5") && in->urn.len == 0);
    return ends && is_earlier(on, last) ? earlier_of(next, last) : next;
}

/* Foster carers become the child's for good. */
static bool stays_for_good(struct drawing *d, const struct place_step *last, date on,
                           struct str legal)
{
    return is_any(last->in.place, "U6", "U3") && str_equal(legal, STR("C2")) &&
           days_between(last->on, on) > 200 && chance(&d->r, 0.3);
}

/* The first place is often for a short time, and the third for long: of children in care
 * for two and a half years two thirds live where they lived two years ago. */
static double stays_longer(const struct care_plan *plan)
{
    static const double times[] = {1, 2.5, 4};
    size_t n = plan->place_count - 1;
    return times[n < 2 ? n : 2];
}

void plan_places(struct drawing *d, struct care_plan *plan, double mean)
{
    date on = plan->start;
    plan_place(plan, on, place_pick(d, on, plan_legal_on(plan, on)), false);
    for (;;) {
        const struct place_step *last = &plan->places[plan->place_count - 1];
        date next = day_after(on, 1 + days_until(&d->r, mean * stays_longer(plan)));
        next = end_of_stay(&last->in, on, next);
        if (!is_earlier(next, plan->until) || plan->place_count == STEPS_MOST)
            return;
        on = next;
        struct str legal = plan_legal_on(plan, on);
        if (stays_for_good(d, last, on, legal))
            plan_place(
                plan, on,
                place_as(last->in, is_any(last->in.place, "U6", "U6") ? "U4" : "U1"),
                true);
        else
            plan_place(plan, on, place_pick(d, on, legal), false);
    }
}
