/* assay profile: one area's picture on a day, or every area's: text, JSON, or a page each
 * in a folder. */
#include "base/os.h"
#include "base/pool.h"
#include "cli/england.h"
#include "publish/pdf.h"
#include "publish/profile_page.h"
#include "publish/render.h"

#include <stdio.h>

static const struct option options[] = {
    {"area", "AREA", false, "an authority's name, alias or code"},
    {"all", NULL, false, "every authority that existed on the day"},
    {"at", "DATE", false, "the day to look from; default: the latest in the evidence"},
    {"period", "YEAR", false, "measures of the period that starts with this year"},
    {"against", "neighbours|region|england", false,
     "whom exceptions are measured against; default neighbours"},
    AVERAGE_OPTIONS,
    ENGLAND_OPTIONS,
    {"format", "text,json,html,pdf", false,
     "one, or with --out several; default text, with --out html"},
    {"out", "DIR", false, "write a file an area to this folder"},
    {"quiet", NULL, false, "do not name the files written"}};
static const struct usage usage = {
    .verb = "profile",
    .synopsis = "profile (--area A | --all) [--at DATE | --period YEAR]\n"
                "                [--against neighbours|region|england] [--db FILE]\n"
                "                [--format text,json,html,pdf] [--out DIR]",
    .what = "Lays an area's evidence beside its neighbours, its region and England.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example =
        "  assay profile --area Knowsley --db england.db\n"
        "  assay profile --all --format html,pdf --out profiles --db england.db\n"};

struct form {
    const char *name, *ending;
    void (*render)(const struct document *, struct buf *); /* NULL: the press does */
};
enum { FORM_JSON = 1 }; /* of the picture; the others are of the document */
static const struct form forms[] = {{"text", "txt", render_text},
                                    {"json", "json", NULL},
                                    {"html", "html", render_html},
                                    {"pdf", "pdf", NULL}};
enum { FORM_COUNT = sizeof forms / sizeof *forms };

struct profiling {
    struct arena *arena;
    const struct args *args;
    struct survey_source source;
    struct survey_options options;
    bool wanted[FORM_COUNT];
    struct pdf_press press;
    const struct survey *survey;
    uint32_t *areas; /* that are asked for */
    size_t area_count;
    struct str folder;
    uint32_t area; /* UINT32_MAX: all */
};

/* ---- What is asked for */

static status read_form(struct profiling *p, struct str name, struct fault *why)
{
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (str_equal(name, str_of(forms[i].name))) {
            p->wanted[i] = true;
            return OK;
        }
    }
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, json, html or pdf",
                     STR_ARG(name));
}

static status read_forms(struct profiling *p, struct str text, struct fault *why)
{
    size_t count = 0;
    if (text.len == 0)
        text = p->folder.len ? STR("html") : STR("text");
    for (; text.len; count++)
        TRY(read_form(p, str_trim(str_cut(text, ',', &text)), why));
    if (count > 1 && p->folder.len == 0)
        return fault_set(why, ERR_USAGE, "several forms need a folder: --out DIR");
    return OK;
}

static status read_words(struct profiling *p, struct fault *why)
{
    const struct args *args = p->args;
    p->folder = args_value(args, "out");
    TRY(read_forms(p, args_value(args, "format"), why));
    TRY(england_comparator(args_value(args, "against"), &p->options.against, why));
    TRY(england_average(args_value(args, "average"), &p->options.benchmark.average, why));
    if ((args_value(args, "area").len > 0) == args_flag(args, "all"))
        return fault_set(why, ERR_USAGE, "name an authority with --area, or use --all");
    if (args_value(args, "at").len && args_value(args, "period").len)
        return fault_set(why, ERR_USAGE, "--at and --period exclude each other");
    return OK;
}

/* ---- The area and the day */

static status find_area(struct profiling *p, struct fault *why)
{
    struct str name = args_value(p->args, "area");
    p->area = UINT32_MAX;
    if (name.len == 0)
        return OK;
    return england_area(p->arena, p->source.cube, name, &p->area, why);
}

static bool read_year(struct str text, int *out)
{
    int year = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        year = year * 10 + (text.at[i] - '0');
    }
    *out = year;
    return text.len == 4;
}

/* A period's measures may end as late as two years on: 2024 is the first year of 2024/25,
 * which ends in August 2025.  All else is of the last day of any of them. */
static date day_of_year(const struct cube *cube, int year)
{
    date latest = DATE_NONE;
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        for (size_t i = 0; i < measure->period_count; i++) {
            date end = measure->periods[i].span.end;
            bool of_it = measure->periods[i].year == year && measure->about.topic.len;
            if (of_it && date_compare(end, latest) > 0)
                latest = end;
        }
    }
    return latest;
}

static status read_day(struct profiling *p, struct fault *why)
{
    struct str at = args_value(p->args, "at"), period = args_value(p->args, "period");
    p->options.at = survey_latest(&p->source);
    if (at.len && !date_parse(at, &p->options.at))
        return fault_set(why, ERR_USAGE, "--at '%.*s': expected a date as YYYY-MM-DD",
                         STR_ARG(at));
    if (period.len) {
        if (!read_year(period, &p->options.year))
            return fault_set(why, ERR_USAGE, "--period '%.*s': expected a year as YYYY",
                             STR_ARG(period));
        p->options.at = day_of_year(p->source.cube, p->options.year);
    }
    if (date_is_none(p->options.at))
        return fault_set(why, ERR_USAGE,
                         "the store holds nothing for that; see 'assay loads'");
    /* Of an authority that has ended: its last day, unless another was asked for. */
    if (p->area != UINT32_MAX && !at.len)
        p->options.at = picture_day(&p->source.cube->areas[p->area], p->options.at);
    return OK;
}

/* ---- Output: made by several threads, written in the order of the areas */

struct made {
    struct str name, forms[FORM_COUNT];
    status status;
    struct fault fault;
};

/* One document gives every form but JSON. */
static status render(struct profiling *p, const struct document *document,
                     const struct form *form, struct buf *out, struct fault *why)
{
    if (form->render)
        form->render(document, out);
    else
        TRY(pdf_render(&p->press, document, out, why));
    return buf_status(out, why);
}

static void *make_area(void *with, struct arena *a, size_t item)
{
    struct profiling *p = with;
    struct made *made = arena_make(a, struct made, 1);
    const struct picture *picture = picture_draw(a, p->survey, p->areas[item]);
    const struct document *document = NULL;
    made->name = profile_file_name(a, picture);
    for (size_t i = 0; i < FORM_COUNT && !made->status; i++) {
        struct buf out = buf_new(a, 64 * MIB);
        if (!p->wanted[i])
            continue;
        if (i == FORM_JSON) {
            profile_json(picture, &out);
            made->status = buf_status(&out, &made->fault);
        } else {
            document = document ? document : profile_page(a, picture);
            made->status = render(p, document, &forms[i], &out, &made->fault);
        }
        made->forms[i] = buf_text(&out);
    }
    return made;
}

static status write_file(const struct profiling *p, struct str name, struct str bytes,
                         struct fault *why)
{
    struct arena *a = arena_new(MIB);
    struct str path = os_join(a, p->folder, name);
    status st = os_write_file(path, bytes, why);
    if (!st && !args_flag(p->args, "quiet"))
        st = os_print(arena_format(a, "%.*s\n", STR_ARG(path)), why);
    arena_free(a);
    return st;
}

static status take_area(void *with, size_t item, void *taken, struct fault *why)
{
    const struct profiling *p = with;
    const struct made *made = taken;
    char name[256];
    (void)item;
    if (made->status) {
        *why = made->fault;
        return made->status;
    }
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (!p->wanted[i])
            continue;
        if (p->folder.len == 0)
            return os_print(made->forms[i], why);
        int len =
            snprintf(name, sizeof name, "%.*s.%s", STR_ARG(made->name), forms[i].ending);
        TRY(write_file(p, (struct str){name, (size_t)len}, made->forms[i], why));
    }
    return OK;
}

static void list_areas(struct profiling *p)
{
    const struct cube *cube = p->source.cube;
    p->areas = arena_make(p->arena, uint32_t, cube->area_count);
    for (uint32_t i = 0; i < cube->area_count; i++) {
        const struct cube_area *area = &cube->areas[i];
        if (p->area == UINT32_MAX
                ? area->is_authority && survey_is_live(area, p->options.at)
                : p->area == i)
            p->areas[p->area_count++] = i;
    }
}

static status write_all(struct profiling *p, struct fault *why)
{
    struct pool_job job = {
        .context = p, .ceiling = 512 * MIB, .make = make_area, .take = take_area};
    list_areas(p);
    job.count = p->area_count;
    status st = pool_run(&job, p->area_count > 1 ? pool_threads() : 1, why);
    pdf_close(&p->press);
    return st;
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct profiling p = {.arena = a, .args = args};
    TRY(read_words(&p, why));
    struct england england;
    TRY(england_read(a, args, &england, why));
    p.source = england.source;
    TRY(england_model(p.source.cube, args_value(args, "model"),
                      &p.options.benchmark.model, why));
    TRY(find_area(&p, why));
    TRY(read_day(&p, why));
    if (p.folder.len)
        TRY(os_make_folder(p.folder, why));
    p.survey = survey_build(a, &p.source, &p.options);
    *ending = ENDING_DONE;
    return write_all(&p, why);
}

const struct verb verb_profile = {&usage, run};
