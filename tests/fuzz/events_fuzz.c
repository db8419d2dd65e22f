/* Whatever the bytes, read as every list of settings, events, ratings and shapes there
 * is, then settled and merged: reading ends; grades and items point to events; positions
 * are on a scale of four; every row is of exactly one event, whose rows are of one area
 * and family; no name of a home is kept.  The first byte chooses the format that is
 * forced on the rest, and files one after another are divided by a line of '%'. */
#include "../unit/fixture_facts.h"
#include "evidence/events_merge.h"
#include "evidence/national.h"
#include "evidence/places.h"
#include "fixture_fuzz.h"

enum { FILES_MOST = 4 };

static const char *const formats[] = {
    "authority-inspections",
    "inspection-events",
    "improvement-areas",
    "authority-outcomes",
    "inspection-overview",
    "area-send",
    "jtai",
    "social-care-providers",
    "school-inspections",
    "school-list",
    "annual-ratings",
    "annual-distribution",
    "boundaries",
    "hexagons",
    "area-registry",
};

static void rows_are_whole(const struct batch *b)
{
    for (size_t i = 0; i < b->event_grades_count; i++) {
        must(b->event_grades[i].event < b->events_count);
        must(b->event_grades[i].position >= -1 && b->event_grades[i].position < 4);
    }
    for (size_t i = 0; i < b->items_count; i++)
        must(b->items[i].event < b->events_count && b->items[i].text.len > 0);
    for (size_t i = 0; i < b->events_count; i++)
        must(!date_is_none(b->events[i].start) || !date_is_none(b->events[i].published));
    for (size_t i = 0; i < b->setting_grades_count; i++)
        must(b->setting_grades[i].urn.len && b->setting_grades[i].grade.len &&
             b->setting_grades[i].position >= -1 && b->setting_grades[i].position < 4);
    for (size_t i = 0; i < b->settings_count; i++)
        must(b->settings[i].urn.len > 0 && b->settings[i].places >= -1);
    for (size_t i = 0; i < b->shapes_count; i++)
        must(b->shapes[i].code.len > 0 && b->shapes[i].geometry.len > 0);
    for (size_t i = 0; i < b->ratings_count; i++)
        must(b->ratings[i].label >= 0 && b->ratings[i].label <= 4);
}

static void homes_have_no_names(const struct batch *b)
{
    for (size_t i = 0; i < b->settings_count; i++)
        must(b->settings[i].name.len == 0);
}

static void one_row_one_event(struct arena *a, const struct batch *facts,
                              const struct merged_events *merged)
{
    bool *seen = arena_make(a, bool, facts->events_count);
    size_t rows = 0;
    for (size_t i = 0; i < merged->count; i++) {
        const struct merged_event *event = &merged->at[i];
        must(event->row_count > 0 && event->sources > 0);
        for (size_t k = 0; k < event->row_count; k++) {
            const struct batch_event *row = &facts->events[event->rows[k]];
            must(!seen[event->rows[k]]);
            must(str_equal(row->code, event->code));
            must(str_equal(row->framework, event->framework));
            seen[event->rows[k]] = true;
            rows++;
        }
        for (size_t k = 0; k < event->grade_count; k++)
            must(event->grades[k] < facts->event_grades_count);
        for (size_t k = 0; k < event->item_count; k++)
            must(event->items[k] < facts->items_count);
    }
    must(rows == facts->events_count);
    for (size_t i = 0; i < merged->disagreement_count; i++)
        must(merged->disagreements[i].event < merged->count);
}

static void read_file(struct arena *a, struct str bytes, size_t choice,
                      struct batch *facts)
{
    struct workbook book;
    struct fault why;
    struct remarks remarks = remarks_new(a);
    struct national_input input = {&book, STR("fuzz/list_2025.csv"), NULL};
    if (workbook_read(a, input.path, bytes, &book, &why))
        return;
    const struct national_format *format = national_recognise(&input);
    if (choice < sizeof formats / sizeof *formats)
        format = national_format(str_of(formats[choice]));
    struct batch *batch = batch_new(a);
    if (!format)
        return;
    if (format->read(&input, batch, &remarks, &why)) {
        must(why.text[0] != '\0');
        return;
    }
    rows_are_whole(batch);
    if (str_equal(str_of(format->id), STR("social-care-providers")))
        homes_have_no_names(batch);
    append_facts(facts, batch, 1);
}

/* The part before a line that starts with '%'; `*rest` gets what follows that line. */
static struct str next_file(struct str *rest)
{
    struct str all = *rest, line;
    while (rest->len) {
        size_t at = (size_t)(rest->at - all.at);
        line = str_cut(*rest, '\n', rest);
        if (str_starts(line, STR("%")))
            return (struct str){all.at, at};
    }
    return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct arena *a = arena_new(512 * MIB);
    struct batch *facts = batch_new(a);
    struct remarks remarks = remarks_new(a);
    struct str rest = {(const char *)data + 1, size - 1};
    for (size_t i = 0; i < FILES_MOST && rest.len; i++)
        read_file(a, next_file(&rest), data[0], facts);
    places_settle(a, facts);
    one_row_one_event(a, facts, events_merge(a, facts, &remarks));
    arena_free(a);
    return 0;
}
