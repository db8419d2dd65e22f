/* The list of measures by topic.  With scripts one box looks through all of them. */
#include <math.h>

#include "publish/figure_words.h"
#include "publish/profile_parts.h"
#include "site/pages.h"
#include "site/parts.h"

static struct str direction_words(enum polarity polarity)
{
    return polarity == POLARITY_HIGH  ? STR("high is good")
           : polarity == POLARITY_LOW ? STR("low is good")
                                      : STR("no direction");
}

static void put_measure(struct site_page *page, struct document *d, struct doc *table,
                        size_t index)
{
    struct arena *a = d->arena;
    const struct survey *survey = page->work->site->survey;
    const struct survey_measure *m = &survey->measures[index];
    const struct batch_measure *about = &m->about.about;
    const struct cube_series *series = &m->about.series[m->period];
    double england = survey->england_area == UINT32_MAX
                         ? (double)NAN
                         : series->value[survey->england_area];
    struct str path = site_measure_path(a, page->work->site, index);
    struct doc *row = part_row(d, table, words_measure(a, about), page_way(page, path));
    part_cell(d, row, figure_period(a, m->about.periods[m->period].text));
    part_number(d, row, england, figure_form(about), STR("none"));
    part_cell(d, row, direction_words(about->polarity));
    part_count(d, row, m->result.with_value);
}

static struct doc *begin_topic(struct document *d, struct str topic)
{
    static const struct part_column columns[] = {{"Measure", false},
                                                 {"Period", false},
                                                 {"England", true},
                                                 {"Direction", false},
                                                 {"Authorities with a figure", true}};
    struct str title = words_topic(d->arena, topic);
    struct doc *section = doc_section(d, d->root, title);
    struct doc *table =
        part_table(d, section, arena_format(d->arena, "%.*s: measures", STR_ARG(title)),
                   columns, sizeof columns / sizeof *columns);
    table->sortable = table->searched = true;
    return table;
}

static size_t count_pages(const struct site *site)
{
    size_t count = 0;
    for (size_t i = 0; i < site->survey->measure_count; i++)
        count += site->measure_slugs[i].len > 0;
    return count;
}

static void put_topics(struct site_page *page, struct document *d)
{
    const struct site *site = page->work->site;
    struct doc *table = NULL;
    struct str topic = STR("");
    for (size_t i = 0; i < site->survey->measure_count; i++) {
        const struct batch_measure *about = &site->survey->measures[i].about.about;
        if (site->measure_slugs[i].len == 0)
            continue;
        if (!table || !str_equal(topic, about->topic)) {
            topic = about->topic;
            table = begin_topic(d, topic);
        }
        put_measure(page, d, table, i);
    }
}

void site_build_measures(struct site_work *work, size_t task)
{
    (void)task;
    const struct site *site = work->site;
    struct page_heading heading = {
        .path = STR("measure/index.html"),
        .title = STR("Measures"),
        .description = STR("Published measures of children\xe2\x80\x99s services, each "
                           "over all authorities."),
        .section = STR("Measures")};
    struct site_page *page = page_begin(work, &heading);
    struct document *d = page_document_new(page);
    size_t count = count_pages(site), ended = site->survey->measure_count - count;
    part_say(d, d->root,
             arena_format(work->arena,
                          "%zu measures with a current figure, by topic: each has a page "
                          "with every authority beside the others. %zu more have not "
                          "been published for over three years and have none.",
                          count, ended));
    put_topics(page, d);
    page_document(page, d, (struct page_document_options){.contents = true});
    page_end(page);
}
