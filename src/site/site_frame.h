/* What every page of the site has: a skip link, a header with the site's name, the
 * navigation, where in the site this is, a heading, and a footer with whose data it is
 * and who it does not come from.  All links are relative, so that the folder works
 * wherever it lies; nothing is loaded from elsewhere, and the page says so to the browser
 * (a content security policy without inline script or style: pages hold no style
 * attribute).
 *
 *     struct site_page *page = page_begin(work, &(struct page_heading){ … });
 *     html_put(&page->html, "p", …);     or page_document(page, document, …)
 *     page_end(page);                     hands the page to the sink
 */
#ifndef ASSAY_SITE_FRAME_H
#define ASSAY_SITE_FRAME_H

#include "publish/document.h"
#include "publish/html.h"
#include "site/site.h"

struct page_crumb {
    struct str text, path; /* path: from the site's root */
};

struct page_heading {
    struct str path;        /* of this page, from the site's root: "area/knowsley.html" */
    struct str title;       /* of the window and, unless `bare`, the h1 */
    struct str description; /* a sentence for search engines; may be empty */
    struct str caption;     /* above the h1; may be empty */
    struct str section;     /* the navigation's name that is current: "Measures" */
    const struct page_crumb *crumbs; /* between "England" and this page */
    size_t crumb_count;
};

struct site_page {
    struct site_work *work;
    struct html html; /* inside <main>, after the h1 */
    struct buf out;
    struct page_heading heading;
    struct str root;        /* "", "../": leads to the site's root */
    struct str attribution; /* of what the page shows; empty: of all loads.  Set before
                               the end */
};

/* In the work's arena. */
struct site_page *page_begin(struct site_work *work, const struct page_heading *heading);
void page_end(struct site_page *page);

/* The way from this page to a path from the root: "../measures/x.html". */
struct str page_way(const struct site_page *page, struct str path);
/* The way to an area's page; empty where it has none. */
struct str page_way_to_area(const struct site_page *page, uint32_t area);
/* A link; the text alone where `way` is empty. */
void page_link(struct site_page *page, struct str way, struct str text);

/* A document for this page, with the day of the survey; add sections to its root.  Its
 * cells and sentences may have a `href`, its tables may be `sortable`. */
struct document *page_document_new(struct site_page *page);
struct page_document_options {
    bool contents;       /* a list of its sections before it */
    struct str evidence; /* see html_body.h; empty for documents that cite nothing */
};
/* Its body, under the page's h1; on one page once. */
void page_document(struct site_page *page, const struct document *document,
                   struct page_document_options options);

#endif
