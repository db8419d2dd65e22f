/* The report as one JSON object: findings first, since they come first. */
#include "base/json.h"
#include "cli/returns.h"

/* Object after object, each with a comma before it; the first one's is left out. */
static struct json begin_object(struct buf *out)
{
    buf_char(out, ',');
    struct json j = json_new(out, false);
    json_object(&j);
    return j;
}

static void begin(struct buf *out, const struct return_about *about)
{
    buf_format(out,
               "{\"kind\":\"%s\",\"year\":%d,\"authority\":\"%.*s\",\"note\":\"Facts "
               "about children: keep them inside.\",\"findings\":[\n",
               about->kind == RETURN_903 ? "903" : "cin", about->year,
               STR_ARG(about->authority));
}

static void put_fields(struct json *j, struct str fields)
{
    json_key(j, "fields");
    json_array(j);
    while (fields.len > 0)
        json_text(j, str_cut(fields, '|', &fields));
    json_end_array(j);
}

static void write(const void *context, struct buf *out, const struct finding *finding)
{
    unsigned count;
    (void)context;
    struct json j = begin_object(out);
    json_put_text(&j, "code", str_of(finding->check->code));
    json_put_text(&j, "severity", str_of(severity_word(finding->check->severity)));
    if (finding->child) {
        enum return_kind kind = finding->child->kind;
        json_put_text(&j, "table", table_shapes(kind, &count)[finding->table].name);
        json_put_integer(&j, "row", finding->entry->row);
        json_put_text(&j, "child", finding->child->id);
    }
    put_fields(&j, str_of(finding->check->fields));
    json_end_object(&j);
    buf_char(out, '\n');
}

static void write_unread(const void *context, struct buf *out,
                         const struct unread *unread)
{
    (void)context;
    struct json j = begin_object(out);
    json_put_text(&j, "code", str_of(unread_code(unread)));
    json_put_text(&j, "severity", STR("error"));
    json_put_text(&j, "file", unread->file);
    json_put_text(&j, "message", unread->text);
    if (unread->table.len)
        json_put_text(&j, "table", unread->table);
    if (unread->row)
        json_put_integer(&j, "row", unread->row);
    if (unread->child.len)
        json_put_text(&j, "child", unread->child);
    json_end_object(&j);
    buf_char(out, '\n');
}

static void put_tally(struct json *j, const struct tally *tally,
                      const struct outcome *outcome)
{
    static const char *const words[] = {[TALLY_PASSED] = "passed",
                                        [TALLY_FAILED] = "failed",
                                        [TALLY_NOT_RUN] = "not-run"};
    uint64_t not_run = tally->cannot ? outcome->children : tally->not_run;
    json_object(j);
    json_put_text(j, "code", str_of(tally->check->code));
    json_put_text(j, "status", str_of(words[tally->status]));
    json_put_integer(j, "rows", (int64_t)tally->rows);
    json_put_integer(j, "children", (int64_t)tally->children);
    json_put_integer(j, "children_not_run", (int64_t)not_run);
    if (tally->reason)
        json_put_text(j, "reason", str_of(tally->reason));
    else
        json_put_null(j, "reason");
    json_put_text(j, "severity", str_of(severity_word(tally->check->severity)));
    json_put_text(j, "message", str_of(tally->check->message));
    json_end_object(j);
}

static void end(struct buf *out, const struct return_about *about,
                const struct outcome *outcome)
{
    (void)about;
    buf_format(out, "],\"children\":%llu,\"rows\":%llu,\"rows_last\":%llu,\"checks\":",
               (unsigned long long)outcome->children, (unsigned long long)outcome->rows,
               (unsigned long long)outcome->rows_last);
    struct json j = json_new(out, false);
    json_array(&j);
    for (size_t i = 0; i < outcome->tally_count; i++)
        put_tally(&j, &outcome->tallies[i], outcome);
    json_end_array(&j);
    buf_add(out, STR("}\n"));
}

const struct returns_form returns_json = {.name = "json",
                                          .file = "report.json",
                                          .write = write,
                                          .write_unread = write_unread,
                                          .begin = begin,
                                          .end = end,
                                          .skip_first = ','};
