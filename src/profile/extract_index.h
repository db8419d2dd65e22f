/* What extracting needs to know of all of England, worked out once: which rows of
 * settings lie in which area, which grades belong to which setting, on which days lists
 * were made.
 *
 * A setting is known by its number and by being a school or not: the two kinds number
 * theirs apart. */
#ifndef ASSAY_PROFILE_EXTRACT_INDEX_H
#define ASSAY_PROFILE_EXTRACT_INDEX_H

#include "profile/extract.h"

/* Rows of a table by what they belong to: those of `i` are
 * at[first[i]] .. at[first[i + 1]], in the order of the table. */
struct extract_rows {
    uint32_t *first, *at;
};

/* The days of complete lists, rising. */
struct extract_days {
    date *at;
    size_t count;
};

struct extract_index {
    struct extract_rows of_area;   /* rows of settings by area of the cube */
    struct extract_rows of_number; /* rows of grades by number */
    const uint32_t *number;        /* of each row of settings */
    const bool *is_school;         /* each row of settings */
    struct extract_days schools, providers;
    /* Each load, by number: its schools are graded without a day, so that it tells the
     * latest grade of all, and of whom it tells none has none. */
    const bool *is_latest;
    size_t load_count;
};

#endif
