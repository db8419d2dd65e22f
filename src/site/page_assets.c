/* The style sheet and the script, as they were built (assets/README). */
#include "site/assets.h"
#include "site/pages.h"
#include "site/svg_classes.h"

/* The looks of drawings stand at the end of the style sheet. */
static struct str with_classes(struct site_work *work, const struct site_asset *asset)
{
    struct buf out = buf_new(work->arena, MIB);
    buf_add(&out, (struct str){asset->bytes, asset->len});
    svg_classes_css(&out);
    if (!work->status)
        work->status = buf_status(&out, &work->why);
    return buf_text(&out);
}

void site_build_assets(struct site_work *work, size_t task)
{
    (void)task;
    for (size_t i = 0; i < site_asset_count; i++) {
        const struct site_asset *asset = &site_assets[i];
        if (str_ends(str_of(asset->name), STR(".md"))) /* a page is made of it */
            continue;
        bool style = str_equal(str_of(asset->name), STR("site.css"));
        site_add(work, arena_format(work->arena, "assets/%s", asset->name),
                 style ? with_classes(work, asset)
                       : (struct str){asset->bytes, asset->len});
    }
}
