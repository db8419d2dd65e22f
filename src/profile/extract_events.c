/* An area's inspections and visits, with what they judged and what they asked for. */
#include <assert.h>

#include "evidence/events_merge.h"
#include "profile/extract_inside.h"

/* ---- Which events */

/* Events stand by area, then day: those of one area are one run. */
static size_t first_event(const struct merged_events *events, struct str code)
{
    size_t low = 0, high = events->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(events->at[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct batch_event *first_row(const struct extracting *x,
                                           const struct merged_event *event)
{
    assert(event->row_count > 0);
    return &x->source->facts->events[event->rows[0]];
}

/* ---- The event */

static void add_inspection(struct extracting *x, const struct merged_event *event)
{
    struct evidence *e = x->evidence;
    const struct batch_event *row = first_row(x, event);
    struct str id = extract_id(x->arena, row->load, row->row);
    date start = date_is_none(event->start) ? merged_event_date(event) : event->start;
    e->inspections[e->inspections_count++] = (struct inspection){
        .row = {.id = id, .record = row->row},
        .key = id,
        .subject = x->own->name,
        .area = x->own,
        .framework = event->framework,
        .regime = regimes_at(x->options->regimes, event->framework, start),
        .start = start,
        .end = event->end,
        .published = event->published,
        .event = event->theme.len ? event->theme : event->event_type,
        .assurance = event->assurance};
}

/* ---- Its judgements */

/* The scale and path of a grade: the regime's, or as it was said where there is none;
 * false where the regime has no such judgement or the grade is none of its scale. */
static bool place_grade(const struct inspection *inspection,
                        const struct batch_event_grade *grade, struct judged *out)
{
    const struct scale *scale = scale_setting();
    out->aspect = grade->aspect.len ? grade->aspect : grade->judgement;
    if (inspection->regime && inspection->regime->judgement_count) {
        const struct regime_judgement *judgement =
            regime_judgement(inspection->regime, out->aspect);
        scale = judgement ? judgement->scale : NULL;
        out->aspect = judgement ? judgement->id : out->aspect;
    }
    if (!scale || grade->position < 0 || (size_t)grade->position >= scale->count)
        return false;
    out->grade = (struct grade){scale, (unsigned)grade->position};
    out->said = scale_said(scale, out->grade.position, grade->grade);
    return true;
}

/* "Not judged" is no grade; a grade that has no place in its regime might be any. */
static void add_unread(struct extracting *x, const struct inspection *inspection,
                       const struct batch_event_grade *grade)
{
    struct evidence *e = x->evidence;
    if (grade->position < 0)
        return;
    e->unread[e->unread_count++] = (struct unread){
        .table = TABLE_JUDGEMENTS,
        .row = {.id = extract_id_of(x->arena, grade->load, grade->row, grade->judgement),
                .record = grade->row},
        .area = x->own,
        .framework = inspection->framework,
        .inspection = inspection};
}

static void add_grades(struct extracting *x, const struct merged_event *event)
{
    struct evidence *e = x->evidence;
    const struct inspection *inspection = &e->inspections[e->inspections_count - 1];
    for (size_t i = 0; i < event->grade_count; i++) {
        const struct batch_event_grade *grade =
            &x->source->facts->event_grades[event->grades[i]];
        struct judged judged = {.inspection = inspection};
        if (!place_grade(inspection, grade, &judged)) {
            add_unread(x, inspection, grade);
            continue;
        }
        judged.row = (struct row){
            .id = extract_id_of(x->arena, grade->load, grade->row, judged.aspect),
            .record = grade->row};
        e->judgements[e->judgements_count++] = judged;
    }
}

/* ---- What it asked for */

/* Headings of lists that are deadlines. */
static const struct {
    struct str heading, bucket;
} deadlines[] = {
    {{"immediately", 11}, {"immediately", 11}},
    {{"within three months", 19}, {"3 months", 8}},
    {{"within six months", 17}, {"6 months", 8}},
};

static void place_heading(const struct inspection *inspection, struct str heading,
                          struct finding *out)
{
    for (size_t i = 0; i < sizeof deadlines / sizeof *deadlines; i++) {
        if (vocabulary_same(deadlines[i].heading, heading)) {
            out->bucket = deadlines[i].bucket;
            return;
        }
    }
    const struct regime_judgement *judgement =
        inspection->regime ? regime_judgement(inspection->regime, heading) : NULL;
    out->aspect = judgement ? judgement->id : heading;
}

static bool same_row(const struct batch_item *a, const struct batch_item *b)
{
    return a->load == b->load && a->row == b->row;
}

/* One row may name the event and what it asked for, or several things it asked for. */
static struct str item_id(const struct extracting *x, const struct merged_event *event,
                          const struct batch_item *item)
{
    const struct batch_item *items = x->source->facts->items;
    const struct batch_event *row = first_row(x, event);
    bool shared = row->load == item->load && row->row == item->row;
    for (size_t i = 0; i < event->item_count && !shared; i++) {
        const struct batch_item *other = &items[event->items[i]];
        shared = other != item && same_row(other, item);
    }
    struct str kind = vocabulary_word(&vocabulary_finding_kind, (int)item->kind);
    return shared ? extract_id_of(x->arena, item->load, item->row, kind)
                  : extract_id(x->arena, item->load, item->row);
}

static void add_findings(struct extracting *x, const struct merged_event *event)
{
    struct evidence *e = x->evidence;
    const struct inspection *inspection = &e->inspections[e->inspections_count - 1];
    for (size_t i = 0; i < event->item_count; i++) {
        const struct batch_item *item = &x->source->facts->items[event->items[i]];
        struct str id = item_id(x, event, item);
        struct finding *out = &e->findings[e->findings_count++];
        *out = (struct finding){.row = {.id = id, .record = item->row},
                                .inspection = inspection,
                                .area = x->own,
                                .kind = item->kind,
                                .text = item->text,
                                .deadline = DATE_NONE,
                                .plan_due = DATE_NONE,
                                .closed = DATE_NONE};
        place_heading(inspection, item->heading, out);
    }
}

/* Statistics and overviews tell that an inspection was and how it graded, not what it
 * asked for: where no report was read, that is unknown, not nothing. */
static void add_unheld(struct extracting *x, const struct merged_event *event)
{
    struct evidence *e = x->evidence;
    const struct inspection *inspection = &e->inspections[e->inspections_count - 1];
    bool read =
        event->assurance == ASSURANCE_REPORT || event->assurance == ASSURANCE_NOT_GIVEN;
    if (read || event->item_count)
        return;
    e->unread[e->unread_count++] = (struct unread){
        .table = TABLE_FINDINGS,
        .row = {.id = extract_id_of(x->arena, first_row(x, event)->load,
                                    inspection->row.record, STR("findings")),
                .record = inspection->row.record},
        .area = x->own,
        .framework = inspection->framework,
        .inspection = inspection};
}

void extract_events(struct extracting *x)
{
    const struct merged_events *events = x->source->events;
    struct str code = x->source->cube->areas[x->area].code;
    size_t first = first_event(events, code), last = first, grades = 0, items = 0;
    for (; last < events->count && str_equal(events->at[last].code, code); last++) {
        grades += events->at[last].grade_count;
        items += events->at[last].item_count;
    }
    struct evidence *e = x->evidence;
    size_t also = x->setting_grades_most;
    e->inspections = arena_make(x->arena, struct inspection, last - first + also);
    e->judgements = arena_make(x->arena, struct judged, grades + also);
    e->unread = arena_make(x->arena, struct unread, grades + last - first);
    e->findings = arena_make(x->arena, struct finding, items);
    for (size_t i = first; i < last; i++) {
        add_inspection(x, &events->at[i]);
        add_grades(x, &events->at[i]);
        add_findings(x, &events->at[i]);
        add_unheld(x, &events->at[i]);
    }
}
