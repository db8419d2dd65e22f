#include "records/xml_cin.h"

#include <assert.h>

#include "records/day.h"
#include "records/slice.h"

enum { DEPTH_MOST = 32, REMARKS_MOST = 4 };

/* What an element on the way to the one being read is. */
struct frame {
    enum { FRAME_DEAD, FRAME_CHILD, FRAME_GROUP, FRAME_HOLDER, FRAME_CELL } kind;
    unsigned table; /* of a group: its row's; of a holder: of the rows in it */
    /* Of a group the index of its row among those of its table; of a holder, and of
     * Reviews, that of the row around. */
    uint32_t row;
    struct cell *cells; /* of a group's row; of a cell the cell itself */
    uint32_t filled;    /* columns of the group that had an element, as bits */
    const struct element_cin *element;
    bool is_date;
};

struct made_rows {
    struct entry *at;
    size_t count, capacity;
};

struct building {
    struct reading_cin *r;
    struct frame frames[DEPTH_MOST + 1];
    unsigned depth;
    struct made_rows tables[TC_COUNT];
    struct cell *own[2]; /* cells of ChildIdentifiers and ChildCharacteristics */
    bool own_seen[2];
    size_t rows;
    uint32_t number;
    struct str bytes;
    unsigned remarks;
};
static_assert(TC_CHILD_IDENTIFIERS == 0 && TC_CHILD_CHARACTERISTICS == 1,
              "the two that a child has once come first");

/* ---- What is said */

static void add_unread(struct reading_cin *r, struct unread unread)
{
    if (r->unread_count == r->unread_capacity)
        r->unread = arena_grow(r->arena, struct unread, r->unread, r->unread_count,
                               &r->unread_capacity);
    unread.file = r->file;
    r->unread[r->unread_count++] = unread;
}

/* The line of the file in which a child begins. */
static uint32_t line_of(const struct reading_cin *r, struct str bytes)
{
    if (bytes.len == 0)
        return r->line;
    assert(bytes.at >= r->text.at && bytes.at < r->text.at + r->text.len);
    return r->line +
           slices_lines((struct str){r->text.at, (size_t)(bytes.at - r->text.at)});
}

static struct str id_of(const struct building *b)
{
    return b->own[0] ? b->own[0][CI_LA_CHILD_ID].text : STR("");
}

/* Of this child; the first few things are said one by one. */
static void remark(struct building *b, struct str name, const char *wrong)
{
    struct reading_cin *r = b->r;
    if (b->remarks++ >= REMARKS_MOST)
        return;
    if (name.len > 60)
        name.len = 60;
    struct str text = arena_format(r->arena, "Child element %u (line %u): %.*s %s",
                                   b->number, line_of(r, b->bytes), STR_ARG(name), wrong);
    add_unread(r, (struct unread){.table = STR("ChildIdentifiers"),
                                  .row = b->number,
                                  .child = id_of(b),
                                  .text = text});
}

/* ---- Row numbers */

/* What ends a name, and the colon in it, come no later in ASCII than `>`. */
struct str tag_name_cin(struct str tag)
{
    static const char ends[] = "<>/ \t\r\n";
    size_t from = 0, len = 0;
    for (; len < tag.len; len++) {
        char c = tag.at[len];
        if ((unsigned char)c > '>')
            continue;
        if (memchr(ends, c, sizeof ends - 1))
            break;
        if (c == ':')
            from = len + 1;
    }
    return (struct str){tag.at + from, len - from};
}

void row_counter_child(struct row_counter *counter)
{
    counter->rows.at[ROWS_DATELESS] += counter->review_open;
    counter->review_open = false;
}

void row_counter_start(struct row_counter *counter, const struct element_cin *element)
{
    if (element->use == ELEMENT_CELL) {
        bool dates = element->columns[TC_REVIEWS] != NO_CELL && counter->review_open;
        counter->rows.at[TC_REVIEWS] += dates;
        counter->review_open = counter->review_open && !dates;
    } else if (element->table == TC_REVIEWS) {
        row_counter_child(counter);
        counter->review_open = true;
    } else if (element->use != ELEMENT_HOLDER) {
        counter->rows.at[element->table]++;
    }
}

/* ---- Rows */

static const struct table_shape *shape_of(unsigned table)
{
    unsigned count;
    return &table_shapes(RETURN_CIN, &count)[table];
}

static bool is_once(unsigned table)
{
    return table <= TC_CHILD_CHARACTERISTICS;
}

/* Adds a row of blanks; *index gets its place among those of its table. */
static struct cell *add_row(struct building *b, unsigned table, uint32_t row,
                            uint32_t parent, uint32_t *index)
{
    struct made_rows *to = &b->tables[table];
    unsigned columns = shape_of(table)->column_count;
    if (to->count == to->capacity)
        to->at = arena_grow(b->r->arena, struct entry, to->at, to->count, &to->capacity);
    struct cell *cells = arena_make(b->r->arena, struct cell, columns);
    for (unsigned c = 0; c < columns; c++)
        cells[c].on = DATE_NONE;
    *index = (uint32_t)to->count;
    to->at[to->count++] = (struct entry){cells, row, parent};
    b->rows++;
    return cells;
}

/* Spaces around a day are no part of it: the schema's type collapses them. */
static struct cell cell_of_census(struct arena *a, struct str text, bool is_date)
{
    if (is_date)
        text = str_trim(text);
    if (text.len == 0)
        return (struct cell){.on = DATE_NONE};
    text = arena_copy(a, text);
    return (struct cell){text, code_of(text.at, text.len),
                         is_date ? day_of_census(text) : DATE_NONE};
}

/* ---- Elements as they begin */

/* True where the element around is what this one stands in. */
static bool is_within(const struct frame *around, const struct element_cin *element)
{
    if (element->within == NO_PARENT)
        return around->kind == FRAME_CHILD;
    bool held = element->use == ELEMENT_CODE;
    return around->kind == (held ? FRAME_HOLDER : FRAME_GROUP) &&
           around->table == (unsigned)element->within;
}

static uint32_t row_number(const struct building *b, unsigned table)
{
    return b->r->counter.rows.at[table];
}

static void start_cell(struct building *b, struct frame *around, struct frame *own)
{
    unsigned table = around->table, column = own->element->columns[table];
    uint32_t index;
    if (around->kind != FRAME_GROUP || column == NO_CELL) {
        remark(b, own->element->name, "stands where the census has none; it is not read");
        return;
    }
    bool again = around->filled & 1u << column;
    if (again && table != TC_REVIEWS) {
        remark(b, own->element->name, "stands more than once; the first is read");
        return;
    }
    /* Each date of Reviews is a row: the element may hold one or several. */
    if (table == TC_REVIEWS)
        around->cells = add_row(b, table, row_number(b, table), around->row, &index);
    around->filled |= 1u << column;
    own->kind = FRAME_CELL;
    own->cells = &around->cells[column];
    own->is_date = shape_of(table)->columns[column].is_date;
}

/* A row that the child has once, there already. */
static void start_once(struct building *b, struct frame *own)
{
    unsigned table = own->element->table;
    if (b->own_seen[table]) {
        remark(b, own->element->name, "stands more than once; the first is read");
        return;
    }
    b->own_seen[table] = true;
    own->kind = FRAME_GROUP;
    own->cells = b->own[table];
}

static void start_row(struct building *b, const struct frame *around, struct frame *own)
{
    unsigned table = own->element->table;
    uint32_t parent = around->kind == FRAME_CHILD ? UINT32_MAX : around->row;
    if (table == TC_DISABILITIES)
        parent = UINT32_MAX;
    own->kind = own->element->use == ELEMENT_CODE ? FRAME_CELL : FRAME_GROUP;
    if (table == TC_REVIEWS)
        own->row = around->row;
    else
        own->cells = add_row(b, table, row_number(b, table), parent, &own->row);
}

static void start_element(struct building *b, struct frame *around, struct frame *own)
{
    const struct element_cin *element = own->element;
    row_counter_start(&b->r->counter, element);
    own->table = element->table;
    if (around->kind == FRAME_DEAD || !element->of_year || b->rows > CHILD_CIN_ROWS_MOST)
        return;
    if (element->use == ELEMENT_CELL) {
        start_cell(b, around, own);
    } else if (!is_within(around, element)) {
        remark(b, element->name, "stands where the census has none; it is not read");
    } else if (element->use == ELEMENT_HOLDER) {
        own->kind = FRAME_HOLDER;
        own->row = around->row;
    } else if (is_once(element->table)) {
        start_once(b, own);
    } else {
        start_row(b, around, own);
    }
}

static void on_start(void *to, struct str name)
{
    struct building *b = to;
    assert(b->depth <= DEPTH_MOST);
    struct frame *own = &b->frames[b->depth++];
    *own = (struct frame){.kind = b->depth == 1 ? FRAME_CHILD : FRAME_DEAD};
    if (b->depth == 1)
        return;
    own->element = element_cin_find(b->r->elements, name);
    if (!own->element) /* two prefixes, which the tags are counted without */
        own->element = element_cin_find(b->r->elements, tag_name_cin(name));
    if (own->element)
        start_element(b, own - 1, own);
}

/* ---- … and as they end */

static void end_group(struct building *b, const struct frame *own, struct str text)
{
    uint32_t index;
    if (!str_is_empty(str_trim(text)))
        remark(b, own->element->name,
               "holds text where the census has elements; it is not read");
    if (own->kind == FRAME_GROUP && own->table == TC_REVIEWS && !own->filled)
        add_row(b, TC_REVIEWS, row_number(b, ROWS_DATELESS) + 1, own->row, &index);
}

static void on_end(void *to, struct str text)
{
    struct building *b = to;
    const struct frame *own = &b->frames[--b->depth];
    if (own->kind == FRAME_CELL)
        *own->cells = cell_of_census(b->r->arena, text, own->is_date);
    else if (own->kind == FRAME_GROUP || own->kind == FRAME_HOLDER)
        end_group(b, own, text);
}

/* ---- The child */

static void begin_child(struct building *b, struct reading_cin *r, struct str bytes,
                        uint32_t number)
{
    uint32_t index;
    *b = (struct building){.r = r, .number = number, .bytes = bytes};
    for (unsigned table = 0; table <= TC_CHILD_CHARACTERISTICS; table++)
        b->own[table] = add_row(b, table, number, UINT32_MAX, &index);
}

static void count_start(void *to, struct str tag, uint32_t child)
{
    struct reading_cin *r = to;
    const struct element_cin *element = element_cin_find(r->elements, tag_name_cin(tag));
    if (child && element)
        row_counter_start(&r->counter, element);
}

/* The rows of a child that could not be read, by its tags. */
static void count_rows(struct reading_cin *r, struct str bytes)
{
    struct slices_from from = {.text = bytes,
                               .element = STR("Child"),
                               .prefix = r->prefix,
                               .watch = {r, count_start}};
    struct slice slice;
    struct fault why;
    struct slices *slices = slices_open(r->arena, &from);
    while (slices_next(slices, &slice, &why))
        continue;
}

/* `line`: of the child in which it was found, from 1. */
static void refuse_at(struct reading_cin *r, struct str bytes, uint32_t number,
                      uint32_t line, const char *wrong)
{
    struct str text = arena_format(r->arena, "Child element %u (line %u): %s", number,
                                   line_of(r, bytes) + line - 1, wrong);
    count_rows(r, bytes);
    row_counter_child(&r->counter);
    add_unread(r, (struct unread){.whole_child = true, .text = text});
}

void xml_cin_refuse(struct reading_cin *r, struct str bytes, uint32_t number,
                    const char *wrong)
{
    refuse_at(r, bytes, number, 1, wrong);
}

/* What was said of a child does not count where nothing of it is read. */
static bool refuse_built(const struct building *b, const struct reading_cin *before,
                         const struct fault *why)
{
    struct reading_cin *r = b->r;
    r->counter = before->counter;
    r->unread_count = before->unread_count;
    refuse_at(r, b->bytes, b->number, why->line ? why->line : 1, why->text);
    r->unread[r->unread_count - 1].child = id_of(b);
    return false;
}

bool xml_cin_read(struct reading_cin *r, struct str bytes, uint32_t number,
                  struct child *out)
{
    struct building b;
    struct fault why = {0};
    struct xml_events events = {&b, on_start, on_end};
    const struct reading_cin before = *r;
    begin_child(&b, r, bytes, number);
    status st = r->module->read(r->encoding, bytes, &events, &why);
    if (!st && b.rows > CHILD_CIN_ROWS_MOST)
        st = fault_set(&why, ERR_LIMIT,
                       "it has more than 4,000 rows; they are not checked");
    if (st)
        return refuse_built(&b, &before, &why);
    row_counter_child(&r->counter);
    *out = (struct child){.id = id_of(&b), .number = number - 1, .kind = RETURN_CIN};
    for (unsigned t = 0; t < TC_COUNT; t++)
        out->now[t] = (struct rows){b.tables[t].at, b.tables[t].count};
    return true;
}
