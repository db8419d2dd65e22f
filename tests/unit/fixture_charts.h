/* Data for charts: a plausible one of each, and one at random with everything that may go
 * wrong in it.  Random numbers are those of distribution.h, the same on every machine. */
#ifndef ASSAY_TESTS_FIXTURE_CHARTS_H
#define ASSAY_TESTS_FIXTURE_CHARTS_H

#include <math.h>
#include <string.h>

#include "measures/distribution.h"
#include "publish/chart.h"

struct dice {
    struct arena *arena;
    uint64_t seed;
    uint32_t rolled;
    bool wild; /* NaN, infinities, huge and tiny numbers, long names, nothing at all */
};

static inline double dice_part(struct dice *d)
{
    return drawn_uniform(d->seed, d->rolled++, 7);
}

/* 0 to below n */
static inline size_t dice_below(struct dice *d, size_t n)
{
    size_t i = (size_t)(dice_part(d) * (double)n);
    return i < n ? i : n - 1;
}

static inline double dice_number(struct dice *d)
{
    static const double odd[] = {0,
                                 -0.0,
                                 (double)NAN,
                                 (double)INFINITY,
                                 -(double)INFINITY,
                                 1e308,
                                 -1e308,
                                 1e-308,
                                 1e15,
                                 -7,
                                 1e9 + 0.5,
                                 3};
    if (d->wild && dice_below(d, 4) == 0)
        return odd[dice_below(d, sizeof odd / sizeof *odd)];
    return 10 + 60 * dice_part(d);
}

static inline struct str dice_name(struct dice *d, const char *what)
{
    static const char *const odd[] = {
        "",
        "Bournemouth, Christchurch and Poole",
        "A <b>&\"'name\" with \x01 marks",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochuchafeilltydd",
        "\xe6\x9d\xb1\xe4\xba\xac\xe9\x83\xbd \xc3\xa9t\xc3\xa9",
        "\xff\xfe broken",
    };
    if (d->wild && dice_below(d, 5) == 0) {
        const char *name = odd[dice_below(d, sizeof odd / sizeof *odd - 1)];
        return str_of(name);
    }
    return arena_format(d->arena, "%s %zu", what, 1 + dice_below(d, 400));
}

static inline struct number_form dice_form(struct dice *d)
{
    return (struct number_form){(int)dice_below(d, 4), dice_below(d, 2) == 0};
}

static inline double *dice_numbers(struct dice *d, size_t count)
{
    double *at = arena_make(d->arena, double, count);
    for (size_t i = 0; i < count; i++)
        at[i] = dice_number(d);
    return at;
}

static inline struct chart_frame dice_frame(struct dice *d, const char *title)
{
    return (struct chart_frame){.title = str_of(title),
                                .note = dice_below(d, 2) ? STR("") : STR("A note of it."),
                                .none = STR("There is nothing to draw.")};
}

static inline void dice_quantiles(struct dice *d, double q[5])
{
    q[0] = dice_number(d);
    for (size_t i = 1; i < 5; i++)
        q[i] = q[i - 1] + 10 * dice_part(d);
}

static inline struct chart_spine dice_spine(struct dice *d, size_t rows)
{
    struct spine_row *at = arena_make(d->arena, struct spine_row, rows);
    for (size_t i = 0; i < rows; i++) {
        at[i] = (struct spine_row){.label = dice_name(d, "Measure of something number"),
                                   .period = STR("2024/25"),
                                   .form = dice_form(d),
                                   .own = dice_number(d),
                                   .neighbours = dice_number(d),
                                   .england = dice_number(d),
                                   .says = (enum chart_says)dice_below(d, 6),
                                   .low_is_good = dice_below(d, 2) == 0,
                                   .no_direction = dice_below(d, 4) == 0};
        dice_quantiles(d, at[i].quantiles);
        if (!d->wild)
            at[i].england = at[i].quantiles[2];
    }
    return (struct chart_spine){.frame = dice_frame(d, "A spine"),
                                .area = dice_name(d, "Area"),
                                .comparator = STR("the mean of its neighbours"),
                                .neighbours = STR("neighbours' mean"),
                                .rows = at,
                                .count = rows};
}

static inline struct chart_trend dice_trend(struct dice *d, size_t periods, size_t lines)
{
    struct str *texts = arena_make(d->arena, struct str, periods);
    int *years = arena_make(d->arena, int, periods), year = 2005;
    bool *breaks = arena_make(d->arena, bool, periods);
    struct trend_line *neighbours = arena_make(d->arena, struct trend_line, lines);
    for (size_t i = 0; i < periods; i++) {
        year += d->wild ? (int)dice_below(d, 3) : 1;
        years[i] = year;
        texts[i] = arena_format(d->arena, "%d/%02d", year, (year + 1) % 100);
        breaks[i] = d->wild && dice_below(d, 8) == 0;
    }
    for (size_t k = 0; k < lines; k++)
        neighbours[k] =
            (struct trend_line){dice_name(d, "Neighbour"), dice_numbers(d, periods)};
    return (struct chart_trend){
        .frame = dice_frame(d, "A trend"),
        .form = dice_form(d),
        .unit = dice_below(d, 2) ? STR("") : STR("Rate per 10,000"),
        .periods = texts,
        .years = years,
        .breaks = breaks,
        .count = periods,
        .own = {dice_name(d, "Area"), dice_numbers(d, periods)},
        .average = {STR("neighbours' mean"), dice_numbers(d, periods)},
        .england = {STR("England"), dice_below(d, 4) ? dice_numbers(d, periods) : NULL},
        .neighbours = neighbours,
        .neighbour_count = lines};
}

static inline enum place_kin dice_kin(size_t i)
{
    return i == 3 ? PLACE_OWN : i % 15 == 1 ? PLACE_NEIGHBOUR : PLACE_OTHER;
}

static inline struct chart_bars dice_bars(struct dice *d, size_t count)
{
    struct bar *at = arena_make(d->arena, struct bar, count);
    for (size_t i = 0; i < count; i++) {
        double x = dice_number(d);
        at[i] = (struct bar){.name = dice_name(d, "Authority"),
                             .value = x,
                             .low = x - 3 * dice_part(d),
                             .high = x + 3 * dice_part(d),
                             .rank_low = (int)dice_below(d, 9),
                             .rank_high = (int)(9 + dice_below(d, 200)),
                             .kin = dice_kin(i)};
    }
    return (struct chart_bars){.frame = dice_frame(d, "Bars"),
                               .form = dice_form(d),
                               .centre = dice_number(d),
                               .centre_name = STR("England"),
                               .bars = at,
                               .count = count};
}

static inline struct chart_funnel dice_funnel(struct dice *d, size_t count)
{
    enum { LIMITS = 20 };
    struct funnel_point *at = arena_make(d->arena, struct funnel_point, count);
    double *n = arena_make(d->arena, double, LIMITS);
    struct chart_limits *limits = arena_make(d->arena, struct chart_limits, LIMITS);
    for (size_t i = 0; i < count; i++)
        at[i] =
            (struct funnel_point){.name = dice_name(d, "Authority"),
                                  .n = d->wild ? dice_number(d) : 10 + 900 * dice_part(d),
                                  .value = dice_number(d),
                                  .low95 = 20,
                                  .high95 = 60,
                                  .band = (enum funnel_band)dice_below(d, 3),
                                  .says = (enum chart_says)(1 + dice_below(d, 5)),
                                  .kin = dice_kin(i)};
    for (size_t i = 0; i < LIMITS; i++) {
        double wide = 200 / sqrt((double)(i + 1) * 50);
        n[i] = (double)(i + 1) * 50;
        limits[i] =
            (struct chart_limits){40 - wide, 40 + wide, 40 - 1.6 * wide, 40 + 1.6 * wide};
    }
    return (struct chart_funnel){.frame = dice_frame(d, "A funnel"),
                                 .form = dice_form(d),
                                 .counted = STR("Children"),
                                 .centre = d->wild ? dice_number(d) : 40,
                                 .centre_name = STR("England"),
                                 .points = at,
                                 .count = count,
                                 .n = n,
                                 .limits = limits,
                                 .limit_count = LIMITS};
}

static inline struct chart_hexagons dice_hexagons(struct dice *d, size_t count)
{
    struct hexagon *at = arena_make(d->arena, struct hexagon, count);
    for (size_t i = 0; i < count; i++)
        at[i] = (struct hexagon){.name = dice_name(d, "Authority"),
                                 .region = i % 3 ? STR("North") : STR("South"),
                                 .q = d->wild ? (int)dice_below(d, 100) : (int)(i % 16),
                                 .r = d->wild ? (int)dice_below(d, 100) : (int)(i / 16),
                                 .value = dice_number(d),
                                 .band = (enum map_band)dice_below(d, MAP_BANDS),
                                 .kin = dice_kin(i),
                                 .missing = STR("suppressed")};
    return (struct chart_hexagons){.frame = dice_frame(d, "A map"),
                                   .form = dice_form(d),
                                   .direction = dice_below(d, 2) == 0,
                                   .comparator =
                                       dice_below(d, 2) ? STR("") : STR("England"),
                                   .hexagons = at,
                                   .count = count};
}

#endif
