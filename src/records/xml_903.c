#include "records/xml_903.h"

#include "records/gathering.h"

enum { DEPTH_MOST = 32, NO_TABLE = TABLES_MAX };

struct leaf {
    uint64_t name; /* of its column, hashed: a child has many, each asked for often */
    struct str text;
    uint32_t group; /* 0 is the child itself, also for groups that are no rows */
};

/* Its leaves stand from `first` up to `end`, with those of groups in it among them. */
struct group_made {
    unsigned table;
    size_t first, end;
};

struct building {
    struct arena *arena;
    const struct file_903 *file;
    struct leaf *leaves;
    size_t leaf_count, leaf_capacity;
    struct group_made *groups;
    size_t group_count, group_capacity;
    uint32_t open[DEPTH_MOST + 1]; /* the group of each depth; 0 where it is none */
    struct str names[DEPTH_MOST + 1];
    bool leaf[DEPTH_MOST + 1];
    unsigned depth;
    struct str child, born, sex; /* of the child itself */
    struct xml_child *out;
    size_t capacity;
};

/* ---- Elements */

static unsigned table_of_group(struct str name)
{
    static const struct {
        struct str name;
        unsigned table;
    } groups[] = {
        {{"EPISODE", 7}, T9_EPISODES},      {{"AREVIEW", 7}, T9_REVIEWS},
        {{"AMISSING", 8}, T9_MISSING},      {{"OC2", 3}, T9_OC2},
        {{"PERMANENCE", 10}, T9_PREV_PERM}, {{"AD_PLACED", 9}, T9_PLACED_ADOPTION}};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (str_equal(name, groups[i].name))
            return groups[i].table;
    return NO_TABLE;
}

/* Of groups whose name the reader does not know. */
static unsigned table_of_leaf(struct str name)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    static const unsigned tables[] = {T9_SW_EPISODES, T9_DOLO};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct table_shape *shape = &shapes[tables[i]];
        for (unsigned c = SW_SW_ID; c < shape->column_count; c++)
            if (str_equal(name, shape->columns[c].name))
                return tables[i];
    }
    return NO_TABLE;
}

static uint32_t new_group(struct building *b, unsigned table)
{
    if (b->group_count == b->group_capacity)
        b->groups = arena_grow(b->arena, struct group_made, b->groups, b->group_count,
                               &b->group_capacity);
    b->groups[b->group_count++] = (struct group_made){table, b->leaf_count, 0};
    return (uint32_t)(b->group_count - 1);
}

static void on_start(void *to, struct str name)
{
    struct building *b = to;
    unsigned depth = b->depth++;
    b->leaf[depth] = true;
    b->names[depth] = arena_copy(b->arena, name);
    b->open[depth] = depth ? b->open[depth - 1] : 0;
    if (depth > 0)
        b->leaf[depth - 1] = false;
    unsigned table = depth ? table_of_group(name) : NO_TABLE;
    if (table != NO_TABLE)
        b->open[depth] = new_group(b, table);
}

/* The group that a leaf is in; a group of no name known is one by its first such leaf. */
static uint32_t group_of(struct building *b, unsigned depth)
{
    unsigned parent = depth - 1, table = table_of_leaf(b->names[depth]);
    bool nameless =
        b->open[parent] == 0 && parent > 0 && !str_equal(b->names[parent], STR("HEADER"));
    if (nameless && table != NO_TABLE)
        b->open[parent] = new_group(b, table);
    return b->open[parent];
}

/* The name of the column that an element is, hashed. */
static uint64_t column_name(struct str name)
{
    if (str_equal(name, STR("CHILDID")))
        return text_hash(STR("CHILD"));
    return str_equal(name, STR("PL")) ? text_hash(STR("PLACE")) : text_hash(name);
}

static void on_end(void *to, struct str text)
{
    struct building *b = to;
    unsigned depth = --b->depth;
    if (!b->leaf[depth] || depth == 0)
        return;
    /* An empty group is a row; an empty element of another kind is a blank. */
    if (b->open[depth] != b->open[depth - 1] && text.len == 0)
        return;
    if (b->leaf_count == b->leaf_capacity)
        b->leaves = arena_grow(b->arena, struct leaf, b->leaves, b->leaf_count,
                               &b->leaf_capacity);
    uint32_t group = group_of(b, depth);
    b->leaves[b->leaf_count++] =
        (struct leaf){column_name(b->names[depth]), arena_copy(b->arena, text), group};
    b->groups[group].end = b->leaf_count;
}

/* ---- Rows */

/* The last one counts, of the group or of the child. */
static struct str find_leaf(const struct building *b, struct str column, uint32_t group)
{
    uint64_t name = text_hash(column);
    const struct group_made *made = &b->groups[group];
    for (size_t i = made->end; i > made->first; i--) {
        const struct leaf *leaf = &b->leaves[i - 1];
        if (leaf->group == group && leaf->name == name)
            return leaf->text;
    }
    return STR("");
}

/* Only what every table has of the child itself is taken from the child, and looked for
 * once. */
static void find_of_child(struct building *b)
{
    b->child = find_leaf(b, STR("CHILD"), 0);
    b->born = find_leaf(b, STR("DOB"), 0);
    b->sex = find_leaf(b, STR("SEX"), 0);
}

static struct str of_child(const struct building *b, struct str column)
{
    if (str_equal(column, STR("CHILD")))
        return b->child;
    if (str_equal(column, STR("DOB")))
        return b->born;
    return str_equal(column, STR("SEX")) ? b->sex : STR("");
}

static void add_row(struct building *b, unsigned table, uint32_t group)
{
    unsigned count;
    const struct table_shape *shape = &table_shapes(RETURN_903, &count)[table];
    struct cell *cells = arena_make(b->arena, struct cell, shape->column_count);
    for (unsigned c = 0; c < shape->column_count; c++) {
        const struct column_shape *column = &shape->columns[c];
        struct str text = find_leaf(b, column->name, group);
        if (text.len == 0 && group != 0)
            text = of_child(b, column->name);
        cells[c] = file_903_cell(b->arena, b->file, text, column->is_date);
    }
    struct xml_child *out = b->out;
    if (out->count == b->capacity)
        out->rows =
            arena_grow(b->arena, struct xml_row, out->rows, out->count, &b->capacity);
    out->rows[out->count++] = (struct xml_row){(uint8_t)table, cells};
}

static void add_rows(struct building *b)
{
    static const struct {
        const char *leaf;
        unsigned table;
    } told[] = {{"UASC", T9_UASC}, {"IN_TOUCH", T9_OC3}, {"DATE_INT", T9_AD1}};
    find_of_child(b);
    add_row(b, T9_HEADER, 0);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (find_leaf(b, str_of(told[i].leaf), 0).len > 0)
            add_row(b, told[i].table, 0);
    for (uint32_t g = 1; g < b->group_count; g++)
        add_row(b, b->groups[g].table, g);
}

status xml_903_read(struct arena *a, const struct file_903 *file, struct str bytes,
                    struct xml_child *out, struct fault *why)
{
    struct building b = {.arena = a, .file = file, .out = out};
    struct xml_events events = {&b, on_start, on_end};
    *out = (struct xml_child){0};
    new_group(&b, NO_TABLE);
    TRY(file->module->read(file->encoding, bytes, &events, why));
    if (b.group_count > XML_ROWS_MOST)
        return fault_set(why, ERR_LIMIT, "the child has more than %d rows",
                         XML_ROWS_MOST);
    add_rows(&b);
    return OK;
}
