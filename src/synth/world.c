#include "synth/world.h"

#include <assert.h>

/* ---- Postcodes */

/* How many of each kind, and how far from the middle of the authority they may lie. */
static const struct {
    size_t count;
    int reach, north;     /* metres */
    const char *district; /* NULL: the authority's own */
} kinds[SPOT_KINDS] = {[SPOT_OWN] = {600, 9000, 0, NULL},
                       [SPOT_NEAR] = {900, 60000, 0, "E0699900"},
                       [SPOT_FAR] = {400, 190000, 0, "E0899900"},
                       [SPOT_WALES] = {40, 150000, 0, "W0699900"},
                       [SPOT_REMOTE] = {10, 1000, 700000, "S1299900"}};

static struct str postcode_text(struct arena *a, size_t number)
{
    static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ"; /* as inward parts have them */
    return arena_format(a, "ZZ%zu %zu%c%c", number / 400 + 1, number % 10,
                        letters[number / 10 % 20], letters[number / 10 % 400 / 20]);
}

static int around(struct random *r, int middle, int reach)
{
    return middle - reach + (int)random_below(r, 2 * (uint64_t)reach + 1);
}

static struct spot spot_of(struct arena *a, const struct world *world, struct random *r,
                           enum spot_kind kind)
{
    enum { EASTING = 400000, NORTHING = 300000, DISTRICTS = 7 };
    struct spot spot = {0};
    spot.easting = around(r, EASTING, kinds[kind].reach);
    spot.northing = around(r, NORTHING + kinds[kind].north, kinds[kind].reach);
    spot.district = world->authority;
    if (kinds[kind].district)
        spot.district = arena_format(a, "%s%d", kinds[kind].district,
                                     1 + (int)random_below(r, DISTRICTS));
    return spot;
}

static void make_spots(struct arena *a, struct world *world, struct random *r)
{
    size_t number = 0;
    for (int kind = 0; kind < SPOT_KINDS; kind++)
        world->spot_count += kinds[kind].count;
    struct spot *spots = arena_make(a, struct spot, world->spot_count);
    for (int kind = 0; kind < SPOT_KINDS; kind++) {
        world->first[kind] = number;
        for (size_t i = 0; i < kinds[kind].count; i++) {
            spots[number] = spot_of(a, world, r, (enum spot_kind)kind);
            spots[number].postcode = postcode_text(a, number);
            number++;
        }
    }
    world->first[SPOT_KINDS] = number;
    world->spots = spots;
}

const struct spot *world_spot(const struct world *world, struct random *r,
                              enum spot_kind kind)
{
    size_t first = world->first[kind], count = world->first[kind + 1] - first;
    return &world->spots[first + random_below(r, count)];
}

void world_postcodes(const struct world *world, struct buf *out)
{
    buf_add(out, STR("postcode,easting,northing,district_code\n"));
    for (size_t i = 0; i < world->spot_count; i++) {
        const struct spot *spot = &world->spots[i];
        buf_format(out, "%.*s,%d,%d,%.*s\n", STR_ARG(spot->postcode), spot->easting,
                   spot->northing, STR_ARG(spot->district));
    }
}

/* ---- Homes and agencies */

/* An own home lies in the authority, one of another authority does not: code 229. */
static const struct {
    enum home_kind kind;
    const char *codes, *provider;
    enum spot_kind where;
    size_t count;
} sorts[] = {
    {HOME_FOSTERING, "U1,U2,U3,U4,U5,U6,A3,A5", "PR1", SPOT_OWN, 2},
    {HOME_FOSTERING, "U1,U2,U3,U4,U5,U6,A3,A5", "PR4", SPOT_NEAR, 3},
    {HOME_FOSTERING, "U1,U2,U3,U4,U5,U6,A3,A5", "PR5", SPOT_FAR, 1},
    {HOME_ADOPTION, "A4,A6", "PR1", SPOT_OWN, 1},
    {HOME_ADOPTION, "A4,A6", "PR5", SPOT_NEAR, 2},
    {HOME_CHILDREN, "K2", "PR1", SPOT_OWN, 8},
    {HOME_CHILDREN, "K2", "PR4", SPOT_OWN, 20},
    {HOME_CHILDREN, "K2", "PR4", SPOT_NEAR, 40},
    {HOME_CHILDREN, "K2", "PR5", SPOT_FAR, 12},
    {HOME_SECURE, "K1", "PR2", SPOT_FAR, 4},
    {HOME_SECURE, "K1", "PR4", SPOT_FAR, 2},
    {HOME_SUPPORTED, "H5,K3", "PR4", SPOT_OWN, 20},
    {HOME_SUPPORTED, "H5,K3", "PR4", SPOT_NEAR, 20},
    {HOME_SUPPORTED, "H5,K3", "PR5", SPOT_OWN, 6},
    {HOME_FAMILY, "R3", "PR4", SPOT_NEAR, 6},
    {HOME_SCHOOL, "S1", "PR4", SPOT_NEAR, 8},
    {HOME_SCHOOL, "S1", "PR5", SPOT_FAR, 4},
};
enum { SORT_COUNT = sizeof sorts / sizeof *sorts };

static void make_homes(struct arena *a, struct world *world, struct random *r)
{
    size_t number = 0;
    for (size_t s = 0; s < SORT_COUNT; s++)
        world->home_count += sorts[s].count;
    struct home *homes = arena_make(a, struct home, world->home_count + 1);
    world->homes = homes;
    for (size_t s = 0; s < SORT_COUNT; s++) {
        struct home_list *list = &world->of[sorts[s].kind];
        if (list->count == 0)
            list->at = homes + number;
        list->count += sorts[s].count;
        for (size_t i = 0; i < sorts[s].count; i++, number++)
            homes[number] = (struct home){
                arena_format(a, "ZZ%05zu", 20001 + number), str_of(sorts[s].codes),
                str_of(sorts[s].provider), world_spot(world, r, sorts[s].where), false};
    }
    homes[world->home_count++] =
        (struct home){STR(WORLD_HOME_CLOSED), STR("K2"), STR("PR4"), world->spots, true};
}

const struct home *world_home(const struct world *world, struct random *r,
                              enum home_kind kind)
{
    const struct home_list *list = &world->of[kind];
    assert(list->count > 0);
    return &list->at[random_below(r, list->count)];
}

const struct world *world_new(struct arena *a, struct str authority)
{
    struct world *world = arena_make(a, struct world, 1);
    struct random r = random_stream(random_mix(UINT64_C(903), 0), 0);
    world->authority = authority;
    make_spots(a, world, &r);
    make_homes(a, world, &r);
    return world;
}
