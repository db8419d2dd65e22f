/* Inspections of an area together with its partners: special educational needs (three
 * outcomes, a scale of their own) and joint targeted inspections (letters without a
 * grade), as overviews of a third party list them. */
#include "evidence/event_words.h"
#include "evidence/listing.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

struct joint_columns {
    int code, name, framework, type, start, end, published, theme, source;
};

static struct joint_columns columns_of(const struct listing *l)
{
    const struct reading *r = &l->reading;
    return (struct joint_columns){.code = reading_column(r, "la_code"),
                                  .name = reading_column(r, "la_name"),
                                  .framework = reading_column(r, "framework"),
                                  .type = reading_column(r, "event_type"),
                                  .start = reading_column(r, "start_date"),
                                  .end = reading_column(r, "end_date"),
                                  .published = reading_column(r, "published_date"),
                                  .theme = reading_column(r, "theme"),
                                  .source = reading_column(r, "source_file")};
}

/* False, with a remark, where the row has no place or no day. */
static bool add_event(struct listing *l, const struct joint_columns *at)
{
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
        .assurance = ASSURANCE_THIRD_PARTY,
        .theme = listing_text(l, at->theme),
        .source = listing_text(l, at->source),
    };
    bool dated = !date_is_none(event.start) || !date_is_none(event.published);
    if (!event.code.len || !dated) {
        reading_bad(&l->reading, REMARK_BAD_ROW,
                    event.code.len ? at->published : at->code,
                    "expected an authority, and the day it began or was published; the "
                    "row is not taken");
        return false;
    }
    *batch_add(l->reading.batch, batch_event, events) = event;
    return true;
}

/* --- special educational needs --- */

static const char *const send_needed[] = {"la_code", "framework", "outcome_number",
                                          "outcome"};

static int recognise_send(const struct national_input *input)
{
    return reading_has(input, send_needed, COUNT(send_needed)) ? 3 : 0;
}

/* The number and the words of an outcome say the same, or the row is not to be trusted.
 */
static void add_outcome(struct listing *l, int number, int outcome)
{
    struct batch *batch = l->reading.batch;
    struct str words = listing_text(l, outcome), digit = listing_text(l, number);
    int position = event_position(STR("area-send"), words);
    if (position < 0 && !digit.len)
        return; /* "outcome not stated in the overview" */
    if (position < 0 || digit.len != 1 || digit.at[0] != '1' + position) {
        reading_bad(&l->reading, REMARK_CONTRADICTION, outcome,
                    "expected one of the three outcomes and its number; it is not taken");
        return;
    }
    struct str judgement = STR("experiences and outcomes");
    *batch_add(batch, batch_event_grade, event_grades) = (struct batch_event_grade){
        .row = l->reading.row.row,
        .event = (uint32_t)(batch->events_count - 1),
        .judgement = judgement,
        .grade = words,
        .aspect = event_aspect(STR("area-send"), judgement, DATE_NONE),
        .position = position,
    };
}

static status read_send(const struct national_input *input, struct batch *batch,
                        struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, send_needed, COUNT(send_needed), why));
    struct joint_columns at = columns_of(&l);
    int number = reading_column(&l.reading, "outcome_number");
    int outcome = reading_column(&l.reading, "outcome");
    while (reading_next(&l.reading)) {
        if (add_event(&l, &at))
            add_outcome(&l, number, outcome);
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_area_send = {
    "area-send", "area inspections of special educational needs provision",
    READING_SOURCE("area-send", "Data to Insight, from Ofsted's and the CQC's reports",
                   "Overview of area SEND inspections"),
    recognise_send, read_send};

/* --- joint targeted inspections --- */

static const char *const jtai_needed[] = {"la_code", "framework", "theme",
                                          "priority_action", "needs_to_improve"};

static int recognise_jtai(const struct national_input *input)
{
    return reading_has(input, jtai_needed, COUNT(jtai_needed)) ? 3 : 0;
}

/* The overview cuts texts out by program; where a letter says that there is no priority
 * action, it took the words that follow. */
static bool says_no_action(struct str text)
{
    return str_starts(text, STR("There are no areas for priority action"));
}

static void add_text(struct listing *l, int column, enum finding_kind kind)
{
    struct batch *batch = l->reading.batch;
    struct str text = reading_cell(&l->reading, column);
    if (!text.len || says_no_action(text))
        return;
    *batch_add(batch, batch_item, items) =
        (struct batch_item){.row = l->reading.row.row,
                            .event = (uint32_t)(batch->events_count - 1),
                            .kind = kind,
                            .text = arena_copy(batch->arena, text)};
}

static status read_jtai(const struct national_input *input, struct batch *batch,
                        struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, jtai_needed, COUNT(jtai_needed), why));
    struct joint_columns at = columns_of(&l);
    int action = reading_column(&l.reading, "priority_action");
    int improve = reading_column(&l.reading, "needs_to_improve");
    while (reading_next(&l.reading)) {
        if (!add_event(&l, &at))
            continue;
        add_text(&l, action, FINDING_PRIORITY_ACTION);
        add_text(&l, improve, FINDING_AREA_FOR_IMPROVEMENT);
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_jtai = {
    "jtai", "joint targeted area inspections",
    READING_SOURCE("jtai", "Data to Insight, from the inspectorates' letters",
                   "Overview of joint targeted area inspections"),
    recognise_jtai, read_jtai};
