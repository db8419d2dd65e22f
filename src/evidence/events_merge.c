#include "evidence/events_merge.h"

#include <assert.h>
#include <stdlib.h>

#include "evidence/vocabulary.h"

/* A misprinted month of publication puts the same grades weeks away; no authority is
 * inspected under one framework twice within half a year. */
enum { DAYS_APART = 7, HALF_A_YEAR = 183, GRADES_SHARED = 2 };

/* Lists of indexes that belong to each event row, as one array and where each begins. */
struct belonging {
    uint32_t *first, *at;
};

struct merging {
    struct arena *arena;
    const struct batch *facts;
    struct remarks *remarks;
    uint32_t *order; /* rows sorted by identity, then precedence */
    uint32_t *group; /* of each row */
    size_t group_count;
    struct belonging grades, items;
    struct merged_event *events;
    struct event_disagreement *disagreements;
    size_t disagreement_count, disagreement_capacity;
};

/* --- rows that belong to events --- */

static uint32_t event_of_grade(const struct batch *facts, size_t i)
{
    return facts->event_grades[i].event;
}

static uint32_t event_of_item(const struct batch *facts, size_t i)
{
    return facts->items[i].event;
}

/* By counting: each list keeps the order of the batch. */
static struct belonging gather(struct merging *m, size_t count,
                               uint32_t (*event_of)(const struct batch *, size_t))
{
    size_t events = m->facts->events_count;
    struct belonging b = {arena_make(m->arena, uint32_t, events + 2),
                          arena_make(m->arena, uint32_t, count)};
    for (size_t i = 0; i < count; i++) {
        assert(event_of(m->facts, i) < events);
        b.first[event_of(m->facts, i) + 2]++;
    }
    for (size_t i = 2; i < events + 2; i++)
        b.first[i] += b.first[i - 1];
    for (size_t i = 0; i < count; i++)
        b.at[b.first[event_of(m->facts, i) + 1]++] = (uint32_t)i;
    return b;
}

/* --- precedence --- */

/* Not given counts as a report (vocabulary.h). */
static int rank_of(enum assurance assurance)
{
    return assurance == ASSURANCE_NOT_GIVEN ? ASSURANCE_REPORT : (int)assurance;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_precedence(const struct batch_event *a, const struct batch_event *b)
{
    int order = rank_of(a->assurance) - rank_of(b->assurance);
    if (order == 0)
        order = compare_numbers(b->load, a->load);
    return order ? order : compare_numbers(a->row, b->row);
}

static int by_subject(const struct batch_event *a, const struct batch_event *b)
{
    int order = str_compare(a->code, b->code);
    return order ? order : str_compare(a->framework, b->framework);
}

struct sorted {
    const struct batch_event *event;
    uint32_t index;
};

/* Rows of one start together; rows without one behind them, as they were published. */
static int by_identity(const void *a, const void *b)
{
    const struct batch_event *x = ((const struct sorted *)a)->event;
    const struct batch_event *y = ((const struct sorted *)b)->event;
    int order = by_subject(x, y);
    if (order == 0)
        order = date_is_none(x->start) - date_is_none(y->start);
    if (order == 0)
        order = date_compare(x->start, y->start);
    if (order == 0 && date_is_none(x->start))
        order = date_compare(x->published, y->published);
    if (order == 0)
        order = by_precedence(x, y);
    return order ? order
                 : compare_numbers(((const struct sorted *)a)->index,
                                   ((const struct sorted *)b)->index);
}

static void sort_rows(struct merging *m)
{
    size_t count = m->facts->events_count;
    struct sorted *sorted = arena_make(m->arena, struct sorted, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct sorted){&m->facts->events[i], (uint32_t)i};
    if (count)
        qsort(sorted, count, sizeof *sorted, by_identity);
    m->order = arena_make(m->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        m->order[i] = sorted[i].index;
}

/* --- grades --- */

/* The same judgement: by its path in the regime, else by its name. */
static bool same_judgement(const struct batch_event_grade *a,
                           const struct batch_event_grade *b)
{
    if (a->aspect.len || b->aspect.len)
        return str_equal(a->aspect, b->aspect);
    return vocabulary_same(a->judgement, b->judgement);
}

/* "requires improvement" and "requires improvement to be good" are one grade; an
 * "adequate" that statistics relabelled stands at the same place of its scale. */
static bool same_grade(const struct batch_event_grade *a,
                       const struct batch_event_grade *b)
{
    if (a->position >= 0 || b->position >= 0)
        return a->position == b->position;
    return vocabulary_same(a->grade, b->grade);
}

/* At least two judgements that both rows grade, each with the same grade, and none with
 * another. */
static bool grades_agree(const struct merging *m, uint32_t a, uint32_t b)
{
    const uint32_t *first = m->grades.first, *at = m->grades.at;
    unsigned shared = 0;
    for (uint32_t i = first[a]; i < first[a + 1]; i++)
        for (uint32_t k = first[b]; k < first[b + 1]; k++) {
            const struct batch_event_grade *x = &m->facts->event_grades[at[i]];
            const struct batch_event_grade *y = &m->facts->event_grades[at[k]];
            if (!same_judgement(x, y))
                continue;
            if (!same_grade(x, y))
                return false;
            shared++;
        }
    return shared >= GRADES_SHARED;
}

/* --- which rows are one event --- */

static const struct batch_event *row_at(const struct merging *m, size_t i)
{
    return &m->facts->events[m->order[i]];
}

static int days_apart(date a, date b)
{
    if (date_is_none(a) || date_is_none(b))
        return INT32_MAX;
    return abs(a.days - b.days);
}

/* Two re-inspections of different services may be published on one day.  A first
 * inspection and a re-inspection may not: on the same day they are one report that two
 * files call by two names. */
static bool are_apart(const struct batch_event *a, const struct batch_event *b)
{
    bool re_a = str_starts(a->event_type, STR("re-inspection"));
    bool re_b = str_starts(b->event_type, STR("re-inspection"));
    if (!a->event_type.len || !b->event_type.len)
        return false;
    if (re_a && re_b)
        return !str_equal(a->event_type, b->event_type);
    return re_a != re_b && a->published.days != b->published.days;
}

/* The row before `i` of the same subject that was published nearest to it, within a week;
 * `i` itself where there is none. */
static size_t published_with(const struct merging *m, size_t i)
{
    const struct batch_event *row = row_at(m, i);
    size_t nearest = i;
    int least = DAYS_APART + 1;
    for (size_t k = i; k > 0 && by_subject(row_at(m, k - 1), row) == 0; k--) {
        const struct batch_event *other = row_at(m, k - 1);
        int apart = days_apart(row->published, other->published);
        if (apart < least && !are_apart(row, other)) {
            least = apart;
            nearest = k - 1;
        }
    }
    return nearest;
}

/* The row before `i` of the same subject that was published within half a year of it and
 * gives the same grades; `i` itself where there is none. */
static size_t graded_with(const struct merging *m, size_t i)
{
    const struct batch_event *row = row_at(m, i);
    for (size_t k = i; k > 0 && by_subject(row_at(m, k - 1), row) == 0; k--) {
        const struct batch_event *other = row_at(m, k - 1);
        if (days_apart(row->published, other->published) <= HALF_A_YEAR &&
            !are_apart(row, other) && grades_agree(m, m->order[i], m->order[k - 1]))
            return k - 1;
    }
    return i;
}

/* The row before that is of the same event; `i` itself where there is none.  Files
 * differ by a day or two about when an inspection began. */
static size_t same_event(const struct merging *m, size_t i)
{
    const struct batch_event *row = row_at(m, i);
    if (date_is_none(row->start)) {
        size_t with = published_with(m, i);
        return with == i ? graded_with(m, i) : with;
    }
    if (i == 0 || by_subject(row_at(m, i - 1), row) != 0)
        return i;
    return days_apart(row_at(m, i - 1)->start, row->start) <= DAYS_APART ? i - 1 : i;
}

static void group_rows(struct merging *m)
{
    size_t count = m->facts->events_count;
    m->group = arena_make(m->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        size_t with = same_event(m, i);
        assert(with <= i);
        m->group[m->order[i]] =
            with == i ? (uint32_t)m->group_count++ : m->group[m->order[with]];
    }
}

/* --- disagreements --- */

static const char *const field_names[] = {[DISAGREES_TYPE] = "kind of inspection",
                                          [DISAGREES_END] = "last day",
                                          [DISAGREES_PUBLISHED] = "day of publication",
                                          [DISAGREES_GRADE] = "grade",
                                          [DISAGREES_ADDED] = "grade"};

static void say(struct merging *m, const struct event_disagreement *d)
{
    const struct batch_event *kept = &m->facts->events[d->kept];
    const struct batch_event *other = &m->facts->events[d->other];
    struct arena *a = m->remarks->arena;
    date on = date_is_none(kept->start) ? kept->published : kept->start;
    struct str added = d->field == DISAGREES_ADDED ? STR("none") : d->kept_text;
    struct str text = arena_format(
        a,
        "area %.*s, %.*s of %.*s: %s%s%.*s is %.*s by %.*s and %.*s by %.*s; the first "
        "counts",
        STR_ARG(kept->code), STR_ARG(kept->framework), STR_ARG(date_iso(a, on)),
        field_names[d->field], d->judgement.len ? " for " : "", STR_ARG(d->judgement),
        STR_ARG(added), STR_ARG(kept->source), STR_ARG(d->other_text),
        STR_ARG(other->source));
    remarks_add(m->remarks, &(struct remark){.kind = REMARK_CONTRADICTION,
                                             .file = other->source,
                                             .record = other->row,
                                             .field = d->judgement,
                                             .found = d->other_text,
                                             .expected = d->kept_text,
                                             .text = text});
}

static void disagree(struct merging *m, struct event_disagreement d)
{
    m->disagreements = arena_grow(m->arena, struct event_disagreement, m->disagreements,
                                  m->disagreement_count, &m->disagreement_capacity);
    m->disagreements[m->disagreement_count++] = d;
    say(m, &d);
}

/* --- one event of its rows --- */

struct telling {
    struct merging *m;
    size_t event;
    uint32_t row;                              /* the one that is speaking */
    uint32_t told_by[DISAGREES_PUBLISHED + 1]; /* who said first what is known */
};

static void contradict(struct telling *t, enum disagreement_field field, struct str kept,
                       struct str other)
{
    disagree(t->m, (struct event_disagreement){.field = field,
                                               .event = t->event,
                                               .kept = t->told_by[field],
                                               .other = t->row,
                                               .kept_text = kept,
                                               .other_text = other});
}

static void tell_type(struct telling *t, struct str *known, struct str said)
{
    if (!said.len || str_equal(*known, said))
        return;
    if (known->len) {
        contradict(t, DISAGREES_TYPE, *known, said);
        return;
    }
    *known = said;
    t->told_by[DISAGREES_TYPE] = t->row;
}

static void tell_date(struct telling *t, date *known, date said,
                      enum disagreement_field field)
{
    struct arena *a = t->m->arena;
    if (date_is_none(said) || known->days == said.days)
        return;
    if (!date_is_none(*known)) {
        contradict(t, field, date_iso(a, *known), date_iso(a, said));
        return;
    }
    *known = said;
    t->told_by[field] = t->row;
}

static const struct batch_event_grade *known_grade(const struct telling *t,
                                                   const uint32_t *known, size_t count,
                                                   const struct batch_event_grade *grade)
{
    for (size_t i = 0; i < count; i++) {
        const struct batch_event_grade *other = &t->m->facts->event_grades[known[i]];
        if (same_judgement(other, grade))
            return other;
    }
    return NULL;
}

static void tell_grade(struct telling *t, uint32_t *known, size_t before, uint32_t index)
{
    struct merged_event *event = &t->m->events[t->event];
    const struct batch_event_grade *grade = &t->m->facts->event_grades[index];
    const struct batch_event_grade *other =
        known_grade(t, known, event->grade_count, grade);
    if (other && same_grade(other, grade))
        return;
    if (!other)
        known[event->grade_count++] = index;
    /* The first row with grades has all that its report gave. */
    if (other || before)
        disagree(t->m, (struct event_disagreement){
                           .field = other ? DISAGREES_GRADE : DISAGREES_ADDED,
                           .event = t->event,
                           .kept = event->rows[0],
                           .other = t->row,
                           .judgement = grade->judgement,
                           .kept_text = other ? other->grade : STR(""),
                           .other_text = grade->grade});
}

static void tell_grades(struct telling *t, uint32_t *known)
{
    const struct belonging *b = &t->m->grades;
    size_t before = t->m->events[t->event].grade_count;
    for (uint32_t i = b->first[t->row]; i < b->first[t->row + 1]; i++)
        tell_grade(t, known, before, b->at[i]);
}

static void tell_row(struct telling *t, uint32_t *known)
{
    struct merged_event *event = &t->m->events[t->event];
    const struct batch_event *row = &t->m->facts->events[t->row];
    const struct belonging *items = &t->m->items;
    tell_type(t, &event->event_type, row->event_type);
    if (!event->theme.len)
        event->theme = row->theme;
    if (date_is_none(event->start))
        event->start = row->start;
    tell_date(t, &event->end, row->end, DISAGREES_END);
    tell_date(t, &event->published, row->published, DISAGREES_PUBLISHED);
    tell_grades(t, known);
    if (event->item_count)
        return;
    event->items = items->at + items->first[t->row];
    event->item_count = items->first[t->row + 1] - items->first[t->row];
}

static unsigned classes_of(const struct merging *m, const struct merged_event *event)
{
    unsigned classes = 0, seen = 0;
    for (size_t i = 0; i < event->row_count; i++) {
        unsigned bit = 1u << rank_of(m->facts->events[event->rows[i]].assurance);
        classes += (seen & bit) == 0;
        seen |= bit;
    }
    return classes;
}

static void tell_event(struct merging *m, size_t index)
{
    struct merged_event *event = &m->events[index];
    const struct batch_event *first = &m->facts->events[event->rows[0]];
    size_t grades = 0;
    event->code = first->code;
    event->framework = first->framework;
    event->assurance = first->assurance;
    event->start = event->end = event->published = DATE_NONE;
    event->sources = classes_of(m, event);
    for (size_t i = 0; i < event->row_count; i++) {
        uint32_t row = event->rows[i];
        grades += m->grades.first[row + 1] - m->grades.first[row];
    }
    uint32_t *known = arena_make(m->arena, uint32_t, grades);
    event->grades = known;
    struct telling t = {.m = m, .event = index};
    for (size_t i = 0; i < event->row_count; i++) {
        t.row = event->rows[i];
        tell_row(&t, known);
    }
}

/* --- all --- */

static int sort_by_precedence(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    int order = by_precedence(x->event, y->event);
    return order ? order : compare_numbers(x->index, y->index);
}

/* The rows of each event, in order of precedence, as one array. */
static void give_rows(struct merging *m)
{
    size_t count = m->facts->events_count;
    struct sorted *sorted = arena_make(m->arena, struct sorted, count);
    uint32_t *rows = arena_make(m->arena, uint32_t, count);
    size_t *next = arena_make(m->arena, size_t, m->group_count + 1);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = (struct sorted){&m->facts->events[i], (uint32_t)i};
        next[m->group[i] + 1]++;
    }
    for (size_t g = 1; g <= m->group_count; g++)
        next[g] += next[g - 1];
    if (count)
        qsort(sorted, count, sizeof *sorted, sort_by_precedence);
    for (size_t g = 0; g < m->group_count; g++)
        m->events[g].rows = rows + next[g];
    for (size_t i = 0; i < count; i++) {
        uint32_t group = m->group[sorted[i].index];
        rows[next[group]++] = sorted[i].index;
        m->events[group].row_count++;
    }
}

static int by_area_and_day(const void *a, const void *b)
{
    const struct merged_event *x = a, *y = b;
    int order = str_compare(x->code, y->code);
    if (order == 0)
        order = date_compare(merged_event_date(x), merged_event_date(y));
    if (order == 0)
        order = str_compare(x->framework, y->framework);
    return order ? order : compare_numbers(x->rows[0], y->rows[0]);
}

date merged_event_date(const struct merged_event *event)
{
    if (!date_is_none(event->end))
        return event->end;
    return date_is_none(event->start) ? event->published : event->start;
}

/* Disagreements name events by their place, which sorting changes. */
static void sort_events(struct merging *m)
{
    size_t *place = arena_make(m->arena, size_t, m->group_count);
    if (m->group_count)
        qsort(m->events, m->group_count, sizeof *m->events, by_area_and_day);
    for (size_t i = 0; i < m->group_count; i++)
        place[m->group[m->events[i].rows[0]]] = i;
    for (size_t i = 0; i < m->disagreement_count; i++)
        m->disagreements[i].event = place[m->disagreements[i].event];
}

struct merged_events *events_merge(struct arena *a, const struct batch *facts,
                                   struct remarks *remarks)
{
    struct merging m = {.arena = a, .facts = facts, .remarks = remarks};
    m.grades = gather(&m, facts->event_grades_count, event_of_grade);
    m.items = gather(&m, facts->items_count, event_of_item);
    sort_rows(&m);
    group_rows(&m);
    m.events = arena_make(a, struct merged_event, m.group_count);
    give_rows(&m);
    for (size_t i = 0; i < m.group_count; i++)
        tell_event(&m, i);
    sort_events(&m);
    struct merged_events *merged = arena_make(a, struct merged_events, 1);
    *merged = (struct merged_events){m.events, m.group_count, m.disagreements,
                                     m.disagreement_count};
    return merged;
}
