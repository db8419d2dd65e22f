/* An authority's page: its profile, with the evidence of each figure a step away. */
#include "publish/profile_page.h"
#include "site/pages.h"
#include "site/site_frame.h"

size_t site_count_areas(const struct site *site)
{
    return site->area_count;
}

static void put_text_link(struct site_page *page, struct str path, const char *text)
{
    struct html *h = &page->html;
    html_open(h, "li");
    page_link(page, page_way(page, path), str_of(text));
    html_close(h, "li");
    html_line(h);
}

/* What a reader may want next, before the text begins. */
static void put_links(struct site_page *page, uint32_t area)
{
    struct html *h = &page->html;
    struct arena *a = page->work->arena;
    const struct site *site = page->work->site;
    html_open(h, "ul");
    html_attribute(h, "class", STR("page-links"));
    html_line(h);
    put_text_link(page, site_trace_path(a, site, area), "Evidence behind this page");
    html_close(h, "ul");
    html_line(h);
}

void site_build_area(struct site_work *work, size_t task)
{
    struct arena *a = work->arena;
    const struct site *site = work->site;
    uint32_t area = site->areas[task];
    const struct cube_area *about = &site->survey->source.cube->areas[area];
    const struct document *d = profile_page(a, picture_draw(a, site->survey, area));
    struct page_heading heading = {
        .path = site_area_path(a, site, area),
        .title = about->name,
        .description = arena_format(
            a, "Inspections and published measures of children's services in %.*s.",
            STR_ARG(about->name)),
        .caption = about->region.len
                       ? arena_format(a, "Area profile, %.*s", STR_ARG(about->region))
                       : STR("Area profile"),
        .section = STR("Areas")};
    struct site_page *page = page_begin(work, &heading);
    page->attribution = d->attribution;
    put_links(page, area);
    page_document(page, d,
                  (struct page_document_options){
                      .contents = true,
                      .evidence = page_way(page, site_trace_path(a, site, area))});
    page_end(page);
    site_build_trace(work, area, d);
}
