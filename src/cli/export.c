/* assay export: tables for people's own tools, as CSV, XLSX or JSON in a folder. */
#include "base/os.h"
#include "base/pool.h"
#include "cli/england.h"
#include "publish/export_tables.h"
#include "publish/xlsx.h"

static const struct option options[] = {
    {"area", "AREA", true,
     "an authority's name, alias or code; may be given more than once"},
    {"all", NULL, false, "every authority that existed on the day, each by itself"},
    {"england", NULL, false, "all of them together, with regions and England"},
    {"measure", "ID", true,
     "a measure over all authorities and years; may be given more than once"},
    {"measures", NULL, false, "every measure of a profile, each by itself"},
    {"what", "figures|measures|settings|inspections|items", true,
     "only this table and the notes; may be given more than once"},
    {"at", "DATE", false, "the day to look from; default: the latest in the evidence"},
    {"against", "neighbours|region|england", false,
     "whom a profile is compared with; default neighbours"},
    AVERAGE_OPTIONS,
    ENGLAND_OPTIONS,
    {"format", "csv|xlsx|json", true, "default csv; may be given more than once"},
    {"out", "DIR", false, "the folder to write to; it is made"},
    {"internal", NULL, false,
     "for use inside your organisation: figures computed from records of children too"},
    {"quiet", NULL, false, "do not name the files written"}};
static const struct usage usage = {
    .verb = "export",
    .synopsis =
        "export (--area A ... | --all | --england | --measure ID ... | --measures)\n"
        "                [--what TABLE]... [--at DATE] [--db FILE]\n"
        "                [--format csv|xlsx|json]... [--internal] --out DIR",
    .what = "Writes tables for spreadsheets and programs: CSV, XLSX, JSON.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay export --area Knowsley --format xlsx --out tables\n"
               "  assay export --measure CIN --out tables --db england.db\n"};

enum { FORM_CSV, FORM_XLSX, FORM_JSON, FORM_COUNT };
static const char *const form_names[FORM_COUNT] = {"csv", "xlsx", "json"};

static const struct {
    const char *name;
    struct export_table (*make)(struct export_source *source);
} tables[] = {{"figures", export_figures},
              {"measures", export_measures},
              {"settings", export_settings},
              {"inspections", export_inspections},
              {"items", export_items}};
enum { TABLE_KINDS = sizeof tables / sizeof *tables };

/* What one book is of: an authority, a measure, or (neither) England. */
struct subject {
    uint32_t area; /* UINT32_MAX: none */
    const struct cube_measure *measure;
    struct str stem; /* of its files' names; unlike all others */
};

struct exporting {
    struct arena *arena;
    const struct args *args;
    struct england england;
    struct survey_options options;
    const struct survey *survey;
    struct xlsx_press press;
    struct str folder;
    bool forms[FORM_COUNT], wanted[TABLE_KINDS], internal;
    struct subject *subjects;
    size_t subject_count, capacity;
};

/* ---- What is asked for */

static status read_forms(struct exporting *e, struct fault *why)
{
    size_t count;
    const struct str *words = args_values(e->arena, e->args, "format", &count);
    e->forms[FORM_CSV] = count == 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < FORM_COUNT && !str_equal(words[i], str_of(form_names[k])))
            k++;
        if (k == FORM_COUNT)
            return fault_set(why, ERR_USAGE,
                             "--format '%.*s': expected csv, xlsx or json",
                             STR_ARG(words[i]));
        e->forms[k] = true;
    }
    return OK;
}

static status read_tables(struct exporting *e, struct fault *why)
{
    size_t count;
    const struct str *words = args_values(e->arena, e->args, "what", &count);
    for (size_t i = 0; i < TABLE_KINDS; i++)
        e->wanted[i] = count == 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < TABLE_KINDS && !str_equal(words[i], str_of(tables[k].name)))
            k++;
        if (k == TABLE_KINDS)
            return fault_set(why, ERR_USAGE,
                             "--what '%.*s': expected figures, measures, settings, "
                             "inspections or items",
                             STR_ARG(words[i]));
        e->wanted[k] = true;
    }
    return OK;
}

static status read_words(struct exporting *e, struct fault *why)
{
    const struct args *args = e->args;
    size_t areas, measures;
    args_values(e->arena, args, "area", &areas);
    args_values(e->arena, args, "measure", &measures);
    int asked = (areas > 0) + (measures > 0) + args_flag(args, "all") +
                args_flag(args, "england") + args_flag(args, "measures");
    if (asked != 1)
        return fault_set(why, ERR_USAGE,
                         "say of what: --area, --all, --england, --measure or "
                         "--measures, one of them");
    e->folder = args_value(args, "out");
    if (e->folder.len == 0)
        return fault_set(why, ERR_USAGE, "name the folder to write to with --out");
    e->internal = args_flag(args, "internal");
    TRY(read_forms(e, why));
    TRY(read_tables(e, why));
    TRY(england_comparator(args_value(args, "against"), &e->options.against, why));
    return england_average(args_value(args, "average"), &e->options.benchmark.average,
                           why);
}

static status read_day(struct exporting *e, struct fault *why)
{
    struct str at = args_value(e->args, "at");
    e->options.at = survey_latest(&e->england.source);
    if (at.len && !date_parse(at, &e->options.at))
        return fault_set(why, ERR_USAGE, "--at '%.*s': expected a date as YYYY-MM-DD",
                         STR_ARG(at));
    if (date_is_none(e->options.at))
        return fault_set(why, ERR_USAGE,
                         "the store holds nothing for that; see 'assay loads'");
    return OK;
}

/* ---- Of whom or what */

static struct str stem_of(const struct exporting *e, const struct subject *subject)
{
    const struct cube *cube = e->england.source.cube;
    struct arena *a = e->arena;
    struct str stem = STR("england");
    if (subject->measure)
        stem = arena_format(a, "measure-%.*s",
                            STR_ARG(export_slug(a, subject->measure->about.id)));
    else if (subject->area != UINT32_MAX)
        stem = export_slug(a, cube->areas[subject->area].name);
    return e->internal ? arena_format(a, "internal-%.*s", STR_ARG(stem)) : stem;
}

static bool is_taken(const struct exporting *e, struct str stem)
{
    for (size_t i = 0; i < e->subject_count; i++) {
        if (str_equal(e->subjects[i].stem, stem))
            return true;
    }
    return false;
}

/* Two names may come to one when marks are left out: the later gets a number. */
static struct str free_stem(const struct exporting *e, struct str stem)
{
    struct str found = stem;
    for (unsigned n = 2; is_taken(e, found); n++)
        found = arena_format(e->arena, "%.*s-%u", STR_ARG(stem), n);
    return found;
}

static bool is_subject(const struct exporting *e, struct subject subject)
{
    for (size_t i = 0; i < e->subject_count; i++) {
        const struct cube_measure *measure = e->subjects[i].measure;
        if (subject.measure ? measure == subject.measure
                            : !measure && e->subjects[i].area == subject.area)
            return true;
    }
    return false;
}

static void add_subject(struct exporting *e, struct subject subject)
{
    if (is_subject(e, subject))
        return;
    subject.stem = free_stem(e, stem_of(e, &subject));
    e->subjects =
        arena_grow(e->arena, struct subject, e->subjects, e->subject_count, &e->capacity);
    e->subjects[e->subject_count++] = subject;
}

static status find_areas(struct exporting *e, struct fault *why)
{
    const struct cube *cube = e->england.source.cube;
    size_t count;
    const struct str *names = args_values(e->arena, e->args, "area", &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t area;
        TRY(england_area(e->arena, cube, names[i], &area, why));
        add_subject(e, (struct subject){.area = area});
    }
    for (uint32_t i = 0; i < cube->area_count && args_flag(e->args, "all"); i++) {
        if (cube->areas[i].is_authority && survey_is_live(&cube->areas[i], e->options.at))
            add_subject(e, (struct subject){.area = i});
    }
    if (args_flag(e->args, "england"))
        add_subject(e, (struct subject){.area = UINT32_MAX});
    return OK;
}

static status find_measures(struct exporting *e, struct fault *why)
{
    const struct cube *cube = e->england.source.cube;
    size_t count;
    const struct str *ids = args_values(e->arena, e->args, "measure", &count);
    for (size_t i = 0; i < count; i++) {
        const struct cube_measure *measure = cube_measure(cube, ids[i]);
        if (!measure)
            return fault_set(why, ERR_USAGE,
                             "there is no measure '%.*s'; 'assay measure --all' names "
                             "all that are loaded",
                             STR_ARG(ids[i]));
        add_subject(e, (struct subject){.area = UINT32_MAX, .measure = measure});
    }
    for (size_t i = 0; i < e->survey->measure_count && args_flag(e->args, "measures");
         i++)
        add_subject(
            e, (struct subject){
                   .area = UINT32_MAX,
                   .measure = cube_measure(cube, e->survey->measures[i].about.about.id)});
    return OK;
}

/* What is of one measure is looked at alone; all else stands on every measure, since
 * comparisons do. */
static status may_leave(const struct exporting *e, struct fault *why)
{
    if (e->internal)
        return OK;
    for (size_t i = 0; i < e->subject_count; i++)
        TRY(export_may_leave(e->england.source.cube, e->subjects[i].measure, why));
    return OK;
}

/* ---- Books */

static size_t draw(const struct exporting *e, struct arena *a, struct subject subject,
                   const struct picture **pictures)
{
    const struct cube *cube = e->england.source.cube;
    size_t count = 0;
    for (uint32_t i = 0; i < cube->area_count; i++) {
        bool asked = subject.area == UINT32_MAX
                         ? cube->areas[i].is_authority &&
                               survey_is_live(&cube->areas[i], e->options.at)
                         : subject.area == i;
        if (asked)
            pictures[count++] = picture_draw(a, e->survey, i);
    }
    return count;
}

static struct export_book book_of_areas(const struct exporting *e, struct arena *a,
                                        struct subject subject)
{
    const struct picture **pictures =
        arena_make(a, const struct picture *, e->england.source.cube->area_count);
    size_t drawn = draw(e, a, subject, pictures);
    struct export_source *source = export_source_new(a, e->survey, pictures, drawn);
    struct export_table list[TABLE_KINDS];
    size_t count = 0;
    source->whole = subject.area == UINT32_MAX;
    source->internal = e->internal;
    for (size_t i = 0; i < TABLE_KINDS; i++) {
        if (e->wanted[i])
            list[count++] = tables[i].make(source);
    }
    struct str title = arena_format(a, "%.*s: evidence about children's services",
                                    STR_ARG(source->name));
    return export_book_of(source, title, list, count);
}

static struct export_book book_of_measure(const struct exporting *e, struct arena *a,
                                          const struct cube_measure *measure)
{
    struct export_source *source = export_source_new(a, e->survey, NULL, 0);
    source->internal = e->internal;
    struct export_table table = export_measure(source, measure, 0);
    return export_book_of(source, table.title, &table, 1);
}

/* ---- Files */

struct file {
    struct str name, bytes;
};
struct made {
    struct file files[TABLE_KINDS + FORM_COUNT + 1];
    size_t count;
    status status;
    struct fault why;
};

static void take_file(struct made *made, struct str name, const struct buf *out)
{
    if (!made->status)
        made->status = buf_status(out, &made->why);
    made->files[made->count++] = (struct file){name, buf_text(out)};
}

static void make_files(const struct exporting *e, struct arena *a,
                       const struct export_book *book, struct str stem, struct made *made)
{
    for (size_t i = 0; i < book->table_count && e->forms[FORM_CSV]; i++) {
        struct buf out = buf_new(a, 512 * MIB);
        export_csv(&book->tables[i], &out);
        take_file(made,
                  arena_format(a, "%.*s-%s.csv", STR_ARG(stem), book->tables[i].name),
                  &out);
    }
    if (e->forms[FORM_XLSX] && !made->status) {
        struct buf out = buf_new(a, 512 * MIB);
        made->status = xlsx_render(&e->press, book, &out, &made->why);
        take_file(made, arena_format(a, "%.*s.xlsx", STR_ARG(stem)), &out);
    }
    if (e->forms[FORM_JSON] && !made->status) {
        struct buf out = buf_new(a, 512 * MIB);
        export_json(book, &out);
        take_file(made, arena_format(a, "%.*s.json", STR_ARG(stem)), &out);
    }
}

static void *make(void *context, struct arena *a, size_t item)
{
    const struct exporting *e = context;
    struct subject subject = e->subjects[item];
    struct made *made = arena_make(a, struct made, 1);
    struct export_book book = subject.measure ? book_of_measure(e, a, subject.measure)
                                              : book_of_areas(e, a, subject);
    make_files(e, a, &book, subject.stem, made);
    return made;
}

static status take(void *context, size_t item, void *made_by, struct fault *why)
{
    const struct exporting *e = context;
    const struct made *made = made_by;
    (void)item;
    if (made->status) {
        *why = made->why;
        return made->status;
    }
    for (size_t i = 0; i < made->count; i++) {
        struct arena *a = arena_new(MIB);
        struct str path = os_join(a, e->folder, made->files[i].name);
        status st = os_write_file(path, made->files[i].bytes, why);
        if (!st && !args_flag(e->args, "quiet"))
            st = os_print(arena_format(a, "%.*s\n", STR_ARG(path)), why);
        arena_free(a);
        TRY(st);
    }
    return OK;
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct exporting e = {.arena = a, .args = args};
    TRY(read_words(&e, why));
    TRY(england_read(a, args, &e.england, why));
    TRY(england_model(e.england.source.cube, args_value(args, "model"),
                      &e.options.benchmark.model, why));
    TRY(read_day(&e, why));
    e.survey = survey_build(a, &e.england.source, &e.options);
    TRY(find_areas(&e, why));
    TRY(find_measures(&e, why));
    TRY(may_leave(&e, why));
    if (e.forms[FORM_XLSX])
        TRY(xlsx_open(&e.press, why));
    TRY(os_make_folder(e.folder, why));
    struct pool_job job = {.context = &e,
                           .count = e.subject_count,
                           .ceiling = 2048 * MIB,
                           .make = make,
                           .take = take};
    *ending = ENDING_DONE;
    return pool_run(&job, pool_threads(), why);
}

const struct verb verb_export = {&usage, run};
