/* Any file in the Department's tidy layout: tidy.h says how its columns are told apart
 * and how its measures are named. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "evidence/tidy.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const char *const needed[] = {"time_period", "geographic_level"};
static const char *const also_needed[] = {"time_period", "geographic_level",
                                          "time_identifier"};

/* The public health tools' downloads are tidy as well, with other names. */
static const char *const by_area[] = {"time_period", "area_code", "area_type", "value"};

static int recognise(const struct national_input *input)
{
    if (reading_has(input, also_needed, COUNT(also_needed)) ||
        reading_has(input, by_area, COUNT(by_area)))
        return 2;
    return reading_has(input, needed, COUNT(needed)) ? 1 : 0;
}

/* --- measures ------------------------------------------------------------------------
 */

/* One combination of filter values: the measures of its columns. */
struct combination {
    struct str key; /* "|gender=Girls" */
    uint32_t *measures;
};

struct tidy_reader {
    struct tidy tidy;
    struct str stem, year_type;
    struct combination *combinations;
    size_t count, capacity;
    uint32_t *slots; /* of combinations, by key: index plus one */
    size_t slot_count;
    size_t last;
    uint32_t other_levels, joint_rows;
    struct str other_level;
    char key[2048];
};

/* Values that the id can do without. */
static bool tells_apart(const struct tidy_column *column, struct str value)
{
    if (column->role != TIDY_FILTER || !column->several || !value.len)
        return false;
    return column->blanks > 0 || !str_equal_fold(value, STR("Total"));
}

static size_t add_text(char *out, size_t len, size_t most, struct str text)
{
    size_t room = most - len, n = text.len < room ? text.len : room;
    memcpy(out + len, text.at, n);
    return len + n;
}

static struct str key_of_row(const struct reading *r, struct tidy_reader *t)
{
    size_t len = 0, most = sizeof t->key;
    if (t->tidy.indicator >= 0)
        len = add_text(t->key, len, most, reading_cell(r, t->tidy.indicator));
    for (size_t i = 0; i < t->tidy.count; i++) {
        const struct tidy_column *column = &t->tidy.columns[i];
        struct str value = reading_cell(r, (int)i);
        if ((int)i == t->tidy.indicator || !tells_apart(column, value))
            continue;
        len = add_text(t->key, len, most, STR("|"));
        len = add_text(t->key, len, most, column->name);
        len = add_text(t->key, len, most, STR("="));
        len = add_text(t->key, len, most, value);
    }
    return (struct str){t->key, len};
}

static bool is_measure(const struct tidy_column *column)
{
    return column->role == TIDY_FIGURE;
}

static void add_words(struct buf *text, struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        buf_char(text, name.at[i] == '_' ? ' ' : name.at[i]);
}

/* The name of a long file's indicator, else its id. */
static struct str name_in(const struct reading *r, const struct tidy *tidy)
{
    struct str name = reading_cell(r, tidy->label);
    return name.len ? name : reading_cell(r, tidy->indicator);
}

/* "care leaver percent: 19 to 21 years, Total": the indicator in words, then the
 * filters. */
static struct str label_of(const struct reading *r, const struct tidy *tidy,
                           struct str name)
{
    struct buf text = buf_new(r->batch->arena, 4 * KIB);
    const char *before = ": ";
    add_words(&text, tidy->indicator >= 0 ? name_in(r, tidy) : name);
    for (size_t i = 0; i < tidy->count; i++) {
        struct str value = reading_cell(r, (int)i);
        if (tidy->columns[i].role != TIDY_FILTER || !value.len ||
            (int)i == tidy->indicator)
            continue;
        buf_add(&text, str_of(before));
        buf_add(&text, value);
        before = ", ";
    }
    return buf_text(&text);
}

static struct str unit_of(struct arena *a, enum measure_kind kind, double per)
{
    if (kind == MEASURE_PERCENT)
        return STR("%");
    if (kind == MEASURE_RATE && per > 1)
        return arena_format(a, "per %.0f,000", per / 1000);
    return STR("");
}

/* What a long file's own column of units says goes before what the name says. */
static void take_unit(const struct reading *r, const struct tidy *tidy,
                      struct batch_measure *m)
{
    struct str unit = reading_given(reading_cell(r, tidy->unit));
    if (!unit.len)
        return;
    m->unit = arena_copy(r->batch->arena, unit);
    m->kind = reading_kind(unit);
    m->per = m->kind == MEASURE_PERCENT ? 100 : reading_per(unit);
}

static uint32_t add_measure(struct reading *r, const struct tidy_reader *t,
                            const struct tidy_column *column, struct str key)
{
    struct arena *a = r->batch->arena;
    struct str name = t->tidy.indicator >= 0 ? STR("") : column->name;
    struct str id =
        arena_format(a, "%.*s:%.*s%.*s", STR_ARG(t->stem), STR_ARG(name), STR_ARG(key));
    uint32_t index = batch_measure_index(r->batch, id);
    struct batch_measure *m = &r->batch->measures[index];
    if (m->described)
        return index;
    m->row = r->row.row;
    m->described = true;
    m->source = t->stem;
    m->kind = column->kind;
    m->per = column->per;
    if (t->tidy.indicator >= 0)
        m->kind = tidy_kind(name_in(r, &t->tidy), &m->per);
    m->unit = unit_of(a, m->kind, m->per);
    if (t->tidy.indicator >= 0)
        take_unit(r, &t->tidy, m);
    m->label = label_of(r, &t->tidy, column->name);
    m->decimals = column->decimals <= 4 ? column->decimals : -1;
    m->year_type = t->year_type;
    return index;
}

static size_t hash_key(struct str s)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 32));
}

/* The slot where a combination is or belongs. */
static uint32_t *slot_of(const struct tidy_reader *t, struct str key)
{
    size_t at = hash_key(key) & (t->slot_count - 1);
    while (t->slots[at] && !str_equal(t->combinations[t->slots[at] - 1].key, key))
        at = (at + 1) & (t->slot_count - 1);
    return &t->slots[at];
}

static void widen_slots(struct arena *a, struct tidy_reader *t)
{
    if (t->slot_count > 2 * t->count)
        return;
    t->slot_count = t->slot_count ? t->slot_count * 2 : 64;
    t->slots = arena_make(a, uint32_t, t->slot_count);
    for (size_t i = 0; i < t->count; i++)
        *slot_of(t, t->combinations[i].key) = (uint32_t)i + 1;
}

static const struct combination *combination_of(struct reading *r, struct tidy_reader *t)
{
    struct arena *a = r->batch->arena;
    struct str key = key_of_row(r, t);
    if (t->count && str_equal(t->combinations[t->last].key, key))
        return &t->combinations[t->last];
    widen_slots(a, t);
    uint32_t *slot = slot_of(t, key);
    if (*slot == 0) {
        t->combinations =
            arena_grow(a, struct combination, t->combinations, t->count, &t->capacity);
        struct combination *made = &t->combinations[t->count];
        made->key = arena_copy(a, key);
        made->measures = arena_make(a, uint32_t, t->tidy.count);
        for (size_t i = 0; i < t->tidy.count; i++) {
            if (is_measure(&t->tidy.columns[i]))
                made->measures[i] = add_measure(r, t, &t->tidy.columns[i], made->key);
        }
        *slot = (uint32_t)++t->count;
    }
    t->last = *slot - 1;
    return &t->combinations[t->last];
}

/* --- rows ----------------------------------------------------------------------------
 */

static bool is_whole_year(struct str identifier)
{
    static const char *const years[] = {"Academic year",
                                        "Financial year",
                                        "Calendar year",
                                        "Reporting year",
                                        "Tax year",
                                        "Year",
                                        ""};
    for (size_t i = 0; i < COUNT(years); i++) {
        if (str_equal_fold(identifier, str_of(years[i])))
            return true;
    }
    return false;
}

/* When the years of the file end; the workforce is counted on 30 September, though its
 * files say "Reporting year". */
static struct str year_type_of(struct str stem, struct str identifier)
{
    if (str_starts(stem, STR("csww")))
        return STR("September");
    if (str_equal_fold(identifier, STR("Academic year")))
        return STR("Academic");
    if (str_equal_fold(identifier, STR("Financial year")))
        return STR("Financial");
    if (str_equal_fold(identifier, STR("Calendar year")))
        return STR("Calendar Year");
    return STR("");
}

/* A term or quarter is part of the period's text; a year's kind is not. */
static uint32_t period_in(struct reading *r, const struct tidy *tidy)
{
    struct str period = reading_cell(r, tidy->period);
    struct str identifier = reading_cell(r, tidy->identifier);
    char text[120];
    if (is_whole_year(identifier))
        return batch_period(r->batch, period);
    int len =
        snprintf(text, sizeof text, "%.*s %.*s", STR_ARG(period), STR_ARG(identifier));
    size_t most = sizeof text - 1;
    return batch_period(r->batch,
                        (struct str){text, (size_t)len < most ? (size_t)len : most});
}

/* No published file says "Internal"; our own exports do, and what they hold must not
 * become publishable by being loaded again. */
static enum value_status status_in(const struct reading *r, const struct tidy *tidy)
{
    enum value_status found = STATUS_NOT_GIVEN;
    for (size_t i = 0; i < tidy->count; i++) {
        int index;
        struct str cell = reading_cell(r, (int)i);
        if (tidy->columns[i].role != TIDY_STATUS || cell.len == 0)
            continue;
        if (str_equal_fold(cell, STR("Internal")))
            return STATUS_INTERNAL;
        if (!found && vocabulary_find(&vocabulary_status, cell, &index))
            found = (enum value_status)index;
    }
    return found;
}

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal_fold(word, str_of(list[i])))
            return true;
    }
    return false;
}

enum level { LEVEL_AUTHORITY, LEVEL_REGION, LEVEL_ENGLAND, LEVEL_OTHER };

static enum level level_by_word(struct str word)
{
    static const char *const england[] = {"National", "England", "Country"};
    static const char *const region[] = {"Regional", "Region", "Regions (statistical)"};
    static const char *const authority[] = {"Local authority",
                                            "Local authorities",
                                            "LA",
                                            "Upper tier local authority",
                                            "Upper tier local authorities",
                                            "Counties & UAs",
                                            "Counties and UAs"};
    if (word.len == 0 || is_one_of(word, authority, COUNT(authority)))
        return LEVEL_AUTHORITY;
    if (is_one_of(word, england, COUNT(england)))
        return LEVEL_ENGLAND;
    return is_one_of(word, region, COUNT(region)) ? LEVEL_REGION : LEVEL_OTHER;
}

/* A word may say when as well: "Upper tier local authorities (post 4/23)". */
static enum level level_of(struct str word)
{
    enum level level = level_by_word(word);
    size_t bracket = str_find_last(word, '(');
    if (level == LEVEL_OTHER && bracket < word.len)
        level = level_by_word(str_trim((struct str){word.at, bracket}));
    return level;
}

static bool is_ons(struct str code)
{
    return code.len == 9 && (code.at[0] == 'E' || code.at[0] == 'e');
}

/* The region's columns, else those of whatever area the row is of. */
static struct str region_in(const struct reading *r, const struct tidy *tidy)
{
    struct str code = reading_cell(r, tidy->region_code);
    if (!code.len && tidy->region_code < 0)
        code = reading_cell(r, tidy->la_ons);
    return reading_region(code, reading_cell(r, tidy->region_name));
}

/* The area's number; an authority without one keeps its ONS code, which the cube knows
 * as well, and which some files write in the column of numbers. */
static struct str code_in(const struct reading *r, const struct tidy *tidy)
{
    enum level level = level_of(reading_cell(r, tidy->level));
    if (level == LEVEL_ENGLAND)
        return STR("970");
    if (level == LEVEL_REGION)
        return region_in(r, tidy);
    struct str code = reading_cell(r, tidy->la_code);
    struct str ons = reading_cell(r, tidy->la_ons);
    if (reading_is_code(code) || is_ons(code))
        return code;
    return is_ons(ons) && reading_given(code).len == 0 ? ons : STR("");
}

/* True where the row is of an area and a period.  Rows of schools, wards and the like are
 * counted and left; so are rows of two authorities with one service ("314 / 318"). */
static bool is_row(struct reading *r, struct tidy_reader *t, struct str *code)
{
    struct str level = reading_cell(r, t->tidy.level);
    if (level_of(level) == LEVEL_OTHER) {
        if (t->other_levels++ == 0)
            t->other_level = arena_copy(r->batch->arena, level);
        return false;
    }
    *code = code_in(r, &t->tidy);
    if (reading_cell(r, t->tidy.period).len && code->len)
        return true;
    struct str given = reading_cell(r, t->tidy.la_code);
    if (given.len >= 7 && str_contains(given, STR("/")))
        t->joint_rows++;
    else
        reading_bad(r, REMARK_BAD_ROW, code->len ? t->tidy.period : t->tidy.la_code,
                    "expected a period and the number of an area; the row is not taken");
    return false;
}

/* A count or limit beside a figure; NaN where there is no column or no number. */
static double beside(const struct reading *r, int column)
{
    double value;
    uint8_t missing, quality;
    if (column < 0 || !tidy_number(reading_cell(r, column), &value, &missing, &quality) ||
        missing || quality)
        return (double)NAN;
    return value;
}

/* An empty cell may have its symbol in the column of statuses: the reason, where that is
 * one. */
static uint8_t reason_beside(const struct reading *r, const struct tidy *tidy)
{
    double value;
    uint8_t missing, quality;
    for (size_t i = 0; i < tidy->count; i++) {
        struct str cell = reading_cell(r, (int)i);
        if (tidy->columns[i].role == TIDY_STATUS && cell.len &&
            tidy_number(cell, &value, &missing, &quality) && missing)
            return missing;
    }
    return MISSING_UNSPECIFIED;
}

static void add_figure(struct reading *r, const struct tidy *tidy, size_t at,
                       const struct batch_figure *row)
{
    struct batch_figure f = *row;
    const struct tidy_column *column = &tidy->columns[at];
    if (!tidy_number(reading_cell(r, (int)at), &f.value, &f.missing, &f.quality)) {
        reading_bad(r, REMARK_BAD_ROW, (int)at,
                    "expected a number or a suppression code; the figure is not taken");
        return;
    }
    if (reading_cell(r, (int)at).len == 0)
        f.missing = reason_beside(r, tidy);
    f.numerator = beside(r, column->numerator);
    f.denominator = beside(r, column->denominator);
    f.low95 = beside(r, column->low95);
    f.high95 = beside(r, column->high95);
    f.low998 = beside(r, column->low998);
    f.high998 = beside(r, column->high998);
    *batch_add(r->batch, batch_figure, figures) = f;
}

static void add_row(struct reading *r, struct tidy_reader *t)
{
    struct str code;
    if (!is_row(r, t, &code))
        return;
    if (!t->year_type.len || t->tidy.indicator >= 0)
        t->year_type = year_type_of(t->stem, reading_cell(r, t->tidy.identifier));
    const struct combination *group = combination_of(r, t);
    struct batch_figure row = {.row = r->row.row,
                               .period = period_in(r, &t->tidy),
                               .area = batch_code(r->batch, code),
                               .status = (uint8_t)status_in(r, &t->tidy)};
    for (size_t i = 0; i < t->tidy.count; i++) {
        if (!is_measure(&t->tidy.columns[i]))
            continue;
        row.measure = group->measures[i];
        add_figure(r, &t->tidy, i, &row);
    }
}

/* What was left, once for the file. */
static void say_left(struct reading *r, const struct tidy_reader *t)
{
    struct arena *a = r->remarks->arena;
    struct remark remark = {.kind = REMARK_WARNING, .file = r->sheet->file};
    if (t->other_levels) {
        remark.text = arena_format(
            a,
            "%lu rows of the level \"%.*s\" or below were left out; Assay takes "
            "authorities, regions and England",
            (unsigned long)t->other_levels, STR_ARG(t->other_level));
        remarks_add(r->remarks, &remark);
    }
    if (t->joint_rows) {
        remark.text = arena_format(
            a,
            "%lu rows give one figure for two authorities and were left out; their "
            "own rows stay without a figure",
            (unsigned long)t->joint_rows);
        remarks_add(r->remarks, &remark);
    }
}

static bool is_year(struct str text)
{
    bool digits = text.len == 4;
    for (size_t i = 0; i < text.len; i++)
        digits = digits && text.at[i] >= '0' && text.at[i] <= '9';
    return digits && (text.at[0] == '1' || text.at[0] == '2');
}

/* What a publication calls itself: a table of one year ("neet_scorecard_2023") is of the
 * same series as that of another, so that the year at the end of the name is left out;
 * that of years from and to is part of the name. */
static struct str series_name(struct str stem)
{
    size_t mark = str_find_last(stem, '_');
    if (mark >= stem.len ||
        !is_year((struct str){stem.at + mark + 1, stem.len - mark - 1}))
        return stem;
    struct str name = {stem.at, mark};
    for (size_t i = 0; i + 4 <= name.len; i++) {
        if (is_year((struct str){name.at + i, 4}))
            return stem;
    }
    return name;
}

static status read_sheet(struct reading *r, struct fault *why)
{
    struct tidy_reader *t = arena_make(r->batch->arena, struct tidy_reader, 1);
    t->stem = arena_copy(r->batch->arena, series_name(reading_stem(r->input->path)));
    tidy_study(r, &t->tidy);
    size_t measures = 0;
    for (size_t i = 0; i < t->tidy.count; i++)
        measures += is_measure(&t->tidy.columns[i]);
    if (measures == 0)
        return fault_at(why, ERR_FORMAT, r->sheet->file, r->columns.row, 0,
                        "the table has no column of figures beside its filters");
    size_t rows = reading_most_rows(r);
    batch_expect_figures(r->batch, rows < 4000000 / measures ? rows * measures : 4000000);
    while (reading_next(r))
        add_row(r, t);
    say_left(r, t);
    return OK;
}

static status read(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    bool department = reading_has(input, needed, COUNT(needed));
    if (!department)
        batch->source = (struct batch_source)READING_SOURCE(
            "dfe-tidy", "Office for Health Improvement and Disparities",
            "Fingertips: public health data");
    const char *const *names = department ? needed : by_area;
    size_t count = department ? COUNT(needed) : COUNT(by_area);
    TRY(reading_need(&r, names, count, why));
    do
        TRY(read_sheet(&r, why));
    while (reading_find(&r, names, count));
    reading_end(&r);
    return OK;
}

const struct national_format national_tidy = {
    "dfe-tidy", "table in the Department's tidy layout",
    READING_SOURCE("dfe-tidy", "Department for Education",
                   "Explore education statistics: open data file"),
    recognise, read};
