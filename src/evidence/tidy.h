/* The Department's tidy layout: one row a period, area and combination of filters, one
 * column an indicator.  Which column is what is found from names and contents together:
 *
 *   identity   time_period, geographic_level, codes and names of areas
 *   filter     mostly words ("social_care_group"), or words with a Total
 *   status     version: Provisional, Revised, Final; or symbols, which say why a value
 *              beside them is empty
 *   limit      one of a pair of published limits: X_lower_95 and X_upper_95, X_lci and
 *              X_uci, X_CI_low and X_CI_upp, low998 and high998 …
 *   part       a column named numerator or denominator
 *   figure     what remains; each is a measure, one for each combination of filters
 *
 * A measure's id is `source:indicator` with the source the file's name without its
 * endings, followed by `|filter=value` for each filter that tells measures of this file
 * apart: filters with one value in the whole file and the value Total are left out.  A
 * file with a column of the indicators' names and one column of their values names its
 * measures `source:` and that name; its columns of ranks and comparisons, as our own
 * exports have them (docs/exports.md), say nothing new and are left.
 *
 * Counts are paired with percentages and rates where the names say so (X_count and
 * X_percent, t_X and pt_X, number and percentage) and, for denominators, only where count
 * over denominator gives the published figure in the authorities' rows of the file. */
#ifndef ASSAY_EVIDENCE_TIDY_H
#define ASSAY_EVIDENCE_TIDY_H

#include "evidence/reading.h"

enum tidy_role {
    TIDY_IDENTITY,
    TIDY_EMPTY,
    TIDY_FILTER,
    TIDY_STATUS,
    TIDY_LIMIT,
    TIDY_PART,
    TIDY_FIGURE
};

struct tidy_column {
    struct str name;
    enum tidy_role role;
    /* of its cells: numbers and codes, words, and what the words are */
    uint32_t numbers, codes, words, blanks;
    struct str first_word;
    bool several, has_total; /* more than one word; one of them is Total or All */
    int decimals;            /* most seen */
    double most;             /* greatest of its numbers */
    /* of a figure */
    enum measure_kind kind;
    double per;
    int numerator, denominator;         /* columns, or -1 */
    int low95, high95, low998, high998; /* columns, or -1 */
};

enum { TIDY_COLUMNS = 256 };

struct tidy {
    struct tidy_column columns[TIDY_COLUMNS];
    size_t count;
    int indicator; /* the filter whose values name the measures of a long file, or -1 */
    int period, identifier, level, region_code, region_name, la_code, la_ons;
    int unit, label; /* of the row's indicator in a long file, or -1 */
};

/* A cell as a figure: as national_number, and a time as years and months ("01:03"), which
 * becomes months. */
bool tidy_number(struct str cell, double *value, uint8_t *missing, uint8_t *quality);

/* Reads the sheet once to find what each column is; rewinds. */
void tidy_study(struct reading *r, struct tidy *tidy);

/* --- names (tidy_names.c) --- */

/* A column's name as lower-case words with one space between: cut at marks and between
 * letters and digits. */
struct tidy_words {
    char text[160];
    size_t len;
};
struct tidy_words tidy_words_of(struct str name);

/* A limit's name taken apart: -1 lower, 1 upper, 0 where the name is of no limit; 95 or
 * 998; and the words left of it, which name its indicator. */
struct tidy_limit {
    int side, level;
    struct tidy_words rest;
};
struct tidy_limit tidy_limit_of(struct str name);
/* What a figure is by its name. */
enum measure_kind tidy_kind(struct str name, double *per);
/* The words without those that only say "number" or "percentage". */
struct tidy_words tidy_subject(struct str name);

/* Gives each indicator the columns of its limits; a limit without its other side, or
 * without an indicator, stays a figure. */
void tidy_attach_limits(struct tidy *tidy);
/* Gives percentages and rates the columns of their counts (tidy_counts.c). */
void tidy_pair_counts(struct reading *r, struct tidy *tidy);

#endif
