/* A synthetic cohort: what would happen to 100 babies if each age lived at the rates
 * published today.  Pure arithmetic: which rates, of what and when, is the profile's
 * business (profile/babies.h).  It says what today's rates amount to, which no child born
 * today will live through; it is no forecast.
 *
 * Chances.  A yearly rate becomes a chance to have happened by an age in one of four
 * ways, by what is known of repeats (enum cohort_form).  Rates are flat over the years.
 *
 * Letters.  Every baby of every run holds a letter, a number between 0 and 1, for each
 * column; a stage happens to the baby where its letter is below the stage's chance.
 * Letters are drawn once and read by every area and scenario (common random numbers), so
 * that a difference between two of them is only what their rates make of the same babies.
 * Stages nested in one column stay nested: they read the same letter.  Stages in columns
 * of their own are independent, which says nothing about the babies to whom both happen.
 *
 * Sureness.  A rate with counts is drawn anew in every run, a proportion from a beta, a
 * rate from a gamma distribution; one without counts stands as published.
 *
 * The same seed gives the same numbers anywhere (base/random.h).  Letters take runs ×
 * columns × 400 bytes; a cohort of 20 stages and 2,000 runs some 3 ms. */
#ifndef ASSAY_MEASURES_COHORT_H
#define ASSAY_MEASURES_COHORT_H

#include <stdint.h>

#include "base/arena.h"

enum { COHORT_BABIES = 100, COHORT_LESS = 2, COHORT_YEARS_MOST = 25 };

/* ---- Rates */

struct cohort_rate {
    double value;     /* per child and year, or the share of an age group; NaN: unknown */
    double events, n; /* what stands behind it, the whole's weight included; n 0: it
                         stands as it is */
    bool proportion;  /* so many of so many; else so many among so many */
};

/* A rate that stands as it is. */
struct cohort_rate cohort_fixed(double value);
/* A rate from counts, pulled towards the whole: the posterior of a beta or gamma prior
 * with the mean `whole` that weighs as much as `weight` children (0: not at all;
 * infinite: the whole is all there is). */
struct cohort_rate cohort_counted(double events, double n, double whole, double weight,
                                  bool proportion);

/* ---- Stages */

enum cohort_form {
    /* A share of an age group: the chance itself. */
    COHORT_SHARE,
    /* First events only, among all children of the age: f a year.  By the end of `years`
     * f × years; the hazard at age a is f / (1 - f a). */
    COHORT_FIRST,
    /* All events, and the share of them that follow another within a year.  Children
     * differ in their own rate as a gamma distribution does, so that events are negative
     * binomial; its shape k is the one that gives the share of repeats.  Chance of any in
     * t years: 1 - (1 + t m / k)^-k. */
    COHORT_REPEATS,
    /* All events, repeats unknown: taken as if each were the first, 1 - (1 - h)^years;
     * the most it can be. */
    COHORT_EVENTS
};

#define COHORT_NOWHERE SIZE_MAX

/* Indexes point into an array of rates and an array of stages. */
struct cohort_stage {
    enum cohort_form form;
    unsigned years; /* at the rate; at most COHORT_YEARS_MOST */
    size_t rate, repeats;
    size_t less[COHORT_LESS]; /* shares of the events that are none of this stage's;
                                 COHORT_NOWHERE: nothing is taken off */
    size_t within; /* the stage, before this one, that alone leads here; or none */
    size_t column; /* of letters; that of `within`, or one of its own */
};

/* The rates in one run, an array as that of the rates. */
typedef const double *cohort_values;

/* The chance of a stage after `years` at the given rates, 0 to 1. */
double cohort_chance(const struct cohort_stage *stage, cohort_values at, unsigned years);
/* Of those to whom it had not happened by the age of `years`, the share to whom it
 * happens in the year after. */
double cohort_hazard(const struct cohort_stage *stage, cohort_values at, unsigned years);
/* The most that repeats allow (COHORT_REPEATS): each year's events less the repeats
 * within that year, as if nobody were referred again after a year of quiet. */
double cohort_chance_most(const struct cohort_stage *stage, cohort_values at,
                          unsigned years);
/* The shape k of the gamma distribution at which `repeats` of the events follow another
 * within a year, at a mean of m events a year; infinite where chance alone gives so many.
 *   1 - (k / (k + m))^(k + 1) = repeats */
double cohort_shape(double m, double repeats);

/* ---- Runs */

struct cohort_letters;
/* `runs` at least 1, `columns` at least 1. */
struct cohort_letters *cohort_letters_new(struct arena *a, uint64_t seed, size_t runs,
                                          size_t columns);

struct cohort {
    const struct cohort_stage *stages;
    size_t count, runs;
    const double *chance;  /* stage × run: the chance drawn, nested as the stages are */
    const uint8_t *babies; /* stage × run: to how many of the 100 it happened */
    const double *centre;  /* stage: the chance at the rates' own values */
    const bool *held;      /* stage: its own chance was above that of `within` */
};

struct cohort_plan {
    const struct cohort_rate *rates;
    size_t rate_count;
    const struct cohort_stage *stages;
    size_t stage_count;
};

/* The rates of the stages must be known. */
struct cohort *cohort_run(struct arena *a, const struct cohort_letters *letters,
                          const struct cohort_plan *plan);

/* Of 100 babies. */
struct cohort_result {
    double mean;                         /* expected: the mean of the chances drawn */
    double rate_low, rate_high;          /* 95% of the expected number, as counts allow */
    double low80, high80, low95, high95; /* of 100 babies: chance included */
};
struct cohort_result cohort_result(struct arena *scratch, const struct cohort *cohort,
                                   size_t stage);
/* `to` less `from`, over the same letters: their runs must be as many. */
struct cohort_result cohort_difference(struct arena *scratch, const struct cohort *from,
                                       const struct cohort *to, size_t stage);

/* Whole babies a stage, by largest remainder: `out` has room for the stages.  Nested
 * stages stay nested, and the parts of a chain add up to 100. */
void cohort_dots(const struct cohort *cohort, const struct cohort_result *results,
                 unsigned *out);

#endif
