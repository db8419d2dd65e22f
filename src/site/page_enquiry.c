/* The lines of enquiry of an authority: the report that the framework of today's
 * questions lays out, with its evidence at the foot. */
#include "framework/asked.h"
#include "framework/registry.h"
#include "judgement/judge.h"
#include "profile/extract.h"
#include "publish/letter.h"
#include "site/pages.h"
#include "site/site_frame.h"

struct site_questions {
    struct registry registry;
    const struct plan *plan;
    struct asked asked;
    struct extract_options extract;
    struct judge_options judging;
    const uint64_t *records;
};

/* The family's framework of the day; NULL where none is valid then. */
static const struct plan *plan_of(const struct registry *registry, date at)
{
    struct str nearest;
    const struct plan *plan = registry_find(registry, STR("area-profile"), at, &nearest);
    if (!plan || !plan->letter || date_compare(at, plan->regime.valid_from) < 0 ||
        date_compare(at, plan->regime.valid_to) > 0)
        return NULL;
    return plan;
}

status site_ask(struct arena *a, const struct site_of *of,
                const struct site_questions **out, struct fault *why)
{
    const struct survey *survey = of->survey;
    const struct cube *cube = survey->source.cube;
    struct site_questions *q = arena_make(a, struct site_questions, 1);
    size_t model = survey->options.benchmark.model;
    *out = NULL;
    TRY(registry_shipped(a, &q->registry, why));
    q->plan = plan_of(&q->registry, survey->options.at);
    if (!q->plan)
        return OK;
    q->asked = asked_of(a, q->plan);
    q->records = of->records;
    q->extract = (struct extract_options){.regimes = &q->registry.regimes,
                                          .model = model,
                                          .index = extract_prepare(a, &survey->source),
                                          .wants = asked_for,
                                          .of = &q->asked};
    q->judging.average = survey->options.benchmark.average;
    if (model < cube->model_count)
        q->judging.neighbour_model = cube->models[model];
    *out = q;
    return OK;
}

const struct verdict *site_answer(struct site_work *work, uint32_t area)
{
    const struct site_questions *q = work->site->questions;
    const struct survey *survey = work->site->survey;
    if (!q)
        return NULL;
    struct evidence *evidence =
        extract_area(work->arena, &survey->source, area, &q->extract);
    for (size_t i = 0; i < evidence->file_count; i++)
        evidence->files[i].records = (uint32_t)q->records[i];
    return judge(work->arena, q->plan, evidence, &evidence->areas[0], survey->options.at,
                 &q->judging);
}

size_t site_count_enquiries(const struct site *site)
{
    return site->questions ? site->area_count : 0;
}

void site_build_enquiry(struct site_work *work, size_t task)
{
    struct arena *a = work->arena;
    uint32_t area = work->site->areas[task];
    const struct document *d = letter_build(a, site_answer(work, area));
    struct str name = work->site->survey->source.cube->areas[area].name;
    struct page_crumb crumb = {name, site_area_path(a, work->site, area)};
    struct page_heading heading = {
        .path = site_questions_path(a, work->site, area),
        .title = STR("Lines of enquiry"),
        .description = arena_format(
            a, "Questions that published evidence raises in %.*s.", STR_ARG(name)),
        .caption = name,
        .section = STR("Areas"),
        .crumbs = &crumb,
        .crumb_count = 1};
    struct site_page *page = page_begin(work, &heading);
    page->attribution = d->attribution;
    html_open(&page->html, "p");
    html_attribute(&page->html, "class", STR("aside"));
    html_text(&page->html, d->notice);
    html_close(&page->html, "p");
    html_line(&page->html);
    page_document(page, d, (struct page_document_options){.contents = true});
    page_end(page);
}
