/* The arithmetic against what was published: percentages and rates from their counts,
 * rounded as the Department rounds, and the quintiles of the NEET scorecards.  Skipped
 * where the data folder is absent. */
#include "fixture_national.h"

#include <stdio.h>
#include <string.h>

#include "measures/limits.h"

/* --- percentages ---------------------------------------------------------------------
 */

static int decimals_of(double value)
{
    for (int decimals = 0; decimals < 6; decimals++) {
        double scaled = value * pow(10, decimals);
        if (fabs(scaled - round(scaled)) < 1e-6)
            return decimals;
    }
    return 6;
}

/* A figure whose counts the file gives without the figure is worked out by the reader, to
 * full precision: what was published has one decimal at most. */
static bool is_published(const struct batch_figure *f)
{
    return !isnan(f->value) && !isnan(f->numerator) && f->denominator > 0 &&
           decimals_of(f->value) <= 1;
}

static int *decimals_of_measures(struct arena *a, const struct batch *b)
{
    int *decimals = arena_make(a, int, b->measures_count);
    for (size_t i = 0; i < b->figures_count; i++) {
        const struct batch_figure *f = &b->figures[i];
        if (is_published(f) && decimals_of(f->value) > decimals[f->measure])
            decimals[f->measure] = decimals_of(f->value);
    }
    return decimals;
}

static bool is_wide(struct str code)
{
    return str_compare(code, STR("970")) >= 0;
}

/* What the published counts may have been rounded by: regions' and England's to ten, full
 * time equivalents to a tenth, authorities' children not at all. */
static double rounding_of(const struct batch *b, const struct batch_figure *f)
{
    if (is_wide(b->codes[f->area]))
        return 5;
    return str_contains(b->measures[f->measure].id, STR(":sw_")) ? 0.05 : 0;
}

static bool follows(const struct batch *b, const struct batch_figure *f, int decimals)
{
    double per = b->measures[f->measure].per, off = rounding_of(b, f);
    double low =
        round_published(fmax(f->numerator - off, 0), f->denominator + off, per, decimals);
    double high =
        round_published(f->numerator + off, f->denominator - off, per, decimals);
    return f->value >= low - 1e-9 && (f->value <= high + 1e-9 || isnan(high));
}

struct agreement {
    size_t local, local_off, wide, wide_off;
};

static void note(const struct batch *b, const struct batch_figure *f, bool agrees,
                 struct agreement *found)
{
    bool wide = is_wide(b->codes[f->area]);
    found->local += !wide;
    found->wide += wide;
    found->local_off += !wide && !agrees;
    found->wide_off += wide && !agrees;
    if (!agrees)
        print_message("  %.*s %.*s %.*s: %g of %g is published as %g\n",
                      STR_ARG(b->measures[f->measure].id), STR_ARG(b->periods[f->period]),
                      STR_ARG(b->codes[f->area]), f->numerator, f->denominator, f->value);
}

/* Three authorities' figures of 36,000 are a tie rounded down by their publisher's
 * floating point; ten of regions and England do not follow from their counts. */
static void published_figures_follow_from_their_counts(void **state)
{
    (void)state;
    struct reading_test t = read_data("csc/indicator_counts.csv.gz");
    const struct batch *b = t.batch;
    const int *decimals = decimals_of_measures(t.a, b);
    struct agreement found = {0};
    for (size_t i = 0; i < b->figures_count; i++) {
        const struct batch_figure *f = &b->figures[i];
        if (is_published(f))
            note(b, f, follows(b, f, decimals[f->measure]), &found);
    }
    print_message("authorities %zu, off %zu; regions and England %zu, off %zu\n",
                  found.local, found.local_off, found.wide, found.wide_off);
    assert_true(found.local > 45000 && found.wide > 4000);
    assert_int_equal(found.local_off, 3);
    assert_int_equal(found.wide_off, 10);
    end_reading(&t);
}

/* --- quintiles -----------------------------------------------------------------------
 */

enum { LOCAL_MOST = 200 };

struct quintiles {
    double value[LOCAL_MOST], published[LOCAL_MOST];
    size_t count;
};

static double figure_in(const struct batch *b, const char *id, uint32_t area)
{
    for (size_t i = 0; i < b->figures_count; i++) {
        const struct batch_figure *f = &b->figures[i];
        if (f->area == area && str_equal(b->measures[f->measure].id, str_of(id)))
            return f->value;
    }
    return (double)NAN;
}

static struct quintiles gather(const struct batch *b, const char *value,
                               const char *quintile)
{
    struct quintiles q = {.count = 0};
    for (uint32_t area = 0; area < b->codes_count; area++) {
        double figure = figure_in(b, value, area), band = figure_in(b, quintile, area);
        if (isnan(figure) || isnan(band) || is_wide(b->codes[area]))
            continue;
        assert_true(q.count < LOCAL_MOST);
        q.value[q.count] = figure;
        q.published[q.count++] = band;
    }
    return q;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The published bands were cut before the figures were rounded to a tenth, so a figure on
 * an edge, as printed, may lie on either side of it; no other may. */
static size_t count_on_edges(const struct quintiles *q)
{
    double sorted[LOCAL_MOST];
    size_t on_edge = 0;
    memcpy(sorted, q->value, q->count * sizeof *sorted);
    qsort(sorted, q->count, sizeof *sorted, by_size);
    for (size_t i = 0; i < q->count; i++) {
        int low = 1, high = 1;
        for (int edge = 1; edge < 5; edge++) {
            double at = quantile7(sorted, q->count, edge * 0.2);
            low += q->value[i] > at + 0.05 + 1e-9;
            high += q->value[i] > at - 0.05 - 1e-9;
        }
        if (q->published[i] < low || q->published[i] > high)
            fail_msg("%g is published in band %g; expected %d to %d", q->value[i],
                     q->published[i], low, high);
        on_edge += low != high;
    }
    return on_edge;
}

static void the_quintiles_of_the_neet_scorecards_are_ours(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"NEET_not_known_percent", "NEET_NK_quintile"},
        {"NEET_percent", "NEET_quintile"},
        {"Notknown_percent", "Notknown_quintile"},
        {"TOTAL_participating_in_education_and_training_percent",
         "Participation_ET_quintile"},
        {"September_guarantee_Offer_made_percent", "Sep_guarantee_quintile"},
    };
    static const char *const years[] = {"2022", "2023"};
    size_t compared = 0, on_edge = 0;
    for (size_t y = 0; y < 2; y++) {
        char file[64];
        snprintf(file, sizeof file, "education/neet_scorecard_%s.csv.gz", years[y]);
        struct reading_test t = read_data(file);
        for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
            char value[128], quintile[128];
            snprintf(value, sizeof value, "neet_scorecard:%s", pairs[p][0]);
            snprintf(quintile, sizeof quintile, "neet_scorecard:%s", pairs[p][1]);
            struct quintiles q = gather(t.batch, value, quintile);
            assert_int_equal(q.count, 150);
            compared += q.count;
            on_edge += count_on_edges(&q);
        }
        end_reading(&t);
    }
    print_message("%zu quintiles, %zu of them on an edge as printed\n", compared,
                  on_edge);
    assert_true(on_edge < compared / 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_figures_follow_from_their_counts),
        cmocka_unit_test(the_quintiles_of_the_neet_scorecards_are_ours),
    };
    return cmocka_run_group_tests_name("published data", tests, NULL, NULL);
}
