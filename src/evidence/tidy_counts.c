#include <assert.h>
#include <math.h>

#include "evidence/tidy.h"

/* A count over a count is only taken for a published figure where it gives that figure in
 * these many of the authorities' rows looked at, and hardly ever another.  Their counts
 * are exact; those of regions and England are rounded. */
enum { ROWS_LOOKED_AT = 4000, ROWS_AT_LEAST = 20, MISFITS_PER_THOUSAND = 10 };

struct sample {
    size_t rows, columns;
    double *values; /* rows × columns; NaN where there is none */
};

static void take_row(const struct reading *r, const struct tidy *tidy,
                     struct sample *sample)
{
    double *row = sample->values + sample->rows * sample->columns;
    for (size_t i = 0; i < tidy->count; i++) {
        uint8_t missing, quality;
        bool counts = tidy->columns[i].role == TIDY_FIGURE &&
                      tidy_number(reading_cell(r, (int)i), &row[i], &missing, &quality);
        if (!counts || missing || quality)
            row[i] = (double)NAN;
    }
    sample->rows++;
}

static struct sample take_sample(struct reading *r, const struct tidy *tidy,
                                 struct arena *scratch)
{
    struct sample sample = {.columns = tidy->count};
    sample.values = arena_make(scratch, double, ROWS_LOOKED_AT * tidy->count);
    while (sample.rows < ROWS_LOOKED_AT && sheet_next(&r->reader, &r->row, &r->broken)) {
        if (str_equal_fold(reading_cell(r, tidy->level), STR("Local authority")))
            take_row(r, tidy, &sample);
    }
    reading_rewind(r);
    return sample;
}

/* In how many rows the counts give the figure, and in how many they do not. */
struct agreement {
    uint32_t rows, misfits;
};

static struct agreement compare(const struct sample *sample, const struct tidy *tidy,
                                int figure, int numerator, int denominator)
{
    struct agreement found = {0, 0};
    const struct tidy_column *column = &tidy->columns[figure];
    double half = 0.5 * pow(10, -column->decimals);
    for (size_t i = 0; i < sample->rows; i++) {
        const double *row = sample->values + i * sample->columns;
        double n = row[numerator], d = row[denominator], value = row[figure];
        if (isnan(n) || isnan(value) || !(d > 0))
            continue;
        found.rows++;
        found.misfits += fabs(n * column->per / d - value) > half * 1.000001 + 1e-9;
    }
    return found;
}

static bool agrees(struct agreement a)
{
    return a.rows >= ROWS_AT_LEAST && a.misfits * 1000 <= a.rows * MISFITS_PER_THOUSAND;
}

static bool may_count(const struct tidy_column *column)
{
    return column->role == TIDY_FIGURE &&
           (column->kind == MEASURE_COUNT || column->kind == MEASURE_OTHER);
}

/* The denominator with which this numerator gives the figure in most rows, or -1. */
static int denominator_of(const struct sample *sample, const struct tidy *tidy,
                          int figure, int numerator)
{
    int best = -1;
    uint32_t rows = 0;
    for (size_t i = 0; i < tidy->count; i++) {
        if (!may_count(&tidy->columns[i]) || (int)i == numerator)
            continue;
        struct agreement a = compare(sample, tidy, figure, numerator, (int)i);
        if (agrees(a) && a.rows > rows) {
            best = (int)i;
            rows = a.rows;
        }
    }
    return best;
}

/* The only count of the same subject, or -1. */
static int numerator_by_name(const struct tidy *tidy, size_t figure)
{
    struct tidy_words subject = tidy_subject(tidy->columns[figure].name);
    int found = -1;
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_words other = tidy_subject(tidy->columns[i].name);
        struct str a = {subject.text, subject.len}, b = {other.text, other.len};
        if (i == figure || !may_count(&tidy->columns[i]) || !str_equal(a, b))
            continue;
        if (found >= 0)
            return -1;
        found = (int)i;
    }
    return found;
}

/* The column of the same subject that is named its denominator, or -1. */
static int denominator_by_name(const struct tidy *tidy, size_t figure)
{
    struct tidy_words subject = tidy_subject(tidy->columns[figure].name);
    struct str wanted = {subject.text, subject.len};
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_words words = tidy_subject(tidy->columns[i].name);
        struct str name = {words.text, words.len}, end = STR(" denominator");
        if (may_count(&tidy->columns[i]) && str_ends(name, end) &&
            str_equal((struct str){name.at, name.len - end.len}, wanted))
            return (int)i;
    }
    return -1;
}

/* The column named numerator or denominator, where there is one of that name. */
static int part_named(const struct tidy *tidy, const char *name)
{
    for (size_t i = 0; i < tidy->count; i++) {
        struct columns one = {.names = &tidy->columns[i].name, .count = 1};
        if (tidy->columns[i].role == TIDY_PART && columns_index(&one, name) == 0)
            return (int)i;
    }
    return -1;
}

static bool is_share(const struct tidy_column *column)
{
    return column->role == TIDY_FIGURE &&
           (column->kind == MEASURE_PERCENT || column->kind == MEASURE_RATE);
}

/* Beside a denominator a column named just "count" is the numerator; or -1. */
static int count_beside(struct tidy *tidy)
{
    for (size_t i = 0; i < tidy->count; i++) {
        struct columns one = {.names = &tidy->columns[i].name, .count = 1};
        if (tidy->columns[i].role == TIDY_FIGURE && columns_index(&one, "count") == 0) {
            tidy->columns[i].role = TIDY_PART;
            return (int)i;
        }
    }
    return -1;
}

/* Columns named numerator and denominator belong to the only indicator of the file; where
 * there are several indicators, to none. */
static void pair_parts(struct tidy *tidy)
{
    int owner = -1, indicators = 0;
    for (size_t i = 0; i < tidy->count; i++) {
        if (tidy->columns[i].role != TIDY_FIGURE ||
            tidy->columns[i].kind == MEASURE_COUNT)
            continue;
        owner = (int)i;
        indicators++;
    }
    if (indicators != 1)
        return;
    tidy->columns[owner].numerator = part_named(tidy, "numerator");
    tidy->columns[owner].denominator = part_named(tidy, "denominator");
    if (tidy->columns[owner].denominator >= 0 && tidy->columns[owner].numerator < 0)
        tidy->columns[owner].numerator = count_beside(tidy);
}

/* A rate's counts have names of their own ("children_count", "population_estimate"), so
 * every pair of counts is tried. */
static void pair_rate(const struct sample *sample, struct tidy *tidy, size_t figure)
{
    for (size_t i = 0; i < tidy->count; i++) {
        if (!may_count(&tidy->columns[i]))
            continue;
        int denominator = denominator_of(sample, tidy, (int)figure, (int)i);
        if (denominator < 0)
            continue;
        tidy->columns[figure].numerator = (int)i;
        tidy->columns[figure].denominator = denominator;
        return;
    }
}

void tidy_pair_counts(struct reading *r, struct tidy *tidy)
{
    struct arena *scratch =
        arena_new((size_t)ROWS_LOOKED_AT * TIDY_COLUMNS * sizeof(double) + MIB);
    struct sample sample = take_sample(r, tidy, scratch);
    pair_parts(tidy);
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_column *column = &tidy->columns[i];
        if (!is_share(column) || column->numerator >= 0)
            continue;
        column->numerator = numerator_by_name(tidy, i);
        column->denominator = denominator_by_name(tidy, i);
        if (column->numerator >= 0 && column->denominator < 0)
            column->denominator =
                denominator_of(&sample, tidy, (int)i, column->numerator);
        else if (column->numerator < 0 && column->denominator >= 0)
            column->denominator = -1;
        else if (column->numerator < 0 && column->kind == MEASURE_RATE && column->per > 1)
            pair_rate(&sample, tidy, i);
    }
    arena_free(scratch);
}
