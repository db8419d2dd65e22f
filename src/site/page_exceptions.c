/* Exceptions by region: measures on which an authority is worse than its comparator and
 * getting worse, both beyond chance.  A list to ask about, not a verdict. */
#include <assert.h>
#include <stdlib.h>

#include "publish/figure_words.h"

#include "publish/profile_parts.h"
#include "site/pages.h"
#include "site/parts.h"
#include <assert.h>

struct exception {
    uint32_t area;
    size_t measure; /* of the survey */
    struct str own, beside, change;
};

struct region {
    struct str name, path;
    size_t authorities, with; /* with: that have an exception */
    size_t worse, tested;
    struct exception *at;
    size_t count, capacity;
};

struct exceptions {
    struct site_work *work;
    const struct site *site;
    const struct cube *cube;
    struct arena *a;
    struct region *regions; /* by name */
    size_t region_count;
};

static const struct part_way list_of_them = {{"Exceptions", 10},
                                             {"exceptions/index.html", 21}};

static struct str name_of(const struct exceptions *x, uint32_t area)
{
    struct str region = x->cube->areas[area].region;
    return region.len ? region : STR("No region");
}

static int by_name(const void *left, const void *right)
{
    const struct region *a = left, *b = right;
    return str_compare(a->name, b->name);
}

static struct region *region_at(struct exceptions *x, struct str name)
{
    for (size_t i = 0; i < x->region_count; i++)
        if (str_equal(x->regions[i].name, name))
            return &x->regions[i];
    return NULL;
}

static void list_regions(struct exceptions *x)
{
    x->regions = arena_make(x->a, struct region, x->site->area_count);
    for (size_t i = 0; i < x->site->area_count; i++) {
        struct str name = name_of(x, x->site->areas[i]);
        struct region *r = region_at(x, name);
        if (!r) {
            r = &x->regions[x->region_count++];
            *r = (struct region){.name = name};
            r->path = arena_format(x->a, "exceptions/%.*s.html",
                                   STR_ARG(site_slug(x->a, name)));
        }
        r->authorities++;
    }
    if (x->region_count)
        qsort(x->regions, x->region_count, sizeof *x->regions, by_name);
}

/* ---- What there is */

static void take_figure(struct exceptions *x, struct region *r, const struct picture *pic,
                        size_t at)
{
    const struct picture_figure *f = &pic->figures[at];
    const struct batch_measure *about = &f->measure->about.about;
    struct exception e = {.area = pic->area, .measure = at};
    e.own = arena_copy(x->a, words_own_figure(x->a, pic, f));
    e.beside = words_beside(x->a, about, f->compared, f->against);
    e.change = words_change(x->a, f);
    r->at = arena_grow(x->a, struct exception, r->at, r->count, &r->capacity);
    r->at[r->count++] = e;
}

static void take_area(struct exceptions *x, const struct picture *pic)
{
    struct region *r = region_at(x, name_of(x, pic->area));
    assert(r);
    r->worse += pic->worse;
    r->tested += pic->tested;
    r->with += pic->worsening.count > 0;
    for (size_t i = 0; i < pic->worsening.count; i++)
        take_figure(x, r, pic, pic->worsening.at[i]);
}

static void collect(struct exceptions *x)
{
    struct arena *scratch = arena_new(256 * MIB);
    for (size_t i = 0; i < x->site->area_count; i++) {
        take_area(x, picture_draw(scratch, x->site->survey, x->site->areas[i]));
        arena_reset(scratch);
    }
    arena_free(scratch);
}

/* ---- Words */

static struct str comparator_words(const struct site *site)
{
    static const char *const words[] = {[COMPARATOR_NEIGHBOURS] =
                                            "the average of its statistical neighbours",
                                        [COMPARATOR_REGION] = "its region",
                                        [COMPARATOR_ENGLAND] = "England"};
    return str_of(words[site->survey->options.against]);
}

static struct str meaning_words(const struct exceptions *x)
{
    return arena_format(
        x->a,
        "Worse than %.*s, and worse than the year before or over the last years, both by "
        "more than chance. With this many comparisons some stand out by chance alone: an "
        "exception is a question, not a verdict.",
        STR_ARG(comparator_words(x->site)));
}

static struct str measure_words(const struct exceptions *x, size_t measure)
{
    return words_measure(x->a, &x->site->survey->measures[measure].about.about);
}

static struct str measure_way(const struct exceptions *x, const struct site_page *page,
                              size_t measure)
{
    struct str path = site_measure_path(x->a, x->site, measure);
    return path.len ? page_way(page, path) : path;
}

/* ---- Measures that stand out more than once */

struct often {
    size_t measure, count;
};

static int by_count(const void *left, const void *right)
{
    const struct often *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->measure > b->measure) - (a->measure < b->measure);
}

static void put_often(struct exceptions *x, struct site_page *page, struct document *d,
                      const struct region *regions, size_t count)
{
    static const struct part_column columns[] = {{"Measure", false},
                                                 {"Authorities", true}};
    size_t measures = x->site->survey->measure_count, most = 0;
    struct often *often = arena_make(x->a, struct often, measures);
    for (size_t m = 0; m < measures; m++)
        often[m].measure = m;
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < regions[r].count; i++)
            often[regions[r].at[i].measure].count++;
    qsort(often, measures, sizeof *often, by_count);
    while (most < measures && most < 20 && often[most].count > 1)
        most++;
    if (most == 0)
        return;
    struct doc *section =
        doc_section(d, d->root, STR("Measures that stand out in several authorities"));
    struct doc *table =
        part_table(d, section, STR("Worse and worsening, by measure"), columns, 2);
    for (size_t i = 0; i < most; i++) {
        size_t m = often[i].measure;
        part_count(d, part_row(d, table, measure_words(x, m), measure_way(x, page, m)),
                   often[i].count);
    }
}

/* ---- A region */

static void put_exception(struct exceptions *x, struct site_page *page,
                          struct document *d, struct doc *table,
                          const struct exception *e)
{
    const struct survey_measure *m = &x->site->survey->measures[e->measure];
    struct doc *row =
        part_row(d, table, x->cube->areas[e->area].name, page_way_to_area(page, e->area));
    struct doc *cell =
        part_cell(d, row,
                  arena_format(x->a, "%.*s, %.*s", STR_ARG(measure_words(x, e->measure)),
                               STR_ARG(words_period_of(x->a, m))));
    cell->href = measure_way(x, page, e->measure);
    part_cell(d, row, e->own);
    part_cell(d, row, e->beside);
    part_cell(d, row, e->change);
}

static void build_region(struct exceptions *x, const struct region *r)
{
    static const struct part_column columns[] = {{"Authority", false},
                                                 {"Measure", false},
                                                 {"Figure (95% interval)", false},
                                                 {"Beside the comparator", false},
                                                 {"Change", false}};
    struct page_crumb crumb = {list_of_them.text, list_of_them.way};
    struct page_heading heading = {
        .path = r->path,
        .title = arena_format(x->a, "%.*s: worse and worsening", STR_ARG(r->name)),
        .description = meaning_words(x),
        .caption = STR("Exceptions"),
        .section = list_of_them.text,
        .crumbs = &crumb,
        .crumb_count = 1};
    struct site_page *page = page_begin(x->work, &heading);
    struct document *d = page_document_new(page);
    part_say(d, d->root,
             arena_format(x->a, "%zu of %zu authorities have such measures, %zu in all.",
                          r->with, r->authorities, r->count));
    part_say(d, d->root, meaning_words(x));
    put_often(x, page, d, r, 1);
    struct doc *section = doc_section(d, d->root, STR("Authority by authority"));
    if (r->count == 0) {
        part_say(d, section, STR("None."));
    } else {
        struct doc *table = part_table(
            d, section,
            arena_format(x->a,
                         "%.*s: measures worse and worsening, the furthest first "
                         "within an authority",
                         STR_ARG(r->name)),
            columns, sizeof columns / sizeof *columns);
        table->sortable = table->searched = true;
        for (size_t i = 0; i < r->count; i++)
            put_exception(x, page, d, table, &r->at[i]);
    }
    page_document(page, d, (struct page_document_options){.contents = false});
    page_end(page);
}

/* ---- All regions */

static void build_list(struct exceptions *x)
{
    static const struct part_column columns[] = {{"Region", false},
                                                 {"Authorities", true},
                                                 {"With an exception", true},
                                                 {"Worse and worsening", true},
                                                 {"Worse", true},
                                                 {"Tested", true}};
    struct page_heading heading = {.path = list_of_them.way,
                                   .title = STR("Exceptions by region"),
                                   .description = meaning_words(x),
                                   .section = list_of_them.text};
    struct site_page *page = page_begin(x->work, &heading);
    struct document *d = page_document_new(page);
    part_say(d, d->root, meaning_words(x));
    struct doc *section = doc_section(d, d->root, STR("Regions"));
    struct doc *table = part_table(
        d, section, STR("Measures beyond chance, over all authorities of a region"),
        columns, sizeof columns / sizeof *columns);
    table->sortable = true;
    for (size_t i = 0; i < x->region_count; i++) {
        const struct region *r = &x->regions[i];
        struct doc *row = part_row(d, table, r->name, page_way(page, r->path));
        part_count(d, row, r->authorities);
        part_count(d, row, r->with);
        part_count(d, row, r->count);
        part_count(d, row, r->worse);
        part_count(d, row, r->tested);
    }
    put_often(x, page, d, x->regions, x->region_count);
    page_document(page, d, (struct page_document_options){.contents = false});
    page_end(page);
}

void site_build_exceptions(struct site_work *work, size_t task)
{
    (void)task;
    struct exceptions x = {.work = work,
                           .site = work->site,
                           .cube = work->site->survey->source.cube,
                           .a = work->arena};
    list_regions(&x);
    collect(&x);
    build_list(&x);
    for (size_t i = 0; i < x.region_count; i++)
        build_region(&x, &x.regions[i]);
}
