/* Lists beside a return: where postcodes are, and who is registered. */
#include "base/os.h"
#include "cli/returns.h"
#include "evidence/inflate.h"
#include "records/postcodes.h"

/* The published list, which is built into an index here; 2.7 million postcodes are 75 MB
 * of text. */
static status build(struct arena *a, struct str path, struct returned *r,
                    struct fault *why)
{
    struct arena *text = arena_new(INFLATE_MOST);
    struct str bytes, index;
    status st = os_read_file(text, path, INFLATE_MOST, &bytes, why);
    if (!st && inflate_is_gzip(bytes))
        st = inflate_gzip(text, bytes, &bytes, why);
    if (!st)
        st = postcodes_build(text, bytes, &index, why);
    if (!st)
        index = arena_copy(a, index);
    arena_free(text);
    return st ? st : postcodes_open(a, index, &r->about.postcodes, why);
}

status returns_postcodes(struct arena *a, struct str path, struct returned *r,
                         struct fault *why)
{
    if (path.len == 0)
        return OK;
    TRY(os_map(path, &r->mapped, why));
    struct fault no_index = {0};
    if (!postcodes_open(a, r->mapped, &r->about.postcodes, &no_index))
        return OK;
    os_unmap(r->mapped);
    r->mapped = (struct str){NULL, 0};
    return build(a, path, r, why);
}

status returns_providers(struct arena *a, const struct str *paths, size_t count,
                         struct returned *r, struct fault *why)
{
    (void)a, (void)paths, (void)r;
    return count ? fault_set(why, ERR_USAGE, "no lists yet") : OK;
}
