/* The counts that figures are shares of: children, and of them those referred, in need,
 * on a plan, in care, who left it; pupils; social workers.  Each is drawn with a chance
 * of its own a year, about an expected number that depends on what lies behind the area,
 * so that shares of it have the scatter of real counts. */
#include <assert.h>

#include "synth/inside.h"

/* How a count follows from another: drawn of it where each counts once (a share of those
 * in care), else as events at a rate (referrals of children). */
static const struct {
    enum base of;
    bool shares;
    double rate, need, rural, spread, trend;
} bases[BASE_COUNT] = {
    [BASE_REFERRALS] = {BASE_CHILDREN, false, 0.0487, 0.16, 0.0, 0.26, 0.002},
    [BASE_ASSESSMENTS] = {BASE_REFERRALS, true, 0.84, 0.0, 0.0, 0.1, 0.0},
    [BASE_ENQUIRIES] = {BASE_CHILDREN, false, 0.0203, 0.2, 0.0, 0.29, 0.025},
    [BASE_IN_NEED] = {BASE_CHILDREN, false, 0.0325, 0.17, 0.0, 0.16, 0.003},
    [BASE_IN_NEED_PUPILS] = {BASE_IN_NEED, true, 0.6, 0.0, 0.0, 0.02, 0.0},
    [BASE_PLANS] = {BASE_CHILDREN, false, 0.0037, 0.2, 0.02, 0.26, 0.0},
    [BASE_PLANS_STARTED] = {BASE_CHILDREN, false, 0.0049, 0.19, 0.02, 0.27, 0.005},
    [BASE_PLANS_ENDED] = {BASE_CHILDREN, false, 0.0049, 0.19, 0.02, 0.27, 0.005},
    [BASE_IN_CARE] = {BASE_CHILDREN, false, 0.0062, 0.28, 0.0, 0.2, 0.012},
    [BASE_IN_CARE_YEAR] = {BASE_IN_CARE, true, 0.7, 0.0, 0.0, 0.02, 0.0},
    [BASE_IN_CARE_LONG] = {BASE_IN_CARE, true, 0.27, 0.0, 0.0, 0.04, 0.0},
    [BASE_CARE_STARTED] = {BASE_CHILDREN, false, 0.0027, 0.24, 0.0, 0.25, 0.01},
    [BASE_CARE_ENDED] = {BASE_CHILDREN, false, 0.0027, 0.25, 0.0, 0.22, 0.01},
    [BASE_PLACEMENTS] = {BASE_IN_CARE, false, 0.72, 0.0, 0.0, 0.1, 0.0},
    [BASE_LEAVERS_OLDER] = {BASE_CHILDREN, false, 0.0030, 0.28, -0.03, 0.24, 0.03},
    [BASE_LEAVERS_YOUNGER] = {BASE_CHILDREN, false, 0.0011, 0.28, -0.03, 0.24, 0.02},
    [BASE_RECEPTION] = {BASE_CHILDREN, false, 0.054, 0.0, 0.0, 0.02, -0.006},
    [BASE_YEAR_6] = {BASE_CHILDREN, false, 0.057, 0.0, 0.0, 0.02, 0.003},
    [BASE_YEAR_11] = {BASE_CHILDREN, false, 0.053, 0.0, 0.01, 0.02, 0.01},
    [BASE_PUPILS] = {BASE_CHILDREN, true, 0.7, 0.0, 0.0, 0.02, 0.0},
    [BASE_AGED_16_17] = {BASE_CHILDREN, true, 0.11, 0.0, 0.0, 0.02, 0.005},
    [BASE_BIRTHS] = {BASE_CHILDREN, false, 0.047, 0.03, -0.06, 0.04, -0.02},
    [BASE_PLANS_OF_EDUCATION] = {BASE_CHILDREN, false, 0.006, 0.06, 0.02, 0.22, 0.07},
    [BASE_WORKERS] = {BASE_CHILDREN, false, 0.0029, 0.15, 0.0, 0.14, 0.015},
};

/* What an area has in common over all that is asked of children's services, beside
 * deprivation: how readily it acts. */
static double readiness_of(const struct nation *nation, size_t area)
{
    struct random r = nation_stream(nation, "readiness", area);
    return random_normal(&r);
}

/* Growth is the area's own and the same every year. */
static void draw_children(struct nation *nation, size_t area)
{
    struct random r = nation_stream(nation, "growth", area);
    double growth = 0.003 + 0.006 * random_normal(&r);
    double children = (double)nation->areas[area].children;
    for (int y = 0; y < YEARS; y++) {
        double then = children * (1 - growth * (YEARS - 1 - y));
        nation->bases[BASE_CHILDREN][area * YEARS + (size_t)y] = (uint64_t)(then + 0.5);
    }
}

static double effect_of(const struct nation *nation, enum base base, size_t area,
                        struct random *r)
{
    const struct latent *latent = &nation->areas[area].latent;
    double own = 0.55 * readiness_of(nation, area) + 0.835 * random_normal(r);
    return bases[base].need * latent->need + bases[base].rural * latent->rural +
           bases[base].spread * own;
}

/* A chance on the scale of odds, so that it stays one. */
static double share_of(double share, double effect)
{
    double odds = share / (1 - share) * random_exp(effect);
    return odds / (1 + odds);
}

static void draw_base(struct nation *nation, enum base base, size_t area)
{
    struct random r = nation_stream(nation, "base", random_mix((uint64_t)base, area));
    double effect = effect_of(nation, base, area, &r), wander = 0;
    assert(bases[base].of && bases[base].of < base);
    for (int y = 0; y < YEARS; y++) {
        uint64_t of = nation->bases[bases[base].of][area * YEARS + (size_t)y];
        double now = effect + wander + bases[base].trend * (y + 1 - YEARS);
        uint64_t *out = &nation->bases[base][area * YEARS + (size_t)y];
        *out = bases[base].shares
                   ? random_binomial(&r, of, share_of(bases[base].rate, now))
                   : random_poisson(&r, (double)of * bases[base].rate * random_exp(now));
        wander = 0.8 * wander + 0.18 * bases[base].spread * random_normal(&r);
    }
}

void nation_draw_bases(struct nation *nation)
{
    for (enum base base = BASE_CHILDREN; base < BASE_COUNT; base++)
        nation->bases[base] =
            arena_make(nation->arena, uint64_t, nation->area_count *YEARS);
    for (size_t area = 0; area < nation->area_count; area++) {
        draw_children(nation, area);
        for (enum base base = BASE_CHILDREN + 1; base < BASE_COUNT; base++)
            draw_base(nation, base, area);
    }
}
