/* assay loads: what has been loaded; show ID: all that is known of one; undo ID: as if it
 * had never been. */
#include "base/json.h"
#include "base/os.h"
#include "cli/verb.h"
#include "store/store.h"

static const struct option options[] = {
    {"db", "FILE", false, "the store; default assay.db"},
    {"json", NULL, false, "one JSON object a load"},
    {"quiet", NULL, false, "say nothing of what was undone"}};
static const struct usage usage = {
    .verb = "loads",
    .synopsis = "loads [show ID | undo ID] [--db FILE] [--json]",
    .what = "Lists what has been loaded; shows or undoes one load.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay loads\n  assay loads show 3\n  assay loads undo 3\n"};

struct listing {
    struct load *loads;
    size_t count;
};

/* What was asked, and where the answer goes. */
struct request {
    const struct args *args;
    struct store *store;
    struct listing all;
    int64_t id;
    struct buf out;
};

static status read_number(struct str text, int64_t *out, struct fault *why)
{
    int64_t n = 0;
    bool digits = text.len > 0 && text.len <= 18;
    for (size_t i = 0; digits && i < text.len; i++) {
        digits = text.at[i] >= '0' && text.at[i] <= '9';
        n = n * 10 + (text.at[i] - '0');
    }
    if (!digits)
        return fault_set(why, ERR_USAGE, "'%.*s' is no load's number; see 'assay loads'",
                         STR_ARG(text));
    *out = n;
    return OK;
}

static const struct load *find(const struct listing *all, int64_t id)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->loads[i].id == id)
            return &all->loads[i];
    }
    return NULL;
}

static void put_json(struct buf *out, const struct load *load)
{
    struct json j = json_new(out, false);
    json_object(&j);
    json_put_integer(&j, "id", load->id);
    json_put_text(&j, "file", load->file);
    json_put_text(&j, "sha256", load->sha256);
    json_put_text(&j, "format", load->format);
    json_put_text(&j, "publisher", load->publisher);
    json_put_text(&j, "title", load->title);
    json_put_text(&j, "licence", load->licence);
    json_put_text(&j, "attribution", load->attribution);
    json_put_integer(&j, "rows", (int64_t)load->rows);
    json_put_bool(&j, "undone", load->undone);
    json_end_object(&j);
    buf_char(out, '\n');
}

static void put_line(struct buf *out, const struct load *load)
{
    buf_format(out, "%5lld  %9llu rows  %-24.*s %.*s%s\n", (long long)load->id,
               (unsigned long long)load->rows, STR_ARG(load->format), STR_ARG(load->file),
               load->undone ? "  (undone)" : "");
}

static void put_all(struct buf *out, const struct load *load)
{
    buf_format(out,
               "load         %lld%s\nfile         %.*s\nsha256       %.*s\n"
               "format       %.*s\nrows         %llu\npublisher    %.*s\n"
               "title        %.*s\nlicence      %.*s\nattribution  %.*s\n",
               (long long)load->id, load->undone ? " (undone)" : "", STR_ARG(load->file),
               STR_ARG(load->sha256), STR_ARG(load->format),
               (unsigned long long)load->rows, STR_ARG(load->publisher),
               STR_ARG(load->title), STR_ARG(load->licence), STR_ARG(load->attribution));
}

/* --- the three things it does --------------------------------------------------------
 */

static void list(struct request *r)
{
    for (size_t i = 0; i < r->all.count; i++)
        (args_flag(r->args, "json") ? put_json : put_line)(&r->out, &r->all.loads[i]);
}

static status show(struct request *r, struct fault *why)
{
    const struct load *load = find(&r->all, r->id);
    if (!load)
        return fault_set(why, ERR_USAGE,
                         "there is no load %lld; 'assay loads' lists them",
                         (long long)r->id);
    (args_flag(r->args, "json") ? put_json : put_all)(&r->out, load);
    return OK;
}

static status undo(struct request *r, struct fault *why)
{
    TRY(store_undo(r->store, r->id, why));
    const struct load *load = find(&r->all, r->id);
    if (load && !args_flag(r->args, "quiet"))
        buf_format(&r->out, "load %lld undone: %.*s\n", (long long)r->id,
                   STR_ARG(load->file));
    return OK;
}

static status answer(struct arena *a, struct request *r, struct fault *why)
{
    const struct args *args = r->args;
    TRY(store_loads(r->store, a, &r->all.loads, &r->all.count, why));
    if (args->word_count == 2)
        TRY(read_number(args->words[1], &r->id, why));
    if (args->word_count == 0)
        list(r);
    else if (str_equal(args->words[0], STR("undo")))
        TRY(undo(r, why));
    else
        TRY(show(r, why));
    TRY(buf_status(&r->out, why));
    return os_print(buf_text(&r->out), why);
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    (void)ending;
    struct request r = {.args = args, .out = buf_new(a, 64 * MIB)};
    struct str db = args_value(args, "db"), what = STR("");
    if (args->word_count)
        what = args->words[0];
    bool undoing = str_equal(what, STR("undo")), showing = str_equal(what, STR("show"));
    if (args->word_count && (args->word_count != 2 || !(undoing || showing)))
        return fault_set(why, ERR_USAGE,
                         "say 'loads', 'loads show ID' or 'loads undo ID'");
    db = db.len ? db : STR("assay.db");
    TRY(store_open(db, STORE_READ, &r.store, why));
    if (undoing) {
        store_close(r.store);
        TRY(store_open(db, STORE_WRITE, &r.store, why));
    }
    status st = answer(a, &r, why);
    store_close(r.store);
    return st;
}

const struct verb verb_loads = {&usage, run};
