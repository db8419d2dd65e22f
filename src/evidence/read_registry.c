/* The registry of areas: the lookup of authorities with their lives and codes, the LAIT's
 * list of authority and region numbers, reorganisations, and spellings of names. */
#include <math.h>

#include "evidence/reading.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

static struct str kept(const struct reading *r, struct str text)
{
    return arena_copy(r->batch->arena, reading_given(text));
}

/* The current row's date; DATE_NONE where the cell is empty, or bad and remarked on. */
static date date_in(struct reading *r, int column)
{
    date d = DATE_NONE;
    struct str cell = reading_cell(r, column);
    if (cell.len && !national_date(cell, &d))
        reading_bad(r, REMARK_BAD_ROW, column, "expected a date; it is left open");
    return d;
}

/* True where the cell is an area's number; else the row is remarked on. */
static bool has_code(struct reading *r, int column)
{
    if (reading_is_code(reading_cell(r, column)))
        return true;
    reading_bad(r, REMARK_BAD_ROW, column,
                "expected the Department's three-digit number; the row is not taken");
    return false;
}

/* --- authorities ---------------------------------------------------------------------
 */

static const char *const lookup_needed[] = {"la_number", "la_name",    "gss_code",
                                            "la_type",   "start_date", "end_date"};

static int recognise_lookup(const struct national_input *input)
{
    return reading_has(input, lookup_needed, COUNT(lookup_needed)) ? 3 : 0;
}

struct lookup_columns {
    int code, name, ons, previous, region, lait_region, type, from, to, children;
};

/* The column of the population carries its year in its name; the last one is the
 * latest. */
static int children_column(const struct columns *columns)
{
    int found = -1;
    for (size_t i = 0; i < columns->count; i++) {
        if (str_starts(columns->names[i], STR("population_0_17")))
            found = (int)i;
    }
    return found;
}

static struct lookup_columns columns_of_lookup(const struct reading *r)
{
    return (struct lookup_columns){.code = reading_column(r, "la_number"),
                                   .name = reading_column(r, "la_name"),
                                   .ons = reading_column(r, "gss_code"),
                                   .previous = reading_column(r, "previous_gss_codes"),
                                   .region = reading_column(r, "region"),
                                   .lait_region = reading_column(r, "lait_region"),
                                   .type = reading_column(r, "la_type"),
                                   .from = reading_column(r, "start_date"),
                                   .to = reading_column(r, "end_date"),
                                   .children = children_column(&r->columns)};
}

static double children_in(struct reading *r, int column)
{
    double children;
    uint8_t missing, quality;
    if (national_number(reading_cell(r, column), &children, &missing, &quality))
        return children;
    reading_bad(r, REMARK_BAD_ROW, column, "expected a number of children");
    return (double)NAN;
}

static void add_alias(struct reading *r, struct str code, struct str name,
                      struct str kind)
{
    *batch_add(r->batch, batch_alias, aliases) = (struct batch_alias){
        .row = r->row.row,
        .code = arena_copy(r->batch->arena, code),
        .name = arena_copy(r->batch->arena, name),
        .kind = arena_copy(r->batch->arena, kind),
    };
}

/* The codes that the Office for National Statistics gave it before, so that older files
 * still join. */
static void add_previous_codes(struct reading *r, struct str code, struct str list)
{
    while (list.len) {
        struct str one = str_trim(str_cut(list, ' ', &list));
        if (one.len)
            add_alias(r, code, one, STR("former ONS code"));
    }
}

static void add_authority(struct reading *r, const struct lookup_columns *at)
{
    struct str code = kept(r, reading_cell(r, at->code));
    struct str region = reading_cell(r, at->lait_region);
    if (!region.len)
        region = reading_cell(r, at->region);
    struct batch_area area = {
        .row = r->row.row,
        .code = code,
        .name = kept(r, reading_cell(r, at->name)),
        .ons_code = kept(r, reading_cell(r, at->ons)),
        .region = kept(r, region),
        .type = kept(r, reading_cell(r, at->type)),
        .live_from = date_in(r, at->from),
        .live_to = date_in(r, at->to),
        .children = children_in(r, at->children),
    };
    *batch_add(r->batch, batch_area, areas) = area;
    add_previous_codes(r, code, reading_cell(r, at->previous));
}

static bool is_listed(const struct batch *batch, struct str code)
{
    for (size_t i = 0; i < batch->areas_count; i++) {
        if (str_equal(batch->areas[i].code, code))
            return true;
    }
    return false;
}

/* True where the row names an area that no row before it named. */
static bool is_new_area(struct reading *r, int column)
{
    if (!has_code(r, column))
        return false;
    if (!is_listed(r->batch, reading_cell(r, column)))
        return true;
    reading_bad(r, REMARK_CONTRADICTION, column,
                "this area is listed above; the first row is kept");
    return false;
}

static status read_lookup(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, lookup_needed, COUNT(lookup_needed), why));
    struct lookup_columns at = columns_of_lookup(&r);
    while (reading_next(&r)) {
        if (is_new_area(&r, at.code))
            add_authority(&r, &at);
    }
    reading_end(&r);
    return OK;
}

const struct national_format national_area_registry = {
    "area-registry", "registry of authorities",
    READING_SOURCE("area-registry",
                   "Office for National Statistics and Department for Education",
                   "Local authorities in England: codes, regions, changes"),
    recognise_lookup, read_lookup};

/* --- the LAIT's list of numbers ------------------------------------------------------
 */

static const char *const codes_needed[] = {"LA Number", "LA Name", "Region", "Type"};
static const char *const base_needed[] = {"Years"};

/* Base data have a number, a name and a region too; a list of numbers has no years. */
static int recognise_codes(const struct national_input *input)
{
    if (!reading_has(input, codes_needed, COUNT(codes_needed)) ||
        reading_has(input, base_needed, COUNT(base_needed)))
        return 0;
    return 2;
}

static struct str type_of(struct str code, struct str type)
{
    if (str_equal(code, STR("970")))
        return STR("country");
    return reading_given(type).len ? type : STR("region");
}

static void add_listed(struct reading *r, int code, int name, int region, int type)
{
    struct str number = reading_cell(r, code);
    *batch_add(r->batch, batch_area, areas) = (struct batch_area){
        .row = r->row.row,
        .code = kept(r, number),
        .name = kept(r, reading_cell(r, name)),
        .region = kept(r, reading_cell(r, region)),
        .type = kept(r, type_of(number, reading_cell(r, type))),
        .live_from = DATE_NONE,
        .live_to = DATE_NONE,
        .children = (double)NAN,
    };
}

static status read_codes(const struct national_input *input, struct batch *batch,
                         struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, codes_needed, COUNT(codes_needed), why));
    int code = reading_column(&r, "LA Number"), name = reading_column(&r, "LA Name");
    int region = reading_column(&r, "Region"), type = reading_column(&r, "Type");
    while (reading_next(&r)) {
        /* "England (discontinued)", which no figure uses. */
        if (str_equal(reading_cell(&r, code), STR("1000")))
            continue;
        if (is_new_area(&r, code))
            add_listed(&r, code, name, region, type);
    }
    reading_end(&r);
    return OK;
}

const struct national_format national_lait_areas = {
    "lait-areas", "list of authority and region numbers of the LAIT",
    READING_SOURCE("lait-areas", "Department for Education",
                   "Local authority interactive tool: authority numbers"),
    recognise_codes, read_codes};

/* --- reorganisations -----------------------------------------------------------------
 */

static const char *const changes_needed[] = {"effective_date", "kind", "old_la_number",
                                             "new_la_number"};

static int recognise_changes(const struct national_input *input)
{
    return reading_has(input, changes_needed, COUNT(changes_needed)) ? 3 : 0;
}

static status read_changes(const struct national_input *input, struct batch *batch,
                           struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, changes_needed, COUNT(changes_needed), why));
    int on = reading_column(&r, "effective_date"), kind = reading_column(&r, "kind");
    int old_code = reading_column(&r, "old_la_number");
    int new_code = reading_column(&r, "new_la_number"), note = reading_column(&r, "note");
    while (reading_next(&r)) {
        date day = date_in(&r, on);
        if (date_is_none(day) || !has_code(&r, old_code) || !has_code(&r, new_code))
            continue;
        *batch_add(batch, batch_succession, successions) = (struct batch_succession){
            .row = r.row.row,
            .on = day,
            .kind = kept(&r, reading_cell(&r, kind)),
            .old_code = kept(&r, reading_cell(&r, old_code)),
            .new_code = kept(&r, reading_cell(&r, new_code)),
            .note = kept(&r, reading_cell(&r, note)),
        };
    }
    reading_end(&r);
    return OK;
}

const struct national_format national_reorganisations = {
    "reorganisations", "changes of authorities and their codes",
    READING_SOURCE("reorganisations", "Office for National Statistics",
                   "Changes of upper-tier authorities since 2009"),
    recognise_changes, read_changes};

/* --- spellings -----------------------------------------------------------------------
 */

static const char *const aliases_needed[] = {"name_as_published", "la_number", "kind"};

static int recognise_aliases(const struct national_input *input)
{
    return reading_has(input, aliases_needed, COUNT(aliases_needed)) ? 3 : 0;
}

/* Rows for two authorities at once, for England's unused number and for places outside
 * England have no number of their own and are passed over. */
static bool names_no_area(struct str code, struct str kind)
{
    return str_equal_fold(kind, STR("combined")) ||
           str_equal_fold(kind, STR("outside England")) || str_equal(code, STR("1000"));
}

static status read_aliases(const struct national_input *input, struct batch *batch,
                           struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, aliases_needed, COUNT(aliases_needed), why));
    int name = reading_column(&r, "name_as_published");
    int code = reading_column(&r, "la_number"), kind = reading_column(&r, "kind");
    while (reading_next(&r)) {
        if (names_no_area(reading_cell(&r, code), reading_cell(&r, kind)) ||
            !has_code(&r, code))
            continue;
        add_alias(&r, reading_cell(&r, code), reading_cell(&r, name),
                  reading_cell(&r, kind));
    }
    reading_end(&r);
    return OK;
}

const struct national_format national_area_aliases = {
    "area-aliases", "spellings of authorities and regions",
    READING_SOURCE("area-aliases", "Assay",
                   "Spellings of authorities and regions found in published files"),
    recognise_aliases, read_aliases};
