/* Lists beside a return: where postcodes are, and who is registered. */
#include "base/os.h"
#include "cli/returns.h"
#include "evidence/inflate.h"
#include "records/postcodes.h"
#include "records/provider_lists.h"

/* The list itself rather than an index of it: the index is built here. */
static status build(struct arena *a, struct str path, struct returned *r,
                    struct fault *why)
{
    struct arena *text = arena_new(INFLATE_MOST * 2);
    struct str index;
    status st = postcodes_index(text, path, &index, why);
    if (!st)
        index = arena_copy(a, index);
    arena_free(text);
    return st ? st : postcodes_open(a, index, &r->about.postcodes, why);
}

status returns_postcodes(struct arena *a, struct str path, struct returned *r,
                         struct fault *why)
{
    struct fault reason = {0};
    if (path.len == 0)
        return OK;
    TRY(os_map(path, &r->mapped, why));
    if (!postcodes_is_index(r->mapped)) {
        os_unmap(r->mapped);
        r->mapped = (struct str){NULL, 0};
        return build(a, path, r, why);
    }
    status st = postcodes_open(a, r->mapped, &r->about.postcodes, &reason);
    return st ? fault_at(why, st, path, 0, 0, "%s", reason.text) : OK;
}

status returns_providers(struct arena *a, const struct str *paths, size_t count,
                         struct returned *r, struct fault *why)
{
    if (count == 0)
        return OK;
    struct provider_lists lists = {.paths = paths, .count = count};
    lists.postcodes = r->about.postcodes;
    return provider_lists_read(a, &lists, &r->about.providers, why);
}
