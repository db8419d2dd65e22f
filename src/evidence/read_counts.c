/* Made long tables, one row an indicator, period and area with its numerator, denominator
 * and published value: the indicators of 2013 to 2025 with counts, and the national
 * indicators of 2007 to 2014.  Measure ids are `source:indicator`, the source being the
 * file's name. */
#include <math.h>

#include "evidence/reading.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

struct counts_columns {
    int id, label, polarity, kind, period, level, code, region_code, name, numerator,
        denominator, value, suppression, source;
};

static struct counts_columns columns_of(const struct reading *r)
{
    struct counts_columns at = {.id = reading_column(r, "indicator"),
                                .label = reading_column(r, "label"),
                                .polarity = reading_column(r, "polarity"),
                                .kind = reading_column(r, "kind"),
                                .period = reading_column(r, "time_period"),
                                .level = reading_column(r, "geographic_level"),
                                .code = reading_column(r, "la_number"),
                                .region_code = reading_column(r, "region_code"),
                                .name = reading_column(r, "region_name"),
                                .numerator = reading_column(r, "numerator"),
                                .denominator = reading_column(r, "denominator"),
                                .value = reading_column(r, "published_value"),
                                .suppression = reading_column(r, "suppression"),
                                .source = reading_column(r, "source_file")};
    if (at.period < 0)
        at.period = reading_column(r, "period");
    if (at.value < 0)
        at.value = reading_column(r, "value");
    if (at.name < 0)
        at.name = reading_column(r, "area_name");
    return at;
}

static const struct {
    const char *word;
    enum measure_kind kind;
    double per;
    const char *unit;
} kinds[] = {
    {"percent", MEASURE_PERCENT, 100, "%"},
    {"percent_of_sessions", MEASURE_PERCENT, 100, "% of sessions"},
    {"rate10k", MEASURE_RATE, 10000, "per 10,000"},
    {"mean", MEASURE_MEAN, 1, ""},
    {"count", MEASURE_COUNT, 1, ""},
};

static enum polarity polarity_of(struct str cell)
{
    if (str_equal_fold(cell, STR("high")))
        return POLARITY_HIGH;
    return str_equal_fold(cell, STR("low")) ? POLARITY_LOW : POLARITY_NONE;
}

/* The workforce is counted on 30 September, attainment and absence by academic years, the
 * rest to 31 March. */
static struct str year_type_of(struct str source_file, struct str period)
{
    if (str_starts(source_file, STR("csww")))
        return STR("September");
    if (period.len == 6 && period.at[4] != '-')
        return STR("Academic");
    return STR("");
}

static void describe(struct reading *r, const struct counts_columns *at,
                     struct batch_measure *m)
{
    struct arena *a = r->batch->arena;
    m->row = r->row.row;
    m->described = true;
    m->label = arena_copy(a, reading_cell(r, at->label));
    m->polarity = polarity_of(reading_cell(r, at->polarity));
    m->source = arena_copy(a, reading_cell(r, at->source));
    m->year_type = year_type_of(m->source, reading_cell(r, at->period));
    m->kind = MEASURE_OTHER;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!str_equal_fold(reading_cell(r, at->kind), str_of(kinds[i].word)))
            continue;
        m->kind = kinds[i].kind;
        m->per = kinds[i].per;
        m->unit = str_of(kinds[i].unit);
    }
    /* Two of the national indicators are "(number)" or "(number only)", filed as means
     * without a value. */
    if (m->kind == MEASURE_MEAN && str_contains(m->label, STR("(number")))
        m->kind = MEASURE_COUNT;
}

/* `source:indicator` without an allocation a row: runs of one indicator stand together.
 */
struct last_measure {
    struct str stem, indicator;
    uint32_t index;
    bool any;
};

static uint32_t measure_in(struct reading *r, const struct counts_columns *at,
                           struct last_measure *last)
{
    struct str indicator = reading_cell(r, at->id);
    if (last->any && str_equal(last->indicator, indicator))
        return last->index;
    struct str id = arena_format(r->batch->arena, "%.*s:%.*s", STR_ARG(last->stem),
                                 STR_ARG(indicator));
    last->index = batch_measure_index(r->batch, id);
    last->indicator = arena_copy(r->batch->arena, indicator);
    last->any = true;
    struct batch_measure *m = &r->batch->measures[last->index];
    if (!m->described)
        describe(r, at, m);
    return last->index;
}

/* The area's number; empty where the row is of none (two authorities in one row). */
static struct str code_in(const struct reading *r, const struct counts_columns *at)
{
    struct str level = reading_cell(r, at->level), code = reading_cell(r, at->code);
    if (str_equal_fold(level, STR("National")))
        return STR("970");
    if (str_equal_fold(level, STR("Regional")))
        return reading_region(reading_cell(r, at->region_code),
                              reading_cell(r, at->name));
    return reading_is_code(code) ? code : STR("");
}

/* An optional count or value. */
static double number_in(struct reading *r, int column)
{
    double value = (double)NAN;
    uint8_t missing, quality;
    if (column >= 0 &&
        !national_number(reading_cell(r, column), &value, &missing, &quality)) {
        reading_bad(r, REMARK_BAD_ROW, column, "expected a number or nothing");
        return (double)NAN;
    }
    return value;
}

/* Why there is no value: the first code given ("cx": one count c, the other x).  In the
 * tables of 2007 to 2014 x is a count of one to five, or one hidden to protect another
 * (their own notes on rounding and suppression). */
static void take_code(struct batch_figure *f, struct str code, bool x_is_suppressed)
{
    double value;
    uint8_t missing, quality;
    if (code.len > 1 && !str_equal_fold(code, STR("low")))
        code.len = 1;
    if (!national_number(code, &value, &missing, &quality))
        return;
    if (x_is_suppressed && str_equal_fold(code, STR("x")))
        missing = MISSING_SUPPRESSED;
    f->quality = quality;
    if (!isnan(f->value))
        return;
    f->missing = missing;
    f->value = value;
}

/* A percentage that was not published is computed where both counts are there; of a
 * number the count is the value. */
static double value_of_counts(const struct batch_measure *m, const struct batch_figure *f)
{
    if (m->kind == MEASURE_COUNT)
        return f->numerator;
    bool counted = m->kind == MEASURE_PERCENT || m->kind == MEASURE_RATE;
    if (!counted || isnan(f->numerator) || !(f->denominator > 0))
        return (double)NAN;
    return f->numerator * m->per / f->denominator;
}

struct counts_reader {
    struct counts_columns at;
    struct last_measure last;
    bool x_is_suppressed;
};

static struct batch_figure figure_in(struct reading *r, const struct counts_reader *c)
{
    struct batch_figure f = {
        .row = r->row.row,
        .value = number_in(r, c->at.value),
        .numerator = number_in(r, c->at.numerator),
        .denominator = number_in(r, c->at.denominator),
        .low95 = (double)NAN,
        .high95 = (double)NAN,
        .low998 = (double)NAN,
        .high998 = (double)NAN,
        .missing = MISSING_NOT,
    };
    return f;
}

static void add_row(struct reading *r, struct counts_reader *c)
{
    struct str code = code_in(r, &c->at);
    if (!reading_cell(r, c->at.id).len || !reading_cell(r, c->at.period).len) {
        reading_bad(r, REMARK_BAD_ROW,
                    reading_cell(r, c->at.id).len ? c->at.period : c->at.id,
                    "expected an indicator and a period; the row is not taken");
        return;
    }
    if (!code.len) {
        /* Two authorities with one service: their row is of neither. */
        if (!str_equal_fold(reading_cell(r, c->at.level), STR("Local authority")) ||
            reading_cell(r, c->at.code).len < 7)
            reading_bad(r, REMARK_BAD_ROW, c->at.code,
                        "expected an area's number; the row is not taken");
        return;
    }
    uint32_t measure = measure_in(r, &c->at, &c->last);
    struct batch_figure f = figure_in(r, c);
    if (isnan(f.value))
        f.value = value_of_counts(&r->batch->measures[measure], &f);
    f.missing = isnan(f.value) ? MISSING_UNSPECIFIED : MISSING_NOT;
    take_code(&f, reading_cell(r, c->at.suppression), c->x_is_suppressed);
    f.measure = measure;
    f.period = batch_period(r->batch, reading_cell(r, c->at.period));
    f.area = batch_code(r->batch, code);
    *batch_add(r->batch, batch_figure, figures) = f;
}

static status read_rows(struct reading *r, bool x_is_suppressed)
{
    struct counts_reader c = {.at = columns_of(r),
                              .last.stem = reading_stem(r->input->path),
                              .x_is_suppressed = x_is_suppressed};
    batch_expect_figures(r->batch, reading_most_rows(r));
    while (reading_next(r))
        add_row(r, &c);
    reading_end(r);
    return OK;
}

/* --- the two tables ------------------------------------------------------------------
 */

static const char *const counts_needed[] = {
    "indicator",        "polarity",  "kind",        "time_period",
    "geographic_level", "numerator", "denominator", "published_value"};

static int recognise_counts(const struct national_input *input)
{
    return reading_has(input, counts_needed, COUNT(counts_needed)) ? 3 : 0;
}

static status read_counts(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, counts_needed, COUNT(counts_needed), why));
    return read_rows(&r, false);
}

const struct national_format national_indicator_counts = {
    "indicator-counts", "indicators with their counts",
    READING_SOURCE("indicator-counts", "Department for Education",
                   "Children's social care statistics: indicators with their counts"),
    recognise_counts, read_counts};

static const char *const indicators_needed[] = {
    "indicator", "polarity",    "kind",      "period", "geographic_level",
    "numerator", "denominator", "area_name", "value"};

static int recognise_indicators(const struct national_input *input)
{
    return reading_has(input, indicators_needed, COUNT(indicators_needed)) ? 3 : 0;
}

static status read_indicators(const struct national_input *input, struct batch *batch,
                              struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, indicators_needed, COUNT(indicators_needed), why));
    return read_rows(&r, true);
}

const struct national_format national_indicators_2007 = {
    "national-indicators", "national indicators 2007 to 2014",
    READING_SOURCE("national-indicators", "Department for Education",
                   "Children looked after statistics 2010 to 2014: national indicators"),
    recognise_indicators, read_indicators};
