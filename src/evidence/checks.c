#include "evidence/checks.h"

#include <assert.h>
#include <stdlib.h>

#include "evidence/checking.h"

/* --- what all checks use --- */

/* The file that an evidence id names. */
static struct str file_of(struct arena *a, struct str id)
{
    struct str rest;
    return arena_format(a, "%.*s.csv", STR_ARG(str_cut(id, ':', &rest)));
}

void check_say(struct checking *c, enum remark_kind kind, const struct row *const *rows,
               size_t count, struct str text)
{
    assert(count > 0);
    struct str *ids = arena_make(c->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = rows[i]->id;
    remarks_add(c->remarks, &(struct remark){.kind = kind,
                                             .file = file_of(c->arena, ids[count - 1]),
                                             .record = rows[count - 1]->record,
                                             .ids = ids,
                                             .id_count = count,
                                             .text = text});
}

void check_say_two(struct checking *c, enum remark_kind kind, const struct row *first,
                   const struct row *second, struct str text)
{
    const struct row *rows[] = {first, second};
    check_say(c, kind, rows, 2, text);
}

const void **check_sorted(struct checking *c, const void *rows, size_t count, size_t size,
                          row_order *order)
{
    const void **sorted = arena_make(c->arena, const void *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (const char *)rows + i * size;
    qsort(sorted, count, sizeof *sorted, order);
    return sorted;
}

size_t check_run(const void *const *sorted, size_t at, size_t count, row_order *same)
{
    size_t end = at + 1;
    while (end < count && same(&sorted[at], &sorted[end]) == 0)
        end++;
    return end - at;
}

/* Rows of one table stand in one array, so their places are their order. */
int order_pointers(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;
    return (x > y) - (x < y);
}

int order_place(const void *a, const void *b)
{
    return order_pointers(*(const void *const *)a, *(const void *const *)b);
}

/* --- dates --- */

struct dated {
    const char *name;
    date on;
};

static void in_order(struct checking *c, const struct row *row, struct dated first,
                     struct dated second)
{
    if (date_is_none(first.on) || date_is_none(second.on) ||
        date_compare(first.on, second.on) <= 0)
        return;
    struct str earlier = date_iso(c->arena, second.on);
    struct str later = date_iso(c->arena, first.on);
    check_say(c, REMARK_IMPOSSIBLE, &row, 1,
              arena_format(c->arena, "%s %.*s is before %s %.*s; one of them is wrong",
                           second.name, STR_ARG(earlier), first.name, STR_ARG(later)));
}

static void check_inspection_dates(struct checking *c, const struct inspection *one)
{
    struct dated start = {"start", one->start}, end = {"end", one->end};
    struct dated published = {"published", one->published};
    in_order(c, &one->row, start, end);
    in_order(c, &one->row, start, published);
    if (date_compare(one->start, one->end) <= 0)
        in_order(c, &one->row, end, published);
    if (!one->setting)
        return;
    in_order(c, &one->row, (struct dated){"the setting's opened", one->setting->opened},
             start);
    in_order(c, &one->row, start,
             (struct dated){"the setting's closed", one->setting->closed});
}

static void check_finding_dates(struct checking *c, const struct finding *finding)
{
    if (!finding->inspection)
        return;
    struct dated start = {"the inspection's start", finding->inspection->start};
    in_order(c, &finding->row, start, (struct dated){"closed", finding->closed});
    in_order(c, &finding->row, start, (struct dated){"plan_due", finding->plan_due});
    in_order(c, &finding->row, start, (struct dated){"deadline", finding->deadline});
    if (finding->follows && finding->follows->inspection)
        in_order(c, &finding->row,
                 (struct dated){"the start of the inspection it follows",
                                finding->follows->inspection->start},
                 start);
}

void check_date_order(struct checking *c)
{
    const struct evidence *e = c->evidence;
    for (size_t i = 0; i < e->areas_count; i++)
        in_order(c, &e->areas[i].row, (struct dated){"live_from", e->areas[i].live_from},
                 (struct dated){"live_to", e->areas[i].live_to});
    for (size_t i = 0; i < e->settings_count; i++)
        in_order(c, &e->settings[i].row, (struct dated){"opened", e->settings[i].opened},
                 (struct dated){"closed", e->settings[i].closed});
    for (size_t i = 0; i < e->inspections_count; i++)
        check_inspection_dates(c, &e->inspections[i]);
    for (size_t i = 0; i < e->findings_count; i++)
        check_finding_dates(c, &e->findings[i]);
}

void evidence_check(struct evidence *evidence, struct remarks *remarks)
{
    assert(evidence->arena && remarks);
    struct checking c = {evidence->arena, evidence, remarks};
    check_date_order(&c);
    check_subsets(&c);
    check_values_twice(&c);
    check_shares(&c);
    check_facts_twice(&c);
    check_relations(&c);
    check_judgements_twice(&c);
    check_decisions_twice(&c);
    check_events(&c);
}
