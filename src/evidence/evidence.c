#include "evidence/evidence.h"

#include <assert.h>

#include "evidence/reader.h"

/* build.c writes every word of a vocabulary as an int. */
static_assert(sizeof(enum responsibility) == sizeof(int) &&
                  sizeof(enum finding_kind) == sizeof(int) &&
                  sizeof(enum polarity) == sizeof(int) &&
                  sizeof(enum missing) == sizeof(int) &&
                  sizeof(enum assurance) == sizeof(int) &&
                  sizeof(enum decision_kind) == sizeof(int),
              "an enum has the size of an int");

static bool area_answers(const struct area *area, struct str name)
{
    if (str_equal_fold(area->name, name) || str_equal_fold(area->la_code, name) ||
        str_equal_fold(area->ons_code, name))
        return true;
    for (size_t i = 0; i < area->alias_count; i++)
        if (str_equal_fold(area->aliases[i], name))
            return true;
    return false;
}

void evidence_index_areas(struct evidence_index *index, const struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->areas_count; i++)
        index_add(&index->areas, STR(""), evidence->areas[i].name, i);
    for (size_t i = 0; i < evidence->areas_count; i++) {
        const struct area *area = &evidence->areas[i];
        if (!str_is_empty(area->la_code))
            index_add(&index->areas, STR(""), area->la_code, i);
        if (!str_is_empty(area->ons_code))
            index_add(&index->areas, STR(""), area->ons_code, i);
        for (size_t k = 0; k < area->alias_count; k++)
            index_add(&index->areas, STR(""), area->aliases[k], i);
    }
}

void evidence_make_index(struct evidence *evidence)
{
    struct arena *a = evidence->arena;
    struct evidence_index *index = arena_make(a, struct evidence_index, 1);
    index->areas = index_new(a);
    index->ids = index_new(a);
    evidence_index_areas(index, evidence);
    for (size_t t = 0; t < TABLE_COUNT; t++) {
        size_t count;
        const struct form *form = form_of((enum table)t);
        const char *rows = evidence_rows(evidence, form, &count);
        for (size_t i = 0; i < count; i++) {
            const void *row = rows + i * form->row_size;
            index_add(&index->ids, STR(""), ((const struct row *)row)->id,
                      i + t * ROW_LIMIT);
        }
    }
    evidence->index = index;
}

/* Evidence that no reader made may have no index. */
static const struct area *area_without_index(const struct evidence *evidence,
                                             struct str name)
{
    for (size_t i = 0; i < evidence->areas_count; i++)
        if (str_equal_fold(evidence->areas[i].name, name))
            return &evidence->areas[i];
    for (size_t i = 0; i < evidence->areas_count; i++)
        if (area_answers(&evidence->areas[i], name))
            return &evidence->areas[i];
    return NULL;
}

const struct area *evidence_area(const struct evidence *evidence, struct str name)
{
    struct str wanted = str_trim(name);
    size_t at;
    if (str_is_empty(wanted))
        return NULL;
    if (!evidence->index)
        return area_without_index(evidence, wanted);
    return index_find(&evidence->index->areas, STR(""), wanted, &at)
               ? &evidence->areas[at]
               : NULL;
}

static bool find_without_index(const struct evidence *evidence, struct str id,
                               enum table *table, size_t *index)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const struct form *form = form_of((enum table)t);
        size_t count;
        const char *rows = evidence_rows(evidence, form, &count);
        for (size_t i = 0; i < count; i++) {
            const void *row = rows + i * form->row_size;
            if (!str_equal_fold(((const struct row *)row)->id, id))
                continue;
            *table = (enum table)t;
            *index = i;
            return true;
        }
    }
    return false;
}

bool evidence_find(const struct evidence *evidence, struct str id, enum table *table,
                   size_t *index)
{
    struct str wanted = str_trim(id);
    size_t number;
    if (str_is_empty(wanted))
        return false;
    if (!evidence->index)
        return find_without_index(evidence, wanted, table, index);
    if (!index_find(&evidence->index->ids, STR(""), wanted, &number))
        return false;
    *table = (enum table)(number / ROW_LIMIT);
    *index = number % ROW_LIMIT;
    return true;
}

const struct row *evidence_row(const struct evidence *evidence, enum table table,
                               size_t index)
{
    const struct form *form = form_of(table);
    size_t count;
    const char *rows = evidence_rows(evidence, form, &count);
    assert(index < count);
    const void *row = rows + index * form->row_size;
    return row;
}

date inspection_date(const struct inspection *inspection)
{
    return date_is_none(inspection->end) ? inspection->start : inspection->end;
}

static void later(date *latest, date d)
{
    if (date_compare(d, *latest) > 0)
        *latest = d;
}

static void later_of_inspections(const struct evidence *evidence, const struct area *area,
                                 date *latest)
{
    for (size_t i = 0; i < evidence->inspections_count; i++) {
        const struct inspection *inspection = &evidence->inspections[i];
        if (inspection->area != area)
            continue;
        later(latest, inspection->start);
        later(latest, inspection->end);
        later(latest, inspection->published);
    }
}

static void later_of_measures(const struct evidence *evidence, const struct area *area,
                              date *latest)
{
    for (size_t i = 0; i < evidence->values_count; i++)
        if (evidence->values[i].area == area)
            later(latest, evidence->values[i].period.end);
    for (size_t i = 0; i < evidence->shares_count; i++)
        if (evidence->shares[i].area == area)
            later(latest, evidence->shares[i].as_at);
    for (size_t i = 0; i < evidence->relations_count; i++) {
        const struct relation *relation = &evidence->relations[i];
        if (relation->area != area)
            continue;
        later(latest, relation->as_at);
        later(latest, relation->period.end);
    }
}

date evidence_latest(const struct evidence *evidence, const struct area *area)
{
    date latest = DATE_NONE;
    later_of_inspections(evidence, area, &latest);
    later_of_measures(evidence, area, &latest);
    for (size_t i = 0; i < evidence->decisions_count; i++)
        if (evidence->decisions[i].area == area)
            later(&latest, evidence->decisions[i].on);
    for (size_t i = 0; i < evidence->facts_count; i++)
        if (evidence->facts[i].area == area)
            later(&latest, evidence->facts[i].as_at);
    return latest;
}
