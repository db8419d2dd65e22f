#include "evidence/read_outcomes.h"

#include <assert.h>

#include "evidence/event_words.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* --- grades side by side --- */

static date day_of(const struct batch_event *event)
{
    return date_is_none(event->start) ? event->published : event->start;
}

/* Adds a grade to the last event, for a judgement of the regime as it was on a day. */
static void add_grade_on(struct listing *l, int column, struct str judgement, date on)
{
    struct batch *batch = l->reading.batch;
    assert(batch->events_count > 0);
    uint32_t index = (uint32_t)(batch->events_count - 1);
    const struct batch_event *event = &batch->events[index];
    struct str grade = listing_text(l, column);
    if (!grade.len)
        return;
    int position = event_position(event->framework, grade);
    if (position < 0 && !str_equal_fold(grade, STR("not judged"))) {
        reading_bad(&l->reading, REMARK_BAD_ROW, column,
                    "expected a grade of this framework; it is not taken");
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

void outcomes_add_grade(struct listing *l, int column, struct str judgement)
{
    const struct batch *batch = l->reading.batch;
    assert(batch->events_count > 0);
    add_grade_on(l, column, judgement, day_of(&batch->events[batch->events_count - 1]));
}

/* A file that writes that the judgement did not exist yet says nothing. */
static bool says_too_early(struct str cell)
{
    return str_equal_fold(cell, STR("inspection_pre_dates_judgement"));
}

/* Reports of 2023 may be of inspections of 2022: where only the publication is known, the
 * table tells, which has no column for care leavers or leaves it empty. */
static date day_of_judgements(const struct batch_event *event, bool leavers_graded,
                              bool leavers_apart)
{
    bool soon = date_compare(event->published, date_of(2023, 4, 1)) < 0;
    bool early =
        date_is_none(event->start) && !leavers_graded && (soon || !leavers_apart);
    return early ? date_add_days(event_care_split(), -1) : day_of(event);
}

void outcomes_add_care(struct listing *l, int in_care, int leavers)
{
    const struct batch *batch = l->reading.batch;
    assert(batch->events_count > 0);
    const struct batch_event *event = &batch->events[batch->events_count - 1];
    struct str cell = listing_text(l, leavers);
    bool leavers_graded = cell.len > 0 && !says_too_early(cell);
    date on = day_of_judgements(event, leavers_graded, leavers >= 0);
    add_grade_on(l, in_care, event_care_judgement(on), on);
    if (!leavers_graded)
        return;
    if (date_compare(on, event_care_split()) < 0)
        reading_bad(&l->reading, REMARK_IMPOSSIBLE, leavers,
                    "care leavers had no grade of their own before 2023; it is kept "
                    "beside the joint one and counts nowhere");
    add_grade_on(l, leavers, STR("care leavers"), on);
}

/* --- lists of inspections --- */

static const char *const listed_needed[] = {"Local authority name",
                                            "Overall effectiveness"};

bool outcomes_recognise(const struct national_input *input)
{
    return reading_has(input, listed_needed, COUNT(listed_needed));
}

struct outcome_columns {
    int code, name, type, start, published, theme;
    int leaders, protection, in_care, leavers, overall;
};

static struct outcome_columns columns_of(const struct listing *l)
{
    return (struct outcome_columns){
        .code = listing_column(l, LISTING_NAMES("Local authority area code")),
        .name = listing_column(l, LISTING_NAMES("Local authority name")),
        .type =
            listing_column(l, LISTING_NAMES("Inspection type", "Inspection/Visit type")),
        .start =
            listing_column(l, LISTING_NAMES("Inspection date", "Inspection/Visit date")),
        .published = listing_column(l, LISTING_NAMES("Publication date")),
        .theme = listing_column(l, LISTING_NAMES("Visit Theme")),
        .leaders = listing_column(
            l,
            LISTING_NAMES("The impact of leaders on social work practice with children "
                          "and families",
                          "Impact of leaders")),
        .protection = listing_column(
            l, LISTING_NAMES("The experiences and progress of children who need help and "
                             "protection",
                             "Experiences and progress of children who need help and "
                             "protection")),
        .in_care = listing_column(
            l, LISTING_NAMES("The experiences and progress of children in care",
                             "Experiences and progress of children in care")),
        .leavers = listing_column(
            l, LISTING_NAMES("The experiences and progress of care leavers",
                             "Experiences and progress of care leavers")),
        .overall = listing_column(l, LISTING_NAMES("Overall effectiveness")),
    };
}

static struct batch_event event_in(struct listing *l, const struct outcome_columns *at)
{
    struct event_kind kind = event_kind_of(STR("ilacs"), listing_text(l, at->type));
    return (struct batch_event){
        .row = l->reading.row.row,
        .code = listing_area(l, at->code, at->name),
        .framework = listing_keep(l, kind.family),
        .event_type = listing_keep(l, kind.type),
        .start = listing_date(l, at->start),
        .end = DATE_NONE,
        .published = listing_date(l, at->published),
        .assurance = ASSURANCE_OFFICIAL_STATISTICS,
        .theme = listing_text(l, at->theme),
        .source = listing_keep(l, reading_stem(l->reading.input->path)),
    };
}

/* The event of another sheet of this workbook; it may know more of it. */
static struct batch_event *known_event(struct batch *batch,
                                       const struct batch_event *event)
{
    for (size_t i = batch->events_count; i > 0; i--) {
        struct batch_event *known = &batch->events[i - 1];
        if (known->start.days == event->start.days &&
            str_equal(known->code, event->code) &&
            str_equal(known->framework, event->framework))
            return known;
    }
    return NULL;
}

static void complete(struct batch_event *known, const struct batch_event *event)
{
    if (!known->event_type.len)
        known->event_type = event->event_type;
    if (!known->theme.len)
        known->theme = event->theme;
    if (date_is_none(known->published))
        known->published = event->published;
}

static void add_listed(struct listing *l, const struct outcome_columns *at)
{
    struct batch *batch = l->reading.batch;
    struct batch_event event = event_in(l, at);
    /* Authorities that were not inspected yet stand in the list with empty cells. */
    if (date_is_none(event.start) && date_is_none(event.published))
        return;
    struct batch_event *known = known_event(batch, &event);
    if (known) {
        complete(known, &event);
        return;
    }
    *batch_add(batch, batch_event, events) = event;
    outcomes_add_grade(l, at->leaders, STR("impact of leaders on social work practice"));
    outcomes_add_grade(l, at->protection, STR("children who need help and protection"));
    outcomes_add_care(l, at->in_care, at->leavers);
    outcomes_add_grade(l, at->overall, STR("overall effectiveness"));
}

void outcomes_read(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks)
{
    struct listing l = listing_of(input, batch, remarks);
    while (reading_find(&l.reading, listed_needed, COUNT(listed_needed))) {
        struct outcome_columns at = columns_of(&l);
        while (reading_next(&l.reading))
            add_listed(&l, &at);
    }
    reading_end(&l.reading);
}

/* Where there are lists of providers too, it is the larger publication, whose reader is
 * surer. */
static int recognise(const struct national_input *input)
{
    return outcomes_recognise(input) || outcomes_recognise_history(input) ? 2 : 0;
}

static status read(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks, struct fault *why)
{
    if (!recognise(input))
        return fault_at(why, ERR_FORMAT, input->path, 0, 0,
                        "no sheet has the columns Local authority name, Overall "
                        "effectiveness; load the file as its publisher made it");
    outcomes_read(input, batch, remarks);
    outcomes_read_history(input, batch, remarks);
    return OK;
}

const struct national_format national_authority_outcomes = {
    "authority-outcomes", "outcomes of authority inspections, official statistics",
    READING_SOURCE("authority-outcomes", "Ofsted", "Local authority inspection outcomes"),
    recognise, read};

/* --- the overview of a third party --- */

static const char *const overview_needed[] = {
    "la_code", "overall_effectiveness_grade", "inspection_framework",
    "inspection_start_date", "publication_date"};

static int recognise_overview(const struct national_input *input)
{
    return reading_has(input, overview_needed, COUNT(overview_needed)) ? 3 : 0;
}

struct overview_columns {
    struct outcome_columns in;
    int end;
};

static struct overview_columns columns_of_overview(const struct listing *l)
{
    const struct reading *r = &l->reading;
    return (struct overview_columns){
        .in = {.code = reading_column(r, "la_code"),
               .name = reading_column(r, "local_authority"),
               .type = reading_column(r, "inspection_framework"),
               .start = reading_column(r, "inspection_start_date"),
               .published = reading_column(r, "publication_date"),
               .theme = -1,
               .leaders = reading_column(r, "impact_of_leaders_grade"),
               .protection = reading_column(r, "help_and_protection_grade"),
               .in_care = reading_column(r, "in_care_grade"),
               .leavers = reading_column(r, "care_leavers_grade"),
               .overall = reading_column(r, "overall_effectiveness_grade")},
        .end = reading_column(r, "inspection_end_date")};
}

/* What the overview is known to lack for some inspections. */
static void say_gaps(struct listing *l, const struct outcome_columns *at,
                     const struct batch_event *event)
{
    if (date_is_none(event->start))
        reading_bad(&l->reading, REMARK_WARNING, at->start,
                    "expected the day it began; it is met by its publication");
    if (!event->event_type.len)
        reading_bad(&l->reading, REMARK_WARNING, at->type,
                    "expected short or standard; it is left open");
}

static status read_overview(const struct national_input *input, struct batch *batch,
                            struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    TRY(reading_need(&l.reading, overview_needed, COUNT(overview_needed), why));
    struct overview_columns at = columns_of_overview(&l);
    while (reading_next(&l.reading)) {
        struct batch_event event = event_in(&l, &at.in);
        event.assurance = ASSURANCE_THIRD_PARTY;
        event.end = listing_date(&l, at.end);
        if (date_is_none(event.start) && date_is_none(event.published)) {
            reading_bad(&l.reading, REMARK_BAD_ROW, at.in.published,
                        "expected the day it began or was published; the row is not "
                        "taken");
            continue;
        }
        say_gaps(&l, &at.in, &event);
        *batch_add(batch, batch_event, events) = event;
        outcomes_add_grade(&l, at.in.leaders,
                           STR("impact of leaders on social work practice"));
        outcomes_add_grade(&l, at.in.protection,
                           STR("children who need help and protection"));
        outcomes_add_care(&l, at.in.in_care, at.in.leavers);
        outcomes_add_grade(&l, at.in.overall, STR("overall effectiveness"));
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_inspection_overview = {
    "inspection-overview", "overview of authority inspections by a third party",
    READING_SOURCE("inspection-overview", "Data to Insight, from Ofsted's reports",
                   "Overview of inspections of local authority children's services"),
    recognise_overview, read_overview};
