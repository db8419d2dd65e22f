#include "framework/registry.h"

#include <assert.h>
#include <stdlib.h>

#include "base/os.h"
#include "framework/compile.h"
#include "framework/shipped.h"

static int compare_ids(const void *left, const void *right)
{
    const struct plan *const *a = left, *const *b = right;
    return str_compare((*a)->regime.id, (*b)->regime.id);
}

/* A registry of these plans, which it puts in order. */
static struct registry registry_of(struct arena *a, const struct plan **plans,
                                   size_t count)
{
    struct regime *regimes = arena_make(a, struct regime, count);
    if (count > 0)
        qsort(plans, count, sizeof(const struct plan *), compare_ids);
    for (size_t i = 0; i < count; i++)
        regimes[i] = plans[i]->regime;
    return (struct registry){plans, count, {regimes, count}};
}

/* The first error as a fault; OK where there is none. */
static status first_error(const struct complaints *complaints, status code,
                          struct fault *why)
{
    for (size_t i = 0; i < complaints->count; i++) {
        const struct complaint *first = &complaints->at[i];
        if (first->severity == SEVERITY_ERROR)
            return fault_at(why, code, first->file, first->place.line,
                            first->place.column, "%.*s", STR_ARG(first->text));
    }
    return OK;
}

status registry_shipped(struct arena *a, struct registry *out, struct fault *why)
{
    size_t count = shipped_framework_count;
    struct framework_source *files = arena_make(a, struct framework_source, count);
    const struct plan **plans = arena_make(a, const struct plan *, count);
    for (size_t i = 0; i < count; i++) {
        const struct shipped_framework *shipped = &shipped_frameworks[i];
        files[i].file = str_of(shipped->file);
        files[i].text = (struct str){shipped->text, shipped->len};
    }
    struct complaints complaints = {.arena = a};
    framework_compile(a, files, count, NULL, plans, &complaints);
    TRY(first_error(&complaints, ERR_BUG, why));
    *out = registry_of(a, plans, count);
    return OK;
}

status registry_with_file(struct arena *a, struct str path, struct registry *out,
                          const struct plan **plan, struct complaints *complaints,
                          struct fault *why)
{
    struct registry shipped;
    struct framework_source file = {.file = path};
    TRY(os_read_file(a, path, FRAMEWORK_FILE_MAX, &file.text, why));
    TRY(registry_shipped(a, &shipped, why));
    const struct plan *own = NULL;
    size_t first = complaints->count;
    framework_compile(a, &file, 1, &shipped, &own, complaints);
    if (!own) {
        struct complaints mine = {.at = complaints->at + first};
        mine.count = complaints->count - first;
        return first_error(&mine, ERR_FORMAT, why);
    }
    const struct plan **plans = arena_make(a, const struct plan *, shipped.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < shipped.count; i++)
        if (!str_equal(shipped.plans[i]->regime.id, own->regime.id))
            plans[count++] = shipped.plans[i];
    plans[count++] = own;
    *out = registry_of(a, plans, count);
    *plan = own;
    return OK;
}

static bool is_valid_on(const struct regime *regime, date at)
{
    if (date_is_none(at))
        return false;
    bool begun =
        date_is_none(regime->valid_from) || date_compare(at, regime->valid_from) >= 0;
    bool over = !date_is_none(regime->valid_to) && date_compare(at, regime->valid_to) > 0;
    return begun && !over;
}

/* The one regime of the family, or the one of it that is valid on the day. */
static const struct plan *find_family(const struct registry *registry, struct str family,
                                      date at)
{
    const struct plan *any = NULL, *valid = NULL;
    size_t members = 0, valid_members = 0;
    for (size_t i = 0; i < registry->count; i++) {
        const struct plan *plan = registry->plans[i];
        if (!str_equal(plan->regime.family, family))
            continue;
        members++;
        any = plan;
        if (is_valid_on(&plan->regime, at)) {
            valid_members++;
            valid = plan;
        }
    }
    if (members == 1)
        return any;
    return valid_members == 1 ? valid : NULL;
}

const struct plan *registry_find(const struct registry *registry, struct str id, date at,
                                 struct str *nearest)
{
    struct str best = {"", 0};
    unsigned edits = (unsigned)(id.len / 2) + 1;
    for (size_t i = 0; i < registry->count; i++) {
        struct str known = registry->plans[i]->regime.id;
        if (str_equal(known, id))
            return registry->plans[i];
        unsigned distance = str_distance(id, known, edits);
        if (distance < edits) {
            edits = distance;
            best = known;
        }
    }
    const struct plan *plan = find_family(registry, id, at);
    if (!plan && nearest)
        *nearest = best;
    return plan;
}
