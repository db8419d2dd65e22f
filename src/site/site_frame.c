#include "site/site_frame.h"

#include <assert.h>

#include "publish/html_body.h"
#include "publish/wording.h"
#include "site/svg_classes.h"
#include "version.h"

static const char policy[] = "default-src 'none'; style-src 'self'; script-src 'self'; "
                             "img-src 'self' data:; base-uri 'none'; form-action 'none'";

/* ---- Ways */

/* A path's folders, each one step up. */
static struct str root_of(struct arena *a, struct str path)
{
    struct buf out = buf_new(a, KIB);
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i] == '/')
            buf_add(&out, STR("../"));
    return buf_text(&out);
}

struct str page_way(const struct site_page *page, struct str path)
{
    return arena_format(page->work->arena, "%.*s%.*s", STR_ARG(page->root),
                        STR_ARG(path));
}

struct str page_way_to_area(const struct site_page *page, uint32_t area)
{
    struct str path = site_area_path(page->work->arena, page->work->site, area);
    return path.len ? page_way(page, path) : path;
}

void page_link(struct site_page *page, struct str way, struct str text)
{
    struct html *h = &page->html;
    if (way.len == 0) {
        html_text(h, text);
        return;
    }
    html_open(h, "a");
    html_attribute(h, "href", way);
    html_text(h, text);
    html_close(h, "a");
}

/* ---- The head */

static void put_meta(struct html *h, const char *key, const char *name,
                     struct str content)
{
    if (content.len == 0)
        return;
    html_void(h, "meta");
    html_attribute(h, key, str_of(name));
    html_attribute(h, "content", content);
    html_line(h);
}

static void put_head(struct site_page *page)
{
    struct html *h = &page->html;
    const struct page_heading *heading = &page->heading;
    html_open(h, "head");
    html_line(h);
    html_void(h, "meta");
    html_attribute(h, "charset", STR("utf-8"));
    html_line(h);
    put_meta(h, "http-equiv", "Content-Security-Policy", str_of(policy));
    put_meta(h, "name", "viewport", STR("width=device-width, initial-scale=1"));
    html_put(h, "title",
             arena_format(page->work->arena, "%.*s - Assay", STR_ARG(heading->title)));
    html_line(h);
    put_meta(h, "name", "description", heading->description);
    put_meta(h, "name", "generator", STR("Assay " ASSAY_VERSION));
    html_void(h, "link");
    html_attribute(h, "rel", STR("stylesheet"));
    html_attribute(h, "href", page_way(page, STR("assets/site.css")));
    html_line(h);
    html_open(h, "script");
    html_attribute(h, "src", page_way(page, STR("assets/site.js")));
    html_attribute(h, "defer", STR(""));
    html_close(h, "script");
    html_line(h);
    html_close(h, "head");
    html_line(h);
}

/* ---- The top */

static void open_classed(struct html *h, const char *element, const char *class)
{
    html_open(h, element);
    html_attribute(h, "class", str_of(class));
}

static void put_navigation(struct site_page *page)
{
    struct html *h = &page->html;
    size_t count;
    const struct site_section *sections = site_sections(&count);
    open_classed(h, "nav", "site-nav");
    html_attribute(h, "aria-label", STR("Site"));
    html_open(h, "ul");
    html_line(h);
    for (size_t i = 0; i < count; i++) {
        if (!sections[i].name)
            continue;
        struct str name = str_of(sections[i].name);
        html_open(h, "li");
        html_open(h, "a");
        html_attribute(h, "href", page_way(page, str_of(sections[i].path)));
        if (str_equal(name, page->heading.section))
            html_attribute(h, "aria-current",
                           str_equal(str_of(sections[i].path), page->heading.path)
                               ? STR("page")
                               : STR("true"));
        html_text(h, name);
        html_close(h, "a");
        html_close(h, "li");
        html_line(h);
    }
    html_close(h, "ul");
    html_close(h, "nav");
    html_line(h);
}

/* On every page, as on every letter: whom it does not come from. */
static void put_notice(struct site_page *page)
{
    struct html *h = &page->html;
    open_classed(h, "p", "site-notice");
    html_text(h, page->work->site->notice);
    html_close(h, "p");
    html_line(h);
}

static void put_header(struct site_page *page)
{
    struct html *h = &page->html;
    open_classed(h, "a", "govuk-skip-link");
    html_attribute(h, "href", STR("#main"));
    html_text(h, STR("Skip to the text"));
    html_close(h, "a");
    html_line(h);
    open_classed(h, "header", "site-header");
    open_classed(h, "div", "govuk-width-container");
    html_line(h);
    open_classed(h, "p", "site-name");
    html_open(h, "a");
    html_attribute(h, "href", page_way(page, STR("index.html")));
    html_put(h, "strong", STR("Assay"));
    html_text(h,
              arena_format(page->work->arena, " Children\xe2\x80\x99s services in %.*s",
                           STR_ARG(page->work->site->nation)));
    html_close(h, "a");
    html_close(h, "p");
    html_line(h);
    put_notice(page);
    put_navigation(page);
    html_close(h, "div");
    html_close(h, "header");
    html_line(h);
}

static void put_crumb(struct site_page *page, struct str path, struct str text)
{
    struct html *h = &page->html;
    open_classed(h, "li", "govuk-breadcrumbs__list-item");
    if (path.len == 0) {
        html_open(h, "span");
        html_attribute(h, "aria-current", STR("page"));
        html_text(h, text);
        html_close(h, "span");
    } else {
        open_classed(h, "a", "govuk-breadcrumbs__link");
        html_attribute(h, "href", page_way(page, path));
        html_text(h, text);
        html_close(h, "a");
    }
    html_close(h, "li");
    html_line(h);
}

static void put_crumbs(struct site_page *page)
{
    struct html *h = &page->html;
    const struct page_heading *heading = &page->heading;
    if (str_equal(heading->path, STR("index.html")))
        return;
    open_classed(h, "nav", "govuk-breadcrumbs");
    html_attribute(h, "aria-label", STR("Where this is"));
    open_classed(h, "ol", "govuk-breadcrumbs__list");
    html_line(h);
    put_crumb(page, STR("index.html"), page->work->site->nation);
    for (size_t i = 0; i < heading->crumb_count; i++)
        put_crumb(page, heading->crumbs[i].path, heading->crumbs[i].text);
    put_crumb(page, STR(""), heading->title);
    html_close(h, "ol");
    html_close(h, "nav");
    html_line(h);
}

static void put_title(struct site_page *page)
{
    struct html *h = &page->html;
    if (page->heading.caption.len) {
        open_classed(h, "p", "caption");
        html_text(h, page->heading.caption);
        html_close(h, "p");
        html_line(h);
    }
    html_put(h, "h1", page->heading.title);
    html_line(h);
}

struct site_page *page_begin(struct site_work *work, const struct page_heading *heading)
{
    struct site_page *page = arena_make(work->arena, struct site_page, 1);
    *page = (struct site_page){.work = work,
                               .out = buf_new(work->arena, 256 * MIB),
                               .heading = *heading,
                               .root = root_of(work->arena, heading->path)};
    struct html *h = &page->html;
    *h = html_new(&page->out);
    html_markup(h, markup_own(STR("<!DOCTYPE html>\n")));
    html_open(h, "html");
    html_attribute(h, "lang", STR("en-GB"));
    html_line(h);
    put_head(page);
    html_open(h, "body");
    html_line(h);
    put_header(page);
    open_classed(h, "div", "govuk-width-container");
    html_line(h);
    put_crumbs(page);
    open_classed(h, "main", "site-main");
    html_attribute(h, "id", STR("main"));
    html_attribute(h, "tabindex", STR("-1"));
    html_line(h);
    put_title(page);
    return page;
}

/* ---- The foot */

static void put_footer(struct site_page *page)
{
    struct html *h = &page->html;
    const struct site *site = page->work->site;
    struct str attribution =
        page->attribution.len ? page->attribution : site->attribution;
    open_classed(h, "footer", "site-footer");
    open_classed(h, "div", "govuk-width-container");
    html_line(h);
    html_put(h, "p", attribution);
    html_line(h);
    html_put(
        h, "p",
        arena_format(page->work->arena, "Evidence up to %.*s. Assay %s.",
                     STR_ARG(date_words(page->work->arena, site->survey->options.at)),
                     ASSAY_VERSION));
    html_line(h);
    html_close(h, "div");
    html_close(h, "footer");
    html_line(h);
}

void page_end(struct site_page *page)
{
    struct html *h = &page->html;
    html_close(h, "main");
    html_close(h, "div");
    html_line(h);
    put_footer(page);
    html_close(h, "body");
    html_close(h, "html");
    html_line(h);
    assert(h->depth == 0);
    struct buf out = buf_new(page->work->arena, 256 * MIB);
    svg_classes_put(&out, buf_text(&page->out));
    if (!page->work->status)
        page->work->status = buf_status(&page->out, &page->work->why);
    if (!page->work->status)
        page->work->status = buf_status(&out, &page->work->why);
    site_add(page->work, page->heading.path, buf_text(&out));
}

/* ---- Documents */

struct document *page_document_new(struct site_page *page)
{
    struct document *d = document_new(page->work->arena);
    d->title = page->heading.title;
    d->at = page->work->site->survey->options.at;
    d->root->text = d->title;
    return d;
}

void page_document(struct site_page *page, const struct document *document,
                   struct page_document_options options)
{
    struct html_body_options body = {.evidence = options.evidence};
    struct html *h = &page->html;
    if (options.contents) {
        open_classed(h, "div", "columns");
        html_line(h);
        html_contents(h, document, body);
        open_classed(h, "div", "text");
        html_line(h);
    }
    html_body(h, document, body);
    if (options.contents) {
        html_close(h, "div");
        html_close(h, "div");
        html_line(h);
    }
}
