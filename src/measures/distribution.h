/* The distributions that intervals and tests stand on: normal, gamma (and with it Poisson
 * and chi-square), binomial; and numbers that look drawn at random but depend on nothing
 * except what they are asked for.  Pure functions, good to about 13 digits. */
#ifndef ASSAY_MEASURES_DISTRIBUTION_H
#define ASSAY_MEASURES_DISTRIBUTION_H

#include <stdint.h>

/* The z below which a standard normal lies with probability p, 0 < p < 1. */
double normal_quantile(double p);
/* The probability of lying above z. */
double normal_above(double z);
/* The x below which a gamma variable of this shape (scale 1) lies with probability p;
 * 0 < p < 1, shape > 0.  Half of chi-square's quantile at 2 × shape degrees. */
double gamma_quantile(double p, double shape);
/* The probability of at most `events` successes in n trials; n up to some hundreds. */
double binomial_up_to(unsigned events, unsigned n, double p);
/* A number strictly between 0 and 1 for each (seed, draw, place): the same on every
 * machine, in any order, on any thread. */
double drawn_uniform(uint64_t seed, uint32_t draw, uint32_t place);

#endif
