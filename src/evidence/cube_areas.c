#include "evidence/cube_areas.h"

#include <assert.h>
#include <stdlib.h>

/* Areas while they are gathered; the batch's hash gives each code its place. */
struct gathering {
    struct cube_area *areas;
    size_t count, capacity;
    struct batch *codes;
    struct batch *ons; /* the ONS codes that registries know, as codes of its own */
};

static struct cube_area *area_of(struct gathering *g, struct str code)
{
    uint32_t index = batch_code(g->codes, code);
    if (index < g->count)
        return &g->areas[index];
    assert(index == g->count);
    g->areas =
        arena_grow(g->codes->arena, struct cube_area, g->areas, g->count, &g->capacity);
    struct cube_area *area = &g->areas[g->count++];
    *area = (struct cube_area){.code = g->codes->codes[index],
                               .live_from = DATE_NONE,
                               .live_to = DATE_NONE,
                               .region_area = UINT32_MAX};
    return area;
}

static void say(struct str *to, struct str text)
{
    if (!str_is_empty(text))
        *to = text;
}

/* Each file knows some of an area: what a later one leaves out stands. */
static void merge_area(struct gathering *g, const struct batch_area *from)
{
    struct cube_area *area = area_of(g, from->code);
    say(&area->name, from->name);
    say(&area->ons_code, from->ons_code);
    say(&area->region, from->region);
    say(&area->type, from->type);
    if (!date_is_none(from->live_from))
        area->live_from = from->live_from;
    if (!date_is_none(from->live_to))
        area->live_to = from->live_to;
}

/* A code of the Office for National Statistics: a letter and eight digits. */
static bool is_ons(struct str code)
{
    if (code.len != 9 || code.at[0] < 'A' || code.at[0] > 'Z')
        return false;
    for (size_t i = 1; i < code.len; i++) {
        if (code.at[i] < '0' || code.at[i] > '9')
            return false;
    }
    return true;
}

static void gather_registry(struct gathering *g, const struct batch *batch)
{
    for (size_t i = 0; i < batch->areas_count; i++) {
        merge_area(g, &batch->areas[i]);
        if (is_ons(batch->areas[i].ons_code))
            batch_code(g->ons, batch->areas[i].ons_code);
    }
    for (size_t i = 0; i < batch->aliases_count; i++) {
        if (is_ons(batch->aliases[i].name))
            batch_code(g->ons, batch->aliases[i].name);
    }
}

/* Areas that only figures name, but for those they name by a known ONS code. */
static void gather_codes(struct gathering *g, const struct batch *batch, size_t known)
{
    for (size_t i = 0; i < batch->codes_count; i++) {
        struct str code = batch->codes[i];
        if (!is_ons(code) || batch_code(g->ons, code) >= known)
            area_of(g, code);
    }
}

/* --- what kind of area it is ---------------------------------------------------------
 */

static int number_of(struct str code)
{
    int n = 0;
    if (code.len != 3)
        return -1;
    for (size_t i = 0; i < 3; i++) {
        if (code.at[i] < '0' || code.at[i] > '9')
            return -1;
        n = n * 10 + (code.at[i] - '0');
    }
    return n;
}

/* The Department numbers regions 980 to 990 and England 970; the registry's word counts
 * before the number. */
static void classify(struct cube_area *area)
{
    int number = number_of(area->code);
    bool region_number = number >= 980 && number <= 990;
    bool typed = !str_is_empty(area->type) && !str_equal(area->type, STR("NA"));
    area->is_england = number == 970 || str_equal_fold(area->ons_code, STR("E92000001"));
    area->is_region = !area->is_england &&
                      (typed ? str_equal_fold(area->type, STR("region")) : region_number);
    bool country = str_equal_fold(area->type, STR("country"));
    area->is_authority = !area->is_england && !area->is_region && !country &&
                         (typed || (number >= 0 && !region_number));
    if (str_is_empty(area->name))
        area->name = area->code;
}

/* Authorities, then regions, then England, then what is none of these. */
enum { CLASSES = 4 };
static int class_of(const struct cube_area *area)
{
    if (area->is_authority)
        return 0;
    if (area->is_region)
        return 1;
    return area->is_england ? 2 : 3;
}

static int by_class_and_code(const void *a, const void *b)
{
    const struct cube_area *x = a, *y = b;
    int order = class_of(x) - class_of(y);
    return order ? order : str_compare(x->code, y->code);
}

/* The first area that does not come before the code within its class. */
static size_t first_of(const struct cube *cube, int class, struct str code)
{
    size_t low = 0, high = cube->area_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = class_of(&cube->areas[middle]) - class;
        if (order == 0)
            order = str_compare(cube->areas[middle].code, code);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* By its ONS code of today, else by an earlier one, which registries give as an alias. */
static uint32_t area_of_ons(const struct cube *cube, struct str code)
{
    for (size_t i = 0; i < cube->area_count; i++) {
        if (str_equal(cube->areas[i].ons_code, code))
            return (uint32_t)i;
    }
    for (size_t i = cube->alias_count; i > 0; i--) {
        if (str_equal(cube->aliases[i - 1].name, code))
            return cube->aliases[i - 1].area;
    }
    return UINT32_MAX;
}

/* Areas are in order within each class: every pair of neighbours and every code of every
 * file asks. */
uint32_t cube_area_of_code(const struct cube *cube, struct str code)
{
    for (int class = 0; class < CLASSES; class ++) {
        size_t i = first_of(cube, class, code);
        if (i < cube->area_count && str_equal(cube->areas[i].code, code))
            return (uint32_t)i;
    }
    return is_ons(code) ? area_of_ons(cube, code) : UINT32_MAX;
}

/* The row of the region that an authority names: by its name, else by an alias, as
 * "Inner London" is "London (Inner)". */
static uint32_t region_named(const struct cube *cube, struct str name)
{
    if (str_is_empty(name))
        return UINT32_MAX;
    for (size_t i = 0; i < cube->area_count; i++) {
        if (cube->areas[i].is_region && str_equal_fold(cube->areas[i].name, name))
            return (uint32_t)i;
    }
    for (size_t i = cube->alias_count; i > 0; i--) {
        const struct cube_alias *alias = &cube->aliases[i - 1];
        if (cube->areas[alias->area].is_region && str_equal_fold(alias->name, name))
            return alias->area;
    }
    return UINT32_MAX;
}

static void gather_aliases(struct cube *cube, const struct cube_part *parts, size_t count)
{
    struct cube_alias *aliases = NULL;
    size_t capacity = 0, found = 0;
    for (size_t i = 0; i < count; i++) {
        const struct batch *batch = parts[i].batch;
        for (size_t k = 0; k < batch->aliases_count; k++) {
            uint32_t area = cube_area_of_code(cube, batch->aliases[k].code);
            if (area == UINT32_MAX)
                continue;
            aliases =
                arena_grow(cube->arena, struct cube_alias, aliases, found, &capacity);
            aliases[found++] = (struct cube_alias){batch->aliases[k].name, area};
        }
    }
    cube->aliases = aliases;
    cube->alias_count = found;
}

void cube_build_areas(struct cube *cube, const struct cube_part *parts, size_t count)
{
    struct gathering g = {.codes = batch_new(cube->arena), .ons = batch_new(cube->arena)};
    for (size_t i = 0; i < count; i++)
        gather_registry(&g, parts[i].batch);
    size_t known = g.ons->codes_count;
    for (size_t i = 0; i < count; i++)
        gather_codes(&g, parts[i].batch, known);
    for (size_t i = 0; i < g.count; i++)
        classify(&g.areas[i]);
    if (g.count)
        qsort(g.areas, g.count, sizeof *g.areas, by_class_and_code);
    cube->areas = g.areas;
    cube->area_count = g.count;
    gather_aliases(cube, parts, count);
    for (size_t i = 0; i < g.count; i++) {
        if (g.areas[i].is_authority)
            g.areas[i].region_area = region_named(cube, g.areas[i].region);
    }
}

/* --- neighbours ----------------------------------------------------------------------
 */

static int newest_first(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    return str_compare(*y, *x);
}

static bool has_model(const struct str *models, size_t count, struct str model)
{
    assert(models || count == 0);
    for (size_t i = 0; i < count; i++) {
        if (str_equal(models[i], model))
            return true;
    }
    return false;
}

static struct str *gather_models(struct cube *cube, const struct cube_part *parts,
                                 size_t count)
{
    struct str *models = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < parts[i].batch->neighbours_count; k++) {
            struct str model = parts[i].batch->neighbours[k].model;
            if (has_model(models, cube->model_count, model))
                continue;
            models =
                arena_grow(cube->arena, struct str, models, cube->model_count, &capacity);
            models[cube->model_count++] = model;
        }
    }
    if (models)
        qsort(models, cube->model_count, sizeof *models, newest_first);
    return models;
}

struct model {
    struct str name;
    uint32_t *neighbours;
    struct str *closeness;
};

static void fill_model(const struct cube *cube, const struct batch *batch,
                       const struct model *model)
{
    for (size_t i = 0; i < batch->neighbours_count; i++) {
        const struct batch_neighbour *from = &batch->neighbours[i];
        if (!str_equal(from->model, model->name) || from->rank < 1 ||
            from->rank > CUBE_NEIGHBOURS)
            continue;
        uint32_t area = cube_area_of_code(cube, from->code);
        if (area == UINT32_MAX)
            continue;
        size_t at = (size_t)area * CUBE_NEIGHBOURS + (size_t)from->rank - 1;
        model->neighbours[at] = cube_area_of_code(cube, from->neighbour);
        model->closeness[at] = from->closeness;
    }
}

void cube_build_neighbours(struct cube *cube, const struct cube_part *parts, size_t count)
{
    cube->models = gather_models(cube, parts, count);
    size_t places = cube->area_count * CUBE_NEIGHBOURS;
    const uint32_t **neighbours =
        arena_make(cube->arena, const uint32_t *, cube->model_count);
    const struct str **closeness =
        arena_make(cube->arena, const struct str *, cube->model_count);
    for (size_t m = 0; m < cube->model_count; m++) {
        struct model model = {cube->models[m], arena_make(cube->arena, uint32_t, places),
                              arena_make(cube->arena, struct str, places)};
        for (size_t i = 0; i < places; i++)
            model.neighbours[i] = UINT32_MAX;
        for (size_t i = 0; i < count; i++)
            fill_model(cube, parts[i].batch, &model);
        neighbours[m] = model.neighbours;
        closeness[m] = model.closeness;
    }
    cube->neighbours = neighbours;
    cube->closeness = closeness;
}
