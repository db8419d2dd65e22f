#include "publish/edits.h"

#include <assert.h>

#include "base/csv.h"

/* ---- Columns */

enum column { SENTENCE, ORIGINAL, TEXT, BY, ON, REASON, COLUMN_COUNT };
static const char *const names[COLUMN_COUNT] = {"sentence", "original", "text",
                                                "by",       "on",       "reason"};

struct reading {
    struct arena *arena;
    struct edits *edits;
    struct remarks *remarks;
    size_t capacity;
    size_t places[COLUMN_COUNT];
};

static status find_columns(struct reading *r, const struct csv_record *head,
                           struct fault *why)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        size_t at = 0;
        while (at < head->count &&
               !str_equal_fold(str_trim(head->cells[at]), str_of(names[c])))
            at++;
        if (at == head->count)
            return fault_set(why, ERR_FORMAT,
                             "%.*s: no column '%s'; a sheet of sentences has the columns "
                             "sentence, original, text, by, on and reason "
                             "(assay letter --format edits writes one)",
                             STR_ARG(r->edits->file), names[c]);
        r->places[c] = at;
    }
    return OK;
}

/* A mark before what a spreadsheet would take for a formula is not part of it. */
static struct str cell_of(const struct reading *r, const struct csv_record *record,
                          enum column column)
{
    size_t at = r->places[column];
    struct str cell = at < record->count ? str_trim(record->cells[at]) : STR("");
    bool guarded = cell.len > 1 && cell.at[0] == '\'' &&
                   (cell.at[1] == '=' || cell.at[1] == '+' || cell.at[1] == '-' ||
                    cell.at[1] == '@');
    return guarded ? (struct str){cell.at + 1, cell.len - 1} : cell;
}

/* ---- Rows */

void edits_remark(const struct edits *edits, const struct edit *edit,
                  enum remark_kind kind, struct str text, struct remarks *remarks)
{
    struct remark remark = {.kind = kind,
                            .file = edits->file,
                            .record = edit->record,
                            .line = edit->line,
                            .found = edit->sentence,
                            .text = text};
    remarks_add(remarks, &remark);
}

static void bad_row(const struct reading *r, const struct edit *edit, const char *what)
{
    edits_remark(
        r->edits, edit, REMARK_BAD_ROW,
        arena_format(r->arena, "sentence %.*s: %s", STR_ARG(edit->sentence), what),
        r->remarks);
}

/* The reader of a letter asks who, when and why; an edit that does not say is none. */
static const char *fault_of(const struct reading *r, const struct edit *edit)
{
    if (edit->sentence.len == 0)
        return "the row names no sentence; give the id that --format edits writes";
    if (edit->original.len == 0)
        return "the sentence as composed is missing; without it nobody can tell whether "
               "the evidence has changed since";
    if (edit->by.len == 0)
        return "who changed it is missing; give a role, as in 'lead inspector'";
    if (edit->reason.len == 0)
        return "the reason is missing";
    if (date_is_none(edit->on))
        return "the day is missing or no date; expected a date such as 2011-11-08";
    if (edits_find(r->edits, edit->sentence))
        return "changed twice; the first row is taken";
    return NULL;
}

static void take_row(struct reading *r, const struct csv_record *record)
{
    struct edit edit = {.record = record->record,
                        .line = record->line,
                        .sentence = cell_of(r, record, SENTENCE),
                        .original = cell_of(r, record, ORIGINAL),
                        .text = cell_of(r, record, TEXT),
                        .by = cell_of(r, record, BY),
                        .reason = cell_of(r, record, REASON),
                        .on = DATE_NONE};
    size_t bad;
    if (edit.text.len == 0)
        return;
    if (!str_is_utf8(edit.text, &bad) || !str_is_utf8(edit.by, &bad) ||
        !str_is_utf8(edit.reason, &bad)) {
        bad_row(r, &edit, "the row is not UTF-8 text; save the sheet as CSV UTF-8");
        return;
    }
    date_parse(cell_of(r, record, ON), &edit.on);
    const char *fault = fault_of(r, &edit);
    if (fault) {
        bad_row(r, &edit, fault);
        return;
    }
    struct edits *all = r->edits;
    all->at = arena_grow(r->arena, struct edit, all->at, all->count, &r->capacity);
    all->at[all->count++] = edit;
}

static void bad_record(const struct reading *r, const struct csv *csv,
                       const struct fault *why)
{
    struct edit row = {.record = csv->record, .line = (uint32_t)why->line};
    edits_remark(r->edits, &row, REMARK_BAD_ROW, arena_copy(r->arena, str_of(why->text)),
                 r->remarks);
}

status edits_read(struct arena *a, struct str file, struct str text, struct edits *out,
                  struct remarks *remarks, struct fault *why)
{
    struct reading r = {.arena = a, .edits = out, .remarks = remarks};
    struct csv csv;
    struct csv_record record;
    bool headed = false;
    *out = (struct edits){.file = file};
    csv_open(&csv, a, text, (struct csv_limits){0});
    for (;;) {
        struct fault here = {0};
        bool any = csv_next(&csv, &record, &here);
        if (!any && here.code == OK)
            break;
        if (!any) {
            bad_record(&r, &csv, &here);
            if (csv.at >= text.len || here.code == ERR_LIMIT)
                break;
            continue;
        }
        if (headed)
            take_row(&r, &record);
        else
            TRY(find_columns(&r, &record, why));
        headed = true;
    }
    if (headed)
        return OK;
    return fault_set(why, ERR_FORMAT, "%.*s: the sheet is empty; a head row was expected",
                     STR_ARG(file));
}

struct edit *edits_find(const struct edits *edits, struct str sentence)
{
    for (size_t i = 0; i < edits->count; i++)
        if (str_equal(edits->at[i].sentence, sentence))
            return &edits->at[i];
    return NULL;
}

void edits_remark_unmet(struct arena *a, const struct edits *edits,
                        struct remarks *remarks)
{
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->at[i];
        if (edit->met)
            continue;
        edits_remark(edits, edit, REMARK_BAD_ROW,
                     arena_format(a,
                                  "sentence %.*s stands in no letter written now: the "
                                  "evidence or the framework has changed since; write "
                                  "the sheet anew with --format edits",
                                  STR_ARG(edit->sentence)),
                     remarks);
    }
}
