/* Comparisons: each authority beside its ten statistical neighbours over chosen measures,
 * as a table whose cells say better, similar or worse than England; and a page where a
 * reader with scripts chooses up to ten authorities himself.  That page's figures come as
 * a script that holds one constant, since pages opened from a disk may load nothing else.
 */
#include <assert.h>
#include <math.h>

#include "publish/figure_words.h"
#include "publish/profile_parts.h"
#include "site/compare.h"
#include "site/pages.h"
#include "site/parts.h"

/* What a first look compares, in the order of a child's way through the services. */
static const char *const chosen[] = {
    "FSP_NEW_GOODDEV",
    "ReReferral",
    "Continue_Assess_Comp",
    "CP_conf_15days",
    "PrevRegCPR",
    "CPPlans2yrs",
    "RevCP",
    "LACStable_2016on",
    "LAC_LongStable%",
    "LACDistance",
    "Stability_SocialWorker",
    "LACHealth%",
    "LACDental%",
    "LAC_Pers_Abs",
    "%_of LAC Adopted",
    "CareLeaverAcc",
    "CareLeaverEET",
    "CareLeavers_LA_NotInTouch",
    "SEN_EHC_All_20wks",
    "TotPerAbNew",
    "TotFixedEx",
    "AVG_Attain8_Score",
    "16-17_not known_NEET",
    "FirstYJS",
    "Work_Force_Vac_Rate",
    "Work_Force_Agecy_Rate",
    "Work_Force_AvgNumCase_SW",
};

size_t compare_chosen(const struct site *site, size_t *out, size_t room)
{
    const struct survey *survey = site->survey;
    size_t count = 0;
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        for (size_t m = 0; m < survey->measure_count && count < room; m++)
            if (site->measure_slugs[m].len &&
                str_equal(survey->measures[m].about.about.id, str_of(chosen[i])))
                out[count++] = m;
    return count;
}

struct rug {
    struct site_page *page;
    struct document *d;
    const struct site *site;
    const struct cube *cube;
    uint32_t areas[CUBE_NEIGHBOURS + 1]; /* the area, then its neighbours by closeness */
    size_t area_count;
};

/* ---- Cells */

/* The mark stays with its word where a cell is narrow. */
static struct str kept_together(struct arena *a, struct str word)
{
    struct str rest, mark = str_cut(word, ' ', &rest);
    return rest.len ? arena_format(a, "%.*s\xc2\xa0%.*s", STR_ARG(mark), STR_ARG(rest))
                    : word;
}

static void put_cell(struct rug *r, struct doc *row, const struct survey_measure *m,
                     uint32_t area)
{
    static const unsigned fills[AGAINST_LOWER + 1] = {
        [AGAINST_BETTER] = 1, [AGAINST_WORSE] = 4};
    struct arena *a = r->d->arena;
    const struct benchmark_area *at = &m->result.areas[area];
    struct str word = words_against(at->against_england);
    struct str number = number_text(a, at->value, figure_form(&m->about.about));
    enum missing missing = (enum missing)m->about.series[m->period].missing[area];
    if (!isfinite(at->value)) {
        part_cell(r->d, row, figure_missing(at->live ? missing : MISSING_OUTSIDE_LIFE));
        return;
    }
    struct doc *cell =
        part_cell(r->d, row,
                  word.len ? arena_format(a, "%.*s %.*s", STR_ARG(kept_together(a, word)),
                                          STR_ARG(number))
                           : number);
    cell->fill = fills[at->against_england];
}

static void put_measure(struct rug *r, struct doc *table, size_t index)
{
    struct arena *a = r->d->arena;
    const struct survey *survey = r->site->survey;
    const struct survey_measure *m = &survey->measures[index];
    struct str name =
        arena_format(a, "%.*s, %.*s", STR_ARG(words_measure(a, &m->about.about)),
                     STR_ARG(words_period_of(a, m)));
    struct str path = site_measure_path(a, r->site, index);
    struct doc *row = part_row(r->d, table, name, page_way(r->page, path));
    double england = survey->england_area == UINT32_MAX
                         ? (double)NAN
                         : m->about.series[m->period].value[survey->england_area];
    part_cell(r->d, row,
              isfinite(england) ? number_text(a, england, figure_form(&m->about.about))
                                : STR("none"));
    for (size_t i = 0; i < r->area_count; i++)
        put_cell(r, row, m, r->areas[i]);
}

static void put_rug(struct rug *r, struct doc *parent)
{
    size_t measures[sizeof chosen / sizeof *chosen];
    size_t count = compare_chosen(r->site, measures, sizeof chosen / sizeof *chosen);
    static const struct part_column columns[] = {{"Measure", false}, {"England", false}};
    if (count == 0) {
        part_say(r->d, parent, STR("None of the chosen measures is loaded."));
        return;
    }
    struct doc *table = part_table(
        r->d, parent,
        arena_format(r->d->arena,
                     "%.*s and its statistical neighbours, each beside England",
                     STR_ARG(r->cube->areas[r->areas[0]].name)),
        columns, 2);
    for (size_t i = 0; i < r->area_count; i++)
        doc_head(r->d, table->first, r->cube->areas[r->areas[i]].name)->href =
            page_way_to_area(r->page, r->areas[i]);
    for (size_t i = 0; i < count; i++)
        put_measure(r, table, measures[i]);
}

/* ---- An authority and its neighbours */

static void list_areas(struct rug *r, uint32_t area)
{
    const uint32_t *neighbours = survey_neighbours(r->site->survey, area);
    r->areas[r->area_count++] = area;
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++)
        if (neighbours[i] != UINT32_MAX)
            r->areas[r->area_count++] = neighbours[i];
}

static struct str model_words(struct rug *r)
{
    size_t model = r->site->survey->options.benchmark.model;
    if (r->area_count == 1)
        return STR("No neighbours of it are held.");
    return arena_format(r->d->arena,
                        "Neighbours of the model of %.*s, the closest first. Better and "
                        "worse are beside England and beyond chance; the sign and the "
                        "word say so, the tint repeats it.",
                        STR_ARG(r->cube->models[model]));
}

void site_build_compare(struct site_work *work, size_t task)
{
    struct arena *a = work->arena;
    const struct site *site = work->site;
    uint32_t area = site->areas[task];
    struct page_crumb crumb = {STR("Compare"), STR("compare/index.html")};
    struct rug r = {.site = site, .cube = site->survey->source.cube};
    struct str name = r.cube->areas[area].name;
    struct page_heading heading = {
        .path = site_compare_path(a, site, area),
        .title = arena_format(a, "%.*s beside its neighbours", STR_ARG(name)),
        .description = arena_format(a,
                                    "%.*s and its statistical neighbours on chosen "
                                    "measures.",
                                    STR_ARG(name)),
        .caption = STR("Comparison"),
        .section = STR("Compare"),
        .crumbs = &crumb,
        .crumb_count = 1};
    r.page = page_begin(work, &heading);
    r.d = page_document_new(r.page);
    list_areas(&r, area);
    struct part_way ways[] = {
        {arena_format(a, "Profile of %.*s", STR_ARG(name)),
         page_way_to_area(r.page, area)},
        {STR("Compare other authorities"), page_way(r.page, crumb.path)}};
    part_links(r.page, ways, sizeof ways / sizeof *ways);
    part_say(r.d, r.d->root, model_words(&r));
    put_rug(&r, r.d->root);
    page_document(r.page, r.d, (struct page_document_options){.contents = false});
    page_end(r.page);
}
