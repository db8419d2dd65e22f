/* Settings by service, counted and never named; and the list of measures. */
#include <assert.h>

#include "publish/export_tables.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

/* ---- Settings */

enum setting_column {
    SERVICE = EXPORT_AREA_COUNT,
    SERVICE_NAME,
    LISTED_ON,
    SETTINGS,
    COUNTED,
    GOOD,
    GRADES, /* four */
    EARLIER = GRADES + 4,
    OTHER_SCALE,
    UNGRADED,
    UNDATED,
    NEIGHBOURS_GOOD,
    NEIGHBOURS_COUNTED,
    ENGLAND_GOOD,
    ENGLAND_COUNTED,
    OLDEST,
    MEDIAN,
    SETTING_SOURCE,
    SETTING_COLUMN_COUNT = SETTING_SOURCE + 2
};

static const struct export_column setting_columns[] = {
    EXPORT_AREA_COLUMNS,
    {"service", EXPORT_TEXT, 26, "its short name"},
    {"service_name", EXPORT_TEXT, 32, "the service in words"},
    {"listed_on", EXPORT_DAY, 12,
     "the day of the list; 1 January where it tells no more than its year"},
    {"settings", EXPORT_WHOLE, 10, "listed in the area, whoever runs them"},
    {"counted", EXPORT_WHOLE, 10,
     "graded on the four-grade scale under the framework of the day"},
    {"good_or_better", EXPORT_WHOLE, 10, "of those counted"},
    {"outstanding", EXPORT_WHOLE, 12, "of those counted"},
    {"good", EXPORT_WHOLE, 10, "of those counted"},
    {"requires_improvement", EXPORT_WHOLE, 12,
     "of those counted; the third grade of four, whatever its name then"},
    {"inadequate", EXPORT_WHOLE, 11, "of those counted"},
    {"earlier_framework", EXPORT_WHOLE, 12, "graded under an earlier framework; apart"},
    {"other_scale", EXPORT_WHOLE, 11, "graded on a scale of its own; apart"},
    {"not_graded", EXPORT_WHOLE, 11, "listed without a grade"},
    {"undated", EXPORT_WHOLE, 10, "of those counted, without a day of inspection"},
    {"neighbours_good_or_better", EXPORT_WHOLE, 14,
     "of the neighbours' settings counted"},
    {"neighbours_counted", EXPORT_WHOLE, 14,
     "the neighbours' settings counted, together"},
    {"england_good_or_better", EXPORT_WHOLE, 14, "of England's settings counted"},
    {"england_counted", EXPORT_WHOLE, 14, "England's settings counted"},
    {"oldest_inspection", EXPORT_DAY, 12, "of those counted"},
    {"median_inspection", EXPORT_DAY, 12, "of those counted, the middle one"},
    {"evidence", EXPORT_TEXT, 14, "the load that lists them, which the notes name"},
    {"attribution", EXPORT_TEXT, 60, "what every use of it must say"}};
static_assert(sizeof setting_columns / sizeof *setting_columns == SETTING_COLUMN_COUNT,
              "each column has its place");

struct setting_row {
    const struct picture *picture;
    const struct picture_settings *settings;
};

struct settings {
    const struct export_source *source;
    const struct setting_row *rows;
};

static void put_graded(const struct picture_settings *s, struct export_cell *cells)
{
    cells[COUNTED].number = s->own->counted;
    cells[GOOD].number = s->own->good;
    for (size_t i = 0; i < 4; i++)
        cells[GRADES + i].number = s->own->grades[i];
    cells[EARLIER].number = s->own->earlier;
    cells[OTHER_SCALE].number = s->own->other_scale;
    cells[UNGRADED].number = s->own->ungraded;
    cells[UNDATED].number = s->own->undated;
    cells[NEIGHBOURS_GOOD].number = s->neighbours_good;
    cells[NEIGHBOURS_COUNTED].number = s->neighbours_counted;
    cells[ENGLAND_GOOD].number = s->england_good;
    cells[ENGLAND_COUNTED].number = s->england_counted;
    cells[OLDEST].day = s->oldest;
    cells[MEDIAN].day = s->median;
}

/* The load alone: a row of its file is one setting. */
static void put_load(const struct export_source *source, struct arena *a,
                     const struct picture_settings *s, struct export_cell *cells)
{
    const struct survey *survey = source->survey;
    if (s->own->settings == 0)
        return;
    struct survey_origin origin = survey->settings[s->own->first].origin;
    if (survey_origin_is_none(origin))
        return;
    cells[SETTING_SOURCE].text =
        arena_format(a, "%lld", (long long)survey->source.load_ids[origin.load]);
    cells[SETTING_SOURCE + 1].text = survey->source.cube->loads[origin.load].attribution;
}

static void put_setting(void *context, struct arena *a, size_t row,
                        struct export_cell *cells)
{
    const struct settings *table = context;
    const struct survey *survey = table->source->survey;
    const struct picture_settings *s = table->rows[row].settings;
    export_put_area(survey->source.cube, table->rows[row].picture->area, cells);
    cells[SERVICE].text = s->service->id;
    cells[SERVICE_NAME].text = words_capital(a, words_setting(a, s->service->id));
    cells[LISTED_ON].day = s->service->school ? survey->schools_at : survey->providers_at;
    cells[SETTINGS].number = s->own->settings;
    put_graded(s, cells);
    put_load(table->source, a, s, cells);
}

static void mark_settings(struct export_source *source, const struct picture_settings *s)
{
    for (size_t i = 0; i < s->own->settings; i++)
        export_mark(source, source->survey->settings[s->own->first + i].origin);
}

struct export_table export_settings(struct export_source *source)
{
    struct arena *a = source->arena;
    struct settings *table = arena_make(a, struct settings, 1);
    size_t most = source->picture_count * source->survey->service_count, count = 0;
    struct setting_row *rows = arena_make(a, struct setting_row, most);
    for (size_t i = 0; i < source->picture_count; i++) {
        const struct picture *picture = source->pictures[i];
        for (size_t k = 0; k < picture->setting_count; k++) {
            rows[count++] = (struct setting_row){picture, &picture->settings[k]};
            mark_settings(source, &picture->settings[k]);
        }
    }
    *table = (struct settings){source, rows};
    return (struct export_table){
        .name = "settings",
        .title = arena_format(a, "%.*s: settings in the area by service and grade",
                              STR_ARG(source->name)),
        .columns = setting_columns,
        .column_count = SETTING_COLUMN_COUNT,
        .row_count = count,
        .row = put_setting,
        .context = table};
}

/* ---- Measures */

enum measure_column {
    ID,
    LABEL,
    TOPIC,
    UNIT,
    POLARITY,
    PERIOD,
    ENDED,
    COUNTS_OF,
    DEFINITION,
    MEASURE_SOURCE,
    MEASURE_COLUMN_COUNT
};

static const struct export_column measure_columns[MEASURE_COLUMN_COUNT] = {
    {"indicator", EXPORT_TEXT, 30, "the measure's short name"},
    {"indicator_name", EXPORT_TEXT, 60, "the measure's name"},
    {"topic", EXPORT_TEXT, 26, "where the catalogue has it"},
    {"unit", EXPORT_TEXT, 16, "the unit of its values"},
    {"good_is", EXPORT_TEXT, 10, "high or low; empty where neither is"},
    {"latest_period", EXPORT_TEXT, 14, "the period shown, as published"},
    {"ended", EXPORT_TEXT, 8, "yes: nothing newer for more than three years"},
    {"counts_of", EXPORT_TEXT, 30, "the measure that lent numerator and denominator"},
    {"definition", EXPORT_TEXT, 80, "the publisher's definition"},
    {"source", EXPORT_TEXT, 40, "where the publisher says it comes from"}};

static struct str good_is(enum polarity polarity)
{
    if (polarity == POLARITY_HIGH)
        return STR("high");
    return polarity == POLARITY_LOW ? STR("low") : STR("");
}

static void put_measure(void *context, struct arena *a, size_t row,
                        struct export_cell *cells)
{
    const struct export_source *source = context;
    const struct survey_measure *m = &source->survey->measures[row];
    const struct batch_measure *about = &m->about.about;
    (void)a;
    cells[ID].text = about->id;
    cells[LABEL].text = about->label.len ? about->label : about->id;
    cells[TOPIC].text = about->topic;
    cells[UNIT].text = about->unit;
    cells[POLARITY].text = good_is(about->polarity);
    cells[PERIOD].text = m->about.periods[m->period].text;
    cells[ENDED].text = m->ended ? STR("yes") : STR("no");
    cells[COUNTS_OF].text = m->about.counts_of;
    cells[DEFINITION].text = about->definition;
    cells[MEASURE_SOURCE].text = about->source;
}

struct export_table export_measures(struct export_source *source)
{
    return (struct export_table){
        .name = "measures",
        .title = STR("The measures: units, directions and definitions"),
        .columns = measure_columns,
        .column_count = MEASURE_COLUMN_COUNT,
        .row_count = source->survey->measure_count,
        .row = put_measure,
        .context = source};
}
