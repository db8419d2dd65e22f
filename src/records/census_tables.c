#include "records/census_tables.h"

enum { KEYS = 3, KEY_CHILD = 0, KEY_ROW, KEY_IN, WIDTH_MOST = KEYS + COLUMNS_MAX };
static const struct str keys[KEYS] = {{"Child", 5}, {"Row", 3}, {"In", 2}};

struct census_table {
    struct str path;
    struct os_file file;
    struct scan *scan;
    struct arena *arena;         /* of the row read last */
    uint8_t columns[WIDTH_MOST]; /* the file's columns: keys, then the table's */
    unsigned width;
    unsigned table;
    bool has; /* a row that no child took yet */
    uint32_t row, child, in;
    struct str cells[COLUMNS_MAX];
};

/* ---- Recognising */

struct head {
    struct str names[WIDTH_MOST];
    unsigned count;
};

static bool read_head(struct arena *a, struct scan *scan, struct head *head)
{
    struct scanned row;
    bool failed;
    head->count = 0;
    if (!scan_next(scan, &row, &failed) || row.wrong)
        return false;
    struct str rest = letters_text(a, scan_letters(scan), row.bytes);
    while (rest.at && head->count < WIDTH_MOST)
        head->names[head->count++] = arena_copy(a, str_trim(row_cell(a, rest, &rest)));
    return !rest.at;
}

/* Which key (or column, counted after the keys) a name is; WIDTH_MOST: none. */
static unsigned find_column(const struct table_shape *shape, struct str name)
{
    for (unsigned k = 0; k < KEYS; k++)
        if (str_equal_fold(name, keys[k]))
            return k;
    for (unsigned c = 0; c < shape->column_count; c++)
        if (str_equal_fold(name, shape->columns[c].name))
            return KEYS + c;
    return WIDTH_MOST;
}

static bool map_columns(struct census_table *t, const struct head *head,
                        const struct table_shape *shape)
{
    bool seen[WIDTH_MOST] = {false};
    if (head->count != KEYS + shape->column_count)
        return false;
    for (unsigned i = 0; i < head->count; i++) {
        unsigned column = find_column(shape, head->names[i]);
        if (column == WIDTH_MOST || seen[column])
            return false;
        seen[column] = true;
        t->columns[i] = (uint8_t)column;
    }
    t->width = head->count;
    return true;
}

static bool recognise(struct census_table *t, const struct head *head)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    for (t->table = 0; t->table < count; t->table++)
        if (map_columns(t, head, &shapes[t->table]))
            return true;
    return false;
}

/* ---- Rows */

static bool read_number(struct str text, uint32_t *out)
{
    uint64_t number = 0;
    for (size_t i = 0; i < text.len && number <= UINT32_MAX; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(text.at[i] - '0');
    }
    *out = (uint32_t)number;
    return number <= UINT32_MAX;
}

static status take_cells(struct census_table *t, struct str row, struct fault *why)
{
    struct str told[KEYS] = {{"", 0}, {"", 0}, {"", 0}}, rest = row;
    uint32_t before = t->child, number;
    memset(t->cells, 0, sizeof t->cells);
    for (unsigned i = 0; rest.at && i < t->width; i++) {
        struct str text = row_cell(t->arena, rest, &rest);
        unsigned column = t->columns[i];
        if (column < KEYS)
            told[column] = text;
        else
            t->cells[column - KEYS] = text;
    }
    bool read = read_number(told[KEY_CHILD], &t->child) && t->child > 0 &&
                read_number(told[KEY_ROW], &number) && read_number(told[KEY_IN], &t->in);
    if (!read)
        return fault_at(why, ERR_FORMAT, t->path, 0, 0,
                        "row %u: Child, Row and In must be whole numbers, and Child at "
                        "least 1",
                        t->row);
    if (t->child < before)
        return fault_at(why, ERR_FORMAT, t->path, 0, 0,
                        "row %u: child %u stands behind child %u; rows must stand in the "
                        "order of children",
                        t->row, t->child, before);
    return OK;
}

static status advance(struct census_table *t, struct fault *why)
{
    struct scanned row;
    bool failed = false;
    t->has = false;
    arena_reset(t->arena);
    while (scan_next(t->scan, &row, &failed)) {
        t->row = row.number;
        if (row.wrong)
            return fault_at(why, ERR_FORMAT, t->path, 0, 0, "row %u: %s", row.number,
                            row.wrong);
        if (row.is_blank)
            continue;
        t->has = true;
        return take_cells(t, letters_text(t->arena, scan_letters(t->scan), row.bytes),
                          why);
    }
    return failed ? fault_at(why, ERR_IO, t->path, 0, 0, "this file could not be read")
                  : OK;
}

/* ---- Opening */

static bool is_header(const struct head *head)
{
    return head->count == 2 && str_equal_fold(head->names[0], STR("Item")) &&
           str_equal_fold(head->names[1], STR("Value"));
}

static void drop(struct census_table *t)
{
    os_file_close(&t->file);
    arena_free(t->arena);
}

static status take_table(struct arena *a, struct census_table *t,
                         struct census_tables *out, struct fault *why)
{
    struct head head;
    t->arena = arena_new(16 * MIB);
    t->scan = scan_new(a, &t->file);
    bool read = read_head(a, t->scan, &head);
    if (read && is_header(&head)) {
        out->header = t->path;
        drop(t);
        return OK;
    }
    if (!read || !recognise(t, &head) || out->at[t->table]) {
        drop(t);
        return fault_at(why, ERR_FORMAT, t->path, 1, 0,
                        "this is no table of a census, or one that was given already; "
                        "expected Child, Row, In and the columns of a table "
                        "(docs/returns.md)");
    }
    out->at[t->table] = t;
    return advance(t, why);
}

status census_tables_open(struct arena *a, const struct str *paths, size_t count,
                          struct census_tables *out, struct fault *why)
{
    *out = (struct census_tables){.header = STR("")};
    for (size_t i = 0; i < count; i++) {
        struct census_table *t = arena_make(a, struct census_table, 1);
        t->path = paths[i];
        TRY(os_file_open(paths[i], &t->file, why));
        TRY(take_table(a, t, out, why));
    }
    if (!out->at[TC_CHILD_IDENTIFIERS])
        return fault_set(why, ERR_FORMAT,
                         "no table ChildIdentifiers of a census was given");
    return OK;
}

void census_tables_close(struct census_tables *tables)
{
    for (unsigned t = 0; t < TC_COUNT; t++)
        if (tables->at[t])
            drop(tables->at[t]);
    *tables = (struct census_tables){.header = STR("")};
}

/* ---- One child */

static struct cell *cells_of(struct arena *a, const struct census_table *t)
{
    unsigned count;
    unsigned width = table_shapes(RETURN_CIN, &count)[t->table].column_count;
    struct cell *cells = arena_make(a, struct cell, width);
    for (unsigned c = 0; c < width; c++) {
        struct str text = arena_copy(a, t->cells[c]);
        cells[c] = (struct cell){text, code_of(text.at, text.len), DATE_NONE};
    }
    return cells;
}

static status take_rows(struct census_table *t, struct arena *a, uint32_t number,
                        struct child *out, struct fault *why)
{
    unsigned count;
    int parent = table_shapes(RETURN_CIN, &count)[t->table].parent;
    struct entry *rows = NULL;
    size_t n = 0, capacity = 0;
    while (t->has && t->child == number) {
        bool stands = parent != NO_PARENT;
        if (stands && (t->in == 0 || t->in > out->now[parent].count))
            return fault_at(why, ERR_FORMAT, t->path, 0, 0,
                            "row %u: it stands in row %u of a table that has %zu rows of "
                            "the child",
                            t->row, t->in, out->now[parent].count);
        if (n == capacity)
            rows = arena_grow(a, struct entry, rows, n, &capacity);
        rows[n++] =
            (struct entry){cells_of(a, t), t->row, stands ? t->in - 1 : UINT32_MAX};
        TRY(advance(t, why));
    }
    out->now[t->table] = (struct rows){rows, n};
    return OK;
}

status census_tables_next(struct census_tables *tables, struct arena *a,
                          struct child *out, bool *more, struct fault *why)
{
    uint32_t number = UINT32_MAX;
    for (unsigned t = 0; t < TC_COUNT; t++)
        if (tables->at[t] && tables->at[t]->has && tables->at[t]->child < number)
            number = tables->at[t]->child;
    *more = number != UINT32_MAX;
    *out = (struct child){.kind = RETURN_CIN, .number = number - 1, .id = STR("")};
    for (unsigned t = 0; *more && t < TC_COUNT; t++)
        if (tables->at[t])
            TRY(take_rows(tables->at[t], a, number, out, why));
    if (out->now[TC_CHILD_IDENTIFIERS].count)
        out->id = entry_cell(&out->now[TC_CHILD_IDENTIFIERS].at[0], CI_LA_CHILD_ID)->text;
    return OK;
}
