#include <assert.h>
#include <math.h>

#include "evidence/tidy.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* What is neither filter nor figure in any tidy file. */
static const char *const identity[] = {"time_period",
                                       "time_identifier",
                                       "time_period_type",
                                       "geographic_level",
                                       "country_code",
                                       "country_name",
                                       "region_code",
                                       "region_name",
                                       "old_la_code",
                                       "new_la_code",
                                       "la_name",
                                       "la_code",
                                       "la_number",
                                       "gss_code",
                                       "old_lad_code",
                                       "lad_code",
                                       "lad_name",
                                       "new_lad_code",
                                       "school_urn",
                                       "school_laestab",
                                       "school_name",
                                       "pcon_code",
                                       "pcon_name",
                                       "ward_code",
                                       "ward_name",
                                       "trust_id",
                                       "trust_name",
                                       "provider_ukprn",
                                       "provider_name",
                                       "rsc_region_lead_name",
                                       "opportunity_area_code",
                                       "opportunity_area_name",
                                       "local_enterprise_partnership_code",
                                       "local_enterprise_partnership_name",
                                       "time_period_label",
                                       "area_code",
                                       "area_name",
                                       "area_type",
                                       "parent_code",
                                       "parent_name",
                                       "indicator_id",
                                       "unit",
                                       "units",
                                       "value_note",
                                       "recent_trend",
                                       "new_data",
                                       "compared_to_goal",
                                       "time_period_sortable",
                                       "time_period_range"};
/* How far the figures have come. */
static const char *const statuses[] = {"version", "data_status", "publication_status",
                                       "status"};
/* Numbers that are the name of a group. */
static const char *const numbered[] = {"age",
                                       "year_group",
                                       "nc_year",
                                       "ncyear",
                                       "school_year",
                                       "age_at_start",
                                       "quarter",
                                       "month",
                                       "week",
                                       "age_group",
                                       "national_curriculum_year"};

/* The column of a long file that names its indicators, and that of their values. */
static const char *const indicators[] = {"indicator", "indicator_name", "measure",
                                         "measure_name"};
static const char *const values[] = {"value",  "indicator_value", "figure",
                                     "values", "measure_value",   "indicator_figure"};
/* How the value of a row stands, beside it in a long file: our own exports have these. */
static const char *const beside_value[] = {
    "status_text",       "rank",         "rank_of",       "quartile",
    "neighbours_mean",   "region_value", "england_value", "against_neighbours",
    "neighbours_median", "change",       "change_is",     "against_region",
    "against_england",   "evidence",     "attribution"};

static bool is_named(struct str name, const char *const *list, size_t count)
{
    const struct str *names = &name;
    struct columns one = {.names = names, .count = 1};
    for (size_t i = 0; i < count; i++) {
        if (columns_index(&one, list[i]) == 0)
            return true;
    }
    return false;
}

/* "00:10" is no years and ten months, as the adoption tables write it. */
static bool read_months(struct str cell, double *value)
{
    int part[2] = {0, 0}, at = 0;
    if (cell.len < 4 || cell.len > 6)
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.at[i];
        if (c == ':' && at == 0 && i > 0)
            at = 1;
        else if (c >= '0' && c <= '9')
            part[at] = part[at] * 10 + (c - '0');
        else
            return false;
    }
    *value = part[0] * 12 + part[1];
    return at == 1 && cell.at[cell.len - 3] == ':' && part[1] < 12;
}

bool tidy_number(struct str cell, double *value, uint8_t *missing, uint8_t *quality)
{
    if (national_number(cell, value, missing, quality))
        return true;
    *missing = MISSING_NOT;
    *quality = QUALITY_NOT_GIVEN;
    return read_months(cell, value);
}

/* --- what its cells are --------------------------------------------------------------
 */

static int decimals_in(struct str cell)
{
    size_t point = str_find_last(cell, '.');
    if (point == cell.len || cell.len - point - 1 > 9)
        return 0;
    return (int)(cell.len - point - 1);
}

static void take_word(struct arena *a, struct tidy_column *column, struct str word)
{
    column->words++;
    if (column->words == 1)
        column->first_word = arena_copy(a, word);
    else if (!column->several)
        column->several = !str_equal(column->first_word, word);
    if (!column->has_total)
        column->has_total =
            str_equal_fold(word, STR("Total")) || str_equal_fold(word, STR("All"));
}

static void take_cell(struct arena *a, struct tidy_column *column, struct str cell)
{
    double value;
    uint8_t missing, quality;
    if (cell.len == 0) {
        column->blanks++;
    } else if (!tidy_number(cell, &value, &missing, &quality)) {
        take_word(a, column, cell);
    } else if (missing || quality) {
        column->codes++;
    } else {
        int decimals = decimals_in(cell);
        column->numbers++;
        column->most =
            column->numbers == 1 || value > column->most ? value : column->most;
        column->decimals = decimals > column->decimals ? decimals : column->decimals;
    }
}

/* A group's number is a word where the column's name says that it names a group. */
static void take_cells(struct reading *r, struct tidy *tidy)
{
    struct arena *a = r->batch->arena;
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_column *column = &tidy->columns[i];
        struct str cell = reading_cell(r, (int)i);
        if (column->role == TIDY_IDENTITY)
            continue;
        if (column->role == TIDY_FILTER && cell.len)
            take_word(a, column, cell);
        else
            take_cell(a, column, cell);
    }
}

/* --- what it is ----------------------------------------------------------------------
 */

static enum tidy_role role_by_name(struct str name)
{
    if (is_named(name, identity, COUNT(identity)))
        return TIDY_IDENTITY;
    if (is_named(name, numbered, COUNT(numbered)))
        return TIDY_FILTER;
    return TIDY_FIGURE;
}

static enum tidy_role role_by_cells(const struct tidy_column *column)
{
    static const char *const parts[] = {"numerator", "denominator"};
    if (column->numbers + column->codes + column->words == 0)
        return TIDY_EMPTY;
    if (column->role != TIDY_FIGURE)
        return column->role;
    bool symbols = column->numbers == 0 && column->codes > 0;
    if (symbols && is_named(column->name, statuses, COUNT(statuses)))
        return TIDY_STATUS;
    bool wordy = column->words > column->numbers + column->codes ||
                 (column->has_total && column->words > 0);
    if (wordy && is_named(column->name, statuses, COUNT(statuses)))
        return TIDY_STATUS;
    if (wordy)
        return TIDY_FILTER;
    return is_named(column->name, parts, COUNT(parts)) ? TIDY_PART : TIDY_FIGURE;
}

static void start_columns(const struct reading *r, struct tidy *tidy)
{
    size_t count = r->columns.count < TIDY_COLUMNS ? r->columns.count : TIDY_COLUMNS;
    *tidy = (struct tidy){.count = count};
    for (size_t i = 0; i < count; i++) {
        struct str name = r->columns.names[i];
        struct tidy_column *column = &tidy->columns[i];
        *column = (struct tidy_column){.name = name,
                                       .role = role_by_name(name),
                                       .numerator = -1,
                                       .denominator = -1,
                                       .low95 = -1,
                                       .high95 = -1,
                                       .low998 = -1,
                                       .high998 = -1};
        column->kind = tidy_kind(name, &column->per);
    }
}

static int first_of(const struct reading *r, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int column = reading_column(r, names[i]);
        if (column >= 0)
            return column;
    }
    return -1;
}

static void find_identity(const struct reading *r, struct tidy *tidy)
{
    static const char *const codes[] = {"old_la_code", "la_number", "la_code"};
    static const char *const ons[] = {"new_la_code", "gss_code", "area_code"};
    static const char *const levels[] = {"geographic_level", "area_type"};
    static const char *const units[] = {"unit", "units"};
    tidy->period = reading_column(r, "time_period");
    tidy->identifier = reading_column(r, "time_identifier");
    tidy->level = first_of(r, levels, COUNT(levels));
    tidy->unit = first_of(r, units, COUNT(units));
    tidy->region_code = reading_column(r, "region_code");
    tidy->region_name = reading_column(r, "region_name");
    tidy->la_code = first_of(r, codes, COUNT(codes));
    tidy->la_ons = first_of(r, ons, COUNT(ons));
}

static bool has_column(const struct tidy *tidy, enum tidy_role role,
                       const char *const *names, size_t count)
{
    for (size_t i = 0; i < tidy->count; i++) {
        if (tidy->columns[i].role == role &&
            is_named(tidy->columns[i].name, names, count))
            return true;
    }
    return false;
}

/* What stands beside the value of a long file is neither filter nor figure. */
static void set_aside(struct tidy *tidy)
{
    if (!has_column(tidy, TIDY_FILTER, indicators, COUNT(indicators)) ||
        !has_column(tidy, TIDY_FIGURE, values, COUNT(values)))
        return;
    for (size_t i = 0; i < tidy->count; i++) {
        struct tidy_column *column = &tidy->columns[i];
        if (is_named(column->name, beside_value, COUNT(beside_value)))
            column->role = TIDY_IDENTITY;
    }
}

/* A long file: one filter holds the indicators' names, one column their values. */
static int find_indicator(const struct tidy *tidy)
{
    int found = -1;
    size_t figures = 0;
    for (size_t i = 0; i < tidy->count; i++) {
        const struct tidy_column *column = &tidy->columns[i];
        if (column->role == TIDY_FILTER && found < 0 &&
            is_named(column->name, indicators, COUNT(indicators)))
            found = (int)i;
        if (column->role != TIDY_FIGURE)
            continue;
        figures++;
        if (!is_named(column->name, values, COUNT(values)))
            return -1;
    }
    return figures == 1 ? found : -1;
}

/* A proportion may be written as a part of one: no per cent then. */
static void settle_proportion(struct tidy_column *column)
{
    struct tidy_words words = tidy_words_of(column->name);
    bool proportion =
        str_contains((struct str){words.text, words.len}, STR("proportion"));
    if (proportion && column->kind == MEASURE_PERCENT && column->most <= 1 &&
        column->decimals > 0) {
        column->kind = MEASURE_OTHER;
        column->per = 1;
    }
}

/* Beside a column of the indicators' ids one of their names: a label, no filter. */
static int find_label(struct tidy *tidy)
{
    static const char *const names[] = {"indicator_name", "indicator_label",
                                        "measure_name", "label"};
    for (size_t i = 0; i < tidy->count && tidy->indicator >= 0; i++) {
        struct tidy_column *column = &tidy->columns[i];
        if ((int)i == tidy->indicator || column->role != TIDY_FILTER ||
            !is_named(column->name, names, COUNT(names)))
            continue;
        column->role = TIDY_IDENTITY;
        return (int)i;
    }
    return -1;
}

void tidy_study(struct reading *r, struct tidy *tidy)
{
    start_columns(r, tidy);
    find_identity(r, tidy);
    while (sheet_next(&r->reader, &r->row, &r->broken))
        take_cells(r, tidy);
    for (size_t i = 0; i < tidy->count; i++)
        tidy->columns[i].role = role_by_cells(&tidy->columns[i]);
    for (size_t i = 0; i < tidy->count; i++)
        settle_proportion(&tidy->columns[i]);
    set_aside(tidy);
    reading_rewind(r);
    tidy_attach_limits(tidy);
    tidy_pair_counts(r, tidy);
    tidy->indicator = find_indicator(tidy);
    tidy->label = find_label(tidy);
}
