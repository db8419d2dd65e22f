/* Formulas and conventions: docs/methods.md, which is in the program since the build, so
 * that the page cannot say anything else. */
#include <assert.h>

#include "site/assets.h"
#include "site/markdown.h"
#include "site/pages.h"
#include "site/site_frame.h"

static struct str document_of(const char *name)
{
    size_t i = 0;
    while (i < site_asset_count && !str_equal(str_of(site_assets[i].name), str_of(name)))
        i++;
    assert(i < site_asset_count); /* meson.build carries it */
    return (struct str){site_assets[i].bytes, site_assets[i].len};
}

void site_build_methods(struct site_work *work, size_t task)
{
    (void)task;
    struct str text = document_of("methods.md");
    struct page_heading heading = {
        .path = STR("methods/index.html"),
        .title = markdown_title(text),
        .description = STR("Formulas and conventions, after whom, and where they do not "
                           "hold."),
        .section = STR("Methods")};
    struct site_page *page = page_begin(work, &heading);
    markdown_put(&page->html, text);
    page_end(page);
}
