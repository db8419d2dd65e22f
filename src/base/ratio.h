/* Exact numbers: a share or a published decimal as a fraction of two 64-bit integers, so
 * that 65% compares equal to 65% and 26 of 40 to both.  `den` is always positive.
 * Comparing multiplies in 128 bits and cannot overflow. */
#ifndef ASSAY_BASE_RATIO_H
#define ASSAY_BASE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct ratio {
    int64_t num, den;
};

/* num/den reduced; den must not be 0.  Asserts that the reduced result fits (only with
 * INT64_MIN may it not). */
struct ratio ratio_of(int64_t num, int64_t den);
/* Reads a decimal: optional sign, digits with optional thousands commas ("1,234.5"),
 * optional point and at most 9 decimals, at most 18 digits in all.  No exponent. */
bool ratio_parse(struct str s, struct ratio *out);
/* Negative, zero or positive. */
int ratio_compare(struct ratio a, struct ratio b);
/* False on overflow of the reduced result, or on division by zero; *out is then
 * untouched. */
bool ratio_add(struct ratio a, struct ratio b, struct ratio *out);
bool ratio_subtract(struct ratio a, struct ratio b, struct ratio *out);
bool ratio_multiply(struct ratio a, struct ratio b, struct ratio *out);
bool ratio_divide(struct ratio a, struct ratio b, struct ratio *out);
/* The nearest double, or its neighbour where a part has more than 53 bits. */
double ratio_double(struct ratio r);
/* With at most `decimals` decimals (0 to 9), rounded half away from zero, trailing zeros
 * and point dropped: "6.9", "76", "-0.25". */
struct str ratio_text(struct arena *a, struct ratio r, int decimals);
/* The ratio times 100 in the same form with a percent sign: "65%", "82.9%". */
struct str ratio_percent(struct arena *a, struct ratio r, int decimals);

#endif
