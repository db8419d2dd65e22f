#include "measures/compare.h"

#include <assert.h>

/* The 97.5% point of the normal distribution, squared. */
static const double chance_limit = 3.841458820694124;

struct stand stand_unknown(void)
{
    return (struct stand){TRUTH_UNKNOWN, TRUTH_UNKNOWN};
}

truth stand_is(struct stand stand, enum standing_against asked)
{
    if (asked == STAND_BELOW)
        return stand.below;
    if (asked == STAND_ABOVE)
        return stand.above;
    return truth_and(truth_not(stand.below), truth_not(stand.above));
}

bool stand_is_known(struct stand stand)
{
    return stand.below != TRUTH_UNKNOWN && stand.above != TRUTH_UNKNOWN;
}

/* Unknown gives way; true and false contradict each other. */
static bool join(truth a, truth b, truth *out)
{
    *out = a == TRUTH_UNKNOWN ? b : a;
    return a == b || a == TRUTH_UNKNOWN || b == TRUTH_UNKNOWN;
}

bool stand_join(struct stand a, struct stand b, struct stand *out)
{
    struct stand both;
    bool agree = join(a.below, b.below, &both.below);
    agree = join(a.above, b.above, &both.above) && agree;
    *out = agree ? both : stand_unknown();
    return agree;
}

/* --- figures --- */

/* A figure that is `lower` or `higher`, read as performance. */
static struct stand turned(truth lower, truth higher, enum polarity polarity)
{
    assert(polarity == POLARITY_HIGH || polarity == POLARITY_LOW);
    if (polarity == POLARITY_LOW)
        return (struct stand){.below = higher, .above = lower};
    return (struct stand){.below = lower, .above = higher};
}

static struct interval shifted(struct interval i, struct ratio by)
{
    bool fits = ratio_add(i.low, by, &i.low) && ratio_add(i.high, by, &i.high);
    return fits ? i : interval_unbounded();
}

static struct stand by_tolerance(struct interval own, struct interval against,
                                 const struct comparing *how)
{
    struct ratio up = how->tolerance, down = {-up.num, up.den};
    if (how->difference == DIFFERENCE_ANY)
        up = down = (struct ratio){0, 1};
    bool open = against.unbounded;
    struct interval floor = open ? against : shifted(against, down);
    struct interval ceiling = open ? against : shifted(against, up);
    return turned(interval_compare(own, COMPARE_LT, floor),
                  interval_compare(own, COMPARE_GT, ceiling), how->polarity);
}

/* Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., 2.2:
 * the score test uses the variance of the proportion tested against. */
static struct stand by_chance(const struct figure *own, struct interval against,
                              const struct comparing *how)
{
    if (!own->has_counts || how->whole == 0 || !interval_is_point(against))
        return stand_unknown();
    double n = ratio_double(own->denominator);
    double expected = ratio_double(against.low) / (double)how->whole;
    if (n <= 0 || expected < 0 || expected > 1)
        return stand_unknown();
    double gap = ratio_double(own->numerator) / n - expected;
    bool beyond = gap * gap * n > chance_limit * expected * (1 - expected);
    return turned(beyond && gap < 0 ? TRUTH_TRUE : TRUTH_FALSE,
                  beyond && gap > 0 ? TRUTH_TRUE : TRUTH_FALSE, how->polarity);
}

struct stand compare_figures(const struct figure *own, struct interval against,
                             const struct comparing *how)
{
    if (how->difference == DIFFERENCE_BEYOND_CHANCE)
        return by_chance(own, against, how);
    return by_tolerance(own->range, against, how);
}

/* --- statements --- */

enum tells { NOTHING, THE_FIGURE, PERFORMANCE };

static const struct {
    enum tells tells;
    truth below, above;
} statements[] = {
    [RELATION_WELL_ABOVE] = {THE_FIGURE, TRUTH_FALSE, TRUTH_TRUE},
    [RELATION_ABOVE] = {THE_FIGURE, TRUTH_FALSE, TRUTH_TRUE},
    [RELATION_IN_LINE] = {THE_FIGURE, TRUTH_FALSE, TRUTH_FALSE},
    [RELATION_BELOW] = {THE_FIGURE, TRUTH_TRUE, TRUTH_FALSE},
    [RELATION_WELL_BELOW] = {THE_FIGURE, TRUTH_TRUE, TRUTH_FALSE},
    [RELATION_BETTER] = {PERFORMANCE, TRUTH_FALSE, TRUTH_TRUE},
    [RELATION_WORSE] = {PERFORMANCE, TRUTH_TRUE, TRUTH_FALSE},
    [RELATION_MIXED] = {THE_FIGURE, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
    [RELATION_NOT_MET] = {NOTHING, TRUTH_UNKNOWN, TRUTH_UNKNOWN},
};

static bool has_direction(enum polarity polarity)
{
    return polarity == POLARITY_HIGH || polarity == POLARITY_LOW;
}

/* A difference that is stated is one; how large it is nobody said. */
static truth of_size(truth differs, enum difference difference)
{
    bool open = differs == TRUTH_TRUE && difference != DIFFERENCE_ANY;
    return open ? TRUTH_UNKNOWN : differs;
}

bool compare_stated(const struct relation *relation, enum polarity polarity,
                    enum difference difference, struct stand *out)
{
    enum tells tells = statements[relation->relation].tells;
    if (tells == NOTHING || (tells == THE_FIGURE && !has_direction(polarity)))
        return false;
    truth below = of_size(statements[relation->relation].below, difference);
    truth above = of_size(statements[relation->relation].above, difference);
    *out = turned(below, above, tells == PERFORMANCE ? POLARITY_HIGH : polarity);
    return true;
}

/* The longer figure first: "10,000" ends in "0,000" of "100,000". */
int64_t compare_whole(struct str unit)
{
    static const struct {
        const char *part;
        int64_t whole;
    } units[] = {
        {"100,000", 100000}, {"100000", 100000}, {"10,000", 10000}, {"10000", 10000},
        {"1,000", 1000},     {"1000", 1000},     {"%", 100},        {"percent", 100},
        {"per cent", 100},   {"Percent", 100},   {"Per cent", 100}, {"proportion", 1},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_contains(unit, str_of(units[i].part)))
            return units[i].whole;
    return 0;
}
