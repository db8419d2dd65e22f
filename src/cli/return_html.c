/* The report as one page that works without a network: what could not run, every check
 * that found something, and then each child, its rows and the cells that are meant.  A
 * list of checks shows the children of one alone. */
#include "cli/returns.h"
#include "publish/html.h"
#include "publish/html_style.h"
#include "records/flags.h"

static const char style[] =
    ".private{background:#fbe3e4;border-bottom:2px solid #a4161a;padding:.6rem 1.25rem;"
    "font:600 .95rem/1.4 system-ui,'Segoe UI',Roboto,Arial,sans-serif}\n"
    ".rows{overflow-x:auto;max-width:none}.rows td,.rows th{white-space:nowrap;"
    "padding:.3rem .8rem .3rem .3rem}\n"
    "main>details{max-width:none;border-bottom:1px solid #dcdfe3}\n"
    "td.bad{background:#fbd8b4;outline:2px solid #8a4b00;outline-offset:-2px}\n"
    "td.bad:empty::after{content:'blank';font-style:italic}\n"
    "select{font:inherit;max-width:30rem}\n"
    "[hidden]{display:none}\n";

/* Shows the children that a check found, or all. */
static const char script[] =
    "'use strict';(function(){var s=document.getElementById('rule'),"
    "n=document.getElementById('shown'),"
    "a=Array.prototype.slice.call(document.querySelectorAll('[data-codes]'));"
    "function show(){var c=s.value,k=0;a.forEach(function(e){"
    "var on=!c||e.getAttribute('data-codes').indexOf(' '+c+' ')>=0;"
    "e.hidden=!on;if(on)k++;});n.textContent=k+' shown';}"
    "s.addEventListener('change',show);"
    "document.getElementById('filter').hidden=false;show();})();\n";

/* ---- One child */

/* The column that one of the check's fields names, with or without its table. */
static bool names_column(struct str fields, struct str column)
{
    while (fields.len > 0) {
        struct str field = str_cut(fields, '|', &fields);
        size_t dot = str_find_last(field, '.');
        if (dot < field.len)
            field = (struct str){field.at + dot + 1, field.len - dot - 1};
        if (str_equal_fold(field, column))
            return true;
    }
    return false;
}

struct shown {
    const struct child *child;
    const struct flagged *at;
    size_t count;
};

static bool flags_row(const struct flagged *f, unsigned table, const struct entry *entry)
{
    return f->table == table && f->entry == entry;
}

/* The checks that flagged a row, or of it one cell: " 101 102". */
static struct str codes_of(struct arena *a, const struct shown *s, unsigned table,
                           const struct entry *entry, struct str column)
{
    struct buf codes = buf_new(a, 64 * KIB);
    for (size_t i = 0; i < s->count; i++) {
        const struct check *check = s->at[i].check;
        if (flags_row(&s->at[i], table, entry) &&
            (column.len == 0 || names_column(str_of(check->fields), column)))
            buf_format(&codes, "%s%s", codes.len ? " " : "", check->code);
    }
    return buf_text(&codes);
}

static void put_row(struct html *h, const struct shown *s, unsigned table,
                    const struct entry *entry)
{
    unsigned count;
    struct arena *a = h->out->arena;
    const struct table_shape *shape = &table_shapes(s->child->kind, &count)[table];
    struct str all = codes_of(a, s, table, entry, STR(""));
    if (all.len == 0)
        return;
    html_open(h, "tr");
    html_put(h, "th", arena_format(a, "%u", entry->row));
    for (unsigned c = 0; c < shape->column_count; c++) {
        struct str codes = codes_of(a, s, table, entry, shape->columns[c].name);
        html_open(h, "td");
        if (codes.len) {
            html_attribute(h, "class", STR("bad"));
            html_attribute(h, "title", codes);
        }
        html_text(h, entry_cell(entry, c)->text);
        html_close(h, "td");
    }
    html_put(h, "td", all);
    html_close(h, "tr");
    html_line(h);
}

static void put_table(struct html *h, const struct shown *s, unsigned table)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(s->child->kind, &count)[table];
    const struct rows *rows = &s->child->now[table];
    html_open(h, "div");
    html_attribute(h, "class", STR("rows"));
    html_open(h, "table");
    html_put(h, "caption", shape->name);
    html_open(h, "thead");
    html_open(h, "tr");
    html_put(h, "th", STR("row"));
    for (unsigned c = 0; c < shape->column_count; c++)
        html_put(h, "th", shape->columns[c].name);
    html_put(h, "th", STR("checks"));
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody");
    for (size_t i = 0; i < rows->count; i++)
        put_row(h, s, table, &rows->at[i]);
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
}

/* " 101 102 ", and how many checks that are. */
static struct str distinct_codes(struct arena *a, const struct shown *s)
{
    struct buf codes = buf_new(a, 64 * KIB);
    buf_char(&codes, ' ');
    for (size_t i = 0; i < s->count; i++)
        if (i == 0 || s->at[i].check != s->at[i - 1].check)
            buf_format(&codes, "%s ", s->at[i].check->code);
    return buf_text(&codes);
}

static void put_messages(struct html *h, const struct shown *s)
{
    html_open(h, "ul");
    for (size_t i = 0; i < s->count; i++) {
        const struct check *check = s->at[i].check;
        if (i > 0 && check == s->at[i - 1].check)
            continue;
        html_open(h, "li");
        html_put(h, "strong", str_of(check->code));
        html_text(h, STR(", "));
        html_text(h, str_of(severity_word(check->severity)));
        html_text(h, STR(": "));
        html_text(h, str_of(check->message));
        html_close(h, "li");
    }
    html_close(h, "ul");
}

static void write_child(const void *context, struct buf *out, const struct child *child,
                        const struct flags *flags)
{
    (void)context;
    struct html h = html_new(out);
    struct shown s = {child, flags->at, flags->count};
    html_open(&h, "details");
    html_attribute(&h, "data-codes", distinct_codes(out->arena, &s));
    html_open(&h, "summary");
    html_text(&h, child->id.len ? child->id : STR("(no identifier)"));
    html_text(&h, arena_format(out->arena, ": %zu %s", s.count,
                               s.count == 1 ? "finding" : "findings"));
    html_close(&h, "summary");
    put_messages(&h, &s);
    for (unsigned t = 0; t < TABLES_MAX; t++)
        for (size_t i = 0; i < s.count; i++)
            if (s.at[i].table == t) {
                put_table(&h, &s, t);
                break;
            }
    html_close(&h, "details");
    html_line(&h);
}

/* ---- Findings that are not of one child alone */

static void put_line(struct buf *out, struct str code, struct str text)
{
    struct html h = html_new(out);
    html_open(&h, "p");
    html_attribute(&h, "data-codes", arena_format(out->arena, " %.*s ", STR_ARG(code)));
    html_put(&h, "strong", code);
    html_text(&h, STR(": "));
    html_text(&h, text);
    html_close(&h, "p");
    html_line(&h);
}

static void write(const void *context, struct buf *out, const struct finding *finding)
{
    unsigned count;
    (void)context;
    struct str text = str_of(finding->check->message);
    if (finding->child)
        text = arena_format(
            out->arena, "%.*s row %u, child %.*s: %s",
            STR_ARG(table_shapes(finding->child->kind, &count)[finding->table].name),
            finding->entry->row, STR_ARG(finding->child->id), finding->check->message);
    put_line(out, str_of(finding->check->code), text);
}

static void write_unread(const void *context, struct buf *out,
                         const struct unread *unread)
{
    struct buf text = buf_new(out->arena, MIB);
    (void)context;
    if (unread->table.len)
        buf_format(&text, "%.*s ", STR_ARG(unread->table));
    if (unread->row)
        buf_format(&text, "row %u ", unread->row);
    if (unread->child.len)
        buf_format(&text, "child %.*s ", STR_ARG(unread->child));
    buf_format(&text, "%.*s: %.*s", STR_ARG(unread->file), STR_ARG(unread->text));
    put_line(out, str_of(unread_code(unread)), buf_text(&text));
}

/* ---- The page */

static void put_head(struct html *h, struct str title)
{
    html_markup(h, markup_own(STR("<!DOCTYPE html>\n")));
    html_open(h, "html");
    html_attribute(h, "lang", STR("en-GB"));
    html_open(h, "head");
    html_void(h, "meta");
    html_attribute(h, "charset", STR("utf-8"));
    html_void(h, "meta");
    html_attribute(h, "name", STR("viewport"));
    html_attribute(h, "content", STR("width=device-width,initial-scale=1"));
    html_put(h, "title", title);
    html_open(h, "style");
    html_style(h);
    html_markup(h, markup_own(STR(style)));
    html_close(h, "style");
    html_close(h, "head");
    html_line(h);
}

static void put_number_cell(struct html *h, uint64_t n)
{
    html_open(h, "td");
    html_attribute(h, "class", STR("n"));
    html_text(h, arena_format(h->out->arena, "%llu", (unsigned long long)n));
    html_close(h, "td");
}

static void put_check(struct html *h, const struct tally *t, const struct outcome *all)
{
    static const char *const words[] = {[TALLY_PASSED] = "passed",
                                        [TALLY_FAILED] = "failed",
                                        [TALLY_NOT_RUN] = "not run"};
    html_open(h, "tr");
    html_put(h, "th", str_of(t->check->code));
    html_put(h, "td", str_of(words[t->status]));
    put_number_cell(h, t->rows);
    put_number_cell(h, t->children);
    put_number_cell(h, t->cannot ? all->children : t->not_run);
    html_open(h, "td");
    html_text(h, str_of(t->check->message));
    if (t->reason) {
        html_text(h, t->cannot ? STR(" Not run: ") : STR(" Not for some children: "));
        html_text(h, str_of(t->reason));
        html_text(h, STR("."));
    }
    html_close(h, "td");
    html_close(h, "tr");
    html_line(h);
}

static void put_checks(struct html *h, const struct outcome *outcome,
                       enum tally_status wanted, const char *title)
{
    static const char *const heads[] = {
        "check", "status", "rows", "children", "children not looked at", "what is wrong"};
    uint64_t count = 0;
    for (size_t i = 0; i < outcome->tally_count; i++)
        count += outcome->tallies[i].status == wanted;
    if (count == 0)
        return;
    html_open(h, "details");
    if (wanted == TALLY_FAILED)
        html_attribute(h, "open", STR(""));
    html_put(h, "summary",
             arena_format(h->out->arena, "%s: %llu", title, (unsigned long long)count));
    html_open(h, "table");
    html_open(h, "thead");
    html_open(h, "tr");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        html_put(h, "th", str_of(heads[i]));
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody");
    for (size_t i = 0; i < outcome->tally_count; i++)
        if (outcome->tallies[i].status == wanted)
            put_check(h, &outcome->tallies[i], outcome);
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "details");
}

static void put_filter(struct html *h, const struct outcome *outcome)
{
    html_open(h, "p");
    html_attribute(h, "id", STR("filter"));
    html_attribute(h, "hidden", STR(""));
    html_open(h, "label");
    html_text(h, STR("Show the findings of "));
    html_open(h, "select");
    html_attribute(h, "id", STR("rule"));
    html_open(h, "option");
    html_attribute(h, "value", STR(""));
    html_text(h, STR("every check"));
    html_close(h, "option");
    for (size_t i = 0; i < outcome->tally_count; i++) {
        const struct check *check = outcome->tallies[i].check;
        if (outcome->tallies[i].rows == 0)
            continue;
        html_open(h, "option");
        html_attribute(h, "value", str_of(check->code));
        html_text(h,
                  arena_format(h->out->arena, "%s %.60s", check->code, check->message));
        html_close(h, "option");
    }
    html_close(h, "select");
    html_close(h, "label");
    html_text(h, STR(" "));
    html_open(h, "output");
    html_attribute(h, "id", STR("shown"));
    html_close(h, "output");
    html_close(h, "p");
}

static void put_summary(struct html *h, const struct return_about *about,
                        const struct outcome *outcome)
{
    struct buf text = buf_new(h->out->arena, MIB);
    returns_sums(&text, about, outcome);
    struct str rest = buf_text(&text);
    str_cut(rest, '\n', &rest); /* its first line is the title */
    while (rest.len > 0)
        html_put(h, "p", str_cut(rest, '\n', &rest));
    put_checks(h, outcome, TALLY_NOT_RUN, "Not run, which is no pass");
    put_checks(h, outcome, TALLY_FAILED, "Found something");
    put_checks(h, outcome, TALLY_PASSED, "Looked and found nothing");
}

static void page(struct buf *out, const struct return_about *about,
                 const struct outcome *outcome, const struct returns_held *held)
{
    struct html h = html_new(out);
    struct str title = arena_format(
        out->arena, "%s, collection of %d: what the checks found",
        about->kind == RETURN_903 ? "Children looked after" : "Children in need",
        about->year);
    put_head(&h, title);
    html_open(&h, "body");
    html_open(&h, "div");
    html_attribute(&h, "class", STR("private"));
    html_text(&h, STR("Facts about children: keep this page inside."));
    html_close(&h, "div");
    html_open(&h, "div");
    html_attribute(&h, "class", STR("page"));
    html_open(&h, "main");
    html_put(&h, "h1", title);
    put_summary(&h, about, outcome);
    html_put(&h, "h2", STR("Child by child"));
    put_filter(&h, outcome);
    if (held->cut)
        html_put(&h, "p",
                 STR("The page ends before the return does: it holds no more "
                     "than 16 MB. findings.csv (--format csv) has every "
                     "finding."));
    html_line(&h);
    html_markup(&h, markup_own(held->text)); /* of this file's own functions */
    html_close(&h, "main");
    html_close(&h, "div");
    html_open(&h, "script");
    html_markup(&h, markup_own(STR(script)));
    html_close(&h, "script");
    html_close(&h, "body");
    html_close(&h, "html");
}

const struct returns_form returns_html = {.name = "html",
                                          .file = "report.html",
                                          .write = write,
                                          .write_child = write_child,
                                          .write_unread = write_unread,
                                          .page = page};
