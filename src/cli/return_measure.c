/* assay return measure: the measures of a return, worked out child by child. */
#include "base/csv.h"
#include "base/os.h"
#include "base/pool.h"
#include "cli/return_cells.h"
#include "cli/return_measured.h"

#define TEXT_MOST (16 * MIB)

struct measure_run {
    struct arena *arena;
    const struct args *args;
    struct conventions conventions;
    struct os_writer children; /* where --children asks for them */
    struct counted counted;
    struct measured measured;
};

/* ---- The children behind each measure, for those who may see them */

/* What a case adds to a sum stands where others have a reason. */
static void put_reason(struct buf *out, const struct listed_case *one)
{
    const struct indicator_part *part = &one->indicator->parts[one->said->part];
    if (one->said->reason)
        csv_put(out, str_of(one->said->reason));
    else if (part->form == AS_MEAN || part->form == AS_QUANTILE)
        buf_format(out, "adds %lld", (long long)one->said->numerator);
}

static void write_case(const void *context, struct buf *out,
                       const struct listed_case *one)
{
    static const char *const roles[] = {"numerator", "denominator", "excluded",
                                        "missing"};
    (void)context;
    buf_format(out, "%s%s,%s,", one->indicator->id,
               one->indicator->parts[one->said->part].id, roles[one->said->role]);
    returns_put_child(out, one->child);
    buf_char(out, ',');
    put_reason(out, one);
    buf_char(out, '\n');
}

static status emit_cases(void *context, struct str text, struct fault *why)
{
    return os_writer_add(context, text, why);
}

static status open_children(struct measure_run *run, struct fault *why)
{
    struct str folder = args_value(run->args, "out");
    TRY(os_make_folder(folder, why));
    /* The name marks it: a list of children, for inside. */
    TRY(os_writer_open(run->arena,
                       os_join(run->arena, folder, STR("children-internal.csv")),
                       OS_PRIVATE, &run->children, why));
    return os_writer_add(&run->children, STR("measure,role,child,reason\n"), why);
}

/* ---- What is asked for */

/* A census goes by its reference date: figures of one year are not given out as
 * another's. */
static status check_year(struct arena *a, const struct return_about *about,
                         struct fault *why)
{
    if (about->kind != RETURN_CIN || date_is_none(about->reference) ||
        date_split(about->reference).year == about->year)
        return OK;
    struct str said = date_words(a, about->reference);
    return fault_set(
        why, ERR_USAGE,
        "--year %d: the reference date of the census is %.*s; give --year %d",
        about->year, STR_ARG(said), date_split(about->reference).year);
}

/* Nor are those of one authority loaded as another's. */
static status check_authority(const struct args *args, const struct returned *r,
                              struct fault *why)
{
    struct str own = r->census.about.authority, lea = r->census.about.lea;
    if (!args_flag(args, "load") || own.len == 0 || str_equal(own, r->about.authority))
        return OK;
    return fault_set(why, ERR_USAGE,
                     "--authority '%.*s': the Header of the census says that it is of "
                     "LEA %.*s; its figures are not loaded as another's",
                     STR_ARG(args_value(args, "authority")), STR_ARG(lea));
}

static status read_population(struct measure_run *run, struct fault *why)
{
    struct str said = args_value(run->args, "population"),
               db = args_value(run->args, "db");
    struct measured *m = &run->measured;
    struct ratio number;
    if (said.len == 0 && db.len == 0)
        return OK;
    if (said.len == 0) {
        m->population_of = "of the store, the middle of the year before";
        if (!os_exists(db) || m->about->lea.len == 0) /* --load makes the store */
            return OK;
        struct local_living of = {m->about->lea, m->about->year - 1};
        return local_population(run->arena, db, of, &m->population, why);
    }
    if (!ratio_parse(said, &number) || number.den != 1 || number.num < 1 ||
        number.num > 100000000)
        return fault_set(why, ERR_USAGE,
                         "--population '%.*s': expected how many children aged 0 to 17 "
                         "live in the area",
                         STR_ARG(said));
    m->population = number.num;
    m->population_of = "--population";
    return OK;
}

static status read_conventions(struct measure_run *run, struct fault *why)
{
    size_t count;
    enum return_kind kind;
    int year;
    const struct str *said = args_values(run->arena, run->args, "convention", &count);
    TRY(returns_kind(run->args, &kind, &year, why));
    run->conventions = conventions_published();
    for (size_t i = 0; i < count; i++)
        TRY(conventions_set(&run->conventions, kind, said[i], why));
    return OK;
}

static status check_asked(const struct args *args, struct fault *why)
{
    struct str form = args_value(args, "format");
    bool known = form.len == 0 || str_equal(form, STR("text")) ||
                 str_equal(form, STR("csv")) || str_equal(form, STR("json"));
    if (!known)
        return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, csv or json",
                         STR_ARG(form));
    if (args_flag(args, "children") && args_value(args, "out").len == 0)
        return fault_set(why, ERR_USAGE,
                         "--children needs --out: the list of children is a file that "
                         "only its owner may read");
    if (args_flag(args, "load") && args_value(args, "authority").len == 0)
        return fault_set(why, ERR_USAGE,
                         "--load needs --authority: whose figures they are");
    return OK;
}

/* ---- What is written */

typedef void write_measured(struct buf *out, const struct measured *m);

static status write_file(const struct measure_run *run, const char *name,
                         write_measured *write, struct fault *why)
{
    struct os_writer file;
    struct buf out = buf_new(run->arena, TEXT_MOST);
    struct str path = os_join(run->arena, args_value(run->args, "out"), str_of(name));
    write(&out, &run->measured);
    TRY(buf_status(&out, why));
    TRY(os_writer_open(run->arena, path, OS_PRIVATE, &file, why));
    status st = os_writer_add(&file, buf_text(&out), why);
    if (!st)
        st = os_writer_close(&file, why);
    os_writer_drop(&file);
    return st;
}

static status print(const struct measure_run *run, write_measured *write,
                    struct fault *why)
{
    struct buf out = buf_new(run->arena, TEXT_MOST);
    if (args_flag(run->args, "quiet"))
        return OK;
    write(&out, &run->measured);
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

static status write_figures(const struct measure_run *run, struct fault *why)
{
    struct str form = args_value(run->args, "format"), out = args_value(run->args, "out");
    bool csv = str_equal(form, STR("csv")), json = str_equal(form, STR("json"));
    if (out.len == 0)
        return print(run, csv ? measured_csv : json ? measured_json : measured_text, why);
    TRY(os_make_folder(out, why));
    if (json) {
        TRY(write_file(run, "measures.json", measured_json, why));
    } else {
        TRY(write_file(run, "measures.csv", measured_csv, why));
        TRY(write_file(run, "measures-notes.csv", measured_notes_csv, why));
    }
    return print(run, measured_text, why);
}

/* A store that is made for figures of a return is its owner's, as files of them are. */
static status make_private(struct arena *a, struct str db, struct fault *why)
{
    struct os_writer file;
    if (os_exists(db))
        return OK;
    TRY(os_writer_open(a, db, OS_PRIVATE, &file, why));
    return os_writer_close(&file, why);
}

static status load(const struct measure_run *run, struct fault *why)
{
    struct str db = args_value(run->args, "db"), said;
    struct local_return values = measured_values(run->arena, &run->measured);
    if (db.len == 0)
        db = STR("assay.db");
    TRY(make_private(run->arena, db, why));
    TRY(local_load(run->arena, db, &values, &said, why));
    return args_flag(run->args, "quiet") ? OK : os_print(said, why);
}

/* ---- The whole */

static status measure_opened(struct measure_run *run, const struct returned *r,
                             struct fault *why)
{
    struct case_report cases = {&run->children, write_case, emit_cases};
    bool lists = args_flag(run->args, "children");
    struct counting counting = {.about = &r->about,
                                .source = &r->source,
                                .conventions = &run->conventions,
                                .report = lists ? &cases : NULL,
                                .threads = pool_threads()};
    run->measured = (struct measured){
        .about = &r->about, .conventions = &run->conventions, .counted = &run->counted};
    TRY(check_year(run->arena, run->measured.about, why));
    TRY(check_authority(run->args, r, why));
    TRY(read_population(run, why));
    if (lists)
        TRY(open_children(run, why));
    TRY(counting_run(run->arena, &counting, &run->counted, why));
    if (lists)
        TRY(os_writer_close(&run->children, why));
    measured_figures(run->arena, &run->measured);
    TRY(write_figures(run, why));
    return args_flag(run->args, "load") ? load(run, why) : OK;
}

status return_measure(struct arena *a, const struct args *args, enum ending *ending,
                      struct fault *why)
{
    struct returned r = {0};
    struct measure_run run = {.arena = a, .args = args};
    TRY(check_asked(args, why));
    TRY(read_conventions(&run, why));
    status st = returns_open(a, args, &r, why);
    if (!st)
        st = measure_opened(&run, &r, why);
    os_writer_drop(&run.children);
    returns_close(&r);
    *ending = run.counted.unread ? ENDING_FINDINGS : ENDING_DONE;
    return st;
}
