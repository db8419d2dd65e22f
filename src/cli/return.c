/* assay return checks | check: the statutory returns, one child at a time. */
#include <stdatomic.h>

#include "base/os.h"
#include "base/pool.h"
#include "cli/returns.h"

static const struct option options[] = {
    {"kind", "903|cin", false, "children looked after, or the children in need census"},
    {"year", "YYYY", false, "the collection that ends on 31 March of this year"},
    {"last", "PATH", true, "of 903: last year's return, a file or a folder"},
    {"authority", "CODE", false, "who makes the return: ONS code or three digits"},
    {"providers", "FILE", true, "of 903: Ofsted's lists of homes and agencies (xlsx)"},
    {"postcodes", "FILE", false,
     "of 903: an index of assay postcodes, or the list itself"},
    {"format", "text|csv|json|html", false, "default text"},
    {"out", "DIR", false, "the folder for the files of the report; it is made"},
    {"json", NULL, false, "of checks: the list as JSON"},
    {"apply", "FIXES", false, "of fix: write copies of the files with these repairs"},
    {"undo", "FIXES", false, "of fix: write copies of repaired files as they were"},
    {"children", NULL, false,
     "of measure: a file with the children behind each, which only its owner may read"},
    {"convention", "NAME=VALUE", true,
     "of measure: how it is worked out, where practice differs (docs)"},
    {"population", "N", false,
     "of measure: children aged 0 to 17 in the area, for rates"},
    {"load", NULL, false, "of measure: put the figures into the store, as internal"},
    {"db", "FILE", false, "of measure: the store, which gives the population too"},
    {"quiet", NULL, false, "print nothing but what went wrong"}};
static const struct usage usage = {
    .verb = "return",
    .synopsis =
        "return checks --kind 903|cin --year YYYY [--json]\n"
        "       assay return check --kind 903|cin --year YYYY PATH… [--last PATH] "
        "[--authority CODE]\n"
        "           [--providers FILE]… [--postcodes FILE] [--format text|csv|json|html] "
        "[--out DIR]\n"
        "       assay return measure --kind 903|cin --year YYYY PATH… [--last PATH] "
        "[--authority CODE]\n"
        "           [--postcodes FILE] [--format text|csv|json] [--children] [--out DIR] "
        "[--convention NAME=VALUE]…\n"
        "           [--population N] [--load] [--db FILE]\n"
        "       assay return convert --kind 903|cin --year YYYY PATH… --out DIR\n"
        "       assay return fix --kind 903|cin --year YYYY PATH… [--apply FIXES|--undo "
        "FIXES] --out DIR",
    .what = "Checks a statutory return child by child, lists the checks of a year, "
            "works out its measures,\nwrites it in its other form, or repairs it.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example =
        "  assay return check --kind 903 --year 2026 returns/2026 --last "
        "returns/2025 --authority 301\n"
        "  assay return check --kind 903 --year 2026 returns/2026 --format csv "
        "--out report\n"
        "  assay return check --kind cin --year 2026 census.xml --format html --out "
        "report\n"
        "  assay return measure --kind 903 --year 2026 returns/2026 --last returns/2025 "
        "--children --out inside\n"};

/* ---- Writing a report */

struct writing {
    const struct returns_form *form;
    struct os_writer file; /* where --out was given */
    bool to_file, to_screen;
    bool began;
    struct buf held; /* of a form that is a page */
    atomic_bool cut; /* it holds no more: what is written from here on is for nobody */
    struct outcome outcome;
};

#define PAGE_MOST (16 * MIB)

static status put(struct writing *w, struct str text, struct fault *why)
{
    if (w->to_file)
        return os_writer_add(&w->file, text, why);
    return w->to_screen ? os_print(text, why) : OK;
}

static status emit(void *context, struct str text, struct fault *why)
{
    struct writing *w = context;
    bool skips =
        !w->began && text.len && w->form->skip_first && text.at[0] == w->form->skip_first;
    w->began = true;
    if (w->form->page) {
        if (w->held.len + text.len > PAGE_MOST)
            atomic_store(&w->cut, true);
        if (!atomic_load(&w->cut))
            buf_add(&w->held, text);
        return OK;
    }
    if (skips)
        text = (struct str){text.at + 1, text.len - 1};
    return put(w, text, why);
}

static status write_begin(struct arena *a, struct writing *w,
                          const struct return_about *about, struct fault *why)
{
    struct buf out = buf_new(a, MIB);
    w->held = buf_new(a, PAGE_MOST);
    if (!w->form->begin)
        return OK;
    w->form->begin(&out, about);
    return put(w, buf_text(&out), why);
}

static status write_end(struct arena *a, struct writing *w,
                        const struct return_about *about, struct fault *why)
{
    struct buf out = buf_new(a, 2 * PAGE_MOST);
    struct returns_held held = {buf_text(&w->held), w->cut};
    if (w->form->page)
        w->form->page(&out, about, &w->outcome, &held);
    else if (w->form->end)
        w->form->end(&out, about, &w->outcome);
    TRY(buf_status(&out, why));
    TRY(put(w, buf_text(&out), why));
    return w->to_file ? os_writer_close(&w->file, why) : OK;
}

static status write_checks(struct arena *a, struct str folder,
                           const struct outcome *outcome, struct fault *why)
{
    struct os_writer file;
    struct buf out = buf_new(a, 16 * MIB);
    returns_checks_csv(&out, outcome);
    TRY(os_writer_open(a, os_join(a, folder, STR("checks.csv")), OS_PRIVATE, &file, why));
    status st = os_writer_add(&file, buf_text(&out), why);
    if (!st)
        st = os_writer_close(&file, why);
    os_writer_drop(&file);
    return st;
}

/* ---- assay return check */

/* NULL for text, whose findings are counted and not listed. */
static status chosen_form(const struct args *args, const struct returns_form **form,
                          struct fault *why)
{
    static const struct returns_form *const forms[] = {&returns_csv, &returns_json,
                                                       &returns_html};
    struct str name = args_value(args, "format");
    *form = NULL;
    if (name.len == 0 || str_equal(name, STR("text")))
        return OK;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_equal(name, str_of(forms[i]->name)))
            *form = forms[i];
    if (*form)
        return OK;
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, csv, json or html",
                     STR_ARG(name));
}

static void write_finding(const void *context, struct buf *out,
                          const struct finding *finding)
{
    const struct writing *w = context;
    if (!atomic_load(&w->cut))
        w->form->write(context, out, finding);
}

static void write_child(const void *context, struct buf *out, const struct child *child,
                        const struct flags *flags)
{
    const struct writing *w = context;
    if (!atomic_load(&w->cut))
        w->form->write_child(context, out, child, flags);
}

static status run_engine(struct arena *a, const struct returned *r, struct writing *w,
                         struct fault *why)
{
    struct report report = {0};
    if (w->form)
        report =
            (struct report){w, write_finding, w->form->write_child ? write_child : NULL,
                            w->form->write_unread, emit};
    struct engine engine = {&r->about, &r->source, &report, pool_threads()};
    if (w->form)
        TRY(write_begin(a, w, &r->about, why));
    TRY(engine_check(a, &engine, &w->outcome, why));
    return w->form ? write_end(a, w, &r->about, why) : OK;
}

static status say_summary(struct arena *a, const struct args *args,
                          const struct returned *r, const struct outcome *outcome,
                          struct fault *why)
{
    struct buf out = buf_new(a, 16 * MIB);
    if (args_flag(args, "quiet"))
        return OK;
    returns_text(&out, &r->about, outcome);
    return os_print(buf_text(&out), why);
}

static status check_opened(struct arena *a, const struct args *args, struct writing *w,
                           const struct returned *r, struct fault *why)
{
    struct str folder = args_value(args, "out");
    if (folder.len)
        TRY(os_make_folder(folder, why));
    if (w->form && folder.len) {
        TRY(os_writer_open(a, os_join(a, folder, str_of(w->form->file)), OS_PRIVATE,
                           &w->file, why));
        w->to_file = true;
    }
    w->to_screen = w->form && !folder.len;
    TRY(run_engine(a, r, w, why));
    if (folder.len)
        TRY(write_checks(a, folder, &w->outcome, why));
    return w->to_screen ? OK : say_summary(a, args, r, &w->outcome, why);
}

static status check(struct arena *a, const struct args *args, enum ending *ending,
                    struct fault *why)
{
    struct returned r = {0};
    struct writing w = {0};
    TRY(chosen_form(args, &w.form, why));
    status st = returns_open(a, args, &r, why);
    if (!st)
        st = check_opened(a, args, &w, &r, why);
    os_writer_drop(&w.file);
    returns_close(&r);
    *ending = w.outcome.findings || w.outcome.unread ? ENDING_FINDINGS : ENDING_DONE;
    return st;
}

static status checks(struct arena *a, const struct args *args, enum ending *ending,
                     struct fault *why)
{
    *ending = ENDING_DONE;
    if (args->word_count > 1)
        return fault_set(why, ERR_USAGE,
                         "'assay return checks' lists the checks of a year and takes no "
                         "file; to check one say 'assay return check'");
    return returns_list(a, args, why);
}

/* ---- The verb */

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    static const struct {
        const char *name;
        status (*run)(struct arena *a, const struct args *args, enum ending *ending,
                      struct fault *why);
        const char *takes; /* options, of those that the verb has */
    } parts[] = {
        {"check", check, "kind year last authority providers postcodes format out quiet"},
        {"checks", checks, "kind year json quiet"},
        {"convert", return_convert, "kind year last out quiet"},
        {"fix", return_fix, "kind year last apply undo out quiet"},
        {"measure", return_measure,
         "kind year last authority postcodes format children out convention population "
         "load db quiet"}};
    struct str name = args->word_count ? args->words[0] : STR("");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_equal(name, str_of(parts[i].name))) {
            TRY(args_only(args, parts[i].takes, why));
            return parts[i].run(a, args, ending, why);
        }
    return fault_set(why, ERR_USAGE,
                     "say what to do with the return: 'assay return check', "
                     "checks, convert, fix or measure");
}

const struct verb verb_return = {&usage, run};
