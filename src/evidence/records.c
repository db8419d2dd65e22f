/* From a file's bytes to raw rows: which column is which, and what is no row at all. */
#include <assert.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/sha256.h"
#include "evidence/reader.h"

enum { CELLS_MAX = 256 }; /* in a record; csv.h's own limit when told none */

struct loading {
    struct reading *reading;
    struct raw_file *file;
    struct csv csv;
    size_t column_of[CELLS_MAX]; /* of each header cell; see CELL_UNKNOWN */
    size_t header_count;
    size_t header_at; /* offset of the header */
    uint32_t header_line;
    bool all_text;     /* every byte is UTF-8 */
    bool whole_is_bad; /* a required column is missing: no row can be taken */
};

/* What stands for a column number where a header cell is no column of the form. */
#define CELL_UNKNOWN ((size_t)COLUMNS_MAX)      /* named, but not ours: not read */
#define CELL_NAMELESS ((size_t)COLUMNS_MAX + 1) /* blank: nothing may stand in it */

void remark_on_file(struct reading *r, enum remark_kind kind, struct str file,
                    struct str text)
{
    remarks_add(r->remarks, &(struct remark){.kind = kind, .file = file, .text = text});
}

/* --- where a cell stands --- */

struct spot {
    struct str text;
    size_t at, line_start;
    uint32_t line;
};

/* Passes one byte, or CR LF, and counts lines as csv.c does. */
static void spot_pass(struct spot *s)
{
    char c = s->text.at[s->at++];
    if (c == '\r' && s->at < s->text.len && s->text.at[s->at] == '\n')
        s->at++;
    if (c == '\n' || c == '\r') {
        s->line++;
        s->line_start = s->at;
    }
}

/* Passes a cell: to the comma or line end behind it. */
static void spot_pass_cell(struct spot *s)
{
    bool inside = s->at < s->text.len && s->text.at[s->at] == '"';
    bool quoted = inside;
    if (quoted)
        s->at++;
    while (s->at < s->text.len) {
        char c = s->text.at[s->at];
        if (!inside && (c == ',' || c == '\n' || c == '\r'))
            return;
        if (quoted && c == '"')
            inside = !inside;
        spot_pass(s);
    }
}

/* Moves from a record's start to one of its cells, or to its end where it is shorter. */
static void spot_find_cell(struct spot *s, size_t cell)
{
    for (size_t i = 0; i < cell; i++) {
        spot_pass_cell(s);
        if (s->at >= s->text.len || s->text.at[s->at] != ',')
            return;
        s->at++;
    }
}

void raw_place(const struct raw *raw, size_t column, uint32_t *line, uint32_t *byte)
{
    struct spot s = {raw->file->text, raw->offset, raw->offset, raw->line};
    if (column != NO_COLUMN && raw->file->place[column] != NO_COLUMN)
        spot_find_cell(&s, raw->file->place[column]);
    *line = s.line;
    *byte = (uint32_t)(s.at - s.line_start + 1);
}

/* The offset of a line, looking from where csv.c stood before it read on. */
static size_t offset_of_line(const struct csv *before, uint32_t line)
{
    struct spot s = {before->input, before->at, before->at, before->line};
    while (s.line < line && s.at < s.text.len)
        spot_pass(&s);
    return s.at;
}

/* --- the header --- */

static void remark_on_header(struct loading *l, enum remark_kind kind, size_t cell,
                             struct str name, struct str text)
{
    struct spot s = {l->file->text, l->header_at, l->header_at, l->header_line};
    spot_find_cell(&s, cell);
    remarks_add(l->reading->remarks,
                &(struct remark){.kind = kind,
                                 .file = l->file->name,
                                 .record = 1,
                                 .line = s.line,
                                 .column = (uint32_t)(s.at - s.line_start + 1),
                                 .field = name,
                                 .found = name,
                                 .text = text});
}

static void warn_of_unknown_column(struct loading *l, size_t cell, struct str name)
{
    const struct form *form = l->file->form;
    struct str names[COLUMNS_MAX];
    for (size_t i = 0; i < form->column_count; i++)
        names[i] = str_of(form->columns[i].name);
    struct str near = str_nearest(name, names, form->column_count);
    struct arena *a = l->reading->arena;
    remark_on_header(
        l, REMARK_WARNING, cell, name,
        str_is_empty(near)
            ? arena_format(a, "column \"%.*s\" is not one of this table; it is not read",
                           STR_ARG(name))
            : arena_format(a,
                           "column \"%.*s\" is not one of this table; the nearest is "
                           "\"%.*s\": rename it, else it is not read",
                           STR_ARG(name), STR_ARG(near)));
}

/* Which column a header cell names. */
static size_t header_column(struct loading *l, size_t cell, struct str name)
{
    struct raw_file *file = l->file;
    if (str_is_empty(name))
        return CELL_NAMELESS;
    size_t column = form_column(file->form, name);
    if (column == NO_COLUMN) {
        warn_of_unknown_column(l, cell, name);
        return CELL_UNKNOWN;
    }
    if (file->place[column] == NO_COLUMN)
        file->place[column] = cell;
    else
        remark_on_header(l, REMARK_WARNING, cell, name,
                         arena_format(l->reading->arena,
                                      "column \"%.*s\" stands twice; rows where the two "
                                      "differ are not taken: remove one",
                                      STR_ARG(name)));
    return column;
}

/* "kind, text" where columns are missing that no row can do without; else empty. */
static struct str missing_columns(const struct loading *l)
{
    const struct form *form = l->file->form;
    struct buf missing = buf_new(l->reading->arena, KIB);
    struct buf either = buf_new(l->reading->arena, KIB);
    bool has_either = false;
    for (size_t i = 0; i < form->column_count; i++) {
        const struct column *column = &form->columns[i];
        bool there = l->file->place[i] != NO_COLUMN;
        if (column->need == REQUIRED && !there)
            buf_format(&missing, "%s%s", missing.len ? ", " : "", column->name);
        if (column->need == ONE_OF)
            buf_format(&either, "%s%s", either.len ? " or " : "", column->name);
        has_either |= column->need == ONE_OF && there;
    }
    if (either.len && !has_either)
        buf_format(&missing, "%s%.*s", missing.len ? ", " : "",
                   STR_ARG(buf_text(&either)));
    return buf_text(&missing);
}

static void read_header(struct loading *l, const struct csv_record *header)
{
    struct arena *a = l->reading->arena;
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        l->file->place[i] = NO_COLUMN;
    l->header_count = header->count;
    for (size_t i = 0; i < header->count; i++)
        l->column_of[i] = header_column(l, i, str_trim(header->cells[i]));
    struct str missing = missing_columns(l);
    if (str_is_empty(missing))
        return;
    l->whole_is_bad = true;
    remark_on_header(l, REMARK_UNREADABLE, 0, STR(""),
                     arena_format(a,
                                  "the header lacks %.*s; no row of this file is taken: "
                                  "add what is missing",
                                  STR_ARG(missing)));
}

/* --- records --- */

static void remark_on_record(struct loading *l, const struct raw *raw, struct str found,
                             struct str text)
{
    remarks_add(l->reading->remarks, &(struct remark){.kind = REMARK_BAD_ROW,
                                                      .file = l->file->name,
                                                      .record = raw->record,
                                                      .line = raw->line,
                                                      .column = 1,
                                                      .found = found,
                                                      .text = text});
}

/* True where a cell holds what no text does: bytes that are not UTF-8, or a NUL. */
static bool is_damaged(const struct loading *l, struct str cell)
{
    size_t bad;
    for (size_t i = 0; i < cell.len; i++)
        if (cell.at[i] == '\0')
            return true;
    return !l->all_text && !str_is_utf8(cell, &bad);
}

/* What is wrong with a cell as such, before anyone asks what it means; or the empty view.
 * Puts it into its column. */
static struct str place_cell(const struct loading *l, struct raw *raw, size_t i,
                             struct str cell)
{
    size_t column = i < l->header_count ? l->column_of[i] : CELL_NAMELESS;
    if (is_damaged(l, cell))
        return STR("a cell is not UTF-8 text; save the file as CSV UTF-8");
    if (str_is_empty(cell) || column == CELL_UNKNOWN)
        return STR("");
    if (column == CELL_NAMELESS)
        return STR("a cell stands under no column; check for a comma too many, or a "
                   "text with commas that is not in quotes");
    bool second = !str_is_empty(raw->cells[column]);
    if (second && !str_equal(raw->cells[column], cell))
        return STR("a column stands twice and its two cells differ; remove one");
    raw->cells[column] = cell;
    return STR("");
}

static struct raw *new_raw(struct loading *l, struct fault *why)
{
    struct raw_table *table = &l->reading->tables[l->file->form->table];
    size_t columns = l->file->form->column_count;
    struct arena *a = l->reading->arena;
    if (table->count == table->capacity) {
        size_t capacity = table->capacity ? 2 * table->capacity : 64;
        struct raw *wider = arena_try(a, capacity * sizeof *wider);
        for (size_t i = 0; wider && i < table->count; i++)
            wider[i] = table->at[i];
        table->at = wider ? wider : table->at;
        table->capacity = wider ? capacity : table->capacity;
    }
    struct str *cells = arena_try(a, columns * sizeof *cells);
    if (!cells || table->count == table->capacity) {
        fault_at(why, ERR_LIMIT, l->file->name, 0, 0,
                 "the evidence needs more memory than it may have; read less at once");
        return NULL;
    }
    struct raw *raw = &table->at[table->count++];
    *raw = (struct raw){.file = l->file, .cells = cells};
    for (size_t i = 0; i < columns; i++)
        cells[i] = STR("");
    return raw;
}

/* Spreadsheets leave rows of commas behind: no record to anyone. */
static bool is_blank_record(const struct csv_record *record)
{
    for (size_t i = 0; i < record->count; i++)
        if (!str_is_empty(str_trim(record->cells[i])))
            return false;
    return true;
}

static status read_record(struct loading *l, const struct csv_record *record,
                          size_t offset, struct fault *why)
{
    if (is_blank_record(record))
        return OK;
    struct raw *raw = new_raw(l, why);
    if (!raw)
        return why->code;
    raw->record = record->record;
    raw->line = record->line;
    raw->offset = offset;
    raw->state = l->whole_is_bad ? RAW_BAD : RAW_READ;
    for (size_t i = 0; i < record->count; i++) {
        struct str cell = str_trim(record->cells[i]);
        struct str wrong = place_cell(l, raw, i, cell);
        if (str_is_empty(wrong))
            continue;
        if (raw->state == RAW_READ)
            remark_on_record(l, raw, cell, wrong);
        raw->state = RAW_BAD;
    }
    return OK;
}

/* A record that is no CSV is a bad row of which nothing could be read. */
static status read_broken(struct loading *l, const struct fault *broken,
                          struct fault *why)
{
    struct raw *raw = new_raw(l, why);
    if (!raw)
        return why->code;
    raw->record = l->csv.record;
    raw->line = broken->line;
    raw->state = RAW_BAD;
    remarks_add(l->reading->remarks, &(struct remark){.kind = REMARK_BAD_ROW,
                                                      .file = l->file->name,
                                                      .record = raw->record,
                                                      .line = broken->line,
                                                      .column = broken->column,
                                                      .text = str_of(broken->text)});
    return OK;
}

/* Reads the records behind the header. */
static status read_rows(struct loading *l, struct fault *why)
{
    for (;;) {
        struct csv before = l->csv;
        struct csv_record record;
        struct fault broken = {0};
        if (csv_next(&l->csv, &record, &broken)) {
            TRY(read_record(l, &record, offset_of_line(&before, record.line), why));
            continue;
        }
        if (!broken.code)
            return OK;
        if (l->csv.record == before.record) {
            remark_on_file(l->reading, REMARK_UNREADABLE, l->file->name,
                           str_of(broken.text));
            return OK;
        }
        TRY(read_broken(l, &broken, why));
    }
}

static void read_first(struct loading *l)
{
    struct reading *r = l->reading;
    struct csv before = l->csv;
    struct csv_record header;
    struct fault broken = {0};
    if (csv_next(&l->csv, &header, &broken)) {
        l->header_at = offset_of_line(&before, header.line);
        l->header_line = header.line;
        read_header(l, &header);
        return;
    }
    l->whole_is_bad = true;
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        l->file->place[i] = NO_COLUMN;
    remark_on_file(
        r, REMARK_UNREADABLE, l->file->name,
        broken.code ? arena_format(r->arena, "the header cannot be read: %s", broken.text)
                    : STR("the file is empty; expected a header row: write "
                          "the column names, or remove the file"));
}

/* One remark for the file, beside those for its rows: what to do about all of them. */
static void check_text(struct loading *l)
{
    size_t bad = 0;
    l->all_text = str_is_utf8(l->file->text, &bad);
    if (l->all_text)
        return;
    struct spot s = {l->file->text, 0, 0, 1};
    while (s.at < bad)
        spot_pass(&s);
    remarks_add(l->reading->remarks,
                &(struct remark){.kind = REMARK_WARNING,
                                 .file = l->file->name,
                                 .line = s.line,
                                 .column = (uint32_t)(bad - s.line_start + 1),
                                 .text = STR("the file is not UTF-8 from here on; its "
                                             "damaged rows are not taken: save it as CSV "
                                             "UTF-8")});
}

static void note_file(struct loading *l, const struct folder_file *file)
{
    struct evidence *evidence = l->reading->evidence;
    struct arena *a = l->reading->arena;
    evidence->files[evidence->file_count++] =
        (struct source_file){.file = l->file->name,
                             .records = l->csv.record ? l->csv.record - 1 : 0,
                             .sha256 = sha256_hex(a, file->text)};
}

status records_read(struct reading *r, const struct folder_file *file, struct fault *why)
{
    int table;
    struct str stem = {file->name.at, file->name.len - 4};
    bool known = vocabulary_find(&vocabulary_table, stem, &table);
    assert(known && "folder.c passes only tables");
    (void)known;
    struct raw_file *raw_file = arena_make(r->arena, struct raw_file, 1);
    *raw_file = (struct raw_file){
        .form = form_of((enum table)table), .prefix = file->prefix, .text = file->text};
    raw_file->name = arena_format(r->arena, "%.*s%.*s.csv", STR_ARG(file->prefix),
                                  STR_ARG(vocabulary_word(&vocabulary_table, table)));
    struct loading *l = arena_make(r->arena, struct loading, 1);
    l->reading = r;
    l->file = raw_file;
    csv_open(&l->csv, r->arena, file->text, (struct csv_limits){.cells = CELLS_MAX});
    check_text(l);
    read_first(l);
    TRY(read_rows(l, why));
    note_file(l, file);
    return OK;
}
