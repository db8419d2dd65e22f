/* Tables of figures: of authorities in their latest periods, and of one measure over all
 * of them. */
#include <assert.h>
#include <math.h>

#include "publish/export_tables.h"

/* ---- What every table shares */

struct export_source *export_source_new(struct arena *a, const struct survey *survey,
                                        const struct picture *const *pictures,
                                        size_t picture_count)
{
    struct export_source *source = arena_make(a, struct export_source, 1);
    const struct cube *cube = survey->source.cube;
    bool one = picture_count == 1;
    *source = (struct export_source){.arena = a,
                                     .survey = survey,
                                     .pictures = pictures,
                                     .picture_count = picture_count,
                                     .whole = !one,
                                     .uses = arena_make(a, bool, cube->load_count),
                                     .name = one ? cube->areas[pictures[0]->area].name
                                                 : STR("England")};
    return source;
}

/* The region's own row, of an authority or of the region itself. */
static uint32_t region_of(const struct cube *cube, uint32_t area)
{
    return cube->areas[area].is_region ? area : cube->areas[area].region_area;
}

/* The registries of authorities give no codes of regions. */
static struct str region_code(struct str name)
{
    static const struct {
        struct str name, code;
    } codes[] = {
        {STR("North East"), STR("E12000001")},
        {STR("North West"), STR("E12000002")},
        {STR("Yorkshire and the Humber"), STR("E12000003")},
        {STR("Yorkshire and The Humber"), STR("E12000003")},
        {STR("East Midlands"), STR("E12000004")},
        {STR("West Midlands"), STR("E12000005")},
        {STR("East of England"), STR("E12000006")},
        {STR("London"), STR("E12000007")},
        {STR("London (Inner)"), STR("E13000001")},
        {STR("London (Outer)"), STR("E13000002")},
        {STR("South East"), STR("E12000008")},
        {STR("South West"), STR("E12000009")},
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (str_equal(codes[i].name, name))
            return codes[i].code;
    }
    return STR("");
}

static void put_region(const struct cube *cube, uint32_t region, struct export_cell *code,
                       struct export_cell *name)
{
    const struct cube_area *at = &cube->areas[region];
    code->text = at->ons_code.len ? at->ons_code : region_code(at->name);
    name->text = at->name;
}

void export_put_area(const struct cube *cube, uint32_t area, struct export_cell *cells)
{
    enum { LEVEL, COUNTRY_CODE, COUNTRY, REGION_CODE, REGION, OLD_CODE, NEW_CODE, NAME };
    const struct cube_area *at = &cube->areas[area];
    uint32_t region = region_of(cube, area);
    cells[LEVEL].text = at->is_authority ? STR("Local authority")
                        : at->is_region  ? STR("Regional")
                                         : STR("National");
    cells[COUNTRY_CODE].text = STR("E92000001");
    cells[COUNTRY].text = STR("England");
    if (region != UINT32_MAX)
        put_region(cube, region, &cells[REGION_CODE], &cells[REGION]);
    else if (at->is_authority)
        cells[REGION].text = at->region;
    if (!at->is_authority)
        return;
    cells[OLD_CODE].text = at->code;
    cells[NEW_CODE].text = at->ons_code;
    cells[NAME].text = at->name;
}

void export_put_source(const struct export_source *source, struct arena *a,
                       struct survey_origin origin, struct export_cell *cells)
{
    const struct survey_source *from = &source->survey->source;
    if (survey_origin_is_none(origin))
        return;
    cells[0].text = arena_format(a, "%lld:%lu", (long long)from->load_ids[origin.load],
                                 (unsigned long)origin.row);
    cells[1].text = from->cube->loads[origin.load].attribution;
}

void export_mark(struct export_source *source, struct survey_origin origin)
{
    if (!survey_origin_is_none(origin))
        source->uses[origin.load] = true;
}

/* ---- Figures of authorities */

struct figures {
    const struct export_source *source;
    const struct picture **own; /* those that show figures: an authority that has ended
                                   shows none */
    const uint32_t *wholes;     /* regions and England */
    size_t whole_count, own_count;
};

static enum missing missing_of(const struct cube_series *series, uint32_t area)
{
    enum missing missing = (enum missing)series->missing[area];
    if (!isnan(series->value[area]))
        return MISSING_NOT;
    return missing == MISSING_NOT ? MISSING_UNSPECIFIED : missing;
}

static void put_own_row(void *context, struct arena *a, size_t row,
                        struct export_cell *cells)
{
    const struct figures *table = context;
    const struct survey *survey = table->source->survey;
    size_t measures = survey->measure_count;
    if (row < table->own_count * measures) {
        const struct picture *picture = table->own[row / measures];
        const struct picture_figure *figure = &picture->figures[row % measures];
        struct export_figure f = {&figure->measure->about, figure->measure->period,
                                  picture->area, figure->result, figure->missing};
        export_put_figure(table->source, a, &f, cells);
        return;
    }
    size_t rest = row - table->own_count * measures;
    const struct survey_measure *m = &survey->measures[rest % measures];
    uint32_t area = table->wholes[rest / measures];
    struct export_figure f = {&m->about, m->period, area, NULL,
                              missing_of(&m->about.series[m->period], area)};
    export_put_figure(table->source, a, &f, cells);
}

static void mark_own(struct export_source *source, uint32_t area)
{
    const struct survey *survey = source->survey;
    for (size_t m = 0; m < survey->measure_count; m++)
        export_mark_figure(source, &survey->measures[m].about, survey->measures[m].period,
                           area);
}

static void list_wholes(struct figures *table, struct export_source *source)
{
    const struct cube *cube = source->survey->source.cube;
    uint32_t *wholes = arena_make(source->arena, uint32_t, cube->area_count);
    for (uint32_t i = 0; i < cube->area_count && source->whole; i++) {
        if (cube->areas[i].is_authority)
            continue;
        wholes[table->whole_count++] = i;
        mark_own(source, i);
    }
    table->wholes = wholes;
}

static void list_own(struct figures *table, struct export_source *source)
{
    table->own = arena_make(source->arena, const struct picture *, source->picture_count);
    for (size_t i = 0; i < source->picture_count; i++) {
        const struct picture *picture = source->pictures[i];
        assert(picture->figure_count == 0 ||
               picture->figure_count == source->survey->measure_count);
        if (picture->figure_count == 0)
            continue;
        table->own[table->own_count++] = picture;
        mark_own(source, picture->area);
    }
}

struct export_table export_figures(struct export_source *source)
{
    struct figures *table = arena_make(source->arena, struct figures, 1);
    size_t measures = source->survey->measure_count;
    table->source = source;
    list_own(table, source);
    list_wholes(table, source);
    return (struct export_table){
        .name = "figures",
        .title = arena_format(source->arena,
                              "%.*s: published measures, each in its latest period, "
                              "beside neighbours, region and England",
                              STR_ARG(source->name)),
        .columns = export_figure_columns,
        .column_count = export_figure_column_count,
        .row_count = (table->own_count + table->whole_count) * measures,
        .row = put_own_row,
        .context = table};
}

/* ---- One measure */

struct place {
    uint32_t period, area;
};

struct one_measure {
    const struct export_source *source;
    const struct cube_measure *measure;
    struct benchmarker *with;
    struct benchmark result;
    size_t at; /* the period that the result is of; SIZE_MAX: none yet */
    const struct place *rows;
};

static void put_measure_row(void *context, struct arena *a, size_t row,
                            struct export_cell *cells)
{
    struct one_measure *table = context;
    struct place place = table->rows[row];
    const struct cube_series *series = &table->measure->series[place.period];
    bool authority = table->source->survey->source.cube->areas[place.area].is_authority;
    if (table->at != place.period) {
        benchmark_period(table->with, table->measure, place.period, &table->result);
        table->at = place.period;
    }
    struct export_figure f = {table->measure, place.period, place.area,
                              authority ? &table->result.areas[place.area] : NULL,
                              missing_of(series, place.area)};
    export_put_figure(table->source, a, &f, cells);
}

/* Authorities that lived in the period; regions and England where there is a row. */
static bool has_row(const struct cube *cube, const struct cube_measure *measure,
                    size_t period, uint32_t area)
{
    const struct cube_area *at = &cube->areas[area];
    const struct cube_series *series = &measure->series[period];
    if (at->is_authority)
        return cube_takes_part(at, &measure->periods[period],
                               !isnan(series->value[area]));
    return series->origin[area].load != UINT32_MAX;
}

static size_t list_rows(struct export_source *source, const struct cube_measure *measure,
                        size_t first, struct place *rows)
{
    const struct cube *cube = source->survey->source.cube;
    size_t count = 0;
    for (uint32_t p = (uint32_t)first; p < measure->period_count; p++) {
        for (uint32_t i = 0; i < cube->area_count; i++) {
            if (!has_row(cube, measure, p, i))
                continue;
            rows[count++] = (struct place){p, i};
            export_mark_figure(source, measure, p, i);
        }
    }
    return count;
}

struct export_table export_measure(struct export_source *source,
                                   const struct cube_measure *measure, size_t periods)
{
    struct arena *a = source->arena;
    const struct cube *cube = source->survey->source.cube;
    struct one_measure *table = arena_make(a, struct one_measure, 1);
    struct place *rows =
        arena_make(a, struct place, measure->period_count * cube->area_count);
    size_t all = measure->period_count;
    size_t first = periods && periods < all ? all - periods : 0;
    size_t count = list_rows(source, measure, first, rows);
    *table = (struct one_measure){
        .source = source,
        .measure = measure,
        .with = benchmarker_new(a, cube, &source->survey->options.benchmark),
        .result = benchmark_room(a, cube),
        .at = SIZE_MAX,
        .rows = rows};
    struct str name = measure->about.label.len ? measure->about.label : measure->about.id;
    return (struct export_table){
        .name = "figures",
        .title =
            arena_format(a, "%.*s: every authority, region and England", STR_ARG(name)),
        .columns = export_figure_columns,
        .column_count = export_figure_column_count,
        .row_count = count,
        .row = put_measure_row,
        .context = table};
}
