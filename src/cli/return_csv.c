/* findings.csv and checks.csv: the columns that are promised, in their order. */
#include "base/csv.h"
#include "cli/return_cells.h"
#include "cli/returns.h"

static void put_cell(struct buf *out, struct str s)
{
    buf_char(out, ',');
    csv_put(out, s);
}

static void put_child(struct buf *out, struct str id)
{
    buf_char(out, ',');
    returns_put_child(out, id);
}

static void put_number(struct buf *out, uint64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    put_cell(out, (struct str){digits + at, sizeof digits - at});
}

const char *severity_word(enum severity severity)
{
    static const char *const words[] = {[SEVERITY_ERROR] = "error",
                                        [SEVERITY_QUERY] = "query",
                                        [SEVERITY_WARNING] = "warning",
                                        [SEVERITY_CHECK] = "check"};
    return words[severity];
}

static void begin(struct buf *out, const struct return_about *about)
{
    (void)about;
    buf_add(out, STR("code,severity,table,row,child,fields,message\n"));
}

static void write(const void *context, struct buf *out, const struct finding *finding)
{
    const struct check *check = finding->check;
    unsigned count;
    (void)context;
    csv_put(out, str_of(check->code));
    put_cell(out, str_of(severity_word(check->severity)));
    if (finding->child) {
        enum return_kind kind = finding->child->kind;
        put_cell(out, table_shapes(kind, &count)[finding->table].name);
        put_number(out, finding->entry->row);
        put_child(out, finding->child->id);
    } else {
        buf_add(out, STR(",,,"));
    }
    put_cell(out, str_of(check->fields));
    put_cell(out, str_of(check->message));
    buf_char(out, '\n');
}

const char *unread_code(const struct unread *unread)
{
    return unread->whole_child ? "CHILD" : unread->row ? "ROW" : "FILE";
}

static void write_unread(const void *context, struct buf *out,
                         const struct unread *unread)
{
    (void)context;
    csv_put(out, str_of(unread_code(unread)));
    buf_add(out, STR(",error"));
    put_cell(out, unread->table);
    if (unread->row)
        put_number(out, unread->row);
    else
        buf_char(out, ',');
    put_child(out, unread->child);
    buf_char(out, ',');
    struct str file = unread->file;
    struct str said = unread->text;
    if (file.len)
        said = arena_format(out->arena, "%.*s: %.*s", STR_ARG(file), STR_ARG(said));
    put_cell(out, said);
    buf_char(out, '\n');
}

const struct returns_form returns_csv = {.name = "csv",
                                         .file = "findings.csv",
                                         .write = write,
                                         .write_unread = write_unread,
                                         .begin = begin};

void returns_checks_csv(struct buf *out, const struct outcome *outcome)
{
    static const char *const words[] = {[TALLY_PASSED] = "passed",
                                        [TALLY_FAILED] = "failed",
                                        [TALLY_NOT_RUN] = "not-run"};
    buf_add(out, STR("code,status,rows,children,children_not_run,reason\n"));
    for (size_t i = 0; i < outcome->tally_count; i++) {
        const struct tally *tally = &outcome->tallies[i];
        csv_put(out, str_of(tally->check->code));
        put_cell(out, str_of(words[tally->status]));
        put_number(out, tally->rows);
        put_number(out, tally->children);
        put_number(out, tally->cannot ? outcome->children : tally->not_run);
        put_cell(out, str_of(tally->reason));
        buf_char(out, '\n');
    }
}
