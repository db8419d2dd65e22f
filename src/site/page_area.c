/* An authority's page: its profile, with the evidence of each figure a step away. */
#include "publish/enquiry.h"
#include "publish/export_tables.h"
#include "publish/profile_page.h"
#include "site/compare.h"
#include "site/pages.h"
#include "site/site_frame.h"

size_t site_count_areas(const struct site *site)
{
    return site->area_count;
}

static void put_text_link(struct site_page *page, struct str path, const char *text)
{
    struct html *h = &page->html;
    if (path.len == 0)
        return;
    html_open(h, "li");
    page_link(page, page_way(page, path), str_of(text));
    html_close(h, "li");
    html_line(h);
}

static struct str table_path(struct arena *a, const struct site *site, uint32_t area)
{
    return arena_format(a, "area/%.*s.csv", STR_ARG(site->slugs[area]));
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
    put_text_link(page, site_questions_path(a, site, area), "Lines of enquiry");
    put_text_link(page, site_compare_path(a, site, area), "Beside its neighbours");
    put_text_link(page, site_babies_path(a, site, area), "100 babies");
    put_text_link(page, site_trace_path(a, site, area), "Evidence behind this page");
    put_text_link(page, table_path(a, site, area), "Its figures as CSV");
    html_close(h, "ul");
    html_line(h);
}

/* ---- Questions, after the first section */

static void move_last_after_first_section(struct doc *root)
{
    struct doc *first = root->first, *before = root->first, *moved = root->last;
    while (first != moved && first->node != DOC_SECTION)
        first = first->next;
    while (before->next && before->next != moved)
        before = before->next;
    if (first == moved || first->next == moved)
        return;
    before->next = NULL;
    root->last = before;
    moved->next = first->next;
    first->next = moved;
}

static void add_questions(struct site_page *page, struct document *d, uint32_t area,
                          const struct verdict *verdict)
{
    struct arena *a = page->work->arena;
    size_t raised = enquiry_count(verdict, TRUTH_TRUE);
    struct doc *section =
        doc_section(d, d->root, STR("Questions that the evidence raises"));
    doc_say(d, section,
            arena_format(a,
                         "Of %zu questions that an adviser would ask of published "
                         "evidence it raises %zu. A question is no finding: the answer "
                         "may be a good one, and only the area can give it.",
                         verdict->question_count, raised),
            NULL, 0);
    struct doc *list = raised ? doc_add(d, section, DOC_LIST, STR("")) : NULL;
    for (size_t i = 0; i < verdict->question_count; i++) {
        if (verdict->questions[i].truth != TRUTH_TRUE)
            continue;
        struct doc *item = doc_add(d, list, DOC_ITEM, STR(""));
        doc_sentence(d, item, verdict->questions[i].question->text, NULL, 0);
    }
    struct doc *more = doc_add(d, section, DOC_PARAGRAPH, STR(""));
    doc_sentence(d, more, STR("Each question with its evidence, and how sure it is"),
                 NULL, 0)
        ->href = page_way(page, site_questions_path(a, page->work->site, area));
    move_last_after_first_section(d->root);
}

/* ---- From a measure's name to its page */

static struct str way_to_measure(const struct site_page *page, struct str id)
{
    const struct site *site = page->work->site;
    for (size_t i = 0; i < site->survey->measure_count; i++) {
        if (!str_equal(site->survey->measures[i].about.about.id, id))
            continue;
        struct str path = site_measure_path(page->work->arena, site, i);
        return path.len ? page_way(page, path) : path;
    }
    return STR("");
}

static void link_measures(const struct site_page *page, struct doc *n)
{
    if (n->subject.len)
        n->href = way_to_measure(page, n->subject);
    for (struct doc *child = n->first; child; child = child->next)
        link_measures(page, child);
}

/* ---- The page's figures as a table */

static void add_table(struct site_work *work, const struct picture *picture)
{
    struct arena *a = work->arena;
    struct export_source *source = export_source_new(a, work->site->survey, &picture, 1);
    struct export_table table = export_figures(source);
    struct buf out = buf_new(a, 64 * MIB);
    export_csv(&table, &out);
    if (!work->status)
        work->status = buf_status(&out, &work->why);
    site_add(work, table_path(a, work->site, picture->area), buf_text(&out));
}

/* ---- The page */

static struct page_heading heading_of(struct site_work *work, uint32_t area)
{
    struct arena *a = work->arena;
    const struct site *site = work->site;
    const struct cube_area *about = &site->survey->source.cube->areas[area];
    return (struct page_heading){
        .path = site_area_path(a, site, area),
        .title = about->name,
        .description = arena_format(a,
                                    "Inspections and published measures of "
                                    "children\xe2\x80\x99s services in %.*s.",
                                    STR_ARG(about->name)),
        .caption = about->region.len
                       ? arena_format(a, "Area profile, %.*s", STR_ARG(about->region))
                       : STR("Area profile"),
        .section = STR("Areas")};
}

void site_build_area(struct site_work *work, size_t task)
{
    struct arena *a = work->arena;
    const struct site *site = work->site;
    uint32_t area = site->areas[task];
    const struct picture *picture = picture_draw(a, site->survey, area);
    struct document *d = profile_page(a, picture);
    const struct verdict *verdict = site_answer(work, area);
    struct page_heading heading = heading_of(work, area);
    struct site_page *page = page_begin(work, &heading);
    page->attribution = d->attribution;
    put_links(page, area);
    link_measures(page, d->root);
    if (verdict)
        add_questions(page, d, area, verdict);
    page_document(page, d,
                  (struct page_document_options){
                      .contents = true,
                      .evidence = page_way(page, site_trace_path(a, site, area))});
    page_end(page);
    add_table(work, picture);
    site_build_trace(work, area, d);
}
