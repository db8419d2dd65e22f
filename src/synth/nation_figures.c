/* The files of figures: base data and dictionary in the layout of the LAIT, the
 * indicators with their counts, and tables in the tidy layout. */
#include <assert.h>
#include <string.h>

#include "synth/inside.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* Areas, then regions, then the nation, as the places of what was drawn. */
static struct str code_of(const struct nation *nation, size_t place)
{
    if (place < nation->area_count)
        return nation->areas[place].code;
    place -= nation->area_count;
    return place < nation->region_count ? nation->regions[place].code : STR("970");
}

static struct str name_of(const struct nation *nation, size_t place)
{
    if (place < nation->area_count)
        return nation->areas[place].name;
    place -= nation->area_count;
    return place < nation->region_count ? nation->regions[place].name
                                        : str_of(nation_country);
}

static bool has_value(const struct drawn *d)
{
    return d->live && d->shown == SHOWN;
}

/* ---- Base data and dictionary */

static void write_base_rows(const struct nation *nation, size_t measure, struct buf *out)
{
    size_t count;
    const struct synth_measure *m = &synth_measures(&count)[measure];
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        for (size_t place = 0; place < nation->place_count; place++) {
            const struct drawn *d = nation_drawn(nation, measure, year, place);
            rows_text(out, str_of(m->id));
            buf_char(out, ',');
            rows_text(out, str_of(m->label));
            buf_format(out, ",%d,%.*s,", year, STR_ARG(name_of(nation, place)));
            if (has_value(d))
                rows_value(out, m, d->count, d->of);
            else
                buf_char(out, '-');
            buf_format(out, ",%.*s\n", STR_ARG(code_of(nation, place)));
        }
    }
}

void write_base_data(const struct nation *nation, struct buf *out)
{
    size_t count;
    synth_measures(&count);
    rows_start(out, "Short Desc,Data item,Years,LA and Regions,Values,LA Number");
    for (size_t i = 0; i < count; i++)
        write_base_rows(nation, i, out);
}

static void write_description(const struct synth_measure *m, struct buf *out)
{
    buf_format(out, "Drawn by chance: %s.", m->label);
    if (m->break_year)
        buf_format(out,
                   " The series breaks in %d: figures from that year are counted in "
                   "another way.",
                   m->break_year);
}

void write_dictionary(const struct nation *nation, struct buf *out)
{
    static const char *const polarities[] = {
        [POLARITY_HIGH] = "High", [POLARITY_LOW] = "Low", [POLARITY_NONE] = "-"};
    static const char *const years[] = {[YEAR_FINANCIAL] = "Financial Year",
                                        [YEAR_ACADEMIC] = "Academic Year",
                                        [YEAR_CALENDAR] = "Calendar Year",
                                        [YEAR_SEPTEMBER] = "Annual (end of Sept)"};
    size_t count;
    const struct synth_measure *m = synth_measures(&count);
    (void)nation;
    rows_start(out, "Measure_short,Topic,Measure,Polarity,y_axis_name,Description,"
                    "Data Owner (DO) /Supplier and Contact Details,dps,Year_Type,"
                    "No_Quartile,Break_from");
    for (size_t i = 0; i < count; i++, m++) {
        struct buf about = buf_new(out->arena, 4 * KIB);
        rows_text(out, str_of(m->id));
        buf_format(out, ",%s,", m->topic);
        rows_text(out, str_of(m->label));
        buf_format(out, ",%s,", polarities[m->polarity]);
        rows_text(out, str_of(m->unit));
        buf_char(out, ',');
        write_description(m, &about);
        rows_text(out, buf_text(&about));
        buf_format(out, ",Assay,%d,%s,Y,", m->decimals, years[m->year]);
        if (m->break_year)
            buf_format(out, "%d", m->break_year);
        buf_char(out, '\n');
    }
}

/* ---- Codes */

static const char *code_shown(const struct drawn *d)
{
    static const char *const codes[] = {[SHOWN] = "",
                                        [SHOWN_SUPPRESSED] = "c",
                                        [SHOWN_NOT_APPLICABLE] = "z",
                                        [SHOWN_NOT_AVAILABLE] = "x"};
    return codes[d->shown];
}

/* A count, its whole and the figure, or the code that stands for all three. */
static void put_three(struct buf *out, const struct synth_measure *m,
                      const struct drawn *d)
{
    if (d->shown != SHOWN) {
        const char *code = code_shown(d);
        buf_format(out, ",%s,%s,%s", code, code, code);
        return;
    }
    if (d->of == 0) {
        buf_add(out, STR(",0,0,z"));
        return;
    }
    buf_format(out, ",%llu,%llu,", (unsigned long long)d->count,
               (unsigned long long)d->of);
    if (rows_is_low(m, d->count, d->of))
        buf_add(out, STR("low"));
    else
        rows_value(out, m, d->count, d->of);
}

/* ---- Indicators with their counts */

static bool has_counts(const struct synth_measure *m)
{
    return m->table && (m->kind == MEASURE_PERCENT || m->kind == MEASURE_RATE);
}

static const char *level_of(const struct nation *nation, size_t place)
{
    if (place < nation->area_count)
        return "Local authority";
    return place + 1 < nation->place_count ? "Regional" : "National";
}

static void put_period(struct buf *out, const struct synth_measure *m, int year)
{
    if (m->year == YEAR_ACADEMIC)
        buf_format(out, "%d%02d", year - 1, year % 100);
    else
        buf_format(out, "%d", year);
}

static void put_counted_row(const struct nation *nation, const struct synth_measure *m,
                            size_t place, struct buf *out)
{
    static const char *const polarities[] = {
        [POLARITY_HIGH] = "high", [POLARITY_LOW] = "low", [POLARITY_NONE] = "none"};
    bool authority = place < nation->area_count;
    bool region = !authority && place + 1 < nation->place_count;
    buf_format(out, "%s,", m->column);
    rows_text(out, str_of(m->label));
    buf_format(out, ",%s,%s,", polarities[m->polarity],
               m->kind == MEASURE_RATE ? "rate10k" : "percent");
    struct str code = code_of(nation, place), none = STR("");
    buf_format(out, "%s,%.*s,%.*s,%.*s,%.*s", level_of(nation, place),
               STR_ARG(region ? code : none),
               STR_ARG(region ? name_of(nation, place) : none),
               STR_ARG(authority ? code : none),
               STR_ARG(authority ? name_of(nation, place) : none));
}

static void write_counted(const struct nation *nation, size_t measure, struct buf *out)
{
    size_t count;
    const struct synth_measure *m = &synth_measures(&count)[measure];
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        for (size_t place = 0; place < nation->place_count; place++) {
            const struct drawn *d = nation_drawn(nation, measure, year, place);
            if (!d->live)
                continue;
            put_period(out, m, year);
            buf_char(out, ',');
            put_counted_row(nation, m, place, out);
            if (d->shown == SHOWN) {
                put_three(out, m, d);
                buf_char(out, ',');
            } else {
                buf_format(out, ",,,,%s", code_shown(d));
            }
            buf_format(out, ",%s\n", m->table);
        }
    }
}

void write_indicator_counts(const struct nation *nation, struct buf *out)
{
    size_t count;
    const struct synth_measure *measures = synth_measures(&count);
    rows_start(out, "time_period,indicator,label,polarity,kind,geographic_level,"
                    "region_code,region_name,la_number,la_name,numerator,denominator,"
                    "published_value,suppression,source_file");
    for (size_t i = 0; i < count; i++) {
        if (has_counts(&measures[i]))
            write_counted(nation, i, out);
    }
}

/* ---- The tidy layout */

static void put_identity(const struct nation *nation, size_t place, struct buf *out)
{
    bool authority = place < nation->area_count;
    size_t region = REGIONS_MOST;
    if (authority)
        region = nation->areas[place].region;
    else if (place < nation->area_count + nation->region_count)
        region = place - nation->area_count;
    struct str code = STR(""), name = STR("");
    if (region < REGIONS_MOST) {
        code = nation->regions[region].code;
        name = nation->regions[region].name;
    }
    buf_format(out, "%s,%s,%s,%.*s,%.*s,", level_of(nation, place), nation_country_code,
               nation_country, STR_ARG(code), STR_ARG(name));
    if (authority)
        buf_format(out, "%.*s,%.*s,%.*s", STR_ARG(nation->areas[place].code),
                   STR_ARG(nation->areas[place].ons), STR_ARG(nation->areas[place].name));
    else
        buf_add(out, STR(",,"));
}

#define IDENTITY                                                                         \
    "time_period,time_identifier,geographic_level,country_code,country_name,"            \
    "region_code,region_name,old_la_code,new_la_code,la_name"

enum { TABLE_MOST = 8 };
struct tidy_table {
    size_t measures[TABLE_MOST];
    size_t count;
};

static struct tidy_table table_of(const char *name)
{
    struct tidy_table table = {.count = 0};
    size_t count;
    const struct synth_measure *m = synth_measures(&count);
    for (size_t i = 0; i < count; i++) {
        if (!m[i].table || strcmp(m[i].table, name) != 0)
            continue;
        assert(table.count < TABLE_MOST);
        table.measures[table.count++] = i;
    }
    assert(table.count > 0);
    return table;
}

static void put_header(const struct tidy_table *table, struct buf *out)
{
    size_t count;
    const struct synth_measure *measures = synth_measures(&count);
    struct buf header = buf_new(out->arena, 16 * KIB);
    buf_add(&header, STR(IDENTITY));
    for (size_t i = 0; i < table->count; i++) {
        const struct synth_measure *m = &measures[table->measures[i]];
        buf_format(&header, ",%s_number,%s_denominator,%s_%s", m->column, m->column,
                   m->column, m->kind == MEASURE_RATE ? "rate_per_10000" : "percent");
    }
    buf_char(&header, '\0');
    rows_start(out, buf_text(&header).at);
}

static void write_table(const struct nation *nation, const char *name, struct buf *out)
{
    size_t count;
    const struct synth_measure *measures = synth_measures(&count);
    struct tidy_table table = table_of(name);
    put_header(&table, out);
    for (int year = LAST_YEAR; year >= FIRST_YEAR; year--) {
        for (size_t place = 0; place < nation->place_count; place++) {
            if (!nation_drawn(nation, table.measures[0], year, place)->live)
                continue;
            put_period(out, &measures[table.measures[0]], year);
            buf_add(out, STR(",Reporting year,"));
            put_identity(nation, place, out);
            for (size_t i = 0; i < table.count; i++)
                put_three(out, &measures[table.measures[i]],
                          nation_drawn(nation, table.measures[i], year, place));
            buf_char(out, '\n');
        }
    }
}

void write_children_in_need(const struct nation *nation, struct buf *out)
{
    write_table(nation, "synthetic-children-in-need", out);
}

void write_protection_plans(const struct nation *nation, struct buf *out)
{
    write_table(nation, "synthetic-protection-plans", out);
}

void write_children_looked_after(const struct nation *nation, struct buf *out)
{
    write_table(nation, "synthetic-children-looked-after", out);
}

void write_care_leavers(const struct nation *nation, struct buf *out)
{
    write_table(nation, "synthetic-care-leavers", out);
}

/* ---- Girls and boys apart */

static struct drawn part_of(const struct drawn *d, int sex)
{
    struct drawn part = *d;
    if (sex == 1) {
        part.count = d->girls;
        part.of = d->of_girls;
    } else if (sex == 2) {
        part.count = d->count - d->girls;
        part.of = d->of - d->of_girls;
    }
    return part;
}

static void write_sexes(const struct nation *nation, size_t measure, int year,
                        struct buf *out)
{
    static const char *const sexes[] = {"Total", "Girls", "Boys"};
    size_t count;
    const struct synth_measure *m = &synth_measures(&count)[measure];
    for (size_t place = 0; place < nation->place_count; place++) {
        const struct drawn *d = nation_drawn(nation, measure, year, place);
        for (int sex = 0; d->live && sex < 3; sex++) {
            struct drawn part = part_of(d, sex);
            put_period(out, m, year);
            buf_add(out, STR(",Academic year,"));
            put_identity(nation, place, out);
            buf_format(out, ",%s", sexes[sex]);
            put_three(out, m, &part);
            buf_char(out, '\n');
        }
    }
}

void write_early_years(const struct nation *nation, struct buf *out)
{
    struct tidy_table table = table_of("synthetic-early-years");
    rows_start(out, IDENTITY ",gender,good_level_number,good_level_denominator,"
                             "good_level_percent");
    for (int year = LAST_YEAR; year >= FIRST_YEAR; year--)
        write_sexes(nation, table.measures[0], year, out);
}

/* ---- Population */

/* Those of an area, which are added to the sums; or the sums of a region or the nation.
 */
static uint64_t children_at(const struct nation *nation, size_t place, int year,
                            uint64_t *sums)
{
    if (place >= nation->area_count)
        return sums[place - nation->area_count];
    uint64_t children = nation_base(nation, BASE_CHILDREN, place, year);
    sums[nation->areas[place].region] += children;
    sums[nation->region_count] += children;
    return children;
}

static void write_population_of(const struct nation *nation, int year, struct buf *out)
{
    uint64_t sums[REGIONS_MOST + 1] = {0};
    for (size_t place = 0; place < nation->place_count; place++) {
        if (place < nation->area_count &&
            !nation_is_live(&nation->areas[place], date_of(year, 3, 31)))
            continue;
        uint64_t children = children_at(nation, place, year, sums);
        buf_format(out, "%d,Reporting year,", year);
        put_identity(nation, place, out);
        buf_format(out, ",Children aged 0 to 17 years,%llu\n",
                   (unsigned long long)children);
    }
}

void write_population(const struct nation *nation, struct buf *out)
{
    rows_start(out, IDENTITY ",age_group,population_estimate");
    for (int year = LAST_YEAR; year >= FIRST_YEAR; year--)
        write_population_of(nation, year, out);
}
