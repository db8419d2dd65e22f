/* One figure as a row in the layout of the national statistics: when, where, what, the
 * value or why there is none, and how it stands beside others. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "publish/export_tables.h"

enum figure_column {
    TIME_PERIOD,
    TIME_IDENTIFIER,
    AREA,
    INDICATOR = AREA + EXPORT_AREA_COUNT,
    INDICATOR_NAME,
    UNIT,
    VALUE,
    STATUS,
    STATUS_TEXT,
    VERSION,
    NUMERATOR,
    DENOMINATOR,
    LOW95,
    HIGH95,
    RANK,
    RANK_OF,
    QUARTILE,
    NEIGHBOURS_MEAN,
    NEIGHBOURS_MEDIAN,
    REGION_VALUE,
    ENGLAND_VALUE,
    AGAINST_NEIGHBOURS,
    AGAINST_REGION,
    AGAINST_ENGLAND,
    CHANGE,
    CHANGE_IS,
    SOURCE,
    COLUMN_COUNT = SOURCE + 2
};

const struct export_column export_figure_columns[] = {
    {"time_period", EXPORT_TEXT, 12,
     "202425 is the year that began in 2024, a year alone the one it ends "
     "in"},
    {"time_identifier", EXPORT_TEXT, 16,
     "what kind of year: academic (ends 31 August), calendar, else the reporting or "
     "financial year to 31 March"},
    EXPORT_AREA_COLUMNS,
    {"indicator", EXPORT_TEXT, 30, "the measure's short name, by which Assay knows it"},
    {"indicator_name", EXPORT_TEXT, 60, "the measure's name"},
    {"unit", EXPORT_TEXT, 14, "the unit of the value and of its limits"},
    {"value", EXPORT_NUMBER, 12, "as published, not rounded; empty where there is none"},
    {"status", EXPORT_TEXT, 8, "a symbol where there is no value"},
    {"status_text", EXPORT_TEXT, 36, "the same in words"},
    {"version", EXPORT_TEXT, 12,
     "Provisional, Final or Revised, where the publisher says"},
    {"numerator", EXPORT_NUMBER, 12, "so many"},
    {"denominator", EXPORT_NUMBER, 12, "of so many"},
    {"low95", EXPORT_NUMBER, 10, "lower limit of the 95% interval"},
    {"high95", EXPORT_NUMBER, 10, "upper limit of the 95% interval"},
    {"rank", EXPORT_WHOLE, 7, "among authorities, 1 best; ties share the better rank"},
    {"rank_of", EXPORT_WHOLE, 8, "how many are ranked"},
    {"quartile", EXPORT_TEXT, 9, "A best to D"},
    {"neighbours_mean", EXPORT_NUMBER, 12, "mean of the statistical neighbours"},
    {"neighbours_median", EXPORT_NUMBER, 12, "median of the statistical neighbours"},
    {"region_value", EXPORT_NUMBER, 12, "the region's own published figure"},
    {"england_value", EXPORT_NUMBER, 12, "England's own published figure"},
    {"against_neighbours", EXPORT_TEXT, 12,
     "beyond chance better or worse than the neighbours, or similar; higher or lower "
     "where the measure has no direction; unknown where it cannot be tested"},
    {"against_region", EXPORT_TEXT, 12, "the same against the region"},
    {"against_england", EXPORT_TEXT, 12, "the same against England"},
    {"change", EXPORT_NUMBER, 10, "since the year before, where both can be compared"},
    {"change_is", EXPORT_TEXT, 12, "whether that is beyond chance"},
    EXPORT_SOURCE_COLUMNS};
const size_t export_figure_column_count =
    sizeof export_figure_columns / sizeof *export_figure_columns;
static_assert(sizeof export_figure_columns / sizeof *export_figure_columns ==
                  COLUMN_COUNT,
              "each column has its place");

/* ---- When */

static bool is_digits(struct str s, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++) {
        if (i >= s.len || s.at[i] < '0' || s.at[i] > '9')
            return false;
    }
    return true;
}

static int two_digits(struct str s, size_t at)
{
    return (s.at[at] - '0') * 10 + (s.at[at + 1] - '0');
}

/* Without "(prov)" and the like at its end, which the column of versions says. */
static struct str without_status(struct str text)
{
    struct str years = {text.at, str_find_last(text, '(')};
    bool marked = cube_period_of(text, STR("")).status != STATUS_NOT_GIVEN;
    return marked && years.len < text.len ? str_trim(years) : text;
}

/* 2024-25 and 2024/25 as 202425, as the national statistics write it; years that do not
 * follow each other are a pool, and stay as they are. */
static struct str period_words(struct arena *a, struct str published)
{
    struct str text = without_status(published);
    bool split = text.len == 7 && is_digits(text, 0, 4) && is_digits(text, 5, 2) &&
                 (text.at[4] == '-' || text.at[4] == '/');
    if (!split || (two_digits(text, 2) + 1) % 100 != two_digits(text, 5))
        return text;
    return arena_format(a, "%.4s%.2s", text.at, text.at + 5);
}

static struct str identifier_of(struct str year_type)
{
    if (str_starts(year_type, STR("Academic")))
        return STR("Academic year");
    if (str_starts(year_type, STR("Calendar")))
        return STR("Calendar year");
    if (str_starts(year_type, STR("Financial")))
        return STR("Financial year");
    return STR("Reporting year");
}

static struct str version_of(enum value_status version)
{
    static const char *const words[] = {[STATUS_NOT_GIVEN] = "",
                                        [STATUS_PROVISIONAL] = "Provisional",
                                        [STATUS_FINAL] = "Final",
                                        [STATUS_REVISED] = "Revised",
                                        [STATUS_INTERNAL] = "Internal"};
    return str_of(words[version]);
}

/* ---- Missing */

struct export_symbol export_symbol_of(enum missing missing)
{
    /* c, x and z are the symbols of the Department's statistics. */
    static const struct export_symbol symbols[] = {
        [MISSING_NOT] = {"", ""},
        [MISSING_SUPPRESSED] = {"c", "Not shown: suppressed by the publisher"},
        [MISSING_NOT_APPLICABLE] = {"z", "Not applicable here"},
        [MISSING_NOT_AVAILABLE] = {"x", "Not available"},
        [MISSING_NOT_COLLECTED] = {"x", "Not collected"},
        [MISSING_TOO_FEW] = {"c", "Not shown: too few children"},
        [MISSING_OUTSIDE_LIFE] = {"z", "This authority did not exist then"},
        [MISSING_UNSPECIFIED] = {"n", "No figure; the publisher gives no reason"},
    };
    assert((size_t)missing < sizeof symbols / sizeof *symbols);
    return symbols[missing];
}

/* ---- The row */

static void put_number(struct export_cell *cells, enum figure_column column, double x,
                       const struct export_figure *f)
{
    int decimals = f->measure->about.decimals;
    cells[column].number = x;
    cells[column].decimals = decimals > 3 ? 3 : decimals;
}

/* What we worked out, without the noise of its last bits: published figures carry at most
 * six significant digits. */
static void put_computed(struct export_cell *cells, enum figure_column column, double x,
                         const struct export_figure *f)
{
    put_number(cells, column, isfinite(x) ? round(x * 1e9) / 1e9 : x, f);
}

static void put_whole(struct export_cell *cells, enum figure_column column, double x)
{
    cells[column].number = x;
}

static void put_counts(struct export_cell *cells, const struct export_figure *f)
{
    const struct cube_series *series = &f->measure->series[f->period];
    if (f->missing || !series->numerator || isnan(series->numerator[f->area]))
        return;
    put_whole(cells, NUMERATOR, series->numerator[f->area]);
    put_whole(cells, DENOMINATOR, series->denominator[f->area]);
}

/* Of regions and England what is published. */
static void put_published(struct export_cell *cells, const struct export_figure *f)
{
    const struct cube_series *series = &f->measure->series[f->period];
    put_number(cells, VALUE, series->value[f->area], f);
    if (!series->low95)
        return;
    put_number(cells, LOW95, series->low95[f->area], f);
    put_number(cells, HIGH95, series->high95[f->area], f);
}

static void put_against(struct export_cell *cells, enum figure_column column,
                        enum against against)
{
    cells[column].text = str_of(against_word(against));
}

static void put_standing(struct export_cell *cells, const struct export_figure *f)
{
    const struct benchmark_area *r = f->result;
    if (r->rank) {
        put_whole(cells, RANK, r->rank);
        put_whole(cells, RANK_OF, r->rank_of);
    }
    if (r->quartile)
        cells[QUARTILE].text = (struct str){&r->quartile, 1};
    put_against(cells, AGAINST_NEIGHBOURS, r->against_neighbours);
    put_against(cells, AGAINST_REGION, r->against_region);
    put_against(cells, AGAINST_ENGLAND, r->against_england);
    if (isnan(r->change))
        return;
    put_computed(cells, CHANGE, r->change, f);
    put_against(cells, CHANGE_IS, r->change_is);
}

static void put_result(struct export_cell *cells, const struct export_figure *f)
{
    const struct benchmark_area *r = f->result;
    put_computed(cells, NEIGHBOURS_MEAN, r->neighbours_mean, f);
    put_computed(cells, NEIGHBOURS_MEDIAN, r->neighbours_median, f);
    put_number(cells, REGION_VALUE, r->region, f);
    put_number(cells, ENGLAND_VALUE, r->england, f);
    if (f->missing)
        return;
    put_number(cells, VALUE, r->value, f);
    put_computed(cells, LOW95, r->low95, f);
    put_computed(cells, HIGH95, r->high95, f);
    put_standing(cells, f);
}

void export_put_figure(const struct export_source *source, struct arena *a,
                       const struct export_figure *f, struct export_cell *cells)
{
    const struct batch_measure *about = &f->measure->about;
    const struct cube_period *period = &f->measure->periods[f->period];
    struct cube_origin origin = f->measure->series[f->period].origin[f->area];
    struct export_symbol symbol = export_symbol_of(f->missing);
    cells[TIME_PERIOD].text = period_words(a, period->text);
    cells[TIME_IDENTIFIER].text = identifier_of(about->year_type);
    export_put_area(source->survey->source.cube, f->area, cells + AREA);
    cells[INDICATOR].text = about->id;
    cells[INDICATOR_NAME].text = about->label.len ? about->label : about->id;
    cells[UNIT].text = about->unit;
    cells[STATUS].text = str_of(symbol.symbol);
    cells[STATUS_TEXT].text = str_of(symbol.words);
    cells[VERSION].text = version_of((enum value_status)period->status);
    put_counts(cells, f);
    if (f->result)
        put_result(cells, f);
    else if (!f->missing)
        put_published(cells, f);
    export_put_source(source, a, (struct survey_origin){origin.load, origin.row},
                      cells + SOURCE);
}

void export_mark_figure(struct export_source *source, const struct cube_measure *measure,
                        size_t period, uint32_t area)
{
    const struct cube_series *series = &measure->series[period];
    struct cube_origin origin = series->origin[area];
    export_mark(source, (struct survey_origin){origin.load, origin.row});
    if (series->counts)
        export_mark(source, (struct survey_origin){series->counts[area].load,
                                                   series->counts[area].row});
}
