/* From raw rows to rows of the model: the cells of each column as its kind demands, then
 * whatever the table asks of the row as a whole. */
#include "evidence/reader.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "base/buf.h"

/* Fields are reached by their offset: forms.c took them from the very types. */
static void *field_at(void *row, size_t offset)
{
    return (char *)row + offset;
}

/* --- remarks on rows --- */

static size_t column_at(const struct build *b, const char *column)
{
    return form_column(b->form, str_of(column));
}

struct str build_cell(const struct build *b, const char *column)
{
    size_t at = column_at(b, column);
    assert(at != NO_COLUMN);
    return b->raw->cells[at];
}

static struct remark remark_on(const struct build *b, enum remark_kind kind,
                               const char *column)
{
    struct remark remark = {.kind = kind,
                            .file = b->raw->file->name,
                            .record = b->raw->record,
                            .field = str_of(column),
                            .found = build_cell(b, column),
                            .ids = &b->raw->id,
                            .id_count = 1};
    raw_place(b->raw, column_at(b, column), &remark.line, &remark.column);
    return remark;
}

/* The start of a long text, cut between characters. */
static struct str start_of(struct str s)
{
    enum { SHOWN = 80 };
    if (s.len > SHOWN)
        for (s.len = SHOWN; s.len > 0 && (s.at[s.len] & 0xc0) == 0x80; s.len--)
            continue;
    return s;
}

static void say_expected(const struct build *b, enum remark_kind kind, const char *column,
                         struct str expected, const char *advice)
{
    struct remark remark = remark_on(b, kind, column);
    struct str shown = start_of(remark.found);
    remark.expected = expected;
    struct str found =
        shown.len ? arena_format(b->reading->arena, "%s \"%.*s\"%s", column,
                                 STR_ARG(shown), shown.len < remark.found.len ? "…" : "")
                  : arena_format(b->reading->arena, "%s is blank", column);
    remark.text = arena_format(b->reading->arena, "%.*s; expected %.*s; %s",
                               STR_ARG(found), STR_ARG(expected), advice);
    remarks_add(b->reading->remarks, &remark);
}

void build_bad(struct build *b, const char *column, struct str expected,
               const char *advice)
{
    b->failed = true;
    /* What a what-if took away is not missing: the row was never written. */
    if (!b->raw->blanked)
        say_expected(b, REMARK_BAD_ROW, column, expected, advice);
}

void build_warn(struct build *b, const char *column, struct str expected,
                const char *advice)
{
    say_expected(b, REMARK_WARNING, column, expected, advice);
}

void build_say(struct build *b, enum remark_kind kind, const char *column,
               struct str text)
{
    struct remark remark = remark_on(b, kind, column);
    remark.text = text;
    remarks_add(b->reading->remarks, &remark);
}

struct str build_expected(struct arena *a, struct str nearest, struct str list)
{
    return str_is_empty(nearest)
               ? list
               : arena_format(a, "\"%.*s\" (the nearest)", STR_ARG(nearest));
}

/* --- cells --- */

/* One cell into its field.  The row fails after a remark. */
typedef void read_cell(struct build *b, const struct column *column, struct str cell,
                       void *row);

static void read_text(struct build *b, const struct column *column, struct str cell,
                      void *row)
{
    (void)b;
    *(struct str *)field_at(row, column->offset) = cell;
}

static void read_area(struct build *b, const struct column *column, struct str cell,
                      void *row)
{
    *(const struct area **)field_at(row, column->offset) =
        build_area(b, column->name, cell);
}

static void read_date(struct build *b, const struct column *column, struct str cell,
                      void *row)
{
    if (!date_parse(cell, (date *)field_at(row, column->offset)))
        build_bad(b, column->name, STR("a date"), "write it as YYYY-MM-DD");
}

static void read_period(struct build *b, const struct column *column, struct str cell,
                        void *row)
{
    if (!period_parse(cell, (struct period *)field_at(row, column->offset)))
        build_bad(b, column->name,
                  STR("a period: 2009, 2008/09, 2008-09, 2009-07, a date, or start..end"),
                  "write it as one of these");
    if (column->also)
        *(struct str *)field_at(row, column->also) = cell;
}

static void read_word(struct build *b, const struct column *column, struct str cell,
                      void *row)
{
    struct arena *a = b->reading->arena;
    int index = 0;
    if (vocabulary_find(column->words, cell, &index)) {
        /* Every enum of the model has the size of an int: static_assert in evidence.c. */
        memcpy(field_at(row, column->offset), &index, sizeof index);
        return;
    }
    struct str near = vocabulary_nearest(column->words, cell);
    build_bad(b, column->name,
              build_expected(a, near,
                             arena_format(a, "one of %.*s",
                                          STR_ARG(vocabulary_list(a, column->words)))),
              "write one of the vocabulary's words");
}

/* A service may have a name of its own; one that is nearly a known one is a slip. */
static void read_service(struct build *b, const struct column *column, struct str cell,
                         void *row)
{
    struct str name = vocabulary_service_name(b->reading->arena, cell);
    int index;
    *(struct str *)field_at(row, column->offset) = name;
    if (vocabulary_find(&vocabulary_service, name, &index))
        return;
    struct str near = vocabulary_nearest(&vocabulary_service, name);
    if (!str_is_empty(near))
        build_warn(b, column->name, build_expected(b->reading->arena, near, STR("")),
                   "it is taken as a service of its own; correct it if it is not");
}

static bool whole_number(struct str cell, int64_t most, int64_t *out)
{
    struct ratio number;
    if (!ratio_parse(cell, &number) || number.den != 1 || number.num < 0 ||
        number.num > most)
        return false;
    *out = number.num;
    return true;
}

static void read_whole(struct build *b, const struct column *column, struct str cell,
                       void *row)
{
    int64_t number = 0;
    if (!whole_number(cell, INT_MAX, &number))
        build_bad(b, column->name, STR("a whole number"), "write digits only");
    *(int *)field_at(row, column->offset) = (int)number;
}

static void read_count(struct build *b, const struct column *column, struct str cell,
                       void *row)
{
    if (!whole_number(cell, (int64_t)1 << 53, (int64_t *)field_at(row, column->offset)))
        build_bad(b, column->name, STR("a whole number"), "write digits only");
    *(bool *)field_at(row, column->also) = true;
}

static void read_number(struct build *b, const struct column *column, struct str cell,
                        void *row)
{
    if (!ratio_parse(cell, (struct ratio *)field_at(row, column->offset)))
        build_bad(b, column->name, STR("a number such as 65 or 6.9"),
                  str_ends(cell, STR("%"))
                      ? "write it without the sign"
                      : "write digits only; for a symbol, leave the cell blank and give "
                        "the reason in \"missing\" where the table has it");
    if (column->also)
        *(bool *)field_at(row, column->also) = true;
}

/* Lower case, with hyphens: as ids and families are written. */
static struct str plain_name(struct arena *a, struct str cell)
{
    char *text = arena_alloc(a, cell.len + 1);
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.at[i];
        text[i] = c == ' ' || c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return (struct str){text, cell.len};
}

static bool is_plain_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
            return false;
    }
    return name.len > 0 && name.at[0] >= 'a' && name.at[0] <= 'z';
}

static struct str framework_nearest(const struct build *b, struct str name)
{
    const struct regimes *regimes = b->reading->regimes;
    struct arena *a = b->reading->arena;
    struct str *names = arena_make(a, struct str, 2 * regimes->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < regimes->count; i++)
        names[count++] = regimes->at[i].id;
    for (size_t i = 0; i < regimes->count; i++)
        names[count++] = regimes->at[i].family;
    names[count++] = STR("setting");
    return str_nearest(name, names, count);
}

/* A family without a shipped framework is as good as one with: it has no judgements, and
 * what was graded under it stands on scale setting. */
static void read_framework(struct build *b, const struct column *column, struct str cell,
                           void *row)
{
    struct arena *a = b->reading->arena;
    struct str name = plain_name(a, cell);
    *(struct str *)field_at(row, column->offset) = name;
    if (regimes_has(b->reading->regimes, name) || str_equal(name, STR("setting")))
        return;
    struct str near = framework_nearest(b, name);
    if (!is_plain_name(name))
        build_bad(b, column->name,
                  build_expected(a, near, STR("the id or family of a framework")),
                  "write it in letters, digits and hyphens");
    else if (!str_is_empty(near))
        build_warn(b, column->name, build_expected(a, near, STR("")),
                   "it is taken as a family of its own; correct it if it is not");
}

/* The row a key refers to, or NULL after a remark, or silently where a what-if took the
 * row away: this one then was never written either. */
static const struct raw *refer(struct build *b, const struct column *column,
                               enum table table, struct str key)
{
    struct reading *r = b->reading;
    const struct raw *target = refer_key(r, table, b->raw->file, key);
    if (!target)
        target = refer_id(r, key);
    bool found = target && target->file->form->table == table;
    if (found && target->state == RAW_TAKEN)
        return target;
    if (found && target->state == RAW_LEFT_OUT)
        b->raw->blanked = true;
    struct str file = vocabulary_word(&vocabulary_table, (int)table);
    if (found)
        build_bad(
            b, column->name,
            arena_format(r->arena, "a row of %.*s.csv that can be taken", STR_ARG(file)),
            "correct the row it refers to");
    else
        build_bad(
            b, column->name,
            build_expected(r->arena, refer_nearest_key(r, table, key),
                           arena_format(r->arena, "an id of %.*s.csv", STR_ARG(file))),
            "correct the id, or add the row it refers to");
    return NULL;
}

static void read_inspection(struct build *b, const struct column *column, struct str cell,
                            void *row)
{
    const struct raw *target = refer(b, column, TABLE_INSPECTIONS, cell);
    if (target)
        *(const struct inspection **)field_at(row, column->offset) =
            &b->reading->evidence->inspections[target->row];
}

static void read_measure(struct build *b, const struct column *column, struct str cell,
                         void *row)
{
    const struct raw *target = refer(b, column, TABLE_MEASURES, cell);
    if (target)
        *(const struct measure **)field_at(row, column->offset) =
            &b->reading->evidence->measures[target->row];
}

static read_cell *const readers[CELL_KIND_COUNT] = {
    [CELL_TEXT] = read_text,       [CELL_AREA] = read_area,
    [CELL_DATE] = read_date,       [CELL_PERIOD] = read_period,
    [CELL_WORD] = read_word,       [CELL_SERVICE] = read_service,
    [CELL_WHOLE] = read_whole,     [CELL_COUNT] = read_count,
    [CELL_NUMBER] = read_number,   [CELL_FRAMEWORK] = read_framework,
    [CELL_MEASURE] = read_measure, [CELL_INSPECTION] = read_inspection,
};

/* What a field holds where its cell is blank, if that is not all zeros. */
static void set_blank(const struct column *column, void *row)
{
    void *field = field_at(row, column->offset);
    if (column->kind == CELL_DATE)
        *(date *)field = DATE_NONE;
    else if (column->kind == CELL_PERIOD)
        *(struct period *)field = (struct period){DATE_NONE, DATE_NONE};
    else if (column->kind == CELL_TEXT || column->kind == CELL_SERVICE ||
             column->kind == CELL_FRAMEWORK)
        *(struct str *)field = STR("");
    else if (column->kind == CELL_WHOLE)
        *(int *)field = -1;
    else if (column->kind == CELL_NUMBER)
        *(struct ratio *)field = (struct ratio){0, 1};
    if (column->kind == CELL_PERIOD && column->also)
        *(struct str *)field_at(row, column->also) = STR("");
}

static void build_columns(struct build *b, void *row)
{
    for (size_t i = 0; i < b->form->column_count; i++) {
        const struct column *column = &b->form->columns[i];
        struct str cell = b->raw->cells[i];
        set_blank(column, row);
        if (!str_is_empty(cell) && readers[column->kind])
            readers[column->kind](b, column, cell, row);
        else if (str_is_empty(cell) && column->need == REQUIRED)
            build_bad(b, column->name, STR("a value"), "fill the cell");
    }
}

/* --- rows --- */

static void build_row(struct reading *r, const struct form *form, struct raw *raw,
                      void *row)
{
    struct build b = {.reading = r, .form = form, .raw = raw};
    struct row *head = row;
    head->id = raw->id;
    head->record = raw->record;
    head->changed = raw->changed;
    build_columns(&b, row);
    if (!b.failed && form->own)
        form->own(&b, row);
    raw->state = !b.failed ? RAW_TAKEN : raw->blanked ? RAW_LEFT_OUT : RAW_BAD;
}

void *evidence_rows(const struct evidence *evidence, const struct form *form,
                    size_t *count)
{
    void *rows;
    memcpy(&rows, (const char *)evidence + form->rows_at, sizeof rows);
    memcpy(count, (const char *)evidence + form->count_at, sizeof *count);
    return rows;
}

static void set_rows(struct evidence *evidence, const struct form *form, void *rows,
                     size_t count)
{
    memcpy((char *)evidence + form->rows_at, &rows, sizeof rows);
    memcpy((char *)evidence + form->count_at, &count, sizeof count);
}

/* The room for a table's rows; areas have theirs already (refer_area.c). */
static void *room_for(struct reading *r, const struct form *form)
{
    if (form->table == TABLE_AREAS)
        return r->evidence->areas;
    return arena_try(r->arena, form->row_size * r->tables[form->table].count);
}

static status build_table(struct reading *r, const struct form *form, struct fault *why)
{
    const struct raw_table *table = &r->tables[form->table];
    size_t count = 0;
    char *rows = room_for(r, form);
    if (!rows)
        return fault_set(why, ERR_LIMIT,
                         "the evidence needs more memory than it may have; read less at "
                         "once");
    set_rows(r->evidence, form, rows, 0);
    for (size_t i = 0; i < table->count; i++) {
        struct raw *raw = &table->at[i];
        char *row = rows + count * form->row_size;
        memset(row, 0, form->row_size);
        if (raw->state == RAW_READ)
            build_row(r, form, raw, row);
        if (raw->state == RAW_TAKEN)
            raw->row = count++;
    }
    set_rows(r->evidence, form, rows, count);
    return OK;
}

status build_rows(struct reading *r, struct fault *why)
{
    for (size_t t = 0; t < TABLE_COUNT; t++) {
        TRY(build_table(r, form_of((enum table)t), why));
        if (t == TABLE_AREAS)
            refer_settle_areas(r);
        if (t == TABLE_FINDINGS)
            follow_findings(r);
        for (size_t i = 0; i < r->tables[t].count; i++)
            if (r->tables[t].at[i].state == RAW_BAD)
                unread_add(r, &r->tables[t].at[i]);
    }
    return OK;
}
