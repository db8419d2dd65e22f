/* When an authority is inspected and visited, and how it is judged.  Every authority is
 * inspected once under the framework of 2013 and about every three years under that of
 * 2018, with visits between; grades follow how its services are led at the time, parts
 * scatter about the leaders' grade, and the overall grade follows from the parts, nearly
 * always. */
#include "synth/events.h"

#include <assert.h>
#include <math.h>

/* ---- Grades */

/* Of inspections since 2018 a fifth are outstanding, two fifths good, a tenth inadequate;
 * the inspections of 2013 were harsher. */
static int grade_at(double t, bool older)
{
    static const double edges[2][3] = {{-1.75, -0.3, 0.88}, {-1.3, 0.4, 2.2}};
    int grade = 3;
    for (int i = 0; i < 3 && t >= edges[older][i]; i++)
        grade = 2 - i;
    return grade;
}

/* The middle of the parts, the leaders' where two are in the middle; one inadequate part
 * of children's experience makes the whole so. */
static int overall_of(const int *parts, size_t count, size_t leaders)
{
    int tally[4] = {0};
    for (size_t i = 0; i < count; i++) {
        if (parts[i] == 3)
            return 3;
        tally[parts[i]]++;
    }
    int low = -1, high = -1, seen = 0;
    for (int grade = 0; grade < 4; grade++) {
        seen += tally[grade];
        if (low < 0 && 2 * seen >= (int)count)
            low = grade;
        if (high < 0 && 2 * seen > (int)count)
            high = grade;
    }
    if (low == high)
        return low;
    return parts[leaders] <= low ? low : parts[leaders] >= high ? high : parts[leaders];
}

/* Once in thirty inspectors see it otherwise. */
static int seen_otherwise(struct random *r, int grade)
{
    double u = random_uniform(r);
    if (u < 0.015 && grade > 0)
        return grade - 1;
    return u > 0.985 && grade < 2 ? grade + 1 : grade;
}

static void draw_grades(struct random *r, const struct nation *nation,
                        struct synth_event *event)
{
    bool older = event->kind == EVENT_SIF;
    bool split = date_compare(event->start, date_of(2023, 1, 1)) >= 0;
    size_t parts = older ? 5 : split ? 4 : 3, leaders = older ? 4 : 0;
    int year = date_split(event->start).year;
    double led = nation_led(&nation->areas[event->area], year) + 0.3 * random_normal(r);
    for (size_t i = 0; i < parts; i++) {
        double own = i == leaders ? 0 : 0.42 * random_normal(r) + 0.05;
        event->grades[i] = grade_at(led + own, older);
    }
    event->grades[parts] = overall_of(event->grades, parts, leaders);
    if (event->grades[parts] < 3)
        event->grades[parts] = seen_otherwise(r, event->grades[parts]);
    event->grade_count = parts + 1;
}

static int overall(const struct synth_event *event)
{
    assert(event->grade_count > 0);
    return event->grades[event->grade_count - 1];
}

/* ---- What they ask for */

/* What an authority struggles with, it struggles with for long. */
enum { WEAK_THEMES = 4 };

static void draw_items(struct random *r, const size_t *weak, struct synth_event *event,
                       size_t most)
{
    size_t themes = events_theme_count();
    for (size_t tries = 0; event->item_count < most && tries < 40; tries++) {
        struct synth_item item = {.form = (size_t)random_below(r, 1000)};
        item.theme = random_uniform(r) < 0.5 ? weak[random_below(r, WEAK_THEMES)]
                                             : (size_t)random_below(r, themes);
        bool again = false;
        for (size_t i = 0; i < event->item_count; i++)
            again = again || event->items[i].theme == item.theme;
        if (!again)
            event->items[event->item_count++] = item;
    }
}

static void draw_asked(struct random *r, const size_t *weak, struct synth_event *event)
{
    static const size_t by_grade[] = {2, 4, 6, 8};
    size_t most = 2;
    if (event->grade_count)
        most = by_grade[overall(event)] + (size_t)random_below(r, 3);
    else if (event->kind == EVENT_FOCUSED)
        most = 1 + (size_t)random_below(r, 4);
    else
        most = 0;
    draw_items(r, weak, event, most < ITEMS_MOST ? most : ITEMS_MOST);
    bool urgent =
        (event->grade_count && overall(event) == 3 && event->kind == EVENT_SIF) ||
        (event->kind == EVENT_FOCUSED && random_uniform(r) < 0.12);
    if (urgent && event->item_count)
        event->items[0].priority = true;
}

/* ---- When */

static date tuesday(date day)
{
    int weekday = ((day.days + 3) % 7 + 7) % 7;
    return date_add_days(day, 1 - weekday);
}

static date within(struct random *r, date from, uint64_t days)
{
    return tuesday(date_add_days(from, (int)random_below(r, days)));
}

struct timeline {
    const struct nation *nation;
    struct random *random;
    size_t area;
    size_t weak[WEAK_THEMES];
    struct synth_events *out;
};

static struct synth_event *add(struct timeline *t, enum event_kind_drawn kind, date start)
{
    static const struct {
        int days, until_published;
        bool graded;
    } kinds[] = {[EVENT_SIF] = {23, 55, true},
                 [EVENT_STANDARD] = {10, 48, true},
                 [EVENT_SHORT] = {3, 45, true},
                 [EVENT_FOCUSED] = {1, 33, false},
                 [EVENT_MONITORING] = {1, 30, false}};
    assert(t->out->count < EVENTS_MOST);
    struct synth_event *event = &t->out->at[t->out->count++];
    *event = (struct synth_event){.area = t->area, .kind = kind, .start = start};
    event->end = date_add_days(start, kinds[kind].days);
    event->published = date_add_days(event->end, kinds[kind].until_published);
    if (kinds[kind].graded)
        draw_grades(t->random, t->nation, event);
    event->visit_theme = (size_t)random_below(t->random, events_theme_count());
    draw_asked(t->random, t->weak, event);
    return event;
}

static bool has_room(const struct timeline *t, date day)
{
    return t->out->count < EVENTS_MOST && date_compare(day, date_of(2025, 10, 1)) < 0 &&
           nation_is_live(&t->nation->areas[t->area], day);
}

/* Visits between two inspections: monitoring where services are inadequate, else one or
 * two with a theme. */
static void add_visits(struct timeline *t, date from, bool inadequate, date next)
{
    uint64_t wait = inadequate ? 120 : 380;
    date day = within(t->random, date_add_days(from, (int)wait), wait);
    date last = date_add_days(next, -100);
    while (date_compare(day, last) < 0 && has_room(t, day)) {
        add(t, inadequate ? EVENT_MONITORING : EVENT_FOCUSED, day);
        day = within(t->random, date_add_days(day, (int)wait), wait);
    }
}

static date after(struct random *r, int grade, date start)
{
    static const int wait_days[] = {1300, 1150, 950, 560};
    return within(r, date_add_days(start, wait_days[grade]), 420);
}

/* None was inspected in the first year of the pandemic. */
static date not_in_2020(struct random *r, date day)
{
    bool shut = date_compare(day, date_of(2020, 3, 20)) > 0 &&
                date_compare(day, date_of(2021, 5, 1)) < 0;
    return shut ? within(r, date_of(2021, 5, 4), 300) : day;
}

void events_of_area(const struct nation *nation, size_t area, struct synth_events *out)
{
    struct random r = nation_stream(nation, "events", area);
    struct timeline t = {.nation = nation, .random = &r, .area = area, .out = out};
    out->count = 0;
    for (size_t i = 0; i < WEAK_THEMES; i++)
        t.weak[i] = (size_t)random_below(&r, events_theme_count());
    date day = within(&r, date_of(2013, 11, 19), 1450);
    if (has_room(&t, day))
        add(&t, EVENT_SIF, day);
    int grade = out->count ? overall(&out->at[0]) : 2;
    day = within(&r, date_of(2018, 2, 6), grade == 3 ? 500 : 1000);
    day = not_in_2020(&r, day);
    while (has_room(&t, day)) {
        enum event_kind_drawn kind = grade < 2 ? EVENT_SHORT : EVENT_STANDARD;
        grade = overall(add(&t, kind, day));
        date next = not_in_2020(&r, after(&r, grade, day));
        add_visits(&t, day, grade == 3, next);
        day = next;
    }
}
