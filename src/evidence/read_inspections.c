/* Inspections of authorities as three tables of one collection: a row a judgement, a row
 * an event, a row an improvement item.  Each names its event by area, framework, type,
 * start and source; the tables are loaded one by one and meet when facts are read
 * (events_merge.h).  People are never taken: inspectors' names stay in the file. */
#include "evidence/event_words.h"
#include "evidence/listing.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* --- the event that a row is about --- */

struct event_columns {
    int code, name, framework, type, start, end, published, source, evidence, theme, note;
};

static struct event_columns columns_of_event(const struct listing *l)
{
    const struct reading *r = &l->reading;
    return (struct event_columns){
        .code = listing_column(l, LISTING_NAMES("la_code", "la_number")),
        .name = listing_column(l, LISTING_NAMES("ons_code", "la_name")),
        .framework = reading_column(r, "framework"),
        .type = reading_column(r, "event_type"),
        .start = reading_column(r, "start_date"),
        .end = reading_column(r, "end_date"),
        .published = reading_column(r, "published_date"),
        .source = reading_column(r, "source_file"),
        .evidence = reading_column(r, "evidence"),
        .theme = listing_column(l, LISTING_NAMES("visit_theme", "theme")),
        .note = reading_column(r, "notes"),
    };
}

/* An event without a place, a framework or any day can stand beside no other. */
static bool names_event(struct listing *l, const struct event_columns *at, date start,
                        date published)
{
    const char *missing = NULL;
    int column = at->code;
    if (!listing_area(l, at->code, at->name).len)
        missing = "expected the authority's number; the row is not taken";
    if (!listing_text(l, at->framework).len) {
        missing = "expected a framework; the row is not taken";
        column = at->framework;
    }
    if (date_is_none(start) && date_is_none(published)) {
        missing = "expected the day it began or was published; the row is not taken";
        column = at->start;
    }
    if (missing)
        reading_bad(&l->reading, REMARK_BAD_ROW, column, missing);
    return !missing;
}

static enum assurance assurance_of(struct listing *l, const struct event_columns *at)
{
    enum assurance said = event_assurance(listing_text(l, at->evidence));
    return said != ASSURANCE_NOT_GIVEN ? said
                                       : event_assurance(listing_text(l, at->source));
}

/* The index in the batch of the current row's event, added where it is new; false where
 * the row names none. */
static bool find_event(struct listing *l, const struct event_columns *at, uint32_t *out)
{
    struct batch *batch = l->reading.batch;
    struct event_kind kind =
        event_kind_of(listing_text(l, at->framework), listing_text(l, at->type));
    struct batch_event event = {
        .row = l->reading.row.row,
        .code = listing_area(l, at->code, at->name),
        .framework = listing_keep(l, kind.family),
        .event_type = listing_keep(l, kind.type),
        .start = listing_date(l, at->start),
        .end = listing_date(l, at->end),
        .published = listing_date(l, at->published),
        .assurance = assurance_of(l, at),
        .theme = listing_text(l, at->theme),
        .note = listing_text(l, at->note),
        .source = listing_text(l, at->source),
    };
    if (!names_event(l, at, event.start, event.published))
        return false;
    for (size_t i = batch->events_count; i > 0; i--) {
        const struct batch_event *known = &batch->events[i - 1];
        bool same = known->start.days == event.start.days &&
                    known->published.days == event.published.days &&
                    str_equal(known->code, event.code) &&
                    str_equal(known->framework, event.framework) &&
                    str_equal(known->event_type, event.event_type) &&
                    str_equal(known->source, event.source);
        *out = (uint32_t)(i - 1);
        if (same)
            return true;
    }
    *out = (uint32_t)batch->events_count;
    *batch_add(batch, batch_event, events) = event;
    return true;
}

/* --- judgements --- */

static const char *const judged_needed[] = {"la_code",    "framework", "event_type",
                                            "start_date", "judgement", "grade"};

static int recognise_judged(const struct national_input *input)
{
    return reading_has(input, judged_needed, COUNT(judged_needed)) ? 3 : 0;
}

static bool is_given_twice(const struct batch *batch, uint32_t event,
                           struct str judgement)
{
    for (size_t i = batch->event_grades_count; i > 0; i--) {
        const struct batch_event_grade *grade = &batch->event_grades[i - 1];
        if (grade->event == event && str_equal(grade->judgement, judgement))
            return true;
        if (grade->event + 1 < event)
            break;
    }
    return false;
}

struct judged_columns {
    struct event_columns event;
    int judgement, grade;
};

static void add_grade(struct listing *l, const struct judged_columns *at, uint32_t index)
{
    struct batch *batch = l->reading.batch;
    const struct batch_event *event = &batch->events[index];
    struct str judgement = listing_text(l, at->judgement);
    struct str grade = listing_text(l, at->grade);
    date on = date_is_none(event->start) ? event->published : event->start;
    /* A visit is not graded, and its row says so in words. */
    if (!grade.len)
        return;
    int position = event_position(event->framework, grade);
    if (position < 0 && !str_equal_fold(grade, STR("not judged"))) {
        reading_bad(&l->reading, REMARK_BAD_ROW, at->grade,
                    "expected a grade of this framework, or \"not judged\"; the row is "
                    "not taken");
        return;
    }
    if (is_given_twice(batch, index, judgement)) {
        reading_bad(&l->reading, REMARK_CONTRADICTION, at->judgement,
                    "this judgement has a grade above; that one is kept");
        return;
    }
    *batch_add(batch, batch_event_grade, event_grades) = (struct batch_event_grade){
        .row = l->reading.row.row,
        .event = index,
        .judgement = judgement,
        .grade = grade,
        .aspect = event_aspect(event->framework, judgement, on),
        .position = position,
    };
}

static status read_judged(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, judged_needed, COUNT(judged_needed), why));
    struct judged_columns at = {.event = columns_of_event(&l),
                                .judgement = reading_column(&l.reading, "judgement"),
                                .grade = reading_column(&l.reading, "grade")};
    while (reading_next(&l.reading)) {
        uint32_t event;
        if (find_event(&l, &at.event, &event))
            add_grade(&l, &at, event);
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_authority_inspections = {
    "authority-inspections", "inspections of authorities, a row a judgement",
    READING_SOURCE("authority-inspections", "Ofsted",
                   "Inspections of local authority children's services: judgements"),
    recognise_judged, read_judged};

/* --- events --- */

static const char *const events_needed[] = {"la_code", "framework", "event_type",
                                            "start_date", "evidence"};

static int recognise_events(const struct national_input *input)
{
    return reading_has(input, events_needed, COUNT(events_needed)) ? 3 : 0;
}

static status read_events(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, events_needed, COUNT(events_needed), why));
    struct event_columns at = columns_of_event(&l);
    while (reading_next(&l.reading)) {
        size_t before = batch->events_count;
        uint32_t event;
        if (find_event(&l, &at, &event) && batch->events_count == before)
            reading_bad(&l.reading, REMARK_CONTRADICTION, at.start,
                        "this event is listed above; the first row is kept");
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_inspection_events = {
    "inspection-events", "inspections of authorities, a row an event",
    READING_SOURCE("inspection-events", "Ofsted",
                   "Inspections of local authority children's services: events"),
    recognise_events, read_events};

/* --- improvement items --- */

static const char *const items_needed[] = {"la_code",     "framework", "event_type",
                                           "item_number", "item_type", "text"};

static int recognise_items(const struct national_input *input)
{
    return reading_has(input, items_needed, COUNT(items_needed)) ? 3 : 0;
}

static const struct {
    const char *said;
    enum finding_kind kind;
} item_kinds[] = {
    {"improvement", FINDING_AREA_FOR_IMPROVEMENT},
    {"area for improvement", FINDING_AREA_FOR_IMPROVEMENT},
    {"recommendation", FINDING_RECOMMENDATION},
    {"priority and immediate action", FINDING_PRIORITY_ACTION},
    {"area for priority action", FINDING_PRIORITY_ACTION},
};

static bool kind_of_item(struct str said, enum finding_kind *kind)
{
    for (size_t i = 0; i < COUNT(item_kinds); i++) {
        *kind = item_kinds[i].kind;
        if (str_equal_fold(str_of(item_kinds[i].said), said))
            return true;
    }
    return false;
}

struct item_columns {
    struct event_columns event;
    int type, heading, text;
};

static void add_item(struct listing *l, const struct item_columns *at)
{
    struct batch *batch = l->reading.batch;
    struct batch_item item = {.row = l->reading.row.row};
    bool known = kind_of_item(listing_text(l, at->type), &item.kind);
    bool told = reading_cell(&l->reading, at->text).len > 0;
    if (!known || !told) {
        reading_bad(&l->reading, REMARK_BAD_ROW, known ? at->text : at->type,
                    known ? "expected a text; the row is not taken"
                          : "expected improvement, recommendation, area for improvement "
                            "or priority and immediate action; the row is not taken");
        return;
    }
    if (!find_event(l, &at->event, &item.event))
        return;
    item.heading = listing_text(l, at->heading);
    item.text = arena_copy(batch->arena, reading_cell(&l->reading, at->text));
    *batch_add(batch, batch_item, items) = item;
}

static status read_items(const struct national_input *input, struct batch *batch,
                         struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, items_needed, COUNT(items_needed), why));
    struct item_columns at = {.event = columns_of_event(&l),
                              .type = reading_column(&l.reading, "item_type"),
                              .heading = reading_column(&l.reading, "heading"),
                              .text = reading_column(&l.reading, "text")};
    while (reading_next(&l.reading))
        add_item(&l, &at);
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_improvement_areas = {
    "improvement-areas", "what inspections of authorities asked to be improved",
    READING_SOURCE("improvement-areas", "Ofsted",
                   "Inspections of local authority children's services: areas for "
                   "improvement and recommendations"),
    recognise_items, read_items};
