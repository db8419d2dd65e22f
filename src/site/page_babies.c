/* 100 babies of an authority: what today's rates amount to, under the profile of the
 * authority.  What all authorities share is worked out once, with the site. */
#include "publish/babies_page.h"
#include "site/pages.h"
#include "site/site_frame.h"

const struct babies_ground *site_babies(struct arena *a, const struct survey *survey)
{
    struct babies_options options = {
        .at = survey->options.at, .benchmark = survey->options.benchmark, .seed = 1};
    return babies_ground_new(a, &survey->source, &options);
}

void site_build_babies(struct site_work *work, size_t task)
{
    struct arena *a = work->arena;
    const struct site *site = work->site;
    uint32_t area = site->areas[task];
    struct str name = site->survey->source.cube->areas[area].name;
    struct babies_asked asked = {.area = area};
    const struct document *d = babies_page(a, babies_of(a, site->babies, &asked));
    struct page_crumb crumb = {name, site_area_path(a, site, area)};
    struct page_heading heading = {
        .path = site_babies_path(a, site, area),
        .title = arena_format(a, "100 babies in %.*s", STR_ARG(name)),
        .description = arena_format(a,
                                    "What would happen to 100 babies born in %.*s if "
                                    "each age lived at today\xe2\x80\x99s rates.",
                                    STR_ARG(name)),
        .section = STR("Areas"),
        .crumbs = &crumb,
        .crumb_count = 1};
    struct site_page *page = page_begin(work, &heading);
    page->attribution = d->attribution;
    page_document(page, d, (struct page_document_options){.contents = true});
    page_end(page);
}
