/* Inspections with their judgements, and what they asked to be improved. */
#include <assert.h>

#include "publish/export_tables.h"
#include "publish/profile_parts.h"

/* ---- Rows: a judgement or an item of an event of a picture */

struct event_row {
    const struct picture *picture;
    const struct picture_event *event;
    size_t index; /* of the event's grades or items; SIZE_MAX: it has none */
};

struct events {
    const struct export_source *source;
    struct event_row *rows;
    size_t count, capacity;
};

static const struct batch *facts_of(const struct export_source *source)
{
    return source->survey->source.facts;
}

static struct survey_origin origin_of(const struct export_source *source, uint32_t load,
                                      uint32_t row)
{
    return survey_origin(&source->survey->source, load, row);
}

static void add_row(struct export_source *source, struct events *table,
                    struct event_row row)
{
    table->rows = arena_grow(source->arena, struct event_row, table->rows, table->count,
                             &table->capacity);
    table->rows[table->count++] = row;
}

static struct events *list_events(struct export_source *source,
                                  void (*list)(struct export_source *, struct events *,
                                               const struct picture *,
                                               const struct picture_event *))
{
    struct events *table = arena_make(source->arena, struct events, 1);
    table->source = source;
    for (size_t i = 0; i < source->picture_count; i++) {
        const struct picture *picture = source->pictures[i];
        for (size_t k = 0; k < picture->event_count; k++)
            list(source, table, picture, &picture->events[k]);
    }
    return table;
}

/* ---- Inspections */

enum event_column {
    FAMILY = EXPORT_AREA_COUNT,
    INSPECTION,
    THEME,
    START,
    END,
    PUBLISHED,
    JUDGEMENT,
    GRADE,
    FROM_BEST,
    STATUS_TEXT,
    KNOWN_FROM,
    SOURCES,
    EVENT_SOURCE,
    EVENT_COLUMN_COUNT = EVENT_SOURCE + 2
};

static const struct export_column event_columns[] = {
    EXPORT_AREA_COLUMNS,
    {"framework", EXPORT_TEXT, 18, "the family of frameworks it was made under"},
    {"inspection", EXPORT_TEXT, 34, "its kind in words"},
    {"theme", EXPORT_TEXT, 24, "what a visit or joint inspection looked at"},
    {"start", EXPORT_DAY, 12, "its first day"},
    {"end", EXPORT_DAY, 12, "its last day"},
    {"published", EXPORT_DAY, 12, "when its report was published"},
    {"judgement", EXPORT_TEXT, 40, "what was judged, as the report says it"},
    {"grade", EXPORT_TEXT, 26, "the grade, as the report says it"},
    {"grade_from_best", EXPORT_WHOLE, 10,
     "1 is best on the scale of its framework; empty where it is on none"},
    {"status_text", EXPORT_TEXT, 28, "why there is no grade"},
    {"known_from", EXPORT_TEXT, 20, "the class of source that is believed first"},
    {"sources", EXPORT_WHOLE, 9, "how many classes of source say that it happened"},
    EXPORT_SOURCE_COLUMNS};
static_assert(sizeof event_columns / sizeof *event_columns == EVENT_COLUMN_COUNT,
              "each column has its place");

static void list_grades(struct export_source *source, struct events *table,
                        const struct picture *picture, const struct picture_event *event)
{
    const struct merged_event *merged = event->event;
    for (size_t i = 0; i < merged->grade_count; i++) {
        const struct batch_event_grade *grade =
            &facts_of(source)->event_grades[merged->grades[i]];
        export_mark(source, origin_of(source, grade->load, grade->row));
        add_row(source, table, (struct event_row){picture, event, i});
    }
    if (merged->grade_count)
        return;
    export_mark(source, picture_event_origin(source->survey, merged));
    add_row(source, table, (struct event_row){picture, event, SIZE_MAX});
}

static struct str why_ungraded(const struct merged_event *event)
{
    return str_ends(event->framework, STR("-visit")) ? STR("Not graded")
                                                     : STR("No judgement held");
}

static void put_judgement(const struct export_source *source, struct arena *a,
                          const struct event_row *row, struct export_cell *cells)
{
    const struct merged_event *event = row->event->event;
    if (row->index == SIZE_MAX) {
        cells[STATUS_TEXT].text = why_ungraded(event);
        export_put_source(source, a, picture_event_origin(source->survey, event),
                          cells + EVENT_SOURCE);
        return;
    }
    const struct batch_event_grade *grade =
        &facts_of(source)->event_grades[event->grades[row->index]];
    cells[JUDGEMENT].text = grade->judgement;
    cells[GRADE].text = grade->grade;
    if (grade->position >= 0)
        cells[FROM_BEST].number = grade->position + 1;
    export_put_source(source, a, origin_of(source, grade->load, grade->row),
                      cells + EVENT_SOURCE);
}

static void put_event(void *context, struct arena *a, size_t index,
                      struct export_cell *cells)
{
    const struct events *table = context;
    const struct event_row *row = &table->rows[index];
    const struct merged_event *event = row->event->event;
    export_put_area(table->source->survey->source.cube, row->picture->area, cells);
    cells[FAMILY].text = event->framework;
    cells[INSPECTION].text = words_event(a, event);
    cells[THEME].text = event->theme;
    cells[START].day = event->start;
    cells[END].day = event->end;
    cells[PUBLISHED].day = event->published;
    cells[KNOWN_FROM].text =
        vocabulary_word(&vocabulary_assurance, (int)event->assurance);
    cells[SOURCES].number = event->sources;
    put_judgement(table->source, a, row, cells);
}

struct export_table export_inspections(struct export_source *source)
{
    struct events *table = list_events(source, list_grades);
    return (struct export_table){
        .name = "inspections",
        .title = arena_format(source->arena,
                              "%.*s: inspections and visits with their judgements, the "
                              "latest first",
                              STR_ARG(source->name)),
        .columns = event_columns,
        .column_count = EVENT_COLUMN_COUNT,
        .row_count = table->count,
        .row = put_event,
        .context = table};
}

/* ---- What they asked for */

enum item_column {
    ITEM_FAMILY = EXPORT_AREA_COUNT,
    ITEM_INSPECTION,
    ITEM_ON,
    ITEM_OPEN,
    ITEM_KIND,
    ITEM_HEADING,
    ITEM_TEXT,
    ITEM_SOURCE,
    ITEM_COLUMN_COUNT = ITEM_SOURCE + 2
};

static const struct export_column item_columns[] = {
    EXPORT_AREA_COLUMNS,
    {"framework", EXPORT_TEXT, 18, "the family of frameworks it was made under"},
    {"inspection", EXPORT_TEXT, 34, "whose report asks for it"},
    {"inspected", EXPORT_DAY, 12, "by which day it was found"},
    {"open", EXPORT_TEXT, 8,
     "yes: no later inspection has graded these services; what was done since is not in "
     "this evidence"},
    {"kind", EXPORT_TEXT, 24, "recommendation, area for improvement, priority action"},
    {"heading", EXPORT_TEXT, 30, "under which heading the report has it"},
    {"text", EXPORT_TEXT, 80, "in the words of the report"},
    EXPORT_SOURCE_COLUMNS};
static_assert(sizeof item_columns / sizeof *item_columns == ITEM_COLUMN_COUNT,
              "each column has its place");

static void list_items(struct export_source *source, struct events *table,
                       const struct picture *picture, const struct picture_event *event)
{
    for (size_t i = 0; i < event->event->item_count; i++) {
        const struct batch_item *item = &facts_of(source)->items[event->event->items[i]];
        export_mark(source, origin_of(source, item->load, item->row));
        add_row(source, table, (struct event_row){picture, event, i});
    }
}

static void put_item(void *context, struct arena *a, size_t index,
                     struct export_cell *cells)
{
    const struct events *table = context;
    const struct event_row *row = &table->rows[index];
    const struct merged_event *event = row->event->event;
    const struct batch_item *item =
        &facts_of(table->source)->items[event->items[row->index]];
    export_put_area(table->source->survey->source.cube, row->picture->area, cells);
    cells[ITEM_FAMILY].text = event->framework;
    cells[ITEM_INSPECTION].text = words_event(a, event);
    cells[ITEM_ON].day = row->event->on;
    cells[ITEM_OPEN].text = row->event == row->picture->graded ? STR("yes") : STR("no");
    cells[ITEM_KIND].text = vocabulary_word(&vocabulary_finding_kind, (int)item->kind);
    cells[ITEM_HEADING].text = item->heading;
    cells[ITEM_TEXT].text = item->text;
    export_put_source(table->source, a, origin_of(table->source, item->load, item->row),
                      cells + ITEM_SOURCE);
}

struct export_table export_items(struct export_source *source)
{
    struct events *table = list_events(source, list_items);
    return (struct export_table){
        .name = "items",
        .title =
            arena_format(source->arena, "%.*s: what inspections asked to be improved",
                         STR_ARG(source->name)),
        .columns = item_columns,
        .column_count = ITEM_COLUMN_COUNT,
        .row_count = table->count,
        .row = put_item,
        .context = table};
}
