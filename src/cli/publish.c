/* assay publish: the static site, a folder that opens from a disk. */
#include "base/os.h"
#include "base/pool.h"
#include "cli/england.h"
#include "cli/progress.h"
#include "profile/picture.h"
#include "site/site.h"

static const struct option options[] = {
    {"area", "AREA", true,
     "an authority's name, alias or code; may be given more than once"},
    {"all", NULL, false, "every authority that existed on the day"},
    {"at", "DATE", false, "the day to look from; default: the latest in the evidence"},
    {"against", "neighbours|region|england", false,
     "whom exceptions are measured against; default neighbours"},
    AVERAGE_OPTIONS,
    ENGLAND_OPTIONS,
    {"out", "DIR", false, "the folder to write to; it is made"},
    {"threads", "N", false, "how many pages are made at once; default: as many as cores"},
    {"quiet", NULL, false, "print nothing but what went wrong"}};
static const struct usage usage = {
    .verb = "publish",
    .synopsis = "publish (--all | --area A ...) [--at DATE] [--db FILE] --out DIR\n"
                "                [--against neighbours|region|england] [--threads N]",
    .what = "Writes the static site: England, its authorities, their evidence.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay publish --all --db england.db --out site\n"
               "  assay publish --area Knowsley --db england.db --out site\n"};

struct publication {
    struct arena *arena;
    const struct args *args;
    struct england england;
    struct survey_options options;
    struct str folder;
    unsigned threads;
    uint32_t *areas;
    size_t area_count;
    struct progress_bar bar;
    uint64_t files, bytes; /* written */
};

/* ---- What is asked for */

enum { THREADS_MOST = 64 };

static status read_threads(struct str text, unsigned *out, struct fault *why)
{
    unsigned count = 0;
    bool number = true;
    *out = pool_threads();
    if (text.len == 0)
        return OK;
    for (size_t i = 0; i < text.len && number; i++) {
        number = text.at[i] >= '0' && text.at[i] <= '9' && count <= THREADS_MOST;
        count = number ? count * 10 + (unsigned)(text.at[i] - '0') : 0;
    }
    if (count == 0 || count > THREADS_MOST)
        return fault_set(why, ERR_USAGE, "--threads '%.*s': expected 1 to 64",
                         STR_ARG(text));
    *out = count;
    return OK;
}

static status read_words(struct publication *p, struct fault *why)
{
    const struct args *args = p->args;
    size_t named;
    args_values(p->arena, args, "area", &named);
    p->folder = args_value(args, "out");
    if (p->folder.len == 0)
        return fault_set(why, ERR_USAGE, "name the folder to write to with --out");
    if ((named > 0) == args_flag(args, "all"))
        return fault_set(why, ERR_USAGE, "name authorities with --area, or use --all");
    TRY(read_threads(args_value(args, "threads"), &p->threads, why));
    TRY(england_comparator(args_value(args, "against"), &p->options.against, why));
    return england_average(args_value(args, "average"), &p->options.benchmark.average,
                           why);
}

static status read_day(struct publication *p, struct fault *why)
{
    struct str at = args_value(p->args, "at");
    p->options.at = survey_latest(&p->england.source);
    if (at.len && !date_parse(at, &p->options.at))
        return fault_set(why, ERR_USAGE, "--at '%.*s': expected a date as YYYY-MM-DD",
                         STR_ARG(at));
    if (date_is_none(p->options.at))
        return fault_set(why, ERR_USAGE,
                         "the store holds nothing for that; see 'assay loads'");
    return OK;
}

static bool is_listed(const struct publication *p, uint32_t area)
{
    for (size_t i = 0; i < p->area_count; i++)
        if (p->areas[i] == area)
            return true;
    return false;
}

static status add_named(struct publication *p, struct str name, struct fault *why)
{
    const struct cube *cube = p->england.source.cube;
    uint32_t area;
    TRY(england_area(p->arena, cube, name, &area, why));
    if (!survey_is_live(&cube->areas[area], p->options.at))
        return fault_set(why, ERR_USAGE,
                         "%.*s did not exist on that day; choose another with --at",
                         STR_ARG(cube->areas[area].name));
    if (!is_listed(p, area))
        p->areas[p->area_count++] = area;
    return OK;
}

static status find_areas(struct publication *p, struct fault *why)
{
    const struct cube *cube = p->england.source.cube;
    size_t named;
    const struct str *names = args_values(p->arena, p->args, "area", &named);
    p->areas = arena_make(p->arena, uint32_t, cube->area_count + named);
    for (size_t i = 0; i < named; i++)
        TRY(add_named(p, names[i], why));
    for (uint32_t i = 0; i < cube->area_count && named == 0; i++) {
        const struct cube_area *area = &cube->areas[i];
        if (area->is_authority && survey_is_live(area, p->options.at))
            p->areas[p->area_count++] = i;
    }
    if (p->area_count == 0)
        return fault_set(why, ERR_USAGE,
                         "no authority existed on that day; choose another with --at");
    return OK;
}

/* ---- Output */

static status take_file(void *with, const struct site_file *file, struct fault *why)
{
    struct publication *p = with;
    struct arena *a = arena_new(MIB);
    struct str path = os_join(a, p->folder, file->path);
    status st = os_make_folder((struct str){path.at, str_find_last(path, '/')}, why);
    if (!st)
        st = os_write_file(path, file->bytes, why);
    arena_free(a);
    p->files++;
    p->bytes += file->bytes.len;
    return st;
}

static void tell(void *with, size_t done, size_t of)
{
    struct publication *p = with;
    p->bar.total = of;
    progress_add(&p->bar, done - p->bar.done);
}

static status write_site(struct publication *p, const struct site *site,
                         struct fault *why)
{
    bool quiet = args_flag(p->args, "quiet");
    p->bar = progress_new(0, quiet);
    struct site_sink sink = {take_file, tell, p};
    status st = site_publish(site, p->threads, &sink, why);
    progress_clear(&p->bar);
    if (st || quiet)
        return st;
    return os_print(
        arena_format(p->arena, "%zu %s, %llu files, %.1f MB: %.*s/index.html\n",
                     p->area_count, p->area_count == 1 ? "authority" : "authorities",
                     (unsigned long long)p->files, (double)p->bytes / 1e6,
                     STR_ARG(p->folder)),
        why);
}

/* The rows of each load, as the cube orders them. */
static const uint64_t *records_of(const struct publication *p)
{
    uint64_t *records = arena_make(p->arena, uint64_t, p->england.load_count);
    for (size_t i = 0; i < p->england.load_count; i++)
        records[i] = p->england.loads[i].rows;
    return records;
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct publication p = {.arena = a, .args = args};
    TRY(read_words(&p, why));
    TRY(england_read(a, args, &p.england, why));
    const struct cube *cube = p.england.source.cube;
    TRY(site_may_publish(cube, why));
    TRY(england_model(cube, args_value(args, "model"), &p.options.benchmark.model, why));
    TRY(read_day(&p, why));
    TRY(find_areas(&p, why));
    TRY(os_make_folder(p.folder, why));
    const struct survey *survey = survey_build(a, &p.england.source, &p.options);
    *ending = ENDING_DONE;
    struct site_of of = {survey, p.areas, p.area_count, records_of(&p)};
    const struct site *site;
    TRY(site_new(a, &of, &site, why));
    return write_site(&p, site, why);
}

const struct verb verb_publish = {&usage, run};
