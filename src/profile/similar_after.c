/* What followed an inspection: grades, time, and whether a theme was named again.  Only
 * what the evidence holds by the index's day; no cause is read into it. */
#include <assert.h>
#include <stdlib.h>

#include "profile/picture.h"
#include "profile/similar.h"

/* ---- Which events come back */

static const struct batch_event_grade *grade_at(const struct similar_index *index,
                                                uint32_t at)
{
    assert(at < index->source.facts->event_grades_count);
    return &index->source.facts->event_grades[at];
}

static bool graded_services(const struct similar_index *index,
                            const struct merged_event *event)
{
    if (!picture_is_authority_family(event->framework))
        return false;
    for (size_t i = 0; i < event->grade_count; i++) {
        if (grade_at(index, event->grades[i])->position >= 0)
            return true;
    }
    return false;
}

/* Inspections and visits of the authority's services.  Area SEND inspections and reviews
 * of the board look at others. */
static bool looked_again(const struct merged_event *event)
{
    return picture_is_authority_family(event->framework) ||
           str_equal(event->framework, STR("focused-visit")) ||
           str_equal(event->framework, STR("monitoring-visit")) ||
           str_equal(event->framework, STR("jtai"));
}

/* Official statistics call some single inspections re-inspections and give them no start,
 * and one overview has another month of publication: such a row is no second inspection.
 * None was followed by another that was published within half a year. */
enum { SAME_MONTHS = 6 };

static bool is_another(const struct merged_event *event, const struct merged_event *later)
{
    date published =
        date_is_none(event->published) ? merged_event_date(event) : event->published;
    if (!date_is_none(later->start) || !date_is_none(later->end) ||
        !picture_is_authority_family(later->framework))
        return true;
    return date_compare(later->published, date_add_months(published, SAME_MONTHS)) >= 0;
}

/* ---- Grades */

/* Since 2013 both frameworks use the same four words of one scale.  `adequate`, the
 * third grade before, is none of them (evidence/event_words.h). */
static bool one_scale(struct str before, struct str after)
{
    static const struct str families[] = {STR("sif"), STR("ilacs")};
    bool first = false, second = false;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        first = first || str_equal(families[i], before);
        second = second || str_equal(families[i], after);
    }
    return (first && second) || str_equal(before, after);
}

static const struct batch_event_grade *grade_of(const struct similar_index *index,
                                                const struct merged_event *event,
                                                enum judged_as judged)
{
    for (size_t i = 0; i < event->grade_count; i++) {
        const struct batch_event_grade *grade = grade_at(index, event->grades[i]);
        if (themes_judgement(grade->aspect) == judged)
            return grade;
    }
    return NULL;
}

static enum similar_change change_of(const struct similar_after *after,
                                     const struct similar_pair *pair)
{
    if (!pair->before || !pair->after || pair->before->position < 0 ||
        pair->after->position < 0 ||
        !one_scale(after->event->framework, after->next->framework))
        return CHANGE_NOT_COMPARED;
    int steps = pair->after->position - pair->before->position;
    return steps == 0 ? CHANGE_SAME : steps < 0 ? CHANGE_BETTER : CHANGE_WORSE;
}

static void pair_grades(const struct similar_index *index, struct similar_after *after)
{
    for (int judged = 0; judged < JUDGED_COUNT; judged++) {
        struct similar_pair pair = {.judged = (enum judged_as)judged};
        pair.before = grade_of(index, after->event, pair.judged);
        if (after->next)
            pair.after = grade_of(index, after->next, pair.judged);
        if (!pair.before && !pair.after)
            continue;
        pair.change = after->next ? change_of(after, &pair) : CHANGE_NOT_COMPARED;
        after->pairs[after->pair_count++] = pair;
    }
}

const struct similar_pair *similar_pair_of(const struct similar_after *after,
                                           enum judged_as judged)
{
    for (; judged != JUDGED_NOT; judged = themes_judged_in(judged)) {
        for (size_t i = 0; i < after->pair_count; i++) {
            if (after->pairs[i].judged == judged)
                return &after->pairs[i];
        }
    }
    return NULL;
}

enum judged_as similar_judged(const struct similar_index *index, theme_set themes)
{
    size_t rarest = themes_count();
    for (size_t i = 0; i < themes_count(); i++) {
        if (themes_has(themes, i) && (rarest == themes_count() ||
                                      index->theme_items[i] < index->theme_items[rarest]))
            rarest = i;
    }
    return rarest == themes_count() ? JUDGED_NOT : themes_at(rarest)->judged;
}

/* ---- Time */

/* Events of one authority stand together, by day. */
static void look_on(const struct similar_index *index, struct similar_after *after)
{
    const struct merged_events *events = index->source.events;
    size_t at = (size_t)(after->event - events->at);
    for (size_t i = at + 1; i < events->count && !after->next; i++) {
        const struct merged_event *event = &events->at[i];
        date on = merged_event_date(event);
        if (!str_equal(event->code, after->event->code))
            return;
        if (date_is_none(on) || date_compare(on, after->on) <= 0 ||
            date_compare(on, index->at) > 0 || !is_another(after->event, event))
            continue;
        if (!after->look && looked_again(event)) {
            after->look = event;
            after->look_on = on;
            after->look_months = picture_months(after->on, on);
        }
        if (graded_services(index, event)) {
            after->next = event;
            after->next_on = on;
            after->months = picture_months(after->on, on);
        }
    }
}

static void wait_for(const struct similar_index *index, struct similar_after *after)
{
    const struct cube *cube = index->source.cube;
    uint32_t area = cube_area(cube, after->event->code);
    date until = index->at;
    if (area != UINT32_MAX && !date_is_none(cube->areas[area].live_to) &&
        date_compare(cube->areas[area].live_to, until) < 0) {
        after->ended = true;
        until = cube->areas[area].live_to;
    }
    if (date_compare(until, after->on) > 0)
        after->waited = picture_months(after->on, until);
}

struct similar_after similar_after(const struct similar_index *index, uint32_t event)
{
    assert(event < index->source.events->count);
    struct similar_after after = {.event = &index->source.events->at[event],
                                  .next_on = DATE_NONE,
                                  .look_on = DATE_NONE};
    after.on = merged_event_date(after.event);
    assert(!date_is_none(after.on) && date_compare(after.on, index->at) <= 0);
    look_on(index, &after);
    if (!after.next)
        wait_for(index, &after);
    pair_grades(index, &after);
    return after;
}

/* ---- All of a theme */

struct counting {
    const struct similar_index *index;
    struct similar_summary sum;
    int *months; /* of those followed */
};

/* Whether an inspection's list is held, and has an item of the theme.  Items stand in the
 * order of events. */
static bool names_theme(const struct similar_index *index,
                        const struct merged_event *event, size_t theme, bool *listed)
{
    uint32_t wanted = (uint32_t)(event - index->source.events->at);
    size_t low = 0, high = index->item_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->items[middle].event < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    *listed = low < index->item_count && index->items[low].event == wanted;
    for (; low < index->item_count && index->items[low].event == wanted; low++) {
        if (theme == themes_count() || themes_has(index->items[low].themes, theme))
            return true;
    }
    return false;
}

static void count_change(enum similar_change change, size_t *compared, size_t *better,
                         size_t *same, size_t *worse)
{
    *compared += change != CHANGE_NOT_COMPARED;
    *better += change == CHANGE_BETTER;
    *same += change == CHANGE_SAME;
    *worse += change == CHANGE_WORSE;
}

static void count_followed(struct counting *c, const struct similar_after *after)
{
    struct similar_summary *sum = &c->sum;
    const struct similar_pair *overall = similar_pair_of(after, JUDGED_OVERALL);
    bool listed;
    c->months[sum->followed++] = after->months;
    if (overall)
        count_change(overall->change, &sum->compared, &sum->better, &sum->same,
                     &sum->worse);
    if (sum->theme < themes_count()) {
        const struct similar_pair *own =
            similar_pair_of(after, themes_at(sum->theme)->judged);
        if (own)
            count_change(own->change, &sum->own_compared, &sum->own_better,
                         &sum->own_same, &sum->own_worse);
    }
    bool again = names_theme(c->index, after->next, sum->theme, &listed);
    sum->listed += listed;
    sum->again += again;
}

static void count_inspection(struct counting *c, uint32_t event)
{
    struct similar_after after = similar_after(c->index, event);
    c->sum.inspections++;
    if (after.next) {
        count_followed(c, &after);
        return;
    }
    c->sum.ended += after.ended;
    c->sum.waiting += !after.ended;
    if (!after.ended && after.waited > c->sum.waited_high)
        c->sum.waited_high = after.waited;
}

static int by_number(const void *left, const void *right)
{
    const int *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void sum_months(struct counting *c)
{
    size_t n = c->sum.followed;
    if (n == 0)
        return;
    qsort(c->months, n, sizeof *c->months, by_number);
    c->sum.months_low = c->months[0];
    c->sum.months_high = c->months[n - 1];
    size_t lower = (n - 1) / 2, upper = n / 2;
    c->sum.months_median = (c->months[lower] + c->months[upper]) / 2.0;
}

struct similar_summary similar_summary(struct arena *a, const struct similar_index *index,
                                       size_t theme)
{
    assert(theme <= themes_count());
    struct counting c = {.index = index, .sum = {.theme = theme}};
    const struct merged_event *events = index->source.events->at;
    uint32_t last = UINT32_MAX;
    c.months = arena_make(a, int, index->item_count);
    for (size_t i = 0; i < index->item_count; i++) {
        const struct similar_item *item = &index->items[i];
        if (theme < themes_count() && !themes_has(item->themes, theme))
            continue;
        c.sum.items++;
        if (item->event == last)
            continue;
        c.sum.authorities +=
            last == UINT32_MAX || !str_equal(events[last].code, events[item->event].code);
        last = item->event;
        count_inspection(&c, item->event);
    }
    sum_months(&c);
    return c.sum;
}

struct similar_summaries
similar_summaries(struct arena *a, const struct similar_index *index, theme_set themes)
{
    struct similar_summary *out = arena_make(a, struct similar_summary, THEMES_MOST + 1);
    struct similar_summaries all = {out, 0};
    for (size_t i = 0; i < themes_count(); i++) {
        if (themes_has(themes, i))
            out[all.count++] = similar_summary(a, index, i);
    }
    out[all.count++] = similar_summary(a, index, themes_count());
    return all;
}
