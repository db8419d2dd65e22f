/* The base data of the local authority interactive tool, one row a figure: 641,070 of
 * them, so nothing is allocated a row but the figure; and its data dictionary. */
#include <math.h>

#include "evidence/reading.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* --- base data -----------------------------------------------------------------------
 */

static const char *const base_needed[] = {"Short Desc", "Data item", "Years",
                                          "LA Number"};

static int recognise_base(const struct national_input *input)
{
    return reading_has(input, base_needed, COUNT(base_needed)) ? 3 : 0;
}

struct base_columns {
    int id, label, years, value, code;
};

/* The Department's own names and the short ones of reshaped copies. */
static struct base_columns columns_of_base(const struct reading *r)
{
    struct base_columns at = {.id = reading_column(r, "Short Desc"),
                              .label = reading_column(r, "Data item"),
                              .years = reading_column(r, "Years"),
                              .value = reading_column(r, "Values"),
                              .code = reading_column(r, "LA Number")};
    if (at.value < 0)
        at.value = reading_column(r, "value");
    return at;
}

/* The name in the base data serves until a dictionary gives a better one. */
static uint32_t measure_in(struct reading *r, const struct base_columns *at)
{
    size_t before = r->batch->measures_count;
    uint32_t measure = batch_measure_index(r->batch, reading_cell(r, at->id));
    if (r->batch->measures_count > before) {
        struct batch_measure *m = &r->batch->measures[measure];
        m->row = r->row.row;
        m->label = arena_copy(r->batch->arena, reading_cell(r, at->label));
    }
    return measure;
}

static bool is_base_row(struct reading *r, const struct base_columns *at)
{
    int bad = -1;
    if (!reading_cell(r, at->id).len)
        bad = at->id;
    else if (!reading_cell(r, at->years).len)
        bad = at->years;
    else if (!reading_is_code(reading_cell(r, at->code)))
        bad = at->code;
    if (bad >= 0)
        reading_bad(r, REMARK_BAD_ROW, bad,
                    "expected a measure, a year and a three-digit area number; the row "
                    "is not taken");
    return bad < 0;
}

static void add_base_row(struct reading *r, const struct base_columns *at)
{
    double value;
    uint8_t missing, quality;
    if (!is_base_row(r, at))
        return;
    if (!national_number(reading_cell(r, at->value), &value, &missing, &quality)) {
        reading_bad(r, REMARK_BAD_ROW, at->value,
                    "expected a number, or - where there is none; the row is not taken");
        return;
    }
    uint32_t measure = measure_in(r, at);
    *batch_add(r->batch, batch_figure, figures) = (struct batch_figure){
        .measure = measure,
        .period = batch_period(r->batch, reading_cell(r, at->years)),
        .area = batch_code(r->batch, reading_cell(r, at->code)),
        .row = r->row.row,
        .value = value,
        .numerator = (double)NAN,
        .denominator = (double)NAN,
        .low95 = (double)NAN,
        .high95 = (double)NAN,
        .low998 = (double)NAN,
        .high998 = (double)NAN,
        .missing = missing,
        .quality = quality,
    };
}

static status read_base(const struct national_input *input, struct batch *batch,
                        struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, base_needed, COUNT(base_needed), why));
    struct base_columns at = columns_of_base(&r);
    if (at.value < 0)
        return fault_at(why, ERR_FORMAT, input->path, 0, 0,
                        "the base data have no column Values; download them again");
    batch_expect_figures(batch, reading_most_rows(&r));
    while (reading_next(&r))
        add_base_row(&r, &at);
    reading_end(&r);
    return OK;
}

const struct national_format national_lait_base = {
    "lait-base-data", "LAIT base data",
    READING_SOURCE("lait-base-data", "Department for Education",
                   "Local authority interactive tool (LAIT): base data"),
    recognise_base, read_base};

/* --- dictionary ----------------------------------------------------------------------
 */

static const char *const dictionary_needed[] = {"Measure_short", "Polarity",  "Topic",
                                                "y_axis_name",   "Year_Type", "dps"};

static int recognise_dictionary(const struct national_input *input)
{
    return reading_has(input, dictionary_needed, COUNT(dictionary_needed)) ? 3 : 0;
}

struct dictionary_columns {
    int id, topic, label, polarity, unit, source, definition, decimals, year_type,
        no_quartile, break_from;
};

static struct dictionary_columns columns_of_dictionary(const struct reading *r)
{
    return (struct dictionary_columns){
        .id = reading_column(r, "Measure_short"),
        .topic = reading_column(r, "Topic"),
        .label = reading_column(r, "Measure"),
        .polarity = reading_column(r, "Polarity"),
        .unit = reading_column(r, "y_axis_name"),
        .source = reading_column(r, "Data Owner (DO) /Supplier and Contact Details"),
        .definition = reading_column(r, "Description"),
        .decimals = reading_column(r, "dps"),
        .year_type = reading_column(r, "Year_Type"),
        .no_quartile = reading_column(r, "No_Quartile"),
        /* Of synthetic files: the Department's says it in words, see breaks.h. */
        .break_from = reading_column(r, "Break_from")};
}

/* "-" and "NA" say that neither direction is better. */
static enum polarity polarity_of(struct str cell)
{
    if (str_equal_fold(cell, STR("High")))
        return POLARITY_HIGH;
    if (str_equal_fold(cell, STR("Low")))
        return POLARITY_LOW;
    return POLARITY_NONE;
}

/* The dictionary's words for when a year ends, as batch.h names them; "Annual" alone says
 * nothing. */
static struct str year_type_of(struct str cell)
{
    static const struct {
        const char *written, *name;
    } types[] = {
        {"Academic Year", "Academic"},      {"Financial Year", "Financial"},
        {"Calendar Year", "Calendar Year"}, {"Annual (end of Sept)", "September"},
        {"Annual - January", "January"},
    };
    for (size_t i = 0; i < COUNT(types); i++) {
        if (str_equal_fold(cell, str_of(types[i].written)))
            return str_of(types[i].name);
    }
    return STR("");
}

/* The LAIT shows one decimal where its dictionary gives none. */
static int decimals_of(struct reading *r, int column)
{
    double value;
    uint8_t missing, quality;
    bool read = national_number(reading_cell(r, column), &value, &missing, &quality);
    if (read && missing)
        return 1;
    if (read && value >= 0 && value <= 6)
        return (int)value;
    reading_bad(r, REMARK_BAD_ROW, column, "expected a number of decimals, or NA");
    return 1;
}

static void describe(struct reading *r, const struct dictionary_columns *at,
                     struct batch_measure *m)
{
    struct arena *a = r->batch->arena;
    m->row = r->row.row;
    m->described = true;
    m->topic = arena_copy(a, reading_given(reading_cell(r, at->topic)));
    m->label = arena_copy(a, reading_cell(r, at->label));
    m->polarity = polarity_of(reading_cell(r, at->polarity));
    m->unit = arena_copy(a, reading_given(reading_cell(r, at->unit)));
    m->source = arena_copy(a, reading_given(reading_cell(r, at->source)));
    m->definition = arena_copy(a, reading_given(reading_cell(r, at->definition)));
    m->decimals = decimals_of(r, at->decimals);
    m->year_type = year_type_of(reading_cell(r, at->year_type));
    m->no_quartile = str_equal_fold(reading_cell(r, at->no_quartile), STR("N"));
    m->break_from = arena_copy(a, reading_given(reading_cell(r, at->break_from)));
    m->kind = reading_kind(m->unit);
    m->per = m->kind == MEASURE_PERCENT ? 100 : reading_per(m->unit);
}

/* Fourteen measures stand under two topics, so a plain join would double their rows: the
 * first row counts. */
static status read_dictionary(const struct national_input *input, struct batch *batch,
                              struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, dictionary_needed, COUNT(dictionary_needed), why));
    struct dictionary_columns at = columns_of_dictionary(&r);
    while (reading_next(&r)) {
        struct str id = reading_cell(&r, at.id);
        if (!id.len) {
            reading_bad(&r, REMARK_BAD_ROW, at.id, "expected a measure's short name");
            continue;
        }
        uint32_t index = batch_measure_index(batch, id);
        if (!batch->measures[index].described)
            describe(&r, &at, &batch->measures[index]);
    }
    reading_end(&r);
    return OK;
}

const struct national_format national_lait_dictionary = {
    "lait-dictionary", "LAIT data dictionary",
    READING_SOURCE("lait-dictionary", "Department for Education",
                   "Local authority interactive tool (LAIT): data dictionary"),
    recognise_dictionary, read_dictionary};
