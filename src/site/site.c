#include "site/site.h"

#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/pool.h"

#include "publish/export.h"
#include "site/pages.h"

static const struct site_section sections[] = {
    {"Areas", "index.html", NULL, site_build_index},
    {NULL, NULL, site_count_areas, site_build_area},
    {NULL, NULL, site_count_enquiries, site_build_enquiry},
    {"Measures", "measure/index.html", NULL, site_build_measures},
    {NULL, NULL, site_count_measures, site_build_measure},
    {"Inspections", "inspections/index.html", NULL, site_build_inspections},
    {"Exceptions", "exceptions/index.html", NULL, site_build_exceptions},
    {"Compare", "compare/index.html", NULL, site_build_compare_choice},
    {NULL, NULL, site_count_areas, site_build_compare},
    {NULL, NULL, site_count_areas, site_build_babies},
    {"Rules", "rules/index.html", NULL, site_build_rules},
    {"Methods", "methods/index.html", NULL, site_build_methods},
    {"Sources", "sources/index.html", NULL, site_build_sources},
    {"Data", "data/index.html", NULL, site_build_data},
    {NULL, NULL, NULL, site_build_assets},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };

const struct site_section *site_sections(size_t *count)
{
    *count = SECTION_COUNT;
    return sections;
}

/* ---- Paths */

struct str site_slug(struct arena *a, struct str name)
{
    return export_slug(a, name);
}

static struct str path_of(struct arena *a, const struct site *site, const char *folder,
                          uint32_t area)
{
    if (!site->shown[area])
        return STR("");
    return arena_format(a, "%s/%.*s.html", folder, STR_ARG(site->slugs[area]));
}

struct str site_area_path(struct arena *a, const struct site *site, uint32_t area)
{
    return path_of(a, site, "area", area);
}

struct str site_trace_path(struct arena *a, const struct site *site, uint32_t area)
{
    return path_of(a, site, "trace", area);
}

struct str site_questions_path(struct arena *a, const struct site *site, uint32_t area)
{
    return site->questions ? path_of(a, site, "questions", area) : STR("");
}

struct str site_compare_path(struct arena *a, const struct site *site, uint32_t area)
{
    return path_of(a, site, "compare", area);
}

struct str site_babies_path(struct arena *a, const struct site *site, uint32_t area)
{
    return path_of(a, site, "babies", area);
}

struct str site_measure_path(struct arena *a, const struct site *site, size_t measure)
{
    assert(measure < site->survey->measure_count);
    struct str slug = site->measure_slugs[measure];
    return slug.len ? arena_format(a, "measure/%.*s.html", STR_ARG(slug)) : slug;
}

/* ---- A site */

struct named {
    struct str slug;
    uint32_t area;
};

static int by_slug(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = str_compare(a->slug, b->slug);
    return order ? order : (a->area > b->area) - (a->area < b->area);
}

/* Two areas of one slug, such as an authority and the one that followed it, are told
 * apart by their codes. */
static void name_areas(struct arena *a, struct site *site, struct named *named)
{
    const struct cube_area *areas = site->survey->source.cube->areas;
    size_t count = site->area_count;
    struct str *slugs = arena_make(a, struct str, site->survey->source.cube->area_count);
    uint32_t *order = arena_make(a, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        named[i].slug = site_slug(a, areas[named[i].area].name);
    qsort(named, count, sizeof *named, by_slug);
    for (size_t i = 0; i < count; i++) {
        bool twin = (i > 0 && str_equal(named[i].slug, named[i - 1].slug)) ||
                    (i + 1 < count && str_equal(named[i].slug, named[i + 1].slug));
        struct str slug = named[i].slug, code = areas[named[i].area].code;
        if (twin)
            slug =
                arena_format(a, "%.*s-%.*s", STR_ARG(slug), STR_ARG(site_slug(a, code)));
        slugs[named[i].area] = slug;
        order[i] = named[i].area;
    }
    site->slugs = slugs;
    site->areas = order;
}

static struct str free_slug(struct arena *a, const struct str *taken, size_t count,
                            struct str slug)
{
    struct str found = slug;
    for (unsigned number = 2;; number++) {
        size_t i = 0;
        while (i < count && !str_equal(taken[i], found))
            i++;
        if (i == count)
            return found;
        found = arena_format(a, "%.*s-%u", STR_ARG(slug), number);
    }
}

/* "index" is the list of them. */
static void name_measures(struct arena *a, struct site *site)
{
    size_t count = site->survey->measure_count;
    struct str *slugs = arena_make(a, struct str, count + 1);
    slugs[0] = STR("index");
    for (size_t i = 0; i < count; i++) {
        const struct survey_measure *m = &site->survey->measures[i];
        struct str slug = site_slug(a, m->about.about.id);
        slugs[i + 1] = m->ended ? STR("") : free_slug(a, slugs, i + 1, slug);
    }
    site->measure_slugs = slugs + 1;
}

struct str site_attribution(struct arena *a, const struct site *site, const bool *loads)
{
    const struct cube *cube = site->survey->source.cube;
    struct buf out = buf_new(a, 256 * KIB);
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool again = said.len == 0 || (loads && !loads[i]);
        for (size_t k = 0; k < i && !again; k++)
            again = (!loads || loads[k]) && str_equal(cube->loads[k].attribution, said);
        if (again)
            continue;
        if (out.len)
            buf_char(&out, ' ');
        buf_add(&out, said);
    }
    return buf_text(&out);
}

/* Documents know what is said of synthetic data. */
static void say_notice(struct arena *a, struct site *site)
{
    struct document *d = document_new(a);
    d->notice = STR("Compiled by Assay from published statistics and inspection "
                    "outcomes. Not issued or endorsed by Ofsted, the Department for "
                    "Education or any authority.");
    document_attribute(d, site->attribution);
    site->notice = d->notice;
    site->attribution = d->attribution;
}

static void take_areas(struct arena *a, struct site *site, const struct site_of *of)
{
    size_t all = of->survey->source.cube->area_count;
    struct named *named = arena_make(a, struct named, of->area_count);
    bool *shown = arena_make(a, bool, all);
    for (size_t i = 0; i < of->area_count; i++) {
        assert(of->areas[i] < all && !shown[of->areas[i]]);
        shown[of->areas[i]] = true;
        named[i].area = of->areas[i];
    }
    site->shown = shown;
    site->area_count = of->area_count;
    name_areas(a, site, named);
}

status site_new(struct arena *a, const struct site_of *of, const struct site **out,
                struct fault *why)
{
    struct site *site = arena_make(a, struct site, 1);
    site->survey = of->survey;
    site->nation = of->survey->england.len ? of->survey->england : STR("England");
    site->records = of->records;
    site->attribution = site_attribution(a, site, NULL);
    site->babies = site_babies(a, of->survey);
    name_measures(a, site);
    TRY(site_ask(a, of, &site->questions, why));
    take_areas(a, site, of);
    say_notice(a, site);
    *out = site;
    return OK;
}

status site_may_publish(const struct cube *cube, struct fault *why)
{
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        for (size_t i = 0; i < measure->period_count; i++) {
            if (measure->periods[i].status != STATUS_INTERNAL)
                continue;
            return fault_set(
                why, ERR_USAGE,
                "'%.*s' of %.*s is internal: it was computed from records of children "
                "and has not passed disclosure control; undo its load, or publish from "
                "a store without it",
                STR_ARG(measure->about.id), STR_ARG(measure->periods[i].text));
        }
    }
    return OK;
}

/* ---- Publishing */

void site_add(struct site_work *work, struct str path, struct str bytes)
{
    assert(path.len && path.at[0] != '/' && !str_contains(path, STR("..")));
    work->files = arena_grow(work->arena, struct site_file, work->files, work->file_count,
                             &work->capacity);
    work->files[work->file_count++] = (struct site_file){path, bytes};
}

struct task {
    const struct site_section *section;
    size_t number;
};

struct publishing {
    const struct site *site;
    const struct site_sink *sink;
    const struct task *tasks;
    size_t count;
};

static size_t count_tasks(const struct site *site, const struct site_section *section)
{
    return section->tasks ? section->tasks(site) : 1;
}

static const struct task *list_tasks(struct arena *a, const struct site *site,
                                     size_t *count)
{
    size_t total = 0, at = 0;
    for (size_t s = 0; s < SECTION_COUNT; s++)
        total += count_tasks(site, &sections[s]);
    struct task *tasks = arena_make(a, struct task, total);
    for (size_t s = 0; s < SECTION_COUNT; s++) {
        size_t of_it = count_tasks(site, &sections[s]);
        for (size_t i = 0; i < of_it; i++)
            tasks[at++] = (struct task){&sections[s], i};
    }
    *count = total;
    return tasks;
}

/* What an item keeps until it is its turn to be taken. */
struct made {
    struct site_file *files;
    size_t count;
    status status;
    struct fault why;
};

/* A page's picture and documents are many times its bytes, and items wait: only the bytes
 * do. */
static void *make(void *context, struct arena *a, size_t item)
{
    const struct publishing *p = context;
    struct made *made = arena_make(a, struct made, 1);
    struct arena *scratch = arena_new(512 * MIB);
    struct site_work work = {.site = p->site, .arena = scratch};
    p->tasks[item].section->build(&work, p->tasks[item].number);
    made->files = arena_make(a, struct site_file, work.file_count);
    for (size_t i = 0; i < work.file_count; i++)
        made->files[i] = (struct site_file){arena_copy(a, work.files[i].path),
                                            arena_copy(a, work.files[i].bytes)};
    made->count = work.file_count;
    made->status = work.status;
    made->why = work.why;
    arena_free(scratch);
    return made;
}

static status take(void *context, size_t item, void *of, struct fault *why)
{
    const struct publishing *p = context;
    const struct made *made = of;
    if (made->status) {
        if (why)
            *why = made->why;
        return made->status;
    }
    for (size_t i = 0; i < made->count; i++)
        TRY(p->sink->take(p->sink->with, &made->files[i], why));
    if (p->sink->progress)
        p->sink->progress(p->sink->with, item + 1, p->count);
    return OK;
}

status site_publish(const struct site *site, unsigned threads,
                    const struct site_sink *sink, struct fault *why)
{
    struct arena *a = arena_new(64 * MIB);
    struct publishing p = {.site = site, .sink = sink};
    p.tasks = list_tasks(a, site, &p.count);
    struct pool_job job = {.context = &p,
                           .count = p.count,
                           .ceiling = 512 * MIB,
                           .make = make,
                           .take = take};
    status st = pool_run(&job, threads, why);
    arena_free(a);
    return st;
}
