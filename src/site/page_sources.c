/* The files that all of the site stands on: who published them, under which licence, what
 * must be said of them, and the SHA-256 by which a copy is known. */
#include "publish/profile_parts.h"
#include "site/pages.h"
#include "site/parts.h"

static void put_heads(struct html *h)
{
    static const char *const heads[] = {"Load", "Published as", "Rows",
                                        "File and SHA-256"};
    html_open(h, "thead");
    html_open(h, "tr");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        html_open(h, "th");
        html_attribute(h, "scope", STR("col"));
        html_text(h, str_of(heads[i]));
        html_close(h, "th");
    }
    html_close(h, "tr");
    html_close(h, "thead");
    html_line(h);
}

static void put_paragraph(struct html *h, struct str text)
{
    if (text.len)
        html_put(h, "p", text);
}

static void put_published(struct html *h, struct arena *a, const struct cube_load *load)
{
    html_open(h, "td");
    put_paragraph(h, load->title.len
                         ? arena_format(a, "%.*s: %.*s", STR_ARG(load->publisher),
                                        STR_ARG(load->title))
                         : load->publisher);
    put_paragraph(h, load->licence);
    put_paragraph(h, load->attribution);
    html_close(h, "td");
}

/* The anchor is that of the load: pages name loads by their numbers. */
static void put_load(struct site_page *page, size_t index)
{
    struct html *h = &page->html;
    struct arena *a = page->work->arena;
    const struct site *site = page->work->site;
    const struct survey_source *source = &site->survey->source;
    const struct cube_load *load = &source->cube->loads[index];
    struct str number = arena_format(a, "%lld", (long long)source->load_ids[index]);
    html_open(h, "tr");
    html_attribute(h, "id", arena_format(a, "load-%.*s", STR_ARG(number)));
    html_open(h, "th");
    html_attribute(h, "scope", STR("row"));
    html_text(h, number);
    html_close(h, "th");
    put_published(h, a, load);
    html_open(h, "td");
    html_attribute(h, "class", STR("n"));
    html_text(h, words_count(a, site->records[index]));
    html_close(h, "td");
    html_open(h, "td");
    html_put(h, "p", part_file(load->file));
    html_open(h, "p");
    html_attribute(h, "class", STR("id"));
    html_text(h, load->sha256);
    html_close(h, "p");
    html_close(h, "td");
    html_close(h, "tr");
    html_line(h);
}

void site_build_sources(struct site_work *work, size_t task)
{
    (void)task;
    const struct cube *cube = work->site->survey->source.cube;
    struct page_heading heading = {
        .path = STR("sources/index.html"),
        .title = STR("Sources"),
        .description = STR("The published files that these pages stand on."),
        .section = STR("Sources")};
    struct site_page *page = page_begin(work, &heading);
    struct html *h = &page->html;
    html_put(
        h, "p",
        arena_format(work->arena,
                     "%zu published files. A mark such as 47:120 is row 120 of load "
                     "47; rows are counted from the first under the file\xe2\x80\x99s "
                     "heads. A copy of a file is the same where its SHA-256 is.",
                     cube->load_count));
    html_line(h);
    html_open(h, "div");
    html_attribute(h, "class", STR("wide"));
    html_attribute(h, "role", STR("group"));
    html_attribute(h, "tabindex", STR("0"));
    html_attribute(h, "aria-labelledby", STR("loads"));
    html_open(h, "table");
    html_open(h, "caption");
    html_attribute(h, "id", STR("loads"));
    html_text(h, STR("Every file that was loaded"));
    html_close(h, "caption");
    put_heads(h);
    html_open(h, "tbody");
    html_line(h);
    for (size_t i = 0; i < cube->load_count; i++)
        put_load(page, i);
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
    html_line(h);
    page_end(page);
}
