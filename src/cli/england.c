#include "cli/england.h"

#include "evidence/places.h"

/* ---- The evidence */

/* The loads that stand, and their numbers, in the order of the cube's. */
static status read_loads(struct arena *a, struct store *store, struct england *out,
                         struct fault *why)
{
    struct load *loads;
    size_t count, standing = 0;
    TRY(store_loads(store, a, &loads, &count, why));
    int64_t *ids = arena_make(a, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        if (loads[i].undone)
            continue;
        loads[standing] = loads[i];
        ids[standing++] = loads[i].id;
    }
    if (standing != out->source.cube->load_count)
        return fault_set(why, ERR_IO,
                         "the store changed while it was read; run this again");
    out->source.load_ids = ids;
    out->loads = loads;
    out->load_count = standing;
    return OK;
}

static status read_store(struct arena *a, struct store *store, struct england *out,
                         struct fault *why)
{
    struct cube *cube;
    struct batch *facts;
    TRY(store_cube(store, a, &cube, why));
    TRY(store_facts(store, a, &facts, why));
    out->source.cube = cube;
    TRY(read_loads(a, store, out, why));
    places_settle(a, facts);
    out->source.facts = facts;
    out->source.events = events_merge(a, facts, &out->remarks);
    return OK;
}

status england_read(struct arena *a, const struct args *args, struct england *out,
                    struct fault *why)
{
    struct store *store;
    struct str db = args_value(args, "db");
    struct england england = {.remarks = remarks_new(a)};
    TRY(store_open(db.len ? db : STR("assay.db"), STORE_READ, &store, why));
    status st = read_store(a, store, &england, why);
    store_close(store);
    if (!st)
        *out = england;
    return st;
}

/* ---- What is asked for */

status england_comparator(struct str text, enum comparator *out, struct fault *why)
{
    static const struct {
        const char *word;
        enum comparator comparator;
    } words[] = {{"neighbours", COMPARATOR_NEIGHBOURS},
                 {"region", COMPARATOR_REGION},
                 {"england", COMPARATOR_ENGLAND}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text.len == 0 || str_equal_fold(text, str_of(words[i].word))) {
            *out = words[i].comparator;
            return OK;
        }
    }
    return fault_set(why, ERR_USAGE,
                     "--against '%.*s': expected neighbours, region or england",
                     STR_ARG(text));
}

status england_average(struct str text, enum average *out, struct fault *why)
{
    if (text.len == 0 || str_equal(text, STR("mean"))) {
        *out = AVERAGE_MEAN;
        return OK;
    }
    if (str_equal(text, STR("median"))) {
        *out = AVERAGE_MEDIAN;
        return OK;
    }
    return fault_set(why, ERR_USAGE, "--average '%.*s': expected mean or median",
                     STR_ARG(text));
}

status england_model(const struct cube *cube, struct str text, size_t *out,
                     struct fault *why)
{
    if (text.len == 0) {
        *out = 0;
        return OK;
    }
    for (size_t i = 0; i < cube->model_count; i++) {
        if (str_equal(cube->models[i], text)) {
            *out = i;
            return OK;
        }
    }
    return fault_set(why, ERR_USAGE,
                     "--model '%.*s': no statistical neighbours of that year are loaded",
                     STR_ARG(text));
}

static status no_such_area(struct arena *a, const struct cube *cube, struct str name,
                           struct fault *why)
{
    struct str *names = arena_make(a, struct str, cube->area_count);
    size_t count = 0;
    for (size_t i = 0; i < cube->area_count && cube->areas[i].is_authority; i++)
        names[count++] = cube->areas[i].name;
    if (count == 0)
        return fault_set(why, ERR_USAGE,
                         "no authorities are loaded: load the registry of authorities "
                         "first (docs/sources.md)");
    struct str nearest = str_nearest(name, names, count);
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "there is no authority '%.*s'; did you mean '%.*s'?",
                         STR_ARG(name), STR_ARG(nearest));
    return fault_set(why, ERR_USAGE,
                     "there is no authority '%.*s'; give its name or its three-digit "
                     "code",
                     STR_ARG(name));
}

status england_area(struct arena *a, const struct cube *cube, struct str name,
                    uint32_t *out, struct fault *why)
{
    uint32_t area = cube_area(cube, name);
    if (area == UINT32_MAX || !cube->areas[area].is_authority)
        return no_such_area(a, cube, name, why);
    *out = area;
    return OK;
}
