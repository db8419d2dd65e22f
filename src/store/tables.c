#include "store/tables.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "base/buf.h"

enum kind {
    KIND_TEXT,   /* struct str */
    KIND_WORD,   /* the same, of a few texts that many rows share */
    KIND_DATE,   /* date */
    KIND_INT,    /* int, or an enum */
    KIND_BOOL,   /* bool */
    KIND_NUMBER, /* double */
    KIND_EVENT   /* uint32_t: the place of an event among the load's */
};

struct column {
    const char *name;
    enum kind kind;
    size_t offset;
};

struct layout {
    const char *name;
    const struct column *columns;
    int column_count;
    size_t row_size;
    size_t list, count, capacity; /* offsets in struct batch */
    bool of_cube;
};

enum { COLUMNS_MOST = 20 };

/* Every row starts alike, and enums are kept as ints. */
static_assert(offsetof(struct batch_area, row) == 0 &&
                  offsetof(struct batch_area, load) == 4,
              "row and load come first");
static_assert(offsetof(struct batch_item, load) == 4 &&
                  offsetof(struct batch_shape, load) == 4,
              "row and load come first");
static_assert(sizeof(enum polarity) == sizeof(int) && sizeof(enum measure_kind) == 4 &&
                  sizeof(enum assurance) == 4 && sizeof(enum finding_kind) == 4,
              "enums are as wide as int");

/* A column named as its member; and a column whose member is a word of SQL. */
#define COLUMN(type, member, kind) {#member, KIND_##kind, offsetof(struct type, member)}

static const struct column measure_columns[] = {
    COLUMN(batch_measure, id, TEXT),         COLUMN(batch_measure, label, TEXT),
    COLUMN(batch_measure, unit, WORD),       COLUMN(batch_measure, topic, WORD),
    COLUMN(batch_measure, outcome, WORD),    COLUMN(batch_measure, source, WORD),
    COLUMN(batch_measure, definition, TEXT), COLUMN(batch_measure, polarity, INT),
    COLUMN(batch_measure, kind, INT),        COLUMN(batch_measure, per, NUMBER),
    COLUMN(batch_measure, decimals, INT),    COLUMN(batch_measure, no_quartile, BOOL),
    COLUMN(batch_measure, described, BOOL),  COLUMN(batch_measure, break_from, WORD),
    COLUMN(batch_measure, year_type, WORD),
};
static const struct column area_columns[] = {
    COLUMN(batch_area, code, TEXT),     COLUMN(batch_area, name, TEXT),
    COLUMN(batch_area, ons_code, TEXT), COLUMN(batch_area, region, WORD),
    COLUMN(batch_area, type, WORD),     COLUMN(batch_area, live_from, DATE),
    COLUMN(batch_area, live_to, DATE),  COLUMN(batch_area, children, NUMBER),
};
static const struct column alias_columns[] = {
    COLUMN(batch_alias, code, WORD),
    COLUMN(batch_alias, name, TEXT),
    COLUMN(batch_alias, kind, WORD),
};
static const struct column succession_columns[] = {
    COLUMN(batch_succession, on, DATE),       COLUMN(batch_succession, kind, WORD),
    COLUMN(batch_succession, old_code, WORD), COLUMN(batch_succession, new_code, WORD),
    COLUMN(batch_succession, note, TEXT),
};
static const struct column neighbour_columns[] = {
    COLUMN(batch_neighbour, code, WORD),  COLUMN(batch_neighbour, neighbour, WORD),
    COLUMN(batch_neighbour, rank, INT),   COLUMN(batch_neighbour, closeness, WORD),
    COLUMN(batch_neighbour, model, WORD),
};
static const struct column setting_columns[] = {
    COLUMN(batch_setting, urn, TEXT),     COLUMN(batch_setting, code, WORD),
    COLUMN(batch_setting, service, WORD), COLUMN(batch_setting, name, TEXT),
    COLUMN(batch_setting, phase, WORD),   COLUMN(batch_setting, sector, WORD),
    COLUMN(batch_setting, opened, DATE),  COLUMN(batch_setting, closed, DATE),
    COLUMN(batch_setting, as_at, DATE),   COLUMN(batch_setting, places, INT),
};
static const struct column setting_grade_columns[] = {
    COLUMN(batch_setting_grade, urn, WORD),
    COLUMN(batch_setting_grade, aspect, WORD),
    COLUMN(batch_setting_grade, inspected, DATE),
    COLUMN(batch_setting_grade, published, DATE),
    COLUMN(batch_setting_grade, grade, WORD),
    COLUMN(batch_setting_grade, position, INT),
    COLUMN(batch_setting_grade, event, TEXT),
};
static const struct column event_columns[] = {
    COLUMN(batch_event, code, WORD),       COLUMN(batch_event, framework, WORD),
    COLUMN(batch_event, event_type, WORD), COLUMN(batch_event, start, DATE),
    COLUMN(batch_event, end, DATE),        COLUMN(batch_event, published, DATE),
    COLUMN(batch_event, assurance, INT),   COLUMN(batch_event, theme, WORD),
    COLUMN(batch_event, note, TEXT),       COLUMN(batch_event, source, TEXT),
};
static const struct column event_grade_columns[] = {
    COLUMN(batch_event_grade, event, EVENT),  COLUMN(batch_event_grade, judgement, WORD),
    COLUMN(batch_event_grade, grade, WORD),   COLUMN(batch_event_grade, aspect, WORD),
    COLUMN(batch_event_grade, position, INT),
};
static const struct column item_columns[] = {
    COLUMN(batch_item, event, EVENT),
    COLUMN(batch_item, kind, INT),
    COLUMN(batch_item, heading, WORD),
    COLUMN(batch_item, text, TEXT),
};
static const struct column rating_columns[] = {
    COLUMN(batch_rating, year, INT),          COLUMN(batch_rating, scheme, WORD),
    COLUMN(batch_rating, code, WORD),         COLUMN(batch_rating, rating, WORD),
    COLUMN(batch_rating, completeness, WORD), COLUMN(batch_rating, source, WORD),
    COLUMN(batch_rating, label, INT),
};
static const struct column distribution_columns[] = {
    COLUMN(batch_distribution, year, INT),    COLUMN(batch_distribution, scheme, WORD),
    COLUMN(batch_distribution, grade, WORD),  COLUMN(batch_distribution, label, WORD),
    COLUMN(batch_distribution, count, WORD),  COLUMN(batch_distribution, of, WORD),
    COLUMN(batch_distribution, source, WORD),
};
static const struct column holiday_columns[] = {
    COLUMN(batch_holiday, on, DATE),
    COLUMN(batch_holiday, title, WORD),
};
static const struct column shape_columns[] = {
    COLUMN(batch_shape, code, WORD),
    COLUMN(batch_shape, geometry, TEXT),
    COLUMN(batch_shape, hexagon, BOOL),
};

#define TABLE(table, columns, type, member, of_cube)                                     \
    {(table),                                                                            \
     (columns),                                                                          \
     (int)(sizeof(columns) / sizeof(columns)[0]),                                        \
     sizeof(struct type),                                                                \
     offsetof(struct batch, member),                                                     \
     offsetof(struct batch, member##_count),                                             \
     offsetof(struct batch, member##_capacity),                                          \
     (of_cube)}

/* Events before what points to them. */
static const struct layout layouts[] = {
    TABLE("measure", measure_columns, batch_measure, measures, true),
    TABLE("area", area_columns, batch_area, areas, true),
    TABLE("area_alias", alias_columns, batch_alias, aliases, true),
    TABLE("area_succession", succession_columns, batch_succession, successions, false),
    TABLE("neighbour", neighbour_columns, batch_neighbour, neighbours, true),
    TABLE("setting", setting_columns, batch_setting, settings, false),
    TABLE("setting_grade", setting_grade_columns, batch_setting_grade, setting_grades,
          false),
    TABLE("event", event_columns, batch_event, events, false),
    TABLE("event_grade", event_grade_columns, batch_event_grade, event_grades, false),
    TABLE("item", item_columns, batch_item, items, false),
    TABLE("rating", rating_columns, batch_rating, ratings, false),
    TABLE("distribution", distribution_columns, batch_distribution, distributions, false),
    TABLE("holiday", holiday_columns, batch_holiday, holidays, false),
    TABLE("shape", shape_columns, batch_shape, shapes, false),
};
enum { LAYOUT_COUNT = sizeof layouts / sizeof *layouts };

/* --- writing -------------------------------------------------------------------------
 */

static void add_names(struct buf *sql, const struct layout *layout)
{
    buf_add(sql, STR("load, row"));
    for (int c = 0; c < layout->column_count; c++)
        buf_format(sql, ", \"%s\"", layout->columns[c].name);
}

static struct str insert_sql(struct arena *a, const struct layout *layout)
{
    struct buf sql = buf_new(a, 4 * KIB);
    buf_format(&sql, "INSERT INTO %s (", layout->name);
    add_names(&sql, layout);
    buf_add(&sql, STR(") VALUES (?, ?"));
    for (int c = 0; c < layout->column_count; c++)
        buf_add(&sql, STR(", ?"));
    buf_add(&sql, STR(")"));
    buf_char(&sql, '\0');
    return buf_text(&sql);
}

static void bind_column(struct query_run *q, int place, enum kind kind, const char *at)
{
    switch (kind) {
    case KIND_TEXT:
    case KIND_WORD: {
        struct str text;
        memcpy(&text, at, sizeof text);
        query_bind_text(q, place, text);
        return;
    }
    case KIND_DATE: {
        date d;
        memcpy(&d, at, sizeof d);
        query_bind_date(q, place, d);
        return;
    }
    case KIND_INT: {
        int n;
        memcpy(&n, at, sizeof n);
        query_bind_integer(q, place, n);
        return;
    }
    case KIND_EVENT: {
        uint32_t n;
        memcpy(&n, at, sizeof n);
        query_bind_integer(q, place, n);
        return;
    }
    case KIND_BOOL: {
        bool truth;
        memcpy(&truth, at, sizeof truth);
        query_bind_integer(q, place, truth);
        return;
    }
    case KIND_NUMBER: {
        double x;
        memcpy(&x, at, sizeof x);
        query_bind_double(q, place, x);
        return;
    }
    }
    assert(!"a kind outside its enum");
}

static const char *list_of(const struct layout *layout, const struct batch *batch,
                           size_t *count)
{
    const char *list;
    memcpy(&list, (const char *)batch + layout->list, sizeof list);
    memcpy(count, (const char *)batch + layout->count, sizeof *count);
    return list;
}

static status write_rows(struct query_run *q, const struct layout *layout, int64_t load,
                         const struct batch *batch, struct fault *why)
{
    size_t count;
    const char *list = list_of(layout, batch, &count);
    query_bind_integer(q, 1, load);
    for (size_t i = 0; i < count; i++) {
        const char *row = list + i * layout->row_size;
        uint32_t number;
        memcpy(&number, row, sizeof number);
        query_bind_integer(q, 2, number);
        for (int c = 0; c < layout->column_count; c++)
            bind_column(q, c + 3, layout->columns[c].kind,
                        row + layout->columns[c].offset);
        TRY(query_do(q, why));
    }
    return OK;
}

static status write_table(const struct db *db, const struct layout *layout, int64_t load,
                          const struct batch *batch, struct fault *why)
{
    size_t count;
    list_of(layout, batch, &count);
    if (count == 0)
        return OK;
    struct arena *scratch = arena_new(64 * KIB);
    struct query_run q;
    status st = query_open(&q, db, insert_sql(scratch, layout).at, why);
    if (!st)
        st = write_rows(&q, layout, load, batch, why);
    query_close(&q);
    arena_free(scratch);
    return st;
}

status tables_write(const struct db *db, int64_t load, const struct batch *batch,
                    struct fault *why)
{
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        TRY(write_table(db, &layouts[i], load, batch, why));
    return OK;
}

static status delete_rows(const struct db *db, const char *sql, int64_t load,
                          struct fault *why)
{
    struct query_run q;
    TRY(query_open(&q, db, sql, why));
    query_bind_integer(&q, 1, load);
    status st = query_do(&q, why);
    query_close(&q);
    return st;
}

status tables_delete(const struct db *db, int64_t load, struct fault *why)
{
    struct arena *scratch = arena_new(64 * KIB);
    status st = OK;
    for (size_t i = 0; i < LAYOUT_COUNT && !st; i++) {
        struct str sql =
            arena_format(scratch, "DELETE FROM %s WHERE load = ?", layouts[i].name);
        st = delete_rows(db, sql.at, load, why);
    }
    arena_free(scratch);
    return st;
}

/* --- reading -------------------------------------------------------------------------
 */

struct loading {
    const struct db *db;
    const struct layout *layout;
    struct tables_target *targets;
    size_t count, at; /* at: the target of the last row, since rows come load by load */
    struct batch *words;
};

static status contradiction(const struct loading *l, int64_t load, struct fault *why)
{
    return fault_at(why, ERR_FORMAT, str_of(l->db->path), 0, 0,
                    "load %lld of this store is damaged (table %s); undo it and load its "
                    "file again",
                    (long long)load, l->layout->name);
}

static struct tables_target *target_of(struct loading *l, int64_t load)
{
    while (l->at < l->count && l->targets[l->at].load < load)
        l->at++;
    bool found = l->at < l->count && l->targets[l->at].load == load;
    return found ? &l->targets[l->at] : NULL;
}

/* A text of which there are few: each is kept once. */
static struct str read_word(struct loading *l, const struct query_run *q, int column)
{
    uint32_t word = batch_code(l->words, query_blob(q, column));
    return l->words->codes[word]; /* the list may have moved */
}

static void read_column(struct loading *l, const struct query_run *q, int column,
                        char *row, struct arena *a)
{
    const struct column *c = &l->layout->columns[column];
    char *at = row + c->offset;
    column += 2;
    switch (c->kind) {
    case KIND_TEXT:
        memcpy(at, &(struct str[]){query_text(a, q, column)}, sizeof(struct str));
        return;
    case KIND_WORD:
        memcpy(at, &(struct str[]){read_word(l, q, column)}, sizeof(struct str));
        return;
    case KIND_DATE:
        memcpy(at, &(date[]){query_date(q, column)}, sizeof(date));
        return;
    case KIND_INT:
        memcpy(at, &(int){(int)query_integer(q, column)}, sizeof(int));
        return;
    case KIND_EVENT:
        memcpy(at, &(uint32_t){(uint32_t)query_integer(q, column)}, sizeof(uint32_t));
        return;
    case KIND_BOOL:
        memcpy(at, &(bool){query_integer(q, column) != 0}, sizeof(bool));
        return;
    case KIND_NUMBER:
        memcpy(at, &(double){query_double(q, column)}, sizeof(double));
        return;
    }
    assert(!"a kind outside its enum");
}

/* A zeroed row at the end of the table's list. */
static char *add_row(const struct layout *layout, struct batch *batch)
{
    char *base = (char *)batch, *list;
    size_t count, capacity;
    memcpy(&list, base + layout->list, sizeof list);
    memcpy(&count, base + layout->count, sizeof count);
    memcpy(&capacity, base + layout->capacity, sizeof capacity);
    list = arena_grow_bytes(batch->arena, list, layout->row_size, count, &capacity);
    char *row = list + count * layout->row_size;
    count++;
    memcpy(base + layout->list, &list, sizeof list);
    memcpy(base + layout->count, &count, sizeof count);
    memcpy(base + layout->capacity, &capacity, sizeof capacity);
    return row;
}

/* The event a row points to, from its place in the load to its place in the batch. */
static bool settle_event(const struct layout *layout, const struct tables_target *target,
                         char *row)
{
    for (int c = 0; c < layout->column_count; c++) {
        if (layout->columns[c].kind != KIND_EVENT)
            continue;
        uint32_t event;
        char *at = row + layout->columns[c].offset;
        memcpy(&event, at, sizeof event);
        size_t place = target->events_before + event;
        const struct batch *batch = target->batch;
        if (place >= batch->events_count ||
            batch->events[place].load != (uint32_t)target->load)
            return false;
        event = (uint32_t)place;
        memcpy(at, &event, sizeof event);
    }
    return true;
}

static status read_row(struct loading *l, const struct query_run *q, struct fault *why)
{
    int64_t load = query_integer(q, 0);
    size_t before = l->at;
    struct tables_target *target = target_of(l, load);
    if (!target || load > UINT32_MAX)
        return contradiction(l, load, why);
    bool events = l->layout->list == offsetof(struct batch, events);
    if (events && (l->at != before || target->events_before == SIZE_MAX))
        target->events_before = target->batch->events_count;
    char *row = add_row(l->layout, target->batch);
    uint32_t numbers[2] = {(uint32_t)query_integer(q, 1), (uint32_t)load};
    memcpy(row, numbers, sizeof numbers);
    for (int c = 0; c < l->layout->column_count; c++)
        read_column(l, q, c, row, target->batch->arena);
    if (!settle_event(l->layout, target, row))
        return contradiction(l, load, why);
    return OK;
}

static status read_table(struct loading *l, struct fault *why)
{
    struct arena *scratch = arena_new(64 * KIB);
    struct buf sql = buf_new(scratch, 4 * KIB);
    struct query_run q;
    bool row = true;
    buf_add(&sql, STR("SELECT "));
    add_names(&sql, l->layout);
    buf_format(&sql, " FROM %s ORDER BY rowid", l->layout->name);
    buf_char(&sql, '\0');
    l->at = 0;
    status st = query_open(&q, l->db, buf_text(&sql).at, why);
    while (!st && row) {
        st = query_step(&q, &row, why);
        if (!st && row)
            st = read_row(l, &q, why);
    }
    query_close(&q);
    arena_free(scratch);
    return st;
}

status tables_read(const struct db *db, enum tables_which which,
                   struct tables_target *targets, size_t count, struct fault *why)
{
    if (count == 0)
        return OK;
    struct loading l = {.db = db,
                        .targets = targets,
                        .count = count,
                        .words = batch_new(targets[0].batch->arena)};
    for (size_t i = 0; i < count; i++)
        targets[i].events_before = SIZE_MAX;
    for (size_t i = 0; i < LAYOUT_COUNT; i++) {
        l.layout = &layouts[i];
        if (which == TABLES_ALL || layouts[i].of_cube)
            TRY(read_table(&l, why));
    }
    return OK;
}
