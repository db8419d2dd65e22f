/* assay trace: an evidence id back to its file, record and cells, and what refers to it.
 */
#include <assert.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/os.h"
#include "cli/source.h"
#include "cli/trace_store.h"

static const struct option options[] = {
    SOURCE_OPTIONS,
    JUDGING_OPTIONS,
    {"json", NULL, false, "one JSON object"},
    {"quiet", NULL, false, "nothing beside the answer; it says no more anyway"}};
static const struct usage usage = {
    .verb = "trace",
    .synopsis = "trace EVIDENCE-ID (--evidence DIR… | --db FILE)\n"
                "              [--framework ID|FILE --area A] [--json]",
    .what = "Shows the row behind an evidence id: its file, record and cells, and who "
            "uses it; of a store its load, publisher and what it says.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay trace findings:2 --evidence examples/knowsley-rating-2009\n"
               "  assay trace 54:17 --db england.db\n"};

/* A row as it stands in its file. */
struct source_row {
    struct str file, sha256;
    uint32_t record, line;
    const struct str *heads, *cells;
    size_t count;
};

/* A step of a verdict that rests on the row. */
struct use {
    struct str judgement, rule, text;
};
struct uses {
    struct use *at;
    size_t count, capacity;
};

/* --- the row
 * ------------------------------------------------------------------------------- */

static struct str *copy_cells(struct arena *a, const struct csv_record *record,
                              size_t count)
{
    struct str *cells = arena_make(a, struct str, count);
    for (size_t i = 0; i < count && i < record->count; i++)
        cells[i] = arena_copy(a, record->cells[i]);
    return cells;
}

static status read_record(struct arena *a, struct str path, uint32_t wanted,
                          struct source_row *row, struct fault *why)
{
    struct str text;
    struct csv csv;
    struct csv_record record;
    TRY(os_read_file(a, path, 1024 * MIB, &text, why));
    csv_open(&csv, a, text, (struct csv_limits){0});
    for (;;) {
        struct fault skipped = {0};
        if (!csv_next(&csv, &record, &skipped)) {
            if (skipped.code)
                continue;
            break;
        }
        if (record.record == 1) {
            row->count = record.count;
            row->heads = copy_cells(a, &record, record.count);
        }
        if (record.record == wanted) {
            row->line = record.line;
            row->cells = copy_cells(a, &record, row->count);
            return OK;
        }
    }
    return fault_set(why, ERR_IO, "%.*s has changed while it was read", STR_ARG(path));
}

/* "sefton-2011/shares:4" stands in the folder whose last element is sefton-2011. */
static struct str folder_of(const struct source *source, struct str id)
{
    size_t slash = str_find_last(id, '/');
    for (size_t i = 0; slash < id.len && i < source->folder_count; i++) {
        struct str folder = source->folders[i];
        while (str_ends(folder, STR("/")))
            folder.len--;
        if (str_ends(folder, (struct str){id.at, slash}))
            return source->folders[i];
    }
    return source->folders[0];
}

static status find_row(struct arena *a, const struct source *source, struct str id,
                       struct source_row *out, struct fault *why)
{
    enum table table;
    size_t index;
    if (!evidence_find(source->evidence, id, &table, &index))
        return fault_set(why, ERR_USAGE,
                         "there is no row '%.*s' in the evidence; an id is a file and a "
                         "record (the header is record 1) or a row's own id: shares:2",
                         STR_ARG(id));
    const struct row *row = evidence_row(source->evidence, table, index);
    struct str stem = vocabulary_word(&vocabulary_table, (int)table);
    struct str name = arena_format(a, "%.*s.csv", STR_ARG(stem));
    struct source_row found = {.file = name, .record = row->record};
    size_t slash = str_find_last(row->id, '/');
    if (slash < row->id.len)
        found.file = arena_format(a, "%.*s/%.*s", (int)slash, row->id.at, STR_ARG(name));
    for (size_t i = 0; i < source->evidence->file_count; i++) {
        if (str_equal(source->evidence->files[i].file, found.file))
            found.sha256 = source->evidence->files[i].sha256;
    }
    struct str path = os_join(a, folder_of(source, row->id), name);
    TRY(read_record(a, path, row->record, &found, why));
    *out = found;
    return OK;
}

/* --- who uses it
 * ----------------------------------------------------------------------------- */

static bool stands_on(const struct step *step, struct str id)
{
    for (size_t i = 0; i < step->id_count; i++) {
        struct str at = step->ids[i];
        /* One row of a store may say several things: 12:345/overall is of 12:345. */
        bool part = str_starts(at, id) && at.len > id.len && at.at[id.len] == '/';
        if (part || str_equal(at, id))
            return true;
    }
    return false;
}

static void collect(struct arena *a, struct str judgement, const struct step *step,
                    struct str id, struct uses *uses)
{
    if (stands_on(step, id)) {
        uses->at = arena_grow(a, struct use, uses->at, uses->count, &uses->capacity);
        uses->at[uses->count++] = (struct use){judgement, step->rule, step->text};
    }
    for (size_t i = 0; i < step->step_count; i++)
        collect(a, judgement, &step->steps[i], id, uses);
}

static void collect_area(struct arena *a, const struct verdict *verdict, struct str id,
                         struct uses *uses)
{
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        const struct ruling *ruling = &verdict->rulings[i];
        for (size_t k = 0; k < ruling->step_count; k++)
            collect(a, ruling->judgement->path, &ruling->steps[k], id, uses);
    }
    for (size_t i = 0; i < verdict->question_count; i++)
        collect(a, verdict->questions[i].question->id, &verdict->questions[i].step, id,
                uses);
}

/* --- printing
 * -------------------------------------------------------------------------------- */

static void say_uses(const struct uses *uses, struct buf *out)
{
    buf_format(out, "\n%s\n",
               uses->count ? "Used by" : "No step of the judgement uses it.");
    for (size_t i = 0; i < uses->count; i++)
        buf_format(out, "  %.*s, %.*s: %.*s\n", STR_ARG(uses->at[i].judgement),
                   STR_ARG(uses->at[i].rule), STR_ARG(uses->at[i].text));
}

static void say(struct str id, const struct source_row *row, struct buf *out)
{
    buf_format(out, "%.*s\n  file    %.*s, record %u (header = 1), line %u\n",
               STR_ARG(id), STR_ARG(row->file), row->record, row->line);
    buf_format(out, "  sha256  %.*s\n\n", STR_ARG(row->sha256));
    assert(row->count == 0 || row->cells);
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].len)
            buf_format(out, "  %-16.*s %.*s\n", STR_ARG(row->heads[i]),
                       STR_ARG(row->cells[i]));
    }
}

static void say_stored(const struct trace_row *row, struct buf *out)
{
    const struct load *load = row->load;
    buf_format(out, "%.*s\n  load       %lld\n  file       %.*s, row %.*s\n",
               STR_ARG(row->id), (long long)load->id, STR_ARG(load->file),
               STR_ARG(row->rows));
    buf_format(out, "  publisher  %.*s\n  title      %.*s\n  licence    %.*s\n",
               STR_ARG(load->publisher), STR_ARG(load->title), STR_ARG(load->licence));
    buf_format(out, "  sha256     %.*s\n\n", STR_ARG(load->sha256));
    for (size_t i = 0; i < row->count; i++)
        buf_format(out, "  %-16.*s %.*s\n", STR_ARG(row->says[i].kind),
                   STR_ARG(row->says[i].text));
}

static void put_uses(struct json *j, const struct uses *uses)
{
    json_key(j, "uses");
    json_array(j);
    for (size_t i = 0; i < uses->count; i++) {
        json_object(j);
        json_put_text(j, "judgement", uses->at[i].judgement);
        json_put_text(j, "rule", uses->at[i].rule);
        json_put_text(j, "text", uses->at[i].text);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_stored_json(const struct trace_row *row, const struct uses *uses,
                            struct buf *out)
{
    struct json j = json_new(out, true);
    const struct load *load = row->load;
    json_object(&j);
    json_put_text(&j, "id", row->id);
    json_put_integer(&j, "load", load->id);
    json_put_text(&j, "file", load->file);
    json_put_text(&j, "row", row->rows);
    json_put_text(&j, "sha256", load->sha256);
    json_put_text(&j, "publisher", load->publisher);
    json_put_text(&j, "title", load->title);
    json_put_text(&j, "licence", load->licence);
    json_put_text(&j, "attribution", load->attribution);
    json_key(&j, "says");
    json_array(&j);
    for (size_t i = 0; i < row->count; i++) {
        json_object(&j);
        json_put_text(&j, "kind", row->says[i].kind);
        json_put_text(&j, "text", row->says[i].text);
        json_end_object(&j);
    }
    json_end_array(&j);
    put_uses(&j, uses);
    json_end_object(&j);
    buf_char(out, '\n');
}

static void put_json(struct str id, const struct source_row *row, const struct uses *uses,
                     struct buf *out)
{
    struct json j = json_new(out, true);
    json_object(&j);
    json_put_text(&j, "id", id);
    json_put_text(&j, "file", row->file);
    json_put_integer(&j, "record", row->record);
    json_put_integer(&j, "line", row->line);
    json_put_text(&j, "sha256", row->sha256);
    json_key(&j, "cells");
    json_object(&j);
    assert(row->count == 0 || (row->heads && row->cells));
    for (size_t i = 0; i < row->count; i++)
        json_put_text(&j, row->heads[i].at, row->cells[i]);
    json_end_object(&j);
    put_uses(&j, uses);
    json_end_object(&j);
    buf_char(out, '\n');
}

static void collect_areas(struct arena *a, const struct source *source, struct str id,
                          struct uses *uses)
{
    for (size_t i = 0; i < source->area_count; i++)
        collect_area(a, source_judge(a, source, i), id, uses);
}

static status trace_folder(struct arena *a, const struct args *args, struct buf *out,
                           struct fault *why)
{
    struct str id = args->words[0];
    struct source source;
    struct source_row row = {0};
    struct uses uses = {0};
    bool judged = args_value(args, "framework").len > 0;
    TRY(judged ? source_open(a, args, &source, why)
               : source_open_evidence(a, args, &source, why));
    TRY(find_row(a, &source, id, &row, why));
    if (judged)
        collect_areas(a, &source, id, &uses);
    if (args_flag(args, "json")) {
        put_json(id, &row, &uses, out);
        return OK;
    }
    say(id, &row, out);
    if (judged)
        say_uses(&uses, out);
    return OK;
}

static status trace_stored(struct arena *a, const struct args *args, struct buf *out,
                           struct fault *why)
{
    struct source source = {0};
    struct trace_row row;
    struct uses uses = {0};
    bool judged = args_value(args, "framework").len > 0;
    TRY(judged ? source_open(a, args, &source, why)
               : england_read(a, args, &source.england, why));
    TRY(trace_store(a, &source.england, args->words[0], &row, why));
    if (judged)
        collect_areas(a, &source, args->words[0], &uses);
    if (args_flag(args, "json")) {
        put_stored_json(&row, &uses, out);
        return OK;
    }
    say_stored(&row, out);
    if (judged)
        say_uses(&uses, out);
    return OK;
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    (void)ending;
    if (args->word_count != 1)
        return fault_set(why, ERR_USAGE, "name one evidence id, such as shares:2");
    struct buf out = buf_new(a, 64 * MIB);
    TRY(source_is_store(args) ? trace_stored(a, args, &out, why)
                              : trace_folder(a, args, &out, why));
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}

const struct verb verb_trace = {&usage, run};
