#include "profile/extract_index.h"

#include <assert.h>
#include <stdlib.h>

#include "evidence/index.h"

enum { NOT_HELD = UINT32_MAX };

struct indexing {
    struct arena *arena;
    const struct survey_source *source;
    const struct batch *facts;
    struct extract_index *out;
    struct index numbers; /* scope "school" or "provider" */
    uint32_t *number;     /* of each setting */
    bool *is_school;
    bool *school_loads; /* by number of the load */
    uint32_t number_count;
};

/* ---- Rows by what they belong to, by counting */

static struct extract_rows rows_by(struct arena *a, const uint32_t *owner, size_t count,
                                   size_t owners)
{
    struct extract_rows rows = {arena_make(a, uint32_t, owners + 2),
                                arena_make(a, uint32_t, count)};
    for (size_t i = 0; i < count; i++)
        if (owner[i] != NOT_HELD)
            rows.first[owner[i] + 2]++;
    for (size_t i = 2; i < owners + 2; i++)
        rows.first[i] += rows.first[i - 1];
    for (size_t i = 0; i < count; i++)
        if (owner[i] != NOT_HELD)
            rows.at[rows.first[owner[i] + 1]++] = (uint32_t)i;
    return rows;
}

/* ---- Settings */

static struct str scope_of(bool school)
{
    return school ? STR("school") : STR("provider");
}

static void number_settings(struct indexing *x)
{
    const struct batch *facts = x->facts;
    x->number = arena_make(x->arena, uint32_t, facts->settings_count);
    x->is_school = arena_make(x->arena, bool, facts->settings_count);
    for (size_t i = 0; i < facts->settings_count; i++) {
        const struct batch_setting *row = &facts->settings[i];
        bool school = survey_is_school(row->service);
        size_t number = x->number_count;
        if (index_add(&x->numbers, scope_of(school), row->urn, number))
            x->number_count++;
        else
            index_find(&x->numbers, scope_of(school), row->urn, &number);
        x->number[i] = (uint32_t)number;
        x->is_school[i] = school;
        x->school_loads[row->load] |= school;
    }
}

static void place_settings(struct indexing *x)
{
    const struct cube *cube = x->source->cube;
    struct index codes = index_new(x->arena);
    uint32_t *areas = arena_make(x->arena, uint32_t, x->facts->settings_count);
    for (size_t i = 0; i < cube->area_count; i++)
        index_add(&codes, STR(""), cube->areas[i].code, i);
    for (size_t i = 0; i < x->facts->settings_count; i++) {
        size_t area;
        bool known = index_find(&codes, STR(""), x->facts->settings[i].code, &area);
        areas[i] = known ? (uint32_t)area : NOT_HELD;
    }
    x->out->of_area =
        rows_by(x->arena, areas, x->facts->settings_count, cube->area_count);
}

/* A grade is of a school where its file lists schools. */
static void place_grades(struct indexing *x)
{
    const struct batch *facts = x->facts;
    uint32_t *numbers = arena_make(x->arena, uint32_t, facts->setting_grades_count);
    for (size_t i = 0; i < facts->setting_grades_count; i++) {
        const struct batch_setting_grade *row = &facts->setting_grades[i];
        struct str scope = scope_of(x->school_loads[row->load]);
        size_t number = NOT_HELD;
        if (str_equal(row->aspect, STR("overall")))
            index_find(&x->numbers, scope, row->urn, &number);
        numbers[i] = (uint32_t)number;
    }
    x->out->of_number =
        rows_by(x->arena, numbers, facts->setting_grades_count, x->number_count);
}

/* ---- Lists */

static void add_day(struct extract_days *days, date day)
{
    size_t at = days->count;
    while (at > 0 && date_compare(days->at[at - 1], day) > 0)
        at--;
    if (date_is_none(day) || (at > 0 && days->at[at - 1].days == day.days))
        return;
    for (size_t i = days->count++; i > at; i--)
        days->at[i] = days->at[i - 1];
    days->at[at] = day;
}

/* A list of inspections has only who was inspected: that one is not in it says nothing.
 * It is one where there are more grades than settings. */
static bool *complete_loads(struct indexing *x)
{
    size_t *settings = arena_make(x->arena, size_t, x->out->load_count);
    size_t *grades = arena_make(x->arena, size_t, x->out->load_count);
    bool *complete = arena_make(x->arena, bool, x->out->load_count);
    for (size_t i = 0; i < x->facts->settings_count; i++)
        settings[x->facts->settings[i].load]++;
    for (size_t i = 0; i < x->facts->setting_grades_count; i++)
        grades[x->facts->setting_grades[i].load] +=
            str_equal(x->facts->setting_grades[i].aspect, STR("overall"));
    for (size_t i = 0; i < x->out->load_count; i++)
        complete[i] = !x->school_loads[i] || settings[i] >= grades[i];
    return complete;
}

static void find_lists(struct indexing *x)
{
    enum { DAYS_MOST = 4096 };
    struct extract_days *schools = &x->out->schools, *providers = &x->out->providers;
    const bool *complete = complete_loads(x);
    schools->at = arena_make(x->arena, date, DAYS_MOST);
    providers->at = arena_make(x->arena, date, DAYS_MOST);
    date last = DATE_NONE;
    for (size_t i = 0; i < x->facts->settings_count; i++) {
        const struct batch_setting *row = &x->facts->settings[i];
        struct extract_days *days = x->is_school[i] ? schools : providers;
        bool again = row->as_at.days == last.days && i > 0 &&
                     x->is_school[i] == x->is_school[i - 1];
        last = row->as_at;
        if (!again && complete[row->load] && days->count < DAYS_MOST)
            add_day(days, row->as_at);
    }
}

static void find_latest(struct indexing *x)
{
    bool *latest = arena_make(x->arena, bool, x->out->load_count);
    for (size_t i = 0; i < x->facts->setting_grades_count; i++) {
        const struct batch_setting_grade *row = &x->facts->setting_grades[i];
        latest[row->load] |= x->school_loads[row->load] && date_is_none(row->inspected);
    }
    x->out->is_latest = latest;
}

/* ---- All of it */

static size_t loads_of(const struct survey_source *source)
{
    size_t most = 0;
    for (size_t i = 0; i < source->facts->settings_count; i++)
        if (source->facts->settings[i].load > most)
            most = source->facts->settings[i].load;
    for (size_t i = 0; i < source->facts->setting_grades_count; i++)
        if (source->facts->setting_grades[i].load > most)
            most = source->facts->setting_grades[i].load;
    return most + 1;
}

struct extract_index *extract_prepare(struct arena *a, const struct survey_source *source)
{
    struct extract_index *out = arena_make(a, struct extract_index, 1);
    struct indexing x = {.arena = a,
                         .source = source,
                         .facts = source->facts,
                         .out = out,
                         .numbers = index_new(a)};
    out->load_count = loads_of(source);
    x.school_loads = arena_make(a, bool, out->load_count);
    number_settings(&x);
    place_settings(&x);
    place_grades(&x);
    find_lists(&x);
    find_latest(&x);
    out->number = x.number;
    out->is_school = x.is_school;
    return out;
}
