/* Where a reader chooses whom to compare: the list of all pages of neighbours and, where
 * scripts run, a choice of up to ten authorities and of a topic's measures, from
 * assets/data.js.  Figures there are the texts that the pages show. */
#include <math.h>

#include "base/json.h"
#include "publish/figure_words.h"
#include "publish/profile_parts.h"
#include "site/compare.h"
#include "site/pages.h"
#include "site/parts.h"

enum { CHOSEN_MOST = 64 };

/* ---- The figures */

static void put_areas(struct json *j, const struct site *site)
{
    const struct cube_area *areas = site->survey->source.cube->areas;
    json_key(j, "areas");
    json_array(j);
    for (size_t i = 0; i < site->area_count; i++) {
        json_array(j);
        json_text(j, areas[site->areas[i]].name);
        json_text(j, site->slugs[site->areas[i]]);
        json_end_array(j);
    }
    json_end_array(j);
}

/* Texts of figures behind each other, a bar between; for one that is missing, a letter.
 */
static struct str figures_of(struct arena *a, const struct site *site,
                             const struct survey_measure *m)
{
    static const char letters[] = {[MISSING_NOT] = 'u',
                                   [MISSING_SUPPRESSED] = 's',
                                   [MISSING_NOT_APPLICABLE] = 'a',
                                   [MISSING_NOT_AVAILABLE] = 'v',
                                   [MISSING_NOT_COLLECTED] = 'c',
                                   [MISSING_TOO_FEW] = 'f',
                                   [MISSING_OUTSIDE_LIFE] = 'o',
                                   [MISSING_UNSPECIFIED] = 'u'};
    struct number_form form = figure_form(&m->about.about);
    struct buf out = buf_new(a, MIB);
    form.percent = false;
    for (size_t i = 0; i < site->area_count; i++) {
        uint32_t area = site->areas[i];
        const struct benchmark_area *at = &m->result.areas[area];
        uint8_t missing = m->about.series[m->period].missing[area];
        if (i)
            buf_char(&out, '|');
        if (isfinite(at->value))
            buf_add(&out, number_text(a, at->value, form));
        else
            buf_char(&out, letters[at->live ? missing : MISSING_OUTSIDE_LIFE]);
    }
    return buf_text(&out);
}

/* A letter an authority: how its figure is beside England. */
static struct str against_of(struct arena *a, const struct site *site,
                             const struct survey_measure *m)
{
    struct buf out = buf_new(a, MIB);
    for (size_t i = 0; i < site->area_count; i++)
        buf_char(&out, "ubswhl"[m->result.areas[site->areas[i]].against_england]);
    return buf_text(&out);
}

static void put_measure(struct json *j, struct arena *a, const struct site *site,
                        size_t index)
{
    const struct survey_measure *m = &site->survey->measures[index];
    uint32_t england = site->survey->england_area;
    double all =
        england == UINT32_MAX ? (double)NAN : m->about.series[m->period].value[england];
    struct number_form form = figure_form(&m->about.about);
    json_object(j);
    json_put_text(j, "name",
                  arena_format(a, "%.*s, %.*s",
                               STR_ARG(words_measure(a, &m->about.about)),
                               STR_ARG(words_period_of(a, m))));
    json_put_text(j, "page", site->measure_slugs[index]);
    json_put_text(j, "topic", words_topic(a, m->about.about.topic));
    json_put_text(j, "sign", form.percent ? STR("%") : STR(""));
    json_put_text(j, "england", number_text(a, all, form));
    json_put_text(j, "values", figures_of(a, site, m));
    json_put_text(j, "beside", against_of(a, site, m));
    json_end_object(j);
}

static void put_chosen(struct json *j, const struct site *site)
{
    size_t chosen[CHOSEN_MOST];
    size_t count = compare_chosen(site, chosen, CHOSEN_MOST);
    json_key(j, "chosen");
    json_array(j);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        for (size_t m = 0; m < chosen[i]; m++)
            at += site->measure_slugs[m].len > 0;
        json_integer(j, (int64_t)at);
    }
    json_end_array(j);
}

static void put_script(struct site_work *work)
{
    const struct site *site = work->site;
    struct buf out = buf_new(work->arena, 16 * MIB);
    buf_add(&out, STR("\"use strict\";\nconst ASSAY = "));
    struct json j = json_new(&out, false);
    json_object(&j);
    put_areas(&j, site);
    json_key(&j, "measures");
    json_array(&j);
    for (size_t m = 0; m < site->survey->measure_count; m++)
        if (site->measure_slugs[m].len)
            put_measure(&j, work->arena, site, m);
    json_end_array(&j);
    put_chosen(&j, site);
    json_end_object(&j);
    buf_add(&out, STR(";\n"));
    if (!work->status)
        work->status = buf_status(&out, &work->why);
    site_add(work, STR("assets/data.js"), buf_text(&out));
}

/* ---- The page */

static void put_script_link(struct site_page *page, const char *path)
{
    struct html *h = &page->html;
    html_open(h, "script");
    html_attribute(h, "src", page_way(page, str_of(path)));
    html_attribute(h, "defer", STR(""));
    html_close(h, "script");
    html_line(h);
}

static void put_list(struct site_page *page, struct document *d)
{
    static const struct part_column columns[] = {{"Authority", false}, {"Region", false}};
    const struct site *site = page->work->site;
    const struct cube_area *areas = site->survey->source.cube->areas;
    struct doc *section = doc_section(d, d->root, STR("Beside its neighbours"));
    part_say(d, section, STR("Each authority beside the ten that are most like it."));
    struct doc *table = part_table(
        d, section, STR("Authorities beside their statistical neighbours"), columns, 2);
    table->sortable = table->searched = true;
    for (size_t i = 0; i < site->area_count; i++) {
        uint32_t area = site->areas[i];
        struct str path = site_compare_path(d->arena, site, area);
        struct str region = areas[area].region;
        part_cell(d, part_row(d, table, areas[area].name, page_way(page, path)),
                  region.len ? region : STR("none"));
    }
}

void site_build_compare_choice(struct site_work *work, size_t task)
{
    (void)task;
    struct page_heading heading = {
        .path = STR("compare/index.html"),
        .title = STR("Compare authorities"),
        .description = STR("Authorities beside each other on chosen measures."),
        .section = STR("Compare")};
    struct site_page *page = page_begin(work, &heading);
    struct html *h = &page->html;
    struct document *d = page_document_new(page);
    html_open(h, "div"); /* compare.js fills it */
    html_attribute(h, "id", STR("choice"));
    html_close(h, "div");
    html_line(h);
    put_list(page, d);
    page_document(page, d, (struct page_document_options){.contents = false});
    put_script_link(page, "assets/data.js");
    put_script_link(page, "assets/compare.js");
    page_end(page);
    put_script(work);
}
