/* Pseudo-random draws that are the same bytes everywhere: for synthetic data and for
 * drawing anew, never for secrets.  The generator is xoshiro256** (Blackman and Vigna,
 * ACM TOMS 47 (2021) 36), its state filled by splitmix64 (Steele, Lea and Flood, 2014).
 *
 * A stream is named by a seed and a number, so that each thing drawn for (an area, a
 * measure) has its own and does not move when another thing draws more: seed streams by
 * what they are for, not in the order in which the program happens to get there.
 *
 * Draws use only + - * / sqrt and the functions below, all of which IEEE 754 fixes to the
 * bit (frexp, ldexp and floor are exact); logarithms and exponentials are this file's,
 * since those of C libraries differ in the last digit.  Contraction to fused operations
 * is off in random.c, and it does not compile where doubles are computed with more
 * digits. Each draw costs O(1) expected, whatever the parameters. */
#ifndef ASSAY_BASE_RANDOM_H
#define ASSAY_BASE_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state[4];
};

/* The stream of that number under that seed; streams do not overlap in practice. */
struct random random_stream(uint64_t seed, uint64_t stream);
/* Two numbers as one that depends on both and on their order: for naming streams. */
uint64_t random_mix(uint64_t a, uint64_t b);
/* 64 uniform bits. */
uint64_t random_bits(struct random *r);
/* Above 0 and below 1. */
double random_uniform(struct random *r);
/* 0 to count - 1, each as likely; count is at least 1. */
uint64_t random_below(struct random *r, uint64_t count);
/* Mean 0, standard deviation 1. */
double random_normal(struct random *r);
/* How many of n succeed, each with chance p; p is brought to 0 to 1. */
uint64_t random_binomial(struct random *r, uint64_t n, double p);
/* Events where `mean` are expected; the mean is at least 0 and at most 1e9. */
uint64_t random_poisson(struct random *r, double mean);

/* Natural logarithm of a positive number and exponential, to a few units of the last
 * digit, the same bits everywhere.  exp of more than 700 is that of 700, of less than
 * -700 is 0. */
double random_log(double x);
double random_exp(double x);

#endif
