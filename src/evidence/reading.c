#include "evidence/reading.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { SAID_MOST = 40, SHORTEST_ROW = 4, QUOTED_MOST = 60 };

struct reading reading_of(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks)
{
    assert(input && batch && remarks);
    return (struct reading){.input = input, .batch = batch, .remarks = remarks};
}

bool reading_find(struct reading *r, const char *const *needed, size_t count)
{
    const struct workbook *book = r->input->workbook;
    while (r->next_sheet < book->count) {
        r->sheet = &book->sheets[r->next_sheet++];
        if (!columns_find(r->batch->arena, r->sheet, needed, count, &r->columns))
            continue;
        reading_rewind(r);
        return true;
    }
    return false;
}

status reading_need(struct reading *r, const char *const *needed, size_t count,
                    struct fault *why)
{
    char names[200] = "";
    size_t len = 0;
    if (reading_find(r, needed, count))
        return OK;
    for (size_t i = 0; i < count && len < sizeof names; i++) {
        int n =
            snprintf(names + len, sizeof names - len, "%s%s", i ? ", " : "", needed[i]);
        len += n > 0 ? (size_t)n : 0;
    }
    return fault_at(why, ERR_FORMAT, r->input->path, 0, 0,
                    "no sheet has the columns %s within its first rows; load the file as "
                    "its publisher made it",
                    names);
}

void reading_rewind(struct reading *r)
{
    sheet_start(&r->reader, r->batch->arena, r->sheet);
    r->broken = 0;
    while (sheet_next(&r->reader, &r->row, &r->broken)) {
        if (r->row.row >= r->columns.row)
            break;
    }
}

static void say_broken(struct reading *r)
{
    char text[160];
    if (r->broken == 0)
        return;
    snprintf(text, sizeof text,
             "%lu records are no CSV (a quote not closed, or text behind one) and were "
             "not taken; mend them or load the original",
             (unsigned long)r->broken);
    remarks_add(r->remarks, &(struct remark){.kind = REMARK_BAD_ROW,
                                             .file = r->sheet->file,
                                             .text = str_of(text)});
    r->broken = 0;
}

bool reading_next(struct reading *r)
{
    if (sheet_next(&r->reader, &r->row, &r->broken)) {
        r->batch->rows++;
        return true;
    }
    say_broken(r);
    return false;
}

void reading_uncount(struct reading *r)
{
    assert(r->batch->rows > 0);
    r->batch->rows--;
}

struct str reading_cell(const struct reading *r, int column)
{
    return columns_cell(&r->row, column);
}

int reading_column(const struct reading *r, const char *name)
{
    return columns_index(&r->columns, name);
}

void reading_bad(struct reading *r, enum remark_kind kind, int column, const char *what)
{
    if (r->said == SAID_MOST) {
        r->unsaid++;
        return;
    }
    r->said++;
    struct str found = reading_cell(r, column), field = STR("");
    if (column >= 0 && (size_t)column < r->columns.count)
        field = r->columns.names[column];
    struct str shown =
        found.len > QUOTED_MOST ? (struct str){found.at, QUOTED_MOST} : found;
    struct str text = column < 0
                          ? str_of(what)
                          : arena_format(r->remarks->arena, "%.*s: found \"%.*s\"; %s",
                                         STR_ARG(field), STR_ARG(shown), what);
    remarks_add(r->remarks, &(struct remark){.kind = kind,
                                             .file = r->sheet->file,
                                             .record = r->row.row,
                                             .field = field,
                                             .found = found,
                                             .expected = str_of(what),
                                             .text = text});
}

size_t reading_most_rows(const struct reading *r)
{
    if (r->sheet->kind == SHEET_GRID)
        return r->sheet->line_count;
    size_t lines = 1;
    const char *at = r->sheet->text.at, *end = at + r->sheet->text.len;
    while (at < end) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        if (!next)
            break;
        lines++;
        at = next + 1;
    }
    assert(r->sheet->text.len >= lines - 1);
    return lines;
}

/* --- figures given twice -------------------------------------------------------------
 */

struct twice {
    uint32_t *slots; /* index plus one */
    size_t mask;
};

static size_t hash_figure(const struct batch_figure *f)
{
    uint64_t h = f->measure;
    h = (h ^ f->period * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ (h >> 29) ^ f->area) * UINT64_C(0xc4ceb9fe1a85ec53);
    return (size_t)(h ^ (h >> 32));
}

static bool same_place(const struct batch_figure *a, const struct batch_figure *b)
{
    return a->measure == b->measure && a->period == b->period && a->area == b->area;
}

/* The kept figure of the same place, or NULL where this one is the first, then entered.
 */
static struct batch_figure *earlier(const struct twice *twice, struct batch_figure *all,
                                    uint32_t i)
{
    size_t at = hash_figure(&all[i]) & twice->mask;
    for (; twice->slots[at]; at = (at + 1) & twice->mask) {
        if (same_place(&all[twice->slots[at] - 1], &all[i]))
            return &all[twice->slots[at] - 1];
    }
    twice->slots[at] = i + 1;
    return NULL;
}

static bool same_value(const struct batch_figure *a, const struct batch_figure *b)
{
    return a->missing == b->missing &&
           (a->missing != MISSING_NOT || !(a->value < b->value || a->value > b->value));
}

/* Provisional, then revised, then final. */
static int order_of(uint8_t value_status)
{
    static const int order[] = {[STATUS_NOT_GIVEN] = 0,
                                [STATUS_PROVISIONAL] = 1,
                                [STATUS_REVISED] = 2,
                                [STATUS_FINAL] = 3,
                                [STATUS_INTERNAL] = 4};
    assert(value_status < sizeof order / sizeof *order);
    return order[value_status];
}

/* Two figures for one place: a later status (revised, then final) is no contradiction. */
static void settle_two(struct reading *r, struct batch_figure *kept,
                       const struct batch_figure *other)
{
    bool contradicts = !same_value(kept, other) && kept->status == other->status;
    if (contradicts) {
        char what[120];
        snprintf(what, sizeof what,
                 "this figure stands in row %lu with another value; that one is kept",
                 (unsigned long)kept->row);
        r->row.row = other->row;
        reading_bad(r, REMARK_CONTRADICTION, -1, what);
    }
    if (order_of(other->status) > order_of(kept->status))
        *kept = *other;
}

static void drop_repeated(struct reading *r, const struct twice *twice)
{
    struct batch *batch = r->batch;
    size_t kept = 0;
    for (size_t i = 0; i < batch->figures_count; i++) {
        if (kept != i)
            batch->figures[kept] = batch->figures[i];
        struct batch_figure *first = earlier(twice, batch->figures, (uint32_t)kept);
        if (first)
            settle_two(r, first, &batch->figures[kept]);
        else
            kept++;
    }
    batch->figures_count = kept;
}

static void settle_figures(struct reading *r)
{
    size_t slots = 64;
    while (slots < 2 * r->batch->figures_count)
        slots *= 2;
    struct arena *a = arena_new((slots + 1024) * sizeof(uint32_t));
    struct twice twice = {arena_make(a, uint32_t, slots), slots - 1};
    drop_repeated(r, &twice);
    arena_free(a);
}

void reading_end(struct reading *r)
{
    if (r->batch->figures_count)
        settle_figures(r);
    if (r->unsaid == 0)
        return;
    char text[80];
    snprintf(text, sizeof text, "%lu more rows like these were found",
             (unsigned long)r->unsaid);
    remarks_add(r->remarks, &(struct remark){.kind = REMARK_BAD_ROW,
                                             .file = r->input->path,
                                             .text = str_of(text)});
}

/* --- recognising ---------------------------------------------------------------------
 */

bool reading_has(const struct national_input *input, const char *const *needed,
                 size_t count)
{
    struct arena *a = arena_new(64 * MIB);
    struct columns columns;
    bool found = false;
    for (size_t i = 0; i < input->workbook->count && !found; i++)
        found = columns_find(a, &input->workbook->sheets[i], needed, count, &columns);
    arena_free(a);
    return found;
}

struct str reading_stem(struct str path)
{
    static const char *const endings[] = {".gz",  ".csv", ".xlsx", ".ods",
                                          ".txt", ".tsv", ".json"};
    for (size_t i = path.len; i > 0; i--) {
        if (path.at[i - 1] != '/' && path.at[i - 1] != '\\')
            continue;
        path = (struct str){path.at + i, path.len - i};
        break;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str ending = str_of(endings[i]);
        struct str end = {path.at + path.len - ending.len, ending.len};
        if (path.len > ending.len && str_equal_fold(end, ending))
            path.len -= ending.len;
    }
    return path;
}

int reading_year_in_name(struct str path)
{
    struct str stem = reading_stem(path);
    int year = 0, digits = 0, number = 0;
    for (size_t i = 0; i <= stem.len; i++) {
        bool digit = i < stem.len && stem.at[i] >= '0' && stem.at[i] <= '9';
        if (digit && digits < 5) {
            number = number * 10 + (stem.at[i] - '0');
            digits++;
            continue;
        }
        if (digits == 4 && number >= 1990 && number <= 2099)
            year = number;
        digits = number = 0;
    }
    return year;
}

/* --- areas ---------------------------------------------------------------------------
 */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The Department's are digits.  Those of a synthetic nation are a letter, a digit and one
 * of either, so that they are no real area's; of the letters only those that no digit is
 * misread as, for "3O2" is a slip. */
bool reading_is_code(struct str text)
{
    static const char letters[] = "ACEFHJKMNPRUVWXY";
    int digits = 0;
    if (text.len != 3 || text.at[0] == '0')
        return false;
    for (size_t i = 0; i < 3; i++) {
        bool letter = text.at[i] && strchr(letters, text.at[i]);
        if (!letter && !is_digit(text.at[i]))
            return false;
        digits += !letter;
    }
    return digits == 3 || (digits > 0 && !is_digit(text.at[0]));
}

/* Regions have numbers only in the LAIT; the tidy files have their ONS codes. */
static const struct {
    struct str code, ons, name, other;
} regions[] = {
    {{"970", 3}, {"E92000001", 9}, READING_STR("England"), READING_STR("National")},
    {{"980", 3}, {"E12000001", 9}, READING_STR("North East"), {"", 0}},
    {{"981", 3}, {"E12000002", 9}, READING_STR("North West"), {"", 0}},
    {{"982", 3},
     {"E12000003", 9},
     READING_STR("Yorkshire and the Humber"),
     READING_STR("Yorkshire & the Humber")},
    {{"983", 3}, {"E12000004", 9}, READING_STR("East Midlands"), {"", 0}},
    {{"984", 3}, {"E12000005", 9}, READING_STR("West Midlands"), {"", 0}},
    {{"985", 3},
     {"E12000006", 9},
     READING_STR("East of England"),
     READING_STR("Eastern")},
    {{"986", 3}, {"E12000007", 9}, READING_STR("London"), {"", 0}},
    {{"987", 3},
     {"E13000001", 9},
     READING_STR("Inner London"),
     READING_STR("London (Inner)")},
    {{"988", 3},
     {"E13000002", 9},
     READING_STR("Outer London"),
     READING_STR("London (Outer)")},
    {{"989", 3}, {"E12000008", 9}, READING_STR("South East"), {"", 0}},
    {{"990", 3}, {"E12000009", 9}, READING_STR("South West"), {"", 0}},
};

struct str reading_region(struct str ons_code, struct str name)
{
    if (reading_is_code(ons_code))
        return ons_code;
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        if (str_equal_fold(regions[i].ons, ons_code))
            return regions[i].code;
    }
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        if (name.len && (str_equal_fold(regions[i].name, name) ||
                         str_equal_fold(regions[i].other, name)))
            return regions[i].code;
    }
    return STR("");
}

struct str reading_given(struct str text)
{
    static const char *const nothings[] = {"NA", "N/A", "-", ".", "x", "z"};
    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++) {
        if (str_equal_fold(text, str_of(nothings[i])))
            return STR("");
    }
    return text;
}

/* --- kinds ---------------------------------------------------------------------------
 */

/* In order: "% with average attendance" is a percentage, "Rate of number …" a rate. */
static const struct {
    const char *word;
    enum measure_kind kind;
} kind_words[] = {
    {"%", MEASURE_PERCENT},          {"percent", MEASURE_PERCENT},
    {"proportion", MEASURE_PERCENT}, {"rate", MEASURE_RATE},
    {"per 1", MEASURE_RATE},         {"average", MEASURE_MEAN},
    {"avg", MEASURE_MEAN},           {"mean", MEASURE_MEAN},
    {"score", MEASURE_MEAN},         {"case load", MEASURE_MEAN},
    {"caseload", MEASURE_MEAN},      {"number", MEASURE_COUNT},
    {"count", MEASURE_COUNT},        {"total", MEASURE_COUNT},
    {"entries", MEASURE_COUNT},      {"workers", MEASURE_COUNT},
    {"fte", MEASURE_COUNT},          {"headcount", MEASURE_COUNT},
};

static bool contains_fold(struct str s, struct str part)
{
    for (size_t i = 0; i + part.len <= s.len; i++) {
        if (str_equal_fold((struct str){s.at + i, part.len}, part))
            return true;
    }
    return false;
}

enum measure_kind reading_kind(struct str words)
{
    for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
        if (contains_fold(words, str_of(kind_words[i].word)))
            return kind_words[i].kind;
    }
    return MEASURE_OTHER;
}

double reading_per(struct str words)
{
    static const struct {
        const char *text;
        double per;
    } pers[] = {
        {"100,000", 100000}, {"100000", 100000}, {"10,000", 10000}, {"10000", 10000},
        {"10k", 10000},      {"1,000", 1000},    {"1000", 1000},
    };
    for (size_t i = 0; i < sizeof pers / sizeof *pers; i++) {
        if (contains_fold(words, str_of(pers[i].text)))
            return pers[i].per;
    }
    return 1;
}
