/* An area's inspections: all of them up to the day, the latest that graded its services,
 * and what each of its judgements was before. */
#include <assert.h>

#include "profile/picture.h"

/* Area SEND inspections are of the local partnership, on a scale of their own; reviews of
 * the safeguarding board are of the board. */
bool picture_is_authority_family(struct str family)
{
    static const char *const families[] = {"ilacs", "sif", "slac", "laac",
                                           "child-protection"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (str_equal(family, str_of(families[i])))
            return true;
    }
    return false;
}

static const struct batch_event_grade *grade_at(const struct survey *survey,
                                                uint32_t index)
{
    assert(index < survey->source.facts->event_grades_count);
    return &survey->source.facts->event_grades[index];
}

const struct batch_event_grade *picture_grade(const struct survey *survey,
                                              const struct merged_event *event,
                                              struct str judgement)
{
    for (size_t i = 0; i < event->grade_count; i++) {
        const struct batch_event_grade *grade = grade_at(survey, event->grades[i]);
        if (str_equal(grade->judgement, judgement))
            return grade;
    }
    return NULL;
}

struct survey_origin picture_event_origin(const struct survey *survey,
                                          const struct merged_event *event)
{
    if (event->grade_count) {
        const struct batch_event_grade *grade = grade_at(survey, event->grades[0]);
        return survey_origin(&survey->source, grade->load, grade->row);
    }
    assert(event->row_count > 0);
    const struct batch_event *row = &survey->source.facts->events[event->rows[0]];
    return survey_origin(&survey->source, row->load, row->row);
}

static bool is_graded(const struct survey *survey, const struct merged_event *event)
{
    if (!picture_is_authority_family(event->framework))
        return false;
    for (size_t i = 0; i < event->grade_count; i++) {
        if (grade_at(survey, event->grades[i])->position >= 0)
            return true;
    }
    return false;
}

/* ---- All events, the latest first */

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

static void collect_events(struct arena *a, struct picture *p)
{
    const struct merged_events *events = p->survey->source.events;
    struct str code = p->survey->source.cube->areas[p->area].code;
    size_t first = first_event(events, code), last = first, count = 0;
    while (last < events->count && str_equal(events->at[last].code, code))
        last++;
    struct picture_event *out = arena_make(a, struct picture_event, last - first);
    for (size_t i = last; i > first; i--) {
        const struct merged_event *event = &events->at[i - 1];
        date on = merged_event_date(event);
        if (date_is_none(on) || date_compare(on, p->at) > 0)
            continue;
        out[count++] = (struct picture_event){event, on, is_graded(p->survey, event),
                                              picture_months(on, p->at)};
    }
    p->events = out;
    p->event_count = count;
}

/* ---- The latest graded one */

static const struct picture_event *graded_before(const struct picture *p, size_t from)
{
    for (size_t i = from; i < p->event_count; i++) {
        if (p->events[i].graded)
            return &p->events[i];
    }
    return NULL;
}

static const struct str joint_judgement = {"children in care and care leavers", 33};

static bool was_judged_jointly(const struct batch_event_grade *grade)
{
    return str_equal(grade->aspect, STR("in-care")) ||
           str_equal(grade->aspect, STR("care-leavers"));
}

static void add_before(const struct picture *p, struct picture_judgement *j)
{
    size_t next = (size_t)(p->graded - p->events) + 1;
    for (const struct picture_event *e = graded_before(p, next); e;
         e = graded_before(p, (size_t)(e - p->events) + 1)) {
        if (!str_equal(e->event->framework, p->graded->event->framework))
            return;
        j->before = picture_grade(p->survey, e->event, j->grade->judgement);
        j->before_on = e->on;
        if (!j->before && was_judged_jointly(j->grade)) {
            j->before = picture_grade(p->survey, e->event, joint_judgement);
            j->before_joint = j->before != NULL;
        }
        if (j->before)
            return;
    }
}

/* The overall grade first, where there is one; then as the file has them. */
static bool is_overall(const struct batch_event_grade *grade)
{
    return str_equal(grade->aspect, STR("overall"));
}

static void collect_judgements(struct arena *a, struct picture *p)
{
    const struct merged_event *event = p->graded->event;
    struct picture_judgement *out =
        arena_make(a, struct picture_judgement, event->grade_count);
    size_t count = 0;
    for (int overall = 1; overall >= 0; overall--) {
        for (size_t i = 0; i < event->grade_count; i++) {
            const struct batch_event_grade *grade = grade_at(p->survey, event->grades[i]);
            if (is_overall(grade) != (overall == 1))
                continue;
            out[count] = (struct picture_judgement){
                .grade = grade,
                .origin = survey_origin(&p->survey->source, grade->load, grade->row),
                .before_on = DATE_NONE,
            };
            add_before(p, &out[count++]);
        }
    }
    p->judgements = out;
    p->judgement_count = count;
}

void picture_events(struct arena *a, struct picture *p)
{
    collect_events(a, p);
    p->graded = graded_before(p, 0);
    if (!p->graded)
        return;
    p->visits_since = (size_t)(p->graded - p->events);
    collect_judgements(a, p);
}
