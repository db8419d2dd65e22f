/* assay similar: authorities that had the same kind of improvement area, and what
 * followed. */
#include "base/os.h"
#include "cli/england.h"
#include "publish/render.h"
#include "publish/similar_json.h"

static const struct option options[] = {
    {"area", "AREA", false, "the items of an authority's latest inspection with a list"},
    {"text", "TEXT", false, "an improvement area in your own words"},
    {"theme", "THEME", false, "only items of this theme (docs/similar.md)"},
    {"at", "DATE", false, "nothing later is seen; default: the latest in the evidence"},
    {"limit", "N", false,
     "inspections shown, the closest first; default 3 an item, 10 for a text"},
    ENGLAND_OPTIONS,
    {"format", "text|json|html", false, "default text"},
    {"json", NULL, false, "the same as --format json"}};
static const struct usage usage = {
    .verb = "similar",
    .synopsis = "similar (--area A | --text T) [--theme THEME] [--at DATE]\n"
                "                [--limit N] [--db FILE] [--format text|json|html]",
    .what = "Finds who was asked to improve the same before, and what followed.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example =
        "  assay similar --text 'health histories for care leavers' --db england.db\n"
        "  assay similar --area Knowsley --format html --db england.db > "
        "knowsley.html\n"};

enum { LIMIT_MOST = 200, LIMIT_TEXT = 10, LIMIT_AREA = 3 };
enum form { FORM_TEXT, FORM_JSON, FORM_HTML };

struct asking {
    struct arena *arena;
    const struct args *args;
    struct survey_source source;
    struct str text, area;
    enum form form;
    size_t limit;
    theme_set among;
    date at;
};

/* ---- What is asked for */

static status read_form(const struct args *args, enum form *out, struct fault *why)
{
    static const char *const words[] = {"text", "json", "html"};
    struct str said = args_value(args, "format");
    *out = args_flag(args, "json") ? FORM_JSON : FORM_TEXT;
    if (said.len == 0)
        return OK;
    for (int i = FORM_TEXT; i <= FORM_HTML; i++) {
        if (!str_equal(said, str_of(words[i])))
            continue;
        if (args_flag(args, "json") && i != FORM_JSON)
            return fault_set(why, ERR_USAGE, "--json and --format %s exclude each other",
                             words[i]);
        *out = (enum form)i;
        return OK;
    }
    return fault_set(why, ERR_USAGE, "--format '%.*s': expected text, json or html",
                     STR_ARG(said));
}

static status read_limit(struct str said, size_t *out, struct fault *why)
{
    size_t n = 0;
    bool good = said.len > 0 && said.len <= 4;
    for (size_t i = 0; good && i < said.len; i++) {
        good = said.at[i] >= '0' && said.at[i] <= '9';
        n = n * 10 + (size_t)(said.at[i] - '0');
    }
    if (said.len == 0)
        return OK;
    if (!good || n == 0 || n > LIMIT_MOST)
        return fault_set(why, ERR_USAGE, "--limit '%.*s': expected 1 to %d",
                         STR_ARG(said), LIMIT_MOST);
    *out = n;
    return OK;
}

static status read_theme(struct str said, theme_set *out, struct fault *why)
{
    struct str ids[THEMES_MOST] = {STR("")};
    size_t at = themes_find(said);
    if (said.len == 0)
        return OK;
    if (at < themes_count()) {
        *out = (theme_set)1 << at;
        return OK;
    }
    for (size_t i = 0; i < themes_count(); i++)
        ids[i] = themes_at(i)->id;
    struct str nearest = str_nearest(said, ids, themes_count());
    if (nearest.len)
        return fault_set(why, ERR_USAGE, "there is no theme '%.*s'; did you mean '%.*s'?",
                         STR_ARG(said), STR_ARG(nearest));
    return fault_set(why, ERR_USAGE,
                     "there is no theme '%.*s'; docs/similar.md lists them, such as "
                     "'%.*s' or '%.*s'",
                     STR_ARG(said), STR_ARG(ids[0]), STR_ARG(ids[1]));
}

static status read_words(struct asking *q, struct fault *why)
{
    const struct args *args = q->args;
    size_t bad;
    q->area = args_value(args, "area");
    q->text = str_trim(args_value(args, "text"));
    if ((q->area.len > 0) == (q->text.len > 0))
        return fault_set(why, ERR_USAGE,
                         "name an authority with --area, or give words with --text");
    if (!str_is_utf8(q->text, &bad))
        return fault_set(why, ERR_USAGE, "--text: byte %zu is not UTF-8", bad + 1);
    q->limit = q->area.len ? LIMIT_AREA : LIMIT_TEXT;
    TRY(read_form(args, &q->form, why));
    TRY(read_limit(args_value(args, "limit"), &q->limit, why));
    return read_theme(args_value(args, "theme"), &q->among, why);
}

static status read_day(struct asking *q, struct fault *why)
{
    struct str said = args_value(q->args, "at");
    q->at = survey_latest(&q->source);
    if (said.len && !date_parse(said, &q->at))
        return fault_set(why, ERR_USAGE, "--at '%.*s': expected a date as YYYY-MM-DD",
                         STR_ARG(said));
    if (date_is_none(q->at))
        return fault_set(why, ERR_USAGE, "the store holds nothing; see 'assay loads'");
    return OK;
}

/* ---- The answer */

static status ask_area(struct asking *q, struct similar_report *report, struct fault *why)
{
    uint32_t area;
    TRY(england_area(q->arena, q->source.cube, q->area, &area, why));
    report->area = &q->source.cube->areas[area];
    report->of_area =
        similar_for_area(q->arena, report->index, report->area->code, q->among, q->limit);
    report->summaries =
        similar_summaries(q->arena, report->index, report->of_area->themes | q->among);
    return OK;
}

static void ask_text(struct asking *q, struct similar_report *report)
{
    const struct similar_query query = {
        .text = q->text, .before = DATE_NONE, .among = q->among, .limit = q->limit};
    report->text = q->text;
    report->of_text = similar_find(q->arena, report->index, &query);
    report->summaries =
        similar_summaries(q->arena, report->index, report->of_text.themes | q->among);
}

static status print(const struct asking *q, const struct similar_report *report,
                    struct fault *why)
{
    struct buf out = buf_new(q->arena, 64 * MIB);
    if (q->form == FORM_JSON)
        similar_json(report, &out);
    else if (q->form == FORM_HTML)
        render_html(similar_page(q->arena, report), &out);
    else
        render_text(similar_page(q->arena, report), &out);
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct asking q = {.arena = a, .args = args};
    struct england england;
    TRY(read_words(&q, why));
    TRY(england_read(a, args, &england, why));
    q.source = england.source;
    TRY(read_day(&q, why));
    const struct similar_index *index = similar_index_build(a, &q.source, q.at);
    if (index->item_count == 0)
        return fault_set(
            why, ERR_USAGE,
            "no improvement areas are held for that day; load a list of them "
            "(docs/sources.md)");
    struct similar_report report = {.index = index, .among = q.among};
    if (q.area.len)
        TRY(ask_area(&q, &report, why));
    else
        ask_text(&q, &report);
    *ending = ENDING_DONE;
    return print(&q, &report, why);
}

const struct verb verb_similar = {&usage, run};
