/* An area's settings with their grades, each inspection once. */
#include <assert.h>
#include <stdlib.h>

#include "profile/extract_index.h"
#include "profile/extract_inside.h"

/* One setting as the area's lists have it. */
struct listed {
    uint32_t number;
    const struct batch_setting *row; /* the last that lists it here */
    bool school;
    date seen; /* the last day it is known to have been there */
};

/* ---- Which settings */

static int by_number(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    int order = date_compare(x->row->as_at, y->row->as_at);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The rows of the area, those of one setting as one. */
static struct listed *list_settings(const struct extracting *x, size_t *count)
{
    const struct extract_index *index = x->index;
    uint32_t first = index->of_area.first[x->area],
             last = index->of_area.first[x->area + 1];
    struct listed *all = arena_make(x->arena, struct listed, last - first);
    size_t kept = 0;
    for (uint32_t i = first; i < last; i++) {
        uint32_t at = index->of_area.at[i];
        const struct batch_setting *row = &x->source->facts->settings[at];
        all[i - first] =
            (struct listed){index->number[at], row, index->is_school[at], row->as_at};
    }
    if (last > first)
        qsort(all, last - first, sizeof *all, by_number);
    for (size_t i = 0; i < last - first; i++) {
        if (kept > 0 && all[kept - 1].number == all[i].number)
            kept--;
        all[kept++] = all[i];
    }
    *count = kept;
    return all;
}

/* ---- Their grades */

struct graded {
    const struct batch_setting_grade *row;
    date on;
};

static int by_day(const void *a, const void *b)
{
    const struct graded *x = a, *y = b;
    int order = date_compare(x->on, y->on);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* An undated grade counts by the day of its list; the same inspection in several lists is
 * that of the last. */
static struct graded *list_grades(const struct extracting *x, const struct listed *l,
                                  size_t *count)
{
    const struct extract_rows *rows = &x->index->of_number;
    uint32_t first = rows->first[l->number], last = rows->first[l->number + 1];
    struct graded *all = arena_make(x->arena, struct graded, last - first);
    size_t kept = 0, found = 0;
    for (uint32_t i = first; i < last; i++) {
        const struct batch_setting_grade *row =
            &x->source->facts->setting_grades[rows->at[i]];
        bool listed = row->load == l->row->load;
        date on = !date_is_none(row->inspected) ? row->inspected
                  : listed                      ? l->row->as_at
                                                : DATE_NONE;
        if (!date_is_none(on))
            all[found++] = (struct graded){row, on};
    }
    if (found)
        qsort(all, found, sizeof *all, by_day);
    for (size_t i = 0; i < found; i++) {
        if (kept > 0 && all[kept - 1].on.days == all[i].on.days)
            kept--;
        all[kept++] = all[i];
    }
    *count = kept;
    return all;
}

/* ---- A grade's scale */

/* Words of another scale stand on one of their own, so that they are never counted among
 * the four grades. */
static struct grade grade_of(struct arena *a, const struct batch_setting_grade *row)
{
    if (row->position >= 0 && (size_t)row->position < scale_setting()->count)
        return (struct grade){scale_setting(), (unsigned)row->position};
    struct rung *rung = arena_make(a, struct rung, 1);
    struct scale *scale = arena_make(a, struct scale, 1);
    *rung = (struct rung){.label = row->grade, .words = row->grade};
    *scale = (struct scale){STR("as-worded"), rung, 1};
    return (struct grade){scale, 0};
}

/* ---- Rows of the evidence */

static void add_inspection(struct extracting *x, const struct setting *setting,
                           const struct row *row, const struct graded *graded)
{
    struct evidence *e = x->evidence;
    e->inspections[e->inspections_count++] = (struct inspection){
        .row = *row,
        .key = row->id,
        .subject = setting->urn,
        .area = setting->area,
        .setting = setting,
        .framework = STR("setting"),
        .start = graded->on,
        .end = DATE_NONE,
        .published = graded->row ? graded->row->published : DATE_NONE};
}

static void add_grade(struct extracting *x, const struct setting *setting,
                      const struct graded *graded, bool row_again)
{
    const struct batch_setting_grade *from = graded->row;
    struct evidence *e = x->evidence;
    struct arena *a = x->arena;
    struct str day = row_again ? date_iso(a, graded->on) : STR("");
    const char *apart = row_again ? " " : "";
    struct str inspection = arena_format(a, "inspection%s%.*s", apart, STR_ARG(day));
    struct str overall = arena_format(a, "overall%s%.*s", apart, STR_ARG(day));
    struct row row = {.id = extract_id_of(a, from->load, from->row, inspection),
                      .record = from->row};
    add_inspection(x, setting, &row, graded);
    struct grade grade = grade_of(a, from);
    row.id = extract_id_of(a, from->load, from->row, overall);
    e->judgements[e->judgements_count++] =
        (struct judged){.row = row,
                        .inspection = &e->inspections[e->inspections_count - 1],
                        .aspect = STR("overall"),
                        .grade = grade,
                        .said = scale_said(grade.scale, grade.position, from->grade)};
}

/* A list of the latest grades that has none for a school: its older grades are no longer
 * its grades. */
static void add_none(struct extracting *x, const struct setting *setting,
                     const struct batch_setting *from)
{
    struct evidence *e = x->evidence;
    struct graded none = {NULL, from->as_at};
    struct row row = {.id = extract_id_of(x->arena, from->load, from->row, STR("list")),
                      .record = from->row};
    add_inspection(x, setting, &row, &none);
    row.id = extract_id_of(x->arena, from->load, from->row, STR("overall"));
    e->judgements[e->judgements_count++] =
        (struct judged){.row = row,
                        .inspection = &e->inspections[e->inspections_count - 1],
                        .aspect = STR("overall"),
                        .grade = {scale_ungraded(), 0},
                        .said = scale_ungraded()->rungs[0].words};
}

static bool tells_none(const struct extracting *x, const struct listed *l,
                       const struct graded *grades, size_t count)
{
    bool latest = l->school && x->index->is_latest[l->row->load];
    return latest && count > 0 && grades[count - 1].row->load != l->row->load &&
           date_compare(grades[count - 1].on, l->row->as_at) <= 0;
}

/* ---- Lives */

/* The first complete list after the day it was last seen: it is not in it. */
static date gone_by(const struct extract_days *days, date seen)
{
    for (size_t i = 0; i < days->count; i++) {
        if (date_compare(days->at[i], seen) > 0)
            return days->at[i];
    }
    return DATE_NONE;
}

static date closed_of(const struct extracting *x, const struct listed *l)
{
    const struct extract_days *days =
        l->school ? &x->index->schools : &x->index->providers;
    date gone = gone_by(days, l->seen), closed = l->row->closed;
    bool sooner =
        !date_is_none(gone) && (date_is_none(closed) || date_compare(gone, closed) < 0);
    return sooner ? gone : closed;
}

static void add_setting(struct extracting *x, struct listed *l)
{
    struct evidence *e = x->evidence;
    const struct batch_setting *row = l->row;
    size_t count;
    struct graded *grades = list_grades(x, l, &count);
    struct setting *out = &e->settings[e->settings_count++];
    if (count > 0 && date_compare(grades[count - 1].on, l->seen) > 0)
        l->seen = grades[count - 1].on;
    *out = (struct setting){
        .row = {.id = extract_id(x->arena, row->load, row->row), .record = row->row},
        .urn = row->urn,
        .area = x->own,
        .service = row->service,
        .name = row->name,
        .phase = row->phase,
        .sector = row->sector,
        .places = row->places,
        .opened = row->opened,
        .closed = closed_of(x, l)};
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t k = i + 1; k < count && !again; k++)
            again = grades[k].row->load == grades[i].row->load &&
                    grades[k].row->row == grades[i].row->row;
        add_grade(x, out, &grades[i], again);
    }
    if (tells_none(x, l, grades, count))
        add_none(x, out, row);
}

/* Room for the grades of the listed, and one more each. */
static size_t most_grades(const struct extracting *x, const struct listed *l,
                          size_t count)
{
    const uint32_t *first = x->index->of_number.first;
    size_t most = count;
    for (size_t i = 0; i < count; i++)
        most += first[l[i].number + 1] - first[l[i].number];
    return most;
}

void extract_list_settings(struct extracting *x)
{
    x->listed = list_settings(x, &x->listed_count);
    x->setting_grades_most = most_grades(x, x->listed, x->listed_count);
}

void extract_settings(struct extracting *x)
{
    x->evidence->settings = arena_make(x->arena, struct setting, x->listed_count);
    for (size_t i = 0; i < x->listed_count; i++)
        add_setting(x, &x->listed[i]);
}
