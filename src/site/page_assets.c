/* The style sheet and the script, as they were built (assets/README). */
#include "site/assets.h"
#include "site/pages.h"

void site_build_assets(struct site_work *work, size_t task)
{
    (void)task;
    for (size_t i = 0; i < site_asset_count; i++) {
        const struct site_asset *asset = &site_assets[i];
        if (str_ends(str_of(asset->name), STR(".md"))) /* a page is made of it */
            continue;
        site_add(work, arena_format(work->arena, "assets/%s", asset->name),
                 (struct str){asset->bytes, asset->len});
    }
}
